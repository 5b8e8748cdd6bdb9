"""Making the profile of a dossier from its case file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from nlp.across import sketch
from nlp.across.act import act_of
from nlp.across.assertions import assertions
from nlp.across.circumstances import level_of, tags_of, weighed
from nlp.across.profile import Profile, Statement
from nlp.procedure.alike import bare, substance
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.exchanges import Exchange
from nlp.procedure.questioned import questioned
from nlp.procedure.quoting import quoted
from nlp.procedure.whereabouts import presences

_LEAST_ANSWERS = 60  # characters of answers below which a record is too short to be compared
# questions about the person that many offices ask of everybody
_PERSONAL = re.compile(
    r"文化程度|学历|政治面貌|党员|人大代表|政协委员|身体|健康|简历|家里|家庭|工作态度|作风|吃拿卡要|刁难|材料[^。？]{0,8}真实|法律责任|宗教|民族"
)
# a later decision on the same act that the law allows (处罚法第二十八条、按日连续处罚; 原决定撤销后重新作出)
_LAWFUL_REPEAT = re.compile(
    r"逾期(?:仍)?(?:未|不|拒不)(?:改正|整改)|拒不(?:改正|整改)|按日连续处罚|撤销(?:了)?(?:原|本机关)?[^，。；]{0,24}处罚决定|确认(?:原)?[^，。；]{0,16}违法"
    r"|重新作出(?:行政)?处罚|变更(?:原)?[^，。；]{0,16}处罚决定"
)
_MASKED = re.compile(r"[*＊×某]")
_COUNTY = re.compile(r"[\u4e00-\u9fa5]{1,6}?(?:县|区|旗)")
_CITY = re.compile(r"[\u4e00-\u9fa5]{2,6}?(?:市|自治州|地区|盟)")
_TRAVELLING = frozenset({"交通运输", "公安"})  # whom they stop is often from elsewhere


def profile_of(case: CaseFile, fields: Mapping[str, Any]) -> Profile:
    """The profile; ``fields`` are the fields of the case (``nlp.procedure.case_fields``)."""
    decision, decided = case.decision, case.decided
    fine = fields.get("fine_amount")
    measure, value = weighed(case, decision, fine)
    repeat = case.mentions(decision, _LAWFUL_REPEAT) if decision else []
    number = fields.get("uscc_or_id")
    kind = fields.get("party_type")
    return Profile(
        dossier=case.dossier.key,
        name=case.dossier.name,
        agency=case.agency,
        department=case.department,
        region=case.region,
        party=case.party if case.party and not _MASKED.search(case.party) else None,
        party_kind=kind,
        identity=hashlib.sha256(number.encode()).hexdigest()[:32] if number and not _MASKED.search(number) else None,
        private=bool(number and re.match(r"92", number)),
        head=fields.get("legal_representative"),
        cause=_plain_cause(fields.get("cause")),
        numbers=tuple(dict.fromkeys(one for one in (fields.get("decision_no"), fields.get("case_no")) if one)),
        decided=decided.value if isinstance(decided, Dated) else None,
        fine=fine,
        fine_evidence=case.evidence(f"罚款 {fine:,.0f} 元", writ=decision) if decision and fine else None,
        measure=measure,
        value=value,
        level=level_of(case, decision) if decision else None,
        tags=tags_of(case, decision) if decision else (),
        act=act_of(case, decision) if decision else None,
        lawful_repeat=repeat[0].text if repeat else None,
        elsewhere=_elsewhere(case),
        presences=tuple(presences(case)),
        statements=tuple(_statements(case)),
        asserted=tuple(assertions(case)),
        recorded=not case.has("av_record").no,
    )


def _plain_cause(cause: str | None) -> str | None:
    """The cause without marks, so that one cause printed in two ways is one."""
    return bare(cause) or None if cause else None


def _statements(case: CaseFile) -> Iterator[Statement]:
    """What people answered, in records read well."""
    for writ in case.writs("inquiry_record"):
        pages = range(writ.first_page, writ.last_page + 1)
        name = questioned(case, writ).name
        said = [one for one in substance(case.squeezed(writ).text) if not _PERSONAL.search(one.question)]
        answers = "".join(bare(one.answer) for one in said)
        if not name or _MASKED.search(name) or len(answers) < _LEAST_ANSWERS or set(pages) & set(case.poor_pages):
            continue
        day, longest = case.date(writ), max(said, key=_length)
        yield Statement(
            person=name,
            day=day.value if isinstance(day, Dated) else None,
            answers=answers,
            sketch=sketch.sketch(answers),
            evidence=quoted(case, writ, f"《{writ.title}》{name}答", longest.start, longest.end),
        )


def _length(exchange: Exchange) -> int:
    return len(exchange.answer)


def _elsewhere(case: CaseFile) -> bool | None:
    """Whether the party's address lies outside the agency's place; None where names of places do not decide it."""
    if case.department in _TRAVELLING or not case.agency or case.decision is None:
        return None
    field = case.decision.get("address")
    address = "".join(field.text.split()) if field.state == "value" else ""
    for pattern in (_COUNTY, _CITY):
        own, told = set(pattern.findall(case.agency)), set(pattern.findall(address[:24]))
        if own and told:
            return not any(a in b or b in a for a in own for b in told)
    return None
