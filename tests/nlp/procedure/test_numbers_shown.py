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
