"""Message boards: where a message is asked and replied to, told by labels such as 留言内容 and 答复单位, or by names of elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from parsel import Selector

from crawlers.block_text import element_text
from crawlers.charset import decode_html
from crawlers.listing import Answer
from crawlers.propose_draft import Draft, Fetch, NotProposed, drafted
from crawlers.propose_list import best_group, links_of
from crawlers.propose_paging import find_paging
from crawlers.propose_selectors import names_of
from crawlers.source import CrawlSource, select
from crawlers.spider_board import read_board
from crawlers.tree import tree_of

_OPENED = 2  # messages
_LOOKED_AT = 3  # blocks whose elements are looked at
_SILENT = frozenset({"script", "style", "head", "title"})
_HINT = re.compile(r"留言|来信|信件|信箱|咨询|投诉|信访|问政|受理编号|写信|诉求")
_REPLIED = re.compile(r"答[:：]|答复|回复|办理结果|处理结果|办结")
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*")


@dataclass(frozen=True, slots=True)
class _Role:
    """``labels``: what stands before the value; ``names``: words of the class or id of the element that holds it."""

    key: str
    labels: str
    names: frozenset[str] = frozenset()


def _role(key: str, labels: str, names: str = "") -> _Role:
    return _Role(key, labels, frozenset(names.split()))


_ROLES = (
    _role("reply_date", "(?:答复|回复|办结|处理)(?:时间|日期)", "replied replydate replytime hfsj"),
    _role("agency", "(?:答复|回复|办理|受理|承办|处理|经办)(?:单位|部门|机构|机关)", "agency dept department unit org bumen danwei"),
    _role("status", "(?:办理|处理|答复|回复|信件|当前)?(?:状态|进度)", "status state zhuangtai"),
    _role("asked", "(?:留言|来信|写信|咨询|提交|提问|受理|反映|投诉|发布|信件)(?:时间|日期)", "asked asktime askdate lysj time date"),
    _role(
        "reply",
        "(?:答复|回复|办理|处理)(?:内容|意见|结果|情况)|(?:官方|部门|单位)?(?:答复|回复)|答",
        "reply answer huifu dafu feedback response",
    ),
    _role(
        "question",
        "(?:留言|来信|咨询|信件|投诉|问题|诉求|反映|写信|提问|建议|信访)(?:的)?(?:内容|描述|详情|正文|情况)|内容|留言|问题|诉求|咨询|提问|网友留言|问",
        "question ask wenti tiwen liuyan letter consult",
    ),
    _role("title", "(?:留言|来信|咨询|信件|投诉|问题|诉求|写信)?(?:标题|主题)", "title tit biaoti subject"),
)


async def propose_board(page: Selector, answer: Answer, source: CrawlSource, fetch: Fetch, *, today: date) -> Draft | None:
    """A board of messages, whole on the page or each on its own; None where the page is none."""
    shown = element_text(page.root)
    if not _HINT.search(shown):
        return None
    items, inner = _whole_messages(page)
    if items and "question" in inner:
        sections: dict[str, Any] = {"type": "board", "board": {"items": items} | inner}
        draft = drafted(source, sections)
        found = read_board(answer, draft).items
        if len(found) > 1:
            seen = f"留言板：列表上有 {len(found)} 条留言，{sum('reply' in item.metadata for item in found)} 条有答复"
            note = "没有认出怎样翻页，只看第一页" if re.search("下一?页", shown) else None
            return Draft(answer.url, sections, items=found, seen=seen, notes=(note,) if note else ())
    return await _listed_messages(page, answer, source, fetch, today)


async def _listed_messages(page: Selector, answer: Answer, source: CrawlSource, fetch: Fetch, today: date) -> Draft | None:
    best = best_group(page, answer.url, today=today)
    if best is None:
        return None
    group, selector = best
    links = links_of(group)
    pages = []
    for link in links[:_OPENED]:
        try:
            came = await fetch(link.address)
        except NotProposed:
            continue
        pages.append(tree_of(decode_html(came.body, content_type=came.content_type)))
    roles = _selectors([one.root for one in pages], scope="//")
    if "question" not in roles or "reply" not in roles:
        return None
    paging = await find_paging(page, selector, answer, source, fetch)
    sections: dict[str, Any] = {"type": "board", "list": {"links": selector}, "board": roles, "recheck": 30}
    if paging.section:
        sections["pagination"] = paging.section
    return Draft(
        answer.url,
        sections,
        links,
        pages=paging.pages,
        seen=f"留言板：列表上有 {len(links)} 条留言，每条有自己的网页，试读 {len(pages)} 条都认出了留言和答复",
        notes=(paging.note,) if paging.note else (),
        comments={"recheck": "30 天内的留言再看，以便发现新的答复"},
    )


def _whole_messages(page: Selector) -> tuple[str | None, dict[str, str]]:
    """The selector of the blocks that hold a question with its reply each, and those inside them."""
    kinds: dict[tuple[Any, str], list[Any]] = {}
    for node in page.root.iter():
        if isinstance(node.tag, str) and node.getparent() is not None and node.tag not in ("a", "span", "br", "option", "script", "style"):
            kinds.setdefault((node.getparent(), _kind(node)), []).append(node)
    for (parent, name), blocks in kinds.items():
        if len(blocks) < 2 or sum(bool(_REPLIED.search(element_text(block))) for block in blocks) * 2 < len(blocks):
            continue
        roles = _selectors(blocks, scope=".//")
        if "question" not in roles or "reply" not in roles:
            continue
        for selector in (name, *(f"{holder} > {name}" for holder in names_of(parent))):
            if [node.root for node in page.css(selector)] == blocks:
                return selector, roles
    return None, {}


def _kind(node: Any) -> str:
    """The tag and the first name by which blocks are alike."""
    return next((name for name in names_of(node) if not name.startswith("#")), str(node.tag))


def _selectors(nodes: Sequence[Any], *, scope: str) -> dict[str, str]:
    """A selector for each role that most nodes (blocks, or pages) fill; no element has two roles."""
    found: dict[str, str] = {}
    taken: set[Any] = set()
    texts = [_texts(node) for node in nodes[:_LOOKED_AT]]
    for role in _ROLES:
        for selector in dict.fromkeys(selector for shown in texts for selector in _ways(shown, role, scope)):
            hits = [[hit.root for hit in select(Selector(root=node), selector) if element_text(hit.root)] for node in nodes]
            filled = [hit for hit in hits if len(hit) == 1 and hit[0] not in taken]
            if filled and len(filled) * 2 >= len(nodes) and all(len(hit) <= 1 for hit in hits):
                found[role.key] = selector
                taken |= {hit[0] for hit in filled}
                break
    return {key: found[key] for key in ("title", "question", "asked", "reply", "reply_date", "agency", "status") if key in found}


def _texts(node: Any) -> dict[Any, str]:
    """The elements inside one, in page order, and what each says in one line."""
    inner = (one for one in node.iter() if isinstance(one.tag, str) and one is not node and one.tag not in _SILENT)
    return {one: text for one in inner if (text := element_text(one).replace("\n", " "))}


def _ways(texts: dict[Any, str], role: _Role, scope: str) -> Iterator[str]:
    label = re.compile(rf"[【\[]?\s*({role.labels})\s*[】\]]?\s*[:：]?")
    begun = re.compile(rf"[【\[]?\s*({role.labels})\s*[】\]]?\s*[:：]\s*\S")
    for one, text in texts.items():  # 答复单位 | 某局
        match = label.fullmatch(text)
        if match and not any(label.fullmatch(texts.get(child, "")) for child in one):
            longest = len(match[0]) + 2
            place = f"{scope}{one.tag}[starts-with(normalize-space(.), '{match[1]}') and string-length(normalize-space(.)) <= {longest}]"
            if one.getnext() in texts:
                yield f"{place}/following-sibling::*[1]"
            elif (one.tail or "").strip():
                yield f"{place}/.."
            elif one.getparent() is not None and one.getparent().getnext() in texts:
                yield f"{place}/../following-sibling::*[1]"
    for one in reversed(texts):  # by the words of class and id
        names = f"{one.get('class') or ''} {one.get('id') or ''}"
        if ({word.lower() for word in _WORD.findall(names)} | set(names.lower().split())) & role.names:
            yield from names_of(one)
    for one in reversed(texts):  # 答复单位：某局
        if match := begun.match(texts[one]):
            yield f"{scope}{one.tag}[starts-with(normalize-space(.), '{match[1]}')]"
    if role.key == "title":
        yield from (one.tag for one in texts if one.tag in ("h1", "h2", "h3", "h4", "h5"))
