"""How well a clue answers: whole numbers that both engines add up alike, and what they are made of."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from index.analysis import LEVELS, Stored
from index.typed import Typed

_STEPS = 10  # a weight is the inverse document frequency in tenths
_ROW_LEVEL = LEVELS // 2  # what the letters in a row add, beside the words


@dataclass(frozen=True, slots=True)
class Ranking:
    """Whole-number weights. A clue's rank is the sum of weight × level over its words plus the weights of its rows.

    ``words`` weigh one level of a word. ``rows`` weigh letters that stand in a row.
    """

    words: Mapping[str, int]
    rows: Mapping[str, int]

    def parts(self, stored: Stored) -> dict[str, int]:
        """What each word and each exact run of text (in “”) adds to the rank of a clue."""
        found = {word: weight * stored.levels[word] for word, weight in self.words.items() if word in stored.levels}
        return found | {f"“{row}”": weight for row, weight in self.rows.items() if row in stored.letters}


def score_of(rank: int) -> float:
    """A rank in the units people know from BM25."""
    return rank / (_STEPS * LEVELS)


def weigh(typed: Typed, total: int, words: Mapping[str, int], rows: Mapping[str, int]) -> Ranking:
    """The weights, from how many of the ``total`` clues hold each word and each row of letters."""
    return Ranking(
        words={word: _rarity(total, words[word]) for word in typed.words},
        rows={row: _ROW_LEVEL * _rarity(total, rows[row]) for row in typed.rows},
    )


def _rarity(total: int, having: int) -> int:
    return max(1, round(_STEPS * math.log(1 + (total - having + 0.5) / (having + 0.5))))
