"""A complaint that contradicts what a dossier asserts (处罚法第七十五条第二款): credentials, receipt, writ, two officers, goods back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ingest.document import Span
from nlp.across.complaint import Complaint, Told
from nlp.across.finding import AcrossFinding, Side, finding_id, law_of
from nlp.across.profile import Assertion, Claim, Profile, name_forms
from nlp.facts.document_numbers import same_number
from nlp.procedure.department import department_of
from nlp.procedure.finding import Evidence
from nlp.procedure.presence import same_place
from nlp.procedure.rules import Rule

RULE = "risk.complaint_contradicts_dossier"
_PRIVATE_ONLY = "PEPL2025"
# which signal claims the opposite of which assertion, and what its words must say for that
_CLAIMS: dict[str, tuple[Claim, re.Pattern[str]]] = {
    "sig.no_credentials": ("credentials", re.compile(r"证")),
    "sig.no_receipt": ("receipt", re.compile(r"票据|发票|收据|单据|现金|扫码|微信|支付宝|转账|不开")),
    "sig.procedure_opaque": ("writ", re.compile(r"文书|决定书|通知书|手续|书面|凭证|任何(?:单据|说法)")),
    "sig.auxiliary_alone": ("two_officers", re.compile(r"一(?:名|个|人)|单独|独自|只有|就来了")),
    "sig.over_scope_seizure": ("released", re.compile(r"不还|不退|不归还|未还|没还|没退|至今|还没|超期|扣了[^，。]{0,8}(?:天|月|年)")),
}
_CLAIMED_ZH: dict[str, str] = {
    "credentials": "未出示执法证件",
    "receipt": "罚款未开票据或者要求扫码、现金缴款",
    "writ": "未给文书",
    "two_officers": "一人执法",
    "released": "扣押物品超期未退",
}
_LONGEST_AFTER = timedelta(days=730)


def contradictions(complaint: Complaint, profile: Profile, rule: Rule) -> Iterator[AcrossFinding]:
    """One finding a claim. Nothing where recordings in the dossier answer it, or the two do not surely belong together."""
    day = complaint.received
    if profile.recorded or day is None or not _in_time(day, profile) or match(complaint, profile) < float(rule.params["match"]):
        return
    law = law_of(rule, day, department=profile.department, region=profile.region, but=() if profile.private else (_PRIVATE_ONLY,))
    asserted = {one.claim: one for one in profile.asserted}
    for told in complaint.told:
        claim, words = _CLAIMS.get(told.signal, (None, None))
        if claim and words and words.search(told.quote) and (found := asserted.pop(claim, None)) and law:
            yield AcrossFinding(
                id=finding_id(rule.id, profile.dossier, complaint.document, claim),
                rule=rule.id,
                severity=rule.severity,
                message=(
                    f"疑似投诉反映与案卷记载矛盾：{day}的投诉“{complaint.name}”反映{_CLAIMED_ZH[claim]}，"
                    f"而案卷“{profile.name}”第{found.evidence.page}页{found.evidence.label}，卷内未见音像记录或者核查反馈"
                ),
                on=day,
                sides=(_dossier(profile, found), _message(complaint, told)),
                law=law,
                confidence=0.7 if complaint.user in (profile.party, profile.head) else 0.5,
                agency=profile.agency,
                department=profile.department,
                region=profile.region,
                party=profile.party,
            )


def match(complaint: Complaint, profile: Profile) -> float:
    """How surely a message is about a dossier: number, party, agency, day, place. 1 at most."""
    number = any(same_number(a, b) for a in complaint.numbers for b in profile.numbers)
    forms = {form for name in (profile.party, profile.head) if name for form in name_forms(name)}
    days = {one.start.date() for one in profile.presences} | ({profile.decided} if profile.decided else set())
    places = [one.place for one in profile.presences] + list(profile.act.places if profile.act else ())
    parts = (
        0.5 * number,
        0.45 * bool(forms & set(complaint.names)),
        _agency(complaint, profile),
        0.2 * bool(days & set(complaint.days)),
        0.2 * bool(complaint.address and any(same_place(complaint.address, place) for place in places)),
    )
    return min(1.0, round(sum(parts), 3))


def _agency(complaint: Complaint, profile: Profile) -> float:
    """The same agency, or one of that kind in that place."""
    if not complaint.agency or not profile.agency:
        return 0.0
    if complaint.agency in profile.agency or profile.agency in complaint.agency:
        return 0.35
    same_kind = profile.department is not None and department_of(complaint.agency) == profile.department
    place = complaint.region or ""
    return 0.25 if same_kind and (not place or place in (profile.region or profile.agency) or (profile.region or "") in place) else 0.0


def _in_time(day: date, profile: Profile) -> bool:
    """Not before the first act on the spot, and within two years of the decision."""
    days = [one.start.date() for one in profile.presences] + ([profile.decided] if profile.decided else [])
    return bool(days) and min(days) <= day <= max(days) + _LONGEST_AFTER


def _dossier(profile: Profile, found: Assertion) -> Side:
    return Side(profile.dossier, "dossier", profile.name, (found.evidence,))


def _message(complaint: Complaint, told: Told) -> Side:
    return Side(complaint.document, "complaint", complaint.name, (words_of(told),))


def words_of(told: Told) -> Evidence:
    """The words of a signal as evidence: a range of the text, on its page 1."""
    return Evidence("投诉反映", told.quote, 1, Span(1, told.start, told.end))
