"""Which addresses a crawl may ask: those of its own domains, and on the public internet unless its source says otherwise.

Otherwise a page, or a redirect, could make the crawler ask machines that only this office can reach (server-side request forgery).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import DNSLookupError

from crawlers.failures import Refusal

# Of IPv6: what is left of addresses that were IPv4, and what a gateway (NAT64) makes such of.
_AROUND_IPV4 = (ipaddress.IPv6Network("::/96"), ipaddress.IPv6Network("64:ff9b::/96"))
_PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")  # all that was given out; the rest is local, or translated by a machine of the office


REFUSED = "ZHIJIAN_BROWSER_REFUSED"  # the setting that holds what the browser's proxy refused, where there is one


class RefusedAddress(Refusal):
    """The address may not be asked; the message says why in Chinese."""


def within(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of the domains or below one."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def is_public(address: str) -> bool | None:
    """Whether an IP address lies on the public internet; None where ``address`` is a name that must be resolved first."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        try:
            found = ipaddress.ip_address(socket.inet_aton(address))  # 2130706433, 0x7f.1: browsers and sockets take these
        except (OSError, ValueError):
            return None
    if isinstance(found, ipaddress.IPv6Address):
        inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if any(found in network for network in _AROUND_IPV4) else None
        found = found.ipv4_mapped or found.sixtofour or inner or found
        if isinstance(found, ipaddress.IPv6Address) and found not in _PUBLIC_IPV6:
            return False
    return found.is_global and not found.is_multicast


class AddressGuard:
    """Scrapy downloader middleware: every request passes here, also redirects and robots.txt, before anything is connected.

    Names are resolved through Scrapy's own cache, so the address that was judged is the one that is connected. Behind a proxy
    the proxy resolves names, and only literal addresses are judged.
    """

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> AddressGuard:
        """Scrapy's way of making one."""
        return cls(crawler)

    async def process_request(self, request: Any) -> None:
        """Raise RefusedAddress where the request may not be sent."""
        self._refused()  # what was refused for the page before
        source = self._crawler.spider.source
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https"):
            raise RefusedAddress(f"不是网页地址（{parts.scheme}:），没有抓取")
        if not within(host, source.allowed_domains):
            raise _elsewhere(host)
        if source.private_network:
            return
        public = is_public(host)
        if public is None and "proxy" not in request.meta:
            public = await _resolves_to_public(host)
        if public is False:
            raise _private(host)

    async def process_exception(self, request: Any, exception: Exception) -> None:
        """Raise RefusedAddress where the browser brought no page as its proxy refused the way there."""
        if request.meta.get("playwright") and type(exception).__name__ != "TimeoutError" and (refused := self._refused()):
            own = next((machine for machine in refused if machine.rpartition(":")[0] == urlsplit(request.url).hostname), refused[-1])
            raise _private_to_browser(own) if self._crawler.spider.source.private_network else _private(own.rpartition(":")[0])

    def _refused(self) -> list[str]:
        told: Callable[[], list[str]] | None = self._crawler.settings.get(REFUSED)
        return told() if told else []

    async def process_response(self, request: Any, response: Any) -> Any:
        """The response, unless it came from a machine that may not be asked: the last look, whatever the name resolved to."""
        source, machine = self._crawler.spider.source, response.ip_address
        if request.meta.get("playwright"):  # its proxy judged the machines; redirects and scripts led the browser where they liked
            if urlsplit(response.url).scheme not in ("http", "https"):
                raise RefusedAddress("网页自己转到了不能访问的地址，没有抓取")
            host = urlsplit(response.url).hostname or ""
            if not within(host, source.allowed_domains):
                raise _elsewhere(host)
            return response
        if not source.private_network and "proxy" not in request.meta and machine is not None and is_public(str(machine)) is False:
            raise _private(urlsplit(request.url).hostname or "")
        return response


def _elsewhere(host: str) -> RefusedAddress:
    return RefusedAddress(f"{host} 不在来源的 allowed_domains 之内，没有抓取", "elsewhere")


def _private(host: str) -> RefusedAddress:
    return RefusedAddress(f"{host} 是内网地址，没有抓取；确需采集内网网站时，请在来源文件中写 private_network: true", "private")


def _private_to_browser(machine: str) -> RefusedAddress:
    said = f"{machine} 是内网地址，浏览器在内网只能访问 start_urls 的那台机器和那个端口，没有抓取"
    return RefusedAddress(f"{said}；请为它另写一个来源，或去掉 javascript: true", "private")


async def _resolves_to_public(host: str) -> bool | None:
    """None where the name does not resolve: the download will say so."""
    from twisted.internet import reactor  # exists once Scrapy has installed it

    installed: Any = reactor  # Twisted's interface gives its argument the wrong type
    try:
        address = await maybe_deferred_to_future(installed.resolve(host))
    except DNSLookupError:
        return None
    return is_public(address)
