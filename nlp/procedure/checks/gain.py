"""Unlawful income is to be found and taken, unless it goes back to those who paid (处罚法第二十八条第二款)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from nlp.facts.amounts import parse_amount
from nlp.facts.dates import find_dates
from nlp.procedure.case import CaseFile
from nlp.procedure.clause_text import punished_texts
from nlp.procedure.dating import Dated, zh
from nlp.procedure.gain import Amount, found_gain, left_to_take, returned, takings, told_gain, undetermined
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import Imposed, imposed
from nlp.procedure.quoting import penalty_shown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_SINCE = date(2021, 7, 15)
_NAMED = re.compile(r"(?:违法|非法)所得|没收[^，。；]{0,12}(?:收入|货款|销售款|所得)")
_PRODUCT = re.compile(
    r"(?:违法|非法)所得(?:为|共计|计)?(?P<total>\d[\d,]*(?:\.\d+)?元)[（(][^）)]*?(?P<n>\d+(?:\.\d+)?)[^\d×xX*）)，。]{0,6}[×xX*](?P<price>\d+(?:\.\d+)?)元[）)]"
)
_TOLERANCE = Decimal("1")
_BORN = re.compile(r"出生|生于|生日")


@check("discretion.illegal_gain")
def illegal_gain(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Income that was found and not taken, taken in another amount, wrongly reckoned, or not looked for where sums were earned."""
    decision = case.last("penalty_decision")
    if decision is None:
        return not_applicable("卷内没有普通程序的处罚决定书")
    done, decided = imposed(decision, case.squeezed(decision)), case.date(decision)
    if done is None or not isinstance(decided, Dated):
        return not_applicable("处罚决定的内容或者日期未能识别")
    gains, earned = found_gain(case, done), takings(case, done)
    if not gains and (forgotten := _not_mentioned(case, done, decided)):
        return forgotten
    if not gains and not earned:
        return not_applicable("决定书没有载明违法所得或者销售、收费等收入")
    outcomes = [*_reckoned(case, done, decided), *_told_otherwise(case, done, gains)]
    if gains:
        outcomes += _not_taken(case, done, gains, decided)
    elif not _NAMED.search(done.passage.text) and not undetermined(case, done) and not returned(case, done):
        outcomes += _not_looked_for(case, done, earned[0], decided, rule)
    return outcomes or met("违法所得已经查明、没收或者说明无法计算的理由")


def _reckoned(case: CaseFile, done: Imposed, decided: Dated) -> Iterator[Outcome]:
    """The reckoning the decision shows itself: so many pieces at such a price."""
    for match in _PRODUCT.finditer(done.passage.text):
        total, price = parse_amount(match["total"]), parse_amount(f"{match['price']}元")
        if total is None or price is None or abs(Decimal(match["n"]) * price - total) <= _TOLERANCE:
            continue
        right = Decimal(match["n"]) * price
        spans = done.passage.spans(match.start(), match.end())
        yield breach(
            f"疑似违法所得计算有误：《{done.writ.title}》（第{spans[0].page}页）写为{total:,}元，按所列{match['n']}×{match['price']}元应为{right:,}元",
            on=decided.value,
            evidence=(case.evidence("违法所得的计算", spans=spans, writ=done.writ),),
        )


def _told_otherwise(case: CaseFile, done: Imposed, gains: list[Amount]) -> Iterator[Outcome]:
    """The last report of the investigation found another sum than the decision."""
    report = case.last("investigation_report")
    told = told_gain(case, report) if report else []
    if len({one.value for one in told}) != 1 or len({one.value for one in gains}) != 1 or told[0].value == gains[0].value:
        return
    here, there = gains[0], told[0]
    yield unknown(
        f"《{there.mention.writ.title}》（第{there.mention.spans[0].page}页）认定违法所得{there.value:,}元，"
        f"《{done.writ.title}》（第{here.mention.spans[0].page}页）认定{here.value:,}元，未见说明",
        evidence=(case.cite("调查报告的违法所得", there.mention), case.cite("决定书的违法所得", here.mention)),
    )


def _not_taken(case: CaseFile, done: Imposed, gains: list[Amount], decided: Dated) -> list[Outcome]:
    gain = gains[0]
    taken, left = done.confiscated, left_to_take(case, done, gain)
    sums = {one.value for one in gains}
    if "没收违法所得" in done.kinds:
        if taken is None or taken in sums or taken == sum(sums) or len(sums) > 1 or left != gain.value:
            return []
        return [
            breach(
                f"疑似没收违法所得数额不符：《{done.writ.title}》认定违法所得{gain.value:,}元（第{gain.mention.spans[0].page}页），决定没收{taken:,}元",
                on=decided.value,
                evidence=(case.cite(f"违法所得 {gain.value:,} 元", gain.mention), penalty_shown(case, done, "没收违法所得")),
            )
        ]
    if left == 0:
        return []
    shown = (case.cite(f"违法所得 {gain.value:,} 元", gain.mention), penalty_shown(case, done, done.items[0].kind))
    found = f"《{done.writ.title}》认定违法所得{gain.value:,}元（第{gain.mention.spans[0].page}页），"
    if left is None:
        return [unknown(f"{found}载明退还而未写退还的数额，{zh(decided.value)}的决定没有没收违法所得，有无余额请核对", evidence=shown)]
    rest = "也未说明退赔" if left == gain.value else f"退还后还余{left:,}元"
    said = f"{found}{zh(decided.value)}的决定没有没收违法所得，{rest}"
    if not _owed(case, done, decided):
        return [unknown(f"{said}；违法行为在2021年7月15日以前终了、罚则又没有规定没收的不适用", evidence=shown)]
    return [breach(f"疑似未没收违法所得：{said}", on=decided.value, evidence=shown)]


def _not_mentioned(case: CaseFile, done: Imposed, decided: Dated) -> Outcome | None:
    """Income that the last report found and the last notice announced to take, of which the decision says nothing."""
    report, notice = case.last("investigation_report"), case.last("prior_notice")
    told = told_gain(case, report) if report else []
    announced = imposed(notice, case.squeezed(notice)) if notice else None
    if len({one.value for one in told}) != 1 or announced is None or announced.confiscated != told[0].value:
        return None
    if _NAMED.search(done.passage.text) or returned(case, done) or undetermined(case, done):
        return None
    here, mark = case.cite("调查报告的违法所得", told[0].mention), penalty_shown(case, done, done.items[0].kind)
    said = (
        f"《{told[0].mention.writ.title}》（第{here.page}页）认定违法所得{told[0].value:,}元，《{announced.writ.title}》告知没收，"
        f"{zh(decided.value)}的《{done.writ.title}》（第{mark.page}页）没有没收，也未说明理由"
    )
    evidence = (here, penalty_shown(case, announced, "没收违法所得"), mark)
    if not case.readable(done.writ) or not _owed(case, done, decided):
        return unknown(f"{said}，请核对", evidence=evidence)
    return breach(f"疑似未没收违法所得：{said}", on=decided.value, evidence=evidence)


def _owed(case: CaseFile, done: Imposed, decided: Dated) -> bool:
    """Whether income had to be taken: the clause says so, or the act went on after 2021-07-15 (no day of the facts lies before it)."""
    if any("没收违法所得" in text for text in punished_texts(done, decided.value) if text):
        return True
    filed = case.filing_date
    facts = done.passage.text[: done.start]
    days = [one.value for one in find_dates(facts) if not _BORN.search(facts[max(0, one.start - 6) : one.end + 2])]
    return bool(filed and filed >= _SINCE) and all(day >= _SINCE for day in days)


def _not_looked_for(case: CaseFile, done: Imposed, sale: Amount, decided: Dated, rule: Rule) -> list[Outcome]:
    """Sums were earned, and the decision does not say a word about unlawful income."""
    if case.department in rule.params["other_sums"] or not case.readable(done.writ):
        return []
    said = (
        f"《{done.writ.title}》载明“{sale.mention.text}”（第{sale.mention.spans[0].page}页），{zh(decided.value)}的决定没有认定违法所得，"
        "也未说明没有违法所得或者无法计算"
    )
    shown = (case.cite("收入", sale.mention), penalty_shown(case, done, done.items[0].kind))
    texts = [text for text in punished_texts(done, decided.value) if text]
    if any("违法所得" in text for text in texts):
        return [breach(f"疑似违法所得未查明：{said}，而所引罚则规定了违法所得", on=decided.value, evidence=shown, confidence=0.8)]
    return [unknown(said, evidence=shown)]
