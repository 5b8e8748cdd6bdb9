"""A complaint that contradicts what a dossier asserts (处罚法第七十五条第二款): credentials, receipt, writ, two officers, goods back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from nlp.across.complaint import Complaint, Told, words_of
from nlp.across.finding import AcrossFinding, Side, finding_id, law_of
from nlp.across.profile import Assertion, Claim, Profile, name_forms
from nlp.facts.document_numbers import same_number
from nlp.opinion.answer_words import answers
from nlp.procedure.department import department_of
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


def contradictions(complaints: Sequence[Complaint], profile: Profile, rule: Rule) -> Iterator[AcrossFinding]:
    """One finding a claim, with every message that makes it. Nothing where recordings in the dossier or a reply with facts answer it."""
    if profile.recorded:
        return
    ordered = sorted(complaints, key=lambda one: (one.received or date.max, one.document))
    about = [one for one in ordered if _in_time(one.received, profile) and match(one, profile) >= float(rule.params["match"])]
    open_ones = [one for one in about if not answers(one.reply)]
    for asserted in profile.asserted:
        said = {one.content: (one, told) for one in reversed(open_ones) if (told := _denial(one, asserted.claim))}
        if said and (finding := _finding(list(reversed(said.values())), asserted, profile, rule)):
            yield finding


def _denial(complaint: Complaint, claim: Claim) -> Told | None:
    """The words of a message that deny what a dossier asserts."""
    for told in complaint.told:
        denied, words = _CLAIMS.get(told.signal, (None, None))
        if denied == claim and words and words.search(told.quote):
            return told
    return None


def _finding(said: Sequence[tuple[Complaint, Told]], asserted: Assertion, profile: Profile, rule: Rule) -> AcrossFinding | None:
    first = said[0][0]
    law = law_of(
        rule, first.received, department=profile.department, region=profile.region, but=() if profile.private else (_PRIVATE_ONLY,)
    )
    if not law:
        return None
    own = any(complaint.user in (profile.party, profile.head) for complaint, _ in said if complaint.user)
    return AcrossFinding(
        id=finding_id(rule.id, profile.dossier, asserted.claim),
        rule=rule.id,
        severity=rule.severity,
        message=(
            f"疑似投诉反映与案卷记载矛盾：{first.received}的投诉“{first.name}”{f'等{len(said)}件' if len(said) > 1 else ''}"
            f"反映{_CLAIMED_ZH[asserted.claim]}，而案卷“{profile.name}”第{asserted.evidence.page}页{asserted.evidence.label}，"
            "卷内未见音像记录或者核查反馈"
        ),
        on=first.received,
        sides=(
            Side(profile.dossier, "dossier", profile.name, (asserted.evidence,)),
            *(Side(complaint.document, "complaint", complaint.name, (words_of(told),)) for complaint, told in said),
        ),
        law=law,
        confidence=0.7 if own else 0.5,
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


def _in_time(day: date | None, profile: Profile) -> bool:
    """Not before the first act on the spot, and within two years of the decision."""
    days = [one.start.date() for one in profile.presences] + ([profile.decided] if profile.decided else [])
    return bool(days) and day is not None and min(days) <= day <= max(days) + _LONGEST_AFTER
