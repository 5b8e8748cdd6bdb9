"""PDF: text with the box of every character, ruled tables, and an honest word about pages that cannot be read.

The page text is exactly what pdfplumber's ``extract_text()`` makes of the page's characters; lines, edges and table cells refer to it.
Boxes are relative to the visible page (crop box, rotation applied), so they scale with the rendered page image.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from ingest.document import Box, Document, Page, Source
from ingest.memory import give_back
from ingest.ocr.page import ocr_page
from ingest.page_cache import KeptPages
from ingest.page_layout import page_lines, page_tables, rounded
from ingest.page_objects import Object, glyphs, letters_of, runs_of
from ingest.readers.drawn_seals import with_seals
from ingest.readers.engine import Engine
from ingest.readers.page_image import looks_blank
from ingest.readers.pdf_pages import Sheet, sheets
from ingest.readers.text_layer import text_layer_problem

Progress = Callable[[int, int], None]

LOST = "本页无法读取：文件的页面结构已损坏，请重新导出后提交"
NOT_DRAWN = "本页没有可用的文字层，也无法绘制成图像识别，请重新导出后提交"

_DPI = 200  # at which pages are recognised; what office scanners deliver, and finer pictures gain nothing
_WIDEST = 4000  # pixels
_TIDY = 8  # pages between two times that memory is given back
_FEW_CHARS = 30  # a scan program's stamp or a page number; the shortest real writ pages measured hold more than 60
_COVERS = 0.6  # share of the page an image must cover to be the page


def read_pdf(
    path: Path,
    source: Source,
    *,
    first_page: int = 1,
    engine: Engine = "pdfium",
    progress: Progress | None = None,
    kept: KeptPages | None = None,
) -> Document:
    """Read a PDF. ``progress(done, total)`` is called after every page. Pages that are ``kept`` are not read; those read are kept.

    RejectedInput: ``encrypted`` (a password is needed), ``empty`` (no pages), ``xfa`` (a form without pages).
    UnreadableInput: ``damaged``. A single page that fails keeps its place with ``origin="none"`` and a problem.
    """
    name = Path(source.path).name if source.path else path.name
    pages = []
    with sheets(path, name, engine) as (count, found):
        for index, sheet in enumerate(found):
            number = first_page + index
            page = kept.page(index + 1, as_number=number) if kept is not None else None
            if page is None:
                page = _read_page(sheet, number) if sheet else Page(number, "", origin="none", problem=LOST)
                if kept is not None:
                    kept.add(index + 1, page)
                if index % _TIDY == 0 and page.origin != "text":
                    give_back()
            pages.append(page)
            if sheet and progress:
                progress(index + 1, count)
    return Document(source=source, kind="dossier", title=Path(name).stem, pages=tuple(pages))


def _read_page(sheet: Sheet, number: int) -> Page:
    try:
        return _page(sheet, number)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:
        return Page(number, "", origin="none", problem=f"本页内容已损坏，无法读取（{type(error).__name__}）")


def _page(sheet: Sheet, number: int) -> Page:
    visible = _visible(sheet.page)
    x, y = float(visible.bbox[0]), float(visible.bbox[1])
    width, height = float(visible.width), float(visible.height)
    letters = glyphs(runs_of(visible))
    bare = all(map(str.isspace, letters))
    images = visible.images
    covered = any(_area(image) >= _COVERS * width * height for image in images)
    # Drawn even where nothing was found, since a content stream that cannot be parsed is passed over in silence.
    if bare and looks_blank(sheet):
        return Page(number, "", width=width, height=height, origin="none", blank=True)
    problem = text_layer_problem(letters)
    if bare or problem or (covered and (sheet.filled or sum(not letter.isspace() for letter in letters) < _FEW_CHARS)):
        return _recognised(sheet, number, width, height, problem)
    text, lines, placed = page_lines(visible, x, y)
    pictures = tuple(_boxes(images, x, y))
    page = Page(number, text, lines, width, height, tables=page_tables(visible, lines, placed, x, y), pictures=pictures)
    return with_seals(page, sheet, _boxes(visible.curves, x, y), [_moved(ring, x, y) for ring in sheet.rings()])


def _recognised(sheet: Sheet, number: int, width: float, height: float, problem: str | None) -> Page:
    """The page from its picture; one without any letters, such as a photograph, keeps its place without text."""
    picture = sheet.image(min(round(width / 72 * _DPI), _WIDEST))
    if picture is None:
        return Page(number, "", width=width, height=height, origin="none", problem=problem or NOT_DRAWN)
    return ocr_page(np.asarray(picture), number=number, width=width, height=height)


def _visible(page: Any) -> Any:
    """The page cut to what every viewer and our page images show: the crop box."""
    crop, full = page.cropbox, page.bbox
    box = (max(crop[0], full[0]), max(crop[1], full[1]), min(crop[2], full[2]), min(crop[3], full[3]))
    if box[2] - box[0] < 1 or box[3] - box[1] < 1:
        return page
    same = all(abs(a - b) < 0.5 for a, b in zip(crop, full, strict=True))
    return page if same and not _something_outside(runs_of(page), box) else page.crop(box)


def _something_outside(runs: list[Object], box: tuple[float, float, float, float]) -> bool:
    """Whether a character lies outside a box altogether."""
    left, top, right, bottom = box
    return any(
        char["x1"] < left or char["x0"] > right or char["bottom"] < top or char["top"] > bottom
        for run in runs
        if run["x0"] < left or run["x1"] > right or run["top"] < top or run["bottom"] > bottom
        for char in letters_of(run)
    )


def _boxes(shapes: list[Object], dx: float, dy: float) -> list[Box]:
    if not shapes:
        return []
    sides = rounded([float(one[side]) - d for one in shapes for side, d in (("x0", dx), ("top", dy), ("x1", dx), ("bottom", dy))])
    return [Box(*sides[at : at + 4]) for at in range(0, len(sides), 4)]


def _moved(box: Box, dx: float, dy: float) -> Box:
    return Box(box.x0 - dx, box.top - dy, box.x1 - dx, box.bottom - dy)


def _area(image: dict[str, Any]) -> float:
    return float((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]))
