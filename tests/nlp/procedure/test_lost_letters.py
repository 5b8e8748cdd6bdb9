"""Letters that recognition left out of names, numbers and codes."""

from collections.abc import Mapping
from typing import Any

import pytest

from nlp.procedure.case_fields import case_fields
from nlp.procedure.engine import run_checks
from nlp.procedure.lost_letters import one_letter_lost
from tests.nlp.procedure.conftest import MakeCase

_PARTY, _CODE = "三川县一品香餐饮有限公司", "91371302MA3TQ5R81D"


@pytest.mark.parametrize(
    ("read", "lost"),
    [
        ("三县一品香餐饮有限公司", True),
        ("三川县品香餐饮有限公司", True),
        ("三州县一品香餐饮有限公司", False),
        ("县一品香餐饮有限公司", False),
        (_PARTY, False),
    ],
)
def test_a_letter_lost_is_none_replaced(read: str, lost: bool) -> None:
    assert one_letter_lost(read, _PARTY) is lost


def _named(kind: str, name: str, *, scanned: bool = True, **fields: str) -> Mapping[str, Any]:
    return {"type": kind, "fields": {"party_name": name, **fields}, "scanned": scanned, "text": f"当事人：{name}"}


def _verdicts(make_case: MakeCase, rule: str, *writs: Mapping[str, Any]) -> list[str]:
    return [one.verdict for one in run_checks(make_case(*writs)) if one.rule == rule]


_AGREEING = [_named(kind, _PARTY) for kind in ("filing_approval", "prior_notice", "closing_doc")]


@pytest.mark.parametrize(
    ("name", "scanned", "verdict"),
    [
        ("三县一品香餐饮有限公司", True, "unknown"),
        ("三川县一品餐饮有限公司", True, "unknown"),
        ("三县一品香餐饮有限公司", False, "breach"),
        ("三川县万福楼餐饮有限公司", True, "breach"),
    ],
)
def test_a_name_short_of_a_letter_on_a_scan_is_a_question(make_case: MakeCase, name: str, scanned: bool, verdict: str) -> None:
    assert _verdicts(make_case, "doc.party_inconsistent", *_AGREEING, _named("penalty_decision", name, scanned=scanned)) == [verdict]


@pytest.mark.parametrize(
    ("name", "scanned", "party"),
    [("三县一品香餐饮有限公司", True, _PARTY), ("三川县一晶香餐饮有限公司", True, "三川县一晶香餐饮有限公司")],
)
def test_the_party_is_named_as_most_fields_have_it(make_case: MakeCase, name: str, scanned: bool, party: str) -> None:
    assert case_fields(make_case(*_AGREEING, _named("penalty_decision", name, scanned=scanned)))["party"] == party


def test_a_name_read_as_often_in_another_way_stays(make_case: MakeCase) -> None:
    people = [_named("filing_approval", "王强"), _named("closing_doc", "王强男"), _named("prior_notice", "王强男")]
    assert case_fields(make_case(*people, _named("penalty_decision", "王强")))["party"] == "王强"


def test_print_is_taken_as_it_stands(make_case: MakeCase) -> None:
    name = "三县一品香餐饮有限公司"
    assert case_fields(make_case(*_AGREEING, _named("penalty_decision", name, scanned=False)))["party"] == name


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("三市监罚〔2024〕103号", "三川市监罚〔2024〕103号"),
        ("市监罚〔2024〕103号", "三川市监罚〔2024〕103号"),
        ("三川市监罚〔2024〕10号", "三川市监罚〔2024〕10号"),
        ("三江市监罚〔2024〕103号", "三江市监罚〔2024〕103号"),
        ("川市监罚〔2024〕104号", "川市监罚〔2024〕104号"),  # 文书 is no part of it
    ],
)
def test_the_number_of_a_decision_as_most_writs_have_it(make_case: MakeCase, number: str, read: str) -> None:
    others = [{"type": kind, "text": "处罚决定书文号：三川市监罚〔2024〕103号"} for kind in ("dossier_binding", "closing_doc")]
    others += [{"type": kind, "text": "文书川市监罚〔2024〕104号"} for kind in ("dossier_binding", "closing_doc")]
    issuer = {"issuer": "三川县市场监督管理局"}
    decision = {"type": "penalty_decision", "number": number, "text": number, "fields": issuer, "scanned": True}
    assert case_fields(make_case(decision, *others))["decision_no"] == read


@pytest.mark.parametrize(
    ("number", "scanned", "verdict"),
    [
        ("三市监责改〔2024〕58号", True, "unknown"),
        ("三市监责改〔2024〕58号", False, "breach"),
        ("三川市监责改〔2024〕53号", True, "breach"),
    ],
)
def test_a_number_short_of_a_letter_against_its_receipt(make_case: MakeCase, number: str, scanned: bool, verdict: str) -> None:
    order = {"type": "correction_notice", "title": "责令改正通知书", "number": number, "fields": {"number": number, "date": "2024年5月7日"}}
    receipt = {
        "type": "service_doc",
        "subtype": "receipt",
        "title": "送达回证",
        "fields": {
            "doc_title": "责令改正通知书 三川市监责改〔2024〕58号",
            "mode": "直接送达",
            "date": "2024年5月7日",
            "signer": "周大成",
            "addressee": "周大成",
        },
        "text": "送达文书：责令改正通知书 三川市监责改〔2024〕58号 送达方式：直接送达 受送达人：周大成 签收人：周大成 2024年5月7日",
    }
    assert _verdicts(make_case, "service.receipt_missing_or_defect", {**order, "scanned": scanned}, receipt) == [verdict]


@pytest.mark.parametrize(
    ("code", "scanned", "verdict"),
    [
        (_CODE[1:], True, "met"),
        (_CODE[:8] + _CODE[9:], True, "met"),
        (_CODE[1:], False, "breach"),
        ("91371302MA3TQ5R72K", True, "breach"),
    ],
)
def test_a_code_short_of_a_place_on_a_scan_is_misread(make_case: MakeCase, code: str, scanned: bool, verdict: str) -> None:
    first = _named("filing_approval", _PARTY, scanned=False, **{"party.uscc": _CODE})
    decision = _named("penalty_decision", _PARTY, scanned=scanned, **{"party.uscc": code})
    for writs in ((first, decision), (decision, first)):
        assert _verdicts(make_case, "doc.party_inconsistent", *writs) == [verdict]


def test_a_number_that_is_whole_stays_as_it_is_written(make_case: MakeCase) -> None:
    number = "三川市监罚〔2024〕第0103号"
    writs = [{"type": kind, "number": number, "text": number, "scanned": True} for kind in ("filing_approval", "penalty_decision")]
    fields = case_fields(make_case(*writs, {"type": "closing_doc", "text": number}))
    assert (fields["case_no"], fields["decision_no"]) == (number, number)


def test_of_readings_that_stand_in_as_many_writs_the_longer_one_counts(make_case: MakeCase) -> None:
    whole, short = "三川市监罚〔2024〕103号", "三市监罚〔2024〕103号"
    texts = {"closing_doc": short, "service_doc": short, "dossier_binding": whole, "payment_doc": whole}
    others = [{"type": kind, "text": f"文号：{text}"} for kind, text in texts.items()]
    read = "市监罚〔2024〕103号"
    issuer = {"issuer": "三川县市场监督管理局"}
    decision = {"type": "penalty_decision", "number": read, "text": read, "fields": issuer, "scanned": True}
    assert case_fields(make_case(decision, *others))["decision_no"] == whole
