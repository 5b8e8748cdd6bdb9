"""Defects of the documents: amounts, notice against decision, what a writ must say, who took part, what is lacking."""

from __future__ import annotations

from random import Random

from zhijian.demo.case import Case, Planted
from zhijian.demo.defects.catalogue import DEFECTS, defect, having, lower, ordinary
from zhijian.demo.money import capitals
from zhijian.demo.people import other_name
from zhijian.demo.writs.review import heard

_BEFORE = len(DEFECTS)
_PAPERED = ("投诉", "举报", "上级交办", "网格员上报")  # ways of coming up that leave a paper of their own


@defect("invest.investigation_report_missing", "report", fits=having(without=("hearing",)))
def no_report(case: Case, rng: Random) -> Planted:
    """No report of the investigation."""
    case.absent.add("report")
    return Planted(
        "invest.investigation_report_missing",
        ("catalog",),
        "全卷无案件调查终结报告，目录亦无该文书",
        tolerated=("archive.required_docs_missing",),
    )


@defect(
    "archive.required_docs_missing", "source", "report", "filing", fits=lambda case: ordinary(case) and case.scenario.channel in _PAPERED
)
def no_source(case: Case, rng: Random) -> Planted:
    """A complaint, or a case handed down, of which there is no paper."""
    case.absent.add("source")
    why = f"案件来源为{case.scenario.channel}，全卷无案件来源登记、投诉举报或者交办材料"
    return Planted("archive.required_docs_missing", ("catalog", "filing"), why)


@defect("archive.required_docs_missing", "source", "closing", fits=ordinary)
def no_closing(case: Case, rng: Random) -> Planted:
    """Nothing says that the case was closed."""
    case.absent |= {"closing", "publicity", "disposal_record"}
    return Planted(
        "archive.required_docs_missing", ("catalog",), "已缴款归档的案卷无结案审批文书", tolerated=("publicity.late_missing_or_pii",)
    )


@defect("decision.amount_inconsistent", "fine", fits=lambda case: case.fine >= 200)
def capitals_differ(case: Case, rng: Random) -> Planted:
    """Figures and capitals name two amounts."""
    wrong = case.fine + rng.choice((100, 1000)) if not case.summary else case.fine - 50
    text = f"罚款人民币{case.fine}元（大写：{capitals(wrong)}）"
    case.texts["decision.fine"] = text
    writ = "summary" if case.summary else "decision"
    return Planted(
        "decision.amount_inconsistent",
        (writ,),
        f"决定书罚款小写{case.fine}元与大写{capitals(wrong)}不一致",
        (text,),
        ("notice.decision_mismatch",),
    )


@defect("notice.decision_mismatch", "fine", "notice", fits=lambda case: ordinary(case) and lower(case) is not None)
def more_than_told(case: Case, rng: Random) -> Planted:
    """The decision fines more than the notice told."""
    told = lower(case)
    if told is None:
        raise ValueError("no lower fine fits")
    case.notice_fine = told
    return Planted(
        "notice.decision_mismatch",
        ("notice", "decision"),
        f"告知书拟罚款{told}元，决定书罚款{case.fine}元，加重处罚未重新告知",
        tolerated=("statement.aggravated_penalty",) if case.features & {"statement", "hearing"} else (),
    )


@defect("notice.decision_mismatch", "notice", fits=lambda case: ordinary(case) and any("没收" in text for text in case.scenario.rulings))
def ruling_untold(case: Case, rng: Random) -> Planted:
    """The decision confiscates, the notice told only of the fine."""
    case.texts["notice.proposal"] = (
        f"依据{case.penalty}的规定，本机关拟责令{case.addressed}{case.scenario.order}，并作出如下行政处罚：1.{case.penalties()[-1]}。"
    )
    return Planted("notice.decision_mismatch", ("notice", "decision"), "告知书只告知罚款，决定书另处没收，没收未经告知")


@defect("notice.content_incomplete", "notice", fits=ordinary)
def facts_untold(case: Case, rng: Random) -> Planted:
    """The notice states no facts."""
    case.absent.add("notice.facts")
    return Planted("notice.content_incomplete", ("notice",), "告知书没有写明认定的违法事实")


@defect("notice.content_incomplete", "notice", "notice_date", fits=having(without=("hearing", "statement", "hearing_told")))
def rights_untold(case: Case, rng: Random) -> Planted:
    """The notice is silent about the right to speak up."""
    case.texts["notice.rights"] = f"{case.addressed}如有疑问，可以与本机关联系。"
    case.texts["notice.basis"] = case.law.cite(case.law.notice)
    case.texts["decision.heard"] = (
        f"本机关于{case.on('notice_served')}向当事人送达告知书（{case.no('罚告')}），告知当事人拟作出行政处罚的内容及事实、理由、依据。"
    )
    return Planted(
        "notice.content_incomplete",
        ("notice",),
        "告知书未告知当事人依法享有的陈述、申辩权利",
        tolerated=("decision.elements_missing",),
    )


@defect("decision.elements_missing", "decision", fits=lambda case: ordinary(case) and not _tells_proofs(case))
def no_proofs(case: Case, rng: Random) -> Planted:
    """No evidence is named."""
    case.absent.add("decision.proofs")
    return Planted("decision.elements_missing", ("decision",), "决定书没有载明证明违法事实的证据")


@defect("decision.elements_missing", "decision", "late_fee", fits=ordinary)
def no_payment_clause(case: Case, rng: Random) -> Planted:
    """Nothing on how and until when to pay."""
    case.absent.add("decision.payment")
    return Planted("decision.elements_missing", ("decision",), "决定书没有载明罚款的履行方式和期限", tolerated=("exec.payment_terms",))


@defect("decision.elements_missing", "decision", "remedy", fits=ordinary)
def no_remedy_clause(case: Case, rng: Random) -> Planted:
    """Nothing on reconsideration and suit."""
    case.absent.add("decision.remedy")
    return Planted(
        "decision.elements_missing",
        ("decision",),
        "决定书没有告知申请行政复议、提起行政诉讼的途径和期限",
    )


@defect("statement.not_reviewed", "statement", "decision", fits=having("statement"))
def statement_unanswered(case: Case, rng: Random) -> Planted:
    """The party spoke up; nobody answered."""
    case.absent.add("reconsidered")
    case.texts["decision.heard"] = heard(case, words=False)
    return Planted(
        "statement.not_reviewed",
        ("statement", "decision"),
        "当事人提出陈述申辩，全卷无复核文书，决定书未说明对其意见的复核和采纳情况",
        tolerated=("decision.elements_missing",),
    )


@defect("statement.not_reviewed", "statement", "decision", fits=having("statement"))
def statement_denied(case: Case, rng: Random) -> Planted:
    """The decision says that the party did not speak up."""
    told = heard(case, words=False).split(f"当事人于{case.on('statement')}")[0]
    denied = "当事人在规定期限内未提出陈述、申辩意见"
    case.texts["decision.heard"] = f"{told}{denied}。"
    return Planted(
        "statement.not_reviewed",
        ("statement", "decision"),
        "卷内有当事人陈述申辩笔录，决定书却称当事人未提出陈述、申辩意见",
        (denied,),
        ("decision.elements_missing",),
    )


@defect("doc.party_inconsistent", "party", "approval", fits=ordinary)
def other_party(case: Case, rng: Random) -> Planted:
    """The form of approval names somebody else."""
    wrong = other_name(case.party.name, rng)
    case.texts["approval.party"] = wrong
    return Planted(
        "doc.party_inconsistent",
        ("approval", "decision"),
        f"决定审批表当事人为{wrong}，决定书当事人为{case.party.name}",
        (wrong, case.party.name),
    )


@defect("invest.officer_in_two_places", "inquiry", "second", fits=lambda case: ordinary(case) and case.second is not None, order=4)
def two_places(case: Case, rng: Random) -> Planted:
    """The same two officers question two people at two places at one time."""
    case.dates["second"] = case.dates["inquiry"]
    case.hours["inquiry"], case.hours["second"] = ("9时10分", "10时30分"), ("9时40分", "10时20分")
    case.places["second"] = case.scenario_place
    names = "、".join(officer.name for officer in case.officers)
    return Planted(
        "invest.officer_in_two_places",
        ("inquiry", "second"),
        f"{names}在{case.on('inquiry')}9时40分至10时20分同时在询问室和{case.scenario_place}询问两人",
    )


@defect("officer.fewer_than_two", "inquiry", fits=ordinary)
def one_officer(case: Case, rng: Random) -> Planted:
    """One officer questions the party."""
    case.on_site["inquiry"] = (case.officers[0],)
    return Planted("officer.fewer_than_two", ("inquiry",), "询问笔录只有一名执法人员询问并签名")


def _tells_proofs(case: Case) -> bool:
    """Whether the facts or reasons name a report, a record or another piece of evidence by themselves."""
    told = (*case.scenario.facts, case.scenario.discretion, case.scenario.exemption, case.scenario.answer)
    return any(word in text for text in told for word in ("报告", "笔录", "照片", "证据", "证明"))


DOCUMENT_DEFECTS = tuple(DEFECTS[_BEFORE:])
