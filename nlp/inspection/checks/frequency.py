"""How often one agency inspects one enterprise in a year (年度频次上限, 控制对企业进行经济检查的规定第六条)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.inspection import Inspection
from nlp.inspection.bodies import body_of
from nlp.inspection.finding import Judgement, breach, days_of, general_question, places_of, question
from nlp.inspection.reason import COUNTED, DOUBTFUL
from nlp.inspection.setting import Setting
from nlp.inspection.visits import Visits, by_agency, distinct
from nlp.procedure.department import department_of
from nlp.procedure.local_inspection import InspectionCap
from nlp.procedure.rules import Rule

_NOT_LEVEL = re.compile(r"[级类\s]|风险|信用|等级|企业")


def frequency_cap(visits: Visits, rule: Rule, setting: Setting) -> Iterator[Judgement]:
    """More routine inspections of one place in a year than the published cap. Those whose reason is open are asked about."""
    for agency, all_rows in by_agency(visits.rows).items():
        for year, rows in _by_year(all_rows).items():
            sites = list(Visits(visits.key, tuple(rows)).by_site())
            found = [judgement for site in sites for judgement in _judged(visits, setting, agency, year, site)]
            if len(sites) > 1 and not visits.chain and not any(one.verdict == "breach" for one in found):
                found += _at_all_sites(visits, setting, agency, year, rows)
            yield from found


def _at_all_sites(visits: Visits, setting: Setting, agency: str, year: int, rows: Sequence[Inspection]) -> Iterator[Judgement]:
    """Above the cap only where all addresses are one place: ledgers write one address in many ways."""
    for judgement in _judged(visits, setting, agency, year, rows):
        if judgement.verdict == "breach":
            text = judgement.message.removeprefix("疑似超过年度检查频次上限：")
            yield question(f"{text}；检查地址写法不同，请核对是否为同一场所", judgement.rows, agency=agency)


def _judged(visits: Visits, setting: Setting, agency: str, year: int, rows: Sequence[Inspection]) -> Iterator[Judgement]:
    settled = {row.day for row in rows if visits.reason(row) not in (*COUNTED, *DOUBTFUL)}
    counted = distinct([row for row in rows if visits.reason(row) in COUNTED and row.day not in settled])
    sure = {row.day for row in counted}
    doubtful = distinct([row for row in rows if visits.reason(row) in DOUBTFUL and row.day not in settled | sure])
    if len(counted) + len(doubtful) < 2:
        return
    if not setting.local.inspection_caps:
        yield general_question(
            "未配置本地公布的年度检查频次上限（inspection_caps），一年内检查两次以上的企业不能判断是否超过", counted or doubtful
        )
        return
    caps = _caps(setting.local.inspection_caps, agency, rows)
    if not caps:
        return
    said = (
        f"{agency}{year}年对{visits.name}实施计入频次的检查{len(counted)}次（{days_of(counted)}，{places_of(counted)}）" if counted else ""
    )
    if len(counted) > max(caps):
        yield breach(f"疑似超过年度检查频次上限：{said}，公布的上限是{max(caps)}次", counted, agency=agency)
    elif len(counted) + len(doubtful) > min(caps):
        why = f"另有{len(doubtful)}次检查事由未写明或者专项检查未写明部署机关（{places_of(doubtful)}）" if doubtful else "风险等级未填写"
        yield question(
            f"{said or f'{agency}{year}年检查{visits.name}'}，{why}，公布的上限是{_range(caps)}次，不能判断是否超过",
            Visits.of(visits.key, [*counted, *doubtful]).rows,
            agency=agency,
        )


def _caps(caps: Sequence[InspectionCap], agency: str, rows: Sequence[Inspection]) -> set[int]:
    """The caps that may govern: the agency's own before the general ones, the risk level's own where the ledger tells the level."""
    department = department_of(agency)
    own = [cap for cap in caps if cap.agency and (body_of(cap.agency) in agency or cap.agency == department)]
    known = own or [cap for cap in caps if cap.agency is None]
    level = next((row.risk for row in reversed(rows) if row.risk), None)
    of_level = [cap for cap in known if level and cap.risk and _level(cap.risk) == _level(level)]
    of_level = of_level or [cap for cap in known if level and cap.risk and cap.risk in level]
    without = [cap for cap in known if cap.risk is None]
    if level:
        return {cap.per_year for cap in of_level or without}
    return {cap.per_year for cap in known}


def _level(text: str) -> str:
    """``A`` of A级, ``低`` of 低风险."""
    return _NOT_LEVEL.sub("", text)


def _by_year(rows: Sequence[Inspection]) -> dict[int, list[Inspection]]:
    years: dict[int, list[Inspection]] = defaultdict(list)
    for row in rows:
        years[row.day.year].append(row)
    return years


def _range(caps: set[int]) -> str:
    return "至".join(str(cap) for cap in sorted({min(caps), max(caps)}))
