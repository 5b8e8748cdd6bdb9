"""Label and value pairs as they stand on a page: in ruled tables, on label lines, in stacked cells.

Only the structure is read here; which field a label means depends on the kind of writ.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.document import Cell, Line, Page
from ingest.normalise import normalise
from ingest.writs.catalogue import all_labels

_BLANKS = " \t\u3000_＿—-"
_OPINION = re.compile(r"(?:意见|审批|批准|签批|决定)(?:及签名)?$")


@dataclass(frozen=True, slots=True)
class Pair:
    """A label as printed (clean) and its value: ranges of the page's text, empty where nothing stands there."""

    label: str
    page: Page
    ranges: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The value, clean, line breaks inside it removed."""
        return join_lines(normalise(self.page.text[a:b]).text.strip(_BLANKS) for a, b in self.ranges)


def join_lines(lines: Iterator[str] | Sequence[str]) -> str:
    """Lines of one value as one text: Chinese joins without a blank, anything else with one."""
    text = ""
    for line in lines:
        if text and line:
            text += " " if text[-1].isascii() and line[0].isascii() and text[-1].isalpha() else ""
        text += line
    return text


def known_label(text: str) -> str | None:
    """The label a clean text is, brackets and a colon at its end aside; None where it is none."""
    bare = text.rstrip("：:").strip()
    if not 2 <= len(bare) <= 20:
        return None
    without = re.sub(r"[（(][^）)]*[）)]", "", bare)
    for form in (bare, without):
        if form in all_labels() or form in _MORE or _OPINION.search(form):
            return form if form in all_labels() else bare
    return None


# labels that carry no field of ours but end a value and mark a cell as a label
_MORE = frozenset(
    "备注 件数 性别 年龄 职务 联系电话 电话 民族 文化程度 工作单位 主体资格证照名称 简要案情 案情 序号 日期 页号 页次 见证人 记录人 "
    "邮政编码 邮编 类型 成立日期 登记机关 出生 被邀请人 处理结果 页数 保管期限 签名 附件 联系人 开户银行 账号 收款人 证明内容 证据来源 "
    "审核人 规格 型号 单位 数量 单价 金额 名称 执行情况 归档日期 结案日期 现场负责人 在场人 身份 证件名称 登记人 收件人 送达文书 "
    "是否接受电子送达 案件来源 案情摘要 违法事实 处罚内容 处罚依据 裁量理由 主要证据".split()
)


def pairs_of(page: Page) -> list[Pair]:
    """Every pair of a page: tables first, then lines outside them."""
    found = [pair for table in page.tables for pair in _table_pairs(page, table)]
    covered = [span for table in page.tables for cell in table for span in cell.ranges]
    return [*found, *_line_pairs(page, covered)]


def _cell_text(page: Page, cell: Cell) -> str:
    return join_lines([re.sub(r"\s", "", normalise(page.text[a:b]).text) for a, b in cell.ranges])


def _table_pairs(page: Page, table: Sequence[Cell]) -> Iterator[Pair]:
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table:
        rows[cell.row].append(cell)
    for cells in rows.values():
        cells.sort(key=lambda cell: cell.column)
    texts = {(cell.row, cell.column): _cell_text(page, cell) for cell in table}
    order = sorted(rows)
    for at, row in enumerate(order):
        below = {cell.column: cell for cell in rows[order[at + 1]]} if at + 1 < len(order) else {}
        for i, cell in enumerate(rows[row]):
            text = texts[row, cell.column]
            label = known_label(text)
            if label is None:
                yield from _inside(page, cell)
                continue
            right = rows[row][i + 1] if i + 1 < len(rows[row]) else None
            under = below.get(cell.column)
            right_is_value = right is not None and known_label(texts[right.row, right.column]) is None
            under_is_value = under is not None and known_label(texts[under.row, under.column]) is None
            value = right if right_is_value else under if under_is_value else None
            if value is right and right is not None and not right.ranges and under_is_value and under is not None and under.ranges:
                value = under  # stacked: the cell beside a label is only the empty rest of its row
            if value is not None:
                yield Pair(label, page, value.ranges)


def _inside(page: Page, cell: Cell) -> Iterator[Pair]:
    """A cell that begins with its label: ``案由：…`` or the label on a line of its own."""
    if not cell.ranges:
        return
    start, end = cell.ranges[0]
    first = page.text[start:end]
    if len(cell.ranges) > 1 and (label := known_label(re.sub(r"\s", "", normalise(first).text))):
        yield Pair(label, page, cell.ranges[1:])
        return
    for label, value in _labels_in(first):
        rest = cell.ranges[1:] if value[1] >= len(first.rstrip()) else ()
        yield Pair(label, page, _trimmed(page, ((start + value[0], start + value[1]), *rest)))


def _line_pairs(page: Page, covered: Sequence[tuple[int, int]]) -> Iterator[Pair]:
    """Label lines outside tables. A value goes on on the next lines while these are full and open no label."""
    inside = sorted(covered)
    spans = (
        [(line, line.start, line.end) for line in page.lines]
        if page.lines
        else [(None, m.start(), m.end()) for m in re.finditer(r"[^\n]+", page.text)]
    )
    free = [(line, a, b) for line, a, b in spans if not any(a < y and x < b for x, y in inside)]
    margin = max((line.box.x1 for line, _, _ in free if line is not None), default=0.0)
    for i, (_line, a, b) in enumerate(free):
        text = page.text[a:b]
        labelled = list(_labels_in(text))
        for n, (label, value) in enumerate(labelled):
            ranges = [(a + value[0], a + value[1])]
            if n == len(labelled) - 1:
                ranges += _continued(page, free, i, margin)
            yield Pair(label, page, _trimmed(page, tuple(ranges)))


def _continued(page: Page, free: Sequence[tuple[Line | None, int, int]], at: int, margin: float) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for k in range(at, len(free) - 1):
        line, following = free[k][0], free[k + 1]
        if line is None or following[0] is None or line.box.x1 < margin - 2.2 * _char_width(line):
            break
        text = page.text[following[1] : following[2]]
        if any(True for _ in _labels_in(text)) or len(found) >= 12:
            break
        found.append((following[1], following[2]))
    return found


def _char_width(line: Line) -> float:
    return (line.box.x1 - line.box.x0) / max(1, line.end - line.start)


def _labels_in(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Labels of one line with the range of their values in it."""
    plain = _same_length(text)
    with_colon, with_gap = _label_patterns()
    hits = list(with_colon.finditer(plain))
    first = with_gap.match(plain)
    if first and not any(hit.start() < first.end() for hit in hits):
        hits.insert(0, first)
    for n, hit in enumerate(hits):
        end = hits[n + 1].start() if n + 1 < len(hits) else len(text)
        yield re.sub(r"\s", "", hit["label"]), (hit.end(), end)


@cache
def _label_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A known label before a colon wherever a word may begin; a known label before a gap at the start of a line (姓 名 张三)."""
    words = sorted({*all_labels(), *_MORE}, key=len, reverse=True)
    spaced = "|".join(r"\s*".join(map(re.escape, word)) for word in words)
    more = r"(?:\s*[（(][^）)：:]{1,14}[）)])?"
    return (
        re.compile(rf"(?:^|(?<=[\s；;。）)_＿]))(?P<label>{spaced}){more}\s*[：:]\s*"),
        re.compile(rf"\s*(?P<label>{spaced}){more}[\s_＿]+(?=\S)"),
    )


def _trimmed(page: Page, ranges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    found = []
    for a, b in ranges:
        while a < b and page.text[a] in _BLANKS:
            a += 1
        while b > a and page.text[b - 1] in _BLANKS:
            b -= 1
        if a < b:
            found.append((a, b))
    return tuple(found)


def _same_length(text: str) -> str:
    """Compatibility forms to plain ones, character by character, so that offsets hold."""
    return "".join(
        plain if len(plain := unicodedata.normalize("NFKC", char)) == 1 and char not in "：；，。（）" else char for char in text
    )
