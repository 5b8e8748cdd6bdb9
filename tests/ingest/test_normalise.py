from __future__ import annotations

import json
import re
import time
import unicodedata
from pathlib import Path

import opencc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.normalise import normalise

DEV = Path(__file__).parents[2] / "../shared/data/opinion/dev.jsonl"
_T2S = opencc.OpenCC("t2s")

BOXES = {"☑R", "□£", "☑þ"}
PIECES = st.sampled_from(
    [
        *"执法執發业乾於著后後里裡麽徵麵面０９ａＺ％．－（）：，。 \u3000\u00a0\u200b\u00ad\ufeff\n\t⼀⻓⻋()[]〔〕abzhí1.・＝",
        *[
            "R是",
            "£ 否",
            "þ",
            "(zhí)",
            "（fā）",
            "(de)",
            " (zhì)",
            "(OK)",
            "(APP)",
            "乾隆",
            "乾燥",
            "\r\n",
            "𠮷",
            "薴",
            "(lǜ)",
            "(nv)",
            "(zhi\u0301)",
            "㈱",
            "①",
        ],
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join))


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("執(zhí)法監(jiān)督", "执法监督"),
        ("發（fā）展的(de)路", "发展的路"),
        ("綠(lǜ)色", "绿色"),
        ("執(zhi\u0301)法", "执法"),
        ("执 (zhí) 法", "执法"),
        ("下载(APP)后登录（OK）", "下载(APP)后登录（OK）"),
        ("百度网盘(pan)与平台(ok)", "百度网盘(pan)与平台(ok)"),
        ("依据（含）三次", "依据（含）三次"),
        ("案号：ＡＢ－２０２４／１２．５％", "案号：AB-2024/12.5%"),
        ("当 事 人：　张三", "当事人：张三"),
        ("罚款 3000 元", "罚款 3000 元"),
        ("第一行 \n 第二行", "第一行 \n 第二行"),
        ("⼀⼈⻋⻓⾏政", "一人车长行政"),
        ("行\u200b政\ufeff处\u00ad罚", "行政处罚"),
        (
            "依法行政，《中华人民共和国行政处罚法》（2021年修订）：第五十四条。",
            "依法行政，《中华人民共和国行政处罚法》（2021年修订）：第五十四条。",
        ),
        ("行政處罰決定書", "行政处罚决定书"),
        ("乾隆年間", "乾隆年间"),
        ("當事人於某", "当事人于某"),
        ("当事人於某、张乾", "当事人於某、张乾"),
        ("〔2024〕12号", "〔2024〕12号"),
        ("☐是 ☒否 ✔有", "□是 ☑否 √有"),
        ("\uf052已出示 \uf0a3未出示", "☑已出示 □未出示"),
        ("R已出示 £未出示", "☑已出示 □未出示"),
        ("þ 是 ¨ 否", "☑ 是 □ 否"),
        ("R级限制，HR部门，£5", "R级限制，HR部门，£5"),
        ("", ""),
    ],
)
def test_examples(text: str, clean: str) -> None:
    assert normalise(text).text == clean


@given(TEXTS)
@example("執(zhí)(de)法 ( zhì ) 的(de)")
@example("啊(ā)(ā")
def test_offsets_are_one_longer_and_increase(text: str) -> None:
    clean = normalise(text)
    assert len(clean.offsets) == len(clean.text) + 1
    assert all(a < b for a, b in zip(clean.offsets, clean.offsets[1:], strict=False))
    assert clean.offsets[-1] == len(text)


@given(TEXTS)
def test_every_kept_character_comes_from_where_the_map_says(text: str) -> None:
    clean = normalise(text)
    for char, offset in zip(clean.text, clean.offsets, strict=False):
        original = text[offset]
        plain = unicodedata.normalize("NFKC", original)
        possible = {original, plain, _T2S.convert(original), _T2S.convert(plain), _T2S.convert(_T2S.convert(original)), "-", " "}
        assert char in possible or char + original in BOXES or "\u2e80" <= original <= "\u2fdf", (char, original)


@given(TEXTS)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_range_of_the_clean_text_lies_inside_the_original(text: str, a: int, b: int) -> None:
    clean = normalise(text)
    start, end = sorted((min(a, len(clean.text)), min(b, len(clean.text))))
    begin, finish = clean.source(start, end)
    assert 0 <= begin <= finish <= len(text)
    if start < end:
        assert len(text[begin:finish]) >= end - start


def test_a_quote_in_a_noted_text_points_to_the_original_words() -> None:
    text = "城管執(zhí)法　人員(yuán)打人"
    clean = normalise(text)
    start = clean.text.index("执法人员")
    begin, end = clean.source(start, start + 4)
    assert text[begin:end] == "執(zhí)法　人員"


def test_noted_news_become_readable() -> None:
    if not DEV.is_file():
        pytest.skip(f"no development texts at {DEV}")
    noted = re.compile(r"[\u4e00-\u9fff][(（][a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*[)）]")
    texts = [json.loads(line)["text"] for line in DEV.read_text(encoding="utf-8").splitlines()]
    with_notes = [text for text in texts if noted.search(text)]
    assert len(with_notes) >= 2
    for text in texts:
        clean = normalise(text).text
        assert not noted.search(clean)
        kept = re.findall(r"\([A-Z][A-Za-z]*\)", text)
        assert [name for name in kept if name not in clean] == []


def test_plain_text_is_fast() -> None:
    text = "市场监督管理局于2024年3月5日对当事人进行了现场检查，发现其未取得许可证从事经营活动。\n" * 5000
    normalise(text)
    start = time.process_time()
    normalise(text)
    assert len(text) / (time.process_time() - start) > 2_000_000
