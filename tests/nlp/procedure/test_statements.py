"""What the party brought forward, in letters and at a hearing, and whether it was reviewed."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]

DECIDED = "经查，当事人未经许可采砂。依据《中华人民共和国水法》第六十九条的规定，决定给予以下行政处罚：罚款人民币20000元。"


def verdicts(case: CaseFile, rule: str) -> set[str]:
    return {finding.verdict for finding in run_checks(case) if finding.rule == rule}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("砂已经回填，请求从轻。听证我不要求。\n陈述申辩人：王五", "breach"),
        ("一、罚款过高，请重新核算。二、本公司放弃听证权利\n申辩人：甲县某砂场", "breach"),
        ("我们不申请听证，希望减少罚款。陈述人签名：王五", "breach"),
        ("对违法事实没有异议，但家庭困难，请求减轻处罚。", "breach"),
        ("本人放弃陈述、申辩和听证的权利，不提出任何要求。", "not_applicable"),
        ("对拟处罚无异议，不要求听证。", "not_applicable"),
        ("不陈述申辩，也不要求听证。", "not_applicable"),
        ("问：你对拟处罚有无陈述、申辩意见？答：有，我认为罚款过高，请求减轻。", "breach"),
        ("问：你有没有异议，是否放弃陈述申辩？答：不放弃，砂不是我采的。我申辩如下：", "breach"),
        ("问：你对拟处罚有无陈述、申辩意见？答：没有。", "not_applicable"),
        ("问：是否要求陈述申辩？答：我放弃，不要求。", "not_applicable"),
        ("☑提出陈述申辩 □放弃陈述申辩。理由：砂已经回填，请求从轻。", "breach"),
        ("□提出陈述申辩 √放弃陈述申辩", "not_applicable"),
    ],
)
def test_giving_up_the_hearing_is_not_giving_up_the_statement(make_case: MakeCase, text: str, expected: str) -> None:
    letter = {"type": "statement_doc", "subtype": "statement", "title": "陈述申辩书", "fields": {"date": "2024年5月29日"}, "text": text}
    case = make_case(letter, {"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": DECIDED})
    assert verdicts(case, "statement.not_reviewed") == {expected}


@pytest.mark.parametrize(
    ("said", "others", "decided", "expected"),
    [
        ("代理人：砂已经回填，请求减轻处罚。", (), "", "breach"),
        ("代理人：罚款过重，我们不服。", (), "本机关举行了听证。", "unknown"),
        ("代理人：罚款过重，我们不服。", (), "听证会上你单位提出罚款过重，本机关不予采纳。", "met"),
        ("代理人：请求减轻处罚。", ({"type": "hearing_doc", "subtype": "report", "title": "听证报告"},), "", "met"),
        ("主持人：对以上证据是否有异议？代理人：没有异议。", (), "", "not_applicable"),
    ],
)
def test_what_is_said_at_a_hearing_is_reviewed(
    make_case: MakeCase, said: str, others: tuple[dict[str, object], ...], decided: str, expected: str
) -> None:
    record = {"type": "hearing_doc", "subtype": "record", "title": "听证笔录", "fields": {"date": "2024年5月29日"}, "text": said}
    decision = {"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": decided + DECIDED}
    assert verdicts(make_case(record, *others, decision), "statement.not_reviewed") == {expected}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("应你单位申请于5月29日举行听证。", "met"),
        ("应当事人的申请组织听证，听取了意见。", "met"),
        ("你单位申请听证，本机关举行了听证。", "met"),
        ("你单位要求举行听证。", "breach"),
        ("你单位有权在五日内申请举行听证。", "breach"),
    ],
)
def test_a_decision_speaks_of_the_hearing(make_case: MakeCase, told: str, expected: str) -> None:
    record = {
        "type": "hearing_doc",
        "subtype": "record",
        "title": "听证笔录",
        "fields": {"date": "2024年5月29日"},
        "text": "代理人：请求减轻处罚。",
    }
    decision = {"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": told + DECIDED}
    assert verdicts(make_case(record, decision), "hearing.record_or_host_defect") == {expected}
