"""Where the violation was committed against the district of the agency (处罚法第二十二条, 民营经济促进法第六十四条)."""

from __future__ import annotations

import re
from datetime import date

from nlp.facts.parties import org_suffix
from nlp.procedure.case import CaseFile
from nlp.procedure.case_fields import cause_of
from nlp.procedure.dating import Dated
from nlp.procedure.district import District, district_of
from nlp.procedure.found_facts import found_facts
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

# 网络、广告、运输 have venues of their own; designated, handed over or helped cases show their papers
_OWN_VENUE = re.compile(r"网络|互联网(?!上网)|网店|网站|网上|直播|电商|电子商务|公众号|小程序|广告|快递|跨区域")
_MOVING = re.compile(r"平台|流动|运输|船舶")  # in the facts of any case: only as the cause they tell of another venue
# that this agency itself has jurisdiction (本局具有管辖权) every review says
_PAPERS = re.compile(
    r"指定管辖|移送管辖|管辖权(?:有|的)?(?:争议|异议|批复|转移|移转|移送)|(?:报请|商请|确定|移交|转移|明确|指定|交由)[^，。；]{0,12}管辖|共同的?上一级|(?:请|商请|函请|委托)[^。；，]{0,12}协助|协查|协助(?:调查)?函|异地|移送函|移交函|案件移送"
)
_FORMAL = ("dossier_binding", "service_doc", "inquiry_record")  # their printed phrases ask everybody for help
_BODY = r"[\u4e00-\u9fa5（）]{0,18}?(?:局|政府|法院|检察院|银行|信用社|委员会|大队|支队|办事处|服务中心|财政)"
_PRIVATE_SINCE = date(2025, 5, 20)


@check("penalty.jurisdiction")
def jurisdiction(case: CaseFile, rule: Rule) -> Outcome:
    """The places of the records all lie in another county or city, and nothing says why this agency acts there."""
    decision, agency = case.decision, case.agency
    if decision is None or agency is None:
        return not_applicable("没有处罚决定书或者机关名称未能识别")
    own = district_of(agency)
    if not (own.city or own.county):
        return not_applicable("机关名称没有写明辖区")
    records = [*case.writs("scene_record"), *case.writs("inspection_doc"), *case.writs("summary_decision")]
    places = [(writ, field) for writ in records for field in writ.all("place") if field.state == "value"]
    named = [(writ, field, where) for writ, field in places if (where := district_of(field.text)).county or where.city]
    away = [(writ, field) for writ, field, where in named if where.outside(own)]
    if not away or len(away) < len(named):
        return met("检查地点未见在辖区以外") if named else not_applicable("检查地点没有写明市县")
    text = case.squeezed(decision).text
    if (
        case.department in rule.params["departments_with_own_venue"]
        or _OWN_VENUE.search(_act(case, text))
        or _MOVING.search(cause_of(case) or "")
    ):
        return not_applicable("该类案件另有特别管辖的规定")
    writ, field = away[0]
    mark, other = case.evidence(f"检查地点 {field.text.strip()}", field=field, writ=writ), case.evidence("作出决定的机关", writ=decision)
    if _acts_at_home(text, own, case.party or ""):
        return met("决定书写有辖区内的违法地点", [mark])
    said = (
        f"《{writ.title}》（第{mark.page}页）的地点为{field.text.strip()}，《{decision.title}》（第{decision.first_page}页）由{agency}作出"
    )
    papers = case.mentions([one for one in case.dossier.writs if one.type not in _FORMAL], _PAPERS)
    if papers or case.writs("transfer_doc"):
        return met("卷内有指定管辖、移送或者协助的材料", [case.cite("管辖材料", papers[0])] if papers else [mark])
    misread = case.recognised(writ) and _alike(district_of(field.text), own)
    if case.gaps or misread:
        why = "；".join(case.gaps) or "地点系识别所得，可能是识读有误"
        return unknown(f"{said}，卷内未见指定管辖、移送或者协助的材料，{why}", evidence=[mark, other])
    private = isinstance(case.decided, Dated) and case.decided.value >= _PRIVATE_SINCE and org_suffix(case.party or "") is not None
    law = ("APL2021:第二十二条", *(("PEPL2025",) if private else ()))
    message = f"疑似违法行为地不在机关辖区：{said}，卷内未见指定管辖、移送或者协助的材料"
    return breach(message, on=case.decision_date, evidence=[mark, other], law=law)


def _alike(place: District, own: District) -> bool:
    """Whether one character taken for another would make the two the same."""
    one, other = place.county or place.city or "", own.county or own.city or ""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _act(case: CaseFile, text: str) -> str:
    """What the case is about: its cause, and the facts of the decision."""
    facts = found_facts(text)
    return f"{cause_of(case) or ''}；{text[slice(*facts)] if facts else text}"


def _acts_at_home(text: str, own: District, party: str) -> bool:
    """Whether the facts of the decision name the agency's county (or city) otherwise than in the name of a body or of the party."""
    name, facts = own.county or own.city or "", found_facts(text)
    region = text[slice(*facts)] if facts else text
    return name in re.sub(rf"{name}{_BODY}", "", region.replace(party, "") if party else region)
