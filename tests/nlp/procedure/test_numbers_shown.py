"""Certificates shown with their numbers in one bracket: the dossier has the numbers, whoever of the officers bears which."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.officers import numbers_shown

MakeCase = Callable[..., CaseFile]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("亮明身份，出示执法证件（37993001、37993002）。", 2),
        ("出示证件，证号37993001和37993002", 2),
        ("出示执法证（37993001）。", 1),
        ("出示执法证件。联系电话13900001111。", 0),
    ],
)
def test_numbers_in_one_bracket(make_case: MakeCase, text: str, count: int) -> None:
    case = make_case({"type": "scene_record", "text": text})
    assert numbers_shown(case, case.dossier.writs[0]) == count


@pytest.mark.parametrize(("numbers", "breach"), [("37993001、37993002", False), ("37993001", True)])
def test_as_many_numbers_as_officers_are_enough(make_case: MakeCase, numbers: str, breach: bool) -> None:
    record = {
        "type": "scene_record",
        "fields": {"date": "2024年4月6日", "officers": "张建国、李红梅"},
        "text": f"出示执法证件（{numbers}）。",
    }
    found = [finding for finding in run_checks(make_case(record)) if finding.rule == "officer.qualification_missing"]
    assert any(finding.verdict == "breach" for finding in found) is breach


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("经检查，现场摆放食品三箱。", "unknown"),
        ("询问人询问了当事人，未出示证件。", "unknown"),
        ("出示执法证件（37993001、37993002）。", "met"),
    ],
)
def test_a_record_that_names_no_officer_is_left_open(make_case: MakeCase, text: str, verdict: str) -> None:
    case = make_case({"type": "scene_record", "fields": {"date": "2024年4月6日"}, "text": text})
    assert [one.verdict for one in run_checks(case) if one.rule == "officer.qualification_missing"] == [verdict]
