"""``zhijian samples``: dossiers in three forms, with truth beside them."""

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from zhijian.demo.scans import scanned


@pytest.mark.parametrize("form", ["digital", "scanned", "mixed"])
def test_each_form_is_written_with_its_truth(program: Any, tmp_path: Path, form: str) -> None:
    target = tmp_path / "样例"
    ended = program.run("samples", target, "--count", "2", "--seed", "9", "--form", form, "--dpi", "72")
    assert ended.code == 0, ended.err
    assert sorted(path.name for path in target.iterdir()) == ["S01", "S02"]
    for folder in target.iterdir():
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        document = pypdfium2.PdfDocument(folder / f"{folder.name}.pdf")
        texts = [bool(document[i].get_textpage().get_text_bounded().strip()) for i in range(len(document))]
        assert len(document) == truth["pages"]
        assert truth["form"] == form
        if form == "digital":
            assert all(texts)
        else:
            assert texts == [origin == "text" for origin in truth["origins"]]
            assert set(truth["origins"]) == ({"image"} if form == "scanned" else {"image", "text"})
        assert sorted(path.name for path in folder.iterdir()) == [f"{folder.name}.pdf", "truth.json"]
    assert f'zhijian screen "{target}"' in ended.out


def test_a_folder_with_something_in_it_is_left_alone(program: Any, tmp_path: Path) -> None:
    (tmp_path / "别动").write_text("x", encoding="utf-8")
    ended = program.run("samples", tmp_path)
    assert ended.code == 1
    assert "不是空文件夹" in ended.err
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["别动"]


def test_a_folder_with_something_in_it_is_added_to_when_asked(here: Any, tmp_path: Path) -> None:
    (tmp_path / "批").mkdir()
    (tmp_path / "批" / "别动").write_text("x", encoding="utf-8")
    assert here("samples", tmp_path / "批", "--count", "1", "--add").code == 0
    assert (tmp_path / "批" / "别动").read_text(encoding="utf-8") == "x"
    assert (tmp_path / "批" / "S01" / "S01.pdf").exists()


def test_a_file_is_no_folder(here: Any, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    ended = here("samples", tmp_path / "文件")
    assert (ended.code, "是一个文件" in ended.err) == (1, True)


def test_only_the_departments_asked_for(here: Any, tmp_path: Path) -> None:
    assert here("samples", tmp_path / "批", "--count", "3", "--department", "应急管理", "--department", "农业农村").code == 0
    found = [json.loads(path.read_text(encoding="utf-8"))["department"] for path in (tmp_path / "批").glob("*/truth.json")]
    assert len(found) == 3
    assert set(found) <= {"应急管理", "农业农村"}


def test_a_department_that_is_not_there_is_told_with_those_that_are(here: Any, tmp_path: Path) -> None:
    ended = here("samples", tmp_path / "批", "--department", "外星事务")
    assert ended.code == 2
    assert "没有这个部门：外星事务" in ended.err
    assert "市场监管" in ended.err
    assert not (tmp_path / "批").exists()


def test_the_same_seed_gives_the_same_dossiers_and_the_same_scan(here: Any, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert here("samples", tmp_path / name, "--count", "1", "--seed", "4").code == 0
    source = tmp_path / "a" / "S01" / "S01.pdf"
    assert source.read_bytes() == (tmp_path / "b" / "S01" / "S01.pdf").read_bytes()
    for name in ("one", "two"):
        scanned(source, tmp_path / name, seed=3, form="scanned", dpi=72)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
