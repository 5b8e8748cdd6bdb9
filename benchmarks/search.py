"""Latency of searching 100,000 synthetic clues: the embedded engine beside SQLite FTS5 over the same words in the same run.

usage: python -m benchmarks.search [--clues N] [--url http://host:9200]

The peer is what a search on the store itself would be: FTS5 over jieba words, BM25, the first 20 hits and the total, without facets,
highlights and exact phrases. ``--url`` also measures an Elasticsearch server. p50 and p95 over the same queries.
"""

import argparse
import sqlite3
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import quantiles

from index.analysis import terms
from index.clue import Clue, Quote
from index.elastic_engine import ElasticEngine
from index.query import Query, SearchEngine
from index.tantivy_engine import TantivyEngine

PLACES = ("江临市", "云水县", "松岚县", "竹汀县", "晚枫区", "云杉区", "霜林县", "禾丰县")
OFFICES = ("城市管理局", "市场监督管理局", "生态环境局", "交通运输局", "应急管理局", "公安局交警大队", "农业农村局")
ISSUES = ("未经法制审核", "决定书送达超过七日", "超过九十日办案期限", "罚款不给票据", "不作为", "处罚过重", "先行登记保存超期", "暴力执法")
THINGS = ("餐饮店", "油烟", "占道经营", "货车", "医疗废物", "过期食品", "虚假广告", "噪声", "农药", "工地", "燃气报警器", "三轮车")
QUERIES = [
    "法制审核",
    "城管 占道经营",
    "罚款不给票据 江临市",
    "超过九十日",
    "“先行登记保存”",
    "市场监督管理局 过期食品 -虚假广告",
    "云水县 货车 交通运输局",
    "暴力执法",
    "噪声 工地 不作为",
    "医疗废物",
    "农药 霜林县",
    "油烟",
]


def clues(count: int, seed: int = 3) -> Iterator[Clue]:
    """``count`` invented clues of about 120 characters."""
    rng = Random(seed)
    for number in range(count):
        place, office, issue = rng.choice(PLACES), rng.choice(OFFICES), rng.choice(ISSUES)
        some = "、".join(rng.sample(THINGS, 3))
        yield Clue(
            id=f"{number:032x}",
            subject="case",
            channel="dossier",
            source_id=f"{number:064x}",
            title=f"{place}{rng.choice(THINGS)}案（{number}）",
            summary=f"{place}{office}：疑似{issue}。",
            severity=rng.choice(("fatal", "major", "minor")),
            score=float(rng.randrange(100)),
            issues=(f"rule.{ISSUES.index(issue)}",),
            issue_names=(issue,),
            categories=("执法程序规范",),
            quotes=(Quote(f"{some}，{issue}，罚款{rng.randrange(1, 90) * 100}元", 3),),
            agency=f"{place}{office}",
            agency_type=office,
            region=place,
            occurred_on=date(2024, 1, 1) + timedelta(days=rng.randrange(700)),
            body=f"当事人经营{some}，{place}{rng.choice(OFFICES)}调查后认为涉嫌{issue}。" * 2,
        )


def timed(search: Callable[[str], object], rounds: int) -> tuple[float, float]:
    """p50 and p95 in milliseconds over all queries, after one round to warm up."""
    for words in QUERIES:
        search(words)
    taken = []
    for _ in range(rounds):
        for words in QUERIES:
            began = time.perf_counter()
            search(words)
            taken.append(1000 * (time.perf_counter() - began))
    cuts = quantiles(taken, n=20)
    return cuts[9], cuts[18]


def fts(path: Path, count: int) -> Callable[[str], object]:
    """The peer."""
    database = sqlite3.connect(path)
    database.execute("CREATE VIRTUAL TABLE clue USING fts5(words, tokenize = \"unicode61 remove_diacritics 0 tokenchars '-_.'\")")
    rows = ((" ".join(terms(f"{c.title} {c.summary} {c.quotes[0].text} {c.body} {c.agency}")),) for c in clues(count))
    database.executemany("INSERT INTO clue VALUES (?)", rows)
    database.commit()

    def search(words: str) -> object:
        wanted = [f'"{term}"' for word in words.split() if not word.startswith("-") for term in terms(word)[-1:]]
        match = " AND ".join(wanted)
        hits = database.execute("SELECT rowid FROM clue WHERE clue MATCH ? ORDER BY bm25(clue) LIMIT 20", (match,)).fetchall()
        return hits, database.execute("SELECT count(*) FROM clue WHERE clue MATCH ?", (match,)).fetchone()

    return search


def measured(name: str, engine: SearchEngine, count: int, rounds: int) -> tuple[float, float]:
    began = time.perf_counter()
    engine.rebuild(clues(count))
    print(f"{name}: {count / (time.perf_counter() - began):,.0f} clues/s indexed")
    p50, p95 = timed(lambda words: engine.search(Query(words=words)), rounds)
    print(f"{name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms (20 hits with highlights, nine facets, exact total)")
    return p50, p95


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--clues", type=int, default=100_000)
    args.add_argument("--rounds", type=int, default=10)
    args.add_argument("--url")
    chosen = args.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        peer = timed(fts(Path(scratch) / "fts.db", chosen.clues), chosen.rounds)
        print(f"{chosen.clues:,} clues, {len(QUERIES)} queries × {chosen.rounds}")
        print(f"SQLite FTS5: p50 {peer[0]:.1f} ms, p95 {peer[1]:.1f} ms (20 hits and the total)")
        ours = measured("embedded", TantivyEngine(Path(scratch) / "search"), chosen.clues, chosen.rounds)
        print(f"ratio embedded / FTS5: p50 {ours[0] / peer[0]:.2f}, p95 {ours[1] / peer[1]:.2f}")
        if chosen.url:
            engine = ElasticEngine(chosen.url, alias=f"zhijian-benchmark-{uuid.uuid4().hex[:8]}")
            server = measured("Elasticsearch", engine, chosen.clues, chosen.rounds)
            print(f"ratio Elasticsearch / embedded: p50 {server[0] / ours[0]:.2f}, p95 {server[1] / ours[1]:.2f}")
            for name in engine._client.indices.get(index=f"{engine._alias}-*"):
                engine._client.indices.delete(index=name)


if __name__ == "__main__":
    main()
