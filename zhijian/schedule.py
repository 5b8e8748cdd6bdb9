"""When the daily scan runs by itself, and the button that starts it: each scan is a program of its own, ``zhijian scan``.

So a scan that hangs, dies or needs much memory does not touch the web application, and one begun by systemd is seen here as well.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from index.run import Run
from index.store import Store
from index.store_scan import SourceRun
from review.scanning import ScanStatus
from zhijian.scan_config import ScanConfig
from zhijian.scan_lock import KIND, is_scanning
from zhijian.settings import Settings

_LOG = logging.getLogger(__name__)
_JOB = "scan"


class ScanSchedule:
    """Starts scans: at the button, and with ``begin`` every day at the time of ``scan.yml``, the missed one at once."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings, self._store = settings, store
        self._scheduler: BackgroundScheduler | None = None
        self._starting = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = datetime.min.replace(tzinfo=UTC)
        self._problem: str | None = None

    def begin(self, config: ScanConfig) -> datetime:
        """Scan every day from now on; returns when the next scan is. One that was due since the last is made up for at once."""
        clock = config.clock
        self._scheduler = BackgroundScheduler()
        trigger = CronTrigger(hour=clock.hour, minute=clock.minute)
        self._scheduler.add_job(self._by_the_clock, trigger, id=_JOB, misfire_grace_time=None, coalesce=True)  # slept over: on waking
        self._scheduler.start()
        if missed(self._store.last_run(KIND), config, datetime.now().astimezone()):
            _LOG.warning("错过了定时扫描，现在补做")
            self._by_the_clock()
        following: datetime = self._scheduler.get_job(_JOB).next_run_time
        return following

    def start(self, *, user: str) -> bool:
        """Start a scan in a process of its own; False where one is going on."""
        with self._starting:
            if self._is_going_on():
                return False
            _LOG.info("%s starts a scan", user)
            self._asked = datetime.now(UTC)
            log = (self._settings.home / "scan.log").open("ab")
            with log:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "zhijian", "scan"], stdin=subprocess.DEVNULL, stdout=log, stderr=log, **_quietly()
                )
        threading.Thread(target=self._wait, args=(self._process,), daemon=True, name="scan").start()
        return True

    def status(self) -> ScanStatus:
        """How the scan stands, whoever began it."""
        running, run = self._is_going_on(), self._store.last_run(KIND)
        if running and run is not None and run.state == "done":  # the one that goes on has not come so far that it is written down
            run = None
        job = self._scheduler.get_job(_JOB) if self._scheduler else None
        mended = run is not None and run.state == "done" and run.finished_at is not None and run.finished_at > self._asked
        read = [one for one in self._store.last_source_runs().values() if run and one.at >= run.started_at.isoformat()]
        return ScanStatus(
            running=running,
            next=job.next_run_time if job else None,
            began=run.started_at if run else None,
            ended=run.finished_at if run and run.state == "done" else None,
            result="running" if running else None if run is None else "done" if run.state == "done" else "interrupted",
            sources=len(read),
            problem=None if running else (None if mended else self._problem) or _unhealthy(read),
        )

    def close(self) -> None:
        """Start no more. A scan that is going on is left to end."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)

    def _by_the_clock(self) -> None:
        self.start(user="定时")

    def _is_going_on(self) -> bool:
        if self._process is not None and self._process.poll() is None:
            return True
        return is_scanning(self._settings.home)

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        code = process.wait()
        failed = code not in (0, 1)  # 1: a source or a delivery needs a look, which the briefing shows
        unfinished = (run := self._store.last_run(KIND)) is None or run.state != "done"
        self._problem = f"扫描没有做完（{code}），原因见数据目录中的 scan.log" if failed or unfinished else None


def missed(last: Run | None, config: ScanConfig, now: datetime) -> bool:
    """Whether a scan was due since the last one began; ``now`` with its zone. Never scanned counts as missed."""
    clock = config.clock
    due = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    if due > now:
        due -= timedelta(days=1)
    return last is None or last.state != "done" or last.started_at.astimezone(UTC) < due.astimezone(UTC)


def _unhealthy(read: list[SourceRun]) -> str | None:
    broken = [one.name for one in read if not one.healthy]
    return f"{len(broken)} 个来源不正常：{'、'.join(broken[:3])}{'等' if len(broken) > 3 else ''}" if broken else None


def _quietly() -> dict[str, Any]:
    """Options of a process that outlives Ctrl-C in this console."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}
