"""A figure that the decision alone gives, where notice and evidence agree on another that is a slip away."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.finding import Finding

MakeCase = Callable[..., CaseFile]


def judged(make_case: MakeCase, decided: str, told: str, shown: str, *, recognised: bool = False) -> Finding:
    case = make_case(
        {"type": "scene_record", "fields": {"date": "2024年6月11日"}, "text": f"{shown}。"},
        {"type": "prior_notice", "fields": {"date": "2024年6月20日"}, "text": f"经查明，{told}。上述行为违反了某条例第三条。"},
        {
            "type": "penalty_decision",
            "fields": {"date": "2024年7月1日"},
            "text": f"现查明：{decided}。以上事实有笔录证明。决定罚款人民币500元。",
        },
    )
    if recognised:
        (document,) = case.dossier.documents
        pages = tuple(replace(page, origin="ocr", confidence=0.97) for page in document.pages)
        case = CaseFile(replace(case.dossier, documents=(replace(document, pages=pages),)))
    return next(one for one in run_checks(case) if one.rule == "decision.fact_conflicts_evidence")


@pytest.mark.parametrize(
    ("decided", "told", "shown"),
    [
        ("车货总重62,480千克，超限31,480千克", "该车超限13,480千克", "称重后核对，超限13480千克"),
        ("该批糕点货值金额8,600元", "货值金额7,600元", "货值共7600元"),
        ("当事人以每盒83元销售", "每盒售价38元", "价签标示38元/盒"),
        ("经检验，脱氢乙酸实测值0.68g/kg", "脱氢乙酸实测0.86g/kg", "脱氢乙酸实测值0.86g/kg"),
        ("在人行道上经营，占用面积19平方米", "占用9平方米经营", "占用长4.5米、宽2米，计9平方米"),
        ("招用岑某等15名劳动者", "招用岑某等12名劳动者", "台账登记12名劳动者"),
        ("招用12名劳动者，每人收取800元，合计6,900元", "12名劳动者每人收取800元，合计9,600元", "押金台账载明：合计9,600元"),
        ("在店内查获库存啤酒86箱", "店内库存68箱", "经清点，货架后库存68箱"),
        ("在S218省道K312+400处行驶", "在G240国道K312+400处行驶", "G240国道K312+400处"),
    ],
)
def test_a_slip_of_the_decision_alone_is_a_conflict(make_case: MakeCase, decided: str, told: str, shown: str) -> None:
    assert judged(make_case, decided, told, shown).verdict == "breach"


@pytest.mark.parametrize(
    ("decided", "told", "shown"),
    [
        ("该批糕点货款8,600元", "货款8,600元", "货款7,600元，另有货款1,000元"),  # told
        ("该批糕点货款8,600元", "货款7,600元", "货款7,600元，补充清点后货款八千六百元"),  # shown in words
        ("限定标准49,100千克，超限13,480千克", "该车限定49,000千克，超限13,480千克", "限定49,000千克，超限13,480千克"),  # of the law
        ("经复核货款8,600元", "货款7,600元", "货款7,600元"),  # reckoned anew
        ("每盒43元销售200盒，货款8,600元", "货款7,600元，每盒43元，200盒", "每盒43元，200盒，货款7,600元"),  # worked out
        ("销售收入8,600元，货款7,600元", "货款7,600元", "货款7,600元"),  # both decided
        ("运费8,600元", "货款7,600元", "货款7,600元"),  # another thing
        ("货款62,480元", "货款7,600元", "货款7,600元"),  # no slip
    ],
)
def test_what_may_be_right_is_none(make_case: MakeCase, decided: str, told: str, shown: str) -> None:
    found = judged(make_case, decided, told, shown)
    assert found.verdict == "met", found.message


def test_one_paper_alone_does_not_contradict(make_case: MakeCase) -> None:
    assert judged(make_case, "该批糕点货款8,600元", "货值不足一万元", "货架上有糕点，货值共7600元").verdict == "met"


def test_a_recognised_page_may_be_misread(make_case: MakeCase) -> None:
    found = judged(make_case, "该批糕点货值共8,600元", "货值共7,600元", "货值共7600元", recognised=True)
    assert found.verdict == "unknown"
    assert "识读有误" in found.reason
