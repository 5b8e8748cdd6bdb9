"""Runs of letters give pdfplumber's algorithms what the letters give them, also where runs lie over each other."""

from random import Random
from typing import Any

import pytest

from ingest.page_layout import page_lines
from ingest.page_objects import CLOSE, ObjectPage, char, glyphs, letters_of, run


class Written(ObjectPage):
    def __init__(self, runs: list[dict[str, Any]]) -> None:
        super().__init__(1, 595, 842)
        self._objects = {"char": runs}


def _runs(seed: int) -> list[dict[str, Any]]:
    """Text at random places: on shared and nearly shared levels, side by side, overlapping, with blanks and gaps within."""
    draw = Random(seed)
    levels = [draw.uniform(50, 800) for _ in range(6)]
    found = []
    for _ in range(40):
        size = draw.choice((9.0, 10.5, 12.0))
        top = draw.choice(levels) + draw.choice((0.0, 0.0, 1.5, 4.0))
        x, letters, lefts, rights = draw.uniform(40, 400), [], [], []
        for _ in range(draw.randint(1, 12)):
            letters.append(draw.choice("行政处罚决定书当事人甲乙丙1234"))
            lefts.append(x)
            rights.append(x + size)
            x += size + draw.choice((0.0, 0.0, 0.5, CLOSE))
        found.append(run(letters, lefts, rights, top, top + size))
        if draw.random() < 0.4:
            found.append(char(" ", x + 0.01, top, x + size / 2, top + size))
    return found


@pytest.mark.parametrize("seed", range(40))
def test_text_lines_and_edges_are_those_of_the_letters(seed: int) -> None:
    runs = _runs(seed)
    letters = [letter for one in runs for letter in letters_of(one)]
    assert glyphs(runs) == [letter["text"] for letter in letters]
    assert page_lines(Written(runs), 0, 0)[:2] == page_lines(Written(letters), 0, 0)[:2]


def test_a_single_letter_is_no_run() -> None:
    one = run(["甲"], [1.0], [11.0], 5.0, 15.0)
    assert "lefts" not in one
    assert letters_of(one) == [one]
