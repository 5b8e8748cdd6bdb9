"""What a regular expression cannot do without: letters to look for before it is tried on a text."""

from __future__ import annotations

import re

_OPENING = re.compile(r"\((?:\?(?::|[=!]|<[=!]))?")
_STRANGE = re.compile(r"\(\?(?![:=!]|<[=!])")  # named groups, flags: no expression of ours has them
_OPTIONAL = re.compile(r"[?*]|\{0*[,}]")
_REPEATED = re.compile(r"(?:[?*+]|\{\d*,?\d*\})\??")
_LETTER = re.compile(r"[^\W_]")
_NOTHING: frozenset[str] = frozenset()


def needed(expression: str) -> frozenset[str]:
    """Letters of which every text that matches holds at least one; none where the expression does not tell."""
    return _NOTHING if _STRANGE.search(expression) else _group(expression, 0)[0]


def _group(expression: str, at: int) -> tuple[frozenset[str], int]:
    """What the alternatives from an offset to the end of their group need, and that end."""
    alternatives: list[frozenset[str]] = []
    fewest = _NOTHING
    while at < len(expression) and expression[at] != ")":
        if expression[at] == "|":
            alternatives.append(fewest)
            fewest, at = _NOTHING, at + 1
            continue
        part, at = _part(expression, at)
        if part and (not fewest or len(part) <= len(fewest)):
            fewest = part  # of several, the last: papers differ in their last words less than in their first
    alternatives.append(fewest)
    return frozenset().union(*alternatives) if all(alternatives) else _NOTHING, at


def _part(expression: str, at: int) -> tuple[frozenset[str], int]:
    """What a letter, class or group with its quantifier needs, and where the next begins."""
    part = _NOTHING
    if opening := _OPENING.match(expression, at):
        part, at = _group(expression, opening.end())
        part = part if opening.group() in ("(", "(?:") else _NOTHING
        at += 1
    elif expression[at] == "[":
        at = expression.index("]", at + 2) + 1
    elif expression[at] == "\\":
        at += 2
    else:
        part, at = frozenset(expression[at]) if _LETTER.match(expression[at]) else _NOTHING, at + 1
    optional = _OPTIONAL.match(expression, at) is not None
    quantifier = _REPEATED.match(expression, at)
    return _NOTHING if optional else part, quantifier.end() if quantifier else at
