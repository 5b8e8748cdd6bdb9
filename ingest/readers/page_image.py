"""Does a page without text show anything? Scanners produce images of empty backs; an empty back hides no evidence."""

from __future__ import annotations

from ingest.readers.pdf_pages import Sheet

_WIDTH = 400  # pixels: a printed character is about 5 px high, still far above the noise of an empty sheet
_LIGHT = 150  # grey level from which paper is paper; a dark page is a picture
_CONTRAST = 45  # levels away from the paper's own, in any colour
_INK_SHARE = 0.0004  # of the pixels inside the margins; one line of print covers about 0.002


def looks_blank(sheet: Sheet) -> bool:
    """Whether a page is an empty light sheet; False where it cannot be drawn."""
    image = sheet.image(_WIDTH)
    if image is None:
        return False
    width, height = image.size
    inner = image.crop((width // 25, height // 25, width - width // 25, height - height // 25))  # scan shadows at the borders
    return all(_even(band.histogram()) for band in inner.split())


def _even(histogram: list[int]) -> bool:
    paper = max(range(256), key=histogram.__getitem__)
    marks = sum(histogram[: max(paper - _CONTRAST, 0)]) + sum(histogram[paper + _CONTRAST :])
    return paper >= _LIGHT and marks < _INK_SHARE * sum(histogram)
