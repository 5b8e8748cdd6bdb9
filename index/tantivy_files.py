"""The folder of the embedded index: generations, and which one counts.

``search/current.json`` names the folder of the current generation and the version of its layout; it is replaced in one
step. A rebuild fills a new generation beside the current one. ``mark.json`` in a generation says how much of the store it holds.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from index.changes import Mark
from index.lock import FileLock

_POINTER, _MARK, _PREFIX = "current.json", "mark.json", "clues-"


@dataclass(frozen=True, slots=True)
class Generation:
    """One index folder and the version of its layout."""

    folder: Path
    version: int

    def mark(self) -> Mark | None:
        """How much of which store it holds; None where nobody can say."""
        try:
            return Mark(**json.loads((self.folder / _MARK).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write_mark(self, mark: Mark) -> None:
        """Remember how much it holds."""
        _replace(self.folder / _MARK, json.dumps(asdict(mark)))


class Generations:
    """The generations in one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.rebuilding = FileLock(root / "rebuild.lock")

    def stamp(self) -> tuple[int, int] | None:
        """Changes whenever another generation becomes the current one; None where there is none."""
        try:
            found = (self._root / _POINTER).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino

    def current(self) -> Generation | None:
        """The generation that counts."""
        try:
            row = json.loads((self._root / _POINTER).read_text(encoding="utf-8"))
            return Generation(self._root / row["folder"], row["version"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def new(self) -> Path:
        """A fresh folder that does not count yet."""
        folder = self._root / f"{_PREFIX}{uuid.uuid4().hex[:12]}"
        folder.mkdir(parents=True)
        return folder

    def switch(self, generation: Generation) -> None:
        """Make a generation the one that counts and drop all others. Only while holding ``rebuilding``."""
        _replace(self._root / _POINTER, json.dumps({"version": generation.version, "folder": generation.folder.name}))
        for folder in self._root.glob(f"{_PREFIX}*"):
            if folder != generation.folder:
                shutil.rmtree(folder, ignore_errors=True)  # Windows keeps open files; the next rebuild tries again


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}")
    fresh.write_text(text, encoding="utf-8")
    try:
        os.replace(fresh, path)  # noqa: PTH105 the atomic one
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
