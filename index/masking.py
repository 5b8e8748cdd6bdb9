"""Clues as lists, exports and search results show them: personal data masked (个人信息保护法). The clue page shows what was said.

Of dossiers only numbers are masked: who the party is and who signed is what their findings are about.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial

from index.briefing_items import callers
from index.clue import Clue
from index.query import Hit
from index.store import Store
from ingest.personal import KINDS_ZH, NUMBERS, masked
from nlp.across.finding import AcrossFinding
from nlp.procedure.finding import Evidence

Hide = Callable[[str], str]


def callers_of(store: Store, clue: Clue) -> tuple[str, ...]:
    """Whose messages a clue rests on."""
    return callers(store.documents(_messages(store, clue)).values())


def masked_finding(store: Store, finding: AcrossFinding) -> AcrossFinding:
    """What is said across dossiers and complaints masked: each side by what it is, the message as of complaints if there are only those."""
    names = callers(store.documents(_messages_in(finding)).values())
    hide: dict[str, Hide] = {"complaint": partial(masked, names=names), "dossier": partial(masked, kinds=NUMBERS)}
    sides = [
        replace(side, name=hide[side.kind](side.name), evidence=tuple(_masked_evidence(one, hide[side.kind]) for one in side.evidence))
        for side in finding.sides
    ]
    kinds = KINDS_ZH if all(side.kind == "complaint" for side in finding.sides) else NUMBERS
    return replace(finding, message=masked(finding.message, names, kinds), sides=tuple(sides))


def hiding(store: Store, clue: Clue | None) -> Hide:
    """How to mask what is quoted of a clue; all kinds where the clue is not known."""
    return masked if clue is None else _hides(store, [clue])[clue.id]


def masked_clue(clue: Clue, hide: Hide) -> Clue:
    """Title, summary and quotes masked."""
    quotes = tuple(replace(quote, text=hide(quote.text)) for quote in clue.quotes)
    return replace(clue, title=hide(clue.title), summary=hide(clue.summary), quotes=quotes)


def masked_hit(hit: Hit, hide: Hide) -> Hit:
    """Title and quotes masked; what was found in them stays marked, since nothing changes its length."""
    title, *quotes = (replace(shown, text=hide(shown.text)) for shown in (hit.title, *hit.quotes))
    return replace(hit, title=title, quotes=tuple(quotes))


def masked_hits(store: Store, hits: Iterable[Hit], clues: Mapping[str, Clue]) -> tuple[Hit, ...]:
    """All hits of a page masked; ``clues`` are those of the hits that the store knows, by id."""
    hides = _hides(store, clues.values())
    return tuple(masked_hit(hit, hides.get(hit.clue, masked)) for hit in hits)


def _hides(store: Store, clues: Collection[Clue]) -> dict[str, Hide]:
    """How to mask each clue, by its id; their messages are asked for at once."""
    keys = {clue.id: _messages(store, clue) for clue in clues}
    found = store.documents(sorted({key for some in keys.values() for key in some}))
    return {
        clue.id: partial(
            masked,
            names=callers(found[key] for key in keys[clue.id] if key in found),
            kinds=NUMBERS if clue.channel in ("dossier", "inspection") else KINDS_ZH,
        )
        for clue in clues
    }


def _messages(store: Store, clue: Clue) -> list[str]:
    """The keys of the messages that a clue rests on."""
    if clue.subject == "across":
        return _messages_in(store.across(clue.source_id))
    return sorted({clue.source_id, *(quote.document for quote in clue.quotes if quote.document)}) if clue.subject == "event" else []


def _messages_in(finding: AcrossFinding | None) -> list[str]:
    return [side.key for side in finding.sides if side.kind == "complaint"] if finding else []


def _masked_evidence(evidence: Evidence, hide: Hide) -> Evidence:
    return replace(evidence, label=hide(evidence.label), quote=hide(evidence.quote))
