"""The sheets that come with the program and those of the office (``sheets/*.yml`` in its data folder).

A sheet has vetoes (重大问题), deductions (基本要素, points taken off) and kinds of dossier, each with groups of scored items (one group a
writ). Items name the checks that speak for them; items without a check are the reviewer's alone. What cannot be read names file and place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from ingest.errors import KnowledgeError, SettingsError
from ingest.writs.catalogue import kinds as writ_kinds
from nlp.procedure.rules import rules

_MOST_TOLD = 5  # problems of a file that one message names


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Bound(_Strict):
    """Something of a sheet that checks speak for; none where only a reviewer can judge it."""

    number: int
    text: str
    rules: tuple[str, ...] = ()

    @field_validator("rules")
    @classmethod
    def _known_rules(cls, ids: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := [id for id in ids if id not in rules()]:
            raise ValueError(f"没有检查项 {'、'.join(unknown)}；可用的编号见 zhijian checks")
        return ids


class Veto(_Bound):
    """A grave defect (重大问题): one of them and the dossier scores nothing. Breaches lighter than ``least`` do not make one."""

    group: str
    least: Literal["fatal", "major", "minor"] = "major"


class Item(_Bound):
    """A scored item, worth ``points``; under deductions the points taken off."""

    points: float = Field(gt=0)


class Deduction(_Strict):
    """Basic elements (基本要素) that cost points wherever they lack."""

    name: str
    items: tuple[Item, ...] = Field(min_length=1)


class Group(_Strict):
    """The items of one writ. ``writs`` are types (``type`` or ``type/subtype``), any of which will do; none: the whole dossier.

    ``absent`` says what their lack means: no points (``zero``) or that the group is not reviewed (``skip``).
    """

    number: int
    name: str
    writs: tuple[str, ...] = ()
    points: float
    absent: Literal["zero", "skip"]
    note: str = ""
    items: tuple[Item, ...] = Field(min_length=1)

    @field_validator("writs")
    @classmethod
    def _known_writs(cls, writs: tuple[str, ...]) -> tuple[str, ...]:
        for writ in writs:
            type, _, part = writ.partition("/")
            kind = writ_kinds().get(type)
            if kind is None or (part and part not in {one.id for one in kind.subtypes}):
                raise ValueError(f"没有文书种类 {writ}；可用的种类见 docs/fields.md")
        return writs

    @model_validator(mode="after")
    def _points_add_up(self) -> Group:
        if abs(sum(item.points for item in self.items) - self.points) > 1e-6:
            raise ValueError(f"“{self.name}”各项分值之和 {sum(item.points for item in self.items):g} 不等于标准分 {self.points:g}")
        return self


class Bonus(_Strict):
    """Points on top, which only a reviewer gives."""

    text: str
    points: float


class Kind(_Strict):
    """A kind of dossier with its items. It fits a dossier that holds one of ``writs``; where none is named a reviewer chooses it."""

    id: str
    name: str
    full: float
    writs: tuple[str, ...] = ()
    bonus: Bonus | None = None
    groups: tuple[Group, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _groups_add_up(self) -> Kind:
        if abs(sum(group.points for group in self.groups) - self.full) > 1e-6:
            raise ValueError(f"“{self.name}”各组标准分之和 {sum(group.points for group in self.groups):g} 不等于总分 {self.full:g}")
        return self


class Formula(_Strict):
    """Score = ``base`` + ``scale`` × (points got ÷ points of the groups reviewed) − deductions; 0 where a veto stands."""

    base: float
    scale: float


class Sheet(_Strict):
    """One standard. ``departments``: whose dossiers it is for; empty for any."""

    id: str
    title: str
    source: str
    departments: tuple[str, ...] = ()
    formula: Formula
    vetoes: tuple[Veto, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    kinds: tuple[Kind, ...] = Field(min_length=1)

    def kind_named(self, id: str) -> Kind:
        """The kind of that id. SettingsError where there is none."""
        for kind in self.kinds:
            if kind.id == id:
                return kind
        raise SettingsError(
            f"评查表“{self.title}”没有案卷类型 {id}；可用的有：{'、'.join(f'{kind.id}（{kind.name}）' for kind in self.kinds)}"
        )

    def kind_for(self, writs: Iterable[tuple[str, str | None]]) -> Kind:
        """The first kind that fits a dossier's writs (type, subtype); the first of all where none does."""
        held = {name for type, part in writs for name in (type, f"{type}/{part}")}
        return next((kind for kind in self.kinds if held & set(kind.writs)), self.kinds[0])


def parse_sheet(name: str, text: str) -> Sheet:
    """One sheet from YAML. Raises KnowledgeError that names file and place."""
    try:
        raw: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{name} 不是正确的 YAML：{error}") from error
    try:
        return Sheet.model_validate(_written_out(raw))
    except ValidationError as error:
        told = error.errors()
        problems = [one for one in told if one["type"] != "too_short"] or told  # a row that is wrong also lacks in its list
        places = "；".join(
            f"{'.'.join(map(str, e['loc'])) or '全表'}：{e['msg'].removeprefix('Value error, ')}" for e in problems[:_MOST_TOLD]
        )
        places += f"；另有 {len(problems) - _MOST_TOLD} 处" if len(problems) > _MOST_TOLD else ""
        raise KnowledgeError(f"评查表 {name} 有误（{places}），请对照 docs/sheets.md 改正") from error


def _written_out(raw: Any) -> Any:
    """The sheet with every group that is ``like: KIND.NUMBER`` another written out; its own keys stand before the other's."""
    if not isinstance(raw, dict) or not isinstance(raw.get("kinds"), list):
        return raw
    kinds = [kind for kind in raw["kinds"] if isinstance(kind, dict) and isinstance(kind.get("groups"), list)]
    known = {f"{kind.get('id')}.{group.get('number')}": group for kind in kinds for group in kind["groups"] if isinstance(group, dict)}
    for kind in kinds:
        kind["groups"] = [_like(group, known) for group in kind["groups"]]
    return raw


def _like(group: Any, known: dict[str, Any]) -> Any:
    other = known.get(group["like"]) if isinstance(group, dict) and "like" in group else None
    return group if other is None else {**other, **{key: value for key, value in group.items() if key != "like"}}


@cache
def _bundled() -> tuple[Sheet, ...]:
    places = sorted(files("nlp.sheets").iterdir(), key=lambda path: path.name)
    return tuple(parse_sheet(path.name, path.read_text(encoding="utf-8")) for path in places if path.name.endswith(".yml"))


def sheets(folder: Path | None = None) -> tuple[Sheet, ...]:
    """All sheets: the office's own in ``folder`` first, then the bundled ones that they do not replace (by id)."""
    own = [parse_sheet(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yml"))] if folder else []
    replaced = {sheet.id for sheet in own}
    return (*own, *(sheet for sheet in _bundled() if sheet.id not in replaced))


def sheet_for(department: str | None, known: Sequence[Sheet]) -> Sheet:
    """The first sheet for a department; else the first for any."""
    return next((one for one in known if department in one.departments), None) or next(one for one in known if not one.departments)


def sheet_named(id: str, known: Sequence[Sheet]) -> Sheet:
    """The sheet of that id. SettingsError where there is none."""
    for sheet in known:
        if sheet.id == id:
            return sheet
    raise SettingsError(f"没有评查表 {id}；可用的有：{'、'.join(f'{sheet.id}（{sheet.title}）' for sheet in known)}")
