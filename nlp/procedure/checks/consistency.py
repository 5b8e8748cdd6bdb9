"""Do the amounts agree, and does the decision stay within what was announced (处罚法第四十四条、第五十九条、第六十二条)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from ingest.dossier import Writ
from nlp.citations import Citation, find_citations
from nlp.fact import Found
from nlp.facts.amount_pairs import find_amount_pairs, lost_digit
from nlp.facts.amounts import find_amounts, parse_amount
from nlp.facts.shares import SHARE, parse_share
from nlp.procedure.act_day import act_day, law_day
from nlp.procedure.announced import Announced, announced, untold
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Missing
from nlp.procedure.finding import Evidence
from nlp.procedure.fine_base import base_amounts
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.parties import last_notices
from nlp.procedure.penalties import Imposed, Penalty, clauses, imposed, planned
from nlp.procedure.quoting import penalty_shown, quoted, sentence
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.said_again import stands_alone
from nlp.procedure.stated_shares import stated_shares
from nlp.procedure.told_facts import Difference, differences
from nlp.procedure.unit_rates import numbers_of, stated_rate
from nlp.sought import sought
from nlp.statutes.library import library

_WITH_AMOUNTS = (
    "prior_notice",
    "penalty_decision",
    "summary_decision",
    "no_penalty_decision",
    "decision_approval",
    "collective_discussion",
    "investigation_report",
    "payment_doc",
    "enforcement_doc",
)
# up to where the amount of a total begins, in figures or in words: 以上两项合计人民币叁仟元整, 罚没款合计（大写）：叁仟元整
_TOTAL = re.compile(
    r"(?:以上(?P<items>[两二三四五])项)?(?P<of>[^，。；：:\d元]{0,16}?)(?:合计|共计|总计)(?:应?(?:缴|处)?罚没?款?|金额|款项)*为?"
    r"(?:人民币|[（(]?大写[）)]?|[：:])*(?=[\d¥￥壹贰貳叁參肆伍陆陸柒捌玖拾一二两三四五六七八九十百千])"
)
_NO_PENALTY = re.compile(r"货值|价值|货款|所得|收入|利润|成本|购进|销售")  # a total of something else, unless fines are named with it
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_MULTIPLE = sought(
    r"(?:货值金额|违法所得|(?:合同)?价款|工程造价)(?:为|共计|计|人民币|的)*(?P<base>\d[\d,]*(?:\.\d+)?万?元)?[^。；]{0,30}?"
    rf"(?P<said>{SHARE})"
    r"(?:的)?罚款[，,]?(?:即|计|共计|合计|人民币|为)+"
    r"(?P<fine>\d[\d,]*(?:\.\d+)?万?元|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,}[元圆])"
)
_LOWERED = re.compile(
    r"(?<!不)予以采纳|部分采纳|(?<!不予)(?<!未予)(?<![不未])采纳(?:其|当事人|该|了)?|从轻|减轻|(?:调整|变更|降低|下调|减少)"
)
_HEARD = re.compile(r"陈述|申辩|听证|复核|意见")
_REFUSED = re.compile(r"不予采纳|未予采纳|不采纳|未采纳|不能成立|不成立|维持")
# the multiple or share of a base that the reasons settle on: 拟处货值金额0.8倍罚款
_RATE = re.compile(
    r"(?P<label>货值金额|违法所得|工程造价|工程合同价款|合同价款|销售金额|违法收入)(?:的)?"
    rf"(?P<said>{SHARE})(?:的)?(?:罚款|处罚|计罚|予以罚款)"
)
_CENT = Decimal("0.01")

_SHOWN = 20  # characters of what could not be read, for the message


@check("decision.amount_inconsistent")
def amount_inconsistent(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Figures against capitals, parts against the total, multiples against the fine, approval and discussion against the decision."""
    writs = [writ for writ in case.dossier.writs if writ.type in _WITH_AMOUNTS]
    if not writs:
        return not_applicable("没有写明金额的文书")
    outcomes: list[Outcome] = []
    for writ in writs:
        outcomes.extend(_figures_and_capitals(case, writ))
    decision = case.decision
    if decision is not None:
        outcomes.extend(_unreadable(case, decision))
        outcomes.extend(_sums(case, decision))
        outcomes.extend(_approved(case, decision))
        outcomes.extend(_gain_approved(case, decision))
    return outcomes or met("各文书金额大小写、合计和前后一致")


def _unreadable(case: CaseFile, decision: Writ) -> Iterator[Outcome]:
    """A fine whose amount does not parse, or is not there: nothing can be compared with it."""
    what = imposed(decision, case.squeezed(decision))
    fine = what.first("罚款") if what else None
    if what and fine and what.fine is None:
        text = case.squeezed(decision).text
        shown = text[fine.start : fine.start + _SHOWN]
        yield unknown(
            f"《{decision.title}》（第{decision.first_page}页）的罚款金额未写明或者不能识读：“{shown}”",
            evidence=(quoted(case, decision, "罚款", fine.start, min(len(text), fine.start + _SHOWN)),),
        )


def _figures_and_capitals(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    for pair in find_amount_pairs(case.squeezed(writ).text):
        if pair.agrees:
            continue
        where = f"《{writ.title}》（第{case.squeezed(writ).pages[pair.start]}页）"
        if pair.figures is None or pair.capitals is None:
            yield unknown(f"{where}的金额“{pair.text}”不能识读", evidence=(quoted(case, writ, "金额", pair.start, pair.end),))
            continue
        said = f"{where}小写为{pair.figures:,}元，大写为{pair.capitals_text}（{pair.capitals:,}元）"
        evidence = (quoted(case, writ, f"{pair.figures:,} 元 / {pair.capitals_text}", pair.start, pair.end),)
        if case.recognised(writ) and pair.perhaps_misread:
            yield unknown(f"大小写金额不同：{said}，可能是识读有误，请对照页面图像", evidence=evidence)
            continue
        yield breach(f"疑似金额大小写不一致：{said}", on=act_day(case, writ), evidence=evidence, law=("APL2021",))


def _sums(case: CaseFile, decision: Writ) -> Iterator[Outcome]:
    done = imposed(decision, case.squeezed(decision))
    wrong = [*_reckoned(case, decision, done), *_stated_rate(case, decision, done), *_by_unit(case, decision, done)] if done else []
    yield from (wrong or _multiples(case, decision))[:1]
    if done:
        yield from _totals(case, decision, done)


def _multiples(case: CaseFile, decision: Writ) -> list[Outcome]:
    """Multiples anywhere in a decision, with base and result in one sentence."""
    found = []
    for match in _MULTIPLE.finditer(case.squeezed(decision).text):
        base, fine = parse_amount(match["base"] or ""), parse_amount(match["fine"])
        share = parse_share(match["said"])
        if base is not None and fine is not None and share is not None and not _agrees(base * share, fine):
            shown = (quoted(case, decision, "罚款计算", match.start(), match.end()),)
            found.append(_miscalculated(case, decision, f"以{base:,}元的{match['said']}计", base * share, f"写为{fine:,}元", shown))
    return found


def _reckoned(case: CaseFile, decision: Writ, done: Imposed) -> Iterator[Outcome]:
    """Each fine against the share it is said to be of its base, where the base stands with it or once in the decision."""
    text = done.passage.text
    for one in stated_shares(text, done.start, done.end):
        fine = next((item for item in done.items if item.kind == "罚款" and item.amount and one.start <= item.start <= one.end), None)
        base = one.base or _base(text, one.label)
        if fine is None or fine.amount is None or base is None or _agrees(base * one.share, fine.amount):
            continue
        shown = (quoted(case, decision, "罚款计算", one.start, one.end), quoted(case, decision, "罚款", fine.start, fine.end))
        reckoned = f"按{one.label}{base:,}元的{one.said}计"
        yield _miscalculated(case, decision, reckoned, base * one.share, f"决定罚款{fine.amount:,}元", shown)


def _by_unit(case: CaseFile, decision: Writ, done: Imposed) -> Iterator[Outcome]:
    """The fine against so much for each person or square metre, where the decision counts them once."""
    text = done.passage.text
    stated = stated_rate(text, done.start, done.end)
    fines = done.fines
    numbers = numbers_of(text[: done.end], stated.unit) if stated and len(fines) == 1 else set()
    fine = fines[0].amount if fines else None
    if stated is None or fine is None or len(numbers) != 1 or _agrees(stated.rate * (number := numbers.pop()), fine):
        return
    shown = (quoted(case, decision, "罚款标准", stated.start, stated.end), penalty_shown(case, done, "罚款"))
    reckoned = f"按每{stated.unit}{stated.rate:,}元、{number}{stated.unit}计"
    if case.recognised(decision):
        yield unknown(f"《{decision.title}》（第{decision.first_page}页）{reckoned}，与罚款{fine:,}元不符，可能是识读有误", evidence=shown)
        return
    yield _miscalculated(case, decision, reckoned, stated.rate * number, f"决定罚款{fine:,}元", shown)


def _base(text: str, label: str) -> Decimal | None:
    """The one amount that a text gives of a base, under its name or the last word of it (滥伐林木价值: 认定价值5460元)."""
    last = _WORTH.search(label)
    for name in (label, *([last.group()] if last else [])):
        if amounts := base_amounts(text, name):
            return next(iter(amounts)) if len(amounts) == 1 else None
    return None


_WORTH = re.compile(r"(?:价值|货值(?:金额)?|价款|造价)$")


def _agrees(reckoned: Decimal, fine: Decimal) -> bool:
    return abs(reckoned - fine) <= fine / 100


def _miscalculated(case: CaseFile, decision: Writ, reckoned: str, right: Decimal, said: str, shown: Iterable[Evidence]) -> Outcome:
    return breach(
        f"疑似罚款计算有误：《{decision.title}》（第{decision.first_page}页）{reckoned}，应为{right.normalize():,f}元，{said}",
        on=act_day(case, decision),
        evidence=shown,
        law=("APL2021",),
    )


def _totals(case: CaseFile, decision: Writ, done: Imposed) -> Iterator[Outcome]:
    """The totals stated behind the penalties against their sum, by figures or by words where these differ."""
    text = done.passage.text
    for match in _TOTAL.finditer(text, done.start, min(len(text), done.end + 80)):
        stated = next((one for one in find_amounts(text) if one.start <= match.end() < one.end), None)
        before = [item for item in done.items if item.start < match.start()]
        parts = [item.amount for item in before if item.amount is not None]
        if stated is None or len(parts) < 2 or any(item.end >= stated.end for item in before):
            continue
        if _NO_PENALTY.search(match["of"]) and "罚" not in match["of"]:
            continue
        fines = [item.amount for item in before if item.kind == "罚款" and item.amount is not None]
        sums = {sum(parts, Decimal(0)), *([] if "没" in match.group() else [sum(fines, Decimal(0))])}
        pairs = [pair for pair in find_amount_pairs(text) if pair.start <= match.end() < pair.end]
        readings = [stated.value, *(one for pair in pairs for one in (pair.figures, pair.capitals) if one is not None)]
        if any(abs(one - reading) < _CENT for one in sums for reading in readings):
            continue
        listed = " + ".join(f"{part:,}元" for part in parts)
        said = f"《{decision.title}》（第{decision.first_page}页）{listed}，合计写为{stated.value:,}元"
        shown = (quoted(case, decision, f"合计 {stated.value:,} 元", match.start(), stated.end),)
        if _COUNTS.get(match["items"] or "", len(parts)) not in (len(parts), len(before)):
            yield unknown(f"合计所称以上{match['items']}项与读出的分项不同，请核对：{said}", evidence=shown)
            continue
        yield breach(f"疑似分项与合计不一致：{said}", on=act_day(case, decision), evidence=shown, law=("APL2021",))


def _stated_rate(case: CaseFile, decision: Writ, done: Imposed) -> Iterator[Outcome]:
    """The fine against the multiple or share that the reasons settle on, where the facts give its base once."""
    text = case.squeezed(decision).text
    rates = list(_RATE.finditer(text))
    fines = [item for item in done.items if item.kind == "罚款"]
    if len({match["said"] for match in rates}) != 1 or len(fines) != 1 or done.fine is None:
        return
    match, times = rates[0], parse_share(rates[0]["said"])
    bases = base_amounts(text, match["label"])
    if len(bases) != 1 or times is None:
        return
    base, at = next(iter(bases.items()))
    if _agrees(base * times, done.fine):
        return
    shown = (
        quoted(case, decision, "罚款计算", match.start(), match.end()),
        quoted(case, decision, f"{match['label']} {base:,} 元", at, at + len(match["label"])),
        penalty_shown(case, done, "罚款"),
    )
    reckoned = f"按{match['label']}{base:,}元的{match['said']}计"
    yield _miscalculated(case, decision, reckoned, base * times, f"决定罚款{done.fine:,}元", shown)


def _approved(case: CaseFile, decision: Writ) -> Iterator[Outcome]:
    """The fine that was approved or discussed last against the fine decided; a lower one after a statement was accepted is lawful."""
    done = imposed(decision, case.squeezed(decision))
    if done is None or done.fine is None:
        return
    for type, name in (("decision_approval", "审批"), ("collective_discussion", "集体讨论")):
        writ = case.last(type)
        agreed = planned(writ, case.squeezed(writ)) if writ else None
        if writ is None or agreed is None or agreed.fine is None or done.fine in agreed.fine_readings or agreed.fine in done.fine_readings:
            continue
        lowered = done.fine < agreed.fine and _accepted(done.passage.text)
        if lowered or (type == "collective_discussion" and agreed.fine < done.fine):
            continue  # the second is decision.collective_discussion_defect's to report
        alone = [item.amount for item in agreed.items if item.kind == "罚款" and stands_alone(agreed.passage.text, item.start)]
        if any(amount in done.fine_readings for amount in alone):
            yield unknown(
                f"《{writ.title}》（第{writ.first_page}页）写有几个罚款金额，其一与决定的{done.fine:,}元相同，何者为最后批准的金额请核对",
                evidence=(penalty_shown(case, agreed, "罚款"), penalty_shown(case, done, "罚款")),
            )
            continue
        said = (
            f"《{writ.title}》（第{writ.first_page}页）罚款{agreed.fine:,}元，"
            f"《{decision.title}》（第{decision.first_page}页）罚款{done.fine:,}元"
        )
        evidence = (penalty_shown(case, agreed, "罚款"), penalty_shown(case, done, "罚款"))
        if case.recognised(writ, decision) and lost_digit(agreed.fine, done.fine):
            yield unknown(f"{name}金额与决定不同：{said}，可能是识读有误，请对照页面图像", evidence=evidence)
            continue
        yield breach(f"疑似{name}金额与决定不一致：{said}", on=act_day(case, decision), evidence=evidence, law=("APL2021",))


def _gain_approved(case: CaseFile, decision: Writ) -> Iterator[Outcome]:
    """The income that was approved to be taken against the income the decision takes, where the approval nowhere gives the latter."""
    writ, done = case.last("decision_approval"), imposed(decision, case.squeezed(decision))
    agreed = planned(writ, case.squeezed(writ)) if writ else None
    if writ is None or agreed is None or done is None or agreed.confiscated is None or done.confiscated is None:
        return
    text = agreed.passage.text
    pairs = {pair.figures for pair in find_amount_pairs(text)} | {pair.capitals for pair in find_amount_pairs(text)}
    if done.confiscated in {one.value for one in find_amounts(text)} | pairs:
        return
    if done.confiscated < agreed.confiscated and _accepted(done.passage.text):
        return
    said = (
        f"《{writ.title}》（第{writ.first_page}页）没收违法所得{agreed.confiscated:,}元，"
        f"《{decision.title}》（第{decision.first_page}页）没收{done.confiscated:,}元"
    )
    evidence = (penalty_shown(case, agreed, "没收违法所得"), penalty_shown(case, done, "没收违法所得"))
    if case.recognised(writ, decision):
        yield unknown(f"审批的没收数额与决定不同：{said}，可能是识读有误，请对照页面图像", evidence=evidence)
        return
    yield breach(f"疑似审批金额与决定不一致：{said}", on=act_day(case, decision), evidence=evidence, law=("APL2021",))


def _accepted(text: str) -> bool:
    """Whether a sentence on what the party said lowers the penalty."""
    told = [one for one in text.split("。") if _HEARD.search(one)]
    return any(_LOWERED.search(one) and not _REFUSED.search(one) for one in told)


@check("notice.decision_mismatch")
def decision_mismatch(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Clauses, kinds of penalty and fine of the decision against the last notice to each party. Less than announced is lawful."""
    decision = case.last("penalty_decision")
    notices = last_notices(case, decision=decision)
    if decision is None or not notices:
        return not_applicable("没有处罚决定书或者告知书，无从比较")
    days = [law_day(case, notice) for notice in notices]
    if undated := next((day for day in days if isinstance(day, Missing)), None):
        return unknown(undated.reason)
    outcomes: list[Outcome] = []
    if not untold(case, decision):  # else the clauses of who was not told at all
        outcomes = [*_clauses_added(case, notices, decision), *_facts_raised(case, notices, decision)]
    if all(isinstance(day, date) and day >= _CONTENT_TOLD_SINCE for day in days):
        compared = announced(case, notices, decision)
        if isinstance(compared, Writ):
            outcomes.append(unknown(f"《{compared.title}》（第{compared.first_page}页）的处罚内容未能识别，不能比较告知与决定"))
        else:
            outcomes.extend(outcome for one in compared for outcome in _penalties_added(case, one))
    pages = "、".join(str(notice.first_page) for notice in notices)
    return outcomes or met(f"决定与告知书（第{pages}页）的依据、种类、金额一致")


_CONTENT_TOLD_SINCE = date(2021, 7, 15)  # 第四十四条; the 2017 text asked for facts, reasons and basis only


def _clauses_added(case: CaseFile, notices: Sequence[Writ], decision: Writ) -> Iterator[Outcome]:
    """违则 and 罚则 of the decision that no notice named; mitigation and benchmarks are no new clauses."""
    parts = [clauses(case.squeezed(notice)) for notice in notices]
    told = [(notice, one) for notice, roles in zip(notices, parts, strict=True) for role in roles for one in role]
    if not told:
        return
    known = [one.value for _, one in told]
    notice, first = told[0]
    said_by = [any(roles[i] for roles in parts) for i in range(2)]
    for role, said, found in zip(("违反的条款", "处罚依据"), said_by, clauses(case.squeezed(decision)), strict=True):
        if not said and role == "处罚依据":
            continue  # a notice without any: 告知内容不全
        for one in found:
            if one.value.article is None or any(_covers(other, one.value) for other in known) or _mitigates(case, decision, one):
                continue
            told_here = "、".join(dict.fromkeys(o.text for _, o in told))
            pages = "、".join(str(writ.first_page) for writ in notices)
            difference = (
                f"《{decision.title}》（第{decision.first_page}页）的{role}{one.text}，"
                f"《{notice.title}》（第{pages}页）未告知（告知的是{told_here}）"
            )
            shown = (
                quoted(case, decision, f"决定：{role}", one.start, one.end),
                quoted(case, notice, "告知的依据", first.start, first.end),
            )
            near = [other for other in known if _alike(other, one.value)]
            writs = (*notices, decision)
            doubtful = near and case.recognised(*writs) and not _read_alike(case, writs, near, one.value)
            known.append(one.value)
            if doubtful:
                yield unknown(f"{difference}，两处只差一字，可能是识读有误，请对照页面图像", evidence=shown)
                continue
            yield breach(
                f"疑似告知与决定的依据不一致：{difference}，卷内未见重新告知",
                on=act_day(case, decision),
                evidence=shown,
                law=("APL2021",),
                defect="notice.mismatch",
            )


def _key(citation: Citation) -> tuple[str, int | None, int | None]:
    statute = library().resolve(citation.law)
    title = statute.title if statute else citation.law
    return re.sub(r"^中华人民共和国", "", title), citation.article, citation.sub


def _covers(told: Citation, cited: Citation) -> bool:
    """Whether what was told covers what is cited: the same article, and no other paragraph or item where both name one."""
    if _key(told) != _key(cited):
        return False
    levels = ((told.paragraph, cited.paragraph), (told.item, cited.item))
    return all(one is None or other is None or one == other for one, other in levels)


def _alike(told: Citation, cited: Citation) -> bool:
    """Whether on recognised pages one may be the other misread: the article of a name that is one character off, or another numeral."""
    one, other = _key(told)[0], _key(cited)[0]
    same_name = len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    exists = library().article(cited.law, cited.article, sub=cited.sub) if cited.article is not None else None
    return same_name and (told.article == cited.article or exists is None)


def _read_alike(case: CaseFile, writs: Sequence[Writ], told: list[Citation], cited: Citation) -> bool:
    """Whether other papers bear out both readings: another cites what was told, and another what was decided, of the same article."""
    others = [one for type in _CITING for writ in case.writs(type) if writ not in writs for one in _cited(case, writ)]
    same = [one for one in others if _key(one) == _key(cited)]
    exactly = {(one.paragraph, one.item) for one in same}
    return (cited.paragraph, cited.item) in exactly and any(
        _key(one) == _key(cited) and (one.paragraph, one.item) in exactly and one.item is not None for one in told
    )


_CITING = ("correction_notice", "investigation_report", "legal_review", "collective_discussion", "decision_approval")


def _cited(case: CaseFile, writ: Writ) -> list[Citation]:
    return [one.value for one in find_citations(case.squeezed(writ).text)]


def _facts_raised(case: CaseFile, notices: Sequence[Writ], decision: Writ) -> Iterator[Outcome]:
    """Figures of the facts that are greater in the decision than in every notice; a day that differs is a slip."""
    decided = case.squeezed(decision).text
    told = [differences(case.squeezed(notice).text, decided) for notice in notices]
    notice = notices[-1]
    found = [one for one in told[-1] if all(one.decided_at in {other.decided_at for other in others} for others in told)]
    grew = [one for one in found if one.grew and not one.of_day]
    several = grew or [one for one in found if one.of_day]
    if not several:
        return
    listed = "、".join(f"{one.decided}（告知的是{one.told}）" for one in several[:_LISTED])
    shown = _differing(case, notice, decision, several[0])
    message = f"《{notice.title}》（第{shown[1].page}页）、《{decision.title}》（第{shown[0].page}页），决定认定{listed}"
    if len(grew) < _NOT_MISREAD and case.recognised(notice, decision):
        yield unknown(f"告知与决定的事实不同：{message}，可能是识读有误，请对照页面图像", evidence=shown)
        return
    yield breach(
        f"疑似告知与决定的事实不一致：{message}，卷内未见重新告知",
        on=act_day(case, decision),
        severity=None if grew else "minor",
        evidence=shown,
        law=("APL2021",),
        defect="notice.mismatch.facts",
    )


_LISTED = 3  # figures that a message lists
_NOT_MISREAD = 2  # figures that grew together: recognition does not misread two of them the same way


def _differing(case: CaseFile, notice: Writ, decision: Writ, one: Difference) -> tuple[Evidence, Evidence]:
    return (
        quoted(case, decision, f"决定认定 {one.decided}", *one.decided_at),
        quoted(case, notice, f"告知 {one.told}", *one.told_at),
    )


def _mitigates(case: CaseFile, decision: Writ, found: Found[Citation]) -> bool:
    """Whether the clause around a citation speaks of mitigation or of a benchmark."""
    text = case.squeezed(decision).text
    start, end = sentence(text, found.start, found.end, stops="。；，,")
    return bool(re.search(r"从轻|减轻|不予|免予|裁量|基准", text[start:end]))


def _penalties_added(case: CaseFile, compared: Announced) -> Iterator[Outcome]:
    done, kinds = compared.done, compared.kinds
    extra = [item for item in done.items if item.kind not in kinds]
    for item in extra:
        yield _added(case, compared, item, f"决定{item.kind}，告知的处罚为{'、'.join(sorted(kinds))}")
    if compared.fined_more and not extra:
        yield _added(case, compared, done.first("罚款"), f"决定罚款{done.fine:,}元，告知的是{compared.fine:,}元")
    elif compared.takes_more and not extra:
        what = f"决定没收违法所得{done.confiscated:,}元，告知的是{compared.confiscated:,}元"
        yield _unless_misread(case, compared, _added(case, compared, done.first("没收违法所得"), what), "金额")
    elif (longer := compared.lasting_longer) and not extra:
        kind, lasts, told = longer
        yield _unless_misread(
            case, compared, _added(case, compared, done.first(kind), f"决定{kind}{lasts.said}，告知的是{told.said}"), "期限"
        )


def _unless_misread(case: CaseFile, compared: Announced, found: Outcome, what: str) -> Outcome:
    doubtful = case.recognised(compared.done.writ, *(one.writ for one in compared.told))
    return unknown(f"{found.message}；{what}可能是识读有误，请对照页面图像", evidence=found.evidence) if doubtful else found


def _added(case: CaseFile, compared: Announced, item: Penalty | None, what: str) -> Outcome:
    kind = item.kind if item else "罚款"
    done, told = compared.done, compared.by(kind)
    first = next((one for one in told.items), None)
    return breach(
        f"疑似决定重于告知：{what}（告知书第{told.writ.first_page}页，决定书第{done.writ.first_page}页），卷内未见重新告知",
        on=act_day(case, done.writ),
        evidence=(penalty_shown(case, done, kind), penalty_shown(case, told, kind if told.first(kind) or first is None else first.kind)),
        law=("APL2021",),
        defect="notice.heavier",
    )
