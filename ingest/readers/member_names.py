"""Names of what is attached to a mail or inside a PDF: without folders, and no two alike."""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import PurePath

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|]+')
_LONGEST = 120  # characters


def plain_name(given: str) -> str:
    """A name without folders, and without what no file system takes; empty where nothing is left."""
    return _NOT_IN_NAMES.sub("_", re.split(r"[\\/]", given)[-1]).strip(" .")[-_LONGEST:]


def told_apart(name: str, taken: Container[str]) -> str:
    """The name, with a number where it is taken."""
    number, first = 2, PurePath(name)
    while name in taken:
        name = f"{first.stem}（{number}）{first.suffix}"
        number += 1
    return name
