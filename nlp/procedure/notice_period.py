"""The period between notice and decision (告知期限): five working days of law, and what the notice itself grants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ingest.dossier import Writ
from nlp.facts.numerals import parse_numeral
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.parties import last_notices
from nlp.workdays import nth_workday, roll_to_workday

NEW_LAW = date(2021, 7, 15)
_PERIOD = re.compile(
    r"(?:之日起|之后|次日起|后|在|于|告知书)(?:的)?(?P<n>[〇零一二三四五六七八九十\d]{1,3})(?P<unit>个?工作日|个?自然日|日|天)(?!前)(?:内|之内|以内)?(?=(?P<rest>[^。；]{0,60}))"
)

_RIGHT = re.compile(r"陈述|申辩|听证")
_NEAR = 60  # characters
_TITLE = re.compile(r"[（(]?(?:事先)?听证[）)]?告知书")  # of the notice itself
# what the agency itself does within so many days: 收到听证申请后三日内决定是否受理
_OURS = re.compile(r"申请(?:书)?(?:之日起|之后|后)|内(?:书面)?(?:决定|通知|答复|组织|举行|受理)")


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """The periods that run from the service of a notice. ``deadline`` is their last day; ``why`` says whose period ends last.

    ``counted`` is false where neither the law nor the notice sets one; a counted period without deadline lies in a year whose
    holidays are not known. ``told`` is the day that chooses the law, ``hearing`` whether a hearing was offered.
    """

    told: date
    hearing: bool
    counted: bool
    deadline: date | None = None
    working: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A period that a notice grants for statements, and where ``hearing`` for asking a hearing. Offsets in its text without white space."""

    days: int
    unit: str
    hearing: bool
    start: int
    end: int

    @property
    def working(self) -> bool:
        """Whether it is given in working days."""
        return "工作" in self.unit


def notices_before(case: CaseFile, decided: date) -> tuple[Writ, ...]:
    """The last notice to each party made by the day of the decision: a renewed notice replaces the earlier one."""
    return last_notices(case, until=decided, decision=case.decision) or case.notices[-1:]


def notice_period(case: CaseFile, notice: Writ, served: date, params: Mapping[str, Any]) -> NoticePeriod:
    """The periods of a notice served on a day. ``params``: statutory_wd, statutory_days_before_2021_07_15."""
    dated = case.date(notice)
    told = dated.value if isinstance(dated, Dated) else served
    hearing = bool(case.mentions(case.notices, "听证", drop_citations=False, drop_negation=True))
    working = told >= NEW_LAW and (case.department == "市场监管" or hearing)
    ends: list[tuple[date | None, str]] = []
    if working:
        ends.append((nth_workday(served, params["statutory_wd"]), "法定五个工作日"))
    elif hearing and told < NEW_LAW:
        ends.append((_rolled(served + timedelta(days=params["statutory_days_before_2021_07_15"])), "法定三日"))
    in_working_days = working
    for given in told_periods(case, notice):
        days = given.days
        if given.working or working:
            ends.append((nth_workday(served, days), f"告知书载明的{days}个工作日"))
            in_working_days = True
        else:
            ends.append((_rolled(served + timedelta(days=days)), f"告知书载明的{days}日"))
    known = [(end, why) for end, why in ends if end is not None]
    if not ends or len(known) < len(ends):
        return NoticePeriod(told, hearing, counted=bool(ends))
    last, why = max(known, key=lambda pair: pair[0])
    return NoticePeriod(told, hearing, True, last, in_working_days, why)


def told_periods(case: CaseFile, notice: Writ) -> Iterator[Told]:
    """The periods a notice gives for statements, defence and hearing requests."""
    text = case.squeezed(notice).text
    found = list(_PERIOD.finditer(text))
    for i, match in enumerate(found):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        days = parse_numeral(match["n"])
        spoken = _RIGHT.search(match["rest"] + before[-40:])
        ours = _OURS.search(before[-12:] + match.group() + match["rest"][:8])
        if days and days <= 30 and spoken and not ours and not re.search(r"改正|缴纳|缴款|复议", match["rest"]):
            after = found[i + 1].start() if i + 1 < len(found) else len(text)
            said = _own_words(text, match, found[i - 1].end() if i else 0, after)
            yield Told(days, match["unit"], "听证" in said, match.start(), match.end())


def _own_words(text: str, match: re.Match[str], since: int, until: int) -> str:
    """What a period is for: the words of its sentence before it, else those after it, up to the period before or after.

    Where neither names a right (有权陈述、申辩，有权要求听证。请在…三日内提出), what was named just before it.
    """
    begin = max(since, *(text.rfind(mark, 0, match.start()) + 1 for mark in "。；"))
    before = _TITLE.sub("", text[begin : match.start()])
    if _RIGHT.search(before):
        return before
    after = re.split(r"[。；]|逾期|视为", text[match.end() : match.end() + 60])[0]
    after = after.split("，")[0] if until <= match.end() + len(after) else after
    return after if _RIGHT.search(after) else _TITLE.sub("", text[max(since, match.start() - _NEAR) : match.start()])


def _rolled(day: date) -> date:
    """Moved to a working day; a week later at most where the calendar of the year is not known."""
    return roll_to_workday(day) or day
