"""By what power goods are seized, which goods, what becomes of them (行政强制法第十条、第十七条、第二十三条、第二十六条、第二十八条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Writ
from nlp.citations import find_citations
from nlp.facts.amounts import find_amounts
from nlp.procedure.act_day import act_day
from nlp.procedure.agency import signature_above_date
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.disposal import held_until, open_until, takes_goods
from nlp.procedure.finding import Evidence, Severity
from nlp.procedure.mention import Mention
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import is_person
from nlp.procedure.seized_items import SeizedItem, seized_items
from nlp.procedure.seizures import seized_on, seizure_decisions
from nlp.procedure.still_held import still_held, under_another_name
from nlp.statutes.library import library
from nlp.statutes.names import plain_title

# laws that govern the procedure or the remedies, and let nobody seize anything
_PROCEDURE = re.compile(r"^行政(?:强制|处罚)法$")
_REMEDY = re.compile(r"^(?:行政复议法|行政诉讼法|民事诉讼法|国家赔偿法)(?:实施条例)?$")
_TITLE = re.compile(r"《([^》]{3,40})》")
_WRIT = re.compile(r"(?:决定|通知|告知)书|清单|笔录|凭证|许可证|执照|报告|合同")
_BELOW = ("部门规章", "地方政府规章", "规范性文件", "司法解释")
_PAPER = re.compile(r"(?:通知|意见|方案|标准|规范|公告|要点|指引|纪要)(?:（[^）]*）)?$")
_NEED = re.compile(r"生活(?:必需|日用)品|(?:个人|家庭|自用)[^，。；]{0,2}(?:衣物|用品|物品|药品|被褥)|被褥|口粮|轮椅|拐杖|助听器")
_SEALERS = r"(?:法院|公安|海关|税务|检察|机关|局|大队|支队)"
_SEALED_BEFORE = (
    rf"(?:已经?|早|此前|先前|先已)(?:于[^。；，]{{0,12}})?已?[被由经](?!本|我)[^。；，]{{0,20}}{_SEALERS}[^。；，]{{0,12}}(?:查封|扣押)"
    rf"|(?:张?贴有|贴着)(?!本|我)[^。；，]{{0,20}}{_SEALERS}[^。；，]{{0,12}}封条"
)
_OURS = re.compile(r"(?:本|我)(?:局|机关|单位|队|支队|大队|所)")
_HANDED_ON = re.compile(r"移送|移交|解除|退还|返还")
_RECEIPT = re.compile(r"收据|票据|发票")
_FEE = re.compile(r"(?<!未收取)(?:保管|停车|停放|拖车|施救|吊车|搬运|仓储|检测|检验|鉴定|检疫)费用?")
_TAKEN_BACK = (
    r"(?:已|当场|如数|全部)[^。；]{0,16}(?:退还|返还|归还|发还|领回|领取|取回)|(?:收到|收讫)[^。；，]{0,10}(?:物品|财物|车辆|货物|产品)"
    r"|(?:物品|财物|车辆|货物|产品)[^。；，]{0,8}(?:收到|收讫)|领取人|领回|返还清单|退还清单"
)
_NO_WORD_OF_GOODS = ("dossier_binding", "payment_doc")
_RETURN_PAPER = r"(?:领取|领回|退还|返还)[^。；，]{0,8}(?:清单|凭证|单|笔录)|领取人[：:（(]|领回人"
_ENDED = r"(?:解除了?(?:查封|扣押|强制措施)|退还|返还|发还|领回)[^。；]{0,20}(?:当事人|车辆|物品|财物)|解除(?:查封|扣押)"
_PAID = r"(?:交|缴|付|收取?|收费)了?[^。；？]{0,12}(?:保管|停车|停放|拖车|施救)费"


@check("coercion.authority_or_basis")
def authority_or_basis(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Every decision to seize: made by a body that may, and on a law that lets it, not on rules or on the law of procedure alone."""
    return [_empowered(case, writ) for writ in seizure_decisions(case)] or not_applicable("卷内没有查封、扣押决定书")


def _empowered(case: CaseFile, writ: Writ) -> Outcome:
    field = writ.get("issuer")
    issuer = "".join(field.text.split()) if field.state == "value" else signature_above_date(case.text(writ).text) or case.agency or ""
    named, mark = (
        f"《{writ.title}》（第{writ.first_page}页）",
        case.evidence(f"落款 {issuer}", field=field if field.spans else None, writ=writ),
    )
    if issuer and issuer in {*case.local.entrusted, *case.local.entrustments}:
        return _without_power(case, writ, f"{named}由受委托的{issuer}作出，行政强制措施权不得委托", mark)
    laws = _cited(case, writ)
    if not laws:
        return not_applicable(f"{named}没有识别到引用的法律，由“查封扣押无决定书或清单”检查")
    known = case.local.coercion_authority.get(issuer)
    if known == ():
        return _without_power(case, writ, f"{named}由{issuer}作出，本地参数（coercion_authority）载明该机关没有查封、扣押的授权", mark)
    weak = {title: rank for title, rank in laws.items() if rank in ("程序", *_BELOW)}
    said = "、".join(f"《{title}》" for title in laws)
    if len(weak) == len(laws):
        if known:
            return _weak(case, writ, f"{named}只引用{said}，没有引用授权该机关的《{'》《'.join(known)}》", mark, "minor")
        return _weak(case, writ, f"{named}只引用{said}，没有引用授权查封、扣押的法律、法规，请核对该机关有无单行法授权", mark, "major")
    if known and not any(plain_title(title) in {plain_title(one) for one in known} for title in laws):
        return _without_power(case, writ, f"{named}引用{said}，本地参数（coercion_authority）所列授权{issuer}的法律、法规不在其中", mark)
    if all(rank in ("程序", *_BELOW, None) for rank in laws.values()):
        open_ones = "、".join(f"《{title}》" for title, rank in laws.items() if rank is None)
        return unknown(f"{named}引用的{open_ones}是不是法律、法规未能确定，其余只是规章或者程序规定", evidence=(mark,))
    return met(f"{named}引用了法律、法规", (mark,))


def _cited(case: CaseFile, writ: Writ) -> dict[str, str | None]:
    """The laws a decision cites, each with its rank: 程序 for those of procedure, None where it is not known."""
    found: dict[str, str | None] = {}
    for one in find_citations(case.squeezed(writ).text):
        title = plain_title(one.value.law)
        if not _REMEDY.search(title):
            found.setdefault(title, _rank(title))
    if not found:  # a paper cited as a whole: 根据《专项整治工作方案》
        whole = (plain_title(match[1]) for match in _TITLE.finditer(case.squeezed(writ).text))
        found = {title: _rank(title) for title in whole if not (_REMEDY.search(title) or _WRIT.search(title))}
    return found


def _rank(title: str) -> str | None:
    if _PROCEDURE.search(title):
        return "程序"
    statute = library().resolve(title)
    if statute and statute.level:
        return statute.level
    if _PAPER.search(title):
        return "规范性文件"
    return "法律、法规" if re.search(r"(?:(?<!办)法|条例)(?:（[^）]*）)?$", title) else None


def _without_power(case: CaseFile, writ: Writ, said: str, mark: Evidence) -> Outcome:
    law = ("CEL2011:第十七条", "CEL2011:第二十二条")
    return breach(f"疑似无权实施查封扣押：{said}", on=act_day(case, writ), severity="fatal", evidence=(mark,), law=law)


def _weak(case: CaseFile, writ: Writ, said: str, mark: Evidence, weight: Severity) -> Outcome:
    law = ("CEL2011:第十条", "CEL2011:第十七条")
    return breach(f"疑似查封扣押依据不足：{said}", on=act_day(case, writ), severity=weight, evidence=(mark,), law=law, confidence=0.8)


@check("coercion.scope_or_duplicate")
def scope_or_duplicate(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """What was seized: things to live on, things already seized by others, things that nothing else in the dossier speaks of."""
    decisions = seizure_decisions(case)
    if not decisions:
        return not_applicable("卷内没有查封、扣押决定书")
    found = [*_needs(case, decisions), *_seized_before(case, decisions), *_strange(case)]
    return found or met("未见查封、扣押无关财物、生活必需品或者重复查封的迹象")


def _needs(case: CaseFile, decisions: list[Writ]) -> Iterator[Outcome]:
    """Things to live on, taken from a person; of an organisation they are stock."""
    for writ in case.writs("seizure_doc", "list"):
        for item in seized_items(case, writ):
            if _NEED.search(item.name) and is_person(case):
                yield breach(
                    f"疑似查封扣押生活必需品：《{writ.title}》（第{item.evidence.page}页）列有“{item.name}”，"
                    f"《{decisions[0].title}》（第{decisions[0].first_page}页）对公民个人实施",
                    on=act_day(case, decisions[0]),
                    severity="fatal",
                    evidence=(item.evidence, case.evidence("查封扣押决定书", writ=decisions[0])),
                    law=("CEL2011",),
                    confidence=0.8,
                )


def _seized_before(case: CaseFile, decisions: list[Writ]) -> Iterator[Outcome]:
    """A record of this agency that tells the things were seized already is plain; anybody else's word is a sign."""
    for writ in case.dossier.writs:
        if writ.type not in ("scene_record", "seizure_doc", "inquiry_record", "statement_doc"):
            continue
        for hit in case.mentions(writ, _SEALED_BEFORE, drop_negation=True):
            ours = _OURS.search(hit.text) or (case.agency and case.agency in hit.text)
            if ours or _HANDED_ON.search(case.squeezed(writ).text[hit.start : hit.end + 12]):
                continue
            mark = case.cite("已被查封", hit)
            said = f"《{writ.title}》（第{mark.page}页）载明“{hit.text}”"
            if writ.type in ("scene_record", "seizure_doc") and re.search("查封|封条", hit.text):
                yield breach(
                    f"疑似重复查封：{said}，本机关又作出《{decisions[0].title}》（第{decisions[0].first_page}页）",
                    on=act_day(case, decisions[0]),
                    severity="fatal",
                    evidence=(mark, case.evidence("查封扣押决定书", writ=decisions[0])),
                    law=("CEL2011",),
                    confidence=0.7,
                )
            else:
                yield unknown(f"{said}，是否就同一财物重复查封", evidence=(mark,))


def _strange(case: CaseFile) -> Iterator[Outcome]:
    """Things on the list with which no record and no decision has a word in common."""
    types = ("penalty_decision", "no_penalty_decision", "scene_record", "inquiry_record", "investigation_report", "prior_notice")
    writs = [writ for type in types for writ in case.writs(type)]
    if not case.writs("penalty_decision") or case.gaps:
        return
    text = "".join(case.squeezed(writ).text for writ in writs)
    for writ in case.writs("seizure_doc", "list"):
        for item in seized_items(case, writ):
            if not item.told_in(text):
                said = (
                    f"《{writ.title}》（第{item.evidence.page}页）的“{item.name}”在笔录、调查报告和决定书中均未提及，与违法行为的关系不明"
                )
                yield unknown(said, evidence=(item.evidence,))


@check("coercion.not_released_or_fee")
def not_released_or_fee(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """After the penalty is decided, what became of the goods; and that the party did not pay for their keeping or testing."""
    decisions = seizure_decisions(case)
    if not decisions:
        return not_applicable("卷内没有查封、扣押决定书")
    outcomes = [*_fees(case, decisions)]
    for writ in decisions:
        start = seized_on(case, writ)
        if isinstance(start, Dated):
            outcomes.append(_released(case, writ, start, [other for other in decisions if other is not writ]))
        else:
            outcomes.append(unknown(start.reason))
    return outcomes


def _released(case: CaseFile, writ: Writ, start: Dated, others: list[Writ]) -> Outcome:
    named, decision = f"《{writ.title}》（第{writ.first_page}页）", case.last("penalty_decision") or case.last("no_penalty_decision")
    if decision is None:
        return not_applicable("尚未作出处罚决定")
    ends, undated = held_until(case, writ, start.value, others)
    if ends or undated:
        if held := still_held(case, writ) if not others else []:
            return _some_held(case, writ, named, start, held, under_another_name(case, writ))
        only_told = not any(one.own_paper or one.what == "移送" for one in ends)
        return _without_release(case, writ, named, start) if only_told else _given_back(case, writ, named, start)
    if undated_end := _undated_end(case, decision):
        return met(f"{named}所涉财物已经处理，《{undated_end.title}》（第{undated_end.first_page}页）")
    until, what = open_until(case)
    mark = case.evidence("处罚决定书", writ=decision)
    if what == "今日" or case.gaps or case.has("seizure_doc", "release").unknown:
        if what == "今日":
            return met(f"{named}所涉财物尚在处理")
        return unknown(
            f"{named}所涉财物未见解除、退还或者没收，但{'；'.join(case.gaps) or case.has('seizure_doc', 'release').reason}",
            evidence=(start.evidence,),
        )
    return breach(
        f"疑似应解除查封扣押未解除：{start.text}查封、扣押，《{decision.title}》（第{mark.page}页）没有没收该财物，"
        f"至{until.year}年{until.month}月{until.day}日{what}，卷内未见解除、退还、移送或者拍卖抵缴的文书",
        on=case.decision_date or start.value,
        evidence=(start.evidence, mark),
        absent=("seizure_doc",),
        law=("CEL2011:第二十八条",),
    )


def _some_held(case: CaseFile, writ: Writ, named: str, start: Dated, held: list[SeizedItem], others: list[str]) -> Outcome:
    """Of several things the papers that end the seizure leave out some; ``others`` were confiscated and are on no list."""
    names = "、".join(dict.fromkeys(item.name for item in held))
    said = f"{named}所涉财物中的{names}未见解除、退还、没收或者移送的记载，其余财物已经处理"
    evidence = (start.evidence, *(item.evidence for item in held))
    listing = [one for one in case.writs("seizure_doc", "list") if one.first_page <= held[0].evidence.page <= one.last_page]
    release = case.has("seizure_doc", "release")
    doubts = [release.reason] if release.unknown else [*case.gaps]
    doubts += ["清单系识别所得，可能是识读有误"] if case.recognised(*listing) else []
    doubts += [f"决定没收的“{'、'.join(others)}”清单未列，可能是同一物品的另一名称"] if others else []
    if doubts:
        return unknown(f"{said}，但{'；'.join(doubts)}", evidence=evidence)
    return breach(
        f"疑似部分查封扣押财物未解除：{said}",
        on=case.decision_date or start.value,
        evidence=evidence,
        absent=("seizure_doc",),
        law=("CEL2011:第二十八条",),
        confidence=0.8,
    )


def _undated_end(case: CaseFile, decision: Writ) -> Writ | None:
    """A paper that ends the seizure though its day was not read: a release, a transfer, a disposal, a decision that confiscates."""
    papers = [*case.writs("seizure_doc", "release"), *case.writs("transfer_doc"), *case.writs("closing_doc", "property_disposal")]
    disposing = [writ for writ in case.writs("seizure_doc") if re.search("处理|先行处置", writ.title)]
    return next(iter([*papers, *disposing]), decision if takes_goods(case, decision) else None)


def _without_release(case: CaseFile, writ: Writ, named: str, start: Dated) -> Outcome:
    """A sentence says that the goods went back, and no paper of the release or of their return is in the dossier."""
    papers = [*case.writs("seizure_doc", "release"), *case.writs("closing_doc", "property_disposal")]
    returned = case.mentions(case.dossier.writs, _RETURN_PAPER)
    if papers or returned or case.gaps or case.has("seizure_doc", "release").unknown:
        return met(f"{named}所涉财物已经处理")
    told = next(iter(case.mentions([one for one in case.dossier.writs if one.type != "seizure_doc"], _ENDED, drop_negation=True)), None)
    if told is None:
        return met(f"{named}所涉财物已经处理")
    mark = case.cite("解除、退还", told)
    return breach(
        f"疑似没有解除查封扣押决定书：{start.text}查封、扣押，第{mark.page}页载明“{told.text}”，卷内未见解除决定书和退还签收",
        on=act_day(case, writ),
        severity="minor",
        evidence=(start.evidence, mark),
        absent=("seizure_doc",),
        law=("CEL2011:第二十八条",),
        confidence=0.8,
    )


def _given_back(case: CaseFile, writ: Writ, named: str, start: Dated) -> Outcome:
    """Released goods were given back: a signature for them, or a word of it. A place that was sealed needs none."""
    releases = [one for one in case.writs("seizure_doc", "release") if "解除" in one.title]
    if not releases or "扣押" not in writ.title + case.squeezed(writ).text or case.writs("closing_doc", "property_disposal"):
        return met(f"{named}所涉财物已经处理")
    release = releases[-1]
    signed = release.get("party_sign").state == "value" or not case.served(release).served.no
    told = signed or case.mentions([one for one in case.dossier.writs if one.type not in _NO_WORD_OF_GOODS], _TAKEN_BACK)
    if told or case.gaps:
        return met(f"{named}所涉财物已经解除并退还")
    mark = case.evidence(f"《{release.title}》", writ=release)
    return breach(
        f"疑似解除扣押后未退还：《{release.title}》（第{mark.page}页）没有当事人签收，卷内未见退还、领回财物的记载",
        on=act_day(case, release),
        severity="minor",
        evidence=(start.evidence, mark),
        law=("CEL2011:第二十八条",),
        confidence=0.8,
    )


def _fees(case: CaseFile, decisions: list[Writ]) -> Iterator[Outcome]:
    """Keeping and tests that the party paid for: by a receipt in the dossier; by its own word only a sign."""
    receipts = [*case.writs("payment_doc"), *(writ for writ in case.writs("evidence_material") if _RECEIPT.search(writ.title))]
    for writ in receipts:
        for hit in case.mentions(writ, _FEE, drop_negation=True):
            if _of_others(case, writ, hit):
                continue
            mark = case.cite("收费项目", hit)
            basis = "CEL2011:第二十五条" if re.search("检|鉴", hit.text) else "CEL2011:第二十六条"
            yield breach(
                f"疑似向当事人收取查扣费用：《{writ.title}》（第{mark.page}页）列有“{hit.text}”，因查封、扣押发生的保管、检验费用由行政机关承担",
                on=act_day(case, writ),
                evidence=(mark, case.evidence("查封扣押决定书", writ=decisions[0])),
                law=(basis,),
            )
            return
    for hit in case.mentions("seizure_doc", _PAID, drop_negation=True):
        if find_amounts(case.squeezed(hit.writ).text[hit.start : hit.end + 16]):
            mark = case.cite("收取费用", hit)
            yield breach(
                f"疑似向当事人收取查扣费用：《{hit.writ.title}》（第{mark.page}页）载明“{hit.text}”，因查封、扣押发生的保管费用由行政机关承担",
                on=act_day(case, hit.writ),
                evidence=(mark, case.evidence("查封扣押决定书", writ=decisions[0])),
                law=("CEL2011:第二十六条",),
            )
            return
    said = [hit for type in ("statement_doc", "inquiry_record") for hit in case.mentions(type, _PAID, drop_negation=True)]
    for hit in said[:1]:
        mark = case.cite("提及收费", hit)
        yield unknown(f"《{hit.writ.title}》（第{mark.page}页）提及“{hit.text}”，卷内未见票据", evidence=(mark,))


def _of_others(case: CaseFile, writ: Writ, hit: Mention) -> bool:
    """A re-test that the party asked for, a car in an accident or broken down, and a receipt of no amount."""
    text = case.squeezed(writ).text
    if case.department in ("公安", "交通运输") and re.search("事故|故障|清障|救援", text):  # 清障施救 is a service of the road's operator
        return True
    near = text[max(0, hit.start - 12) : hit.end + 30]
    return bool(re.search("复检|复验|重新鉴定", near)) or not (find_amounts(near) or re.search(r"\d", text[hit.end : hit.end + 30]))
