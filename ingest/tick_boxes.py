"""Boxes before choices on forms, each in one form: □ empty, ☑ ticked, √ a bare tick; symbol fonts encode them in many ways."""

from __future__ import annotations

import re

ONE_FORM = {
    **dict.fromkeys("☐❏❑▢◻⬜\uf06f\uf0a8\uf0a3\uf071\uf072", "□"),
    **dict.fromkeys("☒🗹☑✅\uf052\uf053\uf054\uf0fd\uf0fe\uf078", "☑"),
    **dict.fromkeys("✓✔\uf050\uf0fc", "√"),
}
# Wingdings whose codes were taken for Latin letters: R是 £否, þ是 ¨否
LETTERS = frozenset("£¨þ")
_EMPTY = re.compile(r"[£¨](?= ?[\u4e00-\u9fff])")
_TICKED = re.compile(r"(?<![A-Za-z\d])[Rþ](?= ?[\u4e00-\u9fff])")


def letters_as_boxes(text: str) -> str:
    """``text`` with such letters before Chinese as boxes; an R is one only beside another. The length stays."""
    read = _EMPTY.sub("□", text)
    return _TICKED.sub("☑", read) if read != text or "þ" in text else text
