"""What stands on one base line is one line, and what runs around a seal is none.

pdfplumber makes lines of characters by their upper rims and takes text that is turned a little for text on its side. So a title falls in
two where a second font stands in for some of its letters, a signature in a larger script is parted from its label, one that is written
aslant goes to the end of the page, and the letters on the ring of a drawn seal come between the words under it. Here rims are made equal
on a base line, text that is nearly level is made level, and rings are taken out and kept apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from pdfplumber.utils.text import DEFAULT_Y_TOLERANCE

from ingest.document import Box
from ingest.page_objects import Object, Point, char

_ONE_BASE = 1.0  # points between base lines that are one
_NEAR_BASE = 0.35  # of its height: how far text that was written aslant lies from the base line that it belongs to
_NEARLY_LEVEL = math.radians(20)
_SLANT = 0.5  # of its height: how far the top of slanted text may lean over
_LARGER = 2.0  # times the height of the rest of a line; larger text keeps a line of its own
_LEAST_LETTERS = 5  # of a ring; 云湖县公安局 has six, 税务局 alone stands on no ring
_LEAST_AROUND_STAR = 3  # pdfium leaves out a letter that lies over the same letter of a line
_CENTRE = 0.25  # of its radius: how far the star of a seal may be from the centre of its ring
_LEAST_TURN = math.radians(4)  # from letter to letter of a ring
_OFF = 0.15  # of its radius: how far a letter may be off the ring
_STARS = frozenset("★☆⭐")
_BASE = itemgetter("base")


class Turn(NamedTuple):
    """How a character stands that is not written level: points on the visible page, y downwards.

    ``at`` is its origin, ``across`` and ``up`` the directions of writing and of height per point of the font, ``low`` the font's descent.
    """

    at: Point
    across: Point
    up: Point
    advance: float
    size: float
    low: float

    @property
    def angle(self) -> float:
        """Of the direction of writing, in radians, clockwise."""
        return math.atan2(self.across[1], self.across[0])

    @property
    def level(self) -> bool:
        """Whether people would call it level, if not quite."""
        return abs(self.angle) <= _NEARLY_LEVEL and self.up[1] < 0 and abs(self.up[0]) <= _SLANT * -self.up[1]

    def continues(self, before: Turn) -> bool:
        """Whether this character stands on the line of the one before, written in the same way."""
        if (self.across, self.up, self.size) != (before.across, before.up, before.size):
            return False
        x, y = self.at[0] - before.at[0], self.at[1] - before.at[1]
        off = abs(x * self.across[1] - y * self.across[0]) / (math.hypot(*self.across) or 1.0)
        return off <= _NEAR_BASE * self.size * math.hypot(*self.up)


class _Ring(NamedTuple):
    """A circle that letters stand on: its centre, its radius (negative where they show it their heads), and that of their outer rims."""

    x: float
    y: float
    radius: float
    outer: float

    @property
    def box(self) -> Box:
        """The square around it."""
        return Box(self.x - self.outer, self.y - self.outer, self.x + self.outer, self.y + self.outer)

    def carries(self, letter: Object) -> bool:
        """Whether a letter stands on it."""
        place, up, _ = _middle(letter)
        return math.dist((self.x + self.radius * up[0], self.y + self.radius * up[1]), place) <= _OFF * abs(self.radius)

    def owns(self, one: Object) -> bool:
        """Whether a character is one of its letters, or the star in it."""
        if one["text"] in _STARS:
            return math.dist(_middle(one)[0], (self.x, self.y)) < self.outer
        return len(one["text"]) == 1 and "turn" in one and self.carries(one)


def on_base_lines(found: list[Object]) -> tuple[list[Object], list[Box]]:
    """The characters and runs of a page in the order of its content, one height a base line, without rings; and where rings are."""
    rings: list[Box] = []
    if any("turn" in one for one in found):
        found, rings = _without_rings(found)
        found = _levelled(found)
    _share_rims([one for one in found if "base" in one])
    return found, rings


def _share_rims(written: list[Object]) -> None:
    """Runs on one base line get the rims of the one that carries most of it, or text a size apart would be two lines."""
    written.sort(key=_BASE)
    begin, base, high, low = 0, -math.inf, 0.0, 0.0
    for end, one in enumerate(written):
        top = one["top"]
        if one["base"] - base > _ONE_BASE:
            if low - high > DEFAULT_Y_TOLERANCE:
                _as_one_line(written[begin:end])
            begin, base, high, low = end, one["base"], top, top
        elif top < high:
            high = top
        elif top > low:
            low = top
    if low - high > DEFAULT_Y_TOLERANCE:
        _as_one_line(written[begin:])


def _as_one_line(line: list[Object]) -> None:
    lead = max(line, key=lambda one: one["width"])
    for one in line:
        if 1 / _LARGER <= one["height"] / (lead["height"] or 1) <= _LARGER:
            _move(one, lead)


def _move(one: Object, lead: Object) -> None:
    for key in ("top", "bottom", "doctop", "height", "base"):
        one[key] = lead[key]


def _levelled(found: list[Object]) -> list[Object]:
    """Text that is nearly level, made level on the base line beside it where there is one."""
    lines = [one for one in found if "turn" not in one and "base" in one]
    settled: list[Object] = []
    for piece in _pieces(found):
        turn: Turn | None = piece[0].get("turn")
        if turn is None or not turn.level:
            settled.extend(piece)
            continue
        base = sum(one["turn"].at[1] for one in piece) / len(piece)
        high = turn.size * -turn.up[1]
        bottom = base + turn.low * turn.up[1]
        level = [
            char(one["text"], one["turn"].at[0], bottom - high, one["turn"].at[0] + one["turn"].advance * turn.across[0], bottom)
            | {"base": base}
            for one in piece
        ]
        near = [line for line in lines if abs(line["base"] - base) <= _NEAR_BASE * high and line["height"] * _LARGER >= high]
        if turn.across[1] and near:
            lead = min(near, key=lambda line: abs(line["base"] - base))
            for one in level:
                _move(one, lead)
        settled.extend(level)
    return settled


def _pieces(found: list[Object]) -> Iterator[list[Object]]:
    """Letters that follow each other on one line, aslant; everything else by itself."""
    piece: list[Object] = []
    for one in found:
        turn: Turn | None = one.get("turn")
        if piece and (turn is None or not turn.continues(piece[-1]["turn"])):
            yield piece
            piece = []
        if turn is None:
            yield [one]
        else:
            piece.append(one)
    if piece:
        yield piece


def _without_rings(found: list[Object]) -> tuple[list[Object], list[Box]]:
    """The characters without those on rings and the stars within them; pdfium may part the letters of a ring by what stands near."""
    rings = [ring for letters in _stretches(found) if (ring := _ring(letters, _LEAST_LETTERS))]
    for star in [one for one in found if one["text"] in _STARS and not any(ring.owns(one) for ring in rings)]:
        letters = [one for one in found if len(one["text"]) == 1 and "turn" in one and _points_away(one, _middle(star)[0])]
        if ring := _ring(letters, _LEAST_AROUND_STAR):
            rings.append(ring)
    if not rings:
        return found, []
    return [one for one in found if not any(ring.owns(one) for ring in rings)], [ring.box for ring in rings]


def _points_away(letter: Object, star: Point) -> bool:
    """Whether a letter stands with its foot to a star, as on the ring of a seal."""
    place, up, _ = _middle(letter)
    far = math.dist(place, star)
    return math.dist((star[0] + far * up[0], star[1] + far * up[1]), place) <= _CENTRE * far


def _stretches(found: Sequence[Object]) -> Iterator[list[Object]]:
    """Single letters that follow each other, each turned against the one before; everything else by itself."""
    stretch: list[Object] = []
    for one in found:
        single = len(one["text"]) == 1 and not one["text"].isspace() and one["text"] not in _STARS
        if stretch and not (single and _LEAST_TURN <= abs(_angle(one) - _angle(stretch[-1])) % (2 * math.pi) <= 2 * math.pi - _LEAST_TURN):
            yield stretch
            stretch = []
        if single:
            stretch.append(one)
        else:
            yield [one]
    if stretch:
        yield stretch


def _angle(letter: Object) -> float:
    turn: Turn | None = letter.get("turn")
    return turn.angle if turn else 0.0


def _middle(letter: Object) -> tuple[Point, Point, float]:
    """The middle of a letter, its upward direction of length 1, and half its height."""
    turn: Turn | None = letter.get("turn")
    if turn is None:
        return ((letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2), (0.0, -1.0), letter["height"] / 2
    along, rise = turn.advance / 2, turn.low + turn.size / 2
    x = turn.at[0] + along * turn.across[0] + rise * turn.up[0]
    y = turn.at[1] + along * turn.across[1] + rise * turn.up[1]
    long = math.hypot(*turn.up) or 1.0
    return (x, y), (turn.up[0] / long, turn.up[1] / long), turn.size * long / 2


def _ring(letters: Sequence[Object], fewest: int) -> _Ring | None:
    """The ring that at least so many letters stand on, each with its foot to the centre or each with its head."""
    if len(letters) < fewest:
        return None
    middles = [_middle(letter) for letter in letters]
    # The two that point most differently fix the circle: its radius is their distance over the difference of their directions.
    one, up, _ = middles[0]
    other, other_up, _ = max(middles, key=lambda middle: math.dist(up, middle[1]))
    radius = math.dist(one, other) / (math.dist(up, other_up) or 1.0)
    outer = radius + max(half for _, _, half in middles)
    for side in (radius, -radius):
        ring = _Ring(one[0] - side * up[0], one[1] - side * up[1], side, outer)
        if all(map(ring.carries, letters)):
            return ring
    return None
