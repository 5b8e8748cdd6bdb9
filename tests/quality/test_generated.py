"""Screening of generated dossiers in the forms of many offices, digital and as a scanner gives them; pinned at the honest figures.

Planted defects are the truth; the shared scoring script gives the figures. The floors lie just below the first figures seen; the seeds are
held back: nothing was developed on them. Lawful near misses come out without a breach.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.quality.scored_dossiers import SCORER, scored, screened
from zhijian.demo.dossiers import generate_near_misses, generate_offices
from zhijian.demo.scans import scanned

OFFICES_SEED, OFFICES, DIGITAL = 9107, 96, {"p": 0.99, "r": 0.98, "writ": 0.99, "field": 0.99}
SCANS_SEED, SCANS, SCANNED = 7301, 12, {"p": 0.95, "r": 0.85, "writ": 0.99, "field": 0.96}
NEAR_MISSES_SEED = 20263

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="needs ../shared/eval")


def test_figures_on_the_forms_of_many_offices_do_not_fall(tmp_path: Path) -> None:
    planted = [
        one["rule"] for record in generate_offices(tmp_path / "offices", seed=OFFICES_SEED, count=OFFICES) for one in record["findings"]
    ]
    assert len(planted) >= 200
    assert len(set(planted)) >= 100
    _check(tmp_path / "offices", DIGITAL)


def test_figures_on_scans_do_not_fall(tmp_path: Path) -> None:
    for record in generate_offices(tmp_path / "digital", seed=SCANS_SEED, count=SCANS):
        source, target = tmp_path / "digital" / record["id"], tmp_path / "scans" / record["id"]
        target.mkdir(parents=True)
        scanned(source / record["files"][0], target / record["files"][0], seed=SCANS_SEED, form="scanned")
        (target / "truth.json").write_text(json.dumps({**record, "form": "scanned"}, ensure_ascii=False), encoding="utf-8")
    _check(tmp_path / "scans", SCANNED)


def test_lawful_near_misses_come_out_clean(tmp_path: Path) -> None:
    near = {record["id"]: record["near_miss"] for record in generate_near_misses(tmp_path / "near", seed=NEAR_MISSES_SEED)}
    assert len(near) >= 20
    found = [json.loads(line) for line in _screened(tmp_path / "near").read_text(encoding="utf-8").splitlines()]
    assert sorted(row["dossier"] for row in found) == sorted(near)
    assert [(near[row["dossier"]], one["message"]) for row in found for one in row["findings"]] == []


def _check(folder: Path, floors: dict[str, float]) -> None:
    """Screen the dossiers of a folder and hold the figures against the floors."""
    reached, said = scored(_screened(folder), folder, floors, "--verbose")
    print(said)
    assert reached, said[-800:]


def _screened(folder: Path) -> Path:
    home = folder.with_name("home")
    home.mkdir()
    return screened(sorted(folder.rglob("*.pdf")), home, today=date(2026, 11, 24))
