"""Every example of every rule runs through the whole engine."""

import pytest

from nlp.procedure.engine import run_checks
from nlp.procedure.examples import case_of
from nlp.procedure.registry import checks
from nlp.procedure.rules import Example, Examples, Rule, rules

CASES = [
    pytest.param(rule, example, fires, id=f"{rule.id}-{example.name}")
    for rule in rules().values()
    if isinstance(rule.examples, Examples)
    for fires, group in ((True, rule.examples.fires), (False, rule.examples.holds))
    for example in group
]


@pytest.mark.parametrize(("rule", "example", "fires"), CASES)
def test_example(rule: Rule, example: Example, fires: bool) -> None:
    findings = [finding for finding in run_checks(case_of(example)) if finding.rule == rule.id]
    assert findings
    breaches = [finding for finding in findings if finding.verdict == "breach"]
    assert bool(breaches) is fires, findings
    finding = (breaches or findings)[0]
    expect = example.expect
    assert expect.verdict in (None, finding.verdict), finding
    if expect.severity:
        assert expect.severity in {one.severity for one in breaches}, breaches
    if expect.message:
        assert any(expect.message in one.message for one in findings), findings
    if expect.unknown:
        assert finding.verdict == "unknown", finding
        assert expect.unknown in (finding.reason or ""), finding
    if fires:
        assert "疑似" in finding.message
        assert finding.evidence or finding.absent, "a finding shows where it was read, or what is lacking"
        assert finding.law, "a breach cites the law in force on the day of the act"


def test_every_rule_has_its_check() -> None:
    assert checks().keys() == {rule.id for rule in rules().values() if rule.scope == "dossier"}
