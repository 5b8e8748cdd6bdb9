"""What places have published about inspections of enterprises: annual caps (年度频次上限) and days without inspections (无扰日)."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class InspectionCap(_Strict):
    """At most ``per_year`` inspections of one enterprise: of an agency or department, for a risk level; of all where none is named."""

    per_year: int = Field(ge=0)
    agency: str | None = None
    risk: str | None = None


class QuietDays(_Strict):
    """Days without inspections, since a day: weekdays (1 is Monday), days of the month, dates; from first to last, both included.

    What an exception (``except_for``) is told of in the reason or the items of an inspection may be inspected.
    """

    since: date | None = None
    weekdays: tuple[int, ...] = ()
    month_days: tuple[int, int] | None = None
    dates: tuple[date, date] | None = None
    except_for: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _names_days(self) -> QuietDays:
        if not (self.weekdays or self.month_days or self.dates):
            raise ValueError("无扰日须写明 weekdays（星期，1 至 7）、month_days（每月几日至几日）或者 dates（起止日期）之一")
        return self

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return (
            (self.since is None or self.since <= day)
            and (not self.weekdays or day.isoweekday() in self.weekdays)
            and (self.month_days is None or self.month_days[0] <= day.day <= self.month_days[1])
            and (self.dates is None or self.dates[0] <= day <= self.dates[1])
        )
