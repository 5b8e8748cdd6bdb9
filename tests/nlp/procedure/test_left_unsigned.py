"""Records of which the party's place is left empty, in the forms of many offices: real pages, read and judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.checks.hearing_held import record_or_host_defect
from nlp.procedure.checks.preserve import approval_or_list_missing
from nlp.procedure.checks.record import inquiry_record_signature
from nlp.procedure.checks.sampling import sampling_procedure
from nlp.procedure.checks.scene_records import scene_record_defect
from nlp.procedure.outcome import Outcome
from nlp.procedure.rules import rules

OFFICERS = "王有才（执法证号：10081207）、李思思（执法证号：10081219）"
SCENE = (
    "检查时间：2024年6月13日14时30分至15时20分",
    "检查地点：青禾县柳塘镇兴农街52号",
    f"执法人员：{OFFICERS}",
    "当事人：青禾县禾旺农资店",
    "执法人员出示了执法证件，当事人表示不申请回避。",
    "检查情况：店内第三排货架有三唑锡悬浮剂12瓶，标价25元一瓶，当场下架封存。",
)
HANDS = "执法人员：王有才  李思思  2024年6月13日"
Case = Callable[..., CaseFile]


def _scene(case: CaseFile) -> Outcome:
    (outcome,) = scene_record_defect(case, rules()["invest.scene_record_defect"])
    return outcome


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["当事人（签名）：            年   月   日", HANDS], []),
        (["在场人：", HANDS], []),
        (["以上笔录我看过，与现场情况一致。", "被检查单位负责人：", "检查人：王有才  李思思    2024年6月13日"], []),
        (["以上内容看过，属实。            年   月   日", "勘察人：王有才  李思思  2024年6月13日"], []),
        (["笔录属实。", "王有才  李思思  2024年6月13日"], []),
        (
            [],
            [
                "当事人\n青禾县禾旺农资店",
                "",
                "检查地点\n兴农街52号",
                "",
                "检查情况\n货架有农药12瓶",
                "",
                "被检查方确认\n",
                "",
                "检查人员\n王有才  李思思  2024年6月13日",
            ],
        ),
        ([], ["当事人意见|", "执法人员签名|王有才  李思思  2024年6月13日"]),
        ([], ["被检查单位意见（签章）|", "检查人员签名|王有才  李思思  2024年6月13日"]),
        ([], ["当事人意见|□属实  □有异议：      签名：        年   月   日", "执法人员签名|王有才  李思思  2024年6月13日"]),
        ([], ["告知\n已出示证件", "当事人确认\n", "检查情况\n货架有农药12瓶", "检查人员签名\n王有才  李思思  2024年6月13日", "备注\n无"]),
    ],
)
def test_the_party_s_place_is_left_empty(drawn_case: Case, lines: Sequence[str], rows: Sequence[str]) -> None:
    outcome = _scene(drawn_case(("现场检查笔录", [*SCENE, *lines], rows)))
    assert (outcome.verdict, "当事人签名处空白" in outcome.message) == ("breach", True), outcome.message


@pytest.mark.parametrize(
    ("lines", "rows", "verdict"),
    [
        (["当事人（签名）：以上属实。苗广田  2024年6月13日", HANDS], [], "met"),
        (["以上内容看过，属实。苗广田 2024年6月13日", HANDS], [], "met"),
        ([], ["当事人意见|看过，属实。苗广田  2024年6月13日", "执法人员签名|王有才  李思思  2024年6月13日"], "met"),
        (["当事人：拒绝签名，已由执法记录仪录像", HANDS], [], "met"),
        (["见证人：", "当事人：苗广田  2024年6月13日", HANDS], [], "met"),
        (["陪同检查人：苗广田　　监督员：王有才  李思思", "2024年6月13日"], [], "met"),
        (["陪同检查人签名：苗广田　2024年6月13日", "农业监督员签名：王有才  李思思　2024年6月13日"], [], "met"),
        (["笔录属实。苗广田  2024年6月13日", "王有才  李思思  2024年6月13日"], [], "met"),
        ([HANDS], [], "unknown"),
        (["当事人：", "执法人员："], [], "unknown"),
    ],
)
def test_a_signed_one_a_refusal_and_a_form_without_such_a_place(
    drawn_case: Case, lines: Sequence[str], rows: Sequence[str], verdict: str
) -> None:
    outcome = _scene(drawn_case(("现场检查笔录", [*SCENE, *lines], rows)))
    assert outcome.verdict == verdict, outcome.message


@pytest.mark.parametrize(
    ("label", "last", "verdict"),
    [
        ("当事人（签字）：", "", "breach"),
        ("现场负责人签名：", "            年   月   日", "breach"),
        ("被检查人（签名）：", "", "breach"),
        ("当事人（签字）：", "苗广田  2024年6月13日", "met"),
        ("当事人（签字）：", "拒绝签字，已录像", "met"),
    ],
)
def test_the_last_page_of_a_record_is_signed_too(drawn_case: Case, label: str, last: str, verdict: str) -> None:
    first = [*SCENE, f"{label}苗广田　　检查人员：王有才  李思思", "第1页 共2页"]
    second = ["当场制发责令改正通知书。（以下空白）", f"{label}{last}", "检查人员（签字）：王有才  李思思  2024年6月13日", "第2页 共2页"]
    outcome = _scene(drawn_case(("现场检查笔录", first, []), ("现场检查笔录（续页）", second, [])))
    assert outcome.verdict == verdict, outcome.message


@pytest.mark.parametrize(
    ("hours", "told", "verdict"),
    [
        ("时间：10时10分至", "", "breach"),
        ("检查时间：10时10分至    时   分", "", "breach"),
        ("时间：10时10分至", "检查至11时25分结束。", "met"),
        ("时间：10时10分至11时25分", "", "met"),
    ],
)
def test_the_hours_under_a_label_of_their_own(drawn_case: Case, hours: str, told: str, verdict: str) -> None:
    lines = [f"检查日期：2024年6月13日  {hours}", *SCENE[1:], told, "当事人（签名）：苗广田  2024年6月13日", HANDS]
    outcome = _scene(drawn_case(("现场检查笔录", lines, [])))
    assert (outcome.verdict, "结束时间" in outcome.message) == (verdict, verdict == "breach"), outcome.message


def _sampling(drawn_case: Case, title: str, *rows: str) -> Outcome:
    (outcome,) = sampling_procedure(drawn_case(("现场检查笔录", SCENE, []), (title, [], rows)), rules()["invest.sampling_procedure"])
    return outcome


SAMPLE = (
    "被抽样单位\n青禾县禾旺农资店|抽样地点\n青禾县柳塘镇兴农街52号",
    "样品名称\n三唑锡悬浮剂|抽样数量\n6瓶",
    "封样情况\n封条完好|备份样存放\n本局",
)
SAMPLERS = f"抽样人员\n{OFFICERS}\n签名：王有才  李思思  2024年6月13日"


@pytest.mark.parametrize("title", ["农药监督抽查抽样单", "抽样取证凭证", "产品质量监督抽样单"])
@pytest.mark.parametrize("label", ["被抽样单位确认", "当事人签名", "被抽样人意见"])
def test_nobody_signed_for_the_sampled_party(drawn_case: Case, title: str, label: str) -> None:
    outcome = _sampling(drawn_case, title, *SAMPLE, f"{label}\n", SAMPLERS)
    assert (outcome.verdict, "当事人签名处空白" in outcome.message) == ("breach", True), outcome.message
    assert _sampling(drawn_case, title, *SAMPLE, f"{label}\n抽样无异议。苗广田  2024年6月13日", SAMPLERS).verdict == "met"


def test_an_institute_took_the_samples(drawn_case: Case) -> None:
    rows = (*SAMPLE, "抽样单位\n江淮省农药质量检测中心", "被抽样单位确认\n", "抽样人员\n签名：赵一  钱二  2024年6月13日")
    assert _sampling(drawn_case, "农药监督抽查抽样单", *rows).verdict == "not_applicable"


ASKED = (
    "询问时间：2024年6月18日8时50分至9时35分",
    f"询问人：{OFFICERS}",
    "被询问人：苗广田",
    "问：检验结果有异议吗？",
    "答：没有异议，不要求复检。",
)
SCENE_SIGNED = ("现场检查笔录", [*SCENE, "当事人（签名）：以上属实。苗广田  2024年6月13日", HANDS], [])
RECEIPT = ("送达回证", [], ["送达方式|直接送达", "受送达人签名|苗广田（经营者）  2024年7月8日"])


def _inquiry(drawn_case: Case, *lines: str) -> Outcome:
    """The first outcome for a record of questioning in a dossier whose other papers are signed in type."""
    case = drawn_case(SCENE_SIGNED, RECEIPT, ("询问笔录", [*ASKED, *lines], []))
    return inquiry_record_signature(case, rules()["invest.inquiry_record_signature"])[0]


ASKING = "询问人：王有才  李思思  2024年6月18日"


@pytest.mark.parametrize(
    "lines",
    [
        ["以上笔录我看过，与我说的一样。            年   月   日", ASKING],
        ["上面记的和我说的一致。", ASKING],
        ["以上笔录我已看过，记得对。", "询问人签名：王有才  李思思", "记录人签名：李思思  2024年6月18日"],
        ["被询问人（签名）：            年   月   日", ASKING],
    ],
)
def test_who_was_questioned_did_not_sign(drawn_case: Case, lines: Sequence[str]) -> None:
    outcome = _inquiry(drawn_case, *lines)
    assert (outcome.verdict, "被询问人签名处空白" in outcome.message) == ("breach", True), outcome.message


@pytest.mark.parametrize(
    "lines",
    [
        ["以上笔录我看过，与我说的一样。苗广田 2024年6月18日", ASKING],
        ["我看过以上笔录，没有出入。苗广田 2024年6月18日", ASKING],
        ["被询问人（签名）：以上属实。苗广田  2024年6月18日", ASKING],
    ],
)
def test_who_was_questioned_signed_at_the_end(drawn_case: Case, lines: Sequence[str]) -> None:
    outcome = _inquiry(drawn_case, *lines)
    assert outcome.verdict == "met", outcome.message


HEARING = (
    "听证时间：2024年9月18日9时30分至11时05分",
    "听证主持人：简某民",
    "记录人：冷某雪",
    "当事人：不申请回避。",
    "当事人最后陈述：请求从轻。",
)


@pytest.mark.parametrize(
    ("foot", "verdict"),
    [
        (("笔录已阅无误。当事人：", "主持人：简某民  记录人：冷某雪"), "unknown"),
        (("以上笔录经核对与陈述一致。", "听证申请人：＿＿＿＿＿"), "unknown"),
        (("以上记录我看过，属实。委托代理人：          ", "2024年9月18日"), "unknown"),
        (("笔录已阅无误。当事人：骆某辉", "主持人：简某民"), "met"),
        (("笔录已阅无误。当事人：", "骆某辉"), "met"),
        (("笔录已阅无误。当事人拒绝签名。", "主持人：简某民"), "met"),
    ],
)
def test_a_hearing_record_whose_last_line_names_nobody(drawn_case: Case, foot: Sequence[str], verdict: str) -> None:
    case = drawn_case(("听证笔录", [*HEARING, *foot], []))
    assert [one.verdict for one in record_or_host_defect(case, rules()["hearing.record_or_host_defect"])] == [verdict]


KEPT = ("先行登记保存通知书", ["甲市和济医院：", "现决定对你单位的水泵1台先行登记保存，详见清单。", "甲县水利局", "2024年6月13日"], [])
APPROVED = ("先行登记保存审批表", ["负责人意见：同意先行登记保存。 李某四 2024年6月13日"], [])


@pytest.mark.parametrize(
    ("lines", "cells", "verdict"),
    [
        (["当事人（签名）：                年   月   日"], [], "unknown"),
        ([], ["当事人签名|"], "unknown"),
        ([], ["", "物品持有人签名|  "], "unknown"),
        (["当事人（签名）：王某五   2024年6月13日"], [], None),
        (["当事人（签名）：             当事人拒绝签名。"], [], None),
        ([], [], None),
    ],
)
def test_a_list_whose_place_for_the_party_tells_nothing(
    drawn_case: Case, lines: Sequence[str], cells: Sequence[str], verdict: str | None
) -> None:
    case = drawn_case(APPROVED, KEPT, ("先行登记保存物品清单", lines, ["序号|物品名称|数量", "1|水泵|1台", *cells]))
    outcomes = approval_or_list_missing(case, rules()["preserve.approval_or_list_missing"])
    assert [one.verdict for one in outcomes if "签名处" in (one.reason or "")] == [verdict] * (verdict is not None)
