"""The seals of an OFD's electronic signatures (GB/T 38540): the picture within the signed value, and where it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.convert.ofd_resources import numbers
from ingest.convert.parts import Parts, joined, local, text_of

_PICTURE = re.compile(rb"\x16[\x03\x04](png|jpg|jpeg|bmp|gif|tif|tiff|ofd)\x04", re.IGNORECASE)  # IA5String type, OCTET STRING data
_MAGIC = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|PK\x03\x04")


@dataclass(frozen=True, slots=True)
class Stamp:
    """One appearance of a seal on a page, in millimetres; ``clip`` is the part of it that is shown (a seal across the edges of pages)."""

    picture: bytes
    boundary: list[float]
    clip: list[float]


def stamps(package: Parts, place: str | None) -> dict[str, list[Stamp]]:
    """Page id → its seals; ``place`` is the list of signatures."""
    found: dict[str, list[Stamp]] = {}
    if not place or not package.has(place):
        return found
    for item in local(package.xml(place), "Signature"):
        file = joined(place, item.get("BaseLoc") or "")
        if not package.has(file):
            continue
        signature = package.xml(file)
        sources = [joined(file, value.text) for value in signature.iter("{*}SignedValue") if value.text]
        sources += [joined(file, text_of(seal, "BaseLoc")) for seal in signature.iter("{*}Seal")]
        sources.append(joined(file, "SignedValue.dat"))
        picture = next((inner for source in sources if package.has(source) and (inner := _picture_in(package.data(source)))), None)
        for note in signature.iter("{*}StampAnnot"):
            boundary = numbers(note.get("Boundary"))
            if picture and len(boundary) == 4:
                found.setdefault(note.get("PageRef") or "", []).append(Stamp(picture, boundary, numbers(note.get("Clip"))))
    return found


def _picture_in(data: bytes) -> bytes | None:
    """The picture of a seal within the ASN.1 around it: an image, or an OFD of its own."""
    if match := _PICTURE.search(data):
        at = match.end()
        length = data[at] if at < len(data) else 0
        at += 1
        if length & 0x80:
            count = length & 0x7F
            length, at = int.from_bytes(data[at : at + count]), at + count
        if 0 < length <= len(data) - at:
            return data[at : at + length]
    if match := _MAGIC.search(data):
        return data[match.start() :]
    return None
