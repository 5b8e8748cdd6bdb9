"""``zhijian screen --report``: pages by how they were read, what was not read and why, for people and for programs."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from zhijian.run_report import ranges


def mixed(path: Path) -> None:
    """A page with text, an empty one, a page of grey that shows no letter."""
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for row in range(20):
        canvas.drawString(72, 760 - 24 * row, f"line {row} of a page that holds enough text to be one")
    canvas.showPage()
    canvas.showPage()
    canvas.setFillGray(0.6)
    canvas.rect(100, 100, 300, 500, fill=1, stroke=0)
    canvas.showPage()
    canvas.save()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "批"
    place.mkdir()
    mixed(place / "A<1>.pdf")
    (place / "B.pdf").write_bytes((place / "A<1>.pdf").read_bytes() + b"\n% another file")
    (place / "again.pdf").write_bytes((place / "B.pdf").read_bytes())
    (place / "决定书.txt").write_text("行政处罚决定书\n某市监罚〔2024〕1号\n当事人：甲公司\n罚款人民币1000元。\n", encoding="utf-8")
    (place / "空.pdf").write_bytes(b"")
    with zipfile.ZipFile(place / "包.zip", "w") as archive:
        archive.writestr("1.txt", "立案审批表")
        archive.writestr("坏.pdf", b"%PDF-1.4 nothing")
    return place


def test_the_report_accounts_for_every_page_and_file(program: Any, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "报告" / "run.json"
    ended = program.run("screen", folder, "--report", out)
    assert ended.code == 0
    row = json.loads(out.read_text(encoding="utf-8"))
    assert row["files"] == {"done": 4, "duplicate": 1, "rejected": 1, "failed": 0}
    assert (row["dossiers"], row["earlier_dossiers"]) == (5, 0)
    assert row["pages"] == {"total": 8, "text": 4, "ocr": 0, "blank": 2, "unread": 2}
    assert (row["pages_read"], row["pages_from_cache"]) == (8, 0)
    assert row["seconds"] > 0
    assert row["pages_per_second"] == pytest.approx(8 / row["seconds"], abs=0.01)
    (unread,) = row["unread_pages"]
    assert unread["count"] == 2
    assert unread["where"] == [{"dossier": "A<1>", "pages": [3]}, {"dossier": "again", "pages": [3]}]
    lost = {(group["status"], Path(path).name) for group in row["lost_files"] for path in group["paths"]}
    assert lost == {("rejected", "空.pdf"), ("failed", "坏.pdf")}
    assert all("空.pdf" not in group["reason"] for group in row["lost_files"])
    assert "未能读取" in ended.out
    assert unread["reason"][:10] in ended.out


def test_again_tells_pages_from_the_cache_and_html_is_for_people(program: Any, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "run.html"
    program.run("screen", folder)
    assert program.run("screen", folder, "--again", "--report", out).code == 0
    page = out.read_text(encoding="utf-8")
    assert "取自页面缓存 6 页" in page
    assert "本次读取 2 页" in page  # the two texts, which are read in a moment
    assert "A&lt;1&gt;" in page
    assert "A<1>" not in page
    assert "src=" not in page  # nothing to be fetched from elsewhere
    assert "href=" not in page


def test_a_run_that_goes_on_reports_what_was_done_before(program: Any, folder: Path, tmp_path: Path) -> None:
    for n in range(60):
        (folder / f"D{n}.txt").write_text(f"行政处罚决定书\n某市监罚〔2024〕{n}号\n当事人：第{n}公司\n", encoding="utf-8")
    process = program.start("screen", folder)
    program.kill_when(process, "ledger", 10)
    out = tmp_path / "run.json"
    assert program.run("screen", folder, "--report", out).code == 0
    row = json.loads(out.read_text(encoding="utf-8"))
    assert row["earlier_dossiers"] >= 5
    assert sum(row["files"].values()) == 66
    assert (row["dossiers"], row["files"]["duplicate"]) == (65, 1)
    assert row["pages"]["total"] >= row["pages_read"] + row["pages_from_cache"]
    assert {Path(path).name for group in row["lost_files"] for path in group["paths"]} == {"空.pdf", "坏.pdf"}


@pytest.mark.parametrize("name", ["run.xlsx", "run"])
def test_a_suffix_that_names_no_format_is_told_before_the_work(here: Callable[..., Any], tmp_path: Path, name: str) -> None:
    (tmp_path / "D1.txt").write_text("行政处罚决定书", encoding="utf-8")
    ended = here("screen", tmp_path / "D1.txt", "--report", tmp_path / name)
    assert ended.code == 1
    assert ".html" in ended.err
    assert not (tmp_path / "home").exists()


def test_page_numbers_are_written_as_ranges() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == "1–3、7、9–10"
    assert ranges([]) == ""
