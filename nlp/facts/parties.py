"""Parties of a case (当事人): organisations by their suffix, people by their surname."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from nlp.fact import Found

PartyKind = Literal["person", "organisation", "unknown"]
_LABEL = re.compile(
    r"(?:当事人(?:名称|姓名|基本情况)?|被处罚(?:人|单位|当事人)|违法行为人|"
    r"被检查(?:人|单位)|行政相对人|受送达人|被告知人|被处罚人姓名或名称|单位名称|申请人)"
    r"(?:[（(][^（）()\n]{1,12}[）)])?(?:[ \t]*[:：][ \t]*|[ \t]+)"
    r"(?P<name>[^\s，。；;、：:（(]{2,40}(?:[（(][^（）()\n]{1,20}[）)][^\s，。；;、：:（(]{0,30})?)"
)
_PERSON = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,8}){1,3}")
_MASKED = re.compile(r"[\u3400-\u9fff](?:某[\u4e00-\u9fff]?|某某|[*×xX]{1,2}[\u3400-\u9fff]?|[\u3400-\u9fff][*×])")


@dataclass(frozen=True, slots=True)
class Party:
    """A party as named. ``kind`` is ``unknown`` where neither an organisation's suffix nor a surname shows what it is."""

    name: str
    kind: PartyKind


def find_parties(text: str) -> list[Found[Party]]:
    """Names behind a label (当事人：…, 被处罚单位 …), in text order."""
    found = []
    for match in _LABEL.finditer(text):
        name = match["name"]
        start = match.start("name")
        if name in _not_names() or not re.search(r"[\u3400-\u9fff]{2}|[某*×]", name):
            continue
        rest = re.match(r"\n([\u3400-\u9fff]{1,12})(?=\n|[ \t])", text[match.end("name") :])
        joined = bool(rest and not org_suffix(name) and len(name) > 4 and org_suffix(name + rest[1]))
        value = name + rest[1] if joined and rest else name
        end = match.end("name") + (rest.end() if joined and rest else 0)
        kind: PartyKind = (
            "organisation" if org_suffix(value) and not _two_or_three_person(value) else "person" if is_person_name(value) else "unknown"
        )
        found.append(Found(Party(value, kind), start, end, text[start:end]))
    return found


def org_suffix(name: str) -> str | None:
    """The suffix that makes ``name`` an organisation or a shop (有限公司, 经营部, 小馆); None where there is none or nothing before it."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", "".join(name.split()))
    return next((suffix for suffix in _suffixes() if bare.endswith(suffix) and len(bare) - len(suffix) >= 2), None)


def organisation_ends(text: str) -> list[int]:
    """The offsets behind every suffix of an organisation in running text, where the name of one may end."""
    return [match.end() for match in _any_suffix().finditer(text)]


@lru_cache(maxsize=4096)
def is_person_name(text: str) -> bool:
    """Whether ``text`` reads as the name of a person: surname and one or two characters, 维吾尔 names with ·, masked 张某某, 李**.

    A blank inside a name of two characters (张 三) is allowed.
    """
    name = "".join(text.split())
    if _MASKED.fullmatch(name):
        return name[0] in surnames()
    if "·" in name or "•" in name or "・" in name:
        return bool(_PERSON.fullmatch(name))
    if not _PERSON.fullmatch(name) or name in _not_names() or (len(name) > 2 and name[:2] in _not_names()):
        return False
    if name[:2] in surnames():
        return 3 <= len(name) <= 4
    if len(name) == 4:
        return name[0] in surnames() and name[1] in surnames() and not org_suffix(name)
    return name[0] in surnames()


@cache
def surnames() -> frozenset[str]:
    """Surnames of one and two characters."""
    return frozenset(_words("surnames.txt"))


@cache
def _not_names() -> frozenset[str]:
    """Words of two to four characters that begin like a name and are none."""
    return frozenset(_words("not_names.txt"))


@cache
def _suffixes() -> tuple[str, ...]:
    """Longest first: the suffix of 某某有限责任公司 is 有限责任公司."""
    return tuple(sorted(_words("organisation_suffixes.txt"), key=len, reverse=True))


@cache
def _any_suffix() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _suffixes())))


def _words(name: str) -> list[str]:
    return files("nlp.lexicon").joinpath(name).read_text(encoding="utf-8").split()


def _two_or_three_person(name: str) -> bool:
    """王店, 李小行 are people as likely as shops."""
    return len(name) <= 3 and is_person_name(name)
