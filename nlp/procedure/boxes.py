"""Boxes that forms print before choices (□投诉举报 ☑监督检查): what stands behind an empty one, and which choice is ticked."""

from __future__ import annotations

import re
from typing import Literal

EMPTY, TICKED = "□☐", "☑√✓✔■☒"  # for character classes
_BOX = f"[{EMPTY}{TICKED}]"
_UNTICKED = re.compile(rf"[{EMPTY}][)）]?[^{EMPTY}{TICKED}。；]*$")
_LABEL_END = r"件?(?:出示|展示|查看)?(?:的?情况|与否|的?记录)?[：:]?[（(]?"
_BEFORE_WORDS = re.compile(rf"{_LABEL_END}(?P<choices>(?:{_BOX}[)）]?[^{EMPTY}{TICKED}。；：:]{{1,10}})+)")
_BEHIND_WORDS = re.compile(rf"{_LABEL_END}(?P<choices>(?:[^{EMPTY}{TICKED}。；，：:]{{1,6}}[(（]?{_BOX}[)）]?){{2,4}})")
_TICKED_WORD = re.compile(rf"[{TICKED}][)）]?(?P<word>[^{EMPTY}{TICKED}]+)")
_WORD_TICKED = re.compile(rf"(?P<word>[^{EMPTY}{TICKED}（）()]+)[(（]?[{TICKED}]")
_LEFT_EMPTY = re.compile(rf"[{EMPTY}][)）]?[^{EMPTY}{TICKED}。；]{{2,20}}")
_TICK = re.compile(f"[{TICKED}]")
_NO = re.compile(r"否|未|没|不|无(?!异议|误|疑)")

Choice = Literal["yes", "no", "open"]


def unticked(text: str, at: int) -> bool:
    """Whether what stands at ``text[at]`` is a choice behind an empty box, with no other box or end of a sentence between."""
    return _UNTICKED.search(text, max(0, at - 40), at) is not None


def without_unticked(text: str) -> str:
    """Text without the choices behind empty boxes, where others are ticked."""
    return _LEFT_EMPTY.sub("", text) if _TICK.search(text) else text


def chosen(text: str, at: int) -> Choice | None:
    """The choice behind a label that ends at ``text[at]`` (出示证件：□是 ☑否): ``open`` where none is ticked, None where none is there."""
    for printed, ticked in ((_BEFORE_WORDS, _TICKED_WORD), (_BEHIND_WORDS, _WORD_TICKED)):
        if match := printed.match(text, at):
            words = [hit["word"] for hit in ticked.finditer(match["choices"])]
            return "open" if not words else "no" if all(map(_NO.match, words)) else "yes"
    return None
