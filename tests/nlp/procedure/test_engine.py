from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from ingest.errors import KnowledgeError
from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.finding import Finding
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import Check, Judge
from nlp.procedure.rules import Rule, parse_rules, rules

MakeCase = Callable[..., CaseFile]
NEW, OLD = date(2024, 6, 6), date(2020, 6, 6)

RULE = """
- id: {id}
  name_zh: 检查项{id}
  name_en: test
  category: 执法程序规范
  stage: 决定
  severity: {severity}
  automation: auto
  legal_basis:
    - {{law: 中华人民共和国行政处罚法, law_key: APL2021, article: 第六十条, quote: 甲, effective_from: 2021-07-15, verified: {verified}}}
    - {{law: 某部门规定, law_key: SAMR, article: 第一条, quote: 乙, effective_from: 2021-07-15, verified: {verified}, department: 市场监管}}
  applies_when: 全部案件
  look_at: 请核对。
  needs: [{needs}]
  reported_by: [{reported_by}]
  examples:
    fires: [{{name: 甲, writs: []}}]
    holds: [{{name: 乙, writs: []}}]
"""


def rule(id: str, *, severity: str = "major", verified: bool = True, needs: str = "", reported_by: str = "") -> Rule:
    text = RULE.format(id=id, severity=severity, verified=str(verified).lower(), needs=needs, reported_by=reported_by)
    return parse_rules("test.yml", text)[0]


def run(case: CaseFile, judged: Mapping[str, Judge], **known: Rule) -> dict[str, list[Finding]]:
    given = {id: known.get(id.replace(".", "_"), rule(id)) for id in judged}
    found = {id: Check(id, judge) for id, judge in judged.items()}
    result: dict[str, list[Finding]] = {}
    for finding in run_checks(case, given, found):
        result.setdefault(finding.rule, []).append(finding)
    return result


def always(outcome: Outcome) -> Judge:
    return lambda case, rule: outcome


@pytest.fixture
def case(make_case: MakeCase) -> CaseFile:
    return make_case({"type": "penalty_decision", "fields": {"issuer": "乙县城市管理局", "date": "2024年6月6日"}})


def test_a_breach_cites_the_law_in_force_on_the_day_of_the_act(case: CaseFile) -> None:
    (finding,) = run(case, {"a.b": always(breach("疑似", on=NEW))})["a.b"]
    assert finding.verdict == "breach"
    assert [basis.law for basis in finding.law] == ["中华人民共和国行政处罚法"]


def test_rules_of_another_department_are_not_cited(make_case: MakeCase) -> None:
    market = make_case({"type": "penalty_decision", "fields": {"issuer": "甲县市场监督管理局", "date": "2024年6月6日"}})
    (finding,) = run(market, {"a.b": always(breach("疑似", on=NEW))})["a.b"]
    assert [basis.law for basis in finding.law] == ["中华人民共和国行政处罚法", "某部门规定"]


def test_an_act_before_the_law_is_no_breach_of_it(case: CaseFile) -> None:
    (finding,) = run(case, {"a.b": always(breach("疑似", on=OLD))})["a.b"]
    assert finding.verdict == "not_applicable"
    assert "2020年6月6日" in finding.message


def test_a_branch_that_rests_on_one_law_falls_with_it(case: CaseFile) -> None:
    (finding,) = run(case, {"a.b": always(breach("疑似", on=NEW, law=("SAMR",)))})["a.b"]
    assert finding.verdict == "not_applicable"


def test_a_rule_without_checked_law_gives_only_a_clue(case: CaseFile) -> None:
    (finding,) = run(case, {"a.b": always(breach("疑似", on=NEW))}, a_b=rule("a.b", verified=False))["a.b"]
    assert finding.verdict == "unknown"
    assert finding.reason is not None
    assert "未经核对" in finding.reason


def test_a_page_recognised_badly_accuses_nobody(case: CaseFile) -> None:
    (document,) = case.dossier.documents
    for confidence, verdict in ((0.5, "unknown"), (0.95, "breach")):
        pages = tuple(replace(page, origin="ocr", confidence=confidence) for page in document.pages)
        read = CaseFile(replace(case.dossier, documents=(replace(document, pages=pages),)))
        outcome = breach("疑似", on=NEW, evidence=(read.evidence("决定", writ=read.dossier.writs[0]),))
        (finding,) = run(read, {"a.b": always(outcome)})["a.b"]
        assert finding.verdict == verdict
        assert ("识别质量低" in (finding.reason or "")) is (verdict == "unknown")
        assert read.has("legal_review").unknown is (verdict == "unknown")


def test_a_page_that_lost_letters_accuses_nobody(case: CaseFile) -> None:
    (document,) = case.dossier.documents
    for lost, verdict in (
        ("\x01", "breach"),
        ("\x01\x02", "unknown"),
        ("(cid:3)(cid:9)", "unknown"),
        ("\ufffd\ufffd", "unknown"),
        ("", "breach"),
    ):
        pages = tuple(replace(page, text=f"{page.text}{lost}") for page in document.pages)
        read = CaseFile(replace(case.dossier, documents=(replace(document, pages=pages),)))
        outcome = breach("疑似", on=NEW, evidence=(read.evidence("决定", writ=read.dossier.writs[0]),))
        (finding,) = run(read, {"a.b": always(outcome)})["a.b"]
        assert finding.verdict == verdict
        assert ("文字有缺损" in (finding.reason or "")) is (verdict == "unknown")
        assert read.has("legal_review").unknown is (verdict == "unknown")


def test_a_crashing_check_is_unknown_and_stops_no_other(case: CaseFile) -> None:
    def crash(case: CaseFile, rule: Rule) -> Outcome:
        raise ValueError("坏了")

    found = run(case, {"a.b": crash, "c.d": always(met("好"))})
    assert found["a.b"][0].verdict == "unknown"
    assert "ValueError：坏了" in (found["a.b"][0].reason or "")
    assert found["c.d"][0].verdict == "met"


def test_the_reason_of_an_unknown_ends_with_what_to_look_at(case: CaseFile) -> None:
    (finding,) = run(case, {"a.b": always(unknown("第3页未能识别。"))})["a.b"]
    assert finding.reason == "第3页未能识别。请核对。"


def test_breaches_hide_what_is_open_and_open_hides_what_is_met(case: CaseFile) -> None:
    judged: dict[str, Judge] = {
        "a.b": lambda case, rule: [met(), unknown("不清"), breach("一", on=NEW), breach("二", on=NEW)],
        "c.d": lambda case, rule: [met(), unknown("不清"), unknown("也不清")],
        "e.f": lambda case, rule: [],
    }
    found = run(case, judged)
    assert [finding.message for finding in found["a.b"]] == ["一", "二"]
    assert [finding.verdict for finding in found["c.d"]] == ["unknown"]
    assert "不清；也不清" in (found["c.d"][0].reason or "")
    assert [finding.verdict for finding in found["e.f"]] == ["not_applicable"]


def test_one_defect_is_reported_once_by_the_heavier_rule(case: CaseFile) -> None:
    outcome = breach("疑似", on=NEW, defect="late@3")
    judged: dict[str, Judge] = {"a.b": always(outcome), "c.d": always(outcome), "e.f": always(breach("别的", on=NEW, defect="late@9"))}
    found = run(case, judged, c_d=rule("c.d", severity="fatal"))
    assert found["a.b"][0].verdict == "not_applicable"
    assert "检查项c.d" in found["a.b"][0].message
    assert found["c.d"][0].verdict == "breach"
    assert found["e.f"][0].verdict == "breach"


def test_a_rule_yields_to_the_one_it_names_whatever_the_weight(case: CaseFile) -> None:
    outcome = breach("疑似", on=NEW, defect="late@3")
    known = {"a_b": rule("a.b", severity="fatal", reported_by="c.d"), "c_d": rule("c.d", severity="minor")}
    found = run(case, {"a.b": always(outcome), "c.d": always(outcome)}, **known)
    assert found["a.b"][0].verdict == "not_applicable"
    assert found["c.d"][0].verdict == "breach"


def test_an_absence_shows_the_catalogue_that_does_not_list_it(make_case: MakeCase) -> None:
    catalog = {"type": "dossier_binding", "subtype": "catalog", "title": "卷内目录", "text": "1 行政处罚决定书"}
    case = make_case(catalog, {"type": "penalty_decision", "fields": {"date": "2024年6月6日"}})
    (finding,) = run(case, {"a.b": always(breach("疑似", on=NEW, absent=("legal_review",)))})["a.b"]
    assert [(one.page, one.quote) for one in finding.evidence] == [(1, "卷内目录")]
    (finding,) = run(case, {"a.b": always(breach("疑似", on=NEW))})["a.b"]
    assert finding.evidence == ()


@pytest.mark.parametrize(
    ("needs", "unread", "verdict"),
    [
        ("legal_review", 1, "unknown"),
        ("legal_review", 0, "not_applicable"),
        ("penalty_decision", 1, "not_applicable"),
        ("summary_decision", 1, "not_applicable"),
        ("", 1, "not_applicable"),
    ],
)
def test_what_a_rule_needs_may_stand_on_unread_pages(make_case: MakeCase, needs: str, unread: int, verdict: str) -> None:
    case = make_case({"type": "penalty_decision"}, unread=unread)
    (finding,) = run(case, {"a.b": always(not_applicable("没有该文书"))}, a_b=rule("a.b", needs=needs))["a.b"]
    assert finding.verdict == verdict
    if verdict == "unknown":
        assert "第2页未能识别" in (finding.reason or "")


def test_every_finding_that_rests_on_nothing_seen_names_the_unread_pages(make_case: MakeCase) -> None:
    """What needs a writ that may stand there is open; what needs a rare event is not asked about, and says what was not seen."""
    case = make_case({"type": "av_record"}, unread=2)
    found = run_checks(case)
    assert {finding.verdict for finding in found} <= {"unknown", "not_applicable", "met"}
    assert all("第2-3页未能识别" in (finding.reason or finding.message) for finding in found)
    needing = {rule.id for rule in rules().values() if set(rule.needs) & {"penalty_decision", "filing_approval", "prior_notice"}}
    assert {finding.verdict for finding in found if finding.rule in needing} == {"unknown"}


def test_the_severity_of_a_branch_stands_before_that_of_the_rule(case: CaseFile) -> None:
    found = run(case, {"a.b": always(breach("疑似", on=NEW, severity="info")), "c.d": always(not_applicable("不涉及"))})
    assert found["a.b"][0].severity == "info"
    assert found["c.d"][0].law == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("severity: major", "severity: 严重"), "severity"),
        (("look_at: 请核对。", "look_att: 请核对。"), "look_att"),
        (("  examples:", "  example:"), "examples"),
        (("needs: []", "needs: [penalty_descision]"), "penalty_descision"),
        ((", effective_from: 2021-07-15, verified: true}", ", verified: true}"), "没有施行日期"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_read_names_file_and_rule(change: tuple[str, str], said: str) -> None:
    text = RULE.format(id="a.b", severity="major", verified="true", needs="", reported_by="").replace(*change)
    with pytest.raises(KnowledgeError, match=r"rules/test\.yml 的检查项 a\.b") as caught:
        parse_rules("test.yml", text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("change", "said"), [(("    holds: [{name: 乙, writs: []}]", ""), "holds"), (("writs: []}]", "writs: []]"), "不是正确的 YAML")]
)
def test_examples_that_cannot_be_read_name_the_rule(change: tuple[str, str], said: str) -> None:
    text = RULE.format(id="a.b", severity="major", verified="true", needs="", reported_by="").replace(*change)
    with pytest.raises(KnowledgeError, match=r"检查项 a\.b 的 examples 有误") as caught:
        _ = parse_rules("test.yml", text)[0].examples
    assert said in str(caught.value)


def test_rules_point_to_rules_that_exist() -> None:
    assert {other for one in rules().values() for other in one.reported_by} <= rules().keys()
