"""Both search engines, and a made office of clues to search in."""

import os
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.clue import Clue, Quote
from index.elastic_engine import ElasticEngine
from index.query import SearchEngine
from index.store import Store
from index.tantivy_engine import TantivyEngine
from tests.index.own_server import own_server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A real Elasticsearch: the one that runs already, or one started for these tests."""
    running = os.environ.get("ZHIJIAN_TEST_SEARCH_URL")
    if running:
        yield running
        return
    with own_server() as started:
        yield f"http://127.0.0.1:{started.port}"


@pytest.fixture
def elastic(server: str) -> Iterator[ElasticEngine]:
    """An engine on the server, under an alias of its own that is dropped afterwards."""
    engine = ElasticEngine(server, alias=f"zhijian-test-{uuid.uuid4().hex[:10]}")
    yield engine
    for name in engine._client.indices.get(index=f"{engine._alias}-*"):
        engine._client.indices.delete(index=name)


@pytest.fixture(params=["embedded", "elastic"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    """Each of the two engines, empty."""
    if request.param == "embedded":
        return TantivyEngine(tmp_path / "search")
    engine: SearchEngine = request.getfixturevalue("elastic")
    return engine


@pytest.fixture(scope="session")
def clues() -> list[Clue]:
    """What an office may hold: dossiers and complaints with words, numbers and dates in common."""
    return [_clue(number) for number in range(60)]


def _clue(number: int) -> Clue:
    agency = ("江临市城市管理局", "江临市市场监督管理局", "云水县公安局交通警察大队")[number % 3]
    issue, name = (
        ("review.legal_review_missing", "处罚决定前未经法制审核"),
        ("service.decision_late", "决定书送达超过七日"),
        ("sig.no_receipt", "罚款不开票据、收现金、扫私人码"),
        ("sig.inaction", "不作为、慢作为"),
    )[number % 4]
    dossier = issue.startswith(("review", "service"))
    words = f"第{number}号：{name}。" + ("占道经营，罚款三万元。" if number % 5 == 0 else "当场收了现金。" * (number % 7))
    return Clue(
        id=f"{number:032x}",
        subject="case" if dossier else "event",
        channel="dossier" if dossier else "complaint",
        source_id=f"{number:064x}",
        title=f"{'好味餐饮店占道经营案' if number % 2 else '罚款不给票据'}（{number}）",
        summary=f"{agency}：{name}。",
        severity=("fatal", "major", "minor")[number % 3],
        score=float(number % 9) * 10,
        score_parts=(("最严重一项", float(number % 9) * 10),),
        issues=(issue,),
        issue_names=(name,),
        categories=("执法程序规范",) if dossier else ("执法风险(舆情)",),
        quotes=(
            Quote(f"…当日作出处罚决定，未见法制审核意见书（{number}）" if dossier else f"当场收了我{number}元，不给票据", number % 30 + 1),
        ),
        laws=("《中华人民共和国行政处罚法》第五十八条",) if dossier else (),
        agency=agency,
        agency_type=("城管", "市场监管", "公安交管")[number % 3],
        region=("江临市城东区", "云水县")[number % 2],
        party="好味餐饮店" if number % 2 else None,
        case_no=f"江临罚〔2024〕{number}号",
        occurred_on=date(2024, number % 12 + 1, number % 28 + 1) if number % 6 else None,
        body=words,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store(f"sqlite:///{tmp_path / 'zhijian.db'}") as store:
        yield store
