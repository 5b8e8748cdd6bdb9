"""What is sent: one message in the forms that channels take, shortened to what a channel takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """A briefing, or a test. ``markdown(bytes)`` gives the text for group robots in at most so many bytes of UTF-8.

    ``attachment``: file name and the bytes of a DOCX. ``data`` is what a webhook gets. ``link``: where to read on, if known.
    """

    title: str
    text: str
    html: str
    markdown: Callable[[int], str]
    data: Mapping[str, Any]
    link: str | None = None
    attachment: tuple[str, bytes] | None = None
