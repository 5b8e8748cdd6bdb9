"""Perfunctory replies (敷衍) against 210 replies labelled by reading, pinned at the honest figure of each half.

Only facts are kept (row of 附件4, hash of the reply, label); the words lie in ../shared. Half dev and rows of neither half were used to
write the rules. Half held was drawn by the same hash of the row's number, labelled when the rules were done and before they saw it, and
measured; nothing was changed for it (what hotlines say, added later, changed neither figure). In each, the stratum random is drawn of
all replies, short of those up to 120 characters, where most that say nothing are. One annotator, one message board of 2011 to 2020:
expect other words elsewhere, and rather missed than wrongly accused.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from nlp.opinion.answer_words import answer_words

REPLIES = Path(__file__).parents[3] / "shared" / "data" / "complaints" / "附件4.xlsx"
LABELS = Path(__file__).with_name("answers.jsonl")
# half → least precision, recall, F1 of perfunctory
FLOORS = {"dev": (1.0, 1.0, 1.0), "held": (1.0, 0.65, 0.78)}

pytestmark = pytest.mark.skipif(not REPLIES.exists(), reason="needs ../shared/data/complaints")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One reply with its label; ``kind`` is what it says instead of an answer."""

    half: str
    stratum: str
    reply: str
    perfunctory: bool
    kind: str | None


@pytest.fixture(scope="module")
def labelled() -> list[Labelled]:
    sheet = openpyxl.load_workbook(REPLIES, read_only=True).active
    assert sheet is not None
    rows = sheet.iter_rows(values_only=True)
    head = list(next(rows))
    key, reply = head.index("留言编号"), head.index("答复意见")
    words = {str(row[key]): re.sub(r"\s+", " ", str(row[reply] or "")).strip() for row in rows}
    found = []
    for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()):
        assert hashlib.sha256(words[row["key"]].encode()).hexdigest() == row["sha256"], row["id"]
        found.append(Labelled(row["half"], row["stratum"], words[row["key"]], row["perfunctory"], row["kind"]))
    return found


@pytest.mark.parametrize("half", FLOORS)
def test_perfunctory_replies_are_found_no_worse(labelled: list[Labelled], half: str) -> None:
    own = [(one, answer_words().empty(one.reply)) for one in labelled if one.half == half]
    right = [(one, found) for one, found in own if found and one.perfunctory]
    said, wanted = sum(found is not None for _, found in own), sum(one.perfunctory for one, _ in own)
    figures = len(right) / said, len(right) / wanted, 2 * len(right) / (said + wanted)
    named = sum(one.kind == found.kind.id for one, found in right)
    share = [one.perfunctory for one, _ in own if one.stratum == "random"]
    print(
        f"{half}: n={len(own)} perfunctory={wanted} (random stratum {sum(share)} of {len(share)}) "
        f"P={figures[0]:.3f} R={figures[1]:.3f} F1={figures[2]:.3f}, named as labelled {named} of {len(right)}"
    )
    assert all(value >= least for value, least in zip(figures, FLOORS[half], strict=True)), figures
