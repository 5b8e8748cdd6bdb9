"""What a decision imposes beside what was announced (告知) to the party it falls on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.dossier import Writ
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.parties import concerned, parties
from nlp.procedure.penalties import Imposed, imposed
from nlp.procedure.suspensions import Lasting, lasting


@dataclass(frozen=True, slots=True)
class Announced:
    """What was announced by one notice or several, and what was then imposed on the same party or parties."""

    told: tuple[Imposed, ...]
    done: Imposed

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of penalty announced."""
        return frozenset(kind for one in self.told for kind in one.kinds)

    @property
    def fine(self) -> Decimal | None:
        """The sum of the fines announced; None where none was announced with an amount."""
        fines = [one.fine for one in self.told if one.fine is not None]
        return sum(fines, Decimal(0)) if fines else None

    @property
    def fined_more(self) -> bool:
        """Whether more is fined than was announced, whichever of figures and capitals holds where they contradict each other."""
        most = [one.fine_readings[-1] for one in self.told if one.fine_readings]
        return bool(most and self.done.fine_readings) and self.done.fine_readings[0] > sum(most, Decimal(0))

    @property
    def confiscated(self) -> Decimal | None:
        """The unlawful income that was to be taken; None where a notice that takes it gives no amount, or none takes it."""
        sums = [one.confiscated for one in self.told if "没收违法所得" in one.kinds]
        known = [one for one in sums if one is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(sums) else None

    @property
    def takes_more(self) -> bool:
        """Whether more unlawful income is taken than was announced."""
        return self.confiscated is not None and self.done.confiscated is not None and self.done.confiscated > self.confiscated

    @property
    def lasting_longer(self) -> tuple[str, Lasting, Lasting] | None:
        """The kind of penalty that lasts longer than was announced (停业整顿, 暂扣, 拘留), how long it does, and how long it was to."""
        told, done = _periods(self.told), _periods([self.done])
        longer = (kind for kind, period in done.items() if kind in told and period.fewest > told[kind].most)
        return next(((kind, done[kind], told[kind]) for kind in longer), None)

    def by(self, kind: str) -> Imposed:
        """The notice that announced a kind of penalty, else the first."""
        return next((one for one in self.told if kind in one.kinds), self.told[0])


def _periods(writs: Iterable[Imposed]) -> dict[str, Lasting]:
    """How long each kind of penalty lasts, as the last of the writs says."""
    return {
        item.kind: period for one in writs for item in one.items if (period := lasting(item.kind, one.passage.text[item.start : one.end]))
    }


def announced(case: CaseFile, notices: Sequence[Writ], decision: Writ) -> list[Announced] | Writ:
    """What each party was told and got; all together where the decision does not say who gets what.

    Where a writ's penalties cannot be read, that writ.
    """
    done = imposed(decision, case.squeezed(decision))
    told: list[Imposed] = []
    for notice in notices:
        one = imposed(notice, case.squeezed(notice))
        if one is None:
            return notice
        told.append(one)
    if done is None:
        return decision
    addressed = [concerned(case, notice) for notice in notices]
    parts = _of_each(case, done) if all(len(whose) == 1 for whose in addressed) else {}
    own = [Announced((one,), parts[party]) for one, whose in zip(told, addressed, strict=True) for party in whose if party in parts]
    return own if own and len(own) == len(parts) - len(untold(case, decision)) else [Announced(tuple(told), done)]


@asked_once
def untold(case: CaseFile, decision: Writ) -> frozenset[str]:
    """Those of several parties on whom a decision lays a penalty and whom no notice names, nor any statement of a party."""
    done = imposed(decision, case.squeezed(decision))
    addressed = [concerned(case, notice) for notice in case.notices]
    if done is None or not addressed or not all(addressed):
        return frozenset()
    punished = frozenset(_of_each(case, done)) & concerned(case, decision)
    papers = [case.squeezed(writ).text for writ in (*case.notices, *case.writs("statement_doc"))]
    return frozenset(party for party in punished if not any(party in paper for paper in papers))


def _of_each(case: CaseFile, done: Imposed) -> dict[str, Imposed]:
    """What falls on each party: by whose name stands last before a penalty; nothing where one stands before any name."""
    text = done.passage.text
    named = sorted((match.start(), party) for party in parties(case) for match in _mentions(text, party, done))
    found: dict[str, list[int]] = {}
    for i, item in enumerate(done.items):
        whose = [party for start, party in named if start < item.start]
        if not whose:
            return {}
        found.setdefault(whose[-1], []).append(i)
    return {party: replace(done, items=tuple(done.items[i] for i in items)) for party, items in found.items()}


def _mentions(text: str, party: str, done: Imposed) -> Iterator[re.Match[str]]:
    """Where the operative part names a party, in full or by the short name given to it; not where it says whose fine is the base."""
    short = re.search(rf"{re.escape(party)}[^。]{{0,60}}?(?:以下|下称)简?称?[：:“]*(?P<short>[\u4e00-\u9fa5]{{2,12}})", text)
    names = "|".join(map(re.escape, (party, *([short["short"]] if short else []))))
    return re.compile(rf"(?:{names})(?!(?:被)?(?:处以?)?罚款(?:数额|金额|总额|额|的))").finditer(text, done.start, done.end)
