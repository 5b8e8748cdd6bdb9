"""Pictures (JPEG, PNG, TIFF of several pages, GIF, BMP, WebP): one page a picture, upright as its camera says, at its own size."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import RejectedInput, UnreadableInput

_MOST_PIXELS = 120_000_000  # a sheet of A3 at 600 dpi is 70 million
_MOST_FRAMES = 2000
_SHORTEST, _LONGEST = 200.0, 1300.0  # points of the longer side that a sheet of paper may have; A3 is 1191
_A4 = 842.0


def pictures_to_pdf(path: Path, target: Path, name: str) -> None:
    """One page a frame. RejectedInput: ``bomb``. UnreadableInput: ``damaged``."""
    canvas = Canvas(str(target), pageCompression=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(path) as picture:
                for index, frame in enumerate(ImageSequence.Iterator(picture)):
                    if index >= _MOST_FRAMES or frame.width * frame.height > _MOST_PIXELS:
                        raise _too_large(name, index + 1)
                    _page(canvas, frame, path if getattr(picture, "n_frames", 1) == 1 and picture.format == "JPEG" else None)
        except Image.DecompressionBombError as error:
            raise _too_large(name, 1) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            raise UnreadableInput(f"{name}：图片已损坏，无法打开，请重新扫描或拍照后提交", code="damaged") from error
    canvas.save()


def _too_large(name: str, number: int) -> RejectedInput:
    return RejectedInput(f"{name}：图片第 {number} 页过大或页数过多，请降低分辨率或拆分后提交", code="bomb")


def _page(canvas: Canvas, frame: Any, original: Path | None) -> None:
    wide, high = _size(frame)
    upright = ImageOps.exif_transpose(frame)
    if upright.size != frame.size:
        wide, high = high, wide
    canvas.setPageSize((wide, high))
    if original is not None and frame.getexif().get(0x0112, 1) == 1 and frame.mode in ("RGB", "L"):
        frame.load()  # a cut-off file fails here, not in the reader of the copy
        canvas.drawImage(str(original), 0, 0, wide, high)  # the JPEG as it is
    else:
        canvas.drawImage(ImageReader(_flat(upright)), 0, 0, wide, high)
    canvas.showPage()


def _flat(picture: Any) -> Any:
    """On white paper: a transparent ground would become black."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.convert("RGBA").getchannel("A"))
        return ground
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L")
    return picture if picture.mode in ("1", "L", "RGB") else picture.convert("RGB")


def _size(frame: Any) -> tuple[float, float]:
    """In points, by the resolution the file tells; as large as A4 where it tells none or one no sheet has (phones say 72)."""
    across, down = (float(v) for v in frame.info.get("dpi", (0, 0))[:2])
    if across > 1 and down > 1:
        wide, high = frame.width / across * 72, frame.height / down * 72
        if _SHORTEST <= max(wide, high) <= _LONGEST:
            return wide, high
    scale = _A4 / max(frame.size)
    return frame.width * scale, frame.height * scale
