"""Pages of flowing text and ruled tables, laid out by reportlab: what DOCX and XLSX copies are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate, Table, TableStyle, XPreformatted
from reportlab.platypus.doctemplate import LayoutError, PageBreakIfNotEmpty

from ingest.convert import pen
from ingest.convert.lines import broken, longest

PAD = 3.0  # points around the text of a cell
_ALIGN = {"center": TA_CENTER, "right": TA_RIGHT, "end": TA_RIGHT}
_MOST_CELLS = 200_000
_SMALLEST = 5.0  # points; to which letters shrink before a number is broken


@dataclass(frozen=True, slots=True)
class Paper:
    r"""A sheet in points, with its margins, and what stands above and below the text of every page; ``\x02`` is the page's number."""

    width: float = 595.3
    height: float = 841.9
    left: float = 72.0
    right: float = 72.0
    top: float = 72.0
    bottom: float = 72.0
    heading: str = ""
    footing: str = ""

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom


@dataclass(slots=True)
class Grid:
    """A table: ``cells[row, column]`` holds flowables, ``spans`` the last row and column of merged cells."""

    rows: int
    columns: int
    widths: list[float]
    cells: dict[tuple[int, int], list[Any]] = field(default_factory=dict)
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    ruled: bool = True


Story = Callable[[bool], list[Any]]
"""Makes the flowables anew at each call; with True merged cells are taken apart, so that a table can be parted at any row."""


def paragraph(text: str, room: float, *, size: float = 10.5, align: str = "left", indent: float = 0.0, left: float = 0.0) -> XPreformatted:
    r"""A paragraph in ``room`` points, ``indent`` more on its first line; ``\n`` breaks a line.

    Letters shrink where a number or word would not fit.
    """
    pen.covered()  # registers the fonts
    if (widest := longest(text, size)) > room:
        size = max(size * room / widest * 0.999, _SMALLEST)
    style = ParagraphStyle(
        "p",
        fontName=pen.FONT,
        fontSize=size,
        leading=size * 1.5,
        alignment=_ALIGN.get(align, TA_LEFT),
        firstLineIndent=indent,
        leftIndent=left,
        spaceAfter=size * 0.25,
    )
    first, *rest = text.split("\n")
    lines = [*broken(first, size, room, indent), *(line for piece in rest for line in broken(piece, size, room))]
    return XPreformatted("\n".join(pen.markup(line) for line in lines), style)


def table(grid: Grid, room: float, depth: float, *, loose: bool = False) -> Table:
    """A table, ``room`` points wide at most; a row is parted only where it is higher than ``depth``, the height of a page.

    ``loose`` takes merged cells apart.
    """
    scale = min(1.0, room / (sum(grid.widths) or 1.0))
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP" if loose else "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
        ("TOPPADDING", (0, 0), (-1, -1), PAD),
        ("BOTTOMPADDING", (0, 0), (-1, -1), PAD),
        *((("GRID", (0, 0), (-1, -1), 0.6, colors.black),) if grid.ruled else ()),
        *(
            ("SPAN", (column, row), (last_column, row if loose else last_row))
            for (row, column), (last_row, last_column) in grid.spans.items()
        ),
    ]
    data = [[grid.cells.get((row, column), "") for column in range(grid.columns)] for row in range(grid.rows)]
    widths = [max(width * scale, 8.0) for width in grid.widths]
    table: Table = _table_class(depth)(data, colWidths=widths, style=TableStyle(style), hAlign="LEFT")
    return table


@cache
def _table_class(depth: float) -> type[Table]:
    """Tables on pages of that height. A class, since reportlab makes the parts of a table from the class of the whole."""

    class PagedTable(Table):  # type: ignore[misc]
        def split(self, available_width: float, available_height: float) -> list[Any]:
            """At the end of a page the next row goes over whole; at its top one that does not fit has to be parted."""
            self.splitInRow = int(available_height > 0.9 * depth)
            parts: list[Any] = super().split(available_width, available_height)
            return parts

    return PagedTable


def turn(number: int) -> list[Any]:
    """Flowables that go on with paper ``number`` (from 0) on a new page."""
    return [NextPageTemplate(str(number)), PageBreakIfNotEmpty()]


def write(target: Path, story: Story, papers: Sequence[Paper]) -> None:
    """Lay a story out on pages, beginning with the first of the papers."""
    try:
        _document(target, papers).build(story(False) or [paragraph(" ", papers[0].room)])
    except LayoutError:  # merged cells that together are higher than a page
        _document(target, papers).build(story(True))


def _document(target: Path, papers: Sequence[Paper]) -> BaseDocTemplate:
    document = BaseDocTemplate(str(target), pagesize=(papers[0].width, papers[0].height))
    document.addPageTemplates([_template(number, paper) for number, paper in enumerate(papers)])
    return document


def _template(number: int, paper: Paper) -> PageTemplate:
    def on_page(canvas: Any, _: Any) -> None:
        for text, y in ((paper.heading, paper.height - min(paper.top, 60) * 0.6), (paper.footing, min(paper.bottom, 60) * 0.5)):
            shown = text.replace("\x02", str(canvas.getPageNumber()))
            if shown:
                size = min(9.0, 9.0 * paper.room / max(pen.width(shown, 9.0), 1.0))
                pen.draw(canvas, paper.left + (paper.room - pen.width(shown, size)) / 2, y, shown, size)

    frame = Frame(paper.left, paper.bottom, paper.room, paper.depth, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    return PageTemplate(id=str(number), frames=[frame], onPage=on_page, pagesize=(paper.width, paper.height))


def bounded(rows: int, columns: int) -> bool:
    """Whether a table is small enough to be drawn."""
    return rows * columns <= _MOST_CELLS
