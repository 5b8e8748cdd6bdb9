"""Writing of any characters with reportlab: our own embedded font where it has them, the unembedded Song face for the rest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

from ingest.fonts import FONT_PATH
from ingest.tick_boxes import ONE_FORM

FONT = "ZhijianCopy"
FALLBACK = "STSong-Light"
MISSING = "〓"  # the printers' sign for a letter that is not at hand

_SONG = ((0x2460, 0x2473), (0x3003, 0x9FEA), (0xAC00, 0xD7A3), (0xF900, 0xFA2D), (0xFE30, 0xFE4F), (0xFF01, 0xFF9F), (0x20000, 0x323AF))
_STAND_INS = {
    **ONE_FORM,
    **dict.fromkeys("✕✖✗✘\uf04f\uf0fb", "×"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f", " "),
    **dict.fromkeys("\u2010\u2011\u2012", "-"),
    **dict.fromkeys("\uf06c\uf0b7", "●"),
    **dict.fromkeys("\uf06e\uf0a7", "■"),
    "\uf0d8": "→",
}


@cache
def covered() -> frozenset[int]:
    """The characters of our font; registers both fonts."""
    font = TTFont(FONT, str(FONT_PATH))
    pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(FONT, normal=FONT, bold=FONT, italic=FONT, boldItalic=FONT)
    pdfmetrics.registerFont(UnicodeCIDFont(FALLBACK))
    return frozenset(font.face.charToGlyph)


def runs(text: str) -> Iterator[tuple[str, str]]:
    """``(font, piece)`` one after the other.

    A character that neither font has is replaced by its like (☐ by □, ö by o), else by 〓; controls and joiners are left out.
    """
    known = covered()
    for ours, piece in groupby("".join(map(_writable, text)), lambda char: ord(char) in known):
        yield (FONT if ours else FALLBACK), "".join(piece)


@cache
def _writable(char: str) -> str:
    if char in _STAND_INS:
        return _STAND_INS[char]
    kind = unicodedata.category(char)
    if kind in ("Cc", "Cf", "Cs", "Mn", "Zl", "Zp"):
        return ""
    if _has(char):
        return char
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if unicodedata.category(part) != "Mn")
    return plain if plain and all(map(_has, plain)) else MISSING


def _has(char: str) -> bool:
    """Whether one of the fonts holds a character; the Song face has GBK and the ideographs beyond it."""
    code = ord(char)
    if code in covered() or any(first <= code <= last for first, last in _SONG):
        return True
    try:
        return len(char.encode("gbk")) == 2 and not 0xE000 <= code < 0xF900 and char not in "≒"
    except UnicodeEncodeError:
        return False


def markup(text: str) -> str:
    """Text for a reportlab Paragraph."""
    return "".join(escape(piece) if font == FONT else f'<font name="{font}">{escape(piece)}</font>' for font, piece in runs(text))


def width(text: str, size: float) -> float:
    """In points."""
    return size * sum(map(_unit, text))


@cache
def _unit(char: str) -> float:
    """The width of a character in letters of one point."""
    return sum(float(pdfmetrics.stringWidth(piece, font, 1.0)) for font, piece in runs(char))


def draw(canvas: Any, x: float, y: float, text: str, size: float) -> float:
    """Write ``text`` with its base line at ``y``; where the pen ends."""
    for font, piece in runs(text):
        canvas.setFont(font, size)
        canvas.drawString(x, y, piece)
        x += float(pdfmetrics.stringWidth(piece, font, size))
    return x
