"""Title, day of publication and source of an article page without selectors; the day is none rather than a guess."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from crawlers.article_body import Body, inside, squeezed
from crawlers.block_text import element_text, tidy
from ingest.cells import parse_day

_TITLE_META = ("articletitle", "og:title", "twitter:title", "dc.title")
_DAY_META = (
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "article:published_time",
    "og:published_time",
    "og:release_date",
    "weibo:article:create_at",
    "datepublished",
    "dc.date",
    "_pubtime",
    "pubtime",
)
_SOURCE_META = ("contentsource", "source", "article:author", "mediaid", "weixin:nickname")
_DATE = r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}"
# Labels by how surely what follows is the day of publication.
_LABELS = tuple(
    re.compile(rf"(?:{labels})\s*[:：】\]]?\s*({_DATE})")
    for labels in (
        "发布时间|发布日期|发布于|发表时间|发表日期|发表于|发稿时间|公开日期|公开时间|公布日期|上网时间|上传时间",
        "(?<!成文)(?<!印发)(?<!生成)(?<!更新)(?<!修改)(?<!截止)(?<!有效)(?:时间|日期)",
        "更新时间|更新日期|更新于|录入时间",
    )
)
_IN_SCRIPT = re.compile(
    r"(?:createTime|publish_?time|pub_?time|pub_?date|datePublished)[\"']?\s*[:=]\s*[\"']((?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2})",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(?:\1\2)?(0[1-9]|[12]\d|3[01])(?!\d)"  # /2025/03/01/, /2025-03/01/, _20250301
    r"|/t((?:19|20)\d{6})_"  # TRS: /202503/t20250301_123.html
)
_CLOCK = re.compile(r"今天|今日|现在|当前时间|星期|周[一二三四五六日]|页面生成|农历")
_SOURCE = re.compile(r"(?:信息来源|文章来源|稿件来源|新闻来源|来\s*源|发布机构|发文机构|发布单位)\s*[:：】]\s*([^\s:：|【\[（(]{2,40})")
_SIGNED = re.compile(r"作\s*者\s*[:：]\s*([^\s:：|【\[（(]{2,20})")
_MACHINES = frozenset({"admin", "administrator", "佚名", "未知", "本站", "原创", "网络"})
_OFFICE = re.compile(r"[\u4e00-\u9fff]{1,18}(?:报|网|局|社|台|办|委|府|院|厅|中心|大队|支队|法制|在线|新闻|发布|融媒)")
_TITLED = "//*[contains(concat(@class,' ',@id),'title') or contains(concat(@class,' ',@id),'biaoti') or contains(@class,'headline')]"
_PARAGRAPH = 12  # characters
_SHORT_LINE = 80  # characters of a line of facts


def title_of(root: Any, body: Body) -> str | None:
    """What the page names as the article's title: in its meta tags, in a heading, or in ``title`` beside the name of the site."""
    named = next(filter(None, (_meta(root, name) for name in _TITLE_META)), None)
    if named:
        return named
    shown = tidy(root.findtext(".//title") or "").replace("\n", " ")
    headings = [text for text in (_heading_text(node) for node in root.iter("h1", "h2", "h3") if not inside(node, body.left_out)) if text]
    lines = _until_text(root, body)
    named = next((text for text in headings if len(text) > 3 and squeezed(text) in squeezed(shown)), None)
    named = named or max((line for line in lines if len(line) > 3 and squeezed(line) in squeezed(shown)), key=len, default=None)
    if named:
        return named
    marked = (element_text(node).replace("\n", " ") for node in root.xpath(_TITLED) if not inside(node, body.left_out))
    return next(iter(headings), None) or next((text for text in marked if 4 < len(text) < 80), None) or shown or None


def day_of(root: Any, body: Body, title: str | None, url: str | None) -> date | None:
    """The day of publication: as meta tags, labels, the line of facts or the address tell it; never a day within the text."""
    return next(filter(None, _days(root, body, title, url)), None)


def author_of(root: Any, body: Body, title: str | None) -> str | None:
    """The source (来源) the page names, else its author."""
    for text in _authors(root, body, title):
        if text and text.lower() not in _MACHINES and not text.startswith(("http", "浏览", "点击", "作者", "发布")):
            return text
    return None


def _authors(root: Any, body: Body, title: str | None) -> Iterator[str | None]:
    for name in _SOURCE_META:
        yield _meta(root, name)
    facts = _facts(root, body, title)
    around = (*_until_text(root, body), *element_text(root, without={body.element}, apart=True).split("\n"))
    for pattern in (_SOURCE, _SIGNED):
        yield from (match[1] for line in (*facts, *around) for match in pattern.finditer(line))
    yield next((tidy(element_text(node)).replace("\n", " ") for node in root.xpath("//*[@id='js_name']")), None)  # WeChat's account
    for line in facts:
        yield from (word for word in re.split(r"[\s|]+", line) if _OFFICE.fullmatch(word))


def _days(root: Any, body: Body, title: str | None, url: str | None) -> Iterator[date | None]:
    for name in _DAY_META:
        yield parse_day(_meta(root, name) or "")
    yield from _linked_data(root)
    facts = _facts(root, body, title)
    outside = element_text(root, without={body.element}, apart=True).split("\n")
    around = [line for line in (*_until_text(root, body), *outside) if not _CLOCK.search(line)]
    for label in _LABELS[:2]:
        yield from (parse_day(match[1]) for line in (*facts, *around) for match in label.finditer(line))
    for script in root.iter("script"):
        yield from (parse_day(match[1]) for match in _IN_SCRIPT.finditer(script.text or ""))
    yield from (parse_day(match[0]) for line in facts if (match := re.search(_DATE, line)))
    yield from (parse_day(match[1]) for line in around for match in _LABELS[2].finditer(line))
    if url and (match := _IN_ADDRESS.search(url)):
        yield parse_day(match[4] or f"{match[1]}-{match[2]}-{match[3]}")


def _until_text(root: Any, body: Body) -> list[str]:
    """The lines of the page before the article's first paragraph."""
    lines = element_text(root, without=set(root.iter("title")), apart=True).split("\n")
    written = element_text(body.element, without=body.left_out, apart=True).split("\n")
    first = next((squeezed(line) for line in written if len(line) >= _PARAGRAPH and re.search("[，。；！？]", line)), squeezed(written[-1]))
    return lines[: next((n for n, line in enumerate(lines) if squeezed(line) == first), 0)]


def _facts(root: Any, body: Body, title: str | None) -> list[str]:
    """The short lines between the title and the first paragraph."""
    lines = _until_text(root, body)
    places = [n for n, line in enumerate(lines) if squeezed(title or "") and squeezed(title or "") in squeezed(line)]
    lines = lines[places[-1] :] if places else lines[-6:]
    return [line for line in lines if len(line) <= _SHORT_LINE and not _CLOCK.search(line)]


def _linked_data(root: Any) -> Iterator[date | None]:
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                held = json.loads(script.text or "")
            except ValueError:
                continue
            for one in held if isinstance(held, list) else [held]:
                yield parse_day(one.get("datePublished") or "") if isinstance(one, dict) else None


def _meta(root: Any, name: str) -> str | None:
    for node in root.iter("meta"):
        if (node.get("name") or node.get("property") or node.get("itemprop") or "").lower() == name:
            return tidy(node.get("content") or "").replace("\n", " ") or None
    return None


def _heading_text(node: Any) -> str:
    """A heading without the line of facts that some systems put inside it."""
    return element_text(node, without=set(node.iter("span", "small", "em"))).replace("\n", " ") or element_text(node).replace("\n", " ")
