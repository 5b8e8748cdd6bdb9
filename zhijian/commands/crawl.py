"""``zhijian crawl``."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from ingest.document import Document
from ingest.vault import Vault
from zhijian.office import Office, office
from zhijian.reading import TextReading, TextWatcher

if TYPE_CHECKING:  # Scrapy takes half a second to load, and every command would pay for it
    from crawlers.result import Counts, CrawlResult
    from crawlers.source import CrawlSource


def crawl(
    source: Annotated[str, typer.Argument(metavar="来源", help="来源编号，即 YAML 文件中的 id。")],
    limit: Annotated[int | None, typer.Option("--limit", metavar="篇数", min=1, help="最多采集多少篇新文章。")] = None,
) -> None:
    """Collect one source, read its articles, keep them. Exit status 1 where the crawl is not healthy."""
    with office() as desk:
        result = _collect(desk, _chosen(source, desk), limit)
    console = Console(soft_wrap=True, highlight=False)
    for url in result.forbidden:
        console.print(f"不抓取  {url}  robots.txt 不允许", style="dim", markup=False)
    for url, reason in result.failed:
        console.print(f"失败  {url}  {reason}", style="yellow", markup=False)
    if result.warning:
        console.print(result.warning, style="bold yellow", markup=False)
    if not result.healthy:
        raise typer.Exit(1)


def _chosen(id: str, desk: Office) -> CrawlSource:
    from crawlers.source import SITES, load_sources

    sources = load_sources(desk.settings.sites)
    if id not in sources:
        remedy = (
            f"新来源请运行 zhijian sources new 网址，或参照 {SITES / 'example-local.yml'} 在 {desk.settings.sites} 下写一个 YAML 文件。"
        )
        raise typer.BadParameter(f"没有编号为“{id}”的来源。现有来源：{'、'.join(sorted(sources))}。{remedy}")
    if not sources[id].enabled:
        raise typer.BadParameter(f"来源“{sources[id].name}”（{id}）未启用。请在它的 YAML 文件中把 enabled 改为 true。")
    return sources[id]


def _collect(desk: Office, source: CrawlSource, limit: int | None) -> CrawlResult:
    from crawlers.run import crawl as crawl_source
    from zhijian.crawled import save_failures, save_source_run

    began = datetime.now(UTC)
    desk.engine.sync(desk.store)  # a search server that is down says so before the work, not after
    job = TextReading(desk.settings, desk.store, desk.engine)
    run = desk.store.begin_or_resume_run("crawl", hashlib.sha256(source.id.encode()).hexdigest()).id
    console = Console(stderr=True)
    with console.status(f"正在采集“{escape(source.name)}”……") as status:

        def keep(document: Document) -> None:
            for _ in job.documents(run, [document], TextWatcher()):
                pass

        def show(counts: Counts) -> None:
            status.update(
                f"正在采集“{escape(source.name)}”：列表 {counts.pages:,} 页，新采 {job.tally.read:,} 篇，变更 {job.tally.changed:,} 篇，"
                f"此前已有 {counts.known + counts.unchanged:,} 篇，失败 {counts.failed:,} 个网址，线索 {job.tally.clues:,} 条"
            )

        result = crawl_source(
            source,
            vault=Vault(desk.settings.vault),
            state_dir=desk.settings.home / "crawl",
            on_document=keep,
            limit=limit,
            contact=os.environ.get("ZHIJIAN_CONTACT"),
            on_progress=show,
        )
    save_failures(desk.store, run, result)
    if limit is None and result.asked:  # else the scan would take the source for read
        save_source_run(desk.store, source, result, job.tally, at=began)
    desk.store.finish_run(run)
    known = result.known + result.unchanged + job.tally.duplicate
    counts = f"新采 {job.tally.read:,} 篇，此前已有 {known:,} 篇，失败 {len(result.failed):,} 个网址"
    others = (("内容有变更", job.tally.changed), ("重复网址", len(result.duplicates)), ("robots.txt 不允许", len(result.forbidden)))
    counts += "".join(f"，{name} {number:,} 个" for name, number in others if number)
    Console(markup=False).print(f"“{source.name}”：{counts}；新线索 {job.tally.clues:,} 条", highlight=False, soft_wrap=True)
    return result
