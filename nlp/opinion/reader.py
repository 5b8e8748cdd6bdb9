"""Read one text of the public: what it alleges about enforcement, against whom, how concretely."""

from __future__ import annotations

from nlp.gazetteer.places import places
from nlp.opinion.accused import agencies_of
from nlp.opinion.agencies import actors
from nlp.opinion.catalogue import signal_kinds
from nlp.opinion.days import published_day, single_days
from nlp.opinion.decision import Decision, Tied, decide, nothing_alleged
from nlp.opinion.enterprises import find_enterprises
from nlp.opinion.genre import Voice, voice
from nlp.opinion.match import Hit, Matcher
from nlp.opinion.matter import matters
from nlp.opinion.persons import people
from nlp.opinion.polarity import tone
from nlp.opinion.reading import Reading, Signal
from nlp.opinion.region import find_region, region_of_text
from nlp.opinion.role import OMISSION
from nlp.opinion.specificity import specificity
from nlp.opinion.sums import find_sums
from nlp.opinion.tagging import BODY, HOTLINE, WEAK, Tagged, tag
from nlp.opinion.text import Prepared, prepare

_CLAUSE = "，,。！？；!?;：:\n"
_LONGEST_QUOTE = 80


class Reader:
    """Compiles the signals and word lists once; ``read`` is then a pure function of its arguments."""

    def __init__(self) -> None:
        self._kinds = signal_kinds()
        self._actors = actors()
        self._places = places()
        self._matters = matters()
        self._matcher = Matcher(self._kinds)
        self._names = {kind.id: kind.name for kind in self._kinds.values()}

    def read(self, *, id: str, kind: str, title: str | None, text: str, date: str | None = None, url: str | None = None) -> Reading:
        """Read one text. ``kind`` is news, complaint or post; ``date`` (ISO 8601) is when it was published. ``url`` is not judged.

        Signals only where it is a clue.
        """
        prepared = prepare(title, text)
        found = self._places.find(prepared.clean)
        mentions = self._actors.find(prepared.clean, found)
        tagged = tag(prepared.clean, mentions)
        speaks = voice(kind, prepared.title, tagged.text)
        place = find_region(prepared.clean, found)
        hits = self._matcher.hits(tagged)
        decision = self._decision(hits, speaks, prepared, tagged, placed=place is not None)
        agencies = agencies_of(tagged, prepared, hits if decision.is_clue else (), found, place)
        region, adcode = region_of_text(place, agencies)
        asking = speaks.asking or speaks.suggesting
        return Reading(
            id=id,
            is_clue=decision.is_clue,
            score=decision.score,
            polarity=tone(
                prepared.clean + prepared.emotes, prepared.title, complaint=kind == "complaint", asking=asking, clue=decision.is_clue
            ),
            genre=speaks.genre,
            signals=tuple(_signal(hit, tagged, prepared) for hit in hits) if decision.is_clue else (),
            agencies=agencies,
            region=region,
            adcode=adcode,
            people=people(prepared.clean),
            amounts=tuple(dict.fromkeys(found.value for found in find_sums(prepared.clean))),
            enterprises=tuple(dict.fromkeys(found.value for found in find_enterprises(prepared.clean))),
            days=single_days(prepared.clean, published_day(date)),
            score_parts=decision.parts,
            why=decision.why,
        )

    def _decision(self, hits: list[Hit], speaks: Voice, prepared: Prepared, tagged: Tagged, *, placed: bool) -> Decision:
        if not hits:
            return nothing_alleged(speaks)
        return decide(
            hits,
            voice=speaks,
            about=self._matters.weigh(prepared.clean, prepared.body_at),
            points=specificity(prepared.clean, placed, tagged.mentions),
            tied=_tied(hits, tagged),
            body_named=any(mention.standing == "body" for mention in tagged.mentions),
            names=self._names,
        )


def _tied(hits: list[Hit], tagged: Tagged) -> Tied:
    """Who stands in the sentences of the omissions: a body, a vaguely named authority or hotline, nobody."""
    spans = [tagged.sentences.at(hit.start, hit.end) for hit in hits if hit.signal in OMISSION]
    said = "".join(tagged.text[low:high] for low, high in spans)
    return "body" if BODY in said else "authority" if WEAK in said or HOTLINE in said else "nobody"


def _signal(hit: Hit, tagged: Tagged, prepared: Prepared) -> Signal:
    """The clauses that hold the hit, as they stand in the given text."""
    text = tagged.text
    low = max(text.rfind(mark, 0, hit.start) for mark in _CLAUSE) + 1
    ends = [at for mark in _CLAUSE if (at := text.find(mark, hit.end)) >= 0]
    high = min(ends) if ends else len(text)
    if high - low > _LONGEST_QUOTE:
        low, high = hit.start, hit.end
    start, end = tagged.source(low, high)
    while start < end and prepared.clean[start].isspace():
        start += 1
    if start < prepared.body_at < end:  # a hit that reads across the title's end is quoted from the body
        start = prepared.body_at
    quote, a, b = prepared.given(start, end)
    return Signal(hit.signal, quote, a, b, hit.confidence)
