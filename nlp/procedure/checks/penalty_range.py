"""Whether the penalty is one that the cited clause provides for, and within its range (处罚法第五条、第七十六条)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ingest.dossier import Writ
from nlp.citations import Citation, find_citations
from nlp.fact import Found
from nlp.facts.shares import in_words
from nlp.procedure.case import CaseFile
from nlp.procedure.clause_pairs import of_another_edition
from nlp.procedure.clause_text import amended_since, clause_text
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence, Severity
from nlp.procedure.fine_base import base_amounts, base_of_tiers, based_range, tier_range
from nlp.procedure.found_facts import found_facts
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import Imposed, clauses, imposed
from nlp.procedure.quoting import quoted
from nlp.procedure.ranges import ABOVE, BELOW, CONDITIONS, FineRange, fine_range, needs_base
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import fined_as
from nlp.procedure.stated_shares import allowed_share, stated_shares
from nlp.procedure.suspensions import allowed_suspension, suspended_for
from nlp.procedure.unit_rates import allowed_rate, numbers_of, stated_rate
from nlp.procedure.violation_time import acted_by

_MITIGATED = re.compile(r"减轻(?:行政)?处罚")
_BEYOND = ("APL2021:第七十六条", "APL2021:第五条")
_BELOW_RANGE = ("APL2021:第七十六条", "APL2021:第三十二条")
# how a clause words each kind of penalty
_WORDED = {
    "警告": r"警告",
    "通报批评": r"通报批评",
    "没收非法财物": r"没收",
    "暂扣许可证件": r"暂扣",
    "吊销许可证件": r"吊销|撤销",
    "降低资质等级": r"降低资质",
    "责令停产停业": r"停产|停业|停止|关闭",
    "限制从业": r"从业|不得从事|不得担任|禁止从事",
    "行政拘留": r"拘留",
    "罚款": r"罚款|罚",
}


@check("law.penalty_type_or_range")
def penalty_type_or_range(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Kinds and fines of the decision against the text of all clauses of penalty it cites."""
    decision = case.decision
    if decision is None:
        return not_applicable("卷内没有处罚决定书")
    done = imposed(decision, case.squeezed(decision))
    if done is None:
        return unknown(f"《{decision.title}》（第{decision.first_page}页）的处罚内容未能识别")
    violated, punished = clauses(done.passage)
    if not punished:
        return unknown(f"《{decision.title}》（第{decision.first_page}页）的处罚依据未能识别")
    day = case.date(decision)
    if not isinstance(day, Dated):
        return unknown(day.reason)
    texts = [clause_text(found.value, day.value) for found in punished]
    if any(text is None for text in texts):
        lacking = next(found.value for found, text in zip(punished, texts, strict=True) if text is None)
        return unknown(f"法规库没有《{lacking.law}》所引条文的有效文本，不能核对处罚种类和幅度")
    held = [text for text in texts if text is not None]
    outcomes = [
        *_kinds(case, decision, done, punished, held, day),
        *_suspended(case, decision, done, punished, held, day),
        *_amount(case, decision, done, punished, held, day),
    ]
    acted = acted_by(case, day.value)
    if outcomes and acted and any(amended_since(found.value, acted, day.value) for found in punished):
        reason = f"{outcomes[0].message}；所引条文在违法行为以后修改过，适用修改前还是修改后的规定请核对（行政处罚法第三十七条）"
        return unknown(reason, evidence=outcomes[0].evidence)
    if outcomes and (renumbered := of_another_edition(violated, punished, day.value)):
        return unknown(f"{outcomes[0].message}；{renumbered}", evidence=outcomes[0].evidence)
    return outcomes or met("处罚种类和罚款数额在所引罚则之内")


def _kinds(
    case: CaseFile, decision: Writ, done: Imposed, punished: Sequence[Found[Citation]], texts: list[str], day: Dated
) -> list[Outcome]:
    joined = "".join(texts)
    outcomes = []
    gain = done.first("没收违法所得")
    if gain and day.value >= _GAIN_SINCE and not re.search(r"违法所得|违法收入", joined) and not _cites_gain(case, decision):
        law = _names(punished)
        outcomes.append(
            breach(
                f"疑似没收违法所得未引依据：决定没收违法所得（第{_page(done, gain.start)}页），所引{law}没有规定，"
                "也未引行政处罚法第二十八条第二款",
                on=day.value,
                severity="minor",
                evidence=(quoted(case, decision, "决定：没收违法所得", gain.start, gain.end), _clause(case, decision, punished[0])),
                law=("APL2021:第七十六条",),
            )
        )
    for item in done.items:
        if item.kind in _WORDED and not re.search(_WORDED[item.kind], joined):
            law = _names(punished)
            outcomes.append(
                breach(
                    f"疑似处罚种类不在罚则之内：决定{item.kind}（第{_page(done, item.start)}页），所引{law}没有这一处罚种类",
                    on=day.value,
                    severity="fatal",
                    evidence=(quoted(case, decision, f"决定：{item.kind}", item.start, item.end), _clause(case, decision, punished[0])),
                    law=("APL2021:第七十六条",),
                    defect=item.kind if item.kind == "行政拘留" else None,
                )
            )
    return outcomes


def _suspended(
    case: CaseFile, decision: Writ, done: Imposed, punished: Sequence[Found[Citation]], texts: list[str], day: Dated
) -> Iterator[Outcome]:
    """How long a business or a permit is suspended against what the clauses allow."""
    text = done.passage.text
    for item in done.items:
        allowed, months = allowed_suspension(item.kind, texts), suspended_for(item.kind, text[item.start : done.end])
        if allowed is None or months is None or (months >= allowed.low and (allowed.high is None or months <= allowed.high)):
            continue
        if months < allowed.low and _MITIGATED.search(text):
            continue
        law = _names(punished)
        above = months > allowed.low
        limit = f"最长{allowed.high}个月" if above else f"最短{allowed.low}个月，决定书未说明减轻处罚"
        what = f"疑似{item.kind}的期限{'超过' if above else '低于'}法定幅度"
        yield breach(
            f"{what}：决定{months}个月（第{_page(done, item.start)}页），{law}规定{limit}",
            on=day.value,
            severity="fatal" if above else "major",
            evidence=(quoted(case, decision, f"决定：{item.kind}", item.start, item.end), _clause(case, decision, punished[0])),
            law=_BEYOND if above else _BELOW_RANGE,
        )


def _cites_gain(case: CaseFile, decision: Writ) -> bool:
    """Whether the decision cites the general provision on unlawful income."""
    found = (one.value for one in find_citations(case.squeezed(decision).text))
    return any("行政处罚法" in one.law and one.article == _GAIN for one in found)


_GAIN, _GAIN_SINCE = 28, date(2021, 7, 15)  # 第二十八条第二款: income is to be taken unless it is to be given back


def _amount(
    case: CaseFile, decision: Writ, done: Imposed, punished: Sequence[Found[Citation]], texts: list[str], day: Dated
) -> list[Outcome]:
    fine = done.first("罚款")
    total = done.fine
    ranges = [found for found in (fine_range(text, fined_as(case)) for text in texts) if found is not None]
    if fine is None or total is None:
        return []
    if any(needs_base(text) for text in texts):
        by_base = _by_base(case, decision, done, punished, texts, day)
        if any(one.verdict == "breach" for one in by_base):
            return by_base
        by_rate = _by_rate(case, decision, done, punished, texts, day, by_base)
        return _by_share(case, decision, done, punished, texts, day, by_rate)
    if not ranges:
        return []
    least, most = _joined(ranges)
    least = max(least, _least_after_order(case, decision, ranges))
    law = _names(punished)
    evidence = (quoted(case, decision, f"罚款 {total:,} 元", fine.start, fine.end), _clause(case, decision, punished[0]))
    if most is not None and total > most:
        message = f"疑似罚款超过法定上限：决定罚款{total:,}元（第{_page(done, fine.start)}页），{law}规定的最高罚款为{most:,}元"
        return [_out_of_range(message, day, evidence, above=True)]
    plain = ranges[0].plain_most if len(ranges) == 1 else None
    if plain is not None and total > plain and not _aggravated(case, decision, done, ranges[0], total):
        needed = "、".join(dict.fromkeys(tier.condition for tier in ranges[0].tiers if tier.condition))
        message = (
            f"疑似罚款超过法定上限：决定罚款{total:,}元（第{_page(done, fine.start)}页），"
            f"{law}在没有“{needed}”情形时最高罚款为{plain:,}元，决定书未写明有该情形"
        )
        return [_out_of_range(message, day, evidence, above=True, confidence=0.8)]
    if total < least and not _MITIGATED.search(done.passage.text):
        message = (
            f"疑似罚款低于法定下限：决定罚款{total:,}元（第{_page(done, fine.start)}页），"
            f"{law}规定的最低罚款为{least:,}元，决定书未说明减轻处罚"
        )
        return [_out_of_range(message, day, evidence, above=False)]
    return []


def _least_after_order(case: CaseFile, decision: Writ, ranges: list[FineRange]) -> Decimal:
    """The lower limit of the tier for who did not put right in time, where the facts say that the party did not."""
    tiers = ranges[0].tiers if len(ranges) == 1 else ()
    late = [tier for tier in tiers if tier.condition == "逾期未改正"]
    if len(late) != 1 or len(tiers) != 2:
        return Decimal(0)
    text = case.squeezed(decision).text
    section = found_facts(text)
    return late[0].low if section and _NOT_PUT_RIGHT.search(text, *section) else Decimal(0)


_NOT_PUT_RIGHT = re.compile(r"逾期(?:仍)?未(?:按要求|完成)?(?:改正|整改)|(?:仍|均)未(?:按要求)?(?:改正|整改)|拒不改正")


def _by_base(
    case: CaseFile, decision: Writ, done: Imposed, punished: Sequence[Found[Citation]], texts: list[str], day: Dated
) -> list[Outcome]:
    """The fine against the multiples or shares of a base (货值金额、工程造价) that the decision gives once."""
    fined = [text for text in texts if "罚款" in text]
    text = fined[0] if len(fined) == 1 else ""
    allowed = based_range(text)
    label = allowed.label if allowed else base_of_tiers(text)
    bases = base_amounts(case.squeezed(decision).text, label) if label else {}
    base, at = next(iter(bases.items())) if len(bases) == 1 else (Decimal(0), 0)
    bounds = (base * allowed.low, base * allowed.high) if allowed else tier_range(text, base, label) if label else None
    fine, total = done.first("罚款"), done.fine
    if label is None or len(bases) != 1 or bounds is None or fine is None or total is None:
        return [unknown("所引罚则的罚款按倍数、比例或者每一单位计算，基数未能核对")]
    least, most = bounds
    if least <= total <= most or (total < least and _MITIGATED.search(done.passage.text)):
        return []
    if total > most and not allowed and re.search(r"情节(?:属于)?(?:特别)?严重", done.passage.text):
        return [unknown("决定书写有情节严重，所引罚则另有幅度，罚款数额未能核对")]
    law = _names(punished)
    what = "超过法定上限" if total > most else "低于法定下限"
    limit = f"最高罚款为{most.normalize():,f}元" if total > most else f"最低罚款为{least.normalize():,f}元，决定书未说明减轻处罚"
    message = f"疑似罚款{what}：决定罚款{total:,}元（第{_page(done, fine.start)}页），按{label}{base:,}元计，{law}规定的{limit}"
    evidence = (
        quoted(case, decision, f"罚款 {total:,} 元", fine.start, fine.end),
        quoted(case, decision, f"{label} {base:,} 元", at, at + len(label)),
        _clause(case, decision, punished[0]),
    )
    if case.recognised(decision) and not _elsewhere(case, decision, label, base):
        return [unknown(f"{message}；基数只在识读的一处读到，请对照页面图像", evidence=evidence)]
    return [_out_of_range(message, day, evidence, above=total > most)]


def _by_share(
    case: CaseFile,
    decision: Writ,
    done: Imposed,
    punished: Sequence[Found[Citation]],
    texts: list[str],
    day: Dated,
    otherwise: list[Outcome],
) -> list[Outcome]:
    """The shares that the decision states against those allowed of the same base; ``otherwise`` where one of its fines states none."""
    stated = [
        (one, allowed) for one in stated_shares(done.passage.text, done.start, done.end) if (allowed := allowed_share(texts, one.label))
    ]
    law = _names(punished)
    outcomes = []
    for one, allowed in stated:
        above = one.share > allowed.high
        if not above and (one.share >= allowed.low or _MITIGATED.search(done.passage.text)):
            continue
        what = "超过法定上限" if above else "低于法定下限"
        limit = f"最高为{in_words(allowed.high)}" if above else f"最低为{in_words(allowed.low)}，决定书未说明减轻处罚"
        outcomes.append(
            _out_of_range(
                f"疑似罚款{what}：决定按{allowed.label}的{one.said}处罚款（第{_page(done, one.start)}页），{law}规定的{limit}",
                day,
                (quoted(case, decision, f"{allowed.label}的{one.said}", one.start, one.end), _clause(case, decision, punished[0])),
                above=above,
            )
        )
    fines = done.fines
    return outcomes or ([] if len(stated) == len(fines) else otherwise)


def _by_rate(
    case: CaseFile,
    decision: Writ,
    done: Imposed,
    punished: Sequence[Found[Citation]],
    texts: list[str],
    day: Dated,
    otherwise: list[Outcome],
) -> list[Outcome]:
    """What the decision takes for each unit against what the clauses allow for it; ``otherwise`` where the number of units is not told."""
    text, total = done.passage.text, done.fine
    stated = stated_rate(text, max(done.start - _BEFORE_OPERATIVE, 0), done.end)
    allowed = allowed_rate(texts, stated.unit) if stated else None
    if stated is None or allowed is None or total is None:
        return otherwise
    above, below = stated.rate > allowed.high, stated.rate < allowed.low and not _MITIGATED.search(text)
    if not above and not below:
        return [] if total / stated.rate in numbers_of(text, stated.unit) else otherwise
    law = _names(punished)
    what = "超过法定上限" if above else "低于法定下限"
    limit = f"最高为{allowed.high:,}元" if above else f"最低为{allowed.low:,}元，决定书未说明减轻处罚"
    shown = quoted(case, decision, f"每{stated.unit}{stated.rate:,}元", stated.start, stated.end)
    message = f"疑似罚款{what}：决定按每{stated.unit}{stated.rate:,}元计（第{_page(done, stated.start)}页），{law}规定的{limit}"
    return [_out_of_range(message, day, (shown, _clause(case, decision, punished[0])), above=above)]


def _out_of_range(message: str, day: Dated, evidence: tuple[Evidence, ...], *, above: bool, confidence: float = 1.0) -> Outcome:
    """A fine above what the clauses allow, or below it."""
    severity: Severity = "fatal" if above else "major"
    law, defect = (_BEYOND, ABOVE) if above else (_BELOW_RANGE, BELOW)
    return breach(message, on=day.value, severity=severity, evidence=evidence, law=law, confidence=confidence, defect=defect)


def _names(punished: Sequence[Found[Citation]]) -> str:
    """The clauses as the decision cites them, each once."""
    return "、".join(dict.fromkeys(found.text for found in punished))


_BEFORE_OPERATIVE = 60  # characters before the operative part in which the rate may stand


def _elsewhere(case: CaseFile, decision: Writ, label: str, base: Decimal) -> bool:
    """Whether another paper of the case gives the same base."""
    others = (writ for type in ("investigation_report", "prior_notice", "collective_discussion") for writ in case.writs(type))
    return any(base in base_amounts(case.squeezed(writ).text, label) for writ in others if writ is not decision)


def _aggravated(case: CaseFile, decision: Writ, done: Imposed, allowed: FineRange, total: Decimal) -> bool:
    """Whether the decision says, up to its operative part, that the condition of a tier that allows this fine is met."""
    needed = {tier.condition for tier in allowed.tiers if tier.high is None or tier.high >= total}
    said = "|".join(words for name, _, words in CONDITIONS if name in needed)
    return bool(said) and any(hit.start < done.end for hit in case.mentions(decision, said, drop_negation=True))


def _joined(ranges: list[FineRange]) -> tuple[Decimal, Decimal | None]:
    """Several clauses may each carry a fine: the sum of their limits bounds the total."""
    highs = [one.most for one in ranges]
    most = None if any(high is None for high in highs) else sum((high for high in highs if high is not None), Decimal(0))
    return min(one.least for one in ranges), most


def _clause(case: CaseFile, decision: Writ, found: Found[Citation]) -> Evidence:
    return quoted(case, decision, "处罚依据", found.start, found.end)


def _page(done: Imposed, at: int) -> int:
    return done.passage.pages[at]
