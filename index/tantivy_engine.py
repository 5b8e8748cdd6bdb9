"""The embedded search engine: a tantivy index in a folder, shared by several processes without any server.

One process writes at a time; searches see what was written as soon as it is committed, in every process.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

import tantivy

from index.analysis import Indexed, Stored, indexed, level_term
from index.changes import ClueStream, Followed, Mark
from index.clue import Clue
from index.highlight import make_hit
from index.paging import BUCKETS, checked_filters, most_frequent, read_cursor, sort_key, write_cursor
from index.query import FACETS, Query, ResultPage
from index.ranking import weigh
from index.tantivy_files import Generation, Generations
from index.tantivy_query import KEYS, Queries, schema
from index.typed import Typed, parse
from ingest.errors import SearchUnavailable

Value = TypeVar("Value")

VERSION = 1
_WAIT_SECONDS = 60.0
_HEAP, _REBUILD_HEAP = 32_000_000, 128_000_000  # bytes
_BLOCK = 500
_FIRST_LOOK = 256  # hits looked at to find a page of the best


_OUTDATED = "内置检索索引由另一版本的程序建立，请运行 zhijian rebuild 重建（数据都在数据库中，不会丢失）。"


class _Replaced(Exception):
    """Another process switched to a new generation while this one was being written."""


@dataclass(frozen=True, slots=True)
class _Open:
    index: Any
    folder: Path
    stamp: tuple[int, int]
    commit: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Ranked:
    rank: float
    key: int
    address: Any


class TantivyEngine:
    """The search engine in ``folder``. May be used from several threads."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._schema = schema()
        self._queries = Queries(self._schema)
        self._lock = threading.Lock()
        self._open: _Open | None = None

    # searching

    def search(self, query: Query) -> ResultPage:
        """Answer a query. Raises SearchUnavailable where the index was made by another version, QueryProblem for a broken cursor."""
        typed, filters = parse(query.words), checked_filters(query)
        key = sort_key(query, typed)
        after = read_cursor(query.cursor, key)
        searcher = self._searcher()
        if searcher is None:
            return ResultPage(0, (), {name: most_frequent({}, filters.get(name, ())) for name in FACETS})
        ranking = None
        if typed.ranks:
            words = {word: _count(searcher, self._queries.word(word)) for word in typed.words}
            rows = {row: _count(searcher, self._queries.row(row)) for row in typed.rows}
            ranking = weigh(typed, searcher.num_docs, words, rows)
        plain = self._queries.matching(typed, filters)
        total = _count(searcher, plain)
        if key is None:
            found, more = _best(searcher, self._queries.matching(typed, filters, ranking), total, after, query.size)
        else:
            found, more = self._in_order(searcher, plain, key, after, query.size)
        hits = tuple(make_hit(Stored.from_json(bytes(searcher.doc(row.address)["stored"][0])), typed, ranking) for row in found)
        last = None
        if more:
            last = write_cursor(key, [found[-1].rank, found[-1].key] if key is None else [found[-1].key])
        return ResultPage(total, hits, self._facets(searcher, typed, filters, plain), last)

    def count(self) -> int:
        """How many clues are indexed."""
        searcher = self._searcher()
        return 0 if searcher is None else searcher.num_docs

    # writing

    def add(self, clues: Iterable[Clue]) -> int:
        """Index clues, replacing those with the same id; returns how many. Visible to the next search, in every process."""
        remaining, count = iter(clues), 0
        while block := [indexed(clue) for clue in islice(remaining, _BLOCK)]:
            self._write_current(block, [row.id for row in block])
            count += len(block)
        return count

    def remove(self, ids: Iterable[str]) -> None:
        """Forget clues."""
        self._write_current((), list(ids))

    def rebuild(self, clues: Iterator[Clue]) -> int:
        """Fill a new generation and switch to it; the old one answers until then, and stays where this fails."""
        self._wait(self._generations.rebuilding.take, "另一个进程正在重建内置检索索引")
        try:
            return self._rebuild(clues)
        finally:
            self._generations.rebuilding.release()

    @property
    def needs_rebuild(self) -> bool:
        """Whether the index was laid out by another version, or nobody can say what it holds."""
        current = self._generations.current()
        return current is None or current.version != VERSION or current.mark() is None

    def sync(self, store: Followed) -> int:
        """Take in what changed in the store since this index last did; returns how many changes. Rebuilds where it must."""
        while True:
            try:
                return self._sync(store)
            except _Replaced:
                continue  # the generation made meanwhile has a mark of its own to go on from

    def _sync(self, store: Followed) -> int:
        last = store.mark()
        generation = self._generations.current()
        mark = generation.mark() if generation else None
        if generation is None or generation.version != VERSION or mark is None or mark.store != last.store or mark.change > last.change:
            return self.rebuild(store.clues())
        if mark.change == last.change:
            return 0
        count, changes = 0, store.changes(mark.change)
        while block := list(islice(changes, _BLOCK)):
            rows = [indexed(change.clue) for change in block if change.clue is not None]
            self._write(generation, rows, [change.id for change in block])
            generation.write_mark(Mark(last.store, block[-1].number))
            count += len(block)
        return count

    def _rebuild(self, clues: Iterator[Clue]) -> int:
        folder = self._generations.new()
        index = tantivy.Index(self._schema, path=str(folder), reuse=False)
        writer = index.writer(heap_size=_REBUILD_HEAP, num_threads=1)
        count = 0
        for clue in clues:
            writer.add_document(self._document(indexed(clue)))
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        generation = Generation(folder, VERSION)
        if isinstance(clues, ClueStream):
            generation.write_mark(clues.mark)
        self._generations.switch(generation)
        return count

    def _write_current(self, rows: Sequence[Indexed], drop: Sequence[str]) -> None:
        while True:
            try:
                return self._write(self._writable(), rows, drop)
            except _Replaced:
                continue

    def _write(self, generation: Generation, rows: Sequence[Indexed], drop: Sequence[str]) -> None:
        try:
            index = tantivy.Index.open(str(generation.folder))
            writer: Any = self._wait(lambda: _writer(index), "另一个进程正在写入内置检索索引")
            try:
                for id in drop:
                    writer.delete_documents_by_term("id", id)
                for row in rows:
                    writer.add_document(self._document(row))
                writer.commit()
            finally:
                writer.wait_merging_threads()  # gives the lock back
        except (ValueError, OSError) as error:
            if self._generations.current() != generation:
                raise _Replaced from error
            raise SearchUnavailable(
                f"内置检索索引 {generation.folder} 无法写入（{error}）。请检查磁盘空间和权限，或运行 zhijian rebuild 重建。"
            ) from error

    def _writable(self) -> Generation:
        """The current generation, made where there is none. Raises SearchUnavailable where it is of another version."""
        found = self._generations.current()
        if found is None:
            self._wait(self._generations.rebuilding.take, "另一个进程正在重建内置检索索引")
            try:
                if self._generations.current() is None:
                    self._rebuild(iter(()))
            finally:
                self._generations.rebuilding.release()
            found = self._generations.current()
            assert found is not None
        if found.version != VERSION:
            raise SearchUnavailable(_OUTDATED)
        return found

    def _document(self, row: Indexed) -> Any:
        words = list(chain.from_iterable((word, level_term(word, level)) for word, level in row.levels.items()))
        return tantivy.Document(
            id=row.id,
            words=words,
            letters=" ".join(row.letters),
            stored=row.stored.encode(),
            **{name: list(values) for name, values in row.facets.items() if values},
            **{name: getattr(row, name) for name in KEYS},
        )

    # the parts of a search

    def _searcher(self) -> Any | None:
        """A snapshot of what is committed now; None where nothing was ever indexed."""
        with self._lock:
            for _ in range(5):  # a generation may be replaced between two looks
                stamp = self._generations.stamp()
                if stamp is None:
                    return None
                try:
                    return self._snapshot(stamp)
                except (ValueError, OSError) as error:
                    problem = error
                    self._open = None
            raise SearchUnavailable(f"内置检索索引无法打开（{problem}）。请运行 zhijian rebuild 重建。")

    def _snapshot(self, stamp: tuple[int, int]) -> Any:
        held = self._open
        if held is None or held.stamp != stamp:
            generation = self._generations.current()
            if generation is None:
                raise ValueError("current.json 已损坏")
            if generation.version != VERSION:
                raise SearchUnavailable(_OUTDATED)
            commit = _committed(generation.folder)
            index = tantivy.Index.open(str(generation.folder))
            index.config_reader("manual")
            index.reload()
            held = self._open = _Open(index, generation.folder, stamp, commit)
        elif (commit := _committed(held.folder)) != held.commit:
            held.index.reload()
            self._open = _Open(held.index, held.folder, stamp, commit)
        return held.index.searcher()

    def _in_order(self, searcher: Any, query: Any, key: str, after: list[float] | None, size: int) -> tuple[list[_Ranked], bool]:
        if after is not None:
            query = self._queries.below(query, key, int(after[0]))
        hits = searcher.search(query, limit=size + 1, count=False, order_by_field=key).hits
        return [_Ranked(0, value, address) for value, address in hits[:size]], len(hits) > size

    def _facets(self, searcher: Any, typed: Typed, filters: Mapping[str, tuple[str, ...]], plain: Any) -> dict[str, dict[str, int]]:
        """Counts over the whole result; those of a facet that is filtered by, as if it were not."""
        counts = _counts(searcher, plain, [name for name in FACETS if name not in filters])
        for name in filters:
            others = {other: values for other, values in filters.items() if other != name}
            counts |= _counts(searcher, self._queries.matching(typed, others), [name])
        return {name: most_frequent(counts[name], filters.get(name, ())) for name in FACETS}

    def _wait(self, attempt: Callable[[], Value], what: str) -> Value:
        """Try until it is not false. Raises SearchUnavailable after a minute."""
        deadline = time.monotonic() + _WAIT_SECONDS
        while not (got := attempt()):
            if time.monotonic() > deadline:
                raise SearchUnavailable(f"{what}，等候 {_WAIT_SECONDS:g} 秒仍未结束。请稍后再试。")
            time.sleep(0.02)
        return got


def _best(searcher: Any, query: Any, total: int, after: list[float] | None, size: int) -> tuple[list[_Ranked], bool]:
    """The next page by rank, ties by key. The engine orders ties as it likes, so a tie is looked at whole."""
    limit = _FIRST_LOOK
    while True:
        hits = searcher.search(query, limit=max(1, min(limit, total)), count=False).hits
        keys = searcher.fast_field_values(KEYS[0], [address for _, address in hits])
        rows = [_Ranked(rank, key, address) for (rank, address), key in zip(hits, keys, strict=True)]
        whole = len(rows) >= total
        sure = rows if whole else [row for row in rows if row.rank > rows[-1].rank]
        sure.sort(key=lambda row: (-row.rank, -row.key))
        if after is not None:
            sure = [row for row in sure if (row.rank, row.key) < (after[0], after[1])]
        if whole or len(sure) > size:
            return sure[:size], len(sure) > size
        limit *= 8


def _counts(searcher: Any, query: Any, names: Sequence[str]) -> dict[str, dict[str, int]]:
    if not names:
        return {}
    found = searcher.aggregate(query, {name: {"terms": {"field": name, "size": BUCKETS}} for name in names})
    return {name: {bucket["key"]: bucket["doc_count"] for bucket in found[name]["buckets"]} for name in names}


def _count(searcher: Any, query: Any) -> int:
    return int(searcher.search(query, limit=1, count=True).count)


def _writer(index: Any) -> Any | None:
    """The index's one writer; None where somebody else has it."""
    try:
        return index.writer(heap_size=_HEAP, num_threads=1)
    except ValueError as error:
        if "LockBusy" in str(error):
            return None
        raise


def _committed(folder: Path) -> tuple[int, int]:
    """Changes with every commit: tantivy replaces this file."""
    found = (folder / "meta.json").stat()
    return found.st_mtime_ns, found.st_ino
