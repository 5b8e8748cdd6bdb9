"""Reading against texts labelled before the reader saw them, pinned at the honest figure of each half.

The figures are well below those of dev.jsonl, which was used in development: these are the ones to expect on unseen texts.

280 texts labelled by reading before the reader saw them; only facts are kept (file, row, hash, labels), the words lie in ../shared.

Drawn with seeds 20261127 and 20261128 from what is left of the public sources once texts like those of dev.jsonl are taken out (4-gram
overlap above 0.35): 80 complaints with words of enforcement, 80 of any kind, 60 with an accusation near a body, 60 news and posts.
Half A may be looked into for errors. Half B is only measured. One annotator, no second opinion; overlap with other test sets is unknown.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from nlp.opinion.reader import Reader
from nlp.opinion.reading import Reading
from tests.quality.shared_texts import DATA, texts_of

LABELS = Path(__file__).with_name("opinion_blind.jsonl")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text with its labels; ``title`` and ``text`` are read from the shared data and checked against the hash."""

    id: str
    half: str
    kind: str
    title: str | None
    text: str
    is_clue: bool
    signals: frozenset[str]
    polarity: str


def labelled() -> list[Labelled]:
    """All texts. Raises ``AssertionError`` where the shared data is no longer what was labelled."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    found = []
    for row in rows:
        shared = texts_of(row["file"])[row["key"]]
        title, text = shared.title, shared.text
        assert hashlib.sha256(f"{title or ''}\n{text}".encode()).hexdigest() == row["sha256"], row["id"]
        found.append(Labelled(row["id"], row["half"], row["kind"], title, text, row["is_clue"], frozenset(row["signals"]), row["polarity"]))
    return found


# half → least F1 of is_clue, micro-F1 of signals, accuracy of polarity
# Patterns were chosen by A, dev.jsonl and a table of sentences; on B signals fell from .586 to .569 while clues rose from .730 to .735.
# Cues for rare signals (2026-11-27) raised A from .812 and .716 to .829 and .739 and left B as it was: rare signals are rare there.
FLOORS = {"A": (0.82, 0.73, 0.88), "B": (0.73, 0.565, 0.85)}

pytestmark = pytest.mark.skipif(not (DATA / "complaints").exists(), reason="needs ../shared/data")


@pytest.fixture(scope="module")
def read() -> list[tuple[Labelled, Reading]]:
    reader = Reader()
    return [(item, reader.read(id=item.id, kind=item.kind, title=item.title, text=item.text)) for item in labelled()]


def f1(right: int, said: int, wanted: int) -> float:
    return 2 * right / (said + wanted)


@pytest.mark.parametrize("half", FLOORS)
def test_unseen_texts_are_read_no_worse(read: list[tuple[Labelled, Reading]], half: str) -> None:
    own = [(item, reading) for item, reading in read if item.half == half]
    assert len(own) == 140
    clues = f1(
        sum(item.is_clue and reading.is_clue for item, reading in own),
        sum(reading.is_clue for _, reading in own),
        sum(item.is_clue for item, _ in own),
    )
    spoken = [(item.signals, {signal.signal for signal in reading.signals}) for item, reading in own]
    signals = f1(sum(len(a & b) for a, b in spoken), sum(len(b) for _, b in spoken), sum(len(a) for a, _ in spoken))
    polarity = sum(item.polarity == reading.polarity for item, reading in own) / len(own)
    print(f"{half}: is_clue F1={clues:.3f} signals micro-F1={signals:.3f} polarity={polarity:.3f}")
    assert tuple(value >= least for value, least in zip((clues, signals, polarity), FLOORS[half], strict=True)) == (True, True, True)
