"""Pages as compressed bytes and back, without loss: MessagePack of the fields, so that nothing in a file can be more than data."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from ingest.document import Page

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LEVEL = 1  # of Zstandard: 3 saves a twelfth and takes a fifth longer
_HOW: dict[int, int] = {zstd.CompressionParameter.compression_level: _LEVEL, zstd.CompressionParameter.checksum_flag: 1}


class _Kept(Struct, array_like=True):
    """``odd`` are the texts, by place, that hold half a surrogate pair, which MessagePack has no place for."""

    pages: list[Page]
    odd: dict[int, bytes] = {}


_ENCODER, _DECODER = Encoder(), Decoder(_Kept)


def packed(pages: Iterable[Page]) -> bytes:
    """The pages as bytes."""
    kept = _Kept(list(pages))
    try:
        plain = _ENCODER.encode(kept)
    except UnicodeEncodeError:
        plain = _ENCODER.encode(_without_odd(kept.pages))
    return zstd.compress(plain, options=_HOW)


def unpacked(data: bytes) -> list[Page]:
    """The pages that ``packed`` was given. ValueError where the bytes are not such pages, or damaged."""
    try:
        kept = _DECODER.decode(zstd.decompress(data))
        for at, text in kept.odd.items():
            kept.pages[at] = replace(kept.pages[at], text=text.decode("utf-8", "surrogatepass"))
    except (zstd.ZstdError, IndexError, RecursionError) as error:
        raise ValueError("no pages in these bytes") from error
    return kept.pages


def _without_odd(pages: list[Page]) -> _Kept:
    texts = [page.text.encode("utf-8", "surrogatepass") for page in pages]
    odd = {at: text for at, text in enumerate(texts) if text.decode("utf-8", "ignore") != pages[at].text}
    return _Kept([replace(page, text="") if at in odd else page for at, page in enumerate(pages)], odd)
