"""Whether officers are qualified (处罚法第四十二条): the numbers of their certificates in the dossier and on the roster."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.dossier import Writ
from nlp.procedure.act_day import act_day
from nlp.procedure.auxiliaries import auxiliaries
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import zh
from nlp.procedure.finding import Evidence
from nlp.procedure.officers import (
    NumberedOfficer,
    blank_number,
    has_number,
    holders,
    known_as,
    named_in,
    named_officers,
    no_numbers_at_all,
    numbered_officers,
    numbers_shown,
)
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.questioned import inquiry_records
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.same_name import same_name

_POLICE = "公安"  # they show the police certificate and state no number


@check("officer.qualification_missing")
def qualification_missing(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Every officer of a record has a certificate number somewhere in the dossier, his own, and on the roster where one is given."""
    records = [*case.writs("scene_record"), *inquiry_records(case), *case.writs("summary_decision")]
    records += case.writs("seizure_doc", "scene")
    if not records:
        return not_applicable("卷内没有现场笔录、询问笔录、当场处罚决定书")
    outcomes = [*(list(_shared(case)) or _two_numbers(case))]
    if case.department != _POLICE:
        outcomes += [*_nowhere(case, records), *(found for writ in records for found in _left_blank(case, writ))]
    outcomes += [found for writ in records for found in _against_roster(case, writ)]
    note = "" if case.local.officers else "（未配置执法人员名册，未与名册比对）"
    if outcomes:
        return outcomes
    if case.department != _POLICE and not any(_all_names(case, writ) or numbers_shown(case, writ) for writ in records):
        pages = "、".join(str(writ.first_page) for writ in records)
        marks = [case.evidence(f"《{writ.title}》", writ=writ) for writ in records]
        return unknown(f"笔录（第{pages}页）的执法人员及其执法证号均未能识别，请人工核对", evidence=marks)
    return met(f"各笔录的执法人员均有执法证号{note}")


def _unnumbered(case: CaseFile, writ: Writ) -> list[str]:
    """Officers that this record names without a number; auxiliaries bear none, and stand among them by a defect of another kind."""
    numbered = {one.name for one in numbered_officers(case, writ)}
    named = named_officers(writ)
    if numbers_shown(case, writ) >= max(2, len(named)):
        return []
    lacking = [name for name in named if case.readable(writ) and not known_as(name, numbered)]
    helpers = {one.name for one in auxiliaries(case.squeezed(writ).text)} if lacking else set()
    return [name for name in lacking if name not in helpers]


def _nowhere(case: CaseFile, records: Sequence[Writ]) -> Iterator[Outcome]:
    """Officers without a number in the whole dossier, all in one finding; a hint where two others of the record have one."""
    none = no_numbers_at_all(case)
    lacking = [
        (writ, name)
        for writ in records
        if none or not case.recognised(writ)
        for name in _unnumbered(case, writ)
        if not has_number(case, name)
    ]
    if not lacking:
        return
    marks = tuple(named_in(case, writ, name) for writ, name in lacking)
    pages = "、".join(str(page) for page in sorted({mark.page for mark in marks}))
    names = "、".join(dict.fromkeys(name for _, name in lacking))
    said = f"笔录（第{pages}页）载明的执法人员{names}，卷内未见其执法证号或者执法证复印件"
    if case.gaps:
        yield unknown(f"{said}；{'；'.join(case.gaps)}", evidence=marks)
        return
    enough = all(len(_all_names(case, writ)) - len(_unnumbered(case, writ)) >= 2 for writ, _ in lacking)
    yield breach(
        f"疑似执法人员无执法资格证明：{said}", on=act_day(case, lacking[0][0]), severity="info" if enough else "major", evidence=marks
    )


def _all_names(case: CaseFile, writ: Writ) -> set[str]:
    return {*named_officers(writ), *(one.name for one in numbered_officers(case, writ))}


def _left_blank(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """A place for numbers that was left blank in a record, where other writs give them."""
    blank = blank_number(case, writ)
    names = [name for name in _unnumbered(case, writ) if has_number(case, name)] if blank else []
    if names and blank and len(names) == len(_all_names(case, writ)):
        yield breach(
            f"疑似漏填执法证号：《{writ.title}》（第{writ.first_page}页）执法证号处空白，卷内其他文书载有{'、'.join(names)}的证号",
            on=act_day(case, writ),
            severity="info",
            evidence=(quoted(case, writ, "执法证号空白", *blank),),
        )


def _shared(case: CaseFile) -> Iterator[Outcome]:
    """One number borne by two people."""
    for number, borne in holders(case).items():
        for one, other in pairwise(borne):
            cut = one.name.endswith(other.name) or other.name.endswith(one.name)  # 和海峰, whose surname reads like 和 between names
            if case.recognised(one.writ, other.writ) or cut or same_name(one.name, other.name) or not _alone(number, one, other, case):
                continue
            said = f"执法证号{number}在第{one.writ.first_page}页为{one.name}的，在第{other.writ.first_page}页为{other.name}的"
            marks = (_numbered_in(case, one), _numbered_in(case, other))
            yield breach(f"疑似执法证号与姓名不符：{said}", on=act_day(case, other.writ), severity="major", evidence=marks)


def _two_numbers(case: CaseFile) -> Iterator[Outcome]:
    """One officer under two numbers, on pages that were not recognised from a scan."""
    by_name: dict[str, list[NumberedOfficer]] = {}
    for borne in holders(case).values():
        for one in borne:
            by_name.setdefault(one.name, []).append(one)
    for name, (one, *rest) in by_name.items():
        for other in rest:
            if one.number in other.number or other.number in one.number or case.recognised(one.writ, other.writ):
                continue
            said = f"{name}的证号在第{one.writ.first_page}页为{one.number}，在第{other.writ.first_page}页为{other.number}"
            marks = (_numbered_in(case, one), _numbered_in(case, other))
            yield breach(f"疑似执法证号前后不一致：{said}", on=act_day(case, other.writ), severity="info", evidence=marks)


def _alone(number: str, one: NumberedOfficer, other: NumberedOfficer, case: CaseFile) -> bool:
    """Whether neither of the two has another number: then the shared one is no slip in pairing names with numbers."""
    borne = [officer.name for key, officers in holders(case).items() if key != number for officer in officers]
    return not (one.name in borne and other.name in borne)


def _against_roster(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """Numbers that the roster does not hold, holds for another, or not for this day; numbers of another make."""
    roster, pattern, day = case.local.officers, case.settled.certificate, act_day(case, writ)
    for one in numbered_officers(case, writ) if roster or pattern else ():
        mark = _numbered_in(case, one)
        who = f"《{writ.title}》（第{writ.first_page}页）{one.name}的执法证号{one.number}"
        entry = roster.get(one.number)
        if roster and entry is None:
            near = next((number for number, other in roster.items() if other.name == one.name and _one_apart(number, one.number)), None)
            if near:
                yield breach(f"疑似执法证号有误：{who}与名册的{near}相差一位，请核对", on=day, severity="info", evidence=(mark,))
            else:
                yield breach(f"疑似无执法资格：{who}不在执法人员名册", on=day, severity="fatal", evidence=(mark,))
        elif entry and not same_name(entry.name, one.name):
            yield breach(f"疑似无执法资格：{who}在名册中为{entry.name}的", on=day, severity="fatal", evidence=(mark,))
        elif entry and day and ((entry.since and day < entry.since) or (entry.until and day > entry.until)):
            span = f"{zh(entry.since) if entry.since else ''}至{zh(entry.until) if entry.until else ''}"
            yield breach(f"疑似执法证件失效：{who}的有效期为{span}，笔录日期{zh(day)}", on=day, severity="fatal", evidence=(mark,))
        elif pattern and not re.fullmatch(pattern, one.number) and not entry:
            yield breach(f"疑似执法证号格式有误：{who}与本部门的证号格式不符", on=day, severity="info", evidence=(mark,))


def _one_apart(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _numbered_in(case: CaseFile, one: NumberedOfficer) -> Evidence:
    at = case.squeezed(one.writ).text.find(one.number)
    label = f"{one.name} {one.number}"
    return quoted(case, one.writ, label, at, at + len(one.number)) if at >= 0 else named_in(case, one.writ, one.name)
