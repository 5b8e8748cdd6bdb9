"""What a worker does for ``read``: read one block of texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from ingest import sniff
from ingest.document import Document, Page, Source
from ingest.errors import InputError
from nlp.events.trace import Trace, may_tell_of_an_event, trace_of
from nlp.opinion.reader import Reader
from nlp.opinion.reading import Reading
from zhijian.task import Progress

_FIRST = Document(
    Source("", sniff.TEXT, 0), "post", None, (Page(1, "2026年2月3日，某市某县城管局队员乱收费，某某有限公司被罚款五千元，不开票据。"),)
)


@dataclass(frozen=True, slots=True)
class Block:
    """Some texts to read, with the ids they are stored under; ``skip`` holds those given up on."""

    key: str
    texts: tuple[tuple[str, Document], ...]
    skip: Mapping[str, InputError] = field(default_factory=dict)

    def without(self, part: str, error: InputError) -> Block | None:
        """The block without one text."""
        return None if part in self.skip else replace(self, skip={**self.skip, part: error})


@dataclass(frozen=True, slots=True)
class Read:
    """A text as read; ``trace`` is what events are searched by, None where it may belong to none. Made by the worker: it cuts words."""

    reading: Reading
    trace: Trace | None


def read_block(block: Block, tell: Callable[[Progress], None]) -> list[Read | InputError]:
    """Each text as read, under its store id, or why it was not."""
    reader = the_reader()
    found: list[Read | InputError] = []
    for id, document in block.texts:
        if id in block.skip:
            found.append(block.skip[id])
            continue
        tell(Progress(block.key, id))
        found.append(read_text(reader, id, document))
    return found


@cache
def the_reader() -> Reader:
    """The reader of this process. Compiling its patterns and loading its dictionaries takes a while, so it has read a text already."""
    reader = Reader()
    trace_of(_FIRST, reader.read(id="", kind="post", title=None, text=_FIRST.text, date=None, url=None))
    return reader


def read_text(reader: Reader, id: str, document: Document) -> Read:
    """Read one text under its store id."""
    published = document.published_at.isoformat() if document.published_at else None
    reading = reader.read(id=id, kind=document.kind, title=document.title, text=document.text, date=published, url=document.source.url)
    return Read(reading, trace_of(document, reading) if may_tell_of_an_event(reading) else None)
