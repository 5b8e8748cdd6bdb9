"""Pairs in ruled tables: label beside value, label above value, heads of columns; forms mix them freely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Box, Cell, Page
from ingest.writs.flows import heads_flow, step_label
from ingest.writs.labels import is_opinion, known_label, labels_in, recognised_label
from ingest.writs.lines import line_pairs
from ingest.writs.pair import Pair, join_lines, squeezed, trimmed
from ingest.writs.segments import segments_of

_WORDING = re.compile(r"[\u4e00-\u9fa5（）/、]+")
_NAMES = ("名称", "姓名", "单位名称", "字号")
_SORT = re.compile(r"单位|个人|公民|法人|组织|个体工商户|自然人|(?:法人)?(?:或者?|、)?其他组织")
_OFTEN = 3  # cells with their label inside, from which the rest of the table is told
_SAME = 2.5  # points: edges of cells that are one line on paper


@dataclass(slots=True)
class _Grid:
    """A table by rows, with the clean text and, where it is one, the label of each cell."""

    page: Page
    rows: list[list[Cell]]
    texts: dict[tuple[int, int], str]
    labels: dict[tuple[int, int], str | None]
    stacked: bool = False
    inside: bool = False  # cells hold their label on a line of its own above the value

    @classmethod
    def of(cls, page: Page, table: Sequence[Cell]) -> _Grid:
        rows: dict[int, list[Cell]] = {}
        for cell in table:
            rows.setdefault(cell.row, []).append(cell)
        ordered = [sorted(rows[row], key=lambda cell: cell.box.x0) for row in sorted(rows)]
        texts = {_at(cell): join_lines(squeezed(page, a, b) for a, b in cell.ranges) for cell in table}
        read = recognised_label if page.origin == "ocr" else known_label
        grid = cls(page, ordered, texts, {at: read(text) for at, text in texts.items()})
        grid.inside = sum(grid.holds_label(cell) for cell in table) >= _OFTEN
        grid.stacked = grid._leans_stacked()
        if not grid.stacked:
            grid._complete_columns()
        return grid

    def label(self, cell: Cell) -> str | None:
        return self.labels[_at(cell)]

    def holds_both(self, cell: Cell) -> bool:
        """Whether a cell of such a table holds a label and its value, so that it is no value of another label."""
        return self.inside and self.holds_label(cell)

    def holds_label(self, cell: Cell) -> bool:
        """Whether a cell's first line is a label and its value stands under it in the same cell."""
        return len(cell.ranges) > 1 and known_label(squeezed(self.page, *cell.ranges[0])) is not None

    def below(self, row: int, cell: Cell) -> Cell | None:
        """The cell right under a cell, with the same left edge."""
        if row + 1 >= len(self.rows):
            return None
        return next(
            (
                other
                for other in self.rows[row + 1]
                if abs(other.box.x0 - cell.box.x0) < _SAME and abs(other.box.top - cell.box.bottom) < _SAME
            ),
            None,
        )

    def _complete_columns(self) -> None:
        """What stands in a column of labels, with a cell beside it, is a label, though the catalogue does not know it."""
        columns: dict[int, list[Cell]] = {}
        for row in self.rows:
            for i, cell in enumerate(row[:-1]):
                if i % 2 == 0 and self.texts[_at(cell)]:
                    columns.setdefault(round(cell.box.x0 / _SAME), []).append(cell)
        for cells in columns.values():
            known = sum(self.label(cell) is not None for cell in cells)
            if known >= 2 and known * 2 >= len(cells):
                for cell in cells:
                    text = self.texts[_at(cell)]
                    if self.label(cell) is None and 2 <= len(text) <= 16 and _WORDING.fullmatch(text):
                        self.labels[_at(cell)] = text

    def _leans_stacked(self) -> bool:
        """Whether values rather stand under their labels in this table, by the labels where only one reading is possible."""
        beside = under = 0
        for r, row in enumerate(self.rows):
            if len(row) > 2 and all(_edges(row) == _edges(other) for other in self.rows[r : r + 3]) and len(self.rows) > r + 2:
                continue  # heads of columns say nothing about the rest of the table
            for i, cell in enumerate(row):
                if self.label(cell) is None:
                    continue
                right = row[i + 1] if i + 1 < len(row) else None
                low = self.below(r, cell)
                right_value = right is not None and self.label(right) is None
                low_value = low is not None and self.label(low) is None and not self.holds_both(low)
                if right_value and not low_value:
                    beside += 1
                elif low_value and not right_value and low is not None and self.texts[_at(low)]:
                    under += 1
        return under > beside


def table_pairs(page: Page, table: Sequence[Cell]) -> Iterator[Pair]:
    """The pairs of one table in reading order."""
    grid = _Grid.of(page, table)
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(grid.rows):
        if flow := _flow(grid, r):
            taken.update(_at(cell) for k in range(r, r + 1 + len(flow)) for cell in grid.rows[k])
            yield from flow
            continue
        heads = [] if any(_at(cell) in taken for cell in row) else _heads(grid, r)
        if heads:
            taken.update(_at(cell) for cell in row)
            for head in heads:
                for value in _column(grid, r, head):
                    taken.add(_at(value))
                    yield _pair(page, grid.label(head) or "", [value])
            continue
        yield from _row(grid, r, row, taken)


def _flow(grid: _Grid, r: int) -> list[Pair]:
    """The steps of an electronic sign-off, a row each (环节 | 办理人 | 意见 | 时间), as opinions of the hand the step names."""
    row = grid.rows[r]
    if not heads_flow([grid.texts[_at(cell)] for cell in row]):
        return []
    found = []
    for other in grid.rows[r + 1 :]:
        if _edges(other) != _edges(row):
            break
        found.append(_pair(grid.page, step_label(grid.texts[_at(other[0])]), other[1:]))
    return found


def _heads(grid: _Grid, r: int) -> list[Cell]:
    """The label cells of a row whose values stand below; none where the row has its values beside."""
    row = grid.rows[r]
    labelled = [cell for cell in row if grid.label(cell)]
    if not labelled or r + 1 >= len(grid.rows):
        return []
    if grid.stacked and len(labelled) == len(row) and _edges(row) == _edges(grid.rows[r + 1]):
        return labelled  # rows of labels and rows of values take turns, so a value may read like a label
    lows = [(cell, grid.below(r, cell)) for cell in labelled]
    open_below = [
        cell for cell, low in lows if low is not None and grid.label(low) is None and _as_wide(cell, low) and not grid.holds_both(low)
    ]
    if not open_below:
        return []
    others = [cell for cell in row if not grid.label(cell)]
    if not others:
        if len(row) == 1:
            return open_below if grid.stacked or not is_opinion(grid.label(row[0]) or "") else []
        return open_below if len(open_below) * 2 > len(row) else []
    if grid.stacked:
        return open_below
    same = _edges(row) == _edges(grid.rows[r + 1])
    return open_below if len(labelled) >= 3 and len(labelled) > len(others) and same else []


def _column(grid: _Grid, r: int, head: Cell) -> list[Cell]:
    """The cells below a head: one, or under a row of heads all down to the next row with a label or other columns."""
    low = grid.below(r, head)
    found = [low] if low is not None else []
    if low is None or len(grid.rows[r]) < 2:
        return found
    edges = _edges(grid.rows[r])
    for k in range(r + 2, len(grid.rows)):
        row = grid.rows[k]
        if _edges(row) != edges or any(grid.label(cell) for cell in row):
            break
        following = grid.below(k - 1, found[-1])
        if following is None:
            break
        if any(grid.texts[_at(cell)] for cell in row):  # in a row that is used, an empty cell is an empty value
            found.append(following)
    return found


def _row(grid: _Grid, r: int, row: Sequence[Cell], taken: set[tuple[int, int]]) -> Iterator[Pair]:
    """A row with values beside their labels; what is no label is read line by line."""
    i = 0
    while i < len(row):
        cell = row[i]
        label = grid.label(cell)
        if _at(cell) in taken:
            i += 1
        elif label is None:
            yield from _inside(grid.page, cell)
            i += 1
        elif is_opinion(label):
            values = _beside(grid, cell)
            taken.update(_at(value) for value in values)
            if values:
                yield _pair(grid.page, label, values)
            elif grid.texts[_at(cell)].endswith((":", "：")) and _closed_below(grid, r, cell):
                yield Pair(label, grid.page, (), (cell.box,))  # the rest of its own cell is the place for the opinion
            i += 1
        else:
            following = row[i + 1] if i + 1 < len(row) else None
            if following is not None and i + 3 < len(row) and _whose(grid, following, row[i + 2]):
                yield _pair(grid.page, label, [row[i + 3]])  # 当事人 | 单位 | 名称 | 某某公司
                i += 2  # the name stands for itself too
                continue
            if following is None or (grid.label(following) is not None and i + 2 < len(row)):
                if grid.texts[_at(cell)].endswith((":", "：")):
                    yield from _inside(grid.page, cell)
                elif following is None and (low := grid.below(r, cell)) is not None and grid.holds_both(low):
                    yield Pair(label, grid.page, (), (cell.box,))  # the rest of its own cell is the place for the value, and empty
                elif following is not None and grid.label(following) in _NAMES:
                    yield _pair(grid.page, label, [row[i + 2]])  # 当事人 | 名称 | 某某公司
                i += 1  # without a colon: the head of a group of labels, or a label that nothing belongs to
                continue
            for value in _rows_of(grid, cell, following):
                taken.add(_at(value))
                yield _pair(grid.page, label, [value])
            i += 2


def _whose(grid: _Grid, cell: Cell, named: Cell) -> bool:
    """Whether a cell only says what sort of party the names beside it belong to."""
    return _SORT.fullmatch(grid.texts[_at(cell)]) is not None and grid.label(named) in _NAMES


def _closed_below(grid: _Grid, r: int, cell: Cell) -> bool:
    """Whether what stands under a cell cannot be its value: nothing, or a cell that begins with a label of its own."""
    low = grid.below(r, cell)
    return low is None or grid.label(low) is not None or bool(labels_in(grid.texts[_at(low)]))


def _rows_of(grid: _Grid, head: Cell, first: Cell) -> list[Cell]:
    """The value beside a label, and those under it where the label spans several rows."""
    more = [
        cell
        for row in grid.rows
        for cell in row
        if cell is not first
        and _as_wide(cell, first)
        and cell.box.top > first.box.top
        and cell.box.bottom < head.box.bottom + _SAME
        and grid.label(cell) is None
        and grid.texts[_at(cell)]
    ]
    return [first, *more]


def _beside(grid: _Grid, head: Cell) -> list[Cell]:
    """Every cell to the right of an opinion's label and as high as it, up to the next label."""
    found: list[Cell] = []
    for row in grid.rows:
        for cell in row:
            if cell.box.x0 < head.box.x1 - _SAME or cell.box.top < head.box.top - _SAME or cell.box.bottom > head.box.bottom + _SAME:
                continue
            if is_opinion(grid.label(cell) or ""):
                break
            found.append(cell)
    return found


def _inside(page: Page, cell: Cell) -> Iterator[Pair]:
    """The pairs of a cell that holds its label itself, or several labelled lines."""
    yield from line_pairs(page, segments_of(page, cell.ranges), cell.box.x1 - 4)


def _pair(page: Page, label: str, cells: Sequence[Cell]) -> Pair:
    ranges = sorted((a, b) for cell in cells for a, b in cell.ranges)
    return Pair(label, page, trimmed(page, ranges), tuple(cell.box for cell in cells))


def _edges(row: Sequence[Cell]) -> tuple[int, ...]:
    return tuple(round(cell.box.x0 / _SAME) for cell in row)


def _under(one: Box, other: Box) -> bool:
    return abs(one.x0 - other.x0) < _SAME and abs(one.top - other.bottom) < _SAME


def _as_wide(one: Cell, other: Cell) -> bool:
    return abs(one.box.x0 - other.box.x0) < _SAME and abs(one.box.x1 - other.box.x1) < _SAME


def _at(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column
