"""PDF files cut off at random points and with random bytes altered: none crashes or stalls the reader, each has an end with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.readers.damage import CUTS, endings
from zhijian.demo import generate

SHARED = Path(__file__).parents[3] / "../shared/data"
EVERY = 16  # of the hard files one in so many; ``python -m tests.ingest.readers.damage`` reads them all


def _check(paths: list[Path], seed: int) -> int:
    found = list(endings(paths, seed))
    assert len(found) == (CUTS + 1) * len(paths)
    assert [ending for ending in found if ending.end in ("crash", "hang") or not ending.accounted] == []
    return sum(ending.end == "Document" for ending in found)


def test_generated_dossiers(tmp_path: Path) -> None:
    generate(tmp_path, seed=31)
    paths = sorted(tmp_path.rglob("*.pdf"))[:4]
    assert _check(paths, seed=31) >= len(paths)  # the altered ones are read, but for what was hit


@pytest.mark.parametrize("start", range(0, EVERY, 8))
def test_hard_files(start: int) -> None:
    paths = sorted((SHARED / "pdf-robustness").rglob("*.pdf"))[start::EVERY]
    if not paths:
        pytest.skip(f"no robustness set at {SHARED}")
    assert _check(paths, seed=start) > 0


def test_official_forms() -> None:
    paths = sorted((SHARED / "official-forms").glob("*.pdf"))
    if not paths:
        pytest.skip(f"no official forms at {SHARED}")
    assert _check(paths, seed=7) > 0
