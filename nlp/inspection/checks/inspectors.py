"""Who inspects: bodies without authority, helpers in place of officers (控制对企业进行经济检查的规定第三条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.inspection import Inspection
from nlp.inspection.finding import Judgement, breach, days_of, general_question, places_of
from nlp.inspection.setting import Setting
from nlp.inspection.visits import Visits, by_lead
from nlp.procedure.department import department_of
from nlp.procedure.local import LocalParameters
from nlp.procedure.rules import Rule

_NO_AUTHORITY = re.compile(
    r"领导小组|指挥部|议事协调|联席会议|安全生产委员会|安委[会办]|专班|有限公司|有限责任公司|股份公司|集团公司|公司$|事务所|协会$|商会$|学会$|"
    r"网格|物业|居(?:民)?委员?会$|村(?:民)?委员?会$|社区居|第三方|志愿|"
    r"(?:检测|检验|研究)(?:研究)?(?:院|所|中心|站)$|设计院$"
)
_TESTING = re.compile(r"检验|检测|检定|校准|安全评价|体检|监测")
_HELPER = re.compile(r"网格员|协管|辅警|辅助人员|辅助执法|临时工|劳务派遣|第三方")
_FOOD = re.compile(r"食品|餐饮")
_LIST = re.compile(r"[、，,；;/\n]+")


def subject_unqualified(visits: Visits, rule: Rule, setting: Setting) -> Iterator[Judgement]:
    """The leading body of each inspection, then those who came for it."""
    qualified = _qualified(setting.local)
    unlisted = []
    departments = {department_of(name) for name in qualified} - {None}
    for agency, led in by_lead(visits.rows).items():
        if any(name in agency for name in qualified) or department_of(agency) in departments:
            continue  # ledgers write short names: 市应急局
        plain = [row for row in led if not _TESTING.search(f"{row.reason or ''}{row.items or ''}")]
        if _NO_AUTHORITY.search(agency):
            if plain:
                yield _said("不是行政机关，也未见法律、法规授权", visits, agency, plain, 0.85)
        elif qualified:
            yield _said("不在公告的行政执法主体名录内", visits, agency, led, 0.8)
        else:
            unlisted += led
    if unlisted:
        yield general_question("未配置公告的行政执法主体名录（agencies），检查主体的资格不能逐一核对", unlisted)
    yield from _officers(visits)


def _said(why: str, visits: Visits, agency: str, rows: list[Inspection], confidence: float) -> Judgement:
    text = f"疑似检查主体无资格：{agency}{why}，检查了{visits.name}（{days_of(rows)}，{places_of(rows)}）"
    return breach(text, rows, agency=agency, law=("ECOCHECK1999",), confidence=confidence)


def _officers(visits: Visits) -> Iterator[Judgement]:
    helpers = [row for row in visits.rows if _only_helpers(row)]
    for agency, rows in by_lead(helpers).items():
        text = (
            f"疑似由辅助人员入企检查：{agency}检查{visits.name}，登记的检查人员均为辅助人员、网格员等（{days_of(rows)}，{places_of(rows)}）"
        )
        yield breach(text, rows, agency=agency, law=("ECOCHECK1999",), confidence=0.85)
    few = [row for row in visits.rows if not _only_helpers(row) and _fewer_than_two(row)]
    food = [row for row in few if _is_food(row)]
    for agency, rows in by_lead(food).items():
        text = f"疑似检查人员少于两人：{agency}检查{visits.name}（食品）登记的持证人员不足两人（{days_of(rows)}，{places_of(rows)}）"
        yield breach(text, rows, agency=agency, severity="info", law=("FOODCHECK2021",), confidence=0.7)
    if rest := [row for row in few if not _is_food(row)]:
        yield general_question("登记的执法人员（持证）不足两人：行政检查的人数没有统一规定，请对照单行规定核对", rest)


def _qualified(local: LocalParameters) -> tuple[str, ...]:
    """Bodies that may inspect, as far as the office has listed them. Entrusted bodies are no list of all."""
    return (*local.agencies, *local.authorised_bodies, *local.entrusted, *local.entrustments) if local.agencies else ()


def _is_food(row: Inspection) -> bool:
    """Whether 食品生产经营监督检查管理办法 asks for two inspectors."""
    return bool(_FOOD.search(row.items or "")) and "市场监" in row.agency


def _only_helpers(row: Inspection) -> bool:
    parts = [part for part in _LIST.split(row.officers_as_written or "") if part.strip()]
    return bool(parts) and all(_HELPER.search(part) for part in parts)


def _fewer_than_two(row: Inspection) -> bool:
    if row.officers is not None and len(row.officers) == 1:
        return True
    return bool(row.officers) and row.certificates is not None and len(row.certificates) == 1
