"""``zhijian compare``, and the comparison at the end of ``screen``."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from index.filed import filed
from index.store import Store
from ingest.ledger import Entry
from nlp.across.profile import Profile
from nlp.procedure.finding import Evidence
from nlp.procedure.presence import Presence
from nlp.procedure.report import FilePart, PageRow, Report


def pdf(path: Path, place: str, start: str, end: str) -> None:
    """A dossier of one page: a record of the scene."""
    lines = (
        "甲县市场监督管理局",
        "现场笔录",
        f"检查时间：2024年5月6日{start}至{end}",
        f"检查地点：{place}",
        "当事人：云帆商店",
        "执法人员：张建国（执法证号：37990100001）、李卫东（执法证号：37990100002）",
        "现场情况：货架上的商品没有标明价格。",
    )
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=True)
    canvas.setFont("STSong-Light", 14)
    for row, line in enumerate(lines):
        canvas.drawString(72, 760 - 24 * row, line)
    canvas.showPage()
    canvas.save()


def keep(home: Path) -> None:
    home.mkdir(exist_ok=True)
    with Store(f"sqlite:///{home / 'zhijian.db'}") as store:
        run = store.begin_or_resume_run("screen", "f").id
        for name, place in (("甲案", "甲县人民路1号"), ("乙案", "乙县工业园7号")):
            moments = datetime(2024, 5, 6, 9), datetime(2024, 5, 6, 10)
            seen = Presence("张建国", "37990100001", place, *moments, 1, Evidence(f"《现场笔录》{place}", "9时至10时", 1))
            profile = Profile(name * 16, name, agency="甲县市场监督管理局", decided=date(2024, 6, 3), presences=(seen,))
            report = Report(profile.dossier, name, "done", None, (FilePart("卷.pdf", "b" * 64, 1, 1),), (PageRow(1, 595, 842, "text"),))
            entry = Entry(run, f"{name}.pdf", "b" * 64, "done", None, None, profile.dossier, 1, datetime.now(UTC))
            store.save_dossiers(run, [([entry], filed(report, None, profile))])
        store.finish_run(run)


def test_what_is_stored_is_compared_and_written_out(here: Callable[..., Any], tmp_path: Path) -> None:
    keep(tmp_path / "home")
    first = here("compare", "--out", "跨案卷.jsonl")
    assert first.code == 0, first.err
    assert "同一执法人员同一时间在两地" in first.out
    (row,) = map(json.loads, Path("跨案卷.jsonl").read_text(encoding="utf-8").splitlines())
    assert (row["rule"], row["severity"]) == ("invest.officer_in_two_places", "major")
    assert {side["name"] for side in row["sides"]} == {"甲案", "乙案"}
    again = here("compare")
    assert again.code == 0
    assert "现有线索" in again.out
    assert "甲案" in here("search", "分身").out


def test_an_empty_store_has_nothing_to_compare(here: Callable[..., Any]) -> None:
    ended = here("compare")
    assert ended.code == 0
    assert "跨案卷线索" not in ended.out


def test_a_result_file_that_cannot_be_written_is_told_before_the_work(here: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "夹").mkdir()
    assert here("compare", "--out", "夹").code == 1


def test_screening_ends_with_the_comparison(program: Any, tmp_path: Path) -> None:
    folder = tmp_path / "批"
    folder.mkdir()
    pdf(folder / "甲.pdf", "甲县人民路1号云帆商店", "9时10分", "9时50分")
    pdf(folder / "乙.pdf", "甲县工业园区7号厂房东侧", "9时30分", "10时20分")
    ended = program.run("screen", folder)
    assert ended.code == 0
    assert "跨案卷比对：2 条新线索" in ended.err
    with program.store() as store:
        (first, second) = store.all_across()
        assert {first.rule, second.rule} == {"invest.officer_in_two_places"}
        assert all(one.evidence[0].boxes for finding in (first, second) for one in (side for side in finding.sides))
        assert {clue.subject for clue in store.clues() if clue.source_id == first.id} == {"across"}
    digest = program.digest()
    assert program.run("screen", folder, "--again").code == 0
    assert program.digest() == digest
