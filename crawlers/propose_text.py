"""A proposed source as the text of a YAML file, with comments in Chinese for those who check it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from unicodedata import east_asian_width

import yaml

from crawlers.propose_draft import Proposal

_WIDTH = 44  # columns before a comment
_COMMENTS = {
    "id": "唯一编号，定下后不再改",
    "name": "名称，显示在各处",
    "type": "list 网页列表 | feed 订阅 | sitemap 站点地图 | json 接口 | search 站内搜索 | board 留言板",
    "kind": "news 新闻 | post 帖文 | complaint 留言",
    "enabled": "核对无误后改为 true，每日扫描才会采集",
    "start_urls": "从哪里开始看",
    "allowed_domains": "只访问这些域名（含子域名）",
    "private_network": "网站在单位内网或本机",
    "javascript": "用浏览器打开网页，等脚本生成内容；比直接读慢得多",
    "list": "列表页",
    "sitemap": "站点地图中要哪些",
    "json": "接口里各项的路径，items 以外都在一条之内",
    "search": "站内搜索，{keyword} 处填关键词",
    "search.encoding": "关键词的编码",
    "board": "留言板的选择器",
    "article": "文章网页怎么读：auto 是自动识别标题、日期、正文，识别得不好的写选择器",
    "article.text": "正文",
    "article.title": "标题",
    "article.date": "日期",
    "article.fallback": "上面的选择器找不到正文时自动识别，并提示",
    "pagination": "翻页",
    "pagination.next": "“下一页”的链接",
    "pagination.template": "第二页起的地址，{page} 处是页码",
    "pagination.parameter": "地址中表示页码的参数",
    "pagination.first": "第二页的页码",
    "pagination.max_pages": "看几页，含第一页；平时新的都在前几页，第一次想取更早的可改大",
    "board.items": "每条留言的整块，下面各项都在这一块里找",
    "board.title": "标题",
    "board.question": "留言内容",
    "board.asked": "留言日期",
    "board.reply": "答复内容",
    "board.reply_date": "答复日期",
    "board.agency": "答复单位",
    "board.status": "办理状态",
    "schedule": "多久采一次；也可写 每6小时、每周一 06:30",
    "healthy": "正常时应见到多少条，不在此范围会提示核对",
    "healthy.min": "至少；现在见到的一半",
    "healthy.max": "至多",
    "healthy.days": "最新一条应在多少天之内",
}


def source_text(proposal: Proposal, id: str, *, address: str, today: date) -> str:
    """The file of a proposed source; it loads as it stands, and is not enabled."""
    lines = [f"# 由 zhijian sources new {address} 于 {today.isoformat()} 起草。", _printable(f"# 看到的是：{proposal.seen}。")]
    lines += [_printable(f"# 请注意：{note}。") for note in proposal.notes]
    lines += [f"# 请核对下面各项，运行 zhijian sources check {id}，再把 enabled 改为 true。各项的含义见 docs/sources.md。"]
    comments = _COMMENTS | proposal.comments
    for key, value in ({"id": id} | proposal.values).items():
        if isinstance(value, Mapping):
            lines.append(_line("", key, None, comments.get(key)))
            lines += [_line("  ", name, held, comments.get(f"{key}.{name}")) for name, held in value.items()]
        else:
            lines.append(_line("", key, value, comments.get(key)))
    return "\n".join(lines) + "\n"


def _line(indent: str, key: str, value: object, comment: str | None) -> str:
    start = f"{indent}{key}:" if value is None else f"{indent}{key}: {_written(value)}"
    if not comment:
        return start
    columns = sum(2 if east_asian_width(char) in "WF" else 1 for char in start)
    return f"{start}{' ' * max(1, _WIDTH - columns)}# {_printable(comment)}"


def _printable(text: str) -> str:
    """What a site says may hold characters that no YAML file may, and ends of lines."""
    return "".join(char if char.isprintable() else " " for char in text)


def _written(value: Any) -> str:
    """A value in one line, in quotes only where it needs them."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_written, value))}]"
    if not isinstance(value, str):
        return json.dumps(value)
    try:
        plain = bool(value) and yaml.safe_load(f"[{value}]  # 说明") == [value]
    except yaml.YAMLError:
        plain = False
    return value if plain else json.dumps(value, ensure_ascii=False)
