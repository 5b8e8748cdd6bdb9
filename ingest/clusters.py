"""Things whose values lie near each other, put together: pdfplumber's ``cluster_objects`` without a tuple for every thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def clustered(things: Sequence[Thing], value_of: Callable[[Thing], float], tolerance: float) -> list[list[Thing]]:
    """Groups of things by rising values, each in the order given; in a group no value is farther than ``tolerance`` from the next."""
    values = list(map(value_of, things))
    found: list[list[Thing]] = []
    group_of: dict[float, list[Thing]] = {}
    farthest = float("-inf")
    for value in sorted(set(values)):
        if value > farthest:
            found.append([])
        group_of[value] = found[-1]
        farthest = value + tolerance
    for value, thing in zip(values, things, strict=True):
        group_of[value].append(thing)
    return found
