"""What a dossier asserts that complaints deny: credentials shown, receipts given, writs served, two officers, seized things given back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.across.profile import Assertion, Claim
from nlp.facts.people import find_officers
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.quoting import quoted

_SAID: tuple[tuple[Claim, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "credentials",
        ("scene_record", "inquiry_record", "inspection_doc"),
        re.compile(r"(?:出示|亮明)[^，。；？]{0,12}证件?|这是我们的执法证件?|向[^，。；]{0,10}表明(?:了)?身份"),
    ),
    (
        "released",
        ("seizure_doc", "closing_doc", "penalty_decision"),
        re.compile(r"解除(?:查封|扣押|行政强制措施)[^，。；]{0,20}|(?:退还|返还|发还)(?:给)?当事人"),
    ),
)


def assertions(case: CaseFile) -> Iterator[Assertion]:
    """One of each kind, at the first place that says so."""
    for claim, types, pattern in _SAID:
        mention = next((one for type in types for one in case.mentions(type, pattern, drop_negation=True)), None)
        if mention is not None:
            yield Assertion(claim, case.cite(f"《{mention.writ.title}》载明", mention))
    if voucher := case.first("payment_doc", "voucher"):
        yield Assertion("receipt", case.evidence(f"卷内有《{voucher.title}》", writ=voucher))
    if served := _served(case):
        yield Assertion("writ", served)
    if pair := _pair(case):
        yield Assertion("two_officers", pair)


def _served(case: CaseFile) -> Evidence | None:
    """Where the service of the decision is told."""
    service = case.served(case.decision) if case.decision else None
    return service.day.evidence if service and service.served.yes and isinstance(service.day, Dated) else None


def _pair(case: CaseFile) -> Evidence | None:
    """The record of the scene that names two officers with their numbers."""
    for writ in case.writs("scene_record"):
        found = find_officers(case.squeezed(writ).text)
        known = {one.value.cert_no: one for one in found if one.value.cert_no}
        if len(known) >= 2:
            first = next(iter(known.values()))
            return quoted(case, writ, f"《{writ.title}》载明两名执法人员", first.start, first.end)
    return None
