"""Profiles of dossiers and complaints, and what was found across them, in the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, update

from index.build_across import clue_of_across
from index.filed import Row, stamp
from index.schema_across import ACROSS, ACROSS_SIDE, PROFILE, PROFILE_KEY, STALE_GROUP
from index.sqlite import insert_missing, insert_rows, parts, replace_rows
from index.store_clues import remove_clues_of, write_clues
from nlp.across.complaint import Complaint
from nlp.across.finding import AcrossFinding
from nlp.across.fine_income import Quarter
from nlp.across.unanswered import open_until_answered

_PAIRS = (
    select(ACROSS.c.id)
    .join(ACROSS_SIDE, ACROSS_SIDE.c.finding == ACROSS.c.id)
    .where(ACROSS_SIDE.c.profile == bindparam("profile"), ACROSS.c.grouped.is_(None))
)
_MARKS = tuple(PROFILE.c[name] for name in ("id", "stamp", "kind", "agency", "peers", "decided", "fine"))


def write_profiles(connection: Connection, profiles: Sequence[tuple[Row, Sequence[str]]]) -> None:
    """Keep profiles with their keys and leave them to be compared; one that is the same as before changes nothing.

    An id comes once at most.
    """
    before = {row["id"]: row for few in parts([row["id"] for row, _ in profiles]) for row in _marks(connection, few)}
    changed = [(row, keys) for row, keys in profiles if row["id"] not in before or before[row["id"]]["stamp"] != row["stamp"]]
    for row, _ in changed:
        if row["id"] in before:
            _disturb(connection, row["id"], _groups(before[row["id"]]))
            connection.execute(delete(PROFILE_KEY).where(PROFILE_KEY.c.profile == row["id"]))
    replace_rows(connection, PROFILE, [row for row, _ in changed])
    insert_rows(connection, PROFILE_KEY, ("key", "profile"), [(key, row["id"]) for row, keys in changed for key in keys])
    mark_stale(connection, [group for row, _ in changed for group in _groups(row)])


def complaint_row(complaint: Complaint) -> tuple[Row, tuple[str, ...]]:
    """The profile of a complaint as a row, still to be compared, and its keys."""
    body = complaint.to_json()
    row: Row = {
        "id": complaint.document,
        "kind": "complaint",
        "name": complaint.name,
        "agency": complaint.office,
        "peers": None,
        "decided": None,
        "fine": None,
        "value": None,
        "elsewhere": None,
        "unanswered": open_until_answered(complaint),
        "body": body,
        "stamp": stamp(body),
        "pending": True,
    }
    return row, tuple(dict.fromkeys(complaint.keys()))


def remove_profile(connection: Connection, id: str) -> None:
    """Forget a profile and what was found with it."""
    before = connection.execute(select(PROFILE).where(PROFILE.c.id == id)).mappings().one_or_none()
    if before is None:
        return
    _disturb(connection, id, _groups(before))
    withdraw(connection, pair_findings(connection, id))
    connection.execute(delete(PROFILE_KEY).where(PROFILE_KEY.c.profile == id))
    connection.execute(delete(PROFILE).where(PROFILE.c.id == id))


def write_findings(connection: Connection, findings: Iterable[AcrossFinding], grouped: str | None = None) -> int:
    """Keep findings with their clues; returns how many are new or say something else than before."""
    given = {finding.id: finding for finding in findings}
    known = dict(_bodies(connection, list(given)))
    changed = [finding for finding in given.values() if known.get(finding.id) != finding.to_json()]
    if not changed:
        return 0
    replace_rows(
        connection,
        ACROSS,
        [{"id": one.id, "rule": one.rule, "severity": one.severity, "grouped": grouped, "body": one.to_json()} for one in changed],
    )
    for few in parts([one.id for one in changed]):
        connection.execute(delete(ACROSS_SIDE).where(ACROSS_SIDE.c.finding.in_(few)))
    sides = [{"finding": one.id, "profile": key} for one in changed for key in dict.fromkeys(side.key for side in one.sides if side.key)]
    if sides:
        connection.execute(insert(ACROSS_SIDE), sides)
    write_clues(connection, [clue_of_across(one) for one in changed])
    return len(changed)


def withdraw(connection: Connection, ids: Iterable[str]) -> int:
    """Forget findings and their clues; decisions on them stay. Returns how many."""
    gone = list(ids)
    for id in gone:
        remove_clues_of(connection, id)
        connection.execute(delete(ACROSS_SIDE).where(ACROSS_SIDE.c.finding == id))
        connection.execute(delete(ACROSS).where(ACROSS.c.id == id))
    return len(gone)


def pair_findings(connection: Connection, profile: str) -> list[str]:
    """The ids of findings that stand on this profile itself, not on the group that it belongs to."""
    return list(connection.execute(_PAIRS, {"profile": profile}).scalars())


def settled_findings(connection: Connection, profile: str) -> set[str]:
    """Those of them whose other side does not wait to be compared: no later step will look at them."""
    mine = pair_findings(connection, profile)
    if not mine:
        return set()
    others = select(ACROSS_SIDE.c.finding).join(PROFILE, PROFILE.c.id == ACROSS_SIDE.c.profile)
    open_ones = others.where(ACROSS_SIDE.c.finding.in_(mine), PROFILE.c.id != profile, PROFILE.c.pending)
    return set(mine) - set(connection.execute(open_ones).scalars())


def group_findings(connection: Connection, groups: Sequence[str]) -> dict[str, set[str]]:
    """The ids of the findings on some groups, by group."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(select(ACROSS.c.grouped, ACROSS.c.id).where(ACROSS.c.grouped.in_(groups))):
        found[row.grouped].add(row.id)
    return found


def one_finding(connection: Connection, id: str) -> AcrossFinding | None:
    """A finding by id."""
    body = connection.execute(select(ACROSS.c.body).where(ACROSS.c.id == id)).scalar_one_or_none()
    return None if body is None else AcrossFinding.from_json(body)


def findings_with(connection: Connection, profile: str, rule: str | None = None) -> list[AcrossFinding]:
    """What was found with this dossier or complaint on one side."""
    query = select(ACROSS.c.body).join(ACROSS_SIDE, ACROSS_SIDE.c.finding == ACROSS.c.id).where(ACROSS_SIDE.c.profile == profile)
    if rule is not None:
        query = query.where(ACROSS.c.rule == rule)
    return [AcrossFinding.from_json(body) for body in connection.execute(query.order_by(ACROSS.c.id)).scalars()]


def all_findings(connection: Connection) -> Iterator[AcrossFinding]:
    """Every finding across dossiers, by rule."""
    for body in connection.execute(select(ACROSS.c.body).order_by(ACROSS.c.rule, ACROSS.c.id)).scalars():
        yield AcrossFinding.from_json(body)


def mark_stale(connection: Connection, groups: Iterable[str]) -> None:
    """Leave groups to be looked at again."""
    insert_missing(connection, STALE_GROUP, [{"key": key} for key in dict.fromkeys(groups)])


def disturb(connection: Connection, id: str) -> None:
    """Leave the groups of a profile, if there is one of that id, to be looked at again: it counts otherwise now."""
    row = connection.execute(select(PROFILE).where(PROFILE.c.id == id)).mappings().one_or_none()
    mark_stale(connection, _groups(row) if row is not None else ())


def income_group(agency: str, quarter: Quarter) -> str:
    """The name of the fines of an agency's quarter as a group."""
    return f"income|{agency}|{quarter.year}|{quarter.number}"


def complaints_group(agency: str) -> str:
    """The name of the complaints about an agency as a group."""
    return f"complaints|{agency}"


def _disturb(connection: Connection, id: str, groups: Sequence[str]) -> None:
    """What was found with a profile that changes is looked at again from the other side, too."""
    mine = select(ACROSS_SIDE.c.finding).where(ACROSS_SIDE.c.profile == id)
    others = select(ACROSS_SIDE.c.profile).where(ACROSS_SIDE.c.finding.in_(mine))
    connection.execute(update(PROFILE).where(PROFILE.c.id.in_(others), PROFILE.c.id != id).values(pending=True))
    mark_stale(connection, groups)


def _marks(connection: Connection, ids: Sequence[str]) -> Sequence[RowMapping]:
    """By what a profile is told from one before, and its groups."""
    return connection.execute(select(*_MARKS).where(PROFILE.c.id.in_(ids))).mappings().all()


def _bodies(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    for few in parts(ids):
        for row in connection.execute(select(ACROSS.c.id, ACROSS.c.body).where(ACROSS.c.id.in_(few))):
            yield row.id, row.body


def reopen(connection: Connection) -> None:
    """Complaints that wait for an answer are looked at again: another day may have passed their limit."""
    connection.execute(update(PROFILE).where(PROFILE.c.unanswered).values(pending=True))


def _groups(row: Any) -> list[str]:
    """The groups a profile belongs to; the fines of a quarter are also what the same quarter of the next year is compared with."""
    if row["kind"] == "complaint":
        return [complaints_group(row["agency"])] if row["agency"] else []
    found = [row["peers"]] if row["peers"] else []
    if row["agency"] and row["decided"] and row["fine"]:
        quarter = Quarter.of(date.fromisoformat(row["decided"]))
        found += [income_group(row["agency"], one) for one in (quarter, quarter.a_year_after)]
    return found
