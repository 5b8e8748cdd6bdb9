from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ingest.dossier import Field, Writ
from ingest.passage import Passage
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing
from nlp.procedure.service import announced_until, mode_of, read_receipts, service_begun, stands_for

MakeCase = Callable[..., CaseFile]

NOTICE = {"type": "prior_notice", "title": "行政处罚告知书", "number": "甲市监罚告〔2024〕8号", "fields": {"date": "2024年5月6日"}}
DECISION = {"type": "penalty_decision", "title": "行政处罚决定书", "number": "甲市监罚〔2024〕8号", "fields": {"date": "2024年6月6日"}}


def receipt(title: str, day: str | None, **more: str) -> dict[str, object]:
    return {"type": "service_doc", "subtype": "receipt", "fields": {"doc_title": title, "mode": "直接送达", "date": day, **more}}


def test_a_receipt_serves_the_writ_whose_number_it_bears(make_case: MakeCase) -> None:
    case = make_case(NOTICE, DECISION, receipt("《行政处罚决定书》甲市监罚〔2024〕8号", "2024年6月8日"))
    decision, notice = case.dossier.writs[1], case.dossier.writs[0]
    served = case.served(decision)
    assert (served.served.yes, served.by, served.date) == (True, "receipt", date(2024, 6, 8))
    assert case.served(notice).by == "none"


@pytest.mark.parametrize(
    ("title", "day", "served"),
    [("电子送达回执", "2024/9/25 10:36:54", True), ("电子送达凭证", "2024年9月25日", True), ("电子送达凭证", None, False)],
)
def test_a_paper_of_electronic_service_with_its_day_is_a_receipt(make_case: MakeCase, title: str, day: str | None, served: bool) -> None:
    fields = {"doc_title": "《行政处罚决定书》甲市监罚〔2024〕8号", "mode": "电子送达", **({"date": day} if day else {})}
    case = make_case(DECISION, {"type": "service_doc", "subtype": "electronic", "title": title, "fields": fields})
    found = case.served(case.dossier.writs[0])
    assert (found.by == "receipt", found.date) == (served, date(2024, 9, 25) if served else None)


def test_the_number_of_the_case_at_the_head_of_a_receipt_is_no_number_of_a_writ(make_case: MakeCase) -> None:
    text = "某县城市管理局办案系统 某城管立〔2024〕31号\n送达文书名称及文号\n《行政处罚告知书》某城管罚告〔2024〕\n1 2024年5月7日\n31号"
    receipt = {"type": "service_doc", "subtype": "receipt", "fields": {"date": "2024年5月7日", "signer": "王五"}, "text": text}
    filing = {"type": "filing_approval", "number": "某城管立〔2024〕31号"}
    notice = {"type": "prior_notice", "title": "行政处罚告知书", "number": "某城管罚告〔2024〕31号"}
    case = make_case(filing, notice, receipt)
    assert case.served(case.dossier.writs[1]).date == date(2024, 5, 7)


def test_brackets_and_blanks_of_numbers_do_not_matter(make_case: MakeCase) -> None:
    case = make_case(DECISION, receipt("行政处罚决定书 甲市监罚(2024) 8 号", "2024年6月8日"))
    assert case.served(case.dossier.writs[0]).date == date(2024, 6, 8)


def test_a_number_whose_head_a_line_break_cut_off_is_no_other_number(make_case: MakeCase) -> None:
    case = make_case(DECISION, receipt("《行政处罚决定书》监罚〔2024〕8号", "2024年6月8日"))
    assert case.served(case.dossier.writs[0]).date == date(2024, 6, 8)


def test_a_receipt_without_day_serves_on_an_unknown_day(make_case: MakeCase) -> None:
    case = make_case(DECISION, receipt("《行政处罚决定书》甲市监罚〔2024〕8号", None))
    served = case.served(case.dossier.writs[0])
    assert served.served.yes
    assert served.date is None
    assert isinstance(served.day, Missing)
    assert served.day.state == "empty"


def test_without_papers_nothing_was_served_unless_pages_are_unread(make_case: MakeCase) -> None:
    case = make_case(DECISION)
    assert case.served(case.dossier.writs[0]).served.no
    case = make_case(DECISION, unread=1)
    service = case.served(case.dossier.writs[0])
    assert service.served.unknown
    assert "第2页未能识别" in service.served.reason


def test_a_signature_in_the_writ_itself_serves_it(make_case: MakeCase) -> None:
    case = make_case(NOTICE | {"text": "当事人签收：王五 2024年5月7日"})
    served = case.served(case.dossier.writs[0])
    assert (served.by, served.date) == ("signature", date(2024, 5, 7))


def test_a_line_with_the_receiver_and_the_day_is_a_signature(make_case: MakeCase) -> None:
    case = make_case(NOTICE | {"text": "现责令你于2024年5月9日前改正。签收人：王五 2024年5月7日"})
    served = case.served(case.dossier.writs[0])
    assert (served.by, served.date) == ("signature", date(2024, 5, 7))


@pytest.mark.parametrize("written", ["2024.5.7", "2024-05-07", "2024/05/07", "2024年5月7日"])
def test_the_day_behind_a_signature_may_be_written_in_any_way(make_case: MakeCase, written: str) -> None:
    case = make_case(NOTICE | {"text": f"本决定书已当场交付。当事人签收： 王五 {written}\n某市城市管理局"})
    assert case.served(case.dossier.writs[0]).date == date(2024, 5, 7)


def test_an_empty_line_for_the_receiver_signs_nothing(make_case: MakeCase) -> None:
    case = make_case(NOTICE | {"text": "签收人：        年  月  日"})
    assert case.served(case.dossier.writs[0]).served.no


def test_a_refusal_noted_in_the_writ_serves_it_on_its_day(make_case: MakeCase) -> None:
    case = make_case(NOTICE | {"text": "当事人拒绝签收，已邀请见证人到场。"})
    served = case.served(case.dossier.writs[0])
    assert (served.by, served.date) == ("refusal", date(2024, 5, 6))


def test_a_signature_in_a_field_of_its_own_serves_the_writ(make_case: MakeCase) -> None:
    text = "受检单位签章 记录人\n"
    case = make_case(NOTICE | {"fields": {"date": "2024年5月6日", "party_sign": "王五 2024年5月7日"}, "text": text})
    served = case.served(case.dossier.writs[0])
    assert (served.by, served.date) == ("signature", date(2024, 5, 7))


def test_the_day_may_stand_in_the_sentence_before_the_name(make_case: MakeCase) -> None:
    case = make_case(NOTICE | {"text": "本告知书已于2024年5月8日收悉。\n签收人：王五（店主）"})
    assert case.served(case.dossier.writs[0]).date == date(2024, 5, 8)


def test_a_note_of_an_earlier_day_is_about_another_writ(make_case: MakeCase) -> None:
    case = make_case(DECISION | {"text": "以上有告知书为证。王小五2024年5月7日收到。\n2024年6月6日"})
    assert case.served(case.dossier.writs[0]).by == "none"
    case = make_case(DECISION | {"text": "提起行政诉讼。\n王小五 2024年6月7日收到\n2024年6月6日"})
    assert case.served(case.dossier.writs[0]).date == date(2024, 6, 7)


def test_the_issuer_below_an_empty_place_is_no_receiver(make_case: MakeCase) -> None:
    case = make_case(NOTICE | {"text": "当事人签收：\n某县卫生监督所\n2024年5月6日"}, DECISION | {"text": "某县卫生监督所\n2024年6月6日"})
    assert case.agency == "某县卫生监督所"
    assert case.served(case.dossier.writs[0]).by == "none"


def test_an_announcement_serves_when_its_period_has_run(make_case: MakeCase) -> None:
    text = "现公告送达《行政处罚决定书》（甲市监罚〔2024〕8号），自公告之日起满三十日视为送达。"
    case = make_case(DECISION, {"type": "service_doc", "subtype": "announcement", "fields": {"date": "2024年6月10日"}, "text": text})
    decision = case.dossier.writs[0]
    served = case.served(decision)
    assert (served.by, served.announced, served.date) == ("announcement", date(2024, 6, 10), date(2024, 7, 10))
    assert service_begun(case, decision, date(2024, 6, 6)) == date(2024, 6, 10)


def test_the_earliest_valid_service_counts(make_case: MakeCase) -> None:
    title = "《行政处罚决定书》甲市监罚〔2024〕8号"
    case = make_case(DECISION, receipt(title, "2024年6月12日"), receipt(title, "2024年6月8日"))
    assert case.served(case.dossier.writs[0]).date == date(2024, 6, 8)


@pytest.mark.parametrize(
    "text",
    [
        "送达方式\n电子送达（电子邮件）\n送达文书名称及文号",
        "送达方式电子送达（微信）\n送达账号 wa-qu8899\n送达人 张建国",
        "送达方式：电子送达\n送达时间 2024年5月10日 10:22",
    ],
)
def test_the_mode_is_read_from_the_text_where_its_field_seems_empty(make_case: MakeCase, text: str) -> None:
    case = make_case({"type": "service_doc", "subtype": "receipt", "fields": {"mode": None}, "text": text})
    assert case.receipts[0].mode == "电子"


def test_a_recorded_attempt_begins_the_service(make_case: MakeCase) -> None:
    paper = receipt("《行政处罚决定书》甲市监罚〔2024〕8号", "2024年6月28日") | {"text": "备注：2024年6月7日上门送达，当事人不在。"}
    case = make_case(DECISION, paper)
    assert service_begun(case, case.dossier.writs[0], date(2024, 6, 6)) == date(2024, 6, 7)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("直接送达", "直接"),
        ("□直接送达 ☑邮寄送达 □留置送达", "邮寄"),
        ("□直接送达 □邮寄送达", None),
        ("电子邮箱 a@b.cn", "电子"),
        ("", None),
    ],
)
def test_the_ticked_mode_counts(text: str, mode: str | None) -> None:
    assert mode_of(text) == mode


@pytest.mark.parametrize(
    ("title", "type", "subtype", "fits"),
    [
        ("违法行为通知书", "prior_notice", None, True),
        ("行政处罚听证告知书", "prior_notice", None, True),
        ("行政处罚听证通知书", "prior_notice", None, False),
        ("行政处罚听证通知书", "hearing_doc", "notice", True),
        ("不予行政处罚决定书", "penalty_decision", None, False),
        ("当场行政处罚决定书", "penalty_decision", None, False),
        ("责令限期改正通知书", "prior_notice", None, False),
    ],
)
def test_titles_on_receipts_stand_for_kinds_of_writ(make_case: MakeCase, title: str, type: str, subtype: str | None, fits: bool) -> None:
    writ = make_case({"type": type, "subtype": subtype, "title": "某文书"}).dossier.writs[0]
    assert stands_for(title, writ) is fits


def test_an_announcement_without_period_ends_on_no_day() -> None:
    assert announced_until("现予公告。", date(2024, 6, 10)) is None


def test_a_dated_service_carries_its_evidence(make_case: MakeCase) -> None:
    case = make_case(DECISION, receipt("《行政处罚决定书》甲市监罚〔2024〕8号", "2024年6月8日"))
    day = case.served(case.dossier.writs[0]).day
    assert isinstance(day, Dated)
    assert (day.evidence.page, day.evidence.quote) == (2, "2024年6月8日")


def _form(*cells: tuple[str, str, str | None]) -> Writ:
    fields = [Field(name, "value" if text else "empty", text or "") for row in cells for name, text in zip(_COLUMNS, row, strict=True)]
    return Writ("service_doc", "送达回证", 1, 1, "receipt", fields=tuple(fields))


_COLUMNS = ("doc_title", "date", "signer")


def test_a_form_for_several_writs_is_a_receipt_a_row() -> None:
    form = _form(("行政处罚告知书", "2024.5.6", "王五"), ("行政处罚决定书", "2024.6.8", None))
    told, decided = read_receipts(form, Passage.of(()), date(2024, 5, 6), "value")
    assert [item.title for item in (*told.items, *decided.items)] == ["行政处罚告知书", "行政处罚决定书"]
    assert (told.day, decided.day) == (date(2024, 5, 6), date(2024, 6, 8))
    assert (told.signer, decided.signer, decided.signer_state) == ("王五", "", "empty")


def test_days_that_belong_to_no_row_leave_the_day_of_service_unread() -> None:
    form = _form(("行政处罚告知书", "2024.5.6", "王五"), ("行政处罚决定书", "2024.6.8", "王五"))
    form = replace(form, fields=(*form.fields, Field("doc_title", "value", "催告书")))
    (one,) = read_receipts(form, Passage.of(()), date(2024, 5, 6), "value")
    assert (one.day, one.day_state) == (None, "unread")


def test_one_day_for_all_writs_of_a_form_is_one_receipt() -> None:
    form = _form(("行政处罚告知书", "2024.5.6", "王五"), ("责令改正通知书", "2024.5.6", "王五"))
    (one,) = read_receipts(form, Passage.of(()), date(2024, 5, 6), "value")
    assert one.day == date(2024, 5, 6)
    assert len(one.items) == 2


def _list(*rows: tuple[str, str, str | None]) -> Writ:
    names = ("doc_title", "doc_no", "date")
    fields = [Field(name, "value" if cell else "empty", cell or "") for row in rows for name, cell in zip(names, row, strict=True)]
    return Writ("service_doc", "送达回证", 1, 1, "receipt", fields=tuple(fields))


@pytest.mark.parametrize("order", [1, -1])
def test_a_row_serves_the_writ_of_its_own_number_only(make_case: MakeCase, order: int) -> None:
    other = DECISION | {"number": "甲市监罚〔2024〕9号", "fields": {"date": "2024年6月20日"}}
    paper = receipt("《行政处罚决定书》甲市监罚〔2024〕8号", "2024年6月8日")
    case = make_case(DECISION, other, paper | {"text": "甲市监罚〔2024〕8号 2024年6月8日\n甲市监罚〔2024〕9号 2024年6月21日"})
    rows = [("行政处罚决定书", "甲市监罚〔2024〕8号", "2024年6月8日"), ("行政处罚决定书", "甲市监罚〔2024〕9号", "2024年6月21日")][::order]
    form = replace(case.dossier.writs[2], fields=_list(*rows).fields)
    case = CaseFile(replace(case.dossier, writs=(*case.dossier.writs[:2], form)))
    first, second, _ = case.dossier.writs
    assert (case.served(first).date, case.served(second).date) == (date(2024, 6, 8), date(2024, 6, 21))
    assert service_begun(case, second, date(2024, 6, 1)) == date(2024, 6, 21)


def test_a_row_names_what_was_served_in_any_words() -> None:
    form = _list(("查封财物清单 甲市监查〔2024〕3号", "", "2024.5.6"), ("行政处罚决定书", "", "2024.6.8"))
    listed, decided = read_receipts(form, Passage.of(()), date(2024, 5, 6), "value")
    assert (listed.items[0].title, listed.items[0].number) == ("查封财物清单", "甲市监查〔2024〕3号")
    assert decided.items[0].title == "行政处罚决定书"


def test_a_title_in_a_row_may_hold_brackets() -> None:
    form = _list(("行政处罚意见（含听证）告知书甲罚告〔2024〕8号", "", "2024.5.6"), ("查封（扣押）决定书甲封〔2024〕3号", "", "2024.5.8"))
    items = [receipt.items[0] for receipt in read_receipts(form, Passage.of(()), date(2024, 5, 6), "value")]
    assert [item.number for item in items] == ["甲罚告〔2024〕8号", "甲封〔2024〕3号"]
    assert items[0].title == "行政处罚意见（含听证）告知书"
    assert stands_for(items[1].title, Writ("seizure_doc", "查封（扣押）决定书", 1, 1, "decision"))


def test_days_of_rows_that_cannot_be_told_are_unread() -> None:
    form = _list(("行政处罚告知书 行政处罚决定书", "甲罚〔2024〕8号", "2024.5.6"))
    form = replace(form, fields=(*form.fields[:2], Field("date", "unread")))
    (one,) = read_receipts(form, Passage.of(()), date(2024, 5, 6), "value")
    assert (one.day, one.day_state) == (None, "unread")
    assert {item.number for item in one.items} == {None}
