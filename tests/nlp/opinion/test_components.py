"""The spaCy components of the opinion pipeline: the spans of what the reader hears."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from nlp.opinion.components import pipeline
from nlp.opinion.reader import Reader

TEXT = "3月5日长沙市岳麓区城管局队员收了我三百元，不给票据。打12345，物业说已告到法院。"


@pytest.fixture(scope="module")
def doc() -> Doc:
    return pipeline()(TEXT)


def test_actors_tell_who_is_who_and_who_did_it(doc: Doc) -> None:
    told = [(span.text, span.label_, span._.type, span._.doer) for span in doc.spans["actors"]]
    assert told == [
        ("长沙市岳麓区城管局队员", "body", "城管", True),
        ("12345", "hotline", "其他行政机关", False),
        ("物业", "other", "非行政机关", False),
        ("法院", "court", "非行政机关", False),
    ]
    assert doc.spans["actors"][0]._.name == "长沙市岳麓区城市管理局"


def test_nobody_did_it_where_nothing_is_alleged() -> None:
    asked = pipeline()("请问长沙市城管局的电话是多少？")
    assert [span._.doer for span in asked.spans["actors"]] == [False]


def test_regions_carry_their_code(doc: Doc) -> None:
    assert [(span.text, span.label_, span.kb_id_) for span in doc.spans["regions"]] == [
        ("长沙市", "division", "430100"),
        ("岳麓区", "division", "430104"),
    ]
    several = pipeline()("鼓楼区城管打人。")
    assert [(span.text, span.kb_id_) for span in several.spans["regions"]] == [("鼓楼区", "")]


def test_signals_are_those_of_the_reading(doc: Doc) -> None:
    reading = Reader().read(id="", kind="complaint", title=None, text=TEXT)
    assert reading.signals
    assert [(span.label_, span.text, span.start_char, span._.confidence) for span in doc.spans["signals"]] == [
        (signal.signal, signal.quote, signal.start, signal.confidence) for signal in reading.signals
    ]


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="长沙市城管局收钱不给票据，。12345物业臺罰(fá)\n <b>", max_size=60))
def test_any_text_comes_back_unchanged_with_its_spans(text: str) -> None:
    doc = pipeline()(text)
    assert doc.text == text
    assert set(doc.spans) == {"actors", "regions", "signals"}
