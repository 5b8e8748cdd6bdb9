"""Places in running text, narrowed by their neighbours and by the rest of the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.gazetteer.places import places


def read(text: str) -> list[tuple[str, list[str]]]:
    return [(text[place.start : place.end], [one.full_name for one in place.candidates]) for place in places().find(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("南京市鼓楼区城管局", [("南京市", ["江苏省南京市"]), ("鼓楼区", ["江苏省南京市鼓楼区"])]),
        ("鼓楼区城管打人，福州市没人管", [("鼓楼区", ["福建省福州市鼓楼区"]), ("福州市", ["福建省福州市"])]),
        ("湖南长沙岳麓城管", [("湖南", ["湖南省"]), ("长沙", ["湖南省长沙市"]), ("岳麓", ["湖南省长沙市岳麓区"])]),
        ("昨天长沙一男子被打", [("长沙", ["湖南省长沙市"])]),
        ("我在沪打工", [("沪", ["上海市"])]),
        ("沪市监罚〔2024〕12号", [("沪", ["上海市"])]),
        ("长沙市场监管局", [("长沙", ["湖南省长沙市"])]),
        ("呼和浩特市新城区", [("呼和浩特市", ["内蒙古自治区呼和浩特市"]), ("新城区", ["内蒙古自治区呼和浩特市新城区"])]),
    ],
)
def test_places_are_found_and_told_apart(text: str, wanted: list[tuple[str, list[str]]]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "昨天水务局的人来推广安全知识，打开封条",  # 天水, 广安, 开封 are cities
        "确保定期沟通化解",  # 保定, 通化
        "市长治理有方",  # 长治
        "在岳麓山被打",  # no district: nothing before it
        "中山路和南京东路的商户",
        "湖南日报记者报道",
        "北京时间八点",
        "新华社北京3月5日电",
        "江临市城东区的商户",  # 城东区 is in 西宁, but not that of 江临市
        "这个新城区建得好",
    ],
)
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert read(text) == []


def test_what_the_text_leaves_open_stays_open() -> None:
    assert len(read("鼓楼区城管打人")[0][1]) == 4


@given(
    st.lists(
        st.sampled_from(["长沙", "市", "南京", "鼓楼区", "岳麓", "城管", "，", "路", "沪", "在", "朝阳区", "𠀀", "x"]),
        max_size=12,
    )
)
def test_places_are_ascending_and_say_their_words(parts: list[str]) -> None:
    text = "".join(parts)
    found = places().find(text)
    assert all(0 <= place.start < place.end <= len(text) and place.candidates for place in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
