"""Pages of flowing text and ruled tables, laid out by reportlab: what DOCX and XLSX copies are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table, TableStyle

from ingest.convert import pen

_ALIGN = {"center": TA_CENTER, "right": TA_RIGHT, "end": TA_RIGHT}
_PAD = 3.0
_MOST_CELLS = 200_000


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in points, with its margins."""

    width: float = 595.3
    height: float = 841.9
    left: float = 72.0
    right: float = 72.0
    top: float = 72.0
    bottom: float = 72.0

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right


@dataclass(slots=True)
class Grid:
    """A table: ``cells[row, column]`` holds flowables, ``spans`` the last row and column of merged cells."""

    rows: int
    columns: int
    widths: list[float]
    cells: dict[tuple[int, int], list[Any]] = field(default_factory=dict)
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    ruled: bool = True


def paragraph(text: str, *, size: float = 10.5, align: str = "left", indent: float = 0.0, left: float = 0.0) -> Paragraph:
    """A paragraph that breaks between any two Chinese characters; a new line breaks a line."""
    style = ParagraphStyle(
        "p",
        fontName=pen.FONT,
        fontSize=size,
        leading=size * 1.5,
        alignment=_ALIGN.get(align, TA_LEFT),
        firstLineIndent=indent,
        leftIndent=left,
        wordWrap="CJK",
        spaceAfter=size * 0.25,
    )
    pen.covered()  # registers the fonts
    return Paragraph("<br/>".join(pen.markup(line) for line in text.split("\n")), style)


def table(grid: Grid, room: float) -> Table:
    """A ruled table, ``room`` points wide at most; rows that are higher than a page are split."""
    total = sum(grid.widths) or 1.0
    scale = min(1.0, room / total)
    style = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), _PAD),
        ("BOTTOMPADDING", (0, 0), (-1, -1), _PAD),
        *((("GRID", (0, 0), (-1, -1), 0.6, colors.black),) if grid.ruled else ()),
        *(("SPAN", (column, row), (last_column, last_row)) for (row, column), (last_row, last_column) in grid.spans.items()),
    ]
    data = [[grid.cells.get((row, column), "") for column in range(grid.columns)] for row in range(grid.rows)]
    return Table(data, colWidths=[max(width * scale, 8.0) for width in grid.widths], style=TableStyle(style), splitByRow=1, splitInRow=1)


def write(target: Path, story: list[Any], paper: Paper, heading: str = "") -> None:
    """Lay ``story`` out on pages; ``heading`` stands above each."""

    def on_page(canvas: Any, _: Any) -> None:
        if heading:
            pen.draw(canvas, paper.left, paper.height - min(paper.top, 60) * 0.6, heading, 9)

    high = paper.height - paper.top - paper.bottom
    frame = Frame(paper.left, paper.bottom, paper.room, high, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document = BaseDocTemplate(str(target), pagesize=(paper.width, paper.height))
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=on_page))
    document.build(story or [paragraph(" ")])


def bounded(rows: int, columns: int) -> bool:
    """Whether a table is small enough to be drawn."""
    return rows * columns <= _MOST_CELLS
