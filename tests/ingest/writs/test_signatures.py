from __future__ import annotations

import pytest

from ingest.writs.signatures import last_names, names_of, read_signed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李明  王芳", ("李明", "王芳")),
        ("李明、王芳 2024年3月1日", ("李明", "王芳")),
        ("张 三", ("张三",)),
        ("阿依古丽·买买提", ("阿依古丽·买买提",)),
        ("李明（执法证号：31010001） 王芳（31010002）", ("李明", "王芳")),
        ("张三        年   月   日", ("张三",)),
        ("同意", ()),
        ("临江市市场监督管理局", ()),
        ("由李明、王芳承办。", ()),
        ("", ()),
        ("    年   月   日", ()),
    ],
)
def test_names_set_apart_by_blanks(text: str, names: tuple[str, ...]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("以上笔录我看过，与我说的一致。张三 2024年3月1日", ("张三",)),
        ("以上情况属实。", ()),
        ("情况属实 张三", ("张三",)),
    ],
)
def test_names_at_the_end_of_a_statement(text: str, names: tuple[str, ...]) -> None:
    assert last_names(text) == names


def test_opinion_names_and_day_are_told_apart() -> None:
    signed = read_signed(["同意立案，由李明、王芳承办。", "签名：陈立 周平  2024 年 3 月 2 日"])
    assert (signed.opinion, signed.names, signed.day) == ("同意立案，由李明、王芳承办。", ("陈立", "周平"), "2024年3月2日")


def test_a_name_and_day_without_a_printed_place() -> None:
    signed = read_signed(["同意处罚。 陈立 2024-03-02"])
    assert (signed.opinion, signed.names, signed.day, signed.asks) == ("同意处罚。", ("陈立",), "2024-03-02", False)
    assert read_signed(["同意。", "陈立", "二〇二四年三月二日"]).names == ("陈立",)


def test_what_is_no_plain_name_still_signs() -> None:
    assert read_signed(["签名：J. Smith"]).names == ("J. Smith",)
    assert read_signed(["签名：（盖章）"]).names == ()


def test_the_printed_form_alone_says_nothing() -> None:
    signed = read_signed(["承办人（签名）：      证号：", "                证号：      年   月   日"])
    assert (signed.opinion, signed.names, signed.day, signed.asks, signed.asks_day) == ("", (), None, True, True)


@pytest.mark.parametrize(
    "when", ["2024-03-01 10:11", "2024-03-0110:11:30", "2024/03/01 10:11", "2024年3月1日 10时11分", "2024年3月1日10时"]
)
def test_the_time_of_day_is_no_part_of_an_opinion(when: str) -> None:
    signed = read_signed(["王小五", "同意立案", when])
    assert (signed.opinion, signed.names) == ("同意立案", ("王小五",))
    assert signed.day is not None
    assert signed.day[:4] == "2024"
    assert not signed.day.endswith(("11", "10时", "30"))


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("雷振国　同意立案　24年5月9日", ("同意立案", ("雷振国",), "2024年5月9日")),
        ("陈立 批准。 2024年3月2日", ("批准。", ("陈立",), "2024年3月2日")),
        ("同意。 陈立 25年12月1日", ("同意。", ("陈立",), "2025年12月1日")),
        ("按规定 同意立案 2024年3月2日", ("按规定同意立案", (), "2024年3月2日")),
    ],
)
def test_the_name_first_and_a_year_of_two_digits(line: str, signed: tuple[str, tuple[str, ...], str]) -> None:
    found = read_signed([line])
    assert (found.opinion, found.names, found.day) == signed
