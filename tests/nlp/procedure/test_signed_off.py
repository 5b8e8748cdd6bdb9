"""How receivers sign for a writ on the writ itself, in the words of many offices, and what only looks like it."""

import pytest

from nlp.procedure.signed_off import asks_for_receipt, named_below, signed_in_body, signer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("受检单位（人）签收：王五2024年3月6日", "王五"),
        ("签收人：王五（仓库主任）2024年3月6日", "王五"),
        ("被监督单位（盖章）：某县安心大药房2024.3.6", "某县安心大药房"),
        ("定点医药机构负责人签字：王五2024年3月6日", "王五"),
        ("施工单位签收：王五（项目经理）2024年3月6日", "王五"),
        ("经营者（签名）：以上内容已阅读，王五2024-03-06", "王五"),
        ("被处罚单位或其委托代理人（签字）：王五2024年3月6日", "王五"),
        ("接收人：2024年3月6日王五", "王五"),
        ("本决定书一份已收到。王五2024年3月6日", "王五"),
        ("今收到《限期改正通知书》一份。收件人：王五二〇二四年三月六日", "王五"),
        ("上述文书本人已收悉。签名：王五（店长）2024年3月6日", "王五"),
        ("相对人签字王五2024年3月6日", "王五"),
        ("被告知人：王五2024年5月7日", "王五"),
        ("本告知书已于2024年5月7日收悉。签收人：王五（店主）", "王五"),
        ("上述证据已全部领回。王五2024年5月7日", "王五"),
        ("物品领取人：喷码机1台已领回，完好。王五2024年5月7日", "王五"),
        ("领取人：查封物品共3箱全部领取，完好无损。王五2024年5月7日", "王五"),
        ("当事人签收：王小虎二零二四年三月十二日甲县交通运输局", "王小虎"),
        ("提起行政诉讼。王小五2024年5月7日收到甲县水务局2024年5月6日", "王小五"),
        ("提起行政诉讼。2024.5.7王小五签收", "王小五"),
        ("提起行政诉讼。王小五（店长），2024年5月7日已领取。", "王小五"),
        ("提起行政诉讼。王小五已收到，2024年5月7日", "王小五"),
        ("提起行政诉讼。2024年5月7日10时20分收到，王小五第4页", "王小五"),
    ],
)
def test_a_receiver_signs_in_many_words(text: str, name: str) -> None:
    found = signed_in_body(text)
    assert found is not None
    assert signer(found) == name


@pytest.mark.parametrize(
    "text",
    [
        "当事人签收：甲市乙区消防救援大队二零二四年三月十二日",
        "当事人签收：甲县交通运输局2024年3月12日",
        "受检单位签收：2024年3月12日甲县水利局",
        "提起行政诉讼。2024年5月7日收到。甲县水务局2024年5月6日",
        "你单位2024年5月7日收到。",
        "2024年5月7日收到群众举报。",
        "王小五2024年5月7日收到甲县水务局检测中心报告",
        "王小五2024年5月7日签收，但逾期未改正",
        "2024年5月7日送达当事人签收。",
        "签收人：年月日",
        "本通知书已收到。签名：年月日",
        "当事人签收：本通知书一式两份（当事人、存档各一份）",
        "可在收到本决定书之日起六十日内申请复议。甲县医疗保障局2024年3月12日",
        "请在收到本通知书后三日内改正。甲县气象局2024年3月12日",
        "收到通知书，限于2024年3月16日前改正",
        "本机关于3月1日收到举报。经查2024年3月6日",
        "被处罚人签名：执法人员：张三、李四2024年3月6日",
        "上述笔录经当事人签字确认。",
    ],
)
def test_an_empty_place_or_another_word_is_no_signature(text: str) -> None:
    assert signed_in_body(text) is None


@pytest.mark.parametrize("text", ["如拒签请注明", "受送达人拒绝签收的，由送达人注明", "签名或者拒签时注明"])
def test_preprinted_words_are_no_refusal(text: str) -> None:
    assert signed_in_body(text) is None


@pytest.mark.parametrize("text", ["当事人拒签", "当事人拒绝签字，见证人：赵六", "（拒签，已录像）"])
def test_a_note_of_refusal_counts(text: str) -> None:
    found = signed_in_body(text)
    assert found is not None
    assert signer(found) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("受检单位签收 执法人员\n王五 2024年3月6日 张三 李四", True),
        ("收件人 收件日期\n王五 2024年3月6日", True),
        ("受检单位签收 执法人员\n甲县水利局", False),
        ("当事人签收：\n2024年3月6日", False),
    ],
)
def test_columns_without_rules_may_hold_the_receiver(text: str, named: bool) -> None:
    assert named_below(text) is named


@pytest.mark.parametrize(("text", "asks"), [("收件人：", True), ("本通知书已收到本单位", True), ("限十五日内改正", False)])
def test_a_writ_may_ask_for_no_receipt(text: str, asks: bool) -> None:
    assert asks_for_receipt(text) is asks
