"""The server when it is locked, gone, come back, or holds an index of another version."""

import uuid
from collections.abc import Iterator

import pytest

from index.clue import Clue
from index.elastic_engine import ElasticEngine
from index.query import Query
from ingest.errors import SearchUnavailable, SettingsError
from tests.index.own_server import OwnServer, own_server


@pytest.fixture
def locked_server() -> Iterator[OwnServer]:
    with own_server("pass:word/1") as server:
        yield server


def test_a_locked_server_that_goes_and_comes_back(locked_server: OwnServer, clues: list[Clue]) -> None:
    locked = ElasticEngine(f"http://127.0.0.1:{locked_server.port}")
    with pytest.raises(SearchUnavailable, match="不接受这个用户名和口令"):
        locked.search(Query())
    engine = ElasticEngine(f"http://zhijian:pass%3Aword%2F1@127.0.0.1:{locked_server.port}")
    engine.add(clues)
    assert engine.search(Query(words="法制审核")).total > 0
    locked_server.stop()
    with pytest.raises(SearchUnavailable) as caught:
        engine.search(Query(words="法制审核"))
    assert "连接不上" in str(caught.value)
    assert "pass" not in str(caught.value)
    locked_server.start()
    engine.rebuild(iter(clues))
    assert engine.search(Query(words="法制审核")).total > 0


def test_nobody_listens_is_one_clear_sentence(clues: list[Clue]) -> None:
    engine = ElasticEngine("http://127.0.0.1:9")
    for call in (lambda: engine.search(Query()), lambda: engine.add(clues), engine.count, lambda: engine.rebuild(iter(clues))):
        with pytest.raises(SearchUnavailable, match=r"检索服务 http://127\.0\.0\.1:9 连接不上。请检查服务是否启动"):
            call()


@pytest.mark.parametrize("url", ["127.0.0.1:9200", "ftp://127.0.0.1", "http://"])
def test_an_address_that_is_none_is_a_settings_error(url: str) -> None:
    with pytest.raises(SettingsError, match="ZHIJIAN_SEARCH_URL"):
        ElasticEngine(url)


def test_an_index_of_another_version_asks_for_a_rebuild(elastic: ElasticEngine, clues: list[Clue]) -> None:
    elastic.add(clues)
    name = elastic._current()
    elastic._client.indices.put_mapping(index=name, meta={"version": 0})
    with pytest.raises(SearchUnavailable, match="zhijian rebuild"):
        elastic.search(Query())
    assert elastic.needs_rebuild
    elastic.rebuild(iter(clues))
    assert elastic.search(Query()).total == len(clues)


def test_a_rebuild_leaves_no_old_index_behind(elastic: ElasticEngine, clues: list[Clue]) -> None:
    for _ in range(3):
        elastic.rebuild(iter(clues[:3]))
    assert len(elastic._client.indices.get(index=f"{elastic._alias}-*")) == 1


def test_a_second_alias_on_the_same_server_is_left_alone(server: str, elastic: ElasticEngine, clues: list[Clue]) -> None:
    other = ElasticEngine(server, alias=f"zhijian-test-{uuid.uuid4().hex[:10]}")
    other.add(clues[:2])
    elastic.rebuild(iter(clues))
    assert other.count() == 2
    other._client.indices.delete(index=other._current())
