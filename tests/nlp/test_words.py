import subprocess
import sys
import time

import jieba
from hypothesis import given
from hypothesis import strategies as st

from nlp.words import LEXICONS, lexicon, search_words, segments, tokenizer, words

TEXT = "《行政处罚决定书》 ABC公司 市场监督管理局"


def test_the_lexicon_is_known() -> None:
    for name in LEXICONS:
        assert len(lexicon(name)) > 200
        assert len(set(lexicon(name))) == len(lexicon(name))
    assert words("市场监督管理局作出当场行政处罚决定书") == ["市场监督管理局", "作出", "当场行政处罚决定书"]


def test_the_dictionary_is_the_one_that_jieba_makes() -> None:
    made = jieba.Tokenizer()
    known, total = made.gen_pfdict(made.get_dict_file())
    ours = tokenizer()
    added = {word for name in LEXICONS for word in lexicon(name)}
    added |= {word[:end] for word in added for end in range(1, len(word))}
    assert {word: count for word, count in ours.FREQ.items() if word not in added} == {w: n for w, n in known.items() if w not in added}
    assert ours.total >= total


def test_search_words_hold_the_words_within() -> None:
    found = [word.text for word in search_words(TEXT)]
    for word in ("行政处罚决定书", "行政处罚", "决定书", "行政", "处罚", "abc", "市场监督管理局", "市场"):
        assert word in found
    assert not {"《", "》", " "} & set(found)


@given(st.text(alphabet="行政处罚决定书市场监督管理局Ab1 \r\n，。《》罚款元𠮷", max_size=60))
def test_offsets_hold_and_nothing_is_lost(text: str) -> None:
    assert "".join(piece for piece, _, _ in segments(text)) == text
    for word in search_words(text):
        assert text[word.start : word.end].lower() == word.text
    found = {(word.start, word.end) for word in search_words(text)}
    assert all((start, end) in found for piece, start, end in segments(text) if any(char.isalnum() for char in piece))


def test_the_first_use_is_silent_and_writes_no_shared_cache(tmp_path) -> None:
    code = f"import tempfile; tempfile.tempdir = {str(tmp_path)!r}; from nlp.words import words; print(words('行政处罚'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8", env=None)
    assert "行政处罚" in done.stdout
    assert "Building prefix dict" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_row_of_letters_without_end_takes_time_in_proportion() -> None:
    """Such as a picture written in letters: eight times as long takes about eight times the time, not five hundred."""

    def seconds(length: int) -> float:
        started = time.process_time()
        assert search_words("a" * length)[-1].end == length
        return time.process_time() - started

    seconds(100)
    assert min(seconds(2400) for _ in range(2)) < 24 * max(min(seconds(300) for _ in range(3)), 0.01)
