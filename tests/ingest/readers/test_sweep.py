"""The compiled loops beside those in Python: the same objects, in the same order, to the last digit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from ingest.readers import compiled, pdfium_chars, pdfium_shapes
from ingest.readers.pdfium_page import PdfiumPage
from zhijian.demo import generate

SHARED = Path(__file__).parents[3] / "../shared/data"
_PAGES = 6  # of a file

pytestmark = pytest.mark.skipif(compiled.sweep is None, reason="the compiled loops were not built: no C compiler was found at installation")
MakePdf = Callable[..., Path]


def _objects(path: Path, index: int) -> tuple[Any, list[Any]]:
    """All that is read of a page."""
    with pypdfium2.PdfDocument(path) as document:
        loaded = document[index]
        page = PdfiumPage(loaded.raw, 1)
        found = page.parse_objects()
        return found, page.runs


def _same(path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Compares the first pages of a file; how much there was on them, in characters."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            count = len(document)
    except pypdfium2.PdfiumError:
        return 0
    seen = 0
    for index in range(min(count, _PAGES)):
        try:
            swept = _objects(path, index)
        except pypdfium2.PdfiumError:
            continue
        with monkeypatch.context() as patch:
            patch.setattr(pdfium_chars, "sweep", None)
            patch.setattr(pdfium_shapes, "sweep", None)
            assert _objects(path, index) == swept, f"{path.name}, page {index + 1}"
        seen += len(repr(swept))
    return seen


def _mixed(canvas: Canvas) -> None:
    """Text of every kind that the loops treat apart, and paths of every kind."""
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(60, 780, "行政处罚决定书 （2026）第 12 号 ﬁ ⾏政 𠀀")
    canvas.setFont("Helvetica", 9.7)
    canvas.drawString(60.3, 760.1, "ﬁnal office  two  blanks")
    text = canvas.beginText(60, 740)
    text.setFont("STSong-Light", 10.5)
    text.setCharSpace(1.37)
    text.textOut("字距")
    text.setCharSpace(9)
    text.textOut("很开")
    text.setHorizScale(70)
    text.textOut("压扁")
    text.setRise(3)
    text.textOut("上标")
    canvas.drawText(text)
    for angle in (30, 90, 180, 270):
        canvas.saveState()
        canvas.translate(300, 500)
        canvas.rotate(angle)
        canvas.drawString(20, 0, "骑缝 turned")
        canvas.restoreState()
    canvas.saveState()
    canvas.transform(1.1, 0, 0.3, 0.9, 50, 50)  # slanted
    canvas.drawString(0, 300, "斜体字")
    canvas.rect(0, 0, 30, 20)
    canvas.restoreState()
    canvas.setFillColor(white)
    canvas.drawString(60, 700, " ")
    canvas.line(60, 690, 200, 690)
    canvas.rect(60, 600, 100, 50, fill=1)
    canvas.circle(400, 650, 40)
    path = canvas.beginPath()
    path.moveTo(60, 400)
    path.lineTo(120, 400)
    path.lineTo(120, 430)
    path.lineTo(60, 400)
    path.close()
    path.moveTo(200, 400)
    path.curveTo(210, 450, 260, 450, 270, 400)
    path.moveTo(300, 300)
    canvas.drawPath(path)


def test_text_and_paths_of_every_kind(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _same(make_pdf("各种.pdf", _mixed, lambda canvas: None), monkeypatch) > 1000


def test_text_written_downwards(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_pdf("竖排.pdf", _mixed)
    path.write_bytes(path.read_bytes().replace(b"UniGB-UCS2-H", b"UniGB-UCS2-V"))
    assert _same(path, monkeypatch) > 1000
    _, runs = _objects(path, 0)
    assert "书" in {run["text"] for run in runs}  # letters under each other are no run


def test_turned_pages(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_pdf("旋转.pdf", _mixed, _mixed, _mixed)
    turned = path.with_name("旋转后.pdf")
    with pypdfium2.PdfDocument(path) as document:
        for index, degrees in enumerate((90, 180, 270)):
            document[index].set_rotation(degrees)
        document.save(turned)
    assert _same(turned, monkeypatch) > 1000


def test_generated_dossiers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generate(tmp_path, seed=21, count=3)
    assert sum(_same(path, monkeypatch) for path in tmp_path.rglob("*.pdf")) > 100_000


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/data")
@pytest.mark.parametrize("folder", ["official-forms", "dossiers", "pdf-robustness"])
def test_files_of_other_hands(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sum(_same(path, monkeypatch) for path in sorted((SHARED / folder).rglob("*.pdf"))) > 100_000


def test_a_module_of_another_form_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    assert compiled.sweep is not None
    monkeypatch.setattr(compiled.sweep, "FORM", compiled.sweep.FORM + 1)
    assert compiled._loaded() is None


def test_what_cannot_be_is_an_error_and_no_crash() -> None:
    sweep = compiled.sweep
    assert sweep is not None
    with pytest.raises(TypeError):
        sweep.bind((1, 2))
    with pytest.raises(RuntimeError):
        sweep.objects(0)
    with pytest.raises(RuntimeError):
        sweep.subpaths(0, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    with pytest.raises(TypeError):
        sweep.subpaths(1, (1.0, "x"))
