"""Elements of writs in the words of many offices, and texts in which they are nowhere."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.elements import may_give_address, may_give_contact, may_give_reason, may_tell_relief
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]


@pytest.mark.parametrize(
    "text",
    [
        "李四，女，1985年3月2日生，住甲县西街18号。经查明，李四无证行医。",
        "当事人：甲县安心药房（甲县城关镇朝阳路23号）。经查，你店购进药品未查验。",
        "被处罚人李四，家住乙市丙镇河口村。违法事实：擅自取土。",
        "王五，男，汉族，甲市高新区滨江小区5栋2单元301室，驾驶员。现查明，超限运输。",
    ],
)
def test_an_address(text: str) -> None:
    assert may_give_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "当事人：甲县安心药房。经查，你店于2024年3月1日在甲县西街18号购进药品未查验。",
        "甲县卫生健康局行政处罚决定书甲卫罚〔2024〕3号。当事人：李四，女，执业医师。经查明，李四无证行医。",
        "当事人：甲县某公司，主营住宿服务。经查，未登记住客身份。",
    ],
)
def test_no_address(text: str) -> None:
    assert not may_give_address(text)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ("未索取出厂检验合格证明，未查验供货者登记证明文件。", "breach"),
        ("未查验供货者身份证明和检疫证明，金额2680元。", "breach"),
        ("未索取出厂检验合格证明，有进货单、询问记录等证明。", "met"),
        ("未查验登记证明。上述事实有现场检查照片、陈述证实。", "met"),
    ],
)
def test_papers_the_party_had_to_ask_for_are_no_evidence(make_case: MakeCase, facts: str, verdict: str) -> None:
    text = (
        f"当事人：甲县某商店，住所甲县东街1号。经查，当事人于2024年3月1日购进饼干，{facts}上述行为违反了《中华人民共和国食品安全法》"
        "第五十三条第一款的规定。依据《中华人民共和国食品安全法》第一百二十六条第一款第（三）项的规定，决定给予警告，罚款5000元。"
        "自收到本决定书之日起十五日内到指定银行缴纳罚款。如不服本决定，可以自收到之日起六十日内向甲县人民政府申请行政复议，"
        "也可以在六个月内向甲县人民法院提起行政诉讼。"
    )
    case = make_case(
        {"type": "penalty_decision", "fields": {"date": "2024年6月6日", "issuer": "甲县农业农村局"}, "text": text},
        {"type": "filing_approval", "fields": {"approved_date": "2024年3月5日"}},
    )
    (found,) = (one for one in run_checks(case) if one.rule == "decision.elements_missing")
    assert (found.verdict, "证据" in found.message) == (verdict, verdict == "breach"), found.message


@pytest.mark.parametrize(
    "text",
    [
        "你有权陈述、申辩。可到甲县水利局法规科（三楼）当面提出。",
        "你店可陈述、申辩。王五，0379-5520148。",
        "享有陈述、申辩权。书面意见寄甲县东街12号甲县林业局。",
        "可在五日内陈述申辩，找王五，13900001111。",
        "如有陈述申辩，请发至jwfz@example.cn。",
    ],
)
def test_a_contact(text: str) -> None:
    assert may_give_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "你店（甲县东街1号，电话0379-5520148）未备案。你店可以提出陈述、申辩。",
        "你可以在五日内向本机关陈述、申辩。甲县林业局 2024年5月24日",
    ],
)
def test_no_contact(text: str) -> None:
    assert not may_give_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "不服本决定，六十日内可向甲县人民政府申请复议，六个月内可向甲县人民法院提起诉讼。",
        "救济：复议机关甲县人民政府，期限60天；管辖法院甲县人民法院，期限6个月。",
        "对本决定有异议，可于收到之日起六十日内请求甲县人民政府复议；也可于半年内直接起诉至甲县人民法院。",
    ],
)
def test_relief(text: str) -> None:
    assert all(may_tell_relief(text, way, period=True) for way in ("复议", "诉讼"))


@pytest.mark.parametrize(
    "text",
    [
        "逾期不申请行政复议、不提起行政诉讼又不履行的，十日内申请人民法院强制执行。",
        "复议或者诉讼期间，本决定不停止执行。",
        "罚款自收到之日起十五日内缴至甲县农商行。",
    ],
)
def test_no_relief(text: str) -> None:
    assert not any(may_tell_relief(text, way) for way in ("复议", "诉讼"))


def test_relief_without_a_period() -> None:
    text = "不服本决定，可以申请复议或者起诉。"
    assert may_tell_relief(text, "复议")
    assert not may_tell_relief(text, "复议", period=True)


@pytest.mark.parametrize(
    "text",
    [
        "甲县某公司：3月5日检查时你厂正在电镀，废水直排雨水沟，依据《水污染防治法》第三十条，决定查封。",
        "甲县某店：所售药品恐流入市场。根据《药品管理法》第一百条，决定予以扣押。",
        "甲县某矿：为避免事故扩大，依照《安全生产法》第六十五条，决定扣押雷管。",
        "王五：你驾驶的车辆未取得道路运输证，依据《道路运输条例》第六十二条，决定暂扣。",
    ],
)
def test_a_reason(text: str) -> None:
    assert may_give_reason(text)


@pytest.mark.parametrize(
    "text",
    [
        "甲县某公司：依据《水污染防治法》第三十条，决定查封。查封期间不得擅自启用、损毁、转移。",
        "甲县某公司（地址：甲县东街1号，统一社会信用代码91379905MK3T7W20XU）：根据《药品管理法》第一百条的规定，决定予以扣押。",
    ],
)
def test_no_reason(text: str) -> None:
    assert not may_give_reason(text)


DECISION = (
    "{party}经查，当事人未经批准取土，有勘验笔录、照片为证，违反了《水土保持法》第十七条。依据《水土保持法》第四十八条，"
    "决定给予以下行政处罚：罚款人民币5000元。自收到本决定书之日起十五日内到甲县农商行缴纳。{relief}"
)
PARTY, RELIEF = (
    "李四，男，住甲县西街18号。",
    "不服本决定的，可在六十日内向甲县人民政府申请复议，或者在六个月内向甲县人民法院提起诉讼。",
)


@pytest.mark.parametrize(
    ("party", "relief", "verdict"),
    [(PARTY, RELIEF, "met"), ("李四，男。", RELIEF, "breach"), (PARTY, "不服本决定的，可以申请复议。", "breach"), (PARTY, "", "breach")],
)
def test_decision(make_case: MakeCase, party: str, relief: str, verdict: str) -> None:
    text = DECISION.format(party=party, relief=relief)
    case = make_case({"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": text})
    assert [one.verdict for one in run_checks(case) if one.rule == "decision.elements_missing"] == [verdict]


def verdicts(case: CaseFile, rule: str) -> list[str]:
    return [one.verdict for one in run_checks(case) if one.rule == rule]


SEIZURE = "甲县某店：所售药品恐流入市场。根据《药品管理法》第一百条，决定扣押药品20盒{period}。不服可在六十日内申请复议。"


@pytest.mark.parametrize(
    ("period", "verdict"),
    [("，3月4日至4月2日", "met"), ("，2024.3.4-2024.4.2", "met"), ("三十日", "met"), ("30天", "met"), ("", "breach")],
)
def test_the_period_of_a_seizure(make_case: MakeCase, period: str, verdict: str) -> None:
    text = SEIZURE.format(period=period)
    case = make_case(
        {"type": "seizure_doc", "subtype": "decision", "title": "扣押决定书", "fields": {"date": "2024年3月4日"}, "text": text}
    )
    assert verdicts(case, "coercion.decision_or_list_missing") == [verdict]


DEMAND = "你店未缴罚款5000元。请自收到本催告书之日起十日内{way}。{rights}逾期将申请人民法院强制执行。"
WAY, RIGHTS = "持本催告书到甲县农商行缴清", "对本催告可向我局提出书面意见。"


@pytest.mark.parametrize(
    ("way", "rights", "verdict"),
    [
        (WAY, RIGHTS, "met"),
        ("将罚款汇入甲县财政专户", "如有异议，可向我局说明。", "met"),
        ("缴清罚款", RIGHTS, "breach"),
        (WAY, "", "breach"),
    ],
)
def test_a_demand(make_case: MakeCase, way: str, rights: str, verdict: str) -> None:
    text = DEMAND.format(way=way, rights=rights)
    demand = {"type": "enforcement_doc", "subtype": "demand", "title": "催告书", "fields": {"date": "2024年9月4日"}, "text": text}
    assert verdicts(make_case(demand), "exec.demand_notice") == [verdict]


SUMMARY = (
    "李四，你{fact}，违反了《道路交通安全法》第三十九条。{basis}决定给予以下行政处罚：罚款人民币50元。已告知陈述申辩。"
    "先向甲县政府申请复议，再起诉。"
)


@pytest.mark.parametrize(
    ("fact", "basis", "verdict"),
    [
        ("停车占压盲道，滨河大道18号", "按《道路交通安全法》第九十条，", "met"),
        ("停车占压盲道，甲县城关镇朝阳路", "依照《道路交通安全法》第九十条，", "met"),
        ("停车占压盲道", "按《道路交通安全法》第九十条，", "breach"),
        ("停车占压盲道，滨河大道18号", "", "breach"),
    ],
)
def test_a_decision_on_the_spot(make_case: MakeCase, fact: str, basis: str, verdict: str) -> None:
    fields = {"date": "2024年6月6日", "issuer": "甲县公安局", "officers_sign": "赵晓明、钱伟", "party_sign": "李四"}
    text = SUMMARY.format(fact=fact, basis=basis)
    case = make_case({"type": "summary_decision", "number": "甲当罚〔2024〕3号", "fields": fields, "text": text})
    assert verdicts(case, "summary.procedure_defect") == [verdict]


REPORT = (
    "案由：{cause}。当事人：甲县某药房。来源：例行检查。{facts}二、证据：照片、出库单佐证。三、定性：违反《药品管理法》第九十八条，构成劣药。四、建议：罚款二万元。"
    "初次违法，从轻。"
)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ("当事人自2024年3月起将变质饮片摆在货架上出售。", "met"),
        ("2024年3月6日，该店售出变质饮片三包。", "met"),
        ("当事人于2024年3月6日接受询问。", "breach"),
        ("", "breach"),
    ],
)
def test_the_facts_of_a_final_report(make_case: MakeCase, facts: str, verdict: str) -> None:
    report = {"type": "investigation_report", "title": "案件调查终结报告", "text": REPORT.format(cause="销售劣药", facts=facts)}
    decision = {
        "type": "penalty_decision",
        "fields": {"date": "2024年6月6日", "issuer": "甲县市场监督管理局"},
        "text": "甲县市场监督管理局决定给予以下行政处罚：罚款20000元。",
    }
    case = make_case({"type": "filing_approval", "fields": {"approved_date": "2024年3月8日"}}, report, decision)
    found = [one for one in run_checks(case) if one.rule == "invest.investigation_report_missing"]
    assert [one.verdict for one in found] == [verdict]
