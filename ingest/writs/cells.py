"""Pairs in ruled tables: label beside value, label above value, heads of columns; forms mix them freely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from msgspec import Struct

from ingest.document import Box, Cell, Page
from ingest.writs.flows import flow_start, step_label
from ingest.writs.labels import acknowledges, is_opinion, is_signature, known_label, labels_in, recognised_label
from ingest.writs.lines import line_pairs
from ingest.writs.pair import Pair, join_lines, squeezed, trimmed
from ingest.writs.segments import segments_of

_WORDING = re.compile(r"[\u4e00-\u9fa5（）/、]+")
_NAMES = ("名称", "姓名", "单位名称", "字号", "全称", "户名", "开户名称", "账户名称")
_SORT = re.compile(r"单位|个人|公民|法人|组织|个体工商户|自然人|(?:法人)?(?:或者?|、)?其他组织")
_GOES_ON = re.compile(r"[或及和与、（(：:]|盖章|签章|捺印|日期|栏")  # the second line of a label
_BEHIND_GAP = re.compile(r"(?P<label>[\u4e00-\u9fa5（）()/、]{4,20})[ \t\u3000]+(?=\S)")
_OFTEN = 3  # cells with their label inside, from which the rest of the table is told
_SAME = 2.5  # points: edges of cells that are one line on paper


class _Entry(Struct, eq=False, gc=False):
    """A cell with its clean text and, where it is one, its label; ``taken``: it is part of a pair."""

    cell: Cell
    text: str
    label: str | None
    taken: bool = False


@dataclass(slots=True)
class _Grid:
    """A table by rows. ``edges``: where the cells of each row begin; ``stacked``: values rather stand under their labels.

    ``inside``: cells hold their label on a line of its own above the value.
    """

    page: Page
    rows: list[list[_Entry]]
    edges: list[tuple[int, ...]]
    stacked: bool = False
    inside: bool = False

    @classmethod
    def of(cls, page: Page, table: Sequence[Cell]) -> _Grid:
        rows: dict[int, list[_Entry]] = {}
        read = recognised_label if page.origin == "ocr" else known_label
        for cell in table:
            text = join_lines([squeezed(page, a, b) for a, b in cell.ranges])
            rows.setdefault(cell.row, []).append(_Entry(cell, text, read(text) if text else None))
        ordered = [sorted(rows[row], key=lambda entry: entry.cell.box.x0) for row in sorted(rows)]
        grid = cls(page, ordered, [tuple([round(entry.cell.box.x0 / _SAME) for entry in row]) for row in ordered])
        grid.inside = sum(_holds_label(page, cell) for table in page.tables for cell in table) >= _OFTEN  # each row may be a table
        for entry in chain.from_iterable(ordered):
            below = grid.holds_both(entry) and not _GOES_ON.match(squeezed(page, *entry.cell.ranges[1]))
            if entry.label and (below or _signed_beside(page, *entry.cell.ranges[0])):
                entry.label = None  # 受送达人签名 with a name below it, or beside it, is no label as a whole
        grid.stacked = grid._leans_stacked()
        if not grid.stacked:
            grid._complete_columns()
        return grid

    def holds_both(self, entry: _Entry) -> bool:
        """Whether a cell of such a table holds a label and its value, so that it is no value of another label."""
        return self.inside and self.holds_label(entry)

    def holds_label(self, entry: _Entry) -> bool:
        """Whether a cell's first line is a label and its value stands under it in the same cell."""
        return _holds_label(self.page, entry.cell)

    def inline(self, entry: _Entry) -> bool:
        """Whether a cell begins with a label that has its value behind it on the line: 收件日期  2024年7月2日."""
        if not entry.cell.ranges:
            return False
        start, end = entry.cell.ranges[0]
        line = self.page.text[start:end]
        hits = labels_in(line)
        known = bool(hits) and not line[: hits[0].start].strip() and not hits[0].colon and bool(line[hits[0].value[0] :].strip())
        return known or _signed_beside(self.page, start, end) is not None

    def below(self, row: int, entry: _Entry) -> _Entry | None:
        """The cell right under a cell, with the same left edge."""
        if row + 1 >= len(self.rows):
            return None
        left, foot = entry.cell.box.x0, entry.cell.box.bottom
        for other in self.rows[row + 1]:
            box = other.cell.box
            if abs(box.x0 - left) < _SAME and abs(box.top - foot) < _SAME:
                return other
        return None

    def _complete_columns(self) -> None:
        """What stands in a column of labels, with a cell beside it, is a label, though the catalogue does not know it."""
        columns: dict[int, list[_Entry]] = {}
        for row, edges in zip(self.rows, self.edges, strict=True):
            for i in range(0, len(row) - 1, 2):
                if row[i].text:
                    columns.setdefault(edges[i], []).append(row[i])
        for entries in columns.values():
            known = sum(entry.label is not None for entry in entries)
            if known >= 2 and known * 2 >= len(entries):
                for entry in entries:
                    if entry.label is None and 2 <= len(entry.text) <= 16 and _WORDING.fullmatch(entry.text):
                        entry.label = entry.text

    def _leans_stacked(self) -> bool:
        """Whether values rather stand under their labels in this table, by the labels where only one reading is possible."""
        beside = under = 0
        for r, row in enumerate(self.rows):
            if len(row) > 2 and len(self.rows) > r + 2 and self.edges[r] == self.edges[r + 1] == self.edges[r + 2]:
                continue  # heads of columns say nothing about the rest of the table
            for i, entry in enumerate(row):
                if entry.label is None:
                    continue
                right = row[i + 1] if i + 1 < len(row) else None
                low = self.below(r, entry)
                right_value = right is not None and right.label is None
                low_value = low is not None and low.label is None and not self.holds_both(low) and not self.inline(low)
                if right_value and not low_value:
                    beside += 1
                elif low_value and not right_value and low is not None and low.text:
                    under += 1
        return under > beside


def _holds_label(page: Page, cell: Cell) -> bool:
    return len(cell.ranges) > 1 and known_label(squeezed(page, *cell.ranges[0])) is not None


def table_pairs(page: Page, table: Sequence[Cell]) -> Iterator[Pair]:
    """The pairs of one table in reading order."""
    grid = _Grid.of(page, table)
    for r, row in enumerate(grid.rows):
        if flow := _flow(grid, r):
            _take(chain.from_iterable(grid.rows[r : r + 1 + len(flow)]))
            yield from flow
            continue
        heads = [] if any(entry.taken for entry in row) else _heads(grid, r)
        if heads:
            _take(row)
            for head in heads:
                values = _column(grid, r, head)
                _take(values)
                for value in values:
                    yield _pair(page, head.label or "", [value])
            continue
        yield from _row(grid, r, row)


def _take(entries: Iterable[_Entry]) -> None:
    for entry in entries:
        entry.taken = True


def _flow(grid: _Grid, r: int) -> list[Pair]:
    """The steps of an electronic sign-off, a row each (环节 | 办理人 | 意见 | 时间), as opinions of the hand the step names."""
    start = flow_start([entry.text for entry in grid.rows[r]])
    if start is None:
        return []
    found = []
    for k in range(r + 1, len(grid.rows)):
        if grid.edges[k] != grid.edges[r]:
            break
        step, *rest = grid.rows[k][start:]
        found.append(_pair(grid.page, step_label(step.text), rest))
    return found


def _heads(grid: _Grid, r: int) -> list[_Entry]:
    """The label cells of a row whose values stand below; none where the row has its values beside."""
    row = grid.rows[r]
    labelled = [entry for entry in row if entry.label]
    if not labelled or r + 1 >= len(grid.rows):
        return []
    same = grid.edges[r] == grid.edges[r + 1]
    if grid.stacked and len(labelled) == len(row) and same:
        return labelled  # rows of labels and rows of values take turns, so a value may read like a label
    lows = [(entry, grid.below(r, entry)) for entry in labelled]
    open_below = [
        entry
        for entry, low in lows
        if low is not None and low.label is None and _as_wide(entry.cell, low.cell) and not grid.holds_both(low) and not grid.inline(low)
    ]
    if not open_below:
        return []
    others = len(row) - len(labelled)
    if not others:
        if len(row) == 1:
            return open_below if grid.stacked or not is_opinion(row[0].label or "") else []
        return open_below if len(open_below) * 2 > len(row) else []
    if grid.stacked:
        return open_below
    return open_below if len(labelled) >= 3 and len(labelled) > others and same else []


def _column(grid: _Grid, r: int, head: _Entry) -> list[_Entry]:
    """The cells below a head: one, or under a row of heads all down to the next row with a label or other columns."""
    low = grid.below(r, head)
    found = [low] if low is not None else []
    if low is None or len(grid.rows[r]) < 2:
        return found
    for k in range(r + 2, len(grid.rows)):
        row = grid.rows[k]
        if grid.edges[k] != grid.edges[r] or any(entry.label for entry in row):
            break
        following = grid.below(k - 1, found[-1])
        if following is None:
            break
        if any(entry.text for entry in row):  # in a row that is used, an empty cell is an empty value
            found.append(following)
    return found


def _row(grid: _Grid, r: int, row: Sequence[_Entry]) -> Iterator[Pair]:
    """A row with values beside their labels; what is no label is read line by line."""
    i = 0
    while i < len(row):
        entry = row[i]
        label = entry.label
        if entry.taken:
            i += 1
        elif label is None:
            yield from _inside(grid, entry)
            i += 1
        elif own := _own_place(grid, r, row[i:]):
            _take(row[i + 1 : i + len(own)])
            yield Pair(label, grid.page, (), tuple(own))
            i += len(own)
        elif is_opinion(label):
            values = _beside(grid, entry)
            _take(values)
            if values:
                yield _pair(grid.page, label, values)
            i += 1
        else:
            following = row[i + 1] if i + 1 < len(row) else None
            if following is not None and i + 3 < len(row) and _whose(following, row[i + 2]):
                yield _pair(grid.page, label, [row[i + 3]])  # 当事人 | 单位 | 名称 | 某某公司
                i += 2  # the name stands for itself too
                continue
            if following is None or (following.label is not None and i + 2 < len(row)):
                if entry.text.endswith((":", "：")):
                    yield from _inside(grid, entry)
                elif following is not None and following.label in _NAMES:
                    yield _pair(grid.page, label, [row[i + 2]])  # 当事人 | 名称 | 某某公司
                i += 1  # without a colon: the head of a group of labels, or a label that nothing belongs to
                continue
            values = _rows_of(grid, entry, following)
            _take(values)
            for value in values:
                yield _pair(grid.page, label, [value])
            i += 2


def _whose(entry: _Entry, named: _Entry) -> bool:
    """Whether a cell only says what sort of party the names beside it belong to."""
    return named.label in _NAMES and _SORT.fullmatch(entry.text) is not None


def _own_place(grid: _Grid, r: int, row: Sequence[_Entry]) -> list[Box]:
    """The rest of a label's own cell where that is the place for its value, and empty; with the empty cell beside it, if any."""
    entry, *beside = row
    if beside and not beside[0].text and len(beside) == 1 and grid.inside:
        return [entry.cell.box, beside[0].cell.box] if _closed_below(grid, r, entry) else []
    if beside and not grid.holds_both(beside[0]):
        return []
    alone = not beside and sum(len(other) == 1 and grid.inline(other[0]) for other in grid.rows) >= _OFTEN
    asked = grid.inside or alone or (is_opinion(entry.label or "") and entry.text.endswith((":", "：")) and not beside)
    return [entry.cell.box] if asked and _closed_below(grid, r, entry) else []


def _closed_below(grid: _Grid, r: int, entry: _Entry) -> bool:
    """Whether what stands under a cell cannot be its value: nothing, or a cell that begins with a label of its own."""
    low = grid.below(r, entry)
    return low is None or low.label is not None or grid.holds_both(low) or grid.inline(low) or bool(labels_in(low.text))


def _rows_of(grid: _Grid, head: _Entry, first: _Entry) -> list[_Entry]:
    """The value beside a label, and those under it where the label spans several rows."""
    top, foot = first.cell.box.top, head.cell.box.bottom + _SAME
    more = [
        entry
        for row in grid.rows
        for entry in row
        if entry.cell.box.top > top
        and entry.cell.box.bottom < foot
        and entry.label is None
        and entry.text
        and _as_wide(entry.cell, first.cell)
    ]
    return [first, *more]


def _beside(grid: _Grid, head: _Entry) -> list[_Entry]:
    """Every cell to the right of an opinion's label and as high as it, up to the next label."""
    box = head.cell.box
    found: list[_Entry] = []
    for row in grid.rows:
        for entry in row:
            other = entry.cell.box
            if other.x0 < box.x1 - _SAME or other.top < box.top - _SAME or other.bottom > box.bottom + _SAME:
                continue
            if is_opinion(entry.label or ""):
                break
            found.append(entry)
    return found


def _inside(grid: _Grid, entry: _Entry) -> Iterator[Pair]:
    """The pairs of a cell that holds its label itself, or several labelled lines."""
    page, cell = grid.page, entry.cell
    first = squeezed(page, *cell.ranges[0]) if grid.holds_label(entry) else ""
    below = first and not first.endswith((":", "：")) and not any(labels_in(page.text[a:b]) for a, b in cell.ranges[1:])
    if is_signature(first) or acknowledges(first) or (below and grid.inside):
        yield Pair(first, page, trimmed(page, cell.ranges[1:]), (cell.box,))
    elif cell.ranges and (beside := _signed_beside(page, *cell.ranges[0])):
        label, at = beside
        yield Pair(label, page, trimmed(page, [(at, cell.ranges[0][1]), *cell.ranges[1:]]), (cell.box,))
    elif cell.ranges:
        yield from line_pairs(page, segments_of(page, cell.ranges), cell.box.x1 - 4)


def _signed_beside(page: Page, start: int, end: int) -> tuple[str, int] | None:
    """The label of a signature at the head of a line with something behind a gap, and where that begins: 收件人签字  张三."""
    match = _BEHIND_GAP.match(page.text, start, end)
    label = squeezed(page, *match.span("label")) if match else ""
    if match is None or not (is_signature(label) or acknowledges(label)) or _GOES_ON.match(page.text, match.end(), end):
        return None
    return label, match.end()


def _pair(page: Page, label: str, entries: Sequence[_Entry]) -> Pair:
    ranges = sorted([span for entry in entries for span in entry.cell.ranges])
    return Pair(label, page, trimmed(page, ranges), tuple([entry.cell.box for entry in entries]))


def _as_wide(one: Cell, other: Cell) -> bool:
    return abs(one.box.x0 - other.box.x0) < _SAME and abs(one.box.x1 - other.box.x1) < _SAME
