"""Signal hits in one tagged text: which cue spoke where, and how surely enforcement is the doer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nlp.opinion.catalogue import Cue, SignalKind
from nlp.opinion.polarity import denied
from nlp.opinion.role import LOOSE, OMISSION, Surroundings, named, told_to_others
from nlp.opinion.tagging import Tagged
from nlp.opinion.triggers import Triggers


@dataclass(frozen=True, slots=True)
class Hit:
    """One cue of one signal at ``start:end`` of the tagged text. ``confidence`` is the cue's weight times how well it is tied.

    ``named``: a body or an authority stands in the sentence.
    """

    signal: str
    start: int
    end: int
    confidence: float
    tied: bool
    named: bool


class Matcher:
    """All cues of all signals, with a literal prefilter."""

    def __init__(self, kinds: Mapping[str, SignalKind]) -> None:
        self._kinds = kinds
        self._cues = [(kind, cue) for kind in kinds.values() for cue in kind.cues]
        self._triggers = Triggers([cue.pattern.pattern for _, cue in self._cues])

    def hits(self, tagged: Tagged) -> list[Hit]:
        """The surest hit of every signal that speaks, in order of the text."""
        best: dict[str, Hit] = {}
        around = Surroundings(tagged)
        for index in self._triggers.candidates(tagged.text):
            kind, cue = self._cues[index]
            if kind.id in best and cue.weight <= best[kind.id].confidence:
                continue
            hit = self._first(kind, cue, tagged, around)
            if hit and (kind.id not in best or hit.confidence > best[kind.id].confidence):
                best[kind.id] = hit
        return sorted(best.values(), key=lambda hit: hit.start)

    def _first(self, kind: SignalKind, cue: Cue, tagged: Tagged, around: Surroundings) -> Hit | None:
        text = tagged.text
        best: Hit | None = None
        judged: dict[tuple[int, int], tuple[float, bool]] = {}  # many hits share a sentence: it is read once
        for match in cue.pattern.finditer(text):
            start, end = match.span()
            if denied(text, start, end):
                continue
            low, high = tagged.sentences.at(start, end)
            if (low, high) not in judged:
                countered = any(counter.search(text[low:high]) for counter in kind.counters)
                tied = 0.0 if countered else around.tie(cue.ties, low, high, omission=kind.id in OMISSION)
                judged[low, high] = tied, named(text[low:high])
            strength, by_name = judged[low, high]
            if not strength:
                continue
            if kind.id in OMISSION and told_to_others(text[max(low, start - 12) : end]):
                strength *= LOOSE
            hit = Hit(kind.id, start, end, round(cue.weight * strength, 3), strength == 1.0, by_name)
            if best is None or hit.confidence > best.confidence:
                best = hit
            if strength == 1.0:
                break
        return best
