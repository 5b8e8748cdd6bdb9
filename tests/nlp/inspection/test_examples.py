"""Every example of every rule on inspections is read by the real reader and runs through the whole engine."""

import pytest

from nlp.inspection.engine import CHECKS
from nlp.inspection.examples import InspectionExample, findings_of
from nlp.procedure.rules import OtherExamples, Rule, rules

RULES = [rule for rule in rules().values() if rule.scope == "inspection"]
CASES = [
    pytest.param(rule, InspectionExample.model_validate(example), fires, id=f"{rule.id}-{example['name']}")
    for rule in RULES
    if isinstance(rule.examples, OtherExamples)
    for fires, group in ((True, rule.examples.fires), (False, rule.examples.holds))
    for example in group
]


@pytest.mark.parametrize(("rule", "example", "fires"), CASES)
def test_example(rule: Rule, example: InspectionExample, fires: bool) -> None:
    findings = [finding for finding in findings_of(example) if finding.rule == rule.id]
    breaches = [finding for finding in findings if finding.verdict == "breach"]
    assert bool(breaches) is fires, findings
    expect = example.expect
    if expect.severity:
        assert expect.severity in {one.severity for one in breaches}, breaches
    if expect.message:
        assert any(expect.message in one.message for one in breaches), findings
    if expect.unknown:
        assert any(expect.unknown in (one.reason or "") for one in findings), findings
    for one in breaches:
        assert "疑似" in one.message
        assert one.rows, "a finding shows the rows it rests on"
        assert one.law, "a breach cites the law in force on the day of the act"


def test_every_rule_has_its_check() -> None:
    assert CHECKS.keys() == {rule.id for rule in RULES}
