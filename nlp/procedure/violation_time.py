"""When the violation ended, by the facts of the decision: the last day written beside an act, and whether another day may count."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nlp.facts.dates import find_dates
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.found_facts import found_facts
from nlp.procedure.quoting import quoted, sentence

_MONTH = re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<m>1[0-2]|0?[1-9])月(?!\d{1,2}日)")
_YEAR = re.compile(r"(?P<y>(?:19|20)\d\d)年(?!\d{1,2}月|版|修)")
_ACT = re.compile(
    r"生产|销售|售出|购进|进货|加工|经营|发布|排放|倾倒|运输|运送|出租|出借|转让|伪造|变造|收取|收费|使用|施工|开采|采挖|砍伐|捕捞|从事|招用|提供|组织|举办|印刷|播放|实施|行驶|行经|驾驶|通行|停放|悬挂|张贴|焚烧|抛洒|遗撒|丢弃|改装|装载"
)
_OTHER = re.compile(
    r"注册|登记|成立|设立|核准|发证|颁发|办理|取得|出生|签订|修订|施行|检查|发现|举报|投诉|接到|立案|检[验测](?![点站])|监测(?![点站])|抽样|送检|报告|复查|责令|改正|整改|恢复|询问|送达|告知|查获|查封|扣押|有效期"
)
_STOPS = "。；，"
_GOING_ON = re.compile(
    r"连续|继续|持续|至今|截[至止]|直至|一直|仍|状态|长期|尚|未改正|未拆除|未恢复|未售|在售|待售|库存|货架|摆放|陈列|储存|存放|剩余|检查时|案发时|"
    r"建设|搭建|建筑|占用|未取得|未办理|未经|无证|未按|未建立"
)


@dataclass(frozen=True, slots=True)
class ViolationTime:
    """``last``: the last day of an act. ``later``: days, ends of months and years that may belong to the act as well."""

    last: Dated
    later: tuple[date, ...]
    going_on: bool

    def since(self, day: date) -> bool:
        """Whether the act may have gone on after ``day``."""
        return self.going_on or self.last.value > day or any(other > day for other in self.later)


def violation_time(case: CaseFile, found: date) -> ViolationTime | None:
    """The time of the violation before the day it was found; None where the facts give no day of an act."""
    decision = case.decision
    if decision is None:
        return None
    text = case.squeezed(decision).text
    facts = found_facts(text)
    if facts is None:
        return None
    begin, end = facts
    acts, possible = [], []
    for day, start, stop in _days(text, begin, end):
        clause = _clause(text, start, stop)
        act, other = _ACT.search(clause), _OTHER.search(clause)
        if day < found and act and not other:
            acts.append((day, start, stop))
        elif day < found and (act or not other):
            possible.append(day)
    if not acts:
        return None
    day, start, stop = max(acts)
    mark = quoted(case, decision, f"违法行为时间 {zh(day)}", start, stop)
    onwards = text[start - 1] in "自从" and text[stop : stop + 1] == "起"  # 自2022年9月1日起: from then on
    return ViolationTime(Dated(day, mark), tuple(possible), onwards or _GOING_ON.search(text, begin, end) is not None)


def acted_by(case: CaseFile, decided: date) -> date | None:
    """A day by which the violation had been committed: that of the filing, or its last day; None where neither is known."""
    time = violation_time(case, decided)
    over = time.last.value if time and not time.going_on else None
    return min((day for day in (case.filing_date, over) if day), default=None)


def _clause(text: str, start: int, stop: int) -> str:
    """The clause that holds a day; with the next one where nothing but the day stands in it (2024年3月2日，当事人…)."""
    begin, end = sentence(text, start, stop, _STOPS)
    if end - stop <= 2 and text[end : end + 1] == "，":
        end = sentence(text, end + 1, end + 1, _STOPS)[1]
    return text[begin:end]


def _days(text: str, begin: int, end: int) -> Iterator[tuple[date, int, int]]:
    """Days, ends of months and ends of years in a part of a text."""
    region = text[begin:end]
    for one in find_dates(region):
        yield one.value, begin + one.start, begin + one.end
    for match in _MONTH.finditer(region):
        year, month = int(match["y"]), int(match["m"])
        yield date(year, month, monthrange(year, month)[1]), begin + match.start(), begin + match.end()
    for match in _YEAR.finditer(region):
        yield date(int(match["y"]), 12, 31), begin + match.start(), begin + match.end()
