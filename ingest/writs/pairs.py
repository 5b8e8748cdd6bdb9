"""Label and value pairs as they stand on a page: in ruled tables, on label lines, in stacked cells, under labels in a line.

Only the structure is read here; which field a label means depends on the kind of writ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Page
from ingest.writs.cells import table_pairs
from ingest.writs.lines import line_pairs
from ingest.writs.pair import Pair
from ingest.writs.rulings import sound_tables
from ingest.writs.segments import Piece, Segment
from ingest.writs.stretches import Stretches
from ingest.writs.titles import furniture


def pairs_of(page: Page, *, after: int = 0, running: frozenset[str] = frozenset()) -> list[Pair]:
    """Every pair of a page: tables first, then lines outside them.

    ``after`` is the offset where the body begins (behind the title); ``running`` are clean lines that head or foot many pages.
    """
    tables = sound_tables(page)
    found = [pair for table in tables for pair in table_pairs(page, table)]
    covered = Stretches(span for table in tables for cell in table for span in cell.ranges)
    lines: Sequence[Segment] = page.lines or _lines_of_plain_text(page)
    body = [one for one in lines if not furniture(page, one, running)]
    free = [one for one in body if one.start >= after and not covered.meet(one.start, one.end)]
    right = max([one.box.x1 for one in body if one.box], default=page.width)
    return [*found, *line_pairs(page, free, right)]


def _lines_of_plain_text(page: Page) -> list[Piece]:
    return [Piece(match.start(), match.end(), None) for match in re.finditer(r"[^\n]+", page.text)]
