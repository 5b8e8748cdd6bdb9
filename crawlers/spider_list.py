"""List pages and search pages in HTML: the links to articles, and to the next page. Pure: a page in, a Listing out."""

from __future__ import annotations

import re
from urllib.parse import quote

from parsel import Selector

from crawlers.canonical import absolute, base_of
from crawlers.charset import decoded
from crawlers.listing import Answer, Ask, Link, Listing, following
from crawlers.source import CrawlSource, select
from crawlers.tree import tree_of

_XML_SCRIPT = re.compile(r"<script[^>]{0,200}text/xml[^>]{0,200}>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.IGNORECASE | re.DOTALL)


def read_list(answer: Answer, source: CrawlSource) -> Listing:
    """The links that ``list.links`` selects, each once."""
    page = page_of(answer, source)
    base = base_of(page, answer.url)
    found = (link_at(node, base) for node in (select(page, source.list.links) if source.list else ()))
    links = tuple(Link(address) for address in dict.fromkeys(found) if address)
    return Listing(links=links, following=next_pages(page, base, answer, source))


def next_pages(page: Selector, base: str, answer: Answer, source: CrawlSource) -> tuple[Ask, ...]:
    """The list page after this one, where there is one."""
    if source.pagination is None:
        return ()
    nodes = select(page, source.pagination.next) if source.pagination.next else ()
    ask = following(source, answer.ask, next((link_at(node, base) for node in nodes), None))
    return (ask,) if ask else ()


def page_of(answer: Answer, source: CrawlSource) -> Selector:
    """The page as a tree; broken HTML is read as browsers do. Lists of 大汉, which stand in a script as XML, become part of the page."""
    html, charset = decoded(answer.body, content_type=answer.content_type, encoding=source.encoding)
    html = _XML_SCRIPT.sub(lambda script: "".join(_RECORD.findall(script[1])), html)
    page = tree_of(html)
    if not charset.lower().startswith("utf"):
        _write_out_queries(page, charset)
    return page


def link_at(node: Selector, base: str) -> str | None:
    """The address in a selected ``href``, or of a selected element."""
    return absolute(base, node.root if isinstance(node.root, str) else node.root.get("href"))


def _write_out_queries(page: Selector, charset: str) -> None:
    """Browsers ask the query of a link in the charset of its page, and all else of it in UTF-8."""
    for node in page.root.iter("a"):
        before, mark, query = (node.get("href") or "").partition("?")
        if not query.isascii():
            written = _FOREIGN.sub(lambda found: quote(found[0], encoding=charset, errors="xmlcharrefreplace"), query)
            node.set("href", f"{before}{mark}{written}")
