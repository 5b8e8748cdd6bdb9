"""``zhijian sources new``: a source file proposed by looking at a page."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ingest.errors import KnowledgeError
from zhijian.settings import Settings

if TYPE_CHECKING:  # Scrapy takes half a second to load, and every command would pay for it
    from crawlers.propose_draft import Proposal

_SAYS_NOTHING = frozenset({"www", "gov", "cn", "com", "org", "net", "edu", "index", "html", "htm", "list", "default"})


def new(
    url: Annotated[str, typer.Argument(metavar="网址", help="列表页、RSS、站点地图、JSON 接口或留言板的地址。")],
    id: Annotated[str | None, typer.Option("--id", metavar="编号", help="来源编号，小写字母、数字、连字符；不写则由网址得出。")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="名称", help="来源名称；不写则用网页的标题。")] = None,
    private: Annotated[bool, typer.Option("--private", help="网站在单位内网或本机。")] = False,
    javascript: Annotated[bool, typer.Option("--javascript", help="用浏览器打开，等脚本生成内容（需要 javascript 扩展）。")] = False,
) -> None:
    """Look at a page and write a source file for it, which is not enabled."""
    from crawlers.office_sources import office_sources
    from crawlers.propose import propose
    from crawlers.propose_text import source_text
    from crawlers.source import load_source
    from crawlers.source_due import ID

    settings = Settings.load()
    console = Console(soft_wrap=True, highlight=False, markup=False)  # what pages say may look like markup
    there = office_sources(settings.sites, settings.hotlines)  # a mistake in one of the files is no reason
    ids = there.owners
    chosen = id or _id_of(url, ids)
    path = settings.sites / f"{chosen}.yml"
    if not re.fullmatch(ID, chosen):
        raise typer.BadParameter(f"编号“{chosen}”应由小写字母、数字、连字符、下划线组成，并以字母或数字开头，请用 --id 另写一个")
    if chosen in ids or path.exists():
        raise typer.BadParameter(
            f"已有编号为“{chosen}”的来源（{path if path.exists() else '在别的文件里'}），没有改动。请用 --id 另写一个编号"
        )
    same = next((one.id for one in there.sites.values() if url in one.start_urls), None)
    if same and not id:
        raise typer.BadParameter(f"来源“{same}”已经从这个地址开始，没有改动。确需再写一个的，请用 --id 定编号")
    with Console(stderr=True).status(f"正在查看 {escape(url)}，每次访问间隔两秒……"):
        proposal = propose(url, private=private, javascript=javascript, contact=os.environ.get("ZHIJIAN_CONTACT"))
    if name:
        proposal.values["name"] = name
    settings.sites.mkdir(parents=True, exist_ok=True)
    _write(path, source_text(proposal, chosen, address=url, today=datetime.now().date()))
    try:
        load_source(path)
    except KnowledgeError:
        path.unlink()  # a file with a mistake would stop every command on sources
        raise
    console.print(f"看到的是：{proposal.seen}")
    _show(proposal, console)
    for note in proposal.notes:
        console.print(f"请注意：{note}", style="yellow")
    console.print(f"已写好 {path}（尚未启用）。", style="green")
    console.print(f"请核对上表和文件里的说明，运行 zhijian sources check {chosen}，再把 enabled 改为 true。")


def _show(proposal: Proposal, console: Console) -> None:
    table = Table(title="会采到的前几条", title_justify="left")
    for heading in ("标题", "日期", "地址", "正文开头"):
        table.add_column(heading, overflow="fold")
    for sample in proposal.samples:
        unread = "（没有试读）" if sample.words is None else ""
        table.add_row(sample.title or unread, sample.day or unread or "没有认出", sample.url, sample.words or unread)
    console.print(table)


def _write(path: Path, text: str) -> None:
    """A new file; FileExistsError where another program has just made it."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _id_of(url: str, taken: Collection[str]) -> str:
    """From the names in an address: ``http://sfj.bj.gov.cn/zwgk/gzdt/`` gives ``sfj-bj-gzdt``."""
    parts = urlsplit(url)
    host = [word for word in (parts.hostname or "").lower().split(".") if word not in _SAYS_NOTHING]
    folders = [word for word in re.findall(r"[a-z][a-z0-9]*", parts.path.lower()) if word not in _SAYS_NOTHING]
    made = re.sub(r"[^a-z0-9]+", "-", "-".join([*host, *folders[-1:]])).strip("-") or "source"
    return next(name for n in range(1, len(taken) + 2) if (name := made if n == 1 else f"{made}-{n}") not in taken)
