"""What people type, understood; how hits are marked."""

import pytest

from index.highlight import _mark
from index.typed import parse


def test_words_phrases_and_exclusions_are_told_apart() -> None:
    typed = parse('法制审核 "占道经营" -已办结 “三万元”')
    assert [chunk.letters for chunk in typed.chunks] == ["法制审核"]
    assert [phrase.letters for phrase in typed.phrases] == ["占道经营", "三万元"]
    assert typed.excluded == ("已办结",)


@pytest.mark.parametrize("text", ["", "   ", "，。！", "-", '""', "“”"])
def test_what_holds_no_letter_asks_for_nothing(text: str) -> None:
    typed = parse(text)
    assert not typed.ranks
    assert typed.excluded == ()


def test_a_quote_that_does_not_close_is_plain_text() -> None:
    assert [chunk.letters for chunk in parse("“未闭合").chunks] == ["未闭合"]


def test_what_is_typed_twice_counts_once() -> None:
    assert parse("罚款 罚款") == parse("罚款")
    assert parse('罚款 "罚款"').chunks == ()


def test_full_width_and_case_are_one() -> None:
    assert parse("ＡＢＣ１２").rows == parse("abc12").rows == ("abc12",)


def test_a_long_run_of_text_needs_only_most_of_its_words() -> None:
    chunk = parse("当事人在人行道上未经许可擅自摆放桌椅经营烧烤").chunks[0]
    assert len(chunk.atoms) > 4
    assert chunk.need < len(chunk.atoms)


def test_marks_lie_on_the_original_text() -> None:
    text = "未经　法制 审核，罚款３万元"
    typed = parse('"法制审核" 罚款')
    assert [text[a:b] for a, b in _mark(text, typed)] == ["法制 审核", "罚款"]


def test_single_characters_are_not_marked_beside_longer_words() -> None:
    assert _mark("的罚款的", parse("罚款 的")) != ()
    assert all("罚款" in "的罚款的"[a:b] or a in (0, 3) for a, b in _mark("的罚款的", parse("罚款 的")))
