"""Pairs on lines: ``label：value``, labels set off by gaps, a label on a line of its own above its value.

The lines may be those of a page or those of one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.document import Box, Page
from ingest.writs.grids import grid_at
from ingest.writs.labels import Hit, is_opinion, is_signature, label_alone, labels_in
from ingest.writs.pair import Pair, clean, is_scaffold, squeezed, trimmed
from ingest.writs.segments import Segment, char_width, near
from ingest.writs.signatures import DAY, only_signed

_MOST_LINES = 14  # of one value
_MOST_SIGNED = 5  # lines, with that of the label
_SHORT = re.compile(
    r"(?:人|人员|者|代表|日期|时间|日|期限|电话|地点|地址|住所|住址|号|号码|代码|单位|机关|机构|姓名|名称|签名|方式|职务|关系|金额|数量)$"
)
_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}、|附[：:件]|[问答][：:]|[（(]以下空白|此页|本文书|注[：:1１]")
_NOTE = re.compile(r"（[^（）]*(?:）|$)")  # a number of a certificate behind a name
_OPEN_END = re.compile(r"[，、（(〔：:《“]$")


def line_pairs(page: Page, segments: Sequence[Segment], right: float) -> Iterator[Pair]:
    """The pairs of some lines in reading order; ``right`` is where full lines end."""
    begin = at = 0
    while at < len(segments):
        if at + 1 < len(segments) and (grid := grid_at(page, segments, at, right)):
            yield from _beside(page, segments[begin:at], right)
            yield from grid.pairs
            begin = at = at + grid.count
        else:
            at += 1
    yield from _beside(page, segments[begin:], right)


def _beside(page: Page, segments: Sequence[Segment], right: float) -> Iterator[Pair]:
    """The pairs of lines with their values beside their labels, or a label above its value."""
    texts = [page.text[one.start : one.end] for one in segments]
    hits = [labels_in(text) for text in texts]
    alone = [None if hit else label_alone(text) for hit, text in zip(hits, texts, strict=True)]
    if not any(hits) and not any(alone):
        return
    open_label = [alone[i] is not None or _bare(hit) for i, hit in enumerate(hits)]
    if open_label[-2:] == [True, True]:  # nothing stands below the last line: it is the value above it (送达方式 / 电子送达)
        hits[-1], alone[-1] = (), None
    for i, one in enumerate(segments):
        if alone[i]:
            below = _opinion_lines if is_opinion(alone[i] or "") else _block
            value = trimmed(page, below(page, segments, hits, alone, i))
            yield Pair(alone[i] or "", page, value, _area(one, None, right, segments[i : i + 1 + _MOST_LINES], value))
            continue
        for n, hit in enumerate(hits[i]):
            ranges = [(one.start + hit.value[0], one.start + hit.value[1])]
            if n == len(hits[i]) - 1:
                ranges += _more(page, segments, hits, alone, i, hit, right)
            value = trimmed(page, ranges)
            yield Pair(hit.label, page, value, _area(one, hit, right, segments[i : i + 1 + _MOST_LINES], value))


def _bare(hits: Sequence[Hit]) -> bool:
    """One label that fills its line, nothing beside it."""
    return len(hits) == 1 and not hits[0].colon and hits[0].start == 0 and hits[0].value[0] == hits[0].value[1]


def _more(
    page: Page, segments: Sequence[Segment], hits: Sequence[Sequence[Hit]], alone: Sequence[str | None], at: int, hit: Hit, right: float
) -> list[tuple[int, int]]:
    """The lines on which the value of the last label of a line goes on."""
    one = segments[at]
    first = clean(page, one.start + hit.value[0], one.start + hit.value[1])
    if is_opinion(hit.label):
        return _opinion_lines(page, segments, hits, alone, at)
    if is_signature(hit.label):
        return _signed_below(page, segments, hits, at, hit)
    if not first or is_scaffold(first):
        return [] if first else _below(page, segments, hits, alone, at, hit.label)
    found: list[tuple[int, int]] = []
    for k in range(at, len(segments) - 1):
        here, following = segments[k], segments[k + 1]
        stop = following.start + hits[k + 1][0].start if hits[k + 1] else following.end  # the rest may share its line with the next label
        text = page.text[following.start : stop]
        if here.box is None or following.box is None or not text.strip() or alone[k + 1] or len(found) >= _MOST_LINES:
            break
        balance = "".join([first, *(page.text[a:b] for a, b in found)])
        wants_more = _OPEN_END.search(page.text[here.start : here.end].rstrip()) or balance.count("（") > balance.count("）")
        if not wants_more and not _full(page, here, following, right):
            break
        left = min((s.box.x0 for s in segments if s.box), default=0.0)
        value_left = one.box.x0 if one.box else left
        indented = following.box.x0 > left + 1.4 * char_width(following) and abs(following.box.x0 - value_left) > 3
        hanging = following.box.x0 > value_left + 3 * char_width(following)
        if (
            (indented and not hanging)
            or is_scaffold(text)
            or DAY.fullmatch(text.strip())
            or _HEADING.match(squeezed(page, following.start, following.end))
        ):
            break
        found.append((following.start, stop))
        if hits[k + 1]:
            break
    return found


def _signed_below(page: Page, segments: Sequence[Segment], hits: Sequence[Sequence[Hit]], at: int, hit: Hit) -> list[tuple[int, int]]:
    """Lines of names under a place for signatures: where nobody signed beside the label, or straight under those who did."""
    start, end = segments[at].start + hit.value[0], segments[at].start + hit.value[1]
    first = clean(page, start, end)
    unsigned = not first or first.endswith("。")  # 当事人（签名）：以上属实。 with the name on the line below
    left = min((box.x0 for span in trimmed(page, [(start, end)]) for box in page.boxes(*span)), default=None)
    found: list[tuple[int, int]] = []
    for before, one in pairwise(segments[at : at + _MOST_SIGNED]):
        if hits[at + 1 + len(found)] or not near(before, one) or not only_signed(page.text[one.start : one.end]):
            break
        if found or not unsigned:
            under = left is not None and one.box is not None and one.box.x0 > left - char_width(one)
            if not under or DAY.search(page.text[before.start : before.end]):
                break
        found.append((one.start, one.end))
        left = one.box.x0 if left is None and one.box else left
    return found


def _full(page: Page, here: Segment, following: Segment, right: float) -> bool:
    """Whether a line was broken because it was full: less room is left than the next word takes."""
    if here.box is None:
        return False
    width = char_width(here)
    text = page.text[following.start : following.end].lstrip()
    word = re.match(r"[A-Za-z0-9\-.@:/]{1,40}[，。；、）)]?", text)
    room = max(2.2 * width, (len(word.group()) + 1) * 0.6 * width if word else 0.0)
    return here.box.x1 > right - room


def _below(
    page: Page, segments: Sequence[Segment], hits: Sequence[Sequence[Hit]], alone: Sequence[str | None], at: int, label: str
) -> list[tuple[int, int]]:
    """The value under a label with nothing beside it: one short line for names, days and the like, else running text."""
    if at + 1 >= len(segments) or alone[at + 1] or not near(segments[at], segments[at + 1]):
        return []
    if not _SHORT.search(label):
        return [] if hits[at + 1] else _block(page, segments, hits, alone, at)
    following = segments[at + 1]
    stop = following.start + hits[at + 1][0].start if hits[at + 1] else following.end
    text = squeezed(page, following.start, stop)
    bare = _NOTE.sub("", text)
    if (
        not bare
        or len(bare) > 40
        or re.search(r"[。；，：:？]", bare)
        or _HEADING.match(text)
        or is_scaffold(text)
        or segments[at].box is None
    ):
        return []
    cut = stop == following.end and text.count("（") > text.count("）") and at + 2 < len(segments) and not (hits[at + 2] or alone[at + 2])
    return [(following.start, stop), *([(segments[at + 2].start, segments[at + 2].end)] if cut else [])]


def _block(
    page: Page, segments: Sequence[Segment], hits: Sequence[Sequence[Hit]], alone: Sequence[str | None], at: int
) -> list[tuple[int, int]]:
    """The lines below a label up to the next label or heading."""
    found: list[tuple[int, int]] = []
    for k in range(at + 1, min(len(segments), at + 1 + _MOST_LINES)):
        one = segments[k]
        if alone[k] or _HEADING.match(squeezed(page, one.start, one.end)) or not near(segments[k - 1], one):
            break
        stop = one.start + hits[k][0].start if hits[k] else one.end  # the rest may share its line with the next label
        if page.text[one.start : stop].strip():
            found.append((one.start, stop))
        if hits[k]:
            break
    return found


def _opinion_lines(
    page: Page, segments: Sequence[Segment], hits: Sequence[Sequence[Hit]], alone: Sequence[str | None], at: int
) -> list[tuple[int, int]]:
    """An opinion goes on to the next label that is no signature: the name and day under it belong to it."""
    found: list[tuple[int, int]] = []
    for k in range(at + 1, min(len(segments), at + 1 + _MOST_LINES)):
        one = segments[k]
        if alone[k] or any(not _signs(hit.label) for hit in hits[k]) or _HEADING.match(squeezed(page, one.start, one.end)):
            break
        found.append((one.start, one.end))
    return found


def _signs(label: str) -> bool:
    return is_signature(label) or label in ("证号", "执法证号", "日期", "时间", "审核人", "审批人")


def _area(one: Segment, hit: Hit | None, right: float, segments: Sequence[Segment], value: Sequence[tuple[int, int]]) -> tuple[Box, ...]:
    """Where a value stands or would stand; ``segments`` are the lines it may stand on."""
    if one.box is None:
        return ()
    share = hit.value[0] / max(one.end - one.start, 1) if hit else 0.0
    height = one.box.bottom - one.box.top
    beside = Box(
        one.box.x0 + share * (one.box.x1 - one.box.x0), one.box.top - 1.2 * height, max(right, one.box.x1), one.box.bottom + height
    )
    starts = {a for a, _ in value}
    return (beside, *[other.box for other in segments if other.box and other.start in starts])
