"""Real PDF files for the reader tests, made with reportlab and a CJK font."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document, Source
from ingest.readers import read
from ingest.vault import Vault

FONT = "STSong-Light"
Draw = Callable[[Canvas], None]


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., Path]:
    """``make_pdf("name.pdf", draw_page_1, draw_page_2, …, encrypt=…)``; each function draws one A4 page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))

    def make(name: str, *pages: Draw, **options: Any) -> Path:
        path = tmp_path / name
        canvas = Canvas(str(path), pagesize=A4, **options)
        for draw in pages:
            canvas.setFont(FONT, 12)
            draw(canvas)
            canvas.showPage()
        canvas.save()
        return path

    return make


@pytest.fixture
def guarded() -> Iterator[Path]:
    """A folder that anyone may enter, while the test runs as a user whom permissions bind: root becomes ``nobody`` until it ends."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no Unix permissions")
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    if root and not hasattr(os, "setresuid"):
        pytest.skip("root cannot step down and up again here")
    nobody = 65534
    if root:
        os.chown(folder, nobody, nobody)
        os.setresuid(nobody, nobody, 0)
    try:
        yield folder
    finally:
        if root:
            os.setresuid(0, 0, 0)
        for path in folder.rglob("*"):
            path.chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def read_file(tmp_path: Path) -> Callable[..., Document]:
    """Read a file the way the application does: through the vault."""
    vault = Vault(tmp_path / "vault")

    def run(path: Path, *, first_page: int = 1) -> Document:
        source: Source = vault.put(path)
        return read(vault.path(source.sha256), source, first_page=first_page)

    return run
