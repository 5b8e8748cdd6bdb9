"""What came of a crawl, as the store keeps it: the addresses that failed in the ledger, and how the source fared."""

from __future__ import annotations

from datetime import UTC, datetime

from crawlers.result import CrawlResult
from crawlers.source import CrawlSource
from index.store import Store
from index.store_scan import SourceRun
from ingest.ledger import Entry
from zhijian.reading import TextTally
from zhijian.worker import fault


def save_failures(store: Store, run: str, result: CrawlResult) -> None:
    """Addresses that gave nothing, in the ledger of ``run``."""
    now = datetime.now(UTC)
    store.save_documents(run, [], [Entry(run, url, None, "failed", "fetch", reason, None, 0, now) for url, reason in result.failed])


def save_source_run(store: Store, source: CrawlSource, came: CrawlResult | Exception, tally: TextTally, *, at: datetime) -> SourceRun:
    """How a source fared in a crawl that began ``at``; ``tally``: what was read of it. An exception is a mistake of the program."""
    known, pages, failed = tally.duplicate, 0, tally.failed
    if isinstance(came, CrawlResult):
        known, pages, failed = known + came.known + came.unchanged, came.pages, failed + len(came.failed)
        warning = came.warning
    else:
        warning = (
            f"来源“{source.name}”（{source.id}）：采集时程序出错（{fault(came)}）。"
            f"其他来源不受影响；请用 zhijian crawl {source.id} 单独采集查看，并把这条信息交给维护人员"
        )
    run = SourceRun(
        source=source.id,
        name=source.name,
        kind="site",
        at=at.isoformat(),
        items=tally.read + tally.changed,
        known=known,
        pages=pages,
        failed=failed,
        healthy=warning is None,
        warning=warning,
    )
    store.save_source_run(run)
    return run
