"""Label and value pairs as they stand on a page: in ruled tables, on label lines, in stacked cells, under labels in a line.

Only the structure is read here; which field a label means depends on the kind of writ.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from ingest.document import Cell, Page
from ingest.writs.cells import table_pairs
from ingest.writs.flows import heads_flow
from ingest.writs.labels import known_label
from ingest.writs.lines import line_pairs
from ingest.writs.pair import Pair, join_lines, squeezed
from ingest.writs.segments import Segment
from ingest.writs.titles import furniture


def pairs_of(page: Page, *, after: int = 0, running: frozenset[str] = frozenset()) -> list[Pair]:
    """Every pair of a page: tables first, then lines outside them.

    ``after`` is the offset where the body begins (behind the title); ``running`` are clean lines that head or foot many pages.
    """
    tables = [table for table in page.tables if not _only_heads(page, table)]
    found = [pair for table in tables for pair in table_pairs(page, table)]
    covered = sorted(span for table in tables for cell in table for span in cell.ranges)
    starts, reach = [a for a, _ in covered], list(accumulate((b for _, b in covered), max, initial=0))
    body = [one for one in _segments(page) if not furniture(page, one, running)]
    free = [one for one in body if one.start >= after and reach[bisect_left(starts, one.end)] <= one.start]
    right = max((one.box.x1 for one in body if one.box), default=page.width)
    return [*found, *line_pairs(page, free, right)]


def _only_heads(page: Page, table: Sequence[Cell]) -> bool:
    """Whether a table is one row of labels: a band over columns that have no rules."""
    if len(table) < 3 or any(cell.row != table[0].row for cell in table):
        return False
    texts = [join_lines(squeezed(page, a, b) for a, b in cell.ranges) for cell in table]
    return heads_flow(texts) or all(map(known_label, texts))


def _segments(page: Page) -> Sequence[Segment]:
    if page.lines:
        return [Segment(line.start, line.end, line.box) for line in page.lines]
    return [Segment(match.start(), match.end(), None) for match in re.finditer(r"[^\n]+", page.text)]
