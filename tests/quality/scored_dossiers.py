"""Screening dossiers whose truth is known, and the shared scoring script over what comes out."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from index.search import open_engine
from index.store import Store
from zhijian.screen import Screening, rows
from zhijian.settings import Settings

SHARED = Path(__file__).parents[2].parent / "shared"
SCORER = SHARED / "eval" / "score_dossiers.py"


def sha256_of(folder: Path) -> str:
    """One digest of all files in a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def screened(paths: Sequence[Path], home: Path, *, today: date) -> Path:
    """The rows that ``screen --json`` writes of dossiers, or of folders of them."""
    settings = Settings(home, f"sqlite:///{home / 'zhijian.db'}", None, 2, 120, 1800)
    out = home / "out.jsonl"
    with Store(settings.database_url) as store:
        job = Screening(settings, store, open_engine(home, None), today=today)
        out.write_text("".join(f"{line}\n" for line in rows(job.run(paths), all_verdicts=False)), encoding="utf-8")
    return out


def scored(out: Path, folder: Path, floors: Mapping[str, float], *options: str) -> tuple[bool, str]:
    """Whether every figure (``p``, ``r`` of findings, ``writ``, ``field``) reaches its floor, and what the script says."""
    need = ",".join(f"{name}={floor}" for name, floor in floors.items())
    command = [sys.executable, str(SCORER), str(out), str(folder), "--need", need, *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert re.search(r"dossiers\): findings P=", done.stdout), done.stderr
    return done.returncode == 0, done.stdout
