from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.document import Document
from ingest.errors import InputError
from ingest.fonts import FONT_PATH
from ingest.render import page_image

ReadFile = Callable[..., Document]

# 96×64 pixels, red on the left and green on the right, as a phone of Apple would store it
_HEIC = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAA"
    "AAABegABAAAAAAAAAFEAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubgIaDAgAAAMAyAAAAwAI"
    "QGIAAQAHRAHBcrAiQAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAA"
    "AFltZGF0AAAATSgBr1iK2A6SX//ytd//Uf5D5QDDo3FtRTFe/P9+wERyuBOjgc8fgeF54+NHoHfWBpQA8gNgUuOCHy4JIh00omUjRaSYRw0FZFrc0mTA"
)


def _near(pixel: tuple[int, ...], wanted: tuple[int, int, int]) -> bool:
    return max(abs(a - b) for a, b in zip(pixel, wanted, strict=True)) < 16


def test_photos_of_phones_in_heic(tmp_path: Path) -> None:
    (tmp_path / "现场.heic").write_bytes(base64.b64decode(_HEIC))
    shown = page_image(tmp_path / "现场.heic", 0, width=96)
    assert _near(shown.getpixel((20, 30)), (200, 30, 30))
    assert _near(shown.getpixel((76, 30)), (20, 140, 60))


def test_long_screenshots_become_pages_cut_between_their_lines(read_file: ReadFile, tmp_path: Path) -> None:
    picture = Image.new("RGB", (1080, 6000), (237, 237, 237))
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(str(FONT_PATH), 42)
    words = [f"第{n}条消息：摊位费已收" for n in range(1, 49)]
    for n, line in enumerate(words):
        draw.text((60, 40 + n * 123), line, fill="black", font=font)
    picture.save(tmp_path / "聊天记录.png")
    pages = read_file(tmp_path / "聊天记录.png").pages
    assert len(pages) == 4
    assert {round(page.width) for page in pages} == {595}
    assert [line.replace(" ", "") for page in pages for line in page.text.split("\n")] == words


def test_a_moving_picture_is_one_page(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    for form in ("gif", "png", "webp"):
        path = tmp_path / f"a.{form}"
        frames[0].save(path, save_all=True, append_images=frames[1:])
        assert _near(page_image(path, 0, width=60).getpixel((30, 20)), (255, 0, 0))
        with pytest.raises(InputError, match="没有第 2 页"):
            page_image(path, 1, width=60)


def test_thumbnails_within_a_tiff_are_no_pages(tmp_path: Path) -> None:
    thumbnail = Image.new("RGB", (60, 40), "blue")
    thumbnail.encoderinfo = {"tiffinfo": {254: 1}}  # type: ignore[attr-defined]
    Image.new("RGB", (600, 400), "red").save(tmp_path / "a.tif", save_all=True, append_images=[thumbnail])
    with pytest.raises(InputError, match="没有第 2 页"):
        page_image(tmp_path / "a.tif", 1, width=60)


@pytest.mark.parametrize(
    ("mode", "dark", "light"), [("I;16", 8000, 60000), ("I", 8000, 60000), ("F", 0.0, 255.0), ("1", 0, 1), ("L", 30, 240)]
)
def test_grey_of_any_depth_keeps_its_contrast(tmp_path: Path, mode: str, dark: float, light: float) -> None:
    values = np.full((64, 96), light, dtype={"I;16": np.uint16, "I": np.int32, "F": np.float32}.get(mode, np.uint8))
    values[:, :48] = dark
    picture = Image.fromarray(values * 255).convert("1") if mode == "1" else Image.fromarray(values)
    assert picture.mode == mode
    picture.save(tmp_path / "a.tif")
    shown = page_image(tmp_path / "a.tif", 0, width=96)
    assert shown.getpixel((20, 30))[0] < 50
    assert shown.getpixel((76, 30))[0] > 220


def test_a_transparent_ground_is_paper(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    picture.paste((200, 20, 20, 255), (0, 0, 30, 40))
    for path in (tmp_path / "a.png", tmp_path / "a.gif"):
        picture.save(path)
        shown = page_image(path, 0, width=60)
        assert _near(shown.getpixel((10, 20)), (200, 20, 20))
        assert _near(shown.getpixel((50, 20)), (255, 255, 255))


def test_a_sheet_has_the_size_that_its_resolution_tells(read_file: ReadFile, tmp_path: Path) -> None:
    picture = Image.new("L", (400, 300), 255)
    picture.save(tmp_path / "a.png", dpi=(100, 100))
    picture.save(tmp_path / "b.png", dpi=(2, 2))  # 200 inches
    first, second = (read_file(tmp_path / name).pages[0] for name in ("a.png", "b.png"))
    assert (round(first.width), round(first.height)) == (288, 216)
    assert (round(second.width), round(second.height)) == (842, 631)
