"""Traces of texts as nobody writes them, figures and names."""

import time
from datetime import date

import pytest

from ingest.document import Document, Page, Source
from nlp.events.figures import figures
from nlp.events.names import Name
from nlp.events.trace import trace_of
from nlp.opinion.reading import Reading

READING = Reading(id="a", is_clue=True, score=0.7, polarity="negative", genre="complaint")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("罚款8830元，拿走23箱货，2月14日又来", ("¥8830", "23", "2月14日")),
        ("三百多户，1.5万人", ("300", "15000")),
        ("三个人，2箱", ()),
        ("9" * 400 + ".5个", ()),
        ("9" * 5000 + "个", ()),
    ],
)
def test_figures(text: str, told: tuple[str, ...]) -> None:
    assert figures(text) == told


@pytest.mark.parametrize("unit", ["1", "一", "万", "a", "a1", "1.", "iVBORw0KGgo"])
def test_no_pattern_runs_away_on_hostile_text(unit: str) -> None:
    """Eight times the text takes about eight times as long, not sixty."""

    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        document = Document(Source("0" * 64, "text/plain", len(text)), "post", None, (Page(1, text),), date(2025, 3, 3))
        started = time.process_time()
        trace_of(document, READING)
        return time.process_time() - started

    seconds(1000)
    assert min(seconds(16_000) for _ in range(2)) < 24 * max(min(seconds(2000) for _ in range(3)), 0.01)


def test_a_name_is_shown_without_the_rest_of_a_place() -> None:
    assert Name("市平安街好味", "饭店").shown == "平安街好味饭店"
    assert Name("市一", "医院").shown == "市一医院"
