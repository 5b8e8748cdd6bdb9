import pytest

from ingest.fill_lines import without_fill_lines


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("检查时间：____2023____年____11____月____2____日____14____时", "检查时间：2023年11月2日14时"),
        ("检查人员：＿＿孟小舟＿＿ 执法证号：__31010077__", "检查人员：孟小舟执法证号：31010077"),
        ("检查人员：孟小舟____ 证件编号：____31010077", "检查人员：孟小舟证件编号：31010077"),
        ("至 ____16:20____ 第 __2__ 页", "至16:20第2页"),
        ("询问人：____孟小舟____ 执法证号：____ 记录人：____", "询问人：孟小舟执法证号：____记录人：____"),
    ],
)
def test_the_line_a_value_stands_on_is_print(line: str, read: str) -> None:
    assert len(without_fill_lines(line)) == len(line)
    assert "".join(without_fill_lines(line).split()) == read


@pytest.mark.parametrize(
    "line",
    [
        "执法证号：____ 记录人：____",
        "日期：____年____月____日____时",
        "检查时间：2023年11月2日14时至____",
        "姓名____性别____职务____",
        "当事人：____（签名）____",
        "占地面积：____平方米，罚款____元",
        "岚市监罚〔2023〕____号",
    ],
)
def test_a_line_with_nothing_on_it_is_a_blank_place(line: str) -> None:
    assert without_fill_lines(line) == line
