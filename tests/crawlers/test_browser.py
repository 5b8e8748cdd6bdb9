"""``javascript: true``: a real Chromium reads pages that scripts build, and its guard keeps it where a crawl may go."""

from __future__ import annotations

import http.client
import json
import os
import socket
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawlers import browser
from crawlers.browser_proxy import start_proxy
from tests.crawlers.conftest import Site
from tests.crawlers.lists import TRS, stories
from tests.crawlers.office import Office, source
from tests.crawlers.proposing import proposed

needs_browser = pytest.mark.skipif(browser.missing() is not None, reason=str(browser.missing()))
IN_BROWSER = {"javascript": True, "politeness": {"delay": 0, "retries": 0, "timeout": 30}}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def neighbour() -> Iterator[Site]:
    """Another server of this machine, which no page may make the browser ask."""
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def _script(rows: list[tuple[str, str, str]]) -> str:
    """A page whose list a script fetches and builds, as applications with one page do."""
    return f"""<html><head><title>工作动态</title></head><body><div id="app"></div><img src="/picture.png"><script>
    fetch("/api/list").then(answer => answer.json()).then(rows => {{
      document.getElementById("app").innerHTML = "<ul class=news>" + rows.map(([href, title, day]) =>
        `<li><a href="${{href}}">${{title}}</a><span>${{day}}</span></li>`).join("") + "</ul>";
    }});</script></body></html><!-- {len(rows)} -->"""


def _application(site: Site) -> list[Any]:
    told = stories(6)
    for number, story in enumerate(told):
        site.html(TRS.article_path(number, story), TRS.article(story))
    rows = [(TRS.article_path(number, story), story.title, story.day) for number, story in enumerate(told)]
    site.html("/list.html", _script(rows))
    site.pages["/api/list"] = (200, "application/json", json.dumps(rows).encode())
    return told


@needs_browser
def test_a_list_that_a_script_builds_is_proposed_and_crawled(site: Site, tmp_path: Path) -> None:
    told = _application(site)
    found = proposed(f"{site.url}/list.html", tmp_path, javascript=True)
    assert found.source.javascript
    assert found.complete(told) == []
    assert site.asked["/picture.png"] == 0
    assert site.agents == {"zhijian/0.1"}


@needs_browser
def test_pages_ask_nobody_whom_the_crawl_may_not_ask(site: Site, neighbour: Site, office: Office) -> None:
    neighbour.html("/secret", "<h1>秘密</h1>")
    asked = [f"{neighbour.url}/secret", "http://169.254.169.254/latest/meta-data/", "http://localhost:1/", "file:///etc/passwd"]
    tries = "".join(f"fetch({json.dumps(url)}, {{mode: 'no-cors'}}).then(() => told('got'), () => told('refused'));" for url in asked)
    site.html(
        "/list.html",
        f"""<ul class=news></ul><iframe src="{neighbour.url}/secret"></iframe><script src="{neighbour.url}/secret.js"></script>
        <link rel=stylesheet href="{neighbour.url}/secret.css"><script>
        let number = 0;
        function told(how) {{
          document.querySelector("ul").innerHTML += `<li><a href="/${{how}}${{++number}}.html">${{how}}</a></li>`;
        }}
        {tries}
        new WebSocket("{neighbour.url.replace("http", "ws")}/socket");
        navigator.sendBeacon("{neighbour.url}/beacon");</script>""",
    )
    result = office.crawl(source(site.url, **IN_BROWSER))
    failed = {url.removeprefix(site.url) for url, _ in result.failed}
    assert failed == {f"/refused{number}.html" for number in range(1, len(asked) + 1)}  # the links that the script made
    assert not neighbour.asked


@needs_browser
def test_a_page_that_leads_elsewhere_or_never_ends_costs_only_itself(site: Site, neighbour: Site, office: Office) -> None:
    site.listing("/list.html", ["away.html", "endless.html", "redirect.html", "gone.html", "good.html"])
    site.html("/away.html", f"<script>location = '{neighbour.url}/secret'</script><div class=content>某局执法</div>")
    site.redirects["/redirect.html"] = f"{neighbour.url}/secret"
    site.html("/endless.html", "<div class=content>某局</div><script>addEventListener('load', () => { while (true) {} })</script>")
    site.article("/good.html", "好", kind="text/html; charset=utf-8")
    result = office.crawl(source(site.url, **IN_BROWSER | {"politeness": {"delay": 0, "retries": 0, "timeout": 20}}))
    assert "好" in office.titles()
    failed = {url.removeprefix(site.url): reason for url, reason in result.failed}
    assert failed["/gone.html"] == "网页不存在（404）"
    assert failed["/away.html"] == "网页自己转到了不能访问的地址，没有抓取"
    other = neighbour.url.removeprefix("http://")
    assert failed["/redirect.html"].startswith(f"{other} 是内网地址，浏览器在内网只能访问 start_urls 的那台机器和那个端口")
    assert failed["/endless.html"] == "网站在规定时间内没有响应"
    assert not neighbour.asked


@needs_browser
def test_pages_open_no_windows(site: Site, office: Office) -> None:
    site.listing("/list.html", ["1.html"], after="<script>window.open('/window.html')</script>")
    site.article("/1.html", "甲", kind="text/html; charset=utf-8")
    office.crawl(source(site.url, **IN_BROWSER))
    assert (office.titles(), site.asked["/window.html"]) == (["甲"], 0)


def _through(port: int, url: str) -> int:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": f"http://127.0.0.1:{port}"}))
    try:
        with opener.open(url, timeout=60) as answer:
            return int(answer.status)
    except (OSError, http.client.HTTPException):
        return 0


def _tunnel(port: int, target: str) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
        return connection.recv(64).decode()[9:12]


def test_the_guard_judges_what_names_resolve_to(site: Site) -> None:
    site.html("/", "<h1>首页</h1>")
    port = site.server.server_port
    public = start_proxy(source("https://www.example.gov.cn", allowed_domains=["example.gov.cn"], private_network=False))
    private = start_proxy(source(site.url))
    for proxy in (public, private):
        guard = proxy.port
        assert _through(guard, f"http://localhost.localdomain:{port}/") == 0
        assert _tunnel(guard, "169.254.169.254:80") == ""
        assert _tunnel(guard, "[::1]:80") == ""
        assert _tunnel(guard, f"0x7f.1:{port}") == ""
        assert proxy.refused()[-3:] == ["169.254.169.254:80", "::1:80", f"0x7f.1:{port}"]  # not every machine resolves the name
        assert proxy.refused() == []
    assert _through(public.port, f"{site.url}/") == 0
    assert _tunnel(public.port, f"localhost:{port}") == ""
    assert not site.asked
    assert _through(private.port, f"{site.url}/") == 200
    assert _tunnel(private.port, f"127.0.0.1:{port}") == "200"
    assert private.refused() == []
    assert _tunnel(private.port, f"localhost:{port}") == ""


def test_what_is_missing_is_named_before_anything_is_asked(site: Site, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    site.listing("/list.html", ["1.html"])
    monkeypatch.setenv("ZHIJIAN_BROWSER", os.fspath(office.state / "none"))
    result = office.crawl(source(site.url, **IN_BROWSER))
    assert not result.healthy
    assert result.warning is not None
    assert "javascript" in result.warning or "ZHIJIAN_BROWSER 所指的" in result.warning
    assert not site.asked


def test_an_intranet_that_needs_a_proxy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    if browser.missing():
        pytest.skip("no browser to begin with")
    monkeypatch.setenv("https_proxy", "http://10.1.1.1:3128")
    assert "不能经代理访问" in str(browser.missing())


def test_what_has_no_scripts_needs_no_browser() -> None:
    with pytest.raises(ValueError, match="javascript 只用于网页（type: list、search、board）"):
        source("http://127.0.0.1", type="sitemap", list=None, article="auto", javascript=True)
