"""What became of confiscated goods (处罚法第七十四条): there is a record, of the same number, signed by two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ingest.dossier import Writ
from ingest.writs.signatures import last_names, names_of
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.forfeiture import Confiscated, confiscated_goods, disposals_of_goods, quantities_in
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.signing import places

_HANDED_ON = re.compile(
    r"(?:物品|财物|产品|工具)[^。；]{0,16}(?:移交|上缴|入库|交由|另案|另行处理|待处理|统一(?:处理|销毁|保管))|(?:移交|上缴|入库)[^。；]{0,16}(?:物品|财物)"
)
_DEDUCTED = re.compile(r"抽样|送检|检验|备样|留样|退还|返还|发还|损耗|腐烂|变质|灭失")
_TAKEN = re.compile(r"(?:决定|处罚)[^。；：]{0,30}?没收(?!的)[^，。；现实已并经于]{0,60}")  # what a record says again of the decision
_REMARKS = re.compile(r"[（(][^（）()]*[）)]")
_SIGNERS = re.compile(
    r"(?:处理|处置|销毁|经办|执行|承办|移交|接收|监督|见证|执法|监销|经手|参加)(?:人员?|单位)?(?:[（(][^）)\n]{0,12}[）)])?(?:签名|签字|盖章)?[：:](?P<names>[^：:\n]*)"
)


@check("exec.forfeit_and_treasury")
def forfeit_and_treasury(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Goods a decision confiscates are disposed of on record before the case is closed."""
    decision = case.last("penalty_decision")
    goods = confiscated_goods(case, decision) if decision else None
    if decision is None or goods is None:
        return not_applicable("决定书没有没收物品")
    papers = disposals_of_goods(case)
    if not papers:
        return _no_record(case, goods)
    return [_number(case, goods, papers), *(_signed(case, writ) for writ in papers if writ.subtype == "property_disposal")]


def _no_record(case: CaseFile, goods: Confiscated) -> Outcome:
    approval = case.last("closing_doc", "approval")
    if approval is None:
        return not_applicable("尚未结案")
    closed = case.date(approval)
    marks = [goods.evidence, closed.evidence if isinstance(closed, Dated) else case.evidence(f"《{approval.title}》", writ=approval)]
    said = f"决定没收物品（第{goods.evidence.page}页），《{approval.title}》（第{approval.first_page}页）已结案，卷内未见物品处理记录"
    if reason := "；".join(case.gaps) or case.has("closing_doc", "property_disposal").reason:
        return unknown(f"{said}；{reason}", evidence=marks)
    if handed := case.mentions(approval, _HANDED_ON, drop_negation=True):
        mark = case.cite("结案审批表所载去向", handed[0])
        return unknown(f"{said}；结案审批表写明“{mark.quote}”，移交单、入库单可能另存", evidence=[*marks, mark])
    return breach(
        f"疑似没收物品无处理记录：{said}",
        on=closed.value if isinstance(closed, Dated) else case.decision_date,
        severity="major",
        evidence=marks,
        absent=("closing_doc",),
        law=("APL2021",),
    )


def _number(case: CaseFile, goods: Confiscated, papers: Sequence[Writ]) -> Outcome:
    """The number taken is the number disposed of; judged for one kind of goods in one unit only."""
    texts = [case.squeezed(writ).text for writ in papers]
    if len(goods.quantities) != 1:
        return met(f"没收的物品有处理文书（第{papers[0].first_page}页）", [goods.evidence])
    taken, unit = goods.quantities[0]
    disposed = [number for text in texts for number in quantities_in(_TAKEN.sub("", text), unit)]
    disposed = disposed or [number for text in texts for number in quantities_in(text, unit)]
    marks = [goods.evidence, *(case.evidence(f"《{writ.title}》", writ=writ) for writ in papers)]
    if not disposed or taken in disposed or sum(disposed, Decimal(0)) == taken:
        return met(f"没收的物品有处理文书（第{papers[0].first_page}页）", marks)
    pages = "、".join(str(writ.first_page) for writ in papers)
    numbers = "、".join(dict.fromkeys(f"{number}{unit}" for number in disposed))
    said = f"决定没收{taken}{unit}（第{goods.evidence.page}页），处理文书（第{pages}页）载{numbers}"
    doubts = [*case.gaps]
    if max(disposed) < taken and (_sampled(case, taken - max(disposed), unit) or any(_DEDUCTED.search(text) for text in texts)):
        doubts.append("有抽样检验或者退还，请核对扣除的数量")
    if case.recognised(*papers):
        doubts.append("数量取自扫描件，可能是识读有误")
    if doubts:
        return unknown(f"{said}；{'；'.join(doubts)}", evidence=marks)
    return breach(f"疑似没收物品处理数量不符：{said}", on=_day(case, papers), severity="major", evidence=marks, law=("APL2021",))


def _sampled(case: CaseFile, lacking: Decimal, unit: str) -> bool:
    """Whether the samples may be what is lacking: as many were taken, or the records do not say how many."""
    kept = [*case.writs("seizure_doc"), *case.writs("reg_preserve_doc")]
    since = min((day.value for writ in kept if isinstance(day := case.date(writ), Dated)), default=None)
    for writ in case.writs("sampling_record"):
        day = case.date(writ)
        if since and isinstance(day, Dated) and day.value < since:
            continue  # what was taken before was not there to be seized
        told = writ.get("qty")
        text = _REMARKS.sub("", told.text) if told.state == "value" else case.squeezed(writ).text
        number = sum(quantities_in(text, unit), Decimal(0))
        if not number or number >= lacking:
            return True
    return False


def _day(case: CaseFile, papers: Sequence[Writ]) -> date | None:
    days = [day.value for writ in papers if isinstance(day := case.date(writ), Dated)]
    return max(days, default=case.decision_date)


def _signed(case: CaseFile, writ: Writ) -> Outcome:
    """At least two people signed the record; signatures by hand are seen, not counted."""
    text = "\n".join(page.text for page in case.dossier.pages_of(writ))  # as printed: blanks part the names
    names = {name for match in _SIGNERS.finditer(text) for name in names_of(match["names"]) or last_names(match["names"])}
    blank = [match for match in _SIGNERS.finditer(text) if not match["names"].strip()]
    signed = places(case, writ)
    mark = case.evidence(f"《{writ.title}》", writ=writ)
    if len(names) >= 2 or not case.readable(writ) or case.recognised(writ) or any(place.state in ("ink", "unknown") for place in signed):
        return met(f"《{writ.title}》（第{writ.first_page}页）有签名", [mark])
    if not names and not blank:
        return met(f"《{writ.title}》（第{writ.first_page}页）没有签名栏")
    who = f"只有{'、'.join(names)}一人签名" if names else "没有处理人签名"
    return breach(
        f"疑似没收物品处理记录签名不足两人：《{writ.title}》（第{writ.first_page}页）{who}",
        on=_day(case, [writ]),
        severity="minor",
        evidence=[mark],
        law=("APL2021",),
    )
