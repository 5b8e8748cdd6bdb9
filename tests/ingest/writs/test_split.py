from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document, Page, Source
from ingest.dossier import Dossier, Writ
from ingest.writs.split import running_heads, split

SplitPdf = Callable[..., tuple[Writ, ...]]
Drawing = Callable[[Canvas], None]


def _page(title: str | None = None, *, head: str | None = None, foot: str | None = None, body: str = "执法人员依法进行检查。") -> Drawing:
    def draw(canvas: Canvas) -> None:
        if head:
            canvas.drawString(72, 815, head)
        if title:
            canvas.setFont("STSong-Light", 20)
            canvas.drawCentredString(297, 770, title)
            canvas.setFont("STSong-Light", 12)
        for i in range(5):
            canvas.drawString(72, 720 - i * 20, body)
        if foot:
            canvas.drawCentredString(297, 30, foot)

    return draw


def _blank(canvas: Canvas) -> None:
    canvas.line(0, 0, 0.1, 0)


def _scanned(canvas: Canvas) -> None:
    image = Image.new("RGB", (600, 850), (250, 250, 250))
    image.paste((20, 20, 20), (60, 100, 540, 400))
    canvas.drawImage(ImageReader(image), 0, 0, 595, 842)


def _told(writs: tuple[Writ, ...]) -> list[tuple[str, int, int]]:
    return [(writ.type, writ.first_page, writ.last_page) for writ in writs]


def test_pages_without_a_title_go_on_with_the_writ_before_them(split_pdf: SplitPdf) -> None:
    writs = split_pdf(_page("询问笔录"), _page(), _page(), _page("行政处罚决定书"), _page())
    assert _told(writs) == [("inquiry_record", 1, 3), ("penalty_decision", 4, 5)]


def test_two_records_with_one_title_are_two_writs(split_pdf: SplitPdf) -> None:
    assert _told(split_pdf(_page("询问笔录"), _page("询问笔录"))) == [("inquiry_record", 1, 1), ("inquiry_record", 2, 2)]


def test_a_repeated_title_goes_on_where_the_page_says_it_is_the_second(split_pdf: SplitPdf) -> None:
    writs = split_pdf(
        _page("询问笔录", foot="第1页 共2页"),
        _page("询问笔录", foot="第2页 共2页"),
        _page("询问笔录", foot="第1页 共1页"),
        _page("送达回证", foot="共 1 页 第 1 页"),
    )
    assert _told(writs) == [("inquiry_record", 1, 2), ("inquiry_record", 3, 3), ("service_doc", 4, 4)]


def test_a_day_with_slashes_is_no_page_number(split_pdf: SplitPdf) -> None:
    first = _page("证据提取单", body="执法人员签名：张三 2025/0213", foot="第1页共1页")
    writs = split_pdf(first, _page("证据提取单", body="执法人员签名：张三 2025/02/13", foot="第1页共1页"))
    assert _told(writs) == [("evidence_material", 1, 1), ("evidence_material", 2, 2)]


def test_page_numbers_of_the_whole_dossier_join_nothing(split_pdf: SplitPdf) -> None:
    writs = split_pdf(_page("送达回证", foot="第7页 共9页"), _page("送达回证", foot="第8页 共9页"))
    assert _told(writs) == [("service_doc", 1, 1), ("service_doc", 2, 2)]


def test_a_continuation_sheet_goes_on(split_pdf: SplitPdf) -> None:
    writs = split_pdf(_page("现场检查记录"), _page("现场检查记录（续页）"), _page("送达回证"))
    assert _told(writs) == [("scene_record", 1, 2), ("service_doc", 3, 3)]


def test_a_list_of_contents_without_rules_goes_on(split_pdf: SplitPdf) -> None:
    def second(canvas: Canvas) -> None:
        for i, title in enumerate(("19  送达回证", "20  行政处罚决定书", "21  送达回证")):
            canvas.drawString(72, 780 - i * 20, title)

    writs = split_pdf(_page("卷内目录", body="1  立案审批表  2024年3月1日  1"), second, _page("立案审批表"))
    assert _told(writs) == [("dossier_binding", 1, 2), ("filing_approval", 3, 3)]


def test_running_heads_are_no_titles(split_pdf: SplitPdf) -> None:
    head = "临江市应急管理局 行政处罚案卷"
    pages = [_page("立案审批表", head=head), _page(head=head), _page("行政处罚告知书", head=head), _page("行政处罚决定书", head=head)]
    assert [kind for kind, _, _ in _told(split_pdf(*pages))] == ["filing_approval", "prior_notice", "penalty_decision"]


def test_a_title_that_many_pages_bear_is_still_a_title(split_pdf: SplitPdf) -> None:
    pages = [_page("行政处罚告知书"), _page("送达回证"), _page("行政处罚决定书"), _page("送达回证"), _page("结案审批表"), _page("送达回证")]
    assert [kind for kind, _, _ in _told(split_pdf(*pages))].count("service_doc") == 3


def test_running_heads_are_counted_without_their_page_numbers() -> None:
    pages = [Page(n, f"某某局 {n}\n正文第{n}部分\n第{n}页") for n in range(1, 7)]
    assert "某某局" in running_heads(pages)
    assert not any("正文" in line for line in running_heads(pages[:2]))


def test_a_page_nobody_read_ends_the_writ_before_it(split_pdf: SplitPdf) -> None:
    writs = split_pdf(_page("询问笔录"), _scanned, _page(), _page("送达回证"))
    assert _told(writs) == [("inquiry_record", 1, 1), ("service_doc", 4, 4)]


def test_a_blank_back_belongs_to_its_writ(split_pdf: SplitPdf) -> None:
    assert _told(split_pdf(_page("询问笔录"), _blank, _page())) == [("inquiry_record", 1, 3)]


def test_pages_before_the_first_title_belong_to_nothing(split_pdf: SplitPdf) -> None:
    assert _told(split_pdf(_page(), _page("立案审批表"))) == [("filing_approval", 2, 2)]


def test_a_writ_never_runs_on_into_another_file(make_pdf: Callable[..., Path], read_file: Callable[..., Document]) -> None:
    first = read_file(make_pdf("01.pdf", _page("询问笔录")))
    second = read_file(make_pdf("02.pdf", _page(), _page("行政处罚决定书")), first_page=2)
    dossier = split(Dossier(key="0" * 64, name="案卷", documents=(first, second)))
    assert _told(dossier.writs) == [("inquiry_record", 1, 1), ("penalty_decision", 3, 3)]
    assert dossier.pages_of(dossier.writs[1])[0].number == 3


def test_writs_of_text_files_are_read_without_layout() -> None:
    text = "立案审批表\n临市监立〔2024〕5号\n当事人：临江市好味餐馆\n案由：涉嫌经营超过保质期的食品\n"
    document = Document(Source("0" * 64, "text/plain", len(text)), "dossier", "立案", (Page(1, text),))
    (writ,) = split(Dossier(key="0" * 64, name="案卷", documents=(document,))).writs
    assert (writ.type, writ.number) == ("filing_approval", "临市监立〔2024〕5号")
    assert writ.get("party_name").text == "临江市好味餐馆"
    assert writ.get("cause").text == "涉嫌经营超过保质期的食品"


@pytest.mark.parametrize("title", ["关于印发工作方案的通知", "会议纪要"])
def test_unknown_headings_begin_no_writ(split_pdf: SplitPdf, title: str) -> None:
    assert split_pdf(_page(title)) == ()


def test_advice_that_orders_to_correct_is_an_order(split_pdf: SplitPdf) -> None:
    advice = _page("水务监督意见书", body="建议你单位加强日常巡查，完善台账。")
    order = _page("水务监督意见书", body="现要求你单位立即停止取水，并于6月3日前改正。")
    assert [kind for kind, _, _ in _told(split_pdf(advice, order))] == ["inspection_doc", "correction_notice"]


@pytest.mark.parametrize(
    ("titles", "kinds"),
    [
        (("受案登记表", "立案审批表"), ["case_source", "filing_approval"]),
        (("立案呈批表", "行政案件受案登记表"), ["filing_approval", "case_source"]),
        (("受案登记表", "询问笔录"), ["filing_approval", "inquiry_record"]),
    ],
)
def test_a_case_is_received_where_it_is_filed_on_a_form_of_its_own(split_pdf: SplitPdf, titles: tuple[str, ...], kinds: list[str]) -> None:
    pages = [_page(title, body="2024年3月12日受案，建议受理并调查。") for title in titles]
    assert [kind for kind, _, _ in _told(split_pdf(*pages))] == kinds


@pytest.mark.parametrize(("words", "kind"), [("附言：缴某渔罚〔2024〕3号罚款", "payment_doc"), ("用途：购水泵货款", "evidence_material")])
def test_a_slip_of_the_bank_for_goods_is_proof_and_no_payment_of_the_fine(split_pdf: SplitPdf, words: str, kind: str) -> None:
    assert _told(split_pdf(_page("电子银行业务回单", body=words))) == [(kind, 1, 1)]
