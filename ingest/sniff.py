"""What a file is, by its content: extensions lie, and half of all dossiers are renamed by hand."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import BinaryIO

PDF = "application/pdf"
ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OFD = "application/ofd"
OLE = "application/x-ole-storage"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
JPEG = "image/jpeg"
PNG = "image/png"
TIFF = "image/tiff"
GIF = "image/gif"
BMP = "image/bmp"
WEBP = "image/webp"
HEIC = "image/heic"
RTF = "application/rtf"
EML = "message/rfc822"
SEVEN_ZIP = "application/x-7z-compressed"
RAR = "application/vnd.rar"
HTML = "text/html"
JSON = "application/json"
JSONL = "application/jsonl"
CSV = "text/csv"
TEXT = "text/plain"
EMPTY = "inode/x-empty"
UNKNOWN = "application/octet-stream"

_HEAD = 4096
_MAGIC = {
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"II*\x00": TIFF,
    b"MM\x00*": TIFF,
    b"GIF87a": GIF,
    b"GIF89a": GIF,
    b"{\\rtf": RTF,
    b"7z\xbc\xaf\x27\x1c": SEVEN_ZIP,
    b"Rar!\x1a\x07": RAR,
}
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
_MAIL_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):")
_MAIL_HEADERS = frozenset({"from", "to", "subject", "date", "received", "return-path", "message-id", "mime-version", "content-type"})
_NAMES_ZH = {
    PDF: "PDF",
    ZIP: "ZIP 压缩包",
    DOCX: "Word 文档（DOCX）",
    XLSX: "Excel 表格（XLSX）",
    PPTX: "PowerPoint 文稿（PPTX）",
    OFD: "OFD 版式文件",
    OLE: "旧版 Office 文件",
    DOC: "旧版 Word 文档（DOC、WPS）",
    XLS: "旧版 Excel 表格（XLS、ET）",
    PPT: "旧版 PowerPoint 文稿（PPT、DPS）",
    JPEG: "JPEG 图片",
    PNG: "PNG 图片",
    TIFF: "TIFF 图片",
    GIF: "GIF 图片",
    BMP: "BMP 图片",
    WEBP: "WebP 图片",
    HEIC: "HEIC 照片",
    RTF: "RTF 文档",
    EML: "电子邮件（EML）",
    SEVEN_ZIP: "7z 压缩包",
    RAR: "RAR 压缩包",
    HTML: "网页（HTML）",
    JSON: "JSON 数据",
    JSONL: "JSON 行数据",
    CSV: "CSV 表格",
    TEXT: "纯文本",
    EMPTY: "空文件",
    UNKNOWN: "未知格式",
}


def media_type(path: Path) -> str:
    """The media type of a file by its content; one of the constants above. OSError where it cannot be read."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if not head:
            return EMPTY
        if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
            return _ole(stream, head)
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(path)
    if b"%PDF-" in head[:1024]:  # the header may stand anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1)
        return PDF
    if _headless_pdf(path, head):
        return PDF
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return HEIC
    if head.startswith(b"BM") and len(head) > 14 and head[6:10] == b"\0\0\0\0":
        return BMP
    return _text(head)


def name_zh(kind: str) -> str:
    """What users call a media type."""
    return _NAMES_ZH.get(kind, kind)


def _headless_pdf(path: Path, head: bytes) -> bool:
    """A PDF that lost its header in a transfer: objects at the start, the trailer's words at the end."""
    if b" obj" not in head:
        return False
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - 2048, 0))
        tail = stream.read()
    return b"startxref" in tail and b"%%EOF" in tail


def _zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return _cut_off(path)
    for member, kind in (("OFD.xml", OFD), ("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX)):
        if member in names:
            return kind
    return ZIP


def _cut_off(path: Path) -> str:
    """What a ZIP without its directory was, by the names before its first members; users know a broken document as a document."""
    with path.open("rb") as stream:
        start = stream.read(1 << 16)
    for member, kind in ((b"OFD.xml", OFD), (b"word/", DOCX), (b"xl/", XLSX), (b"ppt/", PPTX)):
        if member in start:
            return kind
    return ZIP


def _ole(stream: BinaryIO, head: bytes) -> str:
    """The directory of an OLE file names its streams in UTF-16; the header says where it begins, in a large file far from the start."""
    sector = 1 << min(int.from_bytes(head[30:32], "little"), 12)
    stream.seek((int.from_bytes(head[48:52], "little") + 1) * sector)
    directory = stream.read(1 << 14)
    stream.seek(0)
    data = directory + stream.read(1 << 20)
    for name, kind in (("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS), ("PowerPoint Document", PPT)):
        if name.encode("utf-16-le") in data:
            return kind
    return OLE


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "ignore")
    else:
        if head.count(b"\0") or sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head) > len(head) // 50:
            return UNKNOWN
        text = _decoded(head)
    start = text.lstrip("\ufeff \t\r\n")
    if _is_mail(start):
        return EML
    lowered = start[:1024].lower()
    if lowered.startswith(("<!doctype html", "<html")) or ("<html" in lowered or "<head" in lowered or "<body" in lowered):
        return HTML
    if start.startswith("{"):
        return JSONL if _several_objects(start) else JSON
    if start.startswith("["):
        return JSON if start[1:].lstrip()[:1] in ("{", "[", '"', "]") else TEXT
    return CSV if _tabular(start) else TEXT


def _is_mail(text: str) -> bool:
    """Header lines from the start, several of them such as only mails have, where a letter would begin with words."""
    found: set[str] = set()
    for line in text.splitlines():
        if line[:1] in (" ", "\t") and found:
            continue
        header = _MAIL_HEADER.match(line)
        if header is None:
            break
        found.add(header[1].lower())
    return len(found & _MAIL_HEADERS) >= 3


def _decoded(head: bytes) -> str:
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(head) - 4:  # a character cut at the end of the sample
            return head[: error.start].decode("utf-8")
        return head.decode("gb18030", "replace")


def _several_objects(text: str) -> bool:
    first, _, rest = text.partition("\n")
    return first.rstrip().endswith("}") and (not rest.strip() or rest.lstrip().startswith("{"))


def _tabular(text: str) -> bool:
    """The same number (one or more) of separators in each of the first lines, two lines at least."""
    lines = [line for line in text.splitlines()[:6] if line.strip()]
    if len(lines) < 2:
        return False
    for separator in (",", "\t", ";"):
        count = lines[0].count(separator)
        if count and all(line.count(separator) >= count for line in lines[1:-1]) and (len(lines) > 2 or lines[1].count(separator) == count):
            return True
    return False
