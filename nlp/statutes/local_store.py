"""The office's own texts on disk (``local-laws.json.xz``), and how they join the bundled ones."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ingest.errors import KnowledgeError
from nlp.statutes.names import plain_title

Entry = Mapping[str, Any]


def stored(path: Path) -> list[dict[str, Any]]:
    """The texts imported so far; none where there is no file. KnowledgeError where the file is damaged."""
    if not path.is_file():
        return []
    try:
        texts: list[dict[str, Any]] = json.loads(lzma.decompress(path.read_bytes()))
    except (lzma.LZMAError, ValueError, OSError) as error:
        raise KnowledgeError(f"{path}：本地法规文件已损坏，无法读取（{error}）。请删除该文件，再用 zhijian laws import 重新导入") from error
    return texts


def store(path: Path, texts: Iterable[Entry]) -> None:
    """Add texts, each in place of what it is a new reading of. The file is replaced whole."""
    kept: list[Entry] = []
    for text in (*stored(path), *texts):
        kept = [other for other in kept if not _same(other, text)]
        kept.append(text)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(lzma.compress(json.dumps(kept, ensure_ascii=False).encode(), preset=1))
    part.replace(path)


def merged(bundled: Sequence[Entry], texts: Sequence[Entry]) -> list[Entry]:
    """The entries of the library with the office's own texts among them; a bundled statute takes later texts only."""
    entries = {plain_title(entry["title"]): entry for entry in bundled}
    for text in sorted(texts, key=lambda text: str(text["from"])):
        key = plain_title(text["title"])
        new = {"title": text["title"], "level": text["level"], "adopted": text["adopted"], "first": None, "versions": []}
        known = entries.get(key, new)
        if (newest_start(known) or "") < text["from"]:
            entries[key] = _with_version(known, text)
    own = {plain_title(text["title"]) for text in texts}
    for text in texts:
        _end_repealed(entries, text, own)
    return list(entries.values())


def newest_start(entry: Entry) -> str | None:
    """The first day in force of the newest text of an entry; None where it has none."""
    return max((version["from"] for version in entry["versions"] if version["from"]), default=None)


def _same(one: Entry, other: Entry) -> bool:
    """Whether two are readings of the same text: of one title, with the same first day, day of publication or file."""
    same_title = plain_title(one["title"]) == plain_title(other["title"])
    return same_title and any(one[name] and one[name] == other[name] for name in ("from", "published", "source"))


def _with_version(entry: Entry, text: Entry) -> Entry:
    """The entry with a later version; the one before it ends the day before."""
    own = {name: text[name] for name in ("published", "from", "basis", "source", "certain", "issuer", "text")}
    version = {**own, "label": f"{(text['published'] or text['from'])[:4]}年", "to": None, "verified": False}
    earlier = list(entry["versions"])
    if earlier:
        earlier[-1] = {**earlier[-1], "to": _day_before(text["from"])}
    whole = {**entry, "first": entry["first"] or text["from"], "versions": [*earlier, version]}
    for name in ("level", "adopted"):
        whole[name] = entry[name] or text[name]
    for end in ("repealed", "gone_by"):
        if whole.get(end) and whole[end] <= text["from"]:
            whole[end] = None  # it applies again, or still does
    return whole


def _end_repealed(entries: dict[str, Entry], text: Entry, own: set[str]) -> None:
    """A text ends what it says it repeals, among the office's own texts only."""
    for key in {plain_title(title) for title in text["repeals"]} & (own - {plain_title(text["title"])}):
        if (newest_start(entries[key]) or "") < text["from"]:
            entries[key] = {**entries[key], "repealed": text["from"], "repealed_by": text["title"]}


def _day_before(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()
