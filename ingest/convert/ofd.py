"""OFD (GB/T 33190-2016), the national format of electronic documents: its pages drawn as PDF, every character where OFD puts it.

The few OFD libraries on PyPI lose text positions or need a network; the format is a ZIP of small XML files, read here directly.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree
from reportlab.pdfgen.canvas import Canvas

from ingest.convert.ofd_draw import Drawing, local, numbers
from ingest.errors import RejectedInput, UnreadableInput

_MM = 72 / 25.4
_LARGEST = 1 << 30  # bytes unpacked
_LARGEST_XML = 64 << 20
_MOST_PAGES = 5000
_A4 = (0.0, 0.0, 210.0, 297.0)
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM", b"GIF8")


def ofd_to_pdf(path: Path, target: Path, name: str) -> None:
    """RejectedInput: ``bomb``, ``encrypted``, ``empty``. UnreadableInput: ``damaged``."""
    try:
        with zipfile.ZipFile(path) as archive:
            package = _Package(archive, name)
            canvas = Canvas(str(target), pageCompression=1)
            pages = 0
            for document in package.documents():
                pages += document.draw(canvas)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, EOFError) as error:
        raise UnreadableInput(f"{name}：OFD 文件已损坏，无法打开，请重新导出后提交", code="damaged") from error
    if not pages:
        raise RejectedInput(f"{name}：OFD 文件没有任何页面，请检查后重新提交", code="empty")
    canvas.save()


class _Package:
    """The files of an OFD."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.name = name
        self._archive = archive
        self._names = {info.filename.replace("\\", "/").lstrip("/"): info for info in archive.infolist()}
        if sum(info.file_size for info in archive.infolist()) > _LARGEST:
            raise RejectedInput(f"{name}：OFD 展开后过大，疑似压缩炸弹，拒绝读取", code="bomb")
        if any(posixpath.basename(entry).lower() == "encryptions.xml" for entry in self._names):
            raise RejectedInput(f"{name}：OFD 已加密，无法读取，请提供解密后的文件", code="encrypted")

    def has(self, place: str) -> bool:
        return place in self._names

    def data(self, place: str) -> bytes:
        info = self._names[place]
        if info.flag_bits & 1:
            raise RejectedInput(f"{self.name}：OFD 已加密，无法读取，请提供解密后的文件", code="encrypted")
        with self._archive.open(info) as stream:
            return stream.read(_LARGEST)

    def xml(self, place: str) -> Any:
        data = self.data(place)
        if len(data) > _LARGEST_XML:
            raise RejectedInput(f"{self.name}：OFD 页面内容过大，拒绝读取", code="bomb")
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True))

    def documents(self) -> Iterator[_Document]:
        root = self.xml("OFD.xml")
        for body in local(root, "DocBody"):
            place = next((item.text.strip() for item in local(body, "DocRoot") if item.text), None)
            if place:
                signatures = next((item.text.strip() for item in local(body, "Signatures") if item.text), None)
                yield _Document(self, joined("", place), joined("", signatures) if signatures else None)


@dataclass(slots=True)
class _Document:
    package: _Package
    place: str
    signatures: str | None
    pictures: dict[str, str] = field(default_factory=dict)
    composites: dict[str, Any] = field(default_factory=dict)

    def draw(self, canvas: Canvas) -> int:
        """Draw all pages; how many there are."""
        root = self.package.xml(self.place)
        common = next(iter(local(root, "CommonData")), root)
        for kind in ("PublicRes", "DocumentRes"):
            for item in local(common, kind):
                if item.text:
                    self._resources(joined(self.place, item.text.strip()))
        box = _box(common) or _A4
        templates = {item.get("ID"): joined(self.place, item.get("BaseLoc") or "") for item in local(common, "TemplatePage")}
        pages = [
            (item.get("ID"), joined(self.place, item.get("BaseLoc") or ""))
            for pages in local(root, "Pages")
            for item in local(pages, "Page")
        ]
        if len(pages) > _MOST_PAGES:
            raise RejectedInput(f"{self.package.name}：OFD 超过 {_MOST_PAGES} 页，请拆分后提交", code="bomb")
        notes = self._annotations(root)
        stamps = self._stamps()
        for page_id, place in pages:
            self._page(canvas, place, box, templates, notes.get(page_id, []), stamps.get(page_id, []))
        return len(pages)

    def _page(self, canvas: Canvas, place: str, box: Any, templates: dict[str, str], notes: list[Any], stamps: list[Any]) -> None:
        content = self.package.xml(place) if self.package.has(place) else None
        own = _box(content) if content is not None else None
        left, top, wide, high = own or box
        canvas.setPageSize((wide * _MM, high * _MM))
        drawing = Drawing(canvas, _MM, high, left, top, self.picture, self.composites)
        layers: list[tuple[bool, Any]] = []
        if content is not None:
            for item in local(content, "PageRes"):
                if item.text:
                    self._resources(joined(place, item.text.strip()))
            for item in local(content, "Template"):
                template = templates.get(item.get("TemplateID") or "")
                if template and self.package.has(template):
                    layers.append((item.get("ZOrder") == "Foreground", self.package.xml(template)))
            layers.append((False, content))
        for _, page in sorted(layers, key=lambda layer: layer[0]):
            for part in local(page, "Content"):
                drawing.objects(part)
        for note in notes:
            drawing.within(note, numbers(note.get("Boundary")))
        for data, where in stamps:
            self._stamp(drawing, data, where)
        canvas.showPage()

    def picture(self, resource: str | None) -> bytes | None:
        """The bytes of an image resource."""
        place = self.pictures.get(resource or "")
        return self.package.data(place) if place and self.package.has(place) else None

    def _resources(self, place: str) -> None:
        if not self.package.has(place):
            return
        root = self.package.xml(place)
        base = joined(place, (root.get("BaseLoc") or "").rstrip("/") + "/x") if root.get("BaseLoc") else place
        for media in root.iter("{*}MultiMedia"):
            file = next((item.text.strip() for item in local(media, "MediaFile") if item.text), None)
            if file:
                found = joined(base, file)
                self.pictures[media.get("ID") or ""] = found if self.package.has(found) else joined(place, file)
        for unit in root.iter("{*}CompositeGraphicUnit"):
            self.composites[unit.get("ID") or ""] = unit

    def _annotations(self, root: Any) -> dict[str, list[Any]]:
        """Page id → the appearances drawn over it."""
        found: dict[str, list[Any]] = {}
        for item in local(root, "Annotations"):
            place = joined(self.place, (item.text or "").strip())
            if not self.package.has(place):
                continue
            for page in local(self.package.xml(place), "Page"):
                file = next((joined(place, loc.text.strip()) for loc in local(page, "FileLoc") if loc.text), "")
                if self.package.has(file):
                    found.setdefault(page.get("PageID") or "", []).extend(self.package.xml(file).iter("{*}Appearance"))
        return found

    def _stamps(self) -> dict[str, list[tuple[bytes, list[float]]]]:
        """Page id → seals of electronic signatures: the picture in the signed value, and where it is shown."""
        found: dict[str, list[tuple[bytes, list[float]]]] = {}
        if not self.signatures or not self.package.has(self.signatures):
            return found
        for item in local(self.package.xml(self.signatures), "Signature"):
            place = joined(self.signatures, item.get("BaseLoc") or "")
            if not self.package.has(place):
                continue
            signature = self.package.xml(place)
            value = next((joined(place, v.text.strip()) for v in signature.iter("{*}SignedValue") if v.text), "")
            seal = next((joined(place, v.text.strip()) for s in signature.iter("{*}Seal") for v in local(s, "BaseLoc") if v.text), "")
            held = [_picture_in(self.package.data(source)) for source in (value, seal) if self.package.has(source)]
            picture = next(filter(None, held), None)
            if picture:
                for annotation in signature.iter("{*}StampAnnot"):
                    found.setdefault(annotation.get("PageRef") or "", []).append((picture, numbers(annotation.get("Boundary"))))
        return found

    def _stamp(self, drawing: Drawing, data: bytes, where: list[float]) -> None:
        if len(where) != 4:
            return
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for document in _Package(archive, self.package.name).documents():
                    document.draw_small(drawing, where)
            return
        drawing.image(data, (where[2], 0.0, 0.0, where[3], where[0], where[1]))

    def draw_small(self, drawing: Drawing, where: list[float]) -> None:
        """The first page of a seal that is an OFD itself, drawn into a box of the page it is set on."""
        root = self.package.xml(self.place)
        common = next(iter(local(root, "CommonData")), root)
        for kind in ("PublicRes", "DocumentRes"):
            for item in local(common, kind):
                if item.text:
                    self._resources(joined(self.place, item.text.strip()))
        place = next((joined(self.place, item.get("BaseLoc") or "") for pages in local(root, "Pages") for item in local(pages, "Page")), "")
        if self.package.has(place):
            content = self.package.xml(place)
            _, _, wide, high = _box(content) or _box(common) or (0.0, 0.0, where[2], where[3])
            inner = drawing.scaled(where, wide, high, self.picture, self.composites)
            for part in local(content, "Content"):
                inner.objects(part)


def joined(base: str, place: str) -> str:
    """A place named in a file at ``base``: relative to it, or from the root where it begins with a slash."""
    place = place.replace("\\", "/")
    full = place.lstrip("/") if place.startswith("/") else posixpath.join(posixpath.dirname(base), place)
    return posixpath.normpath(full).lstrip("/") if full else ""


def _box(element: Any) -> tuple[float, float, float, float] | None:
    """The physical box of a page area, in millimetres."""
    for area in [*local(element, "Area"), *local(element, "PageArea")]:
        for kind in ("PhysicalBox", "ApplicationBox"):
            for item in local(area, kind):
                values = numbers(item.text)
                if len(values) == 4 and 5 < values[2] < 3000 and 5 < values[3] < 3000:
                    return (values[0], values[1], values[2], values[3])
    return None


def _picture_in(data: bytes) -> bytes | None:
    """The seal picture within the ASN.1 of a signed value: PNG, JPEG, BMP, GIF or an OFD of its own."""
    starts = [(at, magic) for magic in (*_PICTURES[:2], b"PK\x03\x04") if (at := data.find(magic)) >= 0]
    return data[min(starts)[0] :] if starts else None
