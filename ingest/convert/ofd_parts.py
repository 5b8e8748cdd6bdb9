"""The files of an OFD package and what its resource files name: pictures, drawing parameters, composite graphics."""

from __future__ import annotations

import math
import posixpath
import zipfile
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ingest.errors import RejectedInput

_LARGEST = 1 << 30  # bytes unpacked
_LARGEST_XML = 64 << 20


class Package:
    """The files of an OFD. Names are found whatever their case: writers on Windows do not keep to one."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.name = name
        self._archive = archive
        self._names = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in archive.infolist()}
        if sum(info.file_size for info in archive.infolist()) > _LARGEST:
            raise RejectedInput(f"{name}：OFD 展开后过大，疑似压缩炸弹，拒绝读取", code="bomb")
        if any(posixpath.basename(entry) == "encryptions.xml" for entry in self._names):
            raise self._encrypted()

    def has(self, place: str) -> bool:
        """Whether there is such a file."""
        return place.lower() in self._names

    def data(self, place: str) -> bytes:
        """The bytes of a file; KeyError where there is none."""
        info = self._names[place.lower()]
        if info.flag_bits & 1:
            raise self._encrypted()
        with self._archive.open(info) as stream:
            return stream.read(_LARGEST)

    def xml(self, place: str) -> Any:
        """The root element of a file; KeyError, etree.XMLSyntaxError."""
        data = self.data(place)
        if len(data) > _LARGEST_XML:
            raise RejectedInput(f"{self.name}：OFD 页面内容过大，拒绝读取", code="bomb")
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True))

    def _encrypted(self) -> RejectedInput:
        return RejectedInput(f"{self.name}：OFD 已加密，无法读取，请提供解密后的文件", code="encrypted")


@dataclass(slots=True)
class Resources:
    """What objects refer to by number."""

    package: Package
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


def joined(base: str, place: str) -> str:
    """A place named in a file at ``base``: relative to it, or from the root where it begins with a slash."""
    place = place.strip().replace("\\", "/")
    full = place.lstrip("/") if place.startswith("/") else posixpath.join(posixpath.dirname(base), place)
    return posixpath.normpath(full).lstrip("/") if full else ""


def local(element: Any, name: str) -> list[Any]:
    """The children of that name, whatever their namespace."""
    return [child for child in element if tag(child) == name] if element is not None else []


def tag(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: Any, name: str) -> str:
    """The text of the first child of that name that has any."""
    return next((child.text.strip() for child in local(element, name) if child.text and child.text.strip()), "")


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
