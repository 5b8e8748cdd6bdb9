"""Cleaning: what is read from a text is what a plain copy of it would give, and every offset leads back to the given text."""

import json
import re
from pathlib import Path

import opencc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nlp.opinion.cleaning.markup import plain
from nlp.opinion.cleaning.repeats import repeated
from nlp.opinion.reader import Reader
from nlp.opinion.text import prepare

READER = Reader()
DEV = Path(__file__).parents[4] / "shared" / "data" / "opinion" / "dev.jsonl"
SAID = "3月5日江临市城管队员在解放路收了我200元罚款，不给票据，请查处。"
NOTE = re.compile("[(（][a-zɡüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]{1,6}[)）]")


def words(text: str) -> str:
    """What is left, without blanks; stops stay behind a sentence that was blanked."""
    return re.sub("。+", "。", re.sub(r"\s+", "", prepare(None, text).clean))


@pytest.mark.parametrize(
    "text",
    [
        "<p>3月5日江临市<b>城管</b>队员在解放路收了我200元罚款，不给票据，请查处。</p>",
        "3月5日江临市城管队员在解放路收了我200元罚款，&nbsp;不给票据，&amp;nbsp;请查处。",
        "&lt;p&gt;3月5日江临市&#22478;管队员在解放路收了我200元罚款，不给票据，请查处。&lt;/p&gt;",
        '<style>.a{color:red}</style><img src="x.png" alt="y">3月5日江临市城管队员在解放路收了我200元罚款，不给票据，请查处。<img src="z',
        "3月5日江临市城\u200b管队\ufeff员在解放路收了我200元罚款，不给票据\U0001f621，请查处。\x00",
        "3月5日江临市城管队员在解放路收了我200元罚款，不给票据，请查处。\r\n",
        "【来电内容】3月5日江临市城管队员在解放路收了我200元罚款，不给票据，请查处。\n（责任编辑：张三）",
        "市民来电反映，3月5日江临市城管队员在解放路收了我200元罚款，不给票据，请查处。",
        "3月5日江临市城管队员在解放路收了我200元罚款，不给票据，请查处。\n//@小明:[怒][怒]\n分享到：微信 微博",
        f"{SAID}\n{SAID}",
        f"{SAID}\nvar _hmt = _hmt || [];",
    ],
)
def test_a_text_in_wrapping_is_read_like_the_plain_one(text: str) -> None:
    assert words(text) == words(SAID)
    dirty, clean = (READER.read(id="1", kind="complaint", title=None, text=one) for one in (text, SAID))
    assert [(s.signal, re.sub(r"<[^>]*>|&[^;]*;|[\u200b\ufeff]", "", s.quote)) for s in dirty.signals if "&" not in s.quote] == [
        (s.signal, s.quote) for s, d in zip(clean.signals, dirty.signals, strict=True) if "&" not in d.quote
    ]
    assert (dirty.is_clue, dirty.region, dirty.amounts) == (clean.is_clue, clean.region, clean.amounts)
    for signal in dirty.signals:
        assert text[signal.start : signal.end] == signal.quote


@pytest.mark.parametrize("text", ["5<10 的罚款", "A&B公司被罚", "他说<不给票据>就走", "x<y 且 y>z", "R&D;费用", "价格 &lt5"])
def test_what_only_looks_like_markup_keeps_its_words(text: str) -> None:
    assert re.sub(r"\W", "", plain(text)).replace("lt", "") == re.sub(r"\W", "", text).replace("lt", "")


def test_a_passage_said_twice_is_read_once_and_short_words_may_repeat() -> None:
    long = "城管队员收了我的三轮车，没有给任何单据"
    text = f"{long}。请查处。谢谢。{long}。请查处。谢谢。谢谢。"
    assert [text[a:b] for a, b in repeated(text)] == [long, "请查处", "谢谢"]
    assert repeated("谢谢。谢谢。请查处。请查处。") == []


PIECES = ["城管", "收了200元", "&nbsp;", "&#22478;", "<p>", "</p>", "<br/>", "<img src='a", "\r\n", "\u200b", "\x00", "\U0001f621"]
PIECES += ["執(zhí)法", "（责任编辑：张三）", "//@某人:", "[怒]", "。", "，", "\n", " ", "\u3000", "ＡＢＣ", "https://a.b/c", "𠀀"]
PIECES += ["相关阅读：\n某市整治", "市民来电反映，", "请核实处理，谢谢！", "☎▲"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=14), st.sampled_from(["", "城管打人", "&nbsp;<p>"]))
@example(["城管打人。"] * 3, "城管打人")
def test_every_offset_of_the_clean_text_leads_back_to_the_given_one(parts: list[str], title: str) -> None:
    text = "".join(parts)
    prepared = prepare(title, text)
    assert len(plain(text)) == len(text)
    last = 0
    for at in range(prepared.body_at, len(prepared.clean)):
        quote, start, end = prepared.given(at, at + 1)
        assert last <= start < end <= len(text)
        assert quote == text[start:end]
        last = end
        if prepared.clean[at].isdigit() and prepared.clean[at].isascii() and quote.isascii() and len(quote) == 1:
            assert quote == prepared.clean[at]


@pytest.mark.skipif(not DEV.exists(), reason="needs ../shared/data/opinion")
@pytest.mark.parametrize("start", ["003", "004"])
def test_a_page_with_pinyin_notes_is_read_like_a_plain_copy(start: str) -> None:
    rows = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]
    row = next(r for r in rows if r["source"] == "supplied with the task" and r["source_id"].startswith(start))
    copy = opencc.OpenCC("t2s").convert(NOTE.sub("", row["text"]))
    assert copy != row["text"]
    assert words(row["text"]) == words(copy)
    noted, simple = (READER.read(id="1", kind="news", title=None, text=text) for text in (row["text"], copy))
    assert [a.type for a in noted.agencies] == [a.type for a in simple.agencies]
    assert (noted.region, noted.genre, noted.is_clue, noted.people, noted.amounts, noted.score) == (
        simple.region,
        simple.genre,
        simple.is_clue,
        simple.people,
        simple.amounts,
        simple.score,
    )
