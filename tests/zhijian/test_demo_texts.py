"""The sample texts: real files of three kinds, and every text read as what it says it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.complaints import read_records
from ingest.document import Document
from nlp.opinion.reader import Reader
from zhijian.demo.texts import SampleText, samples, write_texts

CHANNELS = {"hotline": "complaint", "mailbox": "complaint", "news": "news"}


def every() -> Iterator[tuple[str, SampleText]]:
    for channel in CHANNELS:
        for sample in samples(channel):
            yield channel, sample


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Document, ...]]:
    """The documents of each file, as reading takes them in."""
    found = {}
    for path in write_texts(tmp_path_factory.mktemp("texts")):
        records = read_records(path)
        assert (records.rejected, records.notes) == ((), ())
        found[path.suffix] = records.documents
    return found


@pytest.mark.parametrize(("channel", "sample"), [pytest.param(*one, id=one[1].title) for one in every()])
def test_a_text_is_a_clue_exactly_where_it_alleges_something(reader: Reader, channel: str, sample: SampleText) -> None:
    reading = reader.read(id="1", kind=CHANNELS[channel], title=sample.title, text=sample.text)
    assert reading.is_clue == sample.alleges, reading.why
    if sample.alleges:
        assert reading.signals
        assert reading.agencies
        assert all(signal.quote in f"{sample.title}{sample.text}" for signal in reading.signals)


def test_the_clues_show_many_signals_and_a_good_third_of_the_texts_allege_something(reader: Reader) -> None:
    texts = list(every())
    accusing = [(channel, sample) for channel, sample in texts if sample.alleges]
    seen = {
        signal.signal
        for channel, sample in accusing
        for signal in reader.read(id="1", kind=CHANNELS[channel], title=sample.title, text=sample.text).signals
    }
    assert len(seen) >= 15
    assert len(texts) / 3 <= len(accusing) <= len(texts) * 2 / 3


def test_each_file_is_taken_in_whole(taken_in: dict[str, tuple[Document, ...]]) -> None:
    for suffix, channel in ((".xlsx", "hotline"), (".csv", "mailbox"), (".jsonl", "news")):
        given = [(document.title, document.text, document.kind) for document in taken_in[suffix]]
        assert given == [(sample.title, sample.text, CHANNELS[channel]) for sample in samples(channel)]
        assert all(document.published_at for document in taken_in[suffix])


def test_the_texts_are_the_same_every_time(tmp_path: Path) -> None:
    one, two = write_texts(tmp_path / "one"), write_texts(tmp_path / "two")
    assert [path.name for path in one] == [path.name for path in two]
    for first, second in zip(one, two, strict=True):
        texts = [[document.text for document in read_records(path).documents] for path in (first, second)]
        assert texts[0] == texts[1]
