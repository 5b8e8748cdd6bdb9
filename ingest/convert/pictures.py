"""Pictures (JPEG, PNG, TIFF of several pages, GIF, BMP, WebP, HEIC): upright as the camera says, each sheet a page of its own size."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pi_heif
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.convert.long_picture import is_long, pieces
from ingest.convert.opened_picture import MOST_PIXELS
from ingest.errors import RejectedInput, UnreadableInput

_MOST_FRAMES = 2000
_SHORTEST, _LONGEST = 200.0, 1300.0  # points of the longer side that a sheet of paper may have; A3 is 1191
_THINNEST = 3.0  # points; what PDF allows a page to be
_A4_WIDE, _A4_HIGH = 595.3, 841.9
_QUALITY = 92  # of JPEG; a page of a colour scan takes 1 MB instead of 15
_ORIENTATION, _SUBFILE = 0x0112, 254


def pictures_to_pdf(path: Path, target: Path, name: str) -> None:
    """One page a sheet: every page of a TIFF, the first picture of a moving one. Long screenshots are cut into several.

    RejectedInput: ``bomb``. UnreadableInput: ``damaged``.
    """
    pi_heif.register_heif_opener()
    canvas = Canvas(str(target), pageCompression=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(path) as picture:
                for index, frame in enumerate(_sheets(picture)):
                    if index >= _MOST_FRAMES or frame.width * frame.height > MOST_PIXELS:
                        raise _too_large(name, index + 1)
                    _draw(canvas, frame, path)
        except Image.DecompressionBombError as error:
            raise _too_large(name, 1) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            raise UnreadableInput(f"{name}：图片已损坏，无法打开，请重新扫描或拍照后提交", code="damaged") from error
    canvas.save()


def _sheets(picture: Any) -> Iterator[Any]:
    """The pages of a TIFF without its thumbnails; of other formats the first picture, since the rest is motion or depth."""
    if picture.format != "TIFF":
        yield picture
        return
    for index, frame in enumerate(ImageSequence.Iterator(picture)):
        tags: Any = frame
        if not index or not tags.tag_v2.get(_SUBFILE, 0) & 1:
            yield frame


def _too_large(name: str, number: int) -> RejectedInput:
    return RejectedInput(f"{name}：图片第 {number} 页过大或页数过多，请降低分辨率或拆分后提交", code="bomb")


def _draw(canvas: Canvas, frame: Any, path: Path) -> None:
    size = _paper(frame)
    upright = ImageOps.exif_transpose(frame)
    if upright.size != frame.size and size:
        size = (size[1], size[0])
    if size is None and is_long(*upright.size):
        for piece in pieces(_flat(upright)):
            _page(canvas, _packed(piece), (_A4_WIDE, _A4_WIDE * piece.height / piece.width))
        return
    if size is None:
        scale = _A4_HIGH / max(upright.size)
        size = (upright.width * scale, upright.height * scale)
    if frame.format in ("JPEG", "MPO") and frame.getexif().get(_ORIENTATION, 1) == 1 and frame.mode in ("RGB", "L"):
        frame.load()  # a cut-off file fails here, not in the reader of the copy
        _page(canvas, str(path), size)  # the JPEG as it is
    else:
        _page(canvas, _packed(_flat(upright)), size)


def _page(canvas: Canvas, picture: Any, size: tuple[float, float]) -> None:
    wide, high = (max(side, _THINNEST) for side in size)
    canvas.setPageSize((wide, high))
    canvas.drawImage(picture, 0, 0, wide, high)
    canvas.showPage()


def _packed(picture: Any) -> ImageReader:
    """Colour and grey as JPEG, black and white without loss."""
    if picture.mode == "1":
        return ImageReader(picture.convert("L"))
    buffer = io.BytesIO()
    picture.save(buffer, format="JPEG", quality=_QUALITY, subsampling=0)
    buffer.seek(0)
    return ImageReader(buffer)


def _flat(picture: Any) -> Any:
    """In grey or RGB on white paper: a transparent ground would become black."""
    if picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info:
        shown = picture.convert("RGBA")
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(shown, mask=shown.getchannel("A"))
        return ground
    if picture.mode in ("I", "F"):  # what Pillow would cut at 255 as white
        largest = max(float(picture.getextrema()[1]), 255.0)
        return picture.convert("F").point(lambda value: value * (255 / largest)).convert("L")
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L")
    return picture if picture.mode in ("1", "L", "RGB") else picture.convert("RGB")


def _paper(frame: Any) -> tuple[float, float] | None:
    """In points, by the resolution the file tells; None where it tells none or one that no sheet has (phones say 72)."""
    try:
        across, down = (float(value) for value in frame.info.get("dpi", (0, 0))[:2])
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if across <= 1 or down <= 1:
        return None
    wide, high = frame.width / across * 72, frame.height / down * 72
    return (wide, high) if _SHORTEST <= max(wide, high) <= _LONGEST else None
