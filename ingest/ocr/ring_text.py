"""What a seal says along its rim: the ring unrolled to a level strip, and that read as a line.

The letters of a round seal stand with their heads outwards and run clockwise, so the strip begins in the widest gap between them, wherever
the seal was turned to. What is printed under the seal is kept out of the strip by its colour. A page keeps the strips of its seals; they
are read where a check asks, for reading takes as long as three pages of text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import cv2
import numpy as np

from ingest.document import Seal
from ingest.ocr.models import careful_recogniser, fast_recogniser
from ingest.ocr.recognise import Reading, read_lines
from ingest.ocr.seals import SealMark, seal_ink

SURE = 0.9  # mean confidence of a text that is kept; tests/ingest/ocr/test_ring_text.py measures what it is worth
_HOPEFUL = 0.7  # from here on the careful model has a look
_HOPELESS = 0.5  # no letters, wherever the strip begins
_BEYOND_DOUBT = 0.85
_GLANCE = 0.6  # of its width: a strip pressed so far takes half the time, and is read rightly where one knows what to expect
_INNER, _OUTER = 0.55, 0.94  # of the radius: where the letters stand, with room; outside lies the ring, inside the star
_MIDDLE = 0.68  # of the radius: where the strip is as wide as the arc is long; letters read best a little pressed
_HEIGHT = 48  # pixels of the strip, as the models want it
_RIM = 6  # pixels above and below that are not looked at for gaps: worn rings reach into the strip
_STROKE, _GAP = 153, 0.05  # grey level below which a stroke is, and share of a column that a gap may have of it
_RIM_LONG, _RIM_THICK = 0.2, 12  # share of the strip along which the ring itself runs within it, and pixels that it may be thick
_ROOM = 8  # pixels of paper left at both ends
_LEAST_TEXT, _MOST_TEXT = 0.15, 0.98  # of the circle
_LEAST_RADIUS = 30  # pixels: letters of five pixels are read by nobody
_NAME = re.compile(r"[\u3400-\u9fff（）〇]{4,}")


def ring_strip(picture: Any, seal: SealMark) -> bytes:
    """The ring of a seal on a picture (H×W×3 bytes, RGB), unrolled: 48 rows of grey levels, dark on white. Empty where it is too small."""
    part = picture[seal.top : seal.bottom, seal.left : seal.right]
    radius = min(part.shape[:2]) / 2
    if radius < _LEAST_RADIUS:
        return b""
    strip: bytes = (255 - _unrolled(seal_ink(part), radius) * 255).astype(np.uint8).tobytes()
    return strip


def said(seal: Seal, likely: str = "") -> str | None:
    """What a seal says along its ring; None where that is not read surely. ``likely`` is what it should say (``ring_text``)."""
    reading = ring_text(seal.ring, likely) if seal.text is None and seal.ring else None
    return reading[0] if reading else seal.text


@lru_cache(maxsize=64)
def ring_text(strip: bytes, likely: str = "") -> tuple[str, float] | None:
    """The text on a strip that ``ring_strip`` made and its confidence (0 to 1); None where it is not read surely.

    A glance that shows surely the ``likely`` text is enough, and a reading that does is not read again with more care. A glance mostly
    sees past the ring itself where it runs within the strip, which takes time to be taken out.
    Both ends of the text are tried: where a number stands apart at the foot of the seal, the widest gap may be on either side of it.
    """
    levels = np.frombuffer(strip, np.uint8).reshape(_HEIGHT, -1)
    if likely and (seen := _glanced(levels, likely)):
        return seen
    bare = _rimless(levels)
    if likely and bare is not levels and (seen := _glanced(bare, likely)):
        return seen
    for cut in _cuts(bare):
        reading = _read(cut, likely)
        if reading.confidence < _HOPELESS:
            return None
        if found := _name(reading):
            return found
    return None


def _glanced(levels: Any, likely: str) -> tuple[str, float] | None:
    """What a glance at the strip shows, where that is surely the likely text."""
    for cut in _cuts(levels)[:1]:
        picture = cv2.resize(_line(cut), None, fx=_GLANCE, fy=1, interpolation=cv2.INTER_AREA)
        reading = read_lines(fast_recogniser(), [picture])[0]
        if reading.text == likely and reading.confidence >= SURE:
            return _name(reading)
    return None


def _name(reading: Reading) -> tuple[str, float] | None:
    """The longest run of letters that may be a name, and its confidence; None where that is not sure."""
    name = max(_NAME.finditer(reading.text), key=lambda match: len(match.group()), default=None)
    if name is None:
        return None
    values = reading.confidences[name.start() : name.end()]
    confidence = sum(values) / len(values)
    return (name.group(), round(confidence, 3)) if confidence >= SURE else None


def _unrolled(ink: Any, radius: float) -> Any:
    """The ring as a strip (48×W, 0 to 1), outside up, clockwise to the right."""
    across, down = _ring()
    return cv2.remap(ink, ink.shape[1] / 2 + radius * across, ink.shape[0] / 2 + radius * down, cv2.INTER_LINEAR)


@cache
def _ring() -> tuple[Any, Any]:
    """Where the pixels of the strip lie on a circle around 0 of radius 1: x to the right, y downwards (48×W floats each)."""
    across = round(_HEIGHT / (_OUTER - _INNER))  # pixels from the middle of the seal to its rim
    along = round(2 * np.pi * _MIDDLE * across)
    far = (round(_INNER * across) + np.arange(_HEIGHT)[::-1, None]) / across
    turn = 2 * np.pi / along * np.arange(along)
    return (far * np.cos(turn)).astype(np.float32), (far * np.sin(turn)).astype(np.float32)


def _rimless(strip: Any) -> Any:
    """The strip without the ring, which reaches into it where the seal is drawn thick, or its middle was found aside; itself where not."""
    dark = (strip < _STROKE).view(np.uint8)
    _, marks, about, _ = cv2.connectedComponentsWithStats(dark)
    columns = np.arange(strip.shape[1])
    bare = strip
    for mark, (_, top, width, _, _) in enumerate(about):
        if not mark or width < _RIM_LONG * strip.shape[1] or top > _HEIGHT // 3:
            continue
        own = marks == mark
        begin = own.argmax(axis=0)
        there = own[begin, columns]
        clear = ~own & (np.arange(_HEIGHT)[:, None] >= begin)
        end = np.where(clear.any(axis=0), clear.argmax(axis=0), _HEIGHT)
        thick = int(np.median((end - begin)[there]))
        if thick <= _RIM_THICK:
            end = np.minimum(end, begin + thick + 3) + 1  # a letter that touches the ring keeps its own strokes
            bare = bare.copy() if bare is strip else bare
            bare[there & (np.arange(_HEIGHT)[:, None] < end)] = 255
    return bare


def _cuts(strip: Any) -> list[Any]:
    """The strip without its widest gap, and without its next widest; none where it has no gap, or no letters."""
    long = strip.shape[1]
    free = (strip[_RIM:-_RIM] < _STROKE).mean(axis=0) < _GAP
    if not free.any() or free.all():
        return []
    turned = np.roll(strip, -int(np.argmin(free)), axis=1)  # begins with a stroke, so that no gap goes round its end
    gaps = _runs(np.roll(free, -int(np.argmin(free))))
    found = []
    for start, end in sorted(gaps, key=lambda gap: gap[0] - gap[1])[:2]:
        room = min(_ROOM, (end - start) // 2)
        text = np.roll(turned, room - end, axis=1)[:, : long - (end - start) + 2 * room]
        if _LEAST_TEXT * long <= text.shape[1] <= _MOST_TEXT * long:
            found.append(text)
    return found


def _runs(flags: Any) -> list[tuple[int, int]]:
    """Begin and end of each run of true values; the first value is false."""
    steps = np.flatnonzero(np.diff(np.concatenate([flags, [False]]).astype(np.int8)))
    return [(int(start) + 1, int(end) + 1) for start, end in zip(steps[::2], steps[1::2], strict=True)]


def _line(strip: Any) -> Any:
    return np.repeat(strip[..., None], 3, axis=2)


def _read(strip: Any, likely: str) -> Reading:
    line = _line(strip)
    reading = read_lines(fast_recogniser(), [line])[0]
    if reading.text == likely and reading.confidence >= SURE:
        return reading
    if reading.confidence >= _HOPEFUL and min(reading.confidences) < _BEYOND_DOUBT:
        careful = read_lines(careful_recogniser(), [line])[0]
        return careful if careful.confidence >= reading.confidence else reading
    return reading
