"""DOCX: paragraphs with their numbers, ruled tables, pictures, text boxes, headers; tracked changes as if accepted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from PIL import Image as Picture
from reportlab.platypus import Image, PageBreak

from ingest.convert.numbering import Numbering
from ingest.convert.sheets import Grid, Paper, bounded, paragraph, table, write
from ingest.errors import RejectedInput, UnreadableInput

_TWIP = 1 / 20  # points
_EMU = 1 / 12700
_LARGEST = 400 << 20  # bytes of all parts unpacked
_SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0FD": "☒", "F054": "☒", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FC": "√", "F050": "√"}
_RUNS = frozenset(map(qn, ("w:r", "w:hyperlink", "w:ins", "w:smartTag", "w:fldSimple", "w:sdt", "w:sdtContent", "w:moveTo")))
_BREAKS = {"page": "\f", "column": "\n"}


def docx_to_pdf(path: Path, target: Path, name: str) -> None:
    """RejectedInput: ``bomb``. UnreadableInput: ``damaged``."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise RejectedInput(f"{name}：文档展开后过大，疑似压缩炸弹，拒绝读取", code="bomb")
        document = docx.Document(str(path))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableInput(f"{name}：Word 文档已损坏，无法打开，请用 Word 或 WPS 修复后另存", code="damaged") from error
    paper = _paper(document)
    writer = _Writer(document, paper)
    write(target, writer.story(document.element.body, paper.room), paper, _heading(document))


def _paper(document: Any) -> Paper:
    section = document.sections[0] if document.sections else None
    if section is None or not section.page_width or not section.page_height:
        return Paper()

    def points(length: Any) -> float:
        return min(max(float(length.pt), 20.0), 200.0) if length is not None else 72.0

    wide, high = float(section.page_width.pt), float(section.page_height.pt)
    if not (200 < wide < 3000 and 200 < high < 3000):
        return Paper()
    margins = (points(side) for side in (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin))
    paper = Paper(wide, high, *margins)
    return paper if paper.room > 100 else Paper(wide, high)


def _heading(document: Any) -> str:
    for section in document.sections:
        text = " ".join(part.text.strip() for part in section.header.paragraphs if part.text.strip())
        if text:
            return text
    return ""


class _Writer:
    def __init__(self, document: Any, paper: Paper) -> None:
        self._document = document
        self._paper = paper
        self._numbering = Numbering(document)

    def story(self, body: Any, room: float) -> list[Any]:
        """The flowables of a body or a cell, ``room`` points wide."""
        found: list[Any] = []
        for element in _blocks(body):
            if element.tag == qn("w:tbl"):
                found.extend(self._table(element, room))
            else:
                found.extend(self._paragraph(element, room))
        return found

    def _paragraph(self, element: Any, room: float) -> Iterator[Any]:
        style = self._style(element)
        properties = element.find(qn("w:pPr"))
        if properties is not None and _on(properties.find(qn("w:pageBreakBefore"))):
            yield PageBreak()
        text = self._numbering.label(element, style) + "".join(_text(element))
        size, align, indent = self._look(element, style)
        for part, piece in enumerate(text.split("\f")):
            if part:
                yield PageBreak()
            if piece.strip() or (not part and not text.strip()):
                yield paragraph(piece.rstrip("\n"), size=size, align=align, indent=indent)
        yield from self._pictures(element, room)
        for box in element.iter(qn("w:txbxContent")):
            if not _is_fallback(box):
                yield from self.story(box, room)
        if properties is not None and (section := properties.find(qn("w:sectPr"))) is not None:
            kind = section.find(qn("w:type"))
            if kind is None or kind.get(qn("w:val")) != "continuous":
                yield PageBreak()

    def _style(self, element: Any) -> Any:
        properties = element.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        style_id = named.get(qn("w:val")) if named is not None else None
        for style in self._document.styles:
            if (style_id and style.style_id == style_id) or (not style_id and style.name == "Normal"):
                return style
        return None

    def _look(self, element: Any, style: Any) -> tuple[float, str, float]:
        """Size, alignment and first-line indent: of the paragraph, else of its style and those it is based on."""
        sizes = [int(size.get(qn("w:val"))) / 2 for size in element.iter(qn("w:sz")) if str(size.get(qn("w:val"))).isdigit()]
        size: float | None = max(sizes, default=None)
        align, indent = None, 0.0
        properties = element.find(qn("w:pPr"))
        if properties is not None:
            if (jc := properties.find(qn("w:jc"))) is not None:
                align = jc.get(qn("w:val"))
            if (ind := properties.find(qn("w:ind"))) is not None:
                indent = max(float(ind.get(qn("w:firstLine")) or 0) * _TWIP, 0.0)
        steps = 0
        while style is not None and steps < 12:
            if size is None and style.font.size is not None:
                size = style.font.size.pt
            own = style.element.find(qn("w:pPr"))
            if align is None and own is not None and (jc := own.find(qn("w:jc"))) is not None:
                align = jc.get(qn("w:val"))
            style, steps = getattr(style, "base_style", None), steps + 1
        return min(max(size or 10.5, 6.0), 40.0), align or "left", min(indent, 60.0)

    def _pictures(self, element: Any, room: float) -> Iterator[Any]:
        for blip in element.iter(qn("a:blip")):
            part = self._document.part.related_parts.get(blip.get(qn("r:embed")))
            if part is None or _is_fallback(blip):
                continue
            try:
                with Picture.open(io.BytesIO(part.blob)) as picture:
                    wide, high = float(picture.width), float(picture.height)
                    shown = picture.convert("RGB") if picture.mode not in ("RGB", "L") else picture
                    buffer = io.BytesIO()
                    shown.save(buffer, format="PNG")
            except (OSError, ValueError, Picture.DecompressionBombError):
                continue  # drawings in formats of Windows alone (EMF, WMF)
            extent = next((e for e in blip.iterancestors() if e.tag in (qn("wp:inline"), qn("wp:anchor"))), None)
            extent = extent.find(qn("wp:extent")) if extent is not None else None
            if extent is not None:
                wide, high = max(int(extent.get("cx")) * _EMU, 1.0), max(int(extent.get("cy")) * _EMU, 1.0)
            scale = min(1.0, room / wide, (self._paper.height - self._paper.top - self._paper.bottom - 20) / high)
            yield Image(io.BytesIO(buffer.getvalue()), wide * scale, high * scale)

    def _table(self, element: Any, room: float) -> Iterator[Any]:
        rows = list(_children(element, "w:tr"))
        widths = [float(column.get(qn("w:w")) or 0) * _TWIP for column in element.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
        placed = [list(_placed(row)) for row in rows]
        columns = max([len(widths), *(at + span for row in placed for _, at, span in row)], default=0)
        if not rows or not columns or not bounded(len(rows), columns):
            return
        widths = [width or room / columns for width in [*widths, *[0.0] * (columns - len(widths))]]
        scale = min(1.0, room / sum(widths))
        grid = Grid(len(rows), columns, widths, ruled=_is_ruled(element))
        open_cells: dict[int, tuple[int, int]] = {}
        for number, row in enumerate(placed):
            for cell, at, span in row:
                merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merge is not None and merge.get(qn("w:val")) != "restart" and at in open_cells:
                    start = open_cells[at]
                    grid.spans[start] = (number, grid.spans.get(start, (0, at + span - 1))[1])
                    continue
                open_cells.pop(at, None)
                if merge is not None:
                    open_cells[at] = (number, at)
                if span > 1 or merge is not None:
                    grid.spans[number, at] = (number, at + span - 1)
                inner = sum(widths[at : at + span]) * scale - 8
                grid.cells[number, at] = self.story(cell, max(inner, 20.0))
        yield table(grid, room)


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those within content controls and accepted insertions."""
    for child in body:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            yield from _blocks(content) if content is not None else ()
        elif child.tag in (qn("w:ins"), qn("w:smartTag"), qn("w:customXml")):
            yield from _blocks(child)


def _children(element: Any, tag: str) -> Iterator[Any]:
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag == qn("w:sdt") and (content := child.find(qn("w:sdtContent"))) is not None:
            yield from _children(content, tag)


def _placed(row: Any) -> Iterator[tuple[Any, int, int]]:
    """The cells of a row with their column and how many columns they cover."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    at = int(before.get(qn("w:val"))) if before is not None else 0
    for cell in _children(row, "w:tc"):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        covers = max(int(span.get(qn("w:val"))), 1) if span is not None else 1
        yield cell, at, covers
        at += covers


def _text(element: Any) -> Iterator[str]:
    """The text of a paragraph as it reads once all changes are accepted; text boxes are not in it."""
    for child in element:
        tag = child.tag
        if tag == qn("w:t"):
            yield child.text or ""
        elif tag == qn("w:tab"):
            yield "    " if child.getparent().tag == qn("w:r") else ""
        elif tag in (qn("w:br"), qn("w:cr")):
            yield _BREAKS.get(child.get(qn("w:type")) or "", "\n")
        elif tag == qn("w:sym"):
            yield _SYMBOLS.get((child.get(qn("w:char")) or "").upper(), "")
        elif tag == qn("w:noBreakHyphen"):
            yield "-"
        elif tag in _RUNS:
            yield from _text(child)


def _is_ruled(element: Any) -> bool:
    """Unless the table says of itself that it has no lines, as tables do that only put signatures side by side."""
    borders = element.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    if borders is None or not len(borders):
        return True
    return any(side.get(qn("w:val")) not in ("none", "nil") for side in borders)


def _is_fallback(element: Any) -> bool:
    """Word writes drawings twice, the second time for old programs."""
    return any(str(parent.tag).endswith("}Fallback") for parent in element.iterancestors())


def _on(flag: Any) -> bool:
    return flag is not None and flag.get(qn("w:val")) not in ("0", "false", "off")
