"""What became of a decision afterwards: reconsideration decisions, judgments, letters of supervision, and reports on what was put right.

They are no writs of the agency and have no kind of their own: they are found by the title at the head of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.passage import Passage
from nlp.facts.dates import find_dates
from nlp.facts.numerals import parse_numeral
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence

PaperKind = Literal["复议决定", "判决", "复议意见", "监督文书", "报告"]

_HEAD_LINES = 6
_FOOT_LINES = 3  # the day, a number of the page, a line for copies
_BODY = r"(?:[\u4e00-\u9fa5]{2,30}(?:人民政府|局|厅|委员会|法院|机构|机关))?"
_TITLES: tuple[tuple[PaperKind, re.Pattern[str]], ...] = (
    ("复议决定", re.compile(rf"{_BODY}行政复议决定书")),
    ("复议意见", re.compile(rf"{_BODY}行政复议意见书")),
    ("判决", re.compile(rf"{_BODY}行政判决书")),
    ("监督文书", re.compile(rf"{_BODY}行政执法监督(?:意见|决定|整改|纠正|建议)?(?:通知)?书|{_BODY}行政执法监督督办函")),
    (
        "报告",
        re.compile(
            r"(?:关于)?[\u4e00-\u9fa5《》（）]{0,40}(?:纠正|整改|落实|办理|反馈|履行)[\u4e00-\u9fa5《》]{0,12}(?:报告|函|反馈|回复)"
        ),
    ),
)
_LAST_WORDS = ("书", "函", "报告", "反馈", "回复")  # of these titles
_ANSWERS = re.compile(r"监督意见书|监督决定书|督办函|复议意见书|复议决定书|行政执法监督")
_RULING = re.compile(
    r"(?:决定|判决)如下[：:]?|(?:本机关|本府|本政府)(?:现)?决定[：:]"
    r"|(?:本机关|本府|本政府|综上|的规定)[^。；：]{0,30}?决定[，,]?(?=撤销|变更|确认|责令|维持|驳回)"
)
_RESULTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("撤销", re.compile(r"撤销(?:被申请人|被告|原)?[^。；]{0,60}(?:处罚|决定|行政行为)")),
    ("确认无效", re.compile(r"确认[^。；]{0,60}无效")),
    ("确认违法", re.compile(r"确认[^。；]{0,60}违法")),
    ("变更", re.compile(r"变更[^。；]{0,60}(?:处罚|决定|行政行为|罚款)|(?:将|把)[^。；]{0,60}变更为")),
)
_AGAIN = re.compile(r"责令[^。；]{0,60}重新作出|(?:由|令)[^。；]{0,30}(?:被申请人|被告)[^。；]{0,30}重新作出")
_WITHIN = re.compile(r"(?P<n>[〇零一二三四五六七八九十百\d]{1,4})(?P<unit>个?工作日|日|天|个月)(?:以)?内")
_BY = re.compile(r"(?:以?前|之前|底前)")
_WITHDRAWN = re.compile(
    r"公示[^。；]{0,16}(?:撤回|撤下|撤销|删除|下架|停止)|(?:撤回|撤下|删除|下架|停止)[^。；]{0,16}(?:公示|公开)|(?:撤回|撤下)[^。；]{0,12}处罚(?:决定)?信息"
)
_FINAL = re.compile(r"终审判决")


@dataclass(frozen=True, slots=True)
class RemedyPaper:
    """One such paper. ``results`` are what it does to the decision; ``again`` says that it orders a new one, ``final`` that it binds."""

    kind: PaperKind
    title: str
    first_page: int
    text: Passage
    day: Dated | None
    results: tuple[str, ...]
    again: bool
    final: bool
    mark: Evidence

    @property
    def within(self) -> int | None:
        """The days it gives for putting things right, months as thirty days; None where it names none."""
        match = _WITHIN.search(self.text.text)
        number = parse_numeral(match["n"]) if match else None
        return number * (30 if match and "月" in match["unit"] else 1) if number else None

    @property
    def until(self) -> date | None:
        """The last day that it names for putting things right (于某日前)."""
        text = self.text.text
        return next((one.value for one in find_dates(text) if self.day and one.value > self.day.value and _BY.match(text, one.end)), None)


@asked_once
def remedy_papers(case: CaseFile) -> list[RemedyPaper]:
    """The papers in page order; one goes on over the pages that neither begin a writ nor another such paper."""
    begins = {writ.first_page for writ in case.dossier.writs}
    lists = {number for writ in case.writs("dossier_binding") for number in range(writ.first_page, writ.last_page + 1)}
    found: list[tuple[PaperKind, str, list[int]]] = []
    last = ""
    for page in case.dossier.pages:
        head = None if page.number in lists else _head(page.text)
        if head:
            found.append((*head, [page.number]))
        elif found and found[-1][2][-1] == page.number - 1 and page.number not in begins and not page.blank and not _ended(last):
            found[-1][2].append(page.number)
        last = page.text
    papers = (_read(case, kind, title, pages) for kind, title, pages in found)
    return [paper for paper in papers if paper.kind != "报告" or _ANSWERS.search(paper.text.text)]


def _ended(text: str) -> bool:
    """Whether a page closes with a day of its own (落款), so that another paper begins behind it."""
    lines = ["".join(line.split()) for line in text.split("\n") if line.strip()][-_FOOT_LINES:]
    return any(days and len(line) - (days[0].end - days[0].start) <= 2 for line in lines if (days := find_dates(line)))


def _head(text: str) -> tuple[PaperKind, str] | None:
    """The kind and title where one of the first lines of a page is such a title."""
    for line in [line for line in text.split("\n", 12) if line.strip()][:_HEAD_LINES]:
        bare = "".join(line.split())
        if 5 <= len(bare) <= 60 and bare.endswith(_LAST_WORDS):
            for kind, pattern in _TITLES:
                if pattern.fullmatch(bare):
                    return kind, bare
    return None


def _read(case: CaseFile, kind: PaperKind, title: str, pages: list[int]) -> RemedyPaper:
    passage = Passage.of(case.dossier.page(number) for number in pages).squeezed()
    text = passage.text
    ruling = _RULING.search(text)
    said = text[ruling.end() :] if ruling else ""
    at = text.find(title)
    spans = passage.spans(max(at, 0), max(at, 0) + len(title))
    days = find_dates(text)
    last = days[-1] if days else None
    day = None
    if last:
        label = f"《{title}》日期 {last.value.isoformat()}"
        day = Dated(last.value, case.evidence(label, spans=passage.spans(last.start, last.end)))
    return RemedyPaper(
        kind,
        title,
        pages[0],
        passage,
        day,
        tuple(name for name, pattern in _RESULTS if pattern.search(said)),
        bool(_AGAIN.search(said)),
        kind == "复议决定" or bool(_FINAL.search(text)),
        case.evidence(f"《{title}》", spans=spans),
    )


def binding_results(papers: list[RemedyPaper]) -> list[RemedyPaper]:
    """The reconsideration decisions and final judgments that set the decision aside, change it or find it unlawful."""
    return [paper for paper in papers if paper.kind in ("复议决定", "判决") and paper.results and paper.final and paper.day]


def withdrawal(case: CaseFile, since: date, papers: Iterable[RemedyPaper]) -> tuple[Evidence, date | None] | None:
    """Where a page other than those papers tells that the published penalty was withdrawn, with its day; None where none does."""
    own = {number for paper in papers if paper.kind != "报告" for number in paper.text.pages}
    for page in case.dossier.pages:
        if page.number in own or ("公示" not in page.text and "撤" not in page.text):
            continue
        passage = Passage.of([page]).squeezed()
        for match in _WITHDRAWN.finditer(passage.text):
            begin = max(passage.text.rfind(mark, 0, match.start()) for mark in "。；") + 1
            if re.search(r"不|未|应当|可以|届满|申请", passage.text[begin : match.end()]):
                continue
            days = [one.value for one in find_dates(passage.text[begin : match.end()]) if one.value >= since]
            return case.evidence("撤回公示", spans=passage.spans(*match.span())), days[-1] if days else None
    return None
