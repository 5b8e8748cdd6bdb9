"""Screening of generated dossiers as an office's scanner gives them, pinned at the honest figure.

Planted defects are the truth; the shared scoring script gives the figures. One dossier in three is scored, since recognition takes time.
The floors are the first figures seen on this seed.
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
from zhijian.demo.scans import scanned
from zhijian.screen import Screening, rows
from zhijian.settings import Settings

SCORER = Path(__file__).parents[2].parent / "shared" / "eval" / "score_dossiers.py"
SEED = 7301
FLOORS = {"p": 0.86, "r": 0.92, "writ": 0.98, "field": 0.92}

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="needs ../shared/eval")


def test_figures_on_scans_do_not_fall(tmp_path: Path) -> None:
    generate(tmp_path / "digital", seed=SEED)
    for place in sorted((tmp_path / "digital").iterdir())[::3]:
        target = tmp_path / "scans" / place.name
        target.mkdir(parents=True)
        scanned(place / f"{place.name}.pdf", target / f"{place.name}.pdf", seed=SEED, form="scanned")
        truth = json.loads((place / "truth.json").read_text(encoding="utf-8"))
        (target / "truth.json").write_text(json.dumps({**truth, "form": "scanned"}, ensure_ascii=False), encoding="utf-8")
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'zhijian.db'}", None, 2, 120, 1800)
    out = tmp_path / "out.jsonl"
    with Store(settings.database_url) as store:
        job = Screening(settings, store, open_engine(tmp_path, None), today=date(2026, 11, 24))
        files = sorted((tmp_path / "scans").rglob("*.pdf"))
        out.write_text("".join(f"{line}\n" for line in rows(job.run(files), all_verdicts=False)), encoding="utf-8")
    need = ",".join(f"{name}={floor}" for name, floor in FLOORS.items())
    command = [sys.executable, str(SCORER), str(out), str(tmp_path / "scans"), "--need", need, "--verbose"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    print(done.stdout)
    assert re.search(r"dossiers\): findings P=", done.stdout), done.stderr
    assert done.returncode == 0, done.stdout[-800:]
