"""Seals and signatures as the checks see them: on pages of generated dossiers with and without their seals, and on forms signed by hand."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Box, Document, Page, Source
from ingest.dossier import Dossier
from ingest.ocr.page import ocr_page
from ingest.readers.pdf import read_pdf
from ingest.render import drawn
from ingest.writs.split import split
from nlp.facts.dates import find_dates
from nlp.procedure.case import CaseFile
from nlp.procedure.checks.proof import receipt_missing_or_defect
from nlp.procedure.checks.seal import no_seal
from nlp.procedure.outcome import Outcome
from nlp.procedure.rules import rules
from nlp.procedure.signing import leader_signed
from zhijian.demo import layouts
from zhijian.demo.dossiers import generate_offices
from zhijian.demo.pages import draw_text

SEED, DPI = 8811, 200
SOURCE = Source("0" * 64, "application/pdf", 1, "a.pdf")


def _case(pages: Collection[Page]) -> CaseFile:
    numbered = tuple(replace(page, number=number) for number, page in enumerate(pages, 1))
    return CaseFile(split(Dossier("k", "案卷", (Document(SOURCE, "dossier", None, numbered),))))


def _with_day(page: Page, day: str) -> Page:
    """The page with its last day as it is read under a seal."""
    found = find_dates(page.text)[-1]
    return replace(page, text=page.text[: found.start] + day.ljust(found.end - found.start) + page.text[found.end :])


def _judged(case: CaseFile) -> Outcome:
    (outcome,) = no_seal(case, rules()["decision.no_seal"])
    return outcome


@dataclass(frozen=True, slots=True)
class Sealed:
    """Notice and decision of one generated dossier: read as text, and as a scan."""

    text: tuple[Page, ...]
    scan: tuple[Page, ...]


def _lawful(folder: Path) -> dict[str, Any]:
    """The record of the first dossier without a defect."""
    return next(record for record in generate_offices(folder, seed=SEED, count=4) if record["clean"])


def _made(folder: Path, bare: Collection[str]) -> Sealed:
    """``bare`` names the writs that are left without seals."""
    record = _lawful(folder / "plain")
    shown = {one["type"]: range(one["pages"][0], one["pages"][1] + 1) for one in record["documents"]}
    without = {number for name in bare for number in shown[name]}
    plain = layouts.draw_seal

    def some(canvas: Canvas, *where: Any) -> None:
        if canvas.getPageNumber() not in without:
            plain(canvas, *where)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layouts, "draw_seal", some)
        record = _lawful(folder / "bare")
    path = folder / "bare" / record["id"] / f"{record['id']}.pdf"
    wanted = [*shown["prior_notice"], *shown["penalty_decision"]]
    pages = read_pdf(path, SOURCE).pages
    document = pypdfium2.PdfDocument(path)
    pictures = [np.asarray(drawn(document[number - 1], round(pages[0].width / 72 * DPI))) for number in wanted]
    document.close()
    scans = [ocr_page(picture, number=1, width=pages[0].width, height=pages[0].height) for picture in pictures]
    return Sealed(tuple(pages[number - 1] for number in wanted), tuple(scans))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Sealed]:
    kept: dict[tuple[str, ...], Sealed] = {}

    def make(*bare: str) -> Sealed:
        if bare not in kept:
            kept[bare] = _made(tmp_path_factory.mktemp("dossier"), bare)
        return kept[bare]

    return make


@pytest.mark.parametrize("form", ["text", "scan"])
def test_a_sealed_decision_is_sealed_by_its_agency(made: Callable[..., Sealed], form: str) -> None:
    case = _case(getattr(made(), form))
    outcome = _judged(case)
    assert outcome.verdict == "met"
    assert outcome.evidence[0].quote == case.agency
    assert outcome.evidence[0].boxes


@pytest.mark.parametrize("form", ["text", "scan"])
def test_a_decision_without_seal_beside_a_sealed_notice_is_found(made: Callable[..., Sealed], form: str) -> None:
    outcome = _judged(_case(getattr(made("penalty_decision"), form)))
    assert outcome.verdict == "breach"
    assert "未见红色印章" in outcome.message
    assert outcome.confidence < 1
    assert all(evidence.boxes for evidence in outcome.evidence)


@pytest.mark.parametrize("form", ["text", "scan"])
def test_without_any_seal_in_the_dossier_it_is_a_question(made: Callable[..., Sealed], form: str) -> None:
    outcome = _judged(_case(getattr(made("penalty_decision", "prior_notice"), form)))
    assert outcome.verdict == "unknown"
    assert "黑白复印件" in (outcome.reason or "")


def test_a_seal_over_the_agencys_name_counts_where_the_day_below_it_was_not_read(made: Callable[..., Sealed]) -> None:
    pages = made("penalty_decision").scan
    hidden = [_with_day(page, "二年月日") if page.seals else page for page in pages]
    case = _case(hidden)
    assert [writ.get("issuer").state for writ in case.writs("prior_notice")] == ["unread"]
    assert _judged(case).verdict == "breach"
    apart = [replace(page, seals=tuple(replace(seal, box=Box(60, 40, 160, 140)) for seal in page.seals)) for page in hidden]
    assert _judged(_case(apart)).verdict == "unknown"


def test_seals_of_scans_prove_nothing_for_a_decision_that_came_as_text(made: Callable[..., Sealed]) -> None:
    pages = made("penalty_decision")
    notices = [page for page, text in zip(pages.scan, pages.text, strict=True) if text.seals]
    decision = [page for page in pages.text if not page.seals]
    assert _judged(_case([*notices, *decision])).verdict == "unknown"


def test_a_black_seal_or_a_poor_page_leaves_it_open(made: Callable[..., Sealed]) -> None:
    pages = made("penalty_decision").scan
    boxes = [seal.box for page in made().scan for seal in page.seals]
    blotted = [page if page.seals else replace(page, pictures=tuple(boxes)) for page in pages]
    assert "黑白印章" in (_judged(_case(blotted)).reason or "")
    poor = [page if page.seals else replace(page, confidence=0.7) for page in pages]
    assert "质量低" in (_judged(_case(poor)).reason or "")


def _approval(canvas: Canvas) -> None:
    draw_text(canvas, 210, 780, "立案审批表", 18)
    rows = (("案由", "擅自占用城市道路"), ("承办人意见", "建议立案。签名：许巧云 2024年3月1日"), ("负责人意见", "同意立案。"))
    for row, (label, value) in enumerate(rows):
        top = 740 - 70 * row
        for x in (80, 190, 520):
            canvas.line(x, top, x, top - 70)
        canvas.line(80, top, 520, top)
        canvas.line(80, top - 70, 520, top - 70)
        draw_text(canvas, 90, top - 40, label, 12)
        draw_text(canvas, 200, top - 26, value, 12)
    draw_text(canvas, 200, 740 - 70 * 3 + 14, "签名：", 12)


def _receipt(canvas: Canvas) -> None:
    lines = (
        "受送达人：青屿市某某商贸有限公司",
        "送达文书：《行政处罚决定书》青城管罚〔2024〕9号",
        "送达方式：直接送达",
        "送达日期：2024年6月7日",
    )
    draw_text(canvas, 230, 780, "送达回证", 18)
    for row, line in enumerate((*lines, "受送达人（签名或者盖章）：")):
        draw_text(canvas, 80, 720 - 40 * row, line, 12)


def _hand(x: float, y: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        rng = Random(7)
        canvas.setStrokeColorRGB(0.1, 0.15, 0.45)
        canvas.setLineWidth(1.3)
        for _ in range(8):
            at = x + rng.uniform(0, 50)
            canvas.bezier(*(v for _ in range(4) for v in (at + rng.uniform(-9, 9), y + rng.uniform(-9, 9))))

    return draw


@pytest.fixture(params=["text", "scan"])
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., CaseFile]:
    def make(*steps: Callable[[Canvas], None]) -> CaseFile:
        path = tmp_path / "a.pdf"
        canvas = Canvas(str(path), pagesize=(595, 842))
        for step in steps:
            step(canvas)
        canvas.save()
        page = read_pdf(path, SOURCE).pages[0]
        if request.param == "scan":
            document = pypdfium2.PdfDocument(path)
            page = ocr_page(np.asarray(drawn(document[0], round(595 / 72 * DPI))), number=1, width=595, height=842)
        return _case([page])

    return make


def test_a_head_who_signed_by_hand_signed(read: Callable[..., CaseFile]) -> None:
    case = read(_approval, _hand(245, 548))
    assert leader_signed(case, case.writs("filing_approval")[0]).yes


def test_a_place_for_the_head_that_is_empty_is_not_signed(read: Callable[..., CaseFile]) -> None:
    case = read(_approval)
    assert leader_signed(case, case.writs("filing_approval")[0]).no


def _receipts(case: CaseFile) -> list[Outcome]:
    return [one for one in receipt_missing_or_defect(case, rules()["service.receipt_missing_or_defect"]) if "回证" in one.message]


def test_a_receipt_signed_by_hand_is_no_defect(read: Callable[..., CaseFile]) -> None:
    (outcome,) = _receipts(read(_receipt, _hand(245, 564)))
    assert outcome.verdict == "met"


def test_a_receipt_that_nobody_signed_is_a_defect_on_a_scan_and_a_question_as_text(read: Callable[..., CaseFile]) -> None:
    case = read(_receipt)
    (outcome,) = _receipts(case)
    assert outcome.verdict == ("breach" if case.dossier.pages[0].origin == "ocr" else "unknown")
    assert "没有受送达人签名" in outcome.message
