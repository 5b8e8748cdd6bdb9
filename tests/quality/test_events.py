"""Events against texts labelled by reading, pinned at the honest figure of each half.

``events.jsonl``: 255 pairs of real texts (ids and hashes; the words lie in ../shared): the same event, the same matter but another event,
or another matter. Pairs were drawn by what texts share (rows of characters, a place, the sender, the subject); a tenth are of those merged
before. They come from complaints of all kinds, few of them about enforcement. Many pairs of the same event are of two large ones.

``events_written.jsonl``: 135 texts of 50 events in 19 families, written for this before any rule was changed: each event told by several
people in their own words, beside events at the same place, of the same body or of the same kind. Every text counts as a report, so that the
figures tell of events, not of what is read as a clue.

Rules were chosen on half A. Half B (a hash of the family, or of the group of texts) was measured once, when they stood. One annotator, who
also wrote the texts, no second opinion.
"""

import hashlib
import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from index import event_placing, store_events
from index.store import Store
from ingest.document import Document, Page, Source
from nlp.events.likeness import same_event
from nlp.events.trace import Trace, trace_of
from nlp.opinion.reader import Reader
from tests.quality.shared_texts import DATA, texts_of

PAIRS = Path(__file__).with_name("events.jsonl")
WRITTEN = Path(__file__).with_name("events_written.jsonl")


@dataclass(frozen=True, slots=True)
class Found:
    """Precision and recall."""

    precision: float
    recall: float

    def at_least(self, precision: float, recall: float) -> bool:
        return self.precision >= precision and self.recall >= recall


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def trace(reader: Reader, id: str, kind: str, title: str | None, text: str, day: date | None, user: str | None) -> Trace:
    reading = reader.read(id=id, kind=kind, title=title, text=text, date=day.isoformat() if day else None)
    document = Document(
        Source(hashlib.sha256(id.encode()).hexdigest(), "text/plain", len(text), path="留言.xlsx"),
        kind,  # type: ignore[arg-type]
        title,
        (Page(1, text),),
        published_at=day,
        metadata={"user": user} if user else {},
    )
    return trace_of(document, reading)


# half → least precision and recall over pairs
PAIR_FLOORS = {"A": (0.98, 0.86), "B": (0.93, 0.75)}


@pytest.mark.skipif(not (DATA / "complaints").exists(), reason="needs ../shared/data")
@pytest.mark.parametrize("half", PAIR_FLOORS)
def test_real_texts_of_one_event_are_told_from_others_no_worse(reader: Reader, half: str) -> None:
    rows = [row for line in PAIRS.read_text(encoding="utf-8").splitlines() if (row := json.loads(line))["half"] == half]
    told: list[tuple[bool, bool]] = []
    for row in rows:
        one, other = (real_trace(reader, row[side]) for side in ("one", "other"))
        found = bool(set(one.found_by()) & set(other.found_by()))
        told.append((row["label"] == "same", found and same_event(other, one).same))
    right = sum(same and said for same, said in told)
    found_here = Found(right / sum(said for _, said in told), right / sum(same for same, _ in told))
    print(f"real pairs {half}: n={len(rows)} P={found_here.precision:.3f} R={found_here.recall:.3f}")
    assert found_here.at_least(*PAIR_FLOORS[half])


def real_trace(reader: Reader, row: Mapping[str, str]) -> Trace:
    shared = texts_of(row["file"])[row["key"]]
    digest = hashlib.sha256(f"{shared.title or ''}\n{shared.text}".encode()).hexdigest()
    assert digest.startswith(row["sha256"]), f"{row['file']} {row['key']} is no longer what was labelled"
    kind = "complaint" if row["file"].endswith(".xlsx") else "news"
    return trace(reader, f"{row['file']}#{row['key']}", kind, shared.title, shared.text, shared.day, shared.user)


# half → least precision and recall over pairs, then B-cubed over texts
WRITTEN_FLOORS = {"A": ((0.99, 0.35), (0.99, 0.59)), "B": ((0.99, 0.32), (0.99, 0.62))}


@pytest.mark.parametrize("half", WRITTEN_FLOORS)
def test_written_texts_of_one_event_come_together_no_worse(reader: Reader, half: str, tmp_path: Path) -> None:
    lines = WRITTEN.read_text(encoding="utf-8").splitlines()
    rows = [row for line in lines if half_of((row := json.loads(line))["family"]) == half]
    rows.sort(key=lambda row: (row["day"], row["id"]))
    gold = {row["id"]: row["event"] for row in rows}
    with Store(f"sqlite:///{tmp_path / 'zhijian.db'}") as store, store.engine.begin() as connection:
        for row in rows:
            made = trace(reader, row["id"], row["kind"], row["title"], row["text"], date.fromisoformat(row["day"]), row["user"])
            event_placing.settled(connection, event_placing.place_traces(connection, [(made, True)]))
        placed = store_events.events_of(connection, list(gold))
    pairs, texts = pairwise(gold, placed), b_cubed(gold, placed)
    print(f"written {half}: n={len(rows)} pairs P={pairs.precision:.3f} R={pairs.recall:.3f}", end=" ")
    print(f"B-cubed P={texts.precision:.3f} R={texts.recall:.3f}")
    assert pairs.at_least(*WRITTEN_FLOORS[half][0])
    assert texts.at_least(*WRITTEN_FLOORS[half][1])


def half_of(family: str) -> str:
    return "AB"[int(hashlib.sha256(family.encode()).hexdigest(), 16) % 2]


def pairwise(gold: Mapping[str, str], placed: Mapping[str, str]) -> Found:
    told = [(gold[one] == gold[other], placed[one] == placed[other]) for one, other in itertools.combinations(gold, 2)]
    right = sum(same and said for same, said in told)
    return Found(right / sum(said for _, said in told), right / sum(same for same, _ in told))


def b_cubed(gold: Mapping[str, str], placed: Mapping[str, str]) -> Found:
    """Bagga & Baldwin 1998: for each text, how many of those it was put beside belong there, and how many of its own are beside it."""
    precision = recall = 0.0
    for text in gold:
        own = {other for other in gold if gold[other] == gold[text]}
        beside = {other for other in gold if placed[other] == placed[text]}
        precision += len(own & beside) / len(beside)
        recall += len(own & beside) / len(own)
    return Found(precision / len(gold), recall / len(gold))
