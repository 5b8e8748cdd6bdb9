"""The lines, rectangles, curves and images of a page from pdfium, as the dictionaries that pdfplumber's algorithms work on.

What is a line and what a rectangle is decided as pdfminer does, since pdfplumber's tables rest on it.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from ingest.matrix import Matrix, at, times
from ingest.page_objects import Object, Point, shape
from ingest.readers.compiled import sweep
from ingest.readers.pdfium_calls import address, bare, object_matrix
from ingest.readers.pdfium_frame import Frame

_DEEPEST = 12  # forms within forms; real files have two or three
_object = bare(pdfium.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_form_object = bare(pdfium.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_form_count = bare(pdfium.FPDFFormObj_CountObjects, ctypes.c_int, ctypes.c_void_p)
_type = bare(pdfium.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
_segment_count = bare(pdfium.FPDFPath_CountSegments, ctypes.c_int, ctypes.c_void_p)
_segment = bare(pdfium.FPDFPath_GetPathSegment, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_segment_type = bare(pdfium.FPDFPathSegment_GetType, ctypes.c_int, ctypes.c_void_p)
_segment_point = bare(pdfium.FPDFPathSegment_GetPoint, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
_segment_closes = bare(pdfium.FPDFPathSegment_GetClose, ctypes.c_int, ctypes.c_void_p)

_TEXT, _PATH, _IMAGE, _FORM = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM
_MOVE, _BEZIER = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO

_MOST = 200_000  # objects of a page: beyond it is a map or a drawing, and no table is looked for


def shapes(page: Any, frame: Frame) -> tuple[dict[str, list[Object]], list[tuple[int, Matrix]]]:
    """``{"line": …, "rect": …, "curve": …, "image": …}`` of a loaded page (a raw handle), and its text objects.

    A text object is given by its address and the matrix of what it lies in, down to the visible page.
    """
    found = _Shapes(frame)
    texts, others = sweep.objects(address(page)) if sweep else _objects(page)
    found.texts = [(one, frame.matrix) for one in texts]
    for one, kind in others:
        found.add(one, kind, frame.matrix, 0)
    return found.kinds, found.texts


def _objects(page: Any) -> tuple[list[int], list[tuple[int, int]]]:
    """Addresses of the text objects of a page, and those of all others with their types."""
    handle, of_page, kind_of = address(page), _object, _type
    texts, others = [], []
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        one = of_page(handle, index)
        kind = kind_of(one)
        if kind == _TEXT:
            texts.append(one)
        else:
            others.append((one, kind))
    return texts, others


class _Shapes:
    def __init__(self, frame: Frame) -> None:
        self.kinds: dict[str, list[Object]] = {"line": [], "rect": [], "curve": [], "image": []}
        self.texts: list[tuple[int, Matrix]] = []
        self._height = frame.height
        self._left = _MOST
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._x_into, self._y_into = ctypes.addressof(self._x), ctypes.addressof(self._y)
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_into = ctypes.addressof(self._matrix)

    def add(self, handle: int | None, kind: int, outer: Matrix, depth: int) -> None:
        """An object of the page and what lies in it; ``outer`` takes its surroundings to the visible page."""
        if self._left <= 0:
            return
        self._left -= 1
        if kind == _PATH:
            self._path(handle, outer)
        elif kind == _IMAGE:
            matrix = self._to_page(handle, outer)
            self._put("image", [at(matrix, 0, 0), at(matrix, 1, 0), at(matrix, 1, 1), at(matrix, 0, 1)])
        elif kind == _FORM and depth < _DEEPEST:
            matrix = self._to_page(handle, outer)
            for index in range(_form_count(handle)):
                one = _form_object(handle, index)
                if (kind := _type(one)) == _TEXT:
                    self.texts.append((one, matrix))
                else:
                    self.add(one, kind, matrix, depth + 1)

    def _to_page(self, handle: int | None, outer: Matrix) -> Matrix:
        object_matrix(handle, self._matrix_into)
        own = self._matrix
        return times((own.a, own.b, own.c, own.d, own.e, own.f), outer)

    def _path(self, handle: int | None, outer: Matrix) -> None:
        subpaths = sweep.subpaths(handle, outer) if sweep else self._subpaths(handle, self._to_page(handle, outer))
        for points, straight, closed in subpaths:
            if len(points) == 2 and straight:
                self._put("line", points)
            elif straight and _is_rect(points, closed):
                self._put("rect", points[:4] if closed else points)
            elif len(points) > 1:
                self._put("curve", [*points, points[0]] if closed else points)

    def _subpaths(self, handle: int | None, matrix: Matrix) -> list[tuple[list[Point], bool, bool]]:
        """The points of each subpath, whether all its parts are straight, and whether it is closed."""
        found: list[tuple[list[Point], bool, bool]] = []
        points: list[Point] = []
        straight, closed, controls = True, False, 0
        a, b, c, d, e, f = matrix
        held_x, held_y, x_into, y_into = self._x, self._y, self._x_into, self._y_into
        for index in range(_segment_count(handle)):
            segment = _segment(handle, index)
            kind = _segment_type(segment)
            if kind == _MOVE:
                if len(points) > 1:
                    found.append((_opened(points, closed), straight, closed))
                points, straight, closed, controls = [], True, False, 0
            elif kind == _BEZIER:
                straight = False
                controls += 1
                if controls % 3:  # two control points, then the end of the curve
                    continue
            _segment_point(segment, x_into, y_into)
            x, y = held_x.value, held_y.value
            points.append((a * x + c * y + e, b * x + d * y + f))
            closed = closed or _segment_closes(segment) == 1
        if len(points) > 1:
            found.append((_opened(points, closed), straight, closed))
        return found

    def _put(self, kind: str, points: list[Point]) -> None:
        self.kinds[kind].append(shape(kind, points, self._height))


def _opened(points: list[Point], closed: bool) -> list[Point]:
    """Without a last point that only repeats the first of a closed path."""
    return points[:-1] if closed and len(points) > 3 and points[-1] == points[0] else points


def _is_rect(points: list[Point], closed: bool) -> bool:
    if not (len(points) == 4 and closed) and not (len(points) == 5 and not closed and points[0] == points[4]):
        return False
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[:4]
    return (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0)
