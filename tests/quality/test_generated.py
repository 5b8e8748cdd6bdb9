"""Screening of generated dossiers: as an office's scanner gives them, and in the forms of many offices; pinned at the honest figures.

Planted defects are the truth; the shared scoring script gives the figures. Of the scans one dossier in three is scored, since recognition
takes time. The floors are the first figures seen on these seeds, on which nothing was developed.
"""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from index.search import open_engine
from index.store import Store
from zhijian.demo import generate
from zhijian.demo.dossiers import generate_offices
from zhijian.demo.scans import scanned
from zhijian.screen import Screening, rows
from zhijian.settings import Settings

SCORER = Path(__file__).parents[2].parent / "shared" / "eval" / "score_dossiers.py"
SCANS_SEED, SCANS = 7301, {"p": 0.86, "r": 0.92, "writ": 0.98, "field": 0.92}
OFFICES_SEED, OFFICES = 9107, {"p": 0.98, "r": 0.98, "writ": 0.99, "field": 0.99}

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="needs ../shared/eval")


def test_figures_on_scans_do_not_fall(tmp_path: Path) -> None:
    generate(tmp_path / "digital", seed=SCANS_SEED)
    for place in sorted((tmp_path / "digital").iterdir())[::3]:
        target = tmp_path / "scans" / place.name
        target.mkdir(parents=True)
        scanned(place / f"{place.name}.pdf", target / f"{place.name}.pdf", seed=SCANS_SEED, form="scanned")
        truth = json.loads((place / "truth.json").read_text(encoding="utf-8"))
        (target / "truth.json").write_text(json.dumps({**truth, "form": "scanned"}, ensure_ascii=False), encoding="utf-8")
    _check(tmp_path / "scans", SCANS)


def test_figures_on_the_forms_of_many_offices_do_not_fall(tmp_path: Path) -> None:
    planted = sum(len(record["findings"]) for record in generate_offices(tmp_path / "offices", seed=OFFICES_SEED, count=40))
    assert planted > 80
    _check(tmp_path / "offices", OFFICES)


def _check(folder: Path, floors: dict[str, float]) -> None:
    """Screen the dossiers of a folder and hold the figures against the floors."""
    home = folder.with_name("home")
    settings = Settings(home, f"sqlite:///{home / 'zhijian.db'}", None, 2, 120, 1800)
    home.mkdir()
    out = home / "out.jsonl"
    with Store(settings.database_url) as store:
        job = Screening(settings, store, open_engine(home, None), today=date(2026, 11, 24))
        files = sorted(folder.rglob("*.pdf"))
        out.write_text("".join(f"{line}\n" for line in rows(job.run(files), all_verdicts=False)), encoding="utf-8")
    need = ",".join(f"{name}={floor}" for name, floor in floors.items())
    command = [sys.executable, str(SCORER), str(out), str(folder), "--need", need, "--verbose"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    print(done.stdout)
    assert re.search(r"dossiers\): findings P=", done.stdout), done.stderr
    assert done.returncode == 0, done.stdout[-800:]
