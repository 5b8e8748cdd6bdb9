"""What a worker does: read the files of one dossier, split it, check it.

All of reading and checking is imported when it is asked for: the parent of the workers needs the names of what they do only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from index.build_case import clue_of_report
from index.filed import Filed, filed
from ingest.errors import InputError, RejectedInput
from nlp.across.profile import Profile
from nlp.procedure.report import FilePart, Report, Status
from zhijian.sums import Sums, sums_of
from zhijian.task import Progress, Task


@dataclass(frozen=True, slots=True)
class Screened:
    """A screened dossier as the store keeps it, and what its run tells of it: nothing is left to be made of the report.

    ``kept`` counts those of its pages that had been read before and were taken from the cache.
    """

    status: Status
    error: str | None
    files: tuple[FilePart, ...]
    sums: Sums
    filed: Filed
    kept: int = 0


def screened(report: Report, profile: Profile | None = None, *, kept: int = 0) -> Screened:
    """A dossier with this report; ``profile`` is what it contributes to the comparison with others."""
    clue = clue_of_report(report) if report.status == "done" else None
    return Screened(report.status, report.error, report.files, sums_of(report), filed(report, clue, profile), kept)


def load() -> None:
    """Load what checks every dossier: its time is not that of the first one. Pictures are worked on by one thread, as dossiers are."""
    import cv2

    from nlp.procedure.registry import checks
    from nlp.procedure.rules import rules

    for module in ("ingest.readers.pdf", "zhijian.desk"):
        import_module(module)
    cv2.setNumThreads(1)  # the threads of several workers would only wait for each other
    rules()
    checks()


def screen_one(task: Task, tell: Callable[[Progress], None]) -> Screened:
    """Screen the dossier of ``task``. Files that cannot be read are kept in the report with their reason."""
    from zhijian.desk import Desk

    return Desk(task, tell).screened()


def unread_part(path: str, sha256: str, error: InputError) -> FilePart:
    """A file of a dossier that no page could be taken from, with the reason."""
    status: Status = "rejected" if isinstance(error, RejectedInput) else "failed"
    return FilePart(path, sha256, 0, 0, status, str(error), carries_pages=error.code != "no_pages")


def failed_report(key: str, name: str, parts: Sequence[FilePart]) -> Report:
    """The report of a dossier of which nothing could be read: rejected where all its files were, else failed."""
    status: Status = "failed" if any(part.status == "failed" for part in parts) else "rejected"
    reasons = "；".join(dict.fromkeys(part.reason for part in parts if part.reason)) or "没有可以读取的文件"
    return Report(key=key, name=name, status=status, error=reasons, files=tuple(parts))
