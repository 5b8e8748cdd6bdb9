"""Replies: each way of saying nothing is known by its examples; what is told of one answer."""

from datetime import date
from pathlib import Path

import pytest

from ingest.errors import KnowledgeError
from nlp.opinion.answer import Answer, answer_in, answer_of
from nlp.opinion.answer_words import AnswerWords, Kind, answer_words, answers, clauses
from nlp.procedure.local import AnswerLimit

KINDS = answer_words().kinds
EXAMPLES = [pytest.param(kind, reply, id=f"{kind.id}-{n}") for kind in KINDS for n, reply in enumerate(kind.examples)]
COUNTER_EXAMPLES = [pytest.param(reply, id=f"{kind.id}-{n}") for kind in KINDS for n, reply in enumerate(kind.counter_examples)]
LIMITS = {"其他": AnswerLimit(days=5), "12345热线": AnswerLimit(days=15, working=False)}
ASKED = date(2025, 11, 17)  # a Monday


@pytest.mark.parametrize(("kind", "reply"), EXAMPLES)
def test_an_example_says_nothing_and_is_named(kind: Kind, reply: str) -> None:
    found = answer_words().empty(reply)
    assert found is not None
    assert (found.kind.id, answers(reply)) == (kind.id, False)


@pytest.mark.parametrize("reply", COUNTER_EXAMPLES)
def test_a_counter_example_tells_something(reply: str) -> None:
    assert answer_words().empty(reply) is None
    assert answers(reply)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_pattern_is_needed_by_an_example(kind: Kind) -> None:
    said = [clause for reply in kind.examples for clause in clauses(reply)]
    assert [says.pattern for says in kind.says if not any(says.fullmatch(clause) for clause in said)] == []


def test_rules_that_cannot_be_used_are_told_with_file_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "答复.yml"
    path.write_text("facts: 立案\nkinds:\n- {id: a, name: 甲, says: ['(转'], examples: [转], counter_examples: [立案]}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"答复\.yml.*规则 a.*改正后重试"):
        AnswerWords(path)


def judged(reply: str | None, replied: date | None = None, *, channel: str | None = None, today: date = date(2025, 12, 3)) -> Answer:
    return answer_of(reply=reply, replied=replied, received=ASKED, channel=channel, limits=LIMITS, today=today)


def test_a_late_reply_that_only_passes_on() -> None:
    answer = judged("您好，您反映的问题已转县城管局处理。", date(2025, 12, 3))
    assert (answer.state, answer.days, answer.late, answer.perfunctory) == ("answered", 12, True, True)
    assert answer.sentence == (
        "答复：2025-12-03，历时 12 个工作日（期限 5 个工作日），逾期；疑似敷衍：只说转办（“您反映的问题已转县城管局处理”）"
    )


@pytest.mark.parametrize("channel", [None, "12345热线"])
def test_a_reply_dated_before_the_message_took_no_time_that_is_known(channel: str | None) -> None:
    answer = judged("经查，罚款依据有误，已退还。", date(2025, 11, 10), channel=channel)
    assert (answer.state, answer.days, answer.late) == ("answered", None, None)
    assert "历时" not in answer.sentence


def test_the_limit_of_the_channel_counts_its_own_days() -> None:
    answer = judged("经查，罚款依据有误，已退还。", date(2025, 12, 2), channel="12345热线")
    assert (answer.days, answer.late, answer.perfunctory) == (15, False, False)
    assert answer.sentence == "答复：2025-12-02，历时 15 天（期限 15 天），未超期"


def test_a_message_without_a_reply_waits_until_today() -> None:
    assert judged("").sentence == "尚未答复：2025-11-17 收到，至 2025-12-03 已 12 个工作日（期限 5 个工作日），逾期"
    assert judged("", today=date(2025, 11, 24)).late is False


def test_nothing_is_judged_of_a_source_that_tells_nothing_of_replies() -> None:
    answer = judged(None)
    assert (answer.state, answer.late, answer.perfunctory, answer.sentence) == ("unknown", None, None, "")


def test_without_a_limit_or_with_more_time_given_nothing_is_late() -> None:
    free = answer_of(reply="", replied=None, received=ASKED, channel=None, limits={}, today=date(2026, 3, 2))
    assert (free.late, free.sentence) == (None, "尚未答复：2025-11-17 收到，至 2026-03-02 已 105 天（未设办理期限）")
    longer = judged("因需检测，经批准延期办理。", date(2025, 12, 3))
    assert (longer.late, longer.sentence[-7:]) == (None, "，答复写明延期")


def test_what_is_closed_without_a_word_of_reply_is_closed_in_form_only() -> None:
    metadata = {"reply": "", "status": "已办结"}
    answer = answer_in(metadata, ASKED, LIMITS, date(2025, 12, 3))
    assert (answer.state, answer.perfunctory) == ("waiting", True)
    assert answer.sentence.endswith("；疑似敷衍：办理状态为“已办结”，但没有答复内容")
    assert answer_in({"reply": "", "status": "办理中"}, ASKED, LIMITS, date(2025, 12, 3)).perfunctory is None


def test_a_telephone_in_the_words_of_a_reply_is_masked() -> None:
    assert "13812345678" not in judged("请联系13812345678咨询。").sentence
    assert "138****5678" in judged("请联系13812345678咨询。").sentence
