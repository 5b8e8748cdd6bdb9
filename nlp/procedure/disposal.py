"""What ends a preservation (先行登记保存) or a seizure (查封、扣押): the papers and the sentences that say what became of the things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.dossier import Writ
from nlp.facts.dates import find_dates
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.penalties import MONEY, imposed
from nlp.procedure.quoting import quoted, sentence

_CONFISCATED = rf"没收(?!{MONEY})"
_MONEY_BACK = r"(?!了?(?:[^，。；]{0,8}(?:货款|价款|费用|押金|保证金|学费|退款)|款))"  # 退还货款 gives back no goods
_OF_THE_CASE = r"(?![^，。；]{0,6}(?:线索|案件|材料|案卷|审核|核查|我|本))"  # 移交线索 hands over no goods
BACK = (
    rf"(?:解除|(?:退还|返还|发还|归还|领回|取回){_MONEY_BACK}|(?<!线索)(?<!案件)(?<!材料)移[交送]{_OF_THE_CASE}|解封|启封|交还|提走|放行"
    r"|拍卖|变卖|销毁|转为(?:查封|扣押)|处理完毕)"
)
# between what is handed over and the seizure of what is handed over, nobody goes and seizes: 移交…，8月6日现场检查并扣押
_STILL_SEIZED = r"(?:(?!现场|检查|并|实施|采取|当场|立案|决定)[^。；]){0,30}"
_PRESERVED_ENDS = re.compile(rf"(?:登记保存|保存(?:的)?(?:物品|证据))[^。；]{{0,60}}?{BACK}|{BACK}[^。；]{{0,30}}登记保存")
_SEIZED_ENDS = re.compile(rf"(?:查封|扣押)[^。；]{{0,60}}?{BACK}|{BACK}{_STILL_SEIZED}(?:查封|扣押)")
_NOT_YET = re.compile(r"不得|(?:机关|局|依法|委|队)将|逾期|期满|可以|应当|拟|如|届满|期限|依据|建议|至(?:解除|处理)")
_ENDING = ("penalty_decision", "no_penalty_decision")
_SILENT = ("dossier_binding", "internal_approval", "prior_notice", "hearing_doc", "decision_approval", "legal_review", "service_doc")


@dataclass(frozen=True, slots=True)
class Disposal:
    """One act that ends a measure: what was done, when. ``own_paper``: a paper about the measure itself says so."""

    what: str
    day: Dated
    own_paper: bool


def preserved_until(case: CaseFile, start: date) -> tuple[list[Disposal], list[Evidence]]:
    """The acts from ``start`` on that dispose of preserved evidence, and sentences that tell of one without a day."""
    papers = [
        *_papers(
            case, (writ for writ in case.writs("reg_preserve_doc") if writ.subtype in ("disposal", "release")), "作出处理决定", own=True
        ),
        *_papers(case, case.writs("appraisal_doc", "entrust"), "送检", own=False),
        *_papers(case, _decisions(case), "查封、扣押", own=False),
        *_papers(case, case.writs("transfer_doc"), "移送", own=False),
        *_papers(case, _approved_disposals(case), "批准处理", own=True),
        *_papers(case, _confiscating(case), "决定没收", own=False),
    ]
    told, undated = _told(case, _PRESERVED_ENDS, ("保存",), start, but=case.writs("reg_preserve_doc", "notice"))
    return [one for one in [*papers, *told] if one.day.value >= start], undated


def held_until(case: CaseFile, seizure: Writ, start: date, others: Sequence[Writ]) -> tuple[list[Disposal], list[Evidence]]:
    """The acts from ``start`` on that end a seizure, and sentences that tell of one without a day.

    A release that names the number of another seizure ends that one.
    """
    papers = [
        *_papers(
            case,
            (writ for writ in case.writs("seizure_doc") if _ends(writ) and _about(case, writ, seizure, others)),
            "解除或者处理",
            own=True,
        ),
        *_papers(case, _confiscating(case), "决定没收", own=True),
        *_papers(case, case.writs("transfer_doc"), "移送", own=True),
    ]
    measure = [writ for writ in case.writs("seizure_doc") if not _ends(writ)]
    told, undated = _told(case, _SEIZED_ENDS, ("查封", "扣押"), start, but=measure)
    return [one for one in [*papers, *told] if one.day.value >= start], undated


def open_until(case: CaseFile) -> tuple[date, str]:
    """The day up to which a measure without an end is counted: the dossier's filing away or closing, else today."""
    for type, subtype, what in (
        ("dossier_binding", "note", "归档"),
        ("dossier_binding", "cover", "归档"),
        ("closing_doc", "approval", "结案"),
    ):
        for writ in case.writs(type, subtype):
            day = case.date(writ)
            if isinstance(day, Dated):
                return day.value, what
    return case.today, "今日"


def _papers(case: CaseFile, writs: Iterable[Writ], what: str, *, own: bool) -> list[Disposal]:
    return [Disposal(what, day, own) for writ in writs if isinstance(day := case.date(writ), Dated)]


def _decisions(case: CaseFile) -> list[Writ]:
    return [writ for writ in case.writs("seizure_doc", "decision") if not _ends(writ)]


def _ends(writ: Writ) -> bool:
    return writ.subtype == "release" or bool(re.search("处理|先行处置", writ.title))


def _about(case: CaseFile, writ: Writ, seizure: Writ, others: Sequence[Writ]) -> bool:
    """Whether a paper that ends a seizure speaks of this one: by its number, or of none in particular."""
    text = re.sub(r"[（(〔\[【）)〕\]】]", "", case.squeezed(writ).text)
    named = [
        other
        for other in (seizure, *others)
        if other.number and re.sub(r"[（(〔\[【）)〕\]】\s]", "", other.number).removesuffix("号") in text
    ]
    return not named or seizure in named


def _confiscating(case: CaseFile) -> list[Writ]:
    return [writ for writ in case.writs("penalty_decision") if takes_goods(case, writ)]


def takes_goods(case: CaseFile, decision: Writ) -> bool:
    """Whether a decision confiscates things, not money alone."""
    done = imposed(decision, case.squeezed(decision))
    return (done is not None and "没收非法财物" in done.kinds) or bool(case.mentions(decision, _CONFISCATED))


def _approved_disposals(case: CaseFile) -> list[Writ]:
    """Approvals of what is to become of preserved evidence, not of the preservation."""
    return [
        writ
        for writ in case.writs("internal_approval")
        if re.search(r"登记保存", case.squeezed(writ).text)
        and re.search(r"登记保存[^。；]{0,16}(?:处理|解除)|解除[^。；]{0,10}登记保存", writ.title + writ.get("type").text)
    ]


def _told(
    case: CaseFile, pattern: re.Pattern[str], words: Sequence[str], start: date, *, but: Sequence[Writ]
) -> tuple[list[Disposal], list[Evidence]]:
    """What sentences tell; the pattern stands only where one of the ``words`` does."""
    found, undated = [], []
    for writ in case.dossier.writs:
        if writ.type in _SILENT or writ in but:
            continue
        text = case.squeezed(writ).text
        if not any(word in text for word in words):
            continue
        for mention in case.mentions(writ, pattern, drop_negation=True):
            begin, end = sentence(text, mention.start, mention.end)
            if _NOT_YET.search(text[max(begin, mention.start - 16) : mention.end + 6]):
                continue
            place = quoted(case, writ, "登记保存、查封扣押物品的去向", begin, end)
            days = [one.value for one in find_dates(text[begin : mention.end]) if one.value > start]
            decided = case.date(writ) if writ.type in _ENDING else None
            if days:
                found.append(Disposal("处理", Dated(days[-1], place), False))
            elif isinstance(decided, Dated):
                found.append(Disposal("在决定中处理", decided, False))
            else:
                undated.append(place)
    return found, undated
