"""Defects of time and order: periods, sequence, missing steps."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from zhijian.demo.case import Case, Planted
from zhijian.demo.days import after, before, between
from zhijian.demo.defects.catalogue import DEFECTS, defect, having, ordinary


@defect("filing.approval_missing", "filing", fits=ordinary)
def filing_absent(case: Case, rng: Random) -> Planted:
    """No filing form at all."""
    case.absent.add("filing")
    return Planted(
        "filing.approval_missing",
        ("catalog",),
        "普通程序案卷无立案审批表，目录亦无该文书",
        tolerated=("archive.required_docs_missing",),
    )


@defect("filing.approval_missing", "filing", fits=ordinary)
def filing_unsigned(case: Case, rng: Random) -> Planted:
    """The leader's box is empty."""
    case.unsigned.add("filing")
    return Planted(
        "filing.approval_missing",
        ("filing",),
        "立案审批表负责人意见栏空白，无签名和日期",
    )


@defect(
    "notice.prior_notice_missing",
    "notice",
    "notice_date",
    "heard",
    "statement",
    fits=having(without=("hearing", "statement", "hearing_told")),
)
def no_notice(case: Case, rng: Random) -> Planted:
    """Neither notice nor receipt."""
    case.absent |= {"notice", "r_notice"}
    return Planted(
        "notice.prior_notice_missing",
        ("approval", "decision"),
        "全卷无行政处罚告知书及送达回证，决定书未载明告知情况，作出处罚前未告知拟处罚内容及事实、理由、依据",
        tolerated=("archive.required_docs_missing", "decision.elements_missing"),
    )


@defect("notice.decision_before_period", "decision_date", "notice_date", fits=having(without=("hearing", "statement")), order=1)
def too_early(case: Case, rng: Random) -> Planted:
    """Decision before the five working days have passed."""
    days = rng.choice((2, 3))
    decision = case.dates["decision"]
    case.dates["notice_served"] = before(decision, days)
    case.dates["notice"] = before(decision, days + 1)
    case.dates["review"] = min(case.dates["review"], case.dates["notice"])
    if "discussion" in case.dates:
        case.dates["discussion"] = before(decision, 1)
    return Planted(
        "notice.decision_before_period",
        ("r_notice", "decision"),
        f"{case.on('notice_served')}送达告知书，{case.on('decision')}作出决定，仅{days}个工作日，当事人未放弃权利",
        (case.on("notice_served"), case.on("decision")),
    )


@defect(
    "review.legal_review_missing", "review", fits=lambda case: not case.summary and ("hearing" in case.features or case.dept == "市场监管")
)
def no_review(case: Case, rng: Random) -> Planted:
    """No legal review."""
    case.absent.add("review")
    why = "经过听证的案件，全卷无法制审核文书" if "hearing" in case.features else "市场监管普通程序案件，全卷无案件审核（法制审核）文书"
    return Planted("review.legal_review_missing", ("catalog",), why, tolerated=("archive.required_docs_missing",))


@defect("review.after_decision_or_failed", "review", "review_date", fits=having(without=("hearing",)), order=8)
def late_review(case: Case, rng: Random) -> Planted:
    """Review dated after the decision."""
    case.dates["review"] = after(case.dates["decision"], rng.choice((2, 3)))
    return Planted(
        "review.after_decision_or_failed",
        ("review", "decision"),
        f"法制审核（案件审核）日期{case.on('review')}晚于决定日{case.on('decision')}",
        (case.on("review"),),
        ("timeline.inversion",),
    )


@defect("review.after_decision_or_failed", "review", fits=ordinary)
def failed_review(case: Case, rng: Random) -> Planted:
    """The review said no, and the decision was taken all the same."""
    case.texts["review.opinion"] = "经审核，认定违法持续时间的证据尚不充分，关键事实仅有当事人陈述，裁量情节未附证明材料。"
    case.texts["review.conclusion"] = "不同意，建议补充调查后重新报审。"
    case.texts["review.head"] = "同意审核意见，退回办案机构补充调查。"
    return Planted(
        "review.after_decision_or_failed",
        ("review", "decision"),
        "审核意见为不同意、建议补充调查，卷内无再次审核文书，仍作出处罚决定",
        ("不同意，建议补充调查后重新报审",),
    )


@defect("timeline.inversion", "approval_date", fits=ordinary, order=8)
def approval_later(case: Case, rng: Random) -> Planted:
    """The leader approves after the decision was issued."""
    case.dates["approval"] = after(case.dates["decision"], rng.choice((2, 3, 4)))
    return Planted(
        "timeline.inversion",
        ("approval", "decision"),
        f"决定审批日期{case.on('approval')}晚于决定书日期{case.on('decision')}",
        (case.on("approval"), case.on("decision")),
        ("decision.approval_missing",),
    )


@defect("timeline.inversion", "report", "report_date", "notice_date", fits=having(without=("hearing",)), order=8)
def report_later(case: Case, rng: Random) -> Planted:
    """The investigation is closed after the party was told its result."""
    case.dates["report"] = after(case.dates["notice_served"], rng.choice((1, 2)))
    return Planted(
        "timeline.inversion",
        ("report", "r_notice"),
        f"调查终结报告日期{case.on('report')}晚于告知书送达日{case.on('notice_served')}",
        (case.on("report"), case.on("notice_served")),
    )


@defect("decision.over_90_days", "decision_date", "filing", "report_date", fits=having(without=("hearing", "sampling", "seizure")), order=0)
def over_ninety(case: Case, rng: Random) -> Planted:
    """More than ninety days, no extension."""
    filing = case.dates["filing"]
    target = after(filing + timedelta(days=rng.randint(95, 118)), 0)
    case.shift("report", after(case.dates["report"], between(case.dates["decision"], target)))
    days = (case.dates["decision"] - filing).days
    return Planted(
        "decision.over_90_days",
        ("filing", "decision"),
        f"{case.on('filing')}立案，{case.on('decision')}决定，共{days}日，无延长、中止审批",
        (case.on("filing"), case.on("decision")),
    )


def undiscussed(case: Case) -> bool:
    """Nothing but the form of approval shows that the leader decided."""
    return ordinary(case) and "discussion" not in case.dates


@defect("decision.approval_missing", "approval_date", "approval", fits=undiscussed)
def no_approval(case: Case, rng: Random) -> Planted:
    """No approval form."""
    case.absent.add("approval")
    return Planted(
        "decision.approval_missing",
        ("catalog",),
        "普通程序案卷无行政处罚决定审批文书，未见负责人审查决定",
        tolerated=("archive.required_docs_missing",),
    )


@defect("decision.approval_missing", "approval_date", "approval", fits=undiscussed)
def approval_unsigned(case: Case, rng: Random) -> Planted:
    """The leader's box is empty."""
    case.unsigned.add("approval")
    return Planted("decision.approval_missing", ("approval",), "决定审批表行政机关负责人意见栏空白，无签名和日期")


@defect(
    "decision.collective_discussion_missing",
    "discussion",
    fits=lambda case: not case.summary and ("heavy" in case.features or (case.dept == "市场监管" and "hearing" in case.features)),
)
def no_discussion(case: Case, rng: Random) -> Planted:
    """No discussion among the leaders."""
    case.absent.add("discussion")
    why = "责令停产停业整顿属重大处罚" if "heavy" in case.features else "经过听证的市场监管案件"
    return Planted(
        "decision.collective_discussion_missing",
        ("decision",),
        f"{why}，卷内无负责人集体讨论记录",
        tolerated=("archive.required_docs_missing",),
    )


@defect("hearing.notice_missing", "notice", "heard", fits=having("hearing_told", "heavy"))
def hearing_untold(case: Case, rng: Random) -> Planted:
    """The notice is silent about the hearing."""
    case.absent.add("hearing_words")
    return Planted(
        "hearing.notice_missing",
        ("notice",),
        "拟责令停产停业整顿，属听证范围，告知书只告知陈述申辩权，未告知听证权",
        ("依法享有陈述、申辩的权利",),
        ("notice.content_incomplete",),
    )


@defect("hearing.notice_less_than_7", "hearing_date", fits=having("hearing"), order=2)
def short_hearing_notice(case: Case, rng: Random) -> Planted:
    """Hearing four to six working days after its notice was served."""
    days = rng.choice((3, 4, 5))
    case.dates["hearing_notice_served"] = before(case.dates["hearing"], days)
    case.dates["hearing_notice"] = before(case.dates["hearing"], days + 1)
    return Planted(
        "hearing.notice_less_than_7",
        ("hearing_notice", "r_hearing", "hearing"),
        f"{case.on('hearing_notice_served')}送达听证通知书，{case.on('hearing')}举行听证，间隔{days}个工作日",
        (case.on("hearing_notice_served"), case.on("hearing")),
    )


@defect("service.receipt_missing_or_defect", "r_decision", fits=ordinary)
def wrong_number(case: Case, rng: Random) -> Planted:
    """The receipt names another decision."""
    wrong = case.no("罚", year=case.dates["decision"].year, step=rng.choice((1, 2, 9)))
    case.copy_receipt("r_decision", number=wrong)
    right = case.no("罚", year=case.dates["decision"].year)
    return Planted(
        "service.receipt_missing_or_defect",
        ("r_decision",),
        f"送达回证所载文号{wrong}与决定书文号{right}不符",
        (wrong,),
    )


@defect("service.receipt_missing_or_defect", "r_decision", fits=having(without=()))
def undated(case: Case, rng: Random) -> Planted:
    """Nobody wrote a date on the receipt."""
    case.copy_receipt("r_decision", undated=True)
    return Planted(
        "service.receipt_missing_or_defect",
        ("r_decision",),
        "决定书送达回证送达日期、签收日期空白",
    )


def _handed_over(case: Case) -> bool:
    """Whether the record of the scene says that a notice was handed over there."""
    return any(word in text for text in case.scenario.scene for word in ("下达", "送达", "交付"))


@defect("service.receipt_missing_or_defect", "r_correction", fits=lambda case: having("correction")(case) and not _handed_over(case))
def no_correction_receipt(case: Case, rng: Random) -> Planted:
    """The correction notice was never served, as far as the dossier shows."""
    case.absent.add("r_correction")
    return Planted(
        "service.receipt_missing_or_defect",
        ("correction",),
        "责令改正文书无送达回证，文书尾部也无当事人签收",
    )


@defect("service.decision_late", "served", "r_decision", fits=ordinary, order=3)
def served_late(case: Case, rng: Random) -> Planted:
    """Served after more than seven working days."""
    days = rng.randint(9, 13)
    published = case.dates["publicity"]
    case.shift("served", after(case.dates["decision"], days))
    case.dates["publicity"] = published
    case.dates["closing"] = max(case.dates["closing"], after(case.dates["payment"], 3))
    return Planted(
        "service.decision_late",
        ("decision", "r_decision"),
        f"决定书{case.on('decision')}作出，{case.on('served')}送达，相距{days}个工作日",
        (case.on("decision"), case.on("served")),
    )


@defect("service.electronic_no_consent", "r_decision", "address", fits=ordinary)
def electronic(case: Case, rng: Random) -> Planted:
    """Served by e-mail although the party said no."""
    mailbox = f"demo{case.serial}@example.com"
    case.copy_receipt(
        "r_decision",
        mode="电子送达（电子邮件）",
        signer="",
        extra=(f"接收电子邮箱：{mailbox}", f"系统显示到达时间：{case.on('served')}10时12分，附发送成功截图。"),
        remark="以电子邮件方式送达",
    )
    return Planted(
        "service.electronic_no_consent",
        ("address", "r_decision"),
        "送达地址确认书载明不同意电子送达，决定书仍以电子邮件送达",
        ("不同意", "电子邮件"),
        ("service.receipt_missing_or_defect",),
    )


@defect("preserve.overdue_7_working_days", "disposal", fits=having("preserve"), order=0)
def preserved_too_long(case: Case, rng: Random) -> Planted:
    """Disposed of after more than seven working days."""
    days = rng.choice((9, 10))
    case.dates["disposal"] = after(case.dates["scene"], days)
    if case.dates["report"] <= case.dates["disposal"]:
        case.shift("report", after(case.dates["disposal"], 1))
    return Planted(
        "preserve.overdue_7_working_days",
        ("preserve", "disposal"),
        f"{case.on('scene')}先行登记保存，{case.on('disposal')}作出处理决定，相距{days}个工作日",
        (case.on("scene"), case.on("disposal")),
    )


@defect(
    "coercion.overdue",
    "seizure",
    fits=lambda case: (
        having("seizure", "extension", without=("sampling",))(case) and (case.dates["decision"] - case.dates["scene"]).days > 33
    ),
)
def not_extended(case: Case, rng: Random) -> Planted:
    """Held beyond thirty days without extension."""
    case.absent |= {"extension", "extension_approval", "r_extension"}
    days = (case.dates["decision"] - case.dates["scene"]).days
    return Planted(
        "coercion.overdue",
        ("seizure", "decision"),
        f"{case.on('scene')}查封（扣押），至{case.on('decision')}决定没收共{days}日，超过三十日，无延长决定",
        (case.on("scene"), case.on("decision")),
    )


@defect("coercion.overdue", "seizure", fits=having("vehicle"), order=0)
def released_late(case: Case, rng: Random) -> Planted:
    """Released after the thirtieth day."""
    target = after(case.dates["scene"] + timedelta(days=rng.randint(34, 41)), 0)
    case.dates["release"] = target
    if case.dates["report"] <= target:
        case.shift("report", after(target, 1))
    days = (target - case.dates["scene"]).days
    return Planted(
        "coercion.overdue",
        ("seizure", "release"),
        f"{case.on('scene')}扣押车辆，{case.on('release')}解除，共{days}日，超过三十日，无延长决定",
        (case.on("scene"), case.on("release")),
    )


PROCEDURE_DEFECTS = tuple(DEFECTS)
