"""Which rows mean the same enterprise, the same place of business, and why the inspectors came."""

from datetime import date

import pytest

from ingest.inspection import Inspection
from ingest.inspections import inspections_of
from nlp.inspection.bodies import body_of
from nlp.inspection.engine import check_inspections
from nlp.inspection.reason import reason_of
from nlp.inspection.setting import Setting
from nlp.inspection.visits import Visits, distinct, keys_of, visits_of
from nlp.procedure.local import LocalParameters
from nlp.procedure.local_inspection import InspectionCap, QuietDays

CODE, OTHER = "91110000802100433B", "91440300708461136T"


def rows_of(*rows: dict[str, str]) -> tuple[Inspection, ...]:
    each = {"检查机关": "江临市应急管理局", "企业名称": "甲公司", "检查日期": "2025-03-05"}
    return inspections_of([{**each, **row} for row in rows], file="台账.csv")


def test_a_valid_code_tells_enterprises_apart_and_a_name_stands_for_its_only_code() -> None:
    keys = keys_of(
        [("甲公司", CODE), ("甲公司", None), ("甲有限公司", CODE), ("好又来超市", CODE), ("好又来超市", OTHER), ("好又来超市", None)]
    )
    assert keys["甲公司", None] == keys["甲公司", CODE] == keys["甲有限公司", CODE] == CODE
    assert keys["好又来超市", None] == "好又来超市"
    assert keys_of([("乙公司", "911100008021004330")])["乙公司", "911100008021004330"] == "乙公司", "a code that does not check"


def test_rows_of_one_enterprise_under_two_names_come_together() -> None:
    rows = rows_of({"统一社会信用代码": CODE}, {"企业名称": "甲有限公司", "统一社会信用代码": CODE}, {"企业名称": "乙公司"})
    assert sorted(len(visits.rows) for visits in visits_of(rows)) == [1, 2]


def test_places_of_business() -> None:
    rows = rows_of({"地址": "江临市人民路1号"}, {"地址": "人民路1号", "检查事项": "消防"}, {"检查事项": "无地址"})
    assert [len(site) for site in Visits.of("甲", rows).by_site()] == [3]
    rows = rows_of({"地址": "江临市城东区人民路1号"}, {"地址": "人民路1号院内3楼"}, {"地址": "人民路11号"})
    assert [len(site) for site in Visits.of("甲", rows).by_site()] == [2, 1]
    rows = rows_of({"地址": "人民路1号"}, {"地址": "解放路2号"}, {"检查事项": "无地址"})
    assert [len(site) for site in Visits.of("甲", rows).by_site()] == [1, 1, 1]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"检查类型": "日常检查"}, "routine"),
        ({"检查类型": "双随机、一公开抽查"}, "routine"),
        ({"检查类型": "市级专项检查"}, "routine"),
        ({"检查类型": "专项检查"}, "special"),
        ({"检查类型": "市场监管总局部署专项检查"}, "state_special"),
        ({"检查类型": "全省安全生产专项整治"}, "state_special"),
        ({"检查类型": "食品生产全覆盖检查"}, "full_cover"),
        ({"检查类型": "日常检查", "备注": "群众举报"}, "triggered"),
        ({"检查类型": "非投诉举报的日常检查"}, "routine"),
        ({"检查类型": "产品质量监督抽查"}, "triggered"),
        ({"检查依据": "《市场监督管理投诉举报处理暂行办法》、年度计划"}, "routine"),
        ({"检查类型": "现场检查"}, "unclear"),
        ({"检查类型": "", "检查事项": "整改复查"}, "triggered"),
        ({}, "unclear"),
    ],
)
def test_reasons(cells: dict[str, str], reason: str) -> None:
    assert reason_of(rows_of(cells)[0]) == reason


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("江临市市场监管局", "江临市市场监督管理局"),
        ("江临市市场监督管理局城东分局", "江临市市场监督管理局"),
        ("江临市应急管理局综合行政执法大队", "江临市应急管理局"),
        ("江临市卫健委监督所", "江临市卫生健康委"),
        ("国家税务总局江临市税务局第一税务所", "国家税务总局江临市税务局"),
        ("江临市公安局城东派出所", "江临市公安局城东派出所"),
        ("江临市消防大队", "江临市消防救援大队"),
        ("江临市综合行政执法局", "江临市综合行政执法局"),
    ],
)
def test_names_of_agencies(name: str, body: str) -> None:
    assert body_of(name) == body


def test_what_goes_on_is_one_inspection() -> None:
    def count(*cells: dict[str, str]) -> int:
        return len(distinct(Visits.of("甲", rows_of(*cells)).rows))

    assert count({"检查日期": "2025-03-05"}, {"检查日期": "2025-03-06"}) == 1
    assert count({"检查日期": "2025-03-05", "检查事项": "消防"}, {"检查日期": "2025-03-06", "检查事项": "燃气"}) == 2
    assert count({"检查日期": "2025-03-05", "检查通知书": "通1号"}, {"检查日期": "2025-03-12", "检查通知书": "通1号"}) == 1
    assert count({"检查日期": "2025-03-05", "是否审批": "是"}, {"检查日期": "2025-03-12", "是否审批": "是"}) == 2
    assert count({"检查日期": "2025-03-05", "任务编号": "2025-1"}, {"检查日期": "2025-09-12", "任务编号": "2025-1"}) == 2


def test_quiet_days() -> None:
    days = QuietDays(weekdays=(1, 2), month_days=(1, 10), since=date(2025, 6, 1))
    assert days.holds(date(2025, 6, 3))
    assert not days.holds(date(2025, 6, 4))
    assert not days.holds(date(2025, 6, 17))
    assert not days.holds(date(2025, 5, 6))
    with pytest.raises(ValueError, match="无扰日须写明"):
        QuietDays()


def test_a_check_that_breaks_asks_a_person_and_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("坏了")

    monkeypatch.setattr("nlp.inspection.engine.CHECKS", {"inspect.frequency_cap": broken})
    found = list(check_inspections(visits_of(rows_of({})), Setting(LocalParameters())))
    assert [finding.verdict for finding in found] == ["unknown"]
    assert "检查程序出错" in found[0].message


def test_general_questions_are_asked_once() -> None:
    rows = rows_of(
        *({"企业名称": f"{n}号公司", "检查日期": f"2025-0{month}-05", "检查类型": "日常检查"} for n in range(30) for month in (3, 5))
    )
    asked = [one for one in check_inspections(visits_of(rows), Setting(LocalParameters())) if one.rule == "inspect.frequency_cap"]
    assert [(one.verdict, one.count, len(one.rows)) for one in asked] == [("unknown", 60, 20)]
    capped = Setting(LocalParameters(inspection_caps=(InspectionCap(per_year=1),)))
    assert len([one for one in check_inspections(visits_of(rows), capped) if one.rule == "inspect.frequency_cap"]) == 30
