from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random

import py7zr
import pytest

from ingest.errors import InputError
from ingest.readers.archive import Limits, expand


def _packed(path: Path, members: dict[str, bytes], **options: object) -> Path:
    with py7zr.SevenZipFile(path, "w", **options) as archive:  # type: ignore[arg-type]
        for name, data in members.items():
            archive.writestr(data, name)
    return path


def _refused(path: Path, folder: Path, limits: Limits | None = None) -> InputError:
    with pytest.raises(InputError) as error:
        expand(path, folder, name="案卷.7z", limits=limits)
    assert str(error.value).startswith("案卷.7z：")
    return error.value


def test_members_come_in_natural_order_with_their_bytes(tmp_path: Path) -> None:
    path = _packed(tmp_path / "a.7z", {"卷/10.pdf": b"ten" * 999, "卷/2.pdf": b"two", "卷/.DS_Store": b"x", "空.txt": b""})
    assert [(member.name, member.path.read_bytes()) for member in expand(path, tmp_path / "out")] == [
        ("卷/2.pdf", b"two"),
        ("卷/10.pdf", b"ten" * 999),
        ("空.txt", b""),
    ]


def test_archives_of_both_kinds_nest(tmp_path: Path) -> None:
    inner = _packed(tmp_path / "inner.7z", {"照片.jpg": b"\xff\xd8\xff"}).read_bytes()
    middle = io.BytesIO()
    with zipfile.ZipFile(middle, "w") as archive:
        archive.writestr("附件.7z", inner)
    path = _packed(tmp_path / "a.7z", {"材料.zip": middle.getvalue()})
    (member,) = expand(path, tmp_path / "out")
    assert (member.name, member.path.read_bytes()) == ("材料.zip/附件.7z/照片.jpg", b"\xff\xd8\xff")


def test_bombs_are_refused_before_they_fill_the_disk(tmp_path: Path) -> None:
    zeros = _packed(tmp_path / "zeros.7z", {"0.pdf": bytes(300 << 20)}, filters=[{"id": py7zr.FILTER_LZMA2, "preset": 0}])
    assert _refused(zeros, tmp_path / "out").code == "bomb"
    assert sum(p.stat().st_size for p in (tmp_path / "out").iterdir()) <= 101 << 20
    many = _packed(tmp_path / "many.7z", {f"{i}.txt": b"x" for i in range(20)})
    assert _refused(many, tmp_path / "out2", Limits(count=19)).code == "bomb"
    small = _packed(tmp_path / "small.7z", {"a": bytes(2 << 20)})
    assert _refused(small, tmp_path / "out3", Limits(total=1 << 20)).code == "bomb"


def test_a_decoder_may_not_ask_for_all_memory(tmp_path: Path) -> None:
    """The size of the dictionary stands in the header, whatever the archive holds."""
    path = tmp_path / "a.7z"
    with py7zr.SevenZipFile(path, "w", filters=[{"id": py7zr.FILTER_LZMA2, "preset": 0, "dict_size": 768 << 20}]) as archive:
        archive.set_encoded_header_mode(False)
        archive.writestr(b"x" * 100, "a.txt")
    assert "字典" in str(_refused(path, tmp_path / "out"))


@pytest.mark.parametrize("header", [False, True])
def test_a_password_is_named(tmp_path: Path, header: bool) -> None:
    path = _packed(tmp_path / "a.7z", {"a.pdf": b"data" * 100}, password="秘密", header_encryption=header)
    assert _refused(path, tmp_path / "out").code == "encrypted"


@pytest.mark.parametrize("name", ["../../escape.pdf", "/etc/escape.pdf", "C:/escape.pdf"])
def test_no_member_leaves_the_folder(tmp_path: Path, name: str) -> None:
    placeholder = "X" * len(name)
    path = tmp_path / "a.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr(b"x", placeholder)
        archive.header.files_info.files[0]["filename"] = name  # py7zr itself refuses to write such a name
    assert _refused(path, tmp_path / "in/out").code == "unsafe_path"
    assert [p.name for p in tmp_path.rglob("escape*")] == []


def test_cut_off_and_altered_archives_never_crash(tmp_path: Path) -> None:
    data = _packed(tmp_path / "a.7z", {f"{n}.pdf": Random(n).randbytes(500) for n in range(6)}).read_bytes()
    rng = Random(7)
    broken = [data[: rng.randrange(8, len(data))] for _ in range(20)]
    for _ in range(40):
        altered = bytearray(data)
        altered[rng.randrange(6, len(altered))] ^= 1 << rng.randrange(8)
        broken.append(bytes(altered))
    codes = []
    for number, content in enumerate(broken):
        (tmp_path / "b.7z").write_bytes(content)
        try:
            expand(tmp_path / "b.7z", tmp_path / f"out{number}", name="b.7z")
        except InputError as error:
            codes.append(error.code)
    assert len(codes) > 50
    assert set(codes) <= {"damaged", "unsupported", "bomb", "encrypted", "unsafe_path"}
