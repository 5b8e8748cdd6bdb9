"""The two engines give the same hits in the same order, the same scores, marks and facets: they may be exchanged at any time."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.clue import Clue
from index.elastic_engine import ElasticEngine
from index.query import Query, ResultPage
from index.tantivy_engine import TantivyEngine

WORDS = ("法制审核", "罚款", "不给票据", "城管", "占道经营", "餐饮店", "第3号", "当场收了现金", "江临市", "a", "2024", "未见")
FILTERS = {
    "severity": ("fatal", "major", "minor", "info"),
    "agency_type": ("城管", "市场监管", "没有"),
    "channel": ("dossier", "complaint"),
    "month": ("2024-03", "2024-08"),
}


@pytest.fixture
def both(elastic: ElasticEngine, tmp_path: Path, clues: list[Clue]) -> tuple[TantivyEngine, ElasticEngine]:
    embedded = TantivyEngine(tmp_path / "agree")
    for engine in (embedded, elastic):
        engine.add(clues)
    return embedded, elastic


def typed() -> st.SearchStrategy[str]:
    word = st.sampled_from(WORDS)
    part = st.one_of(word, word.map(lambda w: f"-{w}"), word.map(lambda w: f'"{w}"'), st.text(alphabet="罚款城管法0a*(:\\ ", max_size=6))
    return st.lists(part, max_size=4).map(" ".join)


def chosen() -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    options = {name: st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple) for name, values in FILTERS.items()}
    return st.fixed_dictionaries({}, optional=options)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=typed(), filters=chosen(), sort=st.sampled_from(["relevance", "score", "date", "severity"]), size=st.sampled_from([3, 10, 50]))
def test_any_query_gives_the_same_pages(both: tuple[TantivyEngine, ElasticEngine], words: str, filters, sort, size: int) -> None:
    query = Query(words=words, filters=filters, sort=sort, size=size)
    for _ in range(3):
        one, other = (engine.search(query) for engine in both)
        assert shown(one) == shown(other)
        if one.next is None:
            break
        query = replace(query, cursor=one.next)


def shown(page: ResultPage) -> tuple:
    return page.total, page.hits, page.facets, page.next
