"""File names: their natural order, and the ones that programs leave behind and nobody submits."""

from __future__ import annotations

import re
from pathlib import PurePath

_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"})
_DIGITS = re.compile(r"(\d+)")


def natural_key(name: str) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """A sort key by which ``2.pdf`` comes before ``10.pdf``; path parts are compared one by one."""
    return tuple(
        tuple((0, int(piece), piece) if piece.isdecimal() else (1, 0, piece.casefold()) for piece in _DIGITS.split(part) if piece)
        for part in PurePath(name).parts
    )


def left_behind(name: str) -> bool:
    """Hidden files, Office lock files (``~$…``) and what Windows and macOS put into folders: ignored on purpose."""
    return name.startswith((".", "~$")) or name.casefold() in _LEFT_BEHIND
