"""Colours and lines of OFD objects: their own, else those of the drawing parameters that they, or their layer, refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ingest.convert.ofd_resources import number, numbers
from ingest.convert.parts import local

_BLACK = (0.0, 0.0, 0.0)
_STEPS = 8  # of drawing parameters that refer to one another


@dataclass(frozen=True, slots=True)
class Ink:
    """What an object is drawn with: the object first, then the parameters that stand in for what it leaves open."""

    sources: tuple[Any, ...]

    @property
    def line_width(self) -> float:
        """In millimetres."""
        return next((number(source.get("LineWidth"), 0.353) for source in self.sources if source.get("LineWidth")), 0.353)

    def use(self, canvas: Any, kind: str, *, default: bool) -> bool:
        """Set the ``Fill`` or ``Stroke`` colour; whether anything is to be filled or stroked at all.

        A pattern is left out: without it what lies underneath can be read.
        """
        wanted = self.sources[0].get(kind)
        if not (wanted == "true" if wanted else default):
            return False
        colour = next((found for source in self.sources for found in local(source, f"{kind}Color")), None)
        values = _values(colour)
        if values is None:
            return False
        alpha = number(self.sources[0].get("Alpha"), 255) * number(colour.get("Alpha") if colour is not None else None, 255) / 255
        (canvas.setFillColorRGB if kind == "Fill" else canvas.setStrokeColorRGB)(*values)
        (canvas.setFillAlpha if kind == "Fill" else canvas.setStrokeAlpha)(min(max(alpha / 255, 0.0), 1.0))
        return True


def ink(item: Any, layer: Any, params: dict[str, Any]) -> Ink:
    """The ink of an object in a layer (None outside of one)."""
    sources = [item]
    for start in (item, layer):
        key = start.get("DrawParam") if start is not None else None
        for _ in range(_STEPS):
            param = params.get(key or "")
            if param is None:
                break
            sources.append(param)
            key = param.get("Relative")
    return Ink(tuple(sources))


def _values(colour: Any) -> tuple[float, float, float] | None:
    """Red, green and blue from 0 to 1; None for a pattern. Of a shading the first colour counts."""
    if colour is None:
        return _BLACK
    if local(colour, "Pattern"):
        return None
    shade = next((found for segment in colour.iter("{*}Segment") for found in local(segment, "Color")), None)
    values = numbers((shade if shade is not None else colour).get("Value"))
    if len(values) == 1:
        values = values * 3
    if len(values) == 4:  # CMYK in per cent
        black = 1 - min(max(values[3], 0), 100) / 100
        values = [255 * (1 - min(max(value, 0), 100) / 100) * black for value in values[:3]]
    if len(values) != 3:
        return _BLACK
    red, green, blue = (min(max(value, 0.0), 255.0) / 255 for value in values)
    return red, green, blue
