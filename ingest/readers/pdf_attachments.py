"""A PDF as a container: files that it carries beside its pages, in its list of attachments, as a portfolio, or pinned to a page."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral

from ingest.errors import InputError, RejectedInput, UnreadableInput
from ingest.readers.mail_header import decoded_bytes
from ingest.readers.member_names import plain_name, told_apart
from ingest.readers.shelf import Shelf

_CHUNK = 1 << 20
_LARGEST = 512 << 20  # bytes of a PDF: what it holds is taken out in memory
_LAST = "附件"
_HIDDEN = 2  # the flag of an annotation
_OF_THE_PAGES = frozenset({"Source", "Data", "Alternative", "Schema"})  # the same content in another form (ISO 32000-2, 7.11.3)


def open_attachments(path: Path, shelf: Shelf) -> None:
    """Put the files that a PDF holds on the shelf; one that cannot be taken out, or only repeats the pages, is marked with the reason.

    RejectedInput: ``bomb``, ``too_large``. UnreadableInput: ``damaged``.
    """
    if path.stat().st_size > _LARGEST:
        raise RejectedInput(f"{shelf.name}：PDF 超过 {_LARGEST >> 20} MB，其中的附件没有读取，请另存后一并提交", code="too_large")
    taken: set[str] = set()
    try:
        with path.open("rb") as stream:
            for given, entry in _entries(PDFDocument(PDFParser(stream))):
                _put(given, entry, taken, shelf)
    except (InputError, MemoryError, OSError, KeyboardInterrupt):
        raise
    except Exception as error:  # pdfminer raises anything on broken files
        raise UnreadableInput(f"{shelf.name}：PDF 内的附件无法取出，请在 PDF 软件中另存后一并提交", code="damaged") from error


def _put(given: str, entry: dict[str, Any], taken: set[str], shelf: Shelf) -> None:
    held = dict_value(entry["EF"])
    stream = next((found for key in ("UF", "F", "Unix", "DOS", "Mac") if isinstance(found := resolve1(held.get(key)), PDFStream)), None)
    if stream is None or stream.rawdata is None:
        return  # a file elsewhere, or one that is mentioned a second time
    name = told_apart(plain_name(_name(entry) or given) or f"{_LAST}{len(taken) + 1}", taken)
    taken.add(name)
    if not shelf.wants(name):
        return
    with shelf.file(name) as slot:
        try:
            for data in _decoded(stream):
                slot.write(data)
        except (zlib.error, NotImplementedError):
            shelf.mark(UnreadableInput(f"{name}：PDF 内的附件已损坏，无法取出，请提交原文件", code="damaged"))
    stream.rawdata = None
    if _literal(entry.get("AFRelationship")) in _OF_THE_PAGES:
        shelf.mark(RejectedInput(f"{name}：PDF 标明该附件是页面的源文件或数据，未重复读取；如为另外的材料，请另存后提交", code="no_pages"))


def _decoded(stream: PDFStream) -> Iterator[bytes]:
    """The bytes of a file, piece by piece, so that one that swells is noticed before it fills the memory."""
    data = stream.rawdata or b""
    if stream.decipher is not None and stream.objid is not None and stream.genno is not None:
        data = stream.decipher(stream.objid, stream.genno, data, stream.attrs)
    match stream.get_filters():
        case []:
            yield data
        case [(name, parameters)] if name in LITERALS_FLATE_DECODE and dict_value(parameters).get("Predictor", 1) == 1:
            inflating = zlib.decompressobj()
            while data and not inflating.eof:
                yield inflating.decompress(data, _CHUNK)
                data = inflating.unconsumed_tail
            yield inflating.flush()
        case _:
            raise NotImplementedError


def _entries(document: PDFDocument) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the attachments are called where they hang, and their file specifications."""
    catalogue = document.catalog
    for key, entry in _leaves(dict_value(catalogue.get("Names")).get("EmbeddedFiles"), set()):
        yield from _with_file(key, entry)
    for entry in list_value(catalogue.get("AF")):
        yield from _with_file("", entry)
    for page in PDFPage.create_pages(document):
        for note in map(dict_value, list_value(page.annots)):
            if _literal(note.get("Subtype")) == "FileAttachment" and not int(resolve1(note.get("F", 0))) & _HIDDEN:
                yield from _with_file("", note.get("FS"))


def _with_file(key: str, entry: object) -> Iterator[tuple[str, dict[str, Any]]]:
    specification = dict_value(entry)
    if "EF" in specification:
        yield key, specification


def _leaves(node: object, seen: set[int]) -> Iterator[tuple[str, object]]:
    """Keys and values of a name tree; branches that lead back are not followed."""
    branch = dict_value(node)
    if id(branch) in seen:
        return
    seen.add(id(branch))
    names = list_value(branch.get("Names"))
    for key, value in zip(names[::2], names[1::2], strict=False):
        yield _text(resolve1(key)), value
    for child in list_value(branch.get("Kids")):
        yield from _leaves(child, seen)


def _name(entry: dict[str, Any]) -> str:
    return next((name for key in ("UF", "F", "Unix", "DOS", "Mac") if (name := _text(resolve1(entry.get(key))))), "")


def _text(value: object) -> str:
    """A string of a PDF; Chinese programs also write UTF-8 and GBK into it."""
    if not isinstance(value, bytes):
        return ""
    if value.startswith((b"\xfe\xff", b"\xff\xfe")):
        return value.decode("utf-16", "replace")
    return decoded_bytes(value).removeprefix("\ufeff")


def _literal(value: object) -> str:
    found = resolve1(value)
    return str(found.name) if isinstance(found, PSLiteral) else ""
