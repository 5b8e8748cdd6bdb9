"""ZIP, as Windows, WPS and archive systems write it: with names in GBK that nothing says so of."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path

from ingest.errors import RejectedInput, UnreadableInput
from ingest.readers.shelf import Shelf

_CHUNK = 1 << 20


def unzip(path: Path, shelf: Shelf) -> None:
    """Put the files of a ZIP on the shelf.

    RejectedInput: ``bomb``, ``encrypted``, ``unsafe_path``, ``unsupported``. UnreadableInput: ``damaged``.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                _member(archive, info, shelf)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        if "Overlapped entries" in str(error):  # members that share their bytes are how small bombs grow
            raise shelf.bomb("压缩包内的文件相互重叠") from error
        said = "压缩包已损坏，请重新打包后提交" if shelf.name.lower().endswith(".zip") else "文件已损坏，请重新另存或者导出后提交"
        raise UnreadableInput(f"{shelf.name}：{said}", code="damaged") from error
    except NotImplementedError as error:
        raise RejectedInput(f"{shelf.name}：压缩方式不受支持，请用普通 ZIP 方式重新打包", code="unsupported") from error


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shelf: Shelf) -> None:
    name = member_name(info)
    if not shelf.wants(name, is_link=stat.S_ISLNK(info.external_attr >> 16)) or info.is_dir():
        return
    if info.flag_bits & 1:
        raise shelf.encrypted()
    with archive.open(info) as packed, shelf.file(name) as slot:
        while chunk := packed.read(_CHUNK):
            slot.write(chunk)


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
