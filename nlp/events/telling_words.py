"""Telling words of a text: what it is about, the rarer a word the heavier (TF-IDF over the frequencies that come with jieba)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

_KEPT = 40
_TITLE = 2  # a word of the title counts so often


def telling_words(title: Sequence[str], body: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """Up to 40 of the words with their weights, the heaviest first; the squares of the weights add up to 1."""
    counts = Counter(word for word in body if _tells(word))
    for word in title:
        if _tells(word):
            counts[word] += _TITLE
    known, unlisted = rarity()
    weighed = [(word, (1 + math.log(count)) * known.get(word, unlisted)) for word, count in counts.items()]
    kept = sorted(weighed, key=lambda one: (-one[1], one[0]))[:_KEPT]
    length = math.sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    return tuple((word, round(weight / length, 4)) for word, weight in kept)


def product(one: Iterable[tuple[str, float]], other: Iterable[tuple[str, float]]) -> float:
    """The inner product of two weighings: how much weight they put on the same words."""
    weights = dict(other)
    return sum(weight * weights.get(word, 0.0) for word, weight in one)


@cache
def rarity() -> tuple[dict[str, float], float]:
    """Inverse document frequencies of words, and what a word that is not listed gets: more than usual, it is a name more often than not."""
    lines = files("jieba.analyse").joinpath("idf.txt").read_text(encoding="utf-8").splitlines()
    return {word: float(value) for word, value in (line.split(" ") for line in lines if line.count(" ") == 1)}, 12.0


def _tells(word: str) -> bool:
    return len(word) > 1 and word[0].isalnum() and word not in _stop() and not word.isdigit()


@cache
def _stop() -> frozenset[str]:
    """Words of every complaint and report, which tell nothing of what it is about."""
    return frozenset(files("nlp.events").joinpath("stop_words.txt").read_text(encoding="utf-8").split())
