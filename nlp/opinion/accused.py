"""The bodies of a text, the accused one first: the nearer a body stands to what is alleged, the likelier it is the doer."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from nlp.gazetteer.places import Place
from nlp.opinion.agencies import OTHER_BODY, Mention
from nlp.opinion.bodies import Body, body_of, elsewhere
from nlp.opinion.match import Hit
from nlp.opinion.reading import Agency
from nlp.opinion.region import Region
from nlp.opinion.sentences import Sentences
from nlp.opinion.tagging import SOURCE, Tagged
from nlp.opinion.text import Prepared

# how far a body counts by where it stands: within the words of the signal, before them in the sentence, after them, elsewhere
_WITHIN, _BEFORE, _AFTER, _ELSEWHERE = 1.0, 0.9, 0.6, 0.3
_UNNAMED = 0.6  # 执法人员, 监管部门: a body with a name of its own goes before
_AGAIN = 0.05  # for each further mention
_FADES = 120  # characters over which closeness halves


def agencies_of(
    tagged: Tagged, prepared: Prepared, hits: Sequence[Hit], found: Sequence[Place], region: Region | None
) -> tuple[Agency, ...]:
    """Bodies named in the text, each wording once, the accused first; vaguely named authorities only where no body is named."""
    for standing in ("body", "weak"):
        chosen = [(n, mention) for n, mention in enumerate(tagged.mentions) if mention.standing == standing]
        if chosen:
            ranks = _ranks(tagged, chosen, hits)
            agencies: dict[str, Agency] = {}
            scores: dict[str, float] = defaultdict(float)
            for n, mention in chosen:
                words, start, end = prepared.given(mention.start, mention.end)
                if words not in agencies:
                    agencies[words] = _agency(mention, words, start, end, prepared, found, region)
                scores[words] = max(scores[words], ranks[n]) + (_AGAIN if scores[words] else 0)
            return tuple(sorted(agencies.values(), key=lambda agency: -scores[agency.text]))
    return ()


def _agency(
    mention: Mention, words: str, start: int, end: int, prepared: Prepared, found: Sequence[Place], region: Region | None
) -> Agency:
    first = bisect_left(found, mention.start, key=lambda place: place.start)
    inside: list[Place] = []
    for place in found[first:]:
        if place.end > mention.end or (inside and place.start != inside[-1].end) or (not inside and place.start != mention.start):
            break
        inside.append(place)
    body = Body(None, None)
    if not elsewhere(prepared.clean, mention.start, mention.end):
        body = body_of(prepared.clean[mention.start : mention.end], inside, mention.start, region)
    return Agency(
        words,
        mention.type or OTHER_BODY,
        start,
        end,
        name=body.name,
        region=body.region.full_name if body.region else None,
        adcode=body.region.code if body.region else None,
    )


def _ranks(tagged: Tagged, chosen: Sequence[tuple[int, Mention]], hits: Sequence[Hit]) -> dict[int, float]:
    """How near each mention, by its number, stands to a signal; 0 without signals, so that the first named goes first."""
    ranks: dict[int, float] = {}
    for n, mention in chosen:
        at = tagged.marked(n)
        best = max((_closeness(at, hit, tagged.sentences) * hit.confidence for hit in hits), default=0.0)
        source = tagged.text[at] == SOURCE
        ranks[n] = best * (1.0 if mention.named else _UNNAMED) * (0.3 if source else 1.0)
    return ranks


def _closeness(at: int, hit: Hit, sentences: Sentences) -> float:
    if hit.start <= at < hit.end:
        return _WITHIN
    low, high = sentences.at(hit.start, hit.end)
    gap = hit.start - at if at < hit.start else at - hit.end
    fade = _FADES / (_FADES + gap)
    if low <= at < high:
        return fade * (_BEFORE if at < hit.start else _AFTER)
    return fade * _ELSEWHERE
