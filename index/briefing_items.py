"""Clues as a briefing tells them: evidence in its sentence, where it was said, personal data masked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from index.briefing import Item
from index.build import SENTENCE_ENDS
from index.clue import Clue, Quote
from index.event import Event
from index.place import KIND_PLACE, place_of
from index.query import Highlight
from index.store import Store
from index.store_document_versions import DocumentState
from index.store_documents import StoredDocument
from ingest.personal import masked

_QUOTES = 2
_AROUND = 60  # characters of context on each side of the evidence
_LONGEST = 160
_PAUSES = "，：、,"
_NOBODY = frozenset({"匿名", "网友", "游客", "群众", "市民", "热心市民"})  # what stands where a record has no name


def item_of(store: Store, clue: Clue, event: Event | None, before: int) -> Item:
    """An event clue with its evidence, of a grown one first that of the reports that came. ``before``: how many were told."""
    reports = event.reports if event else ()
    documents = store.documents([clue.source_id, *(report.document for report in reports)])
    document = documents.get(clue.source_id)
    names = callers(documents.values())
    known = {one.id for one in sorted(documents.values(), key=lambda one: one.stored_at)[:before]}
    # the title stands above the quotes already
    told = sorted(clue.quotes, key=lambda quote: (quote.document in known, quote.text in clue.title))
    spread = Counter(place_of(documents[report.document]) for report in reports if report.document in documents)
    return Item(
        clue=clue.id,
        title=masked(clue.title, names),
        severity=clue.severity,
        score=clue.score,
        issues=clue.issue_names,
        agency=clue.agency,
        agency_type=clue.agency_type,
        region=clue.region,
        channel=clue.channel,
        day=clue.occurred_on.isoformat() if clue.occurred_on else None,
        place=place_of(document) if document else KIND_PLACE[clue.channel],
        url=document.url if document and document.url else None,
        quotes=tuple(_once(in_sentence(documents.get(quote.document or clue.source_id), quote, names) for quote in told)[:_QUOTES]),
        reports=max(1, len(reports)),
        before=before,
        places=tuple(spread.most_common()),
        days=tuple(sorted(Counter(report.day.isoformat() for report in reports if report.day).items())),
    )


def callers(documents: Iterable[StoredDocument | DocumentState]) -> tuple[str, ...]:
    """The people whose messages these are, as the records name them."""
    return tuple(dict.fromkeys(name for document in documents if (name := document.metadata.get("user")) and name not in _NOBODY))


def in_sentence(document: StoredDocument | None, quote: Quote, names: Iterable[str]) -> Highlight:
    """A quote marked in its sentence of the document, of a long one the parts next to it. ``names``: people to be masked with the rest.

    Masking changes no length, so that ranges stay.
    """
    text = document.text if document else None
    if text is None or quote.start is None or quote.end is None or text[quote.start : quote.end] != quote.text:
        shown = masked(" ".join(quote.text.split()), names)[:_LONGEST]
        return Highlight(shown, ((0, len(shown)),))
    start, end = quote.start, quote.end
    first = max(text.rfind(mark, 0, start) + 1 for mark in SENTENCE_ENDS)
    if first < start - _AROUND:
        first = next((at + 1 for at in range(start - _AROUND, start) if text[at] in _PAUSES), start - _AROUND)
    last = min([at + 1 for mark in SENTENCE_ENDS if (at := text.find(mark, end)) >= 0] + [len(text)])
    if last > end + _AROUND:
        last = next((at for at in range(end + _AROUND, end, -1) if text[at] in _PAUSES), end + _AROUND)
    whole = masked(text, names)
    lead, marked, tail = (" ".join(part.split()) for part in (whole[first:start], whole[start:end], whole[end:last]))
    lead = f"…{lead}" if first > 0 and text[first - 1] not in SENTENCE_ENDS else lead
    tail = f"{tail}…" if last < len(text) and text[last - 1] not in SENTENCE_ENDS else tail
    marked = marked if len(marked) <= _LONGEST else f"{marked[: _LONGEST - 1]}…"
    return Highlight(f"{lead}{marked}{tail}", ((len(lead), len(lead) + len(marked)),))


def _once(quotes: Iterable[Highlight]) -> list[Highlight]:
    """One sentence is told once, with everything in it marked, and no copy of it that says no more."""
    found: dict[str, Highlight] = {}
    for quote in quotes:
        ranges = found[quote.text].ranges if quote.text in found else ()
        if ranges or not any(quote.text in told or told in quote.text for told in found):
            found[quote.text] = Highlight(quote.text, tuple(sorted({*ranges, *quote.ranges})))
    return list(found.values())
