"""The examples of the rules over several dossiers and complaints, as profiles, and what the judges say of them.

A dossier or complaint is written with the fields of its class; ``fines`` and ``values`` make one dossier each, ``users`` one complaint
each. ``asserted`` maps a claim to the words of the dossier, ``told`` a signal to the words of the complaint; ``event`` names the event that
the complaints of a line tell of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import convert

from nlp.across import contradiction, fine_income, like_cases, repeated, unanswered
from nlp.across.complaint import Complaint
from nlp.across.finding import AcrossFinding
from nlp.across.fine_income import Fine, Quarter
from nlp.across.like_cases import Case
from nlp.across.profile import Profile
from nlp.procedure.local import LocalParameters
from nlp.procedure.rules import Rule

_TODAY = date(2026, 3, 2)


def findings_of(rule: Rule, example: Mapping[str, Any]) -> list[AcrossFinding]:
    """Everything the rule says of its example."""
    profiles = [profile for given in example.get("dossiers", ()) for profile in _profiles(given)]
    complaints = [complaint for given in example.get("complaints", ()) for complaint in _complaints(given)]
    local = LocalParameters.model_validate(example.get("local") or {})
    today = example.get("today", _TODAY)
    match rule.id:
        case like_cases.RULE:
            return list(_like_cases(profiles, rule))
        case fine_income.RULE:
            return list(_fine_income(profiles, rule))
        case contradiction.RULE:
            return [one for profile in profiles for one in contradiction.contradictions(complaints, profile, rule)]
        case repeated.RULE:
            named = [(given.get("event"), one) for given in example["complaints"] for one in _complaints(given)]
            events = {one.document: event for event, one in named if event}
            return [one for agency in _agencies(complaints) for one in repeated.clusters(agency, _about(agency, complaints), rule, events)]
        case unanswered.RULE:
            found = [unanswered.not_closed(complaint, local.complaint_sla, today, rule) for complaint in complaints]
            return [one for one in found if one is not None]
    raise ValueError(f"检查项 {rule.id} 没有跨案卷的判断")


def _profiles(given: Mapping[str, Any]) -> Iterator[Profile]:
    base = {name: value for name, value in given.items() if name not in ("fines", "values", "asserted")}
    asserted = [
        {"claim": claim, "evidence": {"label": f"载明“{quote}”", "quote": quote, "page": 2}}
        for claim, quote in (given.get("asserted") or {}).items()
    ]
    amounts = given.get("fines") or [given.get("fine")] * len(given.get("values", (None,)))
    values = given.get("values") or amounts
    for number, (fine, value) in enumerate(zip(amounts, values, strict=True)):
        name = f"{given['name']}{number or ''}"
        shown = {"label": f"罚款 {fine} 元", "quote": f"罚款{fine}元", "page": 3} if fine else None
        yield convert(
            base | {"dossier": name, "name": name, "fine": fine, "value": value, "fine_evidence": shown, "asserted": asserted},
            Profile,
        )


def _complaints(given: Mapping[str, Any]) -> Iterator[Complaint]:
    base = {name: value for name, value in given.items() if name not in ("users", "told", "event")}
    told = [{"signal": signal, "quote": quote, "start": 0, "end": len(quote)} for signal, quote in given["told"].items()]
    for number, user in enumerate(given.get("users", (None,))):
        name = f"{given['name']}{number or ''}"
        yield convert(
            {"office": base.get("agency")} | base | {"document": name, "name": name, "content": name, "user": user, "told": told},
            Complaint,
        )


def _like_cases(profiles: list[Profile], rule: Rule) -> Iterator[AcrossFinding]:
    known = {profile.dossier: profile for profile in profiles}
    for group in dict.fromkeys(profile.peers for profile in profiles if profile.peers):
        cases = [
            Case(one.dossier, one.name, one.decided or _TODAY, one.value or 0, one.fine or 0) for one in profiles if one.peers == group
        ]
        for outlier in like_cases.outliers(cases, rule):
            finding = like_cases.unlike(outlier, known[outlier.case.key], known[outlier.typical.key], rule)
            if finding is not None:
                yield finding


def _fine_income(profiles: list[Profile], rule: Rule) -> Iterator[AcrossFinding]:
    fines = [Fine(one.dossier, one.name, one.decided or _TODAY, one.fine or 0, one.elsewhere) for one in profiles]
    by_quarter = {
        quarter: [fine for fine in fines if Quarter.of(fine.decided) == quarter] for quarter in {Quarter.of(f.decided) for f in fines}
    }
    for quarter, now in by_quarter.items():
        before = by_quarter.get(quarter.a_year_before, [])
        signs = fine_income.signs_of(now, before, rule)
        agency = profiles[0].agency or ""
        if signs and (found := fine_income.spike(agency, quarter, now, before, signs, rule, department=None, region=None, evidence={})):
            yield found


def _agencies(complaints: list[Complaint]) -> list[str]:
    return list(dict.fromkeys(one.office for one in complaints if one.office))


def _about(agency: str, complaints: list[Complaint]) -> list[Complaint]:
    return [one for one in complaints if one.office == agency]
