from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.issuer import issuer

MakeCase = Callable[..., CaseFile]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("甲县市场监督管理局", "agency"),
        ("甲市乙区新安街道办事处", "agency"),
        ("甲县城市管理综合行政执法局", "agency"),
        ("甲县市场监督管理局价格监督检查科", "internal"),
        ("甲县违法建设治理领导小组", "internal"),
        ("甲县乙镇综合行政执法队", "internal"),
        ("甲县公安局城关派出所", "outpost"),
        ("甲县市场监督管理局城关市场监督管理所", "outpost"),
        ("甲市交通运输综合行政执法支队", "team"),
        ("甲市互联网信息办公室", "team"),
    ],
)
def test_the_line_above_the_last_day(make_case: MakeCase, name: str, kind: str) -> None:
    case = make_case({"type": "penalty_decision", "text": f"决定罚款。\n{name}（印章）\n2024年6月6日\n本决定书一式两份。"})
    found = issuer(case)
    assert found is not None
    assert (found.name, found.kind) == (name, kind)
    assert found.evidence.page == 1


def test_no_issuer(make_case: MakeCase) -> None:
    assert issuer(make_case({"type": "penalty_decision", "text": "决定罚款。"})) is None
    assert issuer(make_case({"type": "filing_approval"})) is None
