"""Agencies (行政机关): names of the lexicon with the place before them: 栖云县市场监督管理局."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from nlp.fact import Found
from nlp.words import lexicon

# the places before an agency, from province to street
_PLACE = r"[\u4e00-\u9fffX×]{1,8}?(?:自治区|自治州|自治县|地区|开发区|高新区|新区|街道|省|市|州|盟|区|县|旗|镇|乡)"
_PLACES = re.compile(rf"(?:{_PLACE}){{1,4}}$")
# where running text ends and a name begins
_HEAD = re.compile(
    r".*(?:我们是|我是|根据|依据|经过|以及|收到|报请|移送|由|向|在|到|经|被|对|和|与|及|是|为|报|请|于|至|给|让|找|的|了|将)(?=[\u4e00-\u9fff]{2})"
)
# of no agency in particular
_BARE = frozenset(
    [
        "法制机构",
        "法制办公室",
        "法制科",
        "法规科",
        "政策法规科",
        "行政复议机关",
        "行政复议机构",
        "行政执法监督机构",
        "人民政府",
        "管理委员会",
        "管委会",
    ]
)


def find_agencies(text: str) -> list[Found[str]]:
    """Names of agencies and their squads, in text order, longest first; the value has no white space."""
    found = []
    floor = 0
    for index, start, end in _automaton().find_matches_as_indexes(text):
        window = max(floor, start - 24)
        run = re.search(r"[\u4e00-\u9fffX×]*$", text[window:start])
        before = run[0] if run else ""
        head = _HEAD.match(before)
        before = before[head.end() :] if head else before
        places = _PLACES.search(before)
        if places:
            start -= len(before) - places.start()
        elif lexicon("agencies")[index] in _BARE:
            continue
        found.append(Found(text[start:end], start, end, text[start:end]))
        floor = end
    return found


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(lexicon("agencies"), matchkind=MatchKind.LeftmostLongest)
