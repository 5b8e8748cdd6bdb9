"""Make ``library.json.xz``, ``texts/`` and ``penalty_law_2017.tsv``: ``python -m nlp.statutes.build SOURCE_FOLDER`` (for developers).

SOURCE_FOLDER holds the collected law: ``citation_versions.yaml``, the crosswalk of 行政处罚法 and ``statutes/`` with articles.json,
two single texts, two version tables and laws-national.tar.xz. What these get wrong or leave out stands in corrections.yml.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from nlp.facts.dates import find_dates
from nlp.facts.numerals import parse_numeral
from nlp.statutes.articles import articles_of, own_date, paragraphs_of, repealed_titles
from nlp.statutes.names import plain_title
from nlp.statutes.text import encode

HERE = Path(__file__).parent
LAWS = {"宪法", "宪法相关法", "民法典", "民法商法", "刑法", "行政法", "经济法", "社会法", "诉讼与非诉讼程序法", "生态环境法"}
FOLDERS = dict.fromkeys(LAWS, "法律") | {"行政法规": "行政法规", "部门规章": "部门规章"}
CIVIL_CODE = ("总则", "物权编", "合同编", "人格权编", "婚姻家庭编", "继承编", "侵权责任编", "附则")
STATUTES = 16  # in a file of texts: more take less room, and longer to open for the sake of one
TABLE_DATE = "2025-04-30"  # state of the version table


def main(folder: Path) -> None:
    """Write the data files next to this module and print what they hold."""
    library = build(folder)
    versions = [version for statute in library for version in statute["versions"]]
    size = write(library)
    print(f"{len(library)} titles, {len(versions)} texts, {size:,} bytes")
    (HERE / "penalty_law_2017.tsv").write_text(_crosswalk(folder), encoding="utf-8")


def write(library: list[dict[str, Any]]) -> int:
    """Write the texts in files of some statutes each, then the entries with the places of their texts. Returns bytes."""
    for old in (HERE / "texts").glob("*.json.xz"):
        old.unlink()
    size = 0
    known = [statute for statute in library if statute["versions"]]
    for number, first in enumerate(range(0, len(known), STATUTES)):
        texts: list[str] = []
        for version in (version for statute in known[first : first + STATUTES] for version in statute["versions"]):
            texts.append(version["text"])
            version["text"] = (number, len(texts) - 1)
        size += _packed(HERE / "texts" / f"{number}.json.xz", texts)
    return size + _packed(HERE / "library.json.xz", library)


def _packed(path: Path, data: Any) -> int:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return path.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def build(folder: Path) -> list[dict[str, Any]]:
    """One entry a statute, its versions in order of their dates in force."""
    corrections = yaml.safe_load((HERE / "corrections.yml").read_text(encoding="utf-8"))
    fixed = {(entry["title"], str(entry["published"])): (str(entry["from"]), entry["basis"]) for entry in corrections["in_force"]}
    table = list(csv.DictReader((folder / "statutes/law_versions_lawrefbook_2025-04.csv").read_text(encoding="utf-8-sig").splitlines()))
    dates = {(plain_title(row["name"]), row["publish"]): row["valid_from"] for row in table}
    statutes: dict[str, dict[str, Any]] = {}
    ends: dict[str, tuple[str, str]] = {}
    for version in [*_checked(folder), *_transcribed(folder), *_national(folder)]:
        key = plain_title(version["title"])
        own = own_date(version["articles"], version["published"])
        for title in repealed_titles(version["articles"]):
            if plain_title(title) != key and own:
                ends.setdefault(plain_title(title), (own, version["title"]))
        _set_dates(version, key, own, fixed, dates)
        statute = statutes.setdefault(key, {"title": version.pop("title"), "level": version.pop("level"), "versions": []})
        version.pop("title", None), version.pop("level", None)
        version["text"] = encode(version.pop("articles"))
        statute.setdefault("adopted_days", []).append(version.pop("adopted"))
        same = next((other for other in statute["versions"] if other["from"] == version["from"]), None)
        if same:  # the checked text came first and stays
            same["published"] = same["published"] or version["published"]
        else:
            statute["versions"].append(version)
    _names(folder, table, corrections, statutes)
    for entry in corrections["repealed"]:
        ends[entry["title"]] = (str(entry["day"]), entry["by"])
    for key, statute in statutes.items():
        _finish(key, statute, ends)
    for entry in corrections["amended"]:
        statute = statutes[entry["title"]]
        statute["amended"] = entry["from"].isoformat()
        statute["versions"][-1]["to"] = (entry["from"] - timedelta(days=1)).isoformat()
    for key, (day, by) in ends.items():
        if key not in statutes:
            statutes[key] = {
                "title": key,
                "level": None,
                "adopted": None,
                "first": None,
                "repealed": day,
                "repealed_by": by,
                "versions": [],
            }
    for short, title in corrections["aliases"].items():
        statutes[title].setdefault("aliases", []).append(short)
    return [statutes[key] for key in sorted(statutes)]


def _checked(folder: Path) -> Iterator[dict[str, Any]]:
    """The texts compared article by article or taken whole from one source."""
    for key, law in json.loads((folder / "statutes/articles.json").read_text(encoding="utf-8")).items():
        yield {
            "title": law["title"],
            "level": _level(key, law["title"]),
            "label": re.sub(r"[（(].*", "", law["version"]),
            "published": None,
            "from": law["effective_from"],
            "to": law["effective_to"],
            "basis": "核对",
            "source": f"github:{law['source_repo']}:{law['source_path']}",
            "verified": True,
            "articles": [(int(number), None, paragraphs_of(lines)) for number, lines in law["articles"].items()],
            "adopted": None,
        }


def _level(key: str, title: str) -> str:
    for start, level in (("SAMR", "部门规章"), ("PSB", "部门规章"), ("GD_", "地方政府规章"), ("SD_", "地方性法规"), ("EVID", "司法解释")):
        if key.startswith(start):
            return level
    return "法律" if title.endswith("法") else "行政法规"


def _transcribed(folder: Path) -> Iterator[dict[str, Any]]:
    for path, level, verified in (("行政处罚法(2017-09-01).md", "法律", False), ("行政执法监督条例(2025-12-17).md", "行政法规", True)):
        version = _markdown((folder / "statutes" / path).read_text(encoding="utf-8"), path, level, source=path, verified=verified)
        yield version | {"adopted": version["adopted"] or version["published"]}


def _national(folder: Path) -> Iterator[dict[str, Any]]:
    code: dict[str, str] = {}
    with tarfile.open(folder / "statutes/laws-national.tar.xz") as tar:
        for member in tar:
            parts = Path(member.name).parts
            if (
                not member.isfile()
                or len(parts) < 3
                or parts[1] not in FOLDERS
                or not parts[-1].endswith(".md")
                or parts[-1] == "_index.md"
            ):
                continue
            stream = tar.extractfile(member)
            text = stream.read().decode("utf-8") if stream else ""
            if parts[1] == "民法典":
                code[parts[-1].removesuffix(".md")] = text
                continue
            if "修正案" in parts[-1]:
                continue
            version = _markdown(text, parts[-1], FOLDERS[parts[1]], source=f"github:LawRefBook/Laws:{'/'.join(parts[1:])}", verified=True)
            if version["articles"]:
                yield version
    whole = "# 中华人民共和国民法典\n2020年5月28日 通过\n<!-- INFO END -->\n" + "\n".join(
        code[part].split("INFO END -->")[-1] for part in CIVIL_CODE
    )
    yield _markdown(whole, "民法典(2020-05-28).md", "法律", source="github:LawRefBook/Laws:民法典", verified=True)


def _markdown(text: str, file_name: str, level: str, *, source: str, verified: bool) -> dict[str, Any]:
    head, _, body = text.partition("<!-- INFO END -->")
    titles = re.findall(r"^# (.+)$", head, re.MULTILINE)
    published = re.search(r"\((\d{4}-\d{2}-\d{2})\)", file_name)
    days = sorted(found.value for found in find_dates(head))
    return {
        "title": "".join(titles[0].split()) if titles else file_name.split("(")[0], "level": level,
        "label": published[1][:4] + "年" if published else "", "published": published[1] if published else None,
        "from": None, "to": None, "basis": "", "source": source, "verified": verified,
        "articles": articles_of(body.splitlines()), "adopted": days[0].isoformat() if days else None,
    }  # fmt: skip


def _set_dates(
    version: dict[str, Any], key: str, own: str | None, fixed: dict[tuple[str, str], tuple[str, str]], table: dict[tuple[str, str], str]
) -> None:
    published = version["published"]
    version["certain"] = True
    if version["from"]:
        return
    if (key, str(published)) in fixed:
        version["from"], version["basis"] = fixed[key, str(published)]
    elif own and (not published or own >= published):
        version["from"], version["basis"] = own, "正文"
    elif (said := table.get((key, published or ""), "")) and said >= (published or ""):
        version["from"], version["basis"] = said, "版本表"
    else:
        version.update({"from": published or own, "basis": "公布日，施行日未核", "certain": False})


def _names(folder: Path, table: list[dict[str, str]], corrections: dict[str, Any], statutes: dict[str, dict[str, Any]]) -> None:
    """Titles known from tables only, and what the tables add on the others."""
    by_name: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in table:
        by_name[plain_title(row["name"])].append(row)
    for key, rows in by_name.items():
        statute = statutes.setdefault(key, {"title": rows[0]["name"], "level": rows[0]["level"], "versions": []})
        starts = sorted(row["valid_from"] for row in rows if row["valid_from"])
        statute.setdefault("table_from", starts[0] if starts else None)
        statute["gone_by_table"] = all(row["expired"] == "1" for row in rows)
    for row in csv.DictReader((folder / "statutes/laws_in_force_2026-06-26.csv").read_text(encoding="utf-8-sig").splitlines()):
        statute = statutes.setdefault(plain_title(row["title"]), {"title": row["title"], "level": "法律", "versions": []})
        statute["title"] = row["title"]
        statute["listed_2026"] = True
        statute["adopted_year"] = row["adopted_year"]
    for entry in corrections["names"]:
        statute = statutes.setdefault(entry["title"], {"title": entry["title"], "level": entry["level"], "versions": []})
        if "from" in entry:
            statute["table_from"] = str(entry["from"])


def _finish(key: str, statute: dict[str, Any], ends: dict[str, tuple[str, str]]) -> None:
    """Order the versions, close each with the day before the next, note the first day known and the end."""
    versions = sorted(statute["versions"], key=lambda version: version["from"] or "")
    for version, following in pairwise(versions):
        version["to"] = date.fromordinal(date.fromisoformat(following["from"]).toordinal() - 1).isoformat() if following["from"] else None
    if versions:
        versions[-1]["to"] = None
    statute["versions"] = versions
    known = sorted(day for day in statute.pop("adopted_days", []) if day)
    statute["adopted"] = known[0] if known else statute.pop("adopted_year", None)
    statute.pop("adopted_year", None)
    starts = [day for day in (versions[0]["from"] if versions else None, statute.pop("table_from", None)) if day]
    statute["first"] = min(starts) if starts else None
    end = ends.get(key)
    listed, gone = statute.pop("listed_2026", False), statute.pop("gone_by_table", False)
    if end and not any((version["from"] or "") > end[0] for version in versions) and not (listed and end[0] < "2026-06-26"):
        statute["repealed"], statute["repealed_by"] = end
    elif gone and not listed and not any((version["from"] or "") > TABLE_DATE for version in versions):
        statute["gone_by"] = TABLE_DATE


def _crosswalk(folder: Path) -> str:
    """Old article, new articles, doubtful, topic, words that show the topic."""
    rows = list(csv.DictReader((folder / "APL_2017_to_2021_crosswalk_auto.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    read = {entry["old"]: entry for entry in yaml.safe_load((folder / "citation_versions.yaml").read_text(encoding="utf-8"))["map"]}
    lines = ["old\tnew\tdoubtful\ttopic\twords"]
    for row in rows:
        old, best = parse_numeral(row["art_2017"]), parse_numeral(row["best_2021"])
        entry = read.get(old)
        new = entry["new"] if entry else [best]
        doubtful = best not in new if entry else float(row["score"]) < 0.3
        topic, words = (entry["topic"], " ".join(entry["keywords"])) if entry else ("", "")
        lines.append(f"{old}\t{' '.join(map(str, new))}\t{int(doubtful)}\t{topic}\t{words}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m nlp.statutes.build SOURCE_FOLDER")
    main(Path(sys.argv[1]))
