"""Pictures inside of documents, opened with care: they may be damaged, of an unknown format, or bombs."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

MOST_PIXELS = 120_000_000  # a sheet of A3 at 600 dpi is 70 million


def opened_picture(data: bytes) -> Any | None:
    """A PIL image that is loaded; None where the bytes are none that Pillow reads, or too large a one."""
    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > MOST_PIXELS:
            return None
        picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return picture
