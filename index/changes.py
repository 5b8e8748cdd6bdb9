"""What a search engine must know to follow the store: marks and changes.

Every change of a clue gets the next number. An index remembers the number up to which it is complete, as a mark, so that
after a crash it takes in only what came later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from index.clue import Clue


@dataclass(frozen=True, slots=True)
class Mark:
    """An index holds every change of the store with id ``store`` up to number ``change``."""

    store: str
    change: int


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the clue as it is now, or None where it is gone."""

    number: int
    id: str
    clue: Clue | None


class ClueStream(Iterator[Clue]):
    """All clues of a store, with the mark that an index filled from them has earned."""

    def __init__(self, clues: Iterator[Clue], mark: Mark) -> None:
        self._clues = clues
        self.mark = mark

    def __next__(self) -> Clue:
        return next(self._clues)


class Followed(Protocol):
    """What an engine follows; the store is one."""

    def mark(self) -> Mark:
        """The store's last change."""
        ...

    def changes(self, after: int) -> Iterator[Change]:
        """Every clue changed after that number, once, as it is now, in order of number."""
        ...

    def clues(self) -> ClueStream:
        """All clues."""
        ...
