"""Confiscated goods (没收的非法财物): what a decision takes away and how many, and the papers that say what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.dossier import Writ
from nlp.facts.numerals import parse_numeral
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.penalties import GOODS_UNIT, imposed
from nlp.procedure.quoting import quoted

_GOODS = "没收非法财物"
_MONEY = re.compile(r"(?:违法|非法)所得|销售收入|货款|价款|款项")
_OF_MONEY = re.compile(r"^的?(?:全部)?(?:违法所得|非法所得|所得|销售|收入|货款|价款)")
_FIGURE = r"(\d+(?:\.\d+)?)"
_NUMERALS = "一二三四五六七八九十百千零〇两"
_IN_WORDS = rf"(?:[{_NUMERALS}]{{2,}}|十)"  # 五十盒; 一盒 counts nothing in 每一盒
_NUMBER = re.compile(rf"(?<![\d.])(?P<n>\d+(?:\.\d+)?)(?P<unit>{GOODS_UNIT})")
# titles of papers on what became of goods; a bare list (没收物品清单) is none
_DISPOSED = r"处理|处置|销毁|移交|上缴|拍卖|变卖|捐赠|捐献|入库|无害化"
_TITLE = re.compile(
    rf"(?:物品|财物|罚没|没收|涉案).{{0,10}}(?:{_DISPOSED})|(?:{_DISPOSED}).{{0,4}}(?:物品|财物|记录|清单|证明|单)"
    r"|罚没物品(?:收据|票据)"
)
_PROOF = re.compile(r"销毁|拍卖成交|无害化处理")


@dataclass(frozen=True, slots=True)
class Confiscated:
    """Goods a decision takes away. ``quantities`` are the numbers with their unit, as written."""

    text: str
    quantities: tuple[tuple[Decimal, str], ...]
    evidence: Evidence


def confiscated_goods(case: CaseFile, decision: Writ) -> Confiscated | None:
    """The goods that the operative part of a decision confiscates; None where it takes none, or money only."""
    done = imposed(decision, case.squeezed(decision))
    if done is None:
        return None
    text = done.passage.text
    for item in done.items:
        if item.kind != _GOODS or _MONEY.search(text[item.start : item.end]) or _OF_MONEY.search(text[item.end : item.end + 10]):
            continue
        stop = min((at for mark in "。；" if (at := text.find(mark, item.start)) >= 0), default=item.end)
        end = max(item.end, min(stop, done.end))
        said = text[item.start : end]
        found = tuple((Decimal(match["n"]), match["unit"]) for match in _NUMBER.finditer(said))
        return Confiscated(said, found, quoted(case, decision, "决定没收的物品", item.start, end))
    return None


def disposals_of_goods(case: CaseFile) -> list[Writ]:
    """The papers that say what became of confiscated goods."""
    found = [writ for writ in case.dossier.writs if _is_disposal(writ)]
    found += [
        writ
        for type in ("evidence_material", "av_record")
        for writ in case.writs(type)
        if writ not in found and case.mentions(writ, _PROOF, drop_negation=True)
    ]
    return found


def _is_disposal(writ: Writ) -> bool:
    if writ.type in ("reg_preserve_doc", "seizure_doc", "dossier_binding", "internal_approval"):
        return False
    if writ.type == "closing_doc":
        return writ.subtype == "property_disposal" and bool(re.search(_DISPOSED, writ.title))
    return bool(_TITLE.search(writ.title))


def quantities_in(text: str, unit: str) -> list[Decimal]:
    """The numbers of one unit in a sentence (22卷, 二十二卷) or in a table (卷 | 22); a size such as 3×1.5 before the unit is none."""
    after = re.findall(rf"(?<![\d.×xX*\-]){_FIGURE}{unit}", text)
    before = re.findall(rf"{unit}{_FIGURE}(?![\d.年月日])", text)
    words = (parse_numeral(number) for number in re.findall(rf"(?<![第{_NUMERALS}]){_IN_WORDS}(?={unit})", text))
    return [*(Decimal(number) for number in (*before, *after)), *(Decimal(number) for number in words if number)]
