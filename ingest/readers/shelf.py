"""Where the members of an archive are put down: counted and bounded, under names of ours, so that none can leave the folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ingest.errors import InputError, RejectedInput
from ingest.names import left_behind

_PLAIN_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_DRIVE = re.compile(r"[A-Za-z]:")
_RATIO_MATTERS_FROM = 100 << 20  # bytes: small files of blanks compress a thousand times and harm nobody


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold, nested archives included. Sizes in bytes."""

    total: int = 8 << 30
    ratio: int = 200
    count: int = 5000
    depth: int = 3


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: where it was expanded to, and its name inside (``附件.zip/照片/1.pdf`` when nested).

    With a ``problem`` it is not to be read.
    """

    path: Path
    name: str
    problem: InputError | None = None


class Slot:
    """One file being written. ``write`` counts what really comes out: the sizes in an archive's header are claims."""

    def __init__(self, shelf: Shelf, stream: BinaryIO) -> None:
        self._shelf, self._stream = shelf, stream

    def write(self, data: bytes | bytearray) -> int:
        """RejectedInput (``bomb``) once the archive and all archives in it have given more than they may."""
        self._shelf.count_bytes(len(data))
        return self._stream.write(data)

    def close(self) -> None:
        """The file is complete, or given up."""
        self._stream.close()


class Shelf:
    """One archive and all archives in it: they share the limits. ``name`` is what users call the outermost one."""

    def __init__(self, folder: Path, name: str, limits: Limits, packed: int) -> None:
        self.name, self.limits = name, limits
        self._folder, self._packed = folder, packed
        self._count = self._written = 0
        self._fresh: list[Member] = []

    def wants(self, name: str, *, is_link: bool = False) -> bool:
        """Whether a file of that name is to be taken; files that programs leave behind are not. RejectedInput: ``unsafe_path``."""
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or _DRIVE.match(name) or is_link:
            raise RejectedInput(f"{self.name}：压缩包内有指向包外的路径（{name[:80]}），为安全起见拒绝展开，请重新打包", code="unsafe_path")
        return bool(parts) and not any(left_behind(part) for part in parts)

    def slot(self, name: str) -> Slot:
        """Begin a file; the caller closes the slot."""
        self._count += 1
        if self._count > self.limits.count:
            raise self.bomb(f"所含文件超过 {self.limits.count} 个")
        suffix = PurePosixPath(name).suffix
        place = self._folder / f"{self._count:05d}{suffix if _PLAIN_SUFFIX.fullmatch(suffix) else ''}"
        slot = Slot(self, place.open("xb"))
        self._fresh.append(Member(place, name))
        return slot

    @contextmanager
    def file(self, name: str) -> Iterator[Slot]:
        """A slot that closes itself."""
        slot = self.slot(name)
        try:
            yield slot
        finally:
            slot.close()

    def mark(self, problem: InputError) -> None:
        """The file put down last is not to be read."""
        self._fresh[-1] = replace(self._fresh[-1], problem=problem)

    def take(self) -> list[Member]:
        """The files put down since the last call."""
        fresh, self._fresh = self._fresh, []
        return fresh

    def count_bytes(self, size: int) -> None:
        """Add to what was written so far."""
        self._written += size
        if self._written > self.limits.total:
            raise self.bomb(f"展开后超过 {self.limits.total >> 20} MB")
        if self._written > _RATIO_MATTERS_FROM and self._written > self.limits.ratio * self._packed:
            raise self.bomb(f"压缩比超过 {self.limits.ratio} 倍")

    def bomb(self, why: str) -> RejectedInput:
        """The error to raise where an archive is made to fill the disk."""
        return RejectedInput(f"{self.name}：{why}，疑似压缩炸弹，拒绝展开；如确为案卷，请解压或者将附件另存后以文件夹提交", code="bomb")

    def encrypted(self) -> RejectedInput:
        """The error to raise where a password is asked for."""
        return RejectedInput(f"{self.name}：压缩包已加密，请提供解密后的文件", code="encrypted")
