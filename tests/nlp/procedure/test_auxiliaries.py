import pytest

from nlp.procedure.auxiliaries import acting_auxiliaries


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("执法人员：张建国（执法证号：37990131786）、李小明（辅警）", ["李小明"]),
        ("我们是某县城管局执法人员张建国、协管员李小明，这是我们的证件", ["李小明"]),
        ("检查人员：网格员李小明、张建国检查情况", ["李小明"]),
        ("勘验人张建国执法证号37990131786勘验人李小明路政协管员记录人李小明", ["李小明"]),
        ("检查人员：张建国、李小明劳务派遣人员。", ["李小明"]),
        ("检查人：李小明城管协管员，工号12记录人：张建国", ["李小明"]),
        ("询问人：张建国、李小明（劳务派遣人员，工号12）记录人：赵永康", ["李小明"]),
    ],
)
def test_auxiliaries_in_the_place_of_officers(text: str, names: list[str]) -> None:
    assert [one.name for one in acting_auxiliaries(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "执法人员：张建国、李小明；协助人员：赵永康（辅警）",
        "执法人员张建国、李小明带领协管员赵永康到场",
        "执法人员：张建国、李小明。协管员：赵永康",
        "见证人：赵永康（网格员）",
        "执法人员：张建国、孙辅仁",
        "执法人员张建国、李小明接网格员上报，到达现场",
        "执法人员张建国、李小明和第三方检测人员到达现场",
        "执法人员不得由辅助人员担任。",
        "执法人员：张建国记录人：赵永康（辅警）",
        "在场人员：赵永康路政协管员",
        "执法人员张建国、李小明在赵永康协管员陪同下到场",
    ],
)
def test_helpers_set_apart_are_none(text: str) -> None:
    assert list(acting_auxiliaries(text)) == []
