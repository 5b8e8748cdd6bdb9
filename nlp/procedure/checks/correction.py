"""What was put right after reconsideration, a judgment or a letter of supervision (处罚法第七十五条; 复议法第七十六条、第七十七条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.finding import Evidence
from nlp.procedure.mention import Mention
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.remedy_results import RemedyPaper, binding_results, remedy_papers, withdrawal
from nlp.procedure.rules import Rule
from nlp.procedure.vouchers import vouchers

_REFUND = r"退(?:还|款|付|库|回)[^。；]{0,16}(?:罚款|罚没|款|元)|(?:罚款|罚没款?|款项)[^。；]{0,30}退(?:还|款|付|库|回)"
_REPORTED = r"(?:报送|反馈|上报)[^。；]{0,16}(?:纠正|整改|落实)|(?:纠正|整改|落实)[^。；]{0,16}(?:报送|反馈|上报)"
_OPINIONS = ("复议意见", "监督文书")
_SHANDONG = "山东省"
_NEW_DECISIONS = ("penalty_decision", "no_penalty_decision")


@check("resp.post_remedy_not_corrected")
def post_remedy_not_corrected(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A binding result is carried out: a new decision, money back, publicity withdrawn; letters are answered in time."""
    papers = remedy_papers(case)
    if not papers:
        return not_applicable("卷内没有复议决定、判决或者监督意见书")
    outcomes = [outcome for paper in binding_results(papers) for outcome in _carried_out(case, rule, paper, papers)]
    outcomes += [_answered(case, rule, paper, papers) for paper in papers if paper.kind in _OPINIONS]
    outcomes += [
        unknown(f"《{paper.title}》（第{paper.first_page}页）撤销、变更或者确认处罚决定违法，是否生效未能识别", evidence=(paper.mark,))
        for paper in papers
        if paper.kind in ("复议决定", "判决") and paper.results and not (paper.final and paper.day)
    ]
    return outcomes or not_applicable("复议决定、判决没有撤销、变更或者确认处罚决定违法")


def _told(case: CaseFile, pattern: str, papers: list[RemedyPaper]) -> Mention | None:
    """Where the dossier outside of the papers themselves tells that something was done."""
    own = {page for paper in papers if paper.kind != "报告" for page in paper.text.pages}
    hits = case.mentions(case.dossier.writs, pattern, drop_negation=True)
    return next((hit for hit in hits if hit.spans[0].page not in own), None)


def _gaps(case: CaseFile, papers: list[RemedyPaper]) -> str:
    """Why absence cannot be proven; the papers themselves belong to no kind of writ and do not count as unsorted."""
    own = {page for paper in papers for page in paper.text.pages}
    if set(case.stray_pages) <= own:
        return "；".join(gap for gap in case.gaps if "未能归类" not in gap)
    return "；".join(case.gaps)


def _carried_out(case: CaseFile, rule: Rule, paper: RemedyPaper, papers: list[RemedyPaper]) -> Iterator[Outcome]:
    day = paper.day
    if day is None:
        return
    said = f"{day.text}的《{paper.title}》（第{paper.first_page}页）{'、'.join(paper.results)}处罚决定"
    law = ("ARL2023:第七十七条", "APL2021") if paper.kind == "复议决定" else ("APL2021",)
    lacking = [
        *_new_decision(case, rule, paper, day.value),
        *_money_back(case, paper, day.value, papers),
        *_publicity(case, day.value, papers),
    ]
    if not lacking:
        yield met(f"{said}，已经履行或者没有需要另行履行的事项", (paper.mark,))
        return
    evidence = [paper.mark, day.evidence, *_left(case, lacking)]
    if gaps := _gaps(case, papers):
        yield unknown(f"{said}，未见{'、'.join(lacking)}；{gaps}", evidence=evidence)
    else:
        yield breach(
            f"疑似复议、诉讼结果未履行：{said}，卷内未见{'、'.join(lacking)}", on=day.value, severity="major", evidence=evidence, law=law
        )


def _left(case: CaseFile, lacking: list[str]) -> Iterator[Evidence]:
    """The papers of what is still as it was: money paid, a penalty published."""
    if any("罚没款" in what for what in lacking):
        yield from (case.evidence(f"《{one.writ.title}》", writ=one.writ) for one in vouchers(case))
    if any("公示" in what for what in lacking):
        yield from (case.evidence(f"《{writ.title}》", writ=writ) for writ in case.writs("closing_doc", "publicity"))


def _new_decision(case: CaseFile, rule: Rule, paper: RemedyPaper, day: date) -> Iterator[str]:
    """A new decision where one is ordered, once its time is over."""
    allowed = paper.within or rule.params["days"]
    if not paper.again or case.today <= day + timedelta(days=allowed):
        return
    made = [made.value for type in _NEW_DECISIONS for writ in case.writs(type) if isinstance(made := case.date(writ), Dated)]
    if not any(value >= day for value in made):
        yield "重新作出的决定"


def _money_back(case: CaseFile, paper: RemedyPaper, day: date, papers: list[RemedyPaper]) -> Iterator[str]:
    """Money paid before is handed back where the decision was set aside for good."""
    if paper.again or not {"撤销", "确认无效"} & set(paper.results):
        return
    paid = [one for one in vouchers(case) if isinstance(one.day, Dated) and one.day.value <= day]
    if paid and not _told(case, _REFUND, papers):
        yield f"已缴罚没款（第{paid[0].writ.first_page}页）的退还"


def _publicity(case: CaseFile, day: date, papers: list[RemedyPaper]) -> Iterator[str]:
    """What was published before is withdrawn (第四十八条第二款); a late withdrawal is reported with the publicity."""
    shown = [writ for writ in case.writs("closing_doc", "publicity") if isinstance(on := case.date(writ), Dated) and on.value <= day]
    if shown and not withdrawal(case, day, papers):
        yield f"公示信息（第{shown[0].first_page}页）的撤回"


def _answered(case: CaseFile, rule: Rule, paper: RemedyPaper, papers: list[RemedyPaper]) -> Outcome:
    """A letter is answered within its days; without a time of its own a letter of supervision is only looked for an answer."""
    day = paper.day
    if day is None:
        return unknown(f"《{paper.title}》（第{paper.first_page}页）的日期未能识别", evidence=(paper.mark,))
    allowed, law = _allowed(case, rule, paper)
    grace = rule.params["delivery_days"]
    if allowed is None and paper.until:
        allowed, grace = (paper.until - day.value).days, 0
    counted = f"（已另计送达在途{grace}日）" if grace else ""
    reports = [one.day for one in papers if one.kind == "报告" and one.day and one.day.value >= day.value]
    said = f"{day.text}的《{paper.title}》"
    if reports:
        first = min(reports, key=lambda one: one.value)
        used = (first.value - day.value).days
        if allowed is None or used <= allowed + grace:
            return met(f"{said}，{first.text}报送纠正情况", (day.evidence, first.evidence))
        return breach(
            f"疑似逾期报送纠正情况：{said}，{first.text}才报送，相隔{used}日，超过{allowed}日{counted}",
            on=day.value,
            severity="major",
            evidence=(day.evidence, first.evidence),
            law=law,
        )
    if allowed is None or case.today <= day.value + timedelta(days=allowed + grace):
        return not_applicable("文书没有载明时限，或者时限未满")
    evidence = (paper.mark, day.evidence)
    message = f"{said}，时限{allowed}日，至{zh(case.today)}卷内未见纠正情况的报告"
    if gaps := _gaps(case, papers):
        return unknown(f"{message}；{gaps}", evidence=evidence)
    if told := _told(case, _REPORTED, papers):
        return unknown(f"{message}；第{told.spans[0].page}页提及已经报送", evidence=evidence)
    return breach(f"疑似监督意见未反馈：{message}", on=day.value, severity="major", evidence=evidence, law=law)


def _allowed(case: CaseFile, rule: Rule, paper: RemedyPaper) -> tuple[int | None, tuple[str, ...]]:
    if paper.kind == "复议意见":
        return rule.params["days"], ("ARL2023:第七十六条",)
    stated = paper.within
    if stated is None and (case.region or "").startswith(_SHANDONG) and re.search("意见书", paper.title):
        return rule.params["shandong_days"], ("SD_SUP2014",)
    return stated, ("AELSR2025", "APL2021", "SD_SUP2014")
