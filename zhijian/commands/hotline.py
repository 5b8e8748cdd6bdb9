"""``zhijian hotline``: which hotline sources there are, whether they can be read, and a proposal for a new one."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from index.store import Store
from ingest.errors import SettingsError, ZhijianError
from zhijian.commands.sources import last_runs, told
from zhijian.commands.wording import Command, Group
from zhijian.settings import Settings

if TYPE_CHECKING:  # what reads sources takes a while to load, and every command would pay for it
    from crawlers.hotline import Hotline
    from crawlers.hotline_batch import Look
    from crawlers.office_sources import OfficeSources

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    subcommand_metavar="命令 [参数]...",
    options_metavar="[选项]",
)
_SECONDS = 60.0  # what a look at a database may take
_ROWS = 200  # looked at in a database
_FILES = 3  # looked at in a folder


@app.command("list", cls=Command, help="列出全部热线来源：是否启用、读取计划、上次读取的情况。", options_metavar="[选项]")
def list_() -> None:
    """Print all hotline sources with how their last reading went."""
    settings = Settings.load()
    runs, sources = last_runs(settings), _sources(settings)
    table = Table(title="热线来源", title_justify="left")
    for heading in ("编号", "名称", "启用", "在哪里", "计划", "上次读取", "情况"):
        table.add_column(heading, overflow="fold")
    for id, hotline in sorted(sources.hotlines.items()):
        at, health = told(runs.get(id))
        table.add_row(id, hotline.name, "是" if hotline.enabled else "否", hotline.place, hotline.schedule or "每次", at, health)
    Console(markup=False).print(table)
    _say_broken(Console(soft_wrap=True, highlight=False), settings, sources)


@app.command("check", cls=Command, help="检查热线来源：真实打开并试读，不保存，指出缺什么、怎么办。", options_metavar="[选项]")
def check(
    chosen: Annotated[list[str] | None, typer.Argument(metavar="[来源]...", help="来源编号；不写则检查全部已启用的来源。")] = None,
) -> None:
    """Open each source and read a sample, keeping nothing; exit status 1 where one is broken."""
    settings = Settings.load()
    sources = _sources(settings)
    hotlines, mistakes = sources.hotlines, sources.broken_of("hotline")
    console = Console(soft_wrap=True, highlight=False)
    _say_broken(console, settings, sources)
    for id in chosen or []:
        if id not in hotlines:
            raise typer.BadParameter(f"没有编号为“{id}”的热线来源。现有来源：{'、'.join(sorted(hotlines)) or '无'}")
    asked = [hotlines[id] for id in dict.fromkeys(chosen)] if chosen else [one for one in hotlines.values() if one.enabled]
    runs, broken = last_runs(settings), bool(mistakes)
    for hotline in asked:
        console.print(f"{hotline.name}（{hotline.id}）  上次读取：{'  '.join(told(runs.get(hotline.id)))}", markup=False)
        if not hotline.is_open(datetime.now(UTC)):
            console.print(f"  未检查：现在不在读取时段（window: {hotline.window}）", style="yellow", markup=False)
            continue
        broken = not _checked(console, settings, hotline) or broken
    if broken:
        raise typer.Exit(1)


@app.command("new", cls=Command, help="看一看文件、文件夹或数据库，写出一份热线来源文件，供核对修改。", options_metavar="[选项]")
def new(
    place: Annotated[str, typer.Argument(metavar="位置", help="文件、文件夹，或数据库地址（postgresql://用户@主机/库名，不含密码）。")],
    query: Annotated[str | None, typer.Option("--query", metavar="语句", help="数据库的查询语句，以 select 开头。")] = None,
    password_env: Annotated[str | None, typer.Option("--password-env", metavar="变量", help="存有数据库密码的环境变量的名称。")] = None,
    column: Annotated[list[str] | None, typer.Option("--column", metavar="字段=表头", help="指明某一列，如 text=诉求，可写多次。")] = None,
    id: Annotated[str | None, typer.Option("--id", metavar="编号", help="来源编号；不写则由文件名而来。")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="名称", help="来源名称；不写则用文件名。")] = None,
) -> None:
    """Propose a source file by looking at a place, and write it into the folder of hotline sources."""
    from crawlers.hotline import hotline_of
    from crawlers.hotline_draft import draft

    settings = Settings.load()
    where, called = _where(settings, place, query, password_env)
    given = _columns(column or [])
    values: dict[str, Any] = {"id": id or _free_id(settings, called), "name": name or called, "columns": given, **where}
    hotline = hotline_of(values, Path("命令行"))
    path = settings.hotlines / f"{hotline.id}.yml"
    if path.exists() or path.with_suffix(".yaml").exists():
        raise SettingsError(f"{path} 已经有了。请直接修改它，或用 --id 另起一个编号")
    if owner := _sources(settings).owners.get(hotline.id):
        raise SettingsError(f"编号“{hotline.id}”已被 {owner} 使用。请用 --id 另起一个编号")
    look = _look(settings, hotline)
    if not look.sample.columns:
        why = "；".join(look.problems) or f"{place} 里还没有可读的文件，看不出有哪些列。请放入一份导出的文件再试"
        raise SettingsError(f"{why}。也可用 --column text=表头 指明内容在哪一列" if look.unrecognised else why)
    path.parent.mkdir(exist_ok=True)
    path.write_text(draft(hotline, look), encoding="utf-8")
    console = Console(soft_wrap=True, highlight=False)
    _say_look(console, hotline, look)
    console.print(f"已写入 {path}", markup=False)
    console.print(f"请核对其中的列，再运行 zhijian hotline check {hotline.id}；没有问题后把 enabled 改为 true", markup=False)


def _sources(settings: Settings) -> OfficeSources:
    from crawlers.office_sources import office_sources

    return office_sources(settings.sites, settings.hotlines)


def _say_broken(console: Console, settings: Settings, sources: OfficeSources) -> None:
    mistakes = sources.broken_of("hotline")
    for mistake in mistakes:
        console.print(f"异常：{mistake.error}", style="bold red", markup=False)
    if not sources.hotlines and not mistakes:
        console.print(
            f"还没有热线来源。请运行 zhijian hotline new 文件，或在 {settings.hotlines} 下写来源文件，写法见 docs/hotline.md",
            style="yellow",
            markup=False,
        )


def _checked(console: Console, settings: Settings, hotline: Hotline) -> bool:
    """Look at a source and tell; whether it is in order."""
    try:
        look = _look(settings, hotline)
    except ZhijianError as error:
        console.print(f"  异常：{error}", style="bold red", markup=False)
        return False
    _say_look(console, hotline, look)
    for problem in look.problems:
        console.print(f"  异常：{problem}", style="bold red", markup=False)
    if not look.problems:
        console.print("  正常", style="green", markup=False)
    return not look.problems


def _look(settings: Settings, hotline: Hotline) -> Look:
    from crawlers.hotline_files import look_at_files
    from crawlers.hotline_sql import PLACE, look_at_rows

    if hotline.sql is None:
        return look_at_files(hotline, settings.home, most=_FILES)
    with Store(settings.database_url) as store:
        state = store.hotline_states(hotline.id).get(PLACE)
    return look_at_rows(hotline, hotline.sql, settings.home, state, seconds=_SECONDS, sample=_ROWS)


def _say_look(console: Console, hotline: Hotline, look: Look) -> None:
    from crawlers.hotline_draft import field_name, wanting

    def say(line: str) -> None:
        console.print(f"  {line}", markup=False)

    sample = look.sample
    if hotline.sql is not None:
        say(f"待读 {look.waiting:,} 行，试读 {len(sample.documents) + len(sample.rejected):,} 行")
    elif hotline.folder is not None:
        say(f"共 {look.waiting:,} 个文件{'，查看最近的' if look.waiting > len(look.files) else '：'}")
    for name, records in look.files.items():
        say(f"{name}：{records:,} 条记录")
    if sample.columns:
        say(f"认出的列：{'、'.join(f'{field_name(field)}←{heading}' for field, heading in sample.columns.items())}")
    if sample.ignored_columns:
        say(f"没有认出、不读的列：{'、'.join(sample.ignored_columns)}")
    if sample.columns and (missing := wanting(look)):
        say(f"没有找到：{'、'.join(f'{field_name(field)}（{field}）' for field in missing)}")
    if sample.rejected:
        place, reason = sample.rejected[0]
        say(f"{len(sample.rejected):,} 行不能读，如第 {place} 行：{reason}")


def _where(settings: Settings, place: str, query: str | None, password_env: str | None) -> tuple[dict[str, Any], str]:
    """The keys that say where the records are, and what to call the source."""
    if "://" in place:
        sql: dict[str, Any] = {"url": place, "query": query} | ({"password": {"env": password_env}} if password_env else {})
        if query is None:
            raise SettingsError(f'请用 --query 写查询语句，例如 --query "select * from 表名"。{_tables(settings, sql)}')
        return {"sql": sql}, place.rpartition("/")[2].partition("?")[0] or "数据库"
    path = Path(place).absolute()
    if not path.exists():
        raise typer.BadParameter(f"文件或文件夹不存在：{place}。请检查路径是否写错；数据库地址应形如 postgresql://用户@主机/库名")
    return ({"folder": {"path": path}} if path.is_dir() else {"file": path}), path.stem


def _tables(settings: Settings, sql: dict[str, Any]) -> str:
    """What may be asked for, for somebody who did not say."""
    from crawlers.hotline import hotline_of
    from crawlers.hotline_sql import tables_of

    database = hotline_of({"id": "new", "name": "new", "sql": sql | {"query": "select 1"}}, Path("命令行")).sql
    assert database is not None
    return f"库中的表和视图：{'、'.join(tables_of(database, settings.home, seconds=_SECONDS)) or '无'}"


def _columns(given: list[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    if wrong := next((one for one, (_, mark, heading) in zip(given, pairs, strict=True) if not mark or not heading.strip()), None):
        raise typer.BadParameter(f"--column “{wrong}”应写成 字段=表头，例如 text=诉求内容")
    return {field.strip(): heading.strip() for field, _, heading in pairs}


def _free_id(settings: Settings, called: str) -> str:
    """An id from a name, or a number where the name has no Latin letters."""
    slug = re.sub(r"[^a-z0-9]+", "-", called.lower()).strip("-")
    if re.search("[a-z]", slug):
        return slug
    return next(id for n in count(1) if not (settings.hotlines / f"{(id := f'hotline-{n}')}.yml").exists())
