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
from zhijian.commands.opening import Office, office
from zhijian.commands.screen import write_lines
from zhijian.reading import TextReading, TextTally, TextWatcher


def read(
    paths: Annotated[list[Path], typer.Argument(help="投诉、新闻文件：CSV、XLSX 或 JSONL。")],
    json_out: Annotated[Path | None, typer.Option("--json", help="结果写入此文件，每条一行 JSON。")] = None,
) -> None:
    """Read complaints and news."""
    with office() as desk:
        run_reading(desk, paths, json_out)


def run_reading(desk: Office, paths: Sequence[Path], json_out: Path | None) -> TextTally:
    """Read with a progress bar; shared with ``demo``."""
    console = Console(stderr=True)
    job = TextReading(desk.settings, desk.store, desk.engine)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[clues]} 条线索"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        bar = bars.add_task("研读", total=None, clues=0)

        def on_block(texts: int, clues: int) -> None:
            bars.update(bar, advance=texts, clues=bars.tasks[0].fields["clues"] + clues)

        def on_lost(path: str, reason: str) -> None:
            bars.console.print(f"拒收  {path}  {reason}", style="yellow", soft_wrap=True, highlight=False, markup=False)

        found = job.files(paths, TextWatcher(lambda texts: bars.update(bar, total=texts), on_block, on_lost))
        if json_out is None:
            for _ in found:
                pass
        else:
            write_lines(json_out, (json.dumps(row(one.reading), ensure_ascii=False) for one in found))
    if json_out is not None:
        console.print(f"结果已写入 {json_out}", highlight=False)
    _summary(job.tally)
    return job.tally


def _summary(tally: TextTally) -> None:
    table = Table(title="舆情研读", title_justify="left")
    counts = {
        "文件": tally.files,
        "其中未读": tally.lost_files,
        "记录": tally.read + tally.duplicate + tally.rejected,
        "研读": tally.read,
        "重复": tally.duplicate,
        "拒收": tally.rejected,
        "线索": tally.clues,
    }
    for heading in counts:
        table.add_column(heading, justify="right")
    table.add_row(*(f"{count:,}" for count in counts.values()))
    Console().print(table)
