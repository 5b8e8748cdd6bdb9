"""How a dossier is bound (卷内目录、页码): the rows of its catalogue, and the number of pages that cover and note tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ingest.document import Cell, Page
from ingest.dossier import Writ
from ingest.writs.catalogue import kinds
from ingest.writs.labels import unify
from nlp.facts.document_numbers import find_document_numbers
from nlp.facts.numerals import parse_numeral
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.quoting import quoted

_PAGE_HEADS = re.compile(r"(?:起止|所在)?页(?:号|次|码|数)|起止页")
_NUMBERS = r"(?P<first>\d{1,4})(?:[-—–~～至到]+(?P<last>\d{1,4}))?"
_PAGES = re.compile(_NUMBERS)
_LINE = re.compile(rf"^\s*(?P<serial>\d{{1,3}})[、.．\s]\s*(?P<rest>\S.*?)\s+{_NUMBERS}\s*$", re.M)
_WORDS = re.compile(r"[\u4e00-\u9fa5（）、/]{2,}")
_TOTAL = re.compile(r"(?:本卷|本案卷|全卷|卷内|共计|共有|合计)[^。；，\d]{0,10}?(?P<n>\d{1,4}|[一二三四五六七八九十百零〇]{1,6})页")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the catalogue. ``last`` is None where only one page number is given."""

    title: str
    first: int | None
    last: int | None
    page: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The rows of a catalogue. ``complete``: every page of it was read as a table with a column of titles."""

    writ: Writ
    rows: tuple[Row, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Total:
    """A number of pages of the whole dossier. ``mark`` looks up where it is told."""

    pages: int
    mark: Callable[[], Evidence]

    @property
    def evidence(self) -> Evidence:
        """Where it is told."""
        return self.mark()


def catalogue(case: CaseFile) -> Catalogue | None:
    """The catalogue of the dossier; None where there is none, or several (volumes of their own numbers)."""
    found = case.writs("dossier_binding", "catalog")
    if len(found) != 1:
        return None
    rows: list[Row] = []
    columns: tuple[int, int | None] | None = None
    complete = True
    for page in case.dossier.pages_of(found[0]):
        tables = [table for table in page.tables if len({cell.column for cell in table}) > 1]
        if not tables and page.text.strip():
            rows.extend(_printed(page))
            complete = complete and bool(rows)
        for table in tables:
            lines = _lines(table)
            at, columns = _heads(page, lines) or (-1, columns)
            if columns is None:
                complete = False
                continue
            rows.extend(_rows(page, lines[at + 1 :], columns))
    return Catalogue(found[0], tuple(rows), complete and bool(rows))


def _printed(page: Page) -> Iterator[Row]:
    """The rows of a catalogue without ruled lines: 3 立案审批表 5-6. None where the serial numbers do not run on."""
    found = list(_LINE.finditer(page.text))
    serials = [int(match["serial"]) for match in found]
    if serials != list(range(serials[0], serials[0] + len(serials)) if serials else []):
        return
    for match in found:
        words = [word for word in _WORDS.findall(match["rest"]) if not re.fullmatch(r"[年月日号字第]+", word)]
        if words:
            yield Row(max(words, key=len), int(match["first"]), int(match["last"]) if match["last"] else None, page.number)


def totals(case: CaseFile) -> list[Total]:
    """What the cover and the note say of the number of pages."""
    found = []
    for writ in case.writs("dossier_binding"):
        if writ.subtype == "catalog":
            continue
        if match := _TOTAL.search(case.squeezed(writ).text):
            number = parse_numeral(match["n"])
            if number:
                found.append(Total(number, partial(quoted, case, writ, f"《{writ.title}》共 {number} 页", *match.span())))
    return found


def _lines(table: Sequence[Cell]) -> list[dict[int, Cell]]:
    """The cells of a table by row and column."""
    lines: dict[int, dict[int, Cell]] = {}
    for cell in table:
        lines.setdefault(cell.row, {})[cell.column] = cell
    return [lines[row] for row in sorted(lines)]


def _heads(page: Page, lines: Sequence[dict[int, Cell]]) -> tuple[int, tuple[int, int | None]] | None:
    """The row of heads, and the columns of titles and of page numbers."""
    named = kinds()["dossier_binding"].by_label
    for at, line in enumerate(lines[:3]):
        texts = {column: unify(_text(page, cell)) for column, cell in line.items()}
        titles = [column for column, text in texts.items() if named.get(text) == "catalog"]
        if titles:
            pages = [column for column, text in texts.items() if _PAGE_HEADS.fullmatch(text)]
            return at, (titles[0], pages[0] if len(pages) == 1 else None)
    return None


def _rows(page: Page, lines: Sequence[dict[int, Cell]], columns: tuple[int, int | None]) -> Iterator[Row]:
    titles, numbers = columns
    for line in lines:
        title = _without_number(_text(page, line[titles])) if titles in line else ""
        if not title:
            continue
        written = _text(page, line[numbers]) if numbers in line else ""
        match = _PAGES.fullmatch(written)
        first, last = (int(match["first"]), int(match["last"]) if match["last"] else None) if match else (None, None)
        yield Row(title, first, last, page.number)


def _without_number(title: str) -> str:
    """A title without the number some catalogues write into the same column (文件名称及编号)."""
    for found in find_document_numbers(title):
        head, tail = title.split(found.text, 1)
        title = re.sub(r"[（(][^（）()]{1,2}[）)]$", "", head) + tail  # （甲）应急立〔2024〕1号
    return title


def _text(page: Page, cell: Cell) -> str:
    return "".join("".join(page.text[a:b].split()) for a, b in cell.ranges)
