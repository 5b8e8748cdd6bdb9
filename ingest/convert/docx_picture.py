"""The pictures of a DOCX, as DrawingML and as VML keep them. One in a format of Windows alone leaves a pale field of its size."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from PIL import Image as Picture
from reportlab.platypus import Image

from ingest.convert.opened_picture import opened_picture
from ingest.convert.parts import Parts, attr, descendants, find, tag

_EMU = 1 / 12700  # points
_MISSING = Picture.new("RGB", (1, 1), (238, 238, 238))
_STYLE = re.compile(r"(width|height):\s*([0-9]{1,5}(?:\.[0-9]{1,5})?)(pt|in|cm|mm|px)?")
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 0.75}
_ALIGN = {"center": "CENTER", "right": "RIGHT", "end": "RIGHT"}


def pictures(paragraph: Any, parts: Parts, related: dict[str, tuple[str, str]], room: float, depth: float, align: str) -> Iterator[Image]:
    """The pictures of a paragraph in order, as flowables no larger than ``room`` × ``depth`` points."""
    for element in paragraph.iter("{*}blip", "{*}imagedata"):
        if not _is_own(element, paragraph):
            continue
        is_vml = tag(element) == "imagedata"
        _, place = related.get(attr(element, "id" if is_vml else "embed") or "", ("", ""))
        if not place:
            continue
        shown = _shown(parts.data(place) if parts.has(place) else b"")
        wide, high = (_vml_size(element) if is_vml else _size(element)) or (float(shown.width), float(shown.height))
        scale = min(1.0, room / wide, depth / high)
        buffer = io.BytesIO()
        shown.save(buffer, format="JPEG" if shown.mode == "RGB" and shown.width * shown.height > 250_000 else "PNG", quality=92)
        buffer.seek(0)
        yield Image(buffer, wide * scale, high * scale, hAlign=_ALIGN.get(align, "LEFT"))


def _is_own(element: Any, paragraph: Any) -> bool:
    """Word writes drawings twice, the second time for old programs; what stands in a text box belongs to the paragraphs there."""
    for above in element.iterancestors():
        if above is paragraph:
            return True
        if tag(above) in ("Fallback", "txbxContent"):
            return False
    return False


def _shown(data: bytes) -> Any:
    picture = opened_picture(data)
    if picture is None:
        return _MISSING
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture if picture.mode in ("RGB", "L") else picture.convert("RGB")


def _size(blip: Any) -> tuple[float, float] | None:
    """The size on paper in points: of the shape in a group, else of the whole drawing."""
    for above in blip.iterancestors():
        extent = find(above, "spPr", "xfrm", "ext") if tag(above) == "pic" else find(above, "extent")
        values = [attr(extent, side) or "" for side in ("cx", "cy")]
        if all(value.isdecimal() and int(value) for value in values):
            return int(values[0]) * _EMU, int(values[1]) * _EMU
        if tag(above) in ("inline", "anchor"):
            return None
    return None


def _vml_size(data: Any) -> tuple[float, float] | None:
    shape = data.getparent()
    sides = {
        side: float(value) * _UNITS[unit or ""] for side, value, unit in _STYLE.findall(attr(shape, "style") or "") if value.strip(".")
    }
    return (sides["width"], sides["height"]) if sides.get("width") and sides.get("height") else None


def boxes(paragraph: Any) -> Iterator[Any]:
    """The contents of the text boxes that hang on a paragraph."""
    return (box for box in descendants(paragraph, "txbxContent") if _is_own(box, paragraph))
