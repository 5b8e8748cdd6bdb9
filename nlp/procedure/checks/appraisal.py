"""Tests and appraisals (检测、检验、检疫、鉴定): commission, qualification, seal, and whether the party was told the result.

市场监督管理行政处罚程序规定第三十二条; 行政诉讼证据若干问题的规定第十四条; 公安机关办理行政案件程序规定第九十七条.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Writ
from ingest.ocr.ring_text import said
from nlp.procedure.act_day import act_day
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.mention import Mention
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sealing import sealed

_TEST = r"(?:检测|检验|检疫|鉴定|监测|认定|审核|评估)"
# a right holder's word on its own goods is no appraisal (市监第三十条第二款)
_RECOGNITION = re.compile(r"辨认|鉴别|真伪|权利人|商标(?:专用权|注册)人")
_COMMISSIONED = re.compile(r"委托(?:单位|机关|方|人)[：:]?(?P<who>[\u4e00-\u9fa5]{4,30}?(?:局|队|委员会|办事处|政府|分局|派出所))")
_CLIENT = re.compile(r"委托(?:单位|机关|方|人)(?:名称)?[：:]?(?P<who>[\u4e00-\u9fa5（）()]{2,30})")
_AUTHORITY = re.compile(r"局|队|委员会|办事处|政府|派出所|监督所|管理所|中心站")
_SENT = r"抽样|抽检|送检|抽查|(?:委托|聘请|指派|送)[^。；]{0,30}(?:检测|检验|检疫|鉴定|监测|造价审核|评估)"
_OWN_STATION = re.compile(r"监测(?:中心)?站|监测中心|鉴定室|刑事科学技术|鉴定中心|公安")
_PRICE = re.compile(r"价格认定|价格鉴定|价值认定")
_SEAL_OF_TESTS = re.compile(r"(?:检验|检测|鉴定)[^。；，]{0,6}专用章")  # beside an empty place for the qualification it is none
_QUALIFIED = re.compile(
    rf"CMA|CNAS|CATL|计量认证|{_SEAL_OF_TESTS.pattern}|[甲乙丙一二三壹贰叁]级|注册(?:造价|计量|资产)"
    r"|(?:资质|许可证|资格证?书?|认定证书?)[^。；，：:]{0,6}号[：:]?[A-Z\d（(〔\[]{3,}"
)
_UNSEALED = re.compile(r"(?:未加?盖|无|没有)[^。；，]{0,16}章")  # 报告未加盖检验检测专用章无效: a printed condition
_NO_BODY = re.compile(r"(?:无|没有|不存在)(?:具有)?法定资质")
# what is written where there is none; 见附件、附后 are answers
_NONE = re.compile(
    r"(?:暂|均|尚)?(?:无|没有|未取得|未获得|未办理|未提供|不具备|不具有|缺|待补|不详|未知)(?:相关|相应|法定|任何|该项)*"
    r"(?:资质|资格|证书|许可)*(?:证书|编号)?|[/／—\-－]+"
)
_WORDS_OF_QUALITY = re.compile(r"资质|资格|许可证|认证")
# the report or its result, and that it reached the party
_TOLD = re.compile(
    rf"{_TEST}[^。；？，]{{0,10}}(?:结果|结论|报告|意见|书)(?:[^。；]{{0,40}}?)(?:告知|出示|送达|收到|签收|给我|送给|交给|交付|宣读|看过|看到|看了|清楚|知道|知悉|认可)"
    rf"|(?:告知|出示|送达|收到|宣读)[^。；]{{0,30}}{_TEST}[^。；，]{{0,10}}(?:结果|结论|报告|意见)"
)
_OBJECTION = re.compile(rf"{_TEST}[^。；？，]{{0,10}}(?:结果|结论|报告|意见|书)[^。；？]{{0,40}}异议")
_RESULT = re.compile(rf"{_TEST}[^。；，]{{0,8}}(?:结果|结论|报告|意见)")
_TELLING = ("inquiry_record", "statement_doc", "prior_notice", "hearing_doc", "scene_record", "penalty_decision", "investigation_report")
_SURE = 0.8


@check("invest.appraisal_defect")
def appraisal_defect(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Every report: who commissioned it, by what right it was made, whether it is sealed, whether the party knows its result."""
    reports = [writ for writ in case.writs("appraisal_doc", "report") if _for_authority(case, writ)]
    if not reports:
        return not_applicable("卷内没有行政机关委托的检测、检验、检疫、鉴定报告")
    found = [outcome for writ in reports for outcome in (*_commission(case, writ), *_qualification(case, writ), *_seal(case, writ))]
    return [*found, *_result_told(case, reports)]


def _for_authority(case: CaseFile, writ: Writ) -> bool:
    """Whether a report was made for an authority: not a right holder's word on its goods, nor a test that the party or its supplier had."""
    if _PRICE.search(writ.title) or _RECOGNITION.search(writ.title + _head(case, writ)):
        return False
    client = _CLIENT.search(case.squeezed(writ).text)
    if client:
        return _AUTHORITY.search(client["who"]) is not None
    return _sent(case)


def _sent(case: CaseFile) -> bool:
    """Whether the dossier tells that the agency had something tested."""
    if any(case.writs("appraisal_doc", subtype) for subtype in ("entrust", "period_notice", "result_notice")):
        return True
    return any(case.mentions(type, _SENT) for type in (*_TELLING, "filing_approval"))


def _head(case: CaseFile, writ: Writ) -> str:
    return case.squeezed(writ).text[:200]


def _commission(case: CaseFile, report: Writ) -> Iterator[Outcome]:
    """A report made for this agency has its letter of commission; a monitoring station of its own needs none."""
    named = next(iter(case.mentions(report, _COMMISSIONED)), None)
    who = (named.groups["who"] or "") if named else ""
    if named is None or not case.agency or who not in (case.agency, case.agency.removesuffix("分局")):
        return
    if _OWN_STATION.search(report.get("institution").text or _head(case, report)):
        return
    if case.has("appraisal_doc", "entrust").no:
        yield breach(
            f"疑似检测鉴定没有委托书：《{report.title}》（第{report.first_page}页）载明委托单位为{who}，卷内未见委托书",
            on=act_day(case, report),
            severity="minor",
            evidence=(case.cite("委托单位", named),),
            absent=("appraisal_doc",),
            law=("SAMR_PROC", "EVID2002"),
        )


def _qualification(case: CaseFile, report: Writ) -> Iterator[Outcome]:
    """A place for the qualification that is empty or says there is none, or no word and no mark of one on a page that is text alone."""
    field, text = report.get("institution_qualification"), _UNSEALED.sub("", case.squeezed(report).text)
    pages = case.dossier.pages_of(report)
    plain = not any(page.origin != "text" or page.pictures for page in pages)
    denied = field.state == "value" and _NONE.fullmatch("".join(field.text.split()).rstrip("。；;")) is not None
    if denied or (field.state == "empty" and plain):
        text = _SEAL_OF_TESTS.sub("", text)
    if (field.state == "value" and not denied) or not case.readable(report) or _QUALIFIED.search(text):
        return
    if any(_QUALIFIED.search(said(seal) or "") for page in pages for seal in page.seals):
        return
    silent = plain and not _WORDS_OF_QUALITY.search(text)
    if not (denied or field.state == "empty" or silent) or case.mentions(case.dossier.writs, _NO_BODY):
        return
    what = f"机构资质栏填写“{field.text.strip()}”" if denied else "机构资质栏空白" if field.state == "empty" else "未载明机构资质"
    yield breach(
        f"疑似检测鉴定报告缺机构资质：《{report.title}》（第{report.first_page}页）{what}，也未见资质认定标志",
        on=act_day(case, report),
        severity="minor",
        evidence=(case.evidence(what, field=field if field.spans else None, writ=report),),
        law=("SAMR_PROC", "EVID2002"),
    )


def _seal(case: CaseFile, report: Writ) -> Iterator[Outcome]:
    if sealed(case, report).no:
        yield breach(
            f"疑似检测鉴定报告未盖章：《{report.title}》（第{report.first_page}页）未见机构印章，而卷内其他文书盖有印章",
            on=act_day(case, report),
            evidence=(case.evidence(f"《{report.title}》", writ=report),),
            law=("EVID2002",),
            confidence=0.7,
        )


def _result_told(case: CaseFile, reports: list[Writ]) -> Iterator[Outcome]:
    """A notice of the result, the report served, or a record in which it was shown; that somebody asked for objections is less."""
    report = reports[0]
    received = [case.served(writ) for writ in reports]  # a receipt counts below, by what it says: one for 检验期间告知书 tells no result
    if case.has("appraisal_doc", "result_notice").yes or any(one.served.yes and one.by != "receipt" for one in received):
        yield met("检测鉴定结果已告知当事人")
        return
    if any(_RESULT.search(item.title) for receipt in case.receipts for item in receipt.items):
        yield met("送达回证列有检测鉴定结果告知书或者报告")
        return
    told = next((hit for type in _TELLING for hit in case.mentions(type, _TOLD, drop_negation=True)), None)
    if told:
        yield met("检测鉴定结果已告知当事人", (case.cite("结果告知", told),))
        return
    mark = case.evidence(f"《{report.title}》", writ=report)
    said = f"《{report.title}》（第{report.first_page}页）"
    absent = case.has("appraisal_doc", "result_notice")
    if absent.unknown:
        yield unknown(f"{said}的结果未见告知当事人，但{absent.reason}", evidence=(mark,))
        return
    asked = next(iter(case.mentions("inquiry_record", _OBJECTION)), None)
    yield _not_told(case, report, mark, said, asked)


def _not_told(case: CaseFile, report: Writ, mark: Evidence, said: str, asked: Mention | None) -> Outcome:
    """市监 and 公安 are told by rule to tell; elsewhere it is what the party needs to know to defend itself."""
    law = {"市场监管": "SAMR_PROC", "公安": "PSB2019"}.get(case.department or "")
    question = case.cite("询问有无异议", asked) if asked else None
    tail = f"只在询问时问及有无异议（第{question.page}页）" if question else "笔录、告知书中也未出示、告知"
    return breach(
        f"疑似检测鉴定结果未告知当事人：{said}，卷内未见结果告知书或者报告的送达凭证，{tail}",
        on=act_day(case, report),
        severity="info" if law is None else "minor" if asked else "major",
        evidence=(mark, question) if question else (mark,),
        absent=("appraisal_doc",),
        law=(law or "APL2021",),
        confidence=_SURE,
    )
