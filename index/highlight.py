"""Hits with what was found marked in the original text. One code for all engines."""

from __future__ import annotations

from collections.abc import Iterable

from index.analysis import Stored, encodable, letters, letters_with_offsets
from index.query import Highlight, Hit
from index.ranking import Ranking, score_of
from index.typed import Typed
from nlp.words import search_words

_MOST_QUOTES = 10


def make_hit(stored: Stored, typed: Typed, ranking: Ranking | None) -> Hit:
    """The hit of a clue. Quotes that answer best come first; without words to rank by they keep their order."""
    if ranking is None:
        quotes = tuple(Highlight(text, (), page) for text, page in stored.quotes[:_MOST_QUOTES])
        return Hit(stored.id, Highlight(stored.title), stored.score, stored.score_parts, quotes)
    parts = ranking.parts(stored)
    marked = [(Highlight(text, _mark(text, typed), page), _worth(text, ranking)) for text, page in stored.quotes]
    marked.sort(key=lambda pair: -pair[1])
    return Hit(
        clue=stored.id,
        title=Highlight(stored.title, _mark(stored.title, typed)),
        score=score_of(sum(parts.values())),
        score_parts={name: score_of(part) for name, part in parts.items()},
        quotes=tuple(highlight for highlight, _ in marked[:_MOST_QUOTES]),
    )


def _mark(text: str, typed: Typed) -> tuple[tuple[int, int], ...]:
    """The ranges of ``text`` to mark: words as the text is cut, and letters in a row wherever they stand."""
    plain, offsets = letters_with_offsets(text)
    found: list[tuple[int, int]] = []
    for row in typed.rows:
        at = plain.find(row)
        while at >= 0:
            found.append((offsets[at], offsets[at + len(row) - 1] + 1))
            at = plain.find(row, at + len(row))
    words = _worth_marking(typed)
    if any(letters(word) in plain for word in words):
        found += [(word.start, word.end) for word in search_words(encodable(text)) if "".join(word.text.split()) in words]
    return _merged(found)


def _worth_marking(typed: Typed) -> frozenset[str]:
    """Single characters are marked only where nothing longer was asked for: marked everywhere they show nothing."""
    long = frozenset(word for word in typed.words if len(word) > 1)
    return long or frozenset(typed.words)


def _worth(text: str, ranking: Ranking) -> int:
    plain = letters(text)
    return sum(weight for word, weight in ranking.words.items() if letters(word) in plain) + sum(
        weight for row, weight in ranking.rows.items() if row in plain
    )


def _merged(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
