"""Personal data is masked, of the same length; what a supervisor works with stays legible."""

import time

import pytest

from ingest.personal import kinds_of, masked, personal_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请回电13812345678，谢谢", "请回电138****5678，谢谢"),
        ("电话138 1234 5678。", "电话138******5678。"),
        ("身份证430102199003071234号", "身份证430*************34号"),
        ("身份证43010219900307123X", "身份证430*************3X"),
        ("卡号6222021234567890128被扣款", "卡号622**************28被扣款"),
        ("我叫张三丰，住在西街", "我叫张某某，住在西街"),
        ("联系人：欧阳，电话0731-85551234", "联系人：欧某，电话073******1234"),
        ("微信号：abc_12345", "微信号：a********"),
        ("发到zhang.san@example.com", "发到z********@example.com"),
        ("住东街3栋2单元1501，楼下施工", "住东街3栋2单元****，楼下施工"),
    ],
)
def test_what_says_who_somebody_is_is_masked(text: str, expected: str) -> None:
    assert masked(text) == expected
    assert len(masked(text)) == len(text)
    assert [text[span.start : span.end] for span in personal_spans(text)] != []


@pytest.mark.parametrize(
    "text",
    [
        "甲区城管局监督电话0731-85551234、服务热线12345",
        "某城管罚〔2025〕12号，罚款30000元，2025年3月5日",
        "统一社会信用代码91430100MA4L12345X，车牌湘A12345",
        "工单编号202503051234567890",
        "3栋1200户居民，5号楼2019年建成",
        "我是业主，我是本小区住户",
        "联系人工客服",
    ],
)
def test_what_the_work_needs_stays_legible(text: str) -> None:
    assert masked(text) == text


def test_a_caller_known_by_name_is_masked_wherever_he_is_named() -> None:
    assert masked("李小红称，城管队长王某拿走李小红的秤", ["李小红"]) == "李某某称，城管队长王某拿走李某某的秤"


def test_only_the_kinds_asked_for_are_masked_and_callers_always() -> None:
    said = "当事人姓名：王小满，电话13812345678，投诉人李大有"
    assert masked(said, ("李大有",), ("phone",)) == "当事人姓名：王小满，电话138****5678，投诉人李某某"


@pytest.mark.parametrize("unit", ["1", "一", "a", "a1", "1.", "-", "1 ", "1栋", "a@", "0731-"])
def test_no_pattern_runs_away_on_hostile_text(unit: str) -> None:
    """Eight times the text takes about eight times as long, not sixty."""

    def seconds(length: int) -> float:
        started = time.process_time()
        masked(unit * (length // len(unit)))
        return time.process_time() - started

    seconds(1000)
    assert min(seconds(24_000) for _ in range(2)) < 24 * max(min(seconds(3000) for _ in range(3)), 0.01)


def test_a_record_tells_what_kinds_of_personal_data_it_holds() -> None:
    assert kinds_of({"user": "张三", "agency": "城管局"}, "请打13812345678") == {"name", "phone"}
    assert kinds_of({}, "城管乱罚款") == frozenset()
