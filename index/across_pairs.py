"""What one profile and those its keys lead to show together: officers, copies, double fines, complaints against dossiers."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import islice

from sqlalchemy import Connection, select

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
_STATE = (PROFILE.c.id, PROFILE.c.stamp, PROFILE.c.pending)


class Compared:
    """What a comparison works with: local parameters, the day, and the profiles it used last."""

    def __init__(self, local: LocalParameters, today: date) -> None:
        self.local, self.today = local, today
        self._kept: OrderedDict[str, tuple[str, Profile | Complaint]] = OrderedDict()

    def profile(self, connection: Connection, id: str) -> Profile | Complaint | None:
        """A profile as it is stored now."""
        return self.profiles(connection, [id])[0].get(id)

    def profiles(self, connection: Connection, ids: Collection[str]) -> tuple[dict[str, Profile | Complaint], set[str]]:
        """Profiles as they are stored now, in the order of their ids, and which of them wait to be compared."""
        rows = [row for few in parts(sorted(ids)) for row in connection.execute(select(*_STATE).where(PROFILE.c.id.in_(few)))]
        lacking = [row.id for row in rows if self._kept.get(row.id, ("", None))[0] != row.stamp]
        fresh = {}
        for few in parts(lacking):
            for row in connection.execute(select(PROFILE.c.id, PROFILE.c.kind, PROFILE.c.body).where(PROFILE.c.id.in_(few))):
                fresh[row.id] = Complaint.from_json(row.body) if row.kind == "complaint" else Profile.from_json(row.body)
        found = {}
        for row in rows:
            found[row.id] = fresh[row.id] if row.id in fresh else self._kept[row.id][1]
            self._kept[row.id] = (row.stamp, found[row.id])
            self._kept.move_to_end(row.id)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found, {row.id for row in rows if row.pending}


def pair_up(connection: Connection, compared: Compared, id: str) -> tuple[list[AcrossFinding], set[str]]:
    """The findings with this profile on a side, and the ids of findings between others that one of them takes the place of.

    A pair of two profiles that both wait to be compared is left to the later one.
    """
    mine = compared.profile(connection, id)
    if mine is None:
        return [], set()
    led = _led_to(connection, id, list(dict.fromkeys(mine.keys())))
    if isinstance(mine, Complaint):
        return list(_of_complaint(connection, compared, mine, led)), set()
    found = list(_of_dossier(connection, compared, mine, led))
    copies, replaced = _copies(connection, compared, mine, led.get("b", {}), rules()[clones.RULE])
    return [*found, *copies], replaced


def _led_to(connection: Connection, id: str, keys: list[str]) -> dict[str, dict[str, int]]:
    """Other profiles by kind of key, each with how many keys of that kind it shares."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for few in parts(keys):
        query = select(PROFILE_KEY.c.key, PROFILE_KEY.c.profile).where(PROFILE_KEY.c.key.in_(few), PROFILE_KEY.c.profile != id)
        for key, profile in connection.execute(query):
            found[key[0]][profile] += 1
    return found


def _of_dossier(connection: Connection, compared: Compared, mine: Profile, led: Mapping[str, Mapping[str, int]]) -> Iterator[AcrossFinding]:
    known = rules()
    for other in _others(connection, compared, led, "o"):
        if isinstance(other, Profile):
            yield from officers.in_two_places(mine, other, known[officers.RULE])
    for other in _others(connection, compared, led, "p"):
        if isinstance(other, Profile) and (finding := twice.fined_twice(mine, other, known[twice.RULE])):
            yield finding
    about = [one for one in _others(connection, compared, led, "n", "c") if isinstance(one, Complaint)]
    yield from contradiction.contradictions(about, mine, known[contradiction.RULE])


def _of_complaint(
    connection: Connection, compared: Compared, mine: Complaint, led: Mapping[str, Mapping[str, int]]
) -> Iterator[AcrossFinding]:
    known = rules()
    for other in _others(connection, compared, led, "n", "c"):
        if isinstance(other, Profile):
            theirs = _led_to(connection, other.dossier, list(other.keys()))
            also = [one for one in _others(connection, compared, theirs, "n", "c") if isinstance(one, Complaint)]
            yield from contradiction.contradictions([mine, *also], other, known[contradiction.RULE])
    if finding := unanswered.not_closed(mine, compared.local.complaint_sla, compared.today, known[unanswered.RULE]):
        yield finding


def _others(connection: Connection, compared: Compared, led: Mapping[str, Mapping[str, int]], *kinds: str) -> Iterator[Profile | Complaint]:
    found, waiting = compared.profiles(connection, {profile for kind in kinds for profile in led.get(kind, ())})
    yield from (other for id, other in found.items() if id not in waiting)


def _copies(
    connection: Connection, compared: Compared, mine: Profile, led: Mapping[str, int], rule: Rule
) -> tuple[list[AcrossFinding], set[str]]:
    """Each of my records beside the earliest like it; each later record like mine, where mine is now the earliest like that.

    Later records that are still to be compared find their earliest themselves.
    """
    found: list[AcrossFinding] = []
    replaced: set[str] = set()
    others, waiting = compared.profiles(connection, led)
    records = sorted(
        ((clones.place_of(other, one), other, one) for other in others.values() if isinstance(other, Profile) for one in other.statements),
        key=lambda record: record[0],
    )
    for own in mine.statements:
        place = clones.place_of(mine, own)
        before = (clones.copied(other, one, mine, own, rule) for at, other, one in records if at < place)
        found += islice(filter(None, before), 1)
        for at, other, one in records:
            if at > place and other.dossier not in waiting:
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
