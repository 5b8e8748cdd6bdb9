"""Like cases punished unlike (类案不同罚): a case far from the middle of its peers (优化营商环境条例第六十条).

Peers are cases of one agency, cause and the same circumstances, decided about the same time. The distance is the robust z-score:
0.6745 × (value − median) / MAD. Where most peers agree to the cent (MAD 0) there is no scale, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.across.finding import AcrossFinding, Peer, Side, finding_id, law_of
from nlp.across.profile import MEASURE_ZH, Profile
from nlp.procedure.rules import Rule

RULE = "discretion.similar_case_disparity"
_PRIVATE_ONLY = "PEPL2025"
_NORMAL = 0.6745


@dataclass(frozen=True, slots=True)
class Case:
    """What the comparison of peers needs of a case: ``value`` is the fine, or its multiple or share of the base."""

    key: str
    name: str
    decided: date
    value: float
    fine: float


@dataclass(frozen=True, slots=True)
class Outlier:
    """A case, its z-score, the median of its window and the window itself; ``typical`` is the peer nearest to the median."""

    case: Case
    z: float
    median: float
    window: tuple[Case, ...]
    typical: Case


def outliers(cases: Sequence[Case], rule: Rule) -> Iterator[Outlier]:
    """The cases of one group of peers that lie far from the middle of those decided about the same time."""
    least, far, days = int(rule.params["min_n"]), float(rule.params["robust_z"]), int(rule.params["window_days"])
    ordered = sorted(cases, key=lambda case: (case.decided, case.key))
    if len(ordered) < least:
        return
    import numpy as np  # a thirtieth of a second at the start of every run, few of which get here

    when = np.array([case.decided.toordinal() for case in ordered])
    values = np.array([case.value for case in ordered])
    begins, ends = np.searchsorted(when, when - days, side="left"), np.searchsorted(when, when + days, side="right")
    for i, case in enumerate(ordered):
        begin, end = int(begins[i]), int(ends[i])
        near = values[begin:end]
        median = float(np.median(near))
        scale = float(np.median(np.abs(near - median)))
        if len(near) < least or not scale:
            continue
        z = _NORMAL * (case.value - median) / scale
        if abs(z) >= far:
            window = tuple(ordered[begin:end])
            typical = min((one for one in window if one is not case), key=lambda one: (abs(one.value - median), one.decided, one.key))
            yield Outlier(case, z, median, window, typical)


def unlike(outlier: Outlier, profile: Profile, typical: Profile, rule: Rule) -> AcrossFinding | None:
    """The finding on an outlier; None where no verified law governs the day."""
    law = law_of(
        rule, profile.decided, department=profile.department, region=profile.region, but=() if profile.private else (_PRIVATE_ONLY,)
    )
    if not law:
        return None
    unit, case = MEASURE_ZH[profile.measure], outlier.case
    named = "、".join((*((profile.level,) if profile.level else ()), *profile.tags))
    weighed = f"裁量情节同为{named}" if named else "未识别到裁量情节，仅为统计提示"
    return AcrossFinding(
        id=finding_id(rule.id, profile.dossier),
        rule=rule.id,
        severity=rule.severity,
        message=(
            f"疑似类案不同罚：“{profile.name}”罚款{case.fine:,.0f}元（{_told(case.value, unit)}），{profile.agency}同案由“{profile.cause}”"
            f"前后共{len(outlier.window)}件的中位数为{_told(outlier.median, unit)}，明显偏{'高' if outlier.z > 0 else '低'}"
            f"（稳健z值{outlier.z:.1f}），{weighed}"
        ),
        on=profile.decided,
        sides=tuple(
            Side(one.dossier, "dossier", one.name, (one.fine_evidence,) if one.fine_evidence else ()) for one in (profile, typical)
        ),
        law=law,
        confidence=0.6 if named else 0.4,
        agency=profile.agency,
        department=profile.department,
        region=profile.region,
        party=profile.party,
        amount=profile.fine,
        peers=tuple(Peer(one.key, one.name, one.decided, one.value, one.fine, one is case) for one in outlier.window),
        unit=unit,
    )


def _told(value: float, unit: str) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".") + unit
