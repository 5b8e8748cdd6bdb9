"""Hotline sources in files: what is new is read once, what changed again, what is being written not yet."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from crawlers.hotline import Hotline
from crawlers.hotline_batch import Batch, Growing, Piece, Unchanged, Unread
from crawlers.hotline_files import file_batches, look_at_files
from ingest.errors import UnreadableInput
from ingest.vault import Vault

HEAD = "工单编号,诉求内容,办理状态\n"
OLD = time.time() - 3600


def export(path: Path, *rows: str, head: str = HEAD, at: float = OLD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    os.utime(path, (at, at))
    return path


def source(**place: object) -> Hotline:
    return Hotline.model_validate({"id": "jia", "name": "甲市热线", "added": {"region": "甲市"}, **place})


class Office:
    """Remembers as the scan does: after the records of a piece were taken."""

    def __init__(self, home: Path) -> None:
        self.home, self.states = home, dict[str, str]()

    def read(self, hotline: Hotline, *, quiet: float = 0.2) -> list[Piece]:
        pieces = list(file_batches(hotline, self.home, Vault(self.home / "vault"), self.states, quiet=quiet))
        self.states.update({one.place: one.state for one in pieces if isinstance(one, Batch | Unchanged) and one.state})
        return pieces


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def texts(pieces: list[Piece]) -> list[str]:
    return [document.text for one in pieces if isinstance(one, Batch) for document in one.records.documents]


def test_a_file_is_read_when_it_is_new_or_changed(office: Office) -> None:
    hotline = source(file="工单.csv")
    path = export(office.home / "工单.csv", "1,城管,1")
    (piece,) = office.read(hotline)
    assert isinstance(piece, Batch)
    (document,) = piece.records.documents
    assert (document.metadata["site"], document.metadata["source"], document.metadata["region"]) == ("甲市热线", "jia", "甲市")
    assert piece.source is not None
    assert Vault(office.home / "vault").path(piece.source.sha256).read_bytes() == path.read_bytes()
    assert office.read(hotline) == []
    export(path, "1,城管,1", at=OLD + 60)
    assert [type(one) for one in office.read(hotline)] == [Unchanged]
    assert office.read(hotline) == []
    export(path, "1,城管,1", "2,交警,1", at=OLD + 120)
    assert texts(office.read(hotline)) == ["城管", "交警"]


def test_what_the_source_says_otherwise_has_its_files_read_again(office: Office) -> None:
    export(office.home / "工单.csv", "1,城管,1")
    office.read(source(file="工单.csv"))
    (piece,) = office.read(source(file="工单.csv", statuses={"1": "办理中"}))
    assert isinstance(piece, Batch)
    assert piece.records.documents[0].metadata["status"] == "办理中"


def test_every_fitting_file_of_a_folder_is_read_and_a_broken_one_costs_itself(office: Office) -> None:
    hotline = source(folder={"path": "导出", "files": ["*.csv"]})
    export(office.home / "导出" / "1.CSV", "1,甲,1")
    export(office.home / "导出" / "三月" / "2.csv", "2,乙,1")
    export(office.home / "导出" / "说明.txt", "3,丙,1")
    export(office.home / "导出" / "~$4.csv", "4,丁,1")
    export(office.home / "导出" / "5.csv", head="单位,人数\n")
    (office.home / "导出" / "空").mkdir()
    pieces = office.read(hotline)
    assert texts(pieces) == ["甲", "乙"]
    assert [one.error.code for one in pieces if isinstance(one, Unread)] == ["columns"]
    export(office.home / "导出" / "6.csv", "6,己,1")
    pieces = office.read(hotline)
    assert texts(pieces) == ["己"]
    assert len([one for one in pieces if isinstance(one, Unread)]) == 1, "what could not be read is tried again"


def test_a_name_in_gbk_is_remembered_as_text_that_can_be_stored(office: Office) -> None:
    """As archives packed on Chinese Windows leave names on other systems."""
    hotline = source(folder={"path": "导出"})
    export(office.home / "导出" / os.fsdecode("三月工单.csv".encode("gbk")), "1,甲,1")
    (piece,) = office.read(hotline)
    assert isinstance(piece, Batch)
    assert piece.place.encode().decode().endswith("三月工单.csv")
    assert office.read(hotline) == []


def test_a_file_that_is_being_written_is_left_for_the_next_time(office: Office) -> None:
    hotline = source(folder={"path": "导出"})
    export(office.home / "导出" / "1.csv", "1,甲,1")
    path = export(office.home / "导出" / "2.csv", "2,乙,1", at=time.time())
    over = threading.Event()

    def write() -> None:
        while not over.wait(0.01):
            with path.open("a", encoding="utf-8") as stream:
                stream.write("3,丙,1\n")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        pieces = office.read(hotline, quiet=3.0)
    finally:
        over.set()
        writer.join()
    assert [type(one) for one in pieces] == [Batch, Growing]
    assert texts(pieces) == ["甲"]
    assert len(texts(office.read(hotline, quiet=0.2))) > 1, "it stands still now"


def test_a_place_that_is_not_there_is_told(office: Office) -> None:
    (piece,) = office.read(source(file="工单.csv"))
    assert isinstance(piece, Unread)
    assert "工单.csv：文件不存在或无法访问" in str(piece.error)
    with pytest.raises(UnreadableInput, match=r"导出 不存在。请检查 folder\.path"):
        office.read(source(folder={"path": "导出"}))


def test_records_are_not_read_under_other_names_where_a_column_is_gone(office: Office) -> None:
    hotline = source(file="工单.csv", columns={"id": "工单编号", "text": "诉求内容", "status": "办理状态"})
    path = export(office.home / "工单.csv", "城管,1", head="诉求内容,办理状态\n")
    export(path, "2024-01-01,城管,1", head="日期,诉求内容,办理状态\n")
    (piece,) = office.read(hotline)
    assert isinstance(piece, Unread)
    assert "没有 columns 中写的列（id: 工单编号）" in str(piece.error)
    export(path, "1,城管", head="工单编号,诉求内容\n", at=OLD + 60)
    (piece,) = office.read(hotline)
    assert isinstance(piece, Batch)
    assert texts([piece]) == ["城管"]
    assert piece.warning is not None
    assert "status: 办理状态" in piece.warning


def test_a_look_keeps_nothing_and_says_what_all_files_have(office: Office) -> None:
    hotline = source(folder={"path": "导出"})
    export(office.home / "导出" / "1.csv", "1,甲,1")
    export(office.home / "导出" / "2.csv", "2,乙,张三", ",,", head="工单编号,诉求内容,备注\n", at=OLD + 60)
    export(office.home / "导出" / "3.csv", "3,丙,1", at=OLD - 60)
    look = look_at_files(hotline, office.home, most=2)
    assert (look.waiting, list(look.files.values()), look.problems) == (3, [1, 1], ())
    assert look.sample.columns == {"id": "工单编号", "text": "诉求内容"}
    assert look.sample.ignored_columns == ("备注",)
    assert not (office.home / "vault").exists()


def test_an_error_nobody_foresaw_is_told_by_a_look_as_by_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = export(tmp_path / "1.csv", "1,无票据,办理中")

    def broken(*_: object, **__: object) -> None:
        raise KeyError("nobody thought of this")

    monkeypatch.setattr("crawlers.hotline_files.read_records", broken)
    (problem,) = look_at_files(source(file=str(path)), tmp_path, most=1).problems
    (piece,) = file_batches(source(file=str(path)), tmp_path, Vault(tmp_path / "vault"), {}, quiet=0)
    assert isinstance(piece, Unread)
    assert problem == str(piece.error)
    assert "读取时程序出错（KeyError：'nobody thought of this'）" in problem
