"""Reading copies (阅读副本): every format that is no PDF is converted to one with an exact text layer, and read and shown as that."""

from __future__ import annotations

import atexit
import contextlib
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from ingest import sniff
from ingest.errors import InputError, UnreadableInput

_Convert = Callable[[Path, Path, str], None]
_Key = tuple[str, int, int]  # path, time of change, size

_PICTURES = frozenset({sniff.JPEG, sniff.PNG, sniff.TIFF, sniff.GIF, sniff.BMP, sniff.WEBP, sniff.HEIC})
_OFFICE = frozenset({sniff.DOC, sniff.XLS, sniff.PPT, sniff.PPTX, sniff.RTF, sniff.OLE})
CONVERTIBLE = frozenset({sniff.OFD, sniff.DOCX, sniff.XLSX}) | _PICTURES | _OFFICE
PAGED = CONVERTIBLE | {sniff.PDF}  # what has page images

_KEPT = 16  # copies a process keeps, so that the pages of a document are not converted one by one


def to_pdf(path: Path, target: Path, media_type: str, *, name: str) -> None:
    """Write the reading copy of ``path`` to ``target``, whole or not at all. ``name`` is what users call the file.

    RejectedInput: ``encrypted``, ``empty``, ``bomb``, ``no_converter``. UnreadableInput: ``damaged``, ``timeout``.
    """
    part = target.with_name(f"{target.name}.part")
    convert = _converter(media_type)
    try:
        convert(path, part, name)
        part.replace(target)
    except (InputError, MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # hostile and broken files make parsers raise anything
        what = f"{sniff.name_zh(media_type)}已损坏，无法转换（{type(error).__name__}）"
        raise UnreadableInput(f"{name}：{what}，请用原软件重新导出后提交", code="damaged") from error
    finally:
        part.unlink(missing_ok=True)


def _converter(media_type: str) -> _Convert:
    """Loaded with the first file of its format: all of them take half a second, which most runs never need."""
    if media_type in _PICTURES:
        from ingest.convert.pictures import pictures_to_pdf

        return pictures_to_pdf
    if media_type == sniff.DOCX:
        from ingest.convert.docx import docx_to_pdf

        return docx_to_pdf
    if media_type == sniff.XLSX:
        from ingest.convert.xlsx import xlsx_to_pdf

        return xlsx_to_pdf
    if media_type == sniff.OFD:
        from ingest.convert.ofd import ofd_to_pdf

        return ofd_to_pdf
    from ingest.convert.office import office_to_pdf

    return office_to_pdf


class _Copies:
    """The last few copies of this process, in a folder that goes with it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._making: dict[_Key, threading.Lock] = {}
        self._kept: OrderedDict[_Key, Path] = OrderedDict()
        self._folder: Path | None = None
        self._made = 0

    def get(self, path: Path, media_type: str, name: str) -> Path:
        stat = path.stat()
        key = (str(path), stat.st_mtime_ns, stat.st_size)
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:  # one conversion at a time of the same file; others need not wait for it
            try:
                return self._known(key) or self._new(key, path, media_type, name)
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def _known(self, key: _Key) -> Path | None:
        with self._lock:
            copy = self._kept.get(key)
            if copy is None or not copy.is_file():
                return None
            self._kept.move_to_end(key)
            return copy

    def _new(self, key: _Key, path: Path, media_type: str, name: str) -> Path:
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="zhijian-copies-"))
                atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
            self._made += 1
            target = self._folder / f"{self._made}.pdf"
        to_pdf(path, target, media_type, name=name)
        with self._lock:
            self._kept[key] = target
            while len(self._kept) > _KEPT:
                oldest = self._kept.popitem(last=False)[1]
                with contextlib.suppress(OSError):  # Windows keeps a file that is being read; it goes with the folder
                    oldest.unlink()
        return target


_copies = _Copies()


def reading_copy(path: Path, media_type: str, *, name: str) -> Path:
    """The reading copy of a file, made now or a moment ago. Errors as for ``to_pdf``."""
    return _copies.get(path, media_type, name)
