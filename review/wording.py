"""Wording: how values read on a Chinese page. Registered as filters of the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from markupsafe import Markup, escape

from index.clue import CHANNEL_ZH
from index.query import Highlight
from ingest.complaint_columns import COLUMNS
from ingest.reply import Changed
from nlp.opinion.catalogue import signal_kinds
from nlp.procedure.finding import SEVERITY_ZH, VERDICT_ZH
from nlp.procedure.rules import rules

FACET_ZH = {
    "severity": "严重程度",
    "channel": "来源",
    "agency": "执法机关",
    "agency_type": "执法领域",
    "region": "地区",
    "category": "问题类别",
    "issue": "具体问题",
    "status": "研判状态",
    "month": "月份",
}
SORT_ZH = {"relevance": "相关度", "score": "风险", "severity": "严重程度", "date": "时间"}
PROCEDURE_ZH = {"ordinary": "普通程序", "summary": "简易程序", "unknown": "程序未能确定"}
ENTRY_ZH = {"done": "完成", "duplicate": "重复", "rejected": "拒收", "failed": "失败"}
CHANGED_ZH: dict[Changed, str] = {"reply": "答复", "status": "办理情况", "text": "正文"}
JOB_ZH = {"queued": "排队中", "running": "评查中", "done": "已完成", "failed": "未完成"}
META_ZH = {field: names[0] for field, names in COLUMNS.items()} | {"user": "诉求人", "home": "住址", "site": "来源", "author": "作者"}
_OURS = frozenset({"source", "listed_url", "extraction", "personal"})  # kept for the program, not for readers


def meta_rows(metadata: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is known of a text besides its words: heading and value, without what only the program uses."""
    return [(META_ZH.get(name, name), value) for name, value in metadata.items() if value and name not in _OURS]


def thousands(value: float) -> str:
    """12345 → 12,345."""
    return f"{value:,.0f}"


def money(value: float) -> str:
    """30000 → 30,000 元; cents only where there are any."""
    return f"{value:,.2f} 元".replace(".00 ", " ")


def moment(value: str | datetime | None) -> str:
    """A time as stored (UTC) as the office's clock shows it, to the minute."""
    if not value:
        return ""
    parsed = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = parsed.astimezone() if parsed.tzinfo else parsed
    return local.strftime("%Y-%m-%d %H:%M")


def day(value: date | str | None) -> str:
    """2025-03-05."""
    if not value:
        return ""
    return value[:10] if isinstance(value, str) else value.strftime("%Y-%m-%d")


def number_list(numbers: list[int] | tuple[int, ...]) -> str:
    """3, 4, 5, 9 → 3–5、9."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def confidence(value: float) -> str:
    """A share as a word and a figure: people act on the word, check the figure."""
    word = "高" if value >= 0.9 else "中" if value >= 0.7 else "低"
    return f"{word}（{value:.0%}）"


def marked(highlight: Highlight) -> Markup:
    """The text with its ranges in <mark>, everything escaped."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(highlight.ranges):
        start, end = max(start, at), min(end, len(highlight.text))
        if start < end:
            parts += [escape(highlight.text[at:start]), Markup("<mark>"), escape(highlight.text[start:end]), Markup("</mark>")]
            at = end
    parts.append(escape(highlight.text[at:]))
    return Markup("").join(parts)


def issue_name(issue: str) -> str:
    """The Chinese name of a check or a signal; its id where it is no longer known."""
    if issue.startswith("sig."):
        kind = signal_kinds().get(issue)
        return kind.name if kind else issue
    rule = rules().get(issue)
    return rule.name_zh if rule else issue


FILTERS: dict[str, Callable[..., Any]] = {
    "thousands": thousands,
    "money": money,
    "moment": moment,
    "day": day,
    "number_list": number_list,
    "confidence": confidence,
    "marked": marked,
    "meta_rows": meta_rows,
    "issue_name": issue_name,
    "severity_zh": lambda value: SEVERITY_ZH.get(value, value),
    "verdict_zh": lambda value: VERDICT_ZH.get(value, value),
    "channel_zh": lambda value: CHANNEL_ZH.get(value, value),
    "procedure_zh": lambda value: PROCEDURE_ZH.get(value, value),
    "entry_zh": lambda value: ENTRY_ZH.get(value, value),
    "job_zh": lambda value: JOB_ZH.get(value, value),
}
