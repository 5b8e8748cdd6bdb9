"""The rows of a filled scoring sheet (评查表) as both file forms print them: what the machine says, in the words of a review team."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.sheets.fill import Answer, FilledGroup, FilledItem, FilledSheet

_MOST_SAID = 3  # findings quoted to one item
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what damaged files leave in quotations


@dataclass(frozen=True, slots=True)
class VetoRow:
    """One grave defect. ``verdict`` is 是 where suspected, 否 where the checks found nothing, empty where a reviewer has to say."""

    no: int
    group: str
    text: str
    verdict: str
    opinion: str
    pages: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One scored item or deduction. ``points`` None: the reviewer gives them."""

    no: str
    group: str
    text: str
    full: float
    points: float | None
    reviewed: bool
    broken: bool
    opinion: str
    pages: str
    note: str


def head(filled: FilledSheet) -> list[tuple[str, str]]:
    """The lines above the tables: label and value."""
    report, fields = filled.report, filled.report.fields
    named = (("立案", "filing_date"), ("决定", "decision_date"), ("送达", "service_date"), ("结案", "closing_date"))
    days = [f"{name} {fields[key]}" for name, key in named if fields.get(key)]
    rows = [
        ("案卷", report.name),
        ("执法机关", fields.get("agency") or ""),
        ("当事人", fields.get("party") or ""),
        ("案由", fields.get("cause") or ""),
        ("决定书文号", fields.get("decision_no") or ""),
        ("主要日期", "，".join(days)),
        ("案卷类型", filled.kind.name),
        ("评查标准", f"{filled.sheet.title}（{filled.sheet.source}）"),
    ]
    return [(label, _plain(value)) for label, value in rows]


def result(filled: FilledSheet) -> str:
    """The score as far as the machine can tell."""
    if filled.vetoed:
        return "疑似存在重大问题，评查人确认后得 0 分"
    if abs(filled.most - filled.least) < 0.005:
        return f"{filled.least:.2f} 分"
    return f"{filled.least:.2f} 至 {filled.most:.2f} 分，取决于待评项目"


def vetoes(filled: FilledSheet) -> Iterator[VetoRow]:
    """The grave defects in order."""
    for one in filled.vetoes:
        verdict = {"broken": "是", "kept": "否"}.get(one.answer.state, "")
        yield VetoRow(one.veto.number, one.veto.group, one.veto.text, verdict, _opinion(one.answer), _pages(one.answer.pages))


def deductions(filled: FilledSheet) -> Iterator[ScoreRow]:
    """The points taken off, in order."""
    for number, (name, items) in enumerate(filled.deductions, 1):
        for item in items:
            yield _row(f"{number}.{item.item.number}", name, item, "")


def scores(filled: FilledSheet) -> Iterator[ScoreRow]:
    """The scored items in order, the bonus last."""
    for group in filled.groups:
        for place, item in enumerate(group.items):
            yield _row(f"{group.group.number}.{item.item.number}", group.group.name, item, group.group.note if place == 0 else "", group)


def _row(no: str, name: str, item: FilledItem, note: str, group: FilledGroup | None = None) -> ScoreRow:
    reviewed = group is None or group.reviewed
    missing = group is not None and not group.pages and bool(group.group.writs) and item.answer.state == "broken"
    opinion = f"未见{name}" if missing else _opinion(item.answer)
    pages = item.answer.pages or (group.pages if group else ())
    return ScoreRow(
        no,
        name,
        item.item.text,
        item.item.points,
        item.points if reviewed else None,
        reviewed,
        item.answer.state == "broken",
        opinion,
        _pages(pages),
        note,
    )


def _opinion(answer: Answer) -> str:
    """What the machine says to one item."""
    if answer.state == "skipped":
        return "无需评审"
    if answer.state == "kept":
        return "机器核对未发现问题"
    if not answer.findings:
        return "由评查人判断"
    said = [finding.message if answer.state == "broken" else f"待核：{finding.reason or finding.message}" for finding in answer.findings]
    more = f"；另有 {len(said) - _MOST_SAID} 处" if len(said) > _MOST_SAID else ""
    return _plain("；".join(said[:_MOST_SAID]) + more)


def _plain(text: str) -> str:
    """The text without what neither file form can hold."""
    return _NOT_IN_XML.sub("", text)


def _pages(pages: tuple[int, ...]) -> str:
    return "、".join(map(str, pages))
