"""Pages scanned sideways or on their head are laid out as they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import cos, radians, sin

import pytest

from ingest.document import Box, Cell, Document, Line, Page, Seal, Source
from ingest.dossier import Dossier
from ingest.writs.split import split
from ingest.writs.titles import find_title
from ingest.writs.upright import upright

WIDTH, HEIGHT = 595.0, 842.0
PRINTED = (
    ("行政处罚案件有关材料", Box(60, 40, 200, 54)),
    ("送达回执", Box(240, 110, 350, 140)),
    ("受送达人：甲公司", Box(80, 170, 260, 188)),
    ("送达方式：直接送达", Box(80, 200, 270, 218)),
    ("送达日期：2024年3月5日", Box(80, 230, 300, 248)),
)
TURNS: dict[str, Callable[[Box], Box]] = {
    "on its head": lambda box: Box(WIDTH - box.x1, HEIGHT - box.bottom, WIDTH - box.x0, HEIGHT - box.top),
    "clockwise": lambda box: Box(HEIGHT - box.bottom, box.x0, HEIGHT - box.top, box.x1),
    "counterclockwise": lambda box: Box(box.top, WIDTH - box.x1, box.bottom, WIDTH - box.x0),
}


def _page(turn: Callable[[Box], Box], *, sideways: bool, origin: str = "ocr") -> Page:
    text, lines = "", []
    for words, box in PRINTED:
        turned = turn(box)
        step = (turned.x1 - turned.x0) / len(words)
        edges = tuple(turned.x0 + step * i for i in range(len(words) + 1))
        lines.append(Line(len(text), len(text) + len(words), turned, edges))
        text += words + "\n"
    cell = Cell(0, 0, turn(Box(70, 160, 320, 260)), ((lines[2].start, lines[2].end),))
    width, height = (HEIGHT, WIDTH) if sideways else (WIDTH, HEIGHT)
    page = Page(1, text, tuple(lines), width, height, tables=((cell,),))
    page = replace(page, pictures=(turn(Box(300, 600, 420, 720)),), seals=(Seal(turn(Box(310, 640, 400, 730)), 0.9),))
    return replace(page, origin="ocr") if origin == "ocr" else page


@pytest.mark.parametrize("way", list(TURNS))
def test_a_turned_page_is_read_as_it_was_printed(way: str) -> None:
    page = upright(_page(TURNS[way], sideways=way != "on its head"))
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    assert [line.box for line in page.lines] == [box for _, box in PRINTED]
    assert page.pictures == (Box(300, 600, 420, 720),)
    assert page.seals[0].box == Box(310, 640, 400, 730)
    assert page.tables[0][0].box == Box(70, 160, 320, 260)
    assert page.lines[1].edges[0] == 240
    assert len(page.lines[1].edges) == 5
    found = find_title(page, frozenset())
    assert found is not None
    assert (found.kind, found.text) == ("service_doc", "送达回执")


def test_a_turned_page_begins_its_writ_and_keeps_its_place_in_the_dossier() -> None:
    source = Source("0" * 64, "application/pdf", 1)
    before = replace(_page(lambda box: box, sideways=False), text="")
    turned = replace(_page(TURNS["on its head"], sideways=False), number=2)
    document = Document(source, "dossier", None, (replace(before, lines=(), blank=True), turned))
    dossier = split(Dossier(key="0" * 64, name="案卷", documents=(document,)))
    (writ,) = dossier.writs
    assert (writ.type, writ.first_page, writ.get("addressee").text) == ("service_doc", 2, "甲公司")
    assert dossier.pages[1] is turned  # evidence is drawn on the page as it was scanned


def test_a_page_that_stands_upright_is_left_alone() -> None:
    page = _page(lambda box: box, sideways=False)
    assert upright(page) is page
    printed = _page(TURNS["on its head"], sideways=False, origin="text")
    assert upright(printed) is printed  # a page with text says itself where it stands
    few = replace(_page(TURNS["on its head"], sideways=False), lines=_page(TURNS["on its head"], sideways=False).lines[:2])
    assert upright(few) is few


ROWS = tuple(Box(80 + 110 * column, 160 + 42 * row, 190 + 110 * column, 202 + 42 * row) for row in range(3) for column in range(4))


def _askew(box: Box, degrees: float) -> Box:
    """The box drawn around a box turned about the middle of the page, as recognition gives it."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    corners = [(x - WIDTH / 2, y - HEIGHT / 2) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    xs, ys = [x * c - y * s for x, y in corners], [x * s + y * c for x, y in corners]
    return Box(min(xs) + WIDTH / 2, min(ys) + HEIGHT / 2, max(xs) + WIDTH / 2, max(ys) + HEIGHT / 2)


@pytest.mark.parametrize("degrees", [-3.0, -1.2, 0.5, 2.5])
def test_the_cells_of_a_page_askew_share_their_edges_again(degrees: float) -> None:
    cells = tuple(Cell(i // 4, i % 4, _askew(box, degrees), ()) for i, box in enumerate(ROWS))
    line = Line(0, 4, _askew(Box(240, 110, 350, 130), degrees), (240.0, 268.0, 295.0, 323.0, 350.0))
    page = upright(Page(1, "送达回证", (line,), WIDTH, HEIGHT, origin="ocr", tables=(cells,)))
    for cell, box in zip(page.tables[0], ROWS, strict=True):
        assert (cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom) == pytest.approx((box.x0, box.top, box.x1, box.bottom), abs=0.01)
    assert page.lines[0].box.bottom - page.lines[0].box.top == pytest.approx(20, abs=0.01)


def test_a_single_pair_of_cells_tells_no_slope() -> None:
    cells = (Cell(0, 0, Box(80, 160, 190, 200), ()), Cell(0, 1, Box(190, 163, 300, 203), ()))
    page = Page(1, "", (), WIDTH, HEIGHT, origin="ocr", tables=(cells,))
    assert upright(page) is page
