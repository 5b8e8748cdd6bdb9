"""A source of news: one YAML file that says where the list is, how an article is read, and what a healthy crawl yields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import yaml
from parsel import Selector
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from crawlers.addresses import is_public, within
from ingest.errors import KnowledgeError

SITES = Path(__file__).parent / "sites"


def _selector(value: str) -> str:
    """A CSS selector, or an XPath where it begins with ``/``, ``./`` or ``(``; checked against an empty page."""
    try:
        select(Selector(text="<html></html>"), value)
    except Exception as error:  # cssselect and lxml each have their own errors
        raise ValueError(f"选择器“{value}”有误（{error}）") from error
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"地址“{value}”应以 http:// 或 https:// 开头")
    return value


def _host(value: str) -> str:
    if not value or any(char in value for char in "/: "):
        raise ValueError(f"“{value}”应只写域名，例如 example.gov.cn，不含 http:// 和端口")
    return value.lower()


SelectorText = Annotated[str, Field(min_length=1), AfterValidator(_selector)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Host = Annotated[str, AfterValidator(_host)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ListPage(_Strict):
    """``links``: selects the article links (``a`` elements or their ``href``) of a list page."""

    links: SelectorText


class ArticlePage(_Strict):
    """Selectors on an article page. Without ``title`` or ``date`` the article has none."""

    text: SelectorText
    title: SelectorText | None = None
    date: SelectorText | None = None
    author: SelectorText | None = None


class Pagination(_Strict):
    """How to get to further list pages: ``next`` selects the link, or ``template`` holds ``{page}``, counted from ``first``.

    ``max_pages`` counts list pages for each start page, that one included.
    """

    next: SelectorText | None = None
    template: WebAddress | None = None
    first: int = Field(default=2, ge=0)
    max_pages: int = Field(default=1, ge=1, le=1000)

    @model_validator(mode="after")
    def _one_way(self) -> Pagination:
        if (self.next is None) == (self.template is None):
            raise ValueError("next 与 template 应写且只写一个")
        if self.template is not None and "{page}" not in self.template:
            raise ValueError("template 中应有 {page}，例如 http://example.gov.cn/list_{page}.html")
        return self


class Healthy(_Strict):
    """How many articles a healthy crawl sees, known ones included."""

    min: int = Field(ge=0)
    max: int = Field(default=100_000, ge=1)

    @model_validator(mode="after")
    def _ordered(self) -> Healthy:
        if self.min > self.max:
            raise ValueError(f"min（{self.min}）大于 max（{self.max}）")
        return self


class Politeness(_Strict):
    """``delay``: least seconds between two requests to one host; AutoThrottle waits longer where the site is slow."""

    delay: float = Field(default=2.0, ge=0.0, le=600.0)


class CrawlSource(_Strict):
    """One source. ``id`` names it in the store and may not change; ``encoding`` overrules what the site declares.

    ``private_network``: the site stands in the office's own network. Otherwise nothing but public addresses is asked.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    name: str = Field(min_length=1)
    kind: Literal["news", "complaint", "post"] = "news"
    enabled: bool = True
    start_urls: tuple[WebAddress, ...] = Field(min_length=1)
    allowed_domains: tuple[Host, ...] = Field(min_length=1)
    list: ListPage
    article: ArticlePage
    pagination: Pagination | None = None
    healthy: Healthy
    encoding: str | None = None
    politeness: Politeness = Politeness()
    private_network: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> CrawlSource:
        for url in self.start_urls:
            host = urlsplit(url).hostname or ""
            if not within(host, self.allowed_domains):
                raise ValueError(f"start_urls 中的 {host} 不在 allowed_domains 之内")
            if is_public(host) is False and not self.private_network:
                raise ValueError(f"start_urls 中的 {host} 是内网地址；确需采集内网网站时，请写 private_network: true")
        if self.pagination and self.pagination.template and len(self.start_urls) > 1:
            raise ValueError("pagination.template 只能用于一个起始地址，请把其余地址写成另外的来源文件")
        if self.encoding is not None:
            try:
                "".encode(self.encoding)
            except LookupError:
                raise ValueError(f"encoding“{self.encoding}”不是已知的编码，常用：utf-8、gb18030") from None
        return self


def select(page: Selector, selector: str) -> Any:
    """Apply a CSS selector or an XPath; a parsel SelectorList."""
    return page.xpath(selector) if selector.startswith(("/", "./", "(")) else page.css(selector)


def load_source(path: Path) -> CrawlSource:
    """Read one source file. KnowledgeError names file, line, key and remedy."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}：无法读取来源文件（{error}），请检查权限并保存为 UTF-8") from error
    try:
        values, tree = yaml.safe_load(text), yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" 第 {mark.line + 1} 行" if mark else ""
        what = getattr(error, "problem", error)
        raise KnowledgeError(f"{path}{place}：不是有效的 YAML（{what}），请检查缩进和冒号") from error
    if not isinstance(values, dict):
        raise KnowledgeError(f"{path}：应为“键: 值”形式，请参照 {SITES / 'example-local.yml'}")
    try:
        return CrawlSource.model_validate(values)
    except ValidationError as error:
        raise KnowledgeError("\n".join(_explained(path, tree, problem) for problem in error.errors())) from error


def load_sources(sites_dir: Path | None = None) -> dict[str, CrawlSource]:
    """All sources by id, from the package and from the office's own folder, which need not exist.

    KnowledgeError also where two share an id.
    """
    sources: dict[str, CrawlSource] = {}
    files: dict[str, Path] = {}
    for folder in (SITES, *([sites_dir] if sites_dir else [])):
        for path in sorted((*folder.glob("*.yml"), *folder.glob("*.yaml"))):
            source = load_source(path)
            if source.id in sources:
                raise KnowledgeError(f"{path}：id“{source.id}”与 {files[source.id]} 重复，请改用另一个 id")
            sources[source.id], files[source.id] = source, path
    return sources


def _explained(path: Path, tree: Any, problem: Mapping[str, Any]) -> str:
    """One pydantic error in the user's words."""
    loc: Sequence[str | int] = problem["loc"]
    key = ".".join(map(str, loc)) or "来源"
    line = _line(tree, loc)
    place = f"{path} 第 {line} 行" if line else f"{path}"
    kind = problem["type"]
    if kind == "extra_forbidden":
        return f"{place}：不认识的键“{key}”，可用的键：{'、'.join(_keys(loc[:-1]))}"
    if kind == "missing":
        return f"{place}：缺少“{key}”，请补上"
    if kind == "value_error":
        return f"{place}：“{key}”：{problem['ctx']['error']}"
    return f"{place}：“{key}”的值“{problem['input']}”不合要求（{problem['msg']}），请修改"


def _keys(loc: Sequence[str | int]) -> list[str]:
    """The keys allowed where ``loc`` leads."""
    parts: dict[str, type[BaseModel]] = {
        "list": ListPage,
        "article": ArticlePage,
        "pagination": Pagination,
        "healthy": Healthy,
        "politeness": Politeness,
    }
    return list(parts[str(loc[0])].model_fields if loc else CrawlSource.model_fields)


def _line(node: Any, loc: Sequence[str | int]) -> int | None:
    """The line of a key in the file; that of the nearest parent where the key is missing."""
    line = None
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if found is None:
                return line
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line
