"""How the investigation was led: rights told at the first contact (市场监督管理行政处罚程序规定第二十一条, 处罚法第四十三条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.questioned import Side, inquiry_records, questioned
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_ASK_RECUSAL = re.compile(r"回避")
_STATE = re.compile(r"陈述|申辩")
_NOTICE = re.compile(r"权利(?:和)?(?:义务)?告知|(?:告知|明示)[^。；，]{0,6}权利")
# that rights were told, which is not said: 告知其依法享有的各项权利
_RIGHTS_TOLD = re.compile(r"(?:告知|说明|宣读|交代|讲明)(?:(?!陈述|申辩|回避|救济|复议)[^。；]){0,20}权[利益]|权利(?:和|与|、)?义务")
_ABSENT = re.compile(
    r"(?:当事人|负责人|经营者|被检查人|人员)[^。；，]{0,8}(?:不在(?:现)?场|未到场|不到场|未在(?:现)?场)|无人(?:在场|看管|应答)"
)
# records in which rights may be told, besides those of questioning and inspection
_ALSO = ("inspection_doc", "seizure_doc", "reg_preserve_doc", "sampling_record")


@check("invest.rights_not_told_first_contact")
def rights_not_told(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The first record in which the party is met tells its rights to state, to defend itself and to ask for recusal."""
    if case.procedure == "summary":
        return not_applicable("简易程序案件，首次取证告知是普通程序的规定")
    met_party = [(writ, side, case.date(writ)) for writ, side in _records(case) if side != "other"]
    dated = [(writ, side, day.value) for writ, side, day in met_party if isinstance(day, Dated)]
    undated = [writ for writ, _, day in met_party if not isinstance(day, Dated)]
    if not dated:
        return not_applicable("卷内没有首次向当事人取证的笔录，或者笔录日期未能识别")
    first = min(day for _, _, day in dated)
    own = [(writ, side) for writ, side, day in dated if day == first]
    others = [writ for type in _ALSO for writ in case.writs(type) if isinstance(day := case.date(writ), Dated) and day.value <= first]
    wanted = [_ASK_RECUSAL, _STATE] if case.department == "市场监管" else [_ASK_RECUSAL]
    told = [_found(case, [*(writ for writ, _ in own), *others], pattern) for pattern in wanted]
    place = "、".join(f"《{writ.title}》（第{writ.first_page}页）" for writ, _ in own)
    if all(told):
        return met(f"{place}首次取证时告知了权利", tuple(one for one in told if one))
    if notice := _notice(case):
        return met("另有权利义务告知书", (notice,))
    lacking = "、".join(name for name, one in zip(("申请回避的权利", "陈述、申辩的权利"), told, strict=False) if one is None)
    marks = tuple(case.evidence(f"《{writ.title}》", writ=writ) for writ, _ in own)
    doubts = [*case.gaps, *(f"《{writ.title}》（第{writ.first_page}页）的日期未能识别" for writ in undated)]
    doubts += [f"《{writ.title}》（第{writ.first_page}页）被询问人与当事人的关系未能识别" for writ, side in own if side == "unknown"]
    if case.mentions([writ for writ, _ in own], _RIGHTS_TOLD, drop_citations=False, drop_negation=True):
        doubts.append("笔录只概括记载告知权利，没有写明是哪些权利")
    if doubts:
        return unknown(f"{place}未见告知{lacking}；{'；'.join(doubts)}", evidence=marks)
    return breach(
        f"疑似首次取证未告知权利：{place}是首次向当事人收集证据，没有告知{lacking}，卷内也未见权利义务告知书",
        on=first,
        severity="major" if case.department == "市场监管" else "info",
        evidence=marks,
    )


def _records(case: CaseFile) -> Iterator[tuple[Writ, Side]]:
    for writ in (*case.writs("scene_record"), *inquiry_records(case)):
        yield writ, _side(case, writ)


def _side(case: CaseFile, writ: Writ) -> Side:
    """Whether the party, its head or its agent was met: not where a witness speaks, or where nobody of the party was there."""
    if writ.type == "inquiry_record":
        return questioned(case, writ).side
    if _ABSENT.search(case.squeezed(writ).text):
        return "other"
    name = "".join(writ.get("party_name").text.split())
    return "party" if not name or not case.party or name in case.party or case.party in name or writ.get("party_sign").text else "other"


def _found(case: CaseFile, writs: list[Writ], pattern: re.Pattern[str]) -> Evidence | None:
    hits: Iterator[Evidence] = (
        quoted(case, writ, "告知权利", *match.span()) for writ in writs if (match := pattern.search(case.squeezed(writ).text))
    )
    return next(hits, None)


def _notice(case: CaseFile) -> Evidence | None:
    """A notice of rights of its own: a writ so titled, a row of the catalogue, a page of no known kind."""
    for writ in case.dossier.writs:
        listed = writ.type == "dossier_binding" or writ.first_page in case.stray_pages
        if _NOTICE.search(writ.title) or (listed and _NOTICE.search(case.squeezed(writ).text)):
            return case.evidence("权利义务告知书", writ=writ)
    for number in case.stray_pages:
        if _NOTICE.search("".join(case.dossier.page(number).text.split())):
            return Evidence("权利义务告知书", "", number)
    return None
