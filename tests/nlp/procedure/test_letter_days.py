"""Letters on scans whose day lies under a seal: another day of the letter, or an open question; pages with text are believed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ingest.document import Box, Line, Origin
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing
from nlp.procedure.day_witness import doubt_of
from nlp.procedure.letter_days import stands_in
from nlp.procedure.logic import YES

MakeCase = Callable[..., CaseFile]
Scan = Callable[..., CaseFile]
KEPT = {"type": "reg_preserve_doc", "subtype": "notice", "title": "先行登记保存通知书"}
SEIZED = {"type": "seizure_doc", "subtype": "decision", "title": "查封（扣押）决定书"}
ORDER = {"type": "correction_notice", "title": "责令改正通知书"}
DECIDED = {"type": "penalty_decision", "title": "行政处罚决定书"}


@pytest.fixture
def scan(make_case: MakeCase) -> Scan:
    """A letter as a scanner gives it, a line to each line of its text, and a seal's ink over the last one where asked."""

    def run(
        writ: dict[str, str], text: str, *, ink: bool = True, origin: Origin = "ocr", others: Sequence[dict[str, Any]] = ()
    ) -> CaseFile:
        case = make_case(writ | {"text": text}, *others)
        page, at, lines = case.dossier.pages[0], 0, []
        for i, line in enumerate(page.text.split("\n")):
            box = Box(100, 60 + 20 * i, 100 + 10 * len(line), 74 + 20 * i)
            lines.append(Line(at, at + len(line), box, tuple(100.0 + 10 * k for k in range(len(line) + 1))))
            at += len(line) + 1
        last = [line for line in lines if line.end > line.start][-1].box
        seal = Box(last.x0 - 20, last.top - 60, last.x0 + 70, last.bottom + 20)
        scanned = replace(page, lines=tuple(lines), width=595, height=842, origin=origin, pictures=(seal,) if ink else ())
        document = case.dossier.documents[0]
        return CaseFile(replace(case.dossier, documents=(replace(document, pages=(scanned, *document.pages[1:])),)))

    return run


def day(case: CaseFile) -> date | None:
    found = case.date(case.dossier.writs[0])
    return found.value if isinstance(found, Dated) else None


@pytest.mark.parametrize(
    ("writ", "body"),
    [
        (KEPT, "予以先行登记保存，期限七个工作日，自2024年5月14日起，存放于我局仓库。"),
        (KEPT, "登记保存期限：2024年5月14日至2024年5月22日，期间不得销毁。"),
        (SEIZED, "决定予以扣押，扣押期限三十日，从2024年5月14日起至2024年6月12日止。"),
    ],
)
@pytest.mark.parametrize("foot", ["2024年5月）4日", "2024年5月4日", "2024年5月日"])
def test_the_day_from_which_things_are_held_stands_in(scan: Scan, writ: dict[str, str], body: str, foot: str) -> None:
    case = scan(writ, f"某店：\n你店涉嫌违法，{body}\n甲县烟草专卖局\n{foot}")
    found = case.date(case.dossier.writs[0])
    assert isinstance(found, Dated)
    assert (found.value, stands_in(found.evidence)) == (date(2024, 5, 14), True)


@pytest.mark.parametrize(
    ("foot", "body"),
    [
        ("2024年5月）2日", "自2024年5月14日起登记保存。"),  # 12, not 14
        ("2024年6月）4日", "自2024年5月14日起登记保存。"),
        ("2024年5月）4日", "可自收到之日起三日内陈述。"),
        ("2024年5月）4日", "自2024年5月14日起登记保存。\n当事人：李四 2024年5月3日"),
    ],
)
def test_what_does_not_agree_leaves_the_day_open(scan: Scan, foot: str, body: str) -> None:
    assert day(scan(KEPT, f"某店：\n{body}\n甲县烟草专卖局\n{foot}")) is None


@pytest.mark.parametrize("sign", ["签收：李四 2024年5月17日", "当事人：李四 2024年5月17日", "被通知人签名：李四2024年5月17日"])
def test_a_signature_one_numeral_off_a_day_under_ink_makes_it_a_question(scan: Scan, sign: str) -> None:
    text = f"某店：\n责令你店立即改正。\n{sign}\n甲县烟草专卖局\n2024年5月7日"
    found = scan(ORDER, text).date(scan(ORDER, text).dossier.writs[0])
    assert isinstance(found, Missing)
    assert "2024年5月17日不一致" in found.reason
    assert day(scan(ORDER, text, ink=False)) == date(2024, 5, 7)
    assert day(scan(ORDER, text, origin="text")) == date(2024, 5, 7)
    assert day(scan(ORDER, text.replace("5月17日", "5月8日"))) == date(2024, 5, 7)


@pytest.mark.parametrize(
    "told", ["我局于2024年6月13日向你店送达告知书。", "2024年6月13日，本局依法组织听证。", "你店于2024年6月13日提交陈述书。"]
)
def test_a_decision_is_not_older_than_what_it_tells(scan: Scan, told: str) -> None:
    text = f"某店：\n{told}\n决定罚款五百元。\n甲县烟草专卖局\n2024年6月7日"
    assert day(scan(DECIDED, text)) is None
    assert day(scan(DECIDED, text, ink=False)) == date(2024, 6, 7)
    assert day(scan(DECIDED, text.replace("6月7日", "6月17日"))) == date(2024, 6, 17)


@pytest.mark.parametrize(
    "later", ["限于2024年6月30日前缴至银行。", "请于2024年6月20日到我局办理登记保存物品的领取。", "自2024年6月20日起停业。"]
)
def test_what_is_still_to_be_done_contradicts_no_day(scan: Scan, later: str) -> None:
    assert day(scan(DECIDED, f"某店：\n决定罚款五百元。{later}\n甲县烟草专卖局\n2024年6月7日")) == date(2024, 6, 7)


def test_the_partys_own_dated_line_is_a_receipt(make_case: MakeCase) -> None:
    case = make_case(KEPT | {"text": "某店：\n决定予以登记保存。\n当事人：李四 2024年5月14日\n承办人：王五"})
    service = case.served(case.dossier.writs[0])
    assert (service.served, service.by, service.date) == (YES, "signature", date(2024, 5, 14))
    head = make_case(KEPT | {"text": "当事人：李四\n2024年5月14日，我局对你店检查。"})
    assert head.served(head.dossier.writs[0]).by == "none"


@pytest.mark.parametrize(("served", "asserted"), [("2024年6月26日", True), ("2024年7月10日", False), (None, False)])
def test_the_approval_gives_the_day_of_a_decision_misread_under_ink(scan: Scan, served: str | None, asserted: bool) -> None:
    text = "某店：\n我局于2024年6月13日向你店送达告知书，告知五日内可以陈述。\n决定罚款五百元。\n甲县烟草专卖局\n2024年6月7日"
    approval = {"type": "decision_approval", "title": "案件处理审批表", "fields": {"date": "2024年6月17日"}, "text": "同意。"}
    receipt = {"type": "service_doc", "subtype": "receipt", "title": "送达回证", "text": "送达文书：行政处罚决定书",
               "fields": {"doc_title": "行政处罚决定书", "date": served, "signer": "李四"}}  # fmt: skip
    case = scan(DECIDED, text, others=[approval, receipt] if served else [approval])
    found = case.date(case.dossier.writs[0])
    assert isinstance(found, Dated)
    assert (found.value, stands_in(found.evidence), doubt_of(case, found.evidence) is None) == (date(2024, 6, 17), asserted, asserted)


def test_an_approval_that_differs_by_more_leaves_the_decision_open(scan: Scan) -> None:
    text = "某店：\n我局于2024年6月13日向你店送达告知书。\n决定罚款五百元。\n甲县烟草专卖局\n2024年6月7日"
    approval = {"type": "decision_approval", "title": "案件处理审批表", "fields": {"date": "2024年6月18日"}, "text": "同意。"}
    assert day(scan(DECIDED, text, others=[approval])) is None


@pytest.mark.parametrize(
    ("approved", "served", "decided"),
    [
        ("2024年6月16日", "2024年6月21日", date(2024, 6, 17)),  # nothing else in the letter contradicts the 7th
        ("2024年6月16日", None, date(2024, 6, 7)),
        ("2024年6月16日", "2024年7月8日", date(2024, 6, 7)),  # the 17th or the 27th
        ("2024年6月18日", "2024年6月21日", date(2024, 6, 7)),
        ("2024年6月5日", "2024年6月21日", date(2024, 6, 7)),
    ],
)
def test_a_decision_read_as_before_its_approval(scan: Scan, approved: str, served: str | None, decided: date) -> None:
    approval = {"type": "decision_approval", "title": "案件处理审批表", "fields": {"date": approved}, "text": "同意。"}
    receipt = {"type": "service_doc", "subtype": "receipt", "title": "送达回证", "text": "送达文书：行政处罚决定书",
               "fields": {"doc_title": "行政处罚决定书", "date": served, "signer": "李四"}}  # fmt: skip
    text = "某店：\n决定罚款五百元。\n甲县烟草专卖局\n2024年6月7日"
    assert day(scan(DECIDED, text, others=[approval, receipt] if served else [approval])) == decided


def test_a_month_that_lost_its_last_stroke_under_the_seal(scan: Scan) -> None:
    approval = {"type": "decision_approval", "title": "案件处理审批表", "fields": {"date": "2024年12月20日"}, "text": "同意。"}
    receipt = {"type": "service_doc", "subtype": "receipt", "title": "送达回证", "text": "送达文书：行政处罚决定书",
               "fields": {"doc_title": "行政处罚决定书", "date": "2024年12月27日", "signer": "李四"}}  # fmt: skip
    chinese, arabic = (f"某店：\n决定罚款五百元。\n甲县烟草专卖局\n{foot}" for foot in ("二〇二四年十月二十三日", "2024年10月23日"))
    assert day(scan(DECIDED, chinese, others=[approval, receipt])) == date(2024, 12, 23)
    assert day(scan(DECIDED, arabic, others=[approval, receipt])) == date(2024, 10, 23)
