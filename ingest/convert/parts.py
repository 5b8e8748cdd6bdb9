"""Packages: ZIP files of XML parts, as OFD and the Office formats are. Bounded, without entities and without network."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingest.errors import RejectedInput

BROKEN = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, EOFError, NotImplementedError)
_LARGEST = 1 << 30  # bytes unpacked
_LARGEST_XML = 64 << 20


class Parts:
    """The parts of a package. Names are found whatever their case: writers on Windows do not keep to one.

    RejectedInput: ``bomb``, ``encrypted``.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.name = name
        self._archive = archive
        self._infos = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in archive.infolist()}
        if sum(info.file_size for info in archive.infolist()) > _LARGEST:
            raise RejectedInput(f"{name}：文件展开后超过 {_LARGEST >> 20} MB，疑似压缩炸弹，拒绝读取", code="bomb")
        if any(posixpath.basename(place) == "encryptions.xml" for place in self._infos):  # GB/T 33190, annex on encryption
            raise self._encrypted()

    def has(self, place: str) -> bool:
        """Whether there is such a part."""
        return place.lower() in self._infos

    def data(self, place: str) -> bytes:
        """The bytes of a part; KeyError where there is none."""
        info = self._infos[place.lower()]
        if info.flag_bits & 1:
            raise self._encrypted()
        with self._archive.open(info) as stream:
            return stream.read(_LARGEST)

    def xml(self, place: str) -> Any:
        """The root element of a part; KeyError, etree.XMLSyntaxError."""
        data = self.data(place)
        if len(data) > _LARGEST_XML:
            raise RejectedInput(f"{self.name}：文件内容过大，拒绝读取，请拆分后提交", code="bomb")
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True))

    def related(self, place: str) -> dict[str, tuple[str, str]]:
        """The relationships of an Office part: id → last word of the type, and the part it leads to. Links to the outside are left out."""
        folder, file = posixpath.split(place)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(rels):
            return {}
        return {
            item.get("Id") or "": ((item.get("Type") or "").rpartition("/")[2], joined(place, item.get("Target") or ""))
            for item in self.xml(rels)
            if tag(item) == "Relationship" and item.get("TargetMode") != "External"
        }

    def _encrypted(self) -> RejectedInput:
        return RejectedInput(f"{self.name}：文件已加密，无法读取，请提供解密后的文件", code="encrypted")


def joined(base: str, place: str) -> str:
    """A place named in a file at ``base``: relative to it, or from the root where it begins with a slash."""
    place = place.strip().replace("\\", "/")
    full = place.lstrip("/") if place.startswith("/") else posixpath.join(posixpath.dirname(base), place)
    return posixpath.normpath(full).lstrip("/") if full else ""


def tag(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def local(element: Any, name: str) -> list[Any]:
    """The children of that name, whatever their namespace."""
    return [child for child in element if tag(child) == name] if element is not None else []


def find(element: Any, *names: str) -> Any:
    """The first child of the first child … by names; None where there is none."""
    for name in names:
        element = next(iter(local(element, name)), None)
    return element


def attr(element: Any, name: str) -> str | None:
    """An attribute, whatever its namespace; None where the element is None."""
    if element is None:
        return None
    plain = element.get(name)
    return plain if plain is not None else next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), None)


def is_on(flag: Any) -> bool:
    """Whether a switch of an Office format is set: it is there, and does not say that it is off."""
    return flag is not None and attr(flag, "val") not in ("0", "false", "off")


def descendants(element: Any, name: str) -> Iterator[Any]:
    """All elements of that name below, whatever their namespace."""
    return (child for child in element.iter(f"{{*}}{name}"))


def text_of(element: Any, name: str) -> str:
    """The text of the first child of that name that has any."""
    return next((child.text.strip() for child in local(element, name) if child.text and child.text.strip()), "")
