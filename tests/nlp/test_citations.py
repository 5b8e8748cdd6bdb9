import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.citations import find_citations

Row = tuple[str, int | None, int | None, int | None, int | None]


def rows(text: str) -> list[Row]:
    found = find_citations(text)
    assert all(text[fact.start : fact.end] == fact.text for fact in found)
    return [(fact.value.law, fact.value.article, fact.value.sub, fact.value.paragraph, fact.value.item) for fact in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《中华人民共和国行政处罚法》第七十二条第一款第（\n一）项的规定", [("中华人民共和国行政处罚法", 72, None, 1, 1)]),
        ("违反了《中华人民共和国价格法\n》第四十二\n条", [("中华人民共和国价格法", 42, None, None, None)]),
        ("《A法》第四十四条、第四十五条的规定", [("A法", 44, None, None, None), ("A法", 45, None, None, None)]),
        ("《A法》第五十八条第一款第（一）、（二）项", [("A法", 58, None, 1, 1), ("A法", 58, None, 1, 2)]),
        ("《A法》第三条和第五条", [("A法", 3, None, None, None), ("A法", 5, None, None, None)]),
        ("《A法》第十条至第十二条", [("A法", 10, None, None, None), ("A法", 11, None, None, None), ("A法", 12, None, None, None)]),
        ("《A法》第54条第1款第3项", [("A法", 54, None, 1, 3)]),
        ("《A法》第二条；该法第六十条之一", [("A法", 2, None, None, None), ("A法", 60, 1, None, None)]),
        ("《A法》第九条第一项至第三项", [("A法", 9, None, None, 1), ("A法", 9, None, None, 2), ("A法", 9, None, None, 3)]),
        ("《A法》第九条第一款第（一）项以及第二款", [("A法", 9, None, 1, 1), ("A法", 9, None, 2, None)]),
        ("《A法》第三条（一）项", [("A法", 3, None, None, 1)]),
        ("《A法》（2021修正）第一百二十四条", [("A法", 124, None, None, None)]),
        ("根据行政处罚法第五十七条作出", [("行政处罚法", 57, None, None, None)]),
        ("依据《价格法》作出", [("价格法", None, None, None, None)]),
        ("《关于贯彻《行政处罚法》的通知》第三条", [("关于贯彻《行政处罚法》的通知", 3, None, None, None)]),
        ("第三条第一款", []),
        ("送达《行政处罚决定》《责令改正通知书》", []),
        ("《A法》第五条，该条第二款规定", [("A法", 5, None, None, None), ("A法", 5, None, 2, None)]),
        ("《A法》第五条第一款、第八条；同条第三项", [("A法", 5, None, 1, None), ("A法", 8, None, None, None), ("A法", 8, None, None, 3)]),
        ("该条第二款", []),
        ("违反了《A法》第五条第二款。依据该条规定，拟罚款", [("A法", 5, None, 2, None), ("A法", 5, None, None, None)]),
        ("违反《A法》第五条第二款第（一）项，按照该款的规定处罚", [("A法", 5, None, 2, 1), ("A法", 5, None, 2, None)]),
        ("违反《A法》第五条，依照此条之规定", [("A法", 5, None, None, None), ("A法", 5, None, None, None)]),
        ("违反《A法》第五条，按该条处罚", [("A法", 5, None, None, None), ("A法", 5, None, None, None)]),
        ("《A法》第五条。依据该条例规定", [("A法", 5, None, None, None)]),
        ("依据该条规定", []),
        (
            "违反《A法》第三十四条第一款第十项，依据同法第五条、第六条",
            [("A法", 34, None, 1, 10), ("A法", 5, None, None, None), ("A法", 6, None, None, None)],
        ),
        ("〈A法〉第五十七条", [("A法", 57, None, None, None)]),
        ("<<A法>>第五十七条", [("A法", 57, None, None, None)]),
        ("《A法》苐五十七奈第一款", [("A法", 57, None, 1, None)]),
        ("《A法》第五十七第一款", [("A法", 57, None, 1, None)]),
        ("《A法》第５７条", [("A法", 57, None, None, None)]),
        ("《A法》第五条第一款规定，另见第六条", [("A法", 5, None, 1, None)]),
    ],
)
def test_citations(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_abbreviations_are_written_out() -> None:
    text = "《中华人民共和国行政处罚法》（以下简称《处罚法》）第五条，《处罚法》第六条第二款、第三款，依据处罚法第七条"
    full = "中华人民共和国行政处罚法"
    assert rows(text) == [(full, 5, None, None, None), (full, 6, None, 2, None), (full, 6, None, 3, None), (full, 7, None, None, None)]


@given(st.text(alphabet="《》第一二三十条款项（）、和至该法 \n规定", max_size=60))
def test_any_text_is_survived_and_spans_are_true(text: str) -> None:
    for fact in find_citations(text):
        assert text[fact.start : fact.end] == fact.text
        assert fact.value.law
