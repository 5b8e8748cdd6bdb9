import re

import pytest

from nlp.facts.numerals import parse_numeral
from nlp.procedure.rules import Basis, rules
from nlp.statutes.library import Article, library

BASES = [pytest.param(basis, id=f"{rule.id}-{basis.law_key}-{basis.article}") for rule in rules().values() for basis in rule.legal_basis]
VERIFIED = [param for param in BASES if param.values[0].verified]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def article_of(basis: Basis) -> Article:
    match = re.fullmatch(r"第([〇零一二三四五六七八九十百]+)条(?:之([一二三四五六七八九十]))?", basis.article or "")
    assert match, f"{basis.law}：{basis.article} 不是一个条号"
    number, sub = parse_numeral(match[1]), parse_numeral(match[2]) if match[2] else None
    assert number is not None
    assert basis.effective_from is not None
    version = library().in_force(basis.law, basis.effective_from).version
    assert version, f"法规库没有{basis.effective_from}施行的《{basis.law}》全文，引文不能标为已核对"
    assert version.verified, f"法规库中的《{basis.law}》{version.label}文本未经核对，引文不能标为已核对"
    article = version.articles.get((number, sub or 0))
    assert article, f"《{basis.law}》没有{basis.article}"
    return article


@pytest.mark.parametrize("basis", VERIFIED)
def test_a_verified_quotation_stands_in_the_article_it_cites(basis: Basis) -> None:
    assert squeezed(basis.quote) in squeezed(article_of(basis).text)


@pytest.mark.parametrize("basis", [param for param in VERIFIED if param.values[0].paragraph])
def test_a_verified_quotation_stands_in_the_paragraph_it_cites(basis: Basis) -> None:
    assert basis.paragraph is not None
    paragraph = article_of(basis).paragraph(basis.paragraph)
    assert paragraph is not None, f"《{basis.law}》{basis.article}没有第{basis.paragraph}款"
    assert squeezed(basis.quote) in squeezed(paragraph)


@pytest.mark.parametrize("basis", VERIFIED)
def test_a_verified_basis_ends_when_its_text_ends(basis: Basis) -> None:
    assert basis.effective_from is not None
    version = library().in_force(basis.law, basis.effective_from).version
    assert version is not None
    assert basis.effective_to == version.end or (basis.effective_to is not None and version.end is None)


def test_there_are_quotations_to_match() -> None:
    assert len(VERIFIED) >= 60
    assert all(rule.legal_basis for rule in rules().values())
