"""Receipts that list several services, a row each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.dossier import Writ
from tests.ingest.writs.conftest import LEFT, Form

Split = Callable[..., tuple[Writ, ...]]
NOTICE, DECISION = ("行政处罚告知书", "甲罚告〔2024〕8号"), ("行政处罚决定书", "甲罚〔2024〕8号")
_COLUMNS = (0, 100, 210, 280, 350)  # points, of a list without rules


def _column(writ: Writ, name: str) -> list[str]:
    return ["".join(field.text.split()) for field in writ.all(name)]


def _sheet(*rows: Sequence[str], ruled: bool = True) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        form = Form(canvas, "送达回证")
        form.line("受送达人：甲市好味餐馆")
        for row in rows:
            if ruled:
                form.row(*row)
            else:
                for x, text in zip(_COLUMNS, row, strict=True):
                    canvas.drawString(LEFT + x, form.y, text)
                form.y -= 20

    return draw


@pytest.mark.parametrize(
    "heads",
    [
        ("文件名称", "字号", "送达方法", "签收人", "签收日期"),
        ("文书", "文号", "方式", "收件人", "时间"),
        ("送达文书", "文书编号", "方式", "当事人签收", "收到时间及地点"),
        ("送达文书", "文号", "送达情况", "签收", "送达日期"),
    ],
)
def test_each_row_is_a_service(split_pdf: Split, heads: Sequence[str]) -> None:
    rows = [(*NOTICE, "直接", "王小五", "2024年5月6日"), (*DECISION, "留置", "李小六", "2024年6月8日")]
    (writ,) = split_pdf(_sheet(heads, *rows))
    assert _column(writ, "doc_title") == [NOTICE[0], DECISION[0]]
    assert _column(writ, "doc_no") == [NOTICE[1], DECISION[1]]
    assert _column(writ, "date") == ["2024年5月6日", "2024年6月8日"]
    assert _column(writ, "signer") == ["王小五", "李小六"]
    assert _column(writ, "addressee") == ["甲市好味餐馆"]


def test_rows_without_rules(split_pdf: Split) -> None:
    rows = [(*NOTICE, "直接", "王小五", "2024年5月6日"), (*DECISION, "留置", "李小六", "2024年6月8日")]
    (writ,) = split_pdf(_sheet(("送达文书", "文号", "送达方式", "签收人", "送达日期"), *rows, ruled=False))
    assert _column(writ, "doc_no") == ["".join(NOTICE), "".join(DECISION)]
    assert _column(writ, "date") == ["2024年5月6日", "2024年6月8日"]
    assert _column(writ, "mode") == ["直接", "留置"]


def test_rows_without_rules_under_heads_nobody_knows_leave_the_days_unread(split_pdf: Split) -> None:
    rows = [(*NOTICE, "直接", "王小五", "2024年5月6日"), (*DECISION, "留置", "李小六", "2024年6月8日")]
    (writ,) = split_pdf(_sheet(("文件", "字号", "方法", "领取人", "时间"), *rows, ruled=False))
    assert [field.state for field in writ.all("date")] == ["unread"]


def test_numbers_may_stand_with_the_titles(split_pdf: Split) -> None:
    rows = [("\n".join(one), "王小五", day) for one, day in ((NOTICE, "2024.5.6"), (DECISION, "2024.6.8"))]
    (writ,) = split_pdf(_sheet(("法律文书名称和编号", "接收人签字", "接收时间"), *rows))
    assert _column(writ, "doc_title") == ["".join(NOTICE), "".join(DECISION)]
    assert _column(writ, "date") == ["2024.5.6", "2024.6.8"]


def test_a_list_goes_on_over_the_page_with_its_heads(split_pdf: Split) -> None:
    heads = ("文书名称", "文号", "签收人", "签收时间")

    def second(canvas: Canvas) -> None:
        form = Form(canvas, "送达回证")
        form.row(*heads)
        form.row(*DECISION, "王小五", "2024年6月8日")

    writs = split_pdf(_sheet(heads, (*NOTICE, "王小五", "2024年5月6日"), ("催告书", "甲市监催〔2024〕8号", "同上", "同上")), second)
    days = [day for writ in writs for day in _column(writ, "date")]
    assert days == ["2024年5月6日", "2024年5月6日", "2024年6月8日"]


def test_an_empty_place_in_a_row_stays_in_its_row(split_pdf: Split) -> None:
    heads = ("文书名称", "文号", "签收人", "签收时间")
    (writ,) = split_pdf(_sheet(heads, (*NOTICE, "", "2024年5月6日"), (*DECISION, "王小五", ""), ("", "", "", ""), ("以下空白", "", "", "")))
    assert [field.state for field in writ.all("signer")] == ["empty", "value"]
    assert [field.state for field in writ.all("date")] == ["value", "empty"]


def test_one_row_is_a_list_as_well(split_pdf: Split) -> None:
    (writ,) = split_pdf(_sheet(("文书", "文号", "方式", "收件人", "时间"), (*DECISION, "留置", "李小六", "2024年6月8日")))
    assert [_column(writ, name) for name in ("doc_title", "doc_no", "mode")] == [[DECISION[0]], [DECISION[1]], ["留置"]]


def test_rows_that_cannot_be_told_apart_leave_the_days_unread(split_pdf: Split) -> None:
    rows = [("行政处罚告知书\n行政处罚决定书", "", "王小五", "2024年5月6日\n2024年6月8日"), ("催告书", "", "", "")]
    (writ,) = split_pdf(_sheet(("文书名称", "文号", "签收人", "签收时间"), *rows))
    assert [field.state for field in writ.all("date")] == ["unread"]


def test_a_row_of_other_labels_is_no_service(split_pdf: Split) -> None:
    heads = ("送达文书及文号", "送达地点", "送达方式", "收到日期")
    (writ,) = split_pdf(
        _sheet(heads, ("".join(DECISION), "好味餐馆", "直接送达", "2024年6月8日"), ("送达人", "张小七", "收件人", "李小六"))
    )
    assert _column(writ, "date") == ["2024年6月8日"]
