"""Handing dossiers in: what is taken goes on, what is not is named, nothing is lost on the way."""

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from review.pages.upload import MOST_FILES
from review.submit import Progress

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"

MAIL = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nMIME-Version: 1.0\r\nDate: Mon, 1 Jan 2024 00:00:00 +0800\r\n\r\nx\r\n"


@dataclass
class Tray:
    """Takes what is handed in and remembers it."""

    folder: Path
    taken: dict[str, bytes] = field(default_factory=dict)

    def submit(self, path: Path, *, name: str, user: str) -> str:
        self.taken[name] = path.read_bytes()
        path.replace(self.folder / f"{len(self.taken)}.kept")
        return f"job{len(self.taken)}"

    def progress(self, job: str) -> Progress | None:
        return Progress("running", 3, 8, "正在阅读第 3 页") if job.startswith("job") else None


@pytest.fixture
def tray(tmp_path: Path) -> Tray:
    return Tray(tmp_path)


@pytest.fixture
def desk(make_app, browse, enrol, tray: Tray):
    client = browse(make_app(submit=tray))
    enrol(client)
    return client


def zipped() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("1.pdf", PDF)
    return held.getvalue()


def hand_in(client, csrf, *files: tuple[str, bytes]):
    page = client.get("/upload").text
    return client.post("/upload", data={"csrf": csrf(page)}, files=[("files", (name, content)) for name, content in files])


def test_several_dossiers_are_handed_in_at_once_and_watched(desk, csrf, tray: Tray) -> None:
    answer = hand_in(desk, csrf, ("甲案.pdf", PDF), ("乙案.zip", zipped()))
    assert answer.headers["location"] == "/jobs/job1,job2"
    assert tray.taken == {"甲案.pdf": PDF, "乙案.zip": zipped()}
    page = desk.get("/jobs/job1,job2").text
    assert "正在阅读第 3 页" in page
    assert "3 / 8 页" in page


def test_every_format_that_is_read_can_be_handed_in(desk, csrf, tray: Tray) -> None:
    ofd = io.BytesIO()
    with zipfile.ZipFile(ofd, "w") as archive:
        archive.writestr("OFD.xml", "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>")
    given = {"公文.ofd": ofd.getvalue(), "照片.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "旧卷.rtf": b"{\\rtf1 \\par}", "信.eml": MAIL}
    answer = hand_in(desk, csrf, *given.items())
    assert answer.status_code == 303, answer.text
    assert list(tray.taken) == list(given)


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "是空文件"), (b"Rar!\x1a\x07\x01\x00" + b"\0" * 90, "RAR"), (b"hello, no dossier", "未提交")]
)
def test_what_cannot_be_taken_is_named_and_the_others_go_on(desk, csrf, tray: Tray, content: bytes, said: str) -> None:
    answer = hand_in(desk, csrf, ("好.pdf", PDF), ("坏.pdf", content))
    assert answer.status_code == 422
    assert "“坏.pdf”" in answer.text
    assert said in answer.text
    assert "/jobs/job1" in answer.text
    assert list(tray.taken) == ["好.pdf"]


def test_nothing_chosen_is_said(desk, csrf) -> None:
    answer = desk.post("/upload", data={"csrf": csrf(desk.get("/upload").text)})
    assert answer.status_code == 422
    assert "没有选择文件" in answer.text


def test_too_many_files_are_refused_together(desk, csrf, tray: Tray) -> None:
    answer = hand_in(desk, csrf, *((f"{n}.pdf", PDF) for n in range(MOST_FILES + 1)))
    assert answer.status_code == 422
    assert "均未提交" in answer.text
    assert tray.taken == {}


def test_a_file_over_the_limit_is_refused_in_words(make_app, browse, enrol, csrf, tray: Tray) -> None:
    client = browse(make_app(submit=tray, upload_limit=2 << 20))
    enrol(client)
    answer = hand_in(client, csrf, ("大.pdf", PDF + b"\0" * (3 << 20)))
    assert answer.status_code == 413
    assert "2 MB" in answer.text
    assert tray.taken == {}


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "C:\\案卷\\甲.pdf", "a\x00b.pdf", "<script>.pdf", "x" * 400 + ".pdf"])
def test_names_lead_nowhere(desk, csrf, tray: Tray, name: str) -> None:
    hand_in(desk, csrf, (name, PDF))
    (taken,) = tray.taken
    assert "/" not in taken
    assert "\\" not in taken
    assert "<" not in taken
    assert len(taken) <= 120
    assert not list(tray.folder.parent.rglob("passwd.pdf"))


def test_no_half_taken_file_stays_behind(desk, csrf, office) -> None:
    hand_in(desk, csrf, ("好.pdf", PDF), ("坏.pdf", b""))
    assert list((office.home / "incoming").iterdir()) == []


def test_without_a_queue_the_page_says_how_else(client) -> None:
    answer = client.get("/upload")
    assert answer.status_code in (200, 503)
    assert "zhijian screen" in answer.text
