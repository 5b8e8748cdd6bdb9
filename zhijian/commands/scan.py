"""``zhijian scan``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from index.store_scan import SourceRun
from nlp.procedure.local import LocalParameters
from zhijian.office import Office, office

if TYPE_CHECKING:  # Scrapy takes half a second to load, and every command would pay for it
    from zhijian.scan import Scanned, Wanted
    from zhijian.scan_config import ScanConfig

_STATES = {"sent": "已送达", "failed": "未送达", "unknown": "不确定"}
_KINDS = {"site": "网站", "hotline": "热线"}


def scan(
    every: Annotated[bool, typer.Option("--all", help="全部已启用的来源，不论是否到了各自的采集时间。")] = False,
    source: Annotated[list[str] | None, typer.Option("--source", metavar="来源", help="只读这个来源（编号），可写多次。")] = None,
    test_delivery: Annotated[bool, typer.Option("--test-delivery", help="不扫描，只向 scan.yml 中的每个渠道发一条测试消息。")] = False,
) -> None:
    """Scan. Exit status 1 where a source is not healthy or a delivery did not arrive, 0 where nothing needs a look."""
    from zhijian.scan import Wanted
    from zhijian.scan_config import ScanConfig

    with office() as desk:
        config = ScanConfig.load(desk.settings.scan_config)
        if test_delivery:
            _test(desk, config)
            return
        done = _scan(desk, config, Wanted(every, tuple(dict.fromkeys(source or ()))))
    summary(done)
    if not done.clean:
        raise typer.Exit(1)


def _scan(desk: Office, config: ScanConfig, wanted: Wanted) -> Scanned:
    from zhijian.scan import Scan, ScanWatcher

    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("个来源  {task.fields[texts]:,} 条  {task.fields[clues]:,} 条新线索"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        bar = bars.add_task("扫描", total=None, texts=0, clues=0)

        def on_source(run: SourceRun, clues: int) -> None:
            bars.update(bar, advance=1, clues=bars.tasks[0].fields["clues"] + clues)
            if run.warning:
                bars.console.print(run.warning, style="yellow", markup=False, highlight=False, soft_wrap=True)

        watcher = ScanWatcher(
            on_plan=lambda sources: bars.update(bar, total=sources),
            on_stage=lambda stage: bars.update(bar, description=stage),
            on_document=lambda: bars.update(bar, texts=bars.tasks[0].fields["texts"] + 1),
            on_source=on_source,
            on_left=lambda said: bars.console.print(said, style="yellow", markup=False, highlight=False, soft_wrap=True),
        )
        return Scan(desk, config, wanted, watcher).run()


def summary(done: Scanned) -> None:
    """What the sources gave, what the briefing tells, where it went."""
    console = Console(highlight=False, soft_wrap=True)
    table = Table("来源", "类型", "新增", "此前已有", "失败", "情况", title="每日扫描", title_justify="left")
    for run in done.sources:
        said = Text("正常", style="green") if run.healthy else Text(run.warning or "不正常", style="bold yellow")
        table.add_row(Text(run.name), _KINDS[run.kind], f"{run.items:,}", f"{run.known:,}", f"{run.failed:,}", said)
    for name, why in done.passed:
        table.add_row(Text(name), "", "", "", "", Text(f"跳过：{why}", style="dim"))
    if done.sources or done.passed:
        Console().print(table)
    else:
        console.print(
            "还没有可读的来源。请在数据目录的 sites/（网站，见 docs/sources.md）或 hotlines/（热线，见 docs/hotline.md）下写来源文件。",
            style="yellow",
        )
    figures, briefing = done.briefing.figures, done.briefing
    if briefing.is_empty:
        console.print(f"简报：{briefing.day} 无新增，不推送")
    else:
        names = {"new": "新增", "grew": "增长", "together": "聚集", "answered": "答复", "decided": "研判", "overdue": "逾期"}
        told = "，".join(f"{name} {getattr(figures, field):,}" for field, name in names.items())
        caught = f"（含 {briefing.first_day} 至 {briefing.day}）" if briefing.first_day != briefing.day else ""
        console.print(f"简报：{briefing.title}{caught}：{told}")
    for one in done.deliveries:
        style = "green" if one.state == "sent" else "bold yellow"
        console.print(f"推送：{one.channel} {_STATES.get(one.state, one.state)}：{one.message}", style=style, markup=False)
    if not briefing.is_empty and not done.deliveries:
        console.print("没有设置推送渠道，简报请在网页“简报”中查看（zhijian serve）", style="dim")


def _test(desk: Office, config: ScanConfig) -> None:
    from zhijian.deliver import send_test
    from zhijian.delivery.channels import KIND_ZH

    console = Console(highlight=False, soft_wrap=True)
    if not config.channels:
        console.print(f"{desk.settings.scan_config} 中没有设置推送渠道（channels）。写法见 docs/scan.md", style="yellow", markup=False)
        raise typer.Exit(1)
    sent = send_test(desk, config, LocalParameters.load(desk.settings.local_parameters).office)
    for channel, state, said in sent:
        style = "green" if state == "sent" else "bold yellow"
        console.print(f"{channel.name}（{KIND_ZH[channel.kind]}）：{_STATES[state]}：{said}", style=style, markup=False)
    if any(state != "sent" for _, state, _ in sent):
        raise typer.Exit(1)
