"""The fields of a case (案件要素) that the contract of ``zhijian screen`` promises, each from the writ that says it best."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from operator import ne
from typing import Any, Literal

from ingest.dossier import Writ
from nlp.citations import find_citations
from nlp.facts.document_numbers import find_document_numbers
from nlp.facts.identifiers import find_id_numbers, find_usccs, valid_id_number, valid_uscc
from nlp.facts.parties import is_person_name, org_suffix
from nlp.facts.people import split_names
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing
from nlp.procedure.lost_letters import number_as_most_read
from nlp.procedure.officers import numbered_officers
from nlp.procedure.penalties import imposed

# the writs that name a case's cause, party and identity, the most reliable first
_CAUSE = ("filing_approval", "investigation_report", "decision_approval", "legal_review", "closing_doc", "hearing_doc", "case_source")
_IDENTITY = (
    "penalty_decision",
    "summary_decision",
    "filing_approval",
    "party_identity",
    "investigation_report",
    "prior_notice",
    "closing_doc",
)
_OFFICERS = ("inspection_doc", "scene_record", "inquiry_record", "summary_decision", "sampling_record", "penalty_decision", "prior_notice")
_UNCERTAIN = re.compile(r"^(?:关于)?(?:对)?(?:当事人)?(?:涉嫌|涉及)?(?:存在|实施)?")
# what a decision says the act was, where no label says it: 上述行为违反了…的规定，属于占用疏散通道的违法行为
_CALLED = re.compile(r"(?:属于|构成了?|系|认定为)(?P<cause>[^，,。；;：《》“”、]{4,50}?)的?(?:违法)?行为(?=[，,。；;])")
_DEGREE = re.compile(r"轻微|一般|较轻|较重|严重|恶劣|初次|首次|从[轻重]|减轻|不予|前款|上述|规定$|犯罪")
# acts end in words that end like the word for a case: 未按规定备案, 未编制应急预案, 伪造档案; but 使用不合格设备案 is a case
_OWN_WORD = r"(?<!(?<![配设装准具储筹完])备)(?<!档)(?<!(?<!干)预)(?<!(?<![地对双])方)"
_ENDING = re.compile(rf"(?:一)?(?:的)?(?:违法)?{_OWN_WORD}案(?:件)?$|的行为$")
_MISREAD, _LETTERS = 2, 6  # letters of a cause that may be misread, one in so many
_NUMBER_LABEL = re.compile(r"^(?:决定书文号|文书编号|案件编号|立案号|文号|编号|案号)[：:]?")


def case_fields(case: CaseFile) -> dict[str, Any]:
    """Every field of the contract; None where the dossier does not say it. Dates as ISO 8601, money in yuan."""
    decision = case.decision
    penalty = imposed(decision, case.squeezed(decision)) if decision else None
    identity = _identity(case)
    return {
        "case_no": _case_no(case),
        "party": case.party,
        "party_type": _party_type(case.party, identity),
        "uscc_or_id": identity,
        "legal_representative": _first(case, _IDENTITY, "party.legal_rep", is_person_name),
        "agency": case.agency,
        "cause": cause_of(case),
        "filing_date": _iso(case.filing),
        "notice_date": _iso(case.date(case.last("prior_notice"))),
        "decision_no": _decision_no(case, decision),
        "decision_date": _iso(case.decided),
        "service_date": _iso(_service(case, decision)),
        "closing_date": _iso(case.date(case.last("closing_doc", "approval"))),
        "fine_amount": _yuan(penalty.fine if penalty else None),
        "confiscated_amount": _yuan(penalty.confiscated if penalty else None),
        "officers": [{"name": name, "cert_no": number} for name, number in _officers(case).items()],
        "cited_laws": _cited(case, decision),
    }


def _iso(day: Dated | Missing) -> str | None:
    return day.value.isoformat() if isinstance(day, Dated) else None


def _yuan(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _number(writ: Writ | None) -> str | None:
    """The number of a writ without its label and white space."""
    if writ is None or writ.number is None:
        return None
    return _NUMBER_LABEL.sub("", "".join(writ.number.split())) or None


def _decision_no(case: CaseFile, decision: Writ | None) -> str | None:
    number = _number(decision)
    return number_as_most_read(case, number) if decision and number and case.recognised(decision) else number


def _case_no(case: CaseFile) -> str | None:
    """The number of the filing; else the field 案号 of a writ that bears one, the filing first, the cover last; else that of the volume."""
    filing = case.first("filing_approval")
    if number := _number(filing):
        if filing and case.recognised(filing):
            number = number_as_most_read(case, number)  # the first letters of a number are lost in the ink of a stamp or a fold
            longer = {text for writ in case.dossier.writs for text in _values(writ, "case_no") if text.endswith(number)}
            return max(sorted(longer), key=len, default=number)
        return number
    ordered = sorted(case.dossier.writs, key=lambda writ: (writ.type != "filing_approval", writ.type == "dossier_binding"))
    for name in ("case_no", "volume_no"):
        for text in (text for writ in ordered for text in _values(writ, name)):
            if find_document_numbers(text):
                return _NUMBER_LABEL.sub("", text)
    return None


def _values(writ: Writ, name: str) -> Iterator[str]:
    return ("".join(field.text.split()) for field in writ.all(name) if field.state == "value")


def _fields(case: CaseFile, types: Iterable[str], name: str) -> Iterator[str]:
    for type in types:
        for writ in case.writs(type):
            yield from _values(writ, name)


def _first(case: CaseFile, types: Iterable[str], name: str, good: Callable[[str], bool]) -> str | None:
    return next((text for text in _fields(case, types, name) if good(text)), None)


def _identity(case: CaseFile) -> str | None:
    """The credit code or identity number of the party, one with a right check digit first."""
    codes = [code.value for text in _fields(case, _IDENTITY, "party.uscc") for code in find_usccs(f"统一社会信用代码：{text}")]
    numbers = [one.value for text in _fields(case, _IDENTITY, "party.id") for one in find_id_numbers(text)]
    if not codes and not numbers:
        writs = [writ for type in _IDENTITY for writ in case.writs(type)]
        codes = [code.value for writ in writs for code in find_usccs(case.text(writ).text)]
        numbers = [one.value for writ in writs for one in find_id_numbers(case.text(writ).text)]
    person = case.party is not None and is_person_name(case.party)
    right = [code for code in codes if valid_uscc(code)] or codes
    known = [number for number in numbers if valid_id_number(number)] or numbers
    found = [*known, *right] if person else [*right, *known]
    return found[0] if found else None


def _party_type(party: str | None, identity: str | None) -> Literal["person", "organisation"] | None:
    """By the number, else by the name. A shop with a credit code (个体工商户) is no natural person here."""
    if identity and find_id_numbers(identity):
        return "person"
    if identity or (party and org_suffix(party)):
        return "organisation"
    if party is None:
        return None
    return "person" if is_person_name(party) else "organisation"


@asked_once
def cause_of(case: CaseFile) -> str | None:
    """The cause (案由) without the party's name, 涉嫌 and 案: by the labels of forms, else by what the decision calls the act."""
    texts = [*_fields(case, ("summary_decision", "penalty_decision"), "cause"), *_fields(case, _CAUSE, "cause")]
    texts += [*_fields(case, ("dossier_binding",), "case_name"), *_fields(case, ("dossier_binding",), "cause")]
    texts += [text for writ in (case.decision, *case.notices) if writ for text in _called(case.squeezed(writ).text)]
    parties = {"".join(field.text.split()) for writ in case.dossier.writs for field in writ.all("party_name") if len(field.text) > 1}
    found = [cause for text in texts if len(cause := _plain_cause(text, parties)) >= 4]
    return _most_read(found) if found else None


def _most_read(causes: Sequence[str]) -> str:
    """The first cause as most writs have it: where it differs in a letter or two (岗期问 for 岗期间), that was misread or mistyped."""
    first = causes[0]
    alike = [one for one in causes if len(one) == len(first) and sum(map(ne, one, first)) <= min(_MISREAD, len(first) // _LETTERS)]
    return max(alike, key=alike.count)  # of several, the first


def _called(text: str) -> Iterator[str]:
    """What a decision or notice calls the act it found, in text order."""
    return (match["cause"] for match in _CALLED.finditer(text) if not _DEGREE.search(match["cause"]))


def _plain_cause(text: str, parties: Iterable[str]) -> str:
    for name in sorted(parties, key=len, reverse=True):
        for printed in (name, name.translate(str.maketrans("（）", "()"))):
            text = text.removeprefix(printed)
    text = _UNCERTAIN.sub("", text.strip("，,。；;："))
    return _ENDING.sub("", text)


def _service(case: CaseFile, decision: Writ | None) -> Dated | Missing:
    """The day the decision was served; an on-the-spot decision that the party signed was handed over at once (第五十二条)."""
    if decision is None:
        return Missing("absent", "卷内未见处罚决定书")
    service = case.served(decision)
    if decision.type == "summary_decision" and service.served.yes and not isinstance(service.day, Dated):
        return case.decided
    return service.day


def _officers(case: CaseFile) -> dict[str, str | None]:
    """Officers with certificate numbers as the records name them (each number once), and the handlers of the filing."""
    found: dict[str, str | None] = {}
    for type in _OFFICERS:
        for writ in case.writs(type):
            for one in numbered_officers(case, writ):
                if one.number not in found.values():
                    found.setdefault(one.name, one.number)
    for text in _fields(case, ("filing_approval",), "handlers"):
        for name in split_names(text):
            found.setdefault(name, None)
    return found


def _cited(case: CaseFile, decision: Writ | None) -> list[dict[str, Any]]:
    """The provisions the decision cites, each once, in text order."""
    cited = [one.value for one in find_citations(case.squeezed(decision).text)] if decision else []
    return [
        {"law": one.law, "article": one.article, "paragraph": one.paragraph, "item": one.item}
        for one in dict.fromkeys(cited)
        if one.article is not None
    ]
