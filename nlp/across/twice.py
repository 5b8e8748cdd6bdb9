"""One act fined twice, by decisions of two dossiers (处罚法第二十九条): one party, days and places that overlap, one cause or one story."""

from __future__ import annotations

from nlp.across.finding import AcrossFinding, Side, finding_id, law_of
from nlp.across.profile import Act, Profile
from nlp.facts.document_numbers import same_number
from nlp.procedure.alike import bare, ratio
from nlp.procedure.presence import same_place
from nlp.procedure.rules import Rule

RULE = "filing.ne_bis_in_idem"


def fined_twice(one: Profile, other: Profile, rule: Rule) -> AcrossFinding | None:
    """The finding; None where party, time, place or act differ, a repetition is lawful, or both dossiers hold one decision."""
    a, b = sorted((one, other), key=lambda profile: (str(profile.decided), profile.dossier))
    first, second = a.act, b.act
    if not (a.fine and b.fine and first and second and _one_party(a, b)) or a.lawful_repeat or b.lawful_repeat:
        return None
    if any(same_number(x, y) for x in a.numbers for y in b.numbers) or not _overlap(first, second) or _other_vehicles(first, second):
        return None
    if a.decided and second.end and second.end > a.decided:
        return None  # what goes on after it was punished is another act
    place = next((x for x in first.places for y in second.places if same_place(x, y)), None)
    likeness = _likeness(a, b, first, second, float(rule.params.get("sim", 0.85)))
    law = law_of(rule, b.decided, department=b.department, region=b.region)
    if place is None or not likeness or not law:
        return None
    days = f"{first.start}" if first.start == first.end else f"{first.start}至{first.end}"
    return AcrossFinding(
        id=finding_id(rule.id, *sorted((a.dossier, b.dossier))),
        rule=rule.id,
        severity=rule.severity,
        message=(
            f"疑似同一违法行为两次罚款：{b.party}{days}在{place}的行为（{b.cause or a.cause}），“{a.name}”已罚款{a.fine:,.0f}元"
            f"（第{first.evidence.page}页），“{b.name}”又罚款{b.fine:,.0f}元（第{second.evidence.page}页），违法时间重叠、地点相同"
        ),
        on=b.decided,
        sides=tuple(
            Side(side.dossier, "dossier", side.name, tuple(shown for shown in (act.evidence, side.fine_evidence) if shown))
            for side, act in ((a, first), (b, second))
        ),
        law=law,
        confidence=round((0.9 if a.identity and b.identity else 0.75) * likeness, 3),
        agency=b.agency,
        department=b.department,
        region=b.region,
        party=b.party,
        amount=b.fine,
    )


def _one_party(a: Profile, b: Profile) -> bool:
    """By the numbers where both have one, else by an organisation's name."""
    if a.identity and b.identity:
        return a.identity == b.identity
    return a.party_kind == b.party_kind == "organisation" and a.party is not None and a.party == b.party


def _overlap(a: Act, b: Act) -> bool:
    if not (a.start and a.end and b.start and b.end):
        return False
    return max(a.start, b.start) <= min(a.end, b.end)


def _other_vehicles(a: Act, b: Act) -> bool:
    """Two vehicles stopped on one day are two acts."""
    return bool(a.plates and b.plates and not set(a.plates) & set(b.plates))


def _likeness(a: Profile, b: Profile, first: Act, second: Act, least: float) -> float:
    """How much cause or story agree, whichever agrees more; 0 below ``least``."""
    causes = ratio(a.cause, b.cause, least) if a.cause and b.cause else 0.0
    found = max(causes, ratio(bare(first.facts), bare(second.facts), least))
    return found if found >= least else 0.0
