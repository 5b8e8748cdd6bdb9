"""The characters of a page from pdfium, as the dictionaries that pdfplumber's algorithms work on.

A box is what pdfminer gives: as wide as the character's advance, as high as its font size, with the font's descent under the base
line. What holds for a whole run (font, size, matrix, base line) is asked once a run, so that a character costs two calls; where the
compiled loop was built (compiled.py), it makes them.
"""

from __future__ import annotations

import ctypes
import sys
from array import array
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from pdfplumber.utils.text import LIGATURES

from ingest.document import Box
from ingest.matrix import Matrix, at, times
from ingest.page_objects import CLOSE, Object, char, run
from ingest.readers.base_lines import Turn, on_base_lines
from ingest.readers.compiled import sweep
from ingest.readers.pdfium_calls import address, bare, object_matrix
from ingest.readers.pdfium_frame import Frame

_UTF16 = f"utf-16-{sys.byteorder[0]}e"
_NUDGE = 0.01  # points
_UNKNOWN = "\ufffd"  # a glyph without a Unicode value
_IDEOGRAPHS = "\u2e80"  # from here on characters are as wide as high, as a rule
_BLANKS = "\t\n\v\f\r \x1c\x1d\x1e\x1f\x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
_ALONE = frozenset(_BLANKS) | frozenset(LIGATURES)  # what pdfplumber parts or spells out
_INVENTED = frozenset("\r\n \x02")  # what pdfium adds between runs: line ends, gaps, hyphens that end a line


_text = bare(pdfium.FPDFText_GetText, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_void_p)
_text_object = bare(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_loose_box = bare(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_char_box = bare(pdfium.FPDFText_GetCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * 4)
_origin = bare(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_font_size = bare(pdfium.FPDFText_GetFontSize, ctypes.c_double, ctypes.c_void_p, ctypes.c_int)
_run_matrix = bare(pdfium.FPDFText_GetMatrix, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_object_bounds = bare(pdfium.FPDFPageObj_GetBounds, ctypes.c_int, ctypes.c_void_p, *[ctypes.c_void_p] * 4)
_object_size = bare(pdfium.FPDFTextObj_GetFontSize, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_font = bare(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_font_descent = bare(pdfium.FPDFFont_GetDescent, ctypes.c_int, ctypes.c_void_p, ctypes.c_float, ctypes.c_void_p)
_glyph_width = bare(pdfium.FPDFFont_GetGlyphWidth, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_float, ctypes.c_void_p)
_generated = bare(pdfium.FPDFText_IsGenerated, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


def characters(page: Any, frame: Frame, texts: list[tuple[int, Matrix]]) -> tuple[list[Object], list[Box]]:
    """The characters of a loaded page (a raw handle) in the order of its content; ``texts`` are its text objects from ``shapes``.

    Those on the rings of seals are none of them; where these are is given apart.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return [], []
    try:
        reader = _Characters(text_page, frame)
        found = reader.swept() if sweep else reader.all()
        settled, rings = on_base_lines([*found, *reader.spaces(texts)] if found else found)
        return _letters_first(settled), rings
    finally:
        pdfium.FPDFText_ClosePage(text_page)


@dataclass(frozen=True, slots=True)
class _Turned:
    """What the characters of a text object share that is not written from left to right on a level line.

    ``low`` is the descent in points of the font; ``across`` and ``up`` are the directions of writing and of height, on the visible page
    with y downwards.
    """

    size: float
    low: float
    across: tuple[float, float]
    up: tuple[float, float]
    upright: bool
    font: int | None


class _Letters(NamedTuple):
    """A run at hand: letters on one level with their sides."""

    letters: list[str]
    lefts: list[float]
    rights: list[float]
    top: float
    bottom: float
    base: float

    def run(self) -> Object:
        """What the algorithms get, with its base line."""
        return run(self.letters, self.lefts, self.rights, self.top, self.bottom) | {"base": self.base}


class _Characters:
    def __init__(self, text_page: Any, frame: Frame) -> None:
        self._handle = text_page
        self._page = address(text_page)
        self._frame = frame
        self._turned = frame.turned
        self._descents: dict[int | None, float] = {}
        self._vertical: dict[int | None, bool] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._x_into, self._y_into = ctypes.addressof(self._x), ctypes.addressof(self._y)
        self._seen: set[int] = set()
        self._tight = [ctypes.c_double() for _ in range(4)]
        self._tight_into = [ctypes.addressof(value) for value in self._tight]
        self._bounds = [ctypes.c_float() for _ in range(4)]
        self._bounds_into = [ctypes.addressof(value) for value in self._bounds]
        self._size = ctypes.c_float()
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_into = ctypes.addressof(self._matrix)

    def swept(self) -> list[Object]:
        """What ``all`` finds, by the compiled loop."""
        assert sweep
        at: int | None = None
        turned: _Turned | None = None

        def turned_char(index: int, text: str, handle: int) -> Object | None:
            nonlocal at, turned
            if handle != at:
                at, turned = handle, self._run(index, handle)[-1]
            return self._turned_char(index, text, turned) if turned and turned.size else None

        *_, left, high = self._frame.matrix
        found: list[Object]
        found, self._seen = sweep.characters(
            self._page, _texts(self._handle), left, high, not self._turned, _ALONE, _INVENTED, CLOSE, ord(_IDEOGRAPHS), turned_char
        )
        return found

    def all(self) -> list[Object]:
        """In the order of the content; letters that follow each other on a level are one run.

        This is where reading spends its time, so nothing is called here for a letter that need not be.
        """
        page, left = self._page, self._frame.matrix[4]
        box = pdfium.FS_RECTF()
        into = ctypes.addressof(box)
        found: list[Object | _Letters] = []
        text_object, loose_box = _text_object, _loose_box
        current: int | None = None
        turned: _Turned | None = None
        top = bottom = base = square = slack = last_left = last_right = 0.0
        letters, lefts, rights, run_top, run_bottom, _ = none = _Letters([], [], [], 0.0, 0.0, 0.0)
        for index, text in enumerate(_texts(self._handle)):
            handle = text_object(page, index)
            if handle is None or not text or (text in _INVENTED and _generated(page, index) == 1):
                continue
            if handle != current:
                current = handle
                self._seen.add(handle)
                top, bottom, base, square, turned = self._run(index, handle)
                slack = square * 0.01
                if top != run_top or bottom != run_bottom:
                    letters = none.letters
            if turned is not None:
                letters = none.letters
                if turned.size:
                    found.append(self._turned_char(index, text, turned))
                continue
            loose_box(page, index, into)
            x0, x1 = box.left + left, box.right + left
            if text >= _IDEOGRAPHS and abs(x1 - x0 - square) > slack and self._is_replaced(index, box):
                x0 = self._origin(index)[0] + left
                x1 = x0 + square
            if text in _ALONE:
                letters = none.letters
                found.append(char(text, x0, top, x1, bottom) | {"base": base})
            elif letters and last_left <= x0 <= last_right + CLOSE and x1 >= last_right:
                letters.append(text)
                lefts.append(x0)
                rights.append(x1)
            else:
                letters, lefts, rights, run_top, run_bottom, _ = begun = _Letters([text], [x0], [x1], top, bottom, base)
                found.append(begun)
            last_left, last_right = x0, x1
        return [one.run() if isinstance(one, _Letters) else one for one in found]

    def spaces(self, texts: list[tuple[int, Matrix]]) -> list[Object]:
        """Blanks that are text objects of their own: pdfium leaves them out, but they part words."""
        found = []
        for handle, outer in texts:
            if handle in self._seen or self._turned:
                continue
            _object_bounds(handle, *self._bounds_into)
            left, low, right, high = self._bounds
            if left.value != right.value or low.value != high.value:
                continue  # it shows something: a copy that another object lies over
            object_matrix(handle, self._matrix_into)
            own = self._matrix
            a, b, c, d, x, y = times((own.a, own.b, own.c, own.d, own.e, own.f), outer)
            _object_size(handle, ctypes.addressof(self._size))
            size, font = self._size.value, _font(handle)
            if b or c or a <= 0 or d >= 0 or size <= 0:
                continue
            bottom = y + self._descent(font) * size * d
            found.append(char(" ", x, bottom + size * d, x + _advance(font, " ", size) * a, bottom))
        return found

    def _run(self, index: int, handle: int) -> tuple[float, float, float, float, _Turned | None]:
        """Top, bottom, base line and the width of a square character of level text, or what is needed for other text."""
        page = self._page
        size = _font_size(page, index)
        font = _font(handle)
        _run_matrix(page, index, self._matrix_into)
        m = self._matrix
        a, b, c, d = m.a, m.b, m.c, m.d
        low = self._descent(font) * size
        if b == 0 and c == 0 and a > 0 and d > 0 and size > 0 and not self._turned and not self._is_vertical(font, index, handle):
            base = self._frame.matrix[5] - m.f
            bottom = base - low * d
            return bottom - size * d, bottom, base, size * a, None
        a, b, c, d, _, _ = times((a, b, c, d, 0.0, 0.0), self._frame.matrix)
        upright = a * d < 0 and b * c >= 0  # pdfminer's rule, which pdfplumber follows, with y downwards
        return 0.0, 0.0, 0.0, 0.0, _Turned(size, low, (a, b), (c, d), upright, font)

    def _is_replaced(self, index: int, loose: Any) -> bool:
        """Whether pdfium put a plain character in the place of a compatibility one (``⾏`` → ``行``), whose advance it does not know."""
        tight = self._tight
        _char_box(self._page, index, *self._tight_into)
        return bool(abs(tight[0].value - loose.left) < 0.01 and abs(tight[1].value - loose.right) < 0.01)

    def _is_vertical(self, font: int | None, index: int, handle: int) -> bool:
        """Whether a font writes downwards: the second character of an object then stands under the first. False until that is known."""
        if font not in self._vertical:
            if _text_object(self._page, index + 1) != handle:
                return False
            self._vertical[font] = abs(self._origin(index)[1] - self._origin(index + 1)[1]) > 0.01
        return self._vertical[font]

    def _origin(self, index: int) -> tuple[float, float]:
        _origin(self._page, index, self._x_into, self._y_into)
        return self._x.value, self._y.value

    def _turned_char(self, index: int, text: str, run: _Turned) -> Object:
        x, y = at(self._frame.matrix, *self._origin(index))
        advance = _advance(run.font, text, run.size)
        corners = [
            (x + along * run.across[0] + rise * run.up[0], y + along * run.across[1] + rise * run.up[1])
            for along in (0.0, advance)
            for rise in (run.low, run.low + run.size)
        ]
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
        found = char(text, min(xs), min(ys), max(xs), max(ys), upright=run.upright)
        return found | {"turn": Turn((x, y), run.across, run.up, advance, run.size, run.low)}

    def _descent(self, font: int | None) -> float:
        """In font sizes, at most 0."""
        if font not in self._descents:
            value = ctypes.c_float()
            known = font is not None and _font_descent(font, 1000.0, ctypes.addressof(value))
            self._descents[font] = min(value.value, 0.0) / 1000 if known else 0.0
        return self._descents[font]


def _letters_first(chars: list[Object]) -> list[Object]:
    """Where a blank begins at the same place as a letter, as in text layers of scans, the letter comes first.

    Blanks move by less than can be seen, since single precision leaves the order to chance.
    """
    for one in chars:
        if one["text"] == " ":
            one["x0"] += _NUDGE
    return chars


def _advance(font: int | None, text: str, size: float) -> float:
    """How far a character moves the pen, in points of the font; a square where the font does not say."""
    value = ctypes.c_float()
    known = font is not None and _glyph_width(font, ord(text[0]), size, ctypes.addressof(value))
    return value.value if known and value.value > 0 else size


def _texts(page: Any) -> list[str]:
    """One string a character, by pdfium's index; empty for the second half of a character beyond the basic plane."""
    count = pdfium.FPDFText_CountChars(page)
    units = array("H", bytes(2 * count + 2))
    written = _text(address(page), 0, count, units.buffer_info()[0])
    text = units.tobytes()[: 2 * count].decode(_UTF16, "surrogatepass")
    if written == count + 1 and len(text) == count and "\x00" not in text:
        return list(text)
    return _one_by_one([pdfium.FPDFText_GetUnicode(page, index) for index in range(count)])


def _one_by_one(codes: list[int]) -> list[str]:
    """For pages with characters beyond the basic plane, which take two indices, or with glyphs that have no value."""
    texts = [chr(code) if 0 < code < 0x110000 else _UNKNOWN for code in codes]
    for index, code in enumerate(codes):
        if 0xD800 <= code < 0xDC00 and index + 1 < len(codes) and 0xDC00 <= codes[index + 1] < 0xE000:
            texts[index : index + 2] = [chr(0x10000 + ((code - 0xD800) << 10) + codes[index + 1] - 0xDC00), ""]
        elif texts[index] and 0xD800 <= code < 0xE000:
            texts[index] = _UNKNOWN
    return texts
