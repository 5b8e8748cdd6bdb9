"""The report at the end of the investigation (调查终结报告): that there is one, and what 市监第四十八条 asks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Writ
from nlp.procedure.act_day import act_day
from nlp.procedure.case import CaseFile
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.report_form import form_as_report
from nlp.procedure.rules import Rule
from nlp.procedure.signing import only_signer, signed

_FAST = r"快速办理"
_HANDLER = re.compile(r"办案人|承办人|调查人|执法人员|经办人|报告人")
# what article 48 lists, and the words by which a report shows it; each in text without white space
_SECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("当事人的基本情况", re.compile(r"当事人|基本情况|被处罚人|违法嫌疑人")),
    ("案件来源、调查经过", re.compile(r"来源|经过|立案|检查(?:时)?发现|投诉|举报|移送|交办")),
    (
        "调查认定的事实",
        re.compile(
            r"事实|查明|经查|调查认定"
            # told without a label: what somebody did on a day
            r"|(?:当事人|该(?:店|公司|单位|厂|户)|其)(?![^。；]{0,40}(?:立案|询问|笔录|告知|陈述|提供|提交|签收|整改))[^。；：:]{0,60}\d{4}年\d{1,2}月"
            r"|\d{4}年\d{1,2}月\d{1,2}日[，,]?(?:当事人|该(?:店|公司|单位|厂|户)|其)(?![^。；]{0,40}(?:立案|询问|笔录|告知|陈述|提供|提交|签收|整改))"
        ),
    ),
    (
        "主要证据",
        re.compile(r"(?<!没有)(?<!无)(?<!未)证据(?!确凿|充分|保全|登记)|(?<!合格)(?<!没有证据)证明(?!文件|材料|书)|佐证|笔录|证实"),
    ),
    (
        "违法行为性质",
        re.compile(
            r"性质|定性|(?<!不)(?<!未)(?<!未能)构成|违反|认定(?:为|是|系)|的违法行为"
            # not a ground to be lenient: 不属于首违不罚情形, 属于轻微情节
            r"|(?<!不)属于?(?![^。；，]{0,24}(?:情节|情形|情况|轻微|首违|初次|从轻|从重|减轻|一般|清单|档次|范围))"
            r"|系[^。；，]{0,24}(?:行为|案)"
        ),
    ),
    ("处理意见及依据", re.compile(r"(?:建议|意见|拟|应当)[^。]{0,120}(?:处罚|罚款|没收|警告|不予|移送|撤销|处理)")),
)
_DISCRETION = re.compile(
    r"裁量|从轻|从重|减轻|免予|免除|情节|(?:属于|符合|不具有|没有)[^。；]{0,30}情形|初次违法|首次违法|(?:危害后果|社会影响)[^。；，]{0,4}(?:轻|小|不大|严重|恶劣)"
    r"|第三十二条|第三十三条|一般(?:违法|档次)"
)


@check("invest.investigation_report_missing")
def investigation_report_missing(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A report in every ordinary case that ended in a penalty; its contents where 市监第四十八条 lists them."""
    if case.procedure != "ordinary" or not case.writs("penalty_decision"):
        return not_applicable("不是普通程序的处罚案件")
    reports = case.writs("investigation_report")
    if not reports:
        return _missing(case)
    if case.department != "市场监管":
        return met("有调查终结报告", (case.evidence("调查终结报告", writ=reports[0]),))
    report = case.last("investigation_report") or reports[0]
    return list(_contents(case, report)) or met("调查终结报告内容齐全", (case.evidence("调查终结报告", writ=report),))


def _missing(case: CaseFile) -> Outcome:
    if form := form_as_report(case):
        return met(f"《{form.title}》（第{form.first_page}页）载明事实、证据和处理意见", (case.evidence(f"《{form.title}》", writ=form),))
    has = case.has("investigation_report")
    if has.unknown:
        return unknown(f"未见调查终结报告，但{has.reason}")
    if any(case.mentions(type, _FAST) for type in ("penalty_decision", "decision_approval", "filing_approval")):
        return not_applicable("快速办理的案件可以案件处理意见表代替")
    strict = case.department == "市场监管"
    decision = case.writs("penalty_decision")[-1]
    return breach(
        f"疑似没有调查终结报告：全卷第1–{len(case.dossier.pages)}页未见调查终结报告，即作出《{decision.title}》（第{decision.first_page}页）",
        on=case.decision_date,
        severity="major" if strict else "minor",
        evidence=(case.evidence("处罚决定书", writ=decision),),
        absent=("investigation_report",),
        defect="absent:investigation_report",
    )


def _contents(case: CaseFile, report: Writ) -> Iterator[Outcome]:
    """The parts of which a report that was read in full says nothing, and who signed it."""
    named, mark = f"《{report.title}》（第{report.first_page}页）", case.evidence(f"《{report.title}》", writ=report)
    text = case.squeezed(report).text
    poor = any(report.first_page <= page <= report.last_page for page in case.poor_pages)
    if case.readable(report) and not poor:
        lacking = [name for name, words in _SECTIONS if not words.search(text)]
        for name, label in (("facts", "调查认定的事实"), ("nature", "违法行为性质"), ("opinion_basis", "处理意见及依据")):
            if report.get(name).state == "empty" and label not in lacking:
                lacking.append(label)
        if lacking:
            yield breach(
                f"疑似调查终结报告内容不全：{named}未载明{'、'.join(lacking)}",
                on=act_day(case, report),
                evidence=(mark,),
                law=("SAMR_PROC",),
                confidence=0.8,
            )
        if not _DISCRETION.search(text) or report.get("discretion_reason").state == "empty":
            yield _minor(case, report, f"{named}未载明自由裁量的理由")
    if signed(case, report, _HANDLER, "officers_sign").no:
        yield _minor(case, report, f"{named}办案人员签名处空白")
    elif signer := only_signer(case, report, "officers_sign"):
        yield _minor(case, report, f"{named}只有{signer}一名办案人员签名")


def _minor(case: CaseFile, report: Writ, said: str) -> Outcome:
    return breach(
        f"疑似调查终结报告不完整：{said}",
        on=act_day(case, report),
        severity="minor",
        evidence=(case.evidence(f"《{report.title}》", writ=report),),
        law=("SAMR_PROC",),
        confidence=0.8,
    )
