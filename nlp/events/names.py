"""Names of places and enterprises in running text, by how they end.

Where such a name begins nobody can tell without a register: 我住在丽江新城 may hold a 新城 of two characters or of five. So a name is kept
with the characters before it, and two are the same as far as they agree backwards from the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import KnowledgeError

_BEFORE = 6  # characters kept before the ending
_LEAST = 2  # characters before the ending that two names must share
_RUN = re.compile(r"[一-龥A-Za-z0-9]*$")
# a name does not begin in the middle of these: 位于, 住在, 到, 的 …
_BORDER = re.compile(
    r"^.*(?:位于|地处|坐落|住在|就在|开在|来到|我们|你们|他们|本人|我是|请问|关于|反映|投诉|举报|[在到从向由对与和及是有为被让把给去往了的这那该于])(?=.{2})"
)
_REGION = re.compile(r"^.*(?:[A-Z]\d{0,2}[市县区州]|[省市县区州镇乡])(?=.{2})")


class _Endings(BaseModel):
    model_config = ConfigDict(extra="forbid")
    places: list[str]
    enterprises: list[str]
    plain: list[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name: the characters ``before`` its ``ending``."""

    before: str
    ending: str

    @property
    def text(self) -> str:
        """As written."""
        return self.before + self.ending

    @property
    def key(self) -> str:
        """What every way to write it shares: the last characters before the ending, and the ending."""
        return self.before[-_LEAST:] + self.ending

    def is_same(self, other: Name) -> bool:
        """Whether both may be one name."""
        return self.ending == other.ending and self.key == other.key


@dataclass(frozen=True, slots=True)
class Names:
    """The names in a text, in order, each once."""

    places: tuple[Name, ...]
    enterprises: tuple[Name, ...]


def find_names(text: str) -> Names:
    """Names of places and of enterprises."""
    endings, plain, enterprises = _endings()
    found: dict[str, dict[str, Name]] = {"places": {}, "enterprises": {}}
    floor = 0
    for match in endings.finditer(text):
        run = _RUN.search(text, max(floor, match.start() - _BEFORE - 4), match.start())
        before = _BORDER.sub("", run[0] if run else "")
        before = _REGION.sub("", before)[-_BEFORE:]
        if len(before) < _LEAST or before[-2:] in plain or not re.search(r"[一-龥]", before[-2:]):
            continue
        name = Name(before, match[0])
        found["enterprises" if match[0] in enterprises else "places"].setdefault(name.key, name)
        floor = match.end()
    return Names(tuple(found["places"].values()), tuple(found["enterprises"].values()))


def shared(one: Iterable[Name], other: Iterable[Name]) -> list[Name]:
    """The names of ``one`` that ``other`` has, too."""
    keys = {name.key for name in other}
    return [name for name in one if name.key in keys]


@cache
def _endings() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    path = Path(__file__).with_name("names.yml")
    try:
        known = _Endings.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise KnowledgeError(f"{path.name}：专名词尾表有误，请按提示改正后重试。{error}") from error
    every = sorted({*known.places, *known.enterprises}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, every))), frozenset(known.plain), frozenset(known.enterprises)
