"""Notes on copies, pictures and data in the words of other offices: nothing to report where somebody certified them."""

from collections.abc import Callable
from typing import Any

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]


def verdict(make_case: MakeCase, title: str, text: str, **more: Any) -> str:
    case = make_case({"type": "evidence_material", "title": title, "text": text} | more)
    return next(finding.verdict for finding in run_checks(case) if finding.rule == "invest.copy_or_edata_uncertified")


@pytest.mark.parametrize(
    ("title", "text", "more"),
    [
        ("取水许可证复印件", "来源：甲县水务公司\n原件已核，内容相同。王五 2024年3月6日", {}),
        ("参保人员名册复印件", "由甲县安心大药房提供，复印属实，王五2024年3月6日", {}),
        ("现场照片", "摄影：王五 2024年3月6日于河东渠首", {}),
        ("网页截图", "截图人：王五\n截图时间：2024年3月6日\n从平台导出后打印", {}),
        ("现场照片", "渠首闸门 2024年3月6日9时 王五摄", {}),
        ("现场照片", "2024年3月6日9时 河东渠首闸门 王晓五拍摄", {}),
        ("监控截图", "2024年3月6日 从平台导出\n王五截图", {}),
        ("现场照片", "渠首闸门\n王五 2024年3月6日", {}),
        ("证据提取单", "运单一份\n提取方法：复印\n与原件一致，由我店提供。王五 2024年3月6日\n提取人：李四", {}),
        ("证据提取单", "证据名称 进货单复印件1份\n提取地点 当事人店内\n提取人 李四\n出证人意见 与原件相符。王五 2024年3月6日", {}),
        ("药品经营许可证复印件", "与原件一致，由我店提供。王五 2024年3月6日", {}),
        ("送货单复印件", "化肥20袋\n复印件与原件一致 王五 2024年3月6日", {}),
        ("许可证复印件", "经核对与原件相符：王五2024年3月6日\n核对人：李四", {}),
        ("道路运输证复印件", "本件复印自原件，与之相符，本人提供\n王五 2024.3.6", {}),
        ("现场照片", "拍摄人 拍摄时间 拍摄地点\n王五 2024年3月6日 河东渠首", {"fields": {"maker": None, "date": None}}),
    ],
)
def test_certified_in_other_words(make_case: MakeCase, title: str, text: str, more: dict[str, Any]) -> None:
    assert verdict(make_case, title, text, **more) == "met"


@pytest.mark.parametrize(
    ("title", "text", "more"),
    [
        ("取水许可证复印件", "2024年3月6日", {}),
        ("营业执照复印件", "与原件一致。来源：甲县水务公司\n2024年3月6日", {}),
        ("现场照片", "渠首闸门 2024年3月6日9时 河东渠首", {}),
        ("送货单复印件", "化肥20袋\n与原件一致。2024年3月6日 王五", {}),
        ("送货单", "化肥20袋\n收货人：甲县农资店\n（扫 描 件）", {}),
        ("证据提取单", "进货单 化肥20袋\n证据名称：进货单复印件1份\n提取时间：2024年3月6日\n提取人：李四\n出证人意见 签名：", {}),
        ("书证提取单", "运单一份\n提取方式：影印\n提取时间：2024年3月6日\n提取人：李四\n提供人签名：", {}),
        ("现场照片", "拍摄人：\n拍摄时间：\n拍摄地点：河东渠首", {"fields": {"maker": None, "date": None}}),
    ],
)
def test_nobody_certified_it(make_case: MakeCase, title: str, text: str, more: dict[str, Any]) -> None:
    assert verdict(make_case, title, text, **more) == "breach"


def test_an_officer_who_compared_a_copy_did_not_provide_it(make_case: MakeCase) -> None:
    filing = {"type": "filing_approval", "fields": {"handlers": "王五、李四"}}
    copy = {"type": "evidence_material", "title": "送货单复印件", "text": "化肥20袋\n复印件与原件一致 王五 2024年3月6日"}
    found = [one for one in run_checks(make_case(filing, copy)) if one.rule == "invest.copy_or_edata_uncertified"]
    assert [(one.verdict, "出处" in one.message) for one in found] == [("breach", True)]
