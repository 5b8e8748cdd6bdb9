"""Titles of statutes: one plain form for the many ways they are written."""

from __future__ import annotations

import re
from functools import lru_cache

_EDITION = re.compile(r"[（(](?:[^（）()]*(?:年|修正|修订|修改|公布|令|号|以下简称|废止|失效)[^（）()]*)[）)]")


@lru_cache(maxsize=4096)
def plain_title(title: str) -> str:
    """The title without 《》, white space, 中华人民共和国 and notes such as （2021年修订）; （试行） stays."""
    squeezed = re.sub(r"[\s\u3000《》〈〉<>]", "", title).replace("(", "（").replace(")", "）")
    return _EDITION.sub("", squeezed).removeprefix("中华人民共和国")
