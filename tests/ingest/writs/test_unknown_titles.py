"""Titles that name no kind: the paper is one of its own, and hides only what it may be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.dossier import Dossier
from ingest.writs.split import split
from ingest.writs.unknown_titles import may_be
from nlp.procedure.case import CaseFile
from tests.ingest.writs.conftest import Drawing, Form


def _page(title: str, *, size: float = 20) -> Drawing:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "")
        form.centred(title, size)
        for _ in range(5):
            form.line("执法人员依法办理。")

    return draw


@pytest.fixture
def case_of(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> Callable[..., CaseFile]:
    def run(*pages: Drawing) -> CaseFile:
        document = read_file(make_pdf("案卷.pdf", *pages))
        return CaseFile(split(Dossier(key="0" * 64, name="案卷", documents=(document,))), today=date(2026, 3, 2))

    return run


def test_a_paper_of_unknown_kind_ends_the_writ_before_it_and_hides_what_it_may_be(case_of: Callable[..., CaseFile]) -> None:
    case = case_of(_page("询问笔录"), _page("扣船事项呈请件批复单"), _page("行政处罚决定书"))
    assert [(writ.type, writ.first_page, writ.last_page) for writ in case.dossier.writs] == [
        ("inquiry_record", 1, 1),
        ("penalty_decision", 3, 3),
    ]
    assert case.strangers == (((2,), "扣船事项呈请件批复单"),)
    assert case.has("internal_approval").unknown
    assert case.has("hearing_doc").no
    assert case.gaps == ()


def test_a_heading_no_larger_than_the_text_goes_on_with_its_writ(case_of: Callable[..., CaseFile]) -> None:
    case = case_of(_page("询问笔录"), _page("扣船事项呈请件批复单", size=11))
    assert case.dossier.writs[0].last_page == 2
    assert case.strangers == ()


@pytest.mark.parametrize("title", ["申请事项", "某县渔政管理站", "处罚的理由和依据", "附：有关材料", "渔船登记材料（续页）"])
def test_other_large_headings_and_letterheads_go_on_with_the_writ(case_of: Callable[..., CaseFile], title: str) -> None:
    assert case_of(_page("询问笔录"), _page(title)).dossier.writs[0].last_page == 2


@pytest.mark.parametrize("title", ["声明", "渔船捕捞限额执行意见", "渔港靠泊协议（复印件）", "捕捞日志资料"])
def test_a_title_need_not_end_in_the_form_of_the_paper(case_of: Callable[..., CaseFile], title: str) -> None:
    assert case_of(_page("询问笔录"), _page(title)).dossier.writs[0].last_page == 1


def test_an_unknown_title_may_be_what_it_shares_words_with() -> None:
    assert may_be("涉案船舶委托看管函", "seizure_doc")
    assert not may_be("涉案船舶委托看管函", "service_doc")
    assert may_be("送达情况一览表", "service_doc")
    assert all(may_be("签呈卡", kind) for kind in ("filing_approval", "service_doc"))  # it shares words with none: it may be any
