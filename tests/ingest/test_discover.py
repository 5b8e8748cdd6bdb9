from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.discover import discover, survey


def _touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.4")


def _found(paths: list[Path], below: Path) -> list[tuple[str, list[str]]]:
    return [(bundle.name, [file.relative_to(below).as_posix() for file in bundle.files]) for bundle in discover(paths)]


def test_a_file_is_a_dossier(tmp_path: Path) -> None:
    _touch(tmp_path / "D01.pdf")
    assert _found([tmp_path / "D01.pdf"], tmp_path) == [("D01", ["D01.pdf"])]


def test_in_a_folder_files_and_sub_folders_are_dossiers_in_natural_order(tmp_path: Path) -> None:
    _touch(tmp_path / "案卷10.pdf", tmp_path / "案卷2.pdf", tmp_path / "案卷3/第10页.pdf", tmp_path / "案卷3/第9页.pdf")
    _touch(tmp_path / "案卷3/附件/1.pdf", tmp_path / "案卷3/附件/更深/0.pdf")
    assert _found([tmp_path], tmp_path) == [
        ("案卷2", ["案卷2.pdf"]),
        ("案卷3", ["案卷3/第9页.pdf", "案卷3/第10页.pdf", "案卷3/附件/1.pdf", "案卷3/附件/更深/0.pdf"]),
        ("案卷10", ["案卷10.pdf"]),
    ]


def test_what_programs_leave_behind_is_ignored_and_listed(tmp_path: Path) -> None:
    _touch(tmp_path / "a.pdf", tmp_path / ".DS_Store", tmp_path / "D/Thumbs.db", tmp_path / "D/~$决定书.docx", tmp_path / "D/1.pdf")
    _touch(tmp_path / "__MACOSX/a.pdf", tmp_path / "desktop.ini")
    found = survey([tmp_path])
    assert [bundle.name for bundle in found.bundles] == ["a", "D"]
    assert sorted(path.name for path in found.ignored) == [".DS_Store", "Thumbs.db", "__MACOSX", "desktop.ini", "~$决定书.docx"]


def test_nothing_named_is_lost(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    _touch(tmp_path / "卷/只有隐藏/.x", tmp_path / "卷/好.pdf")
    bundles = discover([tmp_path / "没有.pdf", tmp_path / "空", tmp_path / "卷"])
    assert [(b.name, b.problem.code if b.problem else None) for b in bundles] == [
        ("没有", "missing"),
        ("空", "empty"),
        ("只有隐藏", "empty"),
        ("好", None),
    ]
    assert "请检查路径" in str(bundles[0].problem)
    assert "选错文件夹" in str(bundles[1].problem)


def test_the_same_path_twice_counts_once_and_equal_names_are_told_apart(tmp_path: Path) -> None:
    _touch(tmp_path / "A.pdf", tmp_path / "A.zip")
    names = [bundle.name for bundle in discover([tmp_path, tmp_path / "A.pdf", tmp_path / "A.pdf"])]
    assert names == ["A.pdf", "A.zip"]


def test_links_that_lead_in_circles_do_no_harm(tmp_path: Path) -> None:
    _touch(tmp_path / "D/1.pdf")
    try:
        (tmp_path / "D/回").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "断.pdf").symlink_to(tmp_path / "nowhere.pdf")
    except OSError:
        pytest.skip("this system does not let us make symbolic links")
    bundles = discover([tmp_path])
    assert [(b.name, len(b.files), b.problem.code if b.problem else None) for b in bundles] == [("D", 1, None), ("断", 1, "missing")]


def test_folders_and_files_without_permission(guarded: Path) -> None:
    _touch(guarded / "锁/1.pdf", guarded / "锁.pdf", guarded / "好.pdf")
    (guarded / "锁").chmod(0)
    (guarded / "锁.pdf").chmod(0)
    bundles = discover([guarded])
    assert [b.problem.code for b in bundles if b.problem] == ["no_permission", "no_permission"]
    assert all("请授权后重试" in str(b.problem) for b in bundles if b.problem)
    assert len(bundles) == 3
    (inside,) = discover([guarded / "锁"])
    assert inside.problem is not None
    assert inside.problem.code == "no_permission"
    (guarded / "锁").chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (bundle,) = discover([tmp_path])
    assert bundle.problem is not None
    assert bundle.problem.code == "unsupported"


def test_the_order_does_not_depend_on_the_file_system(tmp_path: Path) -> None:
    names = [f"{i}.pdf" for i in (30, 4, 100, 1, 22)] + ["甲.pdf", "A.pdf", "b.pdf", "第二卷.pdf", "卷1册2.pdf", "卷1册10.pdf"]
    _touch(*(tmp_path / name for name in names))
    found = [bundle.files[0].name for bundle in discover([tmp_path])]
    assert [name for name in found if name[0].isdigit()] == ["1.pdf", "4.pdf", "22.pdf", "30.pdf", "100.pdf"]
    assert found.index("卷1册2.pdf") < found.index("卷1册10.pdf")
    assert found == [bundle.files[0].name for bundle in discover([tmp_path])]
