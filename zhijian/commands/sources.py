"""``zhijian sources``: which sources there are, and which broke and why."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from index.store import Store
from index.store_scan import SourceRun
from ingest.vault import Vault
from zhijian.commands import sources_new
from zhijian.commands.wording import Command, Group
from zhijian.settings import Settings

if TYPE_CHECKING:  # Scrapy takes half a second to load, and every command would pay for it
    from crawlers.result import CrawlResult
    from crawlers.source import CrawlSource

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    subcommand_metavar="命令 [参数]...",
    options_metavar="[选项]",
)
_ARTICLES = 2  # asked of each source
_NEW = "新增来源：看一个网页，起草它的来源文件（列表、站内搜索、RSS、站点地图、JSON 接口、留言板都认得），不改已有的文件。"
app.command("new", cls=Command, help=_NEW, options_metavar="[选项]")(sources_new.new)


@app.command("list", cls=Command, help="列出全部来源：是否启用、类型、采集计划、上次采集的情况。", options_metavar="[选项]")
def list_() -> None:
    """Print all sources with how their last crawl went."""
    from crawlers.source import load_sources

    settings = Settings.load()
    runs = last_runs(settings)
    table = Table(title="来源", title_justify="left")
    for heading in ("编号", "名称", "启用", "类型", "计划", "上次采集", "情况"):
        table.add_column(heading, overflow="fold")
    for id, source in sorted(load_sources(settings.sites).items()):
        at, health = told(runs.get(id))
        table.add_row(id, source.name, "是" if source.enabled else "否", source.type, source.schedule or "每次", at, health)
    Console(markup=False).print(table)


@app.command("check", cls=Command, help="检查来源：真实访问列表和一两篇文章，不保存，指出哪里失效、怎么办。", options_metavar="[选项]")
def check(
    chosen: Annotated[list[str] | None, typer.Argument(metavar="[来源]...", help="来源编号；不写则检查全部已启用的来源。")] = None,
) -> None:
    """Ask each source for its list and an article or two, keeping nothing; exit status 1 where one is broken."""
    from crawlers.source import load_sources

    settings = Settings.load()
    sources = load_sources(settings.sites)
    for id in chosen or []:
        if id not in sources:
            raise typer.BadParameter(f"没有编号为“{id}”的来源。现有来源：{'、'.join(sorted(sources))}")
    runs, console, broken = last_runs(settings), Console(soft_wrap=True, highlight=False), False
    asked = [sources[id] for id in dict.fromkeys(chosen)] if chosen else [one for one in sources.values() if one.enabled]
    if not asked:
        console.print(
            f"没有已启用的来源可检查。请在 {settings.sites} 下写来源文件（enabled: true），写法见 docs/sources.md", style="yellow"
        )
    for source in asked:
        console.print(f"{source.name}（{source.id}）  上次采集：{'  '.join(told(runs.get(source.id)))}", markup=False)
        if not source.is_open(datetime.now(UTC)):
            console.print(f"  未检查：现在不在采集时段（window: {source.window}）", style="yellow", markup=False)
            continue
        result = _asked(source)
        problems = problems_of(source, result)
        for problem in problems:
            console.print(f"  异常：{problem}", style="bold red", markup=False)
        if not problems:
            console.print(f"  正常：列表上 {result.listed} 条，试读 {result.items} 篇", style="green", markup=False)
        broken = broken or bool(problems)
    if broken:
        raise typer.Exit(1)


def problems_of(source: CrawlSource, result: CrawlResult) -> list[str]:
    """What is wrong with a source, each with its remedy, from a crawl of a few articles; none where it is in order."""
    problems = [f"robots.txt 不允许访问 {url}，请改用网站允许的栏目，或商请网站许可后再采集" for url in result.forbidden[:1]]
    problems += [f"{url}：{reason}" for url, reason in result.failed]
    if result.pages and not result.listed and not problems:
        problems.append(f"列表页能打开，但没有找到任何条目（{source.start_urls[0]}）。网站可能已改版，请核对选取列表的键（如 list.links）")
    elif result.listed < source.healthy.min and source.pagination is None and not problems:
        problems.append(f"列表上只有 {result.listed} 条，少于 healthy.min 的 {source.healthy.min} 条，请核对列表的选择器")
    if result.warning and not problems:
        problems.append(result.warning)
    return problems


def _asked(source: CrawlSource) -> CrawlResult:
    from crawlers.run import crawl

    with tempfile.TemporaryDirectory(prefix="zhijian-check-", ignore_cleanup_errors=True) as folder:
        return crawl(
            source,
            vault=Vault(Path(folder) / "vault"),
            state_dir=Path(folder) / "state",
            on_document=lambda document: None,
            limit=_ARTICLES,
            contact=os.environ.get("ZHIJIAN_CONTACT"),
        )


def last_runs(settings: Settings) -> dict[str, SourceRun]:
    """How every source, site or hotline, fared the last time."""
    with Store(settings.database_url) as store:
        return store.last_source_runs()


def told(run: SourceRun | None) -> tuple[str, str]:
    """When a source was last read, and how that went."""
    if run is None:
        return "无记录", ""
    when = datetime.fromisoformat(run.at).astimezone()
    return f"{when:%Y-%m-%d %H:%M}", f"正常，{run.items} 条" if run.healthy else (run.warning or "异常")
