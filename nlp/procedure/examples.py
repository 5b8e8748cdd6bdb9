"""The examples of the rules as dossiers: one page a writ, fields as label lines with spans, so that the whole engine runs on them."""

from __future__ import annotations

import hashlib

from ingest.document import Box, Document, Line, Page, Seal, Source, Span
from ingest.dossier import Dossier, Field, Writ
from ingest.writs.catalogue import kinds
from nlp.procedure.case import CaseFile
from nlp.procedure.rules import Example, ExampleWrit

_LINE_HEIGHT, _CHAR_WIDTH, _MARGIN = 18.0, 12.0, 72.0
_SEAL = Box(90.0, 80.0, 210.0, 200.0)


def case_of(example: Example) -> CaseFile:
    """The case file of an example."""
    pages, writs = [], []
    for number, given in enumerate(example.writs, start=1):
        page, writ = _writ(given, number)
        pages.append(page)
        writs.append(writ)
    last = len(pages)
    pages.extend(Page(last + i, "", origin="none", problem="影像模糊") for i in range(1, example.unread + 1))
    key = hashlib.sha256(example.name.encode()).hexdigest()
    document = Document(Source(key, "text/plain", 0), "dossier", example.name, tuple(pages))
    return CaseFile(Dossier(key, example.name, (document,), tuple(writs)), local=example.local, today=example.today)


def _writ(given: ExampleWrit, number: int) -> tuple[Page, Writ]:
    kind = kinds()[given.type]
    title = given.title or kind.name_zh
    text = f"{title}\n{given.number or ''}\n"
    fields = []
    for name, value in given.fields.items():
        start = len(text) + len(f"{name}：")
        text += f"{name}：{value or ''}\n"
        spans = (Span(number, start, start + len(value)),) if value else ()
        fields.append(Field(name, "value" if value else "empty", value or "", spans))
    text += given.text
    lines, at = [], 0
    for i, line in enumerate(text.split("\n")):
        if line:
            top = _MARGIN + i * _LINE_HEIGHT
            edges = tuple(_MARGIN + j * _CHAR_WIDTH for j in range(len(line) + 1))
            lines.append(Line(at, at + len(line), Box(edges[0], top, edges[-1], top + _CHAR_WIDTH), edges))
        at += len(line) + 1
    seals = () if given.seal is None else (Seal(_SEAL, 1.0, given.seal or None),)
    page = Page(number, text, tuple(lines), 595.0, 842.0, "ocr" if given.scanned else "text", seals=seals)
    return page, Writ(given.type, title, number, number, given.subtype, given.number, tuple(fields))
