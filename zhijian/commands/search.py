"""``zhijian search``."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from index.query import FACETS, Highlight, Query, ResultPage, Sort
from ingest.errors import SettingsError
from nlp.procedure.finding import SEVERITY_ZH
from zhijian.commands.opening import office


def search(
    words: Annotated[str, typer.Argument(help="检索词；-词 表示排除，“…” 表示词组；留空列出全部。")] = "",
    filters: Annotated[list[str] | None, typer.Option("--filter", help="按分面筛选，如 severity=fatal、agency_type=城管；可多次。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
    size: Annotated[int, typer.Option("--size", min=1, max=200, help="每页条数。")] = 20,
    sort: Annotated[str, typer.Option("--sort", help="relevance、score、date、severity。")] = "relevance",
    cursor: Annotated[str | None, typer.Option("--cursor", help="上一页结果的 next。")] = None,
) -> None:
    """Search clues."""
    query = Query(words=words, filters=_filters(filters or []), sort=_sort(sort), size=size, cursor=cursor)
    with office() as desk:
        page = desk.engine.search(query)
        stored = {hit.clue: desk.store.clue(hit.clue) for hit in page.hits}
    if as_json:
        typer.echo(json.dumps(page_json(page), ensure_ascii=False))
        return
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"{page.total:,} 条线索")
    for hit in page.hits:
        clue = stored[hit.clue]
        console.print()
        console.print(_marked(hit.title, "bold"))
        if clue is not None:
            about = (SEVERITY_ZH.get(clue.severity), clue.agency, "、".join(clue.issue_names[:4]), hit.clue)
            console.print("  ".join(filter(None, about)), style="dim", markup=False)
        for quote in hit.quotes[:3]:
            console.print(Text("  ").append_text(_marked(quote, "")).append(f"（第 {quote.page} 页）" if quote.page else ""))
    if page.next:
        console.print(f"\n下一页：--cursor {page.next}", style="dim", markup=False)


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
            raise SettingsError(f"--filter {pair!r} 无效：应为 名称=值，名称可用 {'、'.join(FACETS)}。")
        found[name] = (*found.get(name, ()), value)
    return found


def _sort(name: str) -> Sort:
    sorts: dict[str, Sort] = {"relevance": "relevance", "score": "score", "date": "date", "severity": "severity"}
    if name not in sorts:
        raise SettingsError(f"--sort {name!r} 无效：可用 {'、'.join(sorts)}。")
    return sorts[name]


def _marked(highlight: Highlight, style: str) -> Text:
    text = Text(highlight.text, style=style)
    for start, end in highlight.ranges:
        text.stylize("bold yellow", start, end)
    return text
