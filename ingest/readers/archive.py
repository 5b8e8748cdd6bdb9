"""ZIP: a dossier packed into one file. Expanded with care: archives come from outside and may be hostile or merely broken."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest import sniff
from ingest.errors import RejectedInput, UnreadableInput
from ingest.names import left_behind, natural_key

_CHUNK = 1 << 20
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
    """One file of an archive: where it was expanded to, and its name inside (``附件.zip/照片/1.pdf`` when nested)."""

    path: Path
    name: str


def expand(path: Path, folder: Path, *, name: str | None = None, limits: Limits | None = None) -> tuple[Member, ...]:
    """Expand a ZIP file into ``folder`` (made if missing); its members in natural name order, nested ZIP files opened.

    ``name`` is what users call the archive. Files that programs leave behind are skipped. The names on disk are ours, so no
    member can leave the folder. RejectedInput: ``bomb``, ``encrypted``, ``unsafe_path``, ``empty``, ``unsupported``.
    UnreadableInput: ``damaged``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    expansion = _Expansion(folder, name or path.name, limits or Limits(), max(path.stat().st_size, 1))
    expansion.open(path, "", 1)
    if not expansion.members:
        raise RejectedInput(f"{expansion.name}：压缩包中没有可读取的文件，请检查后重新提交", code="empty")
    return tuple(sorted(expansion.members, key=lambda member: natural_key(member.name)))


class _Expansion:
    """One archive and all archives in it: they share the limits."""

    def __init__(self, folder: Path, name: str, limits: Limits, packed: int) -> None:
        self.folder, self.name, self.limits, self.packed = folder, name, limits, packed
        self.members: list[Member] = []
        self.written = 0
        self.count = 0

    def open(self, path: Path, prefix: str, depth: int) -> None:
        if depth > self.limits.depth:
            raise self._bomb(f"压缩包嵌套超过 {self.limits.depth} 层")
        try:
            with zipfile.ZipFile(path) as archive:
                for info in archive.infolist():
                    self._member(archive, info, prefix, depth)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            if "Overlapped entries" in str(error):  # members that share their bytes are how small bombs grow
                raise self._bomb("压缩包内的文件相互重叠") from error
            raise UnreadableInput(f"{self.name}：压缩包已损坏，请重新打包后提交", code="damaged") from error
        except NotImplementedError as error:
            raise RejectedInput(f"{self.name}：压缩方式不受支持，请用普通 ZIP 方式重新打包", code="unsupported") from error

    def _member(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, prefix: str, depth: int) -> None:
        name = member_name(info)
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or _DRIVE.match(name) or stat.S_ISLNK(info.external_attr >> 16):
            raise RejectedInput(f"{self.name}：压缩包内有指向包外的路径（{name[:80]}），为安全起见拒绝展开，请重新打包", code="unsafe_path")
        if info.is_dir() or any(left_behind(part) for part in parts):
            return
        if info.flag_bits & 1:
            raise RejectedInput(f"{self.name}：压缩包已加密（{name}），请提供解密后的文件", code="encrypted")
        self.count += 1
        if self.count > self.limits.count:
            raise self._bomb(f"压缩包内文件超过 {self.limits.count} 个")
        suffix = PurePosixPath(name).suffix
        place = self.folder / f"{self.count:05d}{suffix if _PLAIN_SUFFIX.fullmatch(suffix) else ''}"
        self._write(archive, info, place)
        if sniff.media_type(place) == sniff.ZIP:
            self.open(place, f"{prefix}{name}/", depth + 1)
            place.unlink()
        else:
            self.members.append(Member(place, prefix + name))

    def _write(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Path) -> None:
        """Count the bytes that come out: the sizes in the header are claims."""
        with archive.open(info) as packed, place.open("xb") as stream:
            while chunk := packed.read(_CHUNK):
                self.written += len(chunk)
                if self.written > self.limits.total:
                    raise self._bomb(f"展开后超过 {self.limits.total >> 20} MB")
                if self.written > _RATIO_MATTERS_FROM and self.written > self.limits.ratio * self.packed:
                    raise self._bomb(f"压缩比超过 {self.limits.ratio} 倍")
                stream.write(chunk)

    def _bomb(self, why: str) -> RejectedInput:
        return RejectedInput(f"{self.name}：{why}，疑似压缩炸弹，拒绝展开；如确为案卷，请解压后以文件夹提交", code="bomb")


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name with ``/`` as separator. Chinese Windows writes GBK without saying so; zipfile then reads code page 437."""
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for codec in ("utf-8", "gb18030"):
            try:
                name = raw.decode(codec)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
