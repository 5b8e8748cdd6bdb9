"""The job ``read`` (舆情研读): complaints and news in, readings and event clues out.

Texts go through worker processes in blocks; each block is stored in one transaction, so a killed run goes on after its
last whole block. A text that the store holds already is a duplicate: it is counted as such and its stored reading is given.
One that comes again with another reply, status or wording has changed: it is read anew and kept beside what it was.
At the end what is new is compared across dossiers and complaints.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from index.across import compare
from index.query import SearchEngine
from index.store import Store
from index.store_document_versions import DocumentState
from ingest.complaints import Records, read_records
from ingest.discover import each_file
from ingest.document import Document, Source
from ingest.errors import InputError, UnreadableInput
from ingest.ledger import Entry, Status, refused
from ingest.names import printable
from ingest.reply import Changed, renewed
from ingest.vault import Vault
from nlp.events.trace import Trace
from nlp.opinion.reading import Reading
from nlp.procedure.local import LocalParameters
from zhijian.read_one import Block, Read, read_block, read_text, the_reader
from zhijian.settings import Settings
from zhijian.task import Outcome
from zhijian.worker import explained
from zhijian.workers import run_tasks

BLOCK = 256  # texts: small enough for a lively progress bar, large enough to make a transaction worth while
_ALONE = 20_000  # characters: less is read here, because starting processes would take longer than the worst of texts


@dataclass(slots=True)
class TextTally:
    """Counts of one run. Records in = read + changed + duplicate + rejected + failed. ``clues``: those that were none before.

    ``changed``: known before, and came with another reply, status or text; ``changes`` says how many with which of them.
    """

    files: int = 0
    lost_files: int = 0
    read: int = 0
    changed: int = 0
    duplicate: int = 0
    rejected: int = 0
    failed: int = 0
    clues: int = 0
    changes: Counter[Changed] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Found:
    """One record and what was read in it. ``reading.id`` is the id the record came with."""

    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class Planned:
    """A text on its way in: ``reads`` where it is to be read and stored, ``what`` changed where it was known before."""

    id: str
    document: Document
    reads: bool
    what: frozenset[Changed]


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
            entries += self._rejected(run, name, records, watcher)
        texts = self._planned([document for _, _, records in files for document in records.documents])
        left = iter(texts)
        for name, source, records in files:
            entries.append(_file_entry(run, name, source, list(islice(left, len(records.documents))), now))
        watcher.on_plan(len(texts))
        yield from self._all(run, texts, watcher)
        self.store.save_documents(run, [], entries)
        compare(self.store, local=local, today=date.today())
        self.engine.sync(self.store)
        self.store.finish_run(run)

    def documents(self, run: str, documents: Sequence[Document], watcher: TextWatcher) -> Iterator[Found]:
        """Read documents block by block, storing and indexing each block before it is handed on."""
        yield from self._all(run, self._planned(documents), watcher)

    def records(self, run: str, name: str, source: Source | None, records: Records, watcher: TextWatcher) -> Iterator[Found]:
        """Read the records of one file, or some rows of a database (no ``source``), as part of a run; their ledger rows come last."""
        texts = self._planned(records.documents)
        yield from self._all(run, texts, watcher)
        entries = self._rejected(run, name, records, watcher)
        if source is not None:
            entries.append(_file_entry(run, name, source, texts, datetime.now(UTC)))
        self.store.save_documents(run, [], entries)

    def _rejected(self, run: str, name: str, records: Records, watcher: TextWatcher) -> list[Entry]:
        """The ledger rows of records without content."""
        now = datetime.now(UTC)
        self.tally.rejected += len(records.rejected)
        for row, reason in records.rejected:
            watcher.on_lost(f"{name} 第 {row} 行", reason)
        return [Entry(run, f"{name}#{row}", None, "rejected", "row", reason, None, 0, now) for row, reason in records.rejected]

    def _planned(self, documents: Sequence[Document]) -> list[Planned]:
        """What is to be done with each. States are looked up block by block; ``here`` holds those that this run will leave."""
        plan: list[Planned] = []
        here: dict[str, DocumentState] = {}
        for at in range(0, len(documents), BLOCK):
            some = documents[at : at + BLOCK]
            stored = self.store.document_states([id for id in map(store_id, some) if id not in here])
            for document in some:
                id = store_id(document)
                before = here.get(id) or stored.get(id)
                if before is not None:
                    document = replace(document, metadata=renewed(before.metadata, document.metadata))
                now = DocumentState.of(document)
                what = before.changes_to(now) if before is not None else frozenset()
                plan.append(Planned(id, document, before is None or bool(what) or (self.again and id not in here), what))
                if plan[-1].reads:
                    here[id] = now
        return plan

    def _all(self, run: str, texts: Sequence[Planned], watcher: TextWatcher) -> Iterator[Found]:
        blocks = list(_blocks(texts))
        tasks = [Block(str(n), tuple((text.id, text.document) for text in block if text.reads)) for n, block in enumerate(blocks)]
        for block, readings in zip(blocks, self._readings(tasks), strict=True):
            yield from self._keep(run, block, readings, watcher)

    def _readings(self, tasks: Sequence[Block]) -> Iterator[dict[str, Read | InputError]]:
        """The readings of each block by id, in the order of the blocks."""
        if sum(len(document.text) for task in tasks for _, document in task.texts) < _ALONE:
            for task in tasks:
                yield {id: _read_here(id, document) for id, document in task.texts}
            return
        early: dict[str, dict[str, Read | InputError]] = {}
        outcomes: Iterator[Outcome[Block, list[Read | InputError]]] = run_tasks(
            tasks,
            read_block,
            workers=self.settings.workers,
            limits=self.settings.limits,
            ready=the_reader,
        )
        for task in tasks:
            while task.key not in early:
                outcome = next(outcomes)
                early[outcome.task.key] = _by_id(outcome)
            yield early.pop(task.key)

    def _keep(self, run: str, block: Sequence[Planned], readings: dict[str, Read | InputError], watcher: TextWatcher) -> Iterator[Found]:
        items: list[tuple[Document, Reading]] = []
        traces: list[Trace] = []
        lost: list[Entry] = []
        clues = changed = 0
        for text in block:
            read = readings[text.id] if text.reads else None
            if isinstance(read, Read):
                items.append((text.document, read.reading))
                traces += [read.trace] if read.trace else []
                clues += read.reading.is_clue and not (text.what and self._was_clue(text.id))
                changed += bool(text.what)
                self.tally.changes.update(text.what)
            elif isinstance(read, InputError):
                place = f"{text.document.source.path or text.document.source.url}#{text.document.metadata.get('id', text.id)}"
                lost.append(refused(run, place, read, at=datetime.now(UTC)))
                watcher.on_lost(place, str(read))
        self.store.save_documents(run, items, lost, traces)
        self.engine.sync(self.store)
        self.tally.read += len(items) - changed
        self.tally.changed += changed
        self.tally.failed += len(lost)
        self.tally.duplicate += len(block) - len(items) - len(lost)
        self.tally.clues += clues
        watcher.on_texts(len(block), sum(len(text.document.text) for text in block), clues)
        for text in block:
            yield Found(text.document, replace(self._reading_of(text.id, readings), id=text.document.metadata.get("id") or text.id))

    def _was_clue(self, id: str) -> bool:
        stored = self.store.document(id)
        return stored is not None and stored.reading.is_clue

    def _reading_of(self, id: str, readings: dict[str, Read | InputError]) -> Reading:
        read = readings.get(id)
        if isinstance(read, Read):
            return read.reading
        stored = self.store.document(id)
        if stored is not None:
            return stored.reading
        return Reading(id=id, is_clue=False, score=0.0, polarity="neutral", genre="other", why=f"未能研读：{read}")


def _file_entry(run: str, name: str, source: Source, texts: Sequence[Planned], at: datetime) -> Entry:
    """Of a file: a duplicate where the store holds every one of its records as it is; ``code`` tells of records that changed."""
    status: Status = "done" if not texts or any(text.reads for text in texts) else "duplicate"
    changed = sum(bool(text.what) for text in texts)
    code, reason = ("changed", f"其中 {changed:,} 条此前已收录、本次有变化") if changed else (None, None)
    return Entry(run, name, source.sha256, status, code, reason, None, len(texts), at)


def store_id(document: Document) -> str:
    """The id of a text in the store: of a record its content, of a fetched page its address.

    Record numbers of different offices may be the same, and the bytes of a page change with every counter on it.
    """
    source = document.source
    return hashlib.sha256(source.url.encode()).hexdigest() if source.fetched_at and source.url else source.sha256


def _read_here(id: str, document: Document) -> Read | InputError:
    try:
        return read_text(the_reader(), id, document)
    except Exception as error:  # as in a worker: it costs one text, not the run
        return UnreadableInput(explained(error), code="bug")


def _by_id(outcome: Outcome[Block, list[Read | InputError]]) -> dict[str, Read | InputError]:
    ids = [id for id, _ in outcome.task.texts]
    if outcome.error is not None:
        return dict.fromkeys(ids, outcome.error)
    return dict(zip(ids, outcome.result or (), strict=True))


def _blocks(texts: Sequence[Planned]) -> Iterator[list[Planned]]:
    """Blocks of texts; one that is to be read a second time, because it changed within the run, begins another block."""
    block: list[Planned] = []
    ids: set[str] = set()
    for text in texts:
        if len(block) == BLOCK or (text.reads and text.id in ids):
            yield block
            block, ids = [], set()
        block.append(text)
        if text.reads:
            ids.add(text.id)
    if block:
        yield block


def _fingerprint(paths: Sequence[Path], again: bool) -> str:
    return hashlib.sha256("\n".join(["read", *(printable(path.absolute()) for path in paths), str(again)]).encode()).hexdigest()
