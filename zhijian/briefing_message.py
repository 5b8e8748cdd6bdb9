"""A briefing as a message: plain text, HTML, markdown for group robots cut to what they take, DOCX attached."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from index.briefing import Briefing, Item, Part
from nlp.procedure.finding import SEVERITY_ZH
from review import briefing_wording as wording
from review.briefing_docx import document, file_name
from review.rendering import page_of
from zhijian.delivery.message import Message

# Characters of what others wrote in a robot's message: one long text must not crowd out all that follows.
_TITLE, _QUOTE, _SAID = 60, 60, 120
# What group robots take as mark-up or as a call to everybody, in words of the public.
_PLAIN = str.maketrans('"[]<>*`#_~@\\|', "＂［］＜＞＊｀＃＿～＠＼｜")


def message_of(briefing: Briefing, *, link: str | None, office: str | None) -> Message:
    """``link``: where the web application is opened; without it nothing links."""
    address = f"{link}/briefings/{briefing.id}" if link else None
    title = f"舆情简报 {briefing.title}（{wording.span(briefing)}）{wording.in_brief(briefing)}"
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
    """The briefing in at most ``limit`` bytes, as UTF-8 in JSON: whole entries, and at the end how many are left out."""
    head = [f"**舆情简报 {briefing.title}**", wording.span(briefing), wording.head_line(briefing)]
    head += [f"待办：{'；'.join(said for _, said in todo)}。"] if (todo := wording.to_do(briefing)) else []
    head.append("")
    address = f"{link}/briefings/{briefing.id}" if link else None
    foot = f"\n[打开简报全文]({address})" if address else "\n全文见执鉴网页“简报”"
    lines, left, full = list(head), 0, False
    used = _size("\n".join(lines)) + _size(f"\n…… 另有 9,999,999 条见简报全文{foot}")
    for entry, told in _entries(briefing, link):
        used += _size(f"\n{entry}")
        full = full or used > limit
        if full:
            left += told
        else:
            lines.append(entry)
    while lines[-1].startswith("**") and len(lines) > len(head):  # a heading with nothing below it
        lines.pop()
    if left:
        lines.append(f"…… 另有 {left:,} 条见简报全文")
    return "\n".join(lines) + foot


def _size(text: str) -> int:
    """Bytes in JSON, where line breaks are written as two characters."""
    return len(json.dumps(text, ensure_ascii=False).encode()) - 2


def _entries(briefing: Briefing, link: str | None) -> Iterator[tuple[str, int]]:
    """Headings (they begin with ``**``) and entries, the most urgent first, each with how many things it tells."""
    new, grew, figures = briefing.new, briefing.grew, briefing.figures
    if new:
        yield f"**新增线索（{figures.new:,} 条）**", 0
        if briefing.left("new"):
            yield f"- 按领域：{_plain(wording.listed(briefing.fields))}", 0
        yield from ((f"{n}. {_item(item, link)}", 1) for n, item in enumerate(new, 1))
        yield from _left_out(briefing, "new")
    if grew:
        yield f"**持续增长（{figures.grew:,} 条）**", 0
        yield from ((f"{n}. {_item(item, link)}", 1) for n, item in enumerate(grew, 1))
        yield from _left_out(briefing, "grew")
    if briefing.together:
        yield f"**聚集与印证（{figures.together:,} 项）**", 0
        yield from ((f"- {_linked(one.title, one.clue, link)}：{_plain(one.message, _SAID)}", 1) for one in briefing.together)
        yield from _left_out(briefing, "together")
    if briefing.overdue:
        yield f"**逾期未答复与形式办结（{figures.overdue:,} 件）**", 0
        yield from ((f"- {_linked(one.title, one.clue, link)}：{_plain(one.message, _SAID)}", 1) for one in briefing.overdue)
        yield from _left_out(briefing, "overdue")
    if briefing.answered:
        yield f"**已有答复（{figures.answered:,} 件）**", 0
        yield from (
            (f"- {_linked(one.title, one.clue, link)}：{_plain(one.reply, _SAID)}　{_plain(one.handling, _SAID)}", 1)
            for one in briefing.answered
        )
        yield from _left_out(briefing, "answered")
    if briefing.decided:
        yield f"**研判结果（{figures.decided:,} 条）**", 0
        yield from ((f"- {_linked(one.title, one.clue, link)}：{one.status}", 1) for one in briefing.decided)
        yield from _left_out(briefing, "decided")
    changed = [source for source in briefing.sources if source.news]
    if changed:
        yield "**来源情况**", 0
        for source in changed:
            yield f"- {_plain(source.name)}：{'已恢复正常' if source.healthy else _plain(source.warning or '不正常', _SAID)}", 1


def _left_out(briefing: Briefing, part: Part) -> Iterator[tuple[str, int]]:
    if said := wording.left_out(briefing, part):
        yield f"- {said}", briefing.left(part)


def _item(item: Item, link: str | None) -> str:
    where = "，".join((*wording.who(item), item.place, *filter(None, (item.day,))))
    more = f"，{wording.why_told(item)}" if item.before else f"，共 {item.reports:,} 条" if item.reports > 1 else ""
    said = f"\n> {_plain(item.quotes[0].text, _QUOTE)}" if item.quotes else ""
    named = _linked(item.title, item.clue, link)
    return f"【{SEVERITY_ZH.get(item.severity, item.severity)}】{named}\n疑似{_plain(wording.issues(item))}（{_plain(where)}{more}）{said}"


def _linked(title: str, clue: str, link: str | None) -> str:
    named = _plain(title, _TITLE)
    return f"[{named}]({link}/clues/{clue})" if link else named


def _plain(text: str, most: int | None = None) -> str:
    """On one line and without mark-up, in at most so many characters and an ellipsis."""
    line = " ".join(text.translate(_PLAIN).split())
    return line if most is None or len(line) <= most else f"{line[:most]}…"


def _text(briefing: Briefing, address: str | None) -> Iterator[str]:
    """The part of a mail that is read where HTML is not."""
    yield f"舆情简报 {briefing.title}（{wording.span(briefing)}）"
    yield wording.head_line(briefing)
    yield ""
    for entry, _ in _entries(briefing, None):
        yield entry.strip("*") if entry.startswith("**") else entry
    if address:
        yield f"\n简报全文：{address}"
