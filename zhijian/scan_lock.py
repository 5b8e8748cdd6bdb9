"""One scan at a time in a data folder."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.lock import FileLock
from ingest.errors import SettingsError

KIND = "scan"  # of runs in the store


_PATIENCE = 2.0  # seconds that a scan waits for the lock: somebody may hold it for a moment, only to look


def is_scanning(home: Path) -> bool:
    """Whether a scan goes on in that data folder, whoever began it; a killed one holds its lock no more."""
    lock = FileLock(home / "scan.lock")
    free = lock.take()
    lock.release()
    return not free


@contextmanager
def one_at_a_time(home: Path) -> Iterator[None]:
    """Two scans at once would ask the same sites twice and tell the same twice."""
    lock = FileLock(home / "scan.lock")
    until = time.monotonic() + _PATIENCE
    while not lock.take():
        if time.monotonic() > until:
            raise SettingsError("另一次扫描正在进行，请等它结束后再运行；进度见网页“简报”。")
        time.sleep(0.05)
    try:
        yield
    finally:
        lock.release()
