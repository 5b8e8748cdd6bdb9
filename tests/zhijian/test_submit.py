"""Dossiers handed in through the web application."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.query import Query
from index.search import open_engine
from index.store import Store
from review.submit import Progress
from zhijian.settings import Settings
from zhijian.submit import ScreeningQueue

DECISION = "行政处罚决定书\n某市监罚〔2024〕1号\n当事人：甲公司\n罚款人民币1000元。\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    home = tmp_path / "home"
    home.mkdir()
    return Settings(home, f"sqlite:///{home / 'zhijian.db'}", None, 2, 60, 600)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with Store(settings.database_url) as opened:
        yield opened


@pytest.fixture
def screening(settings: Settings, store: Store) -> Iterator[ScreeningQueue]:
    made = ScreeningQueue(settings, store, open_engine(settings.home, None))
    yield made
    made.close()


def upload(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "upload.part"
    path.write_bytes(content)
    return path


def ended(screening: ScreeningQueue, job: str) -> Progress:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        progress = screening.progress(job)
        assert progress is not None
        if progress.state in ("done", "failed"):
            return progress
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def test_a_dossier_handed_in_is_screened_kept_and_found(
    screening: ScreeningQueue, store: Store, settings: Settings, tmp_path: Path
) -> None:
    job = screening.submit(upload(tmp_path, DECISION.encode()), name="案卷1.txt", user="张三")
    progress = ended(screening, job)
    assert progress.state == "done"
    assert progress.message.startswith("评查完成：1 页")
    assert progress.dossier_key is not None
    report = store.report(progress.dossier_key)
    assert report is not None
    assert report.name == "案卷1"
    assert open_engine(settings.home, None).search(Query()).total == store.clue_count() >= 1
    again = ended(screening, screening.submit(upload(tmp_path, DECISION.encode()), name="另一份.txt", user="张三"))
    assert (again.state, again.dossier_key) == ("done", progress.dossier_key)
    assert "与已评查的“案卷1”内容相同" in again.message
    deadline = time.monotonic() + 10
    while list((settings.home / "submitted").glob("*/*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not list((settings.home / "submitted").glob("*/*"))


def test_a_file_that_cannot_be_read_fails_with_its_reason_and_the_next_goes_on(screening: ScreeningQueue, tmp_path: Path) -> None:
    bad = screening.submit(upload(tmp_path, b""), name="空.pdf", user="张三")
    good = screening.submit(upload(tmp_path, DECISION.encode()), name="好.txt", user="张三")
    assert ended(screening, bad).state == "failed"
    assert "0 字节" in ended(screening, bad).message
    assert ended(screening, good).state == "done"


def test_a_name_with_a_path_stays_inside(screening: ScreeningQueue, settings: Settings, tmp_path: Path) -> None:
    job = screening.submit(upload(tmp_path, DECISION.encode()), name="../../../逃.txt", user="张三")
    assert ended(screening, job).state == "done"
    assert not list(tmp_path.rglob("逃.txt")) or next(tmp_path.rglob("逃.txt")).is_relative_to(settings.home / "submitted")


def test_a_job_nobody_knows_has_no_progress(screening: ScreeningQueue) -> None:
    assert screening.progress("0" * 32) is None


def test_what_a_stopped_server_had_not_got_to_is_screened_by_the_next(settings: Settings, store: Store) -> None:
    place = settings.home / "submitted" / ("a" * 32) / "未完.txt"
    place.parent.mkdir(parents=True)
    place.write_text(DECISION, encoding="utf-8")
    screening = ScreeningQueue(settings, store, open_engine(settings.home, None))
    assert ended(screening, "a" * 32).state == "done"
    screening.close()


def test_a_mistake_in_the_local_parameters_is_told_to_the_user(screening: ScreeningQueue, settings: Settings, tmp_path: Path) -> None:
    settings.local_parameters.write_text("no_such_parameter: 5\n", encoding="utf-8")
    progress = ended(screening, screening.submit(upload(tmp_path, DECISION.encode()), name="案卷1.txt", user="张三"))
    assert progress.state == "failed"
    assert "local.yml" in progress.message
