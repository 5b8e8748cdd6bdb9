"""What the store keeps as JSON: records of plain fields, written and read by msgspec, which needs half of pydantic's time."""

from __future__ import annotations

from typing import Self

from msgspec.json import Encoder, decode

_ENCODER = Encoder()


class AsJson:
    """A dataclass that goes into the store as JSON and comes back the same. ValueError where the text is none of its kind."""

    __slots__ = ()

    def to_json(self) -> str:
        """All of it as JSON, for the store."""
        return _ENCODER.encode(self).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """As stored."""
        return decode(text, type=cls)
