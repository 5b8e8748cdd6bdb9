"""Defects of service and publicity: nobody saw that it was left, mail came back, announced for too short, published late or with names."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from zhijian.demo.blocks import Field, Para, Writ
from zhijian.demo.case import Case, Planted
from zhijian.demo.days import after, roll
from zhijian.demo.defects.catalogue import DEFECTS, defect, ordinary
from zhijian.demo.edits import behind, without
from zhijian.demo.writs.announcement import announcement
from zhijian.demo.writs.enforcement import demand, named

_BEFORE = len(DEFECTS)
_EVIDENCE = "service.leave_or_mail_evidence"
_OLD = "old"


def _now(case: Case) -> bool:
    return ordinary(case) and _OLD not in case.features


# ---- left or mailed ----


@defect(_EVIDENCE, "r_decision", fits=_now)
def left_unseen(case: Case, rng: Random) -> Planted:
    """Left without witness, photograph or film."""
    remark = rng.choice(
        (
            "受送达人拒绝签收，将文书留在其经营场所",
            f"{case.rep.name}拒绝在送达回证上签名，送达人把决定书留在受送达人处",
            "当事人对处罚有意见，拒收，文书已留置",
        )
    )
    case.copy_receipt("r_decision", mode="留置送达", signer="", remark=remark)
    return Planted(_EVIDENCE, ("r_decision",), "决定书留置送达，没有见证人签名，也没有拍照、录像", ("留置送达",))


@defect(_EVIDENCE, "r_notice", "notice", fits=_now)
def notice_left_unseen(case: Case, rng: Random) -> Planted:
    """The notice was left; the line for the witness is empty."""
    case.copy_receipt("r_notice", mode="留置送达", signer="", remark="当事人拒绝签收", extra=("见证人（签名）：",))
    return Planted(_EVIDENCE, ("r_notice",), "告知书留置送达，见证人签名处空白，也没有拍照、录像", ("留置送达",))


@defect(_EVIDENCE, "r_decision", fits=_now)
def left_without_a_reason(case: Case, rng: Random) -> Planted:
    """A witness signed, but nobody says that or why the party would not."""
    witness = f"见证人（签名）：{case.staff.host}（{case.places['street']}社区居民委员会）"
    case.copy_receipt("r_decision", mode="留置送达", signer="", remark=rng.choice(("无", "放置于受送达人住所")), extra=(witness,))
    return Planted(_EVIDENCE, ("r_decision",), "决定书留置送达，没有记明拒收事由和日期", ("留置送达",))


@defect(_EVIDENCE, "r_decision", fits=_now)
def mailed_without_proof(case: Case, rng: Random) -> Planted:
    """By mail, and no number, slip or query."""
    remark = rng.choice(("以挂号信寄出", "已邮寄", "交邮政部门寄送当事人"))
    case.copy_receipt("r_decision", mode="邮寄送达", signer="", remark=remark)
    return Planted(
        _EVIDENCE,
        ("r_decision",),
        "决定书邮寄送达，没有邮件号码、回执或者签收查询",
        ("邮寄送达",),
        ("service.receipt_missing_or_defect",),
    )


@defect(_EVIDENCE, "r_decision", "address", fits=_now)
def mail_came_back(case: Case, rng: Random) -> Planted:
    """The mail came back, no address was confirmed, and nobody served it again."""
    case.absent.add("address")
    result = rng.choice(("原址查无此人，退回寄件人", "多次投递无人签收，邮件退回", "收件人拒收，退件"))
    number = f"邮件号码：EMS99{rng.randrange(10**9):09d}CN"
    case.copy_receipt(
        "r_decision", mode="邮寄送达", signer="", extra=(number, f"投递结果：{case.on('served')}{result}。"), remark="邮件详情单附后"
    )
    return Planted(
        _EVIDENCE,
        ("r_decision",),
        "决定书邮寄后被退回，没有再次送达或者公告送达，也没有送达地址确认书",
        (result,),
        ("service.receipt_missing_or_defect",),
    )


# ---- announced ----

_ANNOUNCED = ("r_decision", "served", "payment", "closing", "publicity")


def _announced(case: Case, days: int) -> None:
    """The decision is announced instead of handed over; paid some days after it counts as served."""
    announced, published = case.dates["served"], case.dates["publicity"]
    case.shift("served", roll(announced + timedelta(days=days)))
    case.dates |= {"announced": announced, "publicity": published}
    case.absent.add("r_decision")


@defect("service.public_notice", *_ANNOUNCED, fits=_now, order=4)
def announced_at_once(case: Case, rng: Random) -> Planted:
    """Announced, and nothing says that anything else had been tried."""
    _announced(case, 30)
    told = rng.choice(("现依法公告送达", "现将上述决定书向{you}公告送达", "依法予以公告送达"))
    case.extra.setdefault("decision", []).append(lambda case: announcement(case, "decision", "", case.fill(told), "三十"))
    return Planted(
        "service.public_notice",
        ("announcement",),
        f"{case.on('announced')}公告送达决定书，没有直接送达、邮寄送达未果的记录，也没有公告送达的原因",
        tolerated=("service.receipt_missing_or_defect",),
    )


@defect("service.public_notice", *_ANNOUNCED, fits=_now, order=4)
def announced_for_too_short(case: Case, rng: Random) -> Planted:
    """Fifteen, ten or seven days instead of thirty."""
    days, words = rng.choice(((15, "十五"), (10, "十"), (7, "七"), (20, "20")))
    _announced(case, days)
    reason = rng.choice(
        ("因{you}下落不明，无法以其他方式送达，", "因直接送达、邮寄送达均未果，", "经多次上门，{you}已搬离原址，无法联系，")
    )
    text = case.fill(reason)
    case.extra.setdefault("decision", []).append(lambda case: announcement(case, "decision", text, "现依法公告送达", words))
    return Planted(
        "service.public_notice",
        ("announcement",),
        f"{case.on('announced')}公告送达决定书，公告{days}日即视为送达，应当经过三十日",
        (f"{words}日",),
        ("service.receipt_missing_or_defect",),
    )


@defect("service.public_notice", *_ANNOUNCED, fits=_now, order=4)
def demanded_before_it_counted(case: Case, rng: Random) -> Planted:
    """A demand goes out while the announcement still runs."""
    _announced(case, 30)
    case.dates["demand"] = after(case.dates["announced"] + timedelta(days=rng.randint(14, 22)), 0)
    text = case.fill("因{you}下落不明，无法以其他方式送达，")
    you, day = case.addressed, case.on("announced")
    case.extra.setdefault("decision", []).append(lambda case: announcement(case, "decision", text, "现依法公告送达", "三十"))

    def demanded(case: Case) -> Writ:
        return demand(case, f"本机关于{day}公告送达{named(case)}，{you}至今没有缴纳罚没款。", surcharge=False)

    case.extra["decision"].append(demanded)
    return Planted(
        "service.public_notice",
        ("announcement", "demand"),
        f"{day}公告送达决定书，公告期三十日未满，{case.on('demand')}即发出催告书",
        (case.on("demand"),),
        ("service.receipt_missing_or_defect",),
    )


# ---- told of publicity ----


@defect("service.publicity_or_credit_notice", "decision_end", fits=lambda case: _now(case) and case.dept == "市场监管")
def publicity_untold(case: Case, rng: Random) -> Planted:
    """Nobody tells the party that the decision will be published."""
    case.edit("decision", without("本行政处罚决定将依法向社会公示"))
    if rng.random() < 0.5:
        case.edit("decision", behind("如不服本决定", Para("本决定书一式三份，一份送达，一份归档，一份交财务部门。")))
    return Planted(
        "service.publicity_or_credit_notice", ("decision",), "决定书没有告知行政处罚信息将向社会公示，也没有随附公示告知、信用修复告知文书"
    )


# ---- published ----

_PUBLISHED = "publicity.late_missing_or_pii"


@defect(_PUBLISHED, "publicity", "closing", fits=_now, order=6)
def published_late(case: Case, rng: Random) -> Planted:
    """Later than seven working days, or twenty with market regulators."""
    allowed = 20 if case.dept == "市场监管" else 7
    days = allowed + rng.randint(2, 8)
    case.dates["publicity"] = after(case.dates["decision"], days)
    if case.dates["closing"] <= case.dates["publicity"]:
        case.shift("closing", after(case.dates["publicity"], 2))
    return Planted(
        _PUBLISHED,
        ("decision", "publicity"),
        f"{case.on('decision')}作出决定，{case.on('publicity')}公示，相距{days}个工作日，超过{allowed}个工作日",
        (case.on("decision"), case.on("publicity")),
    )


@defect(_PUBLISHED, "publicity", fits=lambda case: _now(case) and not case.party.citizen)
def published_with_the_number_of_a_person(case: Case, rng: Random) -> Planted:
    """The identity number of who stands for the party."""
    case.edit("publicity", behind("行政相对人", Field(f"{case.role}", case.rep.name), Field("身份证件号码", case.rep.id_number)))
    return Planted(_PUBLISHED, ("publicity",), f"公示的信息载有{case.role}的身份证件号码", (case.rep.id_number,))


@defect(_PUBLISHED, "publicity", fits=lambda case: _now(case) and case.party.citizen)
def published_with_the_home(case: Case, rng: Random) -> Planted:
    """Number or home of a natural person."""
    number = Field("证件号码", case.rep.id_number)
    home = Field("住址", case.party.address)
    shown = rng.choice((number, home, Field("联系电话", case.rep.phone)))
    case.edit("publicity", behind("行政相对人", shown))
    return Planted(_PUBLISHED, ("publicity",), f"公示的自然人信息载有{shown.label}，没有隐去", (shown.value,))


SERVICE_DEFECTS = tuple(DEFECTS[_BEFORE:])
