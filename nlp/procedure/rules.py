"""Rule (检查项): the statutory checks as data, from ``rules/*.yml``.

A rule names its law with the quoted sentence and the dates it is in force, and carries mini dossiers that must fire and that
must not. What cannot be read names file and rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from ingest.errors import KnowledgeError
from ingest.writs.catalogue import kind_ids
from nlp.procedure.finding import LegalBasis, Severity, Verdict
from nlp.procedure.local import LocalParameters

Stage = Literal["立案", "调查取证", "审核", "告知", "听证", "决定", "送达", "执行", "结案", "公示", "归档"]
Category = Literal[
    "法定职责履行/执法主体与权限",
    "执法责任制落实",
    "法律规范适用",
    "执法程序规范",
    "行政裁量权行使",
    "文书制作规范",
    "涉企检查",
    "执法风险(舆情)",
]

# libyaml where it is compiled in: the rules load ten times faster, in every worker process
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EXAMPLES, _EXAMPLES_AS_TEXT = "\n  examples:\n", "\n  examples: |\n"  # three quarters of all there is to parse, which no run reads


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class Basis(_Strict):
    """One legal basis. ``same_text_since``: an earlier version held the same words from that day on.

    ``department`` and ``region``: it binds only agencies of that department, or of a place whose name begins so.
    """

    law: str
    article: str | None = None
    quote: str
    law_key: str | None = None
    paragraph: int | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    same_text_since: date | None = None
    verified: bool = False
    department: str | None = None
    region: str | None = None

    def binds(self, department: str | None, region: str | None) -> bool:
        """True where this text binds an agency of that department and region."""
        return self.department in (None, department) and (self.region is None or (region or "").startswith(self.region))

    def in_force(self, day: date) -> bool:
        """True where this text governs an act of ``day``."""
        start = self.same_text_since or self.effective_from
        return start is not None and start <= day and (self.effective_to is None or day <= self.effective_to)

    @cached_property
    def as_finding(self) -> LegalBasis:
        """The form that findings carry."""
        start, end = self.same_text_since or self.effective_from, self.effective_to
        return LegalBasis(
            law=self.law,
            article=self.article or "",
            quote=self.quote,
            effective_from=start.isoformat() if start else None,
            effective_to=end.isoformat() if end else None,
            verified=self.verified,
            law_key=self.law_key,
            paragraph=self.paragraph,
        )


class ExampleWrit(_Strict):
    """One writ of a mini dossier. A field that is null was found on the page and is empty.

    ``seal`` is the ring text of a seal on it; ``scanned`` says that its page was recognised from a picture.
    """

    type: str
    subtype: str | None = None
    title: str | None = None
    number: str | None = None
    fields: Mapping[str, str | None] = Field(default_factory=dict)
    text: str = ""
    seal: str | None = None
    scanned: bool = False


class Expect(_Strict):
    """What the engine must say of this rule; ``message`` is a part of the message, ``unknown`` a part of the reason."""

    verdict: Verdict | None = None
    severity: Severity | None = None
    message: str | None = None
    unknown: str | None = None


class Example(_Strict):
    """A mini dossier. ``unread`` pages that nobody could read are added at its end."""

    name: str
    writs: tuple[ExampleWrit, ...]
    unread: int = 0
    today: date = date(2026, 3, 2)
    local: LocalParameters = LocalParameters()
    expect: Expect = Expect()


class Examples(_Strict):
    """Dossiers that must fire and dossiers that must not."""

    fires: tuple[Example, ...] = Field(min_length=1)
    holds: tuple[Example, ...] = Field(min_length=1)


class OtherExamples(_Strict):
    """What must fire and what must not, for rules of another scope, in the form that its package reads."""

    fires: tuple[Mapping[str, Any], ...] = Field(min_length=1)
    holds: tuple[Mapping[str, Any], ...] = Field(min_length=1)


class Rule(_Strict):
    """One check. ``needs`` are the types of writ without which it does not apply: where pages are unread, their absence is open.

    ``scope`` is what it looks at: one dossier, several dossiers of the store (``across``), inspection records, or complaints.
    ``local`` names the local parameters it reads, ``reported_by`` the rules that report the same defect first.
    ``written_examples`` is the YAML of its examples.
    """

    id: str
    name_zh: str
    name_en: str
    category: Category
    stage: Stage
    severity: Severity
    automation: Literal["auto", "semi"]
    scope: Literal["dossier", "across", "inspection", "complaint"] = "dossier"
    needs: tuple[str, ...] = ()
    legal_basis: tuple[Basis, ...] = Field(min_length=1)
    applies_when: str
    look_at: str
    false_positives: tuple[str, ...] = ()
    params: Mapping[str, Any] = Field(default_factory=dict)
    local: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    written_examples: str = Field(alias="examples")

    @field_validator("needs")
    @classmethod
    def _known_types(cls, needs: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := [type for type in needs if type not in kind_ids()]:
            raise ValueError(f"没有文书种类 {'、'.join(unknown)}；可用的种类见 ingest/writs")
        return needs

    @model_validator(mode="after")
    def _verified_bases_are_dated(self) -> Rule:
        for basis in self.legal_basis:
            if basis.verified and not (basis.effective_from or basis.same_text_since):
                raise ValueError(f"依据“{basis.law}{basis.article or ''}”已核对而没有施行日期")
        return self

    @cached_property
    def examples(self) -> Examples | OtherExamples:
        """What must fire and what must not. Raises KnowledgeError that names the rule."""
        model = Examples if self.scope == "dossier" else OtherExamples
        try:
            return model.model_validate(yaml.load(self.written_examples, Loader=_LOADER))
        except (yaml.YAMLError, ValidationError) as error:
            raise KnowledgeError(f"检查项 {self.id} 的 examples 有误（{_places(error)}），请改正") from error

    def bases(
        self, day: date | None, keys: Sequence[str] = (), *, department: str | None = None, region: str | None = None
    ) -> tuple[Basis, ...]:
        """The verified bases that govern an act of ``day`` (of any day where it is not known) by such an agency, narrowed to ``keys``."""
        return tuple(
            basis
            for basis in self.legal_basis
            if basis.verified
            and (day is None or basis.in_force(day))
            and basis.binds(department, region)
            and (not keys or basis.law_key in keys or f"{basis.law_key}:{basis.article}" in keys)
        )


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by id. Raises KnowledgeError that names file and rule."""
    found: dict[str, Rule] = {}
    for path in sorted(files("nlp.procedure").joinpath("rules").iterdir(), key=lambda path: path.name):
        if not path.name.endswith(".yml"):
            continue
        for rule in parse_rules(path.name, path.read_text(encoding="utf-8")):
            if rule.id in found:
                raise KnowledgeError(f"rules/{path.name}：检查项 {rule.id} 重复，请只保留一条")
            found[rule.id] = rule
    return found


def parse_rules(name: str, text: str) -> list[Rule]:
    """The rules of one file: a YAML list. Raises KnowledgeError that names file and rule."""
    try:
        rows = yaml.load(text.replace(_EXAMPLES, _EXAMPLES_AS_TEXT), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"rules/{name} 不是正确的 YAML：{error}") from error
    if not isinstance(rows, list):
        raise KnowledgeError(f"rules/{name}：应为检查项的列表（每项以“- id:”开头）")
    return [_rule(name, row) for row in rows]


def _rule(name: str, row: Any) -> Rule:
    try:
        return Rule.model_validate(row)
    except ValidationError as error:
        key = row.get("id", "（无 id）") if isinstance(row, dict) else row
        raise KnowledgeError(f"rules/{name} 的检查项 {key} 有误（{_places(error)}），请改正") from error


def _places(error: yaml.YAMLError | ValidationError) -> str:
    if not isinstance(error, ValidationError):
        return f"不是正确的 YAML：{error}"
    return "；".join(f"{'.'.join(map(str, e['loc'])) or '全项'}：{e['msg']}" for e in error.errors())
