"""Records of the joint discussion as different offices write them: nothing to report where the heads took part, spoke and signed."""

from collections.abc import Callable
from typing import Any

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.finding import Finding

MakeCase = Callable[..., CaseFile]

RULE = "decision.collective_discussion_defect"
DECISION = {
    "type": "penalty_decision",
    "fields": {"date": "2024年6月6日", "party_name": "甲县安心大药房", "issuer": "甲县医疗保障局"},
    "text": "决定给予当事人以下行政处罚：1.责令停业；2.罚款人民币50000元。",
}


def judged(make_case: MakeCase, fields: dict[str, str], text: str, *others: dict[str, Any]) -> list[Finding]:
    record = {"type": "collective_discussion", "fields": {"date": "2024年6月3日"} | fields, "text": text}
    return [finding for finding in run_checks(make_case(record, DECISION, *others)) if finding.rule == RULE]


@pytest.mark.parametrize(
    "attendees",
    [
        "张建国、李红梅 列席：赵晓明、钱伟 记录人：孙强",
        "张建国、李红梅　旁听人员：赵晓明",
        "张建国 李红梅 缺席：赵晓明（出差）",
        "张建国、李红梅、汇报人：钱伟",
    ],
)
def test_who_is_named_beside_the_participants_need_not_sign(make_case: MakeCase, attendees: str) -> None:
    fields = {"attendees": attendees, "opinions": "均同意。", "attendees_sign": "张建国 李红梅"}
    assert [finding.verdict for finding in judged(make_case, fields, "结论意见：同意罚款。")] == ["met"]


def test_a_participant_may_sign_as_host_or_be_excused(make_case: MakeCase) -> None:
    fields = {"attendees": "张建国、李红梅、王志强", "opinions": "均同意。", "host_sign": "张建国", "attendees_sign": "李红梅"}
    assert [finding.verdict for finding in judged(make_case, fields, "请假：王志强。结论意见：同意罚款。")] == ["met"]


@pytest.mark.parametrize(
    "said",
    [
        "张建国：事实清楚，定性准确，裁量适当。李红梅：程序合法。",
        "张建国认为本案骗取基金数额较小。李红梅提出按从轻档次处罚。",
        "会议以举手方式进行表决，5票通过。",
        "\n公西华：事实清楚，裁量较为合理。\n澹台静：当事人已恢复原状，程序合法。\n",
    ],
)
def test_opinions_need_no_word_of_consent(make_case: MakeCase, said: str) -> None:
    fields = {"attendees": "张建国、李红梅", "attendees_sign": "张建国 李红梅"}
    text = f"钱伟汇报：当事人串换药品，调查组拟罚款50000元，请各位领导审议本案。{said}讨论决定：罚款50000元。"
    assert [finding.verdict for finding in judged(make_case, fields, text)] == ["met"]


def test_a_report_and_a_result_alone_are_no_discussion(make_case: MakeCase) -> None:
    fields = {"attendees": "张建国、李红梅", "attendees_sign": "张建国 李红梅"}
    text = "钱伟汇报：当事人串换药品，调查组拟罚款50000元，请各位领导审议本案。讨论决定：罚款50000元。"
    assert [finding.verdict for finding in judged(make_case, fields, text)] == ["breach"]


def test_a_second_discussion_told_elsewhere_leaves_it_open(make_case: MakeCase) -> None:
    fields = {"date": "2024年5月6日", "attendees": "张建国、李红梅", "opinions": "均同意。", "attendees_sign": "张建国 李红梅"}
    hearing = {"type": "hearing_doc", "subtype": "record", "title": "听证笔录", "fields": {"hearing_time": "2024年5月28日9时"}}
    approval = {"type": "decision_approval", "fields": {"date": "2024年6月5日"}, "text": "听证后再次提交局务会集体讨论，同意处罚。"}
    found = judged(make_case, fields, "结论意见：同意罚款。", hearing, approval)
    assert [finding.verdict for finding in found] == ["unknown"]


ATTENDEES = {"attendees": "张建国（局长）、李红梅（副局长）、钱伟（办案人员）", "attendees_sign": "张建国 李红梅 钱伟"}


@pytest.mark.parametrize(
    "said",
    [
        "表决：参加表决3人，张建国、李红梅、钱伟均举手同意，3票赞成，0票反对。",
        "表决人员：张建国、李红梅、钱伟。",
        "张建国：事实清楚。李红梅：同意。钱伟：同意调查组意见。",
        "经投票，三票赞成，无人反对。",
        "张建国、李红梅、钱伟（办案人员）一致同意上述意见。",
    ],
)
def test_a_handler_who_votes(make_case: MakeCase, said: str) -> None:
    text = f"参加人：{ATTENDEES['attendees']}钱伟汇报案情和处理建议。{said}结论：责令停业，罚款50000元。"
    found = judged(make_case, ATTENDEES, text)
    assert [finding.verdict for finding in found] == ["breach"]
    assert "钱伟" in found[0].message


@pytest.mark.parametrize(
    "said",
    [
        "表决：参加表决2人，张建国、李红梅均举手同意，2票赞成。",
        "张建国、李红梅同意钱伟的处理建议。",
        "表决人员：张建国、李红梅。汇报人：钱伟。",
        "张建国：同意。李红梅：同意。",
    ],
)
def test_a_handler_who_only_reports(make_case: MakeCase, said: str) -> None:
    text = f"参加人：{ATTENDEES['attendees']}钱伟汇报案情和处理建议。{said}结论：责令停业，罚款50000元。"
    assert [finding.verdict for finding in judged(make_case, ATTENDEES, text)] == ["met"]


def test_a_handler_called_so_behind_the_name_votes(make_case: MakeCase) -> None:
    attendees = "张建国（局长）、李红梅（副局长）、钱伟（承办人）"
    text = f"参加人：{attendees}。张建国：同意。李红梅：同意。应到3人，实到3人，表决结果：3票同意。结论：责令停业，罚款50000元。"
    fields = {"attendees": attendees, "attendees_sign": "张建国 李红梅 钱伟"}
    assert [finding.verdict for finding in judged(make_case, fields, text)] == ["breach"]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("表决：参加表决2人，张建国、钱伟均举手同意，2票赞成。", "breach"),
        ("表决人员：张建国、李红梅、钱伟。", "breach"),
        ("张建国、李红梅均举手同意，2票赞成。", "met"),
        ("钱伟：当事人请求从轻，调查组同意。张建国：同意。李红梅：同意。", "met"),
    ],
)
def test_an_observer_among_those_who_vote(make_case: MakeCase, said: str, verdict: str) -> None:
    filing = {"type": "filing_approval", "fields": {"date": "2024年4月2日", "handlers": "钱伟、孙强"}}
    fields = {"attendees": "张建国、李红梅", "attendees_sign": "张建国 李红梅"}
    text = f"参加人：张建国（局长）、李红梅（副局长）；列席：钱伟。汇报：案情和处理建议。{said}结论：责令停业，罚款50000元。"
    assert [finding.verdict for finding in judged(make_case, fields, text, filing)] == [verdict]


@pytest.mark.parametrize(("first", "verdict"), [("钱伟：汇报案情。", "breach"), ("李红梅：请汇报。", "breach")])
def test_who_speaks_next_below_the_observers_is_none_of_them(make_case: MakeCase, first: str, verdict: str) -> None:
    filing = {"type": "filing_approval", "fields": {"date": "2024年4月2日", "handlers": "钱伟、孙强"}}
    fields = {"attendees": "张建国、李红梅（副局长）、钱伟（科员）", "attendees_sign": "张建国 李红梅 钱伟"}
    text = (
        f"出席人员：{fields['attendees']}\n列席人员：周玉、孙强\n{first}\n钱伟：同意处罚。\n张建国：同意。\n结论：责令停业，罚款50000元。"
    )
    assert [finding.verdict for finding in judged(make_case, fields, text, filing)] == [verdict]


def test_the_conclusion_names_less_than_the_decision(make_case: MakeCase) -> None:
    fields = {"attendees": "张建国、李红梅", "attendees_sign": "张建国 李红梅"}
    text = "钱伟汇报：拟罚款五万元。张建国：同意罚款五万元。李红梅：同意。结论：罚款40,000元。"
    assert [finding.verdict for finding in judged(make_case, fields, text)] == ["breach"]
