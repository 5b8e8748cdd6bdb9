from datetime import date

from nlp.citations import Citation
from nlp.procedure.clause_text import amended_since, clause_text

DAY = date(2024, 6, 6)


def test_a_paragraph_with_its_items() -> None:
    text = clause_text(Citation("中华人民共和国消防法", 60, paragraph=1, item=3), DAY)
    assert text
    assert "占用、堵塞、封闭疏散通道" in text
    assert "个人有前款" not in text


def test_the_article_where_no_paragraph_is_cited() -> None:
    text = clause_text(Citation("消防法", 60), DAY)
    assert text
    assert "个人有前款" in text


def test_unknown_laws_and_laws_without_article() -> None:
    assert clause_text(Citation("甲市市容管理条例", 3), DAY) is None
    assert clause_text(Citation("消防法"), DAY) is None


def test_a_clause_amended_between_the_act_and_the_decision() -> None:
    clause = Citation("反不正当竞争法", 20, paragraph=1)
    assert amended_since(clause, date(2025, 9, 10), date(2025, 11, 20))
    assert not amended_since(clause, date(2025, 10, 15), date(2025, 11, 20))
    assert not amended_since(Citation("消防法", 60), date(2023, 6, 6), DAY)
