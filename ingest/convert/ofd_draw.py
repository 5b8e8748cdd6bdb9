"""The objects of an OFD page drawn with reportlab: text, paths, images, blocks. OFD measures in millimetres from the top left."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader

from ingest.convert import pen
from ingest.errors import RejectedInput

Matrix = tuple[float, float, float, float, float, float]

_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST_OBJECTS = 400_000
_MOST_PIXELS = 120_000_000
_DEEPEST = 16


class Drawing:
    """One page: ``scale`` points a millimetre, ``height`` and the corner ``left``, ``top`` in millimetres."""

    def __init__(
        self,
        canvas: Any,
        scale: float,
        height: float,
        left: float,
        top: float,
        picture: Callable[[str | None], bytes | None],
        composites: dict[str, Any],
        matrix: Matrix | None = None,
    ) -> None:
        self._canvas = canvas
        self._scale, self._height = scale, height
        self._picture, self._composites = picture, composites
        self._page = matrix or (1.0, 0.0, 0.0, 1.0, -left, -top)
        self._left = _MOST_OBJECTS

    def scaled(
        self, where: list[float], wide: float, high: float, picture: Callable[[str | None], bytes | None], composites: dict[str, Any]
    ) -> Drawing:
        """A drawing of ``wide`` × ``high`` millimetres squeezed into a box of this one."""
        into = (where[2] / wide, 0.0, 0.0, where[3] / high, where[0], where[1])
        return Drawing(self._canvas, self._scale, self._height, 0, 0, picture, composites, _times(into, self._page))

    def objects(self, parent: Any) -> None:
        """All objects below a layer or block."""
        self._objects(parent, self._page, 0)

    def within(self, parent: Any, boundary: list[float]) -> None:
        """Objects that count from the corner of ``boundary``, as those of an annotation do."""
        x, y = (boundary[0], boundary[1]) if len(boundary) == 4 else (0.0, 0.0)
        self._objects(parent, _times((1.0, 0.0, 0.0, 1.0, x, y), self._page), 0)

    def _objects(self, parent: Any, outer: Matrix, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for item in parent:
            self._left -= 1
            if self._left < 0:
                raise RejectedInput("OFD 页面对象过多，拒绝绘制，请用原软件导出为 PDF 后提交", code="bomb")
            kind = str(item.tag).rpartition("}")[2]
            if kind in ("Layer", "PageBlock"):
                self._objects(item, outer, depth + 1)
            elif kind in ("TextObject", "PathObject", "ImageObject", "CompositeObject") and item.get("Visible") != "false":
                self._object(kind, item, outer, depth)

    def _object(self, kind: str, item: Any, outer: Matrix, depth: int) -> None:
        boundary = numbers(item.get("Boundary"))
        x, y = (boundary[0], boundary[1]) if len(boundary) == 4 else (0.0, 0.0)
        own = numbers(item.get("CTM"))
        matrix = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else _UNIT
        matrix = _times(_times(matrix, (1.0, 0.0, 0.0, 1.0, x, y)), outer)
        if kind == "TextObject":
            self._text(item, matrix)
        elif kind == "PathObject":
            self._path(item, matrix)
        elif kind == "ImageObject":
            data = self._picture(item.get("ResourceID"))
            if data:
                whole = matrix if len(own) == 6 else _times((boundary[2], 0.0, 0.0, boundary[3], 0.0, 0.0), matrix)
                self._draw_image(data, whole)
        else:
            unit = self._composites.get(item.get("ResourceID") or "")
            if unit is not None:
                for content in local(unit, "Content"):
                    self._objects(content, matrix, depth + 1)

    def _to_points(self, matrix: Matrix, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = matrix
        return (a * x + c * y + e) * self._scale, (self._height - (b * x + d * y + f)) * self._scale

    def _text(self, item: Any, matrix: Matrix) -> None:
        size = float(item.get("Size") or 3.5)
        stretch = float(item.get("HScale") or 1.0)
        if not 0 < size < 500:
            return
        self._canvas.saveState()
        self._canvas.setFillColorRGB(*_colour(item, "FillColor"))
        a, b, c, d, _, _ = matrix
        for code in local(item, "TextCode"):
            for char, x, y in _placed(code, size):
                for font, shown in pen.runs(char):
                    across, up = self._to_points(matrix, x, y)
                    text = self._canvas.beginText()
                    text.setTextTransform(a * stretch, -b * stretch, -c, d, across, up)
                    text.setFont(font, size * self._scale)
                    text.textOut(shown)
                    self._canvas.drawText(text)
        self._canvas.restoreState()

    def _path(self, item: Any, matrix: Matrix) -> None:
        data = next((part.text for part in local(item, "AbbreviatedData") if part.text), "")
        path = self._canvas.beginPath()
        any_drawn = False
        for step, points in _steps(data):
            placed = [value for x, y in points for value in self._to_points(matrix, x, y)]
            if step == "C":
                path.close()
            elif placed:
                {"M": path.moveTo, "L": path.lineTo, "B": path.curveTo}[step](*placed)
                any_drawn = True
        if not any_drawn:
            return
        stroke, fill = item.get("Stroke") != "false", item.get("Fill") == "true"
        self._canvas.saveState()
        self._canvas.setStrokeColorRGB(*_colour(item, "StrokeColor"))
        self._canvas.setFillColorRGB(*_colour(item, "FillColor"))
        stretch = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) or 1.0
        self._canvas.setLineWidth(float(item.get("LineWidth") or 0.353) * self._scale * stretch)
        self._canvas.drawPath(path, stroke=int(stroke), fill=int(fill))
        self._canvas.restoreState()

    def image(self, data: bytes, matrix: Matrix) -> None:
        """A picture over the unit square of ``matrix``, which leads to the page."""
        self._draw_image(data, _times(matrix, self._page))

    def _draw_image(self, data: bytes, matrix: Matrix) -> None:
        try:
            with Image.open(io.BytesIO(data)) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    return
                shown = picture.convert("RGBA" if picture.mode in ("RGBA", "LA", "P", "PA") else "RGB")
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return
        a, b, c, d, _, _ = matrix
        x, y = self._to_points(matrix, 0, 1)  # the lower left corner of the picture
        k = self._scale
        self._canvas.saveState()
        self._canvas.transform(a * k, -b * k, -c * k, d * k, x, y)
        self._canvas.drawImage(ImageReader(shown), 0, 0, 1, 1, mask="auto")
        self._canvas.restoreState()


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def local(element: Any, name: str) -> list[Any]:
    """The children of that name, whatever their namespace."""
    return [child for child in element if str(child.tag).rpartition("}")[2] == name] if element is not None else []


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; empty where one is none."""
    try:
        found = [float(part) for part in (text or "").split()]
    except ValueError:
        return []
    return found if all(math.isfinite(value) for value in found) else []


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


def _placed(code: Any, size: float) -> Iterator[tuple[str, float, float]]:
    """The characters of a text code with their base points; without advances they stand side by side."""
    x, y = float(code.get("X") or 0), float(code.get("Y") or 0)
    across, down = list(_deltas(code.get("DeltaX"))), list(_deltas(code.get("DeltaY")))
    for index, char in enumerate(code.text or ""):
        yield char, x, y
        if index < len(across):
            x += across[index]
        elif not down:
            x += size if ord(char) > 0x2E80 else size / 2
        if index < len(down):
            y += down[index]


def _colour(item: Any, kind: str) -> tuple[float, float, float]:
    values = next((numbers(part.get("Value")) for part in local(item, kind)), [])
    if len(values) == 1:
        values = values * 3
    if len(values) == 4:  # CMYK in per cent
        black = 1 - min(values[3], 100) / 100
        return tuple((1 - min(value, 100) / 100) * black for value in values[:3])  # type: ignore[return-value]
    if len(values) != 3:
        return (0.0, 0.0, 0.0)
    return tuple(min(max(value, 0), 255) / 255 for value in values)  # type: ignore[return-value]


def _steps(data: str) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Abbreviated path data as moves, lines and cubic curves."""
    parts = data.split()
    counts = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
    at, here = 0, (0.0, 0.0)
    while at < len(parts):
        step = parts[at]
        count = counts.get(step)
        if count is None:
            return
        values = numbers(" ".join(parts[at + 1 : at + 1 + count]))
        at += 1 + count
        if len(values) != count:
            return
        if step == "C":
            yield "C", []
            continue
        end = (values[-2], values[-1])
        if step in "SM":
            yield "M", [end]
        elif step == "L":
            yield "L", [end]
        elif step == "Q":
            (x1, y1), (x2, y2) = (values[0], values[1]), end
            first = (here[0] + 2 / 3 * (x1 - here[0]), here[1] + 2 / 3 * (y1 - here[1]))
            yield "B", [first, (x2 + 2 / 3 * (x1 - x2), y2 + 2 / 3 * (y1 - y2)), end]
        elif step == "B":
            yield "B", [(values[0], values[1]), (values[2], values[3]), end]
        else:
            yield from (("L", [point]) for point in _arc(here, values, end))
        here = end


def _arc(start: tuple[float, float], values: list[float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Points along an elliptical arc, by the rules that SVG and OFD share (radii, rotation, large, sweep)."""
    rx, ry, angle, large, sweep = abs(values[0]), abs(values[1]), math.radians(values[2]), values[3] != 0, values[4] != 0
    if not rx or not ry or start == end:
        return [end]
    cos, sin = math.cos(angle), math.sin(angle)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * dx + sin * dy, -sin * dx + cos * dy
    short = (x / rx) ** 2 + (y / ry) ** 2
    if short > 1:
        rx, ry = rx * math.sqrt(short), ry * math.sqrt(short)
    over = max(rx**2 * ry**2 - rx**2 * y**2 - ry**2 * x**2, 0.0) / (rx**2 * y**2 + ry**2 * x**2)
    way = math.sqrt(over) * (-1 if large == sweep else 1)
    cx, cy = way * rx * y / ry, -way * ry * x / rx
    middle = (cos * cx - sin * cy + (start[0] + end[0]) / 2, sin * cx + cos * cy + (start[1] + end[1]) / 2)
    first, last = math.atan2((y - cy) / ry, (x - cx) / rx), math.atan2((-y - cy) / ry, (-x - cx) / rx)
    turn = (last - first) % (2 * math.pi) - (0 if sweep else 2 * math.pi)
    found = []
    for step in range(1, 25):
        at = first + turn * step / 24
        px, py = rx * math.cos(at), ry * math.sin(at)
        found.append((middle[0] + cos * px - sin * py, middle[1] + sin * px + cos * py))
    return found
