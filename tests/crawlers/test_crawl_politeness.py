"""How a crawl behaves toward a site, over real HTTP: pauses, further tries, what the site asks for, hours, conditional requests."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import formatdate
from itertools import pairwise
from typing import Any

import psutil
import pytest

from crawlers.politeness import polite_settings, retry_after
from crawlers.source_parts import Politeness
from tests.crawlers.conftest import Answer, Asked, Site, article
from tests.crawlers.office import Office, source


def _page(title: str) -> Answer:
    return 200, "text/html", article(title).encode()


def _after(*first: Answer, then: str) -> Callable[[Asked], Answer]:
    """These answers one after the other, then an article."""
    answers = list(first)
    return lambda asked: answers.pop(0) if answers else _page(then)


def _pauses(site: Site, path: str) -> list[float]:
    times = site.times(path)
    return [after - before for before, after in pairwise(times)]


def test_a_site_that_asks_to_wait_is_asked_again_when_it_said(site: Site, office: Office) -> None:
    site.listing("/list.html", ["seconds.html", "date.html"])
    site.pages["/seconds.html"] = _after((503, "text/html", b"", {"Retry-After": "1"}), then="甲")
    dates: list[float] = []

    def dated(asked: Asked) -> Answer:
        if dates:
            return _page("乙")
        dates.append(time.time() + 2)
        return 429, "text/html", b"", {"Retry-After": formatdate(dates[0], usegmt=True)}

    site.pages["/date.html"] = dated
    result = office.crawl(source(site.url))
    assert (office.titles(), result.failed) == (["乙", "甲"], ())
    assert _pauses(site, "/seconds.html")[0] >= 1
    assert _pauses(site, "/date.html")[0] >= 1  # a date has no fractions of a second


def test_a_site_that_asks_for_more_than_minutes_is_left_in_peace_and_gone_on_with_later(site: Site, office: Office) -> None:
    site.listing("/list.html", [f"{n}.html" for n in range(5)])
    site.pages["/0.html"] = _after((429, "text/html", b"", {"Retry-After": "3600"}), then="第0篇")
    for n in range(1, 5):
        site.article(f"/{n}.html", f"第{n}篇")
    result = office.crawl(source(site.url))
    assert result.failed == ((f"{site.url}/0.html", "网站要求 60 分钟后再访问（429）"),)
    assert site.asked == {"/robots.txt": 1, "/list.html": 1, "/0.html": 1}
    result = office.crawl(source(site.url))
    assert office.titles() == [f"第{n}篇" for n in range(5)]
    assert result.failed == ()


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 0),
        (b"", 0),
        (b"120", 120),
        (b"-5", 0),
        (b"soon", 0),
        (b"\xb2", 0),
        (b"Sat, 01 Mar 2025 00:01:00 GMT", 60),
        (b"Sat, 01 Mar 2025 08:01:00 +0800", 60),
        (b"Sat, 01 Mar 2025 00:01:00 -0000", 60),
        (b"Fri, 28 Feb 2025 00:00:00 GMT", 0),
        (b"Sat, 01 Mar 99999 00:00:00 GMT", 0),
        (b"9" * 400, 366 * 86400),
        (b"Fri, 31 Dec 9999 23:59:59 GMT", 366 * 86400),
        (b"Fri, 31 Dec 9999 23:59:59 -1400", 0),
    ],
)
def test_what_a_site_says_about_waiting(header: bytes | None, seconds: float) -> None:
    assert retry_after(header, now=datetime(2025, 3, 1, tzinfo=UTC)) == seconds


def test_the_pause_that_robots_txt_asks_for_is_kept_throughout(site: Site, office: Office) -> None:
    site.pages["/robots.txt"] = (200, "text/plain", b"User-agent: *\nCrawl-delay: 1\n")
    site.listing("/list.html", ["1.html", "2.html"])
    site.article("/1.html", "甲")
    site.article("/2.html", "乙")
    office.crawl(source(site.url, politeness={"delay": 0.1}))
    times = [request.at for request in site.requests]
    assert len(times) == 4
    assert min(after - before for before, after in pairwise(times)) > 0.95


def test_a_slow_site_is_asked_more_slowly(site: Site, office: Office) -> None:
    def slow(asked: Asked) -> Answer:
        time.sleep(0.5)
        return _page(asked.path)

    site.listing("/list.html", [f"{n}.html" for n in range(3)])
    site.pages |= {f"/{n}.html": slow for n in range(3)}
    office.crawl(source(site.url, politeness={"delay": 0.01}))
    assert site.times("/2.html")[0] - site.times("/1.html")[0] > 0.9  # half a second for the answer, as long a pause


def test_without_a_delay_nothing_slows_a_crawl_of_an_own_site() -> None:
    assert not polite_settings(Politeness(delay=0), "agent")["AUTOTHROTTLE_ENABLED"]
    assert polite_settings(Politeness(), "agent")["AUTOTHROTTLE_ENABLED"]


def test_a_page_that_does_not_come_is_asked_again_after_ever_longer_pauses_and_in_the_next_crawl(site: Site, office: Office) -> None:
    released = threading.Event()

    def hanging(asked: Asked) -> Answer:
        released.wait(60)
        return _page("乙")

    site.listing("/list.html", ["1.html", "hanging.html", "failing.html"])
    site.article("/1.html", "甲")
    site.pages["/hanging.html"] = hanging
    site.pages["/failing.html"] = lambda asked: (502, "text/html", b"")
    polite = source(site.url, politeness={"delay": 0, "timeout": 1.0, "retries": 2})
    result = office.crawl(polite)
    released.set()
    assert dict(result.failed) == {
        f"{site.url}/hanging.html": "网站在规定时间内没有响应",
        f"{site.url}/failing.html": "网站出错（502）",
    }
    assert (site.asked["/hanging.html"], site.asked["/failing.html"]) == (3, 3)
    first, second = _pauses(site, "/failing.html")
    assert first >= 0.5
    assert second >= 1
    first, second = _pauses(site, "/hanging.html")
    assert first >= 1.5
    assert second >= 2
    site.article("/failing.html", "丙")
    site.listing("/list.html", [])
    assert office.crawl(polite).items == 2
    assert office.titles() == ["丙", "乙", "甲"]
    assert site.asked["/1.html"] == 1


def test_a_robots_txt_that_the_server_fails_to_give_forbids_everything_for_now(site: Site, office: Office) -> None:
    site.listing("/list.html", ["1.html"])
    site.article("/1.html", "甲")
    rules = site.pages["/robots.txt"]
    site.pages["/robots.txt"] = (503, "text/html", b"")
    result = office.crawl(source(site.url, politeness={"delay": 0, "retries": 0}))
    assert result.failed == ((f"{site.url}/list.html", "robots.txt 无法取得（503），按约定暂不抓取"),)
    assert site.asked == {"/robots.txt": 1}
    site.pages["/robots.txt"] = rules
    assert office.crawl(source(site.url)).items == 1


def test_a_site_in_trouble_is_left_in_peace_after_ten_pages(site: Site, office: Office) -> None:
    site.listing("/list.html", [f"{n}.html" for n in range(15)])
    site.pages |= {f"/{n}.html": (500, "text/html", b"") for n in range(15)}
    result = office.crawl(source(site.url, politeness={"delay": 0, "retries": 0}))
    assert "网站连续 10 个网页没有正常返回，最后一个：网站出错（500）" in str(result.warning)
    assert site.asked.total() == 2 + 10
    for n in range(15):
        site.article(f"/{n}.html", f"第{n}篇")
    assert office.crawl(source(site.url)).items == 5  # those that were not asked
    result = office.crawl(source(site.url))
    assert (result.items, result.failed, result.healthy) == (10, (), True)
    assert site.asked["/list.html"] == 2


@pytest.mark.skipif(sys.platform == "win32", reason="the local time of a process cannot be set")
def test_a_crawl_ends_with_its_window_and_the_rest_comes_in_the_next(site: Site, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock on the wall is moved, not the clock: it is five seconds to twelve here."""
    site.listing("/list.html", [f"{n}.html" for n in range(80)])
    for n in range(80):
        site.article(f"/{n}.html", f"第{n}篇")
    utc = datetime.now(UTC)
    east = (12 * 3600 - 5) - (utc.hour * 3600 + utc.minute * 60 + utc.second)
    monkeypatch.setenv("TZ", f"HERE{'-' if east >= 0 else '+'}{abs(east) // 3600}:{abs(east) // 60 % 60:02}:{abs(east) % 60:02}")
    try:
        time.tzset()
        closes = time.monotonic() + 6
        result = office.crawl(source(site.url, window="10:00-12:00", politeness={"delay": 0.1}))
        assert "采集时段结束" in str(result.warning)
        assert site.requests[-1].at < closes + 5
        assert len(office.documents) < 80
        asked = len(site.requests)
        assert "现在不在采集时段" in str(office.crawl(source(site.url, window="10:00-12:00")).warning)
        assert len(site.requests) == asked
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    result = office.crawl(source(site.url))
    assert (result.healthy, result.listed) == (True, 80)
    assert office.titles() == sorted(f"第{n}篇" for n in range(80))
    assert max(site.asked[f"/{n}.html"] for n in range(80)) == 1


def test_pages_are_asked_on_condition_that_they_changed(site: Site, office: Office) -> None:
    monday, tuesday = "Mon, 03 Mar 2025 08:00:00 GMT", "Tue, 04 Mar 2025 08:00:00 GMT"
    changed = {"/etag.html": '"1"', "/modified.html": monday, "/list.html": 'W/"1"'}
    names = {"/etag.html": ("ETag", "If-None-Match"), "/list.html": ("ETag", "If-None-Match")}

    def conditional(asked: Asked) -> Answer:
        gives, asks = names.get(asked.path, ("Last-Modified", "If-Modified-Since"))
        mark = changed[asked.path]
        if asked.headers.get(asks) == mark:
            return 304, "", b"", {gives: mark}
        links = "<ul class=news><li><a href=etag.html>一</a><li><a href=modified.html>二</a></ul>"
        body = links if asked.path == "/list.html" else article(f"{asked.path} {mark}")
        return 200, "text/html", body.encode(), {gives: mark}

    site.pages |= dict.fromkeys(changed, conditional)
    again = source(site.url, recheck=30)
    assert office.crawl(again).items == 2
    assert not [request for request in site.requests if "If-None-Match" in request.headers or "If-Modified-Since" in request.headers]
    result = office.crawl(again)
    assert (result.items, result.unchanged, result.listed, result.healthy) == (0, 2, 2, True)
    asked = {request.path: request.headers for request in site.requests[-3:]}
    assert asked["/etag.html"]["If-None-Match"] == '"1"'
    assert asked["/modified.html"]["If-Modified-Since"] == monday
    assert asked["/list.html"]["If-None-Match"] == 'W/"1"'
    changed["/modified.html"] = tuesday
    result = office.crawl(again)
    assert (result.changed, result.unchanged) == (1, 1)
    assert office.documents[-1].title == f"/modified.html {tuesday}"


def test_a_crawl_opens_no_door_of_its_own(site: Site, office: Office) -> None:
    """Scrapy can be told what to do by HTTP and telnet; nobody may tell ours."""
    doors: list[set[Any]] = []

    def look(asked: Asked) -> Answer:
        doors.append(open_doors())
        return _page("甲")

    site.listing("/list.html", ["1.html"])
    site.pages["/1.html"] = look
    others = open_doors()
    assert office.crawl(source(site.url)).items == 1
    assert [opened - others for opened in doors] == [set()]


def open_doors() -> set[Any]:
    """Where the children of this process listen."""
    children = psutil.Process(os.getpid()).children(recursive=True)
    return {one.laddr for child in children for one in child.net_connections(kind="inet") if one.status == psutil.CONN_LISTEN}
