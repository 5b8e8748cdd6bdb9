from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from ingest import sniff
from ingest.convert import CONVERTIBLE, reading_copy, to_pdf
from ingest.errors import UnreadableInput
from tests.ingest.convert.docx_file import DocxFile, p


def _copy(path: Path) -> Path:
    return reading_copy(path, sniff.DOCX, name=path.name)


def test_a_copy_is_made_once_until_the_file_changes(tmp_path: Path) -> None:
    path = DocxFile(p("甲")).write(tmp_path / "a.docx")
    first = _copy(path)
    assert _copy(path) == first
    DocxFile(p("甲乙丙丁")).write(path)
    assert _copy(path) != first


def test_many_threads_that_ask_for_one_file_get_one_copy(tmp_path: Path) -> None:
    path = DocxFile("".join(p(f"第{n}段") for n in range(300))).write(tmp_path / "a.docx")
    copies: list[Path] = []
    threads = [threading.Thread(target=lambda: copies.append(_copy(path))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(copies) == 6
    assert len(set(copies)) == 1


def test_old_copies_go_and_are_made_again(tmp_path: Path) -> None:
    paths = [DocxFile(p(f"{n}")).write(tmp_path / f"{n}.docx") for n in range(20)]
    copies = [_copy(path) for path in paths]
    assert not copies[0].exists()
    assert copies[-1].exists()
    assert _copy(paths[0]).is_file()


def test_a_failed_copy_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(os.urandom(2000))
    with pytest.raises(UnreadableInput, match=r"^卷一\.docx："):
        to_pdf(path, tmp_path / "copy.pdf", sniff.DOCX, name="卷一.docx")
    assert [file.name for file in tmp_path.iterdir()] == ["a.docx"]


def test_every_format_with_a_copy_has_a_chinese_name() -> None:
    assert sniff.PDF not in CONVERTIBLE
    assert all(sniff.name_zh(kind) != kind for kind in CONVERTIBLE)
