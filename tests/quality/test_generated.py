"""Screening of generated dossiers in the forms of many offices, digital and as a scanner gives them; pinned at the honest figures.

Planted defects are the truth; the shared scoring script gives the figures. The floors lie just below the first figures seen; the seeds are
held back: nothing was developed on them. Lawful near misses come out without a breach.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.search import open_engine
from index.store import Store
from zhijian.demo.dossiers import generate_near_misses, generate_offices
from zhijian.demo.scans import scanned
from zhijian.screen import Screening, rows
from zhijian.settings import Settings

SCORER = Path(__file__).parents[2].parent / "shared" / "eval" / "score_dossiers.py"
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
    found = [json.loads(line) for line in _screened(tmp_path / "near")]
    assert sorted(row["dossier"] for row in found) == sorted(near)
    assert [(near[row["dossier"]], one["message"]) for row in found for one in row["findings"]] == []


def _check(folder: Path, floors: dict[str, float]) -> None:
    """Screen the dossiers of a folder and hold the figures against the floors."""
    out = folder.with_name("out.jsonl")
    out.write_text("".join(f"{line}\n" for line in _screened(folder)), encoding="utf-8")
    need = ",".join(f"{name}={floor}" for name, floor in floors.items())
    command = [sys.executable, str(SCORER), str(out), str(folder), "--need", need, "--verbose"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    print(done.stdout)
    assert re.search(r"dossiers\): findings P=", done.stdout), done.stderr
    assert done.returncode == 0, done.stdout[-800:]


def _screened(folder: Path) -> Iterable[Any]:
    """The lines of ``zhijian screen --json`` for the dossiers of a folder."""
    home = folder.with_name("home")
    home.mkdir()
    settings = Settings(home, f"sqlite:///{home / 'zhijian.db'}", None, 2, 120, 1800)
    with Store(settings.database_url) as store:
        job = Screening(settings, store, open_engine(home, None), today=date(2026, 11, 24))
        return list(rows(job.run(sorted(folder.rglob("*.pdf"))), all_verdicts=False))
