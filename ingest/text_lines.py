"""Words and text lines of level letters: pdfplumber's, with its default settings, without a dictionary for every word.

The same steps with the same arithmetic; tests/ingest/test_text_lines.py holds them against pdfplumber's own text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from pdfplumber.utils import cluster_objects
from pdfplumber.utils.clustering import make_cluster_dict
from pdfplumber.utils.text import DEFAULT_X_TOLERANCE, DEFAULT_Y_TOLERANCE

from ingest.page_objects import Object, letters_of, overlapping

Word = list[Object]

_LEFT, _TOP = itemgetter("x0"), itemgetter("top")


def text_lines(runs: list[Object]) -> list[list[Word]]:
    """The words of each line of upright characters or runs, from the top."""
    words: list[Word] = []
    for line in cluster_objects(runs, _TOP, DEFAULT_Y_TOLERANCE):
        in_turn = sorted(line, key=_LEFT)
        if overlapping(in_turn):
            in_turn = sorted((letter for one in line for letter in letters_of(one)), key=_LEFT)
        words.extend(_words(in_turn))
    tops = [min(map(_TOP, word)) for word in words]
    levels = make_cluster_dict(tops, DEFAULT_Y_TOLERANCE)
    return [[word for _, word in line] for _, line in groupby(zip(map(levels.__getitem__, tops), words, strict=True), itemgetter(0))]


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
