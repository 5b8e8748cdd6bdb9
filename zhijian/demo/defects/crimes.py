"""Defects about crimes: a suspected crime that is fined instead of handed over, or handed over late or without its report."""

from __future__ import annotations

from random import Random

from zhijian.demo.case import Case, Planted
from zhijian.demo.days import after, between
from zhijian.demo.defects.catalogue import DEFECTS, defect, ordinary
from zhijian.demo.writs.crime import reply, transfer

_BEFORE = len(DEFECTS)
_OFFENCES = {
    "product_quality": "销售伪劣产品罪",
    "pesticide": "销售伪劣农药罪",
    "voc": "污染环境罪",
    "medical_waste": "污染环境罪",
    "special_work": "危险作业罪",
    "gas_alarm": "危险作业罪",
    "tobacco": "非法经营罪",
    "freight": "非法经营罪",
    "land": "非法占用农用地罪",
    "advert": "虚假广告罪",
    "food_purchase": "销售不符合安全标准的食品罪",
    "overtime": "强迫劳动罪",
    "water": "非法采矿罪",
    "fire": "消防责任事故罪",
    "tax_filing": "逃税罪",
}


def _criminal(case: Case) -> bool:
    return ordinary(case) and case.scenario.id in _OFFENCES and "old" not in case.features


def _discussed(case: Case) -> bool:
    return _criminal(case) and "discussion" in case.dates


@defect("transfer.crime_not_transferred", "crime", "review", "report", fits=_criminal)
def crime_in_the_report(case: Case, rng: Random) -> Planted:
    """The report finds a crime, and proposes a fine."""
    offence = _OFFENCES[case.scenario.id]
    words = rng.choice(
        (
            f"。当事人的行为已经达到刑事立案追诉标准，涉嫌{offence}，鉴于其配合调查，建议作行政处罚",
            f"。当事人涉嫌构成{offence}，考虑其经营困难，以行政处罚为宜",
            f"。本案数额、情节涉嫌构成犯罪（{offence}），因当事人已改正，建议从快罚款结案",
        )
    )
    case.texts["report.crime"] = words
    case.texts["review.opinion"] = "经审核，本案管辖和当事人主体认定正确，事实清楚，证据充分，适用法律、法规正确，程序合法，裁量适当。"
    return _not_sent(case, "report", offence)


@defect("transfer.crime_not_transferred", "crime", "review", "report", fits=_criminal)
def crime_in_the_review(case: Case, rng: Random) -> Planted:
    """The reviewer finds a crime; the case is decided without a word to the police."""
    offence = _OFFENCES[case.scenario.id]
    words = rng.choice((f"案件涉嫌{offence}，应当依法移送公安机关处理", f"当事人的行为已涉嫌构成{offence}，建议办案机构研究移送事宜"))
    case.texts["report.crime"] = ""
    case.texts["review.opinion"] = f"经审核，本案事实清楚，证据充分，程序合法，裁量适当。但{words}。"
    return _not_sent(case, "review", offence)


@defect(
    "transfer.crime_not_transferred",
    "crime",
    "review",
    "report",
    "discussion",
    fits=lambda case: _criminal(case) and "discussion" in case.dates,
)
def crime_in_the_discussion(case: Case, rng: Random) -> Planted:
    """A deputy speaks of a crime; the leaders fine."""
    offence = _OFFENCES[case.scenario.id]
    words = f"这个案子我看已经涉嫌{offence}，本来应当移送"
    case.texts["report.crime"] = ""
    case.texts["review.opinion"] = "经审核，本案事实清楚，证据充分，适用法律、法规正确，程序合法，裁量适当，文书规范。"
    case.texts["discussion.deputy"] = f"{words}，考虑到企业实际困难，同意罚款处理。"
    return _not_sent(case, "discussion", offence)


def _not_sent(case: Case, key: str, offence: str) -> Planted:
    why = f"卷内认为当事人涉嫌{offence}，无涉嫌犯罪案件移送书，以行政处罚结案"
    return Planted("transfer.crime_not_transferred", (key, "decision"), why)


def hand_over(case: Case, approved: int, sent: int, attachments: str) -> None:
    """The case goes to the police after the report, ``approved`` and ``sent`` so many working days later, and comes back."""
    report = case.dates["report"]
    offence = _OFFENCES[case.scenario.id]
    case.dates["transfer_approved"] = after(report, approved)
    case.dates["transfer_sent"] = after(case.dates["transfer_approved"], sent)
    case.dates["transfer_back"] = after(case.dates["transfer_sent"], 6)
    order = sorted((key for key in case.dates if case.dates[key] > report and not key.startswith("transfer")), key=case.dates.__getitem__)
    distance = between(report, case.dates["transfer_back"])
    for key in order:
        case.dates[key] = after(case.dates[key], distance)
    case.dates = dict(sorted(case.dates.items(), key=lambda item: item[1]))
    case.texts["report.crime"] = f"，当事人的行为涉嫌{offence}，建议先移送公安机关"
    case.texts["review.opinion"] = "经审核，公安机关已决定不予立案，案件退回本机关处理；本案事实清楚，证据充分，程序合法，裁量适当。"
    case.extra.setdefault("report", []).extend((lambda case: transfer(case, offence, attachments), reply))


ALL_PAPERS = "1.涉嫌犯罪案件情况的调查报告 2.涉案物品清单 3.有关证据材料"


_handed_over = defect(
    "transfer.crime_not_transferred",
    "crime",
    "review",
    "report",
    "report_date",
    "decision_date",
    "notice_date",
    "review_date",
    fits=lambda case: _criminal(case) and "seizure" not in case.features,
    order=0,
)


@_handed_over
def sent_late(case: Case, rng: Random) -> Planted:
    """Approved too late, or sent to the police days after the approval."""
    approved, sent = rng.choice(((6, 0), (1, 3), (2, 5)))
    hand_over(case, approved, sent, ALL_PAPERS)
    why = (
        f"{case.on('report')}报告，{case.on('transfer_approved')}才批准移送，超过三日"
        if sent == 0
        else f"{case.on('transfer_approved')}批准移送，{case.on('transfer_sent')}才移送公安机关，超过二十四小时"
    )
    return Planted("transfer.crime_not_transferred", ("transfer",), why, (case.on("transfer_approved"), case.on("transfer_sent")))


@_handed_over
def sent_without_report(case: Case, rng: Random) -> Planted:
    """Handed over without the report on the suspected crime."""
    attachments = rng.choice(("1.现场笔录 2.询问笔录 3.现场照片", "涉案物品清单一份、证据材料一册", "1.涉案物品清单 2.有关证据复印件"))
    hand_over(case, 1, 0, attachments)
    return Planted("transfer.crime_not_transferred", ("transfer",), "涉嫌犯罪案件移送书所附材料没有涉嫌犯罪案件情况的调查报告")


CRIME_DEFECTS = tuple(DEFECTS[_BEFORE:])
