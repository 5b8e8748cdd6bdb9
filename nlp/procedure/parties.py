"""The parties of a case that has several (共同违法人、单位及其直接责任人员), and whom of them a writ concerns."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import lru_cache

from ingest.dossier import Writ
from nlp.facts.parties import is_person_name, org_suffix
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated

_NAMING = ("dossier_binding", "filing_approval", "prior_notice", "decision_approval", "penalty_decision", "closing_doc")
_LIST = re.compile(r"[、，,；;\n]")
_AND = re.compile(r"[和及与]|以及")
# what stands behind a name in its own cell
_DETAILS = re.compile(
    r"(?:[（(]|等[\d一二两三四五六七八九]*[人户家名]?$|统一社会信用代码|(?:居民|公民)?身份(?:证|号)|法定代表人|负责人|经营者|(?:住所|住址|地址|电话|联系|性别|年龄)|(?<=[\u4e00-\u9fa5]{2})[男女](?=[，,（(]|[汉回满苗壮]族|身份|公民|\d|出生|性别)).*$"
)
_ENOUGH = 2


@lru_cache(maxsize=1024)  # each name stands in many writs
def names_in(text: str) -> tuple[str, ...]:
    """The parties that a cell names side by side, or the one it begins with; none where it is no name."""
    squeezed = re.sub(r"[ \t　]", "", text.strip())
    for parting in (_LIST, _AND):
        parts = [_DETAILS.sub("", part) for part in parting.split(squeezed)]
        names = tuple(dict.fromkeys(part for part in parts if part))
        if len(names) > 1 and all(map(_is_name, names)):
            return names
    first = _DETAILS.sub("", _LIST.split(squeezed)[0])
    return (first,) if _is_name(first) else ()


@asked_once
def parties(case: CaseFile) -> frozenset[str]:
    """The parties where there are several: listed in one cell, or each in a field or decision of its own and in another paper."""
    said: Counter[str] = Counter()
    listed: set[str] = set()
    beside: set[str] = set()
    for writ in case.dossier.writs:
        cells = _cells(writ)
        for cell in cells:
            listed.update(cell if len(cell) > 1 else ())
        here = {name for cell in cells for name in cell}
        said.update(here)
        beside.update(here if len(here) > 1 else ())
    decided = {name for writ in case.writs("penalty_decision") for cell in _cells(writ) for name in cell}
    beside.update(decided if len(decided) > 1 else ())
    found = listed | {name for name in beside if said[name] >= _ENOUGH}
    return frozenset(found) if len(found) > 1 else frozenset()


def concerned(case: CaseFile, writ: Writ) -> frozenset[str]:
    """Those of several parties that a writ names as its own."""
    return parties(case) and parties(case) & {name for cell in _cells(writ) for name in cell}


def by_another(case: CaseFile, writ: Writ, notice: Writ) -> bool:
    """Whether a writ speaks only of other parties than those a notice is addressed to."""
    whose = concerned(case, notice)
    named = {party for party in parties(case) if party in case.squeezed(writ).text} if whose else set()
    return bool(named) and not named & whose


def last_notices(case: CaseFile, *, until: date | None = None, decision: Writ | None = None) -> tuple[Writ, ...]:
    """The last notice to each party (of a decision), made by a day where one is given; one notice where the case has one party.

    A notice whose day is not known comes before the others.
    """
    days = [(notice, case.date(notice)) for notice in case.notices]
    made = [(day.value if isinstance(day, Dated) else date.min, notice.first_page, notice) for notice, day in days]
    made = sorted((one for one in made if until is None or date.min < one[0] <= until), key=lambda one: one[:2])
    notices = [notice for _, _, notice in made]
    whose = (concerned(case, decision) if decision else frozenset()) or parties(case)
    last = {party: notice for party in whose for notice in notices if party in (concerned(case, notice) or whose)}
    told = {id(notice) for notice in last.values()} or {id(notice) for notice in notices[-1:]}
    return tuple(notice for notice in notices if id(notice) in told)


def _cells(writ: Writ) -> list[tuple[str, ...]]:
    if writ.type not in _NAMING:
        return []
    return [names for field in writ.all("party_name") if field.state == "value" and (names := names_in(field.text))]


def _is_name(text: str) -> bool:
    return is_person_name(text) or org_suffix(text) is not None
