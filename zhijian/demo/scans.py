"""Scanned and mixed dossiers: pages of a digital one become pictures as an office's scanner gives them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from random import Random
from typing import Any, Literal

import numpy as np
import pypdfium2
from PIL import Image

from ingest.pdfium import opened
from ingest.render import drawn
from zhijian.demo.wear import Scanner, scanner, worn

Form = Literal["scanned", "mixed"]
_IDENTITY = re.compile(rb"(/ID\s*\[\s*)(<[0-9A-Fa-f]*>\s*<[0-9A-Fa-f]*>)")


def scanned(source: Path, target: Path, *, seed: int, form: Form, dpi: int = 200) -> tuple[str, ...]:
    """Write ``source`` (a PDF) to ``target`` with all (``scanned``) or some (``mixed``) pages as pictures of ``dpi``.

    Gives what each page now is: ``text`` or ``image``. Pages keep their size; one that was fed across lies across. A mixed dossier of two
    pages or more has both kinds. The same source, seed, form and dpi give the same bytes.
    """
    rng = Random(f"{seed}/scan/{form}")
    device = scanner(rng)
    with opened(source) as document:
        count = len(document)
        chosen = set(range(count)) if form == "scanned" else _runs(count, rng)
        for index in sorted(chosen):
            _replace(document, index, device, Random(f"{seed}/scan/{index}"), dpi)
        buffer = io.BytesIO()
        document.save(buffer)
    target.write_bytes(_IDENTITY.sub(_blank, buffer.getvalue()))
    return tuple("image" if index in chosen else "text" for index in range(count))


def _runs(count: int, rng: Random) -> set[int]:
    """Which pages of a mixed dossier came in on paper: runs of one to five, about half of all."""
    if count < 2:
        return set()
    while True:
        chosen: set[int] = set()
        index, paper = 0, rng.random() < 0.5
        while index < count:
            length = rng.randint(1, 5)
            chosen.update(range(index, min(index + length, count)) if paper else ())
            index, paper = index + length, not paper
        if 0 < len(chosen) < count:
            return chosen


def _replace(document: Any, index: int, device: Scanner, rng: Random, dpi: int) -> None:
    """Put a picture of page ``index`` in the page's place."""
    page = document[index]
    wide, high = page.get_size()
    picture, turn = worn(np.asarray(drawn(page, round(wide / 72 * dpi))), device, rng, dpi=dpi)
    page.close()
    del document[index]
    if turn % 180:
        wide, high = high, wide
    jpeg = io.BytesIO()
    Image.fromarray(picture).save(jpeg, format="JPEG", quality=device.quality, dpi=(dpi, dpi))
    sheet = document.new_page(wide, high, index)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(jpeg, inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(wide, high))
    sheet.insert_obj(image)
    sheet.gen_content()
    sheet.close()


def _blank(found: re.Match[bytes]) -> bytes:
    """Pdfium gives every file an identity of its own; nothing depends on it, and the same seed is to give the same bytes."""
    return found[1] + re.sub(rb"[0-9A-Fa-f]", b"0", found[2])
