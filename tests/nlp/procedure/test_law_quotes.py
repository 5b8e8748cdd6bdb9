import pytest

from nlp.procedure.law_quotes import ALIKE, DIFFERENT, agreement, law_quotes
from nlp.statutes.library import library

SIXTY = "行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定。法律、法规、规章另有规定的，从其规定。"


def test_words_quoted_after_a_citation_are_found_with_their_place() -> None:
    text = f"根据《行政处罚法》第六十条规定：“{SIXTY}”本机关认为“当事人的行为已经构成违法，应当予以处罚”。"
    (quote,) = law_quotes(text)
    assert (quote.citation.value.law, quote.citation.value.article) == ("行政处罚法", 60)
    assert text[quote.start : quote.end] == quote.words == SIXTY


@pytest.mark.parametrize(
    "text", ["《行政处罚法》第六十条规定的期限", "《行政处罚法》规定：“行政处罚遵循公正、公开的原则。”", "依第六十条“行政机关应当”"]
)
def test_other_words_are_no_quotation(text: str) -> None:
    assert list(law_quotes(text)) == []


@pytest.mark.parametrize(
    ("words", "alike"),
    [
        (SIXTY, True),
        ("行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定", True),
        ("行政机关应当自行政处罚案件立案之日起……作出行政处罚决定。……从其规定", True),
        (SIXTY.replace("。", "").replace("、", " "), True),
        (SIXTY.replace("九十日", "六十日"), False),
        ("行政处罚决定书应当在宣告后当场交付当事人；当事人不在场的", False),
    ],
)
def test_agreement_with_the_article(words: str, alike: bool) -> None:
    article = library().article("行政处罚法", 60)
    assert article is not None
    assert (agreement(words, article.text) >= ALIKE) is alike


def test_a_changed_number_is_near_and_another_article_is_far() -> None:
    article = library().article("行政处罚法", 60)
    other = library().article("行政处罚法", 61)
    assert article is not None
    assert other is not None
    assert DIFFERENT < agreement(SIXTY.replace("九十日", "六十日"), article.text) < ALIKE
    assert agreement(SIXTY, other.text) < DIFFERENT
