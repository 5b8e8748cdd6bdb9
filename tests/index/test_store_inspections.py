"""Inspections in the store: kept once, found by name, and reviews that are withdrawn with their clues."""

from dataclasses import replace
from datetime import date

from index.build import clue_of_visits
from index.store import Store
from ingest.inspection import Inspection
from ingest.inspections import inspections_of
from nlp.inspection.finding import InspectionFinding
from nlp.inspection.review import VisitReview
from nlp.procedure.finding import LegalBasis

LAW = LegalBasis("控制对企业进行经济检查的规定", "第六条", "……", verified=True)


def rows() -> tuple[Inspection, ...]:
    each = {"检查机关": "甲局、丙局", "企业名称": "乙公司", "检查事项": "消防"}
    return inspections_of([{**each, "检查日期": "2025-03-05 09:30", "是否扫码": "是"}, {**each, "检查日期": "2025-06-05"}], file="台账.csv")


def review(*ids: str) -> VisitReview:
    finding = InspectionFinding(
        "inspect.frequency_cap",
        "breach",
        "major",
        "疑似超过年度检查频次上限。",
        ids,
        len(ids),
        "甲局",
        "乙公司",
        "乙公司",
        date(2025, 6, 5),
        (LAW,),
    )
    hint = replace(finding, rule="inspect.subject_unqualified", severity="info")
    return VisitReview("a" * 64, "乙公司", "乙公司", "甲局", "应急", "江临市", (finding, hint))


def test_a_row_is_kept_once_and_comes_back_as_it_was(store: Store) -> None:
    run = store.begin_or_resume_run("inspections", "f").id
    first, second = rows()
    assert store.save_inspections(run, [second, first, first]) == 2
    assert store.save_inspections(run, [replace(first, place=replace(first.place, file="另一份.csv"))]) == 0
    assert store.inspections_of(["乙公司", "没有"]) == [first, second]
    assert store.inspections([first.id, "没有"]) == {first.id: first}
    assert store.enterprise_names() == [("乙公司", None)]
    assert store.scan_coverage() == {("甲局", "2025-03"), ("丙局", "2025-03")}
    assert store.names_without_scans(["2025-03"]) == set()


def test_a_review_makes_a_clue_and_a_later_one_withdraws_it(store: Store) -> None:
    held = {row.id: row for row in rows()}
    found = review(*held)
    clue = clue_of_visits(found, held)
    assert clue is not None
    assert (clue.issues, clue.severity, clue.occurred_on) == (("inspect.frequency_cap",), "major", date(2025, 6, 5))
    assert clue.quotes[0].text == "2025-03-05，甲局、丙局，消防（台账.csv 第 2 行）"
    store.save_visit_reviews(["乙公司"], [(found, clue)])
    assert store.visit_review(found.id) == found
    kept = store.clue(clue.id)
    assert kept is not None
    assert replace(kept, found_at=None) == clue
    assert store.counts()["clue.visits"] == 1
    store.save_visit_reviews(["乙公司"], [])
    assert store.visit_review(found.id) is None
    assert store.clue(clue.id) is None


def test_hints_alone_make_no_clue(store: Store) -> None:
    found = review("x")
    assert clue_of_visits(replace(found, findings=found.findings[1:]), {}) is None
