"""The vault of originals: every file and every fetched page, byte for byte, under the SHA-256 of its content.

Layout: ``root/ab/abcdef…``, read-only, no extension. Putting the same bytes twice stores them once, and a put that is
interrupted leaves nothing behind but a temporary file that no one reads.
"""

from __future__ import annotations

import contextlib
import hashlib
import stat
import tempfile
from datetime import datetime
from pathlib import Path
from typing import IO

from ingest.document import Source
from ingest.errors import UnreadableInput
from ingest.names import printable
from ingest.sniff import media_type

_CHUNK = 1 << 20


class Vault:
    """Content-addressed storage below ``root``; the folder is made when the first file comes in."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, path: Path) -> Source:
        """Store a copy of a file. UnreadableInput (``no_permission``, ``missing``, ``io``) where it cannot be read."""
        try:
            with path.open("rb") as stream:
                sha256, size = self._store(stream)
            kind = media_type(self.path(sha256))
        except FileNotFoundError as error:
            raise UnreadableInput(f"{printable(path)}：文件不存在，请检查路径", code="missing") from error
        except PermissionError as error:
            raise UnreadableInput(f"{printable(path)}：没有读取权限，请授权后重试", code="no_permission") from error
        except OSError as error:
            raise UnreadableInput(f"{printable(path)}：读取失败（{error.strerror or error}），请检查存储介质后重试", code="io") from error
        return Source(sha256=sha256, media_type=kind, size=size, path=printable(path))

    def put_bytes(self, data: bytes, *, media_type: str, url: str | None = None, fetched_at: datetime | None = None) -> Source:
        """Store bytes that came from elsewhere, such as a fetched web page."""
        sha256 = hashlib.sha256(data).hexdigest()
        if not self.has(sha256):
            with self._temporary() as stream:
                stream.write(data)
            self._settle(Path(stream.name), sha256)
        return Source(sha256=sha256, media_type=media_type, size=len(data), url=url, fetched_at=fetched_at)

    def has(self, sha256: str) -> bool:
        """Whether the vault holds these bytes."""
        return self._place(sha256).is_file()

    def path(self, sha256: str) -> Path:
        """Where the bytes lie; UnreadableInput (``missing``) where they are not in the vault."""
        place = self._place(sha256)
        if not place.is_file():
            raise UnreadableInput(f"原件库中没有 {sha256[:12]}… 的原件（{self.root}），请重新提交该文件", code="missing")
        return place

    def verify(self, sha256: str) -> bool:
        """Whether the stored bytes still have their hash."""
        with self.path(sha256).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256

    def _place(self, sha256: str) -> Path:
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError(f"not a SHA-256 in lower-case hex: {sha256!r}")
        return self.root / sha256[:2] / sha256

    def _store(self, source: IO[bytes]) -> tuple[str, int]:
        """Copy and hash in one pass, so that what is stored is what was hashed even if the file changes meanwhile."""
        digest = hashlib.sha256()
        size = 0
        with self._temporary() as stream:
            try:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    stream.write(chunk)
                    size += len(chunk)
            except BaseException:
                stream.close()
                Path(stream.name).unlink(missing_ok=True)
                raise
        self._settle(Path(stream.name), digest.hexdigest())
        return digest.hexdigest(), size

    def _temporary(self) -> IO[bytes]:
        self.root.mkdir(parents=True, exist_ok=True)
        return tempfile.NamedTemporaryFile(dir=self.root, prefix=".incoming-", delete=False)

    def _settle(self, temporary: Path, sha256: str) -> None:
        place = self._place(sha256)
        if place.is_file():
            temporary.unlink()
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(stat.S_IREAD | stat.S_IRGRP)
        try:
            temporary.replace(place)
        except PermissionError:  # Windows: another process stored the same bytes first, and its copy is read-only
            if not place.is_file():
                raise
            with contextlib.suppress(OSError):
                temporary.chmod(stat.S_IREAD | stat.S_IWRITE)
                temporary.unlink()
