"""Inspections and the reviews of them, in the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, insert, select

from index.schema import INSPECTION, VISIT_REVIEW
from ingest.inspection import Inspection
from nlp.inspection.review import VisitReview
from nlp.inspection.setting import Coverage, covered

_ROW: TypeAdapter[Inspection] = TypeAdapter(Inspection)
_BLOCK = 500  # databases limit the parameters of one statement


def write_inspections(connection: Connection, rows: Sequence[Inspection]) -> int:
    """Keep the rows that are not there yet, whatever file they came in first; returns how many."""
    fresh = {row.id: row for row in reversed(rows)}
    for ids in _blocks(list(fresh)):
        for known in connection.execute(select(INSPECTION.c.id).where(INSPECTION.c.id.in_(ids))).scalars():
            del fresh[known]
    now = datetime.now(UTC).isoformat()
    values = [
        {
            "id": row.id,
            "enterprise": row.enterprise,
            "uscc": row.uscc,
            "agency": row.agency,
            "day": row.day.isoformat(),
            "scanned": row.scanned,
            "row": _ROW.dump_json(row).decode(),
            "stored_at": now,
        }
        for row in fresh.values()
    ]
    if values:
        connection.execute(insert(INSPECTION), values)
    return len(values)


def names(connection: Connection) -> list[tuple[str, str | None]]:
    """Every name and credit code of an enterprise, in order."""
    query = select(INSPECTION.c.enterprise, INSPECTION.c.uscc).distinct().order_by(INSPECTION.c.enterprise, INSPECTION.c.uscc)
    return [(name, code) for name, code in connection.execute(query)]


def of_names(connection: Connection, enterprises: Sequence[str]) -> list[Inspection]:
    """The inspections of enterprises with these names, in order of time."""
    found: list[Inspection] = []
    for block in _blocks(enterprises):
        query = select(INSPECTION.c.row).where(INSPECTION.c.enterprise.in_(block)).order_by(INSPECTION.c.day, INSPECTION.c.id)
        found += [_ROW.validate_json(text) for text in connection.execute(query).scalars()]
    return found


def by_ids(connection: Connection, ids: Sequence[str]) -> dict[str, Inspection]:
    """Inspections by id; those that are not there are left out."""
    found: dict[str, Inspection] = {}
    for block in _blocks(ids):
        query = select(INSPECTION.c.id, INSPECTION.c.row).where(INSPECTION.c.id.in_(block))
        found.update((id, _ROW.validate_json(text)) for id, text in connection.execute(query))
    return found


def coverage(connection: Connection) -> Coverage:
    """Agencies and months of which scans are recorded."""
    query = select(INSPECTION.c.agency, func.substr(INSPECTION.c.day, 1, 7)).where(INSPECTION.c.scanned.is_(True)).distinct()
    return covered((agencies, month) for agencies, month in connection.execute(query))


def names_without_scans(connection: Connection, months: Iterable[str]) -> set[str]:
    """Enterprises inspected in these months (2025-03) of which some row does not say whether the inspectors scanned in."""
    month = func.substr(INSPECTION.c.day, 1, 7)
    query = select(INSPECTION.c.enterprise).where(month.in_(list(months)), INSPECTION.c.scanned.is_(None)).distinct()
    return set(connection.execute(query).scalars())


def write_reviews(connection: Connection, keys: Sequence[str], reviews: Sequence[VisitReview]) -> list[str]:
    """Replace the reviews of some enterprises; returns the ids of those that are no more."""
    kept = {review.id for review in reviews}
    gone: list[str] = []
    for block in _blocks(keys):
        gone += connection.execute(select(VISIT_REVIEW.c.id).where(VISIT_REVIEW.c.enterprise.in_(block))).scalars()
        connection.execute(delete(VISIT_REVIEW).where(VISIT_REVIEW.c.enterprise.in_(block)))
    values = [{"id": review.id, "enterprise": review.key, "agency": review.agency, "review": review.to_json()} for review in reviews]
    if values:
        connection.execute(insert(VISIT_REVIEW), values)
    return [id for id in gone if id not in kept]


def one_review(connection: Connection, id: str) -> VisitReview | None:
    """A review by id."""
    text = connection.execute(select(VISIT_REVIEW.c.review).where(VISIT_REVIEW.c.id == id)).scalar_one_or_none()
    return None if text is None else VisitReview.from_json(text)


def _blocks(values: Sequence[str]) -> Iterator[list[str]]:
    left = iter(values)
    while block := list(islice(left, _BLOCK)):
        yield block
