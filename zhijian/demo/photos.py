"""Drawn stand-ins for scene photographs: no photograph of anything real, and nothing in them to read."""

from __future__ import annotations

import re
from random import Random

from reportlab.pdfgen.canvas import Canvas

SKY, GROUND = (0.80, 0.87, 0.93), (0.72, 0.70, 0.66)


def draw_photo(canvas: Canvas, x: float, y: float, width: float, height: float, shows: str, seed: int) -> None:
    """A lorry, a shelf, a workshop or a street front, as ``shows`` says, in a frame with its lower left corner at (x, y)."""
    rng = Random(seed)
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(x, y, width, height)
    canvas.clipPath(frame, stroke=0, fill=0)
    _block(canvas, x, y, width, height, SKY)
    _block(canvas, x, y, width, height * 0.28, GROUND)
    motif = next((draw for draw, words in MOTIFS if re.search(words, shows)), _street)
    motif(canvas, x, y, width, height, rng)
    canvas.restoreState()
    canvas.setStrokeGray(0.2)
    canvas.setLineWidth(0.8)
    canvas.rect(x, y, width, height, stroke=1, fill=0)


def _block(canvas: Canvas, x: float, y: float, width: float, height: float, colour: tuple[float, float, float]) -> None:
    canvas.setFillColorRGB(*colour)
    canvas.rect(x, y, width, height, stroke=0, fill=1)


def _shade(rng: Random, low: float, high: float) -> tuple[float, float, float]:
    base = rng.uniform(low, high)
    return base, base * rng.uniform(0.85, 1.0), base * rng.uniform(0.75, 1.0)


def _street(canvas: Canvas, x: float, y: float, width: float, height: float, rng: Random) -> None:
    left = x
    while left < x + width:
        wide, tall = rng.uniform(50, 90), rng.uniform(0.45, 0.75) * height
        _block(canvas, left, y + height * 0.22, wide, tall, _shade(rng, 0.55, 0.85))
        _block(canvas, left + 6, y + height * 0.22, wide - 12, tall * 0.45, _shade(rng, 0.25, 0.45))
        _block(canvas, left + 3, y + height * 0.22 + tall * 0.5, wide - 6, tall * 0.16, (0.7, rng.uniform(0.15, 0.5), 0.2))
        left += wide + 3
    for _ in range(rng.randint(3, 6)):
        _block(canvas, x + rng.uniform(0.1, 0.8) * width, y + rng.uniform(0.04, 0.2) * height, 26, 18, _shade(rng, 0.35, 0.7))


def _shelves(canvas: Canvas, x: float, y: float, width: float, height: float, rng: Random) -> None:
    _block(canvas, x, y, width, height, (0.88, 0.87, 0.84))
    for row in range(4):
        base = y + height * (0.06 + 0.23 * row)
        _block(canvas, x + 8, base, width - 16, 4, (0.45, 0.36, 0.28))
        left = x + 12
        while left < x + width - 26:
            wide = rng.uniform(9, 22)
            if rng.random() < 0.88:
                _block(
                    canvas, left, base + 4, wide, rng.uniform(0.10, 0.17) * height, (rng.random(), rng.random() * 0.8, rng.random() * 0.7)
                )
            left += wide + 2


def _workshop(canvas: Canvas, x: float, y: float, width: float, height: float, rng: Random) -> None:
    _block(canvas, x, y + height * 0.26, width, height * 0.74, (0.62, 0.66, 0.68))
    for number in range(6):
        _block(canvas, x + number * width / 6 + 5, y + height * 0.7, width / 6 - 10, height * 0.2, (0.83, 0.9, 0.95))
    for _ in range(4):
        left, tall = x + rng.uniform(0.03, 0.75) * width, rng.uniform(0.18, 0.4) * height
        _block(canvas, left, y + height * 0.12, rng.uniform(40, 75), tall, _shade(rng, 0.3, 0.6))
        canvas.setFillColorRGB(0.85, 0.6, 0.1)
        canvas.circle(left + 18, y + height * 0.12 + tall, 8, stroke=0, fill=1)


def _lorry(canvas: Canvas, x: float, y: float, width: float, height: float, rng: Random) -> None:
    _block(canvas, x, y + height * 0.08, width, height * 0.16, (0.4, 0.4, 0.42))
    for number in range(7):
        _block(canvas, x + number * width / 6, y + height * 0.155, width / 14, 3, (0.95, 0.95, 0.9))
    left = x + rng.uniform(0.1, 0.25) * width
    _block(canvas, left, y + height * 0.26, width * 0.42, height * 0.34, _shade(rng, 0.5, 0.9))
    _block(canvas, left + width * 0.43, y + height * 0.26, width * 0.14, height * 0.26, (0.75, 0.15, 0.12))
    _block(canvas, left + width * 0.47, y + height * 0.40, width * 0.09, height * 0.10, (0.75, 0.88, 0.95))
    canvas.setFillGray(0.1)
    for share in (0.06, 0.14, 0.34, 0.50):
        canvas.circle(left + width * share, y + height * 0.24, height * 0.055, stroke=0, fill=1)


# the first that fits the words shown; a street front else
MOTIFS = (
    (_lorry, "货车|车辆|篷布"),
    (_workshop, "车间|设备|设施|工位|控制柜|净化|油垢|排风|窗户|隔声|钢瓶|报警|监测点|大门"),
    (_shelves, "货架|柜台|收据|档案|台账|登记本|包装|标志|物品|废物|充电器|农药|展板|内容|页面|治疗室"),
)
