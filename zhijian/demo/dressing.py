"""A writ as a certain office prints it: the same facts with that office's dates, labels, boxes to tick and standing questions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from zhijian.demo.blocks import Block, Field, Grid, Opinion, Para, Sign, Stamp, Writ
from zhijian.demo.manner import PLAIN, Manner, written

_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_CHOICES = {
    "送达方式": ("直接送达", "留置送达", "邮寄送达", "电子送达", "公告送达"),
    "案件来源": ("监督检查", "投诉举报", "上级交办", "部门移送", "巡查"),
    "是否接受电子送达": ("同意", "不同意"),
}
_STANDING = (
    ("你的文化程度？", "高中。"),
    ("你的政治面貌？是否是人大代表、政协委员？", "群众，都不是。"),
    ("你的身体状况如何？能否接受询问？", "身体健康，可以接受询问。"),
    ("请介绍一下你的个人简历。", "毕业后一直在本地打工，后来从事现在的工作。"),
    ("家里还有什么人？", "爱人和一个孩子，父母在老家。"),
    ("对执法人员的工作态度和作风有什么意见？", "没有意见，都很客气。"),
    ("在检查和询问过程中，执法人员有没有吃拿卡要、刁难的情况？", "没有。"),
    ("你提供的材料是否真实、完整？", "都是真实的，复印件和原件一样。"),
    ("你知道作虚假陈述要承担法律责任吗？", "知道，我说的都是实话。"),
)


def dressed(writ: Writ, manner: Manner) -> Writ:
    """``writ`` as an office of this manner prints it. The plain manner changes nothing."""
    if manner == PLAIN:
        return writ
    blocks = [_dressed(block, writ, manner) for block in writ.blocks]
    if manner.long and writ.type == "inquiry_record":
        last = max(place for place, block in enumerate(blocks) if isinstance(block, Para) and block.text.startswith("问："))
        blocks[last:last] = _questions()
    return replace(writ, blocks=blocks)


def prose(text: str, manner: Manner) -> str:
    """Running text: its dates in the office's way."""
    return _DATE.sub(lambda found: written(_day(found), manner.prose), text)


def quoted(quote: str, writs: Iterable[Writ], manner: Manner) -> str:
    """``quote`` as one of ``writs`` prints it. A plain one is given back where none does."""
    printed = "".join("".join(_words(block, manner)) for writ in writs for block in writ.blocks)
    squeezed = "".join(printed.split())
    styles = (manner.prose, manner.form, manner.hand, manner.seal)
    for style in styles:
        candidate = _DATE.sub(lambda found, style=style: written(_day(found), style), quote)  # type: ignore[misc]
        if "".join(candidate.split()) in squeezed:
            return candidate
    return quote


def _words(block: Block, manner: Manner) -> Iterable[str]:
    for name in ("label", "value", "text"):
        yield getattr(block, name, "")
    if isinstance(block, Grid):
        yield from (cell for row in block.rows for cell in row)
    day = getattr(block, "day", None)
    if isinstance(day, date):
        yield written(day, manner.seal if isinstance(block, Stamp) else manner.hand)


def _day(found: re.Match[str]) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _cell(text: str, manner: Manner) -> str:
    """A cell of a form: a date alone in the form's way, dates among words as in running text."""
    found = _DATE.fullmatch(text)
    return written(_day(found), manner.form) if found else prose(text, manner)


def _dressed(block: Block, writ: Writ, manner: Manner) -> Block:
    match block:
        case Field():
            value = _ticked(block, manner) if manner.ticks else _cell(block.value, manner)
            return replace(block, label=_label(block.label, writ, manner), value=value)
        case Opinion():
            return replace(block, label=_label(block.label, writ, manner), text=prose(block.text, manner))
        case Para():
            return replace(block, text=prose(block.text, manner))
        case Sign():
            return replace(block, text=prose(block.text, manner).replace("（签名）", manner.signing))
        case Grid():
            return replace(block, rows=tuple(tuple(_cell(cell, manner) for cell in row) for row in block.rows))
        case _:
            return block


def _label(label: str, writ: Writ, manner: Manner) -> str:
    """The office's word for a row; one that the writ has already for another row would say two things, and stays as it is."""
    other = manner.labels.get(label, label)
    taken = {getattr(block, "label", None) for block in writ.blocks} | {
        manner.labels.get(block.label) for block in writ.blocks if isinstance(block, Field | Opinion) and block.label != label
    }
    return label if other in taken else other


def _ticked(block: Field, manner: Manner) -> str:
    choices = _CHOICES.get(block.label, ())
    if block.value not in choices:
        return _cell(block.value, manner)
    return "  ".join(f"{'☑' if choice == block.value else '□'}{choice}" for choice in choices)


def _questions() -> list[Block]:
    return [Para(f"{who}：{text}", indent=False) for row in _STANDING for who, text in zip("问答", row, strict=True)]
