"""Ink that is no print on page pictures: signatures by hand, and not creases, holes, ruled lines or print."""

from __future__ import annotations

import io
from random import Random
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Box, Page
from ingest.ocr.components import component_boxes
from ingest.ocr.page import ocr_page
from ingest.writs.places import signature_places
from zhijian.demo.pages import draw_text

WIDTH, HEIGHT, DPI = 595.0, 842.0, 200
LABELS = ("被询问人（签名）：", "询问人（签名）：", "记录人（签名）：")


def _sheet(*, framed: bool = False) -> Any:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    for row in range(8):
        draw_text(canvas, 80, 740 - 28 * row, "当事人对现场检查的经过和结果没有异议，检查人员出示了执法证件。", 12)
    for row, label in enumerate(LABELS):
        draw_text(canvas, 80, 400 - 40 * row, label, 12)
    if framed:
        canvas.rect(70, 300, 440, 130)
        canvas.line(70, 345, 510, 345)
    canvas.save()
    document = pypdfium2.PdfDocument(buffer.getvalue())
    return np.array(document[0].render(scale=DPI / 72).to_pil().convert("RGB"))


def scribble(picture: Any, left: float, middle: float, seed: int, colour: tuple[int, int, int] = (40, 45, 120)) -> None:
    """A name as hands write it: strokes of a pen within 60 by 18 points."""
    rng = Random(seed)
    for _ in range(9):
        at = np.array((left + rng.uniform(0, 55), middle + rng.uniform(-8, 8)))
        points = [at + np.array((rng.uniform(-9, 9), rng.uniform(-8, 8))) for _ in range(4)]
        cv2.polylines(picture, [np.array([point / 72 * DPI for point in points], np.int32)], False, colour, 3, cv2.LINE_AA)


def _read(picture: Any) -> Page:
    return ocr_page(picture, number=1, width=WIDTH, height=HEIGHT)


def _noisy(picture: Any) -> Any:
    noise = np.random.default_rng(5).normal(0, 6, picture.shape)
    return np.clip(picture.astype(np.float32) * 0.94 + 8 + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("seed", range(4))
def test_a_signature_by_hand_is_ink_or_text_in_its_place(seed: int) -> None:
    picture = _sheet()
    scribble(picture, 190, HEIGHT - 404, seed)
    page = _read(_noisy(picture))
    place = Box(180, HEIGHT - 420, 270, HEIGHT - 386)
    written = [line for line in page.lines if line.box.meets(place) and line.edges[-1] > 200]
    assert written or any(box.meets(place) for box in page.pictures)
    assert not any(box.meets(Box(180, HEIGHT - 340, 560, HEIGHT - 300)) for box in page.pictures)


@pytest.mark.parametrize("framed", [False, True])
def test_empty_places_hold_no_ink(framed: bool) -> None:
    assert _read(_noisy(_sheet(framed=framed))).pictures == ()


def test_creases_specks_and_margins_are_no_ink() -> None:
    picture = _sheet()
    cv2.line(picture, (0, 1400), (picture.shape[1], 1406), (150, 150, 150), 2)
    for x in range(300, 1500, 60):
        cv2.circle(picture, (x, 1700), 2, (60, 60, 60), -1)
    cv2.circle(picture, (60, 1200), 22, (90, 90, 90), -1)
    assert _read(_noisy(picture)).pictures == ()


def test_a_fingerprint_is_ink_and_no_seal() -> None:
    picture = _sheet()
    for ring in range(4, 30, 5):
        cv2.ellipse(picture, (900, 1215), (ring, round(ring * 1.3)), 20, 20, 330, (200, 60, 70), 2, cv2.LINE_AA)
    cv2.line(picture, (880, 1190), (925, 1245), (200, 60, 70), 2, cv2.LINE_AA)
    page = _read(picture)
    (place,) = [one for one in signature_places(page) if one.label == "被询问人（签名）"]
    assert place.state == "ink"
    assert page.seals == ()


def test_marks_are_those_that_labelling_every_pixel_finds() -> None:
    rng = np.random.default_rng(3)
    for share in (0.0, 0.002, 0.1, 0.35, 0.6, 1.0):
        mask = (rng.random((120, 90)) < share).astype(np.uint8) * 255
        labelled = cv2.connectedComponentsWithStats(mask, connectivity=8)[2][1:, :4].tolist()
        assert sorted(component_boxes(mask)) == sorted(map(tuple, labelled))
