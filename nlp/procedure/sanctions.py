"""What a case is punished with, for the checks that depend on its weight: fine, confiscation, heavy kinds."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.dossier import Writ
from nlp.facts.parties import is_person_name
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.local import Threshold
from nlp.procedure.logic import NO, Ternary, known, undecided
from nlp.procedure.mention import Mention
from nlp.procedure.penalties import imposed

# kinds that always count as heavy (处罚法第六十三条第一款第三、四项); orders to correct such as 停产整治 do not
HEAVY: tuple[tuple[str, str], ...] = (
    (
        "责令停产停业",
        r"责令(?:其|当事人|你(?:单位|公司)?)?(?:立即)?(?:停产停业|停产、停业|停业整顿|停产整顿|停产停业整顿|停止营业)(?!整治)",
    ),
    ("责令关闭", r"责令(?:其|当事人)?关闭"),
    ("吊销许可证件", r"吊销[^，。；]{0,24}(?:许可证|执照|资格证|证书|证件|驾驶证|许可)"),
    ("降低资质等级", r"降低[^，。；]{0,10}资质"),
    ("限制从业", r"限制从业|(?:禁止|不得)(?:其)?从事[^，。；]{0,20}(?:工作|职业|活动|经营)"),
)


@asked_once
def heavy_kinds(case: CaseFile, writ: Writ | None) -> list[tuple[str, Mention]]:
    """The heavy kinds in the operative part of a decision or notice; what the cited law merely allows does not count."""
    part = imposed(writ, case.squeezed(writ)) if writ else None
    if part is None or writ is None:
        return []
    return [
        (kind, hit)
        for kind, pattern in HEAVY
        for hit in case.mentions(writ, pattern)
        if part.start <= hit.start < part.end and not re.search(r"的，?$", part.passage.text[hit.end : hit.end + 2])
    ]


def fine_of(case: CaseFile, writ: Writ | None) -> Decimal | None:
    """The fine a writ imposes or proposes, in yuan; None where none was read."""
    part = imposed(writ, case.squeezed(writ)) if writ else None
    return part.fine if part else None


def fined_as(case: CaseFile) -> str | None:
    """Who is fined, as laws divide them (单位 or 个人); None for individual businesses and where the name does not tell."""
    if case.party is None:
        return None
    codes = any(writ.get("party.uscc").state == "value" for type in ("penalty_decision", "filing_approval") for writ in case.writs(type))
    if is_person_name(case.party) and not codes:
        return "个人"
    return "单位" if case.party.endswith("公司") else None


def is_person(case: CaseFile) -> bool | None:
    """Whether the party is a natural person; for 个体工商户 what the office has settled, None where it has not."""
    name = case.party
    if not name:
        return None
    if len(name) <= 4 and not re.search(r"店|铺|馆|行|坊|厂|社|部|站|所|中心|公司", name):
        return True
    identity = case.decision.get("party.uscc").text if case.decision else ""
    individual = identity.strip().startswith("92") or bool(
        re.search(r"个体工商户", "".join(case.squeezed(w).text for w in case.writs("party_identity")))
    )
    if individual:
        return {"person": True, "organisation": False}.get(case.local.individual_business_as or "")
    return False


def fine_reaches(case: CaseFile, threshold: Threshold, name: str) -> Ternary:
    """Whether the fine reaches a local threshold (the amount itself included); unknown where it is not set."""
    fine = fine_of(case, case.decision)
    if fine is None:
        return NO
    person = is_person(case)
    limits = {True: [threshold.person], False: [threshold.organisation], None: [threshold.person, threshold.organisation]}[person]
    answers = {None if limit is None else fine >= Decimal(str(limit)) for limit in limits}
    if answers == {True} or answers == {False}:
        return known(answers.pop() is True)
    return undecided(f"罚款{fine}元是否达到{name}，本地参数未配置" if None in answers else "个体工商户按公民还是组织，本地参数未配置")
