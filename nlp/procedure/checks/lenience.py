"""Lenience that the law owes: to the young, the mentally ill, and whoever made good, confessed or was coerced (处罚法第三十至三十二条)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from ingest.dossier import Field, Writ
from nlp.facts.identifiers import find_id_numbers, valid_id_number
from nlp.facts.parties import is_person_name
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, zh
from nlp.procedure.mention import Mention
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import Imposed, imposed
from nlp.procedure.quoting import penalty_shown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.security_law import by_security_law
from nlp.sought import sought

_SECURITY_SINCE = date(2026, 1, 1)  # 治安管理处罚法第二十条: since then no forgiveness is needed besides
_MADE_GOOD = "主动消除或者减轻危害后果"
# facts for which the law owes lenience (第三十一条、第三十二条), by the article
_OWED: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (_MADE_GOOD, "第三十二条", re.compile(r"主动(?:消除|减轻|赔偿|退赔|补偿|召回|下架|清除|恢复)")),
    (
        "主动供述",
        "第三十二条",
        re.compile(r"主动(?:如实)?(?:供述|交代|交待)|立功(?:表现|行为|情节|情形|受奖)|(?:有|属于?|系|构成|认定|重大|一般)立功"),
    ),
    ("受胁迫、诱骗", "第三十二条", re.compile(r"(?:受|被|遭)[^，。；]{0,10}(?:胁迫|诱骗)[^，。；]{0,6}(?:实施|参与|从事|违法|才)")),
    (
        "精神病、智力残疾",
        "第三十一条",
        re.compile(
            r"(?:患有|系|属于|诊断为|鉴定为|评定为)[^，。；]{0,16}(?:精神(?:病|分裂|障碍)|智力(?:残疾|障碍))(?!医院|专科|科|防治|卫生)"
        ),
    ),
)
_FOUND_IN = ("penalty_decision", "investigation_report", "legal_review", "decision_approval", "collective_discussion")
_CLAIMED_IN = ("inquiry_record", "statement_doc", "scene_record")
_ANYWHERE = sought("|".join(pattern.pattern for _, _, pattern in _OWED))
_ASKED_FOR = re.compile(
    r"(?:责令|要求|督促|建议|告诫|应当|应|请|可以|如|若|是否|有无|希望|能够?|会|将|愿意?|准备|打算|保证)[^，。；？]{0,16}$|[《“][^》”]{0,60}$"
)
_AS_LAW = re.compile(r"[^。]{0,20}[？?]|[^。，；]{0,24}(?:的|时|者)[，,](?:应当|可以|依法|将|从轻|予以|可)")
_LENIENT = r"从轻|减轻|不予(?:行政)?处罚|免予|较轻|轻微|行政处罚法》(?:第[^。；，]{1,12}、)?第三十[一二三]条"
# 第三十三条 denied is no word on 第三十条至第三十二条
_DENIED = re.compile(
    r"(?:不属于|不符合|不适用|不具备|不具有)[^。；]{0,60}?(?:第三十三条|不予(?:行政)?处罚)[^。；]*|不属于[^，。；]{0,16}轻微"
)
_CHILD, _MINOR = 14, 18


@check("discretion.statutory_mitigation_ignored")
def statutory_mitigation_ignored(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A party under fourteen or eighteen, and facts for which lenience is owed, against what the decision says of them."""
    decision = case.decision
    decided = case.date(decision)
    done = imposed(decision, case.squeezed(decision)) if decision else None
    if decision is None or done is None or not isinstance(decided, Dated):
        return not_applicable("没有处罚决定，或者其内容、日期未能识别")
    lenient = re.search(_LENIENT, _DENIED.sub("", done.passage.text)) is not None
    young = [*_young(case, done, decided, lenient)]
    if young:
        return young
    found = next(_facts(case, _FOUND_IN), None)
    claimed = next(_facts(case, _CLAIMED_IN), None)
    if found is None and claimed is None:
        return not_applicable("卷内未载明第三十条至第三十二条规定的情形")
    if lenient:
        return met("决定书写明了从轻、减轻或者不予处罚的考虑")
    name, article, hit = found or claimed or ("", "", None)
    assert hit is not None
    said = f"《{hit.writ.title}》（第{hit.spans[0].page}页）载明“{hit.text}”，{decided.text}的决定未写明是否从轻、减轻或者不予处罚"
    evidence = (case.cite(name, hit), penalty_shown(case, done, done.items[0].kind))
    security = by_security_law(case, decision) and article == "第三十二条"
    forgiven = decided.value >= _SECURITY_SINCE or case.mentions(case.dossier.writs, "谅解", drop_negation=True)
    if security and name == _MADE_GOOD and not forgiven:
        return unknown(f"{said}；当时的治安管理处罚法以取得被侵害人谅解为条件，请核对有无谅解", evidence=evidence)
    if found is None or not case.readable(decision):
        return unknown(f"当事人陈述中可能有{name}的情节：{said}", evidence=evidence)
    return breach(
        f"疑似未体现法定从轻减轻情节：{said}",
        on=decided.value,
        severity="major",
        evidence=evidence,
        law=("PSAPL", "PSAPL2025") if security else (f"APL2021:{article}",),
        confidence=0.8,
    )


def _facts(case: CaseFile, types: Iterable[str]) -> Iterator[tuple[str, str, Mention]]:
    """Such facts in writs of some types, said of what was done: no demands, conditions, questions or words of the law."""
    for writ in (writ for type in types for writ in case.writs(type)):
        text = case.squeezed(writ).text
        if not _ANYWHERE.search(text):
            continue
        for name, article, pattern in _OWED:
            for hit in case.mentions(writ, pattern, drop_negation=True):
                if not _ASKED_FOR.search(text[max(0, hit.start - 70) : hit.start]) and not _AS_LAW.match(text, hit.end):
                    yield name, article, hit


def _young(case: CaseFile, done: Imposed, decided: Dated, lenient: bool) -> Iterator[Outcome]:
    """The age on the first recorded day of the case: on that of the act the party was no older."""
    born = _born(case)
    first = min((day for writ in case.dossier.writs for day in (_recorded(case, writ),) if day), default=decided.value)
    if born is None:
        return
    birthday, field, writ = born
    age = first.year - birthday.year - ((first.month, first.day) < (birthday.month, birthday.day))
    evidence = (case.evidence(f"出生日期 {birthday.isoformat()}", field=field, writ=writ), penalty_shown(case, done, done.items[0].kind))
    said = f"当事人{zh(birthday)}出生（第{evidence[0].page}页），{zh(first)}案发时{age}周岁"
    if age < _CHILD:
        yield breach(
            f"疑似处罚不满十四周岁的未成年人：{said}，{decided.text}仍决定{done.items[0].kind}",
            on=decided.value, severity="fatal", evidence=evidence, law=("APL2021:第三十条",),
        )  # fmt: skip
    elif age < _MINOR and not lenient:
        yield breach(
            f"疑似未对未成年人从轻减轻：{said}，{decided.text}的决定没有写明从轻或者减轻处罚",
            on=decided.value, severity="major", evidence=evidence, law=("APL2021:第三十条",),
        )  # fmt: skip


def _recorded(case: CaseFile, writ: Writ) -> date | None:
    """The day of a writ that records the act or the case as it came up."""
    if writ.type not in ("scene_record", "inspection_doc", "case_source", "filing_approval", "summary_decision", "penalty_decision"):
        return None
    day = case.date(writ)
    return day.value if isinstance(day, Dated) else None


def _born(case: CaseFile) -> tuple[date, Field, Writ] | None:
    """The birthday in the party's own identity number; None for organisations and for numbers that are masked or misread."""
    if case.party is None or not is_person_name(case.party):
        return None
    for type in ("penalty_decision", "summary_decision", "filing_approval"):
        for writ in case.writs(type):
            field = writ.get("party.id")
            numbers = [one.value for one in find_id_numbers(field.text) if valid_id_number(one.value)]
            if numbers:
                number = numbers[0]
                return date(int(number[6:10]), int(number[10:12]), int(number[12:14])), field, writ
    return None
