"""Clues of reports and of readings: what they are called, how grave they are, what they rest on."""

from dataclasses import replace
from datetime import date

import pytest

from index.build import clue_of_reading
from index.build_case import clue_id, clue_of_report
from ingest.document import Source
from nlp.opinion.reading import Agency, Reading, Signal
from nlp.procedure.finding import Evidence, Finding, LegalBasis
from nlp.procedure.report import Report

LAW = LegalBasis("中华人民共和国行政处罚法", "第五十八条", "……", verified=True)
FATAL = Finding("review.legal_review_missing", "breach", "fatal", "疑似未经法制审核。", (Evidence("决定", "处以罚款", 6),), (LAW,), 0.9)
MAJOR = Finding("decision.over_90_days", "breach", "major", "疑似超过办案期限。", (Evidence("立案", "2024年3月1日", 2),), (LAW,))
HINT = Finding("service.decision_late", "breach", "info", "提示。")
MET = Finding("filing.approval_missing", "met", "major", "有立案审批表")
REPORT = Report(
    "a" * 64, "甲案", "done", None, (), fields={"party": "好味餐饮店", "cause": "占道经营", "agency": "江临市城市管理局"}, department="城管"
)


def test_what_accuses_nobody_makes_no_clue() -> None:
    assert clue_of_report(REPORT) is None
    assert clue_of_report(replace(REPORT, findings=(HINT, MET))) is None


def test_the_worst_finding_names_the_severity_and_the_parts_make_the_score() -> None:
    clue = clue_of_report(replace(REPORT, findings=(MAJOR, HINT, MET, FATAL)))
    assert clue is not None
    assert clue.severity == "fatal"
    assert clue.issues == ("review.legal_review_missing", "decision.over_90_days")
    assert clue.title == "好味餐饮店占道经营"
    assert clue.agency_type == "城管"
    assert clue.laws == ("《中华人民共和国行政处罚法》第五十八条",)
    assert [quote.page for quote in clue.quotes] == [6, 2]
    assert clue.score == pytest.approx(sum(value for _, value in clue.score_parts))


def test_one_fatal_breach_ranks_above_any_number_of_minor_ones() -> None:
    minor = [replace(MAJOR, rule=f"r.{n}", severity="minor") for n in range(60)]
    many, one = clue_of_report(replace(REPORT, findings=tuple(minor))), clue_of_report(replace(REPORT, findings=(FATAL,)))
    assert many is not None
    assert one is not None
    assert many.score < one.score <= 100


def test_the_same_dossier_has_the_same_id_everywhere() -> None:
    one = clue_of_report(replace(REPORT, findings=(FATAL,)))
    other = clue_of_report(replace(REPORT, name="另名", findings=(MAJOR,)))
    assert one is not None
    assert other is not None
    assert one.id == other.id == clue_id("case", "a" * 64)
    assert clue_id("event", "a" * 64) != one.id


READING = Reading(
    "c1",
    True,
    0.8,
    "negative",
    "complaint",
    signals=(Signal("sig.procedure_opaque", "没有决定书", 9, 14, 0.7), Signal("sig.no_receipt", "不给票据", 4, 8, 0.75)),
    agencies=(Agency("江临市城管", "城管", 0, 5),),
    region="江临市",
    amounts=(200.0, 50.0),
    score_parts=(("deed", 0.8),),
)


def test_a_reading_becomes_a_clue_with_its_graver_signal_first() -> None:
    source = Source("d" * 64, "text/html", 9, url="https://news.example/a/1.html")
    clue = clue_of_reading("d" * 64, "news", None, "江临市城管不给票据，也没有决定书。第二句。", date(2025, 3, 1), READING, source)
    assert clue is not None
    assert clue.issues[0] == "sig.no_receipt"
    assert clue.severity == "fatal"
    assert clue.title == "江临市城管不给票据，也没有决定书"
    assert clue.amount == 200.0
    assert (clue.quotes[0].start, clue.quotes[0].end) == (4, 8)
    assert clue.body.endswith("news.example")
    assert (clue.agency, clue.agency_type, clue.region) == ("江临市城管", "城管", "江临市")


def test_what_a_record_says_instead_of_an_address_is_none() -> None:
    source = Source("d" * 64, "application/json", 9, path="工单.jsonl", url="http://[暂无]/")
    clue = clue_of_reading("d" * 64, "complaint", None, "江临市城管不给票据。", None, READING, source)
    assert clue is not None
    assert clue.body == "江临市城管不给票据。"


def test_a_text_that_is_no_clue_makes_none() -> None:
    assert clue_of_reading("d" * 64, "news", "题", "文", None, replace(READING, is_clue=False, signals=()), None) is None


def test_a_long_first_sentence_is_cut_for_the_title() -> None:
    clue = clue_of_reading("d" * 64, "complaint", None, "长" * 200, None, READING, None)
    assert clue is not None
    assert clue.title == "长" * 39 + "…"
