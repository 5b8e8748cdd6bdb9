"""Amounts of money in yuan: 12,000元, 1.5万余元, 二千元, 人民币壹仟元整, ¥200.00."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.fact import Found
from nlp.facts.numerals import DIGITS, parse_numeral
from nlp.remembered import remembered
from nlp.sought import sought

_UNIT = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_ARABIC = r"(?:\d{1,3}(?:,\s?\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_CHINESE = r"[一二两三四五六七八九十百千](?:\n?[零〇一二两三四五六七八九十百千万亿])*"
_CAPITAL = r"[壹贰貳弍叁叄參肆伍陆陸柒捌玖拾](?:\s?[零〇壹贰貳弍叁叄參肆伍陆陸柒捌玖拾佰仟百千万萬亿億])*"
_ABOUT = r"[多余几]?\s*"
# 元 that is no money: 元月, 元旦, 元素, 二元论
_YUAN = r"(?:元(?![月旦素件宵气老首帅器组论化次朝])|圆(?![形满孔柱])|块钱?(?![地头状]))"
_SMALL = (
    r"(?:\s?(?P<jiao>[0-9壹贰叁肆伍陆柒捌玖一二两三四五六七八九])\s?角)?(?:\s?零?(?P<fen>[0-9壹贰叁肆伍陆柒捌玖一二三四五六七八九])\s?分)?"
)
_AMOUNT = sought(
    rf"(?:(?P<sign>[¥￥]|RMB|人民币)[:：]?\s*)?"
    rf"(?:(?P<capital>{_CAPITAL})|(?<![\d.])(?:(?P<wan>\d+)\s?万\s?(?=\d))?(?P<arabic>{_ARABIC})|(?P<chinese>{_CHINESE}))"
    rf"\s*(?P<unit>{_ABOUT}(?:[十百千]?万|亿|千|百)?\s*{_ABOUT})(?P<yuan>{_YUAN})?(?P<small>{_SMALL})(?:\s?整)?"
)
_BARE = re.compile(rf"\s*({_ARABIC})\s*")
# A line that text fills up to its margin may break inside a number; a table cell never does.
_FULL_LINE = 15


@remembered
def find_amounts(text: str) -> list[Found[Decimal]]:
    """Every amount of money, in yuan and text order. An amount in figures with its capitals behind it is found twice."""
    found = []
    for match in _AMOUNT.finditer(text):
        if not match["yuan"] and not _written_without_unit(match, text):
            continue
        value = _value(match)
        if value is None:
            continue
        start, end = match.start(), match.end()
        if match["arabic"] and not match["sign"]:
            start, value = _broken_number(text, match, value)
        while text[end - 1].isspace():
            end -= 1
        found.append(Found(value, start, end, text[start:end]))
    return found


def parse_amount(text: str) -> Decimal | None:
    """The first amount of ``text``, in yuan; a text that is nothing but a number counts as yuan."""
    found = find_amounts(text)
    if found:
        return found[0].value
    bare = _BARE.fullmatch(text)
    return _decimal(bare[1]) if bare else parse_capitals(text)


def parse_capitals(text: str) -> Decimal | None:
    """The amount written in capitals (人民币壹仟贰佰叁拾元伍角整), in yuan; None for anything else or a malformed one."""
    squeezed = "".join(text.split()).removeprefix("人民币")
    match = re.fullmatch(r"(?:(?P<yuan>[^元圆]+)[元圆])?(?:零?(?P<jiao>.)角)?(?:零?(?P<fen>.)分)?[整正]?", squeezed)
    if not match or not any(match.groupdict().values()):
        return None
    yuan = _capital_number(match["yuan"]) if match["yuan"] else 0
    jiao, fen = DIGITS.get(match["jiao"] or "零"), DIGITS.get(match["fen"] or "零")
    if yuan is None or jiao is None or fen is None:
        return None
    return Decimal(yuan) + Decimal(jiao) / 10 + Decimal(fen) / 100


def _capital_number(text: str) -> int | None:
    """Capitals allow no spoken short forms: 壹仟伍 is malformed, 壹仟零伍 is not."""
    if len(text) >= 2 and text[-1] in DIGITS and text[-2] in "佰仟万萬亿億百千":
        return None
    if len(text) >= 2 and all(char in DIGITS for char in text):
        return None  # 壹贰叁 is a row of digits
    return parse_numeral(text)


def _written_without_unit(match: re.Match[str], text: str) -> bool:
    """¥200.00 and 人民币200.00 need no 元."""
    if not match["sign"] or not match["arabic"] or re.match(r"\s*\d", text[match.end() :]):
        return False
    return match["sign"] in "¥￥RMB" or text[match.end() : match.end() + 1] not in tuple("年月日号%％")


def _value(match: re.Match[str]) -> Decimal | None:
    if match["capital"]:
        number = _capital_number("".join((match["capital"] + _multiplier_text(match)).split()))
        value = None if number is None else Decimal(number)
    elif match["arabic"]:
        value = _decimal(match["arabic"]) * _UNIT.get(_multiplier_text(match), 1) + int(match["wan"] or 0) * 10**4
    else:
        number = parse_numeral("".join(match["chinese"].split()))
        value = None if number is None else Decimal(number) * _UNIT.get(_multiplier_text(match), 1)
    if value is None:
        return None
    jiao, fen = (DIGITS.get(part, 0) if not part.isdigit() else int(part) for part in (match["jiao"] or "0", match["fen"] or "0"))
    return value + Decimal(jiao) / 10 + Decimal(fen) / 100


def _multiplier_text(match: re.Match[str]) -> str:
    return re.sub(r"[\s多余几]", "", match["unit"])


def _decimal(text: str) -> Decimal:
    return Decimal("".join(char for char in text if char.isdecimal() or char == "."))


def _broken_number(text: str, match: re.Match[str], value: Decimal) -> tuple[int, Decimal]:
    """Start and value of a number whose first digits stand at the end of the line before: 罚款人民币10⏎00元."""
    start = match.start()
    line_start = text.rfind("\n", 0, max(start - 1, 0)) + 1
    if not start or text[start - 1] != "\n" or start - 1 - line_start < _FULL_LINE or "." in match["arabic"] or "," in match["arabic"]:
        return start, value
    head = re.search(r"(?<=[^\s\d.,\-/:：])(\d+)$", text[line_start : start - 1])
    if not head:
        return start, value
    scale = _UNIT.get(_multiplier_text(match), 1)
    small = value - Decimal(match["arabic"]) * scale
    return line_start + head.start(1), Decimal(head[1] + match["arabic"]) * scale + small
