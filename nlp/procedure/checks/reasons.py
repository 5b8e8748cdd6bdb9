"""Reasons for the measure of a fine: benchmarks of discretion (裁量基准), the top of the range, small cases (处罚法第五条、第三十四条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.dossier import Writ
from nlp.facts.amounts import find_amounts
from nlp.facts.parties import is_person_name
from nlp.procedure.case import CaseFile
from nlp.procedure.checks.summary_limit import party_kind
from nlp.procedure.clause_text import amended_since, punished_texts
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence, Severity
from nlp.procedure.fine_base import base_amounts, base_of_tiers, tier_range
from nlp.procedure.gain import found_gain
from nlp.procedure.local import Benchmark
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import Imposed, clauses, imposed
from nlp.procedure.quoting import penalty_shown, quoted
from nlp.procedure.ranges import ABOVE, BELOW, FineRange, Tier, fine_range, needs_base
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import fined_as
from nlp.procedure.violation_time import acted_by
from nlp.statutes.library import library

_REASONING = ("penalty_decision", "investigation_report", "collective_discussion", "decision_approval", "legal_review")
_WEIGHED = (
    # 裁量理由 heads a paragraph of printed forms, 裁量适当 is what every reviewer says, and 基准灶头 or 基准地价 measure something else
    r"裁量(?!(?:权)?(?:的)?(?:行使|适用)?(?:是否|理由|适当|合理|得当|恰当|准确|正确|无不当))|(?:处罚|量罚|罚款)[^，。；]{0,8}基准|从轻|减轻|从重|较轻|较重|档次|阶次|幅度|量罚|(?:违法|一般|严重|轻微|特别严重)情节"
    r"|情节(?:属|较|轻|一般|严重|特别|恶劣|显著)|综合(?:考虑|全案|考量)"
)
# the benchmark by its title, or a circumstance that lessens
_BENCHMARK = (
    r"(?:参照|参考|对照|适用|依据|按照|根据)《[^》]{2,40}(?:裁量|基准)[^》]{0,12}》|鉴于[^。；]{0,20}(?:首次|初次|主动|及时|积极|配合)"
)
_GRAVE = (
    r"从重|(?:情节|后果|违法(?:行为|程度)?|危害)(?:属于|特别|较为|十分|非常)?(?:严重|较重|恶劣)|严重(?:违法|情节|后果|危害|档)"
    r"|恶劣|多次|屡|拒不|再次|最高档"
)
_AS_LAW = re.compile(r"[^，。；]{0,8}(?:的|者)[，,]")  # 拒不改正的，责令停产: words of the clause, not of the case
# the tier as the reasons name it: 对应罚款幅度为二万元以上四万元以下
_STATED = re.compile(
    r"(?<!法定)(?<!法律规定的)(?:罚款|处罚|裁量)(?:的)?(?:幅度|区间|数额|金额|标准|档次)(?:应当|应)?(?:为|是|在|：|:)(?:人民币)?"
    r"(?P<low>[\d,，.一二三四五六七八九十百千万]+元?)(?:以上|至|到|[-—–~～])(?P<high>[\d,，.一二三四五六七八九十百千万]+元)(?:以下|之间|以内)?"
)
_APART = (
    r"(?:高于|低于|超出|突破|偏离|不适用|上浮|下浮|降档|升档)[^。；]{0,16}(?:基准|档|幅度)"
    r"|(?:基准|档|幅度)[^。；]{0,16}(?:以外|之外|上浮|下浮)"
)
_TIERS = re.compile(r"裁量[^。；]{0,40}?(?:基准|标准|规则|细则|规定|清单|办法)")
_HEAVIER = re.compile(r"(?:予以|给予|应当|依法|应|可以|可|决定|予)?从重(?:行政)?处罚")
_GOODS = re.compile(r"货值(?:金额)?(?:共计|合计|总计|共|计|为|是|约|人民币)*(?=[\d¥￥])")
_LENIENT = r"减轻|不予(?:行政)?处罚"
_DANGER = re.compile(
    r"有毒|有害|掺|假药|劣药|药品|危险化学品|危险物品|易燃|爆炸|烟花|燃气|特种设备|兴奋剂|瘦肉精|病死|检疫|疫苗|毒|枪|放射|走私|伪造|假冒伪劣"
)
_TOP = Decimal("0.95")


@dataclass(frozen=True, slots=True)
class _Fine:
    """The fine of a decision with the range of the one clause that sets it."""

    writ: Writ
    done: Imposed
    decided: Dated
    amount: Decimal
    allowed: FineRange

    def whole(self, case: CaseFile) -> tuple[Evidence, Evidence]:
        """The fine and the clause it rests on."""
        _, punished = clauses(self.done.passage)
        return penalty_shown(case, self.done, "罚款"), quoted(case, self.writ, "处罚依据", punished[0].start, punished[0].end)


def _fine(case: CaseFile) -> _Fine | None:
    """None where there is no ordinary decision with a fine, or its range is not known in yuan."""
    decision = case.last("penalty_decision")
    decided = case.date(decision)
    done = imposed(decision, case.squeezed(decision)) if decision else None
    if decision is None or done is None or done.fine is None or not isinstance(decided, Dated):
        return None
    texts = punished_texts(done, decided.value)
    known = [text for text in texts if text is not None]
    allowed = _allowed(case, done, known) if len(known) == len(texts) else None
    if allowed is None:
        return None
    acted = acted_by(case, decided.value)
    if acted and any(amended_since(one.value, acted, decided.value) for one in clauses(done.passage)[1]):
        return None  # 第三十七条: the earlier text may govern
    return _Fine(decision, done, decided, done.fine, allowed)


def _allowed(case: CaseFile, done: Imposed, texts: list[str]) -> FineRange | None:
    """The range of the one clause that sets it; where amounts part its tiers (货值不足一万元), of the tier in which the decision's lies."""
    if not any(needs_base(text) for text in texts):
        found = [one for one in (fine_range(text, fined_as(case)) for text in texts) if one is not None]
        return found[0] if len(found) == 1 else None
    fining = [text for text in texts if "罚款" in text]
    label = base_of_tiers(fining[0]) if len(fining) == 1 else None
    bases = list(base_amounts(done.passage.text, label)) if label else []
    bounds = tier_range(fining[0], bases[0], label) if label and len(bases) == 1 else None
    return FineRange(*bounds, (Tier(*bounds, None),)) if bounds else None


@check("discretion.benchmark_not_applied")
def benchmark_not_applied(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A fine chosen within a range without a word on why; where benchmarks are loaded, a fine outside of the tier that was named."""
    decision = case.last("penalty_decision")
    decided = case.date(decision)
    done = imposed(decision, case.squeezed(decision)) if decision else None
    if decision is None or done is None or done.fine is None or not isinstance(decided, Dated):
        return not_applicable("没有普通程序的罚款决定")
    texts = [text for text in punished_texts(done, decided.value) if text is not None]
    ranges = [one for one in (fine_range(text, fined_as(case)) for text in texts) if one is not None]
    if not any(needs_base(text) for text in texts) and not any(one.most is None or one.most > one.least for one in ranges):
        return not_applicable("所引罚则没有罚款幅度，或者法规库没有其文本")
    evidence = [penalty_shown(case, done, "罚款")]
    if off := _off_tier(case, decision, done, decided) or _off_stated(case, decision, done, decided):
        return off
    writs = [writ for type in _REASONING for writ in case.writs(type)]
    if case.mentions(writs, _WEIGHED) or case.mentions(writs, _BENCHMARK, drop_citations=False):
        return met("决定或者调查报告说明了裁量的情节、基准")
    if case.gaps or not all(case.readable(writ) for writ in writs):
        return unknown(f"未见裁量理由，但{'；'.join(case.gaps)}", evidence=evidence)
    return breach(
        f"疑似未说明裁量理由：{decided.text}在法定幅度内决定罚款{done.fine:,}元，"
        f"《{decision.title}》（第{decision.first_page}页）和调查报告、审核、讨论文书均未写明裁量情节、档次或者基准",
        on=decided.value,
        severity="minor",
        evidence=evidence,
        law=("APL2021", "SAMR_PROC"),
    )


def _off_tier(case: CaseFile, decision: Writ, done: Imposed, decided: Dated) -> Outcome | None:
    """The fine against the loaded tier of the benchmark that the decision names; mitigation below the range is not compared."""
    fine = done.fine or Decimal(0)
    if case.mentions(decision, r"减轻(?:行政)?处罚", drop_negation=True):
        return None
    for tier in case.settled.benchmarks or ():
        if not _governs(tier, done, decided):
            continue
        hits = case.mentions(decision, re.escape(tier.tier), drop_negation=True)
        hits = [hit for hit in hits if hit.start < done.end]
        if not hits or Decimal(str(tier.least)) <= fine <= Decimal(str(tier.most)):
            continue
        if case.mentions(decision, _APART):
            return met("决定书说明了不按裁量基准的理由")
        low, high = f"{tier.least:,.0f}", f"{tier.most:,.0f}"
        return breach(
            f"疑似偏离裁量基准：《{decision.title}》认定“{hits[0].text}”（第{hits[0].spans[0].page}页），本机关基准该档罚款为{low}元至{high}元，"
            f"{decided.text}决定罚款{fine:,}元，未说明理由",
            on=decided.value,
            severity="major",
            evidence=(case.cite("裁量档次", hits[0]), penalty_shown(case, done, "罚款")),
        )
    return None


def _off_stated(case: CaseFile, decision: Writ, done: Imposed, decided: Dated) -> Outcome | None:
    """The fine against the range that the decision itself gives for the tier it found, where it gives one only."""
    fine = done.fine or Decimal(0)
    text = done.passage.text
    found = list(_STATED.finditer(text, 0, done.start))
    if len(found) != 1 or case.mentions(decision, rf"减轻(?:行政)?处罚|{_APART}", drop_negation=True):
        return None
    match = found[0]
    high = next((one.value for one in find_amounts(match["high"])), None)
    low = next((one.value for one in find_amounts(match["low"] if match["low"].endswith("元") else f"{match['low']}元")), None)
    if high is not None and low is not None and low > high:  # 二至四万元
        return None
    if low is None or high is None or low <= fine <= high:
        return None
    mark = quoted(case, decision, "裁量档次", *match.span())
    message = (
        f"疑似偏离裁量基准：《{decision.title}》认定的罚款幅度为{low:,}元至{high:,}元（第{mark.page}页），"
        f"{decided.text}决定罚款{fine:,}元，未说明理由"
    )
    if case.recognised(decision):
        return unknown(f"{message}；数额取自扫描件，可能是识读有误", evidence=(mark, penalty_shown(case, done, "罚款")))
    shown = (mark, penalty_shown(case, done, "罚款"))
    return breach(message, on=decided.value, severity="major", evidence=shown, defect=ABOVE if fine > high else BELOW)


def _governs(tier: Benchmark, done: Imposed, decided: Dated) -> bool:
    """Whether a tier divides the clause punished by, on the day of the decision."""
    if (tier.since and decided.value < tier.since) or (tier.until and decided.value > tier.until):
        return False
    statute = library().resolve(tier.law)
    _, punished = clauses(done.passage)
    same = [one.value for one in punished if one.value.article == tier.article]
    return any((library().resolve(one.law) or one.law) == (statute or tier.law) for one in same)


@check("discretion.aggravation_or_top_fine")
def aggravation_or_top_fine(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The top of the range without a grave circumstance anywhere, and severity (从重) without ground."""
    decision = case.last("penalty_decision")
    if decision is None:
        return not_applicable("没有普通程序的处罚决定书")
    fine = _fine(case)
    outcomes = [*(_at_top(case, fine) if fine else ()), *_severe(case, decision)]
    if outcomes:
        return outcomes
    return met("罚款不在法定幅度的上限，或者说明了理由") if fine else not_applicable("罚款的法定幅度不能按固定数额核对")


def _at_top(case: CaseFile, fine: _Fine) -> Iterator[Outcome]:
    """A fine above the range is reported by 超出法定幅度, not here."""
    plain = fine.allowed.plain_most
    top = plain if plain is not None and fine.amount <= plain else fine.allowed.most
    low = min((tier.low for tier in fine.allowed.tiers if tier.high == top), default=fine.allowed.least)
    if top is None or top <= low or not top * _TOP <= fine.amount <= top:
        return
    writs = [writ for type in ("penalty_decision", "collective_discussion", "investigation_report") for writ in case.writs(type)]
    if _grave(case, writs) or _within_tier(case, fine):
        return
    what = f"{fine.decided.text}决定罚款{fine.amount:,}元，法定幅度为{low:,}元至{top:,}元"
    tiers = [hit for hit in case.mentions(fine.writ, _TIERS) if hit.start < fine.done.end]
    if case.gaps:
        yield unknown(f"{what}，未见从重的理由，但{'；'.join(case.gaps)}", evidence=fine.whole(case))
        return
    yield breach(
        f"疑似顶格处罚缺乏理由：{what}，《{fine.writ.title}》（第{fine.writ.first_page}页）和调查报告、讨论记录均未写明从重、情节严重等情节"
        + ("，所引裁量基准也没有写明相应档次" if tiers else ""),
        on=fine.decided.value,
        severity="major",
        evidence=(*fine.whole(case), *(case.cite("裁量基准", hit) for hit in tiers[:1])),
        law=("APL2021:第五条",),
        defect=ABOVE,
    )


def _grave(case: CaseFile, writs: list[Writ]) -> bool:
    """Whether a grave circumstance is said of the case, not by the clause that is quoted."""
    return any(not _AS_LAW.match(case.squeezed(hit.writ).text, hit.end) for hit in case.mentions(writs, _GRAVE, drop_negation=True))


def _within_tier(case: CaseFile, fine: _Fine) -> bool:
    """Whether a loaded benchmark lets the tier that the decision names reach the top."""
    return any(
        _governs(tier, fine.done, fine.decided)
        and Decimal(str(tier.least)) <= fine.amount <= Decimal(str(tier.most))
        and bool(case.mentions(fine.writ, re.escape(tier.tier), drop_negation=True))
        for tier in case.settled.benchmarks or ()
    )


def _severe(case: CaseFile, decision: Writ) -> Iterator[Outcome]:
    """从重处罚 against the grounds the office has loaded; without them only a severity that names no ground at all is asked about."""
    decided = case.date(decision)
    hits = case.mentions(decision, _HEAVIER, drop_negation=True)
    if not hits or not isinstance(decided, Dated):
        return
    text, hit = case.squeezed(decision).text, hits[0]
    grounds = case.settled.aggravation_basis
    cited = re.findall(r"《([^》]{2,60})》", text)
    said = f"《{decision.title}》（第{hit.spans[0].page}页）写明“{hit.text}”"
    if grounds is not None:
        if not any(ground in title for ground in grounds for title in cited):
            yield breach(
                f"疑似从重处罚缺乏依据：{said}，{decided.text}的决定没有引用本机关列明的从重依据（{'、'.join(grounds)}）",
                on=decided.value,
                severity="major",
                evidence=(case.cite("从重处罚", hit), decided.evidence),
                law=("APL2021:第五条",),
            )
        return
    begin = max(text.rfind("。", 0, hit.start), text.rfind("；", 0, hit.start)) + 1
    around = text[max(0, begin - 160) : hit.end + 60]
    if not re.search(rf"第[一二三四五六七八九十百零〇\d]+条|裁量|基准|{_GRAVE.replace('从重|', '')}", around):
        yield unknown(f"{said}，没有写明从重的情节和依据", evidence=(case.cite("从重处罚", hit),))


@check("discretion.disproportionate_small_case")
def disproportionate_small_case(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A small trader fined many times the value of the goods, with not a word on mitigation."""
    decision = case.last("penalty_decision")
    decided = case.date(decision)
    done = imposed(decision, case.squeezed(decision)) if decision else None
    if decision is None or done is None or not done.fine or not isinstance(decided, Dated):
        return not_applicable("没有普通程序的罚款决定")
    goods = _goods(done)
    if goods is None or goods[0] > rule.params["small_value"]:
        return not_applicable("决定书没有载明货值，或者货值不小")
    if not _small(case):
        return not_applicable("当事人不是公民、个体工商户等小微主体")
    value, start, end = goods
    gain = max((one.value for one in found_gain(case, done)), default=Decimal(0))
    base = max(value, gain, Decimal(1))
    if done.fine < base * rule.params["ratio"]:
        return met(f"罚款{done.fine:,}元，货值{value:,}元，倍数不高")
    if _DANGER.search(done.passage.text[: done.start]):
        return not_applicable("涉及公共安全、生命健康的案由，不按货值比较")
    writs = [writ for type in _REASONING for writ in case.writs(type)]
    if case.mentions(writs, _LENIENT, drop_citations=False):
        return met("决定、审核文书有减轻或者不予处罚的分析")
    if case.gaps:
        return unknown(f"罚款{done.fine:,}元为货值{value:,}元的{done.fine / base:.0f}倍，但{'；'.join(case.gaps)}")
    least = _least(case, done, decided)
    evidence = (quoted(case, decision, f"货值 {value:,} 元", start, end), penalty_shown(case, done, "罚款"))
    said = (
        f"货值{value:,}元（第{evidence[0].page}页），{decided.text}决定罚款{done.fine:,}元，为货值、违法所得的{done.fine / base:.0f}倍，"
        "决定、审核、讨论文书均未分析是否减轻或者不予处罚"
    )
    if least is None:
        return unknown(f"{said}；罚则的最低罚款未能核对", evidence=evidence)
    at_least = done.fine <= least
    severity: Severity = "info" if at_least else "major"
    return breach(
        f"疑似过罚不当：{said}" + (f"（已是法定最低{least:,}元，提示核对是否应当减轻）" if at_least else f"（法定最低为{least:,}元）"),
        on=decided.value,
        severity=severity,
        evidence=evidence,
        law=("APL2021:第五条", *(("PEPL2025",) if party_kind(case) == "individual_business" else ())),
        confidence=0.8,
    )


def _goods(done: Imposed) -> tuple[Decimal, int, int] | None:
    """The largest value of goods in the facts of a decision, with its place."""
    text = done.passage.text
    found = []
    for match in _GOODS.finditer(text, 0, done.start):
        amount = next((one for one in find_amounts(text[match.end() : match.end() + 30]) if one.start <= 1), None)
        if amount is not None and not re.match(r"以上|以下|不足", text[match.end() + amount.end :]):
            found.append((amount.value, match.start(), match.end() + amount.end))
    return max(found, default=None)


def _small(case: CaseFile) -> bool:
    """A natural person or an individual business, by the name and the papers of identity."""
    return bool(case.party and is_person_name(case.party)) or party_kind(case) in ("person", "individual_business")


def _least(case: CaseFile, done: Imposed, decided: Dated) -> Decimal | None:
    ranges = [fine_range(text, fined_as(case)) for text in punished_texts(done, decided.value) if text is not None]
    return min((one.least for one in ranges if one is not None), default=None)
