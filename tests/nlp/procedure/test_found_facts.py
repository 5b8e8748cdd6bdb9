"""Where the facts of a letter or decision begin and end, under the labels of printed forms and in running text."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.found_facts import found_facts

MakeCase = Callable[..., CaseFile]

FACTS = "2024年3月5日，当事人用四轴货车运砂9.8吨，"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("违法事实及证据：", "证据有：称重检测单。"),
        ("违法事实和主要证据：", "以上事实有称重检测单证实。"),
        ("主要事实及依据：", "上述行为违反了某法第一条。"),
        ("一、违法事实和证据", "证据：称重检测单。"),
        ("本局对你单位进行了调查，发现你单位实施了以下环境违法行为：", "以上事实，有笔录为证。"),
        ("案件已经调查终结。经查实存在下列违法事实：", "证据包括：1.现场笔录。"),
        ("本机关于3月6日立案，现已查明：", "上述事实有现场笔录证明。"),
    ],
)
def test_the_facts_have_many_heads(before: str, after: str) -> None:
    text = f"行政处罚决定书{before}{FACTS}{after}决定罚款500元。"
    section = found_facts(text)
    assert section is not None
    assert text[slice(*section)] == FACTS


@pytest.mark.parametrize(
    "text", ["以上违法事实清楚，证据确凿。", "对违法事实、证据和处罚依据有异议的，可以陈述。", "认定的违法事实和证据如下表"]
)
def test_words_about_facts_open_none(text: str) -> None:
    assert found_facts(text) is None


def verdict(case: CaseFile) -> str:
    return next(one.verdict for one in run_checks(case) if one.rule == "decision.fact_conflicts_evidence")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("违法事实及证据：2024年3月15日本局检查时，你所为患者注射16人次。证据有：现场笔录。", "breach"),
        ("违法事实及证据：2024年3月5日本局检查时，你所为患者注射26人次。证据有：现场笔录。", "breach"),
        ("本局于2024年3月15日对你所进行现场检查，3月18日立案，现查明：你所为患者注射16人次。以上事实有现场笔录证明。", "breach"),
        ("违法事实及证据：2024年3月5日本局检查时，你所为患者注射16人次。证据有：现场笔录。", "met"),
    ],
)
def test_facts_under_such_heads_are_compared(make_case: MakeCase, told: str, expected: str) -> None:
    record = {"type": "scene_record", "fields": {"date": "2024年3月5日"}, "text": "登记簿记载：为患者注射16人次。"}
    decision = {"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": told + "决定罚款人民币500元。"}
    assert verdict(make_case(record, decision)) == expected
