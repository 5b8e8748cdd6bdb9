"""A source: one YAML file that says where the list is, how an article is read, when it is asked, and what a healthy crawl yields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, model_validator

from crawlers.addresses import is_public, within
from crawlers.source_due import DueSource
from crawlers.source_errors import explained
from crawlers.source_file import loaded, parsed
from crawlers.source_parts import (
    ArticlePage,
    ArticleWay,
    BoardPage,
    Codec,
    Healthy,
    Host,
    JsonApi,
    ListPage,
    Pagination,
    Politeness,
    SearchPage,
    SitemapPages,
    WebAddress,
    select,
)
from ingest.errors import KnowledgeError

__all__ = ["SITES", "ArticlePage", "CrawlSource", "SourceType", "load_source", "load_sources", "select"]

SITES = Path(__file__).parent / "sites"
SourceType = Literal["list", "feed", "sitemap", "json", "search", "board"]
_NEEDED: dict[str, tuple[str, ...]] = {
    "list": ("list", "article"),
    "feed": (),
    "sitemap": ("article",),
    "json": ("json",),
    "search": ("search", "list", "article"),
    "board": ("board",),
}
_ALLOWED: dict[str, tuple[str, ...]] = {
    "list": ("pagination",),
    "feed": ("article",),
    "sitemap": ("sitemap",),
    "json": ("article", "pagination"),
    "search": ("pagination",),
    "board": ("list", "pagination"),
}
_IN_BROWSER = ("list", "search", "board")
_SECTIONS = {
    "list": "list",
    "article": "article",
    "pagination": "pagination",
    "sitemap": "sitemap",
    "json": "json_api",
    "search": "search",
    "board": "board",
}


class CrawlSource(DueSource):
    """One web source; ``encoding`` overrules what the site declares.

    ``type``: a list of articles, a feed (RSS, Atom), a sitemap, a JSON interface, a search page asked with keywords, or a message board.
    ``article``: selectors, or ``auto``; a feed or a JSON interface without it holds the whole text itself.
    ``recheck``: for so many days an article is asked again in each crawl, on condition that it changed, so that changes are found.
    ``javascript``: list pages and articles are opened in a browser, which runs their scripts, before they are read.
    ``private_network``: the site stands in the office's own network. Otherwise nothing but public addresses is asked.
    """

    type: SourceType = "list"
    kind: Literal["news", "complaint", "post"] = "news"
    start_urls: tuple[WebAddress, ...] = Field(min_length=1)
    allowed_domains: tuple[Host, ...] = Field(min_length=1)
    list: ListPage | None = None
    article: ArticleWay | None = None
    pagination: Pagination | None = None
    sitemap: SitemapPages | None = None
    json_api: JsonApi | None = Field(default=None, alias="json")
    search: SearchPage | None = None
    board: BoardPage | None = None
    healthy: Healthy
    recheck: int = Field(default=0, ge=0, le=3650)
    encoding: Codec | None = None
    javascript: bool = False
    politeness: Politeness = Politeness()
    private_network: bool = False

    @model_validator(mode="before")
    @classmethod
    def _boards_hold_complaints(cls, values: Any) -> Any:
        if isinstance(values, dict) and values.get("type") == "board":
            return {"kind": "complaint"} | values
        return values

    @model_validator(mode="after")
    def _sections_fit(self) -> CrawlSource:
        present = [key for key, field in _SECTIONS.items() if getattr(self, field) is not None]
        needed, allowed = _NEEDED[self.type], _ALLOWED[self.type]
        for key in needed:
            if key not in present:
                raise ValueError(f"缺少“{key}”，type: {self.type} 的来源应有它")
        for key in present:
            if key not in needed + allowed:
                raise ValueError(f"“{key}”不用于 type: {self.type} 的来源，可用：{'、'.join(needed + allowed)}")
        if self.board and (self.board.items is None) == (self.list is None):
            raise ValueError("board.items（列表上直接有留言和答复）与 list.links（每条留言一个网页）应写且只写一个")
        if self.json_api and self.article is None and self.json_api.text is None:
            raise ValueError("json.text 与 article 应写一个，否则没有正文")
        if self.json_api and self.article is not None and self.json_api.url is None:
            raise ValueError("有 article 时应写 json.url，即文章网页的地址")
        if self.javascript and self.type not in _IN_BROWSER:
            raise ValueError(f"javascript 只用于网页（type: {'、'.join(_IN_BROWSER)}），订阅、站点地图和接口没有脚本")
        if self.type == "board" and self.kind != "complaint":
            raise ValueError("留言板（type: board）的 kind 只能是 complaint，可不写")
        return self

    @model_validator(mode="after")
    def _places_fit(self) -> CrawlSource:
        for url in self.start_urls:
            host = urlsplit(url).hostname or ""
            if not within(host, self.allowed_domains):
                raise ValueError(f"start_urls 中的 {host} 不在 allowed_domains 之内")
            if is_public(host) is False and not self.private_network:
                raise ValueError(f"start_urls 中的 {host} 是内网地址；确需采集内网网站时，请写 private_network: true")
        if self.pagination and self.pagination.template and len(self.start_urls) > 1:
            raise ValueError("pagination.template 只能用于一个起始地址，请把其余地址写成另外的来源文件")
        if self.search and not all("{keyword}" in url for url in self.start_urls) and not self._form_has_keyword():
            raise ValueError("start_urls 或 search.form 中应有 {keyword}，例如 http://example.gov.cn/search?q={keyword}")
        return self

    def _form_has_keyword(self) -> bool:
        form = self.search.form if self.search else None
        return any("{keyword}" in value for value in (form or {}).values())


def load_source(path: Path) -> CrawlSource:
    """Read one source file. KnowledgeError names file, line, key and remedy."""
    values, tree = parsed(path, str(SITES / "example-local.yml"))
    try:
        return CrawlSource.model_validate(values)
    except ValidationError as error:
        raise KnowledgeError("\n".join(explained(path, tree, problem, CrawlSource) for problem in error.errors())) from error


def load_sources(
    sites_dir: Path | None = None, *, on_broken: Callable[[Path, KnowledgeError], None] | None = None
) -> dict[str, CrawlSource]:
    """All sources by id, from the package and from the office's own folder, which need not exist.

    A file with a mistake, or with the id of an earlier one, is told to ``on_broken`` and left out; without it KnowledgeError is raised.
    """
    return loaded((SITES, *([sites_dir] if sites_dir else [])), load_source, on_broken=on_broken)
