"""The joint discussion of the heads (集体讨论, 处罚法第五十七条第二款): when, by whom, with what opinions and result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.dossier import Writ
from ingest.writs.labels import known_label
from nlp.facts.people import split_names
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence, Severity
from nlp.procedure.logic import YES, Ternary
from nlp.procedure.officials import handlers as officers_of
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.penalties import fined_more, imposed, planned
from nlp.procedure.quoting import penalty_shown, quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import fine_reaches, heavy_kinds
from nlp.procedure.signing import places
from nlp.procedure.statements import statements
from nlp.procedure.votes import handlers_named, listed_vote, vote_of

_AGAIN = frozenset({"生态环境", "市场监管"})  # departments whose rules ask for a second discussion after a statement or hearing
_CONCLUSION = re.compile(r"结论|讨论决定|会议决定|(?:集体)?讨论(?:结果|决议)|决议")
_SPOKEN = re.compile(
    r"(?<!汇报|大写)[：:](?:(?!汇报)[^：:]){0,80}?(?:同意|赞成|没有意见|无异议|无意见|反对)"
    r"|(?:一致|讨论|大家|与会[^。：:]{0,8}|出席[^。：:]{0,8}|均|都|各位)[^。：:]{0,6}(?:认为|同意|表示|赞同)|发言(?!人)|举手|全票|\d票|[一二三四五六七八九]票|表决"
)
_MANY = re.compile(r"等|[二三四五六七八九\d]名|[二三四五六七八九\d]人|全体|班子")
_SIGNING = re.compile(r"参加|出席|参会|与会|讨论人员|签[名字]")
_OTHERS = re.compile(r"列席|记录|汇报")
# who is named on the line of the participants without being one; absent ones sign nothing
_NO_MEMBERS = re.compile(r"(?:列席|旁听|缺席|未到|请假|记录|汇报|主持|承办|案件)(?:人员?|者|领导)?(?:[（(][^（）()]{0,8}[）)])?[：:]?")
_CALLED = re.compile(r"[（(](?:案件)?(?:承办|经办|主办|协办)(?:人员?)?[）)]")  # what somebody is, behind the name
_ABSENT = re.compile(r"(?:缺席|未到(?:会|场)?|请假)(?:人员?)?[：:]?(?P<names>[^。；：:]{0,40})")
_POST = r"(?:[（(][^（）()]{1,12}[）)]|(?:副?(?:局长|主任|科长|处长|队长|支队长|大队长)|书记|委员|同志|组长)*)"
# a line of the record that begins with who speaks; names with rare surnames among them
_SPEAKER = re.compile(rf"^[\s　]*(?P<who>[\u4e00-\u9fa5·]{{2,4}}){_POST}[：:](?=[^\d\s]{{4}})", re.M)
_NO_SPEAKER = re.compile(r"汇报|[案议会人员时地点间题由]$|结论|结果|决定|意见|情况|内容|事实|证据|依据|记录|说明|[、和及]")
_SEVERAL = 2
_AGAIN_HEARD = re.compile(r"(?:再次|重新|第二次|二次|复核后|听证后|申辩后)[^。；，]{0,8}(?:集体)?(?:讨论|研究|审议|合议)")
_NEXT_LABEL = r"(?=汇报|记录|主持|参加|出席|讨论|案件|当事人|会议|结论|$)"
_OBSERVERS = re.compile(rf"列席(?:人员?)?[（(]?[^：:]{{0,6}}?[：:]?(?P<names>.{{0,160}}?){_NEXT_LABEL}")


@dataclass(frozen=True, slots=True)
class _Discussion:
    """The last discussion and the decision it prepared. ``weight`` turns the level of a branch into that of this case."""

    case: CaseFile
    writ: Writ
    decision: Writ
    required: Ternary

    def severity(self, level: Severity) -> Severity:
        """As the branch says where a discussion was required, lower where that is open or was not so."""
        return level if self.required.yes else "minor" if self.required.unknown else "info"

    @property
    def evidence(self) -> Evidence:
        return self.case.evidence(f"《{self.writ.title}》", writ=self.writ)

    @property
    def name(self) -> str:
        return f"《{self.writ.title}》（第{self.writ.first_page}页）"


@check("decision.collective_discussion_defect")
def discussion_defect(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Order, number of heads, opinions, votes of the handlers, amount and signatures of the last discussion."""
    decision = case.last("penalty_decision")
    if decision is None or not case.writs("collective_discussion"):
        return not_applicable("卷内没有集体讨论记录或者处罚决定书")
    decided = case.date(decision)
    if not isinstance(decided, Dated):
        return unknown(decided.reason)
    writ = _before(case, decided)
    held = _Discussion(case, writ, decision, _required(case, decision))
    outcomes = [
        *_order(held, decided),
        *_before_statement(held, decided),
        *_attendance(held, decided),
        *_opinions(held, decided),
        *_handlers(held, decided),
        *_amount(held, decided),
        *_signatures(held, decided),
    ]
    return outcomes or met(f"集体讨论记录（第{writ.first_page}页）的时间、人员、意见和结论未见问题")


def _before(case: CaseFile, decided: Dated) -> Writ:
    """The last discussion up to the decision; where all are later, the first. Later ones may be about payment or enforcement."""
    dated = [(day.value, writ) for writ in case.writs("collective_discussion") if isinstance(day := case.date(writ), Dated)]
    before = [pair for pair in dated if pair[0] <= decided.value]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return min(dated, key=lambda pair: pair[0])[1] if dated else case.writs("collective_discussion")[-1]


def _required(case: CaseFile, decision: Writ) -> Ternary:
    """Whether the heads had to decide together: heavy kinds, a hearing, or a fine that reaches the local threshold."""
    if heavy_kinds(case, decision) or case.writs("hearing_doc", "record"):
        return YES
    return fine_reaches(case, case.settled.collective_threshold, "集体讨论标准（collective_threshold）")


def _order(held: _Discussion, decided: Dated) -> Iterator[Outcome]:
    day = held.case.date(held.writ)
    if isinstance(day, Dated) and day.value > decided.value:
        yield breach(
            f"疑似先决定后讨论：{decided.text}作出处罚决定，{day.text}才集体讨论",
            on=decided.value,
            severity=held.severity("major"),
            evidence=(decided.evidence, day.evidence),
            law=("APL2021",),
        )


def _before_statement(held: _Discussion, decided: Dated) -> Iterator[Outcome]:
    """A statement or hearing after the last discussion and before the decision: nobody discussed what the party brought forward."""
    case, day = held.case, held.case.date(held.writ)
    if not isinstance(day, Dated):
        return
    raised = [*statements(case), *case.writs("hearing_doc", "record")]
    later = [
        (writ, when)
        for writ in raised
        if isinstance(when := case.date(writ), Dated) and day.value < when.value and when.value <= decided.value
    ]
    if later:
        said = f"{day.text}集体讨论，此后当事人陈述申辩或者听证，其间未见再次讨论"
        again = case.mentions([one for one in case.dossier.writs if one.type != "dossier_binding"], _AGAIN_HEARD, drop_negation=True)
        if again or case.gaps:
            doubt = f"第{case.cite('再次讨论', again[0]).page}页提及再次讨论" if again else "；".join(case.gaps)
            yield unknown(f"{said}；{doubt}", evidence=(day.evidence,))
            return
        writ, when = max(later, key=lambda pair: pair[1].value)
        level: Severity = "major" if case.department in _AGAIN else "minor"
        yield breach(
            f"疑似听取意见后未再次集体讨论：{day.text}集体讨论，{when.text}当事人陈述申辩或者听证（《{writ.title}》），"
            f"{decided.text}即作出处罚决定，其间未见再次讨论",
            on=decided.value,
            severity=held.severity(level),
            evidence=(day.evidence, when.evidence, decided.evidence),
        )


def _attendance(held: _Discussion, decided: Dated) -> Iterator[Outcome]:
    """One head alone is no joint discussion."""
    printed = [field.text for name in ("host", "attendees", "attendees_sign") for field in held.writ.all(name) if field.state == "value"]
    attendees = held.writ.get("attendees")
    if attendees.state != "value" or any(_MANY.search(text) for text in printed) or not held.case.readable(held.writ):
        return
    names = {name for text in printed for name in split_names(text)}
    if len(names) == 1 and len(re.sub(r"[（(][^）)]*[）)]|[、，,\s]", "", attendees.text)) <= 4:
        yield breach(
            f"疑似集体讨论参加人员不足：{held.name}载明参加讨论的负责人只有{next(iter(names))}一人",
            on=decided.value,
            severity=held.severity("major"),
            evidence=(held.case.evidence(f"参加人员 {attendees.text}", field=attendees, writ=held.writ),),
            law=("APL2021",),
        )


def _opinions(held: _Discussion, decided: Dated) -> Iterator[Outcome]:
    """Nothing of what the participants said is recorded."""
    case, field = held.case, held.writ.get("opinions")
    text = case.squeezed(held.writ).text
    end = next((match.start() for match in _CONCLUSION.finditer(text) if match.start() > len(text) // 4), None)
    if field.state == "value" or not case.readable(held.writ):
        return
    silent = end is not None and not _SPOKEN.search(text, 0, end) and not _said(held.writ, text[:end])
    silent = silent and len(_speakers(case.text(held.writ).text)) < _SEVERAL
    if field.state == "empty" or silent:
        yield breach(
            f"疑似集体讨论未记录参加人员的意见：{held.name}只有汇报和结论，未见各参加人员的意见"
            if silent
            else f"疑似集体讨论未记录参加人员的意见：{held.name}讨论意见栏空白",
            on=decided.value,
            severity=held.severity("major"),
            evidence=(held.evidence,),
            law=("APL2021",),
        )


def _said(writ: Writ, text: str) -> bool:
    """Whether one who took part is named in a text with what was said."""
    names = [name for name in _attendees(writ) if name in text]
    behind = rf"{_POST}(?:[：:](?!\d|$)|(?:均|都|一致)?(?:认为|表示|提出|指出|发言|同意|赞成))"
    return bool(names) and re.search(rf"(?:{'|'.join(map(re.escape, names))}){behind}", text) is not None


def _handlers(held: _Discussion, decided: Dated) -> Iterator[Outcome]:
    """A handler who takes part and agrees or votes; where the form has a place for observers, one who stands among those who decide."""
    case, text = held.case, held.case.squeezed(held.writ).text
    handlers = {name for writ in case.writs("filing_approval") for name in split_names(writ.get("handlers").text)}
    handlers = handlers or {one.name for one in officers_of(case)}
    attendees = set(_attendees(held.writ))
    present = attendees | {name for field in held.writ.all("host") if field.state == "value" for name in split_names(field.text)}
    handlers |= handlers_named(text, attendees)
    signed = {name for field in held.writ.all("attendees_sign") if field.state == "value" for name in split_names(field.text)}
    speaks_next = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(present)))})[：:]$")  # 列席人员：尹某⏎张三：汇报案情
    observers = "".join(speaks_next.sub("", match["names"]) for match in _OBSERVERS.finditer(text))
    members = {one for one in present if one not in observers}
    for name in sorted(one for one in handlers if one in attendees | signed or one in observers):
        watching = name in observers
        voted = listed_vote(text, name, members) if watching else vote_of(text, name, present)
        if watching and not (voted and any(one in text[slice(*voted)] for one in members)):
            continue
        if not (voted or (observers and name in attendees and name in signed)):
            continue
        at = text.find(name)
        yield breach(
            f"疑似办案人员参加集体讨论表决：{name}是本案办案人员，又在{held.name}中作为参加讨论的人员{'表决' if voted else '签名'}",
            on=decided.value,
            severity=held.severity("major"),
            evidence=(
                quoted(case, held.writ, f"参加讨论：{name}", *(voted or (at, at + len(name)))),
                *(
                    case.evidence(f"办案人员 {name}", field=writ.get("handlers"), writ=writ)
                    for writ in case.writs("filing_approval")
                    if name in writ.get("handlers").text
                ),
            ),
            law=("APL2021",),
        )


def _amount(held: _Discussion, decided: Dated) -> Iterator[Outcome]:
    """More than the discussion agreed to; another amount of the approval is reported by 金额不一致."""
    case = held.case
    agreed = planned(held.writ, case.squeezed(held.writ))
    done = imposed(held.decision, case.squeezed(held.decision))
    if agreed is None or done is None or not fined_more(agreed, done):
        return
    yield breach(
        f"疑似决定重于集体讨论：{held.name}同意罚款{agreed.fine:,}元，"
        f"《{held.decision.title}》（第{held.decision.first_page}页）罚款{done.fine:,}元",
        on=decided.value,
        severity=held.severity("major"),
        evidence=(penalty_shown(case, agreed, "罚款"), penalty_shown(case, done, "罚款")),
        law=("APL2021",),
    )


def _signatures(held: _Discussion, decided: Dated) -> Iterator[Outcome]:
    """The participants did not sign: their place is empty, or in print some of their names are not in it."""
    case, writ = held.case, held.writ
    signed = writ.get("attendees_sign")
    own = [place for place in places(case, writ) if _SIGNING.search(place.label) and not _OTHERS.search(place.label)]
    empty = (signed.state == "empty" or bool(own)) and all(place.state == "empty" for place in own) and signed.state != "value"
    lacking: list[str] = []
    if signed.state == "value" and not case.recognised(writ) and not any(page.ink for page in case.dossier.pages_of(writ)):
        names = split_names(signed.text)
        hands = "".join("".join(field.text.split()) for field in writ.fields if field.name.endswith("_sign"))
        absent = "".join(match["names"] for match in _ABSENT.finditer(case.squeezed(writ).text))
        sheets = "".join(case.squeezed(other).text for other in case.dossier.writs if "签到" in other.title)
        lacking = [name for name in _attendees(writ) if names and name not in hands + absent + sheets]
    if not case.readable(writ) or not (empty or lacking):
        return
    yield breach(
        f"疑似集体讨论记录签名不全：{held.name}" + ("参加讨论的负责人没有签名" if empty else f"参加人员{'、'.join(lacking)}没有签名"),
        on=decided.value,
        severity=held.severity("minor"),
        evidence=(case.evidence("参加人员签名", field=signed, writ=writ),),
        law=("APL2021",),
    )


def _attendees(writ: Writ) -> list[str]:
    """Who took part, without those whom the same line names in another part (列席：…)."""
    fields = [field.text for field in writ.all("attendees") if field.state == "value"]
    members = (_NO_MEMBERS.split(_CALLED.sub("", text), maxsplit=1)[0] for text in fields)
    return [name for text in members for name in split_names(text)]


def _speakers(text: str) -> set[str]:
    """Who begins a line of a record as its speaker (张三：……), labels of forms left out."""
    whole = (match["who"] for match in _SPEAKER.finditer(text))
    return {who for who in whole if not _NO_SPEAKER.search(who) and known_label(who) is None}
