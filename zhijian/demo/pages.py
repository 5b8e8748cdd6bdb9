"""Pages as lists of drawing steps: a writ is laid out once, and drawn when the page counts of the whole dossier are known."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from random import Random

from reportlab.lib.colors import Color, black
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from ingest.fonts import FONT_PATH
from zhijian.demo.manner import PLAIN, Manner
from zhijian.demo.outlines import contours

FONT = "ZhijianDemo"
WIDTH, HEIGHT = 595.28, 841.89
INK = Color(0.08, 0.12, 0.45)  # a signature
RED = Color(0.82, 0.05, 0.08, alpha=0.85)  # a seal
Step = Callable[[Canvas], None]

_TOKEN = re.compile(r"[0-9A-Za-z.,\-+%×/:@]+|.", re.S)
_NOT_FIRST = set("，。；：、）》」』！？％”’〕】·…—,.;:!?)%")
_NOT_LAST = set("（《「『“‘〔【(")


@lru_cache(maxsize=1)
def font() -> TTFont:
    """The registered font."""
    loaded = TTFont(FONT, str(FONT_PATH))
    pdfmetrics.registerFont(loaded)
    return loaded


@lru_cache(maxsize=65536)
def measure(text: str, size: float) -> float:
    """Width of ``text`` in points."""
    font()
    return float(pdfmetrics.stringWidth(text, FONT, size))


def wrap(text: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """``text`` broken into lines of ``width`` points; numbers stay whole, punctuation never opens a line (避头尾)."""
    lines: list[str] = []
    for part in text.split("\n"):
        line, room = "", width - indent
        for token in _TOKEN.findall(part):
            if line and measure(line + token, size) > room and token[0] not in _NOT_FIRST:
                kept = ""
                while line and line[-1] in _NOT_LAST:
                    line, kept = line[:-1], line[-1] + kept
                lines.append(line)
                line, room = kept, width
            while measure(token, size) > width:  # a run longer than a line
                cut = max(1, int(len(token) * width / measure(token, size)) - 1)
                lines.append(line + token[:cut])
                line, token, room = "", token[cut:], width
            line += token
        lines.append(line)
        indent = 0.0
    return lines


class Flow:
    """A pen that writes downwards and takes a new page where the old one is full. Lengths in points."""

    def __init__(
        self,
        *,
        left: float,
        right: float,
        top: float,
        bottom: float,
        size: float = 11.0,
        leading: float = 18.0,
        manner: Manner = PLAIN,
    ) -> None:
        self.left, self.right, self.top, self.bottom = left, right, top, bottom
        self.manner = manner
        self.size, self.leading = size, leading
        self.pages: list[list[Step]] = [[]]
        self.y = HEIGHT - top

    @property
    def width(self) -> float:
        """Of a line."""
        return WIDTH - self.left - self.right

    def room(self, height: float) -> None:
        """Take a new page unless ``height`` fits on this one."""
        if self.y - height < self.bottom and self.y < HEIGHT - self.top:
            self.pages.append([])
            self.y = HEIGHT - self.top

    def step(self, step: Step) -> None:
        """Add a drawing step to the current page."""
        self.pages[-1].append(step)

    def text(self, x: float, y: float, text: str, size: float | None = None, *, bold: bool = False, grey: float = 0.0) -> None:
        """Print ``text`` with its baseline at ``y``."""
        at = size or self.size
        self.step(lambda canvas: draw_text(canvas, x, y, text, at, bold=bold, grey=grey))

    def handwriting(self, x: float, y: float, text: str, size: float | None = None) -> float:
        """Write ``text`` as a signature; gives the width used."""
        at = (size or self.size) * 1.12

        def step(canvas: Canvas) -> None:
            canvas.saveState()
            canvas.setFillColor(INK)
            canvas.transform(1, 0, 0.22, 1, x, y)
            canvas.setFont(FONT, at)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

        self.step(step)
        return measure(text, at)

    def line(self, x1: float, y1: float, x2: float, y2: float, thickness: float = 0.6) -> None:
        """Draw a straight line."""

        def step(canvas: Canvas) -> None:
            canvas.setStrokeColor(black)
            canvas.setLineWidth(thickness)
            canvas.line(x1, y1, x2, y2)

        self.step(step)

    def box(self, x: float, y: float, width: float, height: float, *, shade: float | None = None, thickness: float = 0.6) -> None:
        """Draw a rectangle from its lower left corner."""

        def step(canvas: Canvas) -> None:
            canvas.setStrokeColor(black)
            canvas.setLineWidth(thickness)
            if shade is not None:
                canvas.setFillGray(shade)
            canvas.rect(x, y, width, height, stroke=1, fill=int(shade is not None))

        self.step(step)

    def paragraph(self, text: str, *, indent: bool = True, bold: bool = False) -> None:
        """Running text over the whole line, page after page."""
        first = 2 * self.size if indent else 0.0
        for number, line in enumerate(wrap(text, self.size, self.width, first)):
            self.room(self.leading)
            self.y -= self.leading
            self.text(self.left + (first if number == 0 else 0.0), self.y + 4, line, bold=bold)

    def centred(self, text: str, size: float, *, bold: bool = False, above: float = 0.0) -> None:
        """A centred line."""
        self.room(size * 1.6 + above)
        self.y -= size * 1.6 + above
        self.text((WIDTH - measure(text, size)) / 2, self.y + size * 0.3, text, size, bold=bold)


def draw_text(canvas: Canvas, x: float, y: float, text: str, size: float, *, bold: bool = False, grey: float = 0.0) -> None:
    """Print ``text``; ``bold`` strokes the outlines as well."""
    font()
    canvas.setFillGray(grey)
    pen = canvas.beginText(x, y)
    pen.setFont(FONT, size)
    if bold:
        canvas.setStrokeColor(black)
        canvas.setLineWidth(size * 0.025)
        pen.setTextRenderMode(2)
    pen.textOut(text)
    if bold:
        pen.setTextRenderMode(0)
    canvas.drawText(pen)


def draw_seal(canvas: Canvas, x: float, y: float, agency: str, rng: Random) -> None:
    """A round red seal around (x, y): ring, star, the agency's name along the upper arc, all of it vector outlines."""
    radius = 44.0
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(rng.uniform(-12, 12))
    canvas.setStrokeColor(RED)
    canvas.setFillColor(RED)
    canvas.setLineWidth(2.2)
    canvas.circle(0, 0, radius, stroke=1, fill=0)
    star = canvas.beginPath()
    for corner in range(10):
        angle = math.pi / 2 + corner * math.pi / 5
        reach = 13.0 if corner % 2 == 0 else 5.0
        (star.moveTo if corner == 0 else star.lineTo)(reach * math.cos(angle), reach * math.sin(angle))
    star.close()
    canvas.drawPath(star, stroke=0, fill=1)
    size = min(11.5, 150.0 / len(agency))
    spread = min(math.radians(265), len(agency) * 1.25 * size / (radius - 12))
    for number, char in enumerate(agency):
        turn = spread / 2 - spread * (number + 0.5) / len(agency)
        canvas.saveState()
        canvas.rotate(math.degrees(turn))
        canvas.translate(-size / 2, radius - 5 - size)
        canvas.scale(size, size)
        canvas.drawPath(_glyph(canvas, char), stroke=0, fill=1, fillMode=FILL_NON_ZERO)
        canvas.restoreState()
    canvas.restoreState()


def _glyph(canvas: Canvas, char: str) -> object:
    path = canvas.beginPath()
    for points in contours(font().face.charToGlyph[ord(char)]):
        first = next((place for place, point in enumerate(points) if point[2]), 0)
        turned = [*points[first:], *points[: first + 1]]
        path.moveTo(*turned[0][:2])
        pen, control = turned[0][:2], None
        for x, y, on_curve in turned[1:]:
            if control is None:
                if on_curve:
                    path.lineTo(x, y)
                    pen = (x, y)
                else:
                    control = (x, y)
                continue
            end = (x, y) if on_curve else ((control[0] + x) / 2, (control[1] + y) / 2)
            _quadratic(path, pen, control, end)
            pen, control = end, None if on_curve else (x, y)
        path.close()
    return path


def _quadratic(path: object, start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]) -> None:
    one = [start[axis] + 2 / 3 * (control[axis] - start[axis]) for axis in (0, 1)]
    two = [end[axis] + 2 / 3 * (control[axis] - end[axis]) for axis in (0, 1)]
    path.curveTo(*one, *two, *end)  # type: ignore[attr-defined]
