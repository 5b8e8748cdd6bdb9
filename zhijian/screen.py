"""The job ``screen`` (批量案卷评查): folders of dossiers in, reports, clues and a complete ledger out.

Every dossier is written in one transaction with its ledger rows, some dossiers together, so a run killed at any moment leaves
whole dossiers only, and the next run with the same arguments goes on where it stopped. What was screened before is a duplicate.
At its end what is new is compared with everything in the store.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

from index.across import Comparison, compare
from index.query import SearchEngine
from index.store import Store
from ingest.discover import Bundle, discover
from ingest.document import Source
from ingest.errors import InputError, RejectedInput
from ingest.ledger import Entry, Status
from ingest.names import printable
from ingest.page_cache import PageCache
from ingest.vault import Vault
from nlp.procedure.local import LocalParameters
from nlp.procedure.report import FilePart, Report
from nlp.procedure.rules import rules
from nlp.statutes.local_store import stored
from nlp.words import tokenizer
from zhijian.run_report import RunReport
from zhijian.screen_one import Screened, failed_report, load, screen_one, screened, unread_part
from zhijian.settings import Settings
from zhijian.sums import Sums, sums_of
from zhijian.task import Outcome, Progress, Task
from zhijian.workers import run_tasks

Runner = Callable[[Iterator[Task], Callable[[Progress], None]], Iterator[Outcome[Task, Screened]]]
"""Screens dossiers as they come, in any order, telling progress: worker processes of this machine, or a cluster."""

_TOGETHER = 0.5  # seconds that a dossier may wait for others to be stored with: a transaction costs as much as a dossier in it
_BATCH = 64  # dossiers after which the search engine takes in what is new: each time costs
_TRIM = 1024  # dossiers after which the page cache is looked through


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who wants to know how the run goes (the command line's progress bars, a page of the web application)."""

    on_plan: Callable[[int, int], None] = lambda dossiers, size: None
    on_page: Callable[[Progress], None] = lambda progress: None
    on_dossier: Callable[[str, Sequence[Entry], Sums | None, int], None] = lambda name, entries, sums, size: None
    on_compared: Callable[[int, int], None] = lambda done, total: None


@dataclass(frozen=True, slots=True)
class _Hashed:
    """A bundle whose files lie in the vault. ``lost`` are files that could not even be taken in."""

    bundle: Bundle
    key: str
    sources: tuple[tuple[str, Source], ...]
    lost: tuple[tuple[str, InputError], ...]
    size: int


class Screening:
    """One run of ``screen`` over some paths. Without a ``runner``, worker processes of this machine do the work."""

    def __init__(
        self, settings: Settings, store: Store, engine: SearchEngine, *, today: date, again: bool = False, runner: Runner | None = None
    ) -> None:
        self._settings, self._store, self._engine, self._today, self._again = settings, store, engine, today, again
        self._vault = Vault(settings.vault)
        self._runner = runner or self._here
        self._unsaved: list[tuple[_Hashed, list[Entry], Screened]] = []
        self._unsaved_since = 0.0
        self._unindexed = self._untrimmed = 0
        self._words: Thread | None = None
        self._local = LocalParameters()
        self.report = RunReport()
        self.comparison = Comparison()

    def run(self, paths: Sequence[Path], *, watcher: Watcher | None = None) -> Iterator[tuple[str, Report]]:
        """Screen everything under ``paths``; afterwards yield (dossier name, report) in order of discovery."""
        watcher, began = watcher or Watcher(), time.monotonic()
        self._engine.sync(self._store)  # a server that is down says so before the work, not after
        self._local = LocalParameters.load(self._settings.local_parameters)  # so does a mistake in them
        stored(self._settings.local_laws)  # and damage to the office's own regulations
        bundles = discover(paths)
        arguments = ["screen", *(printable(path.absolute()) for path in paths), str(self._again)]
        run = self._store.begin_or_resume_run("screen", hashlib.sha256("\n".join(arguments).encode()).hexdigest())
        finished = {entry.path: entry for entry in self._store.ledger_of(run)}
        watcher.on_plan(len(bundles), sum(_size(bundle) for bundle in bundles))
        self._words = Thread(target=_load, daemon=True)
        self._words.start()
        self._pass(run.id, bundles, finished, watcher)
        self.comparison = compare(self._store, local=self._local, today=self._today, on_progress=watcher.on_compared)
        self._store.finish_run(run)
        self._settle()
        self._trim()
        self.report.close(time.monotonic() - began)
        return self._reports(run.id, bundles)

    def _pass(self, run: str, bundles: Sequence[Bundle], finished: dict[str, Entry], watcher: Watcher) -> None:
        """Screen what is not finished. A dossier seen twice is screened once, at its first place."""
        seen: dict[str, str] = {}
        later: list[_Hashed] = []
        waiting: dict[str, _Hashed] = {}

        def tasks() -> Iterator[Task]:
            for bundle in bundles:
                names = [printable(file) for file in bundle.files]
                if all(name in finished for name in names):
                    entries = [finished[name] for name in names]
                    key = entries[0].dossier or ""
                    report = self._store.report(key) if any(entry.status != "duplicate" for entry in entries) else None
                    self.report.resumed(bundle.name, entries, sums_of(report) if report else None)
                    watcher.on_dossier(bundle.name, entries, None, _size(bundle))
                    seen.setdefault(key, bundle.name)
                    continue
                hashed = self._take_in(bundle)
                if not hashed.sources:
                    self._keep(run, hashed, screened(failed_report(hashed.key, bundle.name, _lost(hashed.lost))), watcher)
                    continue
                if hashed.key in seen or (not self._again and self._store.known(hashed.key)):
                    later.append(hashed)
                    continue
                seen[hashed.key] = bundle.name
                waiting[hashed.key] = hashed
                yield self._task(hashed)

        def on_page(progress: Progress) -> None:
            self._save_in_time(run, watcher)
            watcher.on_page(progress)

        try:
            for outcome in self._runner(tasks(), on_page):
                self._keep(run, waiting.pop(outcome.task.key), _screened(outcome), watcher)
        finally:
            self._save(run, watcher)
        for hashed in later:
            self._duplicate(run, hashed, watcher)

    def _here(self, tasks: Iterator[Task], on_page: Callable[[Progress], None]) -> Iterator[Outcome[Task, Screened]]:
        return run_tasks(tasks, screen_one, workers=self._settings.workers, limits=self._settings.limits, on_progress=on_page, ready=load)

    def _take_in(self, bundle: Bundle) -> _Hashed:
        """Put the files of a bundle into the vault; the key follows from their content alone."""
        sources: list[tuple[str, Source]] = []
        lost: list[tuple[str, InputError]] = []
        if bundle.problem is not None:
            lost.extend((printable(file), bundle.problem) for file in bundle.files)
        for file in bundle.files if bundle.problem is None else ():
            try:
                sources.append((printable(file), self._vault.put(file)))
            except InputError as error:
                lost.append((printable(file), error))
        content = "\n".join(source.sha256 for _, source in sources) or "\n".join(name for name, _ in lost)
        key = hashlib.sha256(content.encode()).hexdigest()
        return _Hashed(bundle, key, tuple(sources), tuple(lost), sum(source.size for _, source in sources))

    def _task(self, hashed: _Hashed) -> Task:
        return Task(
            key=hashed.key,
            name=hashed.bundle.name,
            files=hashed.sources,
            vault=self._settings.vault,
            local_parameters=self._settings.local_parameters,
            today=self._today,
            lost=hashed.lost,
            cache=self._settings.pages if self._settings.cache_mb else None,
            reader=self._settings.reader,
            local_laws=self._settings.local_laws,
        )

    def _keep(self, run: str, hashed: _Hashed, found: Screened, watcher: Watcher) -> None:
        """Store a dossier, if not at once then with those that come within a moment; it is reported when it is stored."""
        if not self._unsaved:
            self._unsaved_since = time.monotonic()
        self._unsaved.append((hashed, _entries(run, hashed, found), found))
        self._save_in_time(run, watcher)

    def _save_in_time(self, run: str, watcher: Watcher) -> None:
        if self._unsaved and time.monotonic() - self._unsaved_since >= _TOGETHER:
            self._save(run, watcher)

    def _save(self, run: str, watcher: Watcher) -> None:
        """Store what has come, and report it."""
        if not self._unsaved:
            return
        self._store.save_dossiers(run, [(entries, found.filed) for _, entries, found in self._unsaved])
        saved, self._unsaved = self._unsaved, []
        for hashed, entries, found in saved:
            self.report.screened(hashed.bundle.name, entries, found.sums, kept=found.kept)
            watcher.on_dossier(hashed.bundle.name, entries, found.sums, hashed.size)
        self._unindexed += len(saved)
        self._untrimmed += len(saved)
        if self._unindexed >= _BATCH:
            self._settle()
        if self._untrimmed >= _TRIM:
            self._trim()

    def _settle(self) -> None:
        """The search engine takes in what is new."""
        if self._words:
            self._words.join()
        self._engine.sync(self._store)
        self._unindexed = 0

    def _trim(self) -> None:
        """The page cache gives up what is too much."""
        PageCache(self._settings.pages).trim(int(self._settings.cache_mb * (1 << 20)))
        self._untrimmed = 0

    def _duplicate(self, run: str, hashed: _Hashed, watcher: Watcher) -> None:
        rows = [(path, source.sha256) for path, source in hashed.sources] + [(path, None) for path, _ in hashed.lost]
        first = self._store.known(hashed.key)
        assert first is not None
        reason = f"与已评查的“{first.name}”内容相同"
        if first.status != "done":
            reason = f"此前已提交过，未能评查（{first.error}）。需要重试请加 --again"
        entries = [_entry(run, path, sha, "duplicate", "duplicate", reason, hashed.key, 0) for path, sha in rows]
        self._store.save_dossiers(run, [(entries, None)])
        self.report.duplicate(entries)
        watcher.on_dossier(hashed.bundle.name, entries, None, hashed.size)

    def _reports(self, run: str, bundles: Sequence[Bundle]) -> Iterator[tuple[str, Report]]:
        dossiers = {entry.path: entry.dossier for entry in self._store.entries(run)}
        for bundle in bundles:
            key = dossiers.get(printable(bundle.files[0]))
            report = self._store.report(key) if key else None
            if report is not None:
                yield bundle.name, _at(bundle, report)


def _load() -> None:
    """What indexing and comparing will want; the second that it takes to load is over by then."""
    tokenizer()
    rules()


def rows(results: Iterator[tuple[str, Report]], *, all_verdicts: bool) -> Iterator[str]:
    """The lines of ``--json``: the contract row of each dossier under the name it has in this run."""
    for name, report in results:
        row = report.contract_row(all_verdicts=all_verdicts)
        row["dossier"] = name
        yield json.dumps(row, ensure_ascii=False)


def _entry(run: str, path: str, sha: str | None, status: Status, code: str | None, reason: str | None, key: str, pages: int) -> Entry:
    return Entry(run=run, path=path, sha256=sha, status=status, code=code, reason=reason, dossier=key, pages=pages, at=datetime.now(UTC))


def _entries(run: str, hashed: _Hashed, found: Screened) -> list[Entry]:
    """One row an input file. A file of an archive is accounted for by the archive's row; its members stand in the report."""
    entries = []
    for path, source in hashed.sources:
        parts = [part for part in found.files if part.path == path or part.path.startswith(f"{path}!/")]
        good = [part for part in parts if part.status == "done"]
        if good:
            entries.append(_entry(run, path, source.sha256, "done", None, None, hashed.key, sum(part.pages for part in good)))
        else:
            status: Status = "failed" if found.status == "failed" or any(part.status == "failed" for part in parts) else "rejected"
            reason = "；".join(part.reason for part in parts if part.reason) or found.error
            entries.append(_entry(run, path, source.sha256, status, status, reason, hashed.key, 0))
    for path, error in hashed.lost:
        status = "rejected" if isinstance(error, RejectedInput) else "failed"
        entries.append(_entry(run, path, None, status, error.code, str(error), hashed.key, 0))
    return entries


def _lost(lost: Sequence[tuple[str, InputError]]) -> tuple[FilePart, ...]:
    return tuple(unread_part(path, "", error) for path, error in lost)


def _at(bundle: Bundle, report: Report) -> Report:
    """A report with the paths of this run: the same dossier may have been screened where it lay before."""
    paths = list(dict.fromkeys(part.path.partition("!/")[0] for part in report.files))
    if len(paths) != len(bundle.files) or not all(part.sha256 for part in report.files):
        return report
    here = dict(zip(paths, map(printable, bundle.files), strict=True))
    moved = []
    for part in report.files:
        path, mark, member = part.path.partition("!/")
        moved.append(replace(part, path=f"{here[path]}{mark}{member}"))
    return replace(report, files=tuple(moved))


def _screened(outcome: Outcome[Task, Screened]) -> Screened:
    """The result, or a dossier that failed as a whole."""
    if outcome.result is not None:
        return outcome.result
    task, error = outcome.task, str(outcome.error)
    files = tuple(FilePart(path, source.sha256, 0, 0, "failed", error) for path, source in task.files)
    return screened(Report(key=task.key, name=task.name, status="failed", error=error, files=(*_lost(task.lost), *files)))


def _size(bundle: Bundle) -> int:
    total = 0
    for file in bundle.files:
        try:
            total += file.stat().st_size
        except OSError:
            continue  # the file is accounted for when it is taken in
    return total
