"""``zhijian screen``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from ingest.ledger import Entry
from nlp.procedure.report import Report
from zhijian.commands.arguments import existing
from zhijian.commands.opening import Office, office
from zhijian.commands.output import check_writable, write_lines
from zhijian.screen import Screening, Tally, Watcher, rows
from zhijian.task import Progress as PageProgress

STATUS_ZH = {"done": "完成", "duplicate": "重复", "rejected": "拒收", "failed": "失败"}


def screen(
    paths: Annotated[list[Path], typer.Argument(metavar="路径", help="案卷文件或文件夹；文件夹内每个文件、每个子文件夹各为一卷。")],
    json_out: Annotated[Path | None, typer.Option("--json", metavar="文件", help="结果写入此文件，每卷一行 JSON。")] = None,
    all_verdicts: Annotated[bool, typer.Option("--all-verdicts", help="结果含符合、待人工、不适用的检查。")] = False,
    again: Annotated[bool, typer.Option("--again", help="已评查过的也重新评查（规则更新之后）。")] = False,
) -> None:
    """Screen dossiers. Exit status 0 when every input is accounted for, also with failures among them."""
    given = existing(paths)
    if json_out is not None:
        check_writable(json_out)
    with office() as desk:
        tally = run_screening(desk, given, json_out, all_verdicts=all_verdicts, again=again)
    summary(tally, title="案卷评查")


def run_screening(desk: Office, paths: Sequence[Path], json_out: Path | None, *, all_verdicts: bool = False, again: bool = False) -> Tally:
    """Screen with a progress bar; shared with ``demo``."""
    console = Console(stderr=True)
    job = Screening(desk.settings, desk.store, desk.engine, today=date.today(), again=again)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[done]}/{task.fields[dossiers]} 卷  {task.fields[rate]}"),
        TextColumn("剩余"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        bar = bars.add_task("评查", total=None, done=0, dossiers="?", rate="")
        pages: dict[tuple[str, str], int] = {}
        began: list[float] = []

        def on_plan(dossiers: int, size: int) -> None:
            bars.update(bar, total=size, dossiers=dossiers)  # by bytes: dossiers differ too much for an estimate of the time left
            began.append(bars.get_time())

        def on_page(progress: PageProgress) -> None:
            pages[progress.key, progress.part or ""] = progress.page
            seconds = bars.get_time() - began[0]
            bars.update(bar, rate=f"{sum(pages.values()):,} 页  {sum(pages.values()) / max(seconds, 0.001):.1f} 页/秒")

        def on_dossier(name: str, entries: Sequence[Entry], report: Report | None, size: int) -> None:
            bars.update(bar, advance=size, done=bars.tasks[0].fields["done"] + 1)
            for entry in entries:
                if entry.status in ("rejected", "failed"):
                    reason = (entry.reason or "").removeprefix(entry.path).removeprefix(Path(entry.path).name).removeprefix("：")
                    line = f"{STATUS_ZH[entry.status]}  {entry.path}  {reason}"
                    bars.console.print(line, style="yellow", soft_wrap=True, highlight=False, markup=False)

        results = job.run(paths, watcher=Watcher(on_plan, on_page, on_dossier))
    if json_out is not None:
        write_lines(json_out, rows(results, all_verdicts=all_verdicts))
        console.print(f"结果已写入 {json_out}", highlight=False, soft_wrap=True)
    return job.tally


def summary(tally: Tally, *, title: str) -> None:
    """The ledger's counts: files in equals their sum."""
    table = Table(title=title, title_justify="left")
    for heading in ("文件", *STATUS_ZH.values(), "本次评查案卷", "页", "命中"):
        table.add_column(heading, justify="right")
    counts = [tally.files[status] for status in STATUS_ZH]
    table.add_row(*(f"{n:,}" for n in (sum(counts), *counts, tally.dossiers, tally.pages, tally.breaches)))
    Console().print(table)
