"""Pictures of an OFD as reportlab draws them. One that is missing or of an unknown format leaves a pale field: a picture stands there."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageChops
from reportlab.lib.utils import ImageReader

from ingest.convert import jbig2
from ingest.convert.opened_picture import opened_picture

_MISSING = Image.new("RGBA", (1, 1), (128, 128, 128, 50))


def drawable(data: bytes | None, mask: bytes | None, *, is_seal: bool = False) -> Any:
    """What ``canvas.drawImage`` takes. ``mask`` is a picture whose light parts are opaque."""
    picture = _opened(data)
    if picture is None:
        return ImageReader(_MISSING)
    if data and picture.format == "JPEG" and picture.mode in ("L", "RGB") and not mask and not is_seal:
        return ImageReader(io.BytesIO(data))  # as it is: smaller and exact
    shape = _opened(mask)
    if shape is not None:
        picture = picture.convert("RGB")
        picture.putalpha(shape.convert("L").resize(picture.size))
    elif is_seal and picture.mode not in ("RGBA", "LA", "PA"):
        picture = _see_through(picture.convert("RGB"))
    elif picture.mode in ("RGBA", "LA", "P", "PA"):
        picture = picture.convert("RGBA")
    elif picture.mode not in ("L", "RGB"):
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    return ImageReader(picture)


def _opened(data: bytes | None) -> Any | None:
    if not data:
        return None
    if data.startswith(jbig2.MAGIC):
        return jbig2.decoded(data)
    return opened_picture(data)


def _see_through(picture: Any) -> Any:
    """The paper of a seal's picture taken away: the lighter, the more transparent."""
    red, green, blue = picture.split()
    picture.putalpha(ImageChops.invert(ImageChops.darker(ImageChops.darker(red, green), blue)))
    return picture
