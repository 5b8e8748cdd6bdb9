"""Screening again after a change of rules: pages that were read are not read again."""

import json
import stat
import time
import zipfile
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

PAGES = (
    (
        "行政处罚告知书",
        "某某建设有限公司：",
        "拟作出如下行政处罚：罚款人民币50000元。",
        "你单位可以陈述、申辩。",
        "乙县城市管理局",
        "2024年5月6日",
    ),
    ("行政处罚决定书", "当事人：某某建设有限公司", "决定作出如下行政处罚：", "罚款人民币50000元。", "乙县城市管理局", "2024年6月6日"),
)


def pdf(path: Path, texts: tuple[tuple[str, ...], ...] = PAGES) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for lines in texts:
        canvas.setFont("STSong-Light", 14)
        for row, line in enumerate(lines):
            canvas.drawString(72, 760 - 24 * row, line)
        canvas.showPage()
    canvas.save()


def spoil(vault: Path) -> None:
    """Originals of PDF files as no reader can read them: whoever reads them again is found out."""
    for place in vault.glob("*/*"):
        if place.read_bytes().startswith(b"%PDF"):
            place.chmod(stat.S_IREAD | stat.S_IWRITE)
            place.write_bytes(b"%PDF-1.4 spoilt")


def dossiers(folder: Path) -> Path:
    (folder / "卷一").mkdir(parents=True)
    pdf(folder / "卷一" / "1.pdf")
    pdf(folder / "卷一" / "2.pdf", PAGES[:1])
    pdf(folder.parent / "loose.pdf", PAGES[1:])
    with zipfile.ZipFile(folder / "卷二.zip", "w") as archive:
        archive.write(folder.parent / "loose.pdf", "决定书.pdf")
        archive.writestr("说明.txt", "立案审批表")
    return folder


def test_screening_again_does_not_read_again(program: Any, tmp_path: Path) -> None:
    folder, out = dossiers(tmp_path / "批"), tmp_path / "out.jsonl"
    assert program.run("screen", folder, "--json", out).code == 0
    before, digest = out.read_bytes(), program.digest()
    assert {row["status"] for row in map(json.loads, before.splitlines())} == {"done"}
    spoil(program.home / "vault")
    assert program.run("screen", folder, "--json", out, "--again").code == 0
    assert out.read_bytes() == before
    assert program.digest() == digest


def test_without_the_cache_it_does(program: Any, tmp_path: Path) -> None:
    """The proof that the test above proves something, and that 0 turns the cache off and empties it."""
    folder, out = dossiers(tmp_path / "批"), tmp_path / "out.jsonl"
    program.run("screen", folder)
    assert [path for path in (program.home / "pages").rglob("*") if path.is_file()]
    spoil(program.home / "vault")
    program.environment["ZHIJIAN_CACHE_MB"] = "0"
    program.run("screen", folder, "--json", out, "--again")
    assert "failed" in {file["status"] for row in map(json.loads, out.read_bytes().splitlines()) for file in row["files"]}
    assert not [path for path in (program.home / "pages").rglob("*") if path.is_file()]


def test_a_changed_rule_shows_without_reading_again(program: Any, tmp_path: Path) -> None:
    """The office's own thresholds are rules too: the second run knows the new one, and no original is opened."""
    folder, out = tmp_path / "批", tmp_path / "out.jsonl"
    folder.mkdir()
    pdf(folder / "卷.pdf")
    program.run("screen", folder, "--json", out)
    before = json.loads(out.read_bytes())
    spoil(program.home / "vault")
    (program.home / "local.yml").write_text("departments: {城管: {hearing_fine: {organisation: 50000}}}\n", encoding="utf-8")
    assert program.run("screen", folder, "--json", out, "--again").code == 0
    after = json.loads(out.read_bytes())
    assert "hearing.notice_missing" in before["unknown"]
    assert "hearing.notice_missing" in {finding["rule"] for finding in after["findings"]}
    assert after["pages"] == before["pages"] == 2


def test_a_run_killed_within_a_long_file_goes_on_at_the_page_it_was_at(program: Any, tmp_path: Path) -> None:
    path, told, alone = tmp_path / "长卷.pdf", tmp_path / "run.json", type(program)(tmp_path / "alone")
    pdf(path, PAGES * 400)
    process = program.start("screen", path)
    deadline = time.monotonic() + 120
    while len(parts := list((program.home / "pages").glob("*/*/*.*"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.002)
    process.kill()
    process.communicate()
    assert len(parts) >= 2
    assert program.run("screen", path, "--report", told).code == 0
    report = json.loads(told.read_text(encoding="utf-8"))
    assert report["pages"]["total"] == report["pages_read"] + report["pages_from_cache"] == 800
    assert 100 <= report["pages_from_cache"] < 800
    alone.run("screen", path)
    assert program.digest() == alone.digest()
