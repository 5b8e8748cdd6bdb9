"""Three-valued logic (三值逻辑): a judgement is true, false or not decidable, and says why it is not.

Kleene's tables, as the catalogue's conventions ask: unknown AND false is false, unknown OR true is true, anything else with
an unknown in it is unknown. The reasons of the unknown parts travel along, for the person who has to look.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ternary:
    """``value`` is True, False or None (not decidable); ``reasons`` say in Chinese why it is None."""

    value: bool | None
    reasons: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Guard against ``if ternary``: an unknown would pass for false."""
        raise TypeError("ask .yes, .no or .unknown: a Ternary has three values")

    @property
    def yes(self) -> bool:
        """Known to be true."""
        return self.value is True

    @property
    def no(self) -> bool:
        """Known to be false."""
        return self.value is False

    @property
    def unknown(self) -> bool:
        """Not decidable."""
        return self.value is None

    @property
    def reason(self) -> str:
        """The reasons as one Chinese sentence part."""
        return "；".join(self.reasons)


YES = Ternary(True)
NO = Ternary(False)


def known(value: bool) -> Ternary:
    """A decided judgement."""
    return YES if value else NO


def undecided(*reasons: str) -> Ternary:
    """A judgement that cannot be made, and why."""
    return Ternary(None, tuple(dict.fromkeys(reason for reason in reasons if reason)))


def not_(judgement: Ternary) -> Ternary:
    """NOT: unknown stays unknown."""
    return judgement if judgement.unknown else known(judgement.no)


def all_of(*judgements: Ternary) -> Ternary:
    """AND: one false decides; else one unknown leaves it open. True for nothing at all."""
    if any(judgement.no for judgement in judgements):
        return NO
    return _open(judgements, YES)


def any_of(*judgements: Ternary) -> Ternary:
    """OR: one true decides; else one unknown leaves it open. False for nothing at all."""
    if any(judgement.yes for judgement in judgements):
        return YES
    return _open(judgements, NO)


def _open(judgements: tuple[Ternary, ...], decided: Ternary) -> Ternary:
    """Not decidable where a judgement is not, with the reasons of all such; else ``decided``."""
    open_ones = [judgement for judgement in judgements if judgement.unknown]
    return undecided(*(reason for judgement in open_ones for reason in judgement.reasons)) if open_ones else decided
