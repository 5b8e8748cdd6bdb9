"""What checks of inspections need besides the rows of one enterprise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.inspection import Inspection
from nlp.inspection.bodies import body_of
from nlp.procedure.local import LocalParameters

_PLACE = re.compile(r"(?:[\u4e00-\u9fa5]{2,8}?(?:省|自治区|自治州|地区|州|盟|市|区|县|旗)){1,4}")

Coverage = frozenset[tuple[str, str]]
"""Agency and month (2025-03) of which scans are recorded: only there does a missing scan say something."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The office's local parameters, and of what agencies and months it holds scans."""

    local: LocalParameters
    coverage: Coverage = frozenset()


def region_of(agency: str | None, setting: Setting) -> str | None:
    """The place of an agency by its name, else the office's own."""
    match = _PLACE.match(agency or "")
    return match.group() if match else setting.local.region


def coverage_of(rows: Iterable[Inspection]) -> Coverage:
    """Agencies and months of which the rows record scans."""
    return covered((row.agency, f"{row.day:%Y-%m}") for row in rows if row.scanned)


def covered(scans: Iterable[tuple[str, str]]) -> Coverage:
    """The same of agencies as rows name them (several in one text) and months."""
    return frozenset((body_of(agency), month) for agencies, month in scans for agency in agencies.split("、"))
