"""Pairs in grids without rules: a line of labels, and below it the values, each in the column where it stands.

立案日期      结案日期      归档日期
2024年3月1日                2024年6月1日
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Box, Page
from ingest.writs.flows import flow_start, step_label
from ingest.writs.labels import is_opinion, is_signature, known_label, labels_in
from ingest.writs.pair import Pair, clean, is_scaffold, squeezed, trimmed
from ingest.writs.segments import Segment, char_width, near
from ingest.writs.signatures import DAY

_SENTENCE, _PARTED = re.compile("[。，；]"), re.compile(r"[\s：:_＿]")  # what no line of labels holds, and one of which it must
_WORD = re.compile(r"\S+")
_WORDING = re.compile(r"[\u4e00-\u9fa5（）()/、]{2,16}[：:]?")
_GOES_ON = frozenset("，。、；：！？）》")  # running text with blanks in it
_NOTHING = re.compile(r"[/／—_＿-]+")  # somebody struck the place out
_MOST_LINES = 60  # of a list
_LATIN = re.compile(r"[\dA-Za-z〔〕【】\[\]()（）.,:/-]+")
_FULL = 0.7  # of the room in its column, from which text may go on in the next line
_TIGHT = 0.9  # of a line's height, between lines of one value
_RHYTHM = 1.2  # of the step from the labels to the first row, to the next: labels of a further grid stand off
_LOOSE = 1.2  # characters by which a value may be off its label


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands in a line between two gaps."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A line of labels with the lines of values under it; ``count`` lines in all."""

    pairs: tuple[Pair, ...]
    count: int


def grid_at(page: Page, segments: Sequence[Segment], at: int, right: float) -> Grid | None:
    """The grid that begins with a line; None where it heads none. ``right`` is where full lines end."""
    one = segments[at]
    line = page.text[one.start : one.end]
    if one.box is None or _SENTENCE.search(line) or not _PARTED.search(line.strip()) or len(spans := _words(line)) < 2:
        return None  # most lines
    texts = [squeezed(page, one.start + a, one.start + b) for a, b in spans]
    flow = flow_start(texts)
    labels = [known_label(text) for text in texts]
    known = sum(label is not None for label in labels)
    if flow is None and (known < 2 or known * 2 <= len(labels)):
        return None
    heads = _parts(page, one, spans)
    columns = _Columns(heads, _LOOSE * char_width(one), right)
    rows, count = _rows(
        page, segments[at : at + _MOST_LINES], columns, flow is not None or any(is_opinion(label or "") for label in labels)
    )
    if not rows or (None in labels and not all(i in rows[0] for i, label in enumerate(labels) if label is None)):
        return None
    names = [label or text.rstrip(":：") for label, text in zip(labels, texts, strict=True)]
    signed = [i for i, name in enumerate(names) if is_signature(name)]
    if signed and all(_only_days(page, row.get(i, ())) for row in rows for i in signed):
        return None  # hands sign beside such labels, and the day stands below
    found = _steps(page, rows, flow) if flow is not None else _pairs(page, names, heads, rows)
    return Grid(tuple(found), count)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns by the labels at their heads. ``loose``: by how many points a value may be off."""

    heads: Sequence[_Part]
    loose: float
    right: float

    def of(self, part: _Part, before: int) -> int | None:
        """The column in which a part stands, by its left edge, middle or right edge; what is not aligned goes on ``before``."""
        fitting = [
            i
            for i in range(len(self.heads))
            if (i == 0 or part.box.x0 >= self.heads[i - 1].box.x1 - self.loose) and part.box.x1 <= self.end(i) + self.loose
        ]
        best = min(fitting, key=lambda i: _off(part.box, self.heads[i].box), default=None)
        if best is not None and _off(part.box, self.heads[best].box) <= self.loose:
            return best
        return before if before in fitting else None

    def end(self, i: int) -> float:
        """Where the next column begins, or full lines end."""
        return self.heads[i + 1].box.x0 if i + 1 < len(self.heads) else max(self.right, self.heads[i].box.x1)

    def full(self, i: int, part: _Part, following: _Part, word: float) -> bool:
        """Whether the text of a column was broken before ``following`` for want of room; ``word``: the share of it that is not broken."""
        left, end = min(part.box.x0, self.heads[i].box.x0), self.end(i)
        return part.box.x1 - left >= _FULL * (end - left) or part.box.x1 + word * (following.box.x1 - following.box.x0) > end


def _rows(page: Page, segments: Sequence[Segment], columns: _Columns, open_ended: bool) -> tuple[list[dict[int, list[_Part]]], int]:
    """The rows of values under a line of labels, each with the parts of its columns, and how many lines they and the labels take."""
    rows: list[dict[int, list[_Part]]] = []
    count, step = 1, 0.0
    for before, one in pairwise(segments):
        parts = _by_column(page, one, columns)
        if parts is None or one.box is None or before.box is None or not near(before, one) or _labelled(page, one):
            break
        tight = one.box.top - before.box.bottom < _TIGHT * (one.box.bottom - one.box.top)
        if (
            rows
            and tight
            and all(i in rows[-1] and columns.full(i, rows[-1][i][-1], more[0], _unbroken(page, more[0])) for i, more in parts.items())
        ):
            for i, more in parts.items():
                rows[-1][i] += more
        elif not rows and len(parts) * 2 < len(columns.heads):
            break
        elif not rows:
            step = one.box.top - before.box.top
            rows.append(parts)
        elif one.box.top - before.box.top <= _RHYTHM * step and 0 in parts and len(parts) > 1 and len(parts) * 2 >= len(columns.heads):
            rows.append(parts)
        elif open_ended:
            for i, more in parts.items():
                rows[-1].setdefault(i, []).extend(more)
        else:
            break
        count += 1
    return rows, count


def _unbroken(page: Page, part: _Part) -> float:
    """The share of a part that its first word takes; Chinese breaks between any two characters."""
    match = _LATIN.match(page.text, part.start, part.end)
    return (match.end() - part.start if match else 1) / (part.end - part.start)


def _by_column(page: Page, one: Segment, columns: _Columns) -> dict[int, list[_Part]] | None:
    """The parts of a line by the columns they stand in; None where one stands in none, or they are running text or a blank form's."""
    found: dict[int, list[_Part]] = {}
    column = -1
    for part in _parts(page, one):
        at = columns.of(part, column)
        if at is None or at < column or page.text[part.start] in _GOES_ON:
            return None
        column = at
        found.setdefault(at, []).append(part)
    texts = ("".join(squeezed(page, part.start, part.end) for part in parts) for parts in found.values())
    blank = any(is_scaffold(text) and not _NOTHING.fullmatch(text) for text in texts)
    return None if blank or not found else found


def _labelled(page: Page, one: Segment) -> bool:
    """Whether a line holds labels of its own: one with a colon, or labels for the most part."""
    if any(hit.colon for hit in labels_in(page.text[one.start : one.end])):
        return True
    words = [squeezed(page, part.start, part.end) for part in _parts(page, one)]
    return sum(known_label(word) is not None for word in words) * 2 > len(words)


def _pairs(page: Page, names: Sequence[str], heads: Sequence[_Part], rows: Sequence[dict[int, list[_Part]]]) -> Iterator[Pair]:
    for row in rows:
        low = max(part.box.bottom for parts in row.values() for part in parts)
        for i, name in enumerate(names):
            right = heads[i + 1].box.x0 if i + 1 < len(heads) else page.width
            area = Box(heads[i].box.x0, heads[i].box.bottom, right, low)
            yield Pair(name, page, _ranges(page, row.get(i, ())), (area,))


def _steps(page: Page, rows: Sequence[dict[int, list[_Part]]], start: int) -> Iterator[Pair]:
    for row in rows:
        step = "".join(squeezed(page, part.start, part.end) for part in row.get(start, ()))
        rest = [part for i in sorted(row) if i > start for part in row[i]]
        yield Pair(step_label(step), page, _ranges(page, rest), tuple(part.box for part in rest))


def _ranges(page: Page, parts: Sequence[_Part]) -> tuple[tuple[int, int], ...]:
    """Parts of one line as one range: the gaps between them part names."""
    joined: list[tuple[int, int]] = []
    for part in parts:
        if joined and not clean(page, joined[-1][1], part.start) and "\n" not in page.text[joined[-1][1] : part.start]:
            joined[-1] = (joined[-1][0], part.end)
        else:
            joined.append((part.start, part.end))
    return trimmed(page, joined)


def _only_days(page: Page, parts: Sequence[_Part]) -> bool:
    return DAY.fullmatch("".join(squeezed(page, part.start, part.end) for part in parts) or "-") is not None


def _off(one: Box, other: Box) -> float:
    """How far two boxes are from being aligned by their left edges, middles or right edges."""
    left, end = one.x0 - other.x0, one.x1 - other.x1
    return min(abs(left), abs(left + end) / 2, abs(end))


def _words(line: str) -> list[tuple[int, int]]:
    """Where the words of a line of labels stand; none where it is no such line. A label may be printed with blanks in it (姓 名)."""
    hits = labels_in(line)
    if len(hits) > 1 and not line[: hits[0].start].strip() and not any(line[slice(*hit.value)].strip() for hit in hits):
        return [(hit.start, hit.value[0]) for hit in hits]
    words = line.split()
    if len(words) < 2 or not all(map(_WORDING.fullmatch, words)):
        return []
    return [word.span() for word in _WORD.finditer(line)]


def _parts(page: Page, one: Segment, spans: Sequence[tuple[int, int]] | None = None) -> list[_Part]:
    """Pieces of a line with their boxes; what its gaps part where no pieces are given."""
    if one.box is None:
        return []
    if spans is None:
        spans = [word.span() for word in _WORD.finditer(page.text[one.start : one.end])]
    return [_Part(one.start + a, one.start + b, box) for a, b in spans for box in page.boxes(one.start + a, one.start + b)[:1]]
