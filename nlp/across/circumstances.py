"""How a decision weighs a case (裁量情节): the circumstances it names, the level, and the fine as a multiple or share of its base."""

from __future__ import annotations

import re

from ingest.dossier import Writ
from nlp.across.profile import Measure
from nlp.facts.numerals import parse_numeral
from nlp.procedure.case import CaseFile

_TAGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("减轻", re.compile(r"(?:应当|可以|予以|依法|给予)?减轻(?:行政)?处罚")),
    ("从轻", re.compile(r"从轻(?:或者?减轻)?(?:行政)?处罚|从轻情[节形]|予以从轻|从轻处理")),
    ("从重", re.compile(r"从重(?:行政)?处罚|从重情[节形]|予以从重|从重处理")),
    ("首违", re.compile(r"(?:系|属于?|为)?(?:初次|首次)违法")),
    ("再次违法", re.compile(r"(?:再次|多次|屡次)(?:实施|发生|被)?(?:同类)?违法|[二两三]次以上")),
    ("主动改正", re.compile(r"(?:主动|及时|立即|当场)(?:[^，。；]{0,8})(?:改正|整改|停止|消除|召回|退还)")),
    ("逾期不改", re.compile(r"逾期(?:仍)?(?:未|不|拒不)改正|拒不改正")),
    ("危害后果", re.compile(r"造成(?:了)?(?:较大|严重|恶劣|一定)[^，。；]{0,8}(?:后果|影响|损失)|情节(?:特别)?(?:严重|恶劣)")),
)
_LEVEL = re.compile(
    r"(?:属于?|适用|构成|认定为|按照?)(?:违法)?(?:行为|程度|情节)?(?P<level>轻微|较轻|从轻|一般|较重|从重|特别严重|严重)"
    r"(?:违法(?:行为)?|情节|情形|档次|阶次|等级|裁量|幅度)"
)
_NUMBER = r"\d{1,3}(?:\.\d{1,3})?|[一二三四五六七八九十]{1,3}"
_MULTIPLE = re.compile(
    rf"(?:货值(?:金额)?|违法所得|合同价款?|应缴[^，。；]{{0,6}}|所得|销售额)[^，。；]{{0,10}}?(?P<number>{_NUMBER})倍(?!以[上下])"
)
_SHARE = re.compile(
    r"(?:价款?|造价|金额|所得|销售额|总额)[^，。；]{0,12}?(?:(?P<number>\d{1,3}(?:\.\d{1,3})?)[%％]|百分之(?P<words>[一二三四五六七八九十]{1,3}))(?!以[上下])"
)


def tags_of(case: CaseFile, decision: Writ) -> tuple[str, ...]:
    """The circumstances the decision names of this case; what the cited law says and what is denied does not count."""
    return tuple(tag for tag, pattern in _TAGS if case.mentions(decision, pattern, drop_negation=True))


def level_of(case: CaseFile, decision: Writ) -> str | None:
    """The level of the discretion rules that the decision applies."""
    found = case.mentions(decision, _LEVEL, drop_negation=True)
    return found[-1].groups["level"] if found else None


def weighed(case: CaseFile, decision: Writ | None, fine: float | None) -> tuple[Measure, float | None]:
    """The fine as a multiple or share of its base where the decision tells one, else in yuan."""
    if decision is None or not fine:
        return "amount", fine
    for mention in case.mentions(decision, _MULTIPLE) if "倍" in case.squeezed(decision).text else ():
        if number := _number(mention.groups["number"]):
            return "multiple", number
    for mention in case.mentions(decision, _SHARE):
        if number := _number(mention.groups["number"] or mention.groups["words"]):
            return "share", number
    return "amount", fine


def _number(text: str | None) -> float | None:
    if not text:
        return None
    return float(text if text[0].isdigit() else parse_numeral(text) or 0)
