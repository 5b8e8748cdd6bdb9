"""What a reply tells (答复是否敷衍): whether any clause of it says something of the matter, and where none does, what they say instead.

Turned round from looking for words of substance: facts, measures and explanations come in any words, while there are few ways of
saying nothing, so that each is known by rules with examples (``answer_words.yml``) and whatever is left is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import KnowledgeError
from ingest.personal import masked
from nlp.opinion import knowledge

_CLAUSE = re.compile(r"[，,。！？；：:;!?…]+")
_TITLE = re.compile(r"[“\"][^“”\"。]{8,80}[”\"]")  # of the message that is answered: its words, not the reply's
_AROUND = re.compile(r"[“”\"‘’（）()\[\]【】]")
_DAY = re.compile(r"^(?:已?于)?\d{4}年\d{1,2}月\d{1,2}日?(?!前)|\d{4}年\d{1,2}月\d{1,2}日?$")  # of the reply itself, or of passing it on
_LONGEST = 24  # characters of a clause that are quoted


class _Kind(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    name: str
    says: list[str] = Field(min_length=1)
    examples: list[str] = Field(min_length=1)
    counter_examples: list[str] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    facts: str
    kinds: list[_Kind] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of saying nothing: ``name`` in Chinese, as told (只说转办), ``says`` the clauses it is said with."""

    id: str
    name: str
    says: tuple[re.Pattern[str], ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """A reply that tells nothing of the matter: the kind it is named by, and the clause that says so."""

    kind: Kind
    clause: str

    @property
    def why(self) -> str:
        """只说转办（“已转县城管局”）."""
        clause = masked(self.clause)
        words = clause if len(clause) <= _LONGEST else f"{clause[:_LONGEST]}…"
        return f"{self.kind.name}（“{words}”）" if words else self.kind.name


class AnswerWords:
    """The rules of a file."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or Path(__file__).with_name("answer_words.yml")
        read = knowledge.known(self._path, _File, "答复用语规则")
        self._facts = self._compiled("facts", read.facts)
        self.kinds = tuple(self._kind_of(kind) for kind in read.kinds)

    def empty(self, reply: str) -> Empty | None:
        """What a reply says instead of an answer; None where a clause of it tells something."""
        said: dict[str, str] = {}
        for clause in clauses(reply):
            found = self._kind(clause)
            if found is None:
                return None
            said[found.id] = max(said.get(found.id, ""), clause, key=len)
        return next((Empty(kind, said[kind.id]) for kind in self.kinds if kind.id in said), Empty(self.kinds[-1], ""))

    def _kind(self, clause: str) -> Kind | None:
        if self._facts.search(_DAY.sub("", clause)):
            return None
        return next((kind for kind in self.kinds if any(says.fullmatch(clause) for says in kind.says)), None)

    def _kind_of(self, read: _Kind) -> Kind:
        says = tuple(self._compiled(read.id, pattern) for pattern in read.says)
        return Kind(read.id, read.name, says, tuple(read.examples), tuple(read.counter_examples))

    def _compiled(self, id: str, pattern: str) -> re.Pattern[str]:
        try:
            return re.compile(pattern)
        except re.error as error:
            raise KnowledgeError(f"{self._path.name}：规则 {id} 中的“{pattern}”无法使用（{error}），请改正后重试。") from error


def clauses(reply: str) -> Iterator[str]:
    """The clauses of a reply, without white space and without the title of the message that it answers."""
    return filter(None, _CLAUSE.split(_AROUND.sub("", _TITLE.sub("", "".join(reply.split())))))


@cache
def answer_words() -> AnswerWords:
    """The shipped rules, compiled once a process."""
    return AnswerWords()


def answers(reply: str | None) -> bool:
    """Whether there is a reply that tells something of the matter."""
    return bool(reply and reply.strip()) and answer_words().empty(reply or "") is None
