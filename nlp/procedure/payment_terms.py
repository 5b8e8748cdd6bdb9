"""How a decision tells the party to pay a fine (缴款条款): within which period, where, and what follows otherwise.

行政处罚法第六十七条第三款; 罚款决定与罚款收缴分离实施办法第七条. What is said of taxes, fees or confiscated money alone does not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.dossier import Writ
from nlp.facts.dates import find_dates
from nlp.facts.numerals import parse_numeral
from nlp.procedure.case import CaseFile
from nlp.procedure.quoting import sentence
from nlp.sought import sought

_NUMERAL = r"(?<![月〇零一二三四五六七八九十百\d])(?P<n>[〇零一二三四五六七八九十百\d]{1,4})(?P<unit>个?工作日|个?自然日|日|天|个月)"
_ACT = r"(?<![未不补])(?:缴纳|缴至|缴到|缴入|缴往|缴存|缴清|缴付|缴款|交纳|交至|交到|交清|汇至|汇入|上缴)"
_PAYS = sought(_ACT)
_PERIOD = sought(rf"{_NUMERAL}(?:之内|以内|内)?(?P<between>[^。；]{{0,160}}?){_ACT}(?P<after>[^。；]{{0,40}})")
_LABELLED = re.compile(rf"(?:缴纳|缴款|交款|履行)(?:罚款)?的?期限(?:为|是|：|:)?[^。；]{{0,20}}?{_NUMERAL}")
_PERFORMED = sought(rf"{_NUMERAL}(?:之内|以内|内)[^。；，]{{0,16}}(?:履行|执行)(?!催告)")
_OTHER_ACT = re.compile(r"复议|诉讼|起诉|陈述|申辩|听证|改正|整改|逾期|到期|期满|加处")
_FINE = re.compile(r"罚款|罚没")
_OTHER_MONEY = re.compile(r"税款|费|补偿|赔偿|出让金|保证金|公积金|工资|违法所得|没收")
_BEFORE = re.compile(rf"(?:以?前|之前|止)[^。；]{{0,80}}?{_ACT}")
_LAST_DAY = re.compile(r"(?:缴纳|缴款|交款|履行)(?:罚款)?的?期限(?:为|是|至|：|:)*$")
_CHANNEL = re.compile(
    r"银行|信用社|农信|邮储|代收机构|代收点|电子支付|支付宝|微信|二维码|扫码|缴款码|缴款书|缴款通知|缴费平台|支付平台|公共支付|网上缴|非税|财政|国库|窗口|账户|账号|专户|入库|办税"
)
_CONSEQUENCE = re.compile(r"加处|加收|滞纳金|百分之三|3[%％]|行政处罚法》第(?:七十二|五十一)条")
_ON_THE_SPOT = re.compile(r"当场(?:收缴|缴纳)")


@dataclass(frozen=True, slots=True)
class Term:
    """A period for paying, with its place in the text without white space."""

    n: int
    unit: Literal["日", "工作日", "月"]
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """What one decision says of paying. ``until`` is a fixed last day with its place.

    The others say whether a thing is told at all; ``performed`` is a period for performing the decision as a whole.
    """

    periods: tuple[Term, ...]
    until: tuple[date, int, int] | None
    performed: bool
    pays: bool
    channel: bool
    consequence: bool
    on_the_spot: bool


def payment_terms(case: CaseFile, writ: Writ) -> PaymentTerms:
    """The payment clause of a decision."""
    text = case.squeezed(writ).text
    return PaymentTerms(
        tuple(_periods(text)),
        _until(text),
        bool(_PERFORMED.search(text)),
        bool(_PAYS.search(text)),
        bool(_CHANNEL.search(text)),
        bool(_CONSEQUENCE.search(text)),
        bool(_ON_THE_SPOT.search(text)),
    )


def _periods(text: str) -> list[Term]:
    """Periods before words of paying, and periods under a label; a hit must speak of the fine or of no money by name."""
    found = []
    for match in _PERIOD.finditer(text):
        begin, _ = sentence(text, *match.span())
        around = text[begin : match.end()]
        if not _OTHER_ACT.search(match["between"]) and (_FINE.search(around) or not _OTHER_MONEY.search(around)):
            found.append(match)
    terms = [_term(match) for match in found or _LABELLED.finditer(text)]
    return [term for term in terms if term]


def _until(text: str) -> tuple[date, int, int] | None:
    for one in find_dates(text):
        match = _BEFORE.match(text, one.end)
        if (match and not _OTHER_ACT.search(match.group())) or _LAST_DAY.search(text, max(0, one.start - 16), one.start):
            return one.value, one.start, one.end
    return None


def _term(match: re.Match[str]) -> Term | None:
    number = parse_numeral(match["n"])
    if not number:
        return None
    unit: Literal["日", "工作日", "月"] = "工作日" if "工作" in match["unit"] else "月" if "月" in match["unit"] else "日"
    return Term(number, unit, match["n"] + match["unit"], match.start("n"), match.end("unit"))
