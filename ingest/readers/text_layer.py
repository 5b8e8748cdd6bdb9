"""Is a text layer text? Fonts without Unicode tables, wrong encodings and leftovers yield characters that are none."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import filterfalse, product

GLYPHS = "本页文字层不可用：字体没有编码对照，读出的是字形编号而不是文字，需要识别图像"
GARBLED = "本页文字层不可用：文字编码错误（乱码），需要识别图像"
LETTERS_LOST = "本页字体损坏，有文字缺失，页面图像也可能不全，请核对原件"

_LATIN, _IDEOGRAPHS, _UNIFIED = re.compile(r"[\u0080-\u00ff]"), re.compile(r"[\u3400-\u9fff]+"), re.compile(r"[\u4e00-\u9fff]")
# what no office writes: a letter stood there
_LOST, _NUMBER = (
    re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]"),
    re.compile(r"\(cid:\d+\)"),
)
_FEW_LOST = 2  # from here on it is no slip
_UNUSABLE_SHARE = 0.3
_GARBLED_SHARE = 0.5


def text_layer_problem(texts: list[str]) -> str | None:
    """Why the characters of a page, one string a glyph (``(cid:12)`` is one), are no usable text, in Chinese; None where they are."""
    if _usual().issuperset(texts) or not any(map(_no_text, set(texts) - _usual())):
        return GARBLED if _garbled("".join("".join(texts).split())) else None
    glyphs = [text for text in texts if not text.isspace()]
    if sum(map(_no_text, glyphs)) > _UNUSABLE_SHARE * len(glyphs):
        return GLYPHS
    return GARBLED if _garbled("".join(text for text in glyphs if not _no_text(text))) else None


def letters_lost(text: str) -> bool:
    """Whether letters of a page's text were lost: its font is damaged, and other words may lack as well, on its picture too."""
    if text.replace("\n", "").isprintable() and "\ufffd" not in text and "(cid:" not in text:
        return False  # most pages
    return len(_LOST.findall(text)) + len(_NUMBER.findall(text)) >= _FEW_LOST


def _no_text(glyph: str) -> bool:
    """Glyph numbers, private-use and unassigned characters, replacement and control characters."""
    if glyph.startswith("(cid:"):
        return True
    return glyph == "\ufffd" or unicodedata.category(glyph[0]) in ("Co", "Cn", "Cc", "Cs")


@cache
def _usual() -> frozenset[str]:
    """The characters of ASCII and GB 2312, of which most pages hold no others; all of them are text."""
    rows = bytes(byte for pair in product(range(0xA1, 0xF8), range(0xA1, 0xFF)) for byte in pair)
    return frozenset(filterfalse(_no_text, (*map(chr, range(0x80)), *rows.decode("gb18030"))))


def _garbled(text: str) -> bool:
    """GBK bytes shown as Latin-1 (``ÐÐÕþ´¦·£``), UTF-8 shown as GBK (``鏌愭煇甯傚``), or ideographs no standard knows."""
    latin = _LATIN.findall(text)
    if len(latin) > _GARBLED_SHARE * len(text):
        decoded = "".join(latin).encode("latin-1").decode("gb18030", "replace")
        return len(_UNIFIED.findall(decoded)) > len(decoded) // 2
    ideographs_shown = "".join(_IDEOGRAPHS.findall(text))
    if len(ideographs_shown) < 20 or _all_in_gb2312(ideographs_shown):
        return False
    standard = _standard()
    strange = sum(char not in standard for char in ideographs_shown)
    as_utf8 = ideographs_shown.encode("gb18030").decode("utf-8", "ignore")  # real Chinese in GBK makes no sense as UTF-8
    hidden = len(_UNIFIED.findall(as_utf8))
    return strange > _UNUSABLE_SHARE * len(ideographs_shown) or hidden > _UNUSABLE_SHARE * len(ideographs_shown)


def _all_in_gb2312(ideographs: str) -> bool:
    """As most pages are; none of UTF-8 shown as GBK is, since of its bytes every second or third is below those of GB 2312."""
    try:
        ideographs.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _standard() -> frozenset[str]:
    """The ideographs of GB 2312 and Big5."""
    ideographs = map(chr, range(0x3400, 0xA000))
    return frozenset(char for char in ideographs if char.encode("gb2312", "ignore") or char.encode("big5", "ignore"))
