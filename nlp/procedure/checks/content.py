"""What must stand in notices and decisions, and what became of the party's statement (处罚法第四十四条、第四十五条、第五十九条)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ingest.dossier import Writ
from ingest.passage import Passage
from nlp.citations import find_citations
from nlp.facts.amounts import find_amounts
from nlp.procedure.act_day import law_day
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing
from nlp.procedure.elements import may_give_address, may_give_contact, may_tell_relief
from nlp.procedure.finding import Evidence
from nlp.procedure.found_facts import FEWEST, found_facts, may_tell_facts
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.parties import last_notices
from nlp.procedure.payment_terms import payment_terms
from nlp.procedure.penalties import Imposed, clauses, imposed, penalty_named
from nlp.procedure.quoting import sentence
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.statements import pleaded_at_hearing, statements

_FACTS = "违法事实"
_CLAUSES = "处罚依据的条款"
_CONTACT = "联系方式"
_FACE_TO_FACE = frozenset({_CONTACT, "提出陈述申辩的期限"})  # 告知笔录: the party is told and answers at once
_WITHOUT_MONEY = frozenset({"警告", "通报批评"})
_ITEM_ENDS = re.compile(r"[，；。]|(?<![\d.])\d[.、．](?!\d)|[（(][一二三四五六\d][）)]")


def _lacking(case: CaseFile, writ: Writ, elements: Mapping[str, str]) -> list[str]:
    """Elements whose words stand nowhere in the whole text (NOT mentions is judged on the text with quotations)."""
    return [name for name, pattern in elements.items() if not case.mentions(writ, pattern, drop_citations=False)]


def _amount_said(told: Imposed) -> bool:
    """Whether the operative part says how much is fined: an amount that bounds no range, or a multiple (倍) of a base."""
    items = _ITEM_ENDS.split(told.passage.text[told.start : told.end])
    part = "；".join(item for item in items if "没收" not in item or "罚款" in item)
    definite = [one for one in find_amounts(part) if not re.match(r"以上|以下|以内|至", part[one.end :])]
    return bool(definite) or bool(re.search(r"倍|百分之|％|%", part))


def _range_said(told: Imposed) -> bool:
    """Whether it gives at least the range of the fine."""
    return bool(re.search(r"元(?:以上|以下|以内)", told.passage.text[told.start : told.end]))


@check("notice.content_incomplete")
def notice_incomplete(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Penalty (with the amount of a fine), facts, clauses, and the rights to state and defend, in the last notice to each party."""
    return [_told_of(case, rule, notice) for notice in last_notices(case)] or not_applicable("卷内没有告知书")


def _told_of(case: CaseFile, rule: Rule, notice: Writ) -> Outcome:
    day, on = case.date(notice), law_day(case, notice)
    if isinstance(on, Missing):
        return unknown(on.reason)
    if not case.readable(notice):
        return unknown(f"《{notice.title}》有未能识别的页")
    lacking = _lacking(case, notice, rule.params["required"])
    minor = _lacking(case, notice, rule.params["expected"])
    if "笔录" in notice.title:
        minor = [name for name in minor if name not in _FACE_TO_FACE]
    if _CONTACT in minor and may_give_contact(case.squeezed(notice).text):
        minor.remove(_CONTACT)
    if _FACTS in lacking and (notice.get("facts").state == "value" or may_tell_facts(case.squeezed(notice).text)):
        lacking.remove(_FACTS)
    told = imposed(notice, case.squeezed(notice))
    if told and _CLAUSES not in lacking and not case.recognised(notice) and not _may_name_basis(case.squeezed(notice)):
        lacking.append(_CLAUSES)
    if told is None:
        if not penalty_named(case.squeezed(notice).text):
            lacking.insert(0, "拟处罚的种类和内容")
    elif "罚款" in told.kinds and told.fine is None and not _amount_said(told):
        (minor if _range_said(told) else lacking).insert(0, "罚款的具体数额")
    hints = _lacking(case, notice, rule.params["environment"]) if case.department == "生态环境" else []
    when, shown = _when(day, notice)
    evidence = (case.evidence(f"《{notice.title}》", writ=notice), *shown)
    said = f"疑似告知内容不全：{when}的《{notice.title}》未写明"
    if lacking:
        return breach(f"{said}{'、'.join(lacking)}", on=on, severity="major", evidence=evidence)
    if minor:
        return breach(f"{said}{'、'.join(minor)}", on=on, severity="minor", evidence=evidence, law=("APL2021",))
    if hints and told and "罚款" in told.kinds and on >= _ENVIRONMENT_SINCE:
        message = f"{said}{'、'.join(hints)}（生态环境行政执法案卷评查细则要求告知书写明裁量基准）"
        return breach(message, on=on, severity="info", evidence=evidence, law=("APL2021",))
    return met(f"告知书（第{notice.first_page}页）载明拟处罚内容、事实、依据和权利")


_ENVIRONMENT_SINCE = date(2024, 5, 31)  # 环执法发〔2024〕4号 was issued


@check("decision.elements_missing")
def elements_missing(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The elements of 第五十九条, and for 市场监管 what became of the statement; a day that was not read is a question of its own."""
    decision = case.last("penalty_decision")
    if decision is None:
        return not_applicable("卷内没有普通程序的处罚决定书")
    day, on = case.date(decision), law_day(case, decision)
    if isinstance(day, Missing) and (day.state == "empty" or _undated(case, decision)):
        return breach(
            f"疑似决定书缺少作出日期：《{decision.title}》（第{decision.first_page}页）日期空白",
            on=case.filing_date,
            evidence=(case.evidence(f"《{decision.title}》", writ=decision),),
            law=("APL2021",),
        )
    if isinstance(on, Missing):
        return unknown(on.reason)
    if not case.readable(decision):
        return unknown(f"《{decision.title}》有未能识别的页，不能判断要素是否齐全")
    done = imposed(decision, case.squeezed(decision))
    fined = done is not None and done.fine is not None
    lacking = _lacking(case, decision, {**rule.params["elements"], **(rule.params["with_fine"] if fined else {})})
    lacking = [name for name in lacking if not _otherwise_said(case, decision, name)]
    lacking += [name for name in _said_of_others(case, decision) if name not in lacking]
    if case.department == "市场监管":
        lacking += _lacking(case, decision, rule.params["market"])
    if not lacking:
        if isinstance(day, Missing):
            return unknown(day.reason)
        return met(f"处罚决定书（第{decision.first_page}页）要素齐全")
    only_warning = done is not None and done.kinds <= _WITHOUT_MONEY and lacking == ["履行方式和期限"]
    said, shown = _when(day, decision)
    return breach(
        f"疑似决定书要素不全：{said}的《{decision.title}》未写明{'、'.join(lacking)}",
        on=on,
        severity="minor" if only_warning else "major",
        evidence=(case.evidence(f"《{decision.title}》", writ=decision), *shown),
        defect=_UNSAID if lacking == list(rule.params["market"]) else None,
    )


def _undated(case: CaseFile, decision: Writ) -> bool:
    """Whether a decision that was read to its end is signed with the agency's name and bears no day there."""
    if case.recognised(decision) or not case.readable(decision) or case.gaps:
        return False
    lines = ["".join(line.split()) for line in case.text(decision).text.split("\n") if line.strip()]
    return any(_AGENCY_LINE.fullmatch(line) for line in lines[-_LAST_LINES:])


_AGENCY_LINE = re.compile(
    r"[\u4e00-\u9fa5]{3,30}(?:局|厅|委员会|政府|支队|大队|总队|办事处|管理处|监察所|分局)(?:[（(]?(?:印章|盖章|公章)[）)]?)?"
)
_LAST_LINES = 6


def _said_of_others(case: CaseFile, decision: Writ) -> list[str]:
    """Facts and clause of penalty of which only the words around them are left: nothing found, no law but that on late fees."""
    if case.recognised(decision):
        return []
    passage = case.squeezed(decision)
    section = found_facts(passage.text)
    lacking = [_FACTS] if section and section[1] - section[0] < FEWEST else []
    return lacking if _may_name_basis(passage) else [*lacking, "处罚依据"]


def _may_name_basis(passage: Passage) -> bool:
    """Whether something that may be the basis of the penalty is cited, in whatever words: no clause violated, of procedure or remedies."""
    violated, punished = clauses(passage)
    if punished or _BY_PAPER.search(passage.text) or (violated and _AS_SAID.search(passage.text)):
        return True
    known = {found.start for found in violated}
    return any(
        found.value.article is not None
        and found.start not in known
        and not _OF_PROCEDURE.search(found.value.law)
        and not _OF_REMEDIES.search(passage.text[slice(*sentence(passage.text, found.start, found.end))])
        for found in find_citations(passage.text)
    )


def _otherwise_said(case: CaseFile, decision: Writ, element: str) -> bool:
    """Whether what may be an element stands there in words that none of its patterns knows."""
    passage, terms = case.squeezed(decision), payment_terms(case, decision)
    text = passage.text
    match element:
        case "违法事实":
            return may_tell_facts(text)
        case "处罚依据":
            return _may_name_basis(passage)
        case "证据":
            return bool(_PROOF.search(text))
        case "当事人的地址":
            return may_give_address(text)
        case "履行方式和期限":
            return bool(terms.periods or terms.until or terms.on_the_spot or (terms.pays and terms.channel))
        case "申请复议、提起诉讼的途径":
            return may_tell_relief(text, "复议") and may_tell_relief(text, "诉讼")
        case "申请复议的期限":
            return may_tell_relief(text, "复议", period=True)
        case "起诉的期限":
            return may_tell_relief(text, "诉讼", period=True)
    return False


_PROOF = re.compile(
    r"(?:检验|检测|监测|鉴定|检疫|抽检|认定)(?:报告|结论|意见|书)|视频|录像|录音|截图|票据|发票|收据|合同|账[册簿本]|凭证|证言|供述|供认|自认|勘[验查]"
)
_OF_PROCEDURE = re.compile(r"行政(?:处罚|强制|复议|诉讼|许可)法|程序|听证|裁量|基准|办案|文书")
_OF_REMEDIES = re.compile(r"起诉|诉讼|复议|加处|强制执行|告知如下")

# a paper of lower rank in the place of the law is reported by 以规范性文件作为处罚依据; a law not named or cited as a whole by 引用不具体
_BY_PAPER = re.compile(
    r"(?:依据|根据|依照|按照)(?:《[^》]{2,60}(?:纪要|通知|通告|公告|意见|批复|方案|指引|复函|决议|基准)》"
    r"|(?:国家)?(?:有关|相关)的?(?:法律|法规|规章|规定)|《[^》]{2,60}》(?:的|等|之)?(?:有关|相关)?(?:的)?规定)"
)
# 依据上述规定，拟处罚款: the clause just violated may punish as well
_AS_SAID = re.compile(
    r"(?:依据|根据|依照|按照|依)(?:该|此|上述|前述|以上|上列|同一?)(?:条款|法条|法律条文|法律|法规|规章|条例|办法|条|款|项)?(?:之|的)?规定"
    r"[^。；]{0,80}?(?:拟|罚款|处以|给予|予以|处罚|没收)"
)

_REVIEWED = (
    r"复核(?:意见|认为|情况|结果|后|，|。|：)|经复核"
    r"|(?:陈述|申辩)[^。]{0,60}经(?:审查|审核|核实)|经(?:审查|审核|核实)[^。]{0,30}(?:陈述|申辩)"
    r"|(?:不予|予以|部分)采纳|未予采纳|采纳(?:其|当事人|该|了)|(?:意见|理由|申辩)(?:不|部分)?成立"
)


_WEIGHING = ("decision_approval", "investigation_report", "collective_discussion", "penalty_decision", "legal_review")
_HEARING_WEIGHED = rf"{_REVIEWED}|听证(?:报告|意见|认为|(?:会)?[中上后][^。]{{0,40}}(?:提出|认为|意见))|根据听证(?:会)?笔录"


_TOLD_OF = r"(?<!的)陈述|申辩|听证|采纳|复核"  # not 证明当事人对违法事实的陈述
_UNSAID = "statement not in the decision"


@check("statement.not_reviewed")
def statement_not_reviewed(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """A statement with something in it must be reviewed before the decision; the decision must not deny it was made."""
    decision = case.last("penalty_decision")
    made_known = statements(case)
    if not made_known and not pleaded_at_hearing(case):
        return not_applicable("当事人没有提出陈述申辩意见")
    if decision is None:
        return not_applicable("卷内没有处罚决定书")
    if not made_known:
        return _hearing_not_weighed(case, decision)
    statement = made_known[-1]
    made, decided = case.date(statement), case.date(decision)
    if not isinstance(decided, Dated):
        return unknown(decided.reason)
    if isinstance(made, Dated) and made.value > decided.value:
        return not_applicable("意见在作出决定之后提出")
    evidence = (case.evidence(f"《{statement.title}》", writ=statement), case.evidence(f"《{decision.title}》", writ=decision))
    denied = case.mentions(decision, r"未(?:在[^，。]{0,12}内)?(?:提出|提交|进行)(?:任何)?(?:陈述|申辩)", drop_citations=False)
    if denied:
        return breach(
            f"疑似对陈述申辩作相反记载：当事人提交了《{statement.title}》（第{statement.first_page}页），"
            f"《{decision.title}》（第{decision.first_page}页）却写“{denied[0].text}”",
            on=decided.value,
            severity="major",
            evidence=(evidence[0], case.cite("决定书的记载", denied[0])),
            law=("APL2021",),
        )
    places = [
        w
        for t in ("decision_approval", "investigation_report", "collective_discussion", "hearing_doc", "penalty_decision", "legal_review")
        for w in case.writs(t)
    ]
    later = [w for w in places if not _before(case, w, statement)]
    reviewed = (
        case.writs("statement_doc", "review")
        or case.writs("statement_doc", "review_opinion")
        or case.mentions(later, _REVIEWED, drop_citations=False)
    )
    if reviewed and case.readable(decision) and not case.mentions(decision, _TOLD_OF, drop_citations=False):
        return breach(
            f"疑似决定书未载明陈述申辩的处理：当事人提交了《{statement.title}》（第{statement.first_page}页），"
            f"《{decision.title}》（第{decision.first_page}页）只字未提",
            on=decided.value,
            severity="major" if case.department == "市场监管" else "minor",
            evidence=evidence,
            defect=_UNSAID,
        )
    if reviewed:
        return met(f"陈述申辩（第{statement.first_page}页）经过复核")
    own = case.mentions(statement, r"复核意见[：:]|复核(?:结果|情况)[：:]", drop_citations=False)
    if own:
        return met("陈述申辩文书载有复核意见")
    if case.gaps:
        return unknown("；".join(case.gaps))
    return breach(
        f"疑似陈述申辩未经复核：当事人提交了《{statement.title}》（第{statement.first_page}页），"
        f"审批、讨论文书和{decided.text}的决定书均未见对其意见的复核",
        on=decided.value,
        severity="fatal",
        evidence=evidence,
    )


def _hearing_not_weighed(case: CaseFile, decision: Writ) -> Outcome:
    """What the party brought forward at the hearing alone is reviewed like a statement (处罚法第四十五条、第六十五条)."""
    record, decided = pleaded_at_hearing(case)[-1], case.date(decision)
    if not isinstance(decided, Dated):
        return unknown(decided.reason)
    said = f"当事人在听证中（《{record.title}》，第{record.first_page}页）提出意见"
    evidence = (case.evidence(f"《{record.title}》", writ=record), case.evidence(f"《{decision.title}》", writ=decision))
    weighing = [writ for type in _WEIGHING for writ in case.writs(type)]
    if case.writs("hearing_doc", "report") or case.mentions(weighing, _HEARING_WEIGHED, drop_citations=False):
        return met(f"{said}，经过复核", evidence)
    if case.gaps or not case.readable(decision) or case.mentions(weighing, "听证", drop_citations=False):
        return unknown("；".join([f"{said}，未见听证报告，也未见对其意见的复核", *case.gaps]), evidence=evidence)
    return breach(
        f"疑似听证中的意见未经复核：{said}，未见听证报告，审批、讨论文书和{decided.text}的决定书均未提及听证",
        on=decided.value,
        severity="major",
        evidence=evidence,
        law=("APL2021",),
    )


def _before(case: CaseFile, writ: Writ, statement: Writ) -> bool:
    day, made = case.date(writ), case.date(statement)
    return isinstance(day, Dated) and isinstance(made, Dated) and day.value < made.value


def _when(day: Dated | Missing, writ: Writ) -> tuple[str, tuple[Evidence, ...]]:
    """The day of a letter as it is shown, or its page where the day was not read."""
    return (day.text, (day.evidence,)) if isinstance(day, Dated) else (f"第{writ.first_page}页", ())
