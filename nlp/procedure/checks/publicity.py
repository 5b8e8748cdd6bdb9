"""Publicity (公示): the party is told of it, the penalty is published in time and without personal data.

处罚法第四十八条、第五十条; 市场监督管理行政处罚信息公示规定第二条、第六条、第八条、第九条、第十一条.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.dossier import Writ
from nlp.facts.identifiers import find_id_numbers
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing, zh
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import imposed
from nlp.procedure.published import said_to_be_published, told_publications
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.remedy_results import binding_results, remedy_papers, withdrawal
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import is_person
from nlp.workdays import workdays_between

_MARKET, _POLICE = "市场监管", "公安"
_MARKET_SINCE = date(2021, 9, 1)  # 公示规定第十九条
_TOLD = re.compile(r"公示|公开(?!拍卖|听证|审理|举行|招标|变卖|道歉|赔礼)|公布|信用修复|信用提示")
_LETTER = re.compile(r"公示[^。]{0,8}告知|告知[^。]{0,8}公示|信用(?:修复|提示)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_OFFICIAL = re.compile(r"(?:机关|单位|监督|举报|投诉|咨询|承办|经办|办公|执法|服务)[^，。；：:]{0,6}(?:电话|热线|联系方式)[：:]?$")
_HOME = re.compile(
    r"(?:家庭住址|家庭地址|户籍(?:所在)?地|现住址|住址)(?:地址)?[：:]?(?P<place>[^，。；：:*×]{4,40}?(?:\d+号|\d+室|\d+栋|[组社]))"
)


@check("service.publicity_or_credit_notice")
def publicity_or_credit_notice(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Market regulators tell the party in writing, when they serve the decision, that it will be published; letters on credit repair."""
    decision = case.last("penalty_decision")
    if decision is None:
        return not_applicable("卷内没有普通程序的处罚决定书")
    decided = case.date(decision)
    outcomes = []
    if case.department == _MARKET:
        outcomes.append(_told(case, decision, decided.value if isinstance(decided, Dated) else None))
    if case.settled.two_letters and isinstance(decided, Dated):
        outcomes.append(_credit_letter(case, decision, decided))
    return outcomes or not_applicable("送达时书面告知将公示是市场监管部门的规定；“两书同送”未在本地推行或者本地参数（two_letters）未配置")


def _told(case: CaseFile, decision: Writ, day: date | None) -> Outcome:
    if day and day < _MARKET_SINCE:
        return not_applicable("市场监督管理行政处罚信息公示规定施行以前的决定")
    judged = imposed(decision, case.squeezed(decision))
    if judged and judged.kinds <= {"警告"}:
        return not_applicable("仅受到警告的行政处罚不予公示")
    if said := _words_of_publicity(case, decision, judged.start if judged else 0):
        return met("已书面告知行政处罚信息将公示", [said])
    ends = case.date(decision)
    evidence = [case.evidence(f"《{decision.title}》", writ=decision), *([ends.evidence] if isinstance(ends, Dated) else [])]
    pages = "、".join(str(page) for page in range(decision.first_page, decision.last_page + 1))
    listed = _listed_letter(case)
    doubts = [*case.gaps, *([f"目录列有“{listed}”而卷内未见"] if listed else [])]
    if not case.readable(decision):
        doubts.append("决定书有未能识别的页")
    if judged is None:
        doubts.append("决定书的处罚种类未能识别，仅受到警告的不予公示")
    if day is None:
        doubts.append("决定书的日期未能识别")
    if doubts:
        return unknown(f"未见书面告知行政处罚信息将公示；{'；'.join(doubts)}", evidence=evidence)
    return breach(
        f"疑似未书面告知公示：《{decision.title}》（第{pages}页）未写明处罚信息将向社会公示，卷内也没有随决定书送达的公示告知、信用修复告知文书",
        on=day,
        severity="minor",
        evidence=evidence,
        law=("SAMR_PUB:第八条",),
    )


def _words_of_publicity(case: CaseFile, decision: Writ, since: int) -> Evidence | None:
    """Where the decision behind its findings, or a paper served with it, speaks of publication."""
    for hit in case.mentions(decision, _TOLD, drop_citations=False):
        if hit.start >= since:
            return case.cite("告知公示", hit)
    letters = [writ for writ in case.dossier.writs if _is_letter(writ)]
    if letters:
        return case.evidence(f"《{letters[0].title}》", writ=letters[0])
    hits = case.mentions(case.writs("service_doc"), _LETTER, drop_citations=False)
    return case.cite("告知公示", hits[0]) if hits else None


def _is_letter(writ: Writ) -> bool:
    """A letter that tells the party of publication or credit repair (公示告知书、信用修复告知书、信用提示函)."""
    return (writ.type, writ.subtype) == ("closing_doc", "credit_repair_notice") or bool(_LETTER.search(writ.title))


def _listed_letter(case: CaseFile) -> str | None:
    hits = case.mentions(case.writs("dossier_binding"), _LETTER, drop_citations=False)
    return hits[0].text if hits else None


def _credit_letter(case: CaseFile, decision: Writ, decided: Dated) -> Outcome:
    if is_person(case):
        return not_applicable("当事人为自然人")
    letters = [writ for writ in case.dossier.writs if _is_letter(writ)]
    if letters or case.mentions([decision, *case.writs("service_doc")], r"信用(?:修复|提示)", drop_citations=False):
        return met("已随附信用修复告知")
    there = case.has("closing_doc", "credit_repair_notice")
    mark = case.evidence(f"《{decision.title}》", writ=decision)
    if there.unknown:
        return unknown(f"未见信用修复告知书，但{there.reason}", evidence=(mark,))
    return breach(
        f"疑似未随附信用修复告知书：本地推行“两书同送”，{decided.text}的《{decision.title}》未见随附信用修复告知书及其送达",
        on=decided.value,
        severity="info",
        evidence=(mark, decided.evidence),
        absent=("closing_doc",),
        law=("PEPL2025",),
    )


@check("publicity.late_missing_or_pii")
def late_missing_or_pii(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Published within the days of the department, and without the numbers, telephone or home of a person."""
    decision = case.last("penalty_decision")
    if decision is None:
        return not_applicable("卷内没有普通程序的处罚决定书")
    decided = case.decided
    if not isinstance(decided, Dated):
        return unknown(decided.reason)
    records = [writ for writ in case.writs("closing_doc", "publicity") if not re.search("告知|审批", writ.title)]
    if not records:
        return _told_elsewhere(case, rule, decided) or _missing(case, rule, decision, decided)
    days = [case.date(writ) for writ in records]
    return [_in_time(case, rule, days, decided), *_withdrawn(case, rule, records), *_personal(case, records, decided)]


def _told_elsewhere(case: CaseFile, rule: Rule, decided: Dated) -> Outcome | None:
    """What the papers on the end of the case say of the publication, where there is no record of it; None where they say nothing."""
    told = [(writ, day) for writ, day in told_publications(case) if day.value >= decided.value]
    if told:
        outcome = _in_time(case, rule, [day for _, day in told], decided)
        if outcome.verdict == "breach" and case.recognised(*(writ for writ, _ in told)):
            return unknown(f"{outcome.message}；公示日期取自扫描件，请对照页面图像", evidence=outcome.evidence)
        return outcome
    said = said_to_be_published(case)
    return unknown(f"第{said.page}页写明已公示，公示日期未能识别", evidence=(said,)) if said else None


def _in_time(case: CaseFile, rule: Rule, days: Sequence[Dated | Missing], decided: Dated) -> Outcome:
    dated = [day for day in days if isinstance(day, Dated)]
    if not dated:
        return unknown(next(day.reason for day in days if not isinstance(day, Dated)))
    first = min(dated, key=lambda day: day.value)
    evidence = (decided.evidence, first.evidence)
    used = workdays_between(decided.value, first.value)
    if used is None:
        return unknown(f"{first.value.year}年的法定节假日安排未知，无法计算工作日", evidence=evidence)
    limits = rule.params["publicity_days"]
    own = case.settled.publicity_days
    allowed = own or limits.get(case.department or "") or limits["default"]
    said = f"{decided.text}作出处罚决定，{first.text}公示，相隔{used}个工作日"
    if used <= allowed:
        return met(f"{said}，未超过{allowed}个工作日", evidence)
    if case.department == _POLICE and own is None:
        return unknown(f"{said}；公安机关公开处罚决定的期限另有规定，本地参数（publicity_days）未配置", evidence=evidence)
    source = "" if own or case.department in limits else "（国务院办公厅关于“三项制度”的指导意见）"
    return breach(
        f"疑似公示逾期：{said}，超过{allowed}个工作日{source}",
        on=decided.value,
        severity="minor",
        evidence=evidence,
        law=_law_of_time(case, decided.value),
    )


def _law_of_time(case: CaseFile, day: date) -> tuple[str, ...]:
    market = case.department == _MARKET and day >= _MARKET_SINCE
    return ("SAMR_PUB:第九条",) if market else ("APL2021:第四十八条", "GD_PUB2021")


def _withdrawn(case: CaseFile, rule: Rule, records: list[Writ]) -> Iterator[Outcome]:
    """What was published is withdrawn within three working days from the result that sets the decision aside (第四十八条第二款)."""
    papers = remedy_papers(case)
    published = [day.value for writ in records if isinstance(day := case.date(writ), Dated)]
    for paper in binding_results(papers):
        if paper.day is None or not published or min(published) > paper.day.value:
            continue
        found = withdrawal(case, paper.day.value, papers)
        used = workdays_between(paper.day.value, found[1]) if found and found[1] else None
        if found is None or found[1] is None or used is None or used <= rule.params["withdrawal_days"]:
            continue
        said = f"{paper.day.text}的《{paper.title}》{'、'.join(paper.results)}处罚决定，{zh(found[1])}（第{found[0].page}页）才撤回公示信息"
        yield breach(
            f"疑似逾期撤回公示信息：{said}，相隔{used}个工作日，超过{rule.params['withdrawal_days']}个工作日",
            on=paper.day.value,
            severity="major",
            evidence=(paper.mark, paper.day.evidence, found[0]),
            law=("APL2021:第四十八条", "SAMR_PUB:第十一条"),
        )


def _missing(case: CaseFile, rule: Rule, decision: Writ, decided: Dated) -> Outcome:
    """No record of publication does not prove that there was none: only a hint, and only once the dossier was closed."""
    judged = imposed(decision, case.squeezed(decision))
    if judged is None or judged.kinds <= {"警告"} or is_person(case) or case.department == _POLICE:
        return not_applicable("仅受到警告、当事人为自然人或者治安案件，公示与否另有规定")
    waited = workdays_between(decided.value, case.today)
    if waited is not None and waited <= rule.params["publicity_days"][_MARKET]:
        return not_applicable("公示期限未满")
    there = case.has("closing_doc", "publicity")
    if not there.no:
        return not_applicable("未见公示材料，有未识别的页或者目录所列文书未见，不作提示")
    return breach(
        f"疑似未留存公示材料：{decided.text}的处罚决定，卷内未见公示截图或者公示情况记录；未入卷不等于未公示",
        on=decided.value,
        severity="info",
        evidence=(decided.evidence,),
        absent=("closing_doc",),
        law=_law_of_time(case, decided.value),
    )


def _personal(case: CaseFile, records: list[Writ], decided: Dated) -> Iterator[Outcome]:
    """Identity numbers of anybody; mobile telephones and homes where the party is a person."""
    for writ in records:
        text = case.squeezed(writ).text
        numbers = (
            one for one in find_id_numbers(text) if "*" not in one.value and not text[: one.start].endswith(("代码", "代码：", "代码:"))
        )
        found = [("身份证件号码", one.start, one.end) for one in numbers]
        if is_person(case):
            found += [
                ("移动电话号码", *hit.span())
                for hit in _MOBILE.finditer(text)
                if not _OFFICIAL.search(text[max(0, hit.start() - 16) : hit.start()])
            ]
            found += [("家庭住址", *hit.span("place")) for hit in _HOME.finditer(text)]
        if not found:
            continue
        day = case.date(writ)
        marks = [quoted(case, writ, f"公示的{what}", start, end) for what, start, end in found]
        kinds = "、".join(dict.fromkeys(what for what, _, _ in found))
        yield breach(
            f"疑似公示泄露个人信息：《{writ.title}》（第{marks[0].page}页）载有{kinds}，未作隐去处理",
            on=day.value if isinstance(day, Dated) else decided.value,
            severity="major",
            evidence=[*marks, case.evidence(f"《{writ.title}》", writ=writ)],
            law=("APL2021:第五十条", "SAMR_PUB:第六条"),
        )
