"""``zhijian doctor``: what works here, what is missing, what to do about it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import typer
from rich.console import Console
from rich.table import Table

from index.search import open_engine
from index.store import Store
from ingest.errors import ZhijianError
from ingest.readers.compiled import sweep
from ingest.vault import Vault
from nlp.procedure.local import LocalParameters, missing_parameters
from nlp.procedure.rules import rules
from nlp.statutes.local_store import stored
from nlp.workdays import is_workday
from zhijian.settings import Settings

State = Literal["ok", "hint", "bad"]
_SHOWN = {"ok": "[green]正常[/]", "hint": "[yellow]提示[/]", "bad": "[red]异常[/]"}
_LEAST_FREE = 2 << 30  # bytes; a vault on a full disk loses inputs
_VAULT_SAMPLE = 20
_SHOWN_IDS = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's report."""

    name: str
    state: State
    text: str


def doctor() -> None:
    """Print the checks; exit status 1 where something is broken."""
    found = list(examine())
    table = Table(title="执鉴自检", title_justify="left", show_lines=False)
    for heading in ("项目", "状态", "说明"):
        table.add_column(heading, overflow="fold")
    for check in found:
        table.add_row(check.name, _SHOWN[check.state], check.text)
    Console().print(table)
    if any(check.state == "bad" for check in found):
        raise typer.Exit(1)


def examine() -> Iterator[Check]:
    """Every check, also when an earlier one failed."""
    yield Check("Python", "ok", sys.version.split()[0])
    yield _reading()
    try:
        settings = Settings.load()
    except ZhijianError as error:
        yield Check("数据目录", "bad", str(error))
        return
    free = shutil.disk_usage(settings.home).free
    yield Check("数据目录", "ok" if free > _LEAST_FREE else "bad", f"{settings.home}，剩余 {free / (1 << 30):.1f} GB")
    yield from _stored(settings)
    yield _calendar()
    yield from _parameters(settings)
    yield _laws(settings)
    yield _sources(settings)
    yield from _hotlines(settings)
    yield from _scan(settings)


def _reading() -> Check:
    if sweep is None:
        return Check(
            "PDF 读取", "hint", "未编译加速模块，结果相同、读取较慢；装好 C 编译器（gcc 或 MSVC）后重新安装，或安装带平台标签的 wheel"
        )
    return Check("PDF 读取", "ok", "已启用编译加速")


def _stored(settings: Settings) -> Iterator[Check]:
    try:
        with Store(settings.database_url) as store:
            clues = store.clue_count()
            yield Check("数据库", "ok", f"{clues:,} 条线索")
            yield _engine(settings, clues)
            yield _vault(settings, store)
    except ZhijianError as error:
        yield Check("数据库", "bad", str(error))


def _engine(settings: Settings, clues: int) -> Check:
    name = "检索（Elasticsearch）" if settings.search_url else "检索（内置）"
    try:
        indexed = open_engine(settings.home, settings.search_url).count()
    except ZhijianError as error:
        return Check(name, "bad", str(error))
    if indexed != clues:
        return Check(name, "hint", f"索引有 {indexed:,} 条，数据库有 {clues:,} 条；请运行 zhijian rebuild")
    return Check(name, "ok", f"{indexed:,} 条线索已索引")


def _vault(settings: Settings, store: Store) -> Check:
    vault = Vault(settings.vault)
    sample = store.source_hashes(limit=_VAULT_SAMPLE)
    broken = [sha for sha in sample if not vault.has(sha) or not vault.verify(sha)]
    if broken:
        return Check("原件库", "bad", f"{len(broken)} 份原件缺失或被改动，如 {broken[0][:12]}…；请从备份恢复")
    return Check("原件库", "ok", f"抽查 {len(sample)} 份原件，校验一致" if sample else "尚无原件")


def _calendar() -> Check:
    year = date.today().year
    if is_workday(date(year, 1, 1)) is None:
        return Check("节假日表", "bad", f"没有 {year} 年的国务院放假安排，涉及工作日的检查将为“待人工”；请升级 chinesecalendar")
    if is_workday(date(year + 1, 1, 1)) is None:
        return Check("节假日表", "hint", f"{year} 年可用；{year + 1} 年的放假安排公布后请升级 chinesecalendar")
    return Check("节假日表", "ok", f"{year}、{year + 1} 年可用")


def _parameters(settings: Settings) -> Iterator[Check]:
    try:
        local = LocalParameters.load(settings.local_parameters)
    except ZhijianError as error:
        yield Check("本地参数", "bad", str(error))
        return
    missing = missing_parameters(rules(), local)
    if missing:
        listed = "、".join(sorted({name for names in missing.values() for name in names})[:8])
        yield Check("本地参数", "hint", f"{settings.local_parameters} 未填 {listed} 等，{len(missing)} 项检查的部分判断为“待人工”")
    else:
        yield Check("本地参数", "ok", str(settings.local_parameters))


def _laws(settings: Settings) -> Check:
    try:
        held = len(stored(settings.local_laws))
    except ZhijianError as error:
        return Check("本地法规", "bad", str(error))
    return Check("本地法规", "ok", f"已导入 {held:,} 个文本" if held else "尚未导入（zhijian laws import）")


def _sources(settings: Settings) -> Check:
    """One line on the web sources: what is broken outweighs what is only unread."""
    from crawlers.browser import find_browser, missing
    from crawlers.office_sources import office_sources

    found = office_sources(settings.sites, settings.hotlines)
    broken = [one.path.name for one in found.broken_of("site")]
    enabled = [one for one in found.sites.values() if one.enabled]
    try:
        with Store(settings.database_url) as store:
            runs = store.last_source_runs()
    except ZhijianError:
        runs = {}  # the line on the database says why
    scripted = any(one.javascript for one in enabled)
    lacking = missing() if scripted else None
    wrong = [lacking] if lacking else []
    for words, ids in (
        ("个文件有误（zhijian sources list 会指出哪一行）：", broken),
        ("个从未采集：", [one.id for one in enabled if one.id not in runs]),
        ("个上次异常（原因见 zhijian sources check）：", [one.id for one in enabled if one.id in runs and not runs[one.id].healthy]),
    ):
        if ids:
            wrong.append(f"{len(ids)} {words}{'、'.join(ids[:_SHOWN_IDS])}{' 等' if len(ids) > _SHOWN_IDS else ''}")
    told = f"{len(enabled)} 个已启用" + (f"，脚本网页用 {find_browser()} 打开" if scripted and not lacking else "")
    if not enabled and not wrong:
        wrong.append("新增来源：zhijian sources new 网址")
    return Check("新闻来源", "bad" if broken or lacking else "hint" if wrong else "ok", "；".join((told, *wrong)))


def _hotlines(settings: Settings) -> Iterator[Check]:
    from crawlers.office_sources import office_sources

    found = office_sources(settings.sites, settings.hotlines)
    wrong = [Check(f"热线 {one.path.name}", "bad", str(one.error)) for one in found.broken_of("hotline")]
    for hotline in found.hotlines.values():
        if hotline.enabled and hotline.sql is not None and hotline.sql.password is not None:
            try:
                hotline.sql.password.read(settings.home)
            except ZhijianError as error:
                wrong.append(Check(f"热线 {hotline.name}", "bad", str(error)))
    enabled = sum(hotline.enabled for hotline in found.hotlines.values())
    if enabled or wrong:
        yield Check("热线来源", "ok", f"{enabled} 个已启用（zhijian hotline check 可试读）")
    else:
        yield Check("热线来源", "hint", f"{settings.hotlines} 中没有启用的热线来源；可用 zhijian hotline new 新建，写法见 docs/hotline.md")
    yield from wrong


def _scan(settings: Settings) -> Iterator[Check]:
    from zhijian.delivery.problem import DeliveryProblem
    from zhijian.delivery.secret import Secret
    from zhijian.scan_config import ScanConfig

    try:
        config = ScanConfig.load(settings.scan_config)
    except ZhijianError as error:
        yield Check("每日扫描", "bad", str(error))
        return
    if not settings.scan_config.exists():
        yield Check("每日扫描", "hint", f"没有 {settings.scan_config}：每天 {config.at} 扫描，简报只在网页上看；推送的写法见 docs/scan.md")
        return
    yield Check("每日扫描", "ok", f"每天 {config.at}，{len(config.channels)} 个推送渠道（zhijian scan --test-delivery 可试发）")
    for channel in config.channels:
        missing = []
        for secret in (value for _, value in channel if isinstance(value, Secret)):
            try:
                secret.read(settings.home)
            except DeliveryProblem as problem:
                missing.append(str(problem))
        if missing:
            yield Check(f"推送 {channel.name}", "bad", "；".join(missing))
