"""``zhijian search``."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from index.masking import masked_hits
from index.query import FACETS, Highlight, Query, ResultPage, Sort
from nlp.procedure.finding import SEVERITY_ZH
from zhijian.office import Office, office

_WORDS = "可写几个词；-词 表示排除，“…” 表示词组；"
_FILTER = "按分面筛选，如 severity=fatal、agency_type=城管；同名可多次（任一），不同名须都满足。"
_SORT = "relevance 相关 | score 风险 | date 日期 | severity 严重程度。"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")  # in texts of the public, a terminal would obey them


def search(
    words: Annotated[list[str] | None, typer.Argument(metavar="检索词", help=f"{_WORDS}留空列出全部。")] = None,
    filters: Annotated[list[str] | None, typer.Option("--filter", metavar="名称=值", help=_FILTER)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
    size: Annotated[int, typer.Option("--size", metavar="条数", min=1, max=200, help="每页条数，1 至 200。")] = 20,
    sort: Annotated[str, typer.Option("--sort", metavar="次序", help=_SORT)] = "relevance",
    cursor: Annotated[str | None, typer.Option("--cursor", metavar="标记", help="从上一页的“下一页”标记处接着列。")] = None,
) -> None:
    """Search clues; personal data is masked."""
    query = Query(words=" ".join(words or []), filters=_filters(filters or []), sort=_sort(sort), size=size, cursor=cursor)
    with office() as desk:
        _warn_of_gap(desk)
        page = desk.engine.search(query)
        stored = desk.store.some_clues([hit.clue for hit in page.hits])
        page = replace(page, hits=masked_hits(desk.store, page.hits, stored))
    if as_json:
        typer.echo(json.dumps(page_json(page), ensure_ascii=False))
        return
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"{page.total:,} 条线索")
    for hit in page.hits:
        clue = stored.get(hit.clue)
        console.print()
        console.print(_marked(hit.title, "bold"))
        if clue is not None:
            about = (SEVERITY_ZH.get(clue.severity), clue.agency, "、".join(clue.issue_names[:4]), hit.clue)
            console.print("  ".join(filter(None, about)), style="dim", markup=False)
        for quote in hit.quotes[:3]:
            console.print(Text("  ").append_text(_marked(quote, "")).append(f"（第 {quote.page} 页）" if quote.page else ""))
    if page.next:
        console.print(f"\n下一页：--cursor {page.next}", style="dim", markup=False)


def _warn_of_gap(desk: Office) -> None:
    """Where the index has never seen the store, an empty answer would be a false one."""
    if desk.engine.needs_rebuild and desk.store.clue_count():
        Console(stderr=True).print("检索索引尚未建立或版本不符，结果可能不全，请运行 zhijian rebuild。", style="yellow")


def page_json(page: ResultPage) -> dict[str, Any]:
    """The contract's form of a result page."""
    return {
        "total": page.total,
        "hits": [
            {
                "clue": hit.clue,
                "title": hit.title.text,
                "score": round(hit.score, 4),
                "score_parts": dict(hit.score_parts),
                "quotes": [
                    {"text": quote.text, "highlights": [list(pair) for pair in quote.ranges], "page": quote.page} for quote in hit.quotes
                ],
            }
            for hit in page.hits
        ],
        "facets": {name: dict(values) for name, values in page.facets.items()},
        "next": page.next,
    }


def _filters(pairs: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or name not in FACETS:
            raise typer.BadParameter(f"--filter “{pair}”无效：应为 名称=值，名称可用 {'、'.join(FACETS)}")
        found[name] = (*found.get(name, ()), value)
    return found


def _sort(name: str) -> Sort:
    sorts: dict[str, Sort] = {"relevance": "relevance", "score": "score", "date": "date", "severity": "severity"}
    if name not in sorts:
        raise typer.BadParameter(f"--sort “{name}”无效：可用 {'、'.join(sorts)}")
    return sorts[name]


def _marked(highlight: Highlight, style: str) -> Text:
    text = Text(_CONTROL.sub(" ", highlight.text), style=style)
    for start, end in highlight.ranges:
        text.stylize("bold yellow", start, end)
    return text
