"""Clues as lists, exports and search results show them: personal data masked (个人信息保护法). The clue page shows what was said.

Of dossiers only numbers are masked: who the party is and who signed is what their findings are about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from index.briefing_items import callers
from index.clue import Clue
from index.query import Hit
from index.store import Store
from ingest.personal import KINDS_ZH, NUMBERS, masked

Hide = Callable[[str], str]


def callers_of(store: Store, clue: Clue) -> tuple[str, ...]:
    """Whose messages a clue rests on."""
    if clue.subject == "across":
        found = store.across(clue.source_id)
        keys = {side.key for side in found.sides if side.kind == "complaint"} if found else set()
    elif clue.subject == "event":
        keys = {clue.source_id, *(quote.document for quote in clue.quotes if quote.document)}
    else:
        keys = set()
    return callers(store.documents(sorted(keys)).values())


def hiding(store: Store, clue: Clue | None) -> Hide:
    """How to mask what is quoted of a clue; all kinds where the clue is not known."""
    if clue is None:
        return masked
    kinds = NUMBERS if clue.channel in ("dossier", "inspection") else KINDS_ZH
    return partial(masked, names=callers_of(store, clue), kinds=kinds)


def masked_clue(clue: Clue, hide: Hide) -> Clue:
    """Title, summary and quotes masked."""
    quotes = tuple(replace(quote, text=hide(quote.text)) for quote in clue.quotes)
    return replace(clue, title=hide(clue.title), summary=hide(clue.summary), quotes=quotes)


def masked_hit(hit: Hit, hide: Hide) -> Hit:
    """Title and quotes masked; what was found in them stays marked, since nothing changes its length."""
    title, *quotes = (replace(shown, text=hide(shown.text)) for shown in (hit.title, *hit.quotes))
    return replace(hit, title=title, quotes=tuple(quotes))


def masked_hits(store: Store, hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """All hits of a page masked."""
    return tuple(masked_hit(hit, hiding(store, store.clue(hit.clue))) for hit in hits)
