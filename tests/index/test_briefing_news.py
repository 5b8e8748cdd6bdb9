"""Briefings over several days: each tells what is new since the last, once, and a day with nothing new tells nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from index.briefing import Briefing
from index.briefing_news import compose
from index.store import Store
from tests.index.briefing_office import AGENCY, CART, CART_AGAIN, DAY, BriefingOffice

NOISE = "夜里十一点江临市城东区云水路工地还在打桩，打了三次电话城管都说正在处理，一直没有人到现场来。"


@pytest.fixture
def office(store: Store) -> BriefingOffice:
    return BriefingOffice(store)


def counted(briefing: Briefing) -> dict[str, int]:
    """The counts that are not 0."""
    names = ("new", "grew", "together", "answered", "decided", "overdue", "standing", "broken")
    return {name: count for name in names if (count := getattr(briefing.figures, name))}


def nothing(office: BriefingOffice) -> bool:
    """Whether the next briefing has nothing new, no number, and goes to nobody."""
    briefing = office.tell()
    return briefing.is_empty and briefing.number is None and office.shelf.deliveries(briefing.id) == []


def test_a_clue_is_told_once(office: BriefingOffice) -> None:
    first = office.say("a", CART, title="扣车不开单据")
    told = office.tell()
    assert (told.number, [item.clue for item in told.new], counted(told)) == (1, [first], {"new": 1})
    assert told.new[0].quotes[0].text.startswith("今天上午十点，江临市城东区城管局")
    assert nothing(office)
    second = office.say("b", NOISE, title="工地夜间施工")
    told = office.tell()
    assert (told.number, [item.clue for item in told.new], counted(told)) == (2, [second], {"new": 1})
    assert nothing(office)


def test_an_event_is_told_again_when_it_grows_with_how_many_there_were(office: BriefingOffice) -> None:
    clue = office.say("a", CART, channel="12345 热线")
    first = office.tell()
    assert office.say("b", f"转发：{CART}", day=DAY + timedelta(days=1), site="红网") == clue
    assert office.say("c", CART_AGAIN, day=DAY + timedelta(days=2), site="红网") == clue
    told = office.tell()
    assert counted(told) == {"grew": 1}
    assert office.shelf.new_clues(first.id) == [clue]
    assert office.shelf.new_clues(told.id) == []
    item = told.grew[0]
    assert (item.clue, item.before, item.reports) == (clue, 1, 3)
    assert [quote.text[:2] for quote in item.quotes] == ["转发", "网传"]  # what came, not what was told
    assert item.places == (("红网", 2), ("12345 热线", 1))
    assert item.days == (("2025-03-03", 1), ("2025-03-04", 1), ("2025-03-05", 1))
    assert nothing(office)


def test_a_message_read_again_is_no_news(office: BriefingOffice) -> None:
    office.say("a", CART)
    office.tell()
    office.say("a", CART)
    assert nothing(office)


def test_a_text_that_a_person_takes_out_is_told_as_a_clue_of_its_own(office: BriefingOffice) -> None:
    clue = office.say("a", CART)
    office.say("b", f"转发：{CART}")
    office.tell()
    own = office.store.take_out("b", user="zhangsan", reason="另一条街")
    assert own not in (None, clue)
    told = office.tell()
    assert ([item.clue for item in told.new], counted(told)) == ([own], {"new": 1})
    assert nothing(office)


def test_a_reply_is_told_once_and_again_when_it_changes(office: BriefingOffice) -> None:
    clue = office.say("a", CART, title="扣车不开单据", reply="")
    office.tell()
    reply = f"网友“A00023583”您好！经查，执法队员未出示证件属实，已责令改正并退还三百元，联系人电话13812345678。{'谢谢支持。' * 40}"
    office.say("a", CART, title="扣车不开单据", reply=reply, reply_date="2025-03-13")
    told = office.tell()
    assert counted(told) == {"answered": 1}
    answer = told.answered[0]
    assert (answer.clue, answer.title, answer.agency) == (clue, "扣车不开单据", AGENCY)
    assert answer.handling == "答复：2025-03-13，历时 8 个工作日（期限 5 个工作日），逾期"
    assert answer.reply.startswith("经查")
    assert answer.reply.endswith("…")
    assert "13812345678" not in answer.reply
    assert nothing(office)
    office.say("a", CART, title="扣车不开单据", reply="补充答复：已对当事人作出处理。", reply_date="2025-03-20")
    assert ["历时 13 个工作日" in one.handling for one in office.tell().answered] == [True]
    assert nothing(office)


def test_what_was_answered_and_decided_before_the_first_briefing_is_not_told_by_the_second(office: BriefingOffice) -> None:
    office.say("a", CART, reply="")
    clue = office.say("a", CART, reply="已责令改正。", reply_date="2025-03-13")
    office.store.decide(clue, "confirm", user="lisi")
    assert counted(office.tell()) == {"new": 1}
    assert nothing(office)


def test_a_message_that_came_with_its_reply_is_a_new_clue_and_no_answer(office: BriefingOffice) -> None:
    office.tell()
    office.say("a", CART, reply="已责令改正。", reply_date="2025-03-13")
    assert counted(office.tell()) == {"new": 1}
    assert nothing(office)


def test_decisions_are_told_with_the_last_word_and_again_after_another(office: BriefingOffice) -> None:
    clue = office.say("a", CART, title="王建国反映扣车不开单据", user="王建国")
    office.tell()
    office.store.decide(clue, "doubt", user="zhangsan")
    office.store.decide(clue, "confirm", user="lisi", reason="已约谈，王建国手机13812345678")
    told = office.tell()
    assert counted(told) == {"decided": 1}
    one = told.decided[0]
    assert (one.clue, one.status, one.user) == (clue, "已确认", "lisi")
    assert (one.title, one.reason) == ("王某某反映扣车不开单据", "已约谈，王某某手机138****5678")
    assert nothing(office)
    office.store.decide(clue, "dismiss", user="lisi", reason="已另案处理")
    assert [one.status for one in office.tell().decided] == ["已排除"]
    assert nothing(office)


def test_what_was_dismissed_before_it_was_told_is_not_told_as_new_and_not_when_it_grows(office: BriefingOffice) -> None:
    office.tell()
    clue = office.say("a", CART)
    office.store.decide(clue, "dismiss", user="zhangsan", reason="误报")
    assert counted(office.tell()) == {"decided": 1}
    office.say("b", f"转发：{CART}")
    assert nothing(office)


def test_overdue_messages_are_told_once_and_counted_while_they_wait(office: BriefingOffice) -> None:
    office.say("a", CART, title="扣车不开单据", reply="", day=date(2025, 3, 3))
    office.compare(date(2025, 3, 20), limit=30)
    assert counted(office.tell()) == {"new": 1}
    office.compare(date(2025, 4, 20), limit=30)
    told = office.tell()
    assert counted(told) == {"overdue": 1}
    assert (told.overdue[0].title, told.overdue[0].agency) == ("扣车不开单据", AGENCY)
    assert told.overdue[0].message.startswith("尚未答复")
    assert "48" in told.overdue[0].message
    office.compare(date(2025, 4, 21), limit=30)
    later = office.tell()
    assert later.is_empty
    assert counted(later) == {"standing": 1}
    office.say("a", CART, title="扣车不开单据", reply="经查属实，已退还。", reply_date="2025-04-21")
    office.compare(date(2025, 4, 22), limit=30)
    assert counted(office.tell()) == {"answered": 1}


def test_an_overdue_message_that_a_person_dismissed_is_not_counted_as_waiting(office: BriefingOffice) -> None:
    office.say("a", CART, title="扣车不开单据", reply="")
    office.compare(date(2025, 4, 20), limit=30)
    told = office.tell()
    office.store.decide(told.overdue[0].clue, "dismiss", user="zhangsan", reason="已当面答复")
    assert counted(office.tell()) == {"decided": 1}


def test_complaints_that_gather_are_told_again_when_more_of_them_come(office: BriefingOffice) -> None:
    for n, place in enumerate("甲乙丙丁戊"):
        office.say(f"r{n}", f"{place}路{place}号的{place}店被罚款二百元，没有给任何票据。", user=f"用户{n}", day=DAY + timedelta(days=n))
    office.compare(date(2025, 3, 10))
    told = office.tell()
    assert counted(told) == {"new": 5, "together": 1}
    assert (told.together[0].before, told.together[0].sides) == (0, 5)
    office.compare(date(2025, 3, 11))
    assert nothing(office)
    office.say("r9", "己路己号的己店被罚款二百元，没有给任何票据。", user="用户9", day=DAY + timedelta(days=6))
    office.compare(date(2025, 3, 12))
    told = office.tell()
    assert counted(told) == {"new": 1, "together": 1}
    assert (told.together[0].before, told.together[0].sides) == (5, 6)


def test_a_source_is_news_when_it_breaks_when_it_breaks_otherwise_and_when_it_recovers(office: BriefingOffice) -> None:
    office.read("a")
    office.read("b", warning="来源“来源b”（b）：只取得 3 条，应不少于 10 条")
    told = office.tell()
    assert [(note.source, note.news, note.healthy) for note in told.sources] == [("b", "broken", False), ("a", None, True)]
    assert told.sources[0].warning == "只取得 3 条，应不少于 10 条"
    assert counted(told) == {"broken": 1}
    office.read("b", warning="来源“来源b”（b）：只取得 4 条，应不少于 10 条")
    since = office.tell().sources[0].since
    assert since is not None
    assert nothing(office)
    office.read("b", warning="热线来源“来源b”（b）：列表页无法打开")
    assert [(note.news, note.since, note.warning) for note in office.tell().sources if note.source == "b"] == [
        ("broken", since, "列表页无法打开")
    ]
    office.read("b")
    told = office.tell()
    assert [(note.news, note.since, note.warning) for note in told.sources if note.source == "b"] == [("recovered", None, None)]
    assert counted(told) == {}
    assert nothing(office)


def test_a_source_that_is_no_longer_read_is_not_told(office: BriefingOffice) -> None:
    office.read("a")
    office.read("b", warning="列表页无法打开")
    told = office.tell(sources=frozenset({"a"}))
    assert [note.source for note in told.sources] == ["a"]
    assert told.is_empty


def test_days_without_a_scan_are_made_up_for_in_one_briefing(office: BriefingOffice) -> None:
    today = datetime.now().astimezone().date()
    office.say("a", CART)
    assert office.tell(days_ago=4).first_day == (today - timedelta(days=4)).isoformat()
    office.say("b", NOISE)
    told = office.tell()
    assert (told.first_day, told.day) == ((today - timedelta(days=3)).isoformat(), today.isoformat())
    assert counted(told) == {"new": 1}
    assert told.history == tuple(((today - timedelta(days=back)).isoformat(), 0) for back in (3, 2, 1))
    assert office.tell().first_day == today.isoformat()


def test_what_is_not_told_one_by_one_is_counted_by_severity_field_and_place_and_counts_as_told(office: BriefingOffice) -> None:
    office.many("甲乙丙丁戊己庚辛")
    told = office.tell(top=5)
    assert (told.figures.new, len(told.new), told.left("new"), told.left("grew")) == (8, 5, 3, 0)
    assert sum(count for _, count in told.severities) == 8
    assert [(share.name, share.count) for share in told.fields] == [("领域0", 3), ("领域1", 3), ("领域2", 2)]
    assert all(sum(count for _, count in share.severities) == share.count for share in (*told.fields, *told.regions))
    assert sum(share.count for share in told.regions) == 8
    assert [item.clue for item in told.new] == office.shelf.new_clues(told.id)[:5]
    assert len(office.shelf.new_clues(told.id)) == 8
    assert len(office.shelf.new_clues(told.id, {"agency_type": "领域2"})) == 2
    assert office.shelf.new_clues(told.id, {"agency_type": None}) == []
    assert nothing(office)


def test_personal_data_is_masked_the_name_that_the_record_gives_among_it(office: BriefingOffice) -> None:
    said = "王建国被江临市城东区城管局罚款二百元，没有给票据，电话13812345678，身份证110101199003074514。"
    office.say("a", said, title="王建国反映罚款不给票据，请打13812345678", user="王建国")
    item = office.tell().new[0]
    shown = item.title + "".join(quote.text for quote in item.quotes)
    assert not any(secret in shown for secret in ("王建国", "13812345678", "110101199003074514")), shown
    assert "罚款二百元" in shown


def test_the_word_that_stands_for_no_name_is_left_as_it_is(office: BriefingOffice) -> None:
    office.say("a", f"网友反映，{CART}", user="网友")
    assert office.tell().new[0].quotes[0].text.startswith("网友反映")


def test_a_scan_that_dies_before_its_briefing_is_kept_loses_nothing(office: BriefingOffice) -> None:
    office.say("a", CART)
    lost, _ = compose(office.store, office.shelf, id="dead", now=datetime.now().astimezone())
    assert office.shelf.get("dead") is None
    told = office.tell()
    assert (told.number, told.new) == (1, lost.new)


def test_what_another_program_wrote_while_the_briefing_was_composed_is_told_in_the_next(office: BriefingOffice) -> None:
    """Its moment lies before the briefing's end, its transaction after it."""
    clue = office.say("a", CART, title="扣车不开单据", reply="")
    office.tell()
    late = datetime.now().astimezone()
    office.tell()
    office.store.decide(clue, "confirm", user="lisi", at=late)
    assert counted(office.tell()) == {"decided": 1}


def test_a_long_sentence_is_told_from_comma_to_comma_around_the_evidence(office: BriefingOffice) -> None:
    before = "".join(f"第{n}天我都去了窗口，" for n in range(20))
    after = "".join(f"，第{n}次又打了热线" for n in range(20))
    office.say("a", f"{before}城管罚款不给票据不出示证件{after}。", quote="城管罚款不给票据不出示证件")
    (quote,) = office.tell().new[0].quotes
    assert quote.text.startswith("…第1")
    assert quote.text.endswith("热线…")
    assert [quote.text[start:end] for start, end in quote.ranges] == ["城管罚款不给票据不出示证件"]
    assert len(quote.text) < 140


def test_a_quote_of_another_report_stands_in_the_sentence_of_that_report(office: BriefingOffice) -> None:
    office.say("a", CART)
    again = "昨天的事还没有完。他们又来要钱，城东区城管局还是在临川路丽景新城门口扣着我的三轮车，没有出示证件，没有开单据，要三百元才还。"
    clue = office.say("b", again, quote="没有开单据")
    found = office.store.clue(clue)
    assert found is not None
    assert {quote.document for quote in found.quotes} == {"a", "b"}
    shown = [quote.text for quote in office.tell().new[0].quotes]
    assert any("他们又来要钱，" in text and text.endswith("才还。") for text in shown), shown
