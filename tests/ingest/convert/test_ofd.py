from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from ofd_file import OfdFile, image, line, text

from ingest.document import Document
from ingest.errors import InputError, RejectedInput, UnreadableInput
from ingest.render import page_image

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


@pytest.mark.parametrize(
    ("extra", "code", "kind"),
    [
        ({"Doc_0/Document.xml": b"<broken"}, "damaged", UnreadableInput),
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
