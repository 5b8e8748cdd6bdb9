"""The job ``scan`` (每日扫描): read the hotlines, crawl the sites, compare, tell what is new in a briefing, send it.

Killed at any moment it goes on where it was: a scan of the same day takes up the unfinished one, with the sources that are not done
yet. The briefing stands under the scan's id, so it is written once; a delivery is written down before and after it is sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from crawlers.hotline import Hotline
from crawlers.office_sources import office_sources
from crawlers.source import CrawlSource
from crawlers.source_due import DueSource
from index.across import compare
from index.briefing import Briefing
from index.briefing_news import compose
from index.store_briefings import Briefings, Delivery
from index.store_scan import SourceRun
from ingest.errors import SettingsError
from nlp.procedure.local import LocalParameters
from zhijian.deliver import Deliveries
from zhijian.office import Office
from zhijian.scan_config import ScanConfig
from zhijian.scan_crawls import Crawls, CrawlWatcher
from zhijian.scan_hotlines import Hotlines, HotlineWatcher
from zhijian.scan_lock import KIND, one_at_a_time
from zhijian.settings import Settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sources: those that are due, ``every`` enabled one, or ``only`` some by id."""

    every: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanWatcher:
    """Who wants to know how the scan goes."""

    on_plan: Callable[[int], None] = lambda sources: None
    on_stage: Callable[[str], None] = lambda stage: None
    on_document: Callable[[], None] = lambda: None
    on_source: Callable[[SourceRun, int], None] = lambda run, clues: None
    on_left: Callable[[str], None] = lambda said: None
    on_delivery: Callable[[Delivery], None] = lambda delivery: None


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan came to. ``passed``: (name, why it was not read this time). ``briefing`` without a number has nothing new."""

    sources: tuple[SourceRun, ...]
    passed: tuple[tuple[str, str], ...]
    briefing: Briefing
    deliveries: tuple[Delivery, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing needs a look: every source healthy, every delivery arrived."""
        return all(run.healthy for run in self.sources) and all(one.state == "sent" for one in self.deliveries)


@dataclass(frozen=True, slots=True)
class Plan:
    """The sources of an office: ``hotlines`` to read and ``sites`` to crawl now, ``passed`` over, ``broken`` files as readings that failed.

    ``ids``: those of all.
    """

    hotlines: tuple[Hotline, ...]
    sites: tuple[CrawlSource, ...]
    passed: tuple[tuple[str, str], ...]
    broken: tuple[SourceRun, ...]
    ids: frozenset[str]


@dataclass(slots=True)
class Scan:
    """One scan of an office."""

    desk: Office
    config: ScanConfig
    wanted: Wanted = field(default_factory=Wanted)
    watcher: ScanWatcher = field(default_factory=ScanWatcher)

    def run(self, *, now: datetime | None = None) -> Scanned:
        """Do it all. SettingsError where another scan is going on, before anything is done."""
        now = (now or datetime.now(UTC)).astimezone()
        with one_at_a_time(self.desk.settings.home):
            return self._run(now)

    def _run(self, now: datetime) -> Scanned:
        store, settings = self.desk.store, self.desk.settings
        self.desk.engine.sync(store)  # a search server that is down says so before the work, not after
        local = LocalParameters.load(settings.local_parameters)  # so does a mistake in them
        run = store.begin_or_resume_run(KIND, _fingerprint(self.wanted, now.date()))
        last = store.last_source_runs()
        done = {id for id, one in last.items() if run.resumed and one.at >= run.started_at.isoformat()}
        plan = planned(settings, self.wanted, last, now, done)
        self.watcher.on_plan(len(plan.hotlines) + len(plan.sites))
        for broken in plan.broken:
            store.save_source_run(broken)
            self.watcher.on_source(broken, 0)
        seconds = self.config.source_minutes * 60
        listening = HotlineWatcher(
            on_running=lambda name: self.watcher.on_stage(f"读热线 {name}"),
            on_document=self.watcher.on_document,
            on_left=self.watcher.on_left,
            on_source=self.watcher.on_source,
        )
        read = Hotlines(self.desk, run.id, seconds, listening).all(plan.hotlines)
        watcher = CrawlWatcher(
            on_running=lambda names: self.watcher.on_stage(f"采集 {'、'.join(names)}" if names else "采集"),
            on_document=self.watcher.on_document,
            on_source=self.watcher.on_source,
        )
        crawled = Crawls(self.desk, run.id, self.config.parallel, seconds, watcher).all(plan.sites)
        self.watcher.on_stage("跨案卷比对")
        compare(store, local=local, today=now.date())
        self.desk.engine.sync(store)
        self.watcher.on_stage("编写简报")
        shelf = Briefings(store.engine)
        briefing = shelf.get(run.id) or self._tell(shelf, run.id, plan.ids, datetime.now(UTC).astimezone(), local)
        self.watcher.on_stage("推送简报")
        deliveries = Deliveries(self.desk, self.config, shelf, self.watcher.on_delivery, office=local.office).all()
        store.finish_run(run)
        earlier = [last[id] for id in sorted(done)]
        return Scanned((*earlier, *plan.broken, *read, *crawled), plan.passed, briefing, tuple(deliveries))

    def _tell(self, shelf: Briefings, id: str, sources: Iterable[str], now: datetime, local: LocalParameters) -> Briefing:
        briefing, told = compose(
            self.desk.store, shelf, id=id, now=now, sources=frozenset(sources), limits=local.complaint_sla, top=self.config.top
        )
        return shelf.add(briefing, told, [channel.name for channel in self.config.channels])


def planned(settings: Settings, wanted: Wanted, last: dict[str, SourceRun], now: datetime, done: Iterable[str]) -> Plan:
    """What to read now. A source file with a mistake costs that source only; one that failed is due again at once.

    SettingsError where ``wanted.only`` names a source that is not there.
    """
    sources, broken = _loaded(settings, now)
    unknown = [id for id in wanted.only if id not in sources and id not in {one.source for one in broken}]
    if unknown:
        raise SettingsError(f"没有编号为“{'、'.join(unknown)}”的来源。现有来源：{'、'.join(sorted(sources))}")
    enabled = {id: source for id, source in sources.items() if source.enabled}
    chosen: list[DueSource] = []
    passed, finished = [], set(done)
    for id, source in enabled.items():
        if id in finished or (wanted.only and id not in wanted.only):
            continue
        if why := _why_not(source, wanted, last.get(id), now):
            passed.append((source.name, why))
        else:
            chosen.append(source)
    if wanted.only:
        passed += [(sources[id].name, "未启用（enabled: false）") for id in wanted.only if id in sources and not sources[id].enabled]
    told = [one for one in broken if one.source not in finished and (not wanted.only or one.source in wanted.only)]
    hotlines = tuple(source for source in chosen if isinstance(source, Hotline))
    sites = tuple(source for source in chosen if isinstance(source, CrawlSource))
    return Plan(hotlines, sites, tuple(passed), tuple(told), frozenset(enabled) | {one.source for one in broken})


def _why_not(source: DueSource, wanted: Wanted, last: SourceRun | None, now: datetime) -> str | None:
    if not source.is_open(now):
        return f"不在时段（{source.window}）"
    if wanted.every or wanted.only:
        return None
    if last is not None and last.healthy and not source.due(datetime.fromisoformat(last.at), now):
        return f"未到时间（{source.schedule}）"
    return None


def _loaded(settings: Settings, now: datetime) -> tuple[dict[str, DueSource], list[SourceRun]]:
    """Every source by id, and a failed reading for every file with a mistake in it."""
    found, at = office_sources(settings.sites, settings.hotlines), now.astimezone(UTC).isoformat()
    broken = []
    for one in found.broken:
        id = one.path.name if one.kind == "site" else f"{one.path.parent.name}/{one.path.name}"
        broken.append(SourceRun(id, id, one.kind, at, 0, 0, 0, 0, False, str(one.error)))
    return {**found.sites, **found.hotlines}, broken


def _fingerprint(wanted: Wanted, day: date) -> str:
    parts: Sequence[str] = [KIND, day.isoformat(), str(wanted.every), *wanted.only]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
