from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.document import Document, Source
from ingest.errors import InputError, RejectedInput, UnreadableInput
from ingest.ocr.page import UNREADABLE
from ingest.readers.pdf import read_pdf

MakePdf = Callable[..., Path]
ReadFile = Callable[..., Document]
DOSSIERS = Path(__file__).parents[3] / "../shared/data/dossiers"


def _writ(canvas: Canvas) -> None:
    canvas.drawCentredString(297, 780, "行政处罚决定书")
    canvas.drawString(72, 740, "当事人：张三     性别：男")
    canvas.drawString(72, 716, "罚款人民币 12,000.00 元，自收到本决定书之日起十五日内缴纳。")


def _image(canvas: Canvas, drawing: Callable[[ImageDraw.ImageDraw], None], *, box: tuple[float, ...] = (0, 0, 595, 842)) -> None:
    picture = Image.new("RGB", (1240, 1754), (250, 249, 246))
    drawing(ImageDraw.Draw(picture))
    buffer = io.BytesIO()
    picture.save(buffer, format="PNG")
    buffer.seek(0)
    canvas.drawImage(ImageReader(buffer), *box)


def _scanned_text(draw: ImageDraw.ImageDraw) -> None:
    for y in range(300, 400, 40):
        for x in range(200, 800, 40):
            draw.rectangle((x, y, x + 20, y + 24), outline="black", width=3)


def test_text_lines_and_edges_agree(make_pdf: MakePdf, read_file: ReadFile) -> None:
    (page,) = read_file(make_pdf("决定.pdf", _writ)).pages
    assert page.text.splitlines()[0] == "行政处罚决定书"
    assert (page.origin, page.problem, page.blank, page.unread) == ("text", None, False, False)
    assert (round(page.width), round(page.height)) == (595, 842)
    for line in page.lines:
        assert len(line.edges) == line.end - line.start + 1
        assert all(a <= b + 0.01 for a, b in pairwise(line.edges))
        assert line.box.x0 - 0.01 <= line.edges[0] <= line.edges[-1] <= line.box.x1 + 0.01
        assert "\n" not in page.text[line.start : line.end]
    assert "\n".join(page.text[line.start : line.end] for line in page.lines) == page.text
    start = page.text.index("12,000.00")
    (box,) = page.boxes(start, start + 9)
    first = page.text.rindex("\n", 0, start) + 1
    (before,) = page.boxes(first, start)
    assert before.x1 <= box.x0 + 0.01
    assert 842 - 716 - 14 < box.top < box.bottom < 842 - 716 + 6


def test_pages_count_on_from_the_files_before(make_pdf: MakePdf, read_file: ReadFile) -> None:
    document = read_file(make_pdf("卷二.pdf", _writ, _writ), first_page=24)
    assert [page.number for page in document.pages] == [24, 25]
    assert (document.kind, document.title) == ("dossier", "卷二")


def test_ruled_tables_know_their_cells(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 790, "立案审批表")
        canvas.grid([72, 172, 322, 522], [640, 680, 720, 760])
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(173, 641, 348, 38, stroke=0, fill=1)  # the last row has one wide cell: its inner rule is painted over …
        canvas.setFillColorRGB(0, 0, 0)
        for x, y, text in [
            (76, 735, "案由"),
            (176, 735, "占道经营"),
            (326, 735, "甲"),
            (76, 695, "当事人"),
            (176, 705, "某某市"),
            (176, 690, "商贸有限公司"),
        ]:
            canvas.drawString(x, y, text)
        canvas.drawString(76, 655, "负责人意见")
        canvas.drawString(176, 655, "同意立案")

    (page,) = read_file(make_pdf("表.pdf", draw)).pages
    (table,) = page.tables
    texts = {(cell.row, cell.column): [page.text[a:b] for a, b in cell.ranges] for cell in table}
    assert texts[0, 0] == ["案由"]
    assert texts[0, 1] == ["占道经营"]
    assert texts[0, 2] == ["甲"]
    assert texts[1, 0] == ["当事人"]
    assert texts[1, 1] == ["某某市", "商贸有限公司"]
    assert texts[1, 2] == []
    assert texts[2, 0] == ["负责人意见"]
    assert texts[2, 1] == ["同意立案"]
    assert [cell.box.top for cell in table] == sorted(cell.box.top for cell in table)
    for cell in table:
        for a, b in cell.ranges:
            for box in page.boxes(a, b):
                assert cell.box.x0 - 1 <= box.x0 <= box.x1 <= cell.box.x1 + 1


def test_a_frame_around_the_page_is_no_table(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        _writ(canvas)
        canvas.rect(50, 50, 495, 742)

    assert read_file(make_pdf("框.pdf", draw)).pages[0].tables == ()


def test_pages_without_text_say_what_they_are(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def stamp_on_scan(canvas: Canvas) -> None:
        _image(canvas, _scanned_text)
        canvas.drawString(280, 20, "第 4 页")

    pages = read_file(
        make_pdf(
            "扫描.pdf",
            _writ,
            lambda canvas: None,
            lambda canvas: _image(canvas, _scanned_text),
            stamp_on_scan,
            lambda canvas: _image(canvas, lambda draw: None),
            lambda canvas: _image(canvas, _scanned_text, box=(100, 100, 300, 300)),
            lambda canvas: _image(canvas, lambda draw: draw.rectangle((0, 0, 1240, 1754), fill=(20, 20, 20))),
        )
    ).pages
    assert [(page.origin, page.blank, page.unread) for page in pages] == [
        ("text", False, False),
        ("none", True, False),  # nothing on it
        ("ocr", False, False),
        ("ocr", False, False),
        ("none", True, False),  # the scanned back of a page
        ("none", False, True),  # marks too small to tell
        ("none", False, True),  # all dark: a photograph, not a blank
    ]
    assert pages[6].problem == UNREADABLE
    assert "第4页" in pages[3].text.replace(" ", "")
    assert all((page.problem is None) == (not page.unread) for page in pages)


def test_a_seal_over_text_leaves_it_text(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        _writ(canvas)
        _image(canvas, lambda draw: draw.ellipse((400, 400, 800, 800), outline="red", width=20), box=(350, 100, 120, 120))

    assert read_file(make_pdf("章.pdf", draw)).pages[0].origin == "text"


def test_a_file_that_needs_a_password_is_rejected(make_pdf: MakePdf, read_file: ReadFile) -> None:
    path = make_pdf("案卷7.pdf", _writ, encrypt=StandardEncryption("秘密1", ownerPassword="owner"))
    with pytest.raises(RejectedInput, match=r"案卷7\.pdf.*加密.*解密后的文件") as error:
        read_file(path)
    assert error.value.code == "encrypted"


def test_a_file_that_only_forbids_printing_opens(make_pdf: MakePdf, read_file: ReadFile) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)  # the generator leaves strings of its CJK fonts unencrypted, against the standard
        canvas.drawString(72, 700, "AB-2024-0012")

    path = make_pdf("限制.pdf", draw, encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0, canCopy=0))
    assert read_file(path).text == "AB-2024-0012"


def test_damage(make_pdf: MakePdf, read_file: ReadFile, tmp_path: Path) -> None:
    whole = make_pdf("好.pdf", _writ, _writ).read_bytes()
    no_trailer = tmp_path / "缺尾.pdf"
    no_trailer.write_bytes(whole[: whole.rindex(b"xref")])
    assert len(read_file(no_trailer).pages) == 2
    shell = tmp_path / "空壳.pdf"
    shell.write_bytes(b"%PDF-1.7\n" + bytes(2000))
    with pytest.raises(UnreadableInput, match=r"空壳\.pdf：PDF 已损坏") as error:
        read_file(shell)
    assert error.value.code == "damaged"


def test_no_pages(read_file: ReadFile, tmp_path: Path) -> None:
    path = tmp_path / "零页.pdf"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    path.write_bytes(data + b"trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)
    with pytest.raises(RejectedInput, match="没有任何页面") as error:
        read_file(path)
    assert error.value.code == "empty"


def test_one_bad_page_does_not_cost_the_others(make_pdf: MakePdf, read_file: ReadFile, tmp_path: Path) -> None:
    data = make_pdf("三页.pdf", _writ, _writ, _writ, pageCompression=0).read_bytes()
    second = data.index(b"/MediaBox", data.index(b"/MediaBox") + 1)
    broken = tmp_path / "坏一页.pdf"
    broken.write_bytes(
        data[:second] + b"/MediaBox [ 0 0 (x) 84 ]".ljust(data.index(b"]", second) + 1 - second) + data[data.index(b"]", second) + 1 :]
    )
    assert ["行政处罚决定书" in page.text for page in read_file(broken).pages] == [True, True, True]
    pages = read_pdf(broken, Source("0" * 64, "application/pdf", 1), engine="pdfplumber").pages
    assert [page.number for page in pages] == [1, 2, 3]
    assert ["行政处罚决定书" in page.text for page in pages] == [True, False, True]
    assert pages[1].unread
    assert pages[1].problem is not None


def test_progress_is_told_page_by_page(make_pdf: MakePdf) -> None:
    path = make_pdf("a.pdf", _writ, _writ, _writ)
    told: list[tuple[int, int]] = []
    read_pdf(path, Source("0" * 64, "application/pdf", 1), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


_THOUSAND = """
import resource, sys
from pathlib import Path
from ingest.document import Source
from ingest.readers.pdf import read_pdf

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

few, many = map(Path, sys.argv[1:])
read_pdf(few, Source("0" * 64, "application/pdf", 1))
before = peak()
told = []
pages = read_pdf(many, Source("0" * 64, "application/pdf", 1), progress=lambda done, total: told.append((done, total))).pages
print(len(pages), sum("行政处罚决定书" in page.text for page in pages), told[-1], peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss is known for Linux only")
def test_a_thousand_pages_are_read_in_little_memory(make_pdf: MakePdf) -> None:
    few, many = make_pdf("少.pdf", *[_writ] * 20), make_pdf("多.pdf", *[_writ] * 1000)
    done = subprocess.run([sys.executable, "-c", _THOUSAND, str(few), str(many)], capture_output=True, encoding="utf-8", check=True)
    *counts, grown = done.stdout.split()
    assert counts == ["1000", "1000", "(1000,", "1000)"]
    assert int(grown) < 60  # megabytes: what is kept of the pages, not the characters they were read from


def test_blank_backs_of_scanned_dossiers_are_told_from_scans() -> None:
    import json

    if not DOSSIERS.is_dir():
        pytest.skip(f"no sample dossiers at {DOSSIERS}")
    for name in ("D06", "D16", "D29"):
        quirks = json.loads((DOSSIERS / name / "truth.json").read_text(encoding="utf-8"))["quirks"]
        path = DOSSIERS / name / f"{name}.pdf"
        pages = read_pdf(path, Source("0" * 64, "application/pdf", 1, str(path))).pages
        assert [page.number for page in pages if page.blank] == quirks.get("blank_pages", [])


def test_errors_name_the_users_file_not_the_vaults(read_file: ReadFile, tmp_path: Path) -> None:
    path = tmp_path / "某案.pdf"
    path.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(InputError, match=r"^某案\.pdf："):
        read_file(path)
