"""What records say and how they are made: statements copied from one another (处罚法第四十条、第四十六条)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ingest.dossier import Writ
from nlp.procedure.act_day import act_day
from nlp.procedure.alike import Likeness, likeness, substance
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable
from nlp.procedure.questioned import inquiry_records, questioned
from nlp.procedure.quoting import quoted
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.same_name import same_name

_SHOWN = 3  # pairs of answers that a finding shows


@check("invest.record_cloned")
def record_cloned(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The answers of different people in the records of one dossier, compared two by two."""
    told = [(writ, questioned(case, writ).name, substance(case.squeezed(writ).text)) for writ in inquiry_records(case)]
    told = [(writ, name, said) for writ, name, said in told if name and said]
    if len({name for _, name, _ in told}) < 2:
        return not_applicable("卷内没有两名以上被询问人的问答笔录")
    outcomes = []
    for (one, a, said), (other, b, heard) in combinations(told, 2):
        if same_name(a or "", b or ""):
            continue
        found = likeness(said, heard, least=rule.params["sim"])
        if not _copied(found, rule):
            continue
        message = (
            f"疑似笔录雷同：{a}的笔录（第{one.first_page}页）与{b}的笔录（第{other.first_page}页）实质答复相似度{found.ratio:.0%}，"
            f"剔除权利告知等固定问答后{found.length}字，逐字相同的答复{len(found.same)}句"
        )
        outcomes.append(
            breach(
                message,
                on=act_day(case, other),
                evidence=tuple(_sides(case, one, other, found)),
                confidence=round(found.ratio, 3),
            )
        )
    return outcomes or met("不同被询问人的答复有实质差异")


def _copied(found: Likeness, rule: Rule) -> bool:
    """Alike over some length, or word for word in several answers over less."""
    least = rule.params
    if found.ratio >= least["sim"] and found.length >= least["min_chars"]:
        return True
    literal = found.ratio >= least["sim_word_for_word"] and found.length >= least["chars_word_for_word"]
    return bool(literal and len(found.same) >= least["answers"])


def _sides(case: CaseFile, one: Writ, other: Writ, found: Likeness) -> Iterator[Evidence]:
    """The longest answers that are the same, in both records; the titles where they differ in a word here and there."""
    pairs = sorted(found.same, key=lambda pair: -len(pair[0].answer))[:_SHOWN]
    for a, b in pairs:
        yield quoted(case, one, "相同的答复", a.start, a.end)
        yield quoted(case, other, "相同的答复", b.start, b.end)
    if not pairs:
        yield case.evidence("相似的笔录", writ=one)
        yield case.evidence("相似的笔录", writ=other)
