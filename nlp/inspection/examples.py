"""The examples of inspection rules: rows of a ledger as a table, read by the real reader, checked by the whole engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from ingest.inspections import inspections_of
from nlp.inspection.engine import check_inspections
from nlp.inspection.finding import InspectionFinding
from nlp.inspection.setting import Setting, coverage_of
from nlp.inspection.visits import visits_of
from nlp.procedure.local import LocalParameters
from nlp.procedure.rules import Expect


class InspectionExample(BaseModel):
    """Some ``rows`` (heading → cell); ``each`` are cells that all rows share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    rows: tuple[Mapping[str, Any], ...]
    each: Mapping[str, Any] = {}
    local: LocalParameters = LocalParameters()
    expect: Expect = Expect()


def findings_of(example: InspectionExample) -> list[InspectionFinding]:
    """Everything the checks find in an example."""
    rows = inspections_of([{**example.each, **row} for row in example.rows], file="台账.xlsx")
    return list(check_inspections(visits_of(rows), Setting(example.local, coverage_of(rows))))
