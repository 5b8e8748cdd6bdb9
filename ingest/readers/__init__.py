"""Readers: one file a format, bytes in, pages out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest import sniff
from ingest.convert import CONVERTIBLE, reading_copy
from ingest.document import Document, Source
from ingest.errors import RejectedInput, UnreadableInput
from ingest.page_cache import KeptPages
from ingest.readers.engine import Engine
from ingest.readers.text import read_text

_TEXTS = frozenset({sniff.TEXT, sniff.CSV})  # a text with regular commas is still a text when it is submitted as a dossier
_DATA = frozenset({sniff.JSON, sniff.JSONL})
_DATA_SUFFIXES = frozenset({".xml", ".xbrl"})  # as electronic invoices carry them
_TEXT_SUFFIXES = frozenset({".txt", ".md", ".text", ".markdown"})


def read(
    path: Path,
    source: Source,
    *,
    first_page: int = 1,
    engine: Engine = "pdfium",
    progress: Callable[[int, int], None] | None = None,
    kept: KeptPages | None = None,
) -> Document:
    """Read one file of a dossier; its content, not its name, decides how.

    ``source.path`` is the name users know; ``path`` is where the bytes lie (it may be in the vault). Pages are numbered from
    ``first_page``; ``progress(done, total)`` is called after every page. Formats other than PDF and text are read from their
    reading copy. ``engine`` chooses who supplies the characters of a PDF (see ``pdf_pages``). Pages ``kept`` from an earlier
    reading of the same bytes are not read again; those read now are kept.
    RejectedInput: ``empty``, ``encrypted``, ``unsupported``, ``bomb``, ``no_converter``, ``no_pages`` (data, which no writ is kept in).
    UnreadableInput: ``damaged``, ``missing``, ``no_permission``.
    """
    name = Path(source.path).name if source.path else path.name
    try:
        kind = sniff.media_type(path)
        if kind in _TEXTS and Path(name).suffix.lower() in _TEXT_SUFFIXES:
            return read_text(path, source, first_page=first_page, progress=progress)
        if kind in CONVERTIBLE:
            path = reading_copy(path, kind, name=name)
        elif kind != sniff.PDF:
            raise _unsupported(name, kind)
        from ingest.readers.pdf import read_pdf  # slow to import; many need a neighbour only

        return read_pdf(path, source, first_page=first_page, engine=engine, progress=progress, kept=kept)
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
    if kind in _DATA or (kind in _TEXTS and suffix in _DATA_SUFFIXES):
        return RejectedInput(f"{name}：{what}，属于数据文件，不作为案卷材料", code="no_pages")
    return RejectedInput(f"{name}：{what}，{_REMEDIES.get(kind, '暂不支持读取，请转换为 PDF 后重新提交')}", code="unsupported")


_REMEDIES = {
    sniff.TEXT: "请核对文件；如确为文本材料，请将扩展名改为 .txt 后重新提交",
    sniff.CSV: "请核对文件；如确为文本材料，请将扩展名改为 .txt 后重新提交",
    sniff.UNKNOWN: "无法识别，可能已损坏，请用原软件重新导出为 PDF 后提交",
    sniff.ZIP: "压缩包应在读取前展开，请解压后以文件夹提交",
    sniff.RAR: "暂不支持读取，请解压后以文件夹提交",
    sniff.SEVEN_ZIP: "压缩包应在读取前展开，请解压后以文件夹提交",
    sniff.EML: "邮件应在读取前展开，请将附件另存后以文件夹提交",
}


_USUAL_SUFFIXES = {
    sniff.ZIP: frozenset({"zip"}),
    sniff.SEVEN_ZIP: frozenset({"7z"}),
    sniff.RAR: frozenset({"rar"}),
    sniff.EML: frozenset({"eml"}),
    sniff.HTML: frozenset({"html", "htm"}),
    sniff.JSON: frozenset({"json"}),
    sniff.JSONL: frozenset({"jsonl"}),
    sniff.CSV: frozenset({"csv"}),
    sniff.TEXT: frozenset({"txt", "md"}),
}
