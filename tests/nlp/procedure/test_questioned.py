"""Who is questioned, where the cell goes on behind the name."""

import pytest

from nlp.procedure.engine import run_checks
from nlp.procedure.questioned import questioned
from tests.nlp.procedure.conftest import MakeCase


@pytest.mark.parametrize(
    "said", ["岑小龙　保安员　身份证号341203199903183312", "岑小龙 女 电话13900001111", "岑小龙  该公司保安  住本市青年路8号"]
)
def test_the_name_is_what_stands_before_the_first_blank(drawn_case: MakeCase, said: str) -> None:
    lines = [
        "问：你何时入职？",
        "答：1月8日。",
        "以上笔录看过，和我说的一致。 岑小龙 2024年3月5日",
        "询问人：卜建忠 记录人：茅晓燕 2024年3月5日",
    ]
    rows = ["询问时间|2024年3月5日9时40分至10时30分", f"被询问人|{said}", "询问人|卜建忠（执法证号340412006）"]
    case = drawn_case(("询问笔录", lines, rows))
    assert questioned(case, case.writs("inquiry_record")[0]).name == "岑小龙"
    found = [one for one in run_checks(case) if one.rule == "invest.inquiry_record_signature"]
    assert "被询问人签名未能识别" not in "".join(one.message for one in found)
