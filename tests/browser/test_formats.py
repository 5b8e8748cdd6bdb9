"""An OFD, a scan and a Word dossier on the page of their clue: the box on the screen lies over the very words that are quoted.

What a box covers is read from a screenshot of it, as a supervisor would read it.
"""

import io
import os
import re
import subprocess
import sys
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import docx
import numpy as np
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image
from playwright.sync_api import Page, expect

from ingest.document import Cell, Document, Line
from ingest.document import Page as Leaf
from ingest.ocr.page import ocr_page
from ingest.readers import read
from ingest.vault import Vault
from tests.ingest.convert.ofd_file import OfdFile, line, text
from zhijian.demo.dossiers import generate_offices
from zhijian.demo.scans import scanned

MM = 25.4 / 72
ALIKE = 0.7  # share of a quotation that recognition of a small screenshot must find again
ACTIVE = """() => {
    const image = document.querySelector('#viewer .sheet img'), sheet = image.getBoundingClientRect();
    const boxes = [...document.querySelectorAll('#viewer rect.active')].map((one) => one.getBoundingClientRect());
    const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
    const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
    return { x: left, y: top, width: right - left, height: bottom - top,
        inside: left >= sheet.left - 1 && right <= sheet.right + 1 && top >= sheet.top - 1 && bottom <= sheet.bottom + 1 };
}"""


@pytest.fixture(scope="module")
def screened(site, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One generated dossier in three formats, screened into the office that is being served."""
    folder = tmp_path_factory.mktemp("formats")
    list(generate_offices(folder / "made", seed=77, count=1))
    (pdf,) = folder.rglob("*.pdf")
    document = read(pdf, Vault(folder / "vault").put(pdf))
    given = folder / "given"
    given.mkdir()
    as_ofd(document, given / "版式案卷.ofd")
    as_word(document, given / "文字案卷.docx")
    scanned(pdf, given / "扫描案卷.pdf", seed=5, form="scanned")
    environment = {**os.environ, "ZHIJIAN_HOME": str(site.home), "PYTHONUTF8": "1"}
    environment.pop("ZHIJIAN_SEARCH_URL", None)
    for path in sorted(given.iterdir()):
        subprocess.run(
            [sys.executable, "-m", "zhijian", "screen", str(path)], env=environment, check=True, capture_output=True, timeout=500
        )


def as_ofd(document: Document, path: Path) -> None:
    """Letters where they stand, each with its advance, and the rules of tables."""
    OfdFile(["".join([*map(_rules, page.tables), *(_placed(page, one) for one in page.lines)]) for page in document.pages]).write(path)


def _placed(page: Leaf, one: Line) -> str:
    steps = " ".join(f"{(right - left) * MM:.3f}" for left, right in pairwise(one.edges[:-1]))
    size = (one.box.bottom - one.box.top) * MM
    x, y = one.edges[0] * MM, one.box.top * MM + 0.88 * size
    return text(page.text[one.start : one.end], round(x, 3), round(y, 3), size=size, delta=steps)


def _rules(table: tuple[Cell, ...]) -> str:
    strokes = set()
    for cell in table:
        left, top, right, bottom = (round(side * MM, 2) for side in (cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom))
        strokes |= {(left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom), (right, top, right, bottom)}
    return "".join(line(*stroke) for stroke in sorted(strokes))


def as_word(document: Document, path: Path) -> None:
    """Lines as paragraphs, the first of a page as a heading in the middle; tables as tables."""
    word = docx.Document()
    for page in document.pages:
        tables = {min(start for cell in table for start, _ in cell.ranges): table for table in page.tables if any(c.ranges for c in table)}
        taken = {at for table in page.tables for cell in table for start, end in cell.ranges for at in range(start, end)}
        for number, one in enumerate(page.lines):
            for start in [start for start in tables if one.start <= start < one.end]:
                _word_table(word, page, tables.pop(start))
            if one.start in taken:
                continue
            paragraph = word.add_paragraph(page.text[one.start : one.end])
            if number == 0:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word.add_page_break()
    word.save(str(path))


def _word_table(word: "docx.document.Document", page: Leaf, cells: tuple[Cell, ...]) -> None:
    table = word.add_table(1 + max(cell.row for cell in cells), 1 + max(cell.column for cell in cells), style="Table Grid")
    for cell in cells:
        table.cell(cell.row, cell.column).text = "".join(page.text[start:end] for start, end in cell.ranges)


@pytest.mark.parametrize("name", ["版式案卷", "扫描案卷", "文字案卷"], ids=["ofd", "scan", "word"])
def test_the_box_lies_over_the_quoted_words(page: Page, site, screened: None, name: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{site.address}/dossiers?q={name}")
    page.click(f"table.list a:has-text('{name}')")
    page.locator("main a[href^='/clues/']").first.click()
    page.wait_for_url(re.compile("/clues/"))
    expect(page.locator(".case-facts")).to_contain_text(name)
    quoted = [link for link in page.locator("ul.evidence a").all() if link.locator("q").count() and "无框" not in link.inner_text()]
    assert quoted, "a clue quotes the page that shows it"
    for link in quoted[:6]:
        at = link.get_attribute("data-at")
        link.click()
        expect(page.locator("#viewer")).to_have_attribute("data-at", at or "")
        page.wait_for_function("() => document.querySelector('#viewer .sheet img').naturalWidth > 900")
        assert page.evaluate(ACTIVE)["inside"]
        quote, seen = link.locator("q").inner_text(), ""
        for _ in range(10):  # the page comes sharper in a moment, and slides to the place
            if alike(quote, seen := words_on_screen(page)) >= ALIKE:
                break
            page.wait_for_timeout(500)
        assert alike(quote, seen) >= ALIKE, (quote, seen)


def words_on_screen(page: Page) -> str:
    """What can be read in the active boxes, their colour taken away."""
    box = page.evaluate(ACTIVE)
    page.evaluate("document.querySelector('#viewer svg.boxes').style.visibility = 'hidden'")
    clip = {"x": box["x"] - 3, "y": box["y"] - 3, "width": box["width"] + 6, "height": box["height"] + 6}
    picture = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")  # type: ignore[arg-type]
    big = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS)
    sheet = Image.new("RGB", (big.width + 160, big.height + 160), "white")
    sheet.paste(big, (80, 80))
    page.evaluate("document.querySelector('#viewer svg.boxes').style.visibility = ''")
    return ocr_page(np.asarray(sheet), number=1, width=sheet.width, height=sheet.height).text


def alike(quote: str, seen: str) -> float:
    """The share of the letters of a quotation, up to thirty, that were seen in its order."""
    quote, seen = (re.sub(r"[\s“”…，。：:、（）()]", "", one) for one in (quote, seen))
    matches = SequenceMatcher(None, quote, seen, autojunk=False).get_matching_blocks()
    return sum(match.size for match in matches) / min(len(quote), 30)
