"""One violation, one fine (一事不再罚, 处罚法第二十九条), as far as one dossier shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from ingest.dossier import Writ
from nlp.facts.document_numbers import same_number
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.found_facts import found_facts
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import Imposed, Penalty, clauses, imposed
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import fine_of

_ONE_ACT = re.compile(
    r"(?:上述|该|此|同一个?|当事人的?)(?:违法)?行为[^。；《]{0,8}违反了?《(?P<one>[^》]{3,40})》[^。；]{0,60}?(?:和|及|、|与|又违反了?|同时违反了?|也违反了?|，)[^。；《]{0,6}《(?P<other>[^》]{3,40})》"
)
_SURELY_ONE = re.compile(r"^(?:该|此|同一)|同时违反|既[^。]{0,4}违反|又违反")  # 上述行为 may be several
_SEVERAL_ACTS = re.compile(
    r"分别(?:裁量|处罚|决定|给予|作出|处以|违反|构成|属于)|(?:两|二|三|多|数|各)[个项种]?违法行为|合并(?:处罚|执行)|行为[一二三]|其[一二][，,：:]|另查|另外|(?<!第)[（(][一二][)）][^。]{0,60}行为"
)
_NAMED_ACT = re.compile(r"(?:属于|构成了?|系)(?P<act>[^，。；《》]{4,60}?)的?违法行为")
_JOINED = re.compile(r"[、和及与]|以及|并且")
_EACH_ACT = re.compile(r"(?:对|就|针对)[^，。；]{2,40}(?:行为|违法)")
_OTHER_PERSON = re.compile(r"负责人|主管人员|责任人员|法定代表人|经营者|直接责任|个人处|当事人[一二甲乙AB]")
_TOTAL = re.compile(r"(?:合计|共计|总计|合并|两项|以上)[^，。；]{0,8}$")
_REPLACED = re.compile(r"(?:撤销|变更|作废|收回)[^。；]{0,24}处罚决定|重新作出|确认违法|按日连续|更正|补正")
_AGAIN = "拒不改正"  # what a later decision punishes anew; where the facts of both say so, it is the act itself
_MOST = 1500  # characters of facts that are compared


@check("filing.ne_bis_in_idem")
def ne_bis_in_idem(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Two fines for one act in one decision, or two decisions with fines on the same facts of one party in one dossier."""
    decision = case.decision
    if decision is None or fine_of(case, decision) is None:
        return not_applicable("没有罚款的处罚决定")
    outcomes = [*_in_one(case, decision), *_in_two(case, rule)]
    return outcomes or met("未见对同一违法行为两次罚款")


def _in_one(case: CaseFile, decision: Writ) -> Iterator[Outcome]:
    part = imposed(decision, case.squeezed(decision))
    fines = _fines(part) if part else []
    if part is None or len(fines) < 2:
        return
    text = part.passage.text
    if _SEVERAL_ACTS.search(text) or _OTHER_PERSON.search(text, part.start, part.end) or "、" in (case.party or ""):
        return
    marks = [quoted(case, decision, f"罚款{fine.amount}元", fine.start, fine.end) for fine in fines[:2]]
    said = f"《{decision.title}》第{marks[0].page}页列有{len(fines)}项罚款"
    same = _ONE_ACT.search(text)
    if same and same["one"] != same["other"]:
        act = quoted(case, decision, "同一行为违反数个规定", *same.span())
        laws = f"《{same['one']}》和《{same['other']}》"
        if not _SURELY_ONE.search(same[0]) and not _one_act(part):
            yield unknown(f"{said}，第{act.page}页认定上述行为违反{laws}，请核对是否为同一违法行为", evidence=[act, *marks])
            return
        message = f"疑似对同一违法行为两次罚款：{said}，第{act.page}页认定同一行为违反{laws}，应按罚款数额高的规定处罚"
        yield breach(message, on=case.decision_date, evidence=[act, *marks])
    elif len({(one.value.law, one.value.article) for one in clauses(part.passage)[0]}) == 1:
        if act_named := _one_act(part):
            message = f"疑似对同一违法行为两次罚款：{said}，认定的违法行为只有“{act_named}”一项，所违反的也只有一条规定"
            yield breach(message, on=case.decision_date, evidence=marks)
            return
        yield unknown(f"{said}，认定违反的只有一条规定，请核对是否为同一违法行为", evidence=marks)


def _one_act(part: Imposed) -> str | None:
    """The act that a decision names as the one violation (属于…的违法行为), where no fine is given for an act of its own."""
    text = part.passage.text
    named = {match["act"] for match in _NAMED_ACT.finditer(text, 0, part.start)}
    if len(named) != 1 or _EACH_ACT.search(text, part.start, part.end):
        return None
    act = next(iter(named))
    return None if _JOINED.search(act) else act


def _fines(part: Imposed) -> list[Penalty]:
    """The fines with amounts, without their total."""
    found = part.fines
    single = [item for item in found if not _TOTAL.search(part.passage.text[max(0, item.start - 12) : item.start])]
    total = sum((item.amount for item in single if item.amount is not None), start=0)
    return [item for item in single if len(single) < 3 or item.amount is None or item.amount * 2 != total]


def _in_two(case: CaseFile, rule: Rule) -> Iterator[Outcome]:
    for one, other in combinations(case.writs("penalty_decision"), 2):
        first, second = case.date(one), case.date(other)
        if not one.number or not other.number or same_number(one.number, other.number):
            continue
        if not isinstance(first, Dated) or not isinstance(second, Dated) or fine_of(case, one) is None or fine_of(case, other) is None:
            continue
        if _party(one) != _party(other) or not _party(one) or _replaced(case, (one, other)):
            continue
        if _alike(_facts(case, one), _facts(case, other), rule.params["sim"]):
            message = (
                f"疑似对同一违法行为两次罚款：{first.text}《{one.title}》（{one.number}，第{one.first_page}页）"
                f"与{second.text}《{other.title}》（{other.number}，第{other.first_page}页）"
                "当事人相同、事实基本一致，均有罚款"
            )
            yield breach(message, on=max(first.value, second.value), evidence=[first.evidence, second.evidence])


def _party(writ: Writ) -> str:
    return "".join(writ.get("party_name").text.split())


def _replaced(case: CaseFile, decisions: tuple[Writ, Writ]) -> bool:
    """Whether the earlier decision was annulled or changed, or the later one punishes that it was not obeyed."""
    writs = [*decisions, *case.writs("internal_approval"), *case.writs("decision_approval")]
    again = bool(case.mentions(writs, _AGAIN)) and not all(_AGAIN in _facts(case, writ) for writ in decisions)
    return again or bool(case.mentions(writs, _REPLACED))


def _facts(case: CaseFile, writ: Writ) -> str:
    text = case.squeezed(writ).text
    facts = found_facts(text)
    return text[facts[0] : min(facts[1], facts[0] + _MOST)] if facts else ""


def _alike(one: str, other: str, least: float) -> bool:
    return bool(one and other) and SequenceMatcher(None, one, other, autojunk=False).ratio() >= least
