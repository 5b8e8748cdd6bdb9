"""Recognition of pictures, and what broken copies of every format do."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import docx
import openpyxl
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.document import Document
from ingest.errors import InputError, RejectedInput
from ingest.fonts import FONT_PATH
from tests.ingest.convert.ofd_file import OfdFile, text

ReadFile = Callable[..., Document]


def _photo(words: str) -> Image.Image:
    picture = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(picture).text((150, 300), words, fill="black", font=ImageFont.truetype(str(FONT_PATH), 44))
    return picture


@pytest.mark.parametrize("form", ["JPEG", "PNG", "BMP", "WEBP"])
def test_a_photographed_page_is_recognised(read_file: ReadFile, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"回证.{form.lower()}"
    _photo("送达回证 2024年6月14日").save(path, format=form)
    (page,) = read_file(path).pages
    assert (page.origin, page.text.replace(" ", "")) == ("ocr", "送达回证2024年6月14日")
    assert (round(page.width), round(page.height)) == (595, 842)


def test_a_tiff_of_several_pages_and_a_photo_turned_by_its_camera(read_file: ReadFile, tmp_path: Path) -> None:
    first, second = _photo("询问笔录第一页"), _photo("询问笔录第二页")
    first.save(tmp_path / "笔录.tif", save_all=True, append_images=[second], dpi=(150, 150))
    assert ["".join(page.text.split()) for page in read_file(tmp_path / "笔录.tif").pages] == ["询问笔录第一页", "询问笔录第二页"]
    exif = Image.Exif()
    exif[0x0112] = 6
    first.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "手机.jpg", exif=exif)
    (page,) = read_file(tmp_path / "手机.jpg").pages
    assert page.height > page.width
    assert page.text.replace(" ", "") == "询问笔录第一页"


def _samples(folder: Path) -> list[Path]:
    document = docx.Document()
    document.add_paragraph("行政处罚决定书")
    document.save(str(folder / "a.docx"))
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["案由", "占道经营"])
    book.save(folder / "a.xlsx")
    OfdFile([text("行政处罚决定书", 20, 20)], seal=True).write(folder / "a.ofd")
    for form in ("png", "jpg", "tif"):
        _photo("送达回证").resize((310, 438)).save(folder / f"a.{form}")
    return sorted(folder.iterdir())


def test_cut_off_and_altered_files_never_crash(read_file: ReadFile, tmp_path: Path) -> None:
    folder = tmp_path / "whole"
    folder.mkdir()
    rng = Random(4)
    read = 0
    refused: list[tuple[str, str]] = []
    for path in _samples(folder):
        data = path.read_bytes()
        broken = [data[: rng.randrange(1, len(data))] for _ in range(5)]
        for _ in range(6):
            altered = bytearray(data)
            for _ in range(20):
                altered[rng.randrange(len(altered))] = rng.randrange(256)
            broken.append(bytes(altered))
        for number, content in enumerate(broken):
            target = tmp_path / f"{number}{path.suffix}"
            target.write_bytes(content)
            try:
                read_file(target)
            except InputError as error:
                refused.append((target.name, str(error)))
            else:
                read += 1
    assert all(message.startswith(name) for name, message in refused)
    assert len(refused) > 20
    assert read > 5
    shutil.rmtree(folder)


def test_a_picture_that_unpacks_to_a_hundred_times_its_size_is_refused(read_file: ReadFile, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("1", (14000, 14000)).save(buffer, format="PNG")
    (tmp_path / "大.png").write_bytes(buffer.getvalue())
    with pytest.raises(RejectedInput, match=r"大\.png：图片第 1 页过大") as error:
        read_file(tmp_path / "大.png")
    assert error.value.code == "bomb"
