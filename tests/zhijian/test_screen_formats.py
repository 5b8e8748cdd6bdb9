"""``zhijian screen`` over what is no PDF: a 7z of Word, OFD and a photographed page, read by either reader of PDF files."""

import json
from pathlib import Path
from typing import Any

import docx
import py7zr
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from ingest.fonts import FONT_PATH
from zhijian.demo.pages import draw_text


def _word(path: Path) -> None:
    document = docx.Document()
    for line in ("立案审批表", "案由：涉嫌占道经营", "当事人：张三"):
        document.add_paragraph(line)
    document.save(str(path))


def _photo(path: Path) -> None:
    picture = Image.new("RGB", (1240, 1754), "white")
    font = ImageFont.truetype(str(FONT_PATH), 40)
    for row, line in enumerate(("送达回证", "受送达人：张三", "送达日期：2024年6月14日")):
        ImageDraw.Draw(picture).text((480 if row == 0 else 150, 200 + 90 * row), line, fill="black", font=font)
    picture.save(path, quality=85)


def _pdf(path: Path) -> None:
    canvas = Canvas(str(path))
    for row, line in enumerate(("行政处罚决定书", "某市监罚〔2024〕1号", "当事人：张三", "罚款人民币1000元。")):
        draw_text(canvas, 240 if row == 0 else 80, 760 - 30 * row, line, 18 if row == 0 else 12)
    canvas.showPage()
    canvas.save()


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_dossier_of_many_formats_in_one_7z(program: Any, tmp_path: Path) -> None:
    for name, make in (("1立案.docx", _word), ("2决定.pdf", _pdf), ("3回证.jpg", _photo)):
        make(tmp_path / name)
    with py7zr.SevenZipFile(tmp_path / "案卷.7z", "w") as archive:
        for name in ("1立案.docx", "2决定.pdf", "3回证.jpg"):
            archive.write(tmp_path / name, name)
    ended = program.run("screen", tmp_path / "案卷.7z", "--json", tmp_path / "out.jsonl")
    assert ended.code == 0
    (row,) = _rows(tmp_path / "out.jsonl")
    assert [(writ["type"], writ["first_page"]) for writ in row["writs"]] == [
        ("filing_approval", 1),
        ("penalty_decision", 2),
        ("service_doc", 3),
    ]
    assert [file["status"] for file in row["files"]] == ["done"] * 3


def test_either_reader_of_pdf_files_gives_the_same(program: Any, tmp_path: Path) -> None:
    _pdf(tmp_path / "决定.pdf")
    for reader in ("pdfium", "pdfplumber"):
        assert program.run("screen", tmp_path / "决定.pdf", "--again", "--reader", reader, "--json", tmp_path / reader).code == 0
    (fast,), (slow,) = _rows(tmp_path / "pdfium"), _rows(tmp_path / "pdfplumber")
    assert fast["writs"]
    for part in ("writs", "fields", "unknown", "score"):
        assert fast[part] == slow[part]
    assert program.run("screen", tmp_path / "决定.pdf", "--reader", "tesseract").code == 2


def test_a_reader_nobody_knows_is_told(program: Any, tmp_path: Path) -> None:
    program.environment["ZHIJIAN_READER"] = "tesseract"
    _pdf(tmp_path / "决定.pdf")
    ended = program.run("screen", tmp_path / "决定.pdf")
    assert ended.code != 0
    assert "ZHIJIAN_READER=tesseract" in ended.err
