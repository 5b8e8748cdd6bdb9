"""Does a page without text show anything? Scanners produce images of empty backs; an empty back hides no evidence."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import InputError
from ingest.render import page_image

_WIDTH = 400  # pixels: a printed character is about 5 px high, still far above the noise of an empty sheet
_CONTRAST = 60  # grey levels below the paper's own grey
_INK_SHARE = 0.0004  # of the pixels inside the margins; one line of print covers about 0.002


def looks_blank(path: Path, index: int) -> bool:
    """Whether page ``index`` (0-based) of a PDF is an empty sheet; False where it cannot be rendered."""
    try:
        image = page_image(path, index, width=_WIDTH).convert("L")
    except InputError:
        return False
    width, height = image.size
    inner = image.crop((width // 25, height // 25, width - width // 25, height - height // 25))  # scan shadows at the borders
    histogram = inner.histogram()
    total = sum(histogram)
    if not total:
        return False
    paper = max(range(256), key=histogram.__getitem__)
    ink = sum(histogram[: max(paper - _CONTRAST, 0)])
    return ink < _INK_SHARE * total
