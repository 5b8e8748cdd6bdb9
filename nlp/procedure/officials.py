"""Who did what in a case: handled (办案人员), reviewed (审核人员) or approved it (负责人), presided over the hearing (主持人)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from ingest.dossier import Field, Writ
from ingest.passage import Passage
from nlp.facts.parties import is_person_name
from nlp.facts.people import find_officers, split_names
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.officers import before_speech
from nlp.procedure.quoting import quoted

_RECORDS = ("scene_record", "inspection_doc", "inquiry_record")
_HANDLED = ("filing_approval", "investigation_report")
_NAMES = r"[\u4e00-\u9fa5·]{2,8}?(?:[、，,和及与\s]{1,2}[\u4e00-\u9fa5·]{2,4}){0,3}?"
# 拟由张三、李四承办; 办案人员：张三 李四
_ASSIGNED = re.compile(
    rf"(?:由|指派|指定|安排|确定)(?P<names>{_NAMES})(?<![科股队室处所局])(?:同志)?(?:[两二三](?:人|名(?:同志|执法人员)))?(?:具体)?"
    r"(?:为(?:本案)?(?:办案|承办|主办)人员?|承办|主办|办理|负责(?:办理|查处|调查|承办))"
    rf"|(?<!指定)(?:办案|承办|经办)(?:人员?|人签名)[：:]\s*(?P<signed>{_NAMES})(?=[\s。；，]|\d|$)"
)
_HEADS = 2  # a place that holds more names was read together with its neighbours
_MASKED = re.compile(r"[某*＊×xX]")
_LAWYER = re.compile(r"资格证|律师证|公职律师|法律顾问|职业资格")  # a reviewer's number as a lawyer tells nobody from an officer
_SHORT = re.compile(r"(?!同意|批准|意见|签名|日期)[\u4e00-\u9fa5]{2,4}")
_REVIEWER = re.compile(
    r"(?:审核|核审)(?:人员?|员)(?:[（(]签[^）)]{1,6}[）)])?[：:]?(?P<name>[\u4e00-\u9fa5·]{2,4}?)(?=\d{4}|审核|核审|日期|年|[，,。；（(]|$)"
)
_HOST = re.compile(r"主持人(?:姓名)?[：:]?(?P<name>[\u4e00-\u9fa5·]{2,4}?)(?=记录|听证|书记|[（(，,。；;]|$)")


@dataclass(frozen=True, slots=True)
class Official:
    """One person in one role. ``mark`` looks up the place that names it; ``certificate`` where a number stands beside the name."""

    name: str
    writ: Writ
    mark: Callable[[], Evidence]
    certificate: str | None = None

    @property
    def evidence(self) -> Evidence:
        """The place that names it."""
        return self.mark()

    def same_as(self, other: Official) -> bool:
        """The same name, unless two certificate numbers tell them apart."""
        return self.name == other.name and (not self.certificate or not other.certificate or self.certificate == other.certificate)

    @property
    def where(self) -> str:
        """``《立案审批表》（第7页）``."""
        return f"《{self.writ.title}》（第{self.evidence.page}页）"


@asked_once
def handlers(case: CaseFile) -> tuple[Official, ...]:
    """The officers whom the filing, the report or the record of the hearing names as handlers, and those whom records name."""
    sources = (
        (case.writs("filing_approval"), ("handlers", "handler_sign"), "办案人员"),
        (case.writs("investigation_report"), ("handler_sign",), "办案人员"),
        (case.writs("hearing_doc", "record"), ("case_handlers",), "案件调查人员"),
    )
    named = [
        one for writs, names, role in sources for writ in writs for name in names for one in _in_fields(case, writ, role, writ.all(name))
    ]
    named += [one for type in _HANDLED for writ in case.writs(type) for one in _in_sentences(case, writ)]
    for type in _RECORDS:
        for writ in case.writs(type):
            fields = [field for name in ("officers", "handlers", "inspectors") for field in writ.all(name)]
            named += [*_certified(case, writ), *_in_fields(case, writ, "执法人员", fields)]
    found: dict[str, Official] = {}
    for one in named:
        known = found.get(one.name)
        if known is None or (one.certificate and not known.certificate):
            found[one.name] = one if known is None else replace(known, certificate=one.certificate)
    return tuple(found.values())


@asked_once
def reviewers(case: CaseFile) -> tuple[Official, ...]:
    """Those whom the review names as reviewers, else who signed its conclusion."""
    return tuple(one for writ in case.writs("legal_review") for one in _reviewers(case, writ))


def _reviewers(case: CaseFile, writ: Writ) -> list[Official]:
    if named := list(_in_fields(case, writ, "审核人员", writ.all("reviewer"))):
        return named
    match = _REVIEWER.search(case.squeezed(writ).text)
    if match and is_person_name(match["name"]):
        return [Official(match["name"], writ, partial(quoted, case, writ, f"审核人员 {match['name']}", *match.span()))]
    conclusions = {field.text for name in ("conclusion", "legal_opinion") for field in writ.all(name) if field.state == "value"}
    for opinion, sign in pairwise(field for field in writ.fields if field.name in ("unit_opinion", "unit_sign")):
        if opinion.name == "unit_opinion" and opinion.text in conclusions and sign.name == "unit_sign":
            return list(_in_fields(case, writ, "审核人员", [sign]))
    return []


def approvers(case: CaseFile) -> tuple[Official, ...]:
    """The heads who signed the filing, the decision and its closing, and approvals in between."""
    writs = [*case.writs("filing_approval"), *case.writs("decision_approval"), *case.writs("internal_approval")]
    writs += case.writs("closing_doc", "approval")
    signed = [(writ, [field for field in writ.all("leader_sign") if len(_names(field.text)) <= _HEADS]) for writ in writs]
    return tuple(one for writ, fields in signed for one in _in_fields(case, writ, "负责人签名", fields))


def hosts(case: CaseFile, record: Writ) -> tuple[Official, ...]:
    """Who presided over a hearing, by the record."""
    fields = [field for field in record.all("host") if is_person_name(re.split(r"[，,、；;：:（(]", "".join(field.text.split()))[0])]
    if fields:
        return tuple(_in_fields(case, record, "主持人", fields))[:1]
    match = _HOST.search(case.squeezed(record).text)
    if match is None or not is_person_name(match["name"]):
        return ()
    return (Official(match["name"], record, partial(quoted, case, record, f"主持人 {match['name']}", *match.span())),)


def _in_fields(case: CaseFile, writ: Writ, role: str, fields: Iterable[Field]) -> Iterator[Official]:
    for field in fields:
        lawyer = _LAWYER.search(field.text)
        numbers = {one.value.name: one.value.cert_no for one in find_officers(field.text)} if not lawyer else {}
        for name in _names(before_speech(field.text)) if field.state == "value" else ():
            if not _MASKED.search(name):
                yield Official(name, writ, partial(case.evidence, f"{role} {name}", field=field, writ=writ), numbers.get(name))


def _names(text: str) -> list[str]:
    """The names of a field; one with a rare surname counts where the field holds nothing else."""
    bare = "".join(text.split())
    return split_names(text) or ([bare] if _SHORT.fullmatch(bare) else [])


def _in_sentences(case: CaseFile, writ: Writ) -> Iterator[Official]:
    """Officers to whom a sentence gives the case, and those who sign a report behind a label."""
    passage = case.text(writ)
    for match in _ASSIGNED.finditer(passage.text):
        for name in split_names(match["names"] or match["signed"]):
            yield Official(name, writ, partial(_marked, case, writ, f"办案人员 {name}", passage, *match.span()))


def _certified(case: CaseFile, writ: Writ) -> Iterator[Official]:
    """Officers with numbers: as the lines stand, then those whose name or number a line breaks."""
    numbers = set()
    for passage in (case.text(writ), case.squeezed(writ)):
        for one in find_officers(passage.text):
            if one.value.cert_no and one.value.cert_no not in numbers and not _MASKED.search(one.value.name):
                numbers.add(one.value.cert_no)
                mark = partial(_marked, case, writ, f"执法人员 {one.value.name}", passage, one.start, one.end)
                yield Official(one.value.name, writ, mark, one.value.cert_no)


def _marked(case: CaseFile, writ: Writ, label: str, passage: Passage, start: int, end: int) -> Evidence:
    return case.evidence(label, writ=writ, spans=passage.spans(start, end))
