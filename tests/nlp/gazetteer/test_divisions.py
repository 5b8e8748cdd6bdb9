"""The gazetteer: every division lies where its code says, and every way to write it leads there."""

import pytest

from nlp.gazetteer.divisions import ABBREVIATIONS, common, gazetteer
from nlp.gazetteer.names import short_name


def full(name: str) -> list[str]:
    return [division.full_name for division in gazetteer().named(name)]


def test_there_are_all_provinces_and_counties_within_them() -> None:
    divisions = gazetteer().by_code.values()
    assert sum(division.level == 1 for division in divisions) == 34
    assert sum(division.level == 2 for division in divisions) > 330
    assert sum(division.level == 3 for division in divisions) > 2800
    for division in divisions:
        assert division.path[-1] == division.code
        assert division.level == 1 or division.path[0] == f"{division.code[:2]}0000"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("长沙县", ["湖南省长沙市长沙县"]),
        ("长沙", ["湖南省长沙市"]),
        ("岳麓", ["湖南省长沙市岳麓区"]),
        ("恩施", ["湖北省恩施土家族苗族自治州"]),
        ("吉林", ["吉林省"]),
        ("仙桃市", ["湖北省仙桃市"]),
        ("黄浦区", ["上海市黄浦区"]),
        ("望城县", ["湖南省长沙市望城区"]),  # a district since 2011
        ("襄樊市", ["湖北省襄阳市"]),  # renamed in 2010
        ("崇文区", ["北京市东城区"]),  # merged in 2010
        ("江临市", []),
    ],
)
def test_names_of_today_and_of_before_are_known(name: str, wanted: list[str]) -> None:
    assert full(name) == wanted


def test_a_name_that_several_bear_gives_all_of_them() -> None:
    assert set(full("鼓楼区")) == {"江苏省南京市鼓楼区", "江苏省徐州市鼓楼区", "福建省福州市鼓楼区", "河南省开封市鼓楼区"}
    assert common(gazetteer().named("鼓楼区")) is None


def test_the_smallest_division_that_holds_several() -> None:
    of = gazetteer().by_code
    assert common([of["320106"], of["320302"]]) == "320000"
    assert common([of["430104"], of["430121"]]) == "430100"
    assert common([of["430104"]]) == "430104"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("内蒙古自治区", "内蒙古"),
        ("延边朝鲜族自治州", "延边"),
        ("浦东新区", "浦东"),
        ("阿里地区", "阿里"),
        ("芷江侗族自治县", "芷江"),
    ],
)
def test_short_names_lose_the_word_for_what_they_are(name: str, short: str) -> None:
    assert short_name(name) == short


def test_every_province_but_three_has_an_abbreviation_of_its_own() -> None:
    named = {gazetteer().by_code[code].name for code in ABBREVIATIONS.values()}
    assert len(named) == len(ABBREVIATIONS) == 31
    assert gazetteer().by_code[ABBREVIATIONS["湘"]].name == "湖南省"
    assert gazetteer().by_code[ABBREVIATIONS["沪"]].name == "上海市"
