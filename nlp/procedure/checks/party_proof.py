"""Proof of who the party is: papers, check digits, authority of agents (处罚法第五十九条; 市场监督管理行政处罚程序规定第五十三条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Field, Writ
from nlp.facts.identifiers import valid_id_number, valid_uscc
from nlp.procedure.act_day import act_day
from nlp.procedure.case import CaseFile
from nlp.procedure.identity_papers import among_the_evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.questioned import inquiry_records, questioned
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_MASKED = re.compile(r"[*＊×✱某]")
_CODE = re.compile(r"[0-9A-Z]{18}")
_BORN = re.compile(r"\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")  # an identity number
_AGENT = re.compile(r"代理人|受委托|受托人|被委托|委托代理")
_AUTHORITY = re.compile(r"授权委托书|委托书|代理(?:权限|手续)|所函")
# what is read on a scan is known only where so many of its pages read the same
_SCANS = 2
_BY_LAW = re.compile(r"法定代理人|监护人|法定代表人")


@check("invest.party_identity_missing")
def party_identity_missing(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A paper that proves who the party is, numbers whose check digit holds, authority of whoever acts for it."""
    if case.procedure == "unknown":
        return not_applicable("卷内没有立案、告知、处罚文书")
    outcomes = [
        *_bad_numbers(case, "party.uscc", "统一社会信用代码"),
        *_bad_numbers(case, "party.id", "公民身份号码"),
    ]
    if case.procedure == "ordinary":
        outcomes += [*_no_paper(case), *_no_authority(case)]
    return outcomes or met("有当事人主体资格证明，证件号码校验无误")


def _no_paper(case: CaseFile) -> Iterator[Outcome]:
    there = case.has("party_identity")
    if there.yes or among_the_evidence(case):
        return
    if there.unknown:
        yield unknown(f"未见当事人主体资格证明，但{there.reason}")
        return
    decided = case.decision or case.first("filing_approval")
    yield breach(
        "疑似缺当事人主体资格证明：卷内未见当事人的营业执照、身份证等主体资格材料",
        on=case.decision_date or case.filing_date,
        evidence=(case.evidence(f"当事人 {case.party or ''}", field=decided.get("party_name"), writ=decided),) if decided else (),
        absent=("party_identity",),
        defect="absent:party_identity",
    )


def _bad_numbers(case: CaseFile, name: str, label: str) -> Iterator[Outcome]:
    """Numbers of eighteen places whose check digit does not hold, each once."""
    found: dict[str, list[tuple[Writ, Field]]] = {}
    good = set()
    for writ in case.dossier.writs:
        for field in writ.all(name):
            number = "".join(field.text.split()).upper()
            if field.state != "value" or _MASKED.search(number) or not _CODE.fullmatch(number):
                continue
            if valid_id_number(number) or (valid_uscc(number) and not _BORN.fullmatch(number)):
                good.add(number)  # forms print both under one label (证照号码)
            elif name != "party.id" or number[:-1].isdigit():
                found.setdefault(number, []).append((writ, field))
    for number, places in found.items():
        typed = [place for place in places if not case.recognised(place[0])]
        if not typed and (len(places) < _SCANS or any(_near(number, other) for other in good)):
            continue  # one character misread
        writ, field = (typed or places)[0]
        pages = "、".join(str(page) for page in sorted({one.first_page for one, _ in places}))
        yield breach(
            f"疑似证件号码有误：当事人{label}{number}（第{pages}页）校验位不符",
            on=act_day(case, writ),
            evidence=tuple(case.evidence(f"{label} {number}", field=one, writ=paper) for paper, one in places[:3]),
            defect=f"number:{number}",
        )


def _near(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) <= _SCANS


def _no_authority(case: CaseFile) -> Iterator[Outcome]:
    """Somebody acts as the agent of the party and no authority (授权委托书) is in the dossier."""
    there = case.has("party_identity", "authorization")
    if there.yes or case.mentions("evidence_material", _AUTHORITY):
        return
    agents = [(writ, name) for writ in inquiry_records(case) if (name := _agent(case, writ))]
    if not agents:
        return
    writ, name = agents[0]
    said = f"{name}以当事人委托代理人的身份接受询问（第{writ.first_page}页）"
    mark = case.evidence(f"代理人 {name}", field=questioned(case, writ).field, writ=writ)
    if there.unknown:
        yield unknown(f"{said}，未见授权委托书，但{there.reason}", evidence=(mark,))
        return
    yield breach(
        f"疑似缺授权委托书：{said}，卷内未见授权委托书",
        on=act_day(case, writ),
        severity="minor",
        evidence=(mark,),
        absent=("party_identity",),
    )


def _agent(case: CaseFile, writ: Writ) -> str | None:
    who = questioned(case, writ)
    return who.name if _AGENT.search(who.role) and not _BY_LAW.search(who.role) else None
