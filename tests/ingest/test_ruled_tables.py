"""The fast table finder beside pdfplumber's own, on shapes drawn at random: the same tables, cell by cell."""

from itertools import pairwise
from random import Random
from typing import Any

import pytest
from pdfplumber.table import TableFinder

from ingest.page_objects import ObjectPage, shape
from ingest.ruled_tables import ruled_tables

HIGH = 842.0


class Drawn(ObjectPage):
    def __init__(self, objects: dict[str, list[dict[str, Any]]]) -> None:
        super().__init__(1, 595, HIGH)
        self._objects = objects


def _page(seed: int) -> Drawn:
    """A grid with rims that do not quite meet, cells joined, double rules, stray lines and curves."""
    draw = Random(seed)
    xs = sorted(draw.uniform(40, 550) for _ in range(draw.randint(2, 6)))
    ys = sorted(draw.uniform(40, 800) for _ in range(draw.randint(2, 9)))
    found: dict[str, list[dict[str, Any]]] = {"line": [], "rect": [], "curve": [], "char": []}

    def jitter(value: float) -> float:
        return value + draw.choice((0.0, 0.0, 0.0, draw.uniform(-4, 4)))

    for top, bottom in pairwise(ys):
        for left, right in pairwise(xs):
            a, b, c, d = jitter(left), jitter(right), jitter(top), jitter(bottom)
            kind = draw.choice(("rect", "line", "curve", "none"))
            if kind == "rect":
                found["rect"].append(shape("rect", [(a, c), (b, c), (b, d), (a, d)], HIGH))
            elif kind == "line":
                found["line"] += [shape("line", [(a, c), (b, c)], HIGH), shape("line", [(a, c), (a, d)], HIGH)]
            elif kind == "curve":
                found["curve"].append(shape("curve", [(a, c), (b, c), (b, d), (b - 5, d - 5)], HIGH))
    found["line"] += [shape("line", [(xs[0], ys[-1]), (xs[-1], ys[-1])], HIGH), shape("line", [(xs[-1], ys[0]), (xs[-1], ys[-1])], HIGH)]
    found["line"].append(shape("line", [(50.0, 60.0), (90.0, 99.0)], HIGH))  # a slanting stroke
    return Drawn(found)


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_the_same_tables(start: int) -> None:
    cells = 0
    for seed in range(start, start + 100):
        page = _page(seed)
        plain = [
            [(r, c, cell) for r, row in enumerate(table.rows) for c, cell in enumerate(row.cells) if cell is not None]
            for table in TableFinder(page).tables
        ]
        assert ruled_tables(page.lines, page.rects, page.curves) == plain, seed
        cells += sum(map(len, plain))
    assert cells > 300
