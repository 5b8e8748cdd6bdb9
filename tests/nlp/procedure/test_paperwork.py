"""What the examples of the rule cannot show: they are no files of paper."""

from dataclasses import replace
from datetime import date

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.examples import case_of
from nlp.procedure.registry import checks
from nlp.procedure.rules import Example, ExampleWrit, rules

ID = "archive.catalog_mismatch"
WRITS = (
    ExampleWrit(type="dossier_binding", subtype="catalog", title="卷内目录", text="1 立案审批表 1\n2 行政处罚决定书 2-9"),
    ExampleWrit(type="filing_approval", title="立案审批表", fields={"approved_date": "2024年4月2日"}),
    ExampleWrit(type="penalty_decision", title="行政处罚决定书", fields={"date": "2024年6月6日"}, text="决定给予罚款人民币5000元。"),
)


@pytest.mark.parametrize(("media_type", "verdict"), [("application/pdf", "breach"), ("application/msword", "met")])
def test_fewer_pages_than_the_catalogue_numbers(media_type: str, verdict: str) -> None:
    dossier = case_of(Example(name="例", writs=WRITS)).dossier
    documents = tuple(replace(one, source=replace(one.source, media_type=media_type)) for one in dossier.documents)
    case = CaseFile(replace(dossier, documents=documents), today=date(2026, 3, 2))
    found = run_checks(case, {ID: rules()[ID]}, {ID: checks()[ID]})
    assert [one.verdict for one in found] == [verdict]
    if verdict == "breach":
        assert "只有3页" in found[0].message
