"""7z, by py7zr, which is loaded when the first such file comes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ingest.errors import InputError, RejectedInput, UnreadableInput
from ingest.readers.shelf import Shelf, Slot

_LARGEST_DICTIONARY = 512 << 20  # bytes of memory a decoder may ask for; 7-Zip's strongest preset takes 64 MB
_LZMA, _LZMA2, _PPMD = b"\x03\x01\x01", b"\x21", b"\x03\x04\x01"


def un7z(path: Path, shelf: Shelf) -> None:
    """Put the files of a 7z on the shelf.

    RejectedInput: ``bomb``, ``encrypted``, ``unsafe_path``, ``unsupported``. UnreadableInput: ``damaged``.
    """
    import py7zr
    from py7zr.exceptions import PasswordRequired, UnsupportedCompressionMethodError

    try:
        # An open file, not its name: py7zr then unpacks in this thread, and stops at the first error.
        with path.open("rb") as stream, py7zr.SevenZipFile(stream) as archive:
            if archive.needs_password():
                raise shelf.encrypted()
            if _memory(archive) > _LARGEST_DICTIONARY:
                raise shelf.bomb(f"压缩字典超过 {_LARGEST_DICTIONARY >> 20} MB")
            for file in archive.files:
                shelf.wants(_name(file.filename), is_link=file.is_symlink or file.is_junction)
            archive.extractall(factory=_factory(shelf))
    except (InputError, MemoryError):
        raise
    except PasswordRequired as error:
        raise shelf.encrypted() from error
    except UnsupportedCompressionMethodError as error:
        raise RejectedInput(f"{shelf.name}：压缩方式不受支持，请用普通 ZIP 方式重新打包", code="unsupported") from error
    except Exception as error:  # py7zr passes on whatever its decoders and its own parser raise
        raise UnreadableInput(f"{shelf.name}：压缩包已损坏，或只是分卷压缩的一卷，请重新打包为单个文件后提交", code="damaged") from error


def _name(name: str) -> str:
    return name.replace("\\", "/")


def _factory(shelf: Shelf) -> Any:
    from py7zr.io import Py7zIO, WriterFactory

    class Output(Py7zIO):
        """A file on the shelf, or nothing where the file is not wanted."""

        def __init__(self, slot: Slot | None) -> None:
            self._slot = slot
            self._size = 0

        def write(self, s: bytes | bytearray) -> int:
            self._size += len(s)
            return self._slot.write(s) if self._slot else len(s)

        def close(self) -> None:
            if self._slot:
                self._slot.close()

        def read(self, size: int | None = None) -> bytes:
            return b""

        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

        def flush(self) -> None:
            """Nothing is held back."""

        def size(self) -> int:
            return self._size

    class Factory(WriterFactory):
        """Asked for an output before every file."""

        def create(self, filename: str) -> Py7zIO:
            name = _name(filename)
            return Output(shelf.slot(name) if shelf.wants(name) else None)

    return Factory()


def _memory(archive: Any) -> int:
    """Bytes of the largest dictionary that a decoder of the archive asks for, before it has seen any data."""
    streams = getattr(archive.header, "main_streams", None)
    folders = streams.unpackinfo.folders if streams is not None else []
    return max((_dictionary(coder) for folder in folders for coder in folder.coders), default=0)


def _dictionary(coder: dict[str, Any]) -> int:
    method, properties = coder.get("method"), coder.get("properties") or b""
    if method in (_LZMA, _PPMD) and len(properties) >= 5:
        return int.from_bytes(properties[1:5], "little")
    if method == _LZMA2 and properties:
        return (2 | properties[0] & 1) << (properties[0] // 2 + 11)
    return 0
