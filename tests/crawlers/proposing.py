"""A look at a site of this machine, and a crawl with what it proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawlers.propose import propose
from crawlers.propose_draft import Proposal
from crawlers.propose_text import source_text
from crawlers.run import CrawlResult
from crawlers.source import CrawlSource, load_source
from crawlers.source_parts import Politeness
from ingest.document import Document
from tests.crawlers.cms import Story
from tests.crawlers.office import Office

HASTE = Politeness(delay=0, retries=0)


@dataclass(frozen=True)
class Proposed:
    """``source``: what the written file says; ``documents``: what a crawl with it brings."""

    proposal: Proposal
    text: str
    source: CrawlSource
    result: CrawlResult
    documents: Sequence[Document]

    def complete(self, told: Sequence[Story]) -> list[str]:
        """What is missing of the articles: titles, days, texts."""
        got = {document.title: document for document in self.documents}
        missing = [f"{story.title}：没有" for story in told if story.title not in got]
        for story in told:
            document = got.get(story.title)
            if document and str(document.published_at) != story.day:
                missing.append(f"{story.title}：日期 {document.published_at}")
            if document and not all(text in document.text for text in story.paragraphs):
                missing.append(f"{story.title}：正文 {document.text[:40]}")
        return missing


def proposed(url: str, folder: Path, *, javascript: bool = False) -> Proposed:
    """Look, write the file, load it, crawl with it."""
    proposal = propose(url, private=True, javascript=javascript, politeness=HASTE)
    text = source_text(proposal, "proposed", address=url, today=date(2026, 11, 27))
    path = folder / "proposed.yml"
    path.write_text(text, encoding="utf-8")
    source = load_source(path)
    office = Office(folder)
    result = office.crawl(source.model_copy(update={"politeness": HASTE}))
    return Proposed(proposal, text, source, result, office.documents)
