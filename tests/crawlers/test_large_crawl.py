from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crawlers.run import CrawlResult, crawl
from crawlers.source import CrawlSource
from ingest.document import Document
from ingest.vault import Vault
from tests.crawlers.site_large import LargeSite

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
        "allowed_domains": ["127.0.0.1", "169.254.169.254"],
        "list": {"links": "ul.news a"},
        "article": {"title": "h1", "text": "div.content"},
        "pagination": {"template": f"{url}/list/{{page}}.html", "first": 1, "max_pages": 1000},
        "healthy": {"min": 1, "max": articles},
        "politeness": {"delay": 0, "retries": 0},
        "private_network": True,
    }
    return values | changes


@pytest.fixture
def sites() -> Iterator[Callable[[int], LargeSite]]:
    made: list[LargeSite] = []

    def make(articles: int) -> LargeSite:
        made.append(LargeSite(articles))
        return made[-1]

    yield make
    for site in made:
        site.close()


def _crawl(values: dict[str, Any], folder: Path) -> tuple[CrawlResult, list[Document]]:
    documents: list[Document] = []
    source = CrawlSource.model_validate(values)
    return crawl(source, vault=Vault(folder / "vault"), state_dir=folder / "state", on_document=documents.append), documents


def test_a_large_site_is_read_completely_and_politely_and_again_only_where_it_changed(sites: Any, tmp_path: Path) -> None:
    articles = int(os.environ.get("ZHIJIAN_TEST_PAGES", "510"))
    site = sites(articles)
    values = _values(site.url, articles, recheck=30, allowed_domains=["127.0.0.1"])
    result, documents = _crawl(values, tmp_path)
    assert {document.title for document in documents} == {f"第{n}期" for n in site.readable()}
    assert len(documents) == len(site.readable()) == result.items
    assert all("扣車" in document.text or "扣车" in document.text for document in documents)
    assert len(result.forbidden) == sum(site.path(n).startswith("/secret/") for n in range(articles))
    assert not [path for path in site.asked if path.startswith("/secret/")]
    assert all("?utm_source" not in str(document.source.url) for document in documents)
    pages = {path: count for path, count in site.asked.items() if not path.startswith(("/round/", "/away/"))}
    assert set(pages.values()) == {1}
    reasons = {reason.split("，")[0] for _, reason in result.failed}
    assert reasons == {"网页不存在（404）", "网站出错（500）", "网页来回跳转", "169.254.169.254 不在来源的 allowed_domains 之内"}

    site.asked.clear()
    site.changed = {1, 2, 3}
    site.articles += 2
    result, documents = _crawl(values, tmp_path)
    assert {document.title for document in documents} == {"第1期", "第2期", "第3期", f"第{articles}期", f"第{articles + 1}期"}
    assert (result.changed, result.items, result.unchanged) == (3, 5, len(site.readable()) - 5)
    read = {path.partition("?")[0] for path in site.asked if path.startswith("/a/")}
    assert read == {site.path(n) for n in (1, 2, 3, articles, articles + 1)}


def test_a_crawl_killed_again_and_again_loses_nothing_and_asks_nothing_twice_without_need(sites: Any, tmp_path: Path) -> None:
    site = sites(400)
    site.pause = 0.005
    values = _values(site.url, 400, allowed_domains=["127.0.0.1"])
    program = tmp_path / "crawling.py"
    program.write_text(_PROGRAM, encoding="utf-8")
    command = [sys.executable, str(program), str(tmp_path), json.dumps(values)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    kills = 0
    for stop in (30, 150, 280):
        process = subprocess.Popen(command, env=environment)
        while site.asked.total() < stop and process.poll() is None:
            time.sleep(0.005)
        assert process.poll() is None, "the crawl ended before it could be killed"
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()
        kills += 1
    subprocess.run(command, env=environment, check=True, timeout=300)
    titles = (tmp_path / "titles").read_text(encoding="utf-8").splitlines()
    assert set(titles) == {f"第{n}期" for n in site.readable()}
    assert len(titles) <= len(set(titles)) + kills  # killed between the arrival of a document and the note of it
    twice = {path: count - 1 for path, count in site.asked.items() if count > 1 and not path.startswith(("/robots", "/round", "/away"))}
    assert sum(twice.values()) <= kills  # the page that was under way
