"""The job ``read`` (舆情研读): complaints and news in, readings and event clues out.

Texts go through worker processes in blocks; each block is stored in one transaction, so a killed run goes on after its
last whole block. A record that the store holds already is a duplicate: it is counted as such and not stored again.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path

from index.build import clue_of_reading
from index.clue import Clue
from index.query import SearchEngine
from index.store import Store
from ingest.complaints import read_records
from ingest.document import Document
from ingest.errors import InputError
from ingest.ledger import Entry, refused
from nlp.opinion.reader import Reader
from nlp.opinion.reading import Reading
from zhijian.settings import Settings

BLOCK = 256  # texts: small enough for a lively progress bar, large enough to make a transaction worth while
_ALONE = 2 * BLOCK  # fewer texts than this are read here: starting processes would take longer


@dataclass(slots=True)
class TextTally:
    """Counts of one run: files and records; records in = read + duplicate + rejected."""

    files: int = 0
    lost_files: int = 0
    read: int = 0
    duplicate: int = 0
    rejected: int = 0
    clues: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One record and what was read in it. ``reading.id`` is the id the record came with."""

    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class TextWatcher:
    """Who wants to know how the run goes."""

    on_plan: Callable[[int], None] = lambda texts: None
    on_block: Callable[[int, int], None] = lambda texts, clues: None
    on_lost: Callable[[str, str], None] = lambda path, reason: None


@dataclass(slots=True)
class TextReading:
    """Reads documents and keeps documents, readings and clues in step."""

    settings: Settings
    store: Store
    engine: SearchEngine
    tally: TextTally = field(default_factory=TextTally)

    def files(self, paths: Sequence[Path], watcher: TextWatcher) -> Iterator[Found]:
        """Read the records of some files; yields in the order of files and rows."""
        run = self.store.begin_or_resume_run("read", _fingerprint(paths)).id
        documents: list[Document] = []
        entries: list[Entry] = []
        for path in paths:
            self.tally.files += 1
            now = datetime.now(UTC)
            try:
                records = read_records(path)
            except InputError as error:
                self.tally.lost_files += 1
                entries.append(refused(run, str(path), error, at=now))
                watcher.on_lost(str(path), str(error))
                continue
            documents.extend(records.documents)
            self.tally.rejected += len(records.rejected)
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            entries.append(Entry(run, str(path), content, "done", None, None, None, len(records.documents), now))
            for row, reason in records.rejected:
                watcher.on_lost(f"{path} 第 {row} 行", reason)
                entries.append(Entry(run, f"{path}#{row}", None, "rejected", "row", reason, None, 0, now))
        watcher.on_plan(len(documents))
        yield from self.documents(run, documents, watcher)
        self.store.save_documents(run, [], entries)
        self.store.finish_run(run)
        self._engine_in_step()

    def documents(self, run: str, documents: Sequence[Document], watcher: TextWatcher) -> Iterator[Found]:
        """Read documents block by block, storing each block before it is handed on."""
        if len(documents) < _ALONE or self.settings.workers == 1:
            yield from self._keep(run, map(_read_block, _blocks(documents)), watcher)
            return
        with multiprocessing.get_context("spawn").Pool(self.settings.workers, initializer=_ignore_interrupts) as pool:
            yield from self._keep(run, pool.imap(_read_block, _blocks(documents)), watcher)

    def _keep(self, run: str, blocks: Iterable[list[Found]], watcher: TextWatcher) -> Iterator[Found]:
        for block in blocks:
            known = self.store.known_documents([found.document.source.sha256 for found in block])
            fresh = [found for found in block if found.document.source.sha256 not in known]
            items = [(found.document, stored(found), clue_of(found)) for found in fresh]
            self.store.save_documents(run, items)
            clues = [clue for _, _, clue in items if clue is not None]
            if clues:
                self.engine.add(clues)
            self.tally.read += len(fresh)
            self.tally.duplicate += len(block) - len(fresh)
            self.tally.clues += sum(found.reading.is_clue for found in block)
            watcher.on_block(len(block), sum(found.reading.is_clue for found in block))
            yield from block

    def _engine_in_step(self) -> None:
        """A run that was killed may have stored clues it never indexed; the store is what counts."""
        if self.engine.count() != self.store.clue_count():
            self.engine.rebuild(self.store.clues())


def stored(found: Found) -> Reading:
    """The reading under the id of the store: record numbers of different offices may be the same."""
    return replace(found.reading, id=found.document.source.sha256)


def clue_of(found: Found) -> Clue | None:
    """The event clue of a reading, None where the text is none."""
    document = found.document
    return clue_of_reading(
        document.source.sha256, document.kind, document.title, document.text, document.published_at, found.reading, document.source
    )


def _fingerprint(paths: Sequence[Path]) -> str:
    return hashlib.sha256("\n".join(["read", *(str(path.absolute()) for path in paths)]).encode()).hexdigest()


def _blocks(documents: Sequence[Document]) -> Iterator[list[Document]]:
    rest = iter(documents)
    while block := list(islice(rest, BLOCK)):
        yield block


@cache
def _reader() -> Reader:
    return Reader()


def _read_block(documents: list[Document]) -> list[Found]:
    """Read one block; runs in a worker process."""
    reader = _reader()
    return [Found(document, read_document(reader, document)) for document in documents]


def read_document(reader: Reader, document: Document) -> Reading:
    """Read one document under the id it came with."""
    return reader.read(
        id=document.metadata.get("id") or document.source.sha256,
        kind=document.kind,
        title=document.title,
        text=document.text,
        date=document.published_at,
        url=document.source.url,
    )


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
