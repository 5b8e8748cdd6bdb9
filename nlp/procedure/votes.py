"""Who voted in a joint discussion (集体讨论的表决), as its record tells."""

from __future__ import annotations

import re
from collections.abc import Collection

from nlp.facts.numerals import parse_numeral

_BRACKET = r"(?:[（(][^（）()]{0,16}[）)])?"
_AND = r"[、，,和及与]"
_AGREED = (
    r"(?:等)?(?:[\d一二两三四五六七八九十]{1,2}[人位名](?:同志)?)?(?:均|都|皆|全部|全体|一致|分别|也|经|现场|投票|，)*"
    r"(?:举手(?!表决[^。；]{0,4}方式)|表决同意|投(?:了)?(?:赞成|同意)票|(?:表示)?(?:同意|赞成))"
)
_VOTERS = r"(?:(?:参加|参与)(?:集体)?表决(?:的)?(?:人员?|成员)?|表决(?:人员?|成员)|投票(?:人员?|成员)|(?:赞成|同意)(?:人员?|者|票)?)"
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_COUNT = re.compile(
    rf"(?:参加|参与)表决(?:的)?(?P<voting>{_N})人|(?P<for>{_N})(?:票|人(?:举手|投票)?(?:表示)?)(?:赞成|同意)|(?:赞成|同意)[：:]?(?P<votes>{_N})票"
)
_HANDLING = r"(?:案件)?(?:办案|承办|经办|主办|协办|调查)(?:人员?|民警)"
_CALLED = re.compile(rf"(?P<name>[\u4e00-\u9fa5·]{{2,4}})[（(]{_HANDLING}[）)]")


def handlers_named(text: str, present: Collection[str]) -> set[str]:
    """Those present whom a record (without white space) itself calls handlers: 张三（办案人员）."""
    return {name for match in _CALLED.finditer(text) for name in present if match["name"].endswith(name)}


def vote_of(text: str, name: str, present: Collection[str]) -> tuple[int, int] | None:
    """Where a record (without white space) says that somebody present voted; None where it does not.

    Said alone (张三：同意), in a list (张三、李四均举手同意; 表决人员：张三、李四), or by a count of votes that takes everybody present.
    """
    if match := re.search(rf"{re.escape(name)}{_BRACKET}[：:](?!汇报)[^：:]{{0,60}}?(?:同意|赞成|举手|无异议)", text):
        return match.span()
    if listed := listed_vote(text, name, present):
        return listed
    for match in _COUNT.finditer(text):
        if parse_numeral(match["voting"] or match["for"] or match["votes"]) == len({name, *present}):
            return match.span()
    return None


def listed_vote(text: str, name: str, present: Collection[str]) -> tuple[int, int] | None:
    """Where somebody stands in a list of those who voted."""
    every = "|".join(sorted(map(re.escape, {name, *present}), key=len, reverse=True))
    one, listed = rf"{re.escape(name)}{_BRACKET}", rf"(?:{every}){_BRACKET}"
    for pattern in (
        rf"(?:{listed}{_AND})*{one}(?:{_AND}{listed})*{_AGREED}",
        rf"{_VOTERS}{_BRACKET}(?:[：:]|\d{{1,2}}[人票][：:，,])(?:{listed}{_AND})*{one}",
    ):
        if match := re.search(pattern, text):
            return match.span()
    return None
