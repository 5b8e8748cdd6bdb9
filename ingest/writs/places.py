"""Places for a signature or seal on a page, and whether something stands in them: text, ink, or nothing.

A signature by hand is rarely read, but seen: as a picture, as strokes that are no print, or as a seal. Only where the page was read and
none of them stands in the place is it empty.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from ingest.document import Box, Line, Page
from ingest.writs.cells import table_pairs
from ingest.writs.hands_below import ACKNOWLEDGED, Hand, hands_below
from ingest.writs.labels import acknowledges, is_opinion, is_signature, labels_in
from ingest.writs.pair import Pair, is_scaffold
from ingest.writs.rulings import sound_tables
from ingest.writs.signatures import DAY, only_signed
from ingest.writs.upright import is_turned

PlaceState = Literal["text", "ink", "empty", "unknown"]

POOR = 0.8  # confidence of a recognised page below which nothing is known to be absent
_SIGN = re.compile(r"(?:签名|签字|签章|签批|签收|盖章)[^：:\n。；]{0,8}[：:]")
_LETTERS = "签章见认"  # one of which stands in each of these labels, 当事人意见 and 确认 among them
_SEALED = re.compile(r"章")
_CERTIFICATE = re.compile(r"(?:执法)?证(?:件)?号(?:码)?[：:]?\s*[A-Z\d\-]*")
_FORM = re.compile(r"[（(](?:签名|签字|盖章|印章|公章|签章|捺印)[^）)]*[）)]|盖章|印章|公章|日期[：:]?")
_ROOM = 0.7  # of a line's height, above and below it: hands write larger than print
_SHARED = 0.4  # of the smaller of place and picture
_LEAST = 24.0  # points: nobody signs in less
_SHEET = 0.5  # share of the page from which a picture is the sheet itself: what stands where on it is not known
_MOST_PLACE = 200.0  # points: how far right of its label a signature is looked for on a line that goes on
_PICTURE, _READ = 0.9, 0.6  # how sure a picture or strokes in a place are a signature, and single letters read in it
_NAME = re.compile(r"[\u3400-\u9fffA-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """A place for a signature or seal: its label, page, and box in points. ``within`` is the opinion it belongs to (负责人意见), if any.

    ``state``: filled by ``text`` or by ``ink``, ``empty``, or ``unknown`` where the page does not tell. ``confidence`` is that of the state
    (0 to 1).
    """

    label: str
    page: int
    box: Box
    state: PlaceState
    confidence: float
    within: str = ""

    @property
    def filled(self) -> bool:
        """Whether somebody signed or sealed here."""
        return self.state in ("text", "ink")


def signature_places(page: Page) -> tuple[SignaturePlace, ...]:
    """The places of a page in reading order; none on a page without layout, or scanned sideways or on its head."""
    if is_turned(page):
        return ()
    cells = [(cell.box, a, b) for table in page.tables for cell in table for a, b in cell.ranges]
    pairs = [pair for table in sound_tables(page) for pair in table_pairs(page, table)]
    opinions = {a: pair.label for pair in pairs if is_opinion(pair.label) or acknowledges(pair.label) for a, _ in pair.ranges}
    hands = hands_below(page)
    found = [*_in_cells(page, pairs), *_on_lines(page, cells, opinions, hands)]
    inner = {place.within for place in found if acknowledges(place.within)}
    found = [place for place in found if place.label not in inner]  # 当事人意见 with 签名： in its cell
    plain = {hand.label for hand in hands}
    at_foot = [place for place in found if place.label in plain]
    if not any(place.filled for place in at_foot):  # it may be the head of a form
        found = [place for place in found if place not in at_foot or asks_hand(place.label)]
    return tuple(sorted(found, key=lambda place: (place.box.top, place.box.x0)))


def asks_hand(label: str) -> bool:
    """Whether somebody signs where this label stands: by the word, or as whom a record is about acknowledges it."""
    return is_signature(label) or acknowledges(label)


def _in_cells(page: Page, pairs: Sequence[Pair]) -> Iterator[SignaturePlace]:
    """Cells beside or below a label cell."""
    boxes = {cell.box for table in page.tables for cell in table}
    for pair in pairs:
        cells = [box for box in pair.area if box in boxes]
        if asks_hand(pair.label) and cells:
            yield _place(page, pair.label, _around(cells), " ".join(page.text[a:b] for a, b in pair.ranges))


def _on_lines(
    page: Page, cells: Sequence[tuple[Box, int, int]], opinions: Mapping[int, str], hands: Sequence[Hand]
) -> Iterator[SignaturePlace]:
    """Behind a label on its line, in a cell or outside of tables; up to the next label, the cell's side or the end of full lines."""
    right = max((line.box.x1 for line in page.lines), default=page.width)
    starts = [line.start for line in page.lines]
    on_line: dict[int, list[tuple[Box | None, int, int]]] = {}
    for cell in cells:
        on_line.setdefault(bisect_right(starts, cell[1]) - 1, []).append(cell)
    for at, line in enumerate(page.lines):
        own = [one for one in on_line.get(at, ()) if one[1] < line.end]
        for box, start, end in own or [(None, line.start, line.end)]:
            edge = box.x1 if box else max(right, line.box.x1)
            plain = [(hand.label, hand.start - start, hand.end - start) for hand in hands if start <= hand.start <= end]
            for label, a, b in _labels(page.text[start:end], plain):
                x0 = line.edges[start + a - line.start]
                x1 = line.edges[start + b - line.start] if start + b < end else edge
                room = _ROOM * (line.box.bottom - line.box.top)
                if x1 - x0 >= _LEAST:
                    place = Box(x0, line.box.top - room, min(x1, max(x0 + _MOST_PLACE, line.box.x1)), line.box.bottom + room)
                    written = page.text[start + a : start + b]
                    within = next((whose for at, whose in opinions.items() if start <= at < end), "")
                    label = f"{within}{label}" if acknowledges(within) else label
                    yield _place(page, label, place, written if _written(written) else _next_line(page, line), within)


def _next_line(page: Page, line: Line) -> str:
    """The line below, where it holds nothing but names and perhaps a day: there was no room beside the label."""
    at = page.lines.index(line) + 1
    text = page.text[page.lines[at].start : page.lines[at].end] if at < len(page.lines) else ""
    return text if only_signed(text) and not any(hit.colon for hit in labels_in(text)) else ""


def _labels(text: str, plain: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Labels of signatures that end with a colon, ``plain`` ones among them, and from where to where on their line hands may sign."""
    if not plain and not any(letter in text for letter in _LETTERS):
        return []
    hits = [(hit.label, hit.value[0], hit.value[1]) for hit in labels_in(text) if hit.colon and asks_hand(hit.label)]
    if not hits and not plain:
        found = list(_SIGN.finditer(text))
        ends = [match.start() for match in found[1:]] + ([len(text)] if found else [])
        return [(re.sub(r"[\s：:]", "", match.group()), match.end(), end) for match, end in zip(found, ends, strict=True)]
    return sorted([*hits, *(one for one in plain if not any(one[0] == hit[0] for hit in hits))], key=itemgetter(1))


def _written(text: str) -> str:
    """What stands in a place besides a day, a number and what the form prints."""
    return ACKNOWLEDGED.sub("", re.sub(r"\s", "", _FORM.sub("", _CERTIFICATE.sub("", DAY.sub("", text)))))


def _place(page: Page, label: str, box: Box, text: str, within: str = "") -> SignaturePlace:
    state, confidence = _state(page, label, box, text)
    return SignaturePlace(label, page.number, box, state, round(confidence, 3), within)


def _state(page: Page, label: str, box: Box, text: str) -> tuple[PlaceState, float]:
    sure = page.confidence if page.origin == "ocr" else 1.0
    if page.unread:
        return "unknown", 0.0
    written = _written(text)
    if not is_scaffold(written) and _NAME.search(written):
        return "text", sure
    if any(_lies_in(picture, box) for picture in page.pictures if not _is_sheet(picture, page)):
        return "ink", _PICTURE
    if page.origin == "ocr" and (not is_scaffold(written) or _read_in(page, box)):
        return "ink", _READ
    seals = [seal for seal in page.seals if seal.box.meets(box)]
    if seals and _SEALED.search(label):
        return "ink", max(seal.confidence for seal in seals)
    if seals or sure < POOR or any(_is_sheet(picture, page) for picture in page.pictures):
        return "unknown", 0.0
    return "empty", sure


def _read_in(page: Page, place: Box) -> bool:
    """Whether letters were read in a place that stand on no line of its own label: what hands write is often read as something."""
    middle, half = (place.top + place.bottom) / 2, (place.bottom - place.top) / 4
    for line in page.lines:
        if abs((line.box.top + line.box.bottom) / 2 - middle) < half and line.box.x0 > place.x0:
            inside = (text for text, x in zip(page.text[line.start : line.end], line.edges, strict=False) if place.x0 <= x < place.x1)
            if not is_scaffold("".join(inside)):
                return True
    return False


def _lies_in(picture: Box, place: Box) -> bool:
    """Whether a good part of one lies in the other."""
    wide = min(picture.x1, place.x1) - max(picture.x0, place.x0)
    high = min(picture.bottom, place.bottom) - max(picture.top, place.top)
    smaller = min((box.x1 - box.x0) * (box.bottom - box.top) for box in (picture, place))
    return wide > 0 and high > 0 and wide * high >= _SHARED * smaller


def _is_sheet(picture: Box, page: Page) -> bool:
    return (picture.x1 - picture.x0) * (picture.bottom - picture.top) >= _SHEET * page.width * page.height


def _around(boxes: Sequence[Box]) -> Box:
    return Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))
