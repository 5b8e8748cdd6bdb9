"""Which writ each row of a catalogue (卷内目录) lists, and whether a row that names none may still be there under another title."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from ingest.dossier import Writ
from ingest.writs.labels import unify
from ingest.writs.titles import kind_of_title
from nlp.procedure.binding import Catalogue, Row
from nlp.procedure.case import CaseFile

_ALIKE = 0.8
# papers that are never filed under the title of another of them; approvals and material of evidence may be
_TO_THE_PARTY = {"reg_preserve_doc", "seizure_doc", "prior_notice", "correction_notice", "penalty_decision", "hearing_doc", "transfer_doc"}
_OF_ITS_OWN = _TO_THE_PARTY | {"inquiry_record", "sampling_record", "service_doc", "payment_doc", "party_identity"}
_FORM = re.compile(r"(?:笔录|记录|通知书|告知书|决定书|凭证|清单|[书表单])$")
_SAME, _RESEMBLES, _OF_ITS_KIND = 4, 3, 2  # how well a row fits a writ


class Listing:
    """The rows of a catalogue beside the writs of the dossier, both in page order."""

    def __init__(self, case: CaseFile, listed: Catalogue) -> None:
        self._rows = listed.rows
        own = {number for writ in case.writs("dossier_binding") for number in range(writ.first_page, writ.last_page + 1)}
        self._writs = tuple(writ for writ in case.dossier.writs if writ.type != "dossier_binding")
        pages = [page.number for page in case.dossier.pages if page.number not in own and page.number > listed.writ.last_page]
        self._first, self._beyond = min(pages, default=0), max(pages, default=0) + 1
        self._pairs = _aligned([row.title for row in listed.rows], self._writs)

    def writ(self, at: int) -> Writ | None:
        """The writ that row ``at`` (from 0) lists; None where none fits."""
        found = self._pairs.get(at)
        return None if found is None else self._writs[found]

    def may_be_there(self, at: int) -> bool:
        """Whether the paper of a row without a writ may be there: unlisted writs, or all the pages it is given, stand at its place.

        Writs that are plainly another paper than the row names, and their pages, do not count.
        """
        above = max((row for row in self._pairs if row < at), default=None)
        below = min((row for row in self._pairs if row > at), default=None)
        first = -1 if above is None else self._pairs[above]
        last = len(self._writs) if below is None else self._pairs[below]
        between = self._writs[first + 1 : last]
        others = [writ for writ in between if _another_paper(self._rows[at].title, writ)]
        if len(others) < len(between):
            return True
        rows = self._rows
        begins = rows[0].first if above is None else rows[above].first
        ends = _after(rows[-1]) if below is None else rows[below].first
        begins_at = self._first if above is None else self._writs[first].first_page
        ends_at = self._beyond if below is None else self._writs[last].first_page
        if begins is None or ends is None:
            return above is not None and self._writs[first].last_page > self._writs[first].first_page
        taken = {page for writ in others for page in range(writ.first_page, writ.last_page + 1)}
        return ends_at - begins_at - len(taken) >= ends - begins or self._shares_a_page(at)

    def may_be_listed(self, writ: Writ) -> bool:
        """Whether a row names a writ, or a row without a writ stands where it would be listed."""
        at = self._writs.index(writ)
        if at in self._pairs.values():
            return True
        above = max((row for row, one in self._pairs.items() if one < at), default=-1)
        below = min((row for row, one in self._pairs.items() if one > at), default=len(self._rows))
        return below - above > 1

    def _shares_a_page(self, at: int) -> bool:
        """Whether the catalogue puts a row on one page with the row above or below."""
        row, near = self._rows[at], [self._rows[i] for i in (at - 1, at + 1) if 0 <= i < len(self._rows)]
        return any(row.first is not None and row.first in (one.first, one.last) for one in near)

    def on_one_page(self, above: int, below: int) -> bool:
        """Whether the second of two rows begins on the page where the first ends; rows without a writ are believed."""
        one, other = self.writ(above), self.writ(below)
        return one is None or other is None or one.last_page == other.first_page


def _another_paper(title: str, writ: Writ) -> bool:
    """Whether a row and a writ are papers to the party, or records, of two kinds, whose titles share no two letters but their form."""
    kind, one, other = kind_of_title(title), _FORM.sub("", unify(title)), unify("".join(writ.title.split()))
    if kind is None or kind[0] == writ.type or not {kind[0], writ.type} <= _OF_ITS_OWN:
        return False
    return not any(one[i : i + 2] in other for i in range(len(one) - 1))


def alike(one: str, others: Collection[str]) -> bool:
    """Whether a title holds, or is held by, or resembles one of others."""
    return one in others or any(_like(one, other) for other in others)


@lru_cache(maxsize=16_384)  # each row is held against each title, and offices title their writs alike
def _like(one: str, other: str) -> bool:
    """Titles are matched only where so many letters can be shared at all; most pairs of a dossier cannot."""
    if one in other or other in one:
        return True
    needed = _ALIKE * (len(one) + len(other)) / 2
    if min(len(one), len(other)) < needed or sum(map(frozenset(other).__contains__, one)) < needed:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _after(row: Row) -> int | None:
    last = row.last or row.first
    return None if last is None else last + 1


def _aligned(titles: Sequence[str], writs: Sequence[Writ]) -> dict[int, int]:
    """Row → writ, keeping the order of both, so that the fits are best in sum."""
    names = [unify("".join(writ.title.split())) for writ in writs]
    kinds = [(name, writ.type) for name, writ in zip(names, writs, strict=True)]
    fits = [_fits(title, kinds) for title in titles]
    best = [[0] * (len(writs) + 1) for _ in range(len(titles) + 1)]
    for i in range(len(titles) - 1, -1, -1):
        for j in range(len(writs) - 1, -1, -1):
            taken = fits[i][j] + best[i + 1][j + 1] if fits[i][j] else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    found: dict[int, int] = {}
    i = j = 0
    while i < len(titles) and j < len(writs):
        if fits[i][j] and best[i][j] == fits[i][j] + best[i + 1][j + 1]:
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _fits(title: str, writs: Sequence[tuple[str, str]]) -> list[int]:
    """How well a row fits each writ, of which it needs the title in unified signs and the type; offices title their writs alike."""
    one, kind = unify(title), kind_of_title(title)
    known: dict[tuple[str, str], int] = {}
    for other, type in dict.fromkeys(writs):
        if one == other:
            known[other, type] = _SAME
        elif _like(one, other):
            known[other, type] = _RESEMBLES
        else:
            known[other, type] = _OF_ITS_KIND if kind is not None and kind[0] == type else 0
    return [known[writ] for writ in writs]
