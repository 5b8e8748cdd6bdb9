"""Officers as the writs of a case name them, and the numbers of their certificates (执法证号)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.dossier import Field, Writ
from nlp.facts.people import find_officers, split_names
from nlp.procedure.case import CaseFile
from nlp.procedure.questioned import same_name

_NUMBER_NEAR = r"[^。；]{0,60}?\d{5,}"
_LABEL = r"(?:执法|检查|监督|行政执法)?证(?:件)?(?:编)?号(?:码)?"
_BLANK_NUMBER = re.compile(rf"[（(，,、]{_LABEL}[：:为]?[_\s＿]*(?=[）)，,、；;。]|$)|{_LABEL}[：:为][_＿]+")


@dataclass(frozen=True, slots=True)
class NumberedOfficer:
    """An officer with a certificate number, and the writ that says so."""

    name: str
    number: str
    writ: Writ


def named_officers(writ: Writ) -> tuple[str, ...]:
    """The names in the fields for officers of a record, without those who only signed."""
    fields = _fields(writ)
    return tuple(dict.fromkeys(name for field in fields for name in split_names(field.text)))


def numbered_officers(case: CaseFile, writ: Writ) -> Iterator[NumberedOfficer]:
    """Officers with numbers, by the text and by the fields (where a cell breaks the line between name and number)."""
    texts = [case.text(writ).text, case.squeezed(writ).text, *(field.text for field in _fields(writ))]
    seen = set()
    for text in texts:
        for found in find_officers(text) if re.search(r"\d{4}", text) else ():
            one = found.value
            if one.cert_no and (one.name, one.cert_no) not in seen:
                seen.add((one.name, one.cert_no))
                yield NumberedOfficer(one.name, one.cert_no, writ)


def holders(case: CaseFile) -> Mapping[str, tuple[NumberedOfficer, ...]]:
    """Number → who bears it in the dossier, each name once, with the first writ that says so."""
    found: dict[str, dict[str, NumberedOfficer]] = defaultdict(dict)
    for writ in case.dossier.writs:
        for one in numbered_officers(case, writ):
            found[one.number].setdefault(one.name, one)
    return {number: tuple(by_name.values()) for number, by_name in found.items()}


def has_number(case: CaseFile, name: str) -> bool:
    """Whether some writ prints a number behind this name, in whatever notation, or holds a copy of the certificate."""
    near = re.compile(re.escape(name) + _NUMBER_NEAR)
    return any(near.search(text) or ("执法证" in writ.title and name in text) for writ in case.dossier.writs for text in _texts(case, writ))


def blank_number(case: CaseFile, writ: Writ) -> tuple[int, int] | None:
    """Where a record prints a place for certificate numbers and leaves it blank."""
    match = _BLANK_NUMBER.search(case.squeezed(writ).text)
    return match.span() if match else None


def known_as(name: str, names: Mapping[str, object] | set[str]) -> str | None:
    """The name among others that this one is, a character misread included."""
    return name if name in names else next((other for other in names if same_name(name, other)), None)


def _fields(writ: Writ) -> list[Field]:
    return [field for name in ("officers", "handlers", "inspectors") for field in writ.all(name) if field.state == "value"]


def _texts(case: CaseFile, writ: Writ) -> tuple[str, ...]:
    return (case.squeezed(writ).text, *("".join(field.text.split()) for field in _fields(writ)))
