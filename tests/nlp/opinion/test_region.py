"""The place of a text: one full name for all the ways to write it."""

import pytest

from nlp.gazetteer.places import places
from nlp.opinion.region import find_region


def region(text: str) -> tuple[str, str | None] | None:
    found = find_region(text, places().find(text))
    return (found.full_name, found.code) if found else None


@pytest.mark.parametrize("text", ["湖南省长沙市岳麓区某店", "长沙岳麓的城管", "岳麓区城管", "在长沙开店，岳麓区的城管来了"])
def test_all_ways_to_write_a_place_come_to_one(text: str) -> None:
    assert region(text) == ("湖南省长沙市岳麓区", "430104")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("西地省A市A3区的商户", "A市A3区"),
        ("A3区的商户", "A市A3区"),
        ("A市的商户，住在A7县", "A市A7县"),
        ("A市的商户，去过B2区", "A市"),
        ("H州的商户", "H州"),
        ("西地省的商户", "西地省"),
    ],
)
def test_coded_places_are_filed_under_their_city(text: str, wanted: str) -> None:
    assert region(text) == (wanted, None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("江临市城东区城管", "江临市城东区"),
        ("云水县城管", "云水县"),
        ("鼓楼区城管", "鼓楼区"),
        ("全市鼓楼区城管", "鼓楼区"),
    ],
)
def test_what_no_gazetteer_tells_keeps_its_words(text: str, wanted: str) -> None:
    assert region(text) == (wanted, None)


@pytest.mark.parametrize("text", ["城管在小区里打人", "加大对新区域的检查", "市区和郊区", ""])
def test_no_place_is_no_place(text: str) -> None:
    assert region(text) is None


def test_the_place_named_most_often_goes_before_one_named_in_passing() -> None:
    assert region("记者在北京获悉，商丘市的城管打人，商丘市已介入") == ("河南省商丘市", "411400")
