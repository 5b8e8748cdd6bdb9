"""The day of a writ: which of its dates counts, by kind of writ.

A field read by the splitter comes first. Where the field was not found, the text decides: the date after a label for records
(检查时间：…), the date on a line of its own for letters and decisions (落款), else the last date, which on forms is the last signature.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.document import Span
from ingest.dossier import Writ
from ingest.passage import Passage
from ingest.writs.roles import opinion_of
from nlp.fact import Found
from nlp.facts.dates import find_dates
from nlp.procedure.finding import Evidence


class Dated:
    """A day and where it is written, which is looked up when somebody asks for it."""

    __slots__ = ("_evidence", "value")

    def __init__(self, value: date, evidence: Evidence | Callable[[], Evidence]) -> None:
        self.value = value
        self._evidence = evidence

    @property
    def evidence(self) -> Evidence:
        """Where the day is written."""
        if callable(self._evidence):
            self._evidence = self._evidence()
        return self._evidence

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dated) and (self.value, self.evidence) == (other.value, other.evidence)

    def __hash__(self) -> int:
        return hash(self.value)

    @property
    def text(self) -> str:
        """``2024年3月1日（第6页）``, the form of all messages."""
        return f"{zh(self.value)}（第{self.evidence.page}页）"


@dataclass(frozen=True, slots=True)
class Missing:
    """No day: the place for it is empty, was not read, or there is no such writ. ``reason`` is Chinese."""

    state: Literal["empty", "unread", "absent"]
    reason: str


def zh(day: date) -> str:
    """2024年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


# (type, subtype) or type → the fields that hold the day, best first
_FIELDS: dict[str, tuple[str, ...]] = {
    "case_source": ("received_date", "date"),
    "filing_approval": ("approved_date", "date"),
    "inspection_doc": ("date",),
    "scene_record": ("start", "date"),
    "inquiry_record": ("start", "date"),
    "sampling_record": ("date",),
    "av_record": ("start",),
    "appraisal_doc/entrust": ("entrust_date", "date"),
    "appraisal_doc/report": ("report_date", "date"),
    "appraisal_doc/result_notice": ("result_notice_date", "date"),
    "reg_preserve_doc/notice": ("measure_at", "date"),
    "reg_preserve_doc/list": ("measure_at", "date"),
    "reg_preserve_doc/disposal": ("disposal_date", "date"),
    "reg_preserve_doc/release": ("disposal_date", "date"),
    "internal_approval": ("approved_at", "date"),
    "correction_notice/recheck": ("recheck_date", "date"),
    "hearing_doc/record": ("hearing_time", "start", "date"),
    "hearing_doc/request": ("request_date", "date"),
    "summary_decision": ("time", "date"),
    "enforcement_doc/record": ("start", "date"),
    "transfer_doc": ("sent_date", "approved_date", "date"),
    "closing_doc/approval": ("approval_date", "date"),
    "closing_doc/publicity": ("publicity_date", "date"),
    "dossier_binding": ("archived_date", "date"),
}
_LABELS: dict[str, str] = {
    "case_source": r"(登记|收到|接收|受理)(时间|日期)",
    "inspection_doc": r"检查(时间|日期)",
    "scene_record": r"(检查|勘验|勘察|勘查)?(时间|日期)",
    "inquiry_record": r"(询问|调查|谈话)?(时间|日期)",
    "sampling_record": r"(抽样|采样)(时间|日期)",
    "hearing_doc/record": r"(听证)?时间",
    "collective_discussion": r"(讨论|审议|会议)?(时间|日期)",
    "correction_notice/recheck": r"复查(时间|日期)",
    "enforcement_doc/record": r"(执行|拆除|实施|代履行)?(时间|日期)",
    "payment_doc": r"(缴款|开票|缴费|交款|收款)(时间|日期)",
    "closing_doc/publicity": r"公示(时间|日期)",
    "summary_decision": r"处罚(时间|日期)",
    "appraisal_doc/report": r"(签发|报告|出具)(时间|日期)",
    "dossier_binding": r"(归档|立卷)(时间|日期)",
}
# letters and decisions are dated on a line of their own; what follows (签收, 备案) is not their date
_CLOSED = frozenset({"prior_notice", "penalty_decision", "no_penalty_decision", "summary_decision", "enforcement_doc", "correction_notice"})
_CLOSED_PARTS = frozenset(
    {("hearing_doc", "notice"), *(("seizure_doc", part) for part in ("decision", "extension", "release"))}
    | {("reg_preserve_doc", part) for part in ("notice", "disposal", "release")}
)


def date_fields(writ: Writ) -> tuple[str, ...]:
    """The fields of a writ that hold its day, best first."""
    return _FIELDS.get(f"{writ.type}/{writ.subtype}") or _FIELDS.get(writ.type) or ("date",)


def day_in_text(writ: Writ, passage: Passage, *, recognised: bool) -> tuple[Found[date], Passage] | None:
    """The day of a writ by its text alone, with the passage its offsets belong to.

    A letter that was ``recognised`` from an image and shows no date on a line of its own has one that was misread (it lies under the
    seal): then no other date of its text stands for it.
    """
    squeezed = passage.squeezed()
    label = _LABELS.get(f"{writ.type}/{writ.subtype}") or _LABELS.get(writ.type)
    if label:
        found = written_days(squeezed.text)
        for match in re.finditer(label, squeezed.text):
            near = [one for one in found if 0 <= one.start - match.end() <= 4]
            if near:
                return near[0], squeezed
    if writ.type == "investigation_report" and (written := _before_next_hand(squeezed.text)):
        return written, squeezed
    if signs_letter(writ):
        own = _own_line(passage)
        if own or recognised:
            return (own, passage) if own else None
    found = written_days(squeezed.text)
    if found and signs_letter(writ) and len(squeezed.text) - found[-1].end > _UNDER:
        return None  # the last date of the reasons, not the day of the letter
    if found and _of_lower_hand(writ, squeezed.spans(found[-1].start, found[-1].end)):
        return None  # the head approved, on what day is not told
    return (found[-1], squeezed) if found else None


def _of_lower_hand(writ: Writ, at: Sequence[Span]) -> bool:
    """Whether a day is that of the officers or their unit on a form that the head approved."""
    if writ.get("leader_opinion").state != "value":
        return False
    days = [span for name in ("handler_date", "unit_date") for field in writ.all(name) for span in field.spans]
    return any(one.page == other.page and one.start < other.end and other.start < one.end for one in at for other in days)


_UNDER = 120  # characters that may follow the day of a letter: who signed for it, copies, page numbers


_NEXT_HAND = re.compile(r"[）)]?(?P<label>(?!提出|出具|作出|形成|[向由经报以])[\u4e00-\u9fa5]{0,10}?(?:意见|审批|批示))")


# a copy of the paper came to be on that day: 打印时间：2024-11-28, 2024年11月28日 09:12 导出
_COPYING = ("打印", "列印", "印制", "导出", "输出", "生成", "下载", "扫描", "复印")
_COPIED = f"(?:{'|'.join(_COPYING)})"
_COPIED_ON = re.compile(rf"{_COPIED}(?:本页|本表|文书)?(?:时间|日期|时刻|于|人[：:]?[\u4e00-\u9fa5]{{2,4}})?[：:]?$")
_THEN_COPIED = re.compile(
    rf"(?:\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?由?(?:系统|本系统|平台)?(?:自动)?{_COPIED}(?!件|机|店|单|的|[了出]|时间|日期|时刻|于|人)"
)
_STAMP = 14  # characters before a day that may say so


def written_days(squeezed: str) -> list[Found[date]]:
    """The dates of a text but for those on which it was printed or exported from a system."""
    found = find_dates(squeezed)
    if not any(word in squeezed for word in _COPYING):
        return found
    return [
        one
        for one in found
        if not _COPIED_ON.search(squeezed[max(0, one.start - _STAMP) : one.start]) and not _THEN_COPIED.match(squeezed, one.end)
    ]


def _before_next_hand(text: str) -> Found[date] | None:
    """The day right before the place for the opinion of those above: that of the officers who wrote a report."""
    for found in written_days(text):
        match = _NEXT_HAND.match(text, found.end)
        if match and opinion_of(match["label"]) in ("unit", "leader"):
            return found
    return None


def signs_letter(writ: Writ) -> bool:
    """Whether a writ is a letter or decision with its day on a line of its own at the end."""
    return writ.type in _CLOSED or (writ.type, writ.subtype) in _CLOSED_PARTS


def _own_line(passage: Passage) -> Found[date] | None:
    """The last date that fills a line of the text."""
    start, last = 0, None
    for line in passage.text.split("\n"):
        bare = line.strip()
        found = find_dates(line)
        if found and len("".join(bare.split())) <= len(re.sub(r"\s", "", found[-1].text)) + 1:
            one = found[-1]
            last = Found(one.value, start + one.start, start + one.end, one.text)
        start += len(line) + 1
    return last
