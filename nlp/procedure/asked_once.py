"""What is worked out once for a dossier: many checks ask the same of the same case and its writs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

if TYPE_CHECKING:
    from nlp.procedure.case import CaseFile

T = TypeVar("T")
Of = TypeVarTuple("Of")


def asked_once(find: Callable[[CaseFile, *Of], T]) -> Callable[[CaseFile, *Of], T]:
    """The same function of a case and perhaps its writs, whose answer is kept with the case; nobody changes what it returns."""

    @wraps(find)
    def again(case: CaseFile, *of: *Of) -> T:
        key = (find, *map(id, of))
        if key not in case.answers:
            case.answers[key] = (of, find(case, *of))  # holds on to what it is about: the identities stay theirs
        answer: T = case.answers[key][1]
        return answer

    return again
