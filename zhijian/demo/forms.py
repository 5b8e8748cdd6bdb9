"""Forms (表格) as offices draw them: ruled, in lines, on underlines, in two columns. Each draws fields and opinion boxes in its own way."""

from __future__ import annotations

from collections.abc import Iterable

from zhijian.demo.blocks import Field, Opinion
from zhijian.demo.manner import written
from zhijian.demo.pages import WIDTH, Flow, measure, wrap

Form = list[Field | Opinion]
PAD = 6.0


def cells_row(flow: Flow, widths: list[float], cells: Iterable[tuple[str, bool]], *, repeat: list[tuple[str, bool]] | None = None) -> None:
    """A row of ruled cells, texts marked strong in the middle; where it takes a new page, ``repeat`` is drawn above it again."""
    cells = list(cells)
    size, leading = flow.size - 0.5, flow.leading - 3
    wrapped = [wrap(text, size, width - 2 * PAD) for (text, _), width in zip(cells, widths, strict=True)]
    height = max(len(lines) for lines in wrapped) * leading + 2 * PAD
    if flow.y - height < flow.bottom:
        flow.room(height)
        if repeat:
            cells_row(flow, widths, repeat)
    x = flow.left
    flow.y -= height
    for lines, width, (_, strong) in zip(wrapped, widths, cells, strict=True):
        flow.box(x, flow.y, width, height)
        y = flow.y + height - PAD - size - (height - 2 * PAD - len(lines) * leading) / 2
        for line in lines:
            offset = (width - measure(line, size)) / 2 if strong else PAD
            flow.text(x + offset, y, line, size)
            y -= leading
        x += width


def pairs(form: Form) -> list[tuple[Field | Opinion, ...]]:
    """Rows of a form: neighbours with ``half`` together."""
    rows: list[tuple[Field | Opinion, ...]] = []
    for block in form:
        last = rows[-1] if rows else ()
        if isinstance(block, Field) and block.half and len(last) == 1 and isinstance(last[0], Field) and last[0].half:
            rows[-1] = (last[0], block)
        else:
            rows.append((block,))
    return rows


def ruled(flow: Flow, form: Form) -> None:
    """Ruled forms: label cell left, value cell right, opinion boxes with the signature below."""
    label_width = 98.0
    for row in pairs(form):
        if isinstance(row[0], Opinion):
            _opinion_cell(flow, row[0], label_width)
        elif len(row) == 2:
            rest = (flow.width - label_width) / 2
            first, second = row
            if not (isinstance(first, Field) and isinstance(second, Field)):
                continue
            narrow = label_width - 18
            cells = [(first.label, True), (first.value, False), (second.label, True), (second.value, False)]
            cells_row(flow, [label_width, rest - narrow / 2, narrow, rest - narrow / 2], cells)
        else:
            cells_row(flow, [label_width, flow.width - label_width], [(row[0].label, True), (value_of(row[0]), False)])


def value_of(block: Field | Opinion) -> str:
    """What is filled in."""
    return block.value if isinstance(block, Field) else block.text


def _opinion_cell(flow: Flow, block: Opinion, label_width: float) -> None:
    width = flow.width - label_width
    lines = wrap(block.text, flow.size, width - 2 * PAD)
    label = wrap(block.label, flow.size, label_width - 2 * PAD)
    height = max(len(lines) * flow.leading + 46, len(label) * flow.leading + 2 * PAD)
    flow.room(height)
    flow.y -= height
    flow.box(flow.left, flow.y, label_width, height)
    flow.box(flow.left + label_width, flow.y, width, height)
    y = flow.y + height / 2 + len(label) * flow.leading / 2 - flow.size
    for line in label:
        flow.text(flow.left + (label_width - measure(line, flow.size)) / 2, y, line)
        y -= flow.leading
    y = flow.y + height - PAD - flow.size
    for line in lines:
        flow.text(flow.left + label_width + PAD, y, line)
        y -= flow.leading
    signature(flow, block, flow.y + 8, "签名：")


def signature(flow: Flow, block: Opinion, y: float, word: str) -> None:
    """The signature and date of an opinion, right-aligned; empty where nobody signed."""
    day = written(block.day, flow.manner.hand) if block.day else "    年  月  日"
    names = sum(measure(name, flow.size * 1.12) + 8 for name in block.signers) or 60
    x = WIDTH - flow.right - 10 - measure(day, flow.size) - names - measure(word, flow.size)
    flow.text(x, y, word)
    x += measure(word, flow.size) + 2
    for name in block.signers:
        x += flow.handwriting(x, y, name) + 8
    flow.text(WIDTH - flow.right - 8 - measure(day, flow.size), y, day)


def lines(flow: Flow, form: Form) -> None:
    """Label lines: 案由：…, one below the other."""
    for block in form:
        if isinstance(block, Field):
            flow.paragraph(f"{block.label}：{block.value}", indent=False)
            continue
        flow.room(3 * flow.leading)
        flow.paragraph(f"{block.label}：", indent=False, bold=True)
        flow.paragraph(block.text)
        flow.room(flow.leading)
        flow.y -= flow.leading
        signature(flow, block, flow.y + 4, "签名：")


def underlined(flow: Flow, form: Form) -> None:
    """Fill-in forms: the value on an underline; halves share the line."""
    for row in pairs(form):
        if isinstance(row[0], Opinion):
            lines(flow, [row[0]])
            flow.line(flow.left, flow.y - 2, WIDTH - flow.right, flow.y - 2, 0.4)
            flow.y -= 4
            continue
        share = flow.width / len(row)
        wrapped = []
        for block in row:
            start = measure(f"{block.label}：", flow.size)
            wrapped.append((block.label, start, wrap(value_of(block), flow.size, share - start - 14)))
        count = max(len(part[2]) for part in wrapped)
        flow.room(min(count, 6) * flow.leading)
        for number in range(count):
            flow.room(flow.leading)
            flow.y -= flow.leading
            for place, (label, start, texts) in enumerate(wrapped):
                x = flow.left + place * share
                if number == 0:
                    flow.text(x, flow.y + 4, f"{label}：")
                if number < len(texts):
                    flow.text(x + start + 3, flow.y + 4, texts[number])
                    flow.line(x + start, flow.y + 1, x + share - 8, flow.y + 1, 0.45)


def columns(flow: Flow, form: Form) -> None:
    """Two columns of stacked cells: a small grey label above its value; opinions with an electronic sign-off (电子签批)."""
    for row in pairs(form):
        if isinstance(row[0], Opinion):
            _sign_off(flow, row[0])
            continue
        share = flow.width / len(row)
        wrapped = [wrap(value_of(block), flow.size, share - 2 * PAD) for block in row]
        height = 18 + max(len(texts) for texts in wrapped) * (flow.leading - 2) + 5
        flow.room(height)
        flow.y -= height
        for place, (block, texts) in enumerate(zip(row, wrapped, strict=True)):
            x = flow.left + place * share
            flow.box(x, flow.y, share, height, thickness=0.4)
            flow.text(x + PAD, flow.y + height - 13, block.label, flow.size - 1.5, grey=0.35)
            for number, text in enumerate(texts):
                flow.text(x + PAD, flow.y + height - 29 - number * (flow.leading - 2), text)


def _sign_off(flow: Flow, block: Opinion) -> None:
    label_width, sign_width = 86.0, 150.0
    width = flow.width - label_width - sign_width
    texts = wrap(block.text, flow.size, width - 2 * PAD)
    label = wrap(block.label, flow.size, label_width - 2 * PAD)
    height = max(len(texts), len(label), 2) * (flow.leading - 1) + 2 * PAD
    flow.room(height)
    flow.y -= height
    top = flow.y + height - PAD - flow.size
    for x, wide, cell in ((flow.left, label_width, label), (flow.left + label_width, width, texts)):
        flow.box(x, flow.y, wide, height, thickness=0.4)
        for number, text in enumerate(cell):
            flow.text(x + PAD, top - number * (flow.leading - 1), text)
    x = flow.left + label_width + width
    flow.box(x, flow.y, sign_width, height, thickness=0.4)
    flow.text(x + PAD, top, f"电子签批：{' '.join(block.signers)}")
    if block.day:
        flow.text(x + PAD, top - flow.leading + 1, written(block.day, flow.manner.hand))
