"""LocalParameters (本地参数): what laws leave to departments and provinces, as the office fills it in (``local.yml``).

A parameter that is missing makes the judgement that needs it unknown, never a breach.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import KnowledgeError
from nlp.procedure.local_inspection import InspectionCap, QuietDays

if TYPE_CHECKING:
    from nlp.procedure.rules import Rule


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Threshold(_Strict):
    """Amounts in yuan, the amount itself included (以上含本数), for a natural person and for an organisation."""

    person: float | None = None
    organisation: float | None = None


class Reviewer(_Strict):
    """One entry of the roster of legal reviewers (法制审核人员登记册): first day as reviewer, and 法律职业资格."""

    since: date
    qualified: bool


class Entrustment(_Strict):
    """One letter of entrustment (委托书): its first and last day, and words of the causes it covers (all where none are given)."""

    first: date
    last: date | None = None
    causes: tuple[str, ...] = ()


class Delegated(_Strict):
    """One item of the list of powers given to townships (赋权目录): words of its cause, the day it was given and taken back."""

    cause: str
    granted: date
    revoked: date | None = None


class Certificate(_Strict):
    """One entry of the roster of officers (执法人员名册): who holds the certificate, and from when to when it is valid."""

    name: str
    since: date | None = None
    until: date | None = None


class AnswerLimit(_Strict):
    """Within how many days complaints must be answered (办理期限): working days, or calendar days where the hotline counts so."""

    days: int
    working: bool = True


class Benchmark(_Strict):
    """One tier of a published benchmark of discretion (裁量基准): the clause it divides, the words of the tier, and its fines in yuan."""

    law: str
    article: int
    tier: str
    least: float
    most: float
    since: date | None = None
    until: date | None = None


class Department(_Strict):
    """What one department (市场监管, 城管 …) has settled. Days are calendar days.

    ``instant_causes`` are words of causes that are over once committed, so that nothing is left to correct; ``recheck_required`` says
    whether orders to correct must be followed by a re-inspection; ``inform_days`` the days within which a monitor's record is told.
    ``filing_days`` and ``filing_extension_days`` are working days between a clue and its filing. ``follow_days`` is the time to follow up
    what an inspection found, ``recheck_days`` the time after an order's deadline to look again.
    ``publicity_days`` are working days from a decision to its publication; ``two_letters`` says whether a letter on credit repair goes with
    the decision (两书同送); ``major_filing`` is the fine from which a decision is filed with the supervisor, within ``major_filing_days``.
    ``certificate`` and ``auxiliary_certificate`` are regular expressions of the numbers of officers and of auxiliary staff; ``av_required``
    names acts that must be filmed beyond the law (现场检查、听证、留置送达).
    ``benchmarks`` are the tiers of its benchmarks (裁量基准), ``aggravation_basis`` titles of what lets it punish more severely (从重).
    """

    case_days: int | None = None
    case_extension_days: int | None = None
    hearing_fine: Threshold = Threshold()
    hearing_confiscation: Threshold = Threshold()
    collective_threshold: Threshold = Threshold()
    review_threshold: Threshold = Threshold()
    collective_mitigation: bool | None = None
    instant_causes: tuple[str, ...] | None = None
    recheck_required: bool | None = None
    inform_days: int | None = None
    filing_days: int | None = None
    follow_days: int | None = None
    recheck_days: int | None = None
    filing_extension_days: int | None = None
    publicity_days: int | None = None
    two_letters: bool | None = None
    major_filing: Threshold = Threshold()
    major_filing_days: int | None = None
    certificate: str | None = None
    auxiliary_certificate: str | None = None
    av_required: tuple[str, ...] | None = None
    benchmarks: tuple[Benchmark, ...] | None = None
    aggravation_basis: tuple[str, ...] | None = None


class LocalParameters(_Strict):
    """All local parameters. ``office`` is the name of the supervising office, as printed on its briefings.

    ``special_remedy`` maps a law's title to its own period for suing, in days.
    ``seizure_days`` maps a law's title to its own limits, in days. ``courts`` lists courts with concentrated jurisdiction.
    ``devices`` maps the number of a monitoring device to the first and last day of its verification (检定有效期).
    ``entrusted`` lists bodies that act by entrustment; ``coercion_authority`` maps an agency to the laws that let it seize.
    ``agencies`` lists the bodies that may punish (行政执法主体名录), ``authorised_bodies`` those that laws let punish in their own name.
    ``entrustments`` maps an entrusted body to its letter, ``delegated`` a township (or 全部) to its items, ``reviewers`` are the roster.
    ``crime_thresholds`` maps a word of a cause to the amount in yuan from which the act is prosecuted (追诉标准).
    ``officers`` maps the number of a certificate to its holder (执法证号、姓名、有效期).
    ``complaint_sla`` maps a channel of complaints (来源渠道, 其他 for all others) to the limit for answering them.
    Of inspections of enterprises (涉企行政检查): ``inspection_forms_from`` is the day since which notices and approvals of inspection are
    used, ``scan_from`` since which inspectors scan in, ``joint_items`` are words of the items on the list of joint inspections.
    """

    region: str | None = None
    office: str | None = None
    departments: Mapping[str, Department] = Field(default_factory=dict)
    vertical_agencies: tuple[str, ...] = ()
    special_remedy: Mapping[str, int] = Field(default_factory=dict)
    seizure_days: Mapping[str, tuple[int, int]] = Field(default_factory=dict)
    individual_business_as: str | None = None
    devices: Mapping[str, tuple[date, date]] = Field(default_factory=dict)
    entrusted: tuple[str, ...] = ()
    coercion_authority: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    agencies: tuple[str, ...] = ()
    authorised_bodies: tuple[str, ...] = ()
    entrustments: Mapping[str, Entrustment] = Field(default_factory=dict)
    delegated: Mapping[str, tuple[Delegated, ...]] = Field(default_factory=dict)
    reviewers: Mapping[str, Reviewer] = Field(default_factory=dict)
    crime_thresholds: Mapping[str, float] = Field(default_factory=dict)
    inspection_forms_from: date | None = None
    inspection_caps: tuple[InspectionCap, ...] = ()
    joint_items: tuple[str, ...] = ()
    scan_from: date | None = None
    quiet_days: tuple[QuietDays, ...] = ()
    officers: Mapping[str, Certificate] = Field(default_factory=dict)
    complaint_sla: Mapping[str, AnswerLimit] = Field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> LocalParameters:
        """The parameters of one office; none where there is no such file. Raises KnowledgeError naming file and key."""
        if not path.exists():
            return cls()
        try:
            return cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
        except yaml.YAMLError as error:
            raise KnowledgeError(f"{path} 不是正确的 YAML：{error}") from error
        except ValidationError as error:
            places = "；".join(f"{'.'.join(map(str, e['loc']))}：{e['msg']}" for e in error.errors())
            raise KnowledgeError(f"{path} 的本地参数有误（{places}），请对照 docs/checks.md 改正") from error

    def department(self, name: str | None) -> Department:
        """What is set for a department; an empty one where nothing is."""
        return self.departments.get(name or "", Department())


def missing_parameters(rules: Mapping[str, Rule], local: LocalParameters) -> dict[str, tuple[str, ...]]:
    """Rule id → names of the local parameters it reads that no department has been given."""
    missing = {key: tuple(name for name in rule.local if not _given(name, local)) for key, rule in rules.items()}
    return {key: names for key, names in missing.items() if names}


def _given(name: str, local: LocalParameters) -> bool:
    if name in Department.model_fields:
        return any(_filled(getattr(department, name)) for department in local.departments.values())
    if name not in LocalParameters.model_fields:
        known: Iterable[str] = [*Department.model_fields, *LocalParameters.model_fields]
        raise KnowledgeError(f"未知的本地参数 {name}；可用的有：{'、'.join(known)}")
    return bool(getattr(local, name))


def _filled(value: object) -> bool:
    if isinstance(value, Threshold):
        return value.person is not None or value.organisation is not None
    return value is not None
