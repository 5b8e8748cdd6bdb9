"""Days read from images that other papers contradict are questions; on pages with text they are what stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.day_witness import doubt_of
from nlp.procedure.engine import run_checks
from nlp.procedure.one_numeral import one_numeral_apart

MakeCase = Callable[..., CaseFile]

FILED = {"type": "filing_approval", "title": "立案审批表", "fields": {"approved_date": "2024年4月1日"}}
APPROVED = {"type": "decision_approval", "title": "行政处罚决定审批表", "fields": {"date": "2024年5月13日"}}
DECISION = {"type": "penalty_decision", "title": "行政处罚决定书", "number": "甲罚〔2024〕3号", "fields": {"party_name": "王五"}}
SERVED = {
    "type": "service_doc", "subtype": "receipt", "title": "送达回证",
    "fields": {"doc_title": "《行政处罚决定书》甲罚〔2024〕3号", "date": "2024年5月14日", "signer": "王五"},
}  # fmt: skip


def catalog(rows: str) -> dict[str, object]:
    return {"type": "dossier_binding", "subtype": "catalog", "title": "卷内目录", "text": rows}


def recognised(case: CaseFile) -> CaseFile:
    """The same dossier as a scanner gives it."""
    documents = tuple(
        replace(document, pages=tuple(replace(page, origin="ocr") for page in document.pages)) for document in case.dossier.documents
    )
    return CaseFile(replace(case.dossier, documents=documents), local=case.local, today=case.today)


def inversion(case: CaseFile) -> tuple[str, str]:
    (found,) = [one for one in run_checks(case) if one.rule == "timeline.inversion"]
    return found.verdict, found.reason or ""


def decided(day: str) -> dict[str, object]:
    return DECISION | {"text": f"某县城市管理局\n{day}\n"}


def test_a_day_one_numeral_from_the_approval_is_a_question_on_a_scan(make_case: MakeCase) -> None:
    case = make_case(FILED, APPROVED, decided("二〇二四年五月十二日"), SERVED)
    assert inversion(case)[0] == "breach"
    verdict, reason = inversion(recognised(case))
    assert verdict == "unknown"
    assert "2024年5月12日（第3页）" in reason
    assert "2024年5月13日（第2页）" in reason


def test_a_day_far_from_what_the_papers_ask_for_stays_a_breach(make_case: MakeCase) -> None:
    case = make_case(FILED, APPROVED, decided("二〇二四年五月六日"), SERVED)
    assert inversion(recognised(case))[0] == "breach"


@pytest.mark.parametrize(
    ("paper", "who"),
    [
        (catalog("7 行政处罚决定书 2024-05-13 12\n8 送达回证 2024-05-14 14"), "卷内目录"),
        (
            {"type": "closing_doc", "subtype": "approval", "title": "结案审批表", "text": "2024年5月13日，本机关依法作出行政处罚决定。"},
            "《结案审批表》",
        ),
    ],
)
def test_another_paper_that_tells_another_day_makes_a_question(make_case: MakeCase, paper: dict[str, object], who: str) -> None:
    case = make_case(FILED, decided("二〇二四年五月三日"), {**SERVED, "fields": {**SERVED["fields"], "date": "2024年5月23日"}}, paper)
    late = {one.rule: one for one in run_checks(case)}["service.decision_late"]
    assert late.verdict == "breach"
    open_ = {one.rule: one for one in run_checks(recognised(case))}["service.decision_late"]
    assert open_.verdict == "unknown"
    assert f"与{who}的2024年5月13日（第4页）不一致" in (open_.reason or "")
    assert 4 in open_.pages


def test_papers_that_agree_leave_no_doubt(make_case: MakeCase) -> None:
    rows = catalog("7 不予行政处罚决定书 2024-05-09 12\n8 行政处罚决定书 2024-05-13 14")
    cover = {"type": "dossier_binding", "subtype": "cover", "title": "案卷封面", "fields": {"filing_date": "2024年4月1日"}}
    case = recognised(make_case(FILED, APPROVED, decided("二〇二四年五月十三日"), SERVED, rows, cover))
    for writ in case.dossier.writs[:3]:
        day = case.date(writ)
        assert isinstance(day, Dated)
        assert doubt_of(case, day.evidence) is None


def test_the_cover_tells_the_day_of_filing(make_case: MakeCase) -> None:
    cover = {"type": "dossier_binding", "subtype": "cover", "title": "案卷封面", "fields": {"filing_date": "2024年4月11日"}}
    case = recognised(make_case(FILED, cover))
    day = case.date(case.first("filing_approval"))
    assert isinstance(day, Dated)
    doubt = doubt_of(case, day.evidence)
    assert doubt is not None
    assert (doubt.other.value, doubt.who) == (date(2024, 4, 11), "封面")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (date(2024, 3, 2), date(2024, 3, 3), True),
        (date(2024, 3, 3), date(2024, 3, 13), True),  # 三、十三
        (date(2024, 3, 27), date(2024, 2, 27), True),
        (date(2024, 3, 1), date(2024, 3, 22), False),
        (date(2024, 3, 2), date(2024, 4, 3), False),
        (date(2024, 3, 2), date(2024, 3, 2), False),
    ],
)
def test_days_that_differ_in_one_numeral(one: date, other: date, apart: bool) -> None:
    assert one_numeral_apart(one, other) is apart
