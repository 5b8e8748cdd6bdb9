"""The clue page of a message: whether it was answered, in time and in substance, and what was said before it changed."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import docx
import pytest

from ingest.document import Document, Page, Source
from nlp.opinion.reading import Agency, Reading, Signal
from tests.index.briefing_office import BriefingOffice
from zhijian.briefing_message import message_of

TEXT = "城东区城管执法队在临川路扣走我的三轮车，没有出示证件，也没有开具任何单据，要交三百元才肯归还。"


@pytest.fixture
def receive(office) -> Callable[..., str]:
    """``receive(id, text=…, **metadata)``: a message of 2025-11-17 comes in, or comes again; returns its clue's id."""

    def come(id: str, text: str = TEXT, **metadata: str) -> str:
        signals = (Signal("sig.no_receipt", text[:10], 0, 10, 0.8),)
        reading = Reading(id, True, 0.7, "negative", "complaint", signals, (Agency("城东区城管执法队", "城管", 0, 8),))
        source = Source(id * 32, "text/plain", len(text))
        document = Document(source, "complaint", "城管扣车", (Page(1, text),), published_at=date(2025, 11, 17), metadata=metadata)
        office.store.save_documents(office.store.begin_or_resume_run("read", f"{id}{text}{metadata}").id, [(document, reading)])
        clue = office.store.event_of_document(id)
        assert clue is not None
        return str(clue)

    return come


def answer_lines(page: str) -> list[tuple[str, str]]:
    """The class and the words of every answer line."""
    return re.findall(r'<p class="(answer[^"]*)">([^<]*)</p>', page)


def test_a_late_reply_that_only_passes_on_is_told_in_one_line(client, office, receive) -> None:
    (office.home / "local.yml").write_text("complaint_sla: {其他: {days: 5}}\n", encoding="utf-8")
    clue = receive("a1", reply="您好，您反映的问题已转城管局处理。", reply_date="2025-12-03", channel="12345热线")
    said = "答复：2025-12-03，历时 12 个工作日（期限 5 个工作日），逾期；疑似敷衍：只说转办（“您反映的问题已转城管局处理”）"
    assert answer_lines(client.get(f"/clues/{clue}").text) == [("answer wrong", said)]


def test_a_good_reply_is_told_once_a_report_and_the_first_text_only_above(client, office, receive) -> None:
    (office.home / "local.yml").write_text("complaint_sla: {其他: {days: 5}}\n", encoding="utf-8")
    clue = receive("a1", reply="经查，车辆已退还。", reply_date="2025-11-21")
    assert receive("a2", f"转发：{TEXT}", reply="", status="已办结") == clue
    first, second = answer_lines(client.get(f"/clues/{clue}").text)
    assert first == ("answer", "答复：2025-11-21，历时 4 个工作日（期限 5 个工作日），未超期")
    assert second[0] == "answer wrong"
    assert second[1].startswith("尚未答复：2025-11-17 收到，至 ")
    assert second[1].endswith("，逾期；疑似敷衍：办理状态为“已办结”，但没有答复内容")


def test_a_text_whose_source_tells_nothing_of_replies_has_no_such_line(client, receive) -> None:
    page = client.get(f"/clues/{receive('a1')}").text
    assert answer_lines(page) == []
    assert "此前版本" not in page


def test_a_mistake_in_the_limits_is_told_and_the_page_still_opens(client, office, receive) -> None:
    (office.home / "local.yml").write_text("complaint_sla: {其他: 五天}\n", encoding="utf-8")
    page = client.get(f"/clues/{receive('a1', reply='', status='办理中')}")
    assert page.status_code == 200
    assert "未按期限判断答复" in page.text
    assert "local.yml" in page.text
    assert answer_lines(page.text)[0][1].endswith("（未设办理期限）")


def test_what_was_said_before_is_folded_away_with_the_day_it_changed_and_masked(client, receive) -> None:
    receive("a1", f"{TEXT}我的电话13812345678。", reply="", status="办理中")
    receive("a1", f"{TEXT}我的电话13812345678。", reply="请联系张三13987654321。", reply_date="2025-11-20", status="办理中")
    clue = receive("a1", reply="经查，车辆已退还。", reply_date="2025-11-21", status="已办结")
    page = client.get(f"/clues/{clue}").text
    folded = page[page.index('<details class="earlier">') : page.index("</details>", page.index('<details class="earlier">'))]
    changes = re.findall(r"收到更新，([^<]*)有变化", folded)
    assert changes == ["答复、办理情况、正文", "答复"]
    rows = re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", folded)
    assert rows[:3] == [("答复意见", "请联系张三139****4321。"), ("答复时间", "2025-11-20"), ("办理状态", "办理中")]
    assert rows[3][0] == "正文"
    assert "138****5678" in rows[3][1]
    assert rows[4:] == [("答复意见", "（空）"), ("答复时间", "（空）")]
    assert len(re.findall(r"20\d\d-\d\d-\d\d \d\d:\d\d</span> 收到更新", folded)) == 2


@pytest.mark.parametrize(("user", "said"), [("李大有", "李某某反映"), ("群众", "群众反映")])
def test_of_what_was_said_before_the_callers_name_is_masked_and_a_word_for_no_name_is_not(client, receive, user: str, said: str) -> None:
    receive("a1", f"{user}反映：{TEXT}", user=user)
    clue = receive("a1", f"{TEXT}请尽快退还。", user=user)
    page = client.get(f"/clues/{clue}").text
    assert f"<dd>城管扣车\n{said}：城东区" in page


def test_the_briefing_tells_the_same_sentence_in_every_form(client, office) -> None:
    (office.home / "local.yml").write_text("complaint_sla: {其他: {days: 5}}\n", encoding="utf-8")
    desk = BriefingOffice(office.store)
    clue = desk.say("b1", TEXT, reply="")
    desk.tell()
    desk.say("b1", TEXT, reply="您反映的问题已转城管局处理。", reply_date="2025-03-13")
    briefing = desk.tell()
    said = "答复：2025-03-13，历时 8 个工作日（期限 5 个工作日），逾期；疑似敷衍：只说转办（“您反映的问题已转城管局处理”）"
    assert answer_lines(client.get(f"/clues/{clue}").text) == [("answer wrong", said)]
    sent = message_of(briefing, link=None, office=None)
    paper = docx.Document(BytesIO(client.get(f"/briefings/{briefing.id}/briefing.docx").content))
    forms = [client.get(f"/briefings/{briefing.id}").text, sent.html, sent.text, sent.markdown(4096)]
    forms.append("\n".join(paragraph.text for paragraph in paper.paragraphs))
    assert [said in form for form in forms] == [True] * 5
