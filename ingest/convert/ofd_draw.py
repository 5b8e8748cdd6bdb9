"""The objects of an OFD page drawn with reportlab: text, paths, images, blocks. OFD measures in millimetres from the top left."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase import pdfmetrics

from ingest.convert import pen
from ingest.convert.ofd_ink import ink
from ingest.convert.ofd_path import steps
from ingest.convert.ofd_picture import drawable
from ingest.convert.ofd_resources import Resources, number, numbers
from ingest.convert.parts import local, tag
from ingest.errors import RejectedInput
from ingest.matrix import Matrix, at, times

_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST_OBJECTS = 400_000
_DEEPEST = 16
_SPACED = 1.2  # em; characters set wider than that are spaced out on purpose
_FEW_LETTERS, _PRIVATE_SHARE = 20, 0.3  # as for the text layer of PDF files
_OUTLINE = 0.02  # em; what programs stroke letters with to make them bold
_NARROWEST, _WIDEST = 0.5, 2.2  # how far our letters are squeezed or stretched to those of the document's font


class Drawing:
    """One page: ``scale`` points a millimetre, ``height`` and the corner ``left``, ``top`` in millimetres."""

    def __init__(
        self, canvas: Any, scale: float, height: float, left: float, top: float, resources: Resources, matrix: Matrix | None = None
    ) -> None:
        self._canvas = canvas
        self._scale, self._height = scale, height
        self._resources = resources
        self._page = matrix or (1.0, 0.0, 0.0, 1.0, -left, -top)
        self._left = _MOST_OBJECTS
        self._letters = self._private = 0

    def scaled(self, where: list[float], wide: float, high: float, resources: Resources) -> Drawing:
        """A drawing of ``wide`` × ``high`` millimetres squeezed into a box of this one."""
        into = (where[2] / wide, 0.0, 0.0, where[3] / high, where[0], where[1])
        return Drawing(self._canvas, self._scale, self._height, 0, 0, resources, times(into, self._page))

    @property
    def is_unreadable(self) -> bool:
        """Whether most letters are numbers of glyphs in a font that the OFD brings along, not characters."""
        return self._letters >= _FEW_LETTERS and self._private > _PRIVATE_SHARE * self._letters

    def objects(self, parent: Any) -> None:
        """All objects below a layer or block."""
        self._objects(parent, self._page, 0, None)

    def within(self, parent: Any, boundary: list[float]) -> None:
        """Objects that count from the corner of ``boundary``, as those of an annotation do."""
        x, y = (boundary[0], boundary[1]) if len(boundary) == 4 else (0.0, 0.0)
        self._objects(parent, times((1.0, 0.0, 0.0, 1.0, x, y), self._page), 0, None)

    def image(self, data: bytes | None, matrix: Matrix, *, is_seal: bool = False) -> None:
        """A picture over the unit square of ``matrix``, which leads to the page; a seal lets what is under it be seen."""
        self._image(data, None, times(matrix, self._page), is_seal=is_seal)

    def clip(self, box: list[float]) -> None:
        """Draw nothing outside a box from here on."""
        path = self._canvas.beginPath()
        x0, y0 = self._to_points(self._page, box[0], box[1])
        x1, y1 = self._to_points(self._page, box[0] + box[2], box[1] + box[3])
        path.rect(x0, y1, x1 - x0, y0 - y1)
        self._canvas.clipPath(path, stroke=0, fill=0)

    def _objects(self, parent: Any, outer: Matrix, depth: int, layer: Any) -> None:
        if depth > _DEEPEST:
            return
        for item in parent:
            self._left -= 1
            if self._left < 0:
                raise RejectedInput(f"{self._resources.package.name}：OFD 页面对象过多，拒绝绘制，请用原软件导出为 PDF 后提交", code="bomb")
            kind = tag(item)
            if kind in ("Layer", "PageBlock"):
                self._objects(item, outer, depth + 1, item if kind == "Layer" else layer)
            elif kind in ("TextObject", "PathObject", "ImageObject", "CompositeObject") and item.get("Visible") != "false":
                self._canvas.saveState()
                self._object(kind, item, outer, depth, layer)
                self._canvas.restoreState()

    def _object(self, kind: str, item: Any, outer: Matrix, depth: int, layer: Any) -> None:
        boundary = numbers(item.get("Boundary"))
        x, y = (boundary[0], boundary[1]) if len(boundary) == 4 else (0.0, 0.0)
        own = numbers(item.get("CTM"))
        matrix = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else _UNIT
        matrix = times(times(matrix, (1.0, 0.0, 0.0, 1.0, x, y)), outer)
        if kind == "TextObject":
            self._text(item, matrix, layer)
        elif kind == "PathObject":
            self._path(item, matrix, layer)
        elif kind == "ImageObject":
            whole = matrix if len(own) == 6 or len(boundary) != 4 else times((boundary[2], 0.0, 0.0, boundary[3], 0.0, 0.0), matrix)
            mask = self._resources.picture(item.get("ImageMask")) if item.get("ImageMask") else None
            self._image(self._resources.picture(item.get("ResourceID")), mask, whole)
        else:
            unit = self._resources.composites.get(item.get("ResourceID") or "")
            for content in local(unit, "Content"):
                self._objects(content, matrix, depth + 1, layer)

    def _to_points(self, matrix: Matrix, x: float, y: float) -> tuple[float, float]:
        across, down = at(matrix, x, y)
        return across * self._scale, (self._height - down) * self._scale

    def _text(self, item: Any, matrix: Matrix, layer: Any) -> None:
        size, stretch = number(item.get("Size"), 3.5), number(item.get("HScale"), 1.0)
        if not 0 < size < 500:
            return
        style = ink(item, layer, self._resources.params)
        fill = style.use(self._canvas, "Fill", default=True)
        stroke = style.use(self._canvas, "Stroke", default=False)
        a, b, c, d, _, _ = matrix
        self._canvas.setLineWidth(size * _OUTLINE * self._scale)
        text = self._canvas.beginText()
        text.setTextRenderMode({(True, False): 0, (False, True): 1, (True, True): 2}.get((fill, stroke), 3))
        for code in local(item, "TextCode"):
            fit = 1.0
            for char, x, y, advance in _placed(code, size):
                self._letters += 1
                self._private += unicodedata.category(char) == "Co"
                for font, shown in pen.runs(char):
                    fit = _fit(pdfmetrics.stringWidth(shown, font, size) * stretch, advance, size, fit)
                    text.setTextTransform(a * stretch * fit, -b * stretch * fit, -c, d, *self._to_points(matrix, x, y))
                    text.setFont(font, size * self._scale)
                    text.textOut(shown)
        self._canvas.drawText(text)

    def _path(self, item: Any, matrix: Matrix, layer: Any) -> None:
        data = next((part.text for part in local(item, "AbbreviatedData") if part.text), "")
        path = self._canvas.beginPath()
        any_drawn = False
        for step, points in steps(data):
            placed = [value for x, y in points for value in self._to_points(matrix, x, y)]
            if step == "C":
                path.close()
            elif placed:
                {"M": path.moveTo, "L": path.lineTo, "B": path.curveTo}[step](*placed)
                any_drawn = True
        if not any_drawn:
            return
        style = ink(item, layer, self._resources.params)
        stroke = style.use(self._canvas, "Stroke", default=True)
        fill = style.use(self._canvas, "Fill", default=False)
        stretch = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) or 1.0
        self._canvas.setLineWidth(style.line_width * self._scale * stretch)
        self._canvas.drawPath(path, stroke=int(stroke), fill=int(fill), fillMode=0 if item.get("Rule") == "Even-Odd" else 1)

    def _image(self, data: bytes | None, mask: bytes | None, matrix: Matrix, *, is_seal: bool = False) -> None:
        a, b, c, d, _, _ = matrix
        x, y = self._to_points(matrix, 0, 1)  # the lower left corner of the picture
        k = self._scale
        self._canvas.saveState()
        self._canvas.transform(a * k, -b * k, -c * k, d * k, x, y)
        self._canvas.drawImage(drawable(data, mask, is_seal=is_seal), 0, 0, 1, 1, mask="auto")
        self._canvas.restoreState()


def _fit(own: float, advance: float | None, size: float, before: float) -> float:
    """How far a letter of ours is squeezed or stretched so that it takes the place of the document's; the last one as that before it."""
    if advance is None:
        return before if own < 0.9 * size else 1.0
    if own <= 0 or advance <= 0 or advance > _SPACED * size:
        return 1.0
    return min(max(advance / own, _NARROWEST), _WIDEST)


def _deltas(text: str | None) -> Iterator[float]:
    """Advances: ``3.5 3.5``, or ``g 12 3.5`` for twelve times 3.5."""
    parts = (text or "").split()
    at = 0
    try:
        while at < len(parts):
            if parts[at] == "g" and at + 2 < len(parts):
                yield from [float(parts[at + 2])] * min(max(int(float(parts[at + 1])), 0), 10_000)
                at += 3
            else:
                yield float(parts[at])
                at += 1
    except ValueError:
        return


def _placed(code: Any, size: float) -> Iterator[tuple[str, float, float, float | None]]:
    """The characters of a text code with their base points and advances; without advances they stand side by side."""
    x, y = number(code.get("X"), 0.0), number(code.get("Y"), 0.0)
    across, down = list(_deltas(code.get("DeltaX"))), list(_deltas(code.get("DeltaY")))
    for index, char in enumerate(code.text or ""):
        advance: float | None = None
        if index < len(across):
            advance = across[index]
        elif not down and not across:
            advance = size if ord(char) > 0x2E80 else size / 2
        yield char, x, y, advance if not down else None
        x += advance or 0.0
        if index < len(down):
            y += down[index]
