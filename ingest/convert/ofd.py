"""OFD (GB/T 33190-2016), the national format of electronic documents: its pages drawn as PDF, every character where OFD puts it.

The format is a ZIP of small XML files, read here directly: the libraries for it on PyPI build on PyMuPDF, whose licence (AGPL) rules
them out. Letters are drawn with our own font, squeezed or stretched to the advances of the document; fonts inside an OFD are not used.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from ingest.convert.ofd_draw import Drawing
from ingest.convert.ofd_resources import Resources, numbers
from ingest.convert.ofd_seal import Stamp, stamps
from ingest.convert.parts import BROKEN, Parts, joined, local, text_of
from ingest.errors import RejectedInput, UnreadableInput

_MM = 72 / 25.4
_MOST_PAGES = 5000
_A4 = (0.0, 0.0, 210.0, 297.0)
Area = tuple[float, float, float, float]


def ofd_to_pdf(path: Path, target: Path, name: str) -> None:
    """RejectedInput: ``bomb``, ``encrypted``, ``empty``, ``unsupported``. UnreadableInput: ``damaged``."""
    pages = 0
    try:
        with zipfile.ZipFile(path) as archive:
            canvas = Canvas(str(target), pageCompression=1)
            for document in _documents(Parts(archive, name)):
                pages += document.draw(canvas, pages)
    except BROKEN as error:
        raise UnreadableInput(f"{name}：OFD 文件已损坏，无法打开，请重新导出后提交", code="damaged") from error
    if not pages:
        raise RejectedInput(f"{name}：OFD 文件没有任何页面，请检查后重新提交", code="empty")
    canvas.save()


def _documents(package: Parts) -> Iterator[_Document]:
    for body in local(package.xml("OFD.xml"), "DocBody"):
        place = text_of(body, "DocRoot")
        if place:
            yield _Document(package, joined("", place), joined("", text_of(body, "Signatures")))


class _PrivateLetters(Exception):
    """The text of a page is none."""


class _Document:
    """One document of a package: its root file, with the resources it names."""

    def __init__(self, package: Parts, place: str, signatures: str) -> None:
        self._package, self._place, self._signatures = package, place, signatures
        self._root = package.xml(place)
        self._common = next(iter(local(self._root, "CommonData")), self._root)
        self._resources = Resources(package)
        for kind in ("PublicRes", "DocumentRes"):
            for item in local(self._common, kind):
                if item.text:
                    self._resources.load(joined(place, item.text))
        self._area = _area(self._common) or _A4
        self._templates = {item.get("ID"): joined(place, item.get("BaseLoc") or "") for item in local(self._common, "TemplatePage")}

    def _pages(self) -> list[tuple[str, str]]:
        """The id and the file of each page."""
        return [
            (item.get("ID") or "", joined(self._place, item.get("BaseLoc") or ""))
            for pages in local(self._root, "Pages")
            for item in local(pages, "Page")
        ]

    def draw(self, canvas: Canvas, before: int) -> int:
        """Draw all pages after ``before`` others; how many there are."""
        pages = self._pages()
        name = self._package.name
        if len(pages) > _MOST_PAGES:
            raise RejectedInput(f"{name}：OFD 超过 {_MOST_PAGES} 页，请拆分后提交", code="bomb")
        notes = self._annotations()
        seals = stamps(self._package, self._signatures)
        for index, (page_id, place) in enumerate(pages, before + 1):
            try:
                self._page(canvas, place, notes.get(page_id, []), seals.get(page_id, []))
            except _PrivateLetters as error:
                what = f"OFD 第 {index} 页的文字只有内嵌字体的字形编号"
                raise RejectedInput(f"{name}：{what}，无法还原，请用 OFD 阅读软件导出为 PDF 后提交", code="unsupported") from error
            except BROKEN as error:
                raise UnreadableInput(f"{name}：OFD 第 {index} 页的内容缺失或已损坏，请重新导出后提交", code="damaged") from error
        return len(pages)

    def _page(self, canvas: Canvas, place: str, notes: list[Any], seals: list[Stamp]) -> None:
        content = self._package.xml(place)
        left, top, wide, high = _area(content) or self._area
        canvas.setPageSize((wide * _MM, high * _MM))
        drawing = Drawing(canvas, _MM, high, left, top, self._resources)
        for item in local(content, "PageRes"):
            if item.text:
                self._resources.load(joined(place, item.text))
        layers = [(False, content)]
        for item in reversed(local(content, "Template")):
            template = self._templates.get(item.get("TemplateID"))
            if template:
                in_front = item.get("ZOrder") == "Foreground"
                layers.insert(len(layers) if in_front else 0, (in_front, self._package.xml(template)))
        for _, layer in layers:
            for part in local(layer, "Content"):
                drawing.objects(part)
        if drawing.is_unreadable:
            raise _PrivateLetters
        for note in notes:
            drawing.within(note, numbers(note.get("Boundary")))
        for seal in seals:
            canvas.saveState()
            self._seal(drawing, seal)
            canvas.restoreState()
        canvas.showPage()

    def _annotations(self) -> dict[str, list[Any]]:
        """Page id → the appearances drawn over it."""
        found: dict[str, list[Any]] = {}
        place = joined(self._place, text_of(self._root, "Annotations"))
        if not text_of(self._root, "Annotations") or not self._package.has(place):
            return found
        for page in local(self._package.xml(place), "Page"):
            file = joined(place, text_of(page, "FileLoc"))
            if self._package.has(file):
                shown = [note for note in self._package.xml(file).iter("{*}Annot") if note.get("Visible") != "false"]
                found.setdefault(page.get("PageID") or "", []).extend(part for note in shown for part in local(note, "Appearance"))
        return found

    def _seal(self, drawing: Drawing, seal: Stamp) -> None:
        x, y, wide, high = seal.boundary
        if len(seal.clip) == 4:
            drawing.clip([x + seal.clip[0], y + seal.clip[1], seal.clip[2], seal.clip[3]])
        if not seal.picture.startswith(b"PK"):
            drawing.image(seal.picture, (wide, 0.0, 0.0, high, x, y), is_seal=True)
            return
        with zipfile.ZipFile(io.BytesIO(seal.picture)) as archive:
            for document in _documents(Parts(archive, self._package.name)):
                document.draw_small(drawing, seal.boundary)

    def draw_small(self, drawing: Drawing, where: list[float]) -> None:
        """The first page of a seal that is an OFD itself, drawn into a box of the page it is set on."""
        for _, place in self._pages()[:1]:
            content = self._package.xml(place)
            _, _, wide, high = _area(content) or self._area
            inner = drawing.scaled(where, wide, high, self._resources)
            for part in local(content, "Content"):
                inner.objects(part)


def _area(element: Any) -> Area | None:
    """The physical box of a page area, in millimetres."""
    for area in [*local(element, "Area"), *local(element, "PageArea")]:
        for kind in ("PhysicalBox", "ApplicationBox"):
            for item in local(area, kind):
                values = numbers(item.text)
                if len(values) == 4 and 5 < values[2] < 3000 and 5 < values[3] < 3000:
                    return (values[0], values[1], values[2], values[3])
    return None
