from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.document import Document, Source
from ingest.errors import InputError, RejectedInput, UnreadableInput
from ingest.readers import read

MakePdf = Callable[..., Path]
ReadFile = Callable[..., Document]


def _refused(read_file: ReadFile, path: Path, data: bytes) -> InputError:
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        read_file(path)
    assert str(error.value).startswith(path.name)
    return error.value


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("当事人：张三\r\n罚款：200元\r\n".encode(), "当事人：张三\n罚款：200元\n"),
        ("﻿当事人：张三".encode(), "当事人：张三"),
        ("当事人：张三".encode("gb18030"), "当事人：张三"),
        ("当事人：张三".encode("utf-16"), "当事人：张三"),
    ],
)
def test_a_text_file_is_one_page(read_file: ReadFile, tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "笔录.txt"
    path.write_bytes(data)
    document = read_file(path, first_page=3)
    (page,) = document.pages
    assert (page.text, page.number, page.origin, document.title) == (text, 3, "text", "笔录")


def test_a_pdf_named_txt_is_a_pdf(make_pdf: MakePdf, read_file: ReadFile) -> None:
    path = make_pdf("决定书.txt", lambda canvas: canvas.drawString(72, 700, "行政处罚决定书"))
    assert read_file(path).text == "行政处罚决定书"


def test_other_things_named_pdf_are_called_what_they_are(read_file: ReadFile, tmp_path: Path) -> None:
    for data, words in [
        ("行政处罚决定书\n当事人：张三".encode(), "内容却是纯文本"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "内容却是网页（HTML）"),
        (bytes(range(256)) * 10, "可能已损坏"),
    ]:
        error = _refused(read_file, tmp_path / "案卷.pdf", data)
        assert (type(error), error.code) == (RejectedInput, "unsupported")
        assert words in str(error)


def test_formats_not_read_yet_are_named_with_a_remedy(read_file: ReadFile, tmp_path: Path) -> None:
    for name, data, what in [
        ("a.rar", b"Rar!\x1a\x07\x00", "RAR 压缩包"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    ]:
        error = _refused(read_file, tmp_path / name, data)
        assert error.code == "unsupported"
        assert f"文件为{what}" in str(error)
        assert "重新提交" in str(error) or "以文件夹提交" in str(error)


def test_nothing_inside(read_file: ReadFile, tmp_path: Path) -> None:
    assert _refused(read_file, tmp_path / "空.pdf", b"").code == "empty"
    assert _refused(read_file, tmp_path / "空白.txt", b" \n\t\n").code == "empty"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as error:
        read(tmp_path / "x.pdf", Source("0" * 64, "application/pdf", 1))
    assert error.value.code == "missing"


def test_a_file_without_permission(guarded: Path) -> None:
    path = guarded / "锁.pdf"
    path.write_bytes(b"%PDF-1.4")
    path.chmod(0)
    with pytest.raises(UnreadableInput) as error:
        read(path, Source("0" * 64, "application/pdf", 1))
    assert error.value.code == "no_permission"
