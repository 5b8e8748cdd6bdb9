from collections.abc import Callable

import pytest

from nlp.procedure.asked import party_asked, people_asked
from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2024年5月29日，对秦明哲进行询问。", ["秦明哲"]),
        ("2024年5月30日对护士韦明哲的询问笔录，证明混放的原因", ["韦明哲"]),
        ("执法人员分别对王三木、赵四海进行了询问。", ["王三木", "赵四海"]),
        ("现场询问了店员张建国，", ["张建国"]),
        ("证据有：王三木调查（询问）笔录", ["王三木"]),
        ("2024年5月29日对当事人的法定代表人进行了询问。", []),
        ("对有关人员进行询问，制作了询问笔录", []),
        ("证明当事人对违法事实的陈述4.2024年10月22日对郦国栋的调查（询问）笔录", ["郦国栋"]),
        ("当事人未到场接受询问", []),
        ("执法人员询问了解相关情况。", []),
        ("现场询问了店内销售情况。", []),
        ("对李某某进行询问。", []),
        ("对该店店长李小明进行询问。", ["李小明"]),
    ],
)
def test_who_is_said_to_have_been_questioned(text: str, names: list[str]) -> None:
    assert [one.name for one in people_asked(text)] == names


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("证据有：1.现场笔录；2.你和证人李四的询问笔录。", True),
        ("（二）当事人和李四询问笔录；", True),
        ("3.对被处罚人的调查（询问）笔录，证明开垦的经过。", True),
        ("上述事实有当事人本人的询问笔录证实。", True),
        ("卷内没有当事人的询问笔录。", False),
        ("上述事实有：当事人本人的询问笔录", True),
        ("2.当事人的法定代表人李四的询问笔录", False),
        ("2.你单位员工李四的询问笔录", False),
        ("2.证人李四的询问笔录", False),
        ("当事人拒绝在询问笔录上签字", False),
    ],
)
def test_the_party_by_its_role(text: str, asked: bool) -> None:
    assert (party_asked(text) is not None) is asked


@pytest.mark.parametrize(
    ("who", "listed", "others", "expected"),
    [
        ("李四", "你和证人李四的询问笔录", (), "breach"),
        ("王三木", "当事人的询问笔录", (), "met"),
        ("李四", "当事人和李四的询问笔录", ({"type": "evidence_material", "text": "情况说明。王三木"},), "met"),
        ("李四", "证人李四的询问笔录", (), "met"),
        ("", "当事人的询问笔录", (), "unknown"),
    ],
)
def test_a_person_said_to_be_questioned_by_role_has_a_record(
    make_case: MakeCase, who: str, listed: str, others: tuple[dict[str, object], ...], expected: str
) -> None:
    party = {"party_name": "王三木"}
    decision = {
        "type": "penalty_decision",
        "fields": {"date": "2024年6月6日", **party},
        "text": f"证据：1.照片；2.{listed}。",
    }
    record = {"type": "inquiry_record", "fields": {"interviewees": who} if who else {}, "text": "问：谁开的地？答：不清楚。"}
    case = make_case({"type": "filing_approval", "fields": party}, record, *others, decision)
    assert {one.verdict for one in run_checks(case) if one.rule == "invest.inquiry_record_missing"} == {expected}
