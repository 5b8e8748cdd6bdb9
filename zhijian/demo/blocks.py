"""What a writ consists of, without saying how it looks: layouts draw these blocks, each in its own way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value of a form. Two neighbours with ``half`` share a row."""

    label: str
    value: str
    half: bool = False


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion box (审批栏): text, then signatures and date; no ``signers`` leaves the signature line empty."""

    label: str
    text: str
    signers: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of running text."""

    text: str
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """A heading inside a writ."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; ``widths`` are shares of the line."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A signature line: printed ``text``, handwritten ``names``, then the date."""

    text: str
    names: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """The closing of an outward writ: who and when, under a red seal unless ``sealed`` is false."""

    agency: str
    day: date
    sealed: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """A copied document in a frame: licence or identity card."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Photo:
    """A drawn stand-in for a photograph of what ``shows`` says."""

    shows: str
    seed: int


Block = Field | Opinion | Para | Head | Grid | Sign | Stamp | Card | Photo


@dataclass(slots=True)
class Writ:
    """One writ: its kind (ids of the writ catalogue), printed title, date, number, blocks.

    ``key`` names it inside the dossier. ``footer_signers`` sign every page. ``bare`` writs (cover) carry no header.
    ``listed`` writs stand in the catalogue and count for the page numbers.
    """

    key: str
    type: str
    title: str
    day: date | None = None
    number: str | None = None
    subtype: str | None = None
    blocks: list[Block] = field(default_factory=list)
    footer_signers: str | None = None
    listed: bool = True
    agency_heading: bool = True
