from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.document import Document
from ingest.errors import InputError, RejectedInput, UnreadableInput
from ingest.fonts import FONT_PATH
from ingest.render import page_image
from tests.ingest.convert.ofd_file import OfdFile, image, jbig2, line, text
from tests.ingest.convert.ofd_file import page as page_xml

ReadFile = Callable[..., Document]


def _table() -> str:
    ruled = "".join([line(20, y, 190, y) for y in (60, 70, 80)] + [line(x, 60, x, 80) for x in (20, 60, 190)])
    words = text("案由", 22, 66) + text("占道经营", 62, 66) + text("立案日期", 22, 76) + text("2024年4月12日", 62, 76)
    return ruled + words


def test_text_stands_where_ofd_puts_it(read_file: ReadFile, tmp_path: Path) -> None:
    ofd = OfdFile(
        [text("行政处罚决定书", 80, 40, size=7, delta="g 6 7"), text("青综执罚〔2024〕384号", 70, 50)],
        template=text("某市城市管理局", 85, 25),
    )
    document = read_file(ofd.write(tmp_path / "决定.ofd"))
    assert [page.text for page in document.pages] == ["某市城市管理局\n行政处罚决定书", "某市城市管理局\n青综执罚〔2024〕384号"]
    first = document.pages[0]
    assert (round(first.width), round(first.height), first.origin) == (595, 842, "text")
    start = first.text.index("行政")
    (box,) = first.boxes(start, start + 7)
    assert box.x0 == pytest.approx(80 * 72 / 25.4, abs=1)
    assert box.x1 == pytest.approx(129 * 72 / 25.4, abs=1)
    assert box.top < 40 * 72 / 25.4 < box.bottom


def test_object_matrices_and_boundaries_move_text(read_file: ReadFile, tmp_path: Path) -> None:
    ofd = OfdFile([text("签收人：张三", 0, 4, boundary="100 150 60 10", ctm="2 0 0 2 5 0")])
    page = read_file(ofd.write(tmp_path / "a.ofd")).pages[0]
    (box,) = page.boxes(0, 4)
    assert box.x0 == pytest.approx(105 * 72 / 25.4, abs=1)
    assert box.bottom - box.top == pytest.approx(2 * 4.2 * 72 / 25.4, abs=1)


def test_paths_are_ruled_lines(read_file: ReadFile, tmp_path: Path) -> None:
    page = read_file(OfdFile([_table()]).write(tmp_path / "表.ofd")).pages[0]
    (cells,) = page.tables
    assert ["".join(page.text[a:b] for a, b in cell.ranges) for cell in cells] == ["案由", "占道经营", "立案日期", "2024年4月12日"]


def test_pictures_and_electronic_seals_are_drawn(tmp_path: Path) -> None:
    path = OfdFile([text("决定书", 80, 40) + image(20, 100, 40, 30)], seal=True).write(tmp_path / "章.ofd")
    shown = page_image(path, 0, width=840)
    assert shown.getpixel((160, 460)) == (30, 60, 200)
    ring = [shown.getpixel((x, 880)) for x in range(480, 640)]
    assert any(pixel[0] > 180 and pixel[1] < 90 for pixel in ring)
    assert shown.getpixel((560, 880)) == (255, 255, 255)


def test_letters_take_the_width_that_the_document_gives_them(read_file: ReadFile, tmp_path: Path) -> None:
    """Another font's advances must not tear words apart or push letters over each other."""
    narrow, wide = text("Writ No. 2024", 20, 40, size=5, delta="g 12 1.4"), text("Writ“2024”", 20, 60, size=5, delta="g 4 2.7 4.9 g 4 2.7")
    page = read_file(OfdFile([narrow + wide]).write(tmp_path / "a.ofd")).pages[0]
    assert page.text == "Writ No. 2024\nWrit“2024”"
    edges = page.lines[0].edges
    assert [round(edges[n] - edges[0], 1) for n in (4, 9, 12)] == [round(n * 1.4 * 72 / 25.4, 1) for n in (4, 9, 12)]


def test_names_of_files_are_found_whatever_their_case(tmp_path: Path) -> None:
    ofd = OfdFile([image(20, 100, 40, 30)])
    picture = ofd.files()["Doc_0/Res/photo.png"]
    path = OfdFile(ofd.pages, extra={"DOC_0/Res/Photo.PNG": picture}, without=("Doc_0/Res/photo.png",)).write(tmp_path / "a.ofd")
    assert page_image(path, 0, width=840).getpixel((160, 460)) == (30, 60, 200)


def test_a_picture_that_cannot_be_shown_still_stands_on_the_page(read_file: ReadFile, tmp_path: Path) -> None:
    ofd = OfdFile([text("现场照片", 20, 40) + image(20, 100, 40, 30)], extra={"Doc_0/Res/photo.png": b"JUNK"})
    page = read_file(ofd.write(tmp_path / "a.ofd")).pages[0]
    (box,) = page.pictures
    assert (box.x0, box.bottom) == (pytest.approx(20 * 72 / 25.4, abs=1), pytest.approx(130 * 72 / 25.4, abs=1))


def test_colours_come_from_parameters_and_patterns_hide_nothing(tmp_path: Path) -> None:
    square = "<ofd:AbbreviatedData>M 0 0 L 40 0 L 40 40 L 0 40 C</ofd:AbbreviatedData>"
    start = '<ofd:PathObject ID="12" Fill="true" Stroke="false" Boundary='
    by_param = f'{start}"20 20 40 40" DrawParam="70">{square}</ofd:PathObject>'
    by_pattern = f'{start}"20 20 40 40"><ofd:FillColor><ofd:Pattern Width="5" Height="5"/></ofd:FillColor>{square}</ofd:PathObject>'
    pale = f'{start}"100 20 40 40" Alpha="51"><ofd:FillColor Value="0 0 0"/>{square}</ofd:PathObject>'
    params = (
        '<Res BaseLoc="Res"><DrawParams><DrawParam ID="70" Relative="71"/><DrawParam ID="71"><FillColor Value="10 200 30"/></DrawParam>'
        "</DrawParams></Res>"
    )
    path = OfdFile([by_param + by_pattern + pale], extra={"Doc_0/PublicRes.xml": params.encode()}).write(tmp_path / "a.ofd")
    shown = page_image(path, 0, width=840)
    assert shown.getpixel((160, 160)) == (10, 200, 30)
    assert shown.getpixel((480, 160))[0] == pytest.approx(204, abs=2)


def test_a_seal_is_seen_through_and_cut_where_it_crosses_the_edge(tmp_path: Path) -> None:
    """The picture of a seal is often opaque; the words under it must stay readable."""
    buffer = io.BytesIO()
    seal = Image.new("RGB", (100, 100), "white")
    ImageDraw.Draw(seal).rectangle((0, 0, 99, 20), fill=(220, 10, 10))
    seal.save(buffer, format="BMP")
    data = buffer.getvalue()
    signed = b"\x30\x82\xff\xff\x16\x03bmp\x04\x83" + len(data).to_bytes(3) + data + b"\x02\x01\x28"
    band = "<ofd:AbbreviatedData>M 0 0 L 60 0 L 60 60 L 0 60 C</ofd:AbbreviatedData>"
    under = f'<ofd:PathObject ID="3" Boundary="110 190 60 60" Fill="true"><ofd:FillColor Value="0 0 255"/>{band}</ofd:PathObject>'
    ofd = OfdFile([under], seal=True, clip="0 0 20 40", extra={"Doc_0/Signs/Sign_0/SignedValue.dat": signed})
    shown = page_image(ofd.write(tmp_path / "a.ofd"), 0, width=840)
    assert shown.getpixel((520, 810))[0] > 180  # the red bar
    assert shown.getpixel((600, 810)) == (0, 0, 255)  # beyond the clip
    assert shown.getpixel((520, 900)) == (0, 0, 255)  # the paper of the seal


def test_a_seal_may_be_an_ofd_itself(tmp_path: Path) -> None:
    inner = OfdFile([image(0, 0, 210, 297)]).write(tmp_path / "seal.ofd").read_bytes()
    signed = b"\x16\x03ofd\x04\x82" + len(inner).to_bytes(2) + inner
    ofd = OfdFile(["", ""], seal=True, extra={"Doc_0/Signs/Sign_0/SignedValue.dat": signed}).write(tmp_path / "a.ofd")
    assert page_image(ofd, 0, width=840).getpixel((560, 880)) == (30, 60, 200)
    assert page_image(ofd, 1, width=840).getpixel((560, 880)) == (255, 255, 255)


def test_jbig2_scans_are_shown(read_file: ReadFile, tmp_path: Path) -> None:
    scan = Image.new("1", (1240, 1754), 1)
    ImageDraw.Draw(scan).text((150, 300), "送达回证 2024年6月14日", fill=0, font=ImageFont.truetype(str(FONT_PATH), 44))
    ofd = OfdFile([image(0, 0, 210, 297)], extra={"Doc_0/Res/photo.png": jbig2(scan)}).write(tmp_path / "a.ofd")
    page = read_file(ofd).pages[0]
    assert (page.origin, page.text.replace(" ", "")) == ("ocr", "送达回证2024年6月14日")


@pytest.mark.parametrize(
    ("extra", "code", "kind"),
    [
        ({"Doc_0/Document.xml": b"<broken"}, "damaged", UnreadableInput),
        ({"Doc_0/Pages/Page_0/Content.xml": b"<broken"}, "damaged", UnreadableInput),
        ({"Doc_0/Tpls/Tpl_0/Content.xml": page_xml(text("\ue001\ue002" * 15, 20, 40)).encode()}, "unsupported", RejectedInput),
        ({"Encryptions.xml": b"<x/>"}, "encrypted", RejectedInput),
        ({"Doc_0/Document.xml": b"<Document><Pages/></Document>"}, "empty", RejectedInput),
    ],
)
def test_what_cannot_be_read_says_why(
    read_file: ReadFile, tmp_path: Path, extra: dict[str, bytes], code: str, kind: type[InputError]
) -> None:
    path = OfdFile([text("正文", 20, 20)], extra=extra).write(tmp_path / "坏.ofd")
    with pytest.raises(kind, match=r"^坏\.ofd：") as error:
        read_file(path)
    assert error.value.code == code


def test_entities_are_not_followed(read_file: ReadFile, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("绝密", encoding="utf-8")
    content = (
        f'<!DOCTYPE p [<!ENTITY x SYSTEM "{secret.as_uri()}">]><Page><Content><Layer><TextObject Boundary="0 0 210 297" Size="4">'
        '<TextCode X="20" Y="20">甲&x;乙</TextCode></TextObject></Layer></Content></Page>'
    )
    path = OfdFile(["x"], extra={"Doc_0/Pages/Page_0/Content.xml": content.encode()}).write(tmp_path / "x.ofd")
    with contextlib.suppress(InputError):
        assert "绝密" not in read_file(path).text
