"""The fast reader beside plain pdfplumber: the same text and tables, or a difference that is listed here with its reason."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from pdfplumber.table import Table

from ingest.normalise import normalise
from ingest.readers.pdfium_page import PdfiumPage
from ingest.ruled_tables import ruled_tables
from zhijian.demo import generate

SHARED = Path(__file__).parents[3] / "../shared/data"
DOSSIERS = ["D02", "D04", "D13", "D19", "D29", "D37"]

# Where the two differ, and who is right; pages count from 1.
TEXT_DIFFERS = {
    "jsvine__pdfplumber__issue-71-duplicate-chars.pdf": "bold print made of two copies is read once by pdfium, twice by pdfplumber",
    "mozilla__pdf.js__SimFang-variant.pdf": "a GBK font without embedded tables: pdfplumber gives Latin letters, pdfium the Chinese text",
    "mozilla__pdf.js__XiaoBiaoSong.pdf": "a GBK font without embedded tables: pdfplumber gives Latin letters, pdfium the Chinese text",
    "mozilla__pdf.js__issue12823.pdf": "emoji in a font without values: pdfplumber guesses two of them, neither reads the page",
    "dothinking__pdf2docx__demo-table-lattice.pdf": "vertical text of a seal and the masked password area of an invoice, in another order",
    "jsvine__pdfplumber__pr-136-example.pdf": "the text layer of a poor scan, with blanks and letters at the same places",
    "pymupdf__PyMuPDF__test_4182.pdf": "pdfplumber puts years in a second font on a line of their own, away from the title they stand in",
    "pymupdf__PyMuPDF__has-bad-fonts.pdf": "pdfplumber reads a character that lies outside the visible page",
}
TABLES_DIFFER = {
    "jsvine__pdfplumber__issue-71-duplicate-chars.pdf": TEXT_DIFFERS["jsvine__pdfplumber__issue-71-duplicate-chars.pdf"],
}
_TOUCHING = 3.1  # points; pdfplumber joins edges up to 3 apart, and at exactly 3 rounding decides whether two frames are one table


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("pdfminer").setLevel(logging.NOTSET)


def _plain(text: str | None) -> str | None:
    """Radicals that fonts map plain characters to are the same text; pdfium resolves them while reading, we do afterwards."""
    return text and normalise(text).text


def _compared(path: Path) -> Iterator[tuple[int, Any, PdfiumPage]]:
    document = pypdfium2.PdfDocument(path)
    try:
        with pdfplumber.open(path) as pdf:
            assert len(pdf.pages) == len(document)
            for index, page in enumerate(pdf.pages):
                loaded = document[index]
                yield index + 1, page, PdfiumPage(loaded.raw, index + 1)
                loaded.close()
                page.close()
    finally:
        document.close()


def _contents(tables: list[Table]) -> list[list[list[str | None]]]:
    """What stands in tables, without the empty ones that drawings and photographs yield."""
    contents = [[[_plain(cell) for cell in row] for row in table.extract()] for table in tables]
    return [table for table in contents if any(cell for row in table for cell in row)]


def _ours(page: PdfiumPage) -> list[Table]:
    return [Table(page, [cell for _, _, cell in table]) for table in ruled_tables(page.lines, page.rects, page.curves)]


def _frames_touch(page: Any) -> bool:
    """Whether two ruled tables of a page stand so close that rounding decides whether they are one."""
    edges = sorted({round(edge["top"], 3) for edge in page.horizontal_edges} | {round(edge["bottom"], 3) for edge in page.horizontal_edges})
    return any(2.9 < below - above < _TOUCHING for above, below in pairwise(edges))


def _check(path: Path) -> int:
    pages = 0
    text_differs = tables_differ = False
    for number, plain, fast in _compared(path):
        pages += 1
        if _plain(plain.extract_text()) != _plain(fast.extract_text()):
            text_differs = True
            assert path.name in TEXT_DIFFERS, f"{path.name} page {number}"
        if _contents(plain.find_tables()) != _contents(_ours(fast)) and not _frames_touch(plain):
            tables_differ = True
            assert path.name in TABLES_DIFFER, f"{path.name} page {number}"
    assert text_differs == (path.name in TEXT_DIFFERS), "a difference that is listed is gone: strike it from the list"
    assert tables_differ == (path.name in TABLES_DIFFER), "a difference that is listed is gone: strike it from the list"
    return pages


def test_generated_dossiers(tmp_path: Path) -> None:
    generate(tmp_path, seed=11)
    assert sum(_check(path) for path in sorted(tmp_path.rglob("*.pdf"))[:6]) > 100


@pytest.mark.parametrize("name", DOSSIERS)
def test_dossiers_of_other_hands(name: str) -> None:
    path = SHARED / "dossiers" / name / f"{name}.pdf"
    if not path.is_file():
        pytest.skip(f"no sample dossier at {path}")
    assert _check(path) > 5


def test_official_forms() -> None:
    paths = sorted((SHARED / "official-forms").glob("*.pdf"))
    if not paths:
        pytest.skip(f"no official forms at {SHARED}")
    assert sum(map(_check, paths)) >= 56


def test_hard_chinese_files() -> None:
    paths = sorted((SHARED / "pdf-robustness/zh").glob("*.pdf"))
    if not paths:
        pytest.skip(f"no hard files at {SHARED}")
    assert sum(map(_check, paths)) >= 40
