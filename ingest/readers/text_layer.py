"""Is a text layer text? Fonts without Unicode tables, wrong encodings and leftovers yield characters that are none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

GLYPHS = "本页文字层不可用：字体没有编码对照，读出的是字形编号而不是文字，需要识别图像"
GARBLED = "本页文字层不可用：文字编码错误（乱码），需要识别图像"

_UNUSABLE_SHARE = 0.3
_GARBLED_SHARE = 0.5


def text_layer_problem(chars: Iterable[Mapping[str, Any]]) -> str | None:
    """Why the characters of a page are no usable text, in Chinese; None where they are."""
    return problem_of([char["text"] for char in chars])


def problem_of(texts: list[str]) -> str | None:
    """The same for the characters as strings, one glyph each (``(cid:12)`` is one glyph)."""
    if not any(map(_no_text, set(texts))):
        return GARBLED if _garbled("".join("".join(texts).split())) else None
    glyphs = [text for text in texts if not text.isspace()]
    if sum(map(_no_text, glyphs)) > _UNUSABLE_SHARE * len(glyphs):
        return GLYPHS
    return GARBLED if _garbled("".join(text for text in glyphs if not _no_text(text))) else None


def _no_text(glyph: str) -> bool:
    """Glyph numbers, private-use and unassigned characters, replacement and control characters."""
    if glyph.startswith("(cid:"):
        return True
    return glyph == "\ufffd" or unicodedata.category(glyph[0]) in ("Co", "Cn", "Cc", "Cs")


def _garbled(text: str) -> bool:
    """GBK bytes shown as Latin-1 (``ÐÐÕþ´¦·£``), UTF-8 shown as GBK (``鏌愭煇甯傚``), or ideographs no standard knows."""
    latin = [char for char in text if "\u0080" <= char <= "\u00ff"]
    if len(latin) > _GARBLED_SHARE * len(text):
        decoded = "".join(latin).encode("latin-1").decode("gb18030", "replace")
        ideographs = sum("\u4e00" <= char <= "\u9fff" for char in decoded)
        return ideographs > len(decoded) // 2
    ideographs_shown = "".join(char for char in text if "\u3400" <= char <= "\u9fff")
    if len(ideographs_shown) < 20:
        return False
    strangers = {char for char in set(ideographs_shown) if not (char.encode("gb2312", "ignore") or char.encode("big5", "ignore"))}
    strange = sum(char in strangers for char in ideographs_shown) if strangers else 0
    as_utf8 = ideographs_shown.encode("gb18030").decode("utf-8", "ignore")  # real Chinese in GBK makes no sense as UTF-8
    hidden = sum("\u4e00" <= char <= "\u9fff" for char in as_utf8)
    return strange > _UNUSABLE_SHARE * len(ideographs_shown) or hidden > _UNUSABLE_SHARE * len(ideographs_shown)
