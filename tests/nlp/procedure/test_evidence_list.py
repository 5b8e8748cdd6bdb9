import pytest

from nlp.procedure.evidence_list import evidence_lists, only_statements


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("上述事实，有以下证据证明：1.现场笔录。2.照片。本机关认为，应予处罚。", "1.现场笔录。2.照片。"),
        ("以上事实，主要有以下证据：1.询问笔录；本局于2024年5月6日送达告知书。", "1.询问笔录；"),
        ("上述事实有现场笔录、当事人陈述等证据证明。", "现场笔录、当事人陈述"),
        ("四、认定事实的主要证据1.检验报告；2.账册五、案件性质", "1.检验报告；2.账册"),
        ("三、违法事实及证据当事人卖了20瓶、收了60元。1.检验报告；2.账册四、案件性质", "1.检验报告；2.账册"),
        ("四、认定事实的主要证据：1.检验报告；五、案件性质", "1.检验报告；"),
    ],
)
def test_the_list_of_evidence(text: str, listed: str) -> None:
    assert [text[start:end] for start, end in evidence_lists(text)] == [listed]


@pytest.mark.parametrize(
    ("listed", "only"),
    [
        ("1.营业执照复印件，证明当事人主体资格。2.对王三木的询问笔录，证明检查当日的销售情况。", True),
        ("当事人陈述", True),
        ("1.营业执照复印件、法定代表人身份证复印件，证明主体资格。2.对王三木的询问笔录。", True),
        ("1.现场笔录。2.询问笔录。", False),
        ("1.对王三木的询问笔录。2.对赵四海的询问笔录。", False),
        ("1.证人证言。", False),
        ("1.营业执照复印件。", None),
    ],
)
def test_whether_only_the_party_speaks(listed: str, only: bool | None) -> None:
    assert only_statements(listed, ("赵四海",)) is only
