"""``zhijian compare``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from index.across import Comparison, compare
from index.masking import masked_finding
from nlp.across.finding import AcrossFinding
from nlp.procedure.finding import SEVERITY_ZH
from nlp.procedure.local import LocalParameters
from nlp.procedure.rules import rules
from zhijian.commands.output import check_writable, write_lines
from zhijian.office import Office, office

_SHOWN = 3  # findings of a rule on the console; all of them are told by --out


def compare_stored(
    out: Annotated[Path | None, typer.Option("--out", metavar="文件", help="全部跨案卷线索写入此文件，每条一行 JSON。")] = None,
) -> None:
    """Compare what is new in the store with the rest of it; what is told is masked."""
    if out is not None:
        check_writable(out)
    with office() as desk:
        done = run_comparison(desk)
        found = [masked_finding(desk.store, finding) for finding in desk.store.all_across()]
    summary(done, found)
    if out is not None:
        write_lines(out, (finding.to_json() for finding in found))
        Console(stderr=True).print(f"结果已写入 {out}", highlight=False, soft_wrap=True)


def run_comparison(desk: Office) -> Comparison:
    """Compare with a progress bar, then let the search engine take in what is new."""
    local = LocalParameters.load(desk.settings.local_parameters)
    desk.engine.sync(desk.store)  # a server that is down says so before the work, not after
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("剩余"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("跨案卷比对", total=None)
        done = compare(
            desk.store, local=local, today=date.today(), on_progress=lambda done, total: bars.update(bar, completed=done, total=total)
        )
    desk.engine.sync(desk.store)
    return done


def summary(done: Comparison, found: Sequence[AcrossFinding]) -> None:
    """What was compared, and every rule that found something with the first of what it found."""
    console = Console()
    counts = {"新比对": done.profiles, "分组": done.groups, "新线索": done.found, "撤回": done.withdrawn, "现有线索": len(found)}
    table = Table(*counts, title="跨案卷比对", title_justify="left")
    table.add_row(*(f"{count:,}" for count in counts.values()))
    console.print(table)
    if not found:
        return
    known = rules()
    listed = Table("级别", "检查项", "条数", "线索", title="跨案卷线索", title_justify="left")
    for rule in dict.fromkeys(finding.rule for finding in found):
        mine = [finding for finding in found if finding.rule == rule]
        messages = "\n".join(finding.message for finding in mine[:_SHOWN]) + ("\n……" if len(mine) > _SHOWN else "")
        name = known[rule].name_zh if rule in known else rule
        listed.add_row(SEVERITY_ZH[mine[0].severity], name, f"{len(mine):,}", Text(messages))
    console.print(listed)
