"""The same officer in two places at once, by records of two dossiers (处罚法第四十二条、第四十六条)."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.across.finding import AcrossFinding, Side, finding_id, law_of
from nlp.across.profile import Profile
from nlp.procedure.finding import LegalBasis
from nlp.procedure.presence import Presence, overlap_minutes, same_place
from nlp.procedure.rules import Rule
from nlp.procedure.same_name import same_name

RULE = "invest.officer_in_two_places"


def in_two_places(one: Profile, other: Profile, rule: Rule) -> Iterator[AcrossFinding]:
    """One finding an officer: the longest overlap of records whose places differ. A number that two names bear is no proof."""
    a, b = sorted((one, other), key=lambda profile: profile.dossier)
    least = int(rule.params["min_overlap_minutes"])
    longest: dict[str, tuple[Presence, Presence]] = {}
    for first in a.presences:
        for second in b.presences:
            if first.cert_no != second.cert_no or not same_name(first.officer, second.officer) or same_place(first.place, second.place):
                continue
            overlap = overlap_minutes(first, second)
            known = longest.get(first.cert_no)
            if overlap >= least and (known is None or overlap > overlap_minutes(*known)):
                longest[first.cert_no] = (first, second)
    for cert_no, (first, second) in sorted(longest.items()):
        law = law_of(rule, first.start.date(), department=a.department, region=a.region)
        if law:
            yield _finding(rule, a, b, cert_no, first, second, law)


def _finding(
    rule: Rule, a: Profile, b: Profile, cert_no: str, first: Presence, second: Presence, law: tuple[LegalBasis, ...]
) -> AcrossFinding:
    return AcrossFinding(
        id=finding_id(rule.id, a.dossier, b.dossier, cert_no),
        rule=rule.id,
        severity=rule.severity,
        message=(
            f"疑似同一执法人员同一时间在两地：{first.officer}（{cert_no}）{first.when}在{first.place}（“{a.name}”第{first.page}页），"
            f"又于{second.when}在{second.place}（“{b.name}”第{second.page}页），重叠{overlap_minutes(first, second):.0f}分钟"
        ),
        on=first.start.date(),
        sides=(Side(a.dossier, "dossier", a.name, (first.evidence,)), Side(b.dossier, "dossier", b.name, (second.evidence,))),
        law=law,
        agency=a.agency,
        department=a.department,
        region=a.region,
    )
