from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crawlers.run import CrawlResult, crawl
from crawlers.source import CrawlSource
from ingest.document import Document
from ingest.vault import Vault
from tests.crawlers.site_large import PER_LIST, LargeSite

PAGES = int(os.environ.get("ZHIJIAN_TEST_PAGES", "0"))  # articles of the site, where another number than the tests' own is wanted

# A process that crawls and writes down the title of each document once it has it.
_PROGRAM = """
import json, sys
from pathlib import Path
from crawlers.run import crawl
from crawlers.source import CrawlSource
from ingest.vault import Vault

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    source = CrawlSource.model_validate_json(sys.argv[2])
    with (folder / "titles").open("a", encoding="utf-8") as titles:
        def keep(document):
            titles.write(document.title + "\\n")
            titles.flush()
        crawl(source, vault=Vault(folder / "vault"), state_dir=folder / "state", on_document=keep)
"""


def _values(url: str, articles: int, **changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": "large",
        "name": "大站",
        "start_urls": [f"{url}/list/0.html"],
        "allowed_domains": ["127.0.0.1"],
        "list": {"links": "ul.news a"},
        "article": {"title": "h1", "text": "div.content"},
        "pagination": {"template": f"{url}/list/{{page}}.html", "first": 1, "max_pages": 1000},
        "healthy": {"min": 1, "max": articles},
        "politeness": {"delay": 0, "retries": 0, "timeout": 5},
        "private_network": True,
    }
    return values | changes


@pytest.fixture
def sites() -> Iterator[Callable[[int], LargeSite]]:
    made: list[LargeSite] = []

    def make(articles: int) -> LargeSite:
        made.append(LargeSite(PAGES or articles))
        return made[-1]

    yield make
    for site in made:
        site.close()


def _crawl(values: dict[str, Any], folder: Path) -> tuple[CrawlResult, list[Document]]:
    documents: list[Document] = []
    source = CrawlSource.model_validate(values)
    return crawl(source, vault=Vault(folder / "vault"), state_dir=folder / "state", on_document=documents.append), documents


def _titles(numbers: Iterable[int]) -> list[str]:
    return sorted(f"第{n}期" for n in numbers)


def test_a_large_site_is_read_completely_and_politely_and_again_only_where_it_changed(sites: Any, tmp_path: Path) -> None:
    site = sites(210)
    articles, lists = site.articles, -(-site.articles // PER_LIST)
    values = _values(site.url, articles, recheck=30)
    result, documents = _crawl(values, tmp_path)
    readable = site.of_fault("a", "moved")
    assert sorted(str(document.title) for document in documents) == _titles(readable)
    assert result.items == len(readable)
    assert all(("扣車" in document.text) == (int(str(document.title)[1:-1]) % 3 == 2) for document in documents)
    assert all(document.text.endswith(("没有单据", "沒有單據")) for document in documents)
    addresses = {str(document.source.url).removeprefix(site.url) for document in documents}
    assert addresses == {site.path(n) for n in site.of_fault("a")} | {f"/new/{n}.html" for n in site.of_fault("moved")}
    assert len(result.forbidden) == len(site.of_fault("secret"))
    expected = {
        "网页不存在（404）": "gone",
        "网站出错（500）": "broken",
        "网页来回跳转": "round",
        "169.254.169.254 不在来源的 allowed_domains 之内": "away",
        "网站在规定时间内没有响应": "slow",
    }
    for reason, fault in expected.items():
        assert sum(said.startswith(reason) for _, said in result.failed) == len(site.of_fault(fault)) > 0, reason
    assert len(result.failed) == len(site.of_fault(*expected.values()))
    # every request: robots.txt, the lists and the one after the last, each article once and what it leads to; nothing forbidden
    once = {"/robots.txt", *(f"/list/{page}.html" for page in range(lists + 1))}
    once |= {site.path(n) for n in range(articles)} - {site.path(n) for n in site.of_fault("secret", "round")}
    once |= {f"/new/{n}.html" for n in site.of_fault("moved")}
    circles = {path: count for path, count in site.asked.items() if path.startswith("/round/")}
    assert {path: count for path, count in site.asked.items() if path not in circles} == dict.fromkeys(once, 1)
    assert sum(circles.values()) <= 11 * len(site.of_fault("round"))
    assert site.together == 1

    site.asked.clear()
    site.changed, site.recovered = {1, 2, 3}, True
    site.articles += 2
    failed = site.of_fault("broken", "slow")
    result, documents = _crawl(values, tmp_path)
    assert sorted(str(document.title) for document in documents) == _titles({1, 2, 3, articles, articles + 1} | failed)
    assert (result.changed, result.items, result.unchanged) == (3, 5 + len(failed), len(readable) - 3)
    read = {path for path in site.asked if path.startswith(("/a/", "/new/", "/broken/", "/slow/"))}
    assert read == {site.path(n) for n in {1, 2, 3, articles, articles + 1} | failed}
    assert site.same.total() == len(readable) - 3 + articles // PER_LIST  # full lists stay as they were
    assert set(site.same.values()) == {1}


def test_a_crawl_killed_again_and_again_loses_nothing_and_asks_nothing_twice_without_need(sites: Any, tmp_path: Path) -> None:
    site = sites(150)
    site.pause, site.recovered = 0.005, True
    values = _values(site.url, site.articles)
    program = tmp_path / "crawling.py"
    program.write_text(_PROGRAM, encoding="utf-8")
    command = [sys.executable, str(program), str(tmp_path), json.dumps(values)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    kills = 0
    for share in (0.1, 0.4, 0.7):
        process = subprocess.Popen(command, env=environment)
        while site.asked.total() < share * site.articles and process.poll() is None:
            time.sleep(0.005)
        assert process.poll() is None, "the crawl ended before it could be killed"
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()
        kills += 1
    subprocess.run(command, env=environment, check=True, timeout=3000)
    titles = (tmp_path / "titles").read_text(encoding="utf-8").splitlines()
    assert sorted(set(titles)) == _titles(site.of_fault("a", "moved", "broken", "slow"))
    assert len(titles) <= len(set(titles)) + kills  # killed between the arrival of a document and the note of it
    twice = {path: count - 1 for path, count in site.asked.items() if count > 1 and not path.startswith(("/robots", "/round"))}
    assert sum(twice.values()) <= kills * 2  # the page that was under way, and where it leads
