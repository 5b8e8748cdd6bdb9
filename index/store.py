"""Store: everything that is kept, in one SQL database that several threads and processes may use at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DatabaseError, OperationalError

from index import (
    digest,
    event_apart,
    event_clues,
    event_placing,
    store_across,
    store_clues,
    store_document_versions,
    store_documents,
    store_dossiers,
    store_events,
    store_hotlines,
    store_inspections,
    store_runs,
    store_scan,
)
from index.changes import Change, ClueStream, Mark
from index.clue import Clue
from index.decision import VERDICTS, Decision, DecisionVerdict
from index.event import Event, EventDecision, EventLink
from index.figures import Figures, figures_of
from index.filed import Filed
from index.lock import FileLock
from index.run import Run
from index.schema import META, METADATA, VERSION
from index.sqlite import database_file, open_database, writing
from index.store_document_versions import DocumentChange, DocumentState, DocumentVersion
from index.store_documents import StoredDocument
from index.store_dossiers import DossierRow
from index.store_scan import SourceRun
from ingest.document import Document
from ingest.errors import SettingsError
from ingest.inspection import Inspection
from ingest.ledger import Entry
from nlp.across.complaint import complaint_of
from nlp.across.finding import AcrossFinding
from nlp.events.trace import Trace
from nlp.inspection.review import VisitReview
from nlp.inspection.setting import Coverage
from nlp.opinion.reading import Reading
from nlp.procedure.report import Report


class Store:
    """The open store at a database URL. Closing it ends the runs it began and did not finish as interrupted.

    ``engine`` is the SQLAlchemy engine, for packages that keep tables of their own beside the store's.
    """

    def __init__(self, url: str) -> None:
        self.engine = open_database(url)
        self._writing = writing(self.engine)
        file = database_file(self.engine.url)
        assert file is not None
        self._locks_folder = file.with_name(f"{file.name}-runs")
        self._held: dict[str, FileLock] = {}
        try:
            self._store_id = self._create()
        except DatabaseError as error:
            self.engine.dispose()
            problem = "被占用或没有读写权限" if isinstance(error, OperationalError) else "不是执鉴的数据库，或已损坏"
            raise SettingsError(f"数据库 {file} 无法打开（{problem}：{error.orig}）。请检查该文件，或从备份恢复。") from error
        except BaseException:
            self.engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give everything back. Unfinished runs become interrupted and can be resumed."""
        for run in list(self._held):
            with self._writing.begin() as connection:
                store_runs.end(connection, run, "interrupted")
            self._held.pop(run).release()
        self.engine.dispose()

    # runs and ledgers

    def begin_or_resume_run(self, kind: str, fingerprint: str) -> Run:
        """Begin a run, or go on with an unfinished one of the same kind and arguments that nobody works on any more.

        What such a run had written to its ledger is kept. A run that another process works on at this moment is left alone.
        """
        with self._writing.begin() as connection:
            return store_runs.begin_or_resume(connection, kind, fingerprint, free=self._hold)

    def finish_run(self, run: Run | str) -> None:
        """The run is done."""
        id = _id(run)
        with self._writing.begin() as connection:
            store_runs.end(connection, id, "done")
        lock = self._held.pop(id, None)
        if lock is not None:
            lock.release(remove=True)

    def runs(self) -> list[Run]:
        """Every run, newest first."""
        with self.engine.connect() as connection:
            return store_runs.all_runs(connection)

    def run(self, id: str) -> Run | None:
        """A run by id, with its counts as they stand now."""
        with self.engine.connect() as connection:
            return store_runs.one_run(connection, id)

    def last_run(self, kind: str) -> Run | None:
        """The newest run of a kind (``screen``, ``read``, ``scan`` …)."""
        with self.engine.connect() as connection:
            return store_runs.last_run(connection, kind)

    def ledger_of(self, run: Run | str) -> list[Entry]:
        """The ledger of a run, in the order written."""
        with self.engine.connect() as connection:
            return store_runs.ledger(connection, _id(run))

    def entries(self, run: Run | str, status: str | None = None) -> list[Entry]:
        """The ledger of a run, narrowed to one status where given."""
        with self.engine.connect() as connection:
            return store_runs.ledger(connection, _id(run), status)

    def entries_of_dossier(self, key: str) -> list[Entry]:
        """The ledger rows of a dossier in all runs, newest last."""
        with self.engine.connect() as connection:
            return store_runs.entries_of_dossier(connection, key)

    def source_hashes(self, *, limit: int) -> list[str]:
        """SHA-256 of up to ``limit`` originals, newest first."""
        with self.engine.connect() as connection:
            return store_runs.source_hashes(connection, limit)

    # writing what a job found

    def save_dossiers(self, run: Run | str, items: Sequence[tuple[Sequence[Entry], Filed | None]]) -> None:
        """Keep the ledger rows of some dossiers and what was found in each, in one transaction: after a crash all is there, or nothing.

        Of a duplicate only the ledger is written. What an earlier screening found of a dossier gives way.
        """
        entries = [entry for ledger, _ in items for entry in ledger]
        assert all(entry.run == _id(run) for entry in entries)
        dossiers = list({one.key: one for _, one in items if one is not None}.values())
        with self._writing.begin() as connection:
            store_runs.write_entries(connection, entries)
            store_dossiers.write_reports(connection, dossiers)
            for one in dossiers:
                if one.clue is None:
                    store_clues.remove_clues_of(connection, one.key)
                if one.profile is None:
                    store_across.remove_profile(connection, one.key)
            store_clues.write_clue_rows(connection, [one.clue for one in dossiers if one.clue is not None])
            store_across.write_profiles(connection, [(one.profile, one.keys) for one in dossiers if one.profile is not None])

    def save_documents(
        self, run: Run | str, items: Sequence[tuple[Document, Reading]], entries: Sequence[Entry] = (), traces: Sequence[Trace] = ()
    ) -> None:
        """Keep a batch of documents, their readings and profiles, the events they tell of, the events' clues, and ledger rows.

        All in one transaction. Ids are the readings'. A reading that is a clue joins an event or founds one; see ``index.event_placing``.
        ``traces``: of those texts whose trace is made already.
        """
        assert all(entry.run == _id(run) for entry in entries)
        with self._writing.begin() as connection:
            store_runs.write_entries(connection, entries)
            store_documents.write_documents(connection, items)
            event_clues.refresh(connection, event_placing.place(connection, items, traces), [reading.id for _, reading in items])
            complaints = {reading.id: complaint_of(document, reading) for document, reading in items}
            for id, complaint in complaints.items():
                if complaint is None:
                    store_across.remove_profile(connection, id)
            store_across.write_profiles(connection, [store_across.complaint_row(one) for one in complaints.values() if one is not None])

    def save_inspections(self, run: Run | str, rows: Sequence[Inspection], entries: Sequence[Entry] = ()) -> int:
        """Keep inspections and ledger rows in one transaction; returns how many were new. What is there already stays as it is."""
        assert all(entry.run == _id(run) for entry in entries)
        with self._writing.begin() as connection:
            store_runs.write_entries(connection, entries)
            return store_inspections.write_inspections(connection, rows)

    def save_visit_reviews(self, keys: Sequence[str], items: Sequence[tuple[VisitReview, Clue | None]]) -> None:
        """Keep the reviews of some enterprises and their clues in one transaction; earlier ones under these keys are withdrawn."""
        with self._writing.begin() as connection:
            gone = store_inspections.write_reviews(connection, keys, [review for review, _ in items])
            store_clues.write_clues(connection, [clue for _, clue in items if clue is not None])
            for id in gone:
                store_clues.remove_clues_of(connection, id)

    # inspections

    def enterprise_names(self) -> list[tuple[str, str | None]]:
        """Every name and credit code under which an enterprise was inspected."""
        with self.engine.connect() as connection:
            return store_inspections.names(connection)

    def inspections_of(self, names: Sequence[str]) -> list[Inspection]:
        """All inspections of enterprises with these names, in order of time."""
        with self.engine.connect() as connection:
            return store_inspections.of_names(connection, names)

    def inspections(self, ids: Sequence[str]) -> dict[str, Inspection]:
        """Inspections by id."""
        with self.engine.connect() as connection:
            return store_inspections.by_ids(connection, ids)

    def scan_coverage(self) -> Coverage:
        """Agencies and months of which scans are recorded."""
        with self.engine.connect() as connection:
            return store_inspections.coverage(connection)

    def names_without_scans(self, months: Iterable[str]) -> set[str]:
        """Names of enterprises of which some inspection in these months does not say whether the inspectors scanned in."""
        with self.engine.connect() as connection:
            return store_inspections.names_without_scans(connection, months)

    def visit_review(self, id: str) -> VisitReview | None:
        """The review of an agency's inspections of an enterprise."""
        with self.engine.connect() as connection:
            return store_inspections.one_review(connection, id)

    # dossiers and documents

    def known(self, key: str) -> DossierRow | None:
        """The outcome of an earlier screening of this dossier, whatever it was."""
        with self.engine.connect() as connection:
            return store_dossiers.one_dossier(connection, key)

    def report(self, key: str) -> Report | None:
        """The report of a dossier."""
        with self.engine.connect() as connection:
            return store_dossiers.one_report(connection, key)

    def dossiers(self, *, status: str | None = None, words: str = "", limit: int = 100, offset: int = 0) -> list[DossierRow]:
        """Dossiers, newest first; with ``words`` those of which every word stands in the name, party, agency or case number."""
        with self.engine.connect() as connection:
            return store_dossiers.dossiers(connection, status=status, words=words, limit=limit, offset=offset)

    def dossier_counts(self, words: str = "") -> dict[str, int]:
        """How many dossiers, or of those with ``words``, ended in each status."""
        with self.engine.connect() as connection:
            return store_dossiers.dossier_counts(connection, words)

    def document_states(self, ids: Sequence[str]) -> dict[str, DocumentState]:
        """Of those documents that are in the store, what may change of them."""
        with self.engine.connect() as connection:
            return store_document_versions.states_of(connection, ids)

    def document_versions(self, id: str) -> list[DocumentVersion]:
        """What a document was before it changed, oldest first."""
        with self.engine.connect() as connection:
            return store_document_versions.versions_of(connection, id)

    def document_changes(self, since: str) -> list[DocumentChange]:
        """The documents that changed after a moment (ISO 8601, UTC), in order of time."""
        with self.engine.connect() as connection:
            return store_document_versions.changes_since(connection, since)

    def document(self, id: str) -> StoredDocument | None:
        """A document with its reading."""
        with self.engine.connect() as connection:
            return store_documents.one_document(connection, id)

    def documents(self, ids: Sequence[str]) -> dict[str, StoredDocument]:
        """Documents with their readings, by id."""
        with self.engine.connect() as connection:
            return store_documents.some_documents(connection, ids)

    # clues

    def clue(self, id: str) -> Clue | None:
        """A clue with its status."""
        with self.engine.connect() as connection:
            return store_clues.one_clue(connection, id)

    def some_clues(self, ids: Sequence[str]) -> dict[str, Clue]:
        """Those clues that are there, by id, with their status."""
        with self.engine.connect() as connection:
            return store_clues.some_clues(connection, ids)

    def clues_of_source(self, source_id: str) -> list[Clue]:
        """The clues of one dossier or document."""
        with self.engine.connect() as connection:
            return store_clues.clues_of_source(connection, source_id)

    def clue_count(self) -> int:
        """How many clues there are."""
        with self.engine.connect() as connection:
            return sum(store_clues.clue_counts(connection).values())

    def mark(self) -> Mark:
        """The last change, as an index filled up to now may claim it."""
        with self.engine.connect() as connection:
            return Mark(self._store_id, store_clues.last_change(connection))

    def clues(self) -> ClueStream:
        """All clues by id, read in blocks. The mark is from before the first one, so what changes meanwhile comes after it."""
        return ClueStream(self._clues(), self.mark())

    def changes(self, after: int) -> Iterator[Change]:
        """Every clue changed or removed after that change number, as it is now, in order."""
        while True:
            with self.engine.connect() as connection:
                block = store_clues.change_block(connection, after)
            if not block:
                return
            yield from block
            after = block[-1].number

    # events

    def event(self, clue_id: str) -> Event | None:
        """The event of a clue, with its reports."""
        with self.engine.connect() as connection:
            return store_events.one_event(connection, clue_id)

    def event_of_document(self, document_id: str) -> str | None:
        """The id of the event (and of its clue) that a text belongs to."""
        with self.engine.connect() as connection:
            return store_events.event_of(connection, document_id)

    def report_counts(self, clue_ids: Sequence[str]) -> dict[str, int]:
        """Of those of some clues whose event has more than one report: how many."""
        with self.engine.connect() as connection:
            return store_events.report_counts(connection, clue_ids)

    def events_touched(self, since: str) -> list[Event]:
        """Events that gained a report after that time (ISO 8601, UTC)."""
        with self.engine.connect() as connection:
            return store_events.touched(connection, since)

    def event_links(self, clue_id: str) -> list[EventLink]:
        """Other events that may be this one."""
        with self.engine.connect() as connection:
            return store_events.links_of(connection, clue_id)

    def take_out(self, document_id: str, *, user: str, reason: str, at: datetime | None = None) -> str | None:
        """A person says that a text is no report of its event (不是同一事件). It joins another or founds its own; returns its id.

        Raises KeyError where it is in none, ValueError where it founded the event: then the others are to be taken out.
        """
        with self._writing.begin() as connection:
            return event_apart.take_out(connection, document_id, user=user, reason=reason, at=at or datetime.now(UTC))

    def event_decisions(self, clue_id: str) -> list[EventDecision]:
        """What people decided about the texts of an event, oldest first."""
        with self.engine.connect() as connection:
            return store_events.decisions_on(connection, event=clue_id)

    # across dossiers

    def across(self, id: str) -> AcrossFinding | None:
        """What was found across dossiers or complaints, by the finding's id."""
        with self.engine.connect() as connection:
            return store_across.one_finding(connection, id)

    def across_with(self, key: str) -> list[AcrossFinding]:
        """What was found with this dossier or complaint on one side."""
        with self.engine.connect() as connection:
            return store_across.findings_with(connection, key)

    def all_across(self) -> list[AcrossFinding]:
        """Everything found across dossiers and complaints, by rule."""
        with self.engine.connect() as connection:
            return list(store_across.all_findings(connection))

    # decisions

    def decide(
        self, clue: str, verdict: DecisionVerdict, *, user: str, reason: str = "", rule: str | None = None, at: datetime | None = None
    ) -> Decision:
        """Add a person's decision on a clue, or on one of its issues. Nothing the machine found is changed.

        Raises KeyError where there is no such clue, ValueError for an unknown verdict or an issue the clue does not have.
        """
        if verdict not in VERDICTS:
            raise ValueError(f"{verdict!r} is none of {VERDICTS}")
        at = at or datetime.now(UTC)
        with self._writing.begin() as connection:
            decided = store_clues.one_clue(connection, clue)
            if decided is None:
                raise KeyError(clue)
            if rule is not None and rule not in decided.issues:
                raise ValueError(f"clue {clue} has no issue {rule!r}")
            id = store_clues.add_decision(connection, clue=clue, rule=rule, verdict=verdict, reason=reason, user=user, at=at)
        return Decision(id, clue, rule, verdict, reason, user, at)

    def decisions(self, clue: str) -> list[Decision]:
        """All decisions on a clue and its issues, oldest first."""
        with self.engine.connect() as connection:
            return store_clues.decisions_on(connection, [clue]).get(clue, [])

    def all_decisions(self) -> list[Decision]:
        """Every decision, newest first."""
        with self.engine.connect() as connection:
            return list(store_clues.all_decisions(connection))

    # sources of the daily scan

    def save_source_run(self, run: SourceRun) -> None:
        """Keep how a source fared this time."""
        with self._writing.begin() as connection:
            store_scan.add_source_run(connection, run)

    def last_source_runs(self) -> dict[str, SourceRun]:
        """How every source fared the last time it was read, by the source's id."""
        with self.engine.connect() as connection:
            return store_scan.last_source_runs(connection)

    def source_runs(self, id: str, limit: int = 30) -> list[SourceRun]:
        """How a source fared the last ``limit`` times, the newest first."""
        with self.engine.connect() as connection:
            return store_scan.source_runs(connection, id, limit)

    def hotline_states(self, source: str) -> dict[str, str]:
        """What was remembered of each place (file, query) of a hotline source."""
        with self.engine.connect() as connection:
            return store_hotlines.states_of(connection, source)

    def remember_hotline(self, source: str, place: str, state: str) -> None:
        """Remember how far a place of a hotline source was read: only once what was read there is kept."""
        with self._writing.begin() as connection:
            store_hotlines.remember(connection, source, place, state, datetime.now(UTC).isoformat())

    # figures

    def counts(self) -> dict[str, int]:
        """How much there is: dossiers by status (``dossier.done`` …), clues by subject (``clue.case``, ``clue.event``)."""
        with self.engine.connect() as connection:
            found: dict[str, int] = {f"dossier.{status}": n for status, n in store_dossiers.dossier_counts(connection).items()}
            found.update({f"clue.{subject}": n for subject, n in store_clues.clue_counts(connection).items()})
        return found

    def figures_of(self, run: Run | str) -> Figures:
        """Breaches of a screening run by rule and by agency."""
        with self.engine.connect() as connection:
            return figures_of(connection, _id(run))

    def content_digest(self) -> str:
        """One hash over everything the machine found; see ``index.digest``."""
        with self.engine.connect() as connection:
            return digest.content_digest(connection)

    def _create(self) -> str:
        """Create what is missing, check the version; returns the store's id."""
        with self._writing.begin() as connection:
            METADATA.create_all(connection)
            found = _meta(connection)
            if not found:
                found = {"version": str(VERSION), "store": uuid.uuid4().hex, "change": "0"}
                connection.execute(insert(META), [{"name": name, "value": value} for name, value in found.items()])
        if found["version"] != str(VERSION):
            raise SettingsError(
                f"数据库 {self.engine.url.database} 的版本是 {found['version']}，本程序需要 {VERSION}。"
                "请换用与数据相符的程序版本，或另设 ZHIJIAN_HOME。"
            )
        return found["store"]

    def _hold(self, run: str) -> bool:
        lock = FileLock(self._locks_folder / f"{run}.lock")
        if not lock.take():
            return False
        self._held[run] = lock
        return True

    def _clues(self) -> Iterator[Clue]:
        after = ""
        while True:
            with self.engine.connect() as connection:
                block = store_clues.clue_block(connection, after)
            if not block:
                return
            yield from block
            after = block[-1].id


def _meta(connection: Connection) -> dict[str, str]:
    return {row.name: row.value for row in connection.execute(select(META.c.name, META.c.value))}


def _id(run: Run | str) -> str:
    return run if isinstance(run, str) else run.id
