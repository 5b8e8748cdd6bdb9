"""Places for signatures and seals: filled by text, by ink, empty, or not to be told; on pages with text and on scans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL.Image import Resampling
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Box, Page, Source
from ingest.ocr.page import ocr_page
from ingest.readers.pdf import read_pdf
from ingest.writs.places import SignaturePlace, signature_places
from ingest.writs.upright import upright
from zhijian.demo.dossiers import generate_offices
from zhijian.demo.pages import draw_seal, draw_text

WIDTH, HEIGHT, DPI = 595.0, 842.0, 200
AGENCY = "青屿市城市管理局"
Draw = Callable[[Canvas], None]


def _form(canvas: Canvas) -> None:
    """Lines with places at 400, 360 and 320 points from the foot, and a table below."""
    draw_text(canvas, 80, 760, "现场检查笔录", 18)
    for row in range(6):
        draw_text(canvas, 80, 720 - 28 * row, "检查人员出示了执法证件，当事人在场，检查的经过和结果如下所述。", 12)
    draw_text(canvas, 80, 400, "被检查人（签名）：", 12)
    draw_text(canvas, 80, 360, "检查人（签名）：许巧云 邹立 2024年3月1日", 12)
    draw_text(canvas, 80, 320, "见证人（签名或者盖章）：", 12)
    for x in (80, 200, 520):
        canvas.line(x, 190, x, 290)
    for y in (190, 240, 290):
        canvas.line(80, y, 520, y)
    draw_text(canvas, 90, 262, "负责人意见", 12)
    draw_text(canvas, 210, 270, "同意。", 12)
    draw_text(canvas, 210, 248, "签名：", 12)
    draw_text(canvas, 90, 212, "当事人签收", 12)


def _nothing(canvas: Canvas) -> None:
    """Nothing more is drawn."""


def _digital(folder: Path, draw: Draw) -> Page:
    path = folder / "a.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    _form(canvas)
    draw(canvas)
    canvas.save()
    return read_pdf(path, Source("0" * 64, "application/pdf", 1, str(path))).pages[0]


def _scanned(folder: Path, draw: Draw, askew: float = 0.0) -> Page:
    """The form as scanned, turned by some degrees."""
    _digital(folder, draw)
    document = pypdfium2.PdfDocument(folder / "a.pdf")
    level = document[0].render(scale=DPI / 72).to_pil().convert("RGB")
    picture = np.asarray(level.rotate(askew, fillcolor="white", resample=Resampling.BICUBIC))
    noise = np.random.default_rng(5).normal(0, 5, picture.shape)
    worn = np.clip(cv2.GaussianBlur(picture, (0, 0), 0.7) * 0.95 + noise, 0, 255).astype(np.uint8)
    page = ocr_page(worn, number=1, width=WIDTH, height=HEIGHT)
    assert page.origin == "ocr"
    return page


def _hand(x: float, y: float) -> Draw:
    """A name written by hand from x to the right, 18 points high around y."""

    def draw(canvas: Canvas) -> None:
        rng = Random(f"{x} {y}")
        canvas.setStrokeColorRGB(0.1, 0.15, 0.45)
        canvas.setLineWidth(1.3)
        for _ in range(8):
            at = x + rng.uniform(0, 50)
            ends = [(at + rng.uniform(-9, 9), y + rng.uniform(-9, 9)) for _ in range(4)]
            canvas.bezier(*(v for point in ends for v in point))

    return draw


def _by_label(page: Page) -> dict[str, SignaturePlace]:
    return {place.within or place.label.rstrip(")）").split("（")[0]: place for place in signature_places(page)}


@pytest.fixture(params=[_digital, _scanned], ids=["text", "scan"])
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Draw], Page]:
    return lambda draw: request.param(tmp_path, draw)


def test_names_fill_places_and_nothing_leaves_them_empty(read: Callable[[Draw], Page]) -> None:
    places = _by_label(read(_nothing))
    states = {label: place.state for label, place in places.items()}
    assert states == {"被检查人": "empty", "检查人": "text", "见证人": "empty", "负责人意见": "empty", "当事人签收": "empty"}
    assert all(place.confidence > 0.8 for place in places.values())
    assert places["被检查人"].box.meets(Box(190, HEIGHT - 412, 260, HEIGHT - 400))


@pytest.mark.parametrize(
    ("at", "label"), [((190, 404), "被检查人"), ((225, 324), "见证人"), ((260, 252), "负责人意见"), ((230, 214), "当事人签收")]
)
def test_a_signature_by_hand_fills_its_own_place_only(read: Callable[[Draw], Page], at: tuple[float, float], label: str) -> None:
    places = _by_label(read(_hand(*at)))
    assert places[label].filled
    others = {"被检查人", "见证人", "当事人签收"} - {label}
    assert {places[other].state for other in others} == {"empty"}


def test_a_seal_fills_a_place_for_a_seal_and_leaves_that_for_a_name_open(read: Callable[[Draw], Page]) -> None:
    places = _by_label(read(lambda canvas: draw_seal(canvas, 270, 324, AGENCY, Random(1))))
    assert places["见证人"].state == "ink"
    places = _by_label(read(lambda canvas: draw_seal(canvas, 240, 430, AGENCY, Random(1))))
    assert places["被检查人"].state == "unknown"


def test_where_the_page_does_not_tell_the_place_is_unknown(tmp_path: Path) -> None:
    page = _digital(tmp_path, _nothing)
    for other in (
        replace(page, origin="none"),
        replace(page, origin="ocr", confidence=0.7),
        replace(page, pictures=(Box(0, 0, WIDTH, HEIGHT),)),
    ):
        assert _by_label(other)["被检查人"].state == "unknown"
        assert _by_label(other)["被检查人"].confidence == 0
    assert signature_places(Page(1, "当事人（签名）：")) == ()


def test_the_name_on_the_next_line_fills_the_place(tmp_path: Path) -> None:
    page = _digital(tmp_path, lambda canvas: draw_text(canvas, 300, 380, "周胜男 2024年3月1日", 12))
    assert _by_label(page)["被检查人"].state == "text"


def test_a_page_that_was_not_scanned_upright_shows_no_places(tmp_path: Path) -> None:
    _digital(tmp_path, _nothing)
    picture = np.asarray(pypdfium2.PdfDocument(tmp_path / "a.pdf")[0].render(scale=DPI / 72).to_pil().convert("RGB"))
    for turns in (1, 2, 3):
        wide, high = (HEIGHT, WIDTH) if turns % 2 else (WIDTH, HEIGHT)
        page = ocr_page(np.ascontiguousarray(np.rot90(picture, turns)), number=1, width=wide, height=high)
        assert "被检查人（签名）：" in page.text
        assert signature_places(page) == ()


def test_every_page_of_a_generated_record_has_its_place_filled(tmp_path: Path) -> None:
    (record,) = generate_offices(tmp_path, seed=77, count=1)
    path = tmp_path / record["id"] / f"{record['id']}.pdf"
    pages = read_pdf(path, Source("0" * 64, "application/pdf", 1, str(path))).pages
    first, last = next(writ["pages"] for writ in record["documents"] if writ["type"] == "inquiry_record")
    for page in pages[first - 1 : last]:
        assert any(place.state == "text" for place in signature_places(page) if "被询问人" in place.label)
    assert last > first


@pytest.mark.parametrize("askew", [-1.0, 0.4])
def test_a_sheet_a_little_askew_keeps_its_places(tmp_path: Path, askew: float) -> None:
    def draw(canvas: Canvas) -> None:
        _hand(200, 404)(canvas)
        for x in (80, 200, 520):
            canvas.line(x, 40, x, 180)
        for y in (40, 75, 110, 145, 180):
            canvas.line(80, y, 520, y)

    page = _scanned(tmp_path, draw, askew)
    assert upright(page) is not page
    found = {place.label: place.state for place in signature_places(page)}
    assert found["被检查人（签名）"] == "ink", found
    assert found["检查人（签名）"] == "text"
    assert found["见证人（签名或者盖章）"] == "empty"
