"""Was lenience considered where the facts call for it (处罚法第三十三条)."""

from __future__ import annotations

import re
from datetime import date

from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.exchanges import asked_in
from nlp.procedure.mention import Mention
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import imposed
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_SINCE = date(2021, 7, 15)
_FIRST_TIME = (
    r"(?:初次|首次|第一次)(?:违(?:法|规)|碰|遇|发生|出现|被|犯)|(?:以来|还是|都是|这是)(?:头一[回次]|第一次)|(?:系|属|是|为)(?:初次|首次)"
    r"|没有?(?:因(?:此|同)类?.{0,8})?被(?:处罚|处理|查处)过"
    r"|(?:此前|以前|之前|近[两二三]年|两年内|二年内).{0,14}(?:未|没有?|无)(?:发现|受过|受到|因|被)?.{0,10}(?:处罚|处理|违法)"
    r"|无.{0,4}(?:同类)?(?:违法|处罚)记录|头一[回次]"
)
# one of which stands wherever it is found
_FIRST_WORDS = (
    "初次",
    "首次",
    "第一次",
    "头一",
    "理过",
    "罚过",
    "查处过",
    "此前",
    "以前",
    "之前",
    "近两年",
    "近二年",
    "近三年",
    "年内",
    "记录",
)
_CORRECTED = (
    r"(?:已|及时|立即|当场|当天|当日|主动|按期)(?:[^，。；不未]{0,8})(?:改正|整改|纠正|补办|补充|清理|拆除|下架|标明|恢复|退还|退赔|装上|停止|召回|撤除|下线)"
    r"|(?:改正|整改)(?:已经?)?(?:完毕|完成|到位)"
)
# ordered, asked for, promised, or the name of a paper: not done
_NOT_DONE = re.compile(r"(?:责令|限令|要求|督促|通知|请|应当?|须|如|若|是否|将|愿意?|保证|承诺)[^，。；？]{0,10}$|[《“][^》”]{0,40}$")
_ORDERED = re.compile("责令|要求|督促|通知")
_A_PAPER = re.compile(r"[\u4e00-\u9fa5]{0,6}(?:通知|决定|指令|意见|告知)书")
_CONSIDERED = (
    r"第三十三条|首违|初次违法(?:且|的情形|.{0,10}不(?:予|适用|符合|属于))|轻微不罚"
    r"|不予(?:行政)?处罚(?!决定)|免(?:予|于)(?:行政)?处罚|主观过错"
)
# right before the words: 不能认定为初次违法, 是否第一次
_DENIED = re.compile(
    r"(?:不|非|未)(?:能够?|可|宜|应|予)?(?:属于?|是|系|构成|算|符合|认定|视|作)?(?:为|于|是)?$|(?:是否|有无)[^，。；：？]{0,3}$"
    r"|(?:无(?:法|证据|从)|没有证据|难以)[^，。；：？]{0,4}$"
)
_DENIED_WITHIN = 10  # characters
# what confirms a question: 以前被处罚过吗？没有; 是第一次吗？是的
_ASKS_FIRST = re.compile(r"初次|首次|第一次|头一[回次]")
_NEVER = re.compile(
    r"^(?:我(?:们|店|公司|厂|家)?)?[，,]?(?:(?:从来|以前|之前|过去|确实|都|也)*(?:没有?|无|未曾?|从未)(?!想到|注意|在意)|第一次|头一[回次])"
)
_YES_FIRST = re.compile(r"^(?:是|对|嗯|的确|确实|第一次|头一[回次])(?!不|第[二三四]次)")
# the party was punished before, or the first time is denied
_REPEATED = (
    r"(?:不|并?非)(?:能|可|应)?(?:属于?|是|系|构成|算|符合|认定为?|视为)?“?(?:初次|首次|第一次|首违)"
    r"|(?<![未否])曾(?:经|于|因|被|受)[^，。；？]{0,30}(?:处罚|查处|罚款)|(?<![否如若止免果])再次(?:违法|违反|实施|被查|被发现)(?![^，。；]{0,8}的)"
    r"|(?<![否如若止免果])(?:第[二三四五六]次|屡次|多次)(?:违法|违反|实施|被查|被处罚)(?![^，。；]{0,8}的)|屡(?:教|罚)不改"
)
_REASONING = ("investigation_report", "collective_discussion", "penalty_decision", "legal_review", "decision_approval", "hearing_doc")


@check("discretion.no_penalty_not_considered")
def no_penalty_not_considered(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """First violation, corrected in time, fined, and not a word on 第三十三条 anywhere."""
    decision = case.last("penalty_decision")
    decided = case.date(decision)
    if decision is None:
        return not_applicable("卷内没有普通程序的处罚决定书")
    if not isinstance(decided, Dated):
        return unknown(decided.reason)
    done = imposed(decision, case.squeezed(decision))
    if decided.value < _SINCE or done is None or not done.fine:
        return not_applicable("决定没有罚款或者作出于2021年7月15日以前")
    if done.fine > rule.params["most_fine"]:
        return not_applicable(f"罚款{done.fine:,}元，不像轻微违法")
    if repeated := case.mentions((writ for type in _REASONING for writ in case.writs(type)), _REPEATED, drop_negation=True):
        return not_applicable(f"卷内载明“{repeated[0].text}”，不是初次违法")
    told = [writ for writ in case.dossier.writs if any(word in case.squeezed(writ).text for word in _FIRST_WORDS)]
    first = [hit for hit in case.mentions(told, _FIRST_TIME) if _told(case.squeezed(hit.writ).text, hit)]
    corrected = [hit for hit in case.mentions(case.dossier.writs, _CORRECTED, drop_negation=True) if _done(case, hit)] if first else []
    if not corrected:
        return not_applicable("卷内未载明初次违法并及时改正")
    if any(case.mentions(type, _CONSIDERED, drop_citations=False) for type in _REASONING):
        return met("卷内有是否适用第三十三条的分析")
    if case.gaps:
        return unknown("；".join(case.gaps))
    return breach(
        f"疑似未审查是否可以不予处罚：卷内载明“{first[0].text}”（第{first[0].spans[0].page}页）、“{corrected[0].text}”（第{corrected[0].spans[0].page}页），"
        f"{decided.text}决定罚款{done.fine:,}元，全卷未见行政处罚法第三十三条适用与否的说理",
        on=decided.value,
        evidence=(
            case.cite("初次违法", first[0]),
            case.cite("及时改正", corrected[0]),
            case.evidence(f"罚款 {done.fine:,} 元", writ=decision),
        ),
        law=("APL2021:第三十三条",),
        confidence=0.8,
    )


def _told(text: str, hit: Mention) -> bool:
    """Whether the words say it: neither denied right before, nor only asked and not confirmed."""
    if _DENIED.search(text, max(0, hit.start - _DENIED_WITHIN), hit.start):
        return False
    asked = asked_in(text, hit.start, hit.end)
    return asked is None or bool((_YES_FIRST if _ASKS_FIRST.search(hit.text) else _NEVER).search(asked.answer))


def _done(case: CaseFile, hit: Mention) -> bool:
    """Whether the words say that the party made good, not that it was told to."""
    text = case.squeezed(hit.writ).text
    told = _NOT_DONE.search(text[max(0, hit.start - 48) : hit.start]) or _ORDERED.search(hit.text)
    return not told and not _A_PAPER.match(text, hit.end)
