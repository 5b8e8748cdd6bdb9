"""The job ``inspections`` (涉企行政检查): ledgers of inspections in, findings and clues out.

Rows are kept by their content, so that the same row in a second file, or in a second run, is a duplicate. Enterprises of which rows
came in are checked again over all that the store holds of them; the rest is left as it is.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from index.build import clue_of_visits
from index.clue import Clue
from index.query import SearchEngine
from index.store import Store
from ingest.discover import each_file
from ingest.errors import InputError
from ingest.inspection import Inspection
from ingest.inspections import Inspections, RefusedRow, read_inspections
from ingest.ledger import Entry, Status, refused
from ingest.names import printable
from ingest.vault import Vault
from nlp.inspection.engine import Checking
from nlp.inspection.finding import InspectionFinding
from nlp.inspection.review import VisitReview, reviews_of
from nlp.inspection.setting import Setting
from nlp.inspection.visits import Name, Visits, keys_of
from nlp.procedure.local import LocalParameters
from nlp.procedure.rules import rules
from zhijian.settings import Settings

_ROWS = 2000  # kept in one transaction
_ENTERPRISES = 200  # checked and kept in one transaction


@dataclass(slots=True)
class InspectionTally:
    """Counts of one run. Rows in = done + duplicate + rejected; ``clues`` are those of the enterprises checked now."""

    files: int = 0
    lost_files: int = 0
    done: int = 0
    duplicate: int = 0
    rejected: int = 0
    enterprises: int = 0
    clues: int = 0


@dataclass(frozen=True, slots=True)
class InspectionWatcher:
    """Who wants to know how the run goes. ``on_plan``: enterprises to check; ``on_checked``: how many more of them are done."""

    on_plan: Callable[[int], None] = lambda enterprises: None
    on_checked: Callable[[int], None] = lambda enterprises: None
    on_lost: Callable[[str], None] = lambda reason: None
    on_note: Callable[[str], None] = lambda note: None


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with the rows it names, as they are kept."""

    finding: InspectionFinding
    rows: tuple[Inspection, ...]


@dataclass(slots=True)
class InspectionImport:
    """Takes in ledgers and keeps rows, reviews and clues in step. ``agency`` inspected where a table does not say who did."""

    settings: Settings
    store: Store
    engine: SearchEngine
    agency: str | None = None
    tally: InspectionTally = field(default_factory=InspectionTally)

    def files(self, paths: Sequence[Path], watcher: InspectionWatcher) -> list[Told]:
        """Take in some files, check the enterprises in them; the findings of these, the general questions last."""
        self.engine.sync(self.store)  # a server that is down says so before the work, not after
        local = LocalParameters.load(self.settings.local_parameters)  # so does a mistake in them
        run = self.store.begin_or_resume_run("inspections", _fingerprint(paths, self.agency)).id
        covered = self.store.scan_coverage()
        files = list(each_file(paths))
        bare = Counter(taken.name for _, taken in files if isinstance(taken, Path))
        touched: set[str] = set()
        for path, taken in files:
            short = taken.name if isinstance(taken, Path) and bare[taken.name] == 1 else path
            touched |= self._take_in(run, path, short, taken, watcher)
        setting = Setting(local, self.store.scan_coverage())
        touched |= self.store.names_without_scans({month for _, month in setting.coverage - covered})
        found = self._check(touched, setting, watcher)
        self.engine.sync(self.store)
        self.store.finish_run(run)
        return found

    def _take_in(self, run: str, path: str, name: str, taken: Path | InputError, watcher: InspectionWatcher) -> set[str]:
        """Keep the rows of one file, which people know by ``name``; the names of the enterprises in it."""
        self.tally.files += 1
        now = datetime.now(UTC)
        try:
            if isinstance(taken, InputError):
                raise taken
            source = Vault(self.settings.vault).put(taken)
            read = read_inspections(taken, name=name, agency=self.agency)
        except InputError as error:
            self.tally.lost_files += 1
            self.store.save_inspections(run, [], [refused(run, path, error, at=now)])
            watcher.on_lost(str(error))
            return set()
        _tell(read, name, watcher)
        fresh = 0
        rows = iter(read.rows)
        while block := list(islice(rows, _ROWS)):
            fresh += self.store.save_inspections(run, block)
        entries = [_entry(run, path, row, now) for row in read.refused]
        status: Status = "duplicate" if read.rows and not fresh else "done"
        entries.append(Entry(run, path, source.sha256, status, None, None, None, len(read.rows), now))
        self.store.save_inspections(run, [], entries)
        self.tally.done += fresh
        self.tally.duplicate += len(read.rows) - fresh
        self.tally.rejected += len(read.refused)
        return {row.enterprise for row in read.rows}

    def _check(self, touched: set[str], setting: Setting, watcher: InspectionWatcher) -> list[Told]:
        """Check every enterprise that one of these names may mean, some at a time."""
        known = Register.of(self.store.enterprise_names())
        wanted = sorted({key for name in touched for key in known.keys_of_name.get(name, ())})
        watcher.on_plan(len(wanted))
        self.tally.enterprises = len(wanted)
        checking = Checking(setting)
        found: list[Told] = []
        for at in range(0, len(wanted), _ENTERPRISES):
            block = wanted[at : at + _ENTERPRISES]
            found += self._check_block(block, known, checking, setting)
            watcher.on_checked(len(block))
        general = checking.general()
        rows = self.store.inspections([id for finding in general for id in finding.rows])
        return [*found, *(_told(finding, rows) for finding in general)]

    def _check_block(self, block: Sequence[str], known: Register, checking: Checking, setting: Setting) -> list[Told]:
        names = {name for key in block for name in known.names_of_key[key]}
        groups: dict[str, list[Inspection]] = {key: [] for key in block}
        for row in self.store.inspections_of(sorted(names)):
            key = known.keys[row.enterprise, row.uscc]
            if key in groups:
                groups[key].append(row)
        found: list[Told] = []
        items: list[tuple[VisitReview, Clue | None]] = []
        for key, own in groups.items():
            visits = Visits.of(key, own)
            rows = {row.id: row for row in own}
            findings = checking.judge(visits)
            found += [_told(finding, rows) for finding in findings]
            reviews = reviews_of(visits, findings, setting, identity=known.identity(key))
            items += [(review, clue_of_visits(review, rows)) for review in reviews]
        former = names - known.names_of_key.keys()  # what had no code yesterday was kept under its name
        self.store.save_visit_reviews(sorted({*block, *former}), items)
        self.tally.clues += sum(clue is not None for _, clue in items)
        return found


@dataclass(frozen=True, slots=True)
class Register:
    """All enterprises of the store: which name and code mean which, and under which names each was inspected."""

    keys: Mapping[Name, str]
    names_of_key: Mapping[str, set[str]]
    keys_of_name: Mapping[str, set[str]]

    @classmethod
    def of(cls, names: Sequence[Name]) -> Register:
        """From every name and code in the store."""
        keys = keys_of(names)
        names_of_key: dict[str, set[str]] = defaultdict(set)
        keys_of_name: dict[str, set[str]] = defaultdict(set)
        for (name, _), key in keys.items():
            names_of_key[key].add(name)
            keys_of_name[name].add(key)
        return cls(keys, names_of_key, keys_of_name)

    def identity(self, key: str) -> str:
        """A name that means this enterprise alone, whether its code is known by now or not; else its key."""
        names = self.names_of_key[key]
        return min(names) if all(len(self.keys_of_name[name]) == 1 for name in names) else key


def row_of(told: Told) -> dict[str, Any]:
    """One line of ``--out``."""
    finding = told.finding
    return {
        "rule": finding.rule,
        "name": rules()[finding.rule].name_zh,
        "verdict": finding.verdict,
        "severity": finding.severity,
        "message": finding.message,
        "agency": finding.agency,
        "enterprise": finding.enterprise,
        "date": finding.on.isoformat() if finding.on else None,
        "law": [{"law": basis.law, "article": basis.article, "quote": basis.quote, "verified": basis.verified} for basis in finding.law],
        "confidence": finding.confidence,
        "reason": finding.reason,
        "count": finding.count,
        "rows": [
            {"file": row.place.file, "sheet": row.place.sheet, "row": row.place.row, "date": row.day.isoformat()} for row in told.rows
        ],
    }


def _told(finding: InspectionFinding, rows: Mapping[str, Inspection]) -> Told:
    return Told(finding, tuple(rows[id] for id in finding.rows if id in rows))


def _tell(read: Inspections, name: str, watcher: InspectionWatcher) -> None:
    for row in read.refused:
        watcher.on_lost(row.reason)
    for row in read.notes:
        watcher.on_note(row.reason)
    if read.skipped:
        watcher.on_note(f"{name}：工作表{'、'.join(f'“{sheet}”' for sheet in read.skipped)}没有台账表头，未读取")
    if read.ignored_columns:
        watcher.on_note(f"{name}：未使用的列：{'、'.join(read.ignored_columns)}")


def _entry(run: str, path: str, row: RefusedRow, now: datetime) -> Entry:
    sheet = f"{row.place.sheet}!" if row.place.sheet else ""
    return Entry(run, f"{path}#{sheet}{row.place.row}", None, "rejected", "row", row.reason, None, 0, now)


def _fingerprint(paths: Sequence[Path], agency: str | None) -> str:
    said = ["inspections", *(printable(path.absolute()) for path in paths), agency or ""]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
