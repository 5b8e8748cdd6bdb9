"""Inspection: one visit of an agency to an enterprise (一次入企检查), as one row of a ledger tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands: file, sheet (empty for CSV) and the number that spreadsheet programs show."""

    file: str
    sheet: str
    row: int

    @property
    def text(self) -> str:
        """``台账.xlsx“三月”第 5 行``, the form of all messages."""
        sheet = f"“{self.sheet}”" if self.sheet else " "
        return f"{self.file}{sheet}第 {self.row} 行"


@dataclass(frozen=True, slots=True)
class Inspection:
    """One row. A text that is None has no column in its file (未识别), an empty one has a column with an empty cell (空).

    ``id`` is the hash of what the row says, whatever file it stands in. ``joint`` and ``scanned`` are None where the row does not say.
    ``cells`` are the row as printed, heading by heading, empty ones among them.
    """

    id: str
    place: RowPlace
    agencies: tuple[str, ...]
    enterprise: str
    day: date
    cells: tuple[tuple[str, str], ...]
    uscc: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    items: str | None = None
    reason: str | None = None
    officers: tuple[str, ...] | None = None
    officers_as_written: str | None = None
    certificates: tuple[str, ...] | None = None
    assistants: str | None = None
    notice: str | None = None
    approval: str | None = None
    result: str | None = None
    problems: str | None = None
    joint: bool | None = None
    scanned: bool | None = None
    address: str | None = None
    risk: str | None = None
    enterprise_type: str | None = None
    feedback: str | None = None
    remarks: str | None = None

    @property
    def agency(self) -> str:
        """All agencies of the row, as one name."""
        return "、".join(self.agencies)
