"""Clue (问题线索): what supervisors search and work, whatever it was found in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Subject = Literal["case", "event", "visits", "across"]
Channel = Literal["dossier", "news", "complaint", "post", "inspection"]
CHANNEL_ZH: dict[str, str] = {"dossier": "案卷", "news": "新闻", "complaint": "投诉", "post": "网帖", "inspection": "检查记录"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of evidence. ``page`` for dossiers; for news and complaints ``start``/``end`` (offsets in the text) and the ``document``."""

    text: str
    page: int | None = None
    start: int | None = None
    end: int | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Clue:
    """One problem clue. ``id`` is stable: the same input gives the same id on every machine.

    ``subject`` is a case (a screened dossier with at least one breach that accuses), an event (of which one or more texts tell, each
    with a signal) or visits (an agency's inspections of one enterprise, with such a breach), or what several dossiers or texts show
    together (across).
    ``issues`` are rule ids or signal ids, ``issue_names`` their Chinese names, in order of severity.
    ``source_id`` is the dossier key, the id of the document that founded the event, or the review id in the store; ``score`` is 0 to 100,
    ``score_parts`` explain it.
    ``body`` is the text searched besides title, summary and quotes.
    """

    id: str
    subject: Subject
    channel: Channel
    source_id: str
    title: str
    summary: str
    severity: str
    score: float
    score_parts: tuple[tuple[str, float], ...] = ()
    issues: tuple[str, ...] = ()
    issue_names: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    laws: tuple[str, ...] = ()
    agency: str | None = None
    agency_type: str | None = None
    region: str | None = None
    party: str | None = None
    case_no: str | None = None
    amount: float | None = None
    occurred_on: date | None = None
    found_at: str | None = None
    status: str = "待研判"
    body: str = ""
