"""Plain text (.txt, .md): a document of one page, without boxes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.document import Document, Page, Source
from ingest.errors import RejectedInput

_LARGEST = 50 << 20


def read_text(path: Path, source: Source, *, first_page: int = 1, progress: Callable[[int, int], None] | None = None) -> Document:
    """Read a text file as one page. RejectedInput (``too_large``) above 50 MB, (``empty``) where nothing but blanks stands in it."""
    name = Path(source.path).name if source.path else path.name
    if path.stat().st_size > _LARGEST:
        raise RejectedInput(f"{name}：文本文件超过 50 MB，不像一份案卷，请拆分后提交", code="too_large")
    text = decode(path.read_bytes())
    if not text.strip():
        raise RejectedInput(f"{name}：文件没有内容，请检查后重新提交", code="empty")
    if progress:
        progress(1, 1)
    return Document(source=source, kind="dossier", title=Path(name).stem, pages=(Page(first_page, text),))


def decode(data: bytes) -> str:
    """Bytes to text with Unix line ends: byte order mark, UTF-8, GB 18030, then the likeliest guess. Never fails."""
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _lines(data.decode(codec, "replace"))
    for codec in ("utf-8", "gb18030"):
        try:
            return _lines(data.decode(codec))
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes  # slow to import, and hardly ever asked

    best = from_bytes(data[:100_000]).best()
    return _lines(data.decode(best.encoding if best else "gb18030", "replace"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
