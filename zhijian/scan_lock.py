"""One scan at a time in a data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.lock import FileLock
from ingest.errors import SettingsError

KIND = "scan"  # of runs in the store


def scan_lock(home: Path) -> FileLock:
    """The lock that a scan holds while it runs."""
    return FileLock(home / "scan.lock")


@contextmanager
def one_at_a_time(home: Path) -> Iterator[None]:
    """Two scans at once would ask the same sites twice and tell the same twice."""
    lock = scan_lock(home)
    if not lock.take():
        raise SettingsError("另一次扫描正在进行，请等它结束后再运行；进度见网页“简报”。")
    try:
        yield
    finally:
        lock.release()
