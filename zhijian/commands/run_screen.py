"""The work of ``zhijian screen``, with a progress bar and a summary; ``demo`` does it as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from ingest.ledger import Entry
from ingest.readers.engine import Engine as Reader
from zhijian.commands.output import write_lines
from zhijian.office import Office, office
from zhijian.pace import Pace
from zhijian.run_report import HOW_ZH, STATUS_ZH, RunReport
from zhijian.run_report_page import written
from zhijian.screen import Runner, Screening, Watcher, rows
from zhijian.sums import Sums, bare
from zhijian.task import Progress as PageProgress

_SHOWN = 12  # reasons on the console; the rest is told by --report


def carry_out(
    paths: Sequence[Path],
    json_out: Path | None,
    report_out: Path | None,
    *,
    all_verdicts: bool,
    again: bool,
    reader: Reader | None,
    cluster: bool,
    address: str | None,
) -> None:
    """Screen with the office's settings, on this machine or on the Ray cluster at ``address``, and say what came of it."""
    with office() as opened, _runner(opened, address) if cluster else nullcontext() as runner:
        desk = opened if reader is None else replace(opened, settings=replace(opened.settings, reader=reader))
        report = run_screening(desk, paths, json_out, all_verdicts=all_verdicts, again=again, runner=runner)
    report.engine = "ray" if cluster else "local"
    summary(report, title="案卷评查")
    if report_out is not None:
        write_lines(report_out, [written(report, report_out)])
        Console(stderr=True).print(f"批次报告已写入 {report_out}", highlight=False, soft_wrap=True)


@contextmanager
def _runner(desk: Office, address: str | None) -> Iterator[Runner]:
    """A cluster, connected: one that does not answer says so before the work."""
    from zhijian.ray_engine import RayEngine  # an extra, and slow to import

    with RayEngine(desk.settings, desk.store, address or desk.settings.ray_address) as cluster:
        yield cluster.run


def run_screening(
    desk: Office,
    paths: Sequence[Path],
    json_out: Path | None,
    *,
    all_verdicts: bool = False,
    again: bool = False,
    runner: Runner | None = None,
) -> RunReport:
    """Screen with a progress bar; shared with ``demo``."""
    console = Console(stderr=True)
    job = Screening(desk.settings, desk.store, desk.engine, today=date.today(), again=again, runner=runner)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[done]}/{task.fields[dossiers]} 卷  {task.fields[pace]}"),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        bar = bars.add_task("评查", total=None, done=0, dossiers="?", pace="")
        pace = Pace(0)

        def show() -> None:
            left = pace.pages_left
            total = None if left is None else max(pace.pages + left, 1)
            bars.update(bar, total=total, completed=pace.pages, pace=told(pace))

        def on_plan(dossiers: int, size: int) -> None:
            nonlocal pace
            pace = Pace(size)
            bars.update(bar, dossiers=dossiers)

        def on_page(progress: PageProgress) -> None:
            pace.on_page(progress)
            show()

        def on_dossier(name: str, entries: Sequence[Entry], sums: Sums | None, size: int) -> None:
            pace.on_dossier(entries[0].dossier, size)
            bars.update(bar, done=bars.tasks[0].fields["done"] + 1)
            show()
            for entry in entries:
                if entry.status in ("rejected", "failed"):
                    line = f"{STATUS_ZH[entry.status]}  {entry.path}  {bare(entry.reason, entry.path)}"
                    bars.console.print(line, style="yellow", soft_wrap=True, highlight=False, markup=False)

        def on_compared(done: int, total: int) -> None:
            bars.update(bar, description="跨案卷比对", total=total, completed=done)

        results = job.run(paths, watcher=Watcher(on_plan, on_page, on_dossier, on_compared))
    if json_out is not None:
        write_lines(json_out, rows(results, all_verdicts=all_verdicts))
        console.print(f"结果已写入 {json_out}", highlight=False, soft_wrap=True)
    if job.comparison.found:
        console.print(f"跨案卷比对：{job.comparison.found:,} 条新线索，详见 zhijian compare", highlight=False)
    return job.report


def told(pace: Pace) -> str:
    """The pace in words: pages, pages a second, time left."""
    seconds = pace.seconds_left
    left = "" if seconds is None else f"  剩余约 {round(seconds) // 3600}:{round(seconds) // 60 % 60:02}:{round(seconds) % 60:02}"
    return f"{pace.pages:,} 页  {pace.rate:.1f} 页/秒{left}"


def summary(report: RunReport, *, title: str) -> None:
    """The run report on the console: files (their sum is what came in), pages by how they were read, what was not read and why."""
    console = Console()
    counts = {"文件": report.files.total(), **{zh: report.files[status] for status, zh in STATUS_ZH.items()}, "评查案卷": report.dossiers}
    console.print(_table(title, counts | {"页": report.pages.total(), "命中": report.breaches}))
    pages = {zh: report.pages[how] for how, zh in HOW_ZH.items()} | {"本次读取": report.read, "取自缓存": report.kept}
    if report.pages:
        console.print(_table("页的来源", pages | {"秒": f"{report.seconds:.1f}", "页/秒": f"{report.pages_per_second:.1f}"}))
    reasons = [("未识读的页", sum(len(pages) for _, pages in where), reason) for reason, where in report.unread.items()]
    reasons += [(f"{STATUS_ZH[status]}的文件", len(paths), reason) for (status, reason), paths in report.lost.items()]
    if reasons:
        table = Table("内容", "数量", "原因", title="未能读取", title_justify="left")
        for what, count, reason in reasons[:_SHOWN]:
            table.add_row(what, f"{count:,}", Text(reason))  # a reason may hold brackets
        console.print(table)
    if len(reasons) > _SHOWN:
        console.print(f"另有 {len(reasons) - _SHOWN} 种原因，请用 --report 写出批次报告查看。", highlight=False)


def _table(title: str, counts: Mapping[str, int | str]) -> Table:
    table = Table(title=title, title_justify="left")
    for heading in counts:
        table.add_column(heading, justify="right")
    table.add_row(*(count if isinstance(count, str) else f"{count:,}" for count in counts.values()))
    return table
