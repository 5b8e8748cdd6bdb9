"""Pages that scripts build (``javascript: true``): Scrapy asks for them through a browser of this machine.

The optional package is scrapy-playwright; the browser is Chromium, Chrome or Edge as the system has it, nothing is downloaded.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from crawlers.addresses import REFUSED, within
from crawlers.browser_proxy import start_proxy
from crawlers.politeness import polite_settings
from crawlers.source import CrawlSource

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
_PLACES = (
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_UNWANTED = frozenset({"image", "media", "font"})
_QUIET = 10_000  # milliseconds a page may take, after it was loaded, until nothing more is asked
_ALIVE = 10.0  # seconds in which its scripts must come to an end


def find_browser() -> str | None:
    """The program: the one that ZHIJIAN_BROWSER names, else the first that is found; None where there is none."""
    named = os.environ.get("ZHIJIAN_BROWSER")
    if named:
        return shutil.which(named)
    found = (shutil.which(name) for name in _NAMES)
    return next(filter(None, found), None) or next((place for place in _PLACES if Path(place).is_file()), None)


def missing() -> str | None:
    """What is missing for pages that scripts build, with the remedy; None where nothing is."""
    if find_spec("scrapy_playwright") is None:
        return "来源写了 javascript: true，但没有安装浏览器扩展；请运行 pip install 'zhijian[javascript]'，或改用 RSS、站点地图、JSON 接口"
    if find_browser() is None:
        named = os.environ.get("ZHIJIAN_BROWSER")
        where = f"环境变量 ZHIJIAN_BROWSER 所指的 {named} 不存在" if named else "本机没有找到 Chromium、Chrome 或 Edge 浏览器"
        return f"{where}；请安装（Debian：apt-get install chromium），或用环境变量 ZHIJIAN_BROWSER 写明浏览器程序的位置"
    if {"http", "https"} & getproxies().keys():
        instead = "请改用 RSS、站点地图、JSON 接口，或在直接联网的机器上采集"
        return f"本机经代理（HTTP_PROXY、HTTPS_PROXY）上网，javascript: true 不能经代理访问；{instead}"
    return None


def crawl_settings(source: CrawlSource, agent: str) -> dict[str, Any]:
    """Scrapy settings for a source, polite ones; with ``javascript`` those of the browser, whose guard then runs until the process ends."""
    polite = polite_settings(source.politeness, agent)
    if not source.javascript:
        return polite
    proxy = start_proxy(source)
    handlers = dict.fromkeys(("http", "https"), "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler")
    return polite | {
        "DOWNLOAD_HANDLERS": polite["DOWNLOAD_HANDLERS"] | handlers,
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": find_browser(),
            "chromium_sandbox": getattr(os, "geteuid", lambda: 1)() != 0,  # the superuser has none
            "proxy": {"server": f"http://127.0.0.1:{proxy.port}", "bypass": "<-loopback>"},  # this machine too is asked through the proxy
            "args": ["--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--disable-quic", "--dns-prefetch-disable"],
        },
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": source.politeness.timeout * 1000,
        "PLAYWRIGHT_ABORT_REQUEST": _unwanted(source),
        REFUSED: lambda: proxy.refused(),  # a function: Scrapy copies what its settings hold
    }


def browser_meta(source: CrawlSource, agent: str) -> dict[str, Any]:
    """The ``meta`` of a request that goes through the browser, empty for a source without ``javascript``."""
    if not source.javascript:
        return {}
    from scrapy_playwright.page import PageMethod

    return {
        "playwright": True,
        "playwright_context_kwargs": {"accept_downloads": False, "service_workers": "block", "user_agent": agent, "locale": "zh-CN"},
        "playwright_page_init_callback": _opens_no_windows,
        "playwright_page_methods": [PageMethod(_settled)],
    }


def _unwanted(source: CrawlSource) -> Callable[[Any], bool]:
    def unwanted(request: Any) -> bool:
        """Pictures and the like, and a page that leads itself to another site."""
        if request.resource_type in _UNWANTED:
            return True
        away = not within((urlsplit(request.url).hostname or "").lower(), source.allowed_domains)
        return away and bool(request.is_navigation_request()) and request.frame.parent_frame is None

    return unwanted


async def _opens_no_windows(page: Any, request: Any) -> None:
    """Nobody would close them."""
    await page.add_init_script("window.open = () => null")


async def _settled(page: Any) -> None:
    """Until the page asks for nothing more, or long enough; TimeoutError where its scripts never end."""
    from playwright.async_api import TimeoutError as NeverQuiet

    with contextlib.suppress(NeverQuiet):  # pages that ask for news all the time
        await page.wait_for_load_state("networkidle", timeout=_QUIET)
    await asyncio.wait_for(page.evaluate("0"), _ALIVE)
