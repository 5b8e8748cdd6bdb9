from collections.abc import Sequence

from ingest.document import Box, Cell, Document, Page, Source
from ingest.dossier import Dossier, Writ
from nlp.procedure.binding import catalogue, totals
from nlp.procedure.case import CaseFile


def sheet(rows: Sequence[Sequence[str]], number: int = 1) -> Page:
    text, cells = "卷内目录\n", []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            cells.append(Cell(r, c, Box(c * 80.0, r * 20.0, c * 80.0 + 80, r * 20.0 + 20), ((len(text), len(text) + len(value)),)))
            text += value + "\n"
    return Page(number, text, tables=(tuple(cells),))


def case_of(*pages: Page) -> CaseFile:
    writ = Writ("dossier_binding", "卷内目录", 1, len(pages), "catalog")
    return CaseFile(Dossier("k", "d", (Document(Source("k", "text/plain", 0), "dossier", "d", pages),), (writ,)))


def test_rows_of_a_table_with_the_columns_of_its_first_page() -> None:
    first = sheet([["序号", "文号", "文书名称", "页号"], ["1", "", "立案审批表", "1"], ["2", "", "询问笔录", "2-4"]])
    second = sheet([["3", "", "行政处罚决定书", "5—6"]], 2)
    found = catalogue(case_of(first, second))
    assert found
    assert found.complete
    assert [(row.title, row.first, row.last, row.page) for row in found.rows] == [
        ("立案审批表", 1, None, 1),
        ("询问笔录", 2, 4, 1),
        ("行政处罚决定书", 5, 6, 2),
    ]


def test_a_table_without_known_heads_is_not_complete() -> None:
    found = catalogue(case_of(sheet([["一", "二"], ["立案审批表", "1"]])))
    assert found
    assert not found.complete
    assert not found.rows


def test_misread_page_numbers_are_unknown() -> None:
    found = catalogue(case_of(sheet([["文书名称", "页号"], ["询问笔录", "9-1.0"]])))
    assert found
    assert found.rows[0].first is None


def test_a_number_in_the_column_of_titles_is_no_title() -> None:
    found = catalogue(
        case_of(sheet([["文件名称及编号", "页号"], ["立案审批表（甲）应急立〔2024〕1号", "1"], ["证据复制单（复印件）", "2"]]))
    )
    assert found
    assert [row.title for row in found.rows] == ["立案审批表", "证据复制单（复印件）"]


def test_rows_without_ruled_lines() -> None:
    page = Page(1, "卷内目录\n1 甲环立〔2024〕1号 立案审批表 2024年4月2日 1\n2 行政处罚决定书 2-3")
    found = catalogue(case_of(page))
    assert found
    assert [(row.title, row.first, row.last) for row in found.rows] == [("立案审批表", 1, None), ("行政处罚决定书", 2, 3)]


def test_totals_of_cover_and_note() -> None:
    pages = (Page(1, "案卷封面\n本卷共 30 页"), Page(2, "卷内备考表\n本卷共三十页，材料齐全"))
    writs = (Writ("dossier_binding", "案卷封面", 1, 1, "cover"), Writ("dossier_binding", "卷内备考表", 2, 2, "note"))
    case = CaseFile(Dossier("k", "d", (Document(Source("k", "text/plain", 0), "dossier", "d", pages),), writs))
    assert [one.pages for one in totals(case)] == [30, 30]
