"""The case scenarios of an enforcement-qualification exam: what is read in them, and which of their questions the statute library answers.

A question counts as answerable where the words of exactly one article, found by the words of scenario and question, carry some options
and not the others. Nothing is learned from the answers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import jieba

from nlp.citations import find_citations
from nlp.facts.amounts import find_amounts
from nlp.facts.dates import find_dates
from nlp.statutes.library import library

LAWS = (
    "行政处罚法",
    "行政强制法",
    "行政许可法",
    "行政复议法",
    "行政诉讼法",
    "国家赔偿法",
    "治安管理处罚法",
    "公务员法",
    "政府信息公开条例",
    "立法法",
)
TODAY = date(2026, 6, 1)
_QUESTION = re.compile(
    r"(?m)^\s*\d{1,2}\s*[、.．:：]\s*(?P<words>.*?)\s*正确答案：\s*(?P<answer>[A-F]+)\s*(?P<options>.*?)(?=^\s*\d{1,2}\s*[、.．:：]|\Z)",
    re.S,
)
_OPTION = re.compile(r"(?P<mark>[A-F])\s*[：:]\s*(?P<words>.*?)(?=[A-F]\s*[：:]|\Z)", re.S)
_MEASURE = re.compile(r"(?:\d+|[一二三四五六七八九十百]+)(?:个)?(?:工作日|日|天|月|年|元|万元|小时|人|倍)")
_SAME = str.maketrans({"天": "日"})
_FEW = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


@dataclass(frozen=True, slots=True)
class Question:
    """One sub-question: its words, its options by letter, the letters that are right."""

    words: str
    options: dict[str, str]
    answer: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One case scenario with its sub-questions."""

    text: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found: scenarios with any fact or citation, and of all sub-questions how many were answered, and answered right."""

    scenarios: int
    with_dates: int
    with_amounts: int
    citations: int
    citations_resolved: int
    questions: int
    answered: int
    right: int


def scenarios(path: Path) -> list[Scenario]:
    """The scenarios of the file."""
    found = []
    for block in re.split(r"(?m)^(?=\d{1,3}\t)", path.read_text(encoding="utf-8")):
        head, _, rest = block.partition("\n")
        number, tab, text = head.partition("\t")
        if tab and number.isdigit():
            first = _QUESTION.search(rest)
            more = rest[: first.start()] if first else ""
            found.append(Scenario(f"{text}{more}", tuple(_questions(rest))))
    return found


def _questions(text: str) -> Iterator[Question]:
    for match in _QUESTION.finditer(text):
        options = {one["mark"]: one["words"].strip() for one in _OPTION.finditer(match["options"])}
        if len(options) > 1 and set(match["answer"]) <= set(options):
            yield Question(match["words"], options, match["answer"])


class Articles:
    """The articles of the procedure laws in force, ranked by the words they share with a question (BM25)."""

    def __init__(self) -> None:
        versions = [(law, library().in_force(law, TODAY).version) for law in LAWS]
        self.texts = [(law, article.text) for law, version in versions if version for article in version.articles.values()]
        self._words = [Counter(_words(text)) for _, text in self.texts]
        self._mean = sum(sum(words.values()) for words in self._words) / len(self._words)
        held = Counter(word for words in self._words for word in words)
        self._rarity = {word: math.log(1 + (len(self._words) - n + 0.5) / (n + 0.5)) for word, n in held.items()}

    def best(self, text: str, most: int = 1) -> list[str]:
        """The texts of the articles nearest to the words."""
        asked = set(_words(text))
        named = [law for law in LAWS if law in text]
        scored = [
            (self._score(asked, words), body)
            for (law, body), words in zip(self.texts, self._words, strict=True)
            if not named or law in named
        ]
        return [body for score, body in sorted(scored, key=lambda pair: -pair[0])[:most] if score > 0]

    def _score(self, asked: set[str], words: Counter[str]) -> float:
        length = sum(words.values())
        return sum(
            self._rarity[word] * words[word] * 2.2 / (words[word] + 1.2 * (0.25 + 0.75 * length / self._mean))
            for word in asked & words.keys()
        )


def answer(articles: Articles, question: Question) -> str:
    """The letters that the nearest article carries; empty where it carries none, or all."""
    words = question.words
    for body in articles.best(words + "".join(question.options.values()) if len(words) < 8 else words):
        carried = "".join(letter for letter, option in sorted(question.options.items()) if _carries(body, option))
        if carried and len(carried) < len(question.options):
            return carried
    return ""


def figures(path: Path) -> Figures:
    """Run everything over the file."""
    known = scenarios(path)
    articles = Articles()
    cited = [found.value for one in known for text in (one.text, *(q.words for q in one.questions)) for found in find_citations(text)]
    given = [(answer(articles, question), question.answer) for one in known for question in one.questions]
    return Figures(
        len(known),
        sum(bool(find_dates(one.text)) for one in known),
        sum(bool(find_amounts(one.text)) for one in known),
        len(cited),
        sum(library().resolve(citation.law) is not None for citation in cited),
        len(given),
        sum(bool(said) for said, _ in given),
        sum(said == right for said, right in given),
    )


def _words(text: str) -> list[str]:
    return [word for word in jieba.lcut(text) if len(word) > 1]


def _carries(body: str, option: str) -> bool:
    """Whether an article says what the option says: its measure, or its words as they stand."""
    law, plain = _squeezed(body), _squeezed(option)
    measures = [_squeezed(match.group()) for match in _MEASURE.finditer(option)]
    if measures and len(plain) <= 12:
        return all(measure in law for measure in measures)
    return len(plain) >= 3 and plain in law


def _squeezed(text: str) -> str:
    text = re.sub(r"[\s，,。；;、（）()]", "", text).translate(_SAME)
    return re.sub(r"\d+", lambda match: _spoken(int(match.group())), text)


def _spoken(number: int) -> str:
    if number <= 10:
        return _FEW[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else _FEW[tens]) + "十" + (_FEW[ones] if ones else "")
    return str(number)
