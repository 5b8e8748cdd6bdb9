"""Acts of enforcement that papers tell of."""

from datetime import date

import pytest

from nlp.procedure.enforcement_acts import enforcement_acts
from nlp.procedure.examples import case_of
from nlp.procedure.rules import Example, ExampleWrit


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("本机关于2024年10月1日23时组织人员实施强制拆除。", [(date(2024, 10, 1), 23, True)]),
        ("2024年6月4日，本机关委托第三方实施代履行。", [(date(2024, 6, 4), None, False)]),
        ("2024年6月4日组织实施代履行，拆除广告牌一块。", [(date(2024, 6, 4), None, False)]),
        ("逾期不拆除的，本机关将于2024年10月1日实施强制拆除。", []),
        ("2024年10月1日向南山县人民法院申请实施强制执行。", []),
        ("2024年10月1日南山县人民法院组织实施强制执行。", []),
        ("拟于2024年10月1日组织强制拆除，请审批。", []),
        ("2024年10月1日，执法人员夜间检查。", []),
    ],
)
def test_acts_told_in_a_closing_paper(text: str, acts: list[tuple[date, int | None, bool]]) -> None:
    case = case_of(Example(name="x", writs=(ExampleWrit(type="closing_doc", subtype="approval", title="结案审批表", text=text),)))
    assert [(act.day, act.hour, act.demolition) for act in enforcement_acts(case)] == acts


def test_a_record_of_enforcement_begins_at_its_first_time() -> None:
    writ = ExampleWrit(
        type="enforcement_doc", subtype="record", title="强制拆除现场笔录", fields={"start": "2024年11月5日22时10分至23时"}, text="拆除"
    )
    act = enforcement_acts(case_of(Example(name="x", writs=(writ,))))[0]
    assert (act.day, act.hour, act.demolition) == (date(2024, 11, 5), 22, True)
