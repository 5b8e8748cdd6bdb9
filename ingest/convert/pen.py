"""Writing of any characters with reportlab: our own embedded font where it has them, the unembedded Song face for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

from ingest.fonts import FONT_PATH

FONT = "ZhijianCopy"
FALLBACK = "STSong-Light"


@cache
def covered() -> frozenset[int]:
    """The characters of our font; registers both fonts."""
    font = TTFont(FONT, str(FONT_PATH))
    pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(FONT, normal=FONT, bold=FONT, italic=FONT, boldItalic=FONT)
    pdfmetrics.registerFont(UnicodeCIDFont(FALLBACK))
    return frozenset(font.face.charToGlyph)


def runs(text: str) -> Iterator[tuple[str, str]]:
    """``(font, piece)`` one after the other; characters that no PDF text can hold are left out."""
    known = covered()
    kept = (char for char in text if char >= " " and not "\ud800" <= char < "\ue000")
    for ours, piece in groupby(kept, lambda char: ord(char) in known):
        yield (FONT if ours else FALLBACK), "".join(piece)


def markup(text: str) -> str:
    """Text for a reportlab Paragraph."""
    return "".join(escape(piece) if font == FONT else f'<font name="{font}">{escape(piece)}</font>' for font, piece in runs(text))


def width(text: str, size: float) -> float:
    """In points."""
    return sum(float(pdfmetrics.stringWidth(piece, font, size)) for font, piece in runs(text))


def draw(canvas: Any, x: float, y: float, text: str, size: float) -> float:
    """Write ``text`` with its base line at ``y``; where the pen ends."""
    for font, piece in runs(text):
        canvas.setFont(font, size)
        canvas.drawString(x, y, piece)
        x += float(pdfmetrics.stringWidth(piece, font, size))
    return x
