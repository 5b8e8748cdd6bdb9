"""How a penalty was imposed on the spot and reported afterwards (处罚法第五十二条; 治安管理处罚法第一百二十条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ingest.dossier import Writ
from ingest.passage import Passage
from nlp.facts.amounts import find_amounts
from nlp.facts.parties import is_person_name
from nlp.facts.people import split_names
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.elements import may_give_place
from nlp.procedure.finding import Evidence
from nlp.procedure.found_facts import may_tell_facts
from nlp.procedure.logic import YES, Ternary, known, undecided
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import clauses, imposed
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.security_law import by_security_law
from nlp.procedure.signing import places
from nlp.workdays import nth_workday

_SINCE = date(2021, 7, 15)
_POLICE = "公安"
_COASTGUARD = re.compile(r"海警")
_TRAFFIC = re.compile(r"交警|交通警察|车辆管理所|交通管理(?:局|支队|大队|中队)")
_NUMBER = re.compile(r"[〔\[【（(]\s*\d{4}\s*[〕\]】）)][^。，；]{0,10}?\d+\s*号|(?:编号|No|NO|№)[.．：:]*[A-Za-z]*\d{3,}|第\d{2,}号")
_LONG_NUMBER = re.compile(r"\d{8,}")
_PARTY = re.compile(r"当事人|被处罚|受处罚|姓名|名称|身份证|信用代码|$")  # the numbers from here on are the party's
_NUMBER_HEAD = 200  # characters of a decision in which its number stands
_TOLD = r"告知(?!书)|(?:陈述|申述)[、，和与及或]*申辩|申辩"  # 当事人陈述 by itself is a kind of evidence
_TOLD_ON_SCENE = r"拟.{0,6}处罚|告知.{0,12}(?:违法事实|处罚理由|处罚依据|处罚内容)"
_PRINTED = re.compile(r"^一份")
_FILED = re.compile(r"一份[^。；，]{0,20}备案|备案|平台(?:开具|生成|制发)|系统(?:开具|生成|自动)")
_HAN = re.compile(r"[\u4e00-\u9fa5·]{2,}")
_RECEIVER = re.compile(r"当事人|签收|被处罚")
_OFFICER = re.compile(r"执法人员|办案人员|承办人|处罚人|执法者|民警|警察|监督员|检查人")


@check("summary.procedure_defect")
def procedure_defect(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Elements, signatures, delivery and telling of every decision made on the spot."""
    decisions = case.writs("summary_decision")
    if not decisions:
        return not_applicable("没有当场处罚决定书")
    outcomes = [outcome for writ in decisions for outcome in _of(case, writ, rule)]
    return outcomes or met(f"当场处罚决定书（第{decisions[-1].first_page}页）要素齐全，当场交付，已告知陈述申辩")


def _of(case: CaseFile, writ: Writ, rule: Rule) -> Iterator[Outcome]:
    day = case.date(writ)
    if not case.readable(writ):
        yield unknown(f"《{writ.title}》有未能识别的页，不能判断要素是否齐全")
        return
    if not isinstance(day, Dated) and day.state != "empty":
        yield unknown(day.reason)
        return
    on = day.value if isinstance(day, Dated) else case.decision_date or case.today
    mark = case.evidence(f"《{writ.title}》", writ=writ)
    lacking = [*_elements(case, writ, rule, on)] + ([] if isinstance(day, Dated) else ["时间"])
    if lacking:
        yield breach(
            f"疑似当场处罚决定书要素不全：《{writ.title}》（第{writ.first_page}页）未载明{'、'.join(lacking)}",
            on=on, severity="major", evidence=(mark,), law=("APL2021:第五十二条",),
        )  # fmt: skip
    yield from _signers(case, writ, on)
    if isinstance(day, Dated):
        yield from _delivered(case, writ, day)
    yield from _told(case, writ, on, mark)


def _elements(case: CaseFile, writ: Writ, rule: Rule, on: date) -> Iterator[str]:
    """What 第五十二条第二款 asks for and the decision does not hold. The remedies are asked for since 2021-07-15, not by police law."""
    text = case.squeezed(writ).text
    party = _PARTY.search(text, 0, _NUMBER_HEAD)
    numbered = _NUMBER.search(text, 0, _NUMBER_HEAD) or (party and _LONG_NUMBER.search(text, 0, party.start()))
    if not writ.number and writ.get("no").state != "value" and not numbered:
        yield "编号"
    for name, pattern in rule.params["elements"].items():
        field = {"地点": "place", "违法行为": "violation"}.get(name, "")
        if not re.search(pattern, text) and writ.get(field).state != "value" and not _otherwise_said(name, case.squeezed(writ)):
            yield name
    if writ.get("issuer").state != "value" and case.agency is None and not any(page.seals for page in case.dossier.pages_of(writ)):
        yield "行政机关名称"
    done = imposed(writ, case.squeezed(writ))
    fined = done is not None and "罚款" in done.kinds
    if done is not None and fined and done.fine is None and not find_amounts(done.passage.text):
        yield "罚款数额"
    if on >= _SINCE and case.department != _POLICE and not _COASTGUARD.search(case.agency or ""):
        for name, pattern in rule.params["remedies"].items():
            if not re.search(pattern, text):
                yield name


def _otherwise_said(element: str, passage: Passage) -> bool:
    """Whether what may be an element stands there in words that its pattern does not know."""
    match element:
        case "违法行为":
            return may_tell_facts(passage.text)
        case "处罚依据":
            return bool(clauses(passage)[1])
        case "地点":
            return may_give_place(passage.text)
    return False


def _signers(case: CaseFile, writ: Writ, on: date) -> Iterator[Outcome]:
    """Fewer officers signed than must: two since 2021-07-15, one where police law or the old law governs. Ink is not counted."""
    single = on < _SINCE or case.department == _POLICE or bool(_COASTGUARD.search(case.agency or ""))
    need = 1 if single else 2
    own = [place for place in places(case, writ) if _OFFICER.search(place.label)]
    if any(place.state in ("ink", "unknown") for place in own) or any(page.pictures for page in case.dossier.pages_of(writ)):
        return
    fields = writ.all("officers_sign")
    written = " ".join(field.text for field in (*fields, *writ.all("officers")) if field.state == "value")
    if not written and not own and not any(field.state == "empty" for field in fields):
        return
    names = set(split_names(written))
    alone = len(names) == 1 and len("".join(set(_HAN.findall(written)))) <= 4
    # numbers of certificates may be printed there
    unsigned = bool(own) and not names and all(place.state == "empty" for place in own) and not _names_below(case, writ)
    count = 1 if alone else 0 if unsigned else max(len(names), len(set(re.findall(r"[A-Z]*\d{5,}", written))))
    if count >= need or (written and count == 0 and not unsigned):
        return
    shown = writ.get("officers_sign")
    yield breach(
        f"疑似当场处罚执法人员签名不全：《{writ.title}》（第{writ.first_page}页）"
        + (f"只有{next(iter(names), written.strip())}一人签名，应有两名执法人员" if count else "没有执法人员签名或者盖章"),
        on=on,
        severity="major",
        evidence=(case.evidence("执法人员签名", field=shown, writ=writ),),
        law=("APL2021:第五十二条",),
        defect=f"officers@{writ.first_page}",  # one officer only: 执法人员少于两人
    )


def _names_below(case: CaseFile, writ: Writ) -> bool:
    """Whether a line of names stands below the one where the officers sign: there was no room in it."""
    lines = [line.strip() for line in case.text(writ).text.split("\n")]
    after = [one for line, one in pairwise(lines) if _OFFICER.search(line) and "签" in line]
    return any(_HAN.fullmatch("".join(one.split())) and (is_person_name(one[:3]) or is_person_name(one[:2])) for one in after)


def _delivered(case: CaseFile, writ: Writ, day: Dated) -> Iterator[Outcome]:
    """Handed over later than it was made, or not at all: no signature of the party and no note of a refusal."""
    service = case.served(writ)
    law = ("APL2021:第五十二条", *(("PSAPL2025",) if by_security_law(case, writ) else ()))
    if isinstance(service.day, Dated) and service.day.value > day.value and service.by != "refusal":
        yield breach(
            f"疑似未当场交付：{day.text}当场作出处罚决定，{service.day.text}当事人才签收",
            on=day.value, severity="major", evidence=(day.evidence, service.day.evidence), law=law,
        )  # fmt: skip
    elif service.served.no and writ.get("party_sign").state == "empty" and not _inked(case, writ):
        yield breach(
            f"疑似未当场交付：《{writ.title}》（第{writ.first_page}页）当事人签收处空白，也没有注明拒绝签收，卷内未见送达回证",
            on=day.value, severity="major", evidence=(day.evidence, case.evidence("当事人签收", writ=writ)), law=law,
        )  # fmt: skip


def _inked(case: CaseFile, writ: Writ) -> bool:
    """Whether hands may have written in the party's place; where that is not known, whether there are pictures or seals at all.

    Where the officers' names are typed, the party's would stand in the text as well: a seal over the place hides nothing.
    """
    own, pages = [place for place in places(case, writ) if _RECEIVER.search(place.label)], case.dossier.pages_of(writ)
    typed = any(place.state == "text" for place in places(case, writ)) and not any(page.pictures or page.origin == "ocr" for page in pages)
    if own and not typed:
        return any(place.state in ("ink", "unknown") for place in own)
    return not typed and any(page.ink for page in pages)


def _told(case: CaseFile, writ: Writ, on: date, mark: Evidence) -> Iterator[Outcome]:
    """Nothing says that the party was told what was intended and heard; what the scene record says of rights in general is a hint."""
    ordinary = bool(case.writs("penalty_decision"))  # what came later belongs to that case
    days = ((one.place, case.date(one)) for one in case.dossier.writs if ordinary and one is not writ)
    later = {place for place, day in days if isinstance(day, Dated) and day.value > on}
    own = [one for one in (writ, *case.notices, *case.writs("statement_doc")) if one.place not in later]
    records = [one for one in (*case.writs("scene_record"), *case.writs("inquiry_record")) if one.place not in later]
    if case.mentions(own, _TOLD, drop_citations=False) or case.mentions(records, _TOLD_ON_SCENE, drop_citations=False):
        return
    rights = case.mentions(records, r"申辩", drop_citations=False)
    if case.gaps:
        yield unknown(f"未见告知拟处罚内容和陈述申辩权的记载，但{'；'.join(case.gaps)}", evidence=(mark,))
    elif ordinary and not records:
        yield unknown(f"《{writ.title}》（第{writ.first_page}页）没有告知的记载，该次当场处罚的笔录不在本卷，请调阅原卷", evidence=(mark,))
    elif rights:
        yield breach(
            f"疑似未告知拟处罚内容：《{writ.title}》（第{writ.first_page}页）没有告知的记载，"
            f"《{rights[0].writ.title}》（第{rights[0].spans[0].page}页）只有检查、询问时的一般权利告知，请核对当场处罚前是否告知",
            on=on, severity="info", evidence=(mark, case.cite("笔录的权利告知", rights[0])), law=("APL2021:第四十四条", "SAMR_PROC"),
        )  # fmt: skip
    else:
        yield breach(
            f"疑似当场处罚前未告知：《{writ.title}》（第{writ.first_page}页）和笔录都没有告知拟处罚内容、陈述申辩权的记载",
            on=on, severity="major", evidence=(mark,), law=("APL2021:第四十四条", "SAMR_PROC"),
        )  # fmt: skip


@check("summary.not_reported")
def not_reported(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A decision made on the spot must be reported to the agency (备案), in the time that the rules of the department set."""
    decisions = case.writs("summary_decision")
    if not decisions:
        return not_applicable("没有当场处罚决定书")
    return [_reported(case, writ, rule) for writ in decisions]


def _reported(case: CaseFile, writ: Writ, rule: Rule) -> Outcome:
    day, reported = case.date(writ), _report_day(case, writ)
    mark = case.evidence(f"《{writ.title}》", writ=writ)
    if isinstance(day, Dated) and isinstance(reported, Dated):
        return _in_time(case, day, reported, rule)
    filed = _filed(case)
    if filed.yes:
        return met("卷内有备案或者归档的记载")
    if filed.unknown:
        return unknown(f"未见当场处罚决定的备案记载：{filed.reason}", evidence=(mark,))
    if not isinstance(day, Dated):
        return unknown(day.reason)
    blank = writ.get("report_date").state == "empty"
    return breach(
        f"疑似当场处罚决定未报备案：{day.text}作出的《{writ.title}》"
        + ("备案日期栏空白" if blank else f"，全卷第1–{len(case.dossier.pages)}页未见报所属机关备案或者归档的记载"),
        on=day.value,
        severity="minor",
        evidence=(mark, day.evidence),
        law=("APL2021",),
    )


def _report_day(case: CaseFile, writ: Writ) -> Dated | None:
    """The day of the report on the decision itself, else of a form for it, else of filing away."""
    days = [case.date(writ, "report_date"), *(case.date(one, "filing_date") for one in case.writs("closing_doc", "major_filing"))]
    days += [case.date(one) for one in _own_volume(case) if one.get("archived_date").state == "value"]
    return next((day for day in days if isinstance(day, Dated)), None)


def _filed(case: CaseFile) -> Ternary:
    """Whether anything says that the decision was reported or filed away; an empty place for it says that it was not."""
    if any(writ.get("report_date").state == "empty" for writ in case.writs("summary_decision")):
        return known(bool(case.writs("closing_doc", "major_filing") or _own_volume(case)))
    if _own_volume(case) or case.writs("closing_doc", "major_filing"):
        return YES
    said = case.mentions(case.dossier.writs, _FILED, drop_citations=False)
    if any(not _PRINTED.search(hit.text) for hit in said):
        return YES
    printed = (f"《{hit.writ.title}》只有“{hit.text}”的预印语，没有备案的登记" for hit in said[:1])
    if said or case.gaps:
        return undecided(*printed, *case.gaps)
    return known(False)


def _own_volume(case: CaseFile) -> tuple[Writ, ...]:
    """The papers of a volume bound for decisions on the spot; the volume of an ordinary case says nothing of one that lies in it."""
    return () if case.writs("penalty_decision") else (*case.writs("dossier_binding"), *case.writs("closing_doc"))


def _in_time(case: CaseFile, day: Dated, reported: Dated, rule: Rule) -> Outcome:
    limits = rule.params["summary_report"]
    traffic = case.department == _POLICE and bool(_TRAFFIC.search(case.agency or ""))
    limit = limits.get("公安交警" if traffic else case.department or "")
    if limit is None:
        return met(f"{day.text}作出的决定于{zh(reported.value)}备案", (day.evidence, reported.evidence))
    last = nth_workday(day.value, limit["workdays"])
    if last is None or reported.value <= last:
        return met(f"{day.text}作出的决定于{zh(reported.value)}备案", (day.evidence, reported.evidence))
    message = f"疑似当场处罚决定备案超期：{day.text}作出决定，{reported.text}备案或者归档，{limit['says']}"
    if not limit["verified"]:
        return unknown(f"线索，待核：{message}（所列依据未经核对全文）", evidence=(day.evidence, reported.evidence), on=day.value)
    return breach(message, on=day.value, severity="minor", evidence=(day.evidence, reported.evidence), law=tuple(limit["law"]))
