"""A web page with a list of articles: its links, its way on, and why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parsel import Selector

from crawlers.article_body import find_body, squeezed
from crawlers.block_text import element_text
from crawlers.canonical import base_of
from crawlers.listing import Answer, Link
from crawlers.propose_draft import Draft, Fetch, NotProposed
from crawlers.propose_group import Group, groups, likeness
from crawlers.propose_paging import find_paging
from crawlers.propose_search import form_note
from crawlers.propose_selectors import links_selector
from crawlers.source import CrawlSource

_TRIED = 3  # groups that are tried for a selector
_LITTLE = 300  # characters of a page that says nothing before its scripts run
_MUCH = 200  # characters of an article
_SHARE = 0.5  # of the links of a list have days beside them; where fewer have, it must look like one otherwise
_TITLES = 0.7  # likeness of its titles


async def propose_list(page: Selector, answer: Answer, source: CrawlSource, fetch: Fetch, *, today: date) -> Draft:
    """The list of a page. ``source`` is that of the look, without selectors. NotProposed where the page holds no list."""
    found = best_group(page, answer.url, today=today)
    if found is None or (found[0].dated < _SHARE and (_menu(found[0]) or _is_article(page))):
        raise NotProposed(_why_none(page, answer, javascript=source.javascript))
    group, selector = found
    sections = {"type": "list", "list": {"links": selector}}
    paging = await find_paging(page, selector, answer, source, fetch)
    if paging.section:
        sections["pagination"] = paging.section
    notes = () if group.dated >= _SHARE else ("列表上没有认出日期：请核对选中的是不是新闻，而不是导航或推荐",)
    return Draft(
        url=answer.url,
        sections=sections,
        links=links_of(group),
        pages=paging.pages,
        seen=f"网页列表：{len(group.rows)} 条链接，其中 {sum(row.day is not None for row in group.rows)} 条旁边有日期"
        + (f"，可翻页，看 {paging.pages} 页" if paging.section else ""),
        notes=(*notes, *([paging.note] if paging.note else [])),
        comments={"list.links": f"列表页上的文章链接，本次选中 {len(group.rows)} 条；网站改版后多半要改这里"},
    )


def best_group(page: Selector, url: str, *, today: date) -> tuple[Group, str] | None:
    """The likeliest list for whose links there is a selector, and that selector."""
    base = base_of(page, url)
    for group in groups(page.root, base, today=today)[:_TRIED]:
        selector = links_selector(page, base, group)
        if selector is not None:
            return group, selector
    return None


def _menu(group: Group) -> bool:
    """Whether links without days are called like columns rather than articles."""
    return sum(likeness(row.title) for row in group.rows) < _TITLES * len(group.rows)


def _is_article(page: Selector) -> bool:
    body = find_body(page.root)
    return body is not None and len(squeezed(element_text(body.element, without=set(page.root.iter("a"))))) >= _MUCH


def links_of(group: Group) -> tuple[Link, ...]:
    """The articles of a list, with what it says about them."""
    return tuple(Link(row.address, row.title, row.day) for row in group.rows)


def _why_none(page: Selector, answer: Answer, *, javascript: bool) -> str:
    text, links = len(squeezed(element_text(page.root))), len(page.css("a[href]"))
    scripts: Sequence[Selector] = page.css("script")
    seen = f"{answer.url}：没有找到新闻列表（网页上有 {text} 个字、{links} 个链接、{len(scripts)} 段脚本）。"
    if not javascript and scripts and text < _LITTLE:
        return seen + (
            "这个网页不运行脚本（JavaScript）就是空的。"
            "请：① 在浏览器的“检查”面板“网络”里找返回 JSON 的接口，再运行 zhijian sources new 接口地址；"
            "② 或安装浏览器扩展（pip install 'zhijian[javascript]'，说明见 docs/sources.md“脚本生成的网页”）后加上 --javascript 再运行"
        )
    if _is_article(page):
        return seen + "这像是一篇文章的网页，请改用它所在栏目的列表页地址"
    form = form_note(page, answer)
    return f"{seen}请改用具体栏目的列表页（标题一条条排列的那一页）；确是列表的，请参照 docs/sources.md 手工写来源文件" + (
        f"。{form}" if form else ""
    )
