"""Bytes of a web page to text. Chinese sites declare the wrong charset often enough that no declaration is believed blindly."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
_SAYS_NOTHING = frozenset({"iso-8859-1", "latin-1", "latin1", "windows-1252", "us-ascii", "ascii"})  # server defaults
_TOLERATED = 0.001  # share of characters that may be broken: a cut character does not make a charset wrong


def decode_html(body: bytes, *, content_type: str | None = None, encoding: str | None = None) -> str:
    """The text of a page. Tried in turn: ``encoding``, a byte order mark, the header, the meta tag, UTF-8, GB 18030, a guess.

    Never fails; what cannot be decoded becomes ``�``.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body.decode(codec, "replace")
    header = _HEADER.search(content_type or "")
    meta = _META.search(body[:4096])
    declared = [encoding, header[1] if header else None, meta[1].decode("ascii") if meta else None]
    for name in (*declared, "utf-8", "gb18030"):
        text = _tried(body, name)
        if text is not None:
            return text
    best = from_bytes(body[:200_000]).best()
    return body.decode(best.encoding if best else "gb18030", "replace")


def _tried(body: bytes, name: str | None) -> str | None:
    if name is None or name.lower() in _SAYS_NOTHING:
        return None
    try:
        text = body.decode(_CHINESE.get(name.lower(), name), "replace")
    except (LookupError, ValueError):  # an unknown charset, or a codec that is none for text
        return None
    return text if text.count("\ufffd") <= _TOLERATED * len(text) else None
