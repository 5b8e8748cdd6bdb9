"""Asking for a hearing and holding it: the period told, requests left unheard, host and record (处罚法第六十三至六十五条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Writ
from ingest.writs.places import signature_places
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.finding import Evidence
from nlp.procedure.mention import Mention
from nlp.procedure.notice_period import NEW_LAW, Told, notice_period, notices_before, told_periods
from nlp.procedure.officials import handlers, hosts
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import heavy_kinds
from nlp.procedure.signing import REFUSED
from nlp.procedure.signing import places as places_of
from nlp.workdays import nth_workday

_MARKET = "市场监管"
_ENDED = re.compile(r"(?:不予受理|不再受理|撤回|终止)[^。；，]{0,12}听证|听证[^。；，]{0,16}(?:不予受理|不予组织|撤回|终止)")
_GIVEN_UP = re.compile(r"放弃[^。；，]{0,12}听证|听证[^。；，]{0,16}放弃")
_OWN_WORDS = ("hearing_doc", "statement_doc", "service_doc", "inquiry_record")  # in which the party itself gives up
_PREPRINTED = re.compile(r"(?:逾期|视为|如|若|或者|期满|的，)[^。；]{0,30}$")
_ASKED_ALOUD = re.compile(r"(?:要求|申请)(?:举行|组织|召开)?听证")
_ANSWER = re.compile(r"(?:答[：:]|我(?:单位|公司|店|方|们)?|本(?:人|单位|公司|店)|当事人(?:意见|声明)?[：:]?)[^。？?]{0,20}$")
_FEE = re.compile(r"听证(?:会)?费(?:用)?")
_PARTY_SIGNS = r"(?<!调查)申请人|代理人|当事人"
# 笔录已阅无误。当事人： with the next label, or nothing, behind it: a place to sign without a word that says so
_CLOSING = re.compile(
    r"(?:已阅|阅读|核对|宣读|听过|看过|无误|属实|相符|一致)[^：:\n]{0,12}[。，；\s]\s*(?P<label>(?:听证)?(?:当事人|申请人|(?:委托)?代理人)[^：:\n]{0,8})"
    r"[：:][ \t_＿]*(?:$|\n\s*(?:$|[\u4e00-\u9fa5（）()]{2,12}[：:]|\d{4}年|年|第))"
)
_TITLED = re.compile(r"《[^》]{0,40}》")
_ONLY_ASKED = re.compile(r"(?:申请|要求|提出|告知|有权|享有|权利|放弃|是否)[^。；，]{0,10}$")  # before 听证: not that one was held
# before 听证: that one was, though it was asked for in the same breath (应你单位申请于10月9日举行)
_HELD = re.compile(
    r"(?:月[^。；，]{1,3}日|[当同次]日)(?:(?!申请|要求|提出)[^。；，内]){0,8}(?:举行|组织|召开)了?$|(?:举行|组织|召开)了$"
    r"|(?<!对)应(?:当事人|你|其)[^。；，]{0,6}(?:申请|要求)[^。；，内]{0,14}(?:举行|组织|召开)$"
)
_LEGAL_DAYS = 5  # working days to ask for a hearing where the notice tells none (第六十四条、第八十五条)
_SURE = 0.8  # of a place on a scan that looks empty: a pale pen remains possible


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
    said = f"{zh(day.value)}的《{notice.title}》第{mark.page}页写“{one.days}{one.unit}”"
    message = f"疑似{right}期限告知错误：{said}，法定期限为五日，指工作日（行政处罚法第八十五条）"
    if day.value < NEW_LAW:
        return [not_applicable("旧法规定的听证申请期限为三日")]
    return [breach(message, on=day.value, evidence=(mark, day.evidence), law=("APL2021",) if one.hearing else ("SAMR_PROC",))]


def _short(one: Told, least: int) -> bool:
    """Shorter than the law's five working days; plain days are working days by 第八十五条, 自然日 are not."""
    return one.days < least or (one.days == least and "自然" in one.unit)


@check("hearing.requested_not_held")
def requested_not_held(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A hearing asked for in time is held, or withdrawn, refused or ended on paper, before a penalty; the party pays nothing for it."""
    fees = [_fee(case, hit) for hit in case.mentions("payment_doc", _FEE, drop_negation=True)]
    if fees:
        return fees
    decision = case.last("penalty_decision")
    decided = case.date(decision)
    requests = case.writs("hearing_doc", "request")
    aloud = [] if requests else _aloud(case)
    if decision is None or not (requests or aloud):
        return not_applicable("没有听证申请或者没有作出处罚决定")
    if case.writs("hearing_doc", "record") or case.writs("hearing_doc", "report"):
        return met("申请听证后举行了听证")
    if ended := _ended(case):
        return met("听证已撤回、终止或者不予受理", [ended])
    request = requests[-1] if requests else aloud[-1].writ  # 口头申请记入陈述申辩笔录
    asked = case.date(request)
    mark = asked.evidence if isinstance(asked, Dated) else case.evidence(f"《{request.title}》", writ=request)
    said = [] if requests else [case.cite("要求听证", aloud[-1])]
    missing = case.has("hearing_doc", "record")
    if missing.unknown:
        return unknown(f"有听证申请（第{mark.page}页），未见听证笔录，但{missing.reason}", evidence=[mark])
    told = case.mentions(case.notices, "听证", drop_citations=False, drop_negation=True)
    if not told and not heavy_kinds(case, decision) and said:
        return unknown("当事人口头要求听证，卷内未见听证笔录", evidence=said)
    if not told and not heavy_kinds(case, decision):
        return not_applicable("告知书未告知听证，处罚未见属于听证范围")
    if not isinstance(asked, Dated) or not isinstance(decided, Dated) or not case.notices:
        return unknown("有听证申请而未见听证笔录，申请日期、告知书或者决定日期未能识别", evidence=[mark])
    notice = notices_before(case, decided.value)[-1]
    served = case.served(notice).day
    if not isinstance(served, Dated):
        return unknown(f"有听证申请（第{mark.page}页）而未见听证笔录，{served.reason}，不能确定是否逾期", evidence=[mark])
    period = notice_period(case, notice, served.value, rule.params)
    deadline = period.deadline or (nth_workday(served.value, _LEGAL_DAYS) if served.value >= NEW_LAW else None)
    if deadline is None:
        return unknown("有听证申请而未见听证笔录，申请听证的期限无法计算", evidence=[mark, served.evidence])
    if asked.value > deadline:
        return met(f"听证申请逾期：{period.why}至{zh(deadline)}届满，{asked.text}才申请", [asked.evidence, served.evidence])
    message = f"疑似当事人要求听证而未组织：{served.text}送达告知书，{asked.text}申请听证，{decided.text}作出处罚决定，卷内未见听证笔录"
    evidence = [served.evidence, asked.evidence, *said, decided.evidence]
    return breach(message, on=decided.value, evidence=evidence, absent=("hearing_doc",), law=("APL2021:第六十三条",))


def _fee(case: CaseFile, hit: Mention) -> Outcome:
    day = case.date(hit.writ)
    message = f"疑似向当事人收取听证费用：《{hit.writ.title}》（第{hit.spans[0].page}页）写有“{hit.text}”"
    on = day.value if isinstance(day, Dated) else case.decision_date
    return breach(message, on=on, evidence=[case.cite("听证费用", hit)], law=("APL2021:第六十三条",))


def _aloud(case: CaseFile) -> list[Mention]:
    """Where the party asks for a hearing in a statement or record of statements."""
    writs = case.writs("statement_doc")
    return [
        hit
        for hit in case.mentions(writs, _ASKED_ALOUD, drop_negation=True)
        if _ANSWER.search(case.squeezed(hit.writ).text[max(0, hit.start - 30) : hit.start])
    ]


def _ended(case: CaseFile) -> Evidence | None:
    """Where the hearing was withdrawn, refused or ended; what forms print of it does not count."""
    for subtype in ("withdrawal", "terminate"):
        if writ := case.first("hearing_doc", subtype):
            return case.evidence(f"《{writ.title}》", writ=writ)
    for writ in case.dossier.writs:
        if writ.type in ("prior_notice", "dossier_binding", "evidence_material"):
            continue
        given_up = case.mentions(writ, _GIVEN_UP) if writ.type in _OWN_WORDS else []
        for hit in (*case.mentions(writ, _ENDED), *given_up):
            if not _PREPRINTED.search(case.squeezed(writ).text[max(0, hit.start - 40) : hit.start]):
                return case.cite("听证撤回、终止或者不予受理", hit)
    return None


@check("hearing.record_or_host_defect")
def record_or_host_defect(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A host who did not handle the case, a record that the party signed, a decision after the hearing that speaks of it."""
    records = case.writs("hearing_doc", "record")
    if not records:
        return not_applicable("没有举行听证")
    outcomes = [outcome for record in records for outcome in (*_host(case, record), *_signature(case, record))]
    return [*outcomes, *_decided(case, records[-1])] or met(
        "听证主持人、笔录签名和决定未见问题", [case.evidence("听证笔录", writ=records[0])]
    )


def _host(case: CaseFile, record: Writ) -> Iterator[Outcome]:
    handling = handlers(case)
    for host in hosts(case, record):
        for handler in handling:
            if host.same_as(handler):
                message = f"疑似听证主持人是本案调查人员：{host.where}的主持人与{handler.where}的办案人员同为{host.name}"
                day = case.date(record)
                on = day.value if isinstance(day, Dated) else case.decision_date
                yield breach(message, on=on, evidence=[host.evidence, handler.evidence], law=("APL2021:第六十四条",))


def _signature(case: CaseFile, record: Writ) -> Iterator[Outcome]:
    """The place for the party seen to be empty on a scan, or beside names in print, with no note of a refusal."""
    places = places_of(case, record, _PARTY_SIGNS)
    if not places:
        yield from _unlabelled(case, record)
    if not places or any(place.state != "empty" for place in places) or REFUSED.search(case.squeezed(record).text):
        return
    place = places[-1]
    mark = Evidence(f"{place.label}处空白", place.label, place.page, boxes=(place.box,), writ=record.type)
    said = f"《{record.title}》（第{place.page}页）{place.label}处空白，也未注明拒绝签名"
    beside = any(other.state == "text" for other in signature_places(case.dossier.page(place.page)))
    if case.dossier.page(place.page).origin != "ocr" and not beside:
        yield unknown(f"{said}，没有影像不能判断是否签名", evidence=[mark])
        return
    day = case.date(record)
    on = day.value if isinstance(day, Dated) else case.decision_date
    yield breach(f"疑似听证笔录未经当事人签名：{said}", on=on, evidence=[mark], law=("APL2021:第六十四条",), confidence=_SURE)


def _unlabelled(case: CaseFile, record: Writ) -> Iterator[Outcome]:
    """Nothing behind the party's label in the closing line, and nothing drawn on its page."""
    passage = case.text(record)
    if (match := _CLOSING.search(passage.text)) and not REFUSED.search(case.squeezed(record).text):
        mark = case.evidence("当事人签名处", spans=passage.spans(*match.span("label")), writ=record)
        if not case.dossier.page(mark.page).ink:
            said = f"《{record.title}》（第{mark.page}页）末尾“{match['label']}：”之后没有文字"
            yield unknown(f"{said}，没有影像不能判断是否签名", evidence=[mark])


def _decided(case: CaseFile, record: Writ) -> Iterator[Outcome]:
    """The decision against the day of the hearing, and whether it says that one was held."""
    decision = case.last("penalty_decision")
    held, decided = case.date(record), case.date(decision)
    if decision is None or not isinstance(decided, Dated):
        return
    if isinstance(held, Dated) and decided.value < held.value:
        message = f"疑似未根据听证笔录作出决定：{decided.text}作出处罚决定，{held.text}才举行听证"
        yield breach(message, on=decided.value, evidence=[decided.evidence, held.evidence], law=("APL2021:第六十五条",))
    elif case.readable(decision) and not case.gaps and not _speaks_of_it(case, decision):
        where = f"《{decision.title}》（第{decision.first_page}页）"
        message = f"疑似决定书未写听证情况：《{record.title}》（第{record.first_page}页）举行了听证，{where}没有提及"
        marks = [case.evidence(f"《{record.title}》", writ=record), decided.evidence]
        yield breach(message, on=decided.value, severity="minor", evidence=marks, law=("APL2021:第六十五条",))


def _speaks_of_it(case: CaseFile, decision: Writ) -> bool:
    """Whether the decision says more of the hearing than that it was asked for; titles of papers do not count."""
    text = _TITLED.sub("《》", case.squeezed(decision).text)
    before = [text[max(0, hit.start() - 24) : hit.start()] for hit in re.finditer("听证", text)]
    return any(_HELD.search(one) or not _ONLY_ASKED.search(one[-16:]) for one in before)
