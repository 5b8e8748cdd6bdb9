"""``zhijian checks``: the catalogue of checks as a table, or single checks with their law."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ingest.errors import SettingsError
from nlp.procedure.checklist import AUTOMATION_ZH, SCOPE_ZH, cited, law_text, listed
from nlp.procedure.finding import SEVERITY_ZH
from nlp.procedure.rules import Rule


def checks(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[编号或字词]", help="只列出编号或名称含这些字词的；写全编号则显示法条和说明。")
    ] = None,
    stage: Annotated[
        str | None, typer.Option("--stage", metavar="环节", help="只列出这一环节：立案、调查取证、审核、告知、听证、决定……")
    ] = None,
) -> None:
    """Print the checks that match all words."""
    asked = words or []
    chosen = [
        rule for rule in listed() if (stage is None or rule.stage == stage) and all(word in f"{rule.id} {rule.name_zh}" for word in asked)
    ]
    if not chosen:
        raise SettingsError("没有这样的检查项。运行 zhijian checks 查看全部检查项和环节。")
    console = Console()
    exact = [rule for rule in chosen if rule.id in asked]
    if exact:
        for rule in exact:
            _show(console, rule)
        return
    table = Table(title=f"检查项 {len(chosen)} 项", title_justify="left")
    for heading in ("编号", "检查项", "环节", "对象", "级别", "方式", "依据"):
        table.add_column(heading, overflow="fold")
    for rule in chosen:
        laws = "；".join(dict.fromkeys(cited(rule.legal_basis))) or "未经全文核对"
        table.add_row(
            rule.id, rule.name_zh, rule.stage, SCOPE_ZH[rule.scope], SEVERITY_ZH[rule.severity], AUTOMATION_ZH[rule.automation], laws
        )
    console.print(table)


def _show(console: Console, rule: Rule) -> None:
    """One check in full."""
    console.print(f"[bold]{rule.name_zh}[/]　{rule.id}", highlight=False)
    parts = [rule.stage, SCOPE_ZH[rule.scope], SEVERITY_ZH[rule.severity], AUTOMATION_ZH[rule.automation]]
    console.print("　".join(parts), highlight=False)
    for label, text in (("适用", rule.applies_when), ("人工核查", rule.look_at), ("不应命中", "；".join(rule.false_positives))):
        if text:
            console.print(f"{label}：{text}", markup=False, highlight=False)
    for basis in rule.legal_basis:
        console.print(f"依据：{law_text(basis)}", markup=False, highlight=False)
    console.print()
