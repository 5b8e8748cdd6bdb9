from decimal import Decimal

import pytest

from nlp.facts.shares import in_words, parse_share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("百分之一点五", "0.015"),
        ("百分之十二", "0.12"),
        ("千分之五", "0.005"),
        ("12%", "0.12"),
        ("1.5‰", "0.0015"),
        ("0.8倍", "0.8"),
        ("两倍", "2"),
        ("十五倍", "15"),
        ("百分之", None),
        ("5000元", None),
    ],
)
def test_shares_in_figures_and_characters(text: str, share: str | None) -> None:
    assert parse_share(text) == (Decimal(share) if share else None)


def test_a_share_in_a_message() -> None:
    assert [in_words(Decimal(one)) for one in ("0.015", "0.10", "2.0", "15")] == ["1.5%", "10%", "2倍", "15倍"]
