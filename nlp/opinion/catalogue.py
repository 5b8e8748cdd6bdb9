"""The risk signals as tested knowledge: ``signals/*.yml`` read, checked and compiled.

A cue is a regular expression over the *tagged* text (``tagging.py``), in which every actor is one mark. It may use:

``{机关}``   an enforcement body or officer            ``{部门}``   the same or a vaguely named authority (有关部门, 12345)
``{他方}``   who is no administrative body, courts included  ``{法院}`` a court or procurator   ``{热线}`` a hotline
``{..12}``   up to 12 characters within the sentence, nobody else acting between
``{::40}``   up to 40 characters, across sentences      ``{数}``     a number in digits or Chinese
``{投诉}``   any concept of ``concepts.yml``: what is meant, in all the words it is said with
``[^{他方标}]``, ``[{部门标}]``  the same marks for use inside a set of characters

``ties`` says how a cue is bound to enforcement: ``stated`` (the words themselves say it: 乱罚款, or the pattern holds ``{机关}``),
``near`` (a body must be named in the same or the neighbouring sentences) or ``text`` (somewhere in the text).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import KnowledgeError
from nlp.opinion import knowledge
from nlp.opinion.tagging import BODY, COURT, HOTLINE, OBJECT, OTHER, WEAK

Severity = Literal["fatal", "major", "minor"]
Ties = Literal["stated", "near", "text"]

_STOPS = "。！？；!?;\\n"
_GAP = re.compile(r"\{\.\.(\d+)\}")
_FAR = re.compile(r"\{::(\d+)\}")
_MACROS = {
    "{机关}": BODY,
    "{部门}": f"[{BODY}{WEAK}{HOTLINE}]",
    "{热线}": HOTLINE,
    "{法院}": COURT,
    "{他方}": f"[{OTHER}{OBJECT}{COURT}]",
    "{他方标}": f"{OTHER}{COURT}",
    "{部门标}": f"{BODY}{WEAK}{HOTLINE}",
    "{数}": r"(?:\d{1,9}(?:\.\d{1,4})?|[一二两三四五六七八九十百千几数多]{1,9})",
}
_UNKNOWN_MACRO = re.compile(r"\{[^\d,}][^}]*\}")
_NESTED = 5  # concepts may be made of concepts, so deep


class _Cue(BaseModel):
    model_config = ConfigDict(extra="forbid")
    pattern: str
    ties: Ties = "stated"
    weight: float = Field(default=0.8, gt=0, le=1)


class _Signal(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str = Field(pattern=r"^sig\.[a-z_]+$")
    name: str
    name_en: str
    definition: str
    severity: Severity
    category: str
    related_rules: list[str]
    source: str
    cues: list[_Cue] = Field(min_length=1)
    counters: list[str] = []
    examples: list[str] = Field(min_length=1)
    counter_examples: list[str] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Cue:
    """One compiled pattern. ``weight`` (0 to 1) is how surely these words alone mean the signal."""

    pattern: re.Pattern[str]
    source: str
    ties: Ties
    weight: float


@dataclass(frozen=True, slots=True)
class SignalKind:
    """One risk signal of the taxonomy; ``related_rules`` are ids of the statutory checks it bears on."""

    id: str
    name: str
    name_en: str
    definition: str
    severity: Severity
    category: str
    related_rules: tuple[str, ...]
    cues: tuple[Cue, ...]
    counters: tuple[re.Pattern[str], ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def concepts() -> Mapping[str, str]:
    """The shipped concepts, ``{名称}`` to pattern, free of other concepts. Raises ``KnowledgeError`` for a broken file."""
    read = knowledge.known(Path(__file__).with_name("concepts.yml"), dict[str, str], "“概念名: 表达式”的对照表")
    written = {f"{{{name}}}": pattern for name, pattern in read.items()}
    plain = written
    for _ in range(_NESTED):
        plain = {name: _replaced(pattern, written) for name, pattern in plain.items()}
    return plain


def expand(pattern: str) -> str:
    """Replace the macros of the module docstring by plain regular expressions. Raises ``ValueError`` for an unknown macro."""
    pattern = _replaced(_replaced(pattern, concepts()), _MACROS)
    pattern = _GAP.sub(lambda m: f"[^{_STOPS}{OTHER}{COURT}]{{0,{m[1]}}}?", pattern)
    pattern = _FAR.sub(lambda m: f"[^{OTHER}{COURT}]{{0,{m[1]}}}?", pattern)
    if unknown := _UNKNOWN_MACRO.search(pattern):
        raise ValueError(f"不认识的记号 {unknown[0]}，可用 {'、'.join([*_MACROS, *concepts()])}、{{..数字}}、{{::数字}}")
    return pattern


def _replaced(pattern: str, plain: Mapping[str, str]) -> str:
    for name, words in plain.items():
        pattern = pattern.replace(name, words)
    return pattern


def load(folder: Path) -> Mapping[str, SignalKind]:
    """Read every ``*.yml`` of ``folder``. Raises ``KnowledgeError`` naming the file, the signal and the remedy."""
    kinds: dict[str, SignalKind] = {}
    for path in sorted(folder.glob("*.yml")):
        try:
            entries = knowledge.parsed(path)
        except yaml.YAMLError as error:
            raise KnowledgeError(f"{path.name}：不是有效的 YAML，请检查缩进和引号。{error}") from error
        if not isinstance(entries, list):
            raise KnowledgeError(f"{path.name}：应为风险信号的列表（每项以 “- id:” 开头），请改正。")
        for entry in entries:
            kind = _compiled(path, entry)
            if kind.id in kinds:
                raise KnowledgeError(f"{path.name}：信号 {kind.id} 重复定义，请删去其中一处。")
            kinds[kind.id] = kind
    if not kinds:
        raise KnowledgeError(f"{folder}：没有找到任何风险信号文件（*.yml），请恢复该目录。")
    return kinds


def _compiled(path: Path, entry: object) -> SignalKind:
    name = entry.get("id", "（缺 id）") if isinstance(entry, dict) else "（格式不对）"
    try:
        read = _Signal.model_validate(entry)
    except ValidationError as error:
        problems = "；".join(f"{'.'.join(map(str, item['loc']))}：{item['msg']}" for item in error.errors())
        raise KnowledgeError(f"{path.name}：信号 {name} 有误，请改正或删去所列各项：{problems}") from error
    cues = tuple(Cue(_pattern(path, read.id, cue.pattern), cue.pattern, cue.ties, cue.weight) for cue in read.cues)
    return SignalKind(
        id=read.id,
        name=read.name,
        name_en=read.name_en,
        definition=read.definition,
        severity=read.severity,
        category=read.category,
        related_rules=tuple(read.related_rules),
        cues=cues,
        counters=tuple(_pattern(path, read.id, counter) for counter in read.counters),
        examples=tuple(read.examples),
        counter_examples=tuple(read.counter_examples),
    )


def _pattern(path: Path, signal: str, source: str) -> re.Pattern[str]:
    try:
        return re.compile(expand(source))
    except (re.error, ValueError) as error:
        raise KnowledgeError(f"{path.name}：信号 {signal} 的表达式 {source!r} 无法使用，请改正：{error}") from error


@cache
def signal_kinds() -> Mapping[str, SignalKind]:
    """The shipped signals by id, in the order of the files."""
    return load(Path(__file__).with_name("signals"))
