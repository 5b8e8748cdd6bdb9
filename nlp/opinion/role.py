"""Who did it? A signal counts in full only where enforcement is the doer of what is complained about."""

from __future__ import annotations

import re
from functools import cached_property

from nlp.opinion.catalogue import Ties
from nlp.opinion.tagging import BODY, HOTLINE, OBJECT, OTHER, WEAK, Tagged

# 被罚, 被扣车, 罚单: only an enforcement body can do that, named or not.
_REPORTED = re.compile(r"投诉|举报|信访|上访|报警|报案")
_IMPLIED = re.compile(
    r"被(?:强)?(?:罚|扣(?:车|分|押|证)|查封|贴单|拆|强拆|吊销|查处)|罚单|强拆|执法|处罚决定书|行政处罚|开单|贴单|抄牌|告知书|穿制服"
)
OMISSION = frozenset({"sig.inaction", "sig.buck_passing", "sig.hotline_perfunctory"})
"""Signals that say enforcement failed to act, not that it did something."""
LOOSE = 0.6
"""Factor for a cue whose tie to enforcement is only implied or missing."""


class Surroundings:
    """What stands around a hit in one text. Answers that concern the whole text are found once."""

    def __init__(self, tagged: Tagged) -> None:
        self._text = tagged.text
        self._sentences = tagged.sentences

    @cached_property
    def _concerned(self) -> bool:
        text = self._text
        return BODY in text or WEAK in text or HOTLINE in text or bool(_IMPLIED.search(text) or _REPORTED.search(text))

    def tie(self, ties: Ties, low: int, high: int, *, omission: bool) -> float:
        """1.0 where the sentence ``low:high`` is tied to enforcement as the cue asks, ``LOOSE`` otherwise.

        In a sentence that names only others (物业, 幼儿园 …) these are the doers, whoever is named around it.
        """
        if ties == "stated":
            return 1.0
        if ties == "text":
            return 1.0 if self._concerned else LOOSE
        if not omission and self._others_only(self._text[low:high]):
            return LOOSE
        first, last = self._sentences.around(low, high)
        near = self._text[first:last]
        return 1.0 if BODY in near or _IMPLIED.search(near) else LOOSE

    @staticmethod
    def _others_only(sentence: str) -> bool:
        return OTHER in sentence and not named(sentence)


def named(sentence: str) -> bool:
    """True where a body or an authority stands in the sentence, or what only such a one can do."""
    return any(mark in sentence for mark in (BODY, WEAK, HOTLINE)) or bool(_IMPLIED.search(sentence))


def told_to_others(part: str) -> bool:
    """True where a complaint went only to somebody who is no authority (物业, 社区 …): nobody failed in a duty to enforce."""
    return (OTHER in part or OBJECT in part) and not any(mark in part for mark in (BODY, WEAK, HOTLINE))
