"""Receipts on which the receiver's place is left empty, whatever the officers wrote elsewhere on them: real pages, read and judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.checks.proof import receipt_missing_or_defect
from nlp.procedure.outcome import Outcome
from nlp.procedure.rules import rules

Case = Callable[..., CaseFile]
NUMBER = "青农罚〔2024〕14号"
DECISION = (
    "行政处罚决定书",
    (NUMBER, "青禾县禾旺农资店：", "决定罚款2000元。可以在收到本决定书之日起六十日内申请行政复议。", "青禾县农业农村局", "2024年7月18日"),
    (),
)
NOTICE = ("行政处罚告知书", ("青农告〔2024〕14号", "青禾县禾旺农资店：", "拟罚款2000元。", "青禾县农业农村局", "2024年7月8日"), ())
SIGNED = (
    "送达回证",
    (),
    (
        "受送达人|青禾县禾旺农资店",
        "送达文书|行政处罚告知书 青农告〔2024〕14号",
        "送达方式|直接送达",
        "受送达人签名|苗广田（经营者）  2024年7月8日",
        "送达人|王有才  李思思",
    ),
)
HEADS = "送达文书名称及文号|送达方式|收件人签名及收到日期"
SERVERS = "送达人|王有才  李思思  2024年7月19日"


def _judged(case: CaseFile) -> Outcome:
    """The outcome for the second receipt, that of the decision."""
    return receipt_missing_or_defect(case, rules()["service.receipt_missing_or_defect"])[-1]


def _receipt(*rows: str) -> tuple[str, Sequence[str], Sequence[str]]:
    return ("送达回证", (), ("受送达人|青禾县禾旺农资店", *rows))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((HEADS, f"行政处罚决定书\n{NUMBER}|直接送达|", SERVERS), "没有受送达人签名"),
        ((HEADS, f"行政处罚决定书\n{NUMBER}|直接送达|       年   月   日", SERVERS), "没有受送达人签名"),
        ((HEADS, f"行政处罚决定书\n{NUMBER}|直接送达|苗广田", SERVERS), "未注明送达、签收日期"),
        ((f"送达文书|行政处罚决定书 {NUMBER}", "送达方式|直接送达", "受送达人签名及日期|", SERVERS), "没有受送达人签名"),
        (
            (f"送达文书\n行政处罚决定书 {NUMBER}|送达方式\n直接送达", "收件人签收及时间\n", "送达人\n王有才  李思思  2024年7月19日"),
            "没有受送达人签名",
        ),
        (
            (
                "送达文书  行政处罚决定书",
                f"文号  {NUMBER}",
                "送达方式  直接送达",
                "收件人签字",
                "收件日期  2024年7月19日",
                "送达人  王有才  李思思",
            ),
            "没有受送达人签名",
        ),
        (
            (
                "送达文书|文号|送达方式|收件人|收件时间",
                "行政处罚告知书|青农告〔2024〕\n14号|直接|苗广田|2024年7月8日",
                "行政处罚决定书|青农罚〔2024〕\n14号|直接||2024年7月19日",
            ),
            "没有受送达人签名",
        ),
        ((f"送达文书|行政处罚决定书 {NUMBER}", "方式|直接送达", "收件|", "收件日期|2024年7月19日", SERVERS), "没有受送达人签名"),
        ((f"送达文书|行政处罚决定书 {NUMBER}", "送达方式|直接送达", "收件人签名|刘大山（店员）  2024年7月19日", SERVERS), "为店员"),
    ],
)
def test_the_receiver_s_place_is_wanting(drawn_case: Case, rows: Sequence[str], said: str) -> None:
    outcome = _judged(drawn_case(NOTICE, SIGNED, DECISION, _receipt(*rows)))
    assert outcome.verdict == "breach", outcome.message
    assert said in outcome.message


@pytest.mark.parametrize(
    "rows",
    [
        (HEADS, f"行政处罚决定书\n{NUMBER}|直接送达|苗广田（经营者）\n2024年7月19日", SERVERS),
        (
            f"送达文书\n行政处罚决定书 {NUMBER}|送达方式\n直接送达",
            "收件人签收及时间\n苗广田（经营者） 2024年7月19日",
            "送达人\n王有才  李思思",
        ),
        (
            "送达文书  行政处罚决定书",
            f"文号  {NUMBER}",
            "送达方式  直接送达",
            "收件人签字  苗广田（经营者）",
            "收件日期  2024年7月19日",
            "送达人  王有才  李思思",
        ),
        (f"送达文书|行政处罚决定书 {NUMBER}", "送达方式|直接送达", "收件人签名|苗广田（经营者）", "收到日期|2024年7月19日", SERVERS),
    ],
)
def test_a_receipt_in_order(drawn_case: Case, rows: Sequence[str]) -> None:
    outcome = _judged(drawn_case(NOTICE, SIGNED, DECISION, _receipt(*rows)))
    assert outcome.verdict == "met", outcome.message


def test_who_signed_without_saying_who_he_is_is_to_be_asked(drawn_case: Case) -> None:
    rows = (f"送达文书|行政处罚决定书 {NUMBER}", "送达方式|直接送达", "收件人签名|卞小满  2024年7月19日", SERVERS)
    outcome = _judged(drawn_case(NOTICE, SIGNED, DECISION, _receipt(*rows)))
    assert (outcome.verdict, "卞小满" in outcome.message) == ("unknown", True)


def test_words_on_remedies_are_no_place_for_a_receipt(drawn_case: Case) -> None:
    outcomes = receipt_missing_or_defect(drawn_case(NOTICE, SIGNED, DECISION), rules()["service.receipt_missing_or_defect"])
    assert [one.verdict for one in outcomes] == ["met", "breach", "met"]
