"""Reading hotline sources for the scan: their records go the way of ``zhijian read``, piece by piece.

How far a source was read is remembered after a piece is stored: a scan killed at any moment loses none and doubles none.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from crawlers.hotline import Hotline
from crawlers.hotline_batch import Batch, Growing, Piece, Unchanged, Unread
from crawlers.hotline_files import file_batches
from crawlers.hotline_sql import PLACE, sql_batches
from index.store_scan import SourceRun
from ingest.errors import ZhijianError
from ingest.ledger import refused
from ingest.vault import Vault
from zhijian.office import Office
from zhijian.reading import TextReading, TextWatcher
from zhijian.worker import fault

_TOLD = 3  # files that cannot be read of which a warning tells
_RUNS_BACK = 400  # readings among which the last is looked for that brought something


@dataclass(frozen=True, slots=True)
class HotlineWatcher:
    """Who wants to know: which source is being read, each text, what is left for the next time, and how a source fared, with new clues."""

    on_running: Callable[[str], None] = lambda name: None
    on_document: Callable[[], None] = lambda: None
    on_left: Callable[[str], None] = lambda said: None
    on_source: Callable[[SourceRun, int], None] = lambda run, clues: None


@dataclass(slots=True)
class Hotlines:
    """Reads hotline sources for one scan. ``run`` takes their ledger rows; ``seconds``: what one source may take."""

    desk: Office
    run: str
    seconds: float
    watcher: HotlineWatcher

    def all(self, hotlines: Sequence[Hotline]) -> list[SourceRun]:
        """Read them one after the other, but for those whose window is shut; each source's fate is stored as soon as it is known."""
        done = []
        for hotline in hotlines:
            if hotline.is_open(datetime.now(UTC)):
                done.append(self._one(hotline))
            else:  # it was open when the scan began
                self.watcher.on_left(f"{hotline.name}：现在不在读取时段（window: {hotline.window}），没有读")
        return done

    def _one(self, hotline: Hotline) -> SourceRun:
        self.watcher.on_running(hotline.name)
        reading = _Reading(self.desk, self.run, hotline, TextReading(self.desk.settings, self.desk.store, self.desk.engine), self.watcher)
        at, began, late = datetime.now(UTC), time.monotonic(), False
        seconds = min(self.seconds, hotline.seconds_open(at))
        for piece in _pieces(hotline, self.desk, seconds):
            if late and not isinstance(piece, Exception):
                reading.problems.append(self._late(hotline, seconds))
                break
            reading.take(piece)
            late = time.monotonic() - began > seconds
        run = reading.outcome(at)
        self.desk.store.save_source_run(run)
        self.watcher.on_source(run, reading.job.tally.clues)
        return run

    def _late(self, hotline: Hotline, seconds: float) -> str:
        if seconds < self.seconds:
            return f"到读取时段结束（window: {hotline.window}）没有读完，已读的都已保存，下次接着读。数据多时请放宽 window"
        return f"超过 {seconds / 60:g} 分钟没有读完，已读的都已保存，下次接着读。数据多时请调大 scan.yml 的 source_minutes"


@dataclass(slots=True)
class _Reading:
    """One source being read. ``problems``: what makes it unhealthy, in Chinese, each once."""

    desk: Office
    run: str
    hotline: Hotline
    job: TextReading
    watcher: HotlineWatcher
    pieces: int = 0
    problems: list[str] = field(default_factory=list)

    def take(self, piece: Piece | Exception) -> None:
        """Store what a piece holds, then remember that it was read."""
        store = self.desk.store
        match piece:
            case Batch():
                self.pieces += 1
                if piece.warning and piece.warning not in self.problems:
                    self.problems.append(piece.warning)
                for _ in self.job.records(self.run, piece.name, piece.source, piece.records, TextWatcher()):
                    self.watcher.on_document()
                if piece.state is not None:
                    store.remember_hotline(self.hotline.id, piece.place, piece.state)
            case Unchanged():
                store.remember_hotline(self.hotline.id, piece.place, piece.state)
            case Growing():
                self.watcher.on_left(f"{piece.name} 还在写入，留待下次扫描")
            case Unread():
                self.job.tally.lost_files += 1
                self.problems.append(str(piece.error))
                store.save_documents(self.run, [], [refused(self.run, piece.name, piece.error, at=datetime.now(UTC))])
            case ZhijianError():
                self.problems.append(str(piece))
            case Exception():
                remedy = f"请用 zhijian hotline check {self.hotline.id} 单独查看，并把这条信息交给维护人员"
                self.problems.append(f"读取时程序出错（{fault(piece)}）。其他来源不受影响；{remedy}")

    def outcome(self, at: datetime) -> SourceRun:
        """How the source fared, ``at`` when its reading began."""
        tally = self.job.tally
        if not self.problems and not tally.read + tally.changed:
            self.problems += self._dried_up(at)
        told = "；".join(self.problems[:_TOLD])
        more = f"；另有 {len(self.problems) - _TOLD} 处" if len(self.problems) > _TOLD else ""
        return SourceRun(
            source=self.hotline.id,
            name=self.hotline.name,
            kind="hotline",
            at=at.isoformat(),
            items=tally.read + tally.changed,
            known=tally.duplicate,
            pages=self.pieces,
            failed=tally.failed + tally.rejected + tally.lost_files,
            healthy=not self.problems,
            warning=f"热线来源“{self.hotline.name}”（{self.hotline.id}）：{told}{more}" if self.problems else None,
        )

    def _dried_up(self, at: datetime) -> list[str]:
        """What to tell where nothing new has come for longer than the source promises."""
        runs = self.desk.store.source_runs(self.hotline.id, _RUNS_BACK)
        if self.hotline.healthy is None or not runs:
            return []
        last = datetime.fromisoformat(next((run.at for run in runs if run.items), runs[-1].at))
        if at - last <= timedelta(days=self.hotline.healthy.days):
            return []
        said = f"已 {(at - last).days} 天没有新记录（正常应在 {self.hotline.healthy.days} 天之内，healthy.days）"
        return [f"{said}。请检查热线平台是否还在导出、查询条件是否仍然合适"]


def _pieces(hotline: Hotline, desk: Office, seconds: float) -> Iterator[Piece | Exception]:
    """The pieces of a source; what it fails with comes last. Faults of our own store are not caught here."""
    states, home = desk.store.hotline_states(hotline.id), desk.settings.home
    try:
        if hotline.sql is not None:
            yield from sql_batches(hotline, hotline.sql, home, states.get(PLACE), seconds=seconds)
        else:
            yield from file_batches(hotline, home, Vault(desk.settings.vault), states)
    except Exception as error:
        yield error
