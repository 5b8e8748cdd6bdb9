"""Citations whose numbers fit another edition of a regulation than the one held are a question, no breach."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.finding import Finding

MakeCase = Callable[..., CaseFile]
TEXT = (
    "上述行为违反了《{law}》第{violated}条的规定。"
    "依据《{law}》第{punished}条的规定，决定给予当事人以下行政处罚：1.警告；2.罚款人民币{fine}元。"
)
RULES = {"law.violation_penalty_clause_mismatch", "law.penalty_type_or_range"}


def _findings(make_case: MakeCase, decided: str, **said: str) -> dict[str, Finding]:
    case = make_case({"type": "penalty_decision", "fields": {"date": decided}, "text": TEXT.format(**said)})
    return {finding.rule: finding for finding in run_checks(case) if finding.rule in RULES}


def test_a_text_known_to_be_amended_decides_nothing(make_case: MakeCase) -> None:
    said = {"law": "医疗机构管理条例", "violated": "二十六", "punished": "四十六", "fine": "20000"}
    now, then = (_findings(make_case, day, **said)["law.penalty_type_or_range"] for day in ("2025年5月16日", "2021年10月8日"))
    assert (now.verdict, then.verdict) == ("unknown", "unknown")
    assert "没有《医疗机构管理条例》所引条文的有效文本" in (now.reason or "")
    assert "整体相差1条" in (then.reason or "")  # the text held was in force, and the numbers are those of the next


@pytest.mark.parametrize(
    ("violated", "punished", "verdict"),
    [("八", "二十六", "unknown"), ("七", "二十六", "breach")],
    ids=["both numbers one off", "only one wrong"],
)
def test_numbers_that_are_off_by_one_step_may_be_of_another_edition(
    make_case: MakeCase, violated: str, punished: str, verdict: str
) -> None:
    found = _findings(make_case, "2024年6月6日", law="棉花质量监督管理条例", violated=violated, punished=punished, fine="100")
    assert found["law.violation_penalty_clause_mismatch"].verdict == verdict
