"""What an inspection found is followed up: corrected, filed, handed over (处罚法第八十三条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from ingest.dossier import Writ
from nlp.procedure.boxes import TICKED
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_FOLLOWED = (
    "correction_notice",
    "filing_approval",
    "no_penalty_decision",
    "transfer_doc",
    "penalty_decision",
    "summary_decision",
    "seizure_doc",
)
_FOUND = re.compile(
    r"违反|违法|违规|不符合|不合格|过期|超过保质期|擅自|隐患|无证|超范围|未(?:按|取得|建立|公示|配备|设置|安装|索|查验|办理|经|标|如实)"
)
_NONE = re.compile(
    r"未(?:见|发现)(?:明显)?(?:异常|问题|违法|违规|隐患|不符合)|(?:无|没有)(?:违法|违规|问题|异常|隐患)"
    rf"|[{TICKED}](?:合格|符合|未发现)"
)
_DONE = re.compile(
    r"责令[^。；]{0,24}(?:改正|整改|停止)|限期[^。；]{0,12}(?:改正|整改)|(?:已|当场|当日|自行)[^。；，]{0,8}(?:改正|整改|清理|下架|拆除|停止|补办|纠正)|"
    r"(?:予以|已|另案|依法)立案|立案(?:调查|查处|处理)|移送|移交|批评教育|口头警告"
)


@check("duty.violation_not_stopped")
def violation_not_stopped(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """An inspection record with violations, or an order to correct whose time is over, and nothing that followed in the dossier."""
    if case.decision is not None or case.writs("no_penalty_decision"):
        return not_applicable("有处理决定的案卷，改正和复查由“未责令改正或无复查”检查")
    outcomes = [outcome for writ in case.writs("inspection_doc") for outcome in _found(case, writ)]
    outcomes += [outcome for writ in case.writs("correction_notice") if writ.subtype != "recheck" for outcome in _ordered(case, writ)]
    return outcomes or not_applicable("没有发现违法问题的检查记录或者责令改正的文书")


def _found(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """The violations one record found and what followed."""
    problems = writ.get("problems")
    said = "".join(problems.text.split())
    if problems.state != "value" or not _FOUND.search(_NONE.sub("", said)):
        return
    day = case.date(writ)
    mark = case.evidence("发现问题", field=problems, writ=writ)
    named = f"《{writ.title}》（第{mark.page}页）"
    if any(case.writs(type) for type in _FOLLOWED) or case.mentions(case.dossier.writs, _DONE, drop_negation=True):
        yield met(f"{named}发现的问题有改正、立案或者移送的记录", [mark])
        return
    if not isinstance(day, Dated):
        yield unknown(f"{named}发现违法问题，{day.reason}", evidence=[mark])
        return
    allowed = case.settled.follow_days
    absent = f"{zh(day.value)}的{named}发现“{said[:30]}”，卷内未见责令改正、立案、移送或者当场改正的记录"
    if allowed is None:
        yield unknown(f"{absent}；处理的期限（follow_days）未配置", evidence=[mark, day.evidence])
    elif case.today > day.value + timedelta(days=allowed):
        if open_ones := [there.reason for type in _FOLLOWED if (there := case.has(type)).unknown]:
            yield unknown(f"{absent}，但{open_ones[0]}", evidence=[mark, day.evidence])
        else:
            message = f"疑似发现违法行为不制止、不处理：{absent}，至{zh(case.today)}超过{allowed}日"
            yield breach(message, on=day.value, evidence=[mark, day.evidence], absent=("correction_notice", "filing_approval"))


def _ordered(case: CaseFile, writ: Writ) -> Iterator[Outcome]:
    """An order whose deadline is over, with no re-inspection and nothing that says how it ended."""
    deadline = case.date(writ, "deadline")
    if not isinstance(deadline, Dated):
        return
    named = f"《{writ.title}》（第{writ.first_page}页）责令{zh(deadline.value)}前改正"
    followed = [one for one in case.dossier.writs if one.type in ("filing_approval", "transfer_doc") or one.subtype == "recheck"]
    others = [one for one in case.dossier.writs if one is not writ]
    if followed or case.mentions(others, _DONE, drop_negation=True):
        yield met(f"{named}，有复查、立案或者改正的记录", [deadline.evidence])
        return
    allowed = case.settled.recheck_days
    absent = f"{named}，卷内未见复查、立案或者改正情况"
    if allowed is None:
        yield unknown(f"{absent}；复查的期限（recheck_days）未配置", evidence=[deadline.evidence])
    elif case.today > deadline.value + timedelta(days=allowed):
        there = case.has("correction_notice", "recheck")
        if there.unknown:
            yield unknown(f"{absent}，但{there.reason}", evidence=[deadline.evidence])
        else:
            mark = case.evidence(f"《{writ.title}》", writ=writ)
            message = f"疑似责令改正后不复查、不处理：{absent}，至{zh(case.today)}超过{allowed}日"
            yield breach(message, on=deadline.value, evidence=[deadline.evidence, mark])
