"""Killing a run at any moment and starting it again ends in the same state as an uninterrupted run."""

import csv
import random
import signal
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from index.query import Query
from index.search import open_engine

BROKEN = {"empty.pdf": b"", "damaged.pdf": b"%PDF-1.4\nnothing of use", "picture.pdf": b"\x89PNG\r\n\x1a\n" + bytes(64)}
WRITS = (
    ("立案审批表", "案由：{party}未取得许可从事餐饮服务案", "立案日期：2024年1月{day}日", "负责人意见：同意立案。"),
    ("行政处罚事先告知书", "{party}：拟对你单位作出罚款人民币{fine}元的行政处罚。", "二〇二四年三月{day}日"),
    ("行政处罚决定书", "某市监罚〔2024〕{n}号", "当事人：{party}", "罚款人民币{fine}元。", "二〇二四年五月{day}日"),
)
COMPLAINTS = (
    "{n}号摊位昨天被某区城管执法队扣了三轮车，没有出示证件，也没有给任何单据，要交{fine}元才还。",
    "{n}栋楼下的烧烤店油烟扰民，打了多次电话，某县市场监督管理局的人来了也不处理，一直没有答复。",
    "请问{n}路公交什么时候开通？",
)


def pdf(path: Path, pages: list[list[str]]) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for lines in pages:
        canvas.setFont("STSong-Light", 14)
        for row, line in enumerate(lines):
            canvas.drawString(72, 760 - 24 * row, line)
        canvas.showPage()
    canvas.save()


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred and fifty dossiers: files, folders, archives, two of them alike, and three files nobody can read."""
    folder = tmp_path_factory.mktemp("dossiers")
    for n in range(1, 151):
        values = {"party": f"第{n}餐饮有限公司", "day": n % 28 + 1, "fine": 1000 * n, "n": n}
        pages = [[line.format(**values) for line in lines] for lines in WRITS]
        if n % 3 == 0:
            (folder / f"D{n}").mkdir()
            for number, page in enumerate(pages, 1):
                pdf(folder / f"D{n}" / f"{number}.pdf", [page])
        else:
            pdf(folder / f"D{n}.pdf", pages)
        if n % 10 == 1:
            with zipfile.ZipFile(folder / f"Z{n}.zip", "w") as archive:
                archive.writestr("1.txt", "\n".join(pages[0]))
                archive.writestr("2.txt", "\n".join(pages[2]))
    (folder / "again.pdf").write_bytes((folder / "D1.pdf").read_bytes())
    for name, content in BROKEN.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two thousand complaints; every fiftieth stands there twice."""
    path = tmp_path_factory.mktemp("texts") / "工单.csv"
    with path.open("w", encoding="gbk", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["工单编号", "标题", "诉求内容", "受理时间"])
        for n in range(2000):
            row = [f"G{n:05}", f"反映{n}号问题", COMPLAINTS[n % 3].format(n=n, fine=n % 7 * 100 + 50), f"2024-03-{n % 28 + 1:02}"]
            rows.writerow(row)
            if n % 50 == 0:
                rows.writerow(row)
    return path


def indexed(program: Any) -> set[str]:
    """The ids of all clues the search engine knows."""
    engine, found, cursor = open_engine(program.home, None), set[str](), None
    while True:
        page = engine.search(Query(size=200, sort="score", cursor=cursor))
        found |= {hit.clue for hit in page.hits}
        cursor = page.next
        if cursor is None:
            return found


def stored(program: Any) -> set[str]:
    with program.store() as store:
        return {clue.id for clue in store.clues()}


def compare(program: Any, broken: Any, command: str, path: Path, table: str, rows: int) -> None:
    """A run left alone, and one killed at its start, after a third and after two thirds, each time a little later still."""
    whole = program.run(command, path, "--json", program.home / "out.jsonl")
    assert whole.code == 0
    assert program.rows(table) == rows
    moments = random.Random(command)
    for share in (0, 1 / 3, 2 / 3):
        process = broken.start(command, path, "--json", broken.home / "out.jsonl")
        if not share:
            time.sleep(moments.uniform(0.2, 1.2))
        broken.kill_when(process, table, int(share * rows) + moments.randrange(rows // 12))
        assert not (broken.home / "out.jsonl").exists()
    assert 2 / 3 * rows <= broken.rows(table) < rows
    last = broken.run(command, path, "--json", broken.home / "out.jsonl")
    assert last.code == 0
    assert broken.rows(table) == rows
    assert broken.digest() == program.digest()
    assert (broken.home / "out.jsonl").read_bytes() == (program.home / "out.jsonl").read_bytes()
    assert stored(broken) == indexed(broken) == indexed(program) != set()
    with broken.store() as store:
        (run,) = store.runs()
        assert run.state == "done"
    assert not list(broken.home.glob("*.part"))


@pytest.fixture
def broken(program: Any, tmp_path: Path) -> Any:
    """The same program with another data folder."""
    return type(program)(tmp_path / "broken")


def test_a_screening_killed_three_times_ends_like_one_left_alone(program: Any, broken: Any, dossiers: Path) -> None:
    files = [path for path in dossiers.rglob("*") if path.is_file()]
    compare(program, broken, "screen", dossiers, "ledger", len(files))
    for home in (program, broken):
        with home.store() as store:
            (run,) = store.runs()
            assert dict(run.counts) == {"done": len(files) - 4, "duplicate": 1, "rejected": 1, "failed": 2}


def test_a_reading_killed_three_times_ends_like_one_left_alone(program: Any, broken: Any, texts: Path) -> None:
    compare(program, broken, "read", texts, "document", 2000)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process alone")
def test_ctrl_c_says_that_nothing_is_lost_and_the_next_run_goes_on(program: Any, dossiers: Path) -> None:
    process = program.start("screen", dossiers)
    program.wait_for(process, "ledger", 5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "再次运行同一命令即可继续" in errors
    assert "Traceback" not in errors
    before = program.rows("ledger")
    assert program.run("screen", dossiers).code == 0
    with program.store() as store:
        (run,) = store.runs()
        assert (run.state, sum(run.counts.values())) == ("done", len([path for path in dossiers.rglob("*") if path.is_file()]))
        assert before < sum(run.counts.values())


def test_a_second_run_reports_duplicates_only(program: Any, dossiers: Path, texts: Path) -> None:
    for command, path in (("screen", dossiers), ("read", texts)):
        out = program.home / f"{command}.jsonl"
        program.run(command, path, "--json", out)
        first = out.read_bytes()
        before = program.digest()
        program.run(command, path, "--json", out)
        with program.store() as store:
            latest = max((run for run in store.runs() if run.kind == command), key=lambda run: run.started_at)
            assert {entry.status for entry in store.entries(latest.id)} == {"duplicate"}
        assert out.read_bytes() == first
        assert program.digest() == before


def test_the_same_dossiers_elsewhere_are_duplicates_under_their_new_paths(program: Any, dossiers: Path, tmp_path: Path) -> None:
    program.run("screen", dossiers / "D1.pdf", dossiers / "D3")
    moved = tmp_path / "moved"
    moved.mkdir()
    (moved / "一.pdf").write_bytes((dossiers / "D1.pdf").read_bytes())
    out = tmp_path / "out.jsonl"
    program.run("screen", moved, "--json", out)
    assert '"dossier": "一"' in out.read_text(encoding="utf-8")
    assert f'"paths": ["{moved / "一.pdf"}"]' in out.read_text(encoding="utf-8")
