from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.examples import case_of
from nlp.procedure.rules import Example, ExampleWrit

MakeCase = Callable[..., CaseFile]


@pytest.fixture
def make_case() -> MakeCase:
    """A case of writs given as in the examples of the rules: ``make_case({"type": …, "fields": {…}}, …, unread=0, local={…})``."""

    def make(
        *writs: Mapping[str, Any], unread: int = 0, local: Mapping[str, Any] | None = None, today: date = date(2026, 3, 2)
    ) -> CaseFile:
        given: Sequence[ExampleWrit] = [ExampleWrit.model_validate(writ) for writ in writs]
        return case_of(Example.model_validate({"name": "案例", "writs": given, "unread": unread, "local": local or {}, "today": today}))

    return make
