"""``zhijian read``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from nlp.opinion.reading_row import row
from zhijian.commands.arguments import existing
from zhijian.commands.output import check_writable, write_lines
from zhijian.office import Office, office
from zhijian.reading import TextReading, TextTally, TextWatcher


def read(
    paths: Annotated[list[Path], typer.Argument(metavar="文件", help="投诉、新闻文件（CSV、XLSX、JSONL）或装有这些文件的文件夹。")],
    json_out: Annotated[Path | None, typer.Option("--json", metavar="文件", help="结果写入此文件，每条一行 JSON。")] = None,
    again: Annotated[bool, typer.Option("--again", help="已研读过的也重新研读（信号更新之后）。")] = False,
) -> None:
    """Read complaints and news. Exit status 0 when every input is accounted for."""
    given = existing(paths)
    if json_out is not None:
        check_writable(json_out)
    with office() as desk:
        run_reading(desk, given, json_out, again=again)


def run_reading(desk: Office, paths: Sequence[Path], json_out: Path | None, *, again: bool = False) -> TextTally:
    """Read with a progress bar; shared with ``demo``."""
    console = Console(stderr=True)
    job = TextReading(desk.settings, desk.store, desk.engine, again=again)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("条  {task.fields[clues]} 条新线索  {task.fields[rate]}"),
        TextColumn("剩余"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        bar = bars.add_task("研读", total=None, clues=0, rate="")
        began = bars.get_time()
        total = 0

        def on_texts(texts: int, characters: int, clues: int) -> None:
            nonlocal total
            total += characters
            rate = f"{total / max(bars.get_time() - began, 0.001):,.0f} 字/秒"
            bars.update(bar, advance=texts, clues=bars.tasks[0].fields["clues"] + clues, rate=rate)

        def on_lost(path: str, reason: str) -> None:
            reason = reason.removeprefix(path).removeprefix("：")
            bars.console.print(f"未读  {path}  {reason}", style="yellow", soft_wrap=True, highlight=False, markup=False)

        found = job.files(paths, TextWatcher(lambda texts: bars.update(bar, total=texts), on_texts, on_lost))
        if json_out is None:
            for _ in found:
                pass
        else:
            write_lines(json_out, (json.dumps(row(one.reading), ensure_ascii=False) for one in found))
    if json_out is not None:
        console.print(f"结果已写入 {json_out}", highlight=False, soft_wrap=True)
    _summary(job.tally)
    return job.tally


def _summary(tally: TextTally) -> None:
    table = Table(title="舆情研读", title_justify="left")
    counts = {
        "文件": tally.files,
        "其中未读": tally.lost_files,
        "记录": tally.read + tally.changed + tally.duplicate + tally.rejected + tally.failed,
        "研读": tally.read,
        "重复": tally.duplicate,
        "有变化": tally.changed,
        "拒收": tally.rejected,
        "失败": tally.failed,
        "新线索": tally.clues,
    }
    for heading in counts:
        table.add_column(heading, justify="right")
    table.add_row(*(f"{count:,}" for count in counts.values()))
    Console().print(table)
