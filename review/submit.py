"""Submit: what the pages need of whoever screens an uploaded dossier. The application hands it to ``create_app``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

JobState = Literal["queued", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How one job stands. ``pages_total`` is 0 until it is known; ``message`` is Chinese and meant for the user.

    ``dossier_key`` names the dossier once there is one to look at.
    """

    state: JobState
    pages_done: int = 0
    pages_total: int = 0
    message: str = ""
    dossier_key: str | None = None


class Submit(Protocol):
    """Takes uploaded dossiers in and says how far they are."""

    def submit(self, path: Path, *, name: str, user: str) -> str:
        """Take over the file at ``path`` (it may be moved) and screen it as dossier ``name``; returns the job's id."""
        ...

    def progress(self, job: str) -> Progress | None:
        """How the job stands; None where there is no such job."""
        ...
