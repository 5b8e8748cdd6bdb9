"""Citations whose numbers fit another edition of a regulation than the one held are a question, no breach."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]
TEXT = (
    "上述行为违反了《{law}》第{violated}条的规定。"
    "依据《{law}》第{punished}条的规定，决定给予当事人以下行政处罚：1.警告；2.罚款人民币{fine}元。"
)
RULES = {"law.violation_penalty_clause_mismatch", "law.penalty_type_or_range"}


def _verdicts(make_case: MakeCase, decided: str, **said: str) -> dict[str, str]:
    case = make_case({"type": "penalty_decision", "fields": {"date": decided}, "text": TEXT.format(**said)})
    return {finding.rule: finding.verdict for finding in run_checks(case) if finding.rule in RULES}


def test_a_text_known_to_be_amended_decides_nothing(make_case: MakeCase) -> None:
    said = {"law": "医疗机构管理条例", "violated": "二十六", "punished": "四十六", "fine": "20000"}
    assert "breach" not in _verdicts(make_case, "2025年5月16日", **said).values()
    assert _verdicts(make_case, "2018年5月16日", **said)["law.penalty_type_or_range"] == "breach"  # the text held was in force


@pytest.mark.parametrize(
    ("violated", "punished", "verdict"),
    [("八", "二十六", "unknown"), ("七", "二十六", "breach")],
    ids=["both numbers one off", "only one wrong"],
)
def test_numbers_that_are_off_by_one_step_may_be_of_another_edition(
    make_case: MakeCase, violated: str, punished: str, verdict: str
) -> None:
    found = _verdicts(make_case, "2024年6月6日", law="棉花质量监督管理条例", violated=violated, punished=punished, fine="100")
    assert found["law.violation_penalty_clause_mismatch"] == verdict
