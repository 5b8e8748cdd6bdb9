"""322 hard PDFs from the test suites of other PDF programs: each ends as a Document or an InputError, in bounded time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

SET = Path(__file__).parents[3] / "../shared/data/pdf-robustness"
ROOT = Path(__file__).parents[3]
SECONDS = 300  # for one batch; the whole set takes about a minute on one core
BATCHES = 4

CHILD = [sys.executable, "-m", "tests.ingest.readers.reading_child"]

TWO_FOR_ONE = {"mozilla__pdf.js__SimFang-variant.pdf", "mozilla__pdf.js__XiaoBiaoSong.pdf"}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, list[dict[str, object]]]:
    if not (SET / "manifest.json").is_file():
        pytest.skip(f"no robustness set at {SET}")
    manifest = json.loads((SET / "manifest.json").read_text(encoding="utf-8"))
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    for batch in range(BATCHES):
        entries = manifest[batch::BATCHES]
        paths = "\n".join(str(SET / entry["file"]) for entry in entries)
        run = subprocess.run(CHILD, input=paths, capture_output=True, encoding="utf-8", timeout=SECONDS, cwd=ROOT, check=False)
        rows = [json.loads(line) for line in run.stdout.splitlines()]
        assert len(rows) == len(entries), f"the reader died after {rows[-1:]}: {run.stderr[-500:]}"
        for entry, row in zip(entries, rows, strict=True):
            found[entry["category"]].append({**row, "expected_pages": entry.get("pages"), "expected_chars": entry.get("chars")})
    return found


def test_every_file_has_an_end_with_a_reason(outcomes: dict[str, list[dict[str, object]]]) -> None:
    rows = [row for group in outcomes.values() for row in group]
    assert len(rows) == 322
    for row in rows:
        if row["end"] == "Document":
            assert row["agree"], row
            assert not row["silent"], row
        else:
            assert Path(str(row["file"])).name in str(row["message"]), row


def test_chinese_files_are_read(outcomes: dict[str, list[dict[str, object]]]) -> None:
    for row in outcomes["zh"]:
        assert row["end"] == "Document", row
        assert row["pages"] == row["expected_pages"], row
        # The expected counts are plain pdfplumber's, which reads GBK fonts without tables as Latin letters, two for a character.
        share = 0.5 if Path(str(row["file"])).name in TWO_FOR_ONE else 0.85
        assert row["unread"] or int(str(row["chars"])) >= share * int(str(row["expected_chars"])), row


def test_encrypted_files_are_rejected_as_such(outcomes: dict[str, list[dict[str, object]]]) -> None:
    rejected = [row for row in outcomes["encrypted"] if row["end"] != "Document"]
    assert {row["code"] for row in rejected} == {"encrypted"}
    assert len(rejected) >= 28  # the others open without a password


def test_image_pages_are_not_passed_off_as_read(outcomes: dict[str, list[dict[str, object]]]) -> None:
    for row in outcomes["image_only"]:
        assert row["end"] == "Document", row
    typed = sum(bool(row["typed"]) for row in outcomes["image_only"])
    assert typed <= 0.05 * len(outcomes["image_only"])  # the others are recognised, or say that they are not


def test_most_damaged_files_are_mended(outcomes: dict[str, list[dict[str, object]]]) -> None:
    opened = [row for row in outcomes["damaged_repaired"] if row["end"] == "Document"]
    assert len(opened) >= 88  # of 111
