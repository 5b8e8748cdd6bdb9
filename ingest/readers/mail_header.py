"""The words of mail headers: encoded as RFC 2047 wants it, or in whatever Chinese mail programs wrote instead."""

from __future__ import annotations

import base64
import binascii
import re

_ENCODED = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)[ \t\r\n]+(?==\?)")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_GB = frozenset({"gb2312", "gbk", "gb18030", "x-gbk", "cp936"})


def decoded_words(value: str) -> str:
    """A header value with its encoded words decoded, on one line.

    The bytes of neighbouring words are joined first: programs cut GBK and UTF-8 in the middle of a character.
    """
    value = _BETWEEN.sub(r"\1", value)
    text, at = [], 0
    charset, data = "", b""
    for match in _ENCODED.finditer(value):
        gap = value[at : match.start()]
        own = match[1].split("*")[0].lower()
        if data and (gap or own != charset):
            text.append(decoded_as(data, charset))
            data = b""
        text.append(gap)
        charset = own
        data += _raw(match[3], match[2].lower())
        at = match.end()
    if data:
        text.append(decoded_as(data, charset))
    text.append(value[at:])
    return " ".join("".join(text).split())


def decoded_bytes(data: bytes) -> str:
    """Text of an unknown encoding: UTF-8, else GB 18030."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _raw(word: str, encoding: str) -> bytes:
    data = word.encode("ascii", "ignore")
    if encoding == "b":
        try:
            return base64.b64decode(data + b"=" * (-len(data) % 4))
        except binascii.Error:
            return data
    return _HEX.sub(lambda match: bytes([int(match[1], 16)]), data.replace(b"_", b" "))


def decoded_as(data: bytes, charset: str) -> str:
    """Text in the encoding that a mail names (in lower case); where that is wrong or unknown, by its bytes."""
    try:
        return data.decode("gb18030" if charset in _GB else charset)
    except (LookupError, UnicodeDecodeError):
        return decoded_bytes(data)
