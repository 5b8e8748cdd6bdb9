from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.notice_period import told_periods

MakeCase = Callable[..., CaseFile]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("如需陈述、申辩或者要求听证，应当自收到本告知书之日起五个工作日内向本机关提出；逾期未提出的，视为放弃。", [(5, "个工作日", True)]),
        ("要求听证的，应当在收到本告知书后3日内提出。", [(3, "日", True)]),
        ("你可在收到本告知书之日起三日内进行陈述申辩，要求听证的，应当自收到之日起5日内提出。", [(3, "日", False), (5, "日", True)]),
        ("你单位可以自收到本告知书之日起五个自然日内提出听证申请。", [(5, "个自然日", True)]),
        ("你单位有权在本告知书送达之日起三日内提出陈述申辩意见，逾期视为放弃听证权利。", [(3, "日", False)]),
        ("你有权进行陈述、申辩；并有权要求听证。请在收到本告知书之日起三日内向我局书面或者口头提出。", [(3, "日", True)]),
        ("你单位享有陈述、申辩的权利，请于收到本告知书之日起三个工作日内提出，逾期视为放弃。", [(3, "个工作日", False)]),
        ("收到听证申请后三日内决定是否受理，举行听证的七日前通知。", []),
        ("限你单位于三日内改正，并可以陈述申辩。", []),
        ("联系电话：5日内有效。", []),
    ],
)
def test_periods_and_what_they_are_for(make_case: MakeCase, text: str, told: list[tuple[int, str, bool]]) -> None:
    case = make_case({"type": "prior_notice", "text": text})
    assert [(one.days, one.unit, one.hearing) for one in told_periods(case, case.notices[0])] == told
