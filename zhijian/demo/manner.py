"""How one office writes: brackets of its numbers, its way with dates, its words for labels and titles. Drawn at random from a seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from ingest.chinese_count import chinese_count
from zhijian.demo.days import chinese
from zhijian.demo.wordings import LABELS, TITLES

DIGITS = "零一二三四五六七八九"


def numerals(day: date) -> str:
    """二零二四年三月五日, as under seals."""
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese_count(day.month)}月{chinese_count(day.day)}日"


def written(day: date, style: str) -> str:
    """``day`` in one of the styles ``chinese``, ``padded``, ``dots``, ``dashes``, ``slashes``, ``numerals``."""
    if style == "numerals":
        return numerals(day)
    patterns = {"padded": "%Y年%m月%d日", "dashes": "%Y-%m-%d", "slashes": "%Y/%m/%d"}
    if style in patterns:
        return day.strftime(patterns[style])
    return f"{day.year}.{day.month}.{day.day}" if style == "dots" else chinese(day)


@dataclass(frozen=True, slots=True)
class Manner:
    """``prose``, ``form``, ``hand`` and ``seal``: how dates are written in running text, in forms, by hand and under seals.

    ``columns`` are the columns of the catalogue; ``ticks``: choices are boxes to tick; ``long``: records of inquiry ask all the office's
    standing questions; ``spaced``: titles are set with spaces; ``signing``: the words after whose signature is asked.
    """

    brackets: tuple[str, str] = ("〔", "〕")
    ordinal: str = ""
    prose: str = "chinese"
    form: str = "chinese"
    hand: str = "chinese"
    seal: str = "chinese"
    columns: tuple[str, ...] = ("序号", "文号", "文书名称", "日期", "页号")
    signing: str = "（签名）"
    ticks: bool = False
    long: bool = False
    spaced: bool = False
    titles: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


PLAIN = Manner()
_COLUMNS = (
    PLAIN.columns,
    ("序号", "文书名称", "文号", "页号", "备注"),
    ("顺序号", "文号", "责任者", "题名", "日期", "页号", "备注"),
    ("序号", "材料名称", "页次"),
    ("序号", "文件名称", "日期", "起止页"),
)


def manner(rng: Random) -> Manner:
    """A manner that some office may have. Titles and labels: each is the usual one in two cases of three."""
    prose = rng.choice(("chinese", "chinese", "chinese", "padded"))
    return Manner(
        brackets=rng.choice((("〔", "〕"), ("〔", "〕"), ("[", "]"), ("（", "）"), ("【", "】"))),
        ordinal=rng.choice(("", "", "第")),
        prose=prose,
        form=rng.choice((prose, prose, "dashes", "dots")),
        hand=rng.choice(("chinese", "chinese", "dots", "dashes", "slashes")),
        seal=rng.choice(("chinese", "chinese", "numerals")),
        columns=rng.choice(_COLUMNS),
        signing=rng.choice(("（签名）", "（签字）", "签名", "（签名或者盖章）")),
        ticks=rng.random() < 0.35,
        long=rng.random() < 0.4,
        spaced=rng.random() < 0.25,
        titles=_drawn(TITLES, rng),
        labels=_drawn(LABELS, rng),
    )


def _drawn(words: dict[str, tuple[str, ...]], rng: Random) -> dict[str, str]:
    return {key: rng.choice(others) for key, others in words.items() if rng.random() < 1 / 3}
