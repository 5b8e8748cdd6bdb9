"""The abbreviated path data of OFD (GB/T 33190, 8.4.2) as moves, lines and curves."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ingest.convert.ofd_resources import numbers


def steps(data: str) -> Iterator[tuple[str, list[tuple[float, float]]]]:
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
