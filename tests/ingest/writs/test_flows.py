"""Forms that a case system prints: steps of a sign-off a row each, signatures made electronically."""

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.dossier import Writ


@pytest.mark.parametrize(
    ("head", "sends"),
    [(("序号", "环节", "处理人", "处理意见", "处理时间"), "提请立案"), (("顺序号", "节点名称", "审批人员", "审批意见", "时间"), "呈批")],
)
def test_the_steps_of_a_sign_off_may_be_numbered(
    split_pdf: Callable[..., tuple[Writ, ...]], form: type, head: tuple[str, ...], sends: str
) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "立案审批表")
        sheet.row("当事人", "临江市好味餐馆", widths=(110, 340))
        widths = (50, 90, 80, 130, 100)
        sheet.row(*head, widths=widths)
        sheet.row("1", sends, "李明、王芳", "提请审批", "2024/8/9 09:10", widths=widths)
        sheet.row("2", "部门审核", "赵强", "同意立案", "2024/8/9 10:35", widths=widths)
        sheet.row("3", "负责人审批", "陈立", "同意", "2024/8/10 14:02", widths=widths)

    (one,) = split_pdf(draw)
    assert [one.get(name).text for name in ("handler_opinion", "handler_sign")] == ["提请审批", "李明、王芳"]
    assert [one.get(name).text for name in ("unit_sign", "leader_sign", "approved_date")] == ["赵强", "陈立", "2024/8/10"]


@pytest.mark.parametrize("signed", ["卞舒（电子签名，受委托人）", "卞舒（电子签章）"])
def test_an_electronic_signature_is_no_label(split_pdf: Callable[..., tuple[Writ, ...]], form: type, signed: str) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "电子送达回执")
        widths = (90, 140, 80, 160)
        sheet.row("受送达人", "临江市好味餐馆", "送达方式", "电子送达", widths=widths)
        sheet.row("签收时间", "2024/9/12 16:48", "收件人签名", signed, widths=widths)
        sheet.row("送达人", "李明、王芳", "依据", "送达地址确认书", widths=widths)

    (one,) = split_pdf(draw)
    assert one.get("date").text.startswith("2024/9/12")
    assert one.get("signer").text == "卞舒"


@pytest.mark.parametrize("label", ["到达受送达人系统时间", "到达系统日期", "到达时间"])
def test_what_is_sent_electronically_is_served_as_it_arrives(split_pdf: Callable[..., tuple[Writ, ...]], form: type, label: str) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = form(canvas, "电子送达回执")
        widths = (90, 130, 120, 130)
        sheet.row("受送达人", "临江市好味餐馆", "送达方式", "电子送达", widths=widths)
        sheet.row("发送时间", "2024/9/12 16:05:31", label, "2024/9/13 08:01:02", widths=widths)

    (one,) = split_pdf(draw)
    assert one.get("date").text.startswith("2024/9/13")
