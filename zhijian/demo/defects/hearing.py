"""Defects around a hearing: the period told, a hearing asked for and not held, a fee, who presides, and what the decision makes of it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from zhijian.demo.blocks import Field, Writ
from zhijian.demo.case import Case, Planted
from zhijian.demo.days import after, before
from zhijian.demo.defects.catalogue import DEFECTS, defect, having, ordinary
from zhijian.demo.plan import decide
from zhijian.demo.writs.closing import payment
from zhijian.demo.writs.hearing import plain_request
from zhijian.demo.writs.review import heard

_BEFORE = len(DEFECTS)
_PLEA = "认为拟处罚款数额偏高，已经主动整改，请求减少罚款"
_ANSWER = "拟处罚款已经考虑当事人整改的情节，与同类案件相当，其请求减少罚款的意见不予采纳"


# ---- the period told ----


def _noticed(case: Case) -> bool:
    return ordinary(case) and not case.features & {"old", "waiver"}


@defect("hearing.request_window_wrong", "notice", "heard", fits=_noticed)
def three_days(case: Case, rng: Random) -> Planted:
    """Three days to ask for a hearing, as before 2021."""
    window = rng.choice(("三日", "三个工作日", "3日"))
    case.features.add("hearing_told")
    case.law = replace(case.law, window=window)
    return _short(case, window, f"自收到本告知书之日起{window}内")


@defect("hearing.request_window_wrong", "notice", "heard", fits=_noticed)
def hearing_apart(case: Case, rng: Random) -> Planted:
    """Five working days for the statement, three for the hearing."""
    window = rng.choice(("三日", "三个工作日", "2个工作日"))
    you = case.addressed
    case.features.add("hearing_told")
    words = rng.choice((f"要求听证的，应当在收到本告知书后{window}内", f"如要求举行听证，应于收到本告知书之日起{window}内"))
    case.texts["notice.rights"] = (
        f"{you}可以自收到本告知书之日起五个工作日内向本机关进行陈述和申辩；{words}向本机关书面提出。逾期未提出的，视为放弃上述权利。"
    )
    return _short(case, window, words)


@defect("hearing.request_window_wrong", "notice", "heard", fits=_noticed)
def natural_days(case: Case, rng: Random) -> Planted:
    """Five days with the weekend counted."""
    case.features.add("hearing_told")
    case.law = replace(case.law, window="五个自然日")
    return _short(case, "五个自然日", "五个自然日内")


@defect(
    "hearing.request_window_wrong",
    "notice",
    "heard",
    fits=lambda case: _noticed(case) and case.dept == "市场监管" and not case.features & {"hearing", "hearing_told"},
)
def short_statement(case: Case, rng: Random) -> Planted:
    """At 市场监管 the statement too may be made within five working days."""
    window = rng.choice(("三日", "三个工作日", "2日"))
    case.law = replace(case.law, window=window)
    return Planted(
        "hearing.request_window_wrong",
        ("notice",),
        f"市场监管部门的告知书写明陈述、申辩期限为{window}，应为五个工作日",
        (f"自收到本告知书之日起{window}内",),
    )


def _short(case: Case, window: str, words: str) -> Planted:
    why = f"{case.on('notice')}的告知书写明要求听证的期限为{window}，应为五日，指工作日"
    return Planted("hearing.request_window_wrong", ("notice",), why, (words,))


# ---- asked for, not held ----


_UNHEARD = having(without=("hearing", "statement", "old"))
_NOTICED = ("notice", "notice_date", "heard", "statement", "decision_date")


def _unheard(case: Case, rng: Random, words: str) -> Planted:
    case.features.add("hearing_told")
    case.dates["hearing_request"] = after(case.dates["notice_served"], rng.randint(1, 4))
    case.dates = dict(sorted(case.dates.items(), key=lambda item: item[1]))
    case.texts["decision.heard"] = f"{heard(case).split('的权利。')[0]}的权利。{case.fill(words)}"
    case.extra.setdefault("r_notice", []).append(plain_request)
    return Planted(
        "hearing.requested_not_held",
        ("hearing_request", "decision"),
        f"{case.on('notice_served')}送达告知书，当事人{case.on('hearing_request')}申请听证，卷内无听证通知、听证笔录，即作出处罚决定",
        (case.on("hearing_request"),),
        ("statement.not_reviewed",),
    )


@defect("hearing.requested_not_held", *_NOTICED, fits=_UNHEARD)
def request_ignored(case: Case, rng: Random) -> Planted:
    """The decision says that nobody asked for a hearing."""
    return _unheard(case, rng, rng.choice(("当事人在规定期限内未提出陈述、申辩意见，也未要求听证。", "当事人未在规定期限内提出意见。")))


@defect("hearing.requested_not_held", *_NOTICED, fits=_UNHEARD)
def request_brushed_aside(case: Case, rng: Random) -> Planted:
    """The decision owns to the request and goes on."""
    words = "当事人于{on_hearing_request}提出听证申请。本机关认为，本案事实清楚、证据确凿，无须举行听证，对其意见已经复核，不予采纳。"
    return _unheard(case, rng, words)


@defect("hearing.requested_not_held", *_NOTICED, "hearing_date", "review", "discussion", fits=having("hearing"))
def hearing_skipped(case: Case, rng: Random) -> Planted:
    """Request in the dossier, neither notice nor record."""
    case.absent |= {"hearing_notice", "r_hearing", "hearing", "hearing_report"}
    told = heard(case).split("当事人于")[0]
    case.texts["decision.heard"] = f"{told}当事人在规定期限内未提出陈述、申辩意见。"
    return Planted(
        "hearing.requested_not_held",
        ("hearing_request", "decision"),
        f"当事人{case.on('hearing_request')}申请听证，卷内无听证笔录，即作出处罚决定",
        (case.on("hearing_request"),),
        ("statement.not_reviewed",),
    )


@defect("hearing.requested_not_held", "payment", "hearing_fee", fits=lambda case: _held(case) or _hearable(case), order=0)
def hearing_fee(case: Case, rng: Random) -> Planted:
    """The party pays for its hearing."""
    hold(case, rng)
    words = rng.choice(("听证费", "听证会费用"))

    def fee(case: Case) -> Writ:
        paid = replace(payment(case), key="fee", day=case.dates["hearing"])
        amount = "600"
        blocks = [Field("项目名称", words), Field("金额（小写）", f"¥{amount}"), Field("缴款日期", case.on("hearing"))]
        return replace(paid, number=None, blocks=[Field("执收单位", case.agency.name), Field("缴款人", case.party.name), *blocks])

    case.extra.setdefault("hearing", []).append(fee)
    return Planted("hearing.requested_not_held", ("fee",), "向申请听证的当事人收取听证费用", (words,))


# ---- host, record, decision ----

_HELD = ("hearing_date", "notice", "notice_date", "heard", "statement", "decision_date", "review", "review_date", "discussion")


def _held(case: Case) -> bool:
    return having("hearing", without=("old",))(case)


def _hearable(case: Case) -> bool:
    """Whether a hearing may be put in: a company with an agent who has not spoken up otherwise, in time before the goods are due."""
    return having("agent", without=("hearing", "statement", "old", "seizure"))(case)


def hold(case: Case, rng: Random) -> None:
    """The party asks for a hearing and it is held: everything from the notice on is planned anew."""
    if "hearing" in case.features:
        return
    case.features |= {"hearing"}
    report = case.dates["report"]
    case.dates = decide({key: day for key, day in case.dates.items() if day <= report}, case.features, rng)
    if not case.scenario.plea:
        case.scenario = replace(case.scenario, plea=_PLEA, answer=_ANSWER)


@defect("hearing.record_or_host_defect", *_HELD, "host", fits=lambda case: _held(case) or _hearable(case), order=0)
def officer_presides(case: Case, rng: Random) -> Planted:
    """An officer of the case presides over its hearing."""
    hold(case, rng)
    name = rng.choice(case.officers).name
    case.staff = replace(case.staff, host=name)
    return Planted("hearing.record_or_host_defect", ("filing", "hearing"), f"听证主持人{name}是本案办案人员", (name,))


@defect("hearing.record_or_host_defect", *_HELD, fits=lambda case: _held(case) or _hearable(case), order=0)
def decided_before(case: Case, rng: Random) -> Planted:
    """Decided first, heard afterwards."""
    hold(case, rng)
    case.dates["approval"] = case.dates["decision"] = before(case.dates["hearing"], rng.choice((1, 2)))
    case.dates["review"] = case.dates["discussion"] = before(case.dates["decision"], 1)
    case.dates["served"] = after(case.dates["hearing_report"], 1)
    case.dates["publicity"] = after(case.dates["decision"], 6)
    return Planted(
        "hearing.record_or_host_defect",
        ("hearing", "decision"),
        f"{case.on('decision')}作出处罚决定，{case.on('hearing')}才举行听证",
        (case.on("hearing"), case.on("decision")),
        ("review.after_decision_or_failed",),
    )


@defect("hearing.record_or_host_defect", *_HELD, "decision", fits=lambda case: _held(case) or _hearable(case), order=0)
def hearing_unmentioned(case: Case, rng: Random) -> Planted:
    """The decision says nothing of the hearing."""
    hold(case, rng)
    case.texts["decision.heard"] = (
        f"本机关于{case.on('notice_served')}向当事人送达告知书（{case.no('罚告')}），告知当事人拟作出行政处罚的内容及事实、理由、依据和"
        f"依法享有的权利。当事人提出陈述、申辩，{case.scenario.plea}。经复核，{case.scenario.answer}。"
    )
    return Planted("hearing.record_or_host_defect", ("hearing", "decision"), "举行了听证，决定书没有提及听证及其意见")


HEARING_DEFECTS = tuple(DEFECTS[_BEFORE:])
