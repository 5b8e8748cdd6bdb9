"""Words and text lines of level letters: pdfplumber's, with its default settings, without a dictionary for every word.

The same steps with the same arithmetic; tests/ingest/test_text_lines.py holds them against pdfplumber's own text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from pdfplumber.utils.clustering import make_cluster_dict
from pdfplumber.utils.text import DEFAULT_X_TOLERANCE, DEFAULT_Y_TOLERANCE

from ingest.clusters import clustered
from ingest.page_objects import Object, letters_of, overlapping

Word = list[Object]

_LEFT, _TOP = itemgetter("x0"), itemgetter("top")


def text_lines(runs: list[Object]) -> list[list[Word]]:
    """The words of each line of upright characters or runs, from the top."""
    found: list[list[Word]] = []
    for line in clustered(runs, _TOP, DEFAULT_Y_TOLERANCE):
        if len(line) == 1:
            if not line[0]["text"].isspace():
                found.append([line])
            continue
        in_turn = sorted(line, key=_LEFT)
        if overlapping(in_turn):
            in_turn = sorted((letter for one in line for letter in letters_of(one)), key=_LEFT)
        words = list(_words(in_turn))
        tops = list(map(_TOP, line))
        if max(tops) > min(tops) + DEFAULT_Y_TOLERANCE:
            found.extend(_levels(words))
        elif words:
            found.append(words)
    return found


def _levels(words: list[Word]) -> Iterator[list[Word]]:
    """Words from left to right, parted where they step onto another level; levels with others between them are one."""
    tops = [min(map(_TOP, word)) for word in words]
    level_of = make_cluster_dict(tops, DEFAULT_Y_TOLERANCE)
    for _, level in groupby(zip(map(level_of.__getitem__, tops), words, strict=True), itemgetter(0)):
        yield [word for _, word in level]


def _words(in_turn: list[Object]) -> Iterator[Word]:
    word: Word = []
    right = top = 0.0
    for one in in_turn:
        if one["text"].isspace():
            if word:
                yield word
            word = []
            continue
        if word and (one["x0"] > right + DEFAULT_X_TOLERANCE or abs(one["top"] - top) > DEFAULT_Y_TOLERANCE):
            yield word
            word = []
        word.append(one)
        right, top = one["x1"], one["top"]
    if word:
        yield word
