from collections.abc import Callable
from datetime import date

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]


def test_the_day_of_a_filing_is_the_leaders_approval(make_case: MakeCase) -> None:
    case = make_case({"type": "filing_approval", "fields": {"date": "2024年2月26日", "approved_date": "2024年3月1日"}})
    assert case.filing_date == date(2024, 3, 1)


def test_the_first_filing_counts(make_case: MakeCase) -> None:
    case = make_case(
        {"type": "filing_approval", "fields": {"approved_date": "2024年5月1日"}},
        {"type": "filing_approval", "fields": {"approved_date": "2024年3月1日"}},
    )
    assert case.filing_date == date(2024, 3, 1)


def test_a_field_with_two_days_is_not_believed(make_case: MakeCase) -> None:
    closed = {
        "type": "closing_doc",
        "subtype": "approval",
        "fields": {"approval_date": "2024年5月23日 2024年7月10日"},
        "text": "同意结案。王五 2024年7月11日",
    }
    case = make_case(closed)
    found = case.date(case.dossier.writs[0])
    assert isinstance(found, Dated)
    assert found.value == date(2024, 7, 11)


@pytest.mark.parametrize(
    "stamp",
    ["打印时间：2024-11-28 09:12:44 第14页", "导出日期：2024年11月28日", "2024-11-28 09:12 系统自动生成 第1页", "打印人：李四 2024/11/28"],
)
def test_the_day_of_a_printout_is_not_that_of_the_writ(make_case: MakeCase, stamp: str) -> None:
    review = {"type": "legal_review", "text": f"审核意见 程序合法，同意。\n审核人 应若华 审核时间 2024/9/10 11:02\n{stamp}"}
    record = {"type": "scene_record", "text": f"{stamp}\n现场检查记录\n检查时间 2024年8月8日"}
    case = make_case(review, record, {"type": "party_identity", "text": f"营业执照\n{stamp}"})
    found = [case.date(writ) for writ in case.dossier.writs]
    assert [one.value for one in found if isinstance(one, Dated)] == [date(2024, 9, 10), date(2024, 8, 8)]


def test_a_stretch_of_time_begins_on_its_first_day(make_case: MakeCase) -> None:
    case = make_case({"type": "scene_record", "fields": {"start": "2024年4月9日23时40分至2024年4月10日0时35分"}})
    found = case.date(case.dossier.writs[0])
    assert isinstance(found, Dated)
    assert found.value == date(2024, 4, 9)


def test_an_empty_field_is_empty_and_an_absent_one_is_unread(make_case: MakeCase) -> None:
    empty = make_case({"type": "penalty_decision", "fields": {"date": None}})
    absent = make_case({"type": "penalty_decision"})
    assert isinstance(empty.decided, Missing)
    assert empty.decided.state == "empty"
    assert isinstance(absent.decided, Missing)
    assert absent.decided.state == "unread"
    assert "第1页" in absent.decided.reason


def test_without_the_writ_the_day_is_absent(make_case: MakeCase) -> None:
    missing = make_case({"type": "case_source"}).filing
    assert isinstance(missing, Missing)
    assert missing.state == "absent"


@pytest.mark.parametrize(
    ("writ", "text", "day"),
    [
        ({"type": "penalty_decision"}, "立案日期：2024年3月1日\n甲县监管局\n2024年6月6日\n当事人签收：王五 2024年6月8日", "2024-06-06"),
        ({"type": "penalty_decision"}, "经查，2024年3月1日你违法。\n二〇二四年六月六日\n", "2024-06-06"),
        ({"type": "inquiry_record"}, "询问时间：2024年3月5日9时40分至10时30分\n以上笔录看过无误。王五 2024年3月6日", "2024-03-05"),
        ({"type": "scene_record"}, "检查时间：2024年4月9日9时40分\n当事人：王五\n2024年4月10日", "2024-04-09"),
        ({"type": "legal_review"}, "送审日期：2024年5月20日\n审核意见：同意。李四 2024年5月22日", "2024-05-22"),
        ({"type": "hearing_doc", "subtype": "record"}, "听证时间：2024年6月13日9时30分\n2024年6月17日", "2024-06-13"),
    ],
)  # fmt: skip
def test_the_text_gives_the_day_where_no_field_does(make_case: MakeCase, writ: dict[str, str], text: str, day: str) -> None:
    case = make_case(writ | {"text": text})
    found = case.date(case.dossier.writs[0])
    assert isinstance(found, Dated), found
    assert found.value == date.fromisoformat(day)


def test_a_day_shows_where_it_is_written(make_case: MakeCase) -> None:
    case = make_case({"type": "case_source"}, {"type": "penalty_decision", "fields": {"date": "2024年6月6日"}})
    found = case.decided
    assert isinstance(found, Dated)
    assert found.text == "2024年6月6日（第2页）"
    assert found.evidence.quote == "2024年6月6日"
    assert len(found.evidence.boxes) == 1


def test_the_latest_notice_counts_after_a_renewed_one(make_case: MakeCase) -> None:
    case = make_case(
        {"type": "prior_notice", "number": "甲告〔2024〕2号", "fields": {"date": "2024年5月20日"}},
        {"type": "prior_notice", "number": "甲告〔2024〕1号", "fields": {"date": "2024年5月6日"}},
    )
    last = case.last("prior_notice")
    assert last is not None
    assert last.number == "甲告〔2024〕2号"


@pytest.mark.parametrize(
    "text",
    [
        "2023年5月3日当事人驾车载客。承办人：张三、李四 2023年5月6日 审核意见：同意。王五 2023年5月8日",
        "建议罚款。办案人员（签名）：张三 2023.5.6 部门负责人意见 同意 王五 2023.5.8 局长批示 同意 2023.5.9",
        "2023年5月3日由法制机构意见形成前查明。张三（2023年5月6日）领导批示：同意 2023年5月9日",
        "经查，当事人2023年5月3日经营。张三、李四 2023年5月6日",
    ],
)
def test_a_report_is_of_the_day_its_writers_signed(make_case: MakeCase, text: str) -> None:
    case = make_case({"type": "investigation_report", "text": text})
    found = case.date(case.dossier.writs[0])
    assert isinstance(found, Dated)
    assert found.value == date(2023, 5, 6)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("你（单位）于2024年9月5日14时20分未覆盖。\n当事人签收：褚云阶 2024年9月5日\n望川市交通运输局\n2024年月5日\n第4页", 5),
        ("2024年9月5日14时20分，你单位运输碎石未覆盖。\n被处罚人签名：褚云阶 2024年9月5日\n交通运输局（印章）", 5),
        ("违法时间：2024年9月5日14时 违法事实：运输碎石未覆盖。\n本决定书已收到。签字：褚云阶 2024年9月5日", 5),
        ("当事人于2024年9月5日在省道运输碎石。\n签收：褚云阶 2024年9月6日", None),
        ("当事人于2024年9月5日在省道运输碎石。\n签收：褚云阶 2024年9月5日\n2024年9月1日", 1),
        ("当事人于2024年9月5日在省道运输碎石。\n签收：褚云阶 2024年9月5日\n2024年月8日", None),
        ("当事人于2024年9月5日在省道运输碎石。\n签收：褚云阶", None),
    ],
)
def test_the_day_of_a_decision_on_the_spot_lies_under_the_seal(make_case: MakeCase, text: str, day: int | None) -> None:
    case = make_case({"type": "summary_decision", "title": "当场行政处罚决定书", "text": text, "scanned": True})
    found = case.date(case.dossier.writs[0])
    assert (found.value if isinstance(found, Dated) else None) == (date(2024, 9, day) if day else None)


def test_a_finding_on_such_a_day_is_less_sure(make_case: MakeCase) -> None:
    act = "当事人于2024年9月5日在省道运输碎石。当场作出罚款1000元的行政处罚。如不服可以在六个月内直接向人民法院起诉。"
    text = f"{act}\n签收：褚云阶 2024年9月5日\n交通运输局"
    case = make_case({"type": "summary_decision", "title": "当场行政处罚决定书", "text": text, "scanned": True})
    (finding,) = [one for one in run_checks(case) if one.rule == "summary.reconsideration_first_not_told"]
    assert (finding.verdict, finding.confidence) == ("breach", 0.8)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("负责人意见|同意立案。 何某某", None),
        ("主要领导审批|同意。", None),
        ("负责人意见|同意立案。 何某某 2024年9月6日", date(2024, 9, 6)),
        ("负责人意见|", None),
    ],
)
def test_the_day_of_the_unit_is_not_that_of_the_head_who_gave_none(drawn_case: MakeCase, head: str, day: date | None) -> None:
    rows = ["案由|未组织职业健康检查", "承办人意见|建议立案。 罗某某 2024年9月4日", "承办机构意见|同意。 蒋某某 2024年9月5日", head]
    case = drawn_case(("立案审批表", [], rows))
    assert case.filing_date == day
