"""Rows of a catalogue beside the writs: what is missing, what may be there under another title, what shares a page."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.document import Document, Page, Source
from ingest.dossier import Dossier, Writ
from nlp.procedure.binding import catalogue
from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.finding import Finding
from nlp.procedure.listing import Listing
from nlp.procedure.registry import checks
from nlp.procedure.rules import rules

ID = "archive.catalog_mismatch"
FILED = Writ("filing_approval", "立案审批表", 2, 2)
DECIDED = Writ("penalty_decision", "水行政处罚决定书", 6, 7)


def case_of(rows: str, *writs: Writ, pages: int = 7) -> CaseFile:
    sheets = (Page(1, f"卷内目录\n{rows}"), *(Page(n, f"第{n}张的正文") for n in range(2, pages + 1)))
    document = Document(Source("k", "application/pdf", 0), "dossier", "d", sheets)
    binding = Writ("dossier_binding", "卷内目录", 1, 1, "catalog")
    return CaseFile(Dossier("k", "d", (document,), (binding, *writs)), today=date(2026, 3, 2))


def found(case: CaseFile) -> list[Finding]:
    return run_checks(case, {ID: rules()[ID]}, {ID: checks()[ID]})


ROWS = "1 立案审批表 1\n2 询问笔录 2\n3 法人身份材料 4\n4 水行政处罚决定书 5-6"
ASKED = Writ("inquiry_record", "询问笔录", 3, 4)


@pytest.mark.parametrize(
    ("writs", "may"),
    [
        pytest.param((FILED, ASKED, Writ("evidence_material", "打印件", 5, 5), DECIDED), True, id="题名不同的页"),
        pytest.param((FILED, Writ("inquiry_record", "询问笔录", 3, 5), DECIDED), True, id="没有题名的页接在笔录后"),
        pytest.param((FILED, ASKED, Writ("penalty_decision", "水行政处罚决定书", 5, 6)), False, id="没有这一页"),
    ],
)
def test_a_row_may_be_the_page_at_its_place(writs: tuple[Writ, ...], may: bool) -> None:
    case = case_of(ROWS, *writs, pages=max(writ.last_page for writ in writs))
    listed = catalogue(case)
    assert listed is not None
    beside = Listing(case, listed)
    assert beside.writ(2) is None
    assert beside.may_be_there(2) is may


LOST = "1 立案审批表 1\n2 询问笔录 2-3\n3 法制审核意见书 4\n4 水行政处罚决定书 5-6"


def test_a_row_without_a_page_is_missing_and_one_with_a_page_of_another_title_is_undecided() -> None:
    (missing,) = found(case_of(LOST, FILED, ASKED, Writ("penalty_decision", "水行政处罚决定书", 5, 6), pages=6))
    assert (missing.verdict, "法制审核意见书" in missing.message) == ("breach", True)
    (undecided,) = found(case_of(LOST, FILED, ASKED, Writ("decision_approval", "案件呈报件", 5, 5), DECIDED))
    assert (undecided.verdict, "法制审核意见书" in undecided.message) == ("unknown", True)


@pytest.mark.parametrize(
    ("title", "writ", "verdict"),
    [
        ("先行登记保存证据通知书", Writ("correction_notice", "复查笔录", 5, 5, "recheck"), "breach"),
        ("听证通知书", Writ("party_identity", "营业执照", 5, 5, "license"), "breach"),
        ("抽样取证凭证", Writ("service_doc", "送达回证", 5, 5, "receipt"), "breach"),
        ("听证笔录", Writ("correction_notice", "复查笔录", 5, 5, "recheck"), "breach"),
        ("现场检查笔录", Writ("correction_notice", "复查笔录", 5, 5, "recheck"), "unknown"),
        ("现场勘验笔录", Writ("correction_notice", "复查笔录", 5, 5, "recheck"), "unknown"),
        ("先行登记保存证据通知书", Writ("evidence_material", "照片", 5, 5), "unknown"),
        ("先行登记保存证据通知书", Writ("internal_approval", "呈批件", 5, 5), "unknown"),
    ],
)
def test_a_row_is_not_a_paper_of_quite_another_kind(title: str, writ: Writ, verdict: str) -> None:
    rows = f"1 立案审批表 1\n2 询问笔录 2-3\n3 {title} 4\n4 水行政处罚决定书 5-6"
    (finding,) = found(case_of(rows, FILED, ASKED, writ, DECIDED))
    assert (finding.verdict, title in (finding.reason or finding.message)) == (verdict, True)


SHARED = "1 立案审批表 1\n2 询问笔录 2-3\n3 送达回证 4\n4 罚没款收据 4\n5 水行政处罚决定书 5-6"


def test_two_rows_with_one_page_are_right_where_two_writs_share_it() -> None:
    receipt, voucher = Writ("service_doc", "送达回证", 5, 5, end=4), Writ("payment_doc", "罚没款收据", 5, 5, start=4)
    assert [one.verdict for one in found(case_of(SHARED, FILED, ASKED, receipt, voucher, DECIDED))] == ["met"]
    later = (Writ("payment_doc", "罚没款收据", 6, 6), Writ("penalty_decision", "水行政处罚决定书", 7, 8))
    (wrong,) = found(case_of(SHARED, FILED, ASKED, Writ("service_doc", "送达回证", 5, 5), *later, pages=8))
    assert (wrong.verdict, "重号" in wrong.message) == ("breach", True)
