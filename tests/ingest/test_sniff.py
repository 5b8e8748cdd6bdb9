from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from ingest import sniff


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def _image(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(buffer, format=kind)
    return buffer.getvalue()


def _xlsx() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _large_ole(stream: str) -> bytes:
    """The directory lies behind two megabytes of content, as in files with pictures."""
    header = bytearray(_OLE[:512].ljust(512, b"\0"))
    header[30:32] = (9).to_bytes(2, "little")
    header[48:52] = (4096).to_bytes(4, "little")
    return bytes(header) + bytes(4096 * 512) + stream.encode("utf-16-le").ljust(512, b"\0")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", sniff.EMPTY),
        (b"%PDF-1.7\n", sniff.PDF),
        (b"\r\nHTTP leftovers" + b"\n" * 900 + b"%PDF-1.4\n", sniff.PDF),
        (b"1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n", sniff.PDF),
        (_zip("a.pdf"), sniff.ZIP),
        (_zip(), sniff.ZIP),
        (b"PK\x03\x04broken", sniff.ZIP),
        (_zip("OFD.xml", "Doc_0/Document.xml")[:-30], sniff.OFD),
        (_zip("[Content_Types].xml", "word/document.xml")[:-30], sniff.DOCX),
        (_xlsx()[:-30], sniff.XLSX),
        (_zip("a.pdf")[:-30], sniff.ZIP),
        (_zip("OFD.xml", "Doc_0/Document.xml"), sniff.OFD),
        (_zip("word/document.xml"), sniff.DOCX),
        (_zip("ppt/presentation.xml"), sniff.PPTX),
        (_xlsx(), sniff.XLSX),
        (_OLE + "WordDocument".encode("utf-16-le"), sniff.DOC),
        (_OLE + "Workbook".encode("utf-16-le"), sniff.XLS),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), sniff.OLE),
        (_image("JPEG"), sniff.JPEG),
        (_image("PNG"), sniff.PNG),
        (_image("TIFF"), sniff.TIFF),
        (_image("GIF"), sniff.GIF),
        (_image("BMP"), sniff.BMP),
        (_image("WEBP"), sniff.WEBP),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40), sniff.HEIC),
        (_OLE + "PowerPoint Document".encode("utf-16-le"), sniff.PPT),
        (_large_ole("WordDocument"), sniff.DOC),
        ("From: a@b.cn\r\nSubject: 案卷\r\nMIME-Version: 1.0\r\n\r\n<html>".encode("gb18030"), sniff.EML),
        (b"Received: from x\n\tby y\nReturn-Path: <a@b>\nDate: x\n\n{", sniff.EML),
        ("From: 甲\nTo: 乙\n\n请查收".encode(), sniff.TEXT),
        (b"{\\rtf1\\ansi}", sniff.RTF),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", sniff.SEVEN_ZIP),
        (b"Rar!\x1a\x07\x01\x00", sniff.RAR),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", sniff.HTML),
        ("<HTML><head><title>通知</title>".encode("gb18030"), sniff.HTML),
        (b'{"id": 1}\n{"id": 2}\n', sniff.JSONL),
        (b'{\n "id": 1\n}', sniff.JSON),
        (b'[{"id": 1}]', sniff.JSON),
        ("［示例］本案".encode(), sniff.TEXT),
        ("[示例]本案".encode(), sniff.TEXT),
        ("编号,内容\n1,占道\n2,噪声\n".encode("gb18030"), sniff.CSV),
        ("编号\t内容\n1\t占道\n".encode("utf-16"), sniff.CSV),
        ("行政处罚决定书\n当事人：张三\n".encode(), sniff.TEXT),
        ("行政处罚决定书\n当事人：张三\n".encode("gb18030"), sniff.TEXT),
        (("市" * 3000).encode()[:4097], sniff.TEXT),
        (bytes(range(256)) * 4, sniff.UNKNOWN),
    ],
)
def test_content_decides(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "file.whatever"
    path.write_bytes(data)
    assert sniff.media_type(path) == kind
    assert sniff.name_zh(kind) != kind
