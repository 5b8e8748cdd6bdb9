"""How pages look: four families of forms, with headers and footers, as different offices print them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from random import Random

from reportlab.pdfgen.canvas import Canvas

from zhijian.demo.blocks import Block, Card, Field, Grid, Head, Opinion, Para, Photo, Sign, Stamp, Writ
from zhijian.demo.days import chinese
from zhijian.demo.pages import HEIGHT, WIDTH, Flow, draw_seal, draw_text, measure, wrap
from zhijian.demo.photos import draw_photo

Form = list[Field | Opinion]
PAD = 6.0


@dataclass(frozen=True, slots=True)
class Layout:
    """One family of forms: margins, type size, how fields are drawn, what stands above and below."""

    name: str
    form: Callable[[Flow, Form], None]
    header: str  # "plain" | "platform" | "department" | "number"
    footer: str  # "{page} {pages}" pattern
    size: float = 11.0
    leading: float = 18.5
    left: float = 76.0
    right: float = 70.0
    rule_under_title: bool = False


def layout_writ(writ: Writ, layout: Layout, agency: str, rng: Random) -> Flow:
    """Lay ``writ`` out on as many pages as it needs."""
    flow = Flow(left=layout.left, right=layout.right, top=84, bottom=82, size=layout.size, leading=layout.leading)
    if writ.key == "cover":
        flow.y -= 120
    if writ.agency_heading:
        flow.centred(agency, layout.size + 4)
    flow.centred(writ.title, layout.size + 9, bold=True, above=2)
    if layout.rule_under_title and writ.key != "cover":
        flow.line(flow.left, flow.y - 3, WIDTH - flow.right, flow.y - 3, 1.1)
        flow.y -= 5
    if writ.number and writ.key != "cover":
        flow.y -= flow.leading
        width = measure(writ.number, flow.size)
        x = (WIDTH - width) / 2 if layout.name in {"lines", "columns"} else WIDTH - flow.right - width
        flow.text(x, flow.y + 3, writ.number)
    flow.y -= 8
    for is_form, group in groupby(writ.blocks, key=lambda block: isinstance(block, Field | Opinion)):
        if is_form:
            layout.form(flow, list(group))  # type: ignore[arg-type]
            flow.y -= 4
        else:
            for block in group:
                _draw(flow, block, rng)
    return flow


def _draw(flow: Flow, block: Block, rng: Random) -> None:
    if isinstance(block, Para):
        flow.paragraph(block.text, indent=block.indent)
    elif isinstance(block, Head):
        flow.room(3 * flow.leading)
        flow.paragraph(block.text, indent=False, bold=True)
    elif isinstance(block, Grid):
        _grid(flow, block)
    elif isinstance(block, Sign):
        _sign(flow, block)
    elif isinstance(block, Stamp):
        _stamp(flow, block, rng)
    elif isinstance(block, Card):
        _card(flow, block)
    elif isinstance(block, Photo):
        _photo(flow, block)


def _sign(flow: Flow, block: Sign) -> None:
    lines = wrap(block.text, flow.size, flow.width)
    flow.room(flow.leading * (len(lines) + 1))
    for line in lines:
        flow.y -= flow.leading
        flow.text(flow.left, flow.y + 4, line)
    x = flow.left + measure(lines[-1], flow.size) + 4
    tail = f"  {chinese(block.day)}" if block.day else ""
    needed = sum(measure(name, flow.size * 1.12) + 10 for name in block.names) + measure(tail, flow.size)
    if x + needed > WIDTH - flow.right:
        flow.y -= flow.leading
        x = WIDTH - flow.right - needed
    for name in block.names:
        x += flow.handwriting(x, flow.y + 4, name) + 8
    if tail:
        flow.text(x, flow.y + 4, tail.strip())


def _stamp(flow: Flow, block: Stamp, rng: Random) -> None:
    flow.room(110)
    flow.y -= 48
    right = WIDTH - flow.right - 24
    day = chinese(block.day)
    middle = right - max(measure(block.agency, flow.size), measure(day, flow.size)) / 2
    flow.text(middle - measure(block.agency, flow.size) / 2, flow.y, block.agency)
    flow.y -= flow.leading
    flow.text(middle - measure(day, flow.size) / 2, flow.y, day)
    if block.sealed:
        x, y, tilt = middle, flow.y + 8, rng.random()
        flow.step(lambda canvas: draw_seal(canvas, x, y, block.agency, Random(f"seal {tilt}")))
    flow.y -= 44


def _card(flow: Flow, block: Card) -> None:
    height = 40 + 26 * len(block.rows)
    flow.room(height + 20)
    flow.y -= height + 10
    flow.box(flow.left + 30, flow.y, flow.width - 60, height, shade=0.97)
    y = flow.y + height - 26
    flow.text((WIDTH - measure(block.title, 15)) / 2, y, block.title, 15, bold=True)
    for label, value in block.rows:
        y -= 26
        flow.text(flow.left + 60, y, f"{label} {value}")
    flow.y -= 8


def _photo(flow: Flow, block: Photo) -> None:
    height = 196.0
    flow.room(height + 100)
    flow.y -= height + 8
    x, y, width = flow.left + 40, flow.y, flow.width - 80
    flow.step(lambda canvas: draw_photo(canvas, x, y, width, height, block.shows, block.seed))
    flow.y -= 8


def _grid(flow: Flow, block: Grid) -> None:
    total = sum(block.widths)
    widths = [flow.width * share / total for share in block.widths]
    header = [(text, True) for text in block.header]
    flow.y -= 4
    _row(flow, widths, header)
    for row in block.rows:
        before = len(flow.pages)
        _row(flow, widths, [(text, False) for text in row], repeat=header if block.header else None)
        if len(flow.pages) > before:
            continue
    flow.y -= 4


def _row(flow: Flow, widths: list[float], cells: Iterable[tuple[str, bool]], *, repeat: list[tuple[str, bool]] | None = None) -> None:
    cells = list(cells)
    size, leading = flow.size - 0.5, flow.leading - 3
    wrapped = [wrap(text, size, width - 2 * PAD) for (text, _), width in zip(cells, widths, strict=True)]
    height = max(len(lines) for lines in wrapped) * leading + 2 * PAD
    if flow.y - height < flow.bottom:
        flow.room(height)
        if repeat:
            _row(flow, widths, repeat)
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


def _pairs(form: Form) -> list[tuple[Field | Opinion, ...]]:
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
    for row in _pairs(form):
        if isinstance(row[0], Opinion):
            _opinion_cell(flow, row[0], label_width)
        elif len(row) == 2:
            rest = (flow.width - label_width) / 2
            first, second = row
            if not (isinstance(first, Field) and isinstance(second, Field)):
                continue
            narrow = label_width - 18
            cells = [(first.label, True), (first.value, False), (second.label, True), (second.value, False)]
            _row(flow, [label_width, rest - narrow / 2, narrow, rest - narrow / 2], cells)
        else:
            _row(flow, [label_width, flow.width - label_width], [(row[0].label, True), (_value(row[0]), False)])


def _value(block: Field | Opinion) -> str:
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
    _signature(flow, block, flow.y + 8, "签名：")


def _signature(flow: Flow, block: Opinion, y: float, word: str) -> None:
    """The signature and date of an opinion, right-aligned; empty where nobody signed."""
    day = chinese(block.day) if block.day else "    年  月  日"
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
        _signature(flow, block, flow.y + 4, "签名：")


def underlined(flow: Flow, form: Form) -> None:
    """Fill-in forms: the value on an underline; halves share the line."""
    for row in _pairs(form):
        if isinstance(row[0], Opinion):
            lines(flow, [row[0]])
            flow.line(flow.left, flow.y - 2, WIDTH - flow.right, flow.y - 2, 0.4)
            flow.y -= 4
            continue
        share = flow.width / len(row)
        wrapped = []
        for block in row:
            start = measure(f"{block.label}：", flow.size)
            wrapped.append((block.label, start, wrap(_value(block), flow.size, share - start - 14)))
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
    for row in _pairs(form):
        if isinstance(row[0], Opinion):
            _sign_off(flow, row[0])
            continue
        share = flow.width / len(row)
        wrapped = [wrap(_value(block), flow.size, share - 2 * PAD) for block in row]
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
        flow.text(x + PAD, top - flow.leading + 1, chinese(block.day))


LAYOUTS = (
    Layout("ruled", ruled, "plain", "第 {page} 页 共 {pages} 页"),
    Layout("lines", lines, "department", "共 {pages} 页   第 {page} 页", size=11.5, leading=19.5, left=84, right=76, rule_under_title=True),
    Layout("columns", columns, "platform", "第{page}页／共{pages}页", size=10.5, leading=17.5, left=62, right=62),
    Layout("underlined", underlined, "number", "— {page} —", size=11.5, leading=20.0, left=82, right=78),
)


def draw_frame(
    canvas: Canvas, layout: Layout, *, agency: str, case_no: str, number: int | None, page: int, pages: int, signer: str | None
) -> None:
    """What stands around the text: running header, page number of the dossier, page of the writ, signature at the foot."""
    y = HEIGHT - 46
    if layout.header == "plain":
        draw_text(canvas, layout.left, y, agency, 9, grey=0.3)
        canvas.setStrokeGray(0.6)
        canvas.setLineWidth(0.4)
        canvas.line(layout.left, y - 5, WIDTH - layout.right, y - 5)
    elif layout.header == "platform":
        draw_text(canvas, layout.left, y, f"{agency}  行政执法办案系统", 8.5, grey=0.35)
        draw_text(canvas, WIDTH - layout.right - measure(case_no, 8.5) - 40, y, case_no, 8.5, grey=0.35)
    elif layout.header == "department":
        text = "行政执法文书"
        draw_text(canvas, (WIDTH - measure(text, 9.5)) / 2, y, text, 9.5, grey=0.2)
    if number is not None:
        draw_text(canvas, WIDTH - layout.right - measure(str(number), 12) + 12, y, str(number), 12)
    foot = layout.footer.format(page=page, pages=pages)
    draw_text(canvas, (WIDTH - measure(foot, 9)) / 2, 40, foot, 9, grey=0.2)
    if signer:
        draw_text(canvas, layout.left, 60, "被询问人（签名）：", 10)
        canvas.saveState()
        canvas.setFillColorRGB(0.08, 0.12, 0.45)
        canvas.transform(1, 0, 0.22, 1, layout.left + measure("被询问人（签名）：", 10) + 4, 60)
        draw_name(canvas, signer)
        canvas.restoreState()


def draw_name(canvas: Canvas, name: str) -> None:
    """A signature at the origin."""
    canvas.setFont("ZhijianDemo", 12)
    canvas.drawString(0, 0, name)
