"""What stands around a crawl: a source, a vault, a folder for its state, and the documents that came."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crawlers.run import CrawlResult, crawl
from crawlers.source import CrawlSource
from ingest.document import Document
from ingest.vault import Vault


def source(url: str, **changes: Any) -> CrawlSource:
    """A list of articles on a site of this machine, asked without pauses."""
    values: dict[str, Any] = {
        "id": "test-site",
        "name": "测试站",
        "start_urls": [f"{url}/list.html"],
        "allowed_domains": ["127.0.0.1"],
        "list": {"links": "ul.news a"},
        "article": {"title": "h1", "text": "div.content", "date": "span.date"},
        "healthy": {"min": 1, "max": 100},
        "politeness": {"delay": 0},
        "private_network": True,
    }
    given = values | changes
    return CrawlSource.model_validate({key: value for key, value in given.items() if value is not None})


class Office:
    """Crawls, and keeps what came."""

    def __init__(self, folder: Path) -> None:
        self.vault, self.state, self.documents = Vault(folder / "vault"), folder / "state", list[Document]()

    def crawl(self, source: CrawlSource, **options: Any) -> CrawlResult:
        return crawl(source, vault=self.vault, state_dir=self.state, on_document=self.documents.append, **options)

    def titles(self) -> list[str | None]:
        return sorted((document.title for document in self.documents), key=str)
