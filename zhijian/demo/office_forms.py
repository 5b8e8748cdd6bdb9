"""More forms: party rows gathered under one upright label, opinions with upright labels, tables without rules, fields in running text."""

from __future__ import annotations

from itertools import groupby

from zhijian.demo.blocks import Field, Opinion
from zhijian.demo.forms import PAD, Form, cells_row, pairs, ruled, signature, value_of
from zhijian.demo.pages import WIDTH, Flow, measure, wrap

_NARROW = 30.0  # a column for one character
_SHORT = 11  # characters of a value that shares its row with the next
_PARTY = (
    "当事人",
    "公民身份号码",
    "身份证",
    "居民身份证",
    "住",
    "家庭住址",
    "现住址",
    "地址",
    "经营场所",
    "统一社会信用代码",
    "社会信用代码",
    "信用代码",
    "主体资格",
    "法定代表人",
    "负责人",
    "经营者",
    "联系",
    "电话",
    "手机",
    "性别",
)


def nested(flow: Flow, form: Form) -> None:
    """Ruled forms in which the rows about the party stand right of one cell 当事人基本情况, and opinions right of an upright label."""
    for party, group in groupby(form, key=_about_party):
        blocks = list(group)
        if party and len(blocks) > 2:
            _gathered(flow, blocks, "当事人基本情况")
            continue
        for opinion, part in groupby(blocks, key=lambda block: isinstance(block, Opinion)):
            if opinion:
                for block in part:
                    _upright_opinion(flow, block)  # type: ignore[arg-type]
            else:
                ruled(flow, list(part))


def _about_party(block: Field | Opinion) -> bool:
    return isinstance(block, Field) and block.label.startswith(_PARTY)


def _gathered(flow: Flow, blocks: Form, label: str) -> None:
    width = flow.width - _NARROW
    rows = pairs(blocks)
    label_width = 92.0
    size, leading = flow.size - 0.5, flow.leading - 3
    heights = []
    for row in rows:
        share = width / len(row)
        heights.append(max(len(wrap(value_of(block), size, share - label_width - 2 * PAD)) for block in row) * leading + 2 * PAD)
    total = max(sum(heights), len(label) * leading + 2 * PAD)
    flow.room(total)
    top = flow.y
    left = flow.left
    flow.left += _NARROW
    for row in rows:
        share = width / len(row)
        widths = [part for _ in row for part in (label_width, share - label_width)]
        cells_row(flow, widths, [cell for block in row for cell in ((block.label, True), (value_of(block), False))])
    flow.left = left
    flow.y = min(flow.y, top - total)
    flow.box(left, flow.y, _NARROW, top - flow.y)
    flow.box(left + _NARROW, flow.y, width, top - flow.y)
    _upright(flow, label, left, (top + flow.y) / 2)


def _upright(flow: Flow, label: str, left: float, middle: float) -> None:
    """One character below the other, around ``middle``."""
    leading = flow.size + 2
    y = middle + len(label) * leading / 2 - flow.size
    for char in label:
        flow.text(left + (_NARROW - measure(char, flow.size)) / 2, y, char)
        y -= leading


def _upright_opinion(flow: Flow, block: Opinion) -> None:
    width = flow.width - _NARROW
    lines = wrap(block.text, flow.size, width - 4 * PAD)
    height = max(len(lines) * flow.leading + 50, len(block.label) * (flow.size + 2) + 2 * PAD)
    flow.room(height)
    flow.y -= height
    flow.box(flow.left, flow.y, _NARROW, height)
    flow.box(flow.left + _NARROW, flow.y, width, height)
    _upright(flow, block.label, flow.left, flow.y + height / 2)
    y = flow.y + height - PAD - flow.size
    for line in lines:
        flow.text(flow.left + _NARROW + 2 * PAD, y, line)
        y -= flow.leading
    signature(flow, block, flow.y + 10, "签字：")


def paired(flow: Flow, form: Form) -> None:
    """Ruled forms that put two short fields into a row, label and value, label and value."""
    packed: Form = []
    for block in form:
        if isinstance(block, Field) and not block.half and len(block.value) <= _SHORT and len(block.label) <= _SHORT:
            packed.append(Field(block.label, block.value, half=True))
        else:
            packed.append(block)
    ruled(flow, packed)


def unruled(flow: Flow, form: Form) -> None:
    """Tables without rules: labels end at one edge, values begin at the next."""
    labels = [measure(f"{block.label}：", flow.size) for block in form if isinstance(block, Field)]
    edge = min(max(labels, default=0.0), flow.width * 0.36)
    for block in form:
        if isinstance(block, Opinion):
            flow.room(4 * flow.leading)
            flow.paragraph(f"{block.label}：{block.text}", indent=False)
            flow.room(flow.leading)
            flow.y -= flow.leading
            signature(flow, block, flow.y + 4, "")
            continue
        label = wrap(f"{block.label}：", flow.size, edge)
        lines = wrap(block.value, flow.size, flow.width - edge - 4)
        flow.room(min(max(len(lines), len(label)), 6) * flow.leading)
        for number in range(max(len(lines), len(label))):
            flow.room(flow.leading)
            flow.y -= flow.leading
            if number < len(label):
                flow.text(flow.left + edge - measure(label[number], flow.size), flow.y + 4, label[number])
            if number < len(lines):
                flow.text(flow.left + edge + 4, flow.y + 4, lines[number])


def running(flow: Flow, form: Form) -> None:
    """Fields in running text, filled in on underlines; opinions as paragraphs signed at their end."""
    for opinion, group in groupby(form, key=lambda block: isinstance(block, Opinion)):
        blocks = list(group)
        if not opinion:
            _filled_in(flow, blocks)
            continue
        for block in blocks:
            flow.room(3 * flow.leading)
            flow.paragraph(f"{block.label}：{value_of(block)}", indent=False)
            flow.room(flow.leading)
            flow.y -= flow.leading
            signature(flow, block, flow.y + 4, "签字：")  # type: ignore[arg-type]


def _filled_in(flow: Flow, blocks: Form) -> None:
    """Label and value, next label and value on the same line where they fit."""
    x = WIDTH
    for block in blocks:
        label, value = f"{block.label}：", value_of(block)
        needed = measure(label, flow.size) + measure(value, flow.size) + 10
        if x + needed > WIDTH - flow.right:
            flow.room(flow.leading)
            flow.y -= flow.leading
            x = flow.left
        flow.text(x, flow.y + 4, label)
        x += measure(label, flow.size)
        lines = wrap(value, flow.size, flow.width - 8, indent=x - flow.left + 4)
        for number, line in enumerate(lines):
            if number:
                flow.room(flow.leading)
                flow.y -= flow.leading
                x = flow.left
            end = x + measure(line, flow.size) + 8
            flow.text(x + 4, flow.y + 4, line)
            flow.line(x, flow.y + 1, end, flow.y + 1, 0.45)
            x = end
        x += 12
