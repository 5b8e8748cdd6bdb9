"""The kinds of writ (文书种类) as data, from ``*.yml``: how they are titled, their sub-types, the labels of their fields.

``common.yml`` holds the fields that many kinds share; a kind names those it has under ``common``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ingest.errors import KnowledgeError
from ingest.writs.literals import needed

LONGEST_LABEL = 24  # characters
_COMMON = "common.yml"
_OPENING = "- id:"  # of the entry of a kind
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where libyaml was built in


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _regular(what: str, expression: str) -> str:
    try:
        _compiled(expression)
    except re.error as error:
        raise ValueError(f"{what} {expression!r} 有误：{error}") from error
    return expression


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class Subtype(_Strict):
    """A sub-type, recognised by any of ``words`` in the title."""

    id: str
    words: tuple[str, ...] = Field(min_length=1)


class FieldLabels(_Strict):
    """A field and the labels it is printed under, without spaces, brackets in full width.

    ``like`` is a regular expression for the labels of the same make: whose or of what, the thing itself, its name or number.
    """

    name: str
    labels: tuple[str, ...] = Field(min_length=1)
    like: str | None = None

    @field_validator("like")
    @classmethod
    def _compiles(cls, like: str | None) -> str | None:
        return None if like is None else _regular("标签正则", like)

    def is_like(self, label: str) -> bool:
        """Whether a label is made as those of this field are."""
        return self.pattern is not None and self.pattern.fullmatch(label) is not None

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """``like``, compiled."""
        return None if self.like is None else _compiled(self.like)


class Untitled(_Strict):
    """A paper that prints no title line: a page with ``anchor`` and at least ``least`` of ``labels`` (regular expressions) and little else.

    ``title`` is what the paper is called. Where ``unless`` stands above or among the labels, a form of the case asks for the same.
    """

    title: str
    anchor: str
    labels: tuple[str, ...] = Field(min_length=2)
    least: int = Field(ge=2)
    unless: str

    @field_validator("anchor", "unless")
    @classmethod
    def _anchor_compiles(cls, anchor: str) -> str:
        return _regular("无标题材料正则", anchor)

    @field_validator("labels")
    @classmethod
    def _labels_compile(cls, labels: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_regular("无标题材料正则", label) for label in labels)


class Turn(_Strict):
    """Writs of this kind whose title matches ``title`` and whose text matches ``text`` are of another kind (``into``).

    Where ``beside`` is given, only in a dossier with another writ of this kind whose title matches it.
    """

    title: str
    text: str
    into: str
    beside: str | None = None

    @field_validator("title", "text", "beside")
    @classmethod
    def _compiles(cls, expression: str | None) -> str | None:
        return None if expression is None else _regular("改归正则", expression)


class TitleExamples(_Strict):
    """Titles that are of this kind and titles that are not."""

    match: tuple[str, ...] = Field(min_length=1)
    differ: tuple[str, ...] = Field(min_length=1)


class WritKind(_Strict):
    """One kind of writ. ``titles`` are regular expressions over a title without spaces and without the agency's name."""

    id: str
    name_zh: str
    stage: str
    required: Literal["required", "conditional"]
    titles: tuple[str, ...] = Field(min_length=1)
    subtypes: tuple[Subtype, ...] = ()
    fields: tuple[FieldLabels, ...] = ()
    common: tuple[str, ...] = ()
    untitled: tuple[Untitled, ...] = ()
    turns: tuple[Turn, ...] = ()
    examples: TitleExamples

    @field_validator("titles")
    @classmethod
    def _compiles(cls, titles: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_regular("标题正则", title) for title in titles)

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The titles, each by itself: of several that match, the longest counts."""
        return tuple(map(_compiled, self.titles))

    @field_validator("common")
    @classmethod
    def _exist(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in common_fields():
                raise ValueError(f"common.yml 中没有栏目 {name}，可用的有 {'、'.join(common_fields())}")
        return names

    @cached_property
    def all_fields(self) -> tuple[FieldLabels, ...]:
        """The fields of its own, then the common ones."""
        return (*self.fields, *(common_fields()[name] for name in self.common))

    @cached_property
    def by_label(self) -> Mapping[str, str]:
        """Label → field name; the first field that claims a label has it, those of its own before the common ones."""
        found: dict[str, str] = {}
        for field in self.all_fields:
            for label in field.labels:
                found.setdefault(label, field.name)
        return found

    def field_like(self, label: str) -> str | None:
        """The first field whose labels are made as this one is."""
        return next((field.name for field in self.all_fields if field.is_like(label)), None)

    def subtype(self, title: str) -> str | None:
        """The first sub-type whose words the title holds."""
        return next((one.id for one in self.subtypes if any(word in title for word in one.words)), None)


_Entry = TypeVar("_Entry", bound=_Strict)


@cache
def kinds() -> Mapping[str, WritKind]:
    """All kinds by id. Raises KnowledgeError that names file and kind."""
    found: dict[str, WritKind] = {}
    for name, text in _written():
        for kind in parse_kinds(name, text):
            if kind.id in found:
                raise KnowledgeError(f"writs/{name}：文书种类 {kind.id} 重复，请只保留一条")
            found[kind.id] = kind
    for kind in found.values():
        for turn in kind.turns:
            if turn.into not in found:
                raise KnowledgeError(f"文书种类 {kind.id} 的改归种类 {turn.into} 不存在，请改正")
    return found


@cache
def kind_ids() -> frozenset[str]:
    """The ids of all kinds, read off the lines that open an entry: much cheaper than making the kinds."""
    lines = (line for _, text in _written() for line in text.splitlines())
    return frozenset(line.removeprefix(_OPENING).strip() for line in lines if line.startswith(_OPENING))


def _written() -> Iterator[tuple[str, str]]:
    """The files of kinds: name and text."""
    for path in sorted(files("ingest.writs").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".yml") and path.name != _COMMON:
            yield path.name, path.read_text(encoding="utf-8")


@cache
def common_fields() -> Mapping[str, FieldLabels]:
    """The fields that kinds share, by name. Raises KnowledgeError that names file and field."""
    text = files("ingest.writs").joinpath(_COMMON).read_text(encoding="utf-8")
    return {field.name: field for field in (_entry(_COMMON, row, FieldLabels, "栏目", "name") for row in _rows(_COMMON, text, "- name:"))}


def parse_kinds(name: str, text: str) -> list[WritKind]:
    """The kinds of one file: a YAML list. Raises KnowledgeError that names file and kind."""
    return [_entry(name, row, WritKind, "文书种类", "id") for row in _rows(name, text, _OPENING)]


def _rows(name: str, text: str, opening: str) -> list[Any]:
    try:
        rows = yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"writs/{name} 不是正确的 YAML，请改正：{error}") from error
    if not isinstance(rows, list):
        raise KnowledgeError(f"writs/{name}：应为列表（每项以“{opening}”开头），请改正")
    return rows


def _entry(name: str, row: Any, model: type[_Entry], what: str, key: str) -> _Entry:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        title = row.get(key, f"（无 {key}）") if isinstance(row, dict) else row
        places = "；".join(f"{'.'.join(map(str, e['loc'])) or '全项'}：{e['msg']}" for e in error.errors())
        raise KnowledgeError(f"writs/{name} 的{what} {title} 有误（{places}），请改正") from error


@cache
def all_labels() -> frozenset[str]:
    """Every label of every kind: what may stand in a label cell or before a colon."""
    return frozenset(label for kind in kinds().values() for field in kind.all_fields for label in field.labels)


@lru_cache(maxsize=65_536)
def is_label(text: str) -> bool:
    """Whether a text is a label of a field, or made as one."""
    return text in all_labels() or (2 <= len(text) <= LONGEST_LABEL and _may_be_made(text) and _made().fullmatch(text) is not None)


def _may_be_made(text: str) -> bool:
    """Whether a text has one of the letters without which no label is made."""
    letters = _letters()
    return not letters or not letters.isdisjoint(text)


@cache
def _letters() -> frozenset[str]:
    return needed(_made().pattern)


@cache
def _made() -> re.Pattern[str]:
    return re.compile("|".join({f"(?:{field.like})" for kind in kinds().values() for field in kind.all_fields if field.like}))
