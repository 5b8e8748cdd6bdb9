"""Copies of papers without a title line, as offices scan and print them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Page
from ingest.dossier import Writ
from ingest.writs.catalogue import kinds
from ingest.writs.untitled import untitled_paper

SplitPdf = Callable[..., tuple[Writ, ...]]
HEAD = "某县水务局 水行政执法案卷"

PAPERS = {
    "一面卡片，栏目与内容连写": "姓名张小江\n性别男民族回\n出生1988年3月2日\n"
    "住址某省某县城关镇河街9号附\n2号\n公民身份号码310101198803020011",
    "正反面同页，反面在上": "中华人民共和国\n居民身份证\n签发机关：某县公安局\n"
    "有效期限：2015.01.01-长期\n姓名：张小江\n性别：男 民族：回\n"
    "公民身份号码：310101198803020011\n本复印件经核对与原件相符，执法人员：李一、王二，2024年5月6日",
    "只有反面": "居民身份证\n签发机关 某县公安局\n有效期限 2015.01.01-2035.01.01",
    "营业执照的表头是图案": "统一社会信用代码 91310101MA1FL0000X\n名称 某县清泉采砂有限公司\n"
    "类型 有限责任公司（自然人独资）\n法定代表人 张小江\n"
    "经营范围 砂石开采；砂石销售。（依法须经批准的项目，经相关部门批准后方可开展经营活动）\n注册资本 壹佰万元整\n成立日期 2018年6月1日\n"
    "住所 某县城关镇河街9号\n登记机关\n此复印件由我公司提供，与原件一致",
    "行驶证": "号牌号码 某A12345 车辆类型 重型自卸货车\n所有人 某县清泉采砂有限公司\n"
    "使用性质 货运\n车辆识别代号 LZZ00000000000000\n注册日期 2019-05-06",
    "驾驶证": "证号 310101198803020011\n姓名 张小江 性别 男 国籍 中国\n"
    "初次领证日期 2009-01-01\n准驾车型 B2\n有效期限 2021-01-01至2031-01-01",
    "户口簿": "户主姓名 张大江 户号 00112233\n姓名 张小江 与户主关系 长子\n"
    "曾用名 民族 回族 出生日期 1988年3月2日\n公民身份证号码 310101198803020011",
    "许可证": "许可证编号：SX3101010000001\n经营者名称：某县河街张记小吃店\n经营者：张小江\n住所：某县城关镇河街9号\n主体业态：小餐饮\n"
    "经营项目：热食类食品制售\n发证机关：某县市场监督管理局\n有效期至：2027年5月5日",
}


@pytest.mark.parametrize("text", PAPERS.values(), ids=list(PAPERS))
def test_a_paper_without_a_title_is_known_by_its_labels(text: str) -> None:
    found = untitled_paper(Page(3, f"{HEAD}\n{text}"), frozenset({HEAD.replace(" ", "")}))
    assert found is not None
    assert found.kind == "party_identity"


OTHERS = {
    "笔录的第二页": "问：你的姓名、性别、民族？\n答：张小江，男，回族。\n问：公民身份号码？\n答：310101198803020011",
    "立案表的续页": "案由 涉嫌非法采砂\n姓名 张小江 性别 男 民族 回\n住址 某县城关镇河街9号\n公民身份号码 310101198803020011",
    "题名不识的表": "个体经营情况申报表\n姓名 张小江\n性别 男 民族 回\n住址 某县城关镇河街9号\n公民身份号码 310101198803020011",
    "告知的续页": "当事人姓名 张小江\n性别 男\n民族 回\n公民身份号码 310101198803020011",
    "只有两个栏目": "姓名 张小江\n公民身份号码 310101198803020011",
    "说明情况的长文": "本公司名称为某县清泉采砂有限公司。统一社会信用代码为91310101MA1FL0000X。"
    "类型为有限公司。注册资本一百万元。成立日期为2018年。",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=list(OTHERS))
def test_forms_of_the_case_that_ask_for_the_same_are_no_such_papers(text: str) -> None:
    assert untitled_paper(Page(3, text), frozenset()) is None


COVERS = {
    "横排": "某县水务局\n案件名称 张小江未经批准采砂案\n当事人 张小江\n立案日期 2024年5月6日 结案日期 2024年8月9日\n处理结果 罚款\n"
    "立卷人 李一 归档日期 2024年9月1日\n保管期限 长期 本卷共 41 页",
    "全宗号": "全宗号 12 目录号 3 案卷号 88\n题名 关于张小江采砂一案的材料\n立案时间 2024.5.6\n保存期限 三十年\n承办单位 水政监察大队",
}


@pytest.mark.parametrize("text", COVERS.values(), ids=list(COVERS))
def test_a_cover_without_a_title_is_known_by_its_labels(text: str) -> None:
    found = untitled_paper(Page(1, text), frozenset())
    assert found is not None
    assert (found.kind, kinds()[found.kind].subtype(found.text)) == ("dossier_binding", "cover")


def test_the_back_of_a_card_goes_on_with_its_front(split_pdf: SplitPdf) -> None:
    def side(text: str) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("STSong-Light", 12)
            for i, line in enumerate(text.split("\n")):
                canvas.drawString(150, 700 - i * 22, line)

        return draw

    front, back = PAPERS["一面卡片，栏目与内容连写"], PAPERS["只有反面"]
    assert [(writ.first_page, writ.last_page) for writ in split_pdf(side(front), side(back), side(front))] == [(1, 2), (3, 3)]


def test_a_card_after_a_record_is_a_writ_of_its_own_and_its_number_a_field(split_pdf: SplitPdf) -> None:
    def record(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 20)
        canvas.drawCentredString(297, 780, "询问笔录")
        canvas.setFont("STSong-Light", 12)
        for i in range(6):
            canvas.drawString(72, 740 - i * 20, "问：当天的采砂量是多少？答：约三十立方米。")

    def card(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 12)
        for i, line in enumerate(PAPERS["一面卡片，栏目与内容连写"].split("\n")):
            canvas.drawString(150, 700 - i * 22, line)

    one, other = split_pdf(record, card)
    assert (one.type, one.last_page) == ("inquiry_record", 1)
    assert (other.type, other.first_page, other.subtype) == ("party_identity", 2, "id_card")


def test_both_sides_of_a_card_under_a_title_are_no_back_of_the_licence_before(split_pdf: SplitPdf) -> None:
    def side(rows: str) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            title, *rest = rows.split("\n")
            canvas.setFont("STSong-Light", 20)
            canvas.drawCentredString(297, 780, title)
            canvas.setFont("STSong-Light", 12)
            for i, row in enumerate(rest):
                canvas.drawString(72, 720 - 24 * i, row)

        return draw

    licence = side("营业执照\n名称 榆岭县某农资店\n类型 个体工商户\n经营者 蔺守田")
    card = side(
        "居民身份证复印件\n姓名 蔺守田\n性别 男 民族 汉\n住址 榆岭县城关镇\n公民身份号码 371522197905162832\n"
        "签发机关 榆岭县公安局 有效期限 2016.08.02-2036.08.02"
    )
    assert [(writ.first_page, writ.subtype) for writ in split_pdf(licence, card)] == [(1, "license"), (2, "id_card")]
