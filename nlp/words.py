"""Words: jieba with the lexicon of the field. Both search engines index ``search_words``.

One private tokenizer a process, its dictionary built in memory: jieba's own start-up would read and write a cache in the
shared temporary folder, which anybody may replace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LEXICONS = ("agencies", "writs", "procedure", "offences")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case; it was read from ``text[start:end]``."""

    text: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """The words of ``text`` one after the other, lower case, without punctuation and white space."""
    return [word.lower() for word, _, _ in segments(text) if _speaks(word)]


def search_words(text: str) -> list[Word]:
    """Words and the words within them, as an index wants them: 行政处罚决定书 also gives 行政, 处罚, 行政处罚, 决定, 决定书.

    jieba's search mode gives inner words of two and three characters; here those of any length that the dictionary knows count,
    so that a query for a longer term meets the compound. Inner words come before the word that holds them.
    """
    known, longest = tokenizer().FREQ, _longest()
    found: list[Word] = []
    for word, start, end in segments(text):
        if not _speaks(word):
            continue
        for size in range(2, min(len(word), longest + 1)):
            for at in range(len(word) - size + 1):
                inner = word[at : at + size]
                if known.get(inner):
                    found.append(Word(inner.lower(), start + at, start + at + size))
        found.append(Word(word.lower(), start, end))
    return found


def segments(text: str) -> Iterator[tuple[str, int, int]]:
    """Every piece of ``text`` with its offsets, punctuation and white space included: joined they are the text."""
    at = 0
    for word in tokenizer().cut(text):
        yield word, at, at + len(word)
        at += len(word)


@cache
def lexicon(name: str) -> tuple[str, ...]:
    """The words of one of ``LEXICONS``."""
    return tuple(files("nlp.lexicon").joinpath(f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def _longest() -> int:
    """Characters of the longest word that the dictionary knows; a text may hold longer ones, such as the letters of a picture."""
    return max(map(len, tokenizer().FREQ))


@cache
def tokenizer() -> Any:
    """The private jieba tokenizer with the lexicon loaded (about a second on first use)."""
    import jieba  # a second of dictionary that a process without texts need not pay

    made = jieba.Tokenizer()
    made.FREQ, made.total = _frequencies(made)
    made.initialized = True
    for name in LEXICONS:
        for word in lexicon(name):
            made.add_word(word)
    return made


def _frequencies(made: Any) -> tuple[dict[str, int], int]:
    """What jieba's own ``gen_pfdict`` makes of its dictionary, sooner: how often each word comes, and what words begin with, as 0."""
    with made.get_dict_file() as file:
        columns = file.read().decode().split()  # word, count, part of speech
    words, counts = columns[::3], list(map(int, columns[1::3]))
    known: dict[str, int] = {}
    beginnings = {word[:-1] for word in words}
    while beginnings:
        known.update(dict.fromkeys(beginnings, 0))
        beginnings = {beginning[:-1] for beginning in beginnings if beginning}
    del known[""]
    known.update(zip(words, counts, strict=True))
    return known, sum(counts)


def _speaks(word: str) -> bool:
    return any(char.isalnum() for char in word)
