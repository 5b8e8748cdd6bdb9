"""The sample texts as the files an office would get: a hotline export (XLSX), letters (CSV), news (JSONL). All of it is invented."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml
from openpyxl import Workbook

FOLDER = Path(__file__).parent / "samples"
LAST_DAY = date(2025, 11, 14)


@dataclass(frozen=True, slots=True)
class SampleText:
    """One text and whether it alleges something about enforcement (so that it is a clue)."""

    title: str
    text: str
    alleges: bool


def samples(channel: str) -> tuple[SampleText, ...]:
    """The texts of ``channel`` (hotline, mailbox, news), in the order of the file."""
    rows = yaml.safe_load((FOLDER / f"{channel}.yml").read_text(encoding="utf-8"))
    return tuple(SampleText(**row) for row in rows)


def write_texts(folder: Path) -> list[Path]:
    """Write the three files below ``folder``; the same every time but for the XLSX container's own time stamps."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_hotline(folder / "12345热线工单.xlsx"), _mailbox(folder / "局长信箱.csv"), _news(folder / "新闻.jsonl")]


def _day(number: int) -> date:
    return LAST_DAY - timedelta(days=number % 21)


def _hotline(path: Path) -> Path:
    """An export with a heading line above the column names, as hotline platforms print it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    sheet.title = "工单"
    sheet.append(["政务服务便民热线工单（样例）"])
    sheet.append(["工单编号", "来电时间", "诉求标题", "诉求内容"])
    for number, sample in enumerate(samples("hotline")):
        sheet.append([f"RX2025{number + 1:05d}", f"{_day(number).isoformat()} 09:{number % 60:02d}:00", sample.title, sample.text])
    book.save(path)
    return path


def _mailbox(path: Path) -> Path:
    """Letters in GB 18030, as Excel on an office PC saves CSV."""
    with path.open("w", encoding="gb18030", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["信件编号", "来信时间", "信件标题", "信件内容"])
        for number, sample in enumerate(samples("mailbox")):
            writer.writerow([f"XX2025{number + 1:04d}", _day(number).isoformat(), sample.title, sample.text])
    return path


def _news(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for number, sample in enumerate(samples("news")):
            row = {
                "id": f"news-{number + 1:02d}",
                "kind": "news",
                "title": sample.title,
                "text": sample.text,
                "date": _day(number).isoformat(),
                "url": f"https://news.example/{number + 1}.html",
            }
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path
