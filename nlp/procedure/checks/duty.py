"""Duties towards a clue and a violation: to file in time, to hand over crimes (处罚法第二十七、五十四、七十六、八十二条)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ingest.dossier import Writ
from nlp.facts.amounts import find_amounts
from nlp.procedure.boxes import unticked
from nlp.procedure.case import CaseFile
from nlp.procedure.case_fields import cause_of
from nlp.procedure.dating import Dated
from nlp.procedure.deductions import TEST, Period, deductions
from nlp.procedure.finding import Evidence, Severity
from nlp.procedure.mention import Mention
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.signing import leader_signed
from nlp.workdays import is_workday, roll_to_workday, workdays_between

_PROLONGED = re.compile(
    r"延长[^。；，]{0,10}(?:核查|立案)[^。；，]{0,4}(?:期限|时限|时间)?|(?:核查|立案)(?:期限|时限|时间)[^。；，]{0,8}延长"
)
_REFUSAL_FORM = re.compile(r"(?:案件|行政处罚)?不予立案(?:审批|呈批|报告)")
_REFUSED = re.compile(r"不予立案")
_GROUND = re.compile(r"轻微|初次|首次|主观过错|证据不足|不成立|不能成立|时效|管辖|不属于|未构成|不构成|没有违法|无违法|理由|因|鉴于|由于")
_CRIME = re.compile(
    r"(?<!是否)(?<!有无)(?<!如)(?<!若)(?:涉嫌(?:构成|触犯)?[^。；，]{0,24}?(?:犯罪|罪)|达到?[^。；，]{0,8}追诉标准)(?!过|名|嫌|的[，,]|的情形|与否)"
)
_CONDITION = re.compile(r"(?:如果?|若|是否|凡|可能)[^。；，：:]{0,16}$")  # 秦若兰：… is a name
_WHEREVER = re.compile(r"[^。；，]{0,16}的[，,；。]")
_NO_CRIME = re.compile(
    r"未达[^。；]{0,10}追诉标准|不构成[^。；]{0,6}犯罪|不涉嫌[^。；]{0,12}罪|免予刑事处罚|不(?:需要|再)?追究刑事责任|不起诉决定|"
    r"(?:公安|检察|司法)[^。；]{0,16}(?:不予立案|撤销案件|撤案|不起诉|退回|另案|侦查|受理|接收)|已[^。；，]{0,14}移送[^。；，]{0,10}(?:公安|司法)"
)
_FROM_JUSTICE = re.compile(r"(?:公安|检察|法院|司法)[^。；，]{0,16}(?:移送|移交|转来|转办)|检察意见|反向(?:移送|衔接)")
_JUSTICE = re.compile(r"公安|检察|监察|司法|刑事|犯罪|追诉|罪")
_REPORT = re.compile(r"调查(?:终结)?报告|(?:案件|案情|犯罪|情况)的?(?:调查)?报告")
_VALUE = re.compile(r"(?:货值(?:金额)?|销售(?:金额|额)|涉案金额|非法经营(?:数额|额)|违法所得)[^。；，\d]{0,10}")
_MARKET, _POLICE = "市场监管", "公安"
# 移送规定第五条: three days to approve, of which the last is no holiday; 24 hours to send: without the hour the next day is in time
_REPORT_DAYS, _SENT_DAYS = 3, 1


@check("duty.filing_delay")
def filing_delay(case: CaseFile, rule: Rule) -> list[Outcome]:
    """Working days from the clue to its filing against the limit of the department; a refusal to file has reasons and a signature."""
    writs = [*case.writs("filing_approval"), *case.writs("no_penalty_decision")]
    outcomes = [outcome for writ in writs for outcome in _refusal(case, writ)]
    return [*outcomes, _delay(case, rule)]


def _delay(case: CaseFile, rule: Rule) -> Outcome:
    found = _clue(case)
    if found is None:
        return not_applicable("卷内没有案件来源材料")
    filed = case.filing if case.writs("filing_approval") else case.date(case.first("summary_decision"))
    if not isinstance(found, Dated):
        return unknown(found) if case.department == _MARKET else not_applicable(found)
    if not isinstance(filed, Dated):
        return not_applicable("没有立案或者当场处罚的日期")
    limit = case.settled.filing_days or rule.params["filing_days"].get(case.department)
    days = _working_days(case, found.value, filed.value)
    if days is None:
        return unknown(f"{filed.value.year}年的法定节假日安排未知，无法计算工作日", evidence=(found.evidence, filed.evidence))
    tested = days != workdays_between(found.value, filed.value)
    said = f"{found.text}收到案件线索，{filed.text}立案，{'扣除检验检测鉴定时间后' if tested else '相隔'}{days}个工作日"
    if limit is None:
        if days <= rule.params["long_days"]:
            return not_applicable(f"{case.department or '本'}部门没有配置立案期限")
        return unknown(f"{said}，本部门的立案期限未配置（filing_days）", evidence=(found.evidence, filed.evidence))
    extension = case.settled.filing_extension_days or rule.params["filing_extend"].get(case.department, 0)
    granted = _prolonged(case)
    allowed = limit + (extension if granted else 0)
    if days <= allowed:
        return met(said, (found.evidence, filed.evidence))
    note = f"（含经批准延长的{extension}个工作日）" if granted else "，卷内未见延长核查期限的批准"
    if not granted and days <= limit + extension and case.gaps:
        return unknown(
            f"{said}，超过{limit}个工作日，未见延长核查期限的审批，但{'；'.join(case.gaps)}", evidence=(found.evidence, filed.evidence)
        )
    return breach(
        f"疑似未及时立案：{said}，超过{allowed}个工作日{note}",
        on=filed.value,
        evidence=(found.evidence, filed.evidence),
        law=("SAMR_PROC",) if case.department == _MARKET else ("APL2021:第五十四条",),
    )


def _clue(case: CaseFile) -> Dated | str | None:
    """The day the clue came in: of the first source, else of the first inspection. A reason where no day was read."""
    writs = case.writs("case_source") or (*case.writs("inspection_doc"), *case.writs("scene_record"))
    days = [case.date(writ) for writ in writs]
    dated = [day for day in days if isinstance(day, Dated)]
    if dated:
        return min(dated, key=lambda day: day.value)
    return next((day.reason for day in days if not isinstance(day, Dated)), None)


def _working_days(case: CaseFile, first: date, last: date) -> int | None:
    """Working days after ``first`` up to ``last`` less those of tests (程序规定第十八条第二款)."""
    total = workdays_between(first, last)
    tests = [period for period in deductions(case) if period.what == TEST]
    tests += _reported(case, first, tests)
    away = {
        period.first + timedelta(days=i)
        for period in tests
        for i in range(1, (period.last - period.first).days + 1)
        if first < period.first + timedelta(days=i) <= last
    }
    return None if total is None else total - sum(is_workday(day) is True for day in away)


def _reported(case: CaseFile, first: date, tests: Sequence[Period]) -> list[Period]:
    """Tests whose commission is not in the dossier: counted from the clue."""
    ends = {period.last for period in tests}
    days = [case.date(writ) for writ in case.writs("appraisal_doc", "report")]
    return [
        Period(TEST, first, day.value, (day.evidence,))
        for day in days
        if isinstance(day, Dated) and day.value not in ends and day.value > first
    ]


def _prolonged(case: CaseFile) -> bool:
    writs = [*case.writs("internal_approval"), *case.writs("case_source"), *case.writs("filing_approval")]
    return bool(case.writs("internal_approval", "extend_verification") or case.mentions(writs, _PROLONGED, drop_negation=True))


def _refusal(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """A decision not to file without a signature, or without a ground. Only 市场监管 has a rule on both that is held."""
    opinion = writ.get("leader_opinion")
    said = opinion.state == "value" and _REFUSED.search("".join(opinion.text.split()))
    if not said and not _REFUSAL_FORM.match(writ.title):
        return
    day = case.date(writ)
    mark = case.evidence("不予立案", field=opinion if said else None, writ=writ)
    named = f"《{writ.title}》（第{writ.first_page}页）"
    on = day.value if isinstance(day, Dated) else None
    market = case.department == _MARKET
    weight: Severity = "major" if market else "minor"
    law = ("SAMR_PROC",) if market else ("APL2021:第五十四条",)
    if leader_signed(case, writ).no:
        message = f"疑似不予立案未经负责人批准：{named}负责人签名栏空白"
        yield breach(message, on=on, severity=weight, evidence=(mark,), law=law)
    elif case.readable(writ) and not case.gaps and not _GROUND.search(case.squeezed(writ).text):
        message = f"疑似不予立案未写理由：{named}没有写明不予立案的理由"
        yield breach(message, on=on, severity=weight, evidence=(mark,), law=law)
    else:
        yield met(f"{named}不予立案有理由和签批", (mark,))


@check("transfer.crime_not_transferred")
def crime_not_transferred(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A suspected crime goes to the police and is not settled by a penalty; its transfer is approved and sent in time."""
    transfers = [writ for writ in case.writs("transfer_doc") if writ.subtype == "crime" or "犯罪" in case.squeezed(writ).text]
    if transfers:
        return [outcome for writ in transfers for outcome in _transfer(case, writ)]
    decision = case.last("penalty_decision")
    suspicion = _suspicion(case)
    if decision is None or suspicion is None:
        return not_applicable("卷内未见涉嫌犯罪的认定或者没有作出处罚决定")
    evidence = [suspicion, case.evidence(f"《{decision.title}》", writ=decision)]
    cleared = _cleared(case)
    if cleared and cleared.quote.startswith("不涉嫌"):
        reason = f"第{suspicion.page}页写“{suspicion.quote[:40]}”，第{cleared.page}页又写“{cleared.quote}”，是否移送公安机关请核对"
        return unknown(reason, evidence=[suspicion, cleared])
    if cleared:
        return met("有未达追诉标准、公安机关不予立案等说明", [cleared])
    if case.mentions("case_source", _FROM_JUSTICE):
        return met("案件由公安、检察机关移送")
    if case.department == _POLICE:
        reason = f"第{suspicion.page}页认为涉嫌犯罪，公安机关应当转为刑事案件办理，请核对是否另立刑事案件"
        return unknown(reason, evidence=evidence)
    there = case.has("transfer_doc")
    if there.unknown:
        return unknown(f"第{suspicion.page}页认为涉嫌犯罪，未见移送文书，但{there.reason}", evidence=evidence)
    given = case.writs("transfer_doc")
    elsewhere = [writ for writ in given if _to_others(case, writ)]
    if len(elsewhere) < len(given):
        return unknown(f"第{suspicion.page}页认为涉嫌犯罪，卷内移送文书未见涉及犯罪，请核对移送对象", evidence=evidence)
    where = f"《{decision.title}》（第{decision.first_page}页）"
    seen = "、".join(f"《{writ.title}》（第{writ.first_page}页）" for writ in elsewhere)
    lacking = f"卷内的{seen}不是向公安机关、检察机关移送" if seen else "卷内未见移送文书"
    message = f"疑似涉嫌犯罪未移送、以罚代刑：第{suspicion.page}页写“{suspicion.quote[:40]}”，{lacking}，{where}作出行政处罚"
    return breach(message, on=case.decision_date, evidence=evidence, absent=("transfer_doc",), law=("APL2021", "TRANSFER2020:第十一条"))


def _to_others(case: CaseFile, writ: Writ) -> bool:
    """Whether a transfer that was read in full speaks neither of a crime nor of those who prosecute crimes."""
    return case.readable(writ) and not case.recognised(writ) and not _JUSTICE.search(case.squeezed(writ).text)


def _suspicion(case: CaseFile) -> Evidence | None:
    """Where the agency says that the act may be a crime, or an amount that reaches the local threshold of the cause."""
    writs = [*case.writs("investigation_report"), *case.writs("collective_discussion"), *case.writs("legal_review")]
    for hit in case.mentions(writs, _CRIME, drop_negation=True):
        text = case.squeezed(hit.writ).text
        before, after = text[max(0, hit.start - 24) : hit.start], text[hit.end : hit.end + 20]
        if not (_CONDITION.search(before) or unticked(text, hit.start) or _WHEREVER.match(after)):
            return case.cite("涉嫌犯罪", hit)
    cause = cause_of(case) if case.local.crime_thresholds else None
    limits = [limit for word, limit in case.local.crime_thresholds.items() if cause and word in cause]
    for hit in case.mentions([*writs[:1], *case.writs("penalty_decision")], _VALUE) if limits else ():
        if (found := _amount(case, hit)) is not None and found[0] >= min(limits):
            return found[1]
    return None


def _amount(case: CaseFile, hit: Mention) -> tuple[float, Evidence] | None:
    """The amount right behind the words, with its place."""
    text = case.squeezed(hit.writ).text
    for one in find_amounts(text[hit.end : hit.end + 30])[:1]:
        if one.start <= 2:
            return float(one.value), quoted(case, hit.writ, "涉案金额达到本地追诉标准", hit.start, hit.end + one.end)
    return None


def _cleared(case: CaseFile) -> Evidence | None:
    for writ in case.dossier.writs:
        if writ.type not in ("dossier_binding", "service_doc"):
            for hit in case.mentions(writ, _NO_CRIME):
                return case.cite("未追究刑事责任的说明", hit)
    return None


def _last_day(reported: date) -> date:
    """The last day to approve a transfer."""
    last = reported + timedelta(days=_REPORT_DAYS)
    return roll_to_workday(last) or last


def _transfer(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """The days of one transfer of a suspected crime, and the report that goes with it."""
    reported, approved, sent = (case.date(writ, name) for name in ("report_date", "approved_date", "sent_date"))
    named = f"《{writ.title}》（第{writ.first_page}页）"
    law = ("TRANSFER2020:第五条",)
    if isinstance(reported, Dated) and isinstance(approved, Dated) and approved.value > _last_day(reported.value):
        message = f"疑似涉嫌犯罪案件审批移送超期：{reported.text}报告，{approved.text}才批准，超过3日"
        yield breach(message, on=approved.value, severity="major", evidence=(reported.evidence, approved.evidence), law=law)
    if isinstance(approved, Dated) and isinstance(sent, Dated) and (sent.value - approved.value).days > _SENT_DAYS:
        message = f"疑似涉嫌犯罪案件移送超期：{approved.text}批准，{sent.text}才移送，超过24小时"
        yield breach(message, on=sent.value, severity="major", evidence=(approved.evidence, sent.evidence), law=law)
    attached = writ.get("attachments")
    if attached.state == "value" and case.readable(writ) and not _REPORT.search(case.squeezed(writ).text):
        day = sent if isinstance(sent, Dated) else case.date(writ)
        mark = case.evidence("移送附件", field=attached, writ=writ)
        on = day.value if isinstance(day, Dated) else None
        message = f"疑似移送材料不齐：{named}所附材料未见涉嫌犯罪案件情况的调查报告"
        yield breach(message, on=on, severity="major", evidence=(mark,), law=("TRANSFER2020:第六条",))
    yield met(f"{named}已移送", [case.evidence(f"《{writ.title}》", writ=writ)])
