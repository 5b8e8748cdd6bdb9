"""Sums: what one dossier adds to the report of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nlp.procedure.report import PageRow, Report

How = Literal["text", "ocr", "blank", "unread"]


@dataclass(frozen=True, slots=True)
class Sums:
    """How many pages were read how, how many breaches that are no hints there are, and what could not be read.

    ``unread``: reason → page numbers; ``lost``: status, reason and path of each such file.
    """

    pages: Mapping[How, int]
    breaches: int
    unread: Mapping[str, Sequence[int]]
    lost: Sequence[tuple[str, str, str]]

    @property
    def total(self) -> int:
        """All pages."""
        return sum(self.pages.values())


def sums_of(report: Report) -> Sums:
    """The sums of a report."""
    unread: dict[str, list[int]] = {}
    for page in report.pages:
        if _how(page) == "unread":
            unread.setdefault(page.problem or "本页没有可以识读的文字，请查看原件", []).append(page.number)
    return Sums(
        Counter(map(_how, report.pages)),
        sum(finding.verdict == "breach" and finding.severity != "info" for finding in report.findings),
        unread,
        [(part.status, bare(part.reason, part.path), part.path) for part in report.files if part.status != "done"],
    )


def bare(reason: str | None, path: str) -> str:
    """A reason without the name of the file it is about, so that the same reason reads the same."""
    return (reason or "原因不明").removeprefix(path).removeprefix(Path(path).name).removeprefix("：")


def _how(page: PageRow) -> How:
    if page.origin == "none":
        return "blank" if page.blank else "unread"
    return page.origin
