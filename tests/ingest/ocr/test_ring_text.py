"""What seals say along their rings: on generated scans with a seed of their own, pinned, and on seals made here."""

from __future__ import annotations

import io
from dataclasses import dataclass
from random import Random
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Box, Page, Seal
from ingest.ocr.page import ocr_page
from ingest.ocr.ring_text import ring_strip, ring_text, said
from ingest.ocr.seals import find_seals
from ingest.render import drawn
from zhijian.demo import layouts
from zhijian.demo.dossiers import generate_offices
from zhijian.demo.pages import draw_seal
from zhijian.demo.wear import Scanner, scanner, worn

SEED = 6407
DPI = 200
# share of the seals that are found, of those whose text is read, and of the texts that are right to the letter
FLOORS = {"found": 1.0, "read": 0.95, "right": 0.9}
NAME = "青屿市城市管理综合行政执法局"


@dataclass(frozen=True, slots=True)
class Drawn:
    page: int
    text: str


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, list[str]]]:
    """Sealed pages of eight generated dossiers as their scanners give them, with what their seals say."""
    stamped: list[Drawn] = []
    plain = layouts.draw_seal

    def noted(canvas: Canvas, x: float, y: float, agency: str, rng: Random) -> None:
        stamped.append(Drawn(canvas.getPageNumber(), agency))
        plain(canvas, x, y, agency, rng)

    folder = tmp_path_factory.mktemp("dossiers")
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layouts, "draw_seal", noted)
        for record in generate_offices(folder, seed=SEED, count=8):
            name = record["id"]
            device = scanner(Random(f"{SEED}/{name}"))
            document = pypdfium2.PdfDocument(folder / name / f"{name}.pdf")
            for number in sorted({one.page for one in stamped}):
                picture = _scanned(document[number - 1], device, Random(f"{SEED}/{name}/{number}"))
                found.append((picture, [one.text for one in stamped if one.page == number]))
            document.close()
            stamped.clear()
    return found


def _scanned(page: Any, device: Scanner, rng: Random) -> Any:
    picture, _ = worn(np.asarray(drawn(page, round(page.get_width() / 72 * DPI))), device, rng, dpi=DPI)
    jpeg = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, device.quality])[1]
    return np.ascontiguousarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR)[..., ::-1])


def test_figures_of_seals_on_scans_do_not_fall(scans: list[tuple[Any, list[str]]]) -> None:
    wanted = found = read = right = 0
    for picture, texts in scans:
        marks = find_seals(picture, DPI)
        texts_read = [text for mark in marks if (text := ring_text(ring_strip(picture, mark)))]
        wanted, found, read = wanted + len(texts), found + min(len(marks), len(texts)), read + len(texts_read)
        right += sum(text in texts for text, _ in texts_read)
        assert len(marks) <= len(texts)
    print(f"{wanted} seals: {found} found, {read} read, {right} right to the letter")
    assert wanted > 25
    assert found / wanted >= FLOORS["found"]
    assert read / found >= FLOORS["read"]
    assert right / read >= FLOORS["right"]


def test_pages_without_seals_have_none(scans: list[tuple[Any, list[str]]]) -> None:
    for picture, _ in scans[:6]:
        grey = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
        assert find_seals(grey, DPI) == []


def _page_of(*seals: tuple[float, float, str, int], turned: int = 0) -> Page:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 300))
    for x, y, text, seed in seals:
        draw_seal(canvas, x, y, text, Random(seed))
    canvas.save()
    document = pypdfium2.PdfDocument(buffer.getvalue())
    picture = np.ascontiguousarray(np.rot90(np.asarray(document[0].render(scale=DPI / 72).to_pil().convert("RGB")), turned))
    return ocr_page(picture, number=1, width=picture.shape[1] / DPI * 72, height=picture.shape[0] / DPI * 72)


@pytest.mark.parametrize("turned", [0, 1, 2, 3])
def test_a_seal_is_read_wherever_its_sheet_was_turned_to(turned: int) -> None:
    (seal,) = _page_of((200, 150, NAME, 1), turned=turned).seals
    assert said(seal) == NAME
    reading = ring_text(seal.ring)
    assert reading is not None
    assert reading[1] > 0.9
    assert seal.confidence > 0.9


def test_seals_of_one_page_keep_their_own_texts() -> None:
    seals = _page_of((90, 150, NAME, 1), (300, 140, "云泽市司法局", 2)).seals
    assert {said(seal) for seal in seals} == {NAME, "云泽市司法局"}


@pytest.mark.parametrize(("aside", "thick"), [(0, 17), (5, 16), (-7, 15)])
def test_the_ring_itself_is_no_part_of_its_text(aside: int, thick: int) -> None:
    """Where the ring is thick, or not quite round its middle, it runs along the strip over the letters."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 300))
    draw_seal(canvas, 200, 150, NAME, Random(1))
    canvas.save()
    picture = np.array(pypdfium2.PdfDocument(buffer.getvalue())[0].render(scale=DPI / 72).to_pil().convert("RGB"))
    (mark,) = find_seals(picture, DPI)
    middle = (mark.left + mark.right) // 2 + aside, (mark.top + mark.bottom) // 2
    cv2.circle(picture, middle, (mark.right - mark.left) // 2 - thick // 2, (215, 35, 45), thick, cv2.LINE_AA)
    strip = ring_strip(picture, find_seals(picture, DPI)[0])
    for likely in ("", NAME, "云泽市司法局"):
        reading = ring_text(strip, likely)
        assert reading is not None
        assert reading[0] == NAME


def test_what_a_seal_says_does_not_follow_what_it_should_say() -> None:
    (seal,) = _page_of((200, 150, NAME, 3)).seals
    for likely in (NAME, NAME.replace("青屿", "青岛"), "云泽市司法局"):
        assert said(seal, likely) == NAME


def test_strokes_in_place_of_letters_are_no_text() -> None:
    picture = np.full((600, 600, 3), 250, np.uint8)
    red = (215, 35, 45)
    cv2.circle(picture, (300, 300), 165, red, 9, cv2.LINE_AA)
    rng = Random(4)
    for turn in np.linspace(-2.2, 2.2, 14):
        at = np.array((300, 300)) + 125 * np.array((np.sin(turn), -np.cos(turn)))
        for _ in range(6):
            ends = [tuple(int(v + rng.uniform(-14, 14)) for v in at) for _ in range(2)]
            cv2.line(picture, ends[0], ends[1], red, 4, cv2.LINE_AA)
    (mark,) = find_seals(picture, DPI)
    assert ring_text(ring_strip(picture, mark)) is None


def test_an_empty_ring_and_a_small_one_say_nothing() -> None:
    picture = np.full((600, 600, 3), 250, np.uint8)
    cv2.circle(picture, (300, 300), 165, (215, 35, 45), 9, cv2.LINE_AA)
    (mark,) = find_seals(picture, DPI)
    assert ring_text(ring_strip(picture, mark)) is None
    small = np.ascontiguousarray(picture[::6, ::6])
    (mark,) = find_seals(small, DPI / 6)
    assert said(Seal(Box(0, 0, 1, 1), 1.0, ring=ring_strip(small, mark))) is None


def test_the_lines_under_a_seal_are_known() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 300))
    layouts.draw_text(canvas, 150, 150, "2024年6月12日", 11)
    layouts.draw_text(canvas, 40, 260, "行政处罚决定书", 11)
    draw_seal(canvas, 200, 155, NAME, Random(2))
    canvas.save()
    document = pypdfium2.PdfDocument(buffer.getvalue())
    page = ocr_page(np.asarray(document[0].render(scale=DPI / 72).to_pil().convert("RGB")), number=1, width=400, height=300)
    (seal,) = page.seals
    (line,) = page.under(seal)
    assert page.text[line.start : line.end] == "2024年6月12日"
