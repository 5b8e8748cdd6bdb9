import re

import pytest

from nlp.procedure.examples import case_of
from nlp.procedure.logic import Ternary
from nlp.procedure.rules import Example, ExampleWrit
from nlp.procedure.signing import signed

PARTY = re.compile("当事人")


def party_signed(fields: dict[str, str | None], text: str = "", *, scanned: bool = False) -> Ternary:
    writ = ExampleWrit(type="sampling_record", title="抽样记录", fields=fields, text=text, scanned=scanned)
    case = case_of(Example(name="one record", writs=(writ,)))
    return signed(case, case.writs("sampling_record")[0], PARTY, "party_sign")


@pytest.mark.parametrize(("fields", "text"), [({"party_sign": "王五"}, ""), ({}, "当事人（签名）：王五 2024年3月4日")])
def test_a_name_in_the_field_or_the_place(fields: dict[str, str | None], text: str) -> None:
    assert party_signed(fields, text).yes


def test_an_empty_place_on_an_image() -> None:
    assert party_signed({}, "当事人（签名）：\n执法人员（签名）：张三 李四", scanned=True).no


def test_an_empty_field_beside_another_signature() -> None:
    assert party_signed({"party_sign": None, "officers_sign": "张三、李四"}).no


def test_an_empty_field_with_nothing_to_compare() -> None:
    assert party_signed({"party_sign": None}).unknown


def test_no_place_at_all() -> None:
    assert party_signed({"officers_sign": "张三、李四"}).unknown
