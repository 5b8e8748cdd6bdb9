"""The generated parts of docs/checks.md, the checks as a table and one by one: ``python -m nlp.procedure.checklist docs/checks.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from ingest.writs.catalogue import kinds
from nlp.procedure.finding import SEVERITY_ZH
from nlp.procedure.rules import Basis, Rule, Stage, rules

TABLE = ("<!-- 检查项表：开始（由程序生成，请勿手改） -->", "<!-- 检查项表：结束 -->")
DETAILS = ("<!-- 逐项说明：开始（由程序生成，请勿手改） -->", "<!-- 逐项说明：结束 -->")
AUTOMATION_ZH = {"auto": "自动", "semi": "半自动"}
SCOPE_ZH = {"dossier": "案卷", "across": "跨案卷", "inspection": "检查台账", "complaint": "投诉"}
_HEAD = ("编号", "检查项", "环节", "对象", "最高级别", "方式", "依据", "本地参数")


def listed() -> list[Rule]:
    """Every rule in the order of the stages."""
    order: tuple[str, ...] = get_args(Stage)
    return sorted(rules().values(), key=lambda rule: (order.index(rule.stage), rule.id))


def table() -> str:
    """Every rule as one row of a Markdown table; ends with a line break."""
    rows = [_HEAD, tuple("---" for _ in _HEAD), *(_row(rule) for rule in listed())]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def details() -> str:
    """Every rule with its law, word for word, when it applies and what it does not accuse of."""
    return "\n".join("\n".join(_detail(rule)) for rule in listed())


def updated(document: str) -> str:
    """The document with both generated parts brought up to date. Raises ValueError where a mark is missing."""
    document = _replaced(document, TABLE, f"共 {len(rules())} 项。\n\n{table()}")
    return _replaced(document, DETAILS, details())


def _replaced(document: str, marks: tuple[str, str], text: str) -> str:
    before, begin, rest = document.partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not begin or not end:
        raise ValueError(f"文档缺少标记 {marks[0]} 或者 {marks[1]}，请补上后再运行")
    return f"{before}{begin}\n\n{text}\n{end}{after}"


def _row(rule: Rule) -> tuple[str, ...]:
    return (
        f"`{rule.id}`",
        rule.name_zh.replace("|", "｜"),
        rule.stage,
        SCOPE_ZH[rule.scope],
        SEVERITY_ZH[rule.severity],
        AUTOMATION_ZH[rule.automation],
        "；".join(dict.fromkeys(cited(rule.legal_basis))) or "—",
        "、".join(f"`{name}`" for name in rule.local) or "—",
    )


def _detail(rule: Rule) -> Iterator[str]:
    yield f"### `{rule.id}` {rule.name_zh}\n"
    needs = "、".join(kinds()[type].name_zh for type in rule.needs)
    yield f"- 适用：{rule.applies_when}{f'没有{needs}的不适用。' if needs else ''}"
    yield f"- 人工核查：{rule.look_at}"
    if rule.false_positives:
        yield f"- 不应命中：{'；'.join(rule.false_positives)}"
    if rule.reported_by:
        yield f"- 同一缺陷先由 {'、'.join(f'`{id}`' for id in rule.reported_by)} 报告"
    for basis in rule.legal_basis:
        yield f"- 依据：{law_text(basis)}"
    yield ""


def law_text(basis: Basis) -> str:
    """《law》article：“quote”, with the days in force, and a word where it was not verified."""
    days = " 至 ".join(day.isoformat() for day in (basis.same_text_since or basis.effective_from, basis.effective_to) if day)
    start = f"{days} 起" if days and not basis.effective_to else days
    notes = "，".join(note for note in (start, *(word for word in (basis.department, basis.region) if word)) if note)
    mark = "" if basis.verified else "（引文未经全文核对）"
    paragraph = f"第 {basis.paragraph} 款" if basis.paragraph else ""
    return f"《{basis.law}》{basis.article or ''}{paragraph}{f'（{notes}）' if notes else ''}：“{basis.quote}”{mark}"


def cited(bases: Iterable[Basis]) -> Iterable[str]:
    """The verified articles, by short titles."""
    return (f"《{basis.law.removeprefix('中华人民共和国')}》{basis.article or ''}" for basis in bases if basis.verified)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m nlp.procedure.checklist docs/checks.md")
    path = Path(sys.argv[1])
    path.write_text(updated(path.read_text(encoding="utf-8")), encoding="utf-8")
