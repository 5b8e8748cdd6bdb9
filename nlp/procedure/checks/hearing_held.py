"""Asking for a hearing and holding it: the period told, requests left unheard, host and record (处罚法第六十三至六十五条)."""

from __future__ import annotations

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.notice_period import NEW_LAW, Told, told_periods
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_MARKET = "市场监管"


@check("hearing.request_window_wrong")
def request_window_wrong(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A notice of today's law grants five working days to ask for a hearing; at 市场监管 also for statements (程序规定第五十七条)."""
    if not case.notices:
        return not_applicable("卷内没有告知书")
    return [outcome for notice in case.notices for outcome in _windows(case, rule, notice)]


def _windows(case: CaseFile, rule: Rule, notice: Writ) -> list[Outcome]:
    told = list(told_periods(case, notice))
    binding = [one for one in told if one.hearing or case.department == _MARKET]
    short = [one for one in binding if _short(one, rule.params["working_days"])]
    named = f"《{notice.title}》（第{notice.first_page}页）"
    if not short:
        said = "、".join(dict.fromkeys(f"{one.days}{one.unit}" for one in told))
        return [met(f"{named}告知的期限为{said}") if told else not_applicable(f"{named}没有写明期限")]
    day = case.date(notice)
    if not isinstance(day, Dated):
        return [unknown(f"{named}告知的期限短于五个工作日，{day.reason}，不能确定适用的法律")]
    one = short[0]
    right = "听证" if one.hearing else "陈述、申辩"
    mark = quoted(case, notice, f"{right}期限", one.start, one.end)
    message = f"疑似{right}期限告知错误：{zh(day.value)}的{named}第{mark.page}页写“{one.days}{one.unit}”，法定期限为五日，指工作日（行政处罚法第八十五条）"
    if day.value < NEW_LAW:
        return [not_applicable("旧法规定的听证申请期限为三日")]
    return [breach(message, on=day.value, evidence=(mark, day.evidence), law=("APL2021",) if one.hearing else ("SAMR_PROC",))]


def _short(one: Told, least: int) -> bool:
    """Shorter than the law's five working days; plain days are working days by 第八十五条, 自然日 are not."""
    return one.days < least or (one.days == least and "自然" in one.unit)
