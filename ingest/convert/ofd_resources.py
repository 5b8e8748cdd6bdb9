"""What the resource files of an OFD name: pictures, drawing parameters, composite graphics; and the numbers of its attributes."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from ingest.convert.parts import Parts, joined, text_of


@dataclass(slots=True)
class Resources:
    """What objects refer to by number."""

    package: Parts
    pictures: dict[str, str] = field(default_factory=dict)
    composites: dict[str, Any] = field(default_factory=dict)
    params: dict[str, Any] = field(default_factory=dict)

    def load(self, place: str) -> None:
        """Add a resource file; one that is missing adds nothing."""
        if not self.package.has(place):
            return
        root = self.package.xml(place)
        base = joined(place, (root.get("BaseLoc") or "").rstrip("/") + "/x") if root.get("BaseLoc") else place
        for media in root.iter("{*}MultiMedia"):
            file = text_of(media, "MediaFile")
            if file:
                found = joined(base, file)
                self.pictures[media.get("ID") or ""] = found if self.package.has(found) else joined(place, file)
        self.composites.update({unit.get("ID") or "": unit for unit in root.iter("{*}CompositeGraphicUnit")})
        self.params.update({param.get("ID") or "": param for param in root.iter("{*}DrawParam")})

    def picture(self, number: str | None) -> bytes | None:
        """The bytes of a picture; None where the file is missing."""
        place = self.pictures.get(number or "")
        return self.package.data(place) if place and self.package.has(place) else None


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; empty where one is none."""
    try:
        found = [float(part) for part in (text or "").split()]
    except ValueError:
        return []
    return found if all(math.isfinite(value) for value in found) else []


def number(text: str | None, default: float) -> float:
    """One number of an attribute."""
    found = numbers(text)
    return found[0] if found else default
