"""Receipts kept as a list: under a row of heads (文书 | 文号 | 方式 | 签收人 | 时间), each row is one service of one or more writs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.document import Cell, Page, Span
from ingest.dossier import Field
from ingest.writs.grids import grid_at
from ingest.writs.pair import Pair, is_scaffold, join_lines, squeezed, trimmed
from ingest.writs.signatures import last_names

# what a head may say, in the order in which it is asked; "" tells nothing of the service itself
_HEADS: tuple[tuple[str, str], ...] = (
    ("doc_no", r"(?:所?送达的?)?(?:执法|法律)?(?:文书|文件)?(?:文号|字号|编号|文书号)"),
    (
        "doc_title",
        r"(?:所|应)?(?:送达|交付|签收|送交)?的?(?:行政|执法|法律)*(?:文书|文件)(?:名称|种类|标题)?"
        r"(?:(?:及|和|与|、|/)?(?:其|文书)?(?:文号|字号|编号|件数|份数))?",
    ),
    ("mode", r"(?:送达|交付|送交)?(?:方式|方法)"),
    (
        "date",
        r"(?:实际)?(?:(?:收件人|受送达人|当事人)?(?:签收|收到)|送达|收件|收文|收讫|接收|领取|交付|送交)?(?:日期|时间)"
        r"(?:(?:及|和|与|、|/)?(?:送达)?(?:地点|处所))?",
    ),
    (
        "signer",
        r"(?:收件人|收文人|签收人|接收人|领取人|收受人|代收人|(?:受送达人|当事人|单位)(?=[（(或签代]))(?:或?(?:其)?代收人)?"
        r"[（(]?(?:签名|签收|签字|盖章|签章)?(?:或(?:者)?(?:盖章|签章))?[）)]?|签收|签名",
    ),
    (
        "",
        r"序号|备注|份数|件数|页数|见证人|(?:受送达|收件|当事)(?:人|单位)|与(?:受送达人|当事人|收件人)的?关系|(?:送达|交付|签收|送交)?(?:地点|地址|处所)"
        r"|(?:送达|经办|送件|交付|送交)人员?(?:[（(]?(?:签名|签字)[）)]?)?",
    ),
)
_FEWEST = 3  # heads
_WORDING = re.compile(r"[\u4e00-\u9fa5（）()/、]{2,10}")
_WRIT = re.compile(r"[书单证表函号〕]|笔录")
_DAY = re.compile(r"\d{4}\D\d{1,2}\D\d{1,2}|[二2][〇○零0Ｏ]\S{2}年\S{1,3}月\S{1,3}日")
_SAME_AS_ABOVE = re.compile("同上|[〃″]")
_NOTHING = re.compile(r"[/／\\—\-－]*|(?:以下)?空白")
_ALIGNED = 3.0  # points by which the edges of cells in one column may differ

_Row = dict[str, Pair]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The services of a list, a row each, by the columns it has of ``doc_title``, ``doc_no``, ``mode``, ``date`` and ``signer``.

    Every row has a field of each; there are no rows where the list is there and its rows cannot be told from each other.
    """

    columns: frozenset[str]
    rows: tuple[tuple[Field, ...], ...]

    def among(self, fields: Sequence[Field]) -> list[Field]:
        """The fields of the form with those of the list in place of what was read there column by column."""
        rows = [one for row in self.rows for one in row] or [Field("date", "unread")]
        taken = {span for one in rows for span in one.spans}
        return [*(one for one in fields if one.name not in self.columns and taken.isdisjoint(one.spans)), *rows]


@dataclass(slots=True)
class _Reading:
    """What was read so far: the heads that hold, the rows below them, and whether every row could be told."""

    heads: list[tuple[str, Cell]] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    told: bool = True


def read_ledger(pages: Sequence[Page]) -> Ledger | None:
    """The list of services on a receipt, which may go on over pages; None where it has none."""
    reading = _Reading()
    for page in pages:
        before = len(reading.rows)
        for table in page.tables:
            _read_table(reading, page, table)
        if len(reading.rows) == before:
            _read_lines(reading, page)
    if not reading.rows and reading.told:
        return None
    columns = frozenset(name for row in reading.rows for name in row) | {"date"}
    if not reading.told or not all(map(_is_service, reading.rows)):
        return Ledger(columns, ())
    return Ledger(columns, tuple(_fields(reading.rows)))


@lru_cache(maxsize=1024)
def _head(text: str) -> str | None:
    """What a head stands for, "" where it tells nothing of the service; None where it is no head of such a list."""
    bare = text.rstrip("：:")
    return next((name for name, pattern in _HEADS if re.fullmatch(pattern, bare)), None)


def _heads(texts: Sequence[str]) -> list[str] | None:
    """What the heads of a list stand for; None where a row is no row of such heads. One head may be in words of its own."""
    found = [_head(text) for text in texts]
    strange = [text for text, name in zip(texts, found, strict=True) if name is None]
    if len(found) - len(strange) < _FEWEST or len(strange) > 1 or not all(map(_WORDING.fullmatch, strange)):
        return None
    names = [name or "" for name in found]
    for twice in ("date", "signer"):  # 送达时间 | 签收时间: the receiver's own counts
        if names.count(twice) > 1:
            names = ["" if name == twice and not re.search("签|收到", text) else name for name, text in zip(names, texts, strict=True)]
    told = [name for name in names if name]
    return names if len(told) == len(set(told)) and "date" in told and {"doc_title", "doc_no"} & set(told) else None


def _read_table(reading: _Reading, page: Page, table: Sequence[Cell]) -> None:
    rows: dict[int, list[Cell]] = {}
    for cell in table:
        rows.setdefault(cell.row, []).append(cell)
    for _, row in sorted(rows.items()):
        row = sorted(row, key=lambda cell: cell.box.x0)
        if names := _heads([_text(page, cell) for cell in row]):
            reading.heads = list(zip(names, row, strict=True))
        elif reading.heads:
            cells = [_in_column(table, row, head) for _, head in reading.heads]
            labelled = any(
                cell and name in ("doc_title", "doc_no") and _head(_text(page, cell)) is not None
                for (name, _), cell in zip(reading.heads, cells, strict=True)
            )
            if labelled or len(row) * 2 <= len(cells) or None in cells:
                if any(_DAY.search(_text(page, cell)) and _WRIT.search(_text(page, cell)) for cell in row):
                    reading.told = False
                reading.heads = []  # what follows are the form's other boxes
                continue
            pairs = {
                name: Pair(name, page, trimmed(page, cell.ranges), (cell.box,))
                for (name, _), cell in zip(reading.heads, cells, strict=True)
                if name and cell
            }
            if any(not _blank(pair) for pair in pairs.values()) and not _names_a_writ(pairs) and not _DAY.search(pairs["date"].text):
                reading.heads = []  # 送达人 | 某某 | 收件人 | 某某 in columns of the same width
                continue
            _add(reading, pairs)


def _in_column(table: Sequence[Cell], row: Sequence[Cell], head: Cell) -> Cell | None:
    """The cell of a row under a head; a cell that spans several rows belongs to each of them."""
    lowest = min(row, key=lambda cell: cell.box.bottom - cell.box.top).box
    middle = (lowest.top + lowest.bottom) / 2
    return next(
        (
            cell
            for cell in table
            if abs(cell.box.x0 - head.box.x0) < _ALIGNED
            and abs(cell.box.x1 - head.box.x1) < _ALIGNED
            and cell.box.top < middle < cell.box.bottom
        ),
        None,
    )


def _read_lines(reading: _Reading, page: Page) -> None:
    """A list without rules: its rows where every value stands under its head."""
    right = max((line.box.x1 for line in page.lines), default=page.width)
    for at, one in enumerate(page.lines):
        if _heads(page.text[one.start : one.end].split()) is None:
            continue
        grid = grid_at(page, page.lines, at, right)
        labels = list(dict.fromkeys(pair.label for pair in grid.pairs)) if grid else []  # 文书 文号 may count as one label
        names = _heads(labels)
        if grid is None or names is None or len(grid.pairs) % len(names):
            days = {match.group() for other in page.lines[at:] for match in _DAY.finditer(squeezed(page, other.start, other.end))}
            reading.told = reading.told and len(days) < 2
            return
        for start in range(0, len(grid.pairs), len(names)):
            _add(reading, {name: pair for name, pair in zip(names, grid.pairs[start : start + len(names)], strict=True) if name})
        rest = [page.text[other.start : other.end] for other in page.lines[at + grid.count :]]
        if any(_DAY.search(text) and _WRIT.search(text) for text in rest):
            reading.told = False
        return


def _add(reading: _Reading, row: _Row) -> None:
    """A row, unless it is blank; 同上 is what the row above has."""
    if all(_blank(pair) and not pair.drawn for pair in row.values()):
        return
    above = reading.rows[-1] if reading.rows else {}
    reading.rows.append({name: above.get(name, pair) if _SAME_AS_ABOVE.fullmatch(pair.text) else pair for name, pair in row.items()})


def _is_service(row: _Row) -> bool:
    """Whether a row names what was served, and no more than one day."""
    day = row["date"].text
    return _names_a_writ(row) and (len(_DAY.findall(day)) == 1 or _blank(row["date"]))


def _names_a_writ(row: _Row) -> bool:
    return any(_WRIT.search(row[name].text) or _SAME_AS_ABOVE.fullmatch(row[name].text) for name in ("doc_title", "doc_no") if name in row)


def _blank(pair: Pair) -> bool:
    return is_scaffold(pair.text) or _NOTHING.fullmatch(pair.text) is not None


def _fields(rows: Sequence[_Row]) -> Iterator[tuple[Field, ...]]:
    names = sorted({name for row in rows for name in row})
    for row in rows:
        yield tuple(_field(name, row.get(name)) for name in names)


def _field(name: str, pair: Pair | None) -> Field:
    if pair is None:
        return Field(name, "unread")
    spans = tuple(Span(pair.page.number, a, b) for a, b in pair.ranges)
    if _blank(pair):
        return Field(name, "unread" if pair.drawn else "empty", "", spans)
    text = pair.text
    if name == "signer":
        text = "、".join(last_names(text)) or text
    return Field(name, "value", text, spans)


def _text(page: Page, cell: Cell) -> str:
    return join_lines(squeezed(page, a, b) for a, b in cell.ranges)
