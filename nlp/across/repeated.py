"""Complaints that come in clusters (短期集中投诉): about one agency and matter, or about one officer (处罚法第七十五条第一款)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean, pstdev

from nlp.across.complaint import Complaint, words_of
from nlp.across.finding import AcrossFinding, Side, finding_id, law_of
from nlp.opinion.catalogue import signal_kinds
from nlp.procedure.rules import Rule

RULE = "risk.repeat_complaints"
_WINDOWS_BACK = 12


def clusters(agency: str, complaints: Sequence[Complaint], rule: Rule, events: Mapping[str, str]) -> Iterator[AcrossFinding]:
    """The clusters among the messages about one agency: by signal in a month, by officer in a quarter.

    ``events``: the event that a message tells of, by its document, as the store knows it; what is in none tells of its own.
    """
    dated = sorted(_own(complaints, rule), key=lambda one: (one.received or date.min, one.document))
    by_signal: dict[str, list[Complaint]] = defaultdict(list)
    by_officer: dict[str, list[Complaint]] = defaultdict(list)
    for complaint in dated:
        for signal in dict.fromkeys(told.signal for told in complaint.told):
            by_signal[signal].append(complaint)
        for officer in complaint.officers:
            by_officer[officer].append(complaint)
    for signal, told in sorted(by_signal.items()):
        yield from _by_signal(agency, signal, _once(told, events), rule)
    for officer, told in sorted(by_officer.items()):
        yield from _by_officer(agency, officer, told, rule)


def _own(complaints: Sequence[Complaint], rule: Rule) -> Iterator[Complaint]:
    """Dated messages, the same words once, without those who complain by trade."""
    senders = Counter(one.user for one in complaints if one.user)
    seen: set[str] = set()
    for one in complaints:
        if one.received and one.content not in seen and senders[one.user or ""] < int(rule.params["professional"]):
            seen.add(one.content)
            yield one


def _once(told: Sequence[Complaint], events: Mapping[str, str]) -> list[Complaint]:
    """Messages of which no two are of one person or tell of one event; the earlier ones first."""
    kept: list[Complaint] = []
    seen: set[tuple[str, str]] = set()
    for one in told:
        who_and_what = {("event", events.get(one.document, one.document)), *([("user", one.user)] if one.user else [])}
        if not who_and_what & seen:
            kept.append(one)
            seen |= who_and_what
    return kept


def _by_signal(agency: str, signal: str, told: Sequence[Complaint], rule: Rule) -> Iterator[AcrossFinding]:
    """Every stretch of days with more messages than usual, each message in one of them."""
    window = timedelta(days=int(rule.params["window_days"]))
    days = [one.received for one in told if one.received]
    at = 0
    while at < len(days):
        inside = [one for one, day in zip(told[at:], days[at:], strict=True) if day < days[at] + window]
        if len(inside) >= max(int(rule.params["min_count"]), _usual(days, days[at], window)):
            name = signal_kinds()[signal].name if signal in signal_kinds() else signal
            text = f"{days[at]}起{window.days}日内，对{agency}“{name}”的投诉有{len(inside)}件（同一人、同一事件已合并）"
            yield from _finding(agency, (signal, days[at].isoformat()), text, inside, signal, rule)
            at += len(inside)
        else:
            at += 1


def _usual(days: Sequence[date], start: date, window: timedelta) -> float:
    """Mean and three deviations of the windows before, as far back as there are messages."""
    counts: list[int] = []
    end = start
    while len(counts) < _WINDOWS_BACK and end - window >= days[0]:
        counts.append(sum(end - window <= day < end for day in days))
        end -= window
    return fmean(counts) + 3 * pstdev(counts) if counts else 0.0


def _by_officer(agency: str, officer: str, told: Sequence[Complaint], rule: Rule) -> Iterator[AcrossFinding]:
    """Different people naming one officer."""
    window = timedelta(days=int(rule.params["officer_window_days"]))
    persons = [one for i, one in enumerate(told) if one.user and all(one.user != other.user for other in told[:i])]
    for i, first in enumerate(persons):
        inside = [one for one in persons[i:] if first.received and one.received and one.received < first.received + window]
        if len(inside) >= int(rule.params["officer_min"]):
            text = f"{first.received}起{window.days}日内，{len(inside)}名不同的投诉人点名{agency}“{officer}”"
            yield from _finding(agency, (officer, str(first.received)), text, inside, None, rule)
            return


def _finding(
    agency: str, parts: tuple[str, str], text: str, told: Sequence[Complaint], signal: str | None, rule: Rule
) -> Iterator[AcrossFinding]:
    last = told[-1].received
    law = law_of(rule, last, department=None, region=None)
    if law:
        yield AcrossFinding(
            id=finding_id(rule.id, agency, *parts),
            rule=rule.id,
            severity=rule.severity,
            message=f"疑似短期集中投诉：{text}。投诉数量不是违法认定，请人工核查",
            on=last,
            sides=tuple(
                Side(one.document, "complaint", one.name, tuple(words_of(said) for said in one.told if signal in (None, said.signal))[:1])
                for one in told
            ),
            law=law,
            confidence=0.6,
            agency=agency,
            department=told[0].agency_type,
            region=told[0].region,
        )
