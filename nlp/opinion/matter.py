"""What a text is about: public law that an enforcement body has to uphold, a private dispute, or services and benefits.

A complaint of inaction is a clue only in matters of public law: refunds, defects, property management, pay, schools and roads are
somebody else's business, even where "nobody cared" is said in passing. The words are those of ``matters.yml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ahocorasick_rs
from pydantic import BaseModel, ConfigDict

from nlp.opinion import knowledge


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    public: list[list[str]]
    civil: list[list[str]]
    service: list[list[str]]
    criminal: list[list[str]]


@dataclass(frozen=True, slots=True)
class Matter:
    """How strongly a text speaks of each field; words of the title count three times."""

    public: int
    civil: int
    service: int
    criminal: int

    @property
    def share(self) -> float:
        """The share of public law, 0 to 1; 0.5 where nothing speaks."""
        return (self.public + 1) / (self.public + self.civil + self.service + self.criminal + 2)


class Matters:
    """The weigher; build it once. Raises ``KnowledgeError`` for a broken word list."""

    def __init__(self, path: Path | None = None) -> None:
        path = path or Path(__file__).with_name("matters.yml")
        words = knowledge.known(path, _Words, "事项词表")
        fields = (words.public, words.civil, words.service, words.criminal)
        known = {word: field for field, lines in enumerate(fields) for line in lines for word in line}
        self._fields = list(known.values())
        self._find = ahocorasick_rs.AhoCorasick(list(known), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def weigh(self, clean: str, body_at: int) -> Matter:
        """Weigh ``clean``, whose first ``body_at`` characters are the title. In the body a word counts at most twice."""
        title: set[int] = set()
        body: dict[int, int] = {}
        for index, start, _ in self._find.find_matches_as_indexes(clean):
            if start < body_at:
                title.add(index)
            else:
                body[index] = min(2, body.get(index, 0) + 1)
        weights = [0, 0, 0, 0]
        for index in title:
            weights[self._fields[index]] += 3
        for index, count in body.items():
            weights[self._fields[index]] += count
        return Matter(*weights)


@cache
def matters() -> Matters:
    """The weigher over the shipped word lists."""
    return Matters()
