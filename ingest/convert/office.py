"""Old office formats (DOC, WPS, XLS, ET, RTF, PPT) through LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ingest.errors import RejectedInput, UnreadableInput

_SECONDS = 180
_PLACES = (
    "/usr/bin/soffice",
    "/opt/libreoffice/program/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def soffice() -> str | None:
    """The LibreOffice program; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or next((place for place in _PLACES if Path(place).is_file()), None)


def office_to_pdf(path: Path, target: Path, name: str) -> None:
    """RejectedInput: ``no_converter`` without LibreOffice. UnreadableInput: ``damaged``, ``timeout``."""
    program = soffice()
    if program is None:
        raise RejectedInput(
            f"{name}：旧版办公文件需要 LibreOffice 转换，本机未安装；请安装 LibreOffice，或用 Word/WPS 另存为 DOCX 或 PDF 后提交",
            code="no_converter",
        )
    with tempfile.TemporaryDirectory(prefix="zhijian-office-") as folder:
        # A profile of its own: LibreOffice refuses to run twice with one.
        profile = (Path(folder) / "profile").as_uri()
        source = Path(folder) / f"source{Path(name).suffix or '.doc'}"
        shutil.copyfile(path, source)
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder]
        try:
            subprocess.run([*command, str(source)], capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise UnreadableInput(f"{name}：转换超过 {_SECONDS} 秒，已放弃，请用原软件另存为 PDF 后提交", code="timeout") from error
        made = source.with_suffix(".pdf")
        if not made.is_file():
            raise UnreadableInput(f"{name}：LibreOffice 无法转换，文件可能已损坏或加密，请用原软件另存为 PDF 后提交", code="damaged")
        shutil.copyfile(made, target)
