"""Inspections under another name, quotas, and benefits (变相检查、检查指标、逐利检查)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.inspection import Inspection
from nlp.inspection.finding import Judgement, breach, days_of, places_of, question
from nlp.inspection.setting import Setting
from nlp.inspection.visits import Visits, by_lead
from nlp.procedure.rules import Rule

_OTHER_NAME = re.compile(r"观摩|督导|考察|调研|走访|参观|座谈")
_DEMAND = re.compile(r"责令|限期|整改|问题清单|立案|罚款|处罚|停业|停产")
_NONE = re.compile(r"未|无需|无须|不需|没有|无问题|不涉及|建议|自行")
_QUOTA = re.compile(r"(?:检查|罚款|办案).{0,4}(?:指标|次数|数量).{0,8}(?:不少于|不低于|排名|考核)")
_SENTENCE = re.compile(r"[。！？!?；;\n]+")
_CLAUSE = re.compile(r"[，,。！？!?；;\n]+")
_INSPECTORS = re.compile(r"检查人员|执法人员|检查组|工作人员|执法队|队员|科长|局长|所长|队长|领导|贵局|你局|该局|局里|他们|对方|来人|专家")
_BENEFIT = re.compile(
    r"(?P<gift>(?:收受|索要|索取|收了|要了|拿了|收下|暗示要).{0,8}(?:好处|红包|香?烟|白?酒|购物卡|礼品|礼金|现金|土特产)(?!店|业|行|专卖)|吃请|宴请|请.{0,4}吃饭)|"
    r"(?P<fee>(?:检测|检查|检验|评估|鉴定)费.{0,6}(?:企业|我们|我司|公司|单位)(?:承担|出|支付|交))|"
    r"(?P<agent>指定.{0,8}(?:中介|检测公司|评估公司|代理|第三方|公司).{0,10}(?:做|办|检|买|服务|购)?)"
)
_LEGAL_TESTERS = re.compile(r"复检机构|承检机构|依法指定|法定检验")
_BOSS = re.compile(r"(?:硬性|非要|必须|一定要)(?:要求)?(?:法定代表人|法人|老板).{0,4}(?:到场|在场|来|回)")
_NEGATION = re.compile(r"未|没有?|无|不曾|并非|从不|拒绝|不存在|不收|不要")


def disguised_or_target(visits: Visits, rule: Rule, setting: Setting) -> Iterator[Judgement]:
    """Visits under another name that end in orders, without notice and approval; words of quotas in the ledger."""
    disguised = [row for row in visits.rows if _OTHER_NAME.search(f"{row.reason or ''}；{row.items or ''}") and _demands(row)]
    for agency, rows in by_lead(disguised).items():
        papers = [(row.notice, row.approval) for row in rows]
        said = f"{agency}以观摩、督导、走访等名义入企{visits.name}，却提出整改、处罚等要求（{days_of(rows)}，{places_of(rows)}）"
        if any(notice or approval for notice, approval in papers):
            continue
        if all("" in pair for pair in papers):
            text = f"疑似变相检查：{said}，没有检查通知书、检查任务"
            yield breach(text, rows, agency=agency, law=("ECOCHECK1999",), confidence=0.7)
        else:
            yield question(f"{said}，台账没有检查通知书、检查任务的栏目，请核对是否为变相检查", rows, agency=agency)
    quotas = [row for row in visits.rows if _QUOTA.search("；".join(filter(None, (row.reason, row.result, row.remarks))))]
    for agency, rows in by_lead(quotas).items():
        text = f"线索，待核：{agency}检查{visits.name}的台账写有检查（罚款）指标、排名或者考核要求（{places_of(rows)}）"
        yield question(text, rows, agency=agency)


def benefit_or_interference(visits: Visits, rule: Rule, setting: Setting) -> Iterator[Judgement]:
    """What the enterprise says of the inspection (企业评价、廉政回访); what the inspectors wrote takes no part."""
    for row in visits.rows:
        for sentence in _SENTENCE.split(row.feedback or ""):
            yield from _of_sentence(visits, row, sentence)


def _of_sentence(visits: Visits, row: Inspection, sentence: str) -> Iterator[Judgement]:
    said = f"{visits.name}对{row.agency}{days_of([row])}检查的评价写有“{sentence.strip()[:60]}”（{places_of([row])}）"
    agency = row.agencies[0]
    match = _BENEFIT.search(sentence)
    if match and not _LEGAL_TESTERS.search(sentence) and not _NEGATION.search(_clause(sentence, match)):
        if not _INSPECTORS.search(sentence):
            yield question(f"{said}，没有写明是检查人员所为，请核对", [row], agency=agency)
        elif match["gift"]:
            yield breach(f"疑似检查中收受利益：{said}", [row], agency=agency, law=("ECOCHECK1999:第十一条", "ALL2019"), confidence=0.75)
        elif match["fee"]:
            yield breach(f"疑似向企业转嫁检查费用：{said}", [row], agency=agency, law=("ECOCHECK1999:第十条",), confidence=0.75)
        else:
            yield breach(f"疑似指定中介机构：{said}", [row], agency=agency, law=("ECOCHECK1999:第十一条", "ALL2019"), confidence=0.7)
    if (boss := _BOSS.search(sentence)) and not _NEGATION.search(sentence[: boss.start()]):
        yield question(f"线索，待核：{said}，疑似刻意要求法定代表人到场", [row], agency=agency)


def _clause(sentence: str, match: re.Match[str]) -> str:
    """What stands before the hit in its clause, and the hit itself."""
    start = max((mark.end() for mark in _CLAUSE.finditer(sentence, 0, match.start())), default=0)
    return sentence[start : match.end()]


def _demands(row: Inspection) -> bool:
    text = "；".join(filter(None, (row.result, row.problems, row.remarks)))
    return any(_DEMAND.search(part) and not _NONE.search(part) for part in _CLAUSE.split(text))
