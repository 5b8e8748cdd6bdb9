"""The same item inspected again, and several agencies one after the other (重复检查、多头检查, 优化营商环境条例第五十四条)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ingest.inspection import Inspection
from nlp.inspection.bodies import body_of
from nlp.inspection.finding import Judgement, breach, days_of, general_question, places_of
from nlp.inspection.setting import Setting
from nlp.inspection.visits import Visits, by_agency, distinct, same_inspection
from nlp.procedure.rules import Rule

_SEPARATOR = re.compile(r"[、，,；;\n]+|(?<=[\u4e00-\u9fff])\s+|\d+[.．、)）]")
_DECORATION = re.compile(r"[\s《》“”\"（）()]|^对|(?:情况)?的?(?:监督|行政|专项|日常|现场)?检查$|情况$")
_JOINT = re.compile(r"综合查一次|联合|跨部门")
_EMPTY_WORDS = frozenset({"", "日常", "综合", "其他", "双随机", "现场", "监督", "行政", "专项", "全部", "经营", "经营行为", "等", "无"})
_GENERAL_LAWS = ("BIZENV2019", "ECOCHECK1999")


def duplicate_or_multi_agency(visits: Visits, rule: Rule, setting: Setting) -> Iterator[Judgement]:
    """Routine inspections only: what complaints, re-inspections or accidents set off is another matter."""
    law = (*_GENERAL_LAWS, "PEPL2025") if visits.private else _GENERAL_LAWS
    for site in visits.by_site():
        routine = [row for row in site if visits.reason(row) == "routine"]
        for agency, rows in by_agency(routine).items():
            yield from _repeated(visits, agency, rows, int(rule.params["repeat_window_days"]), law)
        yield from _many(visits, routine, rule, setting, law)


def _repeated(visits: Visits, agency: str, rows: Sequence[Inspection], window: int, law: Sequence[str]) -> Iterator[Judgement]:
    """Chains of inspections by one agency of which each shares an item with an earlier one within the window."""
    chained: dict[str, Inspection] = {}
    shared: dict[str, None] = {}
    last: dict[str, Inspection] = {}
    for row in rows:
        for item in sorted(items_of(row)):
            before = last.get(item)
            if before is not None and (row.day - before.day).days <= window and not same_inspection(before, row):
                chained |= {before.id: before, row.id: row}
                shared[item] = None
            last[item] = row
    chain = Visits.of(visits.key, chained.values()).rows
    if chain:
        yield breach(
            f"疑似重复检查：{agency}在{window}日内对{visits.name}就同一事项（{'、'.join(list(shared)[:3])}）实施日常检查"
            f"{len(distinct(chain))}次（{days_of(chain)}，{places_of(chain)}）",
            chain,
            agency=agency,
            law=law,
        )


def _many(visits: Visits, routine: Sequence[Inspection], rule: Rule, setting: Setting, law: Sequence[str]) -> Iterator[Judgement]:
    """Agencies that came one by one within the window. Those of one day may have come together where the ledger does not say."""
    window, least = int(rule.params["multi_window_days"]), int(rule.params["multi_agency_n"])
    apart = [row for row in routine if row.joint is not True and not _JOINT.search(row.reason or "")]
    found: list[Inspection] = []
    for first in apart:
        near = [row for row in apart if 0 <= (row.day - first.day).days <= window]
        if _separate(near) >= least and len(near) > len(found):
            found = near
    if not found:
        return
    if not setting.local.joint_items:
        yield general_question("未配置本地联合检查事项清单（joint_items），短期内多个机关先后检查的不能判断是否应当联合", found)
        return
    listed = [row for row in found if _listed(row, setting.local.joint_items)]
    if _separate(listed) >= least:
        agencies = list(dict.fromkeys(body_of(agency) for row in listed for agency in row.agencies))
        yield breach(
            f"疑似多头检查、应联合未联合：{window}日内{'、'.join(agencies)}先后检查{visits.name}（{days_of(listed)}，{places_of(listed)}），"
            "检查事项在联合检查事项清单内",
            listed,
            agency=None,
            law=law,
        )


def _separate(rows: Sequence[Inspection]) -> int:
    """How many agencies surely came apart from the others: of those of one day that may have come together, one."""
    came = {body_of(agency) for row in rows if row.joint is False for agency in row.agencies}
    days: dict[date, set[str]] = defaultdict(set)
    for row in rows:
        if row.joint is None:
            days[row.day].update(map(body_of, row.agencies))
    for agencies in sorted(days.values(), key=len):
        came.update(sorted(agencies - came)[:1])
    return len(came)


def items_of(row: Inspection) -> set[str]:
    """The items of an inspection, without what does not tell one from another."""
    return {item for part in _SEPARATOR.split(row.items or "") if (item := _DECORATION.sub("", part)) not in _EMPTY_WORDS}


def _listed(row: Inspection, joint_items: Iterable[str]) -> bool:
    return any(item in listed or listed in item for item in items_of(row) for listed in joint_items)
