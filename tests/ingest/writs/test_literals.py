"""Letters that regular expressions cannot do without."""

from __future__ import annotations

import pytest

from ingest.writs.catalogue import kinds
from ingest.writs.literals import needed


@pytest.mark.parametrize(
    ("expression", "letters"),
    [
        ("送达回证", "证"),
        ("卷(皮|宗皮|首)", "卷"),
        ("(回执|回单)+", "执单"),
        ("罚款?", "罚"),
        ("听{0,2}证{1,2}书{,1}函{0}", "证"),
        ("(?:表|单)|(书)", "表单书"),
        ("(?!照)片*", ""),
        ("照|", ""),
        ("(照|片?)", ""),
        (r"[书表]?\d{4}年", "年"),
        ("(?i)表", ""),
        ("(?P<form>表|单)书?", ""),
    ],
)
def test_letters_of_which_a_match_holds_one(expression: str, letters: str) -> None:
    assert needed(expression) == frozenset(letters)


def test_what_the_titles_of_the_catalogue_match_holds_a_letter_they_need() -> None:
    tried = 0
    for kind in kinds().values():
        for title in kind.examples.match:
            for pattern in kind.patterns:
                for match in pattern.finditer(title):
                    tried += 1
                    assert not (letters := needed(pattern.pattern)) or letters & set(match.group()), (pattern.pattern, match.group())
    assert tried > 300
