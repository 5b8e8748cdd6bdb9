"""Real pages for the tests of writs: forms drawn with reportlab, read by the reader, split."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.dossier import Dossier, Writ
from ingest.writs.split import split

Drawing = Callable[[Canvas], None]
LEFT, WIDTH, SIZE = 72.0, 450.0, 11.0


class Form:
    """Draws a form from the top of a page downward."""

    def __init__(self, canvas: Canvas, title: str, number: str = "") -> None:
        self.canvas, self.y = canvas, 780.0
        self.centred(title, 20)
        if number:
            self.centred(number, SIZE)

    def centred(self, text: str, size: float) -> None:
        self.canvas.setFont("STSong-Light", size)
        self.canvas.drawCentredString(297, self.y, text)
        self.canvas.setFont("STSong-Light", SIZE)
        self.y -= size + 12

    def line(self, text: str, x: float = LEFT) -> None:
        self.canvas.drawString(x, self.y, text)
        self.y -= 20

    def right(self, text: str) -> None:
        self.canvas.drawRightString(LEFT + WIDTH, self.y, text)
        self.y -= 20

    def row(self, *cells: str, widths: Sequence[float] = ()) -> None:
        """One ruled row; a cell may hold several lines."""
        shares = widths or [WIDTH / len(cells)] * len(cells)
        height = max(len(cell.split("\n")) for cell in cells) * 17.0 + 8
        x = LEFT
        for cell, width in zip(cells, shares, strict=True):
            self.canvas.rect(x, self.y - height + 14, width, height)
            for i, text in enumerate(cell.split("\n")):
                self.canvas.drawString(x + 4, self.y - i * 17, text)
            x += width
        self.y -= height


PAIR = (110.0, 340.0)


@pytest.fixture
def split_pdf(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> Callable[..., tuple[Writ, ...]]:
    """``split_pdf(draw_page_1, draw_page_2, …)``: the writs of a PDF with these pages."""

    def run(*pages: Drawing) -> tuple[Writ, ...]:
        document = read_file(make_pdf("案卷.pdf", *pages))
        return split(Dossier(key="0" * 64, name="案卷", documents=(document,))).writs

    return run


@pytest.fixture
def form() -> type[Form]:
    return Form
