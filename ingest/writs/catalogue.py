"""The kinds of writ (文书种类) as data, from ``*.yml``: how they are titled, their sub-types, the labels of their fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ingest.errors import KnowledgeError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class Subtype(_Strict):
    """A sub-type, recognised by any of ``words`` in the title."""

    id: str
    words: tuple[str, ...] = Field(min_length=1)


class FieldLabels(_Strict):
    """A field and the labels it is printed under, without spaces, brackets in full width."""

    name: str
    labels: tuple[str, ...] = Field(min_length=1)


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
    examples: TitleExamples

    @field_validator("titles")
    @classmethod
    def _compiles(cls, titles: tuple[str, ...]) -> tuple[str, ...]:
        for title in titles:
            try:
                re.compile(title)
            except re.error as error:
                raise ValueError(f"标题正则 {title!r} 有误：{error}") from error
        return titles

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the titles."""
        return re.compile("|".join(f"(?:{title})" for title in self.titles))

    @cached_property
    def by_label(self) -> Mapping[str, str]:
        """Label → field name; the first field that claims a label has it."""
        found: dict[str, str] = {}
        for field in self.fields:
            for label in field.labels:
                found.setdefault(label, field.name)
        return found

    def subtype(self, title: str) -> str | None:
        """The first sub-type whose words the title holds."""
        return next((one.id for one in self.subtypes if any(word in title for word in one.words)), None)


@cache
def kinds() -> Mapping[str, WritKind]:
    """All kinds by id. Raises KnowledgeError that names file and kind."""
    found: dict[str, WritKind] = {}
    for path in sorted(files("ingest.writs").iterdir(), key=lambda path: path.name):
        if not path.name.endswith(".yml"):
            continue
        for kind in parse_kinds(path.name, path.read_text(encoding="utf-8")):
            if kind.id in found:
                raise KnowledgeError(f"writs/{path.name}：文书种类 {kind.id} 重复，请只保留一条")
            found[kind.id] = kind
    return found


def parse_kinds(name: str, text: str) -> list[WritKind]:
    """The kinds of one file: a YAML list. Raises KnowledgeError that names file and kind."""
    try:
        rows = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"writs/{name} 不是正确的 YAML：{error}") from error
    if not isinstance(rows, list):
        raise KnowledgeError(f"writs/{name}：应为文书种类的列表（每项以“- id:”开头）")
    return [_kind(name, row) for row in rows]


def _kind(name: str, row: Any) -> WritKind:
    try:
        return WritKind.model_validate(row)
    except ValidationError as error:
        key = row.get("id", "（无 id）") if isinstance(row, dict) else row
        places = "；".join(f"{'.'.join(map(str, e['loc'])) or '全项'}：{e['msg']}" for e in error.errors())
        raise KnowledgeError(f"writs/{name} 的文书种类 {key} 有误（{places}），请改正") from error


@cache
def all_labels() -> frozenset[str]:
    """Every label of every kind: what may stand in a label cell or before a colon."""
    return frozenset(label for kind in kinds().values() for field in kind.fields for label in field.labels)
