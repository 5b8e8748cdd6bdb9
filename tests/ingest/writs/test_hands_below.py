"""Where hands sign at the foot of a record without the word 签名: filled, empty, or no such place at all."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document
from ingest.writs.places import signature_places
from zhijian.demo.pages import draw_text

BODY = (
    "检查时间：2024年6月13日14时30分至15时20分",
    "当事人：青禾县禾旺农资店",
    "执法人员：王有才（证号：10081207）、李思思（证号：10081219）",
    "执法人员出示执法证件，当事人表示不申请回避。",
    "检查情况：店内货架有农药12瓶，标价25元。",
)
SIGNED = "执法人员：王有才  李思思  2024年6月13日"
States = Callable[[Sequence[str], bool], dict[str, str]]


@pytest.fixture
def states(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> States:
    """The places of a record that ends with such lines, and with strokes of a hand behind the first of them where wanted."""

    def run(lines: Sequence[str], hand: bool = False) -> dict[str, str]:
        def draw(canvas: Canvas) -> None:
            draw_text(canvas, 230, 780, "现场检查笔录", 18)
            for at, line in enumerate([*BODY, *lines]):
                draw_text(canvas, 80, 740 - 26 * at, line, 12)
            at = 740 - 26 * len(BODY)
            for step in range(8 if hand else 0):
                canvas.bezier(180 + 5 * step, at, 170 + 5 * step, at + 14, 190 + 5 * step, at - 6, 186 + 5 * step, at + 8)

        (page,) = read_file(make_pdf("笔录.pdf", draw)).pages
        return {place.label.split("（")[0]: place.state for place in signature_places(page)}

    return run


@pytest.mark.parametrize(
    ("lines", "party"),
    [
        (["在场人：", SIGNED], "在场人"),
        (["当事人：            年   月   日", SIGNED], "当事人"),
        (["当事人（签名）：            年   月   日", SIGNED], "当事人"),
        (
            ["以上笔录我看过，与实际情况相符。", "被检查单位负责人：", "检查人：王有才  李思思  2024年6月13日", "第1页 共1页"],
            "被检查单位负责人",
        ),
        (["现场负责人：        见证人：        检查人员：王有才  李思思", "2024年6月13日"], "现场负责人"),
        (["陪同人员：以上情况属实。", SIGNED], "陪同人员"),
    ],
)
def test_nobody_signed_behind_a_plain_label(states: States, lines: Sequence[str], party: str) -> None:
    found = states(lines, False)
    assert found.pop(party) == "empty", found
    assert "text" in found.values()


@pytest.mark.parametrize(
    "lines",
    [
        ["在场人：以上情况属实  赵小军  2024年6月13日", SIGNED],
        ["在场人：属实。赵小军  2024年6月13日  检查人：王有才  李思思"],
        ["在场人：以上笔录已看过，记录属实。", "               赵小军  2024年6月13日", SIGNED],
    ],
)
def test_the_name_behind_it_or_below_fills_it(states: States, lines: Sequence[str]) -> None:
    assert states(lines, False)["在场人"] == "text"


def test_strokes_behind_it_fill_it(states: States) -> None:
    assert states(["在场人：", SIGNED], True)["在场人"] == "ink"


@pytest.mark.parametrize(
    "lines", [["在场人：", "检查人："], ["在场人：", "检查过程已录像，王有才负责保管。"], ["当事人：", "地址：青禾县兴农街52号"]]
)
def test_labels_that_nobody_signed_beside_or_in_the_text_are_no_places(states: States, lines: Sequence[str]) -> None:
    assert states(lines, False) == {}
