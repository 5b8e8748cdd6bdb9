"""Records that come again: what is new is taken, what is known is never erased, an older export puts nothing back."""

import pytest

from ingest.reply import changes, closed, renewed

WAITING = {"id": "7", "reply": "", "status": "办理中"}
ANSWERED = {"id": "7", "reply": "经核实，已责令退还。", "reply_date": "2025/3/20 9:00:00", "status": "已办结", "agency": "甲区城管局"}


def test_a_reply_that_comes_later_is_taken() -> None:
    now = renewed(WAITING, ANSWERED)
    assert now == ANSWERED
    assert changes(WAITING, now) == {"reply", "status"}


def test_an_older_export_imported_later_changes_nothing() -> None:
    now = renewed(ANSWERED, WAITING)
    assert now == ANSWERED
    assert not changes(ANSWERED, now)
    first = {**ANSWERED, "reply": "已转办。", "reply_date": "2025-03-05", "agency": "甲区信访局"}
    assert renewed(ANSWERED, first) == ANSWERED
    assert renewed({"status": "已办结"}, {"status": "办理中"}) == {"status": "已办结"}


def test_an_export_with_fewer_columns_erases_nothing_and_what_it_tells_is_taken() -> None:
    assert renewed(ANSWERED, {"id": "7"}) == ANSWERED
    assert renewed(WAITING, {"id": "7", "status": "已办结"}) == {**WAITING, "status": "已办结"}
    assert renewed({"id": "7", "address": "东街"}, ANSWERED)["address"] == "东街"


def test_an_export_that_begins_to_tell_of_replies_is_heard() -> None:
    assert renewed({"id": "7"}, WAITING)["reply"] == ""


def test_a_message_sent_back_to_be_dealt_with_again_is_open_again() -> None:
    now = renewed(ANSWERED, {"id": "7", "status": "退回重办"})
    assert now["status"] == "退回重办"
    assert changes(ANSWERED, now) == {"status"}


def test_a_reply_corrected_on_the_same_day_is_taken() -> None:
    now = renewed(ANSWERED, {**ANSWERED, "reply": "经核实，已责令退还并道歉。"})
    assert changes(ANSWERED, now) == {"reply"}


def test_other_writing_of_the_same_day_or_words_is_no_change() -> None:
    again = {**ANSWERED, "reply": " 经核实，\n已责令退还。", "reply_date": "2025-03-20"}
    assert not changes(ANSWERED, renewed(ANSWERED, again))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("已办结", True),
        ("已答复", True),
        ("办结归档", True),
        ("办理中", False),
        ("未办结", False),
        ("退回重办", False),
        ("一般", None),
        (None, None),
    ],
)
def test_a_status_says_whether_anything_is_to_come(status: str | None, expected: bool | None) -> None:
    assert closed(status) is expected
