"""What is new since the last briefing. Incremental by the store's change numbers, not by the calendar: a missed day is caught up.

A thing is told again only when its state is another than the one told: an event with more reports, a source that fails otherwise.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from index.briefing import Answer, Briefing, Decided, Figures, Overdue, Severities, Share, SourceNote, Together, by_severity
from index.briefing_items import callers, item_of
from index.clue import Clue
from index.decision import DECISION_ZH, STATUS_OF
from index.event import Event
from index.masking import callers_of
from index.store import Store
from index.store_briefings import Briefings, Told
from index.store_scan import SourceRun
from ingest.personal import masked
from nlp.across import contradiction, repeated, unanswered
from nlp.opinion.answer import answer_in
from nlp.procedure.local import AnswerLimit

TOP = 20  # clues told one by one; the rest is counted
_HISTORY_DAYS = 14
_OVERLAP = timedelta(minutes=10)  # longer than a write takes: what another program wrote bears a moment before it could be seen
_RUNS_BACK = 400  # readings of a source among which the beginning of a failure is looked for
_REPLY = 120  # characters of a reply that are told
_GREETING = re.compile(r"[^，。：:！!]{0,24}[您你]好[，。：:！!\s]*")
_DISMISSED = STATUS_OF["dismiss"]
_TOGETHER = (repeated.RULE, contradiction.RULE)


@dataclass(slots=True)
class _News:
    """What was found so far, and what is to be remembered of it. ``since``: from when on to look, '' for all; ``first``: told by none."""

    store: Store
    shelf: Briefings
    since: str
    first: bool
    today: date
    told: list[Told] = field(default_factory=list)

    def fresh(self, topic: str, states: Mapping[str, str], untold: str | None = None) -> list[str]:
        """The keys whose state is not the one told (``untold`` where none was), which now counts as told."""
        before = self.shelf.told(topic, list(states))
        keys = [key for key, state in states.items() if before.get(key, untold) != state]
        self.told += [Told(topic, key, states[key]) for key in keys]
        return keys

    def grown(self, topic: str, counts: Mapping[str, int]) -> dict[str, int]:
        """The keys of which there are more than were told, each with how many were (0: none); all of them now count as told."""
        told = self.shelf.told(topic, list(counts))
        before = {key: int(told.get(key, 0)) for key, count in counts.items() if count > int(told.get(key, 0))}
        self.told += [Told(topic, key, str(counts[key])) for key in before]
        return before


def compose(
    store: Store,
    shelf: Briefings,
    *,
    id: str,
    now: datetime,
    sources: Collection[str] | None = None,
    limits: Mapping[str, AnswerLimit] | None = None,
    top: int = TOP,
) -> tuple[Briefing, list[Told]]:
    """The briefing of what came since the last one, and what it tells; ``now`` with its zone. Nothing is written.

    ``sources``: the ids of those that are still read (None: all that ever were). ``limits`` for answering, by channel (None: none are set).
    """
    last = shelf.last()
    since, change = (last.until, last.change) if last else ("", 0)
    mark, until = store.mark().change, now.astimezone(UTC).isoformat()
    today = now.date()
    first = min(date.fromisoformat(last.day) + timedelta(days=1), today) if last else today
    look = (datetime.fromisoformat(since) - _OVERLAP).isoformat() if last else ""
    news = _News(store, shelf, look, last is None, today)
    changed = {one.id: one.clue for one in store.changes(change) if one.clue is not None and one.number <= mark}
    new, grew = _events(news, changed)
    together, overdue = _together(news, changed.values()), _overdue(news, changed.values())
    answered, decided = _answered(news, limits or {}), _decided(news)
    notes = _sources(news, sources)
    figures = Figures(
        texts=shelf.texts_between(since, until),
        new=len(new),
        grew=len(grew),
        together=len(together),
        answered=len(answered),
        decided=len(decided),
        overdue=len(overdue),
        standing=shelf.still_overdue(),  # of those told before: what is told now is written down later
        sources=len(notes),
        broken=sum(not note.healthy for note in notes),
    )
    briefing = Briefing(
        id=id,
        day=today.isoformat(),
        first_day=first.isoformat(),
        number=None,
        since=since,
        until=until,
        change=mark,
        made_at=until,
        figures=figures,
        history=_history(shelf, today),
        severities=_severities(clue for clue, _ in new),
        fields=_shares((clue for clue, _ in new), lambda clue: clue.agency_type),
        regions=_shares((clue for clue, _ in new), lambda clue: clue.region),
        new=tuple(item_of(store, clue, event, 0) for clue, event in new[:top]),
        grew=tuple(item_of(store, clue, event, before) for clue, event, before in grew[:top]),
        together=tuple(_together_of(store, clue, before) for clue, before in together[:top]),
        answered=tuple(answered[:top]),
        decided=tuple(decided[:top]),
        overdue=tuple(_overdue_of(store, clue) for clue in overdue[:top]),
        sources=tuple(notes),
    )
    return briefing, news.told


def _events(news: _News, changed: Mapping[str, Clue]) -> tuple[list[tuple[Clue, Event | None]], list[tuple[Clue, Event | None, int]]]:
    """Event clues that are new, and those with more reports than were told; the worst first. What was dismissed is not told."""
    touched = {event.id: event for event in news.store.events_touched(news.since)}
    ids = dict.fromkeys([*(id for id, clue in changed.items() if clue.subject == "event"), *touched])
    clues = {id: clue for id in ids if (clue := changed.get(id) or news.store.clue(id)) is not None}
    events = {id: touched.get(id) or news.store.event(id) for id in clues}
    before = news.grown("event", {id: len(event.reports) if event else 1 for id, event in events.items()})
    told = [(clues[id], events[id], known) for id, known in before.items() if clues[id].status != _DISMISSED]
    new = [(clue, event) for clue, event, known in told if not known]
    grew = [found for found in told if found[2]]
    new.sort(key=lambda pair: _worst_first(pair[0]))
    news.told += [Told("new", clue.id, "told") for clue, _ in new]
    grew.sort(key=lambda found: (found[2] - len(found[1].reports if found[1] else ()), _worst_first(found[0])))
    return new, grew


def _together(news: _News, changed: Iterable[Clue]) -> list[tuple[Clue, int]]:
    """Findings with more sides than were told, each with how many were; the worst first."""
    clues = {clue.id: clue for clue in _across(changed, _TOGETHER)}
    sides = {id: len(found.sides) for id, clue in clues.items() if (found := news.store.across(clue.source_id)) is not None}
    before = news.grown("together", sides)
    told = [(clues[id], known) for id, known in before.items() if clues[id].status != _DISMISSED]
    return sorted(told, key=lambda pair: _worst_first(pair[0]))


def _together_of(store: Store, clue: Clue, before: int) -> Together:
    names, found = callers_of(store, clue), store.across(clue.source_id)
    return Together(
        clue=clue.id,
        title=masked(clue.title, names),
        message=masked(clue.summary, names),
        severity=clue.severity,
        agency=clue.agency,
        sides=len(found.sides) if found else before,
        before=before,
    )


def _overdue(news: _News, changed: Iterable[Clue]) -> list[Clue]:
    """Told once, the longest waiting first; how many still wait is counted in each briefing."""
    clues = {clue.id: clue for clue in _across(changed, (unanswered.RULE,))}
    untold = [clues[id] for id in news.fresh("overdue", dict.fromkeys(clues, "told")) if clues[id].status != _DISMISSED]
    return sorted(untold, key=lambda clue: (clue.occurred_on or news.today, clue.id))


def _overdue_of(store: Store, clue: Clue) -> Overdue:
    names, found = callers_of(store, clue), store.across(clue.source_id)
    title = found.sides[0].name if found else clue.title
    said = clue.summary.partition(f"“{title}”。")[2] or clue.summary  # the title stands beside it
    return Overdue(clue.id, masked(title, names), masked(said, names), clue.agency)


def _answered(news: _News, limits: Mapping[str, AnswerLimit]) -> list[Answer]:
    """Replies that came to messages which are part of a clue; before the first briefing nobody waited for them."""
    changes = {change.document for change in news.store.document_changes(news.since) if "reply" in change.what}
    documents = {id: found for id in sorted(changes) if (found := news.store.document(id)) is not None and found.metadata.get("reply")}
    states = {
        id: hashlib.sha256(found.metadata["reply"].encode("utf-8", "surrogatepass")).hexdigest()[:16] for id, found in documents.items()
    }
    answers: list[tuple[float, Answer]] = []
    for id in news.fresh("reply", states):
        document = documents[id]
        event = None if news.first else news.store.event_of_document(id)
        clue = news.store.clue(event) if event else None
        if clue is None:
            continue
        names = callers([document])
        whole = " ".join(document.metadata["reply"].split())
        reply = whole[greeting.end() :] if (greeting := _GREETING.match(whole)) else whole
        answer = Answer(
            clue=clue.id,
            title=masked(document.title or clue.title, names),
            agency=document.metadata.get("agency") or clue.agency,
            reply=masked(reply, names)[:_REPLY] + ("…" if len(reply) > _REPLY else ""),
            handling=masked(answer_in(document.metadata, document.published_at, limits, news.today).sentence, names),
        )
        answers.append((-clue.score, answer))
    return [answer for _, answer in sorted(answers, key=lambda pair: (pair[0], pair[1].clue, pair[1].title))]


def _decided(news: _News) -> list[Decided]:
    """Clues on which a supervisor decided, each with the last word; before the first briefing they were not told."""
    states = {clue: str(number) for clue, number in news.shelf.decided_since(news.since).items()}
    found = []
    for id in news.fresh("decided", states):
        clue = None if news.first else news.store.clue(id)
        if clue is None or clue.subject not in ("event", "across"):
            continue
        word = news.store.decisions(id)[-1]
        status = clue.status if clue.status in STATUS_OF.values() else DECISION_ZH[word.verdict]
        names = callers_of(news.store, clue)
        title, reason = masked(clue.title, names), masked(word.reason, names)
        found.append(Decided(id, title, clue.agency, status, reason, word.user, word.at.isoformat()))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _sources(news: _News, sources: Collection[str] | None) -> list[SourceNote]:
    """Every source that is still read, those that fail first."""
    runs = {id: run for id, run in news.store.last_source_runs().items() if sources is None or id in sources}
    changed = news.fresh("source", {id: "" if run.healthy else _sameness(run) for id, run in runs.items()}, untold="")
    notes = []
    for id, run in runs.items():
        notes.append(
            SourceNote(
                source=id,
                name=run.name,
                kind=run.kind,
                at=run.at,
                items=run.items,
                known=run.known,
                failed=run.failed,
                healthy=run.healthy,
                warning=_without_name(run),
                since=None if run.healthy else _failing_since(news.store.source_runs(id, _RUNS_BACK)),
                news=("recovered" if run.healthy else "broken") if id in changed else None,
            )
        )
    return sorted(notes, key=lambda note: (note.healthy, note.news is None, note.name))


def _without_name(run: SourceRun) -> str | None:
    """The warning without the source's name, which stands beside it."""
    said = run.warning or ""
    return said.partition(f"来源“{run.name}”（{run.source}）：")[2] or run.warning


def _sameness(run: SourceRun) -> str:
    """What makes two failures the same: the words of the warning without its numbers."""
    return re.sub(r"[\d,.]+", "#", run.warning or "不正常")


def _failing_since(runs: Iterable[SourceRun]) -> str | None:
    """When the failure began; ``runs`` newest first."""
    first = None
    for run in runs:
        if run.healthy:
            break
        first = run.at
    return first


def _severities(clues: Iterable[Clue]) -> Severities:
    return by_severity(Counter(clue.severity for clue in clues))


def _shares(clues: Iterable[Clue], name_of: Callable[[Clue], str | None]) -> tuple[Share, ...]:
    """The clues by a name, the most first."""
    named: dict[str | None, list[Clue]] = defaultdict(list)
    for clue in clues:
        named[name_of(clue)].append(clue)
    shares = (Share(name, len(some), _severities(some)) for name, some in named.items())
    return tuple(sorted(shares, key=lambda share: (-share.count, share.name is None, share.name or "")))


def _history(shelf: Briefings, today: date) -> tuple[tuple[str, int], ...]:
    """New clues of the days before, days without a briefing as 0; of the days after the first briefing, which tells what had gathered."""
    counts: Counter[str] = Counter()
    for one in shelf.since((today - timedelta(days=_HISTORY_DAYS)).isoformat()):
        counts[one.day] += one.new
    started = shelf.first_day()
    if started is None:
        return ()
    first = max(date.fromisoformat(started) + timedelta(days=1), today - timedelta(days=_HISTORY_DAYS))
    days = [first + timedelta(days=n) for n in range((today - first).days)]
    return tuple((day.isoformat(), counts[day.isoformat()]) for day in days)


def _across(changed: Iterable[Clue], rules: Collection[str]) -> Iterator[Clue]:
    return (clue for clue in changed if clue.subject == "across" and clue.issues[0] in rules)


def _worst_first(clue: Clue) -> tuple[float, str]:
    return -clue.score, clue.id
