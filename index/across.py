"""Comparing across dossiers and complaints (跨案卷比对): only what is new is compared, with what the keys say may have to do with it.

Profiles that changed are ``pending``, groups of them stale. Each step is one transaction that also takes the mark away, so that a
comparison killed at any moment goes on where it stopped, and one that has nothing new does nothing. What is found does not depend
on the order in which dossiers came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, delete, func, select

from index import store_across, store_events
from index.across_pairs import Compared, pair_up
from index.schema_across import PROFILE, STALE_GROUP
from index.sqlite import writing
from index.store import Store
from nlp.across import fine_income, like_cases, repeated
from nlp.across.complaint import Complaint
from nlp.across.finding import AcrossFinding
from nlp.across.fine_income import Fine, Quarter
from nlp.across.like_cases import Case
from nlp.across.profile import Profile
from nlp.procedure.finding import Evidence
from nlp.procedure.local import LocalParameters
from nlp.procedure.rules import Rule, rules

_BLOCK = 50  # profiles or groups a transaction: other processes can write between two
_CASE = (PROFILE.c.id, PROFILE.c.name, PROFILE.c.decided, PROFILE.c.value, PROFILE.c.fine)
_PEERS = select(*_CASE).where(PROFILE.c.peers == bindparam("peers"))
_FINES = select(PROFILE.c.id, PROFILE.c.name, PROFILE.c.decided, PROFILE.c.fine, PROFILE.c.elsewhere).where(
    PROFILE.c.agency == bindparam("agency"),
    PROFILE.c.kind == "dossier",
    PROFILE.c.decided >= bindparam("first"),
    PROFILE.c.decided < bindparam("next"),
    PROFILE.c.fine > 0,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one comparison came to: profiles and groups looked at, findings that are new or changed, and withdrawn."""

    profiles: int = 0
    groups: int = 0
    found: int = 0
    withdrawn: int = 0

    def plus(self, *, profiles: int = 0, groups: int = 0, found: int = 0, withdrawn: int = 0) -> Comparison:
        """With one more step counted."""
        return Comparison(self.profiles + profiles, self.groups + groups, self.found + found, self.withdrawn + withdrawn)


def compare(
    store: Store, *, local: LocalParameters, today: date, on_progress: Callable[[int, int], None] = lambda done, total: None
) -> Comparison:
    """Compare what is new. ``on_progress`` is told how many profiles and groups are done, of how many."""
    engine = writing(store.engine)
    with engine.begin() as connection:
        store_across.reopen(connection)
        total = _waiting(connection)
    done = Comparison()
    compared = Compared(local, today)
    for step in (lambda connection: _pairs(connection, compared), _groups):
        while True:
            with engine.begin() as connection:
                more = step(connection)
            if not (more.profiles or more.groups):
                break
            done = done.plus(profiles=more.profiles, groups=more.groups, found=more.found, withdrawn=more.withdrawn)
            on_progress(done.profiles + done.groups, max(total, done.profiles + done.groups))
    return done


def _waiting(connection: Connection) -> int:
    pending = connection.execute(select(func.count()).select_from(PROFILE).where(PROFILE.c.pending)).scalar_one()
    return int(pending + connection.execute(select(func.count()).select_from(STALE_GROUP)).scalar_one())


def _pairs(connection: Connection, compared: Compared) -> Comparison:
    """Some pending profiles, the earliest decided first, each with those its keys lead to.

    What was found with it before and is not found now is withdrawn.
    """
    ids = list(
        connection.execute(select(PROFILE.c.id).where(PROFILE.c.pending).order_by(PROFILE.c.decided, PROFILE.c.id).limit(_BLOCK)).scalars()
    )
    done = Comparison()
    compared.begin(connection, ids)
    for id in ids:
        before = store_across.settled_findings(connection, id)
        found, replaced = pair_up(connection, compared, id)
        gone = (before - {finding.id for finding in found}) | replaced
        done = done.plus(
            profiles=1, found=store_across.write_findings(connection, found), withdrawn=store_across.withdraw(connection, gone)
        )
        compared.done(connection, id)
    return done


def _groups(connection: Connection) -> Comparison:
    """Some stale groups: what is found in each takes the place of what was."""
    keys = list(connection.execute(select(STALE_GROUP.c.key).order_by(STALE_GROUP.c.key).limit(_BLOCK)).scalars())
    done = Comparison()
    before = store_across.group_findings(connection, keys)
    for key in keys:
        found = list(_of_group(connection, key))
        gone = before.get(key, set()) - {finding.id for finding in found}
        done = done.plus(
            groups=1,
            found=store_across.write_findings(connection, found, grouped=key),
            withdrawn=store_across.withdraw(connection, gone),
        )
    connection.execute(delete(STALE_GROUP).where(STALE_GROUP.c.key.in_(keys)))
    return done


def _of_group(connection: Connection, key: str) -> Iterator[AcrossFinding]:
    kind, _, rest = key.partition("|")
    if kind == "peers":
        yield from _like_cases(connection, key, rules()[like_cases.RULE])
    elif kind == "income":
        agency, year, number = rest.rsplit("|", 2)
        yield from _fine_income(connection, agency, Quarter(int(year), int(number)), rules()[fine_income.RULE])
    elif kind == "complaints":
        query = select(PROFILE.c.body).where(PROFILE.c.agency == rest, PROFILE.c.kind == "complaint").order_by(PROFILE.c.id)
        said = [Complaint.from_json(body) for body in connection.execute(query).scalars()]
        events = store_events.events_of(connection, [complaint.document for complaint in said])
        yield from repeated.clusters(rest, said, rules()[repeated.RULE], events)


def _like_cases(connection: Connection, key: str, rule: Rule) -> Iterator[AcrossFinding]:
    rows = connection.execute(_PEERS, {"peers": key})
    cases = [Case(row.id, row.name, date.fromisoformat(row.decided), row.value, row.fine or 0.0) for row in rows]
    for outlier in like_cases.outliers(cases, rule):
        known = _profiles(connection, (outlier.case.key, outlier.typical.key))
        finding = like_cases.unlike(outlier, known[outlier.case.key], known[outlier.typical.key], rule)
        if finding is not None:
            yield finding


def _fine_income(connection: Connection, agency: str, quarter: Quarter, rule: Rule) -> Iterator[AcrossFinding]:
    now = _fines(connection, agency, quarter)
    signs = fine_income.signs_of(now, before := _fines(connection, agency, quarter.a_year_before), rule) if now else []
    if not signs:
        return
    known = _profiles(connection, [fine.key for fine in fine_income.largest(now)])
    evidence: dict[str, Evidence] = {key: one.fine_evidence for key, one in known.items() if one.fine_evidence}
    department, region = next(((one.department, one.region) for one in known.values()), (None, None))
    finding = fine_income.spike(agency, quarter, now, before, signs, rule, department=department, region=region, evidence=evidence)
    if finding is not None:
        yield finding


def _fines(connection: Connection, agency: str, quarter: Quarter) -> list[Fine]:
    rows = connection.execute(_FINES, {"agency": agency, "first": quarter.first.isoformat(), "next": quarter.next.first.isoformat()})
    return [Fine(row.id, row.name, date.fromisoformat(row.decided), row.fine, row.elsewhere) for row in rows]


def _profiles(connection: Connection, ids: Iterable[str] | Sequence[str]) -> dict[str, Profile]:
    query = select(PROFILE.c.id, PROFILE.c.body).where(PROFILE.c.id.in_(list(ids)))
    return {row.id: Profile.from_json(row.body) for row in connection.execute(query)}
