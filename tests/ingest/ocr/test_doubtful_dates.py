"""Dates under the rim of a seal: where the fast model passes over a figure, the careful one is asked."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.ocr.doubtful_dates import doubtful_date
from ingest.ocr.models import fast_recogniser
from ingest.ocr.recognise import read_lines, readings
from zhijian.demo.pages import draw_text


def _line(text: str, rim: float, grey: float) -> Any:
    """A line at 200 dpi, crossed at ``rim`` points from its left end by a grey circle, as a copy shows the rim of a seal."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(140, 24))
    draw_text(canvas, 10, 8, text, 14)
    canvas.setStrokeGray(grey)
    canvas.setLineWidth(2.8)
    canvas.circle(rim - 60, 30, 60)
    canvas.showPage()
    canvas.save()
    return np.asarray(pypdfium2.PdfDocument(buffer.getvalue())[0].render(scale=200 / 72).to_pil().convert("RGB"))


@pytest.mark.parametrize(
    ("text", "rim", "grey"),
    [("2024年6月17日", 84, 0.45), ("2024年6月12日", 88, 0.45), ("2024年6月11日", 97, 0.3), ("2024年6月21日", 94, 0.3)],
)
def test_a_figure_under_the_rim_of_a_seal_is_not_passed_over(text: str, rim: float, grey: float) -> None:
    line = _line(text, rim, grey)
    assert read_lines(fast_recogniser(), [line])[0].text != text
    assert readings([line])[0].text == text


def _doubtful(text: str, *, lost: int | None = None, unsure: int | None = None) -> bool:
    """Of a text set in signs as wide as two figures, without the character at ``lost``, with a doubt at ``unsure``."""
    at, centres = 0.0, []
    for char in text:
        wide = 1.0 if char.isascii() else 2.0
        centres.append(at + wide / 2)
        at += wide
    kept = [place for place in range(len(text)) if place != lost]
    confidences = [0.9 if place == unsure else 1.0 for place in kept]
    return doubtful_date("".join(text[place] for place in kept), [centres[place] for place in kept], confidences)


def test_a_gap_and_a_doubt_within_a_date_are_told() -> None:
    date = "作出日期：2024年11月17日"
    assert not _doubtful(date)
    for place in (10, 11, 13, 14):
        assert _doubtful(date, lost=place), place
    assert _doubtful(date, unsure=14)
    for read in ("2024年6月）2日", "送达日期：2024年l月12日。", "2024年6月1/日"):
        assert _doubtful(read), read
    assert not _doubtful("2024年 6月 2日")
    assert _doubtful("签收：2024/02/18", unsure=9)


def test_what_is_no_date_is_not_looked_at() -> None:
    for text in ("罚款人民币171600元", "青综执罚〔2024〕384号", "2024年6月", "电话：1378 2024"):
        assert not _doubtful(text, unsure=7)
        assert not _doubtful(text, lost=6)
    assert not _doubtful("作出日期：2024年11月17日", unsure=2)
