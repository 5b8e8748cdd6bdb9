"""Cells whose lines interrupt each other are read one after the other, and every character keeps its place."""

from ingest.cell_order import pieces
from ingest.document import Box, Cell, Page
from ingest.passage import Passage

BOX = Box(0, 0, 1, 1)
TEXT = "自收到本决定书之日起十五日内缴纳\n罚款缴纳方式 依据《中华人民共和\n和期限 国行政处罚法》第七十二条\n签名"


def ranges(*words: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(word), TEXT.index(word) + len(word)) for word in words)


LABEL = Cell(0, 0, BOX, ranges("罚款缴纳方式", "和期限"))
VALUE = Cell(0, 1, BOX, ranges("自收到本决定书之日起十五日内缴纳", "依据《中华人民共和", "国行政处罚法》第七十二条"))


def page(*tables: tuple[Cell, ...]) -> Page:
    return Page(3, TEXT, tables=tables)


def test_a_label_of_two_lines_beside_a_value_of_three_does_not_break_its_sentence() -> None:
    passage = Passage.of([page((LABEL, VALUE))])
    assert passage.text.split("\n") == [
        "罚款缴纳方式",
        "和期限",
        "自收到本决定书之日起十五日内缴纳",
        "依据《中华人民共和",
        "国行政处罚法》第七十二条",
        "签名",
    ]
    assert "依据《中华人民共和国行政处罚法》第七十二条" in passage.squeezed().text


def test_every_character_knows_its_place_on_the_page() -> None:
    passage = Passage.of([page((LABEL, VALUE))])
    for char, number, offset in zip(passage.text, passage.pages, passage.offsets, strict=True):
        assert number == 3
        assert TEXT[offset] == char or char == "\n"


def test_pages_whose_cells_do_not_interrupt_each_other_stay_as_they_are() -> None:
    one_line = Cell(0, 0, BOX, ranges("罚款缴纳方式"))
    beside = Cell(0, 1, BOX, ranges("依据《中华人民共和"))
    assert pieces(page()) is None
    assert pieces(page((one_line, beside))) is None
    assert pieces(page((Cell(0, 0, BOX, ranges("依据《中华人民共和", "国行政处罚法》第七十二条")),))) is None


def test_a_table_within_a_table_is_left_alone() -> None:
    assert pieces(page((LABEL, VALUE), (LABEL, VALUE))) is None
