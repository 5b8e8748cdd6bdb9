"""Cells that hold their label above the value: the rest of the cell is the place for it, and empty where nothing stands there."""

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.dossier import Writ


def _approval(form: type, last: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        page = form(canvas, "立案审批表")
        page.row("案由\n经营劣质农药", "案件来源\n监督抽查")
        page.row("当事人\n青禾县禾旺农资店  经营者：苗广田", "统一社会信用代码\n92320829MA1XQ4D63B")
        page.row("承办人意见\n建议立案调查。王有才 李思思 2024年6月12日")
        page.row("执法大队意见\n同意。赵立新 2024年6月12日")
        page.row(last)

    return draw


@pytest.mark.parametrize(
    "last",
    ["机关负责人意见\n", "局领导审批意见：\n\n", "局负责人\n\n", "行政机关负责人\n签名：        年  月  日", "分管领导\n"],
)
def test_the_head_s_own_cell_is_empty(split_pdf: Callable[..., tuple[Writ, ...]], form: type, last: str) -> None:
    (writ,) = split_pdf(_approval(form, last))
    states = {name: writ.get(name).state for name in ("leader_opinion", "leader_sign", "handler_sign", "unit_sign")}
    assert states == {"leader_opinion": "empty", "leader_sign": "empty", "handler_sign": "value", "unit_sign": "value"}
    assert writ.get("party_name").text == "青禾县禾旺农资店"


@pytest.mark.parametrize("label", ["机关负责人意见", "局负责人", "分管领导"])
def test_the_head_wrote_in_its_own_cell(split_pdf: Callable[..., tuple[Writ, ...]], form: type, label: str) -> None:
    (writ,) = split_pdf(_approval(form, f"{label}\n同意立案。周九河 2024年6月13日"))
    assert [writ.get(f"leader_{what}").text for what in ("opinion", "sign", "date")] == ["同意立案。", "周九河", "2024年6月13日"]


def _record(form: type, *last: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        page = form(canvas, "现场检查笔录")
        page.row("检查时间\n2024年6月13日14时30分至15时20分", "检查地点\n青禾县兴农街52号")
        page.row("当事人\n青禾县禾旺农资店", "检查人员\n王有才（证号：10081207） 李思思（证号：\n10081219）")
        page.row("检查情况\n店内货架有农药12瓶。")
        for cells in last:
            page.row(*cells.split("|"))

    return draw


@pytest.mark.parametrize("label", ["当事人签名", "被检查单位意见", "现场负责人确认", "当事人对笔录的意见"])
def test_the_party_s_own_cell_is_empty_or_signed(split_pdf: Callable[..., tuple[Writ, ...]], form: type, label: str) -> None:
    officers = "检查人员签名\n王有才 李思思 2024年6月13日"
    (bare,) = split_pdf(_record(form, f"{label}\n", officers))
    assert (bare.get("party_sign").state, bare.get("officers_sign").text) == ("empty", "王有才、李思思")
    assert bare.get("officers").text == "王有才（证号：10081207）李思思（证号：10081219）"
    (signed,) = split_pdf(_record(form, f"{label}\n看过，属实。苗广田 2024年6月13日", officers))
    assert signed.get("party_sign").text == "苗广田"


def test_the_neighbour_s_cell_is_no_value_of_an_empty_one(split_pdf: Callable[..., tuple[Writ, ...]], form: type) -> None:
    (writ,) = split_pdf(_record(form, "当事人签名\n|检查人员签名\n王有才 李思思 2024年6月13日"))
    assert writ.get("party_sign").state == "empty"
    assert writ.get("officers_sign").text == "王有才、李思思"


def test_strokes_in_the_own_cell_are_no_empty_place(split_pdf: Callable[..., tuple[Writ, ...]], form: type) -> None:
    def draw(canvas: Canvas) -> None:
        page = form(canvas, "现场检查笔录")
        page.row("检查时间\n2024年6月13日14时30分至15时20分", "检查地点\n青禾县兴农街52号")
        page.row("当事人\n青禾县禾旺农资店", "检查人员\n王有才 李思思")
        page.row("检查情况\n店内货架有农药12瓶。")
        at = page.y - 17
        page.row("当事人签名\n")
        for step in range(8):
            canvas.bezier(180 + 5 * step, at, 170 + 5 * step, at + 14, 190 + 5 * step, at - 6, 186 + 5 * step, at + 8)

    (writ,) = split_pdf(draw)
    assert writ.get("party_sign").state == "unread"


def test_a_head_s_place_without_rules_is_empty_at_the_foot(split_pdf: Callable[..., tuple[Writ, ...]], form: type) -> None:
    def draw(canvas: Canvas) -> None:
        page = form(canvas, "行政处罚决定审批表")
        for line in ("当事人", "青禾县禾旺农资店", "案由", "经营劣质农药", "承办机构意见", "同意。赵立新 2024年7月16日", "局负责人"):
            page.line(line)

    (writ,) = split_pdf(draw)
    assert (writ.get("unit_sign").text, writ.get("leader_sign").state) == ("赵立新", "empty")


@pytest.mark.parametrize(("last", "states"), [("", ("empty", "empty")), ("同意结案。周九河 2024年8月5日", ("value", "value"))])
def test_the_head_below_the_handlers_is_that_of_the_agency(
    split_pdf: Callable[..., tuple[Writ, ...]], form: type, last: str, states: tuple[str, str]
) -> None:
    def draw(canvas: Canvas) -> None:
        page = form(canvas, "结案审批表")
        page.row("当事人\n青禾县禾旺农资店", "案由\n经营劣质农药")
        page.row("承办人\n建议结案。王有才 李思思 2024年8月2日")
        page.row(f"负责人\n{last}")

    (writ,) = split_pdf(draw)
    assert (writ.get("leader_opinion").state, writ.get("leader_sign").state) == states
    assert writ.get("party.legal_rep").state == "unread"


@pytest.mark.parametrize("step", ["审批", "局领导审批", "负责人批准"])
def test_the_last_step_of_a_sign_off_is_empty(split_pdf: Callable[..., tuple[Writ, ...]], form: type, step: str) -> None:
    def draw(canvas: Canvas) -> None:
        page = form(canvas, "行政处罚决定审批表")
        page.row("环节", "处理人", "意见", "处理时间")
        page.row("承办", "王有才", "按告知内容决定", "2024-06-28 16:00")
        page.row("审核", "赵立新", "同意", "2024-06-29 09:05")
        page.row(step, "", "", "")

    (writ,) = split_pdf(draw)
    assert (writ.get("unit_sign").text, writ.get("leader_opinion").state, writ.get("leader_sign").state) == ("赵立新", "empty", "empty")


def test_strokes_below_the_head_of_a_column_fill_it(split_pdf: Callable[..., tuple[Writ, ...]], form: type) -> None:
    def draw(canvas: Canvas) -> None:
        page = form(canvas, "送达回证")
        page.row("受送达人", "青禾县禾旺农资店", "送达地点", "兴农街52号")
        page.row("送达文书名称\n及文号", "送达方式", "收件人签名及收到日期")
        at = page.y - 34
        page.row("行政处罚决定书\n青农罚〔2024〕\n14号", "直接送达", "\n\n")
        for step in range(8):
            canvas.bezier(390 + 5 * step, at, 380 + 5 * step, at + 14, 400 + 5 * step, at - 6, 396 + 5 * step, at + 8)

    (writ,) = split_pdf(draw)
    assert (writ.get("signer").state, writ.get("date").state) == ("unread", "unread")
