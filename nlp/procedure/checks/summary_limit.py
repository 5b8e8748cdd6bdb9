"""What may be decided on the spot (处罚法第五十一条; 治安管理处罚法第一百一十九条; 道路交通安全法第一百零七条)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import Imposed, imposed
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.security_law import by_security_law

_SINCE = date(2021, 7, 15)
_PUBLIC_SECURITY_SINCE = date(2026, 1, 1)
Party = Literal["person", "organisation", "individual_business"]


@check("summary.amount_over_limit")
def amount_over_limit(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A fine above the limit for persons or organisations, or a penalty other than warning and fine."""
    decision = case.last("summary_decision")
    if decision is None:
        return not_applicable("没有当场处罚决定书")
    day = case.date(decision)
    if not isinstance(day, Dated):
        return unknown(day.reason)
    done = imposed(decision, case.squeezed(decision))
    if done is None:
        return unknown(f"《{decision.title}》（第{decision.first_page}页）的处罚内容未能识别")
    evidence = [quoted(case, decision, f"决定：{item.kind}", item.start, item.end) for item in done.items]
    others = sorted(done.kinds - {"警告", "罚款"})
    if others:
        return breach(
            f"疑似超出简易程序的处罚种类：{day.text}当场决定{'、'.join(others)}，当场处罚只限警告和小额罚款",
            on=day.value, severity="fatal", evidence=evidence, law=_law(case),
        )  # fmt: skip
    if own := _by_own_law(case, decision, done, day, rule):
        return own
    party = party_kind(case)
    if party is None or done.fine is None:
        return unknown("当事人是公民还是单位未能识别") if done.fine is not None else met("当场处罚没有罚款")
    limits = _limits(case, day.value, rule.params)
    counted = case.local.individual_business_as if party == "individual_business" else party
    limit = limits[counted or "organisation"]
    if done.fine > limit:
        who = {"person": "公民", "organisation": "法人或者其他组织", "individual_business": "个体工商户"}[party]
        return breach(
            f"疑似超出简易程序限额：{day.text}对{who}当场罚款{done.fine:,}元，限额为{limit:,}元以下",
            on=day.value, severity="fatal", evidence=evidence, law=_law(case),
        )  # fmt: skip
    if party == "individual_business" and counted is None and done.fine > limits["person"]:
        return breach(
            f"提示：对个体工商户当场罚款{done.fine:,}元，超过对公民的限额{limits['person']:,}元，请按本地口径核对",
            on=day.value, severity="info", evidence=evidence, law=_law(case),
        )  # fmt: skip
    return met(f"当场罚款{done.fine:,}元，未超过{limit:,}元")


def _by_own_law(case: CaseFile, decision: Writ, done: Imposed, day: Dated, rule: Rule) -> Outcome | None:
    """A law with limits of its own (第五十一条：法律另有规定的，从其规定): within them all is well, beyond them a person has to look."""
    for entry in rule.params["own_laws"]:
        agency = entry.get("agency")
        named = case.mentions(decision, entry["law"], drop_citations=False) or (agency and agency in (case.agency or ""))
        if not named or day.value < entry["from"] or done.fine is None:
            continue
        limit = Decimal(entry["person" if party_kind(case) == "person" else "organisation"])
        if done.fine <= limit:
            return met(f"当场罚款{done.fine:,}元，未超过{entry['law']}的限额{limit:,}元")
        return unknown(
            f"《{decision.title}》（第{decision.first_page}页）当场罚款{done.fine:,}元，{entry['law']}的限额为{limit:,}元，另有例外"
        )
    return None


def _law(case: CaseFile) -> tuple[str, ...]:
    if case.department != "公安":
        return ("APL2021",)
    return ("RTSL2021",) if _by_traffic_law(case) else ("PSAPL2025", "PSAPL")


def _by_traffic_law(case: CaseFile) -> bool:
    """Whether the police punish by the law of road traffic, which has a limit of its own."""
    decision = case.last("summary_decision")
    named = bool(decision and case.mentions(decision, "道路交通安全法", drop_citations=False))
    return named and not by_security_law(case, decision)


def _limits(case: CaseFile, day: date, params: Any) -> dict[str, Decimal]:
    if case.department == "公安" and _by_traffic_law(case):
        both = params["road_traffic"]
        return {"person": Decimal(both), "organisation": Decimal(both)}
    if case.department == "公安":
        both = params["public_security"]["since_2026" if day >= _PUBLIC_SECURITY_SINCE else "before_2026"]
        return {"person": Decimal(both), "organisation": Decimal(both)}
    held = params["limits" if day >= _SINCE else "limits_before_2021_07_15"]
    return {name: Decimal(value) for name, value in held.items()}


def party_kind(case: CaseFile) -> Party | None:
    """Whether the party is a person, an organisation or an individual business; None where it cannot be told."""
    texts = " ".join(case.squeezed(writ).text for writ in (case.decision, *case.writs("party_identity")) if writ)
    name = case.party or ""
    if re.search(r"个体工商户", texts) or (re.search(r"经营者[：:]?[\u4e00-\u9fa5]{2,4}", texts) and len(name) > 4):
        return "individual_business"
    if re.search(r"公司|厂$|社$|中心$|医院|学校|合作社|集团|事务所|协会|银行", name):
        return "organisation"
    if re.fullmatch(r"[\u4e00-\u9fa5·]{2,4}", name) and not re.search(r"店|馆|厂|部|行|铺|摊|吧|屋|坊|超市|商行$", name):
        return "person"
    if re.search(r"统一社会信用代码", texts):
        return "organisation"
    return None
