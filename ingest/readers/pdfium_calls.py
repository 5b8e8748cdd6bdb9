"""pdfium's functions with handles as plain integers, for the calls that a page makes thousands of times."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium


def bare(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function without pypdfium2's typed pointers, at half the cost of a call. Handles are addresses, None where there is none.

    The interpreter's lock is kept, since giving it up takes longer than these functions do.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of_function(function) or 0)


def address(handle: Any) -> int:
    """The address behind a typed handle that is not null. A cast would hold the handle and itself until garbage is looked for."""
    return ctypes.addressof(handle.contents)


def address_of_function(function: Any) -> int | None:
    """Where one of pdfium's functions lies."""
    return ctypes.cast(function, ctypes.c_void_p).value


object_matrix = bare(pdfium.FPDFPageObj_GetMatrix, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
"""``(object, FS_MATRIX*)``: from an object's own space to that of what it lies in."""
