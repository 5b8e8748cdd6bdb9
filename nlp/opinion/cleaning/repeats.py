"""Sentences that are there twice: a headline again above the article, a paragraph pasted twice, a whole text sent twice in one.

The first copy is read, later ones are blanked. Short sentences (谢谢！) repeat by nature and count only within a longer passage.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_SHORTEST = 12  # characters of a sentence that nobody writes twice by chance


def blank_repeats(text: str) -> str:
    """``text`` with blanks for later copies, as long as it was."""
    pieces, at = [], 0
    for start, end in repeated(text):
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def repeated(text: str) -> list[tuple[int, int]]:
    """Ranges of later copies, ascending and disjoint, without the stops behind them."""
    first: dict[str, int] = {}  # where in the row of sentences each stood first
    row: list[str] = []
    found: list[tuple[int, int]] = []
    following = -1  # the sentence that comes next if a copied passage goes on
    for match in _SENTENCE.finditer(text):
        words = match[0].strip()
        if not words:
            continue
        before = first.get(words)
        if before is not None and len(words) >= _SHORTEST:
            found.append(match.span())
            following = before + 1
        elif 0 <= following < len(row) and row[following] == words:
            found.append(match.span())
            following += 1
        else:
            following = -1
            first.setdefault(words, len(row))
        row.append(words)
    return found
