from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ingest.errors import InputError
from ingest.readers.archive import Limits, expand


def _zip(path: Path, members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _refused(path: Path, folder: Path, limits: Limits | None = None) -> InputError:
    with pytest.raises(InputError) as error:
        expand(path, folder, name="案卷.zip", limits=limits)
    assert str(error.value).startswith("案卷.zip：")
    return error.value


def test_members_come_in_natural_order_with_their_bytes(tmp_path: Path) -> None:
    path = _zip(
        tmp_path / "a.zip", {"卷/10.pdf": b"ten", "卷/2.pdf": b"two", "卷/": b"", "卷/.DS_Store": b"x", "__MACOSX/卷/._2.pdf": b"x"}
    )
    members = expand(path, tmp_path / "out")
    assert [(member.name, member.path.read_bytes(), member.path.suffix) for member in members] == [
        ("卷/2.pdf", b"two", ".pdf"),
        ("卷/10.pdf", b"ten", ".pdf"),
    ]


def test_names_written_by_chinese_windows(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"XXXXXXXXXX.pdf": b"1"})
    path.write_bytes(path.read_bytes().replace(b"XXXXXXXXXX", "处罚决定书".encode("gb18030")))
    assert [member.name for member in expand(path, tmp_path / "out")] == ["处罚决定书.pdf"]


def test_archives_inside_are_opened_and_office_files_are_not(tmp_path: Path) -> None:
    inner, docx = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("照片.jpg", b"\xff\xd8\xff")
    with zipfile.ZipFile(docx, "w") as archive:
        archive.writestr("word/document.xml", b"<x/>")
    path = _zip(tmp_path / "a.zip", {"附件.zip": inner.getvalue(), "决定.docx": docx.getvalue()})
    assert {member.name for member in expand(path, tmp_path / "out")} == {"附件.zip/照片.jpg", "决定.docx"}


@pytest.mark.parametrize("name", ["../../escape.pdf", "/etc/escape.pdf", "C:\\escape.pdf", "a/../../escape.pdf", "..\\escape.pdf"])
def test_no_member_leaves_the_folder(tmp_path: Path, name: str) -> None:
    path = _zip(tmp_path / "a.zip", {name: b"x"})
    assert _refused(path, tmp_path / "in/out").code == "unsafe_path"
    assert [p.name for p in tmp_path.rglob("escape*")] == []


def test_links_are_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link.pdf")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert _refused(tmp_path / "a.zip", tmp_path / "out").code == "unsafe_path"


def test_bombs_are_refused_before_they_fill_the_disk(tmp_path: Path) -> None:
    zeros = _zip(tmp_path / "zeros.zip", {f"{i}.pdf": bytes(60 << 20) for i in range(4)})
    error = _refused(zeros, tmp_path / "out")
    assert (error.code, "压缩炸弹" in str(error)) == ("bomb", True)
    assert sum(p.stat().st_size for p in (tmp_path / "out").iterdir()) <= 101 << 20
    assert _refused(zeros, tmp_path / "out2", Limits(total=1 << 20)).code == "bomb"
    many = _zip(tmp_path / "many.zip", {f"{i}.txt": b"x" for i in range(20)})
    assert _refused(many, tmp_path / "out3", Limits(count=19)).code == "bomb"
    nested = b"end"
    for _ in range(5):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("inner.zip", nested)
        nested = buffer.getvalue()
    (tmp_path / "deep.zip").write_bytes(nested)
    assert _refused(tmp_path / "deep.zip", tmp_path / "out4").code == "bomb"


def test_encrypted_broken_and_empty_archives(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"a.pdf": b"data" * 100})
    data = bytearray(path.read_bytes())
    encrypted = bytearray(data)
    central = encrypted.index(b"PK\x01\x02")
    encrypted[6] |= 1
    encrypted[central + 8] |= 1
    (tmp_path / "enc.zip").write_bytes(encrypted)
    assert _refused(tmp_path / "enc.zip", tmp_path / "o1").code == "encrypted"
    (tmp_path / "cut.zip").write_bytes(data[: len(data) // 2])
    assert _refused(tmp_path / "cut.zip", tmp_path / "o2").code == "damaged"
    flipped = bytearray(_zip(tmp_path / "s.zip", {"a.pdf": b"data" * 100}, method=zipfile.ZIP_STORED).read_bytes())
    flipped[60] ^= 0xFF
    (tmp_path / "crc.zip").write_bytes(flipped)
    assert _refused(tmp_path / "crc.zip", tmp_path / "o3").code == "damaged"
    assert _refused(_zip(tmp_path / "e.zip", {}), tmp_path / "o4").code == "empty"
    assert _refused(_zip(tmp_path / "h.zip", {".DS_Store": b""}), tmp_path / "o5").code == "empty"
    odd = bytearray(data)
    odd[8] = 9  # Deflate64, as Windows Explorer writes for very large files
    odd[odd.index(b"PK\x01\x02") + 10] = 9
    (tmp_path / "odd.zip").write_bytes(odd)
    assert _refused(tmp_path / "odd.zip", tmp_path / "o6").code == "unsupported"


def test_an_archive_inside_that_cannot_be_opened_stays_a_member(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.pdf", b"data" * 100)
    path = _zip(tmp_path / "a.zip", {"坏.zip": inner.getvalue()[:200], "决定.pdf": b"%PDF"})
    members = expand(path, tmp_path / "out")
    assert {member.name for member in members} == {"坏.zip", "决定.pdf"}
    assert all(member.path.is_file() for member in members)


def test_what_is_no_container_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.rar").write_bytes(b"Rar!\x1a\x07\x01\x00")
    assert _refused(tmp_path / "a.rar", tmp_path / "out").code == "unsupported"


def test_a_broken_office_file_is_not_told_to_be_packed_anew(tmp_path: Path) -> None:
    (tmp_path / "cut.docx").write_bytes(b"PK\x03\x04 cut")
    with pytest.raises(InputError, match=r"说明\.docx：文件已损坏，请重新另存或者导出后提交"):
        expand(tmp_path / "cut.docx", tmp_path / "out", name="说明.docx")
