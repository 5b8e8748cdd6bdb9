"""Records of questioning of a generated dossier as a scan: signed on every page, and with the name wiped off one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2
import pytest

from ingest.document import Document, Page, Source
from ingest.dossier import Dossier
from ingest.ocr.page import ocr_page
from ingest.readers.pdf import read_pdf
from ingest.render import drawn
from ingest.writs.places import signature_places
from ingest.writs.split import split
from nlp.procedure.case import CaseFile
from nlp.procedure.checks.record import inquiry_record_signature
from nlp.procedure.outcome import Outcome
from nlp.procedure.rules import rules
from zhijian.demo.dossiers import generate_offices

SEED, DPI = 77, 200
SOURCE = Source("0" * 64, "application/pdf", 1, "a.pdf")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[Page, ...], list[Any]]:
    """The pages of a record as text, and pictures of them."""
    folder = tmp_path_factory.mktemp("dossier")
    (made,) = generate_offices(folder, seed=SEED, count=1)
    first, last = next(one["pages"] for one in made["documents"] if one["type"] == "inquiry_record")
    path = folder / made["id"] / f"{made['id']}.pdf"
    document = pypdfium2.PdfDocument(path)
    pictures = [np.array(drawn(document[number - 1], round(document[0].get_width() / 72 * DPI))) for number in range(first, last + 1)]
    document.close()
    return read_pdf(path, SOURCE).pages[first - 1 : last], pictures


def _scan(pages: tuple[Page, ...], pictures: list[Any]) -> tuple[Page, ...]:
    return tuple(ocr_page(picture, number=1, width=page.width, height=page.height) for page, picture in zip(pages, pictures, strict=True))


def _judged(pages: tuple[Page, ...]) -> list[Outcome]:
    numbered = tuple(replace(page, number=number) for number, page in enumerate(pages, 1))
    case = CaseFile(split(Dossier("k", "案卷", (Document(SOURCE, "dossier", None, numbered),))))
    return list(inquiry_record_signature(case, rules()["invest.inquiry_record_signature"]))


def test_a_record_signed_on_every_page_is_in_order(record: tuple[tuple[Page, ...], list[Any]]) -> None:
    pages, pictures = record
    assert len(pages) > 1
    assert [outcome.verdict for outcome in _judged(pages)] == ["met"]
    assert [outcome.verdict for outcome in _judged(_scan(pages, pictures))] == ["met"]


def test_the_page_on_which_the_name_is_lacking_is_found(record: tuple[tuple[Page, ...], list[Any]]) -> None:
    pages, pictures = record
    (place,) = (place for place in signature_places(pages[0]) if "被询问人" in place.label)
    wiped = [picture.copy() for picture in pictures]
    left, top, right, bottom = (round(v / 72 * DPI) for v in (place.box.x0, place.box.top, place.box.x1, place.box.bottom))
    wiped[0][top:bottom, left:right] = 255
    (outcome,) = _judged(_scan(pages, wiped))
    assert outcome.verdict == "breach"
    assert outcome.message.endswith("第1页被询问人签名处空白")
    (evidence,) = outcome.evidence
    assert evidence.page == 1
    assert evidence.boxes[0].meets(place.box)
