"""The job ``read`` (舆情研读): complaints and news in, readings and event clues out.

Texts go through worker processes in blocks; each block is stored in one transaction, so a killed run goes on after its
last whole block. A text that the store holds already is a duplicate: it is counted as such and its stored reading is given.
At the end what is new is compared across dossiers and complaints.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from index.across import compare
from index.build import clue_of_reading
from index.clue import Clue
from index.query import SearchEngine
from index.store import Store
from ingest.complaints import Records, read_records
from ingest.discover import each_file
from ingest.document import Document, Source
from ingest.errors import InputError, UnreadableInput
from ingest.ledger import Entry, Status, refused
from ingest.names import printable
from ingest.vault import Vault
from nlp.opinion.reading import Reading
from nlp.procedure.local import LocalParameters
from zhijian.read_one import Block, read_block, read_text, the_reader
from zhijian.settings import Settings
from zhijian.task import Outcome
from zhijian.worker import explained
from zhijian.workers import run_tasks

BLOCK = 256  # texts: small enough for a lively progress bar, large enough to make a transaction worth while
_ALONE = 20_000  # characters: less is read here, because starting processes would take longer than the worst of texts


@dataclass(slots=True)
class TextTally:
    """Counts of one run. Records in = read + duplicate + rejected + failed. ``clues``: among those read now."""

    files: int = 0
    lost_files: int = 0
    read: int = 0
    duplicate: int = 0
    rejected: int = 0
    failed: int = 0
    clues: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One record and what was read in it. ``reading.id`` is the id the record came with."""

    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class TextWatcher:
    """Who wants to know how the run goes. ``on_texts``: how many texts came to an end, with how many characters and clues."""

    on_plan: Callable[[int], None] = lambda texts: None
    on_texts: Callable[[int, int, int], None] = lambda texts, characters, clues: None
    on_lost: Callable[[str, str], None] = lambda path, reason: None


@dataclass(slots=True)
class TextReading:
    """Reads documents and keeps documents, readings and clues in step. ``again``: also those read before."""

    settings: Settings
    store: Store
    engine: SearchEngine
    again: bool = False
    tally: TextTally = field(default_factory=TextTally)

    def files(self, paths: Sequence[Path], watcher: TextWatcher) -> Iterator[Found]:
        """Read the records of some files; yields in the order of files and rows."""
        self.engine.sync(self.store)  # a server that is down says so before the work, not after
        local = LocalParameters.load(self.settings.local_parameters)  # so does a mistake in them
        run = self.store.begin_or_resume_run("read", _fingerprint(paths, self.again)).id
        files: list[tuple[str, Source, Records]] = []
        entries: list[Entry] = []
        now = datetime.now(UTC)
        for name, taken in each_file(paths):
            self.tally.files += 1
            try:
                if isinstance(taken, InputError):
                    raise taken
                source = Vault(self.settings.vault).put(taken)
                records = read_records(taken, name=name)
            except InputError as error:
                self.tally.lost_files += 1
                entries.append(refused(run, name, error, at=now))
                watcher.on_lost(name, str(error))
                continue
            files.append((name, source, records))
            self.tally.rejected += len(records.rejected)
            for row, reason in records.rejected:
                watcher.on_lost(f"{name} 第 {row} 行", reason)
                entries.append(Entry(run, f"{name}#{row}", None, "rejected", "row", reason, None, 0, now))
        documents = [document for _, _, records in files for document in records.documents]
        known = self._known(documents)
        for name, source, records in files:
            entries.append(Entry(run, name, source.sha256, _status(records, known), None, None, None, len(records.documents), now))
        watcher.on_plan(len(documents))
        yield from self._all(run, documents, known, watcher)
        self.store.save_documents(run, [], entries)
        compare(self.store, local=local, today=date.today())
        self.engine.sync(self.store)
        self.store.finish_run(run)

    def documents(self, run: str, documents: Sequence[Document], watcher: TextWatcher) -> Iterator[Found]:
        """Read documents block by block, storing and indexing each block before it is handed on."""
        yield from self._all(run, documents, self._known(documents), watcher)

    def _known(self, documents: Sequence[Document]) -> set[str]:
        """The ids of those that need no reading."""
        return set() if self.again else set(self.store.known_documents([store_id(document) for document in documents]))

    def _all(self, run: str, documents: Sequence[Document], known: set[str], watcher: TextWatcher) -> Iterator[Found]:
        ids = [store_id(document) for document in documents]
        rows: Iterator[tuple[str, Document, bool]] = _marked(ids, documents, set(ids) - known)
        blocks = list(iter(lambda: list(islice(rows, BLOCK)), []))
        tasks = [Block(str(n), tuple((id, document) for id, document, new in block if new)) for n, block in enumerate(blocks)]
        for block, readings in zip(blocks, self._readings(tasks), strict=True):
            yield from self._keep(run, block, readings, watcher)

    def _readings(self, tasks: Sequence[Block]) -> Iterator[dict[str, Reading | InputError]]:
        """The readings of each block by id, in the order of the blocks."""
        if sum(len(document.text) for task in tasks for _, document in task.texts) < _ALONE:
            for task in tasks:
                yield {id: _read_here(id, document) for id, document in task.texts}
            return
        early: dict[str, dict[str, Reading | InputError]] = {}
        outcomes: Iterator[Outcome[Block, list[Reading | InputError]]] = run_tasks(
            tasks,
            read_block,
            workers=self.settings.workers,
            limits=self.settings.limits,
        )
        for task in tasks:
            while task.key not in early:
                outcome = next(outcomes)
                early[outcome.task.key] = _by_id(outcome)
            yield early.pop(task.key)

    def _keep(
        self, run: str, block: Sequence[tuple[str, Document, bool]], readings: dict[str, Reading | InputError], watcher: TextWatcher
    ) -> Iterator[Found]:
        items: list[tuple[Document, Reading, Clue | None]] = []
        lost: list[Entry] = []
        for id, document, new in block:
            reading = readings[id] if new else None
            if isinstance(reading, Reading):
                items.append((document, reading, clue_of(id, document, reading)))
            elif isinstance(reading, InputError):
                place = f"{document.source.path or document.source.url}#{document.metadata.get('id', id)}"
                lost.append(refused(run, place, reading, at=datetime.now(UTC)))
                watcher.on_lost(place, str(reading))
        self.store.save_documents(run, items, lost)
        self.engine.sync(self.store)
        clues = sum(clue is not None for _, _, clue in items)
        self.tally.read += len(items)
        self.tally.failed += len(lost)
        self.tally.duplicate += len(block) - len(items) - len(lost)
        self.tally.clues += clues
        watcher.on_texts(len(block), sum(len(document.text) for _, document, _ in block), clues)
        for id, document, _ in block:
            yield Found(document, replace(self._reading_of(id, readings), id=document.metadata.get("id") or id))

    def _reading_of(self, id: str, readings: dict[str, Reading | InputError]) -> Reading:
        reading = readings.get(id)
        if isinstance(reading, Reading):
            return reading
        stored = self.store.document(id)
        if stored is not None:
            return stored.reading
        return Reading(id=id, is_clue=False, score=0.0, polarity="neutral", genre="other", why=f"未能研读：{reading}")


def _status(records: Records, known: set[str]) -> Status:
    """Of a file: a duplicate where every one of its records is in the store."""
    return "duplicate" if records.documents and all(store_id(document) in known for document in records.documents) else "done"


def store_id(document: Document) -> str:
    """The id of a text in the store: of a record its content, of a fetched page its address.

    Record numbers of different offices may be the same, and the bytes of a page change with every counter on it.
    """
    source = document.source
    return hashlib.sha256(source.url.encode()).hexdigest() if source.fetched_at and source.url else source.sha256


def clue_of(id: str, document: Document, reading: Reading) -> Clue | None:
    """The event clue of a reading, None where the text is none."""
    return clue_of_reading(id, document.kind, document.title, document.text, document.published_at, reading, document.source)


def _read_here(id: str, document: Document) -> Reading | InputError:
    try:
        return read_text(the_reader(), id, document)
    except Exception as error:  # as in a worker: it costs one text, not the run
        return UnreadableInput(explained(error), code="bug")


def _by_id(outcome: Outcome[Block, list[Reading | InputError]]) -> dict[str, Reading | InputError]:
    ids = [id for id, _ in outcome.task.texts]
    if outcome.error is not None:
        return dict.fromkeys(ids, outcome.error)
    return dict(zip(ids, outcome.result or (), strict=True))


def _marked(ids: Sequence[str], documents: Sequence[Document], fresh: set[str]) -> Iterator[tuple[str, Document, bool]]:
    """Each text with its id and whether it is to be read; one that comes twice is read once."""
    left = set(fresh)
    for id, document in zip(ids, documents, strict=True):
        yield id, document, id in left
        left.discard(id)


def _fingerprint(paths: Sequence[Path], again: bool) -> str:
    return hashlib.sha256("\n".join(["read", *(printable(path.absolute()) for path in paths), str(again)]).encode()).hexdigest()
