"""The words and lines of ``text_lines``, and the edges rounded at once, are those of pdfplumber and of ``round``."""

from random import Random
from typing import Any

import pytest
from pdfplumber.utils.text import DEFAULT_X_TOLERANCE, chars_to_textmap

from ingest.page_layout import page_lines, rounded
from ingest.page_objects import ObjectPage, char, letters_of, run


class Written(ObjectPage):
    def __init__(self, runs: list[dict[str, Any]]) -> None:
        super().__init__(1, 595, 842)
        self._objects = {"char": runs}


def _page(seed: int) -> list[dict[str, Any]]:
    """Runs and single characters on levels that lie near each other, with ligatures, blanks and gaps about as wide as counts."""
    draw = Random(seed)
    levels = [draw.uniform(50, 800) for _ in range(4)]
    found = []
    for _ in range(60):
        top, x = draw.choice(levels) + draw.choice((0.0, 0.0, 1.0, 2.9, 3.0, 3.1, 6.0)), draw.uniform(40, 500)
        size = draw.choice((9.0, 12.0))
        if draw.random() < 0.3:
            found.append(char(draw.choice(" ﬁﬃA\u3000年"), x, top, x + size, top + size))
            continue
        letters, lefts, rights = "", [], []
        for _ in range(draw.randint(1, 8)):
            letters += draw.choice("行政处罚决定书甲乙12")
            lefts.append(x)
            rights.append(x + size)
            x += size + draw.choice((0.0, 0.3, DEFAULT_X_TOLERANCE))
        found.append(run(list(letters), lefts, rights, top, top + size))
        if draw.random() < 0.5:
            x += draw.choice((-1.0, 0.0, 2.99, 3.0, 3.01))
            found.append(char("款", x, top, x + size, top + size))
    return found


@pytest.mark.parametrize("seed", range(60))
def test_the_text_and_the_characters_are_those_of_pdfplumber(seed: int) -> None:
    runs = _page(seed)
    letters = [letter for one in runs for letter in letters_of(one)]
    tuples = chars_to_textmap(letters, layout_bbox=(0, 0, 595, 842)).tuples
    text, lines, _ = page_lines(Written(runs), 0, 0)
    assert text == "".join(letter for letter, _ in tuples)
    for line in lines:
        for at in range(line.start, line.end):
            letter = tuples[at][1]
            assert letter is None or line.edges[at - line.start] == round(letter["x0"], 2)
        shown = [letter for _, letter in tuples[line.start : line.end] if letter is not None]
        assert line.box.top == round(min(letter["top"] for letter in shown), 2)
        assert line.box.x1 == line.edges[-1] or line.box.x1 == round(max(letter["x1"] for letter in shown), 2)


def test_turned_characters_take_the_way_of_pdfplumber() -> None:
    runs = [*_page(1), char("竖", 500.0, 100.0, 510.0, 110.0, upright=False), char("排", 500.0, 111.0, 510.0, 121.0, upright=False)]
    letters = [letter for one in runs for letter in letters_of(one)]
    expected = "".join(letter for letter, _ in chars_to_textmap(letters, layout_bbox=(0, 0, 595, 842)).tuples)
    assert page_lines(Written(runs), 0, 0)[0] == expected
    assert "竖排" in expected


def test_rounding_at_once_is_rounding_one_by_one() -> None:
    draw = Random(7)
    values = [draw.uniform(-900, 900) for _ in range(20_000)]
    values += [number / 1000 for number in range(-3000, 3000)]  # every tenth a half, which no float holds exactly
    values += [0.125, 0.375, 2.675, 1.005, -0.001, 0.0, 1e-9, 123456789.125, 1e15 + 0.375, 1e300]
    assert list(map(repr, rounded(values))) == [repr(round(value, 2)) for value in values]
    assert rounded([]) == []
