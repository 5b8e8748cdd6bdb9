"""Records of questioning copied from one dossier into another (处罚法第四十条、第四十六条).

Every copy is reported once, beside the earliest record it is like: as many findings as copies, whatever their number.
"""

from __future__ import annotations

from datetime import date

from nlp.across import sketch
from nlp.across.finding import AcrossFinding, Side, finding_id, law_of
from nlp.across.profile import Profile, Statement
from nlp.procedure.alike import ratio
from nlp.procedure.rules import Rule
from nlp.procedure.same_name import same_name

RULE = "invest.record_cloned"
_AGREEMENT = 0.38  # of the sketches: texts that are 90 % alike agree in more than half, give or take chance

Place = tuple[date, str, str]


def place_of(profile: Profile, statement: Statement) -> Place:
    """Where a record stands in time: by its day (the decision's where it is not known), then by the dossier's key."""
    return statement.day or profile.decided or date.max, profile.dossier, statement.person


def likeness(one: Statement, other: Statement, rule: Rule) -> float:
    """How much the answers of two people agree; 0 where they are no copies, too short to tell, or one person's."""
    least, length = float(rule.params["sim"]), int(rule.params["min_chars"])
    if min(len(one.answers), len(other.answers)) < length or same_name(one.person, other.person):
        return 0.0
    if one.answers == other.answers:
        return 1.0
    if sketch.agreement(one.sketch, other.sketch) < _AGREEMENT:
        return 0.0
    found = ratio(one.answers, other.answers, least)
    return found if found >= least else 0.0


def copied(source: Profile, original: Statement, target: Profile, copy: Statement, rule: Rule) -> AcrossFinding | None:
    """The finding that ``copy`` repeats ``original``; None where they are not alike, or no verified law governs the day."""
    day = copy.day or target.decided
    law = law_of(rule, day, department=target.department, region=target.region)
    found = likeness(original, copy, rule) if law else 0.0
    if not found:
        return None
    length = min(len(original.answers), len(copy.answers))
    return AcrossFinding(
        id=finding_id(rule.id, *(part for one in ((source, original), (target, copy)) for part in (one[0].dossier, one[1].person))),
        rule=rule.id,
        severity=rule.severity,
        message=(
            f"疑似跨案卷笔录雷同：“{target.name}”{copy.person}的笔录（第{copy.evidence.page}页）与“{source.name}”{original.person}的笔录"
            f"（第{original.evidence.page}页）实质答复相似度{found:.0%}，剔除权利告知等固定问答后{length}字"
        ),
        on=day,
        sides=(
            Side(source.dossier, "dossier", source.name, (original.evidence,)),
            Side(target.dossier, "dossier", target.name, (copy.evidence,)),
        ),
        law=law,
        confidence=round(found, 3),
        agency=target.agency,
        department=target.department,
        region=target.region,
        party=target.party,
    )
