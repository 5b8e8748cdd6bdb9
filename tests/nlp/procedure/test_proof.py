"""Receipts, consent to electronic service and who may sign, where the rules' mini dossiers do not reach."""

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.consent import consent_spoken, consent_to_electronic
from nlp.procedure.examples import case_of
from nlp.procedure.receivers import entitled
from nlp.procedure.rules import Example, ExampleWrit
from nlp.procedure.service import stands_for


def case(*writs: ExampleWrit, unread: int = 0) -> CaseFile:
    return case_of(Example(name="x", writs=writs, unread=unread))


def confirmation(text: str = "", answer: str | None = None, day: str = "2024年4月23日") -> ExampleWrit:
    fields = {"date": day} | ({"address_confirm": answer} if answer else {})
    return ExampleWrit(type="service_doc", subtype="address_confirm", title="送达地址确认书", fields=fields, text=text)


@pytest.mark.parametrize(
    ("answer", "text", "given"),
    [
        ("同意", "", True),
        ("不同意", "", False),
        ("是", "", True),
        ("否", "", False),
        ("□同意 ☑不同意", "", False),
        ("☑同意 □不同意", "", True),
        ("同意√ 不同意", "", True),
        (None, "是否接受电子送达：不接受", False),
        (None, "本人同意以电子邮件方式送达执法文书。", True),
        (None, "本人不同意以电子方式送达。", False),
        (None, "是否同意电子送达：□同意□不同意", None),
        (None, "☑同意 □不同意 以电子方式送达", True),
        (None, "□同意 ☑不同意 以电子方式送达", False),
        (None, "送达地址：南山县青石街5号", None),
        ("13900002560", "", None),
    ],
)
def test_an_address_confirmation_says_yes_no_or_nothing(answer: str | None, text: str, given: bool | None) -> None:
    (consent,) = consent_to_electronic(case(confirmation(text, answer)))
    assert consent.given.value is given


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("答：我同意以电子邮件方式送达。", True),
        ("答：我不同意以电子邮件方式送达。", False),
        ("问：你是否同意电子送达？答：不需要。", False),
        ("问：你同意电子送达吗？", False),
        ("经当事人同意电子送达的，可以采用传真。", False),
    ],
)
def test_only_the_party_own_words_are_consent(text: str, agrees: bool) -> None:
    record = ExampleWrit(type="inquiry_record", fields={"start": "2024年4月23日"}, text=text)
    assert bool(consent_spoken(case(record), None)) is agrees


def test_consent_after_the_service_does_not_count() -> None:
    record = ExampleWrit(type="inquiry_record", fields={"start": "2024年4月23日"}, text="答：我同意电子送达。")
    held = case(record)
    assert consent_spoken(held, held.today)
    assert not consent_spoken(held, held.today.replace(year=2023))


@pytest.mark.parametrize(
    ("signer", "relation", "may"),
    [
        ("张三", "", True),
        ("李四", "委托代理人", True),
        ("李四", "经营者之妻，同住", True),
        ("李四", "店员（负责收件）", True),
        ("李四", "财务人员", True),
        ("李四", "店员", False),
        ("李四", "门卫", False),
        ("李四", "邻居", False),
        ("李四", None, None),
    ],
)
def test_who_may_sign_for_a_writ(signer: str, relation: str | None, may: bool | None) -> None:
    receipt = ExampleWrit(
        type="service_doc",
        subtype="receipt",
        fields={"addressee": "南山县明达商店", "mode": "直接送达", "date": "2024年6月7日", "signer": signer, "relation": relation},
    )
    decision = ExampleWrit(
        type="penalty_decision", fields={"party_name": "南山县明达商店", "party.legal_rep": "张三", "date": "2024年6月6日"}
    )
    held = case(decision, receipt)
    assert entitled(held, held.receipts[0]).value is may


def test_a_shop_hand_is_no_finding_where_an_authorisation_may_stand_on_an_unread_page() -> None:
    receipt = ExampleWrit(
        type="service_doc", subtype="receipt", fields={"mode": "直接送达", "date": "2024年6月7日", "signer": "李四", "relation": "店员"}
    )
    held = case(receipt, unread=1)
    assert entitled(held, held.receipts[0]).unknown


def test_a_credit_notice_on_a_receipt_is_no_penalty_notice() -> None:
    notice = case(ExampleWrit(type="prior_notice", title="行政处罚告知书")).dossier.writs[0]
    assert stands_for("行政处罚事先告知书", notice)
    assert not stands_for("信用修复告知书", notice)
