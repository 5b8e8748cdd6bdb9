"""What an index holds of a clue: the same terms, levels and keys whichever engine keeps them.

Ranking is BM25 over weighted fields (BM25F) with fixed average lengths, worked out here per clue and word and rounded to
``LEVELS`` steps; engines only add up whole numbers. Why: docs/decisions/0002-two-search-engines.md.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from index.clue import Clue
from nlp.words import search_words

LEVELS = 32
BOUNDARY = "¶"  # stands between texts, so that no phrase reaches across
LONGEST_TERM = 64
_LONGEST_VALUE = 200
_MARKS = re.compile(r"[。；，、：？！“”《》（）〔〕\n]")  # no word holds one or is one
_K1, _B = 1.2, 0.75
# field: (weight, average length in words). The lengths are those of ordinary clues; being fixed, they keep a score from
# depending on what else is in the index.
_FIELDS = {"title": (3.0, 12.0), "quotes": (2.0, 60.0), "summary": (1.5, 40.0), "body": (1.0, 200.0)}
_SEVERITY = {"fatal": 3, "major": 2, "minor": 1, "info": 0}


@dataclass(frozen=True, slots=True)
class Indexed:
    """One clue as indexed.

    ``levels`` maps each word to its level (1 to ``LEVELS``). ``letters`` is all text as letters and digits, for phrases.
    ``facets`` maps facet names to values. The three keys order all clues: a larger key comes first, no two are alike.
    """

    id: str
    levels: Mapping[str, int]
    letters: str
    facets: Mapping[str, tuple[str, ...]]
    by_score: int
    by_date: int
    by_severity: int
    stored: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What an engine gives back of a clue, to make a hit of."""

    id: str
    title: str
    quotes: tuple[tuple[str, int | None], ...]
    score: float
    score_parts: Mapping[str, float]
    levels: Mapping[str, int]
    letters: str

    @classmethod
    def from_json(cls, text: str | bytes) -> Stored:
        """As written by ``indexed``."""
        row: dict[str, Any] = json.loads(text)
        return cls(**{**row, "quotes": tuple((quote, page) for quote, page in row["quotes"])})


class _Forms(dict[str, str]):
    """A character → the letters and digits it stands for: compatibility forms unified, lower case, nothing else."""

    def __missing__(self, char: str) -> str:
        form = "".join(c for c in unicodedata.normalize("NFKC", char).lower() if c.isalnum())
        self[char] = form
        return form


_FORMS = _Forms()


def letters(text: str) -> str:
    """The letters and digits of a text, each one a term of its own in the index."""
    return "".join(map(_FORMS.__getitem__, text))


def letters_with_offsets(text: str) -> tuple[str, list[int]]:
    """The same, with the offset in ``text`` that each of them comes from."""
    parts: list[str] = []
    offsets: list[int] = []
    for i, char in enumerate(text):
        form = _FORMS[char]
        parts.append(form)
        offsets.extend([i] * len(form))
    return "".join(parts), offsets


def terms(text: str) -> list[str]:
    """The words of a text, as both documents and queries are cut: no blanks in them, none overlong."""
    return [term for clause in _MARKS.split(encodable(text)) for term in _terms_of_clause(clause)]


@lru_cache(maxsize=8192)
def _terms_of_clause(clause: str) -> tuple[str, ...]:
    """Remembered: laws, rules and what is said of them come again in clue after clue."""
    return tuple("".join(word.text.split())[:LONGEST_TERM] for word in search_words(clause))


def encodable(text: str) -> str:
    """The same text; half surrogate pairs, which no file can hold, become question marks."""
    return text.encode("utf-8", "replace").decode()


def indexed(clue: Clue) -> Indexed:
    """Everything an engine keeps of a clue."""
    texts = {
        "title": [clue.title],
        "quotes": [quote.text for quote in clue.quotes],
        "summary": [clue.summary],
        "body": [clue.body, *_named(clue)],
    }
    levels = _levels({name: [term for text in field for term in terms(text)] for name, field in texts.items()})
    plain = BOUNDARY.join(letters(text) for field in texts.values() for text in field)
    tie = int(hashlib.sha256(encodable(clue.id).encode()).hexdigest(), 16)
    score = min(10_000, max(0, round(100 * clue.score)))
    day = clue.occurred_on.toordinal() if clue.occurred_on else 0
    return Indexed(
        id=clue.id,
        levels=levels,
        letters=plain,
        facets=_facets(clue),
        by_score=score << 40 | tie & (1 << 40) - 1,
        by_date=day << 43 | score // 100 << 36 | tie & (1 << 36) - 1,
        by_severity=_SEVERITY[clue.severity] << 54 | score << 40 | tie & (1 << 40) - 1,
        stored=json.dumps(
            {
                "id": clue.id,
                "title": clue.title,
                "quotes": [[quote.text, quote.page] for quote in clue.quotes],
                "score": clue.score,
                "score_parts": dict(clue.score_parts),
                "levels": levels,
                "letters": plain,
            },
            ensure_ascii=True,
        ),
    )


def level_term(term: str, level: int) -> str:
    """The term that stands for a word at a level. No word holds a blank, so it is no word."""
    return f"{term} {level}"


def _levels(fields: Mapping[str, list[str]]) -> dict[str, int]:
    saturated: dict[str, float] = defaultdict(float)
    for name, words in fields.items():
        weight, average = _FIELDS[name]
        norm = 1 - _B + _B * len(words) / average
        for word, count in Counter(words).items():
            saturated[word] += weight * count / norm
    return {word: min(LEVELS, 1 + int(LEVELS * tf / (_K1 + tf))) for word, tf in saturated.items() if word}


def _named(clue: Clue) -> Iterable[str]:
    """Names and numbers that people also type into the search box."""
    plain = (clue.agency, clue.agency_type, clue.region, clue.party, clue.case_no, clue.status)
    return [*filter(None, plain), *clue.issue_names, *clue.categories, *clue.laws]


def _facets(clue: Clue) -> dict[str, tuple[str, ...]]:
    values: dict[str, Iterable[str | None]] = {
        "severity": (clue.severity,),
        "channel": (clue.channel,),
        "agency": (clue.agency,),
        "agency_type": (clue.agency_type,),
        "region": (clue.region,),
        "category": clue.categories,
        "issue": clue.issues,
        "status": (clue.status,),
        "month": (clue.occurred_on.strftime("%Y-%m") if clue.occurred_on else None,),
    }
    return {name: tuple(dict.fromkeys(encodable(v)[:_LONGEST_VALUE] for v in found if v)) for name, found in values.items()}
