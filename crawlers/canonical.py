"""One page, one address: what is said in an address and does not choose the page is left out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, unquote_plus, urljoin, urlsplit, urlunsplit

from parsel import Selector
from w3lib.url import canonicalize_url, safe_url_string

from crawlers.addresses import within

_PORTS = {"http": 80, "https": 443}
# Parameters that say where a reader comes from, or in which session he is.
_NAMES = re.compile(
    r"utm_\w+|spm|scm|fbclid|gclid|yclid|msclkid|mc_[ce]id|isappinstalled|share_(?:token|source|from|medium)|"
    r"jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|session_?id|cfid|cftoken",
    re.IGNORECASE,
)
_SHARED_BY = {"from": frozenset({"timeline", "groupmessage", "singlemessage"})}  # as WeChat marks links that were passed on
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/?#]*", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|php|aspx?)$", re.IGNORECASE)


def cleaned(address: str) -> str:
    """The address without fragment, default port, session and tracking parameters; still one that can be asked.

    ValueError where it is no address.
    """
    parts = urlsplit(safe_url_string(address.strip()))
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme) else ""
    query = "&".join(piece for piece in parts.query.split("&") if piece and not _says_nothing(piece))
    return urlunsplit(SplitResult(parts.scheme, f"{host}{port}", _PATH_SESSION.sub("", parts.path) or "/", query, ""))


def key_of(address: str) -> str:
    """What two addresses of one page have in common; not meant to be asked: ``index.html`` is left out and parameters are sorted."""
    key = canonicalize_url(cleaned(address))
    parts = urlsplit(key)
    return urlunsplit(parts._replace(path=_INDEX.sub("/", parts.path)))


def absolute(base: str, href: str | None) -> str | None:
    """A link of a page as an address without fragment, user and password; None where it leads to no web page."""
    if not href or not href.strip():
        return None
    try:
        address = urljoin(base, href.strip())
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or (parts.port or 0) < 0:
            return None
    except ValueError:  # such as http://[broken
        return None
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def base_of(page: Selector, url: str) -> str:
    """What the links of a page are relative to."""
    href = page.css("base::attr(href)").get()
    return absolute(url, href) or url


def claimed(page: Selector, url: str, domains: Iterable[str]) -> str | None:
    """The address a page calls its own (``link rel=canonical``), where it lies within the site and is no home page."""
    for href in page.css('link[rel~="canonical" i]::attr(href)').getall():
        address = absolute(base_of(page, url), href)
        if address is None or not within(urlsplit(address).hostname or "", domains):
            continue
        found = cleaned(address)
        if urlsplit(_INDEX.sub("/", found)).path != "/" or urlsplit(found).query:  # many sites name their home page on every page
            return found
    return None


def _says_nothing(piece: str) -> bool:
    name, _, value = piece.partition("=")
    name = unquote_plus(name)
    return bool(_NAMES.fullmatch(name)) or value in _SHARED_BY.get(name.lower(), ())
