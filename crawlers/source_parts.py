"""The sections of a source file, each a small model: lists, articles, paging, sitemaps, JSON interfaces, search pages, message boards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import jmespath
from jmespath.exceptions import JMESPathError
from parsel import Selector
from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator


def _selector(value: str) -> str:
    """A CSS selector, or an XPath where it begins with ``/``, ``./`` or ``(``; checked against an empty page."""
    try:
        select(Selector(text="<html></html>"), value)
    except Exception as error:  # cssselect and lxml each have their own errors
        raise ValueError(f"选择器“{value}”有误（{error}）") from error
    return value


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:  # such as http://[broken or a port that is no number
        known = False
    if not known:
        raise ValueError(f"地址“{value}”应以 http:// 或 https:// 开头，并写对域名和端口")
    return value


def _host(value: str) -> str:
    if not value or any(char in value for char in "/: "):
        raise ValueError(f"“{value}”应只写域名，例如 example.gov.cn，不含 http:// 和端口")
    return value.lower()


def _json_path(value: str) -> str:
    try:
        jmespath.compile(value)
    except JMESPathError as error:
        raise ValueError(f"路径“{value}”有误，应为 data.list 这样的写法（JMESPath）：{str(error).splitlines()[0]}") from error
    return value


def _json_address(value: str) -> str:
    """A path, or an address with paths in braces: ``http://example.gov.cn/detail?id={id}``."""
    if is_template(value):
        for path in re.findall(r"\{([^{}]*)\}", value):
            _json_path(path)
        return value
    return _json_path(value)


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"正则表达式“{value}”有误（{error}）") from error
    return value


def _codec(value: str) -> str:
    try:
        "".encode(value)
    except (LookupError, ValueError):
        raise ValueError(f"“{value}”不是已知的编码，常用：utf-8、gb18030、big5") from None
    return value


SelectorText = Annotated[str, Field(min_length=1), AfterValidator(_selector)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Host = Annotated[str, AfterValidator(_host)]
JsonPath = Annotated[str, Field(min_length=1), AfterValidator(_json_path)]
JsonAddress = Annotated[str, Field(min_length=1), AfterValidator(_json_address)]
Codec = Annotated[str, AfterValidator(_codec)]


class Strict(BaseModel):
    """A section: what it does not know is an error, what was read does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class ListPage(Strict):
    """``links``: selects the article links (``a`` elements or their ``href``) of a list page."""

    links: SelectorText


class ArticlePage(Strict):
    """Selectors on an article page. Without ``title`` or ``date`` the article has none.

    ``fallback``: where ``text`` finds nothing, the article is found as ``article: auto`` finds it, and the crawl says so.
    """

    text: SelectorText
    title: SelectorText | None = None
    date: SelectorText | None = None
    author: SelectorText | None = None
    fallback: Literal["auto"] | None = None


# The word ``auto`` has the article found without selectors.
ArticleWay = Annotated[
    Annotated[ArticlePage, Tag("selectors")] | Annotated[Literal["auto"], Tag("word")],
    Discriminator(lambda value: "selectors" if isinstance(value, (Mapping, ArticlePage)) else "word"),
]


class Pagination(Strict):
    """How to get to further list pages, counted from ``first``.

    ``next`` selects the link; ``template`` is an address that holds ``{page}``; ``parameter`` names the parameter of the address, or
    the field of the form, that takes the number. ``max_pages`` counts list pages for each start page, that one included.
    """

    next: SelectorText | None = None
    template: WebAddress | None = None
    parameter: str | None = Field(default=None, min_length=1)
    first: int = Field(default=2, ge=0)
    max_pages: int = Field(default=1, ge=1, le=1000)

    @model_validator(mode="after")
    def _one_way(self) -> Pagination:
        if sum(way is not None for way in (self.next, self.template, self.parameter)) != 1:
            raise ValueError("next、template 与 parameter 应写且只写一个")
        if self.template is not None and "{page}" not in self.template:
            raise ValueError("template 中应有 {page}，例如 http://example.gov.cn/list_{page}.html")
        return self


class SitemapPages(Strict):
    """Which addresses of a sitemap are articles: those that ``match`` finds, changed in the last ``days`` days where it says when."""

    match: Annotated[str, AfterValidator(_pattern)] | None = None
    days: int | None = Field(default=None, ge=1)


class JsonApi(Strict):
    """Where things lie in the answer of a JSON interface, as JMESPath; all but ``items`` and ``next`` inside one item.

    ``url`` may also be an address with paths in braces. ``next``: the address of the next page. ``form``: sent by POST where it is given.
    """

    items: JsonPath
    url: JsonAddress | None = None
    id: JsonPath | None = None
    title: JsonPath | None = None
    text: JsonPath | None = None
    date: JsonPath | None = None
    author: JsonPath | None = None
    reply: JsonPath | None = None
    reply_date: JsonPath | None = None
    agency: JsonPath | None = None
    status: JsonPath | None = None
    next: JsonPath | None = None
    form: dict[str, str] | None = None

    @model_validator(mode="after")
    def _named(self) -> JsonApi:
        if self.url is None and self.id is None:
            raise ValueError("url 与 id 至少应写一个，否则同一条内容下次无法认出")
        return self


class SearchPage(Strict):
    """One request a keyword; ``{keyword}`` in ``start_urls``, ``pagination.template`` or ``form`` stands for it.

    ``form``: sent by POST where it is given. ``encoding``: of the keyword in the address or the form.
    """

    keywords: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    form: dict[str, str] | None = None
    encoding: Codec = "utf-8"


class BoardPage(Strict):
    """Selectors of a government message board (政府留言板): question and reply.

    ``items`` selects each message on a list that shows them whole; the others, and ``link`` to the message's own page, are then
    looked for inside it. Without ``items`` each message has its own page, found by ``list.links``.
    """

    items: SelectorText | None = None
    link: SelectorText | None = None
    title: SelectorText | None = None
    question: SelectorText
    asked: SelectorText | None = None
    reply: SelectorText | None = None
    reply_date: SelectorText | None = None
    agency: SelectorText | None = None
    status: SelectorText | None = None


class Healthy(Strict):
    """How many articles a healthy crawl sees, known ones included; ``days``: the newest of them is no older than so many days."""

    min: int = Field(ge=0)
    max: int = Field(default=100_000, ge=1)
    days: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _ordered(self) -> Healthy:
        if self.min > self.max:
            raise ValueError(f"min（{self.min}）大于 max（{self.max}）")
        return self


class Politeness(Strict):
    """``delay``: least seconds between two requests to one host; a Crawl-delay in robots.txt and a slow site make it longer.

    ``timeout``: seconds to wait for a page. ``retries``: how often a page is asked again that did not come.
    """

    delay: float = Field(default=2.0, ge=0.0, le=600.0)
    timeout: float = Field(default=60.0, gt=0.0, le=600.0)
    retries: int = Field(default=2, ge=0, le=10)


def is_template(value: str) -> bool:
    """Whether a ``url`` of a JSON interface is an address with paths in braces, not a path."""
    return value.startswith(("http://", "https://", "/"))


def select(page: Selector, selector: str) -> Any:
    """Apply a CSS selector or an XPath; a parsel SelectorList."""
    return page.xpath(selector) if selector.startswith(("/", "./", "(")) else page.css(selector)
