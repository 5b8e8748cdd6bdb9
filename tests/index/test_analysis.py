"""The terms of a text: clause by clause, the words of the whole."""

from index.analysis import terms
from nlp.words import search_words

TEXT = "依据《行政处罚法》第六十二条，罚款２，000.5元；\r\n执法证号：12-A%。（2024）甲市监罚字〔2024〕5号、①“未告知”？\n\n约\t3.5%！"


def test_the_terms_of_a_text_are_its_words_whole() -> None:
    whole = ["".join(word.text.split()) for word in search_words(TEXT)]
    assert {"行政处罚", "告知", "3.5%", "①"} <= set(whole)
    assert terms(TEXT) == whole
    assert terms(f"{TEXT}{TEXT}") == [*whole, *whole]
