"""Expressions that are soon found wanting: at each place of a text its letter is looked at before they are tried.

Many expressions here begin with one of several words or with what must not stand before them. ``re`` tries all of that at every letter;
only where an expression begins with one letter of a few does it look for that first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

_STRANGE = re.compile(r"\(\?(?![:=!]|<[=!]|P<\w)")  # flags and the like
_OPENING = re.compile(r"\((?:\?(?P<kind>:|=|!|<=|<!|P<\w+>))?")
_CLASS = re.compile(r"\[(?P<inside>\^?\]?(?:\\.|[^\]\\])*)\]")
_ESCAPED = re.compile(r"\\(?:u[\da-fA-F]{4}|.)", re.S)
_OPTIONAL = re.compile(r"[?*]|\{0*[,}]")
_REPEATED = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_SIGNS = re.compile(r"(?<!\\)\[|^-|(?<!\\)-$")  # that would mean something else among the letters of others
_PLACES = frozenset({r"\b", r"\B", r"\A", r"\Z", "^", "$"})
_KINDS = frozenset({r"\d", r"\s"})
_USUAL = "的"  # where even this may come first, next to nothing is ruled out


@lru_cache(maxsize=4096)
def sought(expression: str) -> re.Pattern[str]:
    """What ``re.compile`` makes of it, and finds the same; ``pattern`` is longer."""
    start = None if _STRANGE.search(expression) or expression.startswith("(?=[") else _start(expression, 0)[0]
    if start is None or start.letters is None or start.empty or start.kind != "other" or re.match(f"[{start.letters}]", _USUAL):
        return re.compile(expression)
    return re.compile(f"(?=[{start.letters}])(?:{expression})")


class _Start(NamedTuple):
    """How a part begins: with which letters, as a class holds them (None: any), and whether it may be ``empty``.

    ``kind``: a ``letter``, one of ``several`` letters that ``re`` looks for by itself, or ``other``.
    """

    letters: str | None
    empty: bool
    kind: Literal["letter", "several", "other"]


_NOWHERE = _Start("", True, "other")
_ANY = _Start(None, False, "other")


def _start(expression: str, at: int) -> tuple[_Start, int]:
    """How the alternatives from an offset to the end of their group begin, and that end."""
    alternatives = [_NOWHERE]
    while at < len(expression) and expression[at] != ")":
        if expression[at] == "|":
            alternatives.append(_NOWHERE)
            at += 1
            continue
        grouped = expression[at] == "("
        part, at = _part(expression, at)
        if _OPTIONAL.match(expression, at):
            part = part._replace(empty=True, kind="other")
        if quantifier := _REPEATED.match(expression, at):
            part, at = part._replace(kind="other" if grouped else part.kind), quantifier.end()
        before = alternatives[-1]
        if before.empty:
            letters = None if before.letters is None or part.letters is None else before.letters + part.letters
            alternatives[-1] = _Start(letters, part.empty, part.kind if before is _NOWHERE else "other")
    if len(alternatives) == 1:
        return alternatives[0], at
    every = [one.letters for one in alternatives if one.letters is not None]
    letters = "".join(every) if len(every) == len(alternatives) else None
    kind: Literal["several", "other"] = "several" if all(one.kind == "letter" for one in alternatives) else "other"
    return _Start(letters, any(one.empty for one in alternatives), kind), at


def _part(expression: str, at: int) -> tuple[_Start, int]:
    """The same of the letter, class or group at an offset, its quantifier aside."""
    if opening := _OPENING.match(expression, at):
        inside, at = _start(expression, opening.end())
        return (_NOWHERE._replace(kind="other") if opening["kind"] in ("=", "!", "<=", "<!") else inside), at + 1
    if group := _CLASS.match(expression, at):
        inside_class = _SIGNS.sub(r"\\\g<0>", group["inside"])
        return (_ANY if inside_class.startswith("^") else _Start(inside_class, False, "several")), group.end()
    sign = escaped.group() if (escaped := _ESCAPED.match(expression, at)) else expression[at]
    at += len(sign)
    if sign in _PLACES:
        return _NOWHERE, at
    if sign == "." or (len(sign) == 2 and sign[1].isalnum()):
        return (_Start(sign, False, "several") if sign in _KINDS else _ANY), at
    return _Start(sign if escaped else re.escape(sign), False, "letter"), at
