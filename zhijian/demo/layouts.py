"""How pages look: four families of forms, with headers and footers, as different offices print them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from random import Random

from reportlab.pdfgen.canvas import Canvas

from zhijian.demo.blocks import Block, Card, Field, Grid, Head, Opinion, Para, Photo, Sign, Stamp, Writ
from zhijian.demo.forms import Form, cells_row, columns, lines, ruled, underlined
from zhijian.demo.manner import PLAIN, Manner, written
from zhijian.demo.pages import FONT, HEIGHT, RED, WIDTH, Flow, draw_seal, draw_text, measure, wrap
from zhijian.demo.photos import draw_photo


@dataclass(frozen=True, slots=True)
class Layout:
    """One family of forms: margins, type size, how fields are drawn, what stands above and below.

    ``number_at``: where a writ's number stands (``centre``, ``right``, ``left``); ``sheet_number``: where the dossier's page number
    stands, at the right (``top``, ``bottom``, ``none``); ``red_head``: outward writs carry the office's name in red over a red line (红头).
    """

    name: str
    form: Callable[[Flow, Form], None]
    header: str  # "plain" | "platform" | "department" | anything else for none
    footer: str  # "{page} {pages}" pattern
    size: float = 11.0
    leading: float = 18.5
    left: float = 76.0
    right: float = 70.0
    rule_under_title: bool = False
    number_at: str = "right"
    sheet_number: str = "top"
    red_head: bool = False


def layout_writ(writ: Writ, layout: Layout, agency: str, rng: Random, manner: Manner = PLAIN) -> Flow:
    """Lay ``writ`` out on as many pages as it needs."""
    flow = Flow(left=layout.left, right=layout.right, top=84, bottom=82, size=layout.size, leading=layout.leading, manner=manner)
    if writ.key == "cover":
        flow.y -= 120
    if writ.agency_heading and layout.red_head and any(isinstance(block, Stamp) for block in writ.blocks):
        _red_head(flow, agency)
    elif writ.agency_heading:
        flow.centred(agency, layout.size + 4)
    spacing = " " if manner.spaced and len(writ.title) < 12 else ""
    flow.centred(spacing.join(writ.title), layout.size + 9, bold=True, above=2)
    if layout.rule_under_title and writ.key != "cover":
        flow.line(flow.left, flow.y - 3, WIDTH - flow.right, flow.y - 3, 1.1)
        flow.y -= 5
    if writ.number and writ.key != "cover":
        flow.y -= flow.leading
        width = measure(writ.number, flow.size)
        x = {"centre": (WIDTH - width) / 2, "left": flow.left}.get(layout.number_at, WIDTH - flow.right - width)
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


def _red_head(flow: Flow, agency: str) -> None:
    size = min(24.0, flow.width / len(agency))
    flow.y -= size * 1.6
    x, y = (WIDTH - measure(agency, size)) / 2, flow.y + size * 0.3

    def step(canvas: Canvas) -> None:
        canvas.setFillColor(RED)
        canvas.setFont(FONT, size)
        canvas.drawString(x, y, agency)
        canvas.setStrokeColor(RED)
        canvas.setLineWidth(1.8)
        canvas.line(flow.left, y - 10, WIDTH - flow.right, y - 10)

    flow.step(step)
    flow.y -= 12


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
    tail = f"  {written(block.day, flow.manner.hand)}" if block.day else ""
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
    day = written(block.day, flow.manner.seal)
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
    cells_row(flow, widths, header)
    for row in block.rows:
        before = len(flow.pages)
        cells_row(flow, widths, [(text, False) for text in row], repeat=header if block.header else None)
        if len(flow.pages) > before:
            continue
    flow.y -= 4


LAYOUTS = (
    Layout("ruled", ruled, "plain", "第 {page} 页 共 {pages} 页"),
    Layout(
        "lines",
        lines,
        "department",
        "共 {pages} 页   第 {page} 页",
        size=11.5,
        leading=19.5,
        left=84,
        right=76,
        rule_under_title=True,
        number_at="centre",
    ),
    Layout("columns", columns, "platform", "第{page}页／共{pages}页", size=10.5, leading=17.5, left=62, right=62, number_at="centre"),
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
    if number is not None and layout.sheet_number != "none":
        height = y if layout.sheet_number == "top" else 40
        draw_text(canvas, WIDTH - layout.right - measure(str(number), 12) + 12, height, str(number), 12)
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
