"""DOCX: paragraphs with their numbers, tables, pictures, text boxes, notes, headers; tracked changes as if accepted.

The copy is plausible rather than exact: the same words in the same order, tables with the same cells, pages broken where the author
broke them. The XML is read directly, since python-docx gives up files for relationships that Word and WPS themselves write.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reportlab.platypus import PageBreak

from ingest.convert.docx_page import paper
from ingest.convert.docx_picture import boxes, pictures
from ingest.convert.docx_styles import Styles
from ingest.convert.docx_text import notes, words
from ingest.convert.grid import PAD, Grid, bounded, table
from ingest.convert.numbering import Numbering
from ingest.convert.parts import BROKEN, Parts, attr, descendants, find, is_on, local, tag
from ingest.convert.sheets import Paper, paragraph, turn, write
from ingest.errors import RejectedInput, UnreadableInput

_TWIP = 1 / 20  # points
_NOTE_SIZE = 9.0
_NARROWEST = 20.0  # points of a cell
_SPACE_FOR_CAPTION = 20.0  # points kept free beside a picture as high as a page


def docx_to_pdf(path: Path, target: Path, name: str) -> None:
    """RejectedInput: ``bomb``. UnreadableInput: ``damaged``."""
    with _document(path, name) as document:
        write(target, document.story(), document.papers)


def docx_lines(path: Path, name: str) -> list[str]:
    """The paragraphs as text, each with its automatic number; tables cell by cell. Errors as for ``docx_to_pdf``."""
    with _document(path, name) as document:
        return document.lines()


@contextmanager
def _document(path: Path, name: str) -> Iterator[_Document]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield _Document(Parts(archive, name))
    except BROKEN as error:
        raise UnreadableInput(f"{name}：Word 文档已损坏，无法打开，请用 Word 或 WPS 修复后另存", code="damaged") from error


class _Document:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._place = next((place for kind, place in parts.related("").values() if kind == "officeDocument"), "word/document.xml")
        self._related = parts.related(self._place)
        self._body = find(parts.xml(self._place), "body")
        if self._body is None:
            raise KeyError("body")
        self._styles = Styles(self._part("styles"))
        self._sections = [section for section in descendants(self._body, "sectPr") if tag(section.getparent()) in ("pPr", "body")]
        self.papers: list[Paper] = []
        for section in self._sections or [None]:
            self.papers.append(paper(section, self.papers[-1] if self.papers else None, parts, self._related))

    def _part(self, kind: str) -> Any:
        """The root of the part of that kind; None where the document has none."""
        place = next((place for own, place in self._related.values() if own == kind), "")
        return self._parts.xml(place) if self._parts.has(place) else None

    def story(self) -> list[Any]:
        """The flowables of the document."""
        return _Writer(self._parts, self._related, self._styles, Numbering(self._part("numbering")), self.papers).whole(
            self._body, {kind: self._part(kind) for kind in ("footnotes", "endnotes")}, self._sections
        )

    def lines(self) -> list[str]:
        """The words of the body, a line a paragraph."""
        numbering = Numbering(self._part("numbering"))
        whole = [numbering.label(one, self._styles.of_paragraph(one)) + words(one) for one in _paragraphs(self._body)]
        return [line for text in whole for line in text.replace("\f", "\n").split("\n")]


class _Writer:
    """Goes through a document once, from top to bottom."""

    def __init__(
        self,
        parts: Parts,
        related: dict[str, tuple[str, str]],
        styles: Styles,
        numbering: Numbering,
        papers: list[Paper],
    ) -> None:
        self._parts, self._related = parts, related
        self._styles, self._numbering = styles, numbering
        self._papers = papers
        self._section = 0
        self._notes: dict[str, dict[str, Any]] = {}
        self._sections: list[Any] = []

    def whole(self, body: Any, note_parts: dict[str, Any], sections: list[Any]) -> list[Any]:
        """The flowables of the body; ``note_parts`` are the roots of the footnotes and endnotes, None where there are none."""
        self._notes = {kind: {attr(note, "id") or "": note for note in root} for kind, root in note_parts.items() if root is not None}
        self._sections = sections
        return self._story(body)

    @property
    def _paper(self) -> Paper:
        return self._papers[self._section]

    def _story(self, body: Any, room: float | None = None, depth: float = 0.0) -> list[Any]:
        """The flowables of the body (``room`` None), or of a cell or box of ``room`` × ``depth`` points."""
        found: list[Any] = []
        for element in _blocks(body):
            size = (self._paper.room, self._paper.depth) if room is None else (room, depth)
            make = self._table(element, *size) if tag(element) == "tbl" else self._paragraph(element, *size, in_body=room is None)
            found.extend(make)
        return found

    def _paragraph(self, element: Any, room: float, depth: float, *, in_body: bool) -> Iterator[Any]:
        properties = find(element, "pPr")
        if in_body and is_on(find(properties, "pageBreakBefore")):
            yield PageBreak()
        styles = self._styles.of_paragraph(element)
        look = self._styles.look(element, styles)
        text = self._numbering.label(element, styles) + words(element)
        left = min(look.left, room / 3)
        fits = room - left
        for part, piece in enumerate(text.split("\f")):
            if part and in_body:
                yield PageBreak()
            if piece.strip() or (not part and not text.strip()):
                first = min(look.first, fits / 3)
                yield paragraph(piece.rstrip("\n"), fits, size=look.size, align=look.align, indent=first, left=left)
        yield from pictures(element, self._parts, self._related, room, depth - _SPACE_FOR_CAPTION, look.align)
        for box in boxes(element):
            yield from self._story(box, room, depth)
        for kind, key in notes(element):
            for note in local(self._notes.get(kind, {}).get(key), "p"):
                yield paragraph(f"[{key}] {words(note).strip()}", room, size=_NOTE_SIZE)
        if in_body and find(properties, "sectPr") is not None and self._section + 1 < len(self._papers):
            self._section += 1
            if attr(find(self._sections[self._section], "type"), "val") != "continuous":
                yield from turn(self._section)

    def _table(self, element: Any, room: float, depth: float) -> Iterator[Any]:
        placed = [list(_placed(row)) for row in _children(element, "tr")]
        widths = [_twips(attr(column, "w")) for column in local(find(element, "tblGrid"), "gridCol")]
        columns = max([len(widths), *(at + span for row in placed for _, at, span in row)], default=0)
        if not placed or not columns:
            return
        if not bounded(len(placed), columns):
            name = self._parts.name
            raise RejectedInput(f"{name}：文档中有过大的表格（{len(placed)} 行 {columns} 列），请拆分后提交", code="bomb")
        widths = [width or room / columns for width in [*widths, *[0.0] * (columns - len(widths))]]
        scale = min(1.0, room / sum(widths))
        grid = Grid(len(placed), columns, widths, ruled=self._styles.is_ruled(element))
        open_cells: dict[int, tuple[int, int]] = {}
        for number, row in enumerate(placed):
            for cell, at, span in row:
                merge = find(cell, "tcPr", "vMerge")
                if merge is not None and attr(merge, "val") != "restart" and at in open_cells:
                    start = open_cells[at]
                    grid.spans[start] = (number, grid.spans[start][1])
                    continue
                open_cells.pop(at, None)
                if merge is not None:
                    open_cells[at] = (number, at)
                if span > 1 or merge is not None:
                    grid.spans[number, at] = (number, at + span - 1)
                inner = sum(widths[at : at + span]) * scale - 2 * PAD
                grid.cells[number, at] = self._story(cell, max(inner, _NARROWEST), depth - 2 * PAD - 1)
        yield table(grid, room, depth)


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those within content controls and accepted insertions."""
    for child in body:
        kind = tag(child)
        if kind in ("p", "tbl"):
            yield child
        elif kind == "sdt":
            yield from _blocks(next(iter(local(child, "sdtContent")), ()))
        elif kind in ("ins", "moveTo", "smartTag", "customXml"):
            yield from _blocks(child)


def _paragraphs(body: Any) -> Iterator[Any]:
    """Every paragraph in order, those in the cells of tables included."""
    for block in _blocks(body):
        if tag(block) == "p":
            yield block
        else:
            for row in _children(block, "tr"):
                for cell in _children(row, "tc"):
                    yield from _paragraphs(cell)


def _children(element: Any, name: str) -> Iterator[Any]:
    for child in element:
        if tag(child) == name and not (name == "tr" and find(child, "trPr", "del") is not None):
            yield child
        elif tag(child) in ("sdt", "sdtContent", "customXml"):
            yield from _children(child, name)


def _placed(row: Any) -> Iterator[tuple[Any, int, int]]:
    """The cells of a row with their column and how many columns they cover."""
    at = _count(attr(find(row, "trPr", "gridBefore"), "val"), 0)
    for cell in _children(row, "tc"):
        covers = max(_count(attr(find(cell, "tcPr", "gridSpan"), "val"), 1), 1)
        yield cell, at, covers
        at += covers


def _count(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 5 else default


def _twips(text: str | None) -> float:
    return int(text) * _TWIP if text and text.isdecimal() and len(text) < 7 else 0.0
