from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.pipeline import EXTRACTORS, pipeline

TEXT = (
    "栖云县市场监督管理局于2024年3月\n5日作出栖市监罚〔2024〕267号行政处罚决定书。当事人未按规定明码标价，"
    "依据《价格法》第四十二条，罚款人民币1000元（大写：壹仟元整）。“是吗？”他问。"
)


def test_text_and_spans_are_exact() -> None:
    doc = pipeline()(TEXT)
    assert doc.text == TEXT
    for group, find in EXTRACTORS.items():
        assert [(span.start_char, span.end_char) for span in doc.spans[group]] == [(fact.start, fact.end) for fact in find(TEXT)]
        assert len(doc.spans[group]) > 0
    assert {"offences", "writs"} <= {span.label_ for span in doc.spans["lexicon"]}
    assert "未按规定明码标价" in [span.text for span in doc.spans["lexicon"]]


def test_sentences() -> None:
    assert [sentence.text for sentence in pipeline()(TEXT).sents][-2:] == ["“是吗？”", "他问。"]
    assert len(list(pipeline()(TEXT).sents)) == 4


@settings(max_examples=30)
@given(st.text(alphabet="行政处罚2024年3月5日罚款元。！”\n \t《》法第条一", max_size=50))
def test_any_text_comes_back_unchanged(text: str) -> None:
    assert pipeline()(text).text == text
