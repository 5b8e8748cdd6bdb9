"""PDF forms that were filled in, typed on and signed with a pen: what stands in fields and annotations is read as people see it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.document import Page, Source
from ingest.errors import RejectedInput
from ingest.readers.pdf import read_pdf
from ingest.render import page_image
from tests.ingest.readers.raw_pdf import hexed, pdf, stream

FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    "/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/FontDescriptor<</Type/FontDescriptor"
    "/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)
PRINTED = ("行政处罚决定书", "当事人：", "罚款金额：", "签名：")
PICTURE = 8  # the object that is the appearance of the annotation
FIELD = f"/Subtype/Widget/FT/Tx/T(party)/V<FEFF{hexed('王小明')[1:-1]}>/DA(/F1 12 Tf 0 g)"
TYPED = f"/Subtype/FreeText/Contents<FEFF{hexed('王小明')[1:-1]}>/DA(/F1 12 Tf 0 g)"
SHOWN = f"/AP<</N {PICTURE} 0 R>>"
NAME = f"BT /F1 12 Tf 2 5 Td {hexed('王小明')} Tj ET"
STROKES = "0.8 w 5 4 m 12 18 25 2 30 16 c 38 4 45 18 60 6 c S"


def _file(folder: Path, note: str, *, drawn: str = NAME, row: int = 1, form: str = "", scan: bool = False) -> Path:
    """A page of four printed lines with an annotation in row ``row``; ``form``: what the catalogue's form holds beside its field."""
    height = [800 - 40 * number for number in range(len(PRINTED))]
    lines = [f"BT /F1 12 Tf 60 {y} Td {hexed(text)} Tj ET" for y, text in zip(height, PRINTED, strict=True)]
    rect = f"/Rect[120 {height[row] - 5} 320 {height[row] + 17}]"
    catalogue = f"/AcroForm<</Fields[6 0 R]/DR<</Font<</F1 4 0 R>>>>/DA(/F1 12 Tf 0 g){form}>>" if "Widget" in note else ""
    needs = "/NeedsRendering true" if "XFA" in form else ""
    letters = " ".join(lines)
    content = "q 595 0 0 842 0 0 cm /I1 Do Q" if scan else letters
    picture = stream("\x80" * 4, "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray")
    resources = "/Resources<</Font<</F1 4 0 R>>/XObject<</I1 7 0 R>>>>"
    path = folder / "form.pdf"
    path.write_bytes(
        pdf(
            f"<</Type/Catalog/Pages 2 0 R{catalogue}{needs}>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}/Contents 5 0 R/Annots[6 0 R]>>",
            FONT,
            stream(content),
            f"<</Type/Annot{note}{rect}/F 4/P 3 0 R>>",
            picture,
            stream(drawn, "/Type/XObject/Subtype/Form/BBox[0 0 200 22]/Resources<</Font<</F1 4 0 R>>>>"),
        )
    )
    return path


def _page(path: Path) -> Page:
    (page,) = read_pdf(path, Source("0" * 64, "application/pdf", 1, path.name)).pages
    return page


@pytest.mark.parametrize(
    "note",
    [FIELD + SHOWN, FIELD, TYPED + SHOWN, TYPED],
    ids=["a field", "a field that viewers draw", "typed text", "typed text that viewers draw"],
)
def test_what_is_filled_in_stands_beside_its_label(tmp_path: Path, note: str) -> None:
    path = _file(tmp_path, note)
    lines = [line.replace(" ", "") for line in _page(path).text.splitlines()]
    assert lines == ["行政处罚决定书", "当事人：王小明", "罚款金额：", "签名："]
    shown = np.asarray(page_image(path, 0, width=595).convert("L"))
    assert (shown[842 - 775 : 842 - 757, 122:170] < 128).any()  # the page image shows it too


def test_what_is_hidden_is_not_read(tmp_path: Path) -> None:
    path = _file(tmp_path, FIELD + SHOWN)
    path.write_bytes(path.read_bytes().replace(b"/F 4/P", b"/F 2/P"))
    assert "王小明" not in _page(path).text


def test_typed_text_without_appearance_is_broken_and_placed_as_viewers_do(tmp_path: Path) -> None:
    """On a page that does not begin at zero; lines of its own, wrapped in the box, at its right side; hidden text is not read."""
    words = "经现场核查\r当事人已停止违法行为并拆除占道设施"
    note = f"/Subtype/FreeText/Contents<FEFF{hexed(words)[1:-1]}>/DA(/Helv 10 Tf 1 0 0 rg)/Q 2/Rect[300 500 400 600]/F 4"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[-100 -50 495 792]/Rotate 0/Annots[4 0 R]>>"
    path = tmp_path / "form.pdf"
    path.write_bytes(pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, f"<</Type/Annot{note}>>"))
    read = _page(path)
    assert read.text.splitlines() == ["经现场核查", "当事人已停止违法行", "为并拆除占道设施"]
    assert [round(line.box.x1) for line in read.lines] == [498, 498, 498]
    assert all(line.box.x0 > 400 and 792 - 600 < line.box.top < line.box.bottom < 792 - 500 for line in read.lines)
    path.write_bytes(path.read_bytes().replace(b"/F 4", b"/F 2"))
    assert _page(path).text == ""


def test_the_strokes_of_a_pen_are_ink_where_people_sign(tmp_path: Path) -> None:
    page = _page(_file(tmp_path, "/Subtype/Ink/InkList[[5 4 60 6]]" + SHOWN, drawn=STROKES, row=3))
    (ink,) = page.pictures
    assert 120 < ink.x0 < ink.x1 < 200
    assert ink.top < 842 - 680 < ink.bottom
    (without,) = (_page(_file(tmp_path, "/Subtype/Link")),)
    assert without.pictures == ()


def test_a_scan_that_is_typed_on_is_recognised_as_a_whole(tmp_path: Path) -> None:
    typed = f"BT /F1 12 Tf 2 5 Td {hexed('违反规定占用道路经营' * 4)} Tj ET"
    assert _page(_file(tmp_path, TYPED + SHOWN, drawn=typed, scan=True)).origin == "ocr"


def test_a_dynamic_form_is_rejected_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(RejectedInput, match=r"form\.pdf：文件是动态表单（XFA）.*打印成 PDF"):
        _page(_file(tmp_path, FIELD, form="/XFA[]"))
