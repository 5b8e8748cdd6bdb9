"""Found and Fact: a value that was read, with the place it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from ingest.document import Span

Value = TypeVar("Value")
FactKind = Literal["date", "amount", "document_number", "party", "officer", "uscc", "id_number", "citation"]


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A value read from a string: ``text[start:end]`` says it. What a pure extractor returns."""

    value: Value
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fact(Generic[Value]):
    """A value with its evidence on the page."""

    kind: FactKind
    value: Value
    quote: str
    spans: tuple[Span, ...]
    confidence: float = 1.0
