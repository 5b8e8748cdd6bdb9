"""What one profile and those its keys lead to show together: officers, copies, double fines, complaints against dossiers."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Literal

from sqlalchemy import Connection, and_, bindparam, func, select, update

from index import store_across
from index.schema_across import PROFILE, PROFILE_KEY
from index.sqlite import parts
from nlp.across import clones, contradiction, officers, twice, unanswered
from nlp.across.complaint import Complaint
from nlp.across.finding import AcrossFinding
from nlp.across.profile import Profile, Statement
from nlp.procedure.local import LocalParameters
from nlp.procedure.rules import Rule, rules

_KEPT = 5000  # profiles held in memory
_MINE, _THEIRS = PROFILE_KEY.alias(), PROFILE_KEY.alias()
_KIND_OF_KEY = func.substr(_THEIRS.c.key, 1, 1)
_LED = (
    select(_MINE.c.profile.label("mine"), _KIND_OF_KEY.label("kind"), _THEIRS.c.profile.label("other"))
    .join(_THEIRS, and_(_THEIRS.c.key == _MINE.c.key, _THEIRS.c.profile != _MINE.c.profile))
    .where(_MINE.c.profile.in_(bindparam("ids", expanding=True)))
    .distinct()
)
_STATES = select(PROFILE.c.id, PROFILE.c.kind, PROFILE.c.stamp, PROFILE.c.pending).where(PROFILE.c.id.in_(bindparam("ids", expanding=True)))
_BODIES = select(PROFILE.c.id, PROFILE.c.kind, PROFILE.c.body).where(PROFILE.c.id.in_(bindparam("ids", expanding=True)))
_DONE = update(PROFILE).where(PROFILE.c.id == bindparam("profile")).values(pending=False)

Kind = Literal["dossier", "complaint"]
Led = dict[str, set[str]]  # other profiles by the kind of the keys that lead to them


class Compared:
    """What a comparison works with: local parameters, the day, and the profiles it used last.

    Nobody else writes while one of its transactions lasts: in each, whose keys lead where and which profiles wait is asked once.
    """

    def __init__(self, local: LocalParameters, today: date) -> None:
        self.local, self.today = local, today
        self._kept: OrderedDict[str, tuple[str, Profile | Complaint]] = OrderedDict()
        self._led: dict[str, Led] = {}
        self._stamps: dict[str, tuple[str, str]] = {}
        self._waiting: set[str] = set()

    def begin(self, connection: Connection, ids: Sequence[str]) -> None:
        """A transaction has begun in which these profiles are compared."""
        self._led, self._stamps, self._waiting = {}, {}, set()
        self._follow(connection, ids)
        self._look(connection, {other for led in self._led.values() for others in led.values() for other in others}.union(ids))
        self.profiles(connection, ids)

    def done(self, connection: Connection, id: str) -> None:
        """A profile has been compared."""
        connection.execute(_DONE, {"profile": id})
        self._waiting.discard(id)

    def led(self, connection: Connection, id: str) -> Led:
        """The profiles that share a key with this one."""
        if id not in self._led:
            self._follow(connection, [id])
        return self._led[id]

    def waits(self, id: str) -> bool:
        """Whether a profile that was asked for waits to be compared."""
        return id in self._waiting

    def profile(self, connection: Connection, id: str) -> Profile | Complaint | None:
        """A profile as it is stored now."""
        return next(iter(self.profiles(connection, [id])), None)

    def profiles(self, connection: Connection, ids: Collection[str]) -> list[Profile | Complaint]:
        """Profiles as they are stored now, in the order of their ids."""
        self._look(connection, ids)
        stamps = {id: self._stamps[id][1] for id in sorted(ids) if id in self._stamps}
        lacking = [id for id, stamp in stamps.items() if self._kept.get(id, ("", None))[0] != stamp]
        fresh = {}
        for few in parts(lacking):
            for row in connection.execute(_BODIES, {"ids": few}):
                fresh[row.id] = Complaint.from_json(row.body) if row.kind == "complaint" else Profile.from_json(row.body)
        found = []
        for id, stamp in stamps.items():
            found.append(fresh[id] if id in fresh else self._kept[id][1])
            self._kept[id] = (stamp, found[-1])
            self._kept.move_to_end(id)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found

    def settled(self, connection: Connection, ids: Collection[str], kind: Kind) -> list[Profile | Complaint]:
        """Those of one kind that do not wait to be compared."""
        self._look(connection, ids)
        return self.profiles(connection, [id for id in ids if id not in self._waiting and self._stamps.get(id, ("",))[0] == kind])

    def _follow(self, connection: Connection, ids: Sequence[str]) -> None:
        self._led |= {id: defaultdict(set) for id in ids}
        for row in connection.execute(_LED, {"ids": ids}):
            self._led[row.mine][row.kind].add(row.other)

    def _look(self, connection: Connection, ids: Collection[str]) -> None:
        """Find out which of these profiles there are, of what kind, with which stamp, and which wait."""
        for few in parts(sorted(id for id in ids if id not in self._stamps)):
            for row in connection.execute(_STATES, {"ids": few}):
                self._stamps[row.id] = (row.kind, row.stamp)
                if row.pending:
                    self._waiting.add(row.id)


def pair_up(connection: Connection, compared: Compared, id: str) -> tuple[list[AcrossFinding], set[str]]:
    """The findings with this profile on a side, and the ids of findings between others that one of them takes the place of.

    A pair of two profiles that both wait to be compared is left to the later one.
    """
    mine = compared.profile(connection, id)
    if mine is None:
        return [], set()
    if isinstance(mine, Complaint):
        return list(_of_complaint(connection, compared, mine)), set()
    found = list(_of_dossier(connection, compared, mine))
    copies, replaced = _copies(connection, compared, mine, rules()[clones.RULE])
    return [*found, *copies], replaced


def _of_dossier(connection: Connection, compared: Compared, mine: Profile) -> Iterator[AcrossFinding]:
    known, led = rules(), compared.led(connection, mine.dossier)
    for other in compared.settled(connection, led["o"], "dossier"):
        if isinstance(other, Profile):
            yield from officers.in_two_places(mine, other, known[officers.RULE])
    for other in compared.settled(connection, led["p"], "dossier"):
        if isinstance(other, Profile) and (finding := twice.fined_twice(mine, other, known[twice.RULE])):
            yield finding
    yield from contradiction.contradictions(_about(connection, compared, mine), mine, known[contradiction.RULE])


def _of_complaint(connection: Connection, compared: Compared, mine: Complaint) -> Iterator[AcrossFinding]:
    known, led = rules(), compared.led(connection, mine.document)
    for other in compared.settled(connection, led["n"] | led["c"], "dossier"):
        if isinstance(other, Profile):
            also = _about(connection, compared, other)
            yield from contradiction.contradictions([mine, *also], other, known[contradiction.RULE])
    if finding := unanswered.not_closed(mine, compared.local.complaint_sla, compared.today, known[unanswered.RULE]):
        yield finding


def _about(connection: Connection, compared: Compared, dossier: Profile) -> list[Complaint]:
    """The complaints that may be about a dossier."""
    led = compared.led(connection, dossier.dossier)
    return [one for one in compared.settled(connection, led["n"] | led["c"], "complaint") if isinstance(one, Complaint)]


def _copies(connection: Connection, compared: Compared, mine: Profile, rule: Rule) -> tuple[list[AcrossFinding], set[str]]:
    """Each of my records beside the earliest like it; each later record like mine, where mine is now the earliest like that.

    Later records that are still to be compared find their earliest themselves.
    """
    found: list[AcrossFinding] = []
    replaced: set[str] = set()
    others = compared.profiles(connection, compared.led(connection, mine.dossier)["b"])
    records = sorted(
        ((clones.place_of(other, one), other, one) for other in others if isinstance(other, Profile) for one in other.statements),
        key=lambda record: record[0],
    )
    for own in mine.statements:
        place = clones.place_of(mine, own)
        before = (clones.copied(other, one, mine, own, rule) for at, other, one in records if at < place)
        found += islice(filter(None, before), 1)
        for at, other, one in records:
            if at > place and not compared.waits(other.dossier):
                known, earliest = _known_source(connection, compared, other, one)
                if earliest is not None and earliest < place:
                    continue
                if finding := clones.copied(mine, own, other, one, rule):
                    found.append(finding)
                    replaced |= known
    return found, replaced - {finding.id for finding in found}


def _known_source(connection: Connection, compared: Compared, target: Profile, copy: Statement) -> tuple[set[str], clones.Place | None]:
    """The findings that a record is a copy, and where the earliest of their sources stands."""
    ids: set[str] = set()
    places = []
    for known in store_across.findings_with(connection, target.dossier, clones.RULE):
        source, copied = known.sides
        if copied.key == target.dossier and copied.evidence == (copy.evidence,):
            ids.add(known.id)
            other = compared.profile(connection, source.key)
            if isinstance(other, Profile):
                places += [clones.place_of(other, one) for one in other.statements if (one.evidence,) == source.evidence]
    return ids, min(places, default=None)
