"""Whom the report and the decision say was questioned (对某某进行询问、某某的询问笔录), with the place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.facts.parties import is_person_name
from nlp.sought import sought

_RECORD = r"(?:调查|询问|谈话)(?:[（(](?:调查|询问)[）)])?(?:询问|调查)?笔录"
_PHRASES = (
    sought(r"(?:分别|依法|先后|再次)*对(?P<who>[^。；，：“”对]{2,30}?)(?:进行|作|做|开展)了?(?:了)?(?:调查)?询问"),
    sought(r"(?<!被)询问了(?!解)(?P<who>[^。；，：“”]{2,24})"),
    sought(rf"对(?P<who>[^。；，：“”对]{{2,24}}?)(?:所作|制作)?的?{_RECORD}"),
    sought(rf"(?:^|[。；，、.：:）)\d])(?P<who>[\u4e00-\u9fa5·]{{2,12}}?)的?{_RECORD}"),
)
# 当事人和证人李四的询问笔录: the party by role
_PARTY = re.compile(
    r"(?:^|[。；，、.：:）)\d对由]|(?<![没未])有)(?:当事人|被处罚人|行为人|你)(?:本人)?"
    rf"(?:[和及与、][^。；，：:]{{1,16}}?)?所?作?的?{_RECORD}"
)
# whom no name is given for
_ROLE = re.compile(
    r"(?:当事人|代表人|负责人|经营者|代理人|证人|人员|员工|职工|店员|店主|司机|驾驶员|单位|公司|群众|居民|举报人|业主|双方|其|你|他)$"
)
_MASKED = re.compile(r"[某*＊×]")
_BEFORE_NAMES = "员人长者理主任师生士工民居客司店子夫商计板东户方医护的属亲友妻"  # how words for people end
_MARKS = re.compile(r"[、]|(?<=[\u4e00-\u9fa5]{2})[和与及](?=[\u4e00-\u9fa5]{2})")


@dataclass(frozen=True, slots=True)
class Asked:
    """A person named as questioned: ``start`` and ``end`` are the range of the words in the text."""

    name: str
    phrase: str
    start: int
    end: int


def people_asked(text: str) -> Iterator[Asked]:
    """Everybody who is named as questioned, each name once, in text order of the phrases."""
    seen = set()
    for pattern in _PHRASES:
        for match in pattern.finditer(text):
            for part in _MARKS.split(match["who"]):
                name = _name(part)
                if name and name not in seen:
                    seen.add(name)
                    yield Asked(name, match["who"], *match.span())


def party_asked(text: str) -> tuple[int, int] | None:
    """Where a record of the questioning of the party is listed that names it by its role only."""
    match = _PARTY.search(text)
    return match.span() if match else None


def _name(text: str) -> str | None:
    """The name that is a phrase, or ends one behind what the person is (护士韦明哲); None where only a role is named, or a name masked."""
    bare = re.sub(r"[（(][^）)]*[）)]", "", text)
    if _ROLE.search(bare) or _MASKED.search(bare):
        return None
    for size in (3, 2, 4):
        if len(bare) >= size and is_person_name(bare[-size:]) and (len(bare) == size or bare[-size - 1] in _BEFORE_NAMES):
            return bare[-size:]
    return None
