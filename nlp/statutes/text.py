"""How the articles of one version are packed into one string: records of number, 之 number and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

_ARTICLE, _PART = "\x1e", "\x1f"


def encode(articles: Iterable[tuple[int, int | None, Sequence[str]]]) -> str:
    """Pack (number, sub, paragraphs) records."""
    return _ARTICLE.join(_PART.join([f"{number}-{sub}" if sub else str(number), *paragraphs]) for number, sub, paragraphs in articles)


def decode(text: str) -> Iterator[tuple[int, int | None, tuple[str, ...]]]:
    """Unpack what ``encode`` packed."""
    for record in text.split(_ARTICLE) if text else ():
        head, *paragraphs = record.split(_PART)
        number, _, sub = head.partition("-")
        yield int(number), int(sub) if sub else None, tuple(paragraphs)
