"""Telephone, identity number and name of a citizen: on no list, in no export and in no briefing, wherever the message says them."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from sqlalchemy import event

from index.briefing import Briefing
from index.build_case import clue_of_report
from index.filed import filed
from index.store import Store
from nlp.procedure.finding import Evidence
from tests.index.briefing_office import BriefingOffice
from zhijian.briefing_message import message_of

PHONE, NUMBER, NAME = "13812345678", "430102198001011237", "欧阳小满"
MASKED_PHONE, MASKED_NUMBER = "138****5678", "430*************37"
TITLE = f"{NAME}投诉城管（{PHONE}）"
QUOTE = f"城管扣了{NAME}的车不开票，电话{PHONE}，身份证{NUMBER}"
TEXT = f"今天上午，{QUOTE}。请尽快处理。"
LOOSE = (PHONE, NUMBER, NAME)


@pytest.fixture
def planted(office) -> str:
    """A message that names its sender in title, quote and reply, late, closed in form only, and in a briefing; returns its clue's id."""
    desk = BriefingOffice(office.store)
    desk.tell(days_ago=2)
    told = {"title": TITLE, "quote": QUOTE, "user": NAME, "channel": "12345热线"}
    desk.say("p1", TEXT, reply="", **told)
    desk.compare(date(2025, 6, 1), limit=5)
    desk.tell(days_ago=1)
    clue = desk.say("p1", TEXT, reply=f"请{NAME}联系{PHONE}咨询。", reply_date="2025-05-30", **told)
    desk.compare(date(2025, 6, 1), limit=5)
    desk.tell()
    office.engine.sync(office.store)
    return clue


def briefings(store: Store) -> list[Briefing]:
    shelf = BriefingOffice(store).shelf
    return [briefing for row in shelf.since("2000-01-01") if (briefing := shelf.get(row.id)) and not briefing.is_first]


def check(shown: str, where: str, *, masked: bool = True) -> None:
    assert [said for said in LOOSE if said in shown] == [], where
    assert not masked or MASKED_PHONE in shown, where


def test_no_list_shows_a_telephone_an_identity_number_or_a_name(client, office, planted) -> None:
    finding = next(clue for clue in office.store.clues() if clue.issues == ("risk.complaint_not_closed",))
    for address in ("/", "/?q=身份证", "/?issue=sig.no_receipt", "/?issue=risk.complaint_not_closed"):
        page = client.get(address).text
        assert planted in page or finding.id in page, address
        check(page, address)
    assert MASKED_NUMBER in client.get("/?q=身份证").text
    client.get(f"/clues/{planted}")
    client.get(f"/clues/{finding.id}")
    check(client.get("/audit").text, "audit")


def test_no_export_and_no_answer_of_a_search_shows_them(client, planted) -> None:
    for address in ("/export.csv", f"/export.csv?id={planted}", "/export.csv?q=城管", "/api/search?q=城管", "/api/search"):
        answer = client.get(address)
        shown = answer.text if address.startswith("/export") else json.dumps(answer.json(), ensure_ascii=False)
        assert planted in shown, address
        check(shown, address)
        assert MASKED_NUMBER in shown, address


def test_what_a_search_found_in_masked_words_stays_marked(client, planted) -> None:
    hits = client.get("/api/search?q=不开票").json()["hits"]
    quote = next(quote for hit in hits if hit["clue"] == planted for quote in hit["quotes"])
    assert [quote["text"][start:end] for start, end in quote["highlights"]] == ["不开票"]


def test_a_page_of_hits_asks_for_its_clues_once(client, office, planted) -> None:
    BriefingOffice(office.store).say("p2", "城管收费不开票。", quote="城管收费不开票", channel="12345热线")
    office.engine.sync(office.store)
    asked: list[str] = []

    def note(connection, cursor, statement, *rest) -> None:
        asked.extend(table for table in ("FROM clue", "FROM document") if table in " ".join(statement.split()))

    event.listen(office.store.engine, "before_cursor_execute", note)
    try:
        hits = client.get("/api/search").json()["hits"]
    finally:
        event.remove(office.store.engine, "before_cursor_execute", note)
    assert len(hits) > 1
    assert (asked.count("FROM clue"), asked.count("FROM document")) == (1, 1)


def test_no_briefing_shows_them_in_any_form(client, office, planted) -> None:
    told = briefings(office.store)
    assert any(briefing.answered for briefing in told)
    assert any(briefing.overdue for briefing in told)
    for briefing in told:
        page = client.get(f"/briefings/{briefing.id}").text
        check(page, "page", masked=bool(briefing.new))
        check(client.get(f"/briefings/{briefing.id}/clues").text, "clues of a briefing", masked=False)
        paper = docx.Document(BytesIO(client.get(f"/briefings/{briefing.id}/briefing.docx").content))
        words = [paragraph.text for paragraph in paper.paragraphs]
        words += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        check("\n".join(words), "docx", masked=bool(briefing.new))
        sent = message_of(briefing, link="https://zhijian.example", office="江临市司法局")
        for form, said in (("text", sent.text), ("mail", sent.html), ("robot", sent.markdown(20_000))):
            check(said, form, masked=False)
        check(json.dumps(sent.data, ensure_ascii=False), "webhook", masked=False)


def test_of_a_dossier_only_numbers_are_masked(client, office) -> None:
    report = office.report
    quote = f"当事人姓名：王小满，电话{PHONE}"
    finding = report.findings[0]
    evidence = (Evidence("当事人", quote, 1, finding.evidence[0].span), *finding.evidence)
    changed = replace(report, findings=(replace(finding, evidence=evidence), *report.findings[1:]))
    clue = clue_of_report(changed)
    assert clue is not None
    run = office.store.begin_or_resume_run("screen", "personal")
    office.store.save_dossiers(run, [([], filed(changed, clue))])
    row = next(line for line in client.get(f"/export.csv?id={clue.id}").text.splitlines() if clue.id in line)
    assert f"当事人姓名：王小满，电话{MASKED_PHONE}" in row
    assert PHONE not in row


def test_findings_across_dossiers_are_listed_masked_beside_a_clue(client, planted) -> None:
    page = client.get(f"/clues/{planted}").text
    listed = page[page.index("跨案卷线索") : page.index("整条线索的研判")]
    check(listed, "findings with the message on one side")
