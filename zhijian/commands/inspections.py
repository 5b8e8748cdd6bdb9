"""``zhijian inspections``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from nlp.procedure.finding import SEVERITY_ZH, VERDICT_ZH
from nlp.procedure.rules import rules
from zhijian.commands.arguments import existing
from zhijian.commands.output import check_writable, write_lines
from zhijian.inspections import InspectionImport, InspectionTally, InspectionWatcher, Told, row_of
from zhijian.office import Office, office

_SHOWN = 30  # findings on the console; all of them are in --out and in the web application
_ORDER = ("fatal", "major", "minor", "info")


def inspections(
    paths: Annotated[list[Path], typer.Argument(metavar="文件", help="检查台账、扫码入企记录（CSV、XLSX）或装有这些文件的文件夹。")],
    out: Annotated[Path | None, typer.Option("--out", metavar="文件", help="结果写入此文件，每项一行 JSON。")] = None,
    agency: Annotated[str | None, typer.Option("--agency", metavar="机关", help="检查机关，用于没有检查机关一列的台账。")] = None,
) -> None:
    """Take in ledgers of inspections and check them. Exit status 0 when every row is accounted for."""
    given = existing(paths)
    if out is not None:
        check_writable(out)
    with office() as desk:
        run_import(desk, given, out, agency=agency)


def run_import(desk: Office, paths: Sequence[Path], out: Path | None, *, agency: str | None = None) -> InspectionTally:
    """Take in and check with a progress bar."""
    console = Console(stderr=True)
    job = InspectionImport(desk.settings, desk.store, desk.engine, agency=agency)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("户  剩余"))
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bars:
        bar = bars.add_task("读取台账", total=None)

        def say(kind: str, text: str) -> None:
            bars.console.print(f"{kind}  {text}", style="yellow", soft_wrap=True, highlight=False, markup=False)

        watcher = InspectionWatcher(
            on_plan=lambda enterprises: bars.update(bar, description="逐企业核对", total=enterprises),
            on_checked=lambda enterprises: bars.advance(bar, enterprises),
            on_lost=lambda reason: say("未读", reason),
            on_note=lambda note: say("注意", note),
        )
        found = job.files(paths, watcher)
    if out is not None:
        write_lines(out, (json.dumps(row_of(told), ensure_ascii=False) for told in found))
        console.print(f"结果已写入 {out}", highlight=False, soft_wrap=True)
    _findings(found)
    _summary(job.tally, found)
    return job.tally


def _findings(found: Sequence[Told]) -> None:
    breaches = sorted((told for told in found if told.finding.verdict == "breach"), key=lambda told: _ORDER.index(told.finding.severity))
    questions = [told for told in found if told.finding.verdict == "unknown"]
    shown = [*breaches[:_SHOWN], *questions[: max(0, _SHOWN - len(breaches))]]
    if not shown:
        return
    table = Table("结论", "级别", title="疑似问题线索（须人工核查）", title_justify="left", show_lines=True)
    table.add_column("检查项", overflow="fold", max_width=28)
    table.add_column("说明", overflow="fold")
    for told in shown:
        finding = told.finding
        count = f"（涉及 {finding.count:,} 行）" if finding.enterprise is None else ""
        cells = (VERDICT_ZH[finding.verdict], SEVERITY_ZH[finding.severity], rules()[finding.rule].name_zh, f"{finding.message}{count}")
        table.add_row(*map(Text, cells))
    console = Console()
    console.print(table)
    if left := len(breaches) + len(questions) - len(shown):
        console.print(f"另有 {left:,} 项未列出，请用 --out 写出全部，或在网页中查看。", highlight=False)


def _summary(tally: InspectionTally, found: Sequence[Told]) -> None:
    counts = {
        "文件": tally.files,
        "其中未读": tally.lost_files,
        "行": tally.done + tally.duplicate + tally.rejected,
        "入库": tally.done,
        "重复": tally.duplicate,
        "拒收": tally.rejected,
        "企业": tally.enterprises,
        "命中": sum(told.finding.verdict == "breach" for told in found),
        "待人工": sum(told.finding.verdict == "unknown" for told in found),
        "线索": tally.clues,
    }
    table = Table(title="涉企行政检查", title_justify="left")
    for heading in counts:
        table.add_column(heading, justify="right")
    table.add_row(*(f"{count:,}" for count in counts.values()))
    Console().print(table)
