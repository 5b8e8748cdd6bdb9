"""Boxes that forms print before choices (□投诉举报 ☑监督检查): which words stand behind an empty one."""

from __future__ import annotations

import re

_EMPTY = re.compile(r"[□☐][)）]?[^□☐☑√✓✔■☒。；]*$")


def unticked(text: str, at: int) -> bool:
    """Whether what stands at ``text[at]`` is a choice behind an empty box, with no other box or end of a sentence between."""
    return _EMPTY.search(text, max(0, at - 40), at) is not None
