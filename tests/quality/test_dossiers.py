"""Screening against the eight development dossiers: findings, writs and fields, pinned at the honest figure.

The figures are those of the shared scoring script. Floors are lowered only with the reason in the commit message.
"""

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.search import open_engine
from index.store import Store
from zhijian.screen import Screening, rows
from zhijian.settings import Settings

SHARED = Path(__file__).parents[2].parent / "shared"
DOSSIERS = SHARED / "data" / "dossiers"
SCORER = SHARED / "eval" / "score_dossiers.py"
DATA_SHA256 = "d0e9b6c62edb91c285476ade53bf053fc3a88f45fcff7becc46298a054e9ec0f"
# form → least precision and recall of findings, F1 of writs, share of fields
FLOORS = {
    "digital": {"p": 1.0, "r": 1.0, "writ": 1.0, "field": 0.97},
    "mixed": {"p": 1.0, "r": 1.0, "writ": 1.0, "field": 1.0},
    "scanned": {"p": 1.0, "r": 1.0, "writ": 1.0, "field": 0.95},
    "all": {"p": 1.0, "r": 1.0, "writ": 1.0, "field": 0.96},
}

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="needs ../shared/data/dossiers and ../shared/eval")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    settings = Settings(home, f"sqlite:///{home / 'zhijian.db'}", None, 2, 120, 1800)
    path = home / "out.jsonl"
    with Store(settings.database_url) as store:
        job = Screening(settings, store, open_engine(home, None), today=date(2026, 11, 24))
        results: Iterator[str] = rows(job.run([DOSSIERS]), all_verdicts=False)
        path.write_text("".join(f"{line}\n" for line in results), encoding="utf-8")
    return path


def test_the_data_is_what_the_floors_were_measured_on() -> None:
    digest = hashlib.sha256()
    for path in sorted(DOSSIERS.rglob("*")):
        if path.is_file():
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    assert digest.hexdigest() == DATA_SHA256


@pytest.mark.parametrize("form", sorted(FLOORS))
def test_figures_do_not_fall(out: Path, form: str) -> None:
    need = ",".join(f"{name}={floor}" for name, floor in FLOORS[form].items())
    command = [sys.executable, str(SCORER), str(out), str(DOSSIERS), "--need", need, "--verbose"]
    if form != "all":
        command += ["--form", form]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    print(done.stdout)
    assert re.search(r"dossiers\): findings P=", done.stdout), done.stderr
    assert done.returncode == 0, done.stdout[-800:]
