"""Clues and decisions on them, in the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, select, update

from index.changes import Change
from index.clue import Clue, Quote
from index.decision import Decision, DecisionVerdict, status_of
from index.filed import Row, clue_row
from index.schema import CLUE, DECISION, META, REMOVED
from index.sqlite import parts, replace_rows

_BLOCK = 500  # rows a query: no read transaction stays open while somebody works on the rows
_IDS_OF_SOURCE = select(CLUE.c.id).where(CLUE.c.source_id == bindparam("source"))
_NOT_REMOVED = delete(REMOVED).where(REMOVED.c.id == bindparam("clue"))


def write_clues(connection: Connection, clues: Sequence[Clue]) -> None:
    """Keep clues; one that was there takes the new values but keeps the time it was first found."""
    write_clue_rows(connection, [{**clue_row(clue), "found_at": clue.found_at} for clue in clues])


def write_clue_rows(connection: Connection, rows: Sequence[Row]) -> None:
    """The same of clues that are rows already; ``found_at`` may be missing or None: now."""
    if not rows:
        return
    first = _next_changes(connection, len(rows))
    now = datetime.now(UTC).isoformat()
    numbered = [{**row, "found_at": row.get("found_at") or now, "change": first + i} for i, row in enumerate(rows)]
    replace_rows(connection, CLUE, numbered, keep=("found_at",))
    connection.execute(_NOT_REMOVED, [{"clue": row["id"]} for row in rows])


def remove_clues_of(connection: Connection, source_id: str) -> None:
    """Forget the clues of a source that no longer gives any. Decisions on them stay."""
    remove_clues(connection, list(connection.execute(_IDS_OF_SOURCE, {"source": source_id}).scalars()))


def remove_clues(connection: Connection, ids: Sequence[str]) -> None:
    """Forget some clues that are there. Decisions on them stay."""
    if not ids:
        return
    first = _next_changes(connection, len(ids))
    connection.execute(delete(CLUE).where(CLUE.c.id.in_(ids)))
    replace_rows(connection, REMOVED, [{"id": id, "change": first + i} for i, id in enumerate(ids)])


def one_clue(connection: Connection, id: str) -> Clue | None:
    """A clue by id, with its status."""
    return next(iter(_clues(connection, connection.execute(select(CLUE).where(CLUE.c.id == id)).mappings().all())), None)


def some_clues(connection: Connection, ids: Sequence[str]) -> dict[str, Clue]:
    """Of those clues that are there, each by its id, with its status."""
    found = (_clues(connection, connection.execute(select(CLUE).where(CLUE.c.id.in_(few))).mappings().all()) for few in parts(ids))
    return {clue.id: clue for some in found for clue in some}


def clues_of_source(connection: Connection, source_id: str) -> list[Clue]:
    """The clues found in one dossier or document."""
    query = select(CLUE).where(CLUE.c.source_id == source_id).order_by(CLUE.c.id)
    return _clues(connection, connection.execute(query).mappings().all())


def clue_block(connection: Connection, after: str) -> list[Clue]:
    """The next clues by id."""
    query = select(CLUE).where(CLUE.c.id > after).order_by(CLUE.c.id).limit(_BLOCK)
    return _clues(connection, connection.execute(query).mappings().all())


def change_block(connection: Connection, after: int) -> list[Change]:
    """The next changes by number, removals among them."""
    changed = connection.execute(select(CLUE).where(CLUE.c.change > after).order_by(CLUE.c.change).limit(_BLOCK)).mappings().all()
    gone = connection.execute(
        select(REMOVED.c.change, REMOVED.c.id).where(REMOVED.c.change > after).order_by(REMOVED.c.change).limit(_BLOCK)
    ).all()
    found = [Change(row["change"], clue.id, clue) for row, clue in zip(changed, _clues(connection, changed), strict=True)]
    found += [Change(number, id, None) for number, id in gone]
    return sorted(found, key=lambda change: change.number)[:_BLOCK]


def last_change(connection: Connection) -> int:
    """The number of the last change."""
    return int(connection.execute(select(META.c.value).where(META.c.name == "change")).scalar_one())


def clue_counts(connection: Connection) -> dict[str, int]:
    """How many clues there are by subject."""
    query = select(CLUE.c.subject, func.count()).group_by(CLUE.c.subject).order_by(CLUE.c.subject)
    return {row[0]: row[1] for row in connection.execute(query)}


def add_decision(
    connection: Connection, *, clue: str, rule: str | None, verdict: DecisionVerdict, reason: str, user: str, at: datetime
) -> int:
    """Add a decision and mark its clue as changed; returns the decision's id."""
    row = {"clue": clue, "rule": rule, "verdict": verdict, "reason": reason, "user": user, "at": at.isoformat()}
    key = connection.execute(insert(DECISION).values(row)).inserted_primary_key
    assert key is not None
    connection.execute(update(CLUE).where(CLUE.c.id == clue).values(change=_next_changes(connection, 1)))
    return int(key[0])


def decisions_on(connection: Connection, clues: Iterable[str]) -> dict[str, list[Decision]]:
    """The decisions on some clues (at most a block of them), oldest first."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for row in connection.execute(select(DECISION).where(DECISION.c.clue.in_(list(clues))).order_by(DECISION.c.id)).mappings():
        found[row["clue"]].append(_decision(row))
    return found


def all_decisions(connection: Connection) -> Iterator[Decision]:
    """Every decision, newest first."""
    for row in connection.execute(select(DECISION).order_by(DECISION.c.id.desc())).mappings():
        yield _decision(row)


def _next_changes(connection: Connection, count: int) -> int:
    """The first of ``count`` fresh change numbers. Write transactions are one at a time, so numbers appear in order."""
    last = last_change(connection)
    connection.execute(update(META).where(META.c.name == "change").values(value=str(last + count)))
    return last + 1


def _clues(connection: Connection, rows: Sequence[RowMapping]) -> list[Clue]:
    decided = decisions_on(connection, [row["id"] for row in rows])
    return [
        Clue(
            id=row["id"],
            subject=row["subject"],
            channel=row["channel"],
            source_id=row["source_id"],
            title=row["title"],
            summary=row["summary"],
            severity=row["severity"],
            score=row["score"],
            score_parts=tuple((name, value) for name, value in row["score_parts"]),
            issues=tuple(row["issues"]),
            issue_names=tuple(row["issue_names"]),
            categories=tuple(row["categories"]),
            quotes=tuple(Quote(*quote) for quote in row["quotes"]),
            laws=tuple(row["laws"]),
            agency=row["agency"],
            agency_type=row["agency_type"],
            region=row["region"],
            party=row["party"],
            case_no=row["case_no"],
            amount=row["amount"],
            occurred_on=date.fromisoformat(row["occurred_on"]) if row["occurred_on"] else None,
            found_at=row["found_at"],
            status=status_of(row["issues"], decided.get(row["id"], ())),
            body=row["body"],
        )
        for row in rows
    ]


def _decision(row: RowMapping) -> Decision:
    return Decision(
        id=row["id"],
        clue=row["clue"],
        rule=row["rule"],
        verdict=row["verdict"],
        reason=row["reason"],
        user=row["user"],
        at=datetime.fromisoformat(row["at"]),
    )
