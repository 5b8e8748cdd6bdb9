"""Who is who: the party through all writs, officers in pairs and in one place (处罚法第四十条、第四十二条、第五十九条)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations

from msgspec import structs

from ingest.dossier import Field, Writ
from nlp.facts.identifiers import valid_id_number, valid_uscc
from nlp.facts.parties import is_person_name, org_suffix, organisation_ends
from nlp.facts.people import find_officers, list_parts, two_names
from nlp.procedure.act_day import act_day
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.lost_letters import one_letter_lost
from nlp.procedure.named_in_cause import others_before_the_cause
from nlp.procedure.officers import named_in
from nlp.procedure.officials import handlers
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.parties import parties
from nlp.procedure.presence import overlap_minutes, same_place
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.samplers import by_institute
from nlp.procedure.signing import places
from nlp.procedure.whereabouts import presences

_MASKED = re.compile(r"[*＊×某]")
_COMPANY_FORMS = re.compile(r"有限责任公司|股份有限公司|有限公司")
# writs whose party field names the party of the case; statements of witnesses and papers of other bodies do not
_PARTY_WRITS = (
    "filing_approval",
    "investigation_report",
    "legal_review",
    "prior_notice",
    "hearing_doc",
    "collective_discussion",
    "decision_approval",
    "penalty_decision",
    "summary_decision",
    "correction_notice",
    "reg_preserve_doc",
    "seizure_doc",
    "closing_doc",
    "enforcement_doc",
)
# where a person in place of an organisation is another party and no signature
_PRINCIPAL = frozenset({"filing_approval", "prior_notice", "penalty_decision", "summary_decision", "decision_approval"})
_IN_PAIRS = ("scene_record", "inquiry_record", "sampling_record", "reg_preserve_doc", "seizure_doc", "summary_decision")
_PENALTY_LAW = date(2021, 7, 15)


def _plain(name: str) -> str:
    squeezed = re.sub(r"[\s（）()]", "", name)
    squeezed = re.sub(r"(?:[，,；;、].*|等\d*[人户]?)$", "", squeezed)
    return _COMPANY_FORMS.sub("公司", squeezed)


@check("doc.party_inconsistent")
def party_inconsistent(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Names, credit codes and identity numbers of the party through the writs of the case."""
    named = [(writ, field) for writ in case.dossier.writs if writ.type in _PARTY_WRITS for field in _held(writ, "party_name")]
    aliases = _aliases(case)
    if len(named) < 2:
        found = [*_nearly(case, named, aliases), *_before_causes(case, named, aliases), *_other_codes(case, "party.id", "身份证号码")]
        if found:
            return found
        if case.procedure == "summary" and len(named) == 1 and not case.gaps:
            return not_applicable("当场处罚案卷只有一份文书写明当事人")
        return unknown("写明当事人的文书不足两份或者当事人栏未能识别，不能比较")
    groups: dict[str, list[tuple[Writ, Field]]] = defaultdict(list)
    for writ, field in named:
        groups[_plain(field.text)].append((writ, field))
    most = max(groups.values(), key=len)
    outcomes = [*_other_names(case, groups, aliases), *_nearly(case, most, aliases), *_before_causes(case, most, aliases)]
    for name, label in (("party.uscc", "统一社会信用代码"), ("party.id", "身份证号码")):
        outcomes.extend(_other_codes(case, name, label))
    return outcomes or met("各文书当事人名称、代码一致")


def _held(writ: Writ, *names: str) -> Iterator[Field]:
    """Fields with a value that is not masked for publication."""
    for name in names:
        for field in writ.all(name):
            if field.state == "value" and field.text.strip() and not _MASKED.search(field.text):
                yield field


def _aliases(case: CaseFile) -> set[str]:
    """Other names of the party: the operator of an individual business (字号与经营者), former names, several parties of a case."""
    found = {_plain(field.text) for writ in case.dossier.writs for field in _held(writ, "party.legal_rep", "former_name")}
    found.update(map(_plain, parties(case)))
    return found


def _other_party(case: CaseFile, writ: Writ, field: Field, main: str) -> bool:
    """Whether a field names another party: what is no name, the agency addressed, who signed for an organisation are none."""
    name = "".join(field.text.split())
    person = is_person_name(name)
    if name == case.agency or (not person and org_suffix(name) is None and name[-2:] != main[-2:]):
        return False
    return not person or writ.type in _PRINCIPAL or is_person_name(main)


def _other_names(case: CaseFile, groups: dict[str, list[tuple[Writ, Field]]], aliases: set[str]) -> Iterator[Outcome]:
    """The name most writs give is the party's; every other one that is no alias, no part of it and no OCR slip is reported once."""
    if len(groups) < 2:
        return
    main = max(groups, key=lambda name: len(groups[name]))
    writ0, field0 = groups[main][0]
    for name, held in groups.items():
        if name == main or name in aliases or name in main or main in name:
            continue
        slip = _slip(name, main)
        others = [
            (writ, field) for writ, field in held if _other_party(case, writ, field, main) and not (slip and case.recognised(writ, writ0))
        ]
        if not others:
            continue
        yield _read_short(case, others[0], (writ0, field0)) or _differs(case, others[0], (writ0, field0), len(groups[main]))


# papers that name others too (who pays for whom): only a name that is nearly the party's is the party's written wrongly
_MAY_NAME_OTHERS = (
    ("service_doc", "addressee"),
    ("payment_doc", "payer"),
    ("scene_record", "party_name"),
    ("party_identity", "party_name"),
)
_BEFORE_PARTY = re.compile(r"^(?:关于)?(?:对)?(?:涉案)?(?:当事人)?[：:]?(?:涉嫌)?")
_NEARLY = 0.6  # share of characters in common


def _nearly(case: CaseFile, named: list[tuple[Writ, Field]], aliases: set[str]) -> Iterator[Outcome]:
    """Receipts, vouchers, records, licences and names of the case with a name that is nearly the party's."""
    if not named:
        return
    writ0, field0 = named[0]
    main = _plain(field0.text)
    told: set[str] = set()
    others = [(writ, field) for type, label in _MAY_NAME_OTHERS for writ in case.writs(type) for field in _held(writ, label)]
    for writ, field in [*others, *_heads_of_causes(case, main)]:
        name = _plain(field.text)
        if name in told or name in aliases or not _written_wrongly(name, main) or (writ.type == "payment_doc" and is_person_name(name)):
            continue
        if _slip(name, main) and case.recognised(writ, writ0):
            continue
        told.add(name)
        yield _read_short(case, (writ, field), (writ0, field0)) or _differs(case, (writ, field), (writ0, field0), len(named))


def _heads_of_causes(case: CaseFile, main: str) -> Iterator[tuple[Writ, Field]]:
    """The names with which the cause or the name of the case begins (某公司超标排放案), where it does not tell the party's.

    Only in writs that have no place for the party: there the name is compared already.
    """
    for writ in case.dossier.writs:
        if writ.type not in (*_PARTY_WRITS, "dossier_binding") or any(_held(writ, "party_name")):
            continue
        for field in _held(writ, "cause", "case_name"):
            text = _BEFORE_PARTY.sub("", "".join(field.text.split()))
            heads = [text[:end] for end in (len(main), *organisation_ends(text))]
            if main in _plain(text) or any(_plain(head) in main for head in heads[1:]):
                continue
            alike = [head for head in heads if _written_wrongly(_plain(head), main)]
            if alike:
                yield writ, structs.replace(field, text=max(alike, key=lambda head: SequenceMatcher(None, _plain(head), main).ratio()))


def _before_causes(case: CaseFile, named: list[tuple[Writ, Field]], aliases: set[str]) -> Iterator[Outcome]:
    """Another person's name before the cause where the case is called by its name; of a case against an organisation, a question."""
    if not named:
        return
    writ0, field0 = named[0]
    main = _plain(field0.text)
    for writ, name, mark in others_before_the_cause(case, {main, *aliases}):
        own = f"《{writ0.title}》（第{writ0.first_page}页）写的是“{field0.text.strip()}”"
        said = f"《{writ.title}》（第{mark.page}页）案件名称写的是“{name}”，{own}"
        evidence = (mark, case.evidence(f"当事人 {field0.text.strip()}", field=field0, writ=writ0))
        alike = case.recognised(writ, writ0) and any(a == b for a, b in zip(name, main, strict=False))
        if len(name) < 3 or not is_person_name(main) or alike:
            yield unknown(f"{said}，是否另一当事人请核对", evidence=evidence)
            continue
        yield breach(f"疑似当事人不一致：{said}", on=act_day(case, writ), evidence=evidence, law=("APL2021",))


def _written_wrongly(name: str, main: str) -> bool:
    """Whether a name is the other with characters changed: most of an organisation's, one of a person's but the family name."""
    if name in main or main in name:
        return False
    if is_person_name(name) and is_person_name(main):
        return len(name) == len(main) > 2 and name[0] == main[0] and sum(a != b for a, b in zip(name, main, strict=True)) == 1
    return org_suffix(name) is not None and org_suffix(main) is not None and SequenceMatcher(None, name, main).ratio() >= _NEARLY


def _differs(case: CaseFile, one: tuple[Writ, Field], other: tuple[Writ, Field], several: int) -> Outcome:
    (writ, field), (writ0, field0) = one, other
    day = case.date(writ)
    among = f"等{several}份文书" if several > 1 else ""
    return breach(
        f"疑似当事人不一致：《{writ.title}》（第{writ.first_page}页）写的是“{field.text.strip()}”，"
        f"《{writ0.title}》（第{writ0.first_page}页）{among}写的是“{field0.text.strip()}”",
        on=day.value if isinstance(day, Dated) else case.decision_date,
        evidence=(
            case.evidence(f"当事人 {field.text.strip()}", field=field, writ=writ),
            case.evidence(f"当事人 {field0.text.strip()}", field=field0, writ=writ0),
        ),
        law=("APL2021",),
    )


def _read_short(case: CaseFile, one: tuple[Writ, Field], other: tuple[Writ, Field]) -> Outcome | None:
    """The question whether a name on a recognised page, which is the other without one letter, lost it there."""
    (writ, field), (writ0, field0) = sorted((one, other), key=lambda pair: len(_plain(pair[1].text)))
    if not case.recognised(writ) or not one_letter_lost(_plain(field.text), _plain(field0.text)):
        return None
    return unknown(
        f"《{writ.title}》（第{writ.first_page}页）的“{field.text.strip()}”比"
        f"《{writ0.title}》（第{writ0.first_page}页）的“{field0.text.strip()}”少一字，可能是识读漏字，请看原页核对",
        evidence=(
            case.evidence(f"当事人 {field.text.strip()}", field=field, writ=writ),
            case.evidence(f"当事人 {field0.text.strip()}", field=field0, writ=writ0),
        ),
    )


def _slip(one: str, other: str) -> bool:
    """A name read wrongly on a recognised page: one character in eight, of names of one length."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= max(1, len(one) // 8)


def _other_codes(case: CaseFile, name: str, label: str) -> Iterator[Outcome]:
    held = [
        (writ, field, "".join(field.text.split()).upper())
        for writ in case.dossier.writs
        if writ.type in (*_PARTY_WRITS, "party_identity")
        for field in _held(writ, name)
    ]
    held = [(writ, field, code) for writ, field, code in held if not _read_in_part(case, writ, code, {other for _, _, other in held})]
    codes = [code for _, _, code in held if re.fullmatch(r"[0-9A-Z]{15,18}", code)]
    if len(set(codes)) < 2:
        return
    main = max(set(codes), key=lambda code: (codes.count(code), -codes.index(code)))
    writ0, field0, _ = next(one for one in held if one[2] == main)
    other = {field0.text}
    for writ, field, code in held:
        if code == main or code in other or code not in codes:
            continue
        if name == "party.id" and not _same_person(writ, writ0) and not _miscopied(code, main):
            continue  # the operator's and another person's identity numbers may both stand in a dossier
        other.add(code)
        day = case.date(writ)
        yield breach(
            f"疑似当事人{label}不一致：《{writ.title}》（第{writ.first_page}页）为{code}，《{writ0.title}》（第{writ0.first_page}页）为{main}",
            on=day.value if isinstance(day, Dated) else case.decision_date,
            evidence=(case.evidence(f"{label} {code}", field=field, writ=writ), case.evidence(f"{label} {main}", field=field0, writ=writ0)),
            law=("APL2021",),
            defect=f"number:{code}",
        )


def _read_in_part(case: CaseFile, writ: Writ, code: str, others: Iterable[str]) -> bool:
    """Whether a code on a recognised page is another one of the dossier, whose check digit holds, without one place."""
    return case.recognised(writ) and any((valid_uscc(other) or valid_id_number(other)) and one_letter_lost(code, other) for other in others)


def _same_person(one: Writ, other: Writ) -> bool:
    names = [_plain(writ.get("party_name").text) for writ in (one, other)]
    return all(names) and names[0] == names[1]


def _miscopied(code: str, main: str) -> bool:
    """Whether two numbers are one, copied wrongly: two places at most differ."""
    return len(code) == len(main) and sum(a != b for a, b in zip(code, main, strict=True)) <= _MISCOPIED


_MISCOPIED = 2


@check("invest.officer_in_two_places")
def officer_in_two_places(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The same certificate number in two records whose times overlap and whose places differ."""
    least = int(rule.params["min_overlap_minutes"])
    found = presences(case)
    if len({one.page for one in found}) < 2:
        return not_applicable("载有执法人员证号和起止时刻的记录不足两份")
    outcomes = []
    told: set[tuple[int, int]] = set()
    for a, b in combinations(found, 2):
        pair = (a.page, b.page)
        if a.cert_no != b.cert_no or pair[0] == pair[1] or pair in told or same_place(a.place, b.place):
            continue
        overlap = overlap_minutes(a, b)
        if overlap < least:
            continue
        told.add(pair)
        outcomes.append(
            breach(
                f"疑似同一执法人员同一时间在两地：{a.officer}（{a.cert_no}）{a.when}在{a.place}（第{pair[0]}页），"
                f"又于{b.when}在{b.place}（第{pair[1]}页），重叠{overlap:.0f}分钟",
                on=a.start.date(),
                evidence=(a.evidence, b.evidence),
                law=("APL2021",),
            )
        )
    return outcomes or met("执法人员的时间、地点没有冲突")


@check("officer.fewer_than_two")
def fewer_than_two(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Fewer than two officers named in records of acts on the spot."""
    outcomes: list[Outcome] = []
    looked = False
    for writ in case.dossier.writs:
        if writ.type not in _IN_PAIRS or (writ.type == "reg_preserve_doc" and writ.subtype not in ("list", None)):
            continue
        day = case.date(writ)
        if writ.type == "summary_decision" and (case.department == "公安" or not isinstance(day, Dated) or day.value < _PENALTY_LAW):
            continue
        if writ.type == "seizure_doc" and writ.subtype not in ("list", "scene"):
            continue
        names = _officers(case, writ)
        if writ.type == "sampling_record" and _by_others(case, writ, names or set()):
            continue
        looked = True
        if names and len(names) == 1 and case.recognised(writ) and _two_certificates(case, writ):
            continue  # a name that the image hides
        if names is None:
            outcomes.append(unknown(f"《{writ.title}》（第{writ.first_page}页）执法人员栏未能识别"))
        elif len(names) == 1 and (doubt := _another(case, writ, next(iter(names)))):
            outcomes.append(unknown(f"《{writ.title}》（第{writ.first_page}页）只读出执法人员{next(iter(names))}，{doubt}"))
        elif len(names) == 1:
            outcomes.append(
                breach(
                    f"疑似执法人员少于两人：《{writ.title}》（第{writ.first_page}页）只载明{next(iter(names))}一名执法人员",
                    on=day.value if isinstance(day, Dated) else case.decision_date,
                    severity="fatal",
                    evidence=(named_in(case, writ, next(iter(names))),),
                    law=("APL2021",),
                    defect=f"officers@{writ.first_page}",
                )
            )
    if not looked:
        return not_applicable("没有检查、询问、登记保存一类现场文书")
    return outcomes or met("各现场文书载明的执法人员均不少于两人")


def _by_others(case: CaseFile, writ: Writ, names: set[str]) -> bool:
    """Whether the people of an institute took the samples: nobody named handles the case or shows an officer's certificate."""
    officers = "执法证" in case.squeezed(writ).text or not names.isdisjoint(one.name for one in handlers(case))
    return not officers and by_institute(case, writ)


_CALLED = re.compile(
    r"(?<!被)(?<!陪同)(?:执法人员|检查人员|检查人|勘验人员|勘验人|询问人|调查人员|办案人员|记录人|抽样人员?|采样人员?|经办人|实施人员)(?:[（(][^）)]{0,12}[）)])?[：:、]?"
    r"(?:[（(]?(?:签名|签字)[^）)：:]{0,10}[）)]?[：:]?)?(?P<names>[\u4e00-\u9fa5·]{2,4}(?:[（(][^）)]{0,24}[）)])?(?:[、，,和及][\u4e00-\u9fa5·]{2,4}(?:[（(][^）)]{0,24}[）)])?){0,4})"
)


_CERTIFICATES = re.compile(r"执法人员.{0,12}(?:执法)?证.{0,4}号.{0,60}")


def _officers(case: CaseFile, writ: Writ) -> set[str] | None:
    """The officers a writ names: with certificate numbers, by role labels, by signatures. None where nothing was recognised."""
    if not case.readable(writ):
        return None
    text, plain = case.squeezed(writ).text, case.text(writ).text
    if writ.type == "summary_decision":
        text, plain = _FILED.split(text)[0], _FILED.split(plain)[0]  # who files the copy at the office is no officer of the act
    names = {found.value.name for kept in (text, plain) for found in find_officers(kept)}  # blanks part names
    for field in _held(writ, "officers", "handlers", "inspectors", "inquirer", "recorder", "samplers"):
        names.update(name for part in _split(field.text) for name in two_names(part) or (part,))
    if len(names) == 1:
        for match in _CALLED.finditer(text):
            # what runs on behind a known name is the next label: 询问人：张建国记录人：
            others = [name for name in _split(match["names"]) if is_person_name(name)]  # 执法人员下达责令… names nobody
            names.update(name for name in others if not any(name.startswith(known) for known in names))
    # a name that runs on into the next words (of a page number, of a label) is the shorter one
    return {name for name in names if not any(name != known and name.startswith(known) and len(known) > 1 for known in names)} or None


# two numbers of certificates one after the other, or in two brackets
_NUMBERS = re.compile(
    r"证[^。；]{0,24}?[（(：:号]?([A-Z]{0,4}\d{5,14})[）)]?[、，,/;；和\s]{1,2}[\u4e00-\u9fa5（(]{0,6}([A-Z]{0,4}\d{5,14})(?!\d)"
)
_HANDS = r"^(?!被|陪同).*(?:执法|检查|询问|勘验|调查|办案|承办|经办|抽样|采样|监督员|监察员)"
_LABELLED = re.compile(r"[人员时日期年月签名字章记录询问检查单位局队证]")


def _another(case: CaseFile, writ: Writ, name: str) -> str:
    """Why a second officer may be named that was not read; empty where nothing speaks for that."""
    text = case.text(writ).text
    if any(match[1] != match[2] for match in _NUMBERS.finditer(case.squeezed(writ).text)):
        return "另载有两个证号"
    for run in re.findall(r"[\u4e00-\u9fa5·]+", text):
        rest = run.removeprefix(name) if run.startswith(name) else run.removesuffix(name)
        if rest != run and 2 <= len(rest) <= 4 and not _LABELLED.search(rest):
            return f"“{run}”可能是两人的姓名"
    if sum(place.state in ("ink", "unknown") for place in places(case, writ, _HANDS)) > 1:
        return "有两处以上执法人员签名未能识别"
    others = [field for field in _held(writ, "officers", "handlers", "inspectors", "inquirer", "samplers") if name in field.text]
    signed = any(one.value.name == name for one in find_officers(text))
    return "" if others or signed else "仅见于记录人栏，执法人员栏未能对应"


_FILED = re.compile(r"(?:所属(?:行政)?机关|本机关|所属部门)?备案[：:]|备案(?:情况|日期|人|登记)")


def _two_certificates(case: CaseFile, writ: Writ) -> bool:
    """Whether two certificate numbers stand behind the label of the officers."""
    match = _CERTIFICATES.search(case.squeezed(writ).text)
    return match is not None and len(set(re.findall(r"\d{6,14}", match[0]))) > 1


def _split(text: str) -> Iterable[str]:
    for part in list_parts(re.sub(r"[（(][^）)]*[）)]|\d+", " ", text)):
        if re.fullmatch(r"[\u4e00-\u9fa5·]{2,4}", part) and not re.search(
            r"执法|证号|签名|签字|编号|人员|记录|询问|检查|日期|时间|[这那我你他们是请的]|出示|说明|告知", part
        ):
            yield part
