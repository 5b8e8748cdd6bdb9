"""Briefings in the store: what was told, and to whom it was sent. Kept beside the store's own tables, in the same database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal, cast

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select

from index.briefing import Briefing
from index.schema import CLUE, DECISION, DOCUMENT
from index.schema_across import ACROSS_SIDE, PROFILE
from index.schema_scan import BRIEFING, DELIVERY, TOLD
from index.sqlite import parts, replace_rows, writing

DeliveryState = Literal["pending", "sending", "resending", "sent", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a thing: ``topic`` and ``key`` name it, ``state`` is what would make it news again where it is another."""

    topic: str
    key: str
    state: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A briefing on its way to one channel. ``message`` says in Chinese what became of it; ``at`` ISO 8601 in UTC.

    ``sending`` (``resending``) stands while it is being sent for the first (second) time: found later, nobody knows whether it arrived.
    """

    briefing: str
    channel: str
    state: DeliveryState
    at: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A briefing as the list shows it."""

    id: str
    day: str
    number: int | None
    new: int
    grew: int
    made_at: str


class Briefings:
    """The briefings of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._writing = engine, writing(engine)

    def add(self, briefing: Briefing, told: Iterable[Told], channels: Sequence[str]) -> Briefing:
        """Keep a briefing, what it told, and the intention to send it, in one transaction; gives it its number.

        One without news takes the place of an earlier one of that day that had none, and is sent to nobody.
        """
        year = int(briefing.day[:4])
        with self._writing.begin() as connection:
            if briefing.is_empty:
                connection.execute(delete(BRIEFING).where(BRIEFING.c.day == briefing.day, BRIEFING.c.number.is_(None)))
            else:
                last = connection.execute(select(func.max(BRIEFING.c.number)).where(BRIEFING.c.year == year)).scalar()
                briefing = replace(briefing, number=(last or 0) + 1)
            values = {name: getattr(briefing, name) for name in ("id", "day", "number", "since", "until", "change", "made_at")}
            connection.execute(insert(BRIEFING).values(**values, year=year, content=briefing.to_json()))
            replace_rows(connection, TOLD, [{"topic": t.topic, "key": t.key, "state": t.state, "briefing": briefing.id} for t in told])
            if not briefing.is_empty and channels:
                row = {"briefing": briefing.id, "state": "pending", "at": _now(), "message": ""}
                connection.execute(insert(DELIVERY), [{**row, "channel": channel} for channel in channels])
        return briefing

    def get(self, id: str) -> Briefing | None:
        """One briefing."""
        with self._engine.connect() as connection:
            found = connection.execute(select(BRIEFING.c.content).where(BRIEFING.c.id == id)).scalar_one_or_none()
        return None if found is None else Briefing.from_json(found)

    def last(self) -> Briefing | None:
        """The newest briefing, also one without news."""
        query = select(BRIEFING.c.content).order_by(BRIEFING.c.change.desc(), BRIEFING.c.until.desc()).limit(1)
        with self._engine.connect() as connection:
            found = connection.execute(query).scalar_one_or_none()
        return None if found is None else Briefing.from_json(found)

    def last_with_news(self) -> Summary | None:
        """The newest briefing that had news."""
        return next(iter(self._summaries(BRIEFING.c.number.is_not(None), most=1)), None)

    def first_day(self) -> str | None:
        """The day of the first briefing."""
        with self._engine.connect() as connection:
            return cast(str | None, connection.execute(select(func.min(BRIEFING.c.day))).scalar_one())

    def since(self, day: str) -> list[Summary]:
        """The briefings of that day and later, the newest first."""
        return self._summaries(BRIEFING.c.day >= day)

    def months(self) -> list[str]:
        """The months (2026-11) that have briefings, the newest first."""
        month = func.substr(BRIEFING.c.day, 1, 7)
        with self._engine.connect() as connection:
            return list(connection.execute(select(month).distinct().order_by(month.desc())).scalars())

    def of_month(self, month: str) -> list[Summary]:
        """The briefings of a month, the newest first."""
        return self._summaries(BRIEFING.c.day.startswith(month))

    def _summaries(self, wanted: ColumnElement[bool], *, most: int | None = None) -> list[Summary]:
        query = select(BRIEFING.c.content).where(wanted).order_by(BRIEFING.c.until.desc()).limit(most)
        with self._engine.connect() as connection:
            found = [Briefing.from_json(row) for row in connection.execute(query).scalars()]
        return [Summary(one.id, one.day, one.number, one.figures.new, one.figures.grew, one.made_at) for one in found]

    # what was told

    def told(self, topic: str, keys: Sequence[str]) -> dict[str, str]:
        """The states last told of some things."""
        found: dict[str, str] = {}
        with self._engine.connect() as connection:
            for few in parts(keys):
                query = select(TOLD.c.key, TOLD.c.state).where(TOLD.c.topic == topic, TOLD.c.key.in_(few))
                found.update((key, state) for key, state in connection.execute(query))
        return found

    def new_clues(self, briefing: str, narrowed: Mapping[str, str | None] | None = None) -> list[str]:
        """The ids of all clues that were new in a briefing, those it only counted among them, the worst first.

        ``narrowed`` to an ``agency_type`` or a ``region``; None stands for one that is not known.
        """
        query = select(CLUE.c.id).join(TOLD, (TOLD.c.topic == "new") & (TOLD.c.key == CLUE.c.id)).where(TOLD.c.briefing == briefing)
        for name, value in (narrowed or {}).items():
            query = query.where(CLUE.c[name].is_(None) if value is None else CLUE.c[name] == value)
        with self._engine.connect() as connection:
            return list(connection.execute(query.order_by(CLUE.c.score.desc(), CLUE.c.id)).scalars())

    def still_overdue(self) -> int:
        """How many messages that were told as overdue still wait for an answer, without those on which the last word was to dismiss."""
        last = select(func.max(DECISION.c.id)).group_by(DECISION.c.clue)
        dismissed = select(DECISION.c.clue).where(DECISION.c.id.in_(last), DECISION.c.verdict == "dismiss")
        waiting = (
            select(func.count(CLUE.c.id.distinct()))
            .join(TOLD, (TOLD.c.topic == "overdue") & (TOLD.c.key == CLUE.c.id))
            .join(ACROSS_SIDE, ACROSS_SIDE.c.finding == CLUE.c.source_id)
            .join(PROFILE, (PROFILE.c.id == ACROSS_SIDE.c.profile) & PROFILE.c.unanswered)
            .where(CLUE.c.id.not_in(dismissed))
        )
        with self._engine.connect() as connection:
            return int(connection.execute(waiting).scalar_one())

    def texts_between(self, since: str, until: str) -> int:
        """How many texts came into the store after ``since`` and up to ``until``."""
        query = select(func.count()).select_from(DOCUMENT).where(DOCUMENT.c.stored_at > since, DOCUMENT.c.stored_at <= until)
        with self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def decided_since(self, since: str) -> dict[str, int]:
        """Clues on which people decided after a moment, each with the number of the last decision."""
        query = select(DECISION.c.clue, func.max(DECISION.c.id)).where(DECISION.c.at > since).group_by(DECISION.c.clue)
        with self._engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    # to whom it was sent

    def deliveries(self, briefing: str) -> list[Delivery]:
        """How a briefing fares with each channel."""
        with self._engine.connect() as connection:
            return _deliveries(connection, briefing)

    def open_deliveries(self, *, after: str) -> list[Delivery]:
        """Deliveries of briefings made after a moment that did not come to a good end, the oldest first."""
        query = (
            select(BRIEFING.c.id)
            .join(DELIVERY, DELIVERY.c.briefing == BRIEFING.c.id)
            .where(BRIEFING.c.made_at > after, DELIVERY.c.state.not_in(("sent", "unknown")))
            .order_by(BRIEFING.c.made_at)
            .distinct()
        )
        with self._engine.connect() as connection:
            ids = list(connection.execute(query).scalars())
            return [one for id in ids for one in _deliveries(connection, id) if one.state not in ("sent", "unknown")]

    def note_delivery(self, delivery: Delivery, state: DeliveryState, message: str = "") -> Delivery:
        """Write down how far a delivery is."""
        now = replace(delivery, state=state, message=message, at=_now())
        with self._writing.begin() as connection:
            row = {name: getattr(now, name) for name in ("briefing", "channel", "state", "at", "message")}
            replace_rows(connection, DELIVERY, [row])
        return now


def _deliveries(connection: Connection, briefing: str) -> list[Delivery]:
    query = select(DELIVERY).where(DELIVERY.c.briefing == briefing).order_by(DELIVERY.c.channel)
    return [
        Delivery(row["briefing"], row["channel"], cast(DeliveryState, row["state"]), row["at"], row["message"])
        for row in connection.execute(query).mappings()
    ]


def _now() -> str:
    return datetime.now(UTC).isoformat()
