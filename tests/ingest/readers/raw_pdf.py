"""PDF files written object by object, for what no library writes."""

from __future__ import annotations


def pdf(*objects: str | bytes) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body if isinstance(body, bytes) else body.encode("latin-1"))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(out),
    )


def stream(content: str, entries: str = "") -> bytes:
    """A stream object of Latin-1 characters."""
    data = content.encode("latin-1")
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def hexed(text: str) -> str:
    """A text as a string object in UTF-16."""
    return f"<{text.encode('utf-16-be').hex()}>"
