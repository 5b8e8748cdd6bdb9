"""LibreOffice itself where it is installed; a small program in its place shows how it is called, and ended where it hangs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.convert import office
from ingest.document import Document
from ingest.errors import RejectedInput, UnreadableInput

ReadFile = Callable[..., Document]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOC = _OLE + bytes(600) + "WordDocument".encode("utf-16-le") * 40


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a Python script where ``soffice`` is looked for."""
    if os.name != "posix":
        pytest.skip("the stand-in is a script with a first line for Unix")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def install(source: str) -> None:
        (folder / "soffice").write_text(
            f"#!{sys.executable}\nimport os, pathlib, shutil, subprocess, sys, time\n{source}", encoding="utf-8"
        )
        (folder / "soffice").chmod(0o755)

    return install


def _doc(tmp_path: Path, data: bytes = _DOC) -> Path:
    path = tmp_path / "决定.doc"
    path.write_bytes(data)
    return path


def test_without_libreoffice_the_remedy_is_named(read_file: ReadFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RejectedInput, match=r"决定\.doc：旧版 Word 文档.*LibreOffice.*另存为 DOCX 或 PDF") as error:
        read_file(_doc(tmp_path))
    assert error.value.code == "no_converter"


@pytest.mark.skipif(office.soffice() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["doc", "rtf"])
def test_old_office_files_are_converted_by_libreoffice(read_file: ReadFile, tmp_path: Path, form: str) -> None:
    document = docx.Document()
    for line in ("行政处罚决定书", "当事人：张三"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "决定.docx"))
    _libreoffice(tmp_path / "决定.docx", form)
    assert read_file(tmp_path / f"决定.{form}").text.split("\n") == ["行政处罚决定书", "当事人：张三"]


def _libreoffice(source: Path, form: str) -> None:
    """Save a file in another form, as its author would."""
    profile = (source.parent / "author").as_uri()
    command = [
        str(office.soffice()),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(source.parent),
    ]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)


def test_the_program_gets_a_profile_of_its_own_without_macros(read_file: ReadFile, tmp_path: Path, program: Callable[[str], None]) -> None:
    canvas = Canvas(str(tmp_path / "made.pdf"))
    canvas.drawString(72, 700, "Decision 2024")
    canvas.save()
    program(
        "profile = next(a for a in sys.argv if a.startswith('-env:')).removeprefix('-env:UserInstallation=file://')\n"
        "assert 'DisableMacrosExecution' in pathlib.Path(profile, 'user/registrymodifications.xcu').read_text()\n"
        "source = pathlib.Path(sys.argv[-1])\n"
        "assert source.suffix == '.doc' and source.read_bytes()[:4] == bytes.fromhex('d0cf11e0')\n"
        f"shutil.copyfile({str(tmp_path / 'made.pdf')!r}, pathlib.Path(sys.argv[-2], 'source.pdf'))\n"
    )
    assert read_file(_doc(tmp_path)).text == "Decision 2024"


def test_a_program_that_makes_nothing_is_reported(read_file: ReadFile, tmp_path: Path, program: Callable[[str], None]) -> None:
    program("sys.exit(1)")
    with pytest.raises(UnreadableInput, match="LibreOffice 无法转换") as error:
        read_file(_doc(tmp_path))
    assert error.value.code == "damaged"


def test_a_program_that_hangs_is_ended_with_its_children(
    read_file: ReadFile, tmp_path: Path, program: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "SECONDS", 3.0)
    note = tmp_path / "child.txt"
    program(
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid))\ntime.sleep(600)\n"
    )
    with pytest.raises(UnreadableInput, match="已放弃") as error:
        read_file(_doc(tmp_path))
    assert error.value.code == "timeout"
    child = int(note.read_text())
    deadline = time.monotonic() + 20  # a killed process takes a moment to end
    while _lives(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(child)


def _lives(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_office_files_with_a_password_are_named(read_file: ReadFile, tmp_path: Path) -> None:
    path = tmp_path / "笔录.docx"
    path.write_bytes(_OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(RejectedInput, match=r"笔录\.docx：文件已加密") as error:
        read_file(path)
    assert error.value.code == "encrypted"
