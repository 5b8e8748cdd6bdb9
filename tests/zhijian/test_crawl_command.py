"""``zhijian crawl``: from a web site to a clue that can be found."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from tests.zhijian.web import Page, serving, source_file

ARTICLE = (
    "<html><head><meta charset=gbk></head><body><h1>第{n}期 {title}</h1><span class=date>2025年3月{n}日</span>"
    "<div class=content><p>{text}</p></div><p>访问量{count}</p></body></html>"
)
# Different events: what is told of one event is one clue.
NEWS = (
    ("市民反映城管扣车", "市民王先生昨天投诉，江临市城东区城管执法队扣了他的三轮车，没有出示证件，也没有给任何单据，要交200元才还。"),
    ("交警乱罚款", "云水县交警大队民警在环城南路无故拦下货车，罚款500元，不开罚单，要求微信转账给个人。"),
    ("饭店被反复检查", "松岚县市场监管局一个月内到平安街好味饭店检查八次，每次都不出示证件，还要求老板停业，没有任何文书。"),
    ("养殖场被强拆", "竹汀县村民赵女士说，镇里来人把她的养殖场推平，事先没有通知，没有决定书，也不让陈述申辩。"),
)


class Site:
    """A list of articles in GBK. Every visit changes the bytes of a page, as counters do; ``pause`` before each article."""

    def __init__(self) -> None:
        self.articles = [1, 2, 3]
        self.pause = 0.0
        self.asked: Counter[str] = Counter()
        site = self

        class Handler(Page):
            html = "text/html"

            def do_GET(self) -> None:  # noqa: N802
                site.asked[self.path] += 1
                self.answer(*site.answer(self.path), charset="gbk")

        self.handler = Handler
        self.url = ""

    def answer(self, path: str) -> tuple[int, str]:
        if path == "/robots.txt":
            return 200, "User-agent: *\nAllow: /\n"
        if path == "/list.html":
            return 200, "".join(f'<ul class=news><li><a href="/a/{n}.html">第{n}期</a></li></ul>' for n in self.articles)
        number = int(path.removeprefix("/a/").removesuffix(".html"))
        if number not in self.articles:
            return 404, "404"
        time.sleep(self.pause)
        title, text = NEWS[(number - 1) % len(NEWS)]
        return 200, ARTICLE.format(n=number, title=title, text=text, count=self.asked.total())


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    with serving(made.handler) as made.url:
        yield made


def test_articles_become_clues_and_a_second_crawl_brings_nothing_new(program: Any, here: Any, site: Site) -> None:
    source_file(program.home, site.url)
    ended = here("crawl", "bureau")
    assert ended.code == 0
    assert "“某局要闻”：新采 3 篇，此前已有 0 篇，失败 0 个网址；新线索 3 条" in ended.out
    assert "正常，3 条" in here("sources", "list").out
    assert json.loads(here("search", "城管扣车", "--json").out)["hits"][0]["title"].endswith("市民反映城管扣车")
    page = json.loads(here("search", "--json").out)
    assert page["total"] == 3
    assert page["facets"]["channel"] == {"news": 3}
    assert page["facets"]["month"] == {"2025-03": 3}
    with program.store() as store:
        clue = next(iter(store.clues()))
        document = store.document(clue.source_id)
        assert document is not None
        assert document.url.startswith(f"{site.url}/a/")
        assert (program.home / "vault" / document.sha256[:2] / document.sha256).is_file()
        assert document.text[clue.quotes[0].start : clue.quotes[0].end] == clue.quotes[0].text
    before = program.digest()
    ended = here("crawl", "bureau")
    assert ended.code == 0
    assert "新采 0 篇，此前已有 3 篇，失败 0 个网址；新线索 0 条" in ended.out
    assert program.digest() == before
    site.articles.append(4)
    assert "新采 1 篇，此前已有 3 篇" in here("crawl", "bureau").out
    assert json.loads(here("search", "--json").out)["total"] == 4
    assert max(site.asked[f"/a/{n}.html"] for n in site.articles) == 1


def test_a_crawl_whose_memory_of_addresses_is_lost_stores_nothing_twice(program: Any, here: Any, site: Site) -> None:
    source_file(program.home, site.url)
    here("crawl", "bureau")
    before = program.digest()
    for path in (program.home / "crawl").iterdir():
        path.unlink()
    assert "新采 0 篇，此前已有 3 篇" in here("crawl", "bureau").out
    assert program.digest() == before


def test_a_crawl_that_is_killed_leaves_the_site_in_peace_and_goes_on(program: Any, here: Any, site: Site) -> None:
    source_file(program.home, site.url)
    site.articles = list(range(1, 13))
    site.pause = 0.2
    process = program.start("crawl", "bureau")
    program.kill_when(process, "document", 3)
    time.sleep(1)
    asked = site.asked.total()
    time.sleep(1)
    assert site.asked.total() == asked
    with program.store() as store, store.engine.connect() as connection:
        stored = [str(url) for url in connection.execute(text("SELECT url FROM document")).scalars()]
    assert 3 <= len(stored) < 12
    site.pause = 0
    ended = here("crawl", "bureau")
    assert ended.code == 0
    assert program.rows("document") == 12
    assert json.loads(here("search", "--json").out)["total"] == len(NEWS)
    assert program.rows("event_report") == 12
    again = [url for url in stored if site.asked[url.removeprefix(site.url)] > 1]
    assert len(again) <= 1  # one may have been stored and not yet noted as known


def test_a_crawl_that_is_not_healthy_says_what_to_look_at(program: Any, here: Any, site: Site) -> None:
    source_file(program.home, site.url, healthy={"min": 10, "max": 20})
    site.articles = [1, 2]
    ended = here("crawl", "bureau")
    assert ended.code == 1
    assert "本次只见到 2 条，少于正常的至少 10 条" in ended.out
    assert program.rows("document") == 2
    with program.store() as store:
        (run,) = store.last_source_runs().values()
    assert (run.source, run.kind, run.items, run.known, run.pages, run.healthy) == ("bureau", "site", 2, 0, 1, False)
    assert "少于正常的至少 10 条" in str(run.warning)


def test_a_crawl_of_a_part_or_of_nothing_is_no_reading_of_the_source(program: Any, here: Any, site: Site) -> None:
    """The next scan is to read it, whatever its schedule says."""
    source_file(program.home, site.url)
    assert "新采 1 篇" in here("crawl", "bureau", "--limit", 1).out
    now = datetime.now()
    shut = f"{now + timedelta(hours=2):%H:%M}-{now + timedelta(hours=3):%H:%M}"
    source_file(program.home, site.url, window=shut)
    ended = here("crawl", "bureau")
    assert (ended.code, "现在不在采集时段" in ended.out) == (1, True)
    assert program.rows("source_run") == 0


def test_a_page_that_is_gone_is_in_the_ledger(program: Any, here: Any, site: Site) -> None:
    source_file(program.home, site.url, list={"links": "//li/a | //ul/following-sibling::a"}, healthy={"min": 0})
    answer = site.answer
    site.answer = lambda path: (200, f'{answer(path)[1]}<a href="/a/99.html">旧</a>') if path == "/list.html" else answer(path)  # type: ignore[method-assign]
    ended = here("crawl", "bureau")
    assert ended.code == 0
    assert f"失败  {site.url}/a/99.html  网页不存在（404）" in ended.out
    with program.store() as store:
        (run,) = store.runs()
        assert [(entry.path, entry.status) for entry in store.entries(run)] == [(f"{site.url}/a/99.html", "failed")]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"healty": {"min": 1}}, "不认识的键“healty”，可用的键：id、name"),
        ({"list": {"links": "ul..news"}}, "选择器“ul..news”有误"),
        ({"list": {"link": "a"}}, "可用的键：links"),
        ({"private_network": False}, "是内网地址；确需采集内网网站时，请写 private_network: true"),
    ],
)
def test_a_mistake_in_a_source_is_named_with_its_file(program: Any, here: Any, site: Site, changes: dict[str, object], words: str) -> None:
    path = source_file(program.home, site.url, **changes)
    ended = here("crawl", "bureau")
    assert ended.code == 1
    assert str(path) in ended.err
    assert words in ended.err
    assert site.asked.total() == 0


def test_the_packaged_example_works_once_it_is_copied_and_changed(program: Any, here: Any, site: Site) -> None:
    from crawlers.source import SITES

    text = (SITES / "example-local.yml").read_text(encoding="utf-8")
    for old, new in {
        "id: example-local": "id: mine",
        "enabled: false": "enabled: true",
        "http://127.0.0.1:8765/news/index.html": f"{site.url}/list.html",
        "ul.news-list a": "ul.news a",
        "delay: 2.0": "delay: 0",
    }.items():
        assert old in text
        text = text.replace(old, new)
    path = program.home / "sites" / "mine.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    ended = here("crawl", "mine")
    assert ended.code == 0
    assert "新采 3 篇" in ended.out
