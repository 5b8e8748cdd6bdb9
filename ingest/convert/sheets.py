"""Pages of flowing text, laid out by reportlab: what DOCX and XLSX copies are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate, XPreformatted
from reportlab.platypus.doctemplate import PageBreakIfNotEmpty

from ingest.convert import pen
from ingest.convert.lines import broken, longest

_ALIGN = {"center": TA_CENTER, "right": TA_RIGHT, "end": TA_RIGHT}
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


def turn(number: int) -> list[Any]:
    """Flowables that go on with paper ``number`` (from 0) on a new page."""
    return [NextPageTemplate(str(number)), PageBreakIfNotEmpty()]


def write(target: Path, story: list[Any], papers: Sequence[Paper]) -> None:
    """Lay a story out on pages, beginning with the first of the papers."""
    document = BaseDocTemplate(str(target), pagesize=(papers[0].width, papers[0].height))
    document.addPageTemplates([_template(number, paper) for number, paper in enumerate(papers)])
    document.build(story or [paragraph(" ", papers[0].room)])


def _template(number: int, paper: Paper) -> PageTemplate:
    def on_page(canvas: Any, _: Any) -> None:
        for text, y in ((paper.heading, paper.height - min(paper.top, 60) * 0.6), (paper.footing, min(paper.bottom, 60) * 0.5)):
            shown = text.replace("\x02", str(canvas.getPageNumber()))
            if shown:
                size = min(9.0, 9.0 * paper.room / max(pen.width(shown, 9.0), 1.0))
                pen.draw(canvas, paper.left + (paper.room - pen.width(shown, size)) / 2, y, shown, size)

    frame = Frame(paper.left, paper.bottom, paper.room, paper.depth, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    return PageTemplate(id=str(number), frames=[frame], onPage=on_page, pagesize=(paper.width, paper.height))
