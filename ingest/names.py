"""File names: their natural order, how they are written down, and the ones that programs leave behind and nobody submits."""

from __future__ import annotations

import os
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


def printable(path: PurePath | str) -> str:
    """A path as text that can be stored and shown: archives packed on Chinese Windows leave names in GBK on other systems."""
    text = str(path)
    if text.isprintable() or not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return "/".join(_decoded(os.fsencode(part)) for part in text.split("/"))


def _decoded(name: bytes) -> str:
    for codec in ("utf-8", "gb18030"):
        try:
            return name.decode(codec)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "replace")


def left_behind(name: str) -> bool:
    """Hidden files, Office lock files (``~$…``) and what Windows and macOS put into folders: ignored on purpose."""
    return name.startswith((".", "~$")) or name.casefold() in _LEFT_BEHIND
