"""Every example of the rules over several dossiers and complaints runs through its judge."""

from collections.abc import Mapping
from typing import Any

import pytest

from nlp.across.examples import findings_of
from nlp.procedure.rules import OtherExamples, Rule, rules

CASES = [
    pytest.param(rule, example, fires, id=f"{rule.id}-{example['name']}")
    for rule in rules().values()
    if rule.scope in ("across", "complaint") and isinstance(rule.examples, OtherExamples)
    for fires, group in ((True, rule.examples.fires), (False, rule.examples.holds))
    for example in group
]


@pytest.mark.parametrize(("rule", "example", "fires"), CASES)
def test_example(rule: Rule, example: Mapping[str, Any], fires: bool) -> None:
    found = findings_of(rule, example)
    assert bool(found) is fires, found
    expect = example.get("expect") or {}
    assert len(found) == expect.get("findings", len(found))
    for finding in found:
        assert finding.message.startswith("疑似")
        assert expect.get("message", "") in finding.message
        assert finding.severity == expect.get("severity", finding.severity)
        assert finding.law
        assert all(basis.verified for basis in finding.law)
        assert finding.sides
        if "law" in expect:
            assert expect["law"] in {basis.law for basis in finding.law}
        else:
            assert "民营经济促进法" not in "".join(basis.law for basis in finding.law)


def test_there_are_examples() -> None:
    assert {param.values[0].id for param in CASES} >= {  # type: ignore[union-attr]
        "discretion.similar_case_disparity",
        "risk.fine_income_spike",
        "risk.complaint_contradicts_dossier",
        "risk.repeat_complaints",
        "risk.complaint_not_closed",
    }
