"""Bytes of a web page to text. Chinese sites declare the wrong charset often enough that no declaration is believed blindly."""

from __future__ import annotations

import codecs
import re
from functools import cache

from charset_normalizer import from_bytes

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHINESE = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "gb18030", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "x-x-big5", "cp950"), "big5hkscs"),
}
_SAYS_NOTHING = frozenset({"iso-8859-1", "latin-1", "latin1", "windows-1252", "us-ascii", "ascii"})  # server defaults
_TOLERATED = 0.001  # share of characters that may be broken: a cut character does not make a charset wrong
_LOOKED_AT = 200_000  # bytes
_BETTER = 0.1  # by so much more of a text must be common characters before a declared charset is not believed


def decode_html(body: bytes, *, content_type: str | None = None, encoding: str | None = None) -> str:
    """The text of a page, as ``decoded`` has it."""
    return decoded(body, content_type=content_type, encoding=encoding)[0]


def whole(text: str) -> str:
    """A text without halves of characters, which JSON that a program cut may hold: two become one character, one alone ``�``."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def decoded(body: bytes, *, content_type: str | None = None, encoding: str | None = None) -> tuple[str, str]:
    """The text of a page, and Python's name of its charset.

    Tried in turn: ``encoding``, a byte order mark, UTF-8, the header, the meta tag, GB 18030, a guess.
    Nearly any bytes are good GB 18030, and many are good Big5: of the two the one counts that gives common characters, whatever is
    declared. Never fails; what cannot be decoded becomes ``�``.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body.decode(codec, "replace"), codec
    if encoding is not None and (given := _tried(body, encoding)) is not None:
        return given, _codec(encoding)
    header, head = _HEADER.search(content_type or ""), body[:4096]
    meta = _META.search(head) or _XML.search(head)
    declared = [_codec(name) for name in (header and header[1], meta and meta[1].decode("ascii")) if name]
    for codec in ("utf-8", *declared, "gb18030"):
        text = _tried(body, codec)
        if text is not None:
            other = _other(body, codec)
            return (text, codec) if other is None else (body.decode(other, "replace"), other)
    best = from_bytes(body[:_LOOKED_AT]).best()
    codec = best.encoding if best else "gb18030"
    return body.decode(codec, "replace"), codec


def _codec(name: str) -> str:
    return _CHINESE.get(name.lower(), name)


def _tried(body: bytes, name: str) -> str | None:
    if name.lower() in _SAYS_NOTHING:
        return None
    try:
        text = body.decode(_codec(name), "replace")
    except (LookupError, ValueError):  # an unknown charset, or a codec that is none for text
        return None
    return text if text.count("\ufffd") <= _TOLERATED * len(text) else None


def _other(body: bytes, codec: str) -> str | None:
    """The other Chinese charset, where that gives clearly more common characters."""
    if codec not in ("gb18030", "big5hkscs"):
        return None
    other = "big5hkscs" if codec == "gb18030" else "gb18030"
    mine, theirs = _common_share(body, codec), _common_share(body, other)
    return other if theirs > mine + _BETTER else None


def _common_share(body: bytes, codec: str) -> float:
    """The share of common characters among those that are not ASCII; broken ones are not common."""
    # the decoder, fed without an end, keeps a character that the cut goes through
    text = codecs.getincrementaldecoder(codec)("replace").decode(body[:_LOOKED_AT])
    foreign = [char for char in text if char >= "\x80"]
    return sum(char in _common() for char in foreign) / len(foreign) if foreign else 0.0


@cache
def _common() -> frozenset[str]:
    """The characters of everyday use by the first level of GB 2312 (3,755) and of Big5 (5,401), and full-width punctuation."""
    simplified = "".join(bytes((lead, trail)).decode("gb2312", "ignore") for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = "".join(bytes((lead, trail)).decode("big5", "ignore") for lead in range(0xA4, 0xC7) for trail in trails)
    return frozenset(
        simplified + traditional + "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　「」『』～￥％" + "".join(map(chr, range(0xFF10, 0xFF5B)))
    )
