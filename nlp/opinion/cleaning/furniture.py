"""Page furniture and templates by rules: ``furniture.yml`` read, checked and compiled.

A rule is a regular expression over the text of title and body, in which ``^`` and ``$`` are the ends of a line. Its examples mark what it
blanks with ⟦ ⟧; its counter-examples hold nothing that it blanks. Tests run both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import KnowledgeError
from nlp.opinion import knowledge
from nlp.opinion.triggers import Triggers


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    pattern: str
    examples: list[str] = Field(min_length=1)
    counter_examples: list[str] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture."""

    id: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class Furniture:
    """All rules, with a literal prefilter: most texts hold no furniture at all."""

    def __init__(self, path: Path | None = None) -> None:
        self.rules = load(path or Path(__file__).with_name("furniture.yml"))
        self._triggers = Triggers([rule.pattern.pattern for rule in self.rules])

    def blank(self, text: str) -> str:
        """``text`` with blanks for furniture, as long as it was; line ends stay."""
        for index in self._triggers.candidates(text):
            text = self.rules[index].pattern.sub(_blank, text)
        return text


def _blank(match: re.Match[str]) -> str:
    words = match[0]
    return " " * len(words) if "\n" not in words else re.sub(r"[^\n]", " ", words)


def load(path: Path) -> tuple[Rule, ...]:
    """Read the rules of a file. Raises ``KnowledgeError`` naming the file, the rule and the remedy."""
    rules: dict[str, Rule] = {}
    for rule in knowledge.known(path, list[_Rule], "清洗规则"):
        if rule.id in rules:
            raise KnowledgeError(f"{path.name}：规则 {rule.id} 重复定义，请删去其一。")
        try:
            pattern = re.compile(rule.pattern, re.MULTILINE)
        except re.error as error:
            raise KnowledgeError(f"{path.name}：规则 {rule.id} 的 pattern 无法使用（{error}），请改正后重试。") from error
        rules[rule.id] = Rule(rule.id, pattern, tuple(rule.examples), tuple(rule.counter_examples))
    return tuple(rules.values())


@cache
def furniture() -> Furniture:
    """The shipped rules, compiled once a process."""
    return Furniture()
