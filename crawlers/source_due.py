"""What every source of the daily scan has: a name to be known by, and when it is read."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from crawlers.source_parts import Strict
from crawlers.source_times import Schedule, Window, local

ID = r"^[a-z0-9][a-z0-9_-]*$"


def _parses(parse: Callable[[str], object]) -> AfterValidator:
    def check(value: str) -> str:
        parse(value)
        return value

    return AfterValidator(check)


class DueSource(Strict):
    """``id`` names the source in the store and may not change.

    ``schedule``: how often it is read (always due without it); ``window``: the hours in which it is read.
    """

    id: str = Field(pattern=ID)
    name: str = Field(min_length=1)
    enabled: bool = True
    schedule: Annotated[str, _parses(Schedule.parse)] | None = None
    window: Annotated[str, _parses(Window.parse)] | None = None

    def due(self, last: datetime | None, now: datetime) -> bool:
        """Whether it is time to read it again, ``last`` being the start of the last reading; never outside the window."""
        return self.is_open(now) and (self.schedule is None or Schedule.parse(self.schedule).due(last, now))

    def is_open(self, now: datetime) -> bool:
        """Whether it may be read at ``now``."""
        return self.window is None or Window.parse(self.window).closes(now) is not None

    def seconds_open(self, now: datetime) -> float:
        """Seconds until the open window closes; infinite without a window, or where it is shut."""
        closes = None if self.window is None else Window.parse(self.window).closes(now)
        return math.inf if closes is None else (closes - local(now)).total_seconds()
