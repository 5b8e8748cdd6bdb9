"""Old office formats (DOC, WPS, XLS, ET, PPT, RTF, and PPTX) through LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ingest import sniff
from ingest.errors import RejectedInput, UnreadableInput

SECONDS = 180.0
_PLACES = (
    "/usr/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SUFFIXES = {sniff.DOC: ".doc", sniff.XLS: ".xls", sniff.PPT: ".ppt", sniff.PPTX: ".pptx", sniff.RTF: ".rtf"}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps a DOCX or XLSX with a password
_HEAD = 1 << 20
# No macros, nothing fetched from where a document points to.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value>
</prop><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def soffice() -> str | None:
    """The LibreOffice program; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or next((place for place in _PLACES if Path(place).is_file()), None)


def office_to_pdf(path: Path, target: Path, name: str) -> None:
    """RejectedInput: ``no_converter`` without LibreOffice, ``encrypted``. UnreadableInput: ``damaged``, ``timeout``."""
    _convert(path, target, name, "pdf")


def office_to_xlsx(path: Path, target: Path, name: str) -> None:
    """The same for tables, of which the cells are wanted and not the pages."""
    _convert(path, target, name, "xlsx")


def _convert(path: Path, target: Path, name: str, wanted: str) -> None:
    kind = sniff.media_type(path)
    with path.open("rb") as stream:
        if kind == sniff.OLE and _ENCRYPTED in stream.read(_HEAD):
            raise RejectedInput(f"{name}：文件已加密，无法读取，请提供解除密码后的文件", code="encrypted")
    program = soffice()
    if program is None:
        raise RejectedInput(
            f"{name}：{sniff.name_zh(kind)}需要 LibreOffice 转换，本机未安装；请安装 LibreOffice，或用 Word/WPS 另存为 DOCX 或 PDF 后提交",
            code="no_converter",
        )
    with tempfile.TemporaryDirectory(prefix="zhijian-office-", ignore_cleanup_errors=True) as folder:
        profile = Path(folder) / "profile"  # of its own: LibreOffice refuses to run twice with one
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = Path(folder) / f"source{_SUFFIXES.get(kind) or Path(name).suffix or '.doc'}"
        shutil.copyfile(path, source)
        options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck", "--convert-to", wanted]
        _run([program, *options, "--outdir", folder, str(source)], name)
        made = source.with_suffix(f".{wanted}")
        if not made.is_file():
            raise UnreadableInput(
                f"{name}：LibreOffice 无法转换，文件可能已损坏或加密，请用原软件另存为 {wanted.upper()} 后提交", code="damaged"
            )
        shutil.copyfile(made, target)


def _run(command: list[str], name: str) -> None:
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            raise UnreadableInput(f"{name}：转换超过 {SECONDS:.0f} 秒，已放弃，请用原软件另存为 PDF 后提交", code="timeout") from error
        finally:
            if process.poll() is None:
                _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program and those it started: ``soffice`` is a script around the one that works."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    process.wait()
