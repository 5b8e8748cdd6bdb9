"""Who may punish: agencies and authorised bodies, entrusted ones, townships (处罚法第十七至二十、二十四条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from nlp.procedure.case import CaseFile
from nlp.procedure.case_fields import cause_of
from nlp.procedure.dating import zh
from nlp.procedure.finding import Evidence
from nlp.procedure.issuer import Issuer, issuer
from nlp.procedure.local import Delegated
from nlp.procedure.mention import Mention
from nlp.procedure.notice_period import NEW_LAW
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import clauses, imposed
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import fine_of

_LIBERTY = re.compile(r"公安|国家安全|交通警察|交警|海警|移民|出入境")
_CONCENTRATED = ("城管", "乡镇街道")  # a province may give them what other departments punish
_SUGGESTED = re.compile(r"建议|移送|移交|由公安|提请|可以?$|可能")
_TOWNSHIP = re.compile(r"(?:镇|乡)人民政府$|街道办事处$")
_ENTRUSTED = re.compile(r"[受经由](?P<by>[\u4e00-\u9fa5]{2,28}?(?:局|委员会|厅|政府|办事处))(?:的)?(?:依法)?委托")
_UNDER = re.compile(r"(?P<agency>[\u4e00-\u9fa5]{2,24}?(?:局|委员会|厅|人民政府))[\u4e00-\u9fa5]{2,16}$")
_EVERYBODY = "全部"
# who may punish at all, by what laws, and who may take liberty
_NO_POWER = {
    "agency": ("APL2021:第十七条", "APL2021:第三十八条"),
    "matter": ("APL2021:第十七条",),
    "liberty": ("APL2021:第十八条",),
}


@check("penalty.issuer_internal_body")
def issuer_internal_body(case: CaseFile, rule: Rule) -> Outcome:
    """A decision under the name of a section, an ad-hoc body, an outpost or a team that no law lets punish in its own name."""
    found = issuer(case)
    if found is None:
        return not_applicable("没有识别到处罚决定书的落款机关")
    if found.kind == "agency":
        return met(f"落款为{found.name}", [found.evidence])
    listed = case.local.authorised_bodies
    if found.name in listed:
        return met(f"{found.name}在依法以自己名义处罚的机构名单中", [found.evidence])
    said = f"{found.name}（第{found.evidence.page}页）"
    if found.kind == "internal":
        return _internal(case, found, f"疑似以内设机构、议事协调机构或者专班名义作出处罚：决定书落款为{said}")
    if (scope := _by_law(case, rule, found)) is not None:
        limit, basis = scope
        fine = fine_of(case, case.decision)
        if limit is None or fine is None or fine <= limit:
            return met(f"{found.name}依{basis}以自己的名义处罚", [found.evidence])
        over = f"疑似派出机构超出授权的罚款数额：{said}罚款{fine}元，{basis}授权以{limit}元以下为限"
        return _internal(case, found, over, law=("APL2021:第十七条", "SAMR_PROC"))
    if listed:
        return _internal(case, found, f"疑似以无授权的机构名义作出处罚：决定书落款为{said}，不在依法以自己名义处罚的机构名单中")
    if found.kind == "outpost":
        return _internal(case, found, f"疑似以派出机构名义作出处罚：决定书落款为{said}，请核对有无法律、法规授权", severity="major")
    if _entrusted_by(case, found):
        return not_applicable("决定书写明受委托，由“委托处罚缺委托书、超出委托期限或以受委托组织名义处罚”检查")
    if own := _team_of(case, found):
        message = f"疑似以执法队伍、下属机构名义作出处罚：决定书落款为{said}，{own}，请核对有无法律、法规授权"
        return _internal(case, found, message, severity="major")
    reason = f"决定书落款为{said}，是否法律、法规授权以自己名义处罚，本地参数（authorised_bodies）未配置"
    return unknown(reason, evidence=[found.evidence])


def _team_of(case: CaseFile, found: Issuer) -> str | None:
    """What shows that a team belongs to an agency that punishes itself: its own name, or the agency under the notice."""
    if match := _UNDER.match(found.name):
        return f"名称表明属于{match['agency']}"
    for notice in reversed(case.notices):
        field = notice.get("issuer")
        name = "".join(field.text.split())
        if field.state == "value" and name.endswith(("局", "委员会", "厅", "政府")) and name != found.name:
            return f"而《{notice.title}》（第{notice.first_page}页）由{name}作出"
    return None


def _internal(
    case: CaseFile, found: Issuer, message: str, severity: Literal["fatal", "major"] = "fatal", law: tuple[str, ...] = ()
) -> Outcome:
    return breach(message, on=case.decision_date, severity=severity, evidence=[found.evidence], law=law, defect=_defect(found))


def _defect(found: Issuer) -> str:
    return f"issuer@{found.evidence.page}"


def _by_law(case: CaseFile, rule: Rule, found: Issuer) -> tuple[Decimal | None, str] | None:
    """The law that lets such a body punish in its own name on the day of the decision, with its limit of a fine in yuan."""
    day = case.decision_date
    for entry in rule.params["authorised_by_law"]:
        after = entry.get("from") is None or day is None or entry["from"] <= day
        before = entry.get("to") is None or day is None or day <= entry["to"]
        if re.search(entry["name"], found.name) and after and before:
            return (Decimal(entry["limit"]) if "limit" in entry else None), entry["basis"]
    return None


@check("penalty.issuer_no_authority")
def issuer_no_authority(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Detention by others than the police, penalties by a law that another department alone applies, an agency not on the local list."""
    decision = case.decision
    found = issuer(case)
    if decision is None or found is None:
        return not_applicable("没有识别到处罚决定书的落款机关")
    outcomes = [*_detention(case, found), *_law_of_others(case, rule, found)]
    listed = case.local.agencies
    if listed and found.kind == "agency" and not {found.name, case.agency} & set(listed):
        if case.recognised(decision):
            outcomes.append(unknown(f"落款识别为{found.name}，不在行政执法主体名录中，可能是识读有误", evidence=[found.evidence]))
        else:
            message = f"疑似处罚实施机关不具有处罚权：决定书落款{found.name}（第{found.evidence.page}页）不在行政执法主体名录中"
            outcomes.append(
                breach(message, on=case.decision_date, evidence=[found.evidence], law=_NO_POWER["agency"], defect=_defect(found))
            )
    return outcomes or met(f"{found.name}未见超越职权", [found.evidence])


def _detention(case: CaseFile, found: Issuer) -> Iterator[Outcome]:
    decision = case.decision
    part = imposed(decision, case.squeezed(decision)) if decision else None
    detention = part.first("行政拘留") if part else None
    if decision is None or part is None or detention is None or _LIBERTY.search(found.name):
        return
    text = part.passage.text
    begin = max(text.rfind(mark, 0, detention.start) for mark in "。；")
    if _SUGGESTED.search(text[begin + 1 : detention.start]):
        return
    mark = quoted(case, decision, "行政拘留", detention.start, detention.end)
    message = f"疑似无权机关作出行政拘留：{found.name}（第{found.evidence.page}页）在决定书第{mark.page}页决定行政拘留"
    yield breach(message, on=case.decision_date, evidence=[mark, found.evidence], law=_NO_POWER["liberty"], defect="行政拘留")


def _law_of_others(case: CaseFile, rule: Rule, found: Issuer) -> Iterator[Outcome]:
    decision = case.decision
    if decision is None:
        return
    squeezed = case.squeezed(decision)
    own = [law for law in rule.params["laws_of_one_department"] if law in squeezed.text]
    for cited in clauses(squeezed)[1] if own else ():
        for law, whose in rule.params["laws_of_one_department"].items():
            if cited.value.law.endswith(law) and not re.search(whose, found.name):
                mark = quoted(case, decision, f"处罚依据《{cited.value.law}》", cited.start, cited.end)
                said = f"{found.name}（第{found.evidence.page}页）依据《{cited.value.law}》（第{mark.page}页）处罚"
                if case.department in _CONCENTRATED:
                    yield unknown(f"{said}，请核对有无相对集中行政处罚权的决定（第十八条第二款）", evidence=[mark, found.evidence])
                else:
                    message = f"疑似超越职权：{said}"
                    marks = [mark, found.evidence]
                    yield breach(message, on=case.decision_date, evidence=marks, law=_NO_POWER["matter"], defect=_defect(found))
                return


@check("penalty.entrust_letter_missing")
def entrust_letter_missing(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A body that acts by entrustment: under the name of the agency, within the letter's time and matters."""
    found = issuer(case)
    if case.decision is None or found is None:
        return not_applicable("没有识别到处罚决定书的落款机关")
    if own := _in_own_name(case, found):
        return own
    handling = [field for writ in case.writs("filing_approval") for field in writ.all("handling_unit") if field.state == "value"]
    names = {*case.local.entrusted, *case.local.entrustments}
    for field in handling:
        unit = "".join(field.text.split())
        if unit in names:
            mark = case.evidence(f"办案机构 {unit}", field=field, writ=case.first("filing_approval"))
            return _letter(case, found, unit, mark)
    return not_applicable("承办单位不在受委托组织名单中，决定书也没有写受委托")


def _in_own_name(case: CaseFile, found: Issuer) -> Outcome | None:
    """Issued by a body the office lists as entrusted, or by one that says in the decision by whom it is entrusted."""
    if found.name in {*case.local.entrusted, *case.local.entrustments}:
        message = f"疑似以受委托组织名义处罚：决定书落款{found.name}（第{found.evidence.page}页）是受委托组织，应当以委托机关名义"
        return breach(message, on=case.decision_date, evidence=[found.evidence], defect=_defect(found))
    if hit := _entrusted_by(case, found):
        mark = case.cite("受委托", hit)
        message = f"疑似以受委托组织名义处罚：决定书第{mark.page}页写“{hit.text}”，落款却是{found.name}（第{found.evidence.page}页）"
        return breach(message, on=case.decision_date, evidence=[mark, found.evidence], defect=_defect(found))
    return None


def _entrusted_by(case: CaseFile, found: Issuer) -> Mention | None:
    """Where the decision says that the body which signed it, no agency itself, is entrusted by an agency."""
    for hit in case.mentions(case.decision or (), _ENTRUSTED, drop_negation=True) if found.kind != "agency" else ():
        by = hit.groups["by"] or ""
        if not found.name.endswith(by) and by != found.name:
            return hit
    return None


def _letter(case: CaseFile, found: Issuer, unit: str, mark: Evidence) -> Outcome:
    """The letter of the unit against the day and the cause of the decision."""
    day, cause = case.decision_date, cause_of(case)
    letters = case.local.entrustments
    if not letters:
        return unknown(f"办案机构{unit}（第{mark.page}页）是受委托组织，委托书未登记（entrustments）", evidence=[mark])
    letter = letters.get(unit)
    if letter is None:
        why = "没有登记委托书"
    elif day and (day < letter.first or (letter.last and day > letter.last)):
        until = zh(letter.last) if letter.last else "今"
        why = f"委托期限为{zh(letter.first)}至{until}，不包括决定之日{zh(day)}"
    elif letter.causes and cause and not any(word in cause for word in letter.causes):
        return unknown(f"办案机构{unit}的委托事项未见包括案由“{cause}”", evidence=[mark])
    else:
        return met(f"{unit}有委托书", [mark])
    decided = f"{found.name}（第{found.evidence.page}页）作出决定"
    message = f"疑似委托处罚缺委托书或者超出委托期限：办案机构{unit}（第{mark.page}页）{why}，{decided}"
    return breach(message, on=day, evidence=[mark, found.evidence])


@check("penalty.township_delegation_scope")
def township_delegation_scope(case: CaseFile, rule: Rule) -> Outcome:
    """The cause of a township's decision against the list of powers given to it, on the day of the decision."""
    found, day = issuer(case), case.decision_date
    if found is None or not _TOWNSHIP.search(found.name):
        return not_applicable("决定机关不是乡镇人民政府、街道办事处")
    if day and day < NEW_LAW:
        return not_applicable("旧法没有赋权乡镇街道的规定")
    text = case.squeezed(case.decision).text if case.decision else ""
    if any(words in text for words in rule.params["statutory"]):
        return met("法律直接规定由乡镇人民政府处理", [found.evidence])
    cause = cause_of(case)
    lists = (case.local.delegated.get(name or "") for name in (found.name, case.agency, _EVERYBODY))
    items = next((one for one in lists if one), None)
    if not items:
        return unknown(f"{found.name}的赋权事项目录（delegated）未配置", evidence=[found.evidence])
    if cause is None or day is None:
        return unknown("案由或者决定日期未能识别，不能与赋权事项目录比对", evidence=[found.evidence])
    own = [item for item in items if item.cause in cause or cause in item.cause]
    if not own:
        return _outside(case, found, f"案由“{cause}”不在赋权事项目录中")
    if any(item.granted <= day and (item.revoked is None or day < item.revoked) for item in own):
        return met(f"案由“{cause}”在赋权事项目录中", [found.evidence])
    item = own[0]
    if day < item.granted:
        return _outside(case, found, f"“{item.cause}”自{zh(item.granted)}起赋权，{zh(day)}即作出决定")
    return _after(case, found, item)


def _after(case: CaseFile, found: Issuer, item: Delegated) -> Outcome:
    """A power that was taken back: cases filed before may be finished where the province says so."""
    said = f"“{item.cause}”已于{zh(item.revoked)}收回" if item.revoked else ""
    if item.revoked and case.filing_date and case.filing_date < item.revoked:
        return unknown(f"{said}，本案{zh(case.filing_date)}立案在前，请核对过渡安排", evidence=[found.evidence])
    return _outside(case, found, said)


def _outside(case: CaseFile, found: Issuer, why: str) -> Outcome:
    message = f"疑似乡镇街道超出赋权范围处罚：{found.name}（第{found.evidence.page}页）作出决定，{why}"
    return breach(message, on=case.decision_date, evidence=[found.evidence])
