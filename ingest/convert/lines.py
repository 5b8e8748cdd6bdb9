"""Where lines are broken: between any two Chinese characters, but not within a number, a word or a date, nor before closing marks."""

from __future__ import annotations

import re

from ingest.convert import pen

_TOKEN = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?|[!-~]+|\s|.", re.DOTALL)
_NOT_FIRST = frozenset("，。、；：！？）》」』】〕〉”’…％℃,.;:!?)]}%")
_NOT_LAST = frozenset("（《「『【〔〈“‘￥¥([{")


def longest(text: str, size: float) -> float:
    """The width in points of the longest piece that should not be broken."""
    return max((pen.width(token, size) for token in _TOKEN.findall(text) if len(token) > 1), default=0.0)


def broken(text: str, size: float, room: float, first: float = 0.0) -> list[str]:
    """The lines of one paragraph; ``first`` is the indent of the first, all in points. Pieces too long for a line are broken anywhere."""
    lines: list[str] = []
    line: list[str] = []
    used = first
    for token in _fitting(_TOKEN.findall(text), size, room - first):
        wide = pen.width(token, size)
        if line and used + wide > room and not token.isspace():
            held = _held(line, token)
            lines.append("".join(line[: len(line) - held]).rstrip())
            line = line[len(line) - held :]
            used = sum(pen.width(piece, size) for piece in line)
        if line or lines == [] or not token.isspace():
            line.append(token)
            used += wide
    return [*lines, "".join(line).rstrip()]


def _fitting(tokens: list[str], size: float, room: float) -> list[str]:
    found: list[str] = []
    for token in tokens:
        found.extend([token] if len(token) == 1 or pen.width(token, size) <= room else token)
    return found


def _held(line: list[str], token: str) -> int:
    """How many pieces go over to the next line with ``token``, so that no line begins or ends with the wrong mark."""
    held = 0
    before, after = line[-1], token
    while held < min(3, len(line) - 1) and (after[:1] in _NOT_FIRST or before[-1:] in _NOT_LAST):
        held += 1
        after, before = before, line[-1 - held]
    return held
