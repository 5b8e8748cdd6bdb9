"""Recusal (回避): applications that nobody decided, officers who are witness or complainant themselves (处罚法第四十三条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Field, Writ
from nlp.facts.people import split_names
from nlp.procedure.act_day import act_day
from nlp.procedure.case import CaseFile
from nlp.procedure.exchanges import exchanges
from nlp.procedure.finding import Evidence
from nlp.procedure.officers import named_officers, numbered_officers
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.questioned import inquiry_records
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_ASKED_FOR = re.compile(r"(?:申请|要求|请求|提出|希望)[^。；？?，,]{0,12}回避|回避(?:申请|请求)(?=[，。；：]|理由)")
_NO = re.compile(
    r"不要?回避|(?:不|没有?|无|未|否|是否|可以|有权|享有|依法)[^。；，,；？?]{0,6}(?:申请|要求|请求|提出|希望)|(?:申请|要求|请求)[^。；，,]{0,4}(?:权|的?权利)"
)
_RIGHT = re.compile(r"的?权|问题|责任|监管|检查|[？?]|的(?:规定|情形|情况)")
_CLAUSE = re.compile(r"[^。；，,？?]*$")
# what a record tells of the party in a sentence of its own: 其表示申请某某回避; 当事人要求记录人回避
_TOLD = re.compile(
    r"(?:其|他|她|当事人|被检查人|被检查单位|经营者|负责人|对方)(?:[\u4e00-\u9fa5]{2,3})?(?:当场|随即|明确|口头)*(?:表示|提出|声明|称|回答|答)?[，：:“]?"
    r"(?:要求|申请|请求)[^。；，,？?]{0,16}?回避(?!的|权|等|[？?])"
)
_DECIDED = re.compile(
    r"(?:驳回|同意|准许|批准|不予|决定)[^。；]{0,16}回避|回避[^。；]{0,14}(?:决定书|驳回|批准|不成立|不符合|已(?:更换|调整)|予以更换|撤回)|(?:更换|调整)[^。；]{0,8}(?:办案|执法)人员"
)
# writings of the party; a letter may hold nothing but the application
_LETTERS = ("statement_doc", "evidence_material")
_RECORDS = ("scene_record", "inquiry_record", "seizure_doc", "reg_preserve_doc", "sampling_record")


@check("invest.recusal_conflict")
def recusal_conflict(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Every application for recusal is decided; no officer is a witness of the same record, or bears the party's name."""
    if not case.dossier.writs:
        return not_applicable("卷内没有文书")
    outcomes = [*_undecided(case), *_own_witness(case), *_namesakes(case)]
    return outcomes or met("没有提出回避申请，执法人员与当事人、见证人不重合")


def _undecided(case: CaseFile) -> Iterator[Outcome]:
    asked = [*_in_answers(case), *_in_letters(case)]
    if not asked or case.writs("internal_approval", "recusal_decision"):
        return
    writs = {writ.first_page for writ, _ in asked}
    others = [writ for writ in case.dossier.writs if writ.first_page not in writs]
    if case.mentions([*others, *(writ for writ, _ in asked)], _DECIDED):
        return
    writ, mark = asked[0]
    said = f"《{writ.title}》（第{mark.page}页）载明当事人申请回避"
    there = case.has("internal_approval", "recusal_decision")
    if there.unknown:
        yield unknown(f"{said}，未见回避决定，但{there.reason}", evidence=(mark,))
        return
    yield breach(
        f"疑似回避申请未作决定：{said}，卷内没有负责人对回避申请的决定",
        on=act_day(case, writ),
        evidence=(mark,),
        absent=("internal_approval",),
        law=("APL2021",),
    )


def _in_answers(case: CaseFile) -> Iterator[tuple[Writ, Evidence]]:
    """Answers that ask for it; the question whether one does is no application."""
    for writ in (*inquiry_records(case), *case.writs("scene_record"), *case.writs("hearing_doc", "record")):
        text = case.squeezed(writ).text
        if "回避" not in text:
            continue
        for match in _TOLD.finditer(text) if writ.type == "scene_record" else ():
            if not _denied(text, 0, match):
                yield writ, quoted(case, writ, "申请回避", *match.span())
        for one in exchanges(text):
            # behind the answer to the notice a record of the spot goes on with what was found
            stop = one.end if writ.type != "scene_record" else text.find("。", one.start, one.end) + 1 or one.end
            for match in _ASKED_FOR.finditer(text, one.start, stop):
                if not _denied(text, one.start, match):
                    yield writ, quoted(case, writ, "申请回避", *match.span())


def _in_letters(case: CaseFile) -> Iterator[tuple[Writ, Evidence]]:
    for type in _LETTERS:
        for writ in case.writs(type):
            if writ.subtype == "review_opinion" or not ("回避" in writ.title or type == "statement_doc"):
                continue
            text = case.squeezed(writ).text
            for match in _ASKED_FOR.finditer(text):
                if not _denied(text, 0, match):
                    yield writ, quoted(case, writ, "申请回避", *match.span())


def _denied(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the clause says that nothing is applied for, or tells that one may apply."""
    before = _CLAUSE.search(text, start, match.start())
    clause = (before.group() if before else "") + match.group()
    return bool(_NO.search(clause) or "告知" in clause or _RIGHT.match(text, match.end()))


def _own_witness(case: CaseFile) -> Iterator[Outcome]:
    """The witness of a record is one of its officers."""
    for type in _RECORDS:
        for writ in case.writs(type):
            names = {*named_officers(writ), *(one.name for one in numbered_officers(case, writ))}
            for field in writ.all("witness_sign"):
                for name in split_names(field.text) if field.state == "value" and not case.recognised(writ) else ():
                    if name in names:
                        mark = case.evidence(f"见证人 {name}", field=field, writ=writ)
                        at = case.squeezed(writ).text.find(name)
                        other = quoted(case, writ, f"执法人员 {name}", at, at + len(name))
                        message = (
                            f"疑似应回避而未回避：《{writ.title}》（第{mark.page}页）的见证人{name}就是本笔录的执法人员（第{other.page}页）"
                        )
                        yield breach(message, on=act_day(case, writ), evidence=(mark, other), law=("APL2021",))


def _namesakes(case: CaseFile) -> Iterator[Outcome]:
    """An officer bears the name of the party, its head or the complainant: the same person or a namesake, which a person must see."""
    officers: dict[str, Writ] = {}
    for writ in (*case.writs("scene_record"), *inquiry_records(case), *case.writs("summary_decision")):
        if not case.recognised(writ):
            for one in numbered_officers(case, writ):
                officers.setdefault(one.name, writ)
    seen = set()
    for label, writ, field in _parties(case):
        name = "".join(field.text.split())
        if name not in officers or name in seen:
            continue
        seen.add(name)
        at = case.squeezed(officers[name]).text.find(name)
        marks = (
            case.evidence(f"{label} {name}", field=field, writ=writ),
            quoted(case, officers[name], f"执法人员 {name}", at, at + len(name)),
        )
        yield unknown(f"{label}{name}（第{marks[0].page}页）与执法人员{name}（第{marks[1].page}页）同名，请核对是否同一人", evidence=marks)


def _parties(case: CaseFile) -> Iterator[tuple[str, Writ, Field]]:
    for writ in case.dossier.writs:
        for field in (*writ.all("party.legal_rep"), *(writ.all("party_name") if writ.type == "penalty_decision" else ())):
            if field.state == "value":
                yield "当事人", writ, field
