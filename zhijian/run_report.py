"""RunReport (批次报告): what a run of ``screen`` took in, how its pages were read, what nobody could read and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ingest.ledger import STATUSES, Entry, totals
from ingest.names import natural_key
from ingest.readers.version import READER_VERSION
from zhijian import __version__
from zhijian.sums import How, Sums

HOW_ZH: dict[How, str] = {"text": "文字层", "ocr": "图像识别", "blank": "空白", "unread": "未能识读"}
STATUS_ZH = {"done": "完成", "duplicate": "重复", "rejected": "拒收", "failed": "失败"}


@dataclass(slots=True)
class RunReport:
    """The sums of one run, with what was done before it was interrupted; ``earlier`` counts those dossiers.

    ``unread``: reason → (dossier, its page numbers); ``lost``: (status, reason) → paths. ``read`` and ``kept`` are pages of this start,
    the latter taken from the page cache, in ``seconds``.
    """

    engine: str = "local"
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    seconds: float = 0.0
    files: Counter[str] = field(default_factory=Counter)
    pages: Counter[How] = field(default_factory=Counter)
    dossiers: int = 0
    earlier: int = 0
    breaches: int = 0
    read: int = 0
    kept: int = 0
    unread: dict[str, list[tuple[str, list[int]]]] = field(default_factory=dict)
    lost: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def screened(self, name: str, entries: Sequence[Entry], sums: Sums, *, kept: int) -> None:
        """Add a dossier that was screened now; ``kept`` of its pages came from the page cache."""
        self.kept += kept
        self.read += sums.total - kept
        self._add(name, entries, sums)

    def resumed(self, name: str, entries: Sequence[Entry], sums: Sums | None) -> None:
        """Add a dossier that was finished before the run was interrupted; a duplicate has no sums."""
        if sums is None:
            self.duplicate(entries)
        else:
            self.earlier += 1
            self._add(name, entries, sums)

    def duplicate(self, entries: Sequence[Entry]) -> None:
        """Add the files of a dossier that needs no screening."""
        self.files.update(totals(entries))

    def close(self, seconds: float) -> None:
        """The run has ended after so many seconds: what came in as it was finished is put in order."""
        self.seconds = seconds
        self.unread = {reason: sorted(where, key=lambda one: natural_key(one[0])) for reason, where in sorted(self.unread.items())}
        self.lost = {group: sorted(paths, key=natural_key) for group, paths in sorted(self.lost.items())}

    @property
    def pages_per_second(self) -> float:
        """Pages of this start, from the cache too, by its seconds."""
        return (self.read + self.kept) / self.seconds if self.seconds else 0.0

    def row(self) -> dict[str, Any]:
        """The report for programs."""
        return {
            "started_at": self.started_at.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 3),
            "engine": self.engine,
            "version": __version__,
            "reader_version": READER_VERSION,
            "files": {status: self.files[status] for status in STATUSES},
            "dossiers": self.dossiers,
            "earlier_dossiers": self.earlier,
            "breaches": self.breaches,
            "pages": {"total": self.pages.total(), **{how: self.pages[how] for how in HOW_ZH}},
            "pages_read": self.read,
            "pages_from_cache": self.kept,
            "pages_per_second": round(self.pages_per_second, 2),
            "unread_pages": [
                {
                    "reason": reason,
                    "count": sum(len(pages) for _, pages in where),
                    "where": [{"dossier": name, "pages": pages} for name, pages in where],
                }
                for reason, where in self.unread.items()
            ],
            "lost_files": [
                {"status": status, "reason": reason, "count": len(paths), "paths": paths} for (status, reason), paths in self.lost.items()
            ],
        }

    def _add(self, name: str, entries: Sequence[Entry], sums: Sums) -> None:
        self.files.update(totals(entries))
        self.dossiers += 1
        self.breaches += sums.breaches
        self.pages.update(sums.pages)
        for reason, pages in sums.unread.items():
            self.unread.setdefault(reason, []).append((name, list(pages)))
        for status, reason, path in sums.lost:
            self.lost.setdefault((status, reason), []).append(path)


def ranges(pages: Iterable[int]) -> str:
    """Ascending page numbers as people write them: ``1–3、7``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
