"""The clue page of an event: its reports with why they belong, and a person who takes one out."""

import re
from datetime import UTC, date, datetime

import pytest

from index.across import compare
from index.build_case import clue_id
from index.filed import filed
from ingest.document import Document, Page, Source
from ingest.ledger import Entry
from nlp.across.profile import Act, Assertion, Profile
from nlp.opinion.reading import Agency, Reading, Signal
from nlp.procedure.finding import Evidence
from nlp.procedure.local import LocalParameters
from nlp.procedure.report import FilePart, PageRow, Report
from review.wording import meta_rows

TEXT = "江临市城东区城管执法队在临川路丽景新城门口扣走我的三轮车，没有出示证件，也没有开具任何单据，要交三百元才肯归还。"


@pytest.fixture
def event(office) -> str:
    """Two reports, of the third and the fifth of March; returns the clue's id."""
    run = office.store.begin_or_resume_run("read", "event").id
    for id, words, day in (("e1", TEXT, 3), ("e2", f"转发<b>：{TEXT}", 5)):
        quote = words[:10]
        signals = (Signal("sig.no_receipt", quote, 0, len(quote), 0.8),)
        agencies = (Agency("城东区城管执法队", "城管", 0, 3),)
        reading = Reading(id, True, 0.7, "negative", "complaint", signals, agencies)
        document = Document(Source(id * 32, "text/plain", 9), "complaint", None, (Page(1, words),), published_at=date(2025, 3, day))
        office.store.save_documents(run, [(document, reading)])
    office.engine.sync(office.store)
    found = office.store.event_of_document("e1")
    assert found == office.store.event_of_document("e2")
    return found


def test_the_reports_stand_on_the_page_with_why_they_belong(client, event) -> None:
    page = client.get(f"/clues/{event}").text
    assert "同一事件的来源" in page
    assert "为何归为同一事件：文字" in page
    assert "本事件由此文建立" in page
    assert '<svg class="growth"' in page
    assert [float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)"', page)] == [22.4, 22.4]  # two days are no wall
    assert "转发&lt;b&gt;" in page
    assert page.count("移出本事件") == 1


def test_a_report_is_taken_out_with_a_reason_and_not_without(client, office, event, csrf) -> None:
    form = {"document": "e2", "csrf": csrf(client.get(f"/clues/{event}").text)}
    assert client.post(f"/clues/{event}/apart", data=form).status_code == 422
    assert client.post(f"/clues/{event}/apart", data={**form, "document": "e1", "reason": "误"}).status_code == 422
    assert client.post(f"/clues/{event}/apart", data={**form, "reason": "不是同一辆车"}).status_code == 303
    assert office.store.event_of_document("e2") != event
    page = client.get(f"/clues/{event}").text
    assert "人工移出的来源" in page
    assert "不是同一辆车" in page
    assert "不是同一辆车" in client.get("/audit").text


def test_what_only_another_report_says_is_quoted_with_the_way_to_it(client, office, event) -> None:
    quote = "另一处：执法人员当街打人"
    signals = (Signal("sig.violent_enforcement", quote, 0, len(quote), 0.6), Signal("sig.no_receipt", TEXT[:10], 0, 10, 0.7))
    reading = Reading("e3", True, 0.6, "negative", "complaint", signals, (Agency("城东区城管执法队", "城管", 0, 3),))
    pages = (Page(1, f"{quote}。{TEXT}"),)
    document = Document(Source("e3" * 32, "text/plain", 9), "complaint", None, pages, published_at=date(2025, 3, 6))
    office.store.save_documents(office.store.begin_or_resume_run("read", "third").id, [(document, reading)])
    assert office.store.event_of_document("e3") == event
    page = client.get(f"/clues/{event}").text
    assert f'<a href="#text-3"><q>{quote}</q></a>' in page
    assert 'id="text-3"' in page


def test_the_desk_says_of_how_many_texts_a_clue_tells(client, office, event) -> None:
    page = client.get("/?q=丽景新城").text
    assert '<span class="num">2</span> 条来源' in page
    assert page.count("条来源") == 1


def test_a_dossier_that_one_report_of_the_event_contradicts_is_on_its_page(client, office, event) -> None:
    """The second report names the party; the clue is shown under the first."""
    shown = Evidence("《现场笔录》载明", "向当事人出示执法证件", 3)
    profile = Profile(
        dossier="d" * 32,
        name="渔歌小馆案",
        agency="城东区城管执法队",
        decided=date(2025, 3, 5),
        party="城东区渔歌小馆",
        party_kind="organisation",
        act=Act("占道经营", date(2025, 3, 4), date(2025, 3, 4), ("临川路",), (), Evidence("违法事实", "占道经营", 6)),
        recorded=False,
        asserted=(Assertion("credentials", shown),),
    )
    report = Report(profile.dossier, profile.name, "done", None, (FilePart("甲.pdf", "b" * 64, 1, 1),), (PageRow(1, 595, 842, "text"),))
    run = office.store.begin_or_resume_run("screen", "event").id
    entry = Entry(run, "甲.pdf", "b" * 64, "done", None, None, profile.dossier, 1, datetime.now(UTC))
    office.store.save_dossiers(run, [([entry], filed(report, None, profile))])
    words = f"我是渔歌小馆的。{TEXT}"
    signals = (Signal("sig.no_credentials", "没有出示证件", words.index("没有出示"), words.index("没有出示") + 6, 0.9),)
    reading = Reading("e4", True, 0.7, "negative", "complaint", signals, (Agency("城东区城管执法队", "城管", 0, 3),))
    document = Document(Source("e4" * 32, "text/plain", 9), "complaint", None, (Page(1, words),), published_at=date(2025, 3, 6))
    office.store.save_documents(office.store.begin_or_resume_run("read", "fourth").id, [(document, reading)])
    assert office.store.event_of_document("e4") == event
    compare(office.store, local=LocalParameters(), today=date(2025, 4, 1))
    found = office.store.across_with("e4")
    assert [one.rule for one in found] == ["risk.complaint_contradicts_dossier"]
    page = client.get(f"/clues/{event}").text
    assert f"/clues/{clue_id('across', found[0].id)}" in page
    assert f'href="/clues/{event}"' in client.get(f"/clues/{clue_id('across', found[0].id)}").text


def test_what_is_known_of_a_text_has_chinese_headings_and_nothing_internal() -> None:
    told = {"user": "某甲", "reply": "已转办", "source": "bureau-x", "personal": "user", "办件人": "某乙", "status": ""}
    assert meta_rows(told) == [("诉求人", "某甲"), ("答复意见", "已转办"), ("办件人", "某乙")]
