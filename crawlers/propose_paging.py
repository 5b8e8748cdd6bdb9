"""Where a list goes on: a link 下一页, a script that counts pages, numbered links. What is found is tried before it is proposed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from parsel import Selector

from crawlers.block_text import element_text
from crawlers.canonical import absolute, base_of, key_of
from crawlers.charset import decode_html
from crawlers.listing import Answer, Ask, following
from crawlers.propose_draft import Fetch, NotProposed
from crawlers.source import CrawlSource, select
from crawlers.spider_list import link_at, read_list

MOST_PAGES = 5  # that are proposed: what is new stands on the first ones
_TRIED = 3  # ways to go on that are tried, a page each
_NEXT = (
    "//a[contains(normalize-space(.), '下一页')]",
    "//a[contains(normalize-space(.), '下页')]",
    "//a[contains(@title, '下一页') or contains(@aria-label, '下一页')]",
    "//a[@rel='next']",
    "//a[normalize-space(.)='>' or normalize-space(.)='>>' or normalize-space(.)='»' or normalize-space(.)='›']",
)
_TRS = re.compile(r"createPage\w*\(\s*(?:[\"'][\w-]*[\"']\s*,\s*)?(\d+)\s*,\s*\d+\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']")
_TOTAL = re.compile(
    r"共\s*(\d{1,4})\s*页|(?:第\s*)?\d+\s*/\s*(\d{1,4})\s*页|(?:pageCount|totalPages?|countPage)[\"']?\s*[:=]\s*[\"']?(\d{1,4})"
)
_GOES_ON = re.compile(r"下一?页|尾页|末页|共\s*\d+\s*页|nextPage")
PAGE_NAMES = ("page", "pageno", "pagenum", "pageindex", "pagenumber", "currentpage", "curpage", "p", "pn", "pageid")


@dataclass(frozen=True, slots=True)
class Paging:
    """``section``: the ``pagination`` of a source file, None where the list has one page or its way on was not found.

    ``pages``: how many a crawl would see; ``note``: what to check, in Chinese.
    """

    section: dict[str, Any] | None
    pages: int = 1
    note: str | None = None


async def find_paging(page: Selector, links: str, answer: Answer, source: CrawlSource, fetch: Fetch) -> Paging:
    """How the list goes on whose articles the selector ``links`` finds. ``source`` is that of the look."""
    listed = source.model_copy(update={"list": source.list.model_copy(update={"links": links})}) if source.list else source
    html = decode_html(answer.body, content_type=answer.content_type)
    total = total_pages(html)
    if total == 1:
        return Paging(None)
    pages = min(total or MOST_PAGES, MOST_PAGES)
    known = {key_of(link.address) for link in read_list(answer, listed).links}
    tried: set[str] = set()
    failed: list[str] = []
    for shown, section in (*((True, way) for way in _ways(page, answer, html)), *((False, way) for way in _guesses(answer.url, html))):
        whole = section | {"max_pages": max(2, pages)}
        ask = _second(page, answer, listed, whole)
        if ask is None or key_of(ask.address) == key_of(answer.url) or ask.address in tried:
            continue
        if len(tried) == _TRIED:
            break
        tried.add(ask.address)
        try:
            second = await fetch(ask.address)
            more = read_list(second, listed).links
        except NotProposed as why:
            if shown or why.cause != "absent":  # a guess may be wrong
                failed.append(str(why))
            continue
        if any(key_of(link.address) not in known for link in more):
            return Paging(whole, whole["max_pages"])
    if failed:
        return Paging(None, 1, untried(failed))
    if _GOES_ON.search(html):
        return Paging(None, 1, "网页像是有多页，但没有认出怎样翻页，只看第一页；需要更早的，请参照 docs/sources.md 写 pagination")
    return Paging(None)


def untried(failed: Sequence[str]) -> str:
    """The note for a list whose further pages did not come when the way on was tried; ``failed``: which, and why."""
    return (
        f"试翻页时没有打开 {'；'.join(failed)}。所以没有写 pagination，采集时只看第一页；"
        "请稍后删掉这个文件再运行一次 zhijian sources new，或参照 docs/sources.md 写 pagination"
    )


def total_pages(html: str) -> int | None:
    """How many pages a list says it has."""
    if match := _TRS.search(html):
        return int(match[1])
    return next((int(found) for match in _TOTAL.finditer(html) for found in match.groups() if found), None)


def _second(page: Selector, answer: Answer, source: CrawlSource, section: dict[str, Any]) -> Ask | None:
    nodes = select(page, section["next"]) if "next" in section else ()
    link = next((address for node in nodes if (address := link_at(node, base_of(page, answer.url)))), None)
    return page_after(answer.ask, source, section, link)


def page_after(ask: Ask, source: CrawlSource, section: dict[str, Any], link: str | None = None) -> Ask | None:
    """The page that follows where a source goes on by ``section``, a ``pagination``; ``link`` is what its ``next`` selects."""
    paged = CrawlSource.model_validate(source.model_dump(by_alias=True, exclude_none=True) | {"pagination": section})
    return following(paged, ask, link)


def _ways(page: Selector, answer: Answer, html: str) -> Iterator[dict[str, Any]]:
    """Sections that might be right, the surest first."""
    if match := _TRS.search(html):
        yield {"template": urljoin(answer.url, f"{match[2]}_{{page}}.{match[3]}"), "first": 1}
    yield from ({"next": path} for path in _NEXT if page.xpath(path))
    yield from _numbered(page, answer.url)


def _guesses(url: str, html: str) -> Iterator[dict[str, Any]]:
    """Sections for addresses that stand nowhere on the page, and that many sites have."""
    if _GOES_ON.search(html) or _TOTAL.search(html):
        path = urlsplit(url).path
        if path.endswith("/") or re.search(r"/index\.\w+$", path):
            suffix = path.rpartition(".")[2] if not path.endswith("/") else "html"
            yield from ({"template": urljoin(url, f"index_{{page}}.{suffix}"), "first": first} for first in (1, 2))


def _numbered(page: Selector, url: str) -> Iterator[dict[str, Any]]:
    """From the link 2: the parameter or the place in the address that holds the number, if the link 3 has it there too."""
    links = {text: address for node in page.css("a[href]") if (text := element_text(node.root).strip("[]【】 ")) in ("2", "3")
             and (address := absolute(url, node.root.get("href")))}  # fmt: skip
    if "2" not in links:
        return
    second, third = links["2"], links.get("3")
    for name, value in parse_qsl(urlsplit(second).query):
        if value != "2" or (third is not None and (name, "3") not in parse_qsl(urlsplit(third).query)):
            continue
        if third is not None or name.lower() in PAGE_NAMES:
            without = re.sub(rf"(?<=[?&]){re.escape(name)}=2(?:&|$)", "", second)
            plain = key_of(without) == key_of(url)
            yield {"parameter": name} if plain else {"template": re.sub(rf"([?&]{re.escape(name)}=)2(?=&|$)", r"\g<1>{page}", second)}
    for number in (2, 1):  # sites that call their second page 1
        for match in re.finditer(rf"(?<!\d){number}(?!\d)", urlsplit(second).path):
            place = second.index(urlsplit(second).path) + match.start()
            template = f"{second[:place]}{{page}}{second[place + 1 :]}"
            if third is not None and template.replace("{page}", str(number + 1)) == third:
                yield {"template": template, "first": number}
