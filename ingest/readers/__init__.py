"""Readers: one file a format, bytes in, pages out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest import sniff
from ingest.document import Document, Source
from ingest.errors import RejectedInput, UnreadableInput
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text

READERS: dict[str, Callable[..., Document]] = {
    sniff.PDF: read_pdf,
    sniff.TEXT: read_text,
    sniff.CSV: read_text,  # a text with regular commas is still a text when it is submitted as a dossier
}
_DATA = frozenset({sniff.JSON, sniff.JSONL})
_TEXT_SUFFIXES = frozenset({".txt", ".md", ".text", ".markdown"})


def read(path: Path, source: Source, *, first_page: int = 1, progress: Callable[[int, int], None] | None = None) -> Document:
    """Read one file of a dossier; its content, not its name, decides how.

    ``source.path`` is the name users know; ``path`` is where the bytes lie (it may be in the vault). Pages are numbered from
    ``first_page``; ``progress(done, total)`` is called after every page.
    RejectedInput: ``empty``, ``encrypted``, ``unsupported``, ``no_pages`` (data, which no writ is kept in).
    UnreadableInput: ``damaged``, ``missing``, ``no_permission``.
    """
    name = Path(source.path).name if source.path else path.name
    try:
        kind = sniff.media_type(path)
        reader = READERS.get(kind)
        if reader is None or (reader is read_text and Path(name).suffix.lower() not in _TEXT_SUFFIXES):
            raise _unsupported(name, kind)
        return reader(path, source, first_page=first_page, progress=progress)
    except FileNotFoundError as error:
        raise UnreadableInput(f"{name}：文件不存在，请检查路径", code="missing") from error
    except PermissionError as error:
        raise UnreadableInput(f"{name}：没有读取权限，请授权后重试", code="no_permission") from error
    except OSError as error:
        raise UnreadableInput(f"{name}：读取失败（{error.strerror or error}），请检查存储介质后重试", code="io") from error


def _unsupported(name: str, kind: str) -> RejectedInput:
    if kind == sniff.EMPTY:
        return RejectedInput(f"{name}：文件为空（0 字节），请重新导出后提交", code="empty")
    suffix = Path(name).suffix.lower()
    disguised = suffix and suffix.lstrip(".") not in _USUAL_SUFFIXES.get(kind, frozenset())
    what = f"扩展名为 {suffix}，内容却是{sniff.name_zh(kind)}" if disguised else f"文件为{sniff.name_zh(kind)}"
    code = "no_pages" if kind in _DATA else "unsupported"
    return RejectedInput(f"{name}：{what}，{_REMEDIES.get(kind, '暂不支持读取，请转换为 PDF 后重新提交')}", code=code)


_REMEDIES = {
    sniff.JSON: "属于数据文件，不作为案卷材料",
    sniff.JSONL: "属于数据文件，不作为案卷材料",
    sniff.TEXT: "请核对文件；如确为文本材料，请将扩展名改为 .txt 后重新提交",
    sniff.CSV: "请核对文件；如确为文本材料，请将扩展名改为 .txt 后重新提交",
    sniff.UNKNOWN: "无法识别，可能已损坏，请用原软件重新导出为 PDF 后提交",
    sniff.ZIP: "压缩包应在读取前展开，请解压后以文件夹提交",
    sniff.RAR: "暂不支持读取，请解压后以文件夹提交",
    sniff.SEVEN_ZIP: "暂不支持读取，请解压后以文件夹提交",
}


_USUAL_SUFFIXES = {
    sniff.DOCX: frozenset({"docx"}),
    sniff.XLSX: frozenset({"xlsx"}),
    sniff.PPTX: frozenset({"pptx"}),
    sniff.DOC: frozenset({"doc", "wps"}),
    sniff.XLS: frozenset({"xls", "et"}),
    sniff.OLE: frozenset({"doc", "xls", "ppt", "wps"}),
    sniff.OFD: frozenset({"ofd"}),
    sniff.ZIP: frozenset({"zip"}),
    sniff.JPEG: frozenset({"jpg", "jpeg"}),
    sniff.PNG: frozenset({"png"}),
    sniff.TIFF: frozenset({"tif", "tiff"}),
    sniff.GIF: frozenset({"gif"}),
    sniff.BMP: frozenset({"bmp"}),
    sniff.RTF: frozenset({"rtf"}),
    sniff.SEVEN_ZIP: frozenset({"7z"}),
    sniff.RAR: frozenset({"rar"}),
    sniff.HTML: frozenset({"html", "htm"}),
    sniff.JSON: frozenset({"json"}),
    sniff.JSONL: frozenset({"jsonl"}),
    sniff.CSV: frozenset({"csv"}),
    sniff.TEXT: frozenset({"txt", "md"}),
}
