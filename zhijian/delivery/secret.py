"""Secrets of ``scan.yml``, as ``crawlers.secret`` keeps them."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from crawlers import secret
from ingest.errors import SettingsError
from zhijian.delivery.problem import DeliveryProblem


class Strict(BaseModel):
    """A part of ``scan.yml``: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Secret(secret.Secret):
    """A secret whose want costs the one delivery that needs it."""

    def read(self, home: Path) -> str:
        """The secret itself. DeliveryProblem where it is not there."""
        try:
            return super().read(home)
        except SettingsError as error:
            raise DeliveryProblem(str(error)) from error
