"""Dossiers, their reports and findings in the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, or_, select

from index.filed import FINDING_COLUMNS, Filed
from index.schema import DOSSIER, FINDING
from index.sqlite import insert_rows, replace_rows
from nlp.procedure.report import Report, Status


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier without its report: what lists show. ``decision_date`` is ISO 8601."""

    key: str
    name: str
    status: Status
    error: str | None
    department: str | None
    region: str | None
    agency: str | None
    party: str | None
    case_no: str | None
    decision_date: str | None
    pages: int
    score: float | None
    veto: bool | None
    created_at: str


_SEARCHED = ("name", "party", "agency", "case_no")
_ROW = tuple(DOSSIER.c[name] for name in DossierRow.__slots__)
_ONE = select(*_ROW).where(DOSSIER.c.key == bindparam("key"))
_FORGET_FINDINGS = delete(FINDING).where(FINDING.c.dossier == bindparam("key"))


def write_reports(connection: Connection, dossiers: Sequence[Filed]) -> None:
    """Keep reports and their findings; a dossier screened again takes the new ones. A key comes once at most."""
    if not dossiers:
        return
    now = datetime.now(UTC).isoformat()
    replace_rows(connection, DOSSIER, [{**one.dossier, "created_at": now} for one in dossiers], keep=("created_at",))
    connection.execute(_FORGET_FINDINGS, [{"key": one.key} for one in dossiers])
    insert_rows(connection, FINDING, FINDING_COLUMNS, [row for one in dossiers for row in one.findings])


def one_report(connection: Connection, key: str) -> Report | None:
    """The report of a dossier."""
    text = connection.execute(select(DOSSIER.c.report).where(DOSSIER.c.key == key)).scalar_one_or_none()
    return None if text is None else Report.from_json(text)


def one_dossier(connection: Connection, key: str) -> DossierRow | None:
    """The row of a dossier."""
    row = connection.execute(_ONE, {"key": key}).one_or_none()
    return None if row is None else DossierRow(*row)


def dossiers(connection: Connection, *, status: str | None, words: str, limit: int, offset: int) -> list[DossierRow]:
    """Dossiers, newest first; with ``words`` those of which every word stands in the name, party, agency or case number."""
    query = select(*_ROW).where(*_said(words)).order_by(DOSSIER.c.created_at.desc(), DOSSIER.c.key).limit(limit).offset(offset)
    if status is not None:
        query = query.where(DOSSIER.c.status == status)
    return [DossierRow(*row) for row in connection.execute(query)]


def dossier_counts(connection: Connection, words: str = "") -> dict[str, int]:
    """How many dossiers, or of those with ``words``, ended in each status."""
    query = select(DOSSIER.c.status, func.count()).where(*_said(words)).group_by(DOSSIER.c.status).order_by(DOSSIER.c.status)
    return {row[0]: row[1] for row in connection.execute(query)}


def _said(words: str) -> list[ColumnElement[bool]]:
    return [or_(*(DOSSIER.c[name].icontains(word, autoescape=True) for name in _SEARCHED)) for word in words.split()]
