"""Unlawful income (违法所得) as a decision finds it: the amounts, why it could not be determined, and takings that point to some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.dossier import Writ
from ingest.passage import Passage
from nlp.facts.amounts import find_amounts
from nlp.procedure.case import CaseFile
from nlp.procedure.mention import Mention, find_mentions
from nlp.procedure.penalties import Imposed

_FOUND = re.compile(
    r"(?:违法|非法)所得(?:款|金额|数额)?(?:共计|合计|总计|总额|共|计|为|是|约|人民币|[:：])*(?=[\d¥￥一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾])"
)
_NONE = re.compile(
    r"(?:没有|无|未(?:产生|获得|取得|获)|并无|尚无|不存在)(?:任何)?(?:违法|非法)所得"
    r"|(?:违法|非法)所得[^，。；]{0,12}(?:无法|难以|不能|未能|无从|不足以)[^，。；]{0,8}(?:查|计算|认定|确定|核|判断)|(?:违法|非法)所得(?:为)?(?:零|0(?:\.0+)?元|无法)"
    r"|(?:无法|难以|不能|未能|无从)[^，。；]{0,16}(?:违法|非法)所得"
)
_TAKINGS = re.compile(
    r"(?:销售(?:额|收入|款|货款|金额|总额|所得)|营业(?:额|收入)|获利|获取利润|利润|经营(?:额|收入)|收取(?:了)?(?:[^，。；\d]{0,14}?)(?:费用?|款|押金)?)"
    r"(?:共计|合计|总计|共|计|为|是|约|人民币|[:：])*(?=[\d¥￥])"
)
_MONEY = r"(?:款|费|所得|价款|差价|金额)"
_PAYERS = r"(?:购买|消费|顾客|客户|用户|买[家方]|业主|学生|家长|患者|群众|投诉|举报|受害)"
_RETURNED = re.compile(
    rf"退赔|退款|退费|(?:退还|返还|退回|赔偿)(?=[^，。；]{{0,12}}(?:{_MONEY}|{_PAYERS}|元|损失))|{_MONEY}[^。；未不没]{{0,12}}(?:退还|返还|退回)"
)
# right before an income: it is what is left of it, or reckoned without what went back
_NET = re.compile(
    r"(?:未|没有?|不能|无法)(?:能|予|曾)?(?:退还|退回|退赔|退款|退|返还|召回|追回|赔偿)[^，。；]{0,14}$|(?:其余|剩余|余下|尚余|还余)[^，。；]{0,10}$"
    r"|扣除[^。；]{0,20}(?:退|赔|还)[^。；]{0,12}$|(?:退还|退回|退赔|退款|返还)[^，。；]{0,16}(?:后|以?外)[，,]?[^，。；]{0,8}$"
)
_NET_WITHIN = 30  # characters
_WHOLE = re.compile(r"全部|全额|均|如数|悉数|足额|都")
_CLAUSE_END = re.compile(r"[。；]|，(?!共|合计|总计|金额)")
_EACH = re.compile(r"每[^，。；]{0,3}$")
_RANGE = re.compile(r"(?:以上|以下|以内|不足|不满|的罚款|至)")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money in the facts of a decision, and where it is said."""

    value: Decimal
    mention: Mention


def found_gain(case: CaseFile, done: Imposed) -> list[Amount]:
    """The amounts of unlawful income in the facts and reasons; what the operative part takes is not among them."""
    return [one for one in _amounts(done.writ, done.passage, _FOUND) if one.mention.start < done.start]


def told_gain(case: CaseFile, writ: Writ) -> list[Amount]:
    """The amounts of unlawful income in any writ, as its facts or as what it proposes to take."""
    return list(_amounts(writ, case.squeezed(writ), _FOUND))


def takings(case: CaseFile, done: Imposed) -> list[Amount]:
    """Sums the party sold for, earned or charged, in the facts."""
    return [one for one in _amounts(done.writ, done.passage, _TAKINGS) if one.mention.start < done.start]


def undetermined(case: CaseFile, done: Imposed) -> bool:
    """Whether the decision says that there was none, or why it cannot be reckoned."""
    return _NONE.search(done.passage.text) is not None


def returned(case: CaseFile, done: Imposed) -> bool:
    """Whether the income went back to those who had paid (退赔): nothing is then left to take."""
    return any(case.mentions(done.writ, _RETURNED, drop_negation=True))


def left_to_take(case: CaseFile, done: Imposed, gain: Amount) -> Decimal | None:
    """What is left of an income after what went back: all, a rest, nothing (0); None where the decision does not say how much went back."""
    text, refunds = done.passage.text, case.mentions(done.writ, _RETURNED, drop_negation=True)
    if not refunds or _is_net(text, gain.mention.start):
        return gain.value
    clauses = [_clause(text, hit.end) for hit in refunds]
    sums = [one.value for clause in clauses for one in find_amounts(clause) if not _EACH.search(clause[: one.start])]
    readings = {*sums, sum(sums, Decimal(0)), sum(set(sums), Decimal(0))}
    if any(sale.value - back == gain.value for sale in takings(case, done) for back in readings if back):
        return gain.value
    if any(map(_WHOLE.search, clauses)):
        return Decimal(0)
    return max(gain.value - max(readings), Decimal(0)) if sums else None


def _is_net(text: str, at: int) -> bool:
    """Whether an income that is named at a place is what is left of it after refunds."""
    return _NET.search(text[max(0, at - _NET_WITHIN) : at]) is not None


def _clause(text: str, at: int) -> str:
    """The clause whose words end at a place, with a sum behind it that a comma parts."""
    since = max(0, at - 40)
    begins = max((match.end() for match in _CLAUSE_END.finditer(text, since, at)), default=since)
    ends = _CLAUSE_END.search(text, at)
    return text[begins : ends.start() if ends else at]


def _amounts(writ: Writ, passage: Passage, pattern: re.Pattern[str]) -> Iterator[Amount]:
    text = passage.text
    affirmed = {one.start for one in find_mentions(writ, passage, pattern, citations=False, negations=False)}
    for mention in find_mentions(writ, passage, pattern, citations=False, negations=True):
        if mention.start not in affirmed and not _is_net(text, mention.start):
            continue
        following = text[mention.end : mention.end + 40]
        amount = next((one for one in find_amounts(following) if one.start <= 1), None)
        if amount is None or amount.value <= 0 or _RANGE.match(following[amount.end :]):
            continue
        end = mention.end + amount.end
        yield Amount(amount.value, Mention(text[mention.start : end], {}, mention.start, end, writ, passage))
