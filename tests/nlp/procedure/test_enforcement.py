"""Demands, and when the time for suing had run out."""

from datetime import date

import pytest

from nlp.procedure.enforcement import demand_deadline, months_later, states_deadline, suit_end
from nlp.procedure.examples import case_of
from nlp.procedure.rules import Example, ExampleWrit


@pytest.mark.parametrize(
    ("text", "last", "stated"),
    [
        ("请你单位于2024年8月20日前自行拆除。", date(2024, 8, 20), True),
        ("请自收到本催告书之日起十日内缴纳罚款。", date(2024, 8, 16), True),
        ("请自收到本催告书之日起三十日内自行拆除。", date(2024, 9, 2), True),
        ("请在收到本催告书后10个工作日内履行义务，并有权陈述申辩。", date(2024, 8, 16), True),
        ("有权在收到本催告书之日起3日内提出陈述和申辩。", None, False),
        ("现催告你单位立即履行以上决定。", None, True),
    ],
)
def test_the_last_day_of_a_demand(text: str, last: date | None, stated: bool) -> None:
    case = case_of(Example(name="x", writs=(ExampleWrit(type="enforcement_doc", subtype="demand", title="催告书", text=text),)))
    demand = case.dossier.writs[0]
    assert demand_deadline(case, demand, date(2024, 8, 2)) == last
    assert states_deadline(case, demand) is stated


def test_months_end_where_months_end() -> None:
    assert months_later(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert months_later(date(2024, 11, 5), 3) == date(2025, 2, 5)


@pytest.mark.parametrize(
    ("type", "text", "earliest", "latest"),
    [
        ("penalty_decision", "依据《中华人民共和国消防法》第六十条的规定处罚。", date(2024, 9, 5), date(2024, 9, 5)),
        ("penalty_decision", "依据《中华人民共和国土地管理法》第八十三条的规定处罚。", date(2024, 3, 20), date(2024, 9, 5)),
        ("summary_decision", "警告。", date(2024, 5, 4), date(2024, 5, 4)),
    ],
)
def test_the_time_for_suing(type: str, text: str, earliest: date, latest: date) -> None:
    case = case_of(Example(name="x", writs=(ExampleWrit(type=type, text=text),)))
    end = suit_end(case, case.dossier.writs[0], date(2024, 3, 5), date(2024, 3, 4))
    assert (end.earliest, end.latest) == (earliest, latest)
