"""A look at a site of this machine, and a crawl with what it proposes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawlers.failures import Cause
from crawlers.listing import Answer, Ask
from crawlers.propose import look, propose
from crawlers.propose_draft import NotProposed, Proposal
from crawlers.propose_text import source_text
from crawlers.run import CrawlResult
from crawlers.source import CrawlSource, load_source
from crawlers.source_parts import Politeness
from ingest.document import Document
from tests.crawlers.cms import Story
from tests.crawlers.office import Office, source

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


class Shelf:
    """Pages of a site without a server, put up as those of a ``Site`` are; ``broken``: paths that do not come, with why."""

    url = "http://127.0.0.1:8765"

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, bytes]] = {}
        self.broken: dict[str, tuple[str, Cause]] = {}

    def html(self, path: str, html: str, *, codec: str = "utf-8", kind: str = "text/html") -> None:
        self.pages[path] = (200, kind, html.encode(codec))

    async def fetch(self, address: str) -> Answer:
        path = address.removeprefix(self.url)
        if path in self.broken or path not in self.pages:
            said, cause = self.broken.get(path, ("网页不存在（404）", "absent"))
            raise NotProposed(f"{address}：{said}", cause)
        _, kind, body = self.pages[path]
        return Answer(Ask(address), address, body, kind)

    def looked(self, path: str) -> tuple[Proposal, str]:
        """What a look at a page of the shelf proposes, and the text of its file."""
        url = self.url + path
        here = source(self.url, start_urls=[url], list={"links": "a"}, article="auto", healthy={"min": 0})
        proposal = asyncio.run(look(here, self.fetch))
        return proposal, source_text(proposal, "proposed", address=url, today=date(2026, 11, 27))


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
