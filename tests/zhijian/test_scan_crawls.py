"""Sources side by side: one that hangs costs itself alone, and no two crawls ask one host at a time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from crawlers.source import CrawlSource
from tests.zhijian.web import Page, serving
from zhijian.office import office
from zhijian.scan_crawls import Crawls, CrawlWatcher


def _source(id: str, url: str) -> CrawlSource:
    return CrawlSource.model_validate(
        {
            "id": id,
            "name": id,
            "start_urls": [f"{url}/{id}/list.html"],
            "allowed_domains": ["127.0.0.1"],
            "private_network": True,
            "list": {"links": "ul a"},
            "article": {"title": "h1", "text": "div"},
            "healthy": {"min": 1},
            "politeness": {"delay": 0, "retries": 0},
        }
    )


def test_a_site_that_hangs_is_left_in_time_and_before_another_crawl_asks_its_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIJIAN_HOME", str(tmp_path / "home"))
    hanging, asked = list[str](), list[tuple[str, int]]()

    class Handler(Page):
        def do_GET(self) -> None:  # noqa: N802
            asked.append((self.path, len(hanging)))
            if self.path == "/robots.txt":
                self.answer(200, "User-agent: *\nAllow: /\n")
            elif self.path == "/slow/1.html":
                hanging.append(self.path)
                self.connection.settimeout(120)
                self.rfile.read(1)  # until the crawler hangs up
                hanging.remove(self.path)
            elif self.path.endswith("list.html"):
                self.answer(200, "<ul><li><a href=0.html>甲</a><li><a href=1.html>乙</a></ul>")
            else:
                self.answer(200, f"<h1>{self.path}</h1><div>市民反映城管扣车{self.path}。</div>")

    running: list[list[str]] = []
    with serving(Handler) as url, office() as desk:
        run = desk.store.begin_or_resume_run("scan", "0" * 64).id
        watcher = CrawlWatcher(on_running=lambda names: running.append(list(names)))
        began = time.monotonic()
        slow, quick = Crawls(desk, run, 2, 6, watcher).all([_source("slow", url), _source("quick", url)])
        assert time.monotonic() - began < 100
        assert (slow.source, slow.healthy) == ("slow", False)
        assert "采集中途停止（到了上限 0.1 分钟），已取得" in str(slow.warning)
        assert (quick.source, quick.items, quick.healthy) == ("quick", 2, True)
        assert [names for names in running if len(names) > 1] == []
        assert max(others for path, others in asked if path.startswith("/quick")) == 0, "asked while the crawl before was still asking"
        assert desk.store.last_source_runs() == {"slow": slow, "quick": quick}
