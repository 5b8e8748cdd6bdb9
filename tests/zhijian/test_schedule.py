"""The scan that starts by itself or at the button: each is a real ``zhijian scan`` in a process of its own."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from index.run import Run
from index.store_briefings import Briefings
from ingest.document import Document, Page, Source
from ingest.errors import SettingsError
from ingest.vault import Vault
from nlp.opinion.reading import Reading, Signal
from review.app import create_app
from review.scanning import ScanStatus
from zhijian.office import Office, office
from zhijian.scan_config import ScanConfig
from zhijian.scan_lock import KIND, is_scanning, one_at_a_time
from zhijian.schedule import ScanSchedule, missed

CODE, PASSWORD = "setup-code-for-tests", "Jianding-2026-ceshi"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An empty office; the scans that are started find it as well."""
    for name in ("ZHIJIAN_DATABASE_URL", "ZHIJIAN_SEARCH_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ZHIJIAN_HOME", str(tmp_path / "home"))
    with office() as opened:
        yield opened


@pytest.fixture
def schedule(desk: Office) -> Iterator[ScanSchedule]:
    made = ScanSchedule(desk.settings, desk.store)
    yield made
    made.close()
    ended(made)


def ended(schedule: ScanSchedule) -> ScanStatus:
    """How things stand when no scan goes on any more."""
    deadline = time.monotonic() + 240
    while (status := schedule.status()).running:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return status


def known_to(schedule: ScanSchedule, done: Callable[[ScanStatus], bool]) -> ScanStatus:
    """The status when it is as wanted: what became of a scan is known a moment after it ended."""
    deadline = time.monotonic() + 60
    while not done(status := schedule.status()):
        assert time.monotonic() < deadline, status
        time.sleep(0.1)
    return status


def told_of(desk: Office) -> None:
    """A complaint is in the store that no briefing told of."""
    text = "城管扣车不开票据，当场收取罚款二百元。"
    reading = Reading("a", True, 0.7, "negative", "complaint", (Signal("sig.no_receipt", text[:7], 0, 7, 0.9),))
    document = Document(Source("a" * 64, "text/plain", 9), "complaint", "城管扣车", (Page(1, text),))
    run = desk.store.begin_or_resume_run("read", "f")
    desk.store.save_documents(run, [(document, reading)])
    desk.store.finish_run(run)


@pytest.mark.parametrize(
    ("began", "state", "now", "expected"),
    [
        (None, "", "2026-03-04 06:00", True),
        ("2026-03-03 06:30", "done", "2026-03-04 06:29", False),
        ("2026-03-03 06:30", "done", "2026-03-04 06:31", True),
        ("2026-03-03 09:00", "done", "2026-03-04 06:29", False),
        ("2026-03-01 06:30", "done", "2026-03-04 00:10", True),
        ("2026-03-04 06:30", "interrupted", "2026-03-04 08:00", True),
        ("2026-03-04 06:30", "running", "2026-03-04 08:00", True),
    ],
)
def test_a_scan_is_missed_when_none_ended_well_since_it_was_due(began: str | None, state: str, now: str, expected: bool) -> None:
    last = Run("r", KIND, "f", state, datetime.fromisoformat(began).astimezone(UTC)) if began else None  # type: ignore[arg-type]
    assert missed(last, ScanConfig(), datetime.fromisoformat(now).astimezone()) is expected


def test_with_the_clock_a_missed_scan_is_made_up_for_at_once_and_the_next_is_known(desk: Office, schedule: ScanSchedule) -> None:
    told_of(desk)
    later = datetime.now().astimezone() + timedelta(hours=2)
    following = schedule.begin(ScanConfig(time=f"{later:%H:%M}"))
    assert (following.hour, following.minute) == (later.hour, later.minute)
    assert schedule.status().running
    assert not schedule.start(user="zhangsan")
    status = ended(schedule)
    assert (status.result, status.problem, status.next) == ("done", None, following)
    newest = Briefings(desk.store.engine).last_with_news()
    assert newest is not None
    assert (newest.number, newest.new) == (1, 1)
    again = ScanSchedule(desk.settings, desk.store)
    again.begin(ScanConfig(time=f"{later:%H:%M}"))  # the server is started anew: the scan was done
    assert not again.status().running
    again.close()


def test_a_scan_that_somebody_else_began_is_seen_and_a_killed_one_is_told(desk: Office, schedule: ScanSchedule) -> None:
    assert schedule.status() == ScanStatus(running=False)
    with one_at_a_time(desk.settings.home):
        assert (schedule.status().running, schedule.status().began) == (True, None)
        run = desk.store.begin_or_resume_run(KIND, "f")
        assert not schedule.start(user="zhangsan")
        status = schedule.status()
        assert (status.running, status.result, status.began) == (True, "running", run.started_at)
    assert (schedule.status().running, schedule.status().result) == (False, "interrupted")


def test_only_one_scan_goes_on_and_looking_whether_one_does_keeps_none_from_beginning(tmp_path: Path) -> None:
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            is_scanning(tmp_path)

    looking = [threading.Thread(target=look) for _ in range(4)]
    for thread in looking:
        thread.start()
    try:
        for _ in range(50):
            with one_at_a_time(tmp_path):
                assert is_scanning(tmp_path)
    finally:
        stop.set()
        for thread in looking:
            thread.join()
    with one_at_a_time(tmp_path), pytest.raises(SettingsError, match="另一次扫描正在进行"), one_at_a_time(tmp_path):
        pass


def test_a_scan_that_fails_is_told_with_where_to_look_until_one_ends_well(desk: Office, schedule: ScanSchedule) -> None:
    mistaken = desk.settings.home / "scan.yml"
    mistaken.write_text("time: morgen\n", encoding="utf-8")
    assert schedule.start(user="zhangsan")
    assert "scan.log" in str(known_to(schedule, lambda status: not status.running and status.problem is not None).problem)
    assert schedule.status().result is None
    assert "“morgen”不是时刻" in (desk.settings.home / "scan.log").read_text(encoding="utf-8")
    mistaken.unlink()
    run = desk.store.begin_or_resume_run(KIND, "f")  # by another program
    desk.store.finish_run(run)
    assert schedule.status().problem is None


def test_the_button_scans_and_the_page_shows_it_then_the_briefing(desk: Office, schedule: ScanSchedule) -> None:
    told_of(desk)
    app = create_app(
        store=desk.store, engine=desk.engine, vault=Vault(desk.settings.vault), home=desk.settings.home, scan=schedule, setup_code=CODE
    )
    client = TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=True)

    def csrf(address: str) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(address).text)
        assert found
        return found[1]

    form = {"code": CODE, "name": "zhangsan", "display": "张三", "office": "江临市司法局", "password": PASSWORD, "again": PASSWORD}
    client.post("/setup", data={**form, "csrf": csrf("/setup")})
    page = client.get("/briefings").text
    assert "还没有扫描过" in page
    assert "没有设置定时" in page
    assert client.post("/briefings/scan").status_code == 403  # no token
    page = client.post("/briefings/scan", data={"csrf": csrf("/briefings")}).text
    assert "正在扫描" in page
    assert re.search(r'class="primary" disabled>立即扫描', page)
    assert client.post("/briefings/scan", data={"csrf": csrf("/briefings")}).status_code == 200  # twice pressed is no error
    ended(schedule)
    page = client.get("/briefings").text
    assert "已完成" in page
    assert "没有做完" not in page
    assert "第 1 期" in page
    newest = Briefings(desk.store.engine).last_with_news()
    assert newest is not None
    assert f'href="/briefings/{newest.id}">舆情简报' in client.get("/").text
    assert "城管扣车" in client.get(f"/briefings/{newest.id}").text
    assert client.get("/audit").text.count("<td>启动扫描</td>") == 1
