"""Texts that recognition left a letter out of: narrow ones (川, 一, 〇, 1) vanish between their neighbours."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nlp.facts.document_numbers import find_document_numbers
from nlp.procedure.one_numeral import one_edit

if TYPE_CHECKING:
    from nlp.procedure.case import CaseFile

_CUT_OFF = 2  # letters that the edge of a line takes from the head of a number
_NAMED = ("party_name", "addressee", "payer")


def one_letter_lost(read: str, whole: str) -> bool:
    """Whether a text is the whole one without one letter, none replaced."""
    return len(whole) == len(read) + 1 > 2 and one_edit(read, whole)


def name_as_most_read(case: CaseFile, name: str) -> str:
    """The party's name on a recognised page as most fields of the dossier have it, where they have one letter more."""
    fields = (field for writ in case.dossier.writs for label in _NAMED for field in writ.all(label) if field.state == "value")
    said = Counter("".join(field.text.split()) for field in fields)
    others = (other for other in said if one_letter_lost(name, other))
    return max((other for other in others if said[other] > max(said[name], 1)), key=lambda other: (said[other], other), default=name)


def number_as_most_read(case: CaseFile, number: str) -> str:
    """A document number on a recognised page as most writs have it: of the same year and serial, letters of the agency's name more.

    Recognition loses letters and adds none: of two that stand in as many places the longer one counts.
    """
    own = next((one.value for one in find_document_numbers(number)), None)
    if own is None or not own.prefix:
        return number
    found = (one for writ in case.dossier.writs for one in {one.value for one in find_document_numbers(case.text(writ).text)})
    said = Counter(one.prefix for one in found if (one.year, one.serial) == (own.year, own.serial))
    read, letters = own.prefix, set(case.agency or "")  # 编号, 作出 and the like may stand before a number as well
    others = (other for other in said if _lost_of(read, other) and (Counter(other) - Counter(read)).keys() <= letters)
    better = (other for other in others if said[other] > 1 and said[other] >= said[read])
    return number.replace(read, max(better, key=lambda other: (said[other], len(other), other), default=read), 1)


def _lost_of(read: str, whole: str) -> bool:
    """Whether the agency's word in a number lost letters at its head, or one within."""
    return (len(whole) - len(read) <= _CUT_OFF and whole.endswith(read)) or one_letter_lost(read, whole)
