"""Parties of a case (当事人): organisations by their suffix, people by their surname."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

_PERSON = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,8}){1,3}")
_MASKED = re.compile(r"[\u3400-\u9fff](?:某[\u4e00-\u9fff]?|某某|[*×xX]{1,2}[\u3400-\u9fff]?|[\u3400-\u9fff][*×])")


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
