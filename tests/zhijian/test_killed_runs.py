"""Killing a run at any moment and starting it again ends in the same state as an uninterrupted run."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.store import Store
from zhijian.demo import generate

ROOT = Path(__file__).parents[2]
BROKEN = {"empty.pdf": b"", "damaged.pdf": b"%PDF-1.4\nnothing of use", "picture.pdf": b"\x89PNG\r\n\x1a\n" + bytes(64)}


def start(folder: Path, home: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "ZHIJIAN_HOME": str(home), "ZHIJIAN_WORKERS": "2", "PYTHONPATH": str(ROOT)}
    environment.pop("ZHIJIAN_SEARCH_URL", None)
    command = [sys.executable, "-m", "zhijian", "screen", str(folder), "--json", str(home / "out.jsonl")]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[bytes]) -> None:
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode(errors="replace")


def digest(home: Path) -> str:
    with Store(f"sqlite:///{home / 'zhijian.db'}") as store:
        return store.content_digest()


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dossiers")
    generate(folder, seed=11, count=4)
    for truth in folder.glob("*/truth.json"):
        truth.unlink()
    for name, content in BROKEN.items():
        (folder / name).write_bytes(content)
    return folder


def test_three_sigkills_leave_no_trace(dossiers: Path, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    began = time.monotonic()
    finish(start(dossiers, whole))
    length = time.monotonic() - began
    moments = random.Random(3)
    for _ in range(3):
        process = start(dossiers, broken)
        time.sleep(moments.uniform(0.2, 0.9) * length)
        process.kill()
        process.communicate()
    finish(start(dossiers, broken))
    assert digest(broken) == digest(whole)
    assert (broken / "out.jsonl").read_text(encoding="utf-8") == (whole / "out.jsonl").read_text(encoding="utf-8")
    with Store(f"sqlite:///{broken / 'zhijian.db'}") as store:
        assert store.clue_count() >= 1


def test_a_second_run_reports_duplicates_only(dossiers: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    finish(start(dossiers, home))
    first = (home / "out.jsonl").read_text(encoding="utf-8")
    finish(start(dossiers, home))
    with Store(f"sqlite:///{home / 'zhijian.db'}") as store:
        latest = max(store.runs(), key=lambda run: run.started_at)
        statuses = {entry.status for entry in store.entries(latest.id)}
    assert statuses == {"duplicate"}
    assert (home / "out.jsonl").read_text(encoding="utf-8") == first
