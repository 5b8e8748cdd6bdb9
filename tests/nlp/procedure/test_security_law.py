from collections.abc import Callable

from nlp.procedure.case import CaseFile
from nlp.procedure.security_law import by_security_law

MakeCase = Callable[..., CaseFile]


def test_the_law_the_police_punish_by(make_case: MakeCase) -> None:
    for issuer, law, governs in (
        ("甲县公安局", "治安管理处罚法", True),
        ("甲县公安局交通警察大队", "道路交通安全法", False),
        ("甲县市场监督管理局", "治安管理处罚法", False),
    ):
        text = f"依据《中华人民共和国{law}》第二十六条的规定，决定罚款二百元。"
        case = make_case({"type": "penalty_decision", "fields": {"issuer": issuer, "date": "2026年3月2日"}, "text": text})
        assert by_security_law(case, case.decision) is governs
    assert not by_security_law(case, None)
