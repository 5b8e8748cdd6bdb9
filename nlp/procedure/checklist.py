"""The table of all checks in docs/checks.md: ``python -m nlp.procedure.checklist docs/checks.md`` brings it up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from ingest.writs.catalogue import kinds
from nlp.procedure.finding import SEVERITY_ZH
from nlp.procedure.rules import Basis, Rule, rules

BEGIN, END = "<!-- 检查项表：开始（由程序生成，请勿手改） -->", "<!-- 检查项表：结束 -->"
_HEAD = ("编号", "检查项", "环节", "最高级别", "依据", "没有就不适用的文书", "本地参数")


def table() -> str:
    """Every rule as one row of a Markdown table, in the order of the stages; ends with a line break."""
    order = ("立案", "调查取证", "审核", "告知", "听证", "决定", "送达", "执行", "结案", "公示", "归档")
    listed = sorted(rules().values(), key=lambda rule: (order.index(rule.stage), rule.id))
    rows = [_HEAD, tuple("---" for _ in _HEAD), *(_row(rule) for rule in listed)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def updated(document: str) -> str:
    """The document with the table between its two marks brought up to date. Raises ValueError where a mark is missing."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"文档缺少标记 {BEGIN} 或者 {END}，请补上后再运行")
    return f"{before}{BEGIN}\n\n共 {len(rules())} 项。\n\n{table()}\n{END}{after}"


def _row(rule: Rule) -> tuple[str, ...]:
    return (
        f"`{rule.id}`",
        rule.name_zh.replace("|", "｜"),
        rule.stage,
        SEVERITY_ZH[rule.severity],
        "；".join(dict.fromkeys(_cited(rule.legal_basis))) or "—",
        "、".join(kinds()[type].name_zh for type in rule.needs) or "—",
        "、".join(f"`{name}`" for name in rule.local) or "—",
    )


def _cited(bases: Iterable[Basis]) -> Iterable[str]:
    return (f"《{basis.law.removeprefix('中华人民共和国')}》{basis.article or ''}" for basis in bases if basis.verified)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m nlp.procedure.checklist docs/checks.md")
    path = Path(sys.argv[1])
    path.write_text(updated(path.read_text(encoding="utf-8")), encoding="utf-8")
