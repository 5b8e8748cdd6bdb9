from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest.document import Box, Line
from ingest.dossier import Writ
from nlp.procedure.case import CaseFile

MakeCase = Callable[..., CaseFile]


def test_absence_is_proven_where_every_page_was_read(make_case: MakeCase) -> None:
    case = make_case({"type": "filing_approval"}, {"type": "penalty_decision"})
    assert case.has("filing_approval").yes
    assert case.has("legal_review").no
    assert case.gaps == ()


def test_unread_pages_leave_absence_open_and_are_named(make_case: MakeCase) -> None:
    case = make_case({"type": "penalty_decision"}, unread=3)
    assert case.has("penalty_decision").yes
    answer = case.has("legal_review")
    assert answer.unknown
    assert answer.reasons == ("第2-4页未能识别",)


def test_pages_of_no_writ_leave_absence_open(make_case: MakeCase) -> None:
    case = make_case({"type": "penalty_decision"}, {"type": "legal_review"})
    stray = CaseFile(replace(case.dossier, writs=case.dossier.writs[:1]))
    assert stray.has("legal_review").reasons == ("第2页未能归类",)


def test_blank_pages_are_no_gap(make_case: MakeCase) -> None:
    case = make_case({"type": "penalty_decision"}, unread=1)
    document = case.dossier.documents[0]
    pages = (*document.pages[:1], replace(document.pages[1], blank=True))
    blank = CaseFile(replace(case.dossier, documents=(replace(document, pages=pages),)))
    assert blank.gaps == ()
    assert blank.has("legal_review").no


def test_lost_files_leave_absence_open(make_case: MakeCase) -> None:
    case = CaseFile(make_case({"type": "penalty_decision"}).dossier, lost_files=["笔录.pdf"])
    assert case.has("inquiry_record").reasons == ("文件笔录.pdf未能读取",)


def test_what_the_catalogue_lists_may_be_unscanned(make_case: MakeCase) -> None:
    catalog = {"type": "dossier_binding", "subtype": "catalog", "title": "卷内目录", "text": "1 立案审批表 3\n2 法制审核意见书 5"}
    case = make_case(catalog, {"type": "penalty_decision"})
    answer = case.has("legal_review")
    assert answer.unknown
    assert "漏扫" in answer.reason
    assert case.has("prior_notice").no


def test_a_title_that_only_ends_another_is_not_listed(make_case: MakeCase) -> None:
    rows = "5 责令停止违法行为通知书 9\n6 责令停止水事违法行为通知书 10\n7 不予行政处罚决定书 11\n8 劳动保障监察立案审批表 城关大队 12"
    case = make_case({"type": "dossier_binding", "subtype": "catalog", "title": "卷内目录", "text": rows})
    assert case.listed("prior_notice") is None
    assert case.listed("penalty_decision") is None
    assert case.listed("correction_notice") == "责令停止违法行为通知书"
    assert case.listed("filing_approval") == "劳动保障监察立案审批表"


def test_the_cover_is_no_catalogue(make_case: MakeCase) -> None:
    case = make_case({"type": "dossier_binding", "subtype": "cover", "title": "卷宗封面", "text": "法制审核意见书"})
    assert case.has("legal_review").no


@pytest.mark.parametrize(
    ("types", "procedure"),
    [
        (["penalty_decision"], "ordinary"),
        (["filing_approval", "no_penalty_decision"], "ordinary"),
        (["summary_decision"], "summary"),
        (["summary_decision", "filing_approval"], "ordinary"),
        (["evidence_material"], "unknown"),
    ],
)
def test_the_writs_show_the_procedure(make_case: MakeCase, types: list[str], procedure: str) -> None:
    assert make_case(*({"type": type} for type in types)).procedure == procedure


def test_statutes_quoted_and_negated_clauses_are_no_mention(make_case: MakeCase) -> None:
    text = "依据《某法》第五条“可以吊销许可证”的规定。本案不属于吊销许可证的情形。决定吊销许可证。"
    case = make_case({"type": "penalty_decision", "text": text})
    assert len(case.mentions("penalty_decision", "吊销许可证", drop_citations=False)) == 3
    assert len(case.mentions("penalty_decision", "吊销许可证")) == 2
    (hit,) = case.mentions("penalty_decision", "吊销许可证", drop_negation=True)
    assert case.cite("吊销", hit).quote == "吊销许可证"


def test_department_and_region_follow_from_the_agency(make_case: MakeCase) -> None:
    case = make_case({"type": "penalty_decision", "text": "2024年6月\n云泽市青屿区市场监督管理局\n2024年6月6日"})
    assert (case.agency, case.department, case.region) == ("云泽市青屿区市场监督管理局", "市场监管", "云泽市青屿区")


def test_a_writ_that_shares_its_page_keeps_its_own_text_whatever_was_asked_of_the_page(make_case: MakeCase) -> None:
    case = make_case({"type": "service_doc", "text": "送达回证"})
    (document,) = case.dossier.documents
    (writ,) = case.dossier.writs
    text = "送达回证\n罚没款收据"
    lines = (Line(0, 4, Box(10, 10, 50, 20), (10, 20, 30, 40, 50)), Line(5, 10, Box(10, 40, 60, 50), (10, 20, 30, 40, 50, 60)))
    page = replace(document.pages[0], text=text, lines=lines)
    shared = CaseFile(replace(case.dossier, documents=(replace(document, pages=(page,)),)))
    assert shared.squeezed(Writ("internal_approval", "整页", page.number, page.number)).text == "送达回证罚没款收据"
    assert shared.squeezed(replace(writ, end=5)).text == "送达回证"
