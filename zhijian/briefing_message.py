"""A briefing as a message: plain text, HTML, markdown for group robots cut to what they take, DOCX attached."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from index.briefing import Briefing, Item
from nlp.procedure.finding import SEVERITY_ZH
from review import briefing_wording as wording
from review.briefing_docx import document, file_name
from review.rendering import page_of
from zhijian.delivery.message import Message

_QUOTE = 60  # characters of evidence in a robot's message
# What group robots take as mark-up or as a call to everybody, in words of the public.
_PLAIN = str.maketrans(
    {"[": "［", "]": "］", "<": "＜", ">": "＞", "*": "＊", "`": "｀", "#": "＃", "_": "＿", "~": "～", "@": "＠", "\\": "＼", "|": "｜"}
)


def message_of(briefing: Briefing, *, link: str | None, office: str | None) -> Message:
    """``link``: where the web application is opened; without it nothing links."""
    address = f"{link}/briefings/{briefing.id}" if link else None
    title = f"舆情简报 {briefing.title}（{wording.span(briefing)}）"
    return Message(
        title=title,
        text="\n".join(_text(briefing, address)),
        html=page_of("briefing_mail.html", briefing=briefing, wording=wording, link=link or "", office=office or ""),
        markdown=lambda limit: markdown(briefing, link, limit),
        data={"kind": "zhijian.briefing", "briefing": json.loads(briefing.to_json())},
        link=address,
        attachment=(file_name(briefing), document(briefing, office)),
    )


def test_message(*, link: str | None, office: str | None) -> Message:
    """What ``--test-delivery`` sends: short, and named as a test."""
    said = f"这是执鉴“舆情简报”的测试消息{f'（{office}）' if office else ''}。收到即表示推送设置正确，{date.today().isoformat()}。"
    return Message(
        title="舆情简报 测试",
        text=said,
        html=page_of("briefing_test.html", said=said),
        markdown=lambda limit: f"**舆情简报 测试**\n\n{said}",
        data={"kind": "zhijian.test", "text": said},
        link=link,
    )


def markdown(briefing: Briefing, link: str | None, limit: int) -> str:
    """The briefing in at most ``limit`` bytes of UTF-8: whole entries, and at the end how many are left out."""
    head = [f"**舆情简报 {briefing.title}**", f"{wording.span(briefing)}", wording.head_line(briefing), ""]
    address = f"{link}/briefings/{briefing.id}" if link else None
    foot = f"\n[打开简报全文]({address})" if address else "\n全文见执鉴网页“简报”"
    reserve = len(f"\n…… 另有 9999 条见简报全文{foot}".encode())
    lines, used, left = list(head), len("\n".join(head).encode()), 0
    for entry in _entries(briefing, link):
        size = len(entry.encode()) + 1
        if left or used + size + reserve > limit:
            left += not entry.startswith("**")
            continue
        lines.append(entry)
        used += size
    while lines[-1].startswith("**") and len(lines) > len(head):  # a heading with nothing below it
        lines.pop()
    if left:
        lines.append(f"…… 另有 {left} 条见简报全文")
    return "\n".join(lines) + foot


def _entries(briefing: Briefing, link: str | None) -> Iterator[str]:
    """Headings (they begin with ``**``) and entries, the most urgent first."""
    for heading, items in (("新增线索", briefing.new), ("持续增长", briefing.grew)):
        if items:
            yield f"**{heading}**"
            yield from (f"{n}. {_item(item, link)}" for n, item in enumerate(items, 1))
    if briefing.rest.count:
        yield f"- 其余 {briefing.rest.count:,} 条新增线索未逐条列出"
    if briefing.together:
        yield "**聚集与印证**"
        yield from (f"- {_linked(one.title, one.clue, link)}：{_plain(one.message)}" for one in briefing.together)
    if briefing.overdue:
        yield "**逾期未答复**"
        yield from (
            f"- {_linked(one.title, one.clue, link)}{f'：已 {one.days} 天' if one.days is not None else ''}" for one in briefing.overdue
        )
    if briefing.answered:
        yield "**已有答复**"
        yield from (f"- {_linked(one.title, one.clue, link)}：{_plain(one.reply)}" for one in briefing.answered)
    if briefing.decided:
        yield "**研判结果**"
        yield from (f"- {_linked(one.title, one.clue, link)}：{one.status}" for one in briefing.decided)
    changed = [source for source in briefing.sources if source.news]
    if changed:
        yield "**来源情况**"
        yield from (f"- {_plain(one.name)}：{'已恢复正常' if one.healthy else _plain(one.warning or '不正常')}" for one in changed)


def _item(item: Item, link: str | None) -> str:
    where = "，".join(filter(None, (item.agency, item.region, item.place, item.day)))
    more = f"，{wording.why_told(item)}" if item.before else ""
    said = f"\n> {_plain(item.quotes[0].text)[:_QUOTE]}" if item.quotes else ""
    named = _linked(item.title, item.clue, link)
    return (
        f"【{SEVERITY_ZH.get(item.severity, item.severity)}】{named}\n疑似{_plain('、'.join(item.issues[:3]))}；{_plain(where)}{more}{said}"
    )


def _linked(title: str, clue: str, link: str | None) -> str:
    return f"[{_plain(title)}]({link}/clues/{clue})" if link else _plain(title)


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split())


def _text(briefing: Briefing, address: str | None) -> Iterator[str]:
    """The part of a mail that is read where HTML is not."""
    yield f"舆情简报 {briefing.title}（{wording.span(briefing)}）"
    yield wording.head_line(briefing)
    yield ""
    for entry in _entries(briefing, None):
        yield entry.strip("*") if entry.startswith("**") else entry
    if address:
        yield f"\n简报全文：{address}"
