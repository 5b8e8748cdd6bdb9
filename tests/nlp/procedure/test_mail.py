"""Papers of the post and of couriers prove service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.mail import delivered_on
from nlp.procedure.service import open_receipts

MakeCase = Callable[..., CaseFile]
NOTICE = {"type": "prior_notice", "title": "行政处罚告知书", "number": "甲罚告〔2024〕8号", "fields": {"date": "2024年5月6日"}}
DECISION = {"type": "penalty_decision", "title": "行政处罚决定书", "number": "甲罚〔2024〕8号", "fields": {"date": "2024年6月6日"}}
HEAD = "邮件号码118356收寄日期2024年6月7日寄件人甲县水务局收件人王小五"


def mail(text: str) -> dict[str, object]:
    return {"type": "service_doc", "subtype": "mail", "title": "邮件详情单", "text": text}


@pytest.mark.parametrize(
    "said",
    [
        "投递状态：已妥投，妥投时间：2024年6月9日",
        "2024-06-09 14:02 【甲县】已由家人代收签收",
        "已投递（2024年6月9日）",
        "签收人：王小五 签收时间：2024.6.9 10:20",
        "2024年6月8日 到达甲县 2024年6月9日 09:11 单位收发室签收",
    ],
)
def test_the_day_beside_the_words_of_arrival(said: str) -> None:
    day = delivered_on("".join((HEAD + said).split()))
    assert day is not None
    assert day.value == date(2024, 6, 9)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "2024年6月9日 到达甲县投递站",
        "2024年6月9日 未妥投，收件人不在",
        "2024年6月9日 拒收退回",
        "收件人签收：",
        "2024年6月9日 已签收 2024年6月10日 已投递",
    ],
)
def test_no_day_where_nothing_says_that_it_arrived_or_when(said: str) -> None:
    assert delivered_on("".join((HEAD + said).split())) is None


def test_what_the_mail_held_was_served_when_it_arrived(make_case: MakeCase) -> None:
    case = make_case(NOTICE, DECISION, mail(HEAD + "\n内件 行政处罚决定书 甲罚〔2024〕8号\n投递结果 2024年6月9日 本人签收"))
    notice, decision, _ = case.dossier.writs
    assert (case.served(decision).by, case.served(decision).date) == ("mail", date(2024, 6, 9))
    assert case.served(notice).by == "none"
    assert open_receipts(case) == []


def test_a_receipt_with_its_day_comes_before_the_mail(make_case: MakeCase) -> None:
    receipt = {
        "type": "service_doc",
        "subtype": "receipt",
        "fields": {"doc_title": "《行政处罚决定书》甲罚〔2024〕8号", "date": "2024年6月10日"},
    }
    case = make_case(DECISION, receipt, mail("内件 行政处罚决定书 甲罚〔2024〕8号 2024年6月9日 本人签收"))
    assert (case.served(case.dossier.writs[0]).by, case.served(case.dossier.writs[0]).date) == ("receipt", date(2024, 6, 10))


def test_a_mail_of_which_it_is_not_known_what_it_held_is_open(make_case: MakeCase) -> None:
    case = make_case(DECISION, mail(HEAD + "\n内件 文书一份\n2024年6月9日 本人签收"))
    assert case.served(case.dossier.writs[0]).by == "none"
    (receipt,) = open_receipts(case)
    assert receipt.day == date(2024, 6, 9)


@pytest.mark.parametrize("held", ["文书一份", "行政处罚意见告知函"])
def test_a_writ_without_receipt_is_no_finding_where_such_a_mail_may_have_held_it(make_case: MakeCase, held: str) -> None:
    sent = mail(HEAD + f"\n内件 {held}\n2024年6月9日 本人签收")
    rules = {finding.rule for finding in run_checks(make_case(DECISION, sent)) if finding.verdict == "breach"}
    assert "service.receipt_missing_or_defect" not in rules
    assert "service.receipt_missing_or_defect" in {
        finding.rule for finding in run_checks(make_case(DECISION)) if finding.verdict == "breach"
    }
