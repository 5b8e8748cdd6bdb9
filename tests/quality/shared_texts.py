"""Texts of the shared data by file and key, read in one place; tests keep ids, hashes and labels only."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl

DATA = Path(__file__).parents[3] / "shared" / "data"


@dataclass(frozen=True, slots=True)
class SharedText:
    """One text as its file gives it, white space squeezed."""

    title: str | None
    text: str
    user: str | None = None
    day: date | None = None


@cache
def texts_of(file: str) -> dict[str, SharedText]:
    """The texts of one file by key: the number a message has, the index of a line."""
    return dict(_texts(file))


def _texts(file: str) -> Iterator[tuple[str, SharedText]]:
    if file.endswith(".xlsx"):
        sheet = openpyxl.load_workbook(DATA / "complaints" / file, read_only=True).active
        assert sheet is not None
        rows = sheet.iter_rows(values_only=True)
        head = list(next(rows))
        for line in rows:
            row = dict(zip(head, line, strict=True))
            user, at = _clean(row.get("留言用户")) or None, row.get("留言时间")
            yield str(row["留言编号"]), SharedText(_clean(row["留言主题"]), _clean(row["留言详情"]), user, _day(at) if at else None)
        return
    path = DATA / "news" / file
    if file.endswith(".json"):
        for index, item in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            yield str(index), SharedText(None, _clean(item["question"]))
    elif file.endswith(".csv"):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for item in csv.DictReader(lines):
                yield item["id"], SharedText(_clean(item["title"]) or None, _clean(item["text"]))
    else:
        with path.open(encoding="utf-8") as lines:
            for index, line in enumerate(lines, 1):
                if file.startswith("weibo"):
                    parts = line.strip().split(",", 2)
                    if len(parts) == 3:
                        yield parts[0], SharedText(None, _clean(parts[2]))
                else:
                    headline = line.rsplit("\t", 1)[0].strip()
                    yield str(index), SharedText(headline, headline)


def _day(value: object) -> date:
    return value.date() if isinstance(value, datetime) else datetime.strptime(str(value).split()[0].replace("/", "-"), "%Y-%m-%d").date()


def _clean(value: object) -> str:
    return re.sub(r"\s+", " ", str(value or "")).strip()
