"""Several parties of one case: who they are, and what each was told and got."""

from collections.abc import Mapping
from typing import Any

import pytest

from nlp.procedure.engine import run_checks
from nlp.procedure.finding import Finding
from nlp.procedure.parties import last_notices, names_in, parties
from nlp.procedure.penalties import imposed
from tests.nlp.procedure.conftest import MakeCase

_BOTH = "甲县宏远建材有限公司、周大成"
_TOLD = (
    "经查，你单位未取得施工许可证擅自施工，违反了《中华人民共和国建筑法》第七条第一款的规定，"
    "依据《建设工程质量管理条例》{}的规定，拟处罚款{}元。你可以在五个工作日内陈述、申辩、要求听证，联系电话1234。"
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲县宏远建材有限公司；周大成", ("甲县宏远建材有限公司", "周大成")),
        ("甲县宏远建材有限公司和周大成", ("甲县宏远建材有限公司", "周大成")),
        ("周大成、王小明等2人", ("周大成", "王小明")),
        ("周大成男身份证号：371322198105173916（该公司经理）", ("周大成",)),
        ("甲县宏远建材有限公司 统一社会信用代码：91371302MA3TQ5R81D 法定代表人：周大成", ("甲县宏远建材有限公司",)),
        ("甲县和平饭店", ("甲县和平饭店",)),
        ("李秀女", ("李秀女",)),
        ("见附页", ()),
    ],
)
def test_the_parties_a_cell_names(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


def _notice(party: str, article: str, fine: int, day: str = "2024年4月24日") -> Mapping[str, Any]:
    return {
        "type": "prior_notice",
        "title": "行政处罚告知书",
        "fields": {"party_name": party, "date": day},
        "text": _TOLD.format(article, fine),
    }


def _decision(words: str, parties: str = _BOTH) -> Mapping[str, Any]:
    text = "经查明，当事人未取得施工许可证擅自施工，违反了《中华人民共和国建筑法》第七条第一款的规定。"
    text += f"依据《建设工程质量管理条例》第五十七条、第七十三条的规定，决定如下：{words}。如不服本决定，可以申请行政复议。"
    return {"type": "penalty_decision", "fields": {"party_name": parties, "date": "2024年5月14日"}, "text": text}


_COMPANY = _notice("甲县宏远建材有限公司", "第五十七条", 60000)
_PERSON = _notice("周大成", "第七十三条", 5000)


def _of(found: tuple[Finding, ...], rule: str) -> list[tuple[str, str]]:
    return [(one.verdict, one.message) for one in found if one.rule == rule]


@pytest.mark.parametrize(
    "words",
    [
        "一、对甲县宏远建材有限公司罚款人民币陆万元整（￥60000.00）；二、对周大成罚款人民币伍仟元整（￥5000.00）",
        "1.甲县宏远建材有限公司：处罚款60000元；2.周大成：处单位罚款数额8.3%的罚款，计人民币5000元",
        "给予甲县宏远建材有限公司罚款6万元的行政处罚，给予直接负责的主管人员周大成罚款5000元的行政处罚",
        "处单位罚款60000元，处个人罚款5000元",
    ],
)
def test_each_party_was_told_what_falls_on_it(make_case: MakeCase, words: str) -> None:
    found = run_checks(make_case(_COMPANY, _PERSON, _decision(words)))
    assert [verdict for verdict, _ in _of(found, "notice.decision_mismatch")] == ["met"]
    assert [verdict for verdict, _ in _of(found, "doc.party_inconsistent")] == ["met"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("对甲县宏远建材有限公司罚款60000元；对周大成罚款6000元", "决定罚款6,000元，告知的是5,000元"),
        ("对甲县宏远建材有限公司罚款50000元；对周大成罚款6000元", "决定罚款6,000元，告知的是5,000元"),
        ("对甲县宏远建材有限公司罚款60000元，吊销资质证书；对周大成罚款5000元", "决定吊销许可证件，告知的处罚为罚款"),
        ("处单位罚款60000元，处个人罚款6000元", "决定罚款66,000元，告知的是65,000元"),
    ],
)
def test_a_party_fined_more_than_it_was_told(make_case: MakeCase, words: str, said: str) -> None:
    found = run_checks(make_case(_COMPANY, _PERSON, _decision(words)))
    ((verdict, message),) = _of(found, "notice.decision_mismatch")
    assert verdict == "breach"
    assert said in message


def test_who_spoke_up_is_not_compared_with_what_another_was_told(make_case: MakeCase) -> None:
    spoken = {"type": "statement_doc", "fields": {"date": "2024年4月28日"}, "text": "周大成：我认为罚款过重，请求减轻。"}
    words = "对甲县宏远建材有限公司罚款60000元；对周大成罚款{}元"
    for fine, verdict in ((5000, "met"), (8000, "breach")):
        found = run_checks(make_case(_PERSON, _COMPANY, spoken, _decision(words.format(fine))))
        assert [one for one, _ in _of(found, "statement.aggravated_penalty")] == [verdict]


def test_a_notice_to_somebody_who_is_named_nowhere_else_is_still_reported(make_case: MakeCase) -> None:
    stranger = _notice("甲县远大建材有限公司", "第五十七条", 60000)
    decision = _decision("罚款60000元", "甲县宏远建材有限公司")
    filing = {"type": "filing_approval", "fields": {"party_name": "甲县宏远建材有限公司", "approved_date": "2024年3月3日"}}
    case = make_case(filing, stranger, decision)
    assert parties(case) == frozenset()
    assert [verdict for verdict, _ in _of(run_checks(case), "doc.party_inconsistent")] == ["breach"]


def test_two_parties_with_a_decision_each(make_case: MakeCase) -> None:
    decisions = [_decision("罚款60000元", "甲县宏远建材有限公司"), _decision("罚款5000元", "周大成")]
    for papers in ((_COMPANY, _PERSON, *decisions), (_PERSON, _COMPANY, *decisions), (_COMPANY, _PERSON, *reversed(decisions))):
        case = make_case(*papers)
        found = run_checks(case)
        assert [verdict for verdict, _ in _of(found, "doc.party_inconsistent")] == ["met"]
        own = _COMPANY if papers[-1] is decisions[0] else _PERSON
        assert [writ.first_page for writ in last_notices(case, decision=case.decision)] == [papers.index(own) + 1]


def test_a_decision_on_another_than_was_told_is_still_reported(make_case: MakeCase) -> None:
    filing = {"type": "filing_approval", "fields": {"party_name": "甲县宏远建材有限公司", "approved_date": "2024年3月3日"}}
    found = run_checks(make_case(filing, _COMPANY, _decision("罚款60000元", "甲县宏大木业有限公司")))
    assert [verdict for verdict, _ in _of(found, "doc.party_inconsistent")] == ["breach"]


def test_a_renewed_notice_replaces_the_one_to_the_same_party_only(make_case: MakeCase) -> None:
    renewed = _notice("周大成", "第七十三条", 6000, "2024年5月6日")
    case = make_case(_COMPANY, _PERSON, renewed, _decision("对甲县宏远建材有限公司罚款60000元；对周大成罚款6000元"))
    assert [writ.first_page for writ in last_notices(case)] == [1, 3]
    assert [verdict for verdict, _ in _of(run_checks(case), "notice.decision_mismatch")] == ["met"]


def test_the_period_of_each_party_must_have_run_out(make_case: MakeCase) -> None:
    def receipt(party: str, day: str) -> Mapping[str, Any]:
        fields = {"addressee": party, "items": "行政处罚告知书", "sign_date": day, "signer": party}
        text = f"受送达人：{party}\n送达文书：行政处罚告知书\n送达方式：直接送达\n受送达人签名：{party} {day}"
        return {"type": "service_doc", "subtype": "receipt", "title": "送达回证", "fields": fields, "text": text}

    waiver = {
        "type": "statement_doc",
        "subtype": "waiver",
        "fields": {"date": "2024年4月28日"},
        "text": "甲县宏远建材有限公司放弃陈述、申辩和听证的权利。",
    }
    late = _notice("周大成", "第七十三条", 5000, "2024年5月10日")
    decision = _decision("对甲县宏远建材有限公司罚款60000元；对周大成罚款5000元")
    papers = (
        _COMPANY,
        receipt("甲县宏远建材有限公司", "2024年4月25日"),
        late,
        receipt("周大成", "2024年5月11日"),
        waiver,
    )
    found = _of(run_checks(make_case(*papers, decision)), "notice.decision_before_period")
    assert [verdict for verdict, _ in found] == ["breach"]


@pytest.mark.parametrize(
    ("words", "fine"),
    [
        ("处单位罚款数额百分之十二的罚款，计人民币柒仟贰佰元整（￥7200.00）", 7200),
        ("按单位罚款金额的10%处以罚款，计6000元", 6000),
        ("处单位罚款5%的罚款3000元", 3000),
        ("处工程合同价款百分之二的罚款，计人民币80000元", 80000),
    ],
)
def test_a_fine_that_is_the_base_of_another_takes_no_amount(make_case: MakeCase, words: str, fine: int) -> None:
    case = make_case(_decision(f"对周大成{words}"))
    done = imposed(case.writs("penalty_decision")[0], case.squeezed(case.writs("penalty_decision")[0]))
    assert done is not None
    assert done.fine == fine
    assert [item.kind for item in done.items] == ["罚款"]


@pytest.mark.parametrize(
    "labels", [("当事人（一）", "当事人（二）"), ("当事人1", "当事人2"), ("被处罚人一", "被处罚人二"), ("当事人", "当事人")]
)
def test_parties_in_fields_of_their_own(drawn_case: MakeCase, labels: tuple[str, str]) -> None:
    names = ("甲县宏远建材有限公司", "周大成")
    both = [f"{label}：{name}" for label, name in zip(labels, names, strict=True)]
    notices = [
        ("行政处罚告知书", [f"{name}：", "经查，你未取得施工许可证擅自施工，", "拟罚款5000元。", "2024年4月24日"], []) for name in names
    ]
    case = drawn_case(*notices, ("行政处罚决定书", [*both, "对上述违法行为，决定罚款5000元。", "2024年5月14日"], []))
    assert parties(case) == set(names)


def test_a_party_that_no_notice_is_written_to_was_not_told(make_case: MakeCase) -> None:
    decision = _decision("对甲县宏远建材有限公司罚款60000元；对周大成罚款5000元")
    found = run_checks(make_case(_COMPANY, decision))
    ((verdict, message),) = _of(found, "notice.prior_notice_missing")
    assert verdict == "breach"
    assert "没有写给周大成" in message
    assert [verdict for verdict, _ in _of(found, "notice.decision_mismatch")] == ["met"]


@pytest.mark.parametrize("cell", [_BOTH, "甲县宏远建材有限公司"])
def test_a_notice_that_names_both_parties_is_for_both(make_case: MakeCase, cell: str) -> None:
    notice = {**_notice(cell, "第五十七条、第七十三条", 60000)}
    notice["text"] = notice["text"].replace("罚款60000元", "对甲县宏远建材有限公司罚款60000元，对周大成罚款5000元")
    found = run_checks(make_case(notice, _decision("对甲县宏远建材有限公司罚款60000元；对周大成罚款5000元")))
    assert "没有写给" not in str(_of(found, "notice.prior_notice_missing"))
    assert [verdict for verdict, _ in _of(found, "notice.decision_mismatch")] == ["met"]


@pytest.mark.parametrize(("payers", "verdict"), [(("甲县宏远建材有限公司", "周大成"), "met"), (("周大成", "周大成"), "breach")])
def test_two_who_pay_their_own_fines_pay_nothing_in_parts(make_case: MakeCase, payers: tuple[str, str], verdict: str) -> None:
    vouchers = [
        {
            "type": "payment_doc",
            "subtype": "voucher",
            "fields": {"payer": payer, "amount": f"{amount}元", "date": day},
            "text": "罚款",
        }
        for payer, amount, day in zip(payers, (60000, 5000), ("2024年5月24日", "2024年5月27日"), strict=True)
    ]
    decision = _decision("对甲县宏远建材有限公司罚款60000元；对周大成罚款5000元")
    decision = {
        **decision,
        "text": decision["text"] + "自收到本决定书之日起十五日内到中国银行缴纳罚款，逾期不缴纳的，每日按罚款数额的百分之三加处罚款。",
    }
    found = run_checks(make_case(_COMPANY, _PERSON, decision, *vouchers))
    assert [one for one, _ in _of(found, "exec.payment_terms")] == [verdict]
