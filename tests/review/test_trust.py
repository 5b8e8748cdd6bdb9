"""What a supervisor relies on: nothing entered is lost, times are the office's, and no address brings the program down."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from index.elastic_engine import ElasticEngine
from review.accounts import TRIES_BY_ADDRESS
from review.tables import FAILURES, now
from review.wording import moment

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


class FullDisk:
    """Takes the first file, then the disk is full."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def submit(self, path: Path, *, name: str, user: str) -> str:
        if self.taken:
            raise OSError(28, "No space left on device")
        self.taken.append(name)
        return "job1"

    def progress(self, job: str) -> None:
        return None


@pytest.fixture
def beijing(monkeypatch: pytest.MonkeyPatch):
    """A server whose clock is set to Beijing time."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system sets no time zone per process")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("beijing")
def test_a_time_is_shown_by_the_offices_clock() -> None:
    assert moment("2026-03-02T17:30:00+00:00") == "2026-03-03 01:30"
    assert moment(datetime(2026, 3, 2, 8, 0, tzinfo=UTC)) == "2026-03-02 16:00"
    assert moment(None) == ""


@pytest.mark.usefixtures("beijing")
def test_the_pages_show_times_by_the_offices_clock(client, csrf, office) -> None:
    page = client.get(f"/clues/{office.case_clue}").text
    client.post(f"/clues/{office.case_clue}/decide", data={"csrf": csrf(page), "verdict": "doubt"})
    (decision,) = office.store.decisions(office.case_clue)
    shown = moment(decision.at)
    assert shown in client.get(f"/clues/{office.case_clue}").text
    for run in office.store.runs():
        assert moment(run.started_at) in client.get("/runs").text


def test_a_file_that_could_not_be_kept_is_named_and_the_ones_before_it_go_on(make_app, browse, enrol, csrf, office) -> None:
    tray = FullDisk()
    client = browse(make_app(submit=tray), raise_server_exceptions=False)
    enrol(client)
    page = client.get("/upload").text
    files = [("files", (name, PDF)) for name in ("甲.pdf", "乙.pdf", "丙.pdf")]
    answer = client.post("/upload", data={"csrf": csrf(page)}, files=files)
    assert answer.status_code == 422
    assert "“乙.pdf”没有保存" in answer.text
    assert "“丙.pdf”没有保存" in answer.text
    assert "/jobs/job1" in answer.text
    assert list((office.home / "incoming").iterdir()) == []


def test_a_decision_is_kept_while_the_search_server_is_down(make_app, browse, enrol, csrf, office) -> None:
    client = browse(make_app(engine=ElasticEngine("http://127.0.0.1:9")))
    enrol(client)
    page = client.get(f"/clues/{office.event_clue}").text
    answer = client.post(f"/clues/{office.event_clue}/decide", data={"csrf": csrf(page), "verdict": "confirm"})
    assert answer.status_code == 303
    assert [decision.verdict for decision in office.store.decisions(office.event_clue)] == ["confirm"]


def test_a_reason_longer_than_is_kept_is_refused_rather_than_cut(client, csrf, office) -> None:
    page = client.get(f"/clues/{office.case_clue}").text
    answer = client.post(f"/clues/{office.case_clue}/decide", data={"csrf": csrf(page), "verdict": "dismiss", "reason": "由" * 1001})
    assert answer.status_code == 422
    assert "1,000" in answer.text
    assert office.store.decisions(office.case_clue) == []


def test_a_decision_reaches_the_desk_and_the_export_in_the_offices_words(client, csrf, office) -> None:
    page = client.get(f"/clues/{office.case_clue}").text
    client.post(f"/clues/{office.case_clue}/decide", data={"csrf": csrf(page), "verdict": "confirm"})
    assert office.case_clue in client.get("/", params={"status": "已确认"}).text
    assert "已确认" in client.get("/export.csv", params={"id": office.case_clue}).text


def test_a_damaged_original_is_said_and_not_a_crash(client, office) -> None:
    place = office.vault.path(office.report.files[0].sha256)
    place.chmod(0o600)
    place.write_bytes(b"%PDF-1.4 torn")
    answer = client.get(f"/dossiers/{office.report.key}/pages/1.png")
    assert answer.status_code == 404
    assert "代码 404" in answer.text


def test_a_page_image_is_drawn_once_and_kept_in_the_data_folder(client, office) -> None:
    address = f"/dossiers/{office.report.key}/pages/2.png?w=160"
    first = client.get(address)
    (kept,) = (office.home / "cache" / "pages").rglob("*.png")
    assert kept.read_bytes() == first.content
    assert client.get(address, headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_an_address_that_guesses_at_many_names_is_held_up(stranger, csrf, office) -> None:
    tries = [{"name": f"guess{n}", "address": "testclient", "at": now().isoformat()} for n in range(TRIES_BY_ADDRESS)]
    with office.store.engine.begin() as connection:
        connection.execute(insert(FAILURES), tries)
    form = {"name": "zhangsan", "password": "Jianding-2026-ceshi", "csrf": csrf(stranger.get("/login").text)}
    assert stranger.post("/login", data=form).status_code == 429


@pytest.mark.parametrize("path", ["/logout", "/clues/x/decide", "/account/password"])
def test_a_page_that_only_takes_forms_says_so(client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 405
    assert "不能直接打开" in answer.text


def test_no_value_in_an_address_brings_a_page_down(make_app, browse, enrol, office) -> None:
    client = browse(make_app(), raise_server_exceptions=False)
    enrol(client)
    run = office.store.runs()[0].id
    values = ("99999999999999999999", "-1", "x", "%00", "%C2%B2", "%ED%A0%80", "'; DROP TABLE clues;--", "《" * 300)
    places = [
        "/dossiers?start={}", "/dossiers?status={}", f"/runs/{run}?start={{}}", f"/runs/{run}?status={{}}", "/runs/{}", "/clues/{}",
        "/dossiers/{}", f"/clues/{office.case_clue}?page={{}}", f"/clues/{office.case_clue}?at={{}}", "/audit?action={}", "/jobs/{}",
        f"/dossiers/{office.report.key}/pages/{{}}.png", f"/dossiers/{office.report.key}/pages/1.png?w={{}}", "/export.csv?id={}",
        "/?q={}", "/?month={}", "/?severity={}", "/?agency={}", "/?cursor=x&from={}", "/?cursor={}", "/api/search?q={}", "/api/clues/{}",
    ]  # fmt: skip
    down = [place.format(value) for place in places for value in values if client.get(place.format(value)).status_code >= 500]
    assert down == [], down
