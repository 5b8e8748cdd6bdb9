"""Which of the laws a writ cites were violated and which are the basis of its penalty."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.found_facts import may_tell_facts
from nlp.procedure.penalties import clauses, imposed

MakeCase = Callable[..., CaseFile]
PENALTY = "处以罚款人民币5000元"


def read(make_case: MakeCase, text: str) -> tuple[list[str], list[str]]:
    case = make_case({"type": "prior_notice", "text": text})
    violated, punished = clauses(case.squeezed(case.notices[0]))
    return [found.text for found in violated], [found.text for found in punished]


@pytest.mark.parametrize(
    "remedy",
    [
        "如对本处罚决定不服，也可以依照《中华人民共和国海关法》第六十四条的规定直接向人民法院起诉。",
        "不服行政处罚的，根据《中华人民共和国税收征收管理法》第八十八条第二款，可以自收到处罚决定书之日起六十日内申请行政复议。",
        "逾期不缴纳罚款的，依照《中华人民共和国道路交通安全法》第一百零九条第一项，每日按罚款数额的百分之三加处罚款。",
        "逾期不履行本决定的，按照《中华人民共和国城乡规划法》第六十八条的规定依法强制执行，不影响缴纳罚款。",
    ],
)
def test_the_basis_of_a_remedy_is_none_of_the_penalty(make_case: MakeCase, remedy: str) -> None:
    text = f"你店违反了《种子法》第十条，依据《种子法》第七十九条的规定，决定{PENALTY}。{remedy}"
    assert read(make_case, text) == (["《种子法》第十条"], ["《种子法》第七十九条"])


@pytest.mark.parametrize(
    "reasons",
    [
        "综合考虑你店主动退赔。参照《裁量基准》第三条，属于较轻情形。本机关拟作出如下行政处罚：",
        "鉴于你店首次被查处；且已按期整改，现拟对你店",
        "对照裁量幅度属于一般情形。根据《中华人民共和国行政处罚法》第三十二条，从轻处罚，本局现决定给予以下处罚：",
    ],
)
def test_reasons_may_stand_between_a_basis_and_the_penalty(make_case: MakeCase, reasons: str) -> None:
    assert read(make_case, f"依据《种子法》第七十九条的规定，{reasons}{PENALTY}。")[1] == ["《种子法》第七十九条"]


@pytest.mark.parametrize(
    "standard",
    [
        "按照《甲省交通运输行政处罚裁量权实施标准》，",
        "依据《甲市水行政处罚自由裁量权适用办法》第十条的规定，",
        "根据《甲省农业行政处罚基准》，",
        "依照《甲省种子管理处罚细化标准》第三项，",
    ],
)
def test_a_standard_of_discretion_is_no_basis(make_case: MakeCase, standard: str) -> None:
    text = f"你店违反了《种子法》第十条，依据《种子法》第七十九条的规定，{standard}属一般情节，决定{PENALTY}。"
    assert read(make_case, text) == (["《种子法》第十条"], ["《种子法》第七十九条"])
    found = {one.rule: one for one in run_checks(make_case({"type": "penalty_decision", "fields": {"date": "2024年6月6日"}, "text": text}))}
    assert "裁量" not in found["law.citation_not_specific"].message
    assert "标准" not in found["law.penalty_type_or_range"].message


@pytest.mark.parametrize(
    "acts",
    [
        "执法人员抽样取证，情节另查。本机关拟作出如下行政处罚：",
        "参照有关情节。依据《农药管理条例》第五十条，拟",
        "鉴于情节轻微。如不服，可以申诉。本局决定",
    ],
)
def test_what_else_follows_makes_no_basis(make_case: MakeCase, acts: str) -> None:
    assert "《种子法》第七十九条" not in read(make_case, f"依据《种子法》第七十九条的规定，{acts}{PENALTY}。")[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("某厂：3月2日上午，该厂将废渣堆放在河堤内侧，占地约40平方米。以上行为违反了《水法》第三十七条", True),
        ("现将事实、依据告知如下：李某无证驾驶拖拉机载客三人，违反了《道路交通安全法》第五十五条", True),
        ("拟处罚事项告知如下：夜间在住宅楼旁浇筑混凝土至凌晨两点，有录像为证。依据《噪声污染防治法》第七十七条，拟对你单位罚款", True),
        ("你店涉嫌违反《广告法》第九条一案，已经调查终结。你店在招牌上写“全国第一”字样，违反了《广告法》第九条", True),
        ("某厂：你单位涉嫌发布虚假广告一案，已经调查终结，现告知如下：上述行为违反了《广告法》第二十八条", False),
        ("某厂：你单位的违法行为，违反了《水法》第三十七条", False),
        ("某厂：依据《水法》第六十五条的规定，拟对你单位处罚款5000元", False),
        ("某厂：你单位有权陈述、申辩，请在三日内提出，本局将依法复核。", False),
    ],
)
def test_facts_need_no_words_that_announce_them(text: str, told: bool) -> None:
    assert may_tell_facts(text) is told


@pytest.mark.parametrize("verb", ["按《水法》第六十五条之规定", "应依《水法》第六十五条处理", "适用《水法》第六十五条"])
def test_a_basis_in_other_words_is_not_said_to_be_lacking(make_case: MakeCase, verb: str) -> None:
    text = f"你厂于2024年3月2日在河堤堆放废渣，违反了《水法》第三十七条，情节一般，{verb}，拟作出如下处罚：罚款5000元。"
    text += "你厂可在五日内陈述、申辩，联系电话1234。"
    case = make_case({"type": "prior_notice", "fields": {"date": "2024年5月24日"}, "text": text})
    assert [one.verdict for one in run_checks(case) if one.rule == "notice.content_incomplete"] == ["met"]


@pytest.mark.parametrize(
    ("penalty", "lacking"),
    [
        ("1.没收劣质农药20%三唑锡悬浮剂12瓶；2.没收违法所得1050元；3.罚款", True),
        ("没收违法所得1050元，并处罚款", True),
        ("一、没收违法所得1050元；二、没收货值1500元的农药12瓶；三、罚款", True),
        ("没收违法所得1050元，并处违法所得3倍的罚款", False),
        ("1.没收违法所得1050元；2.罚款2000元", False),
        ("没收违法所得并处货值金额百分之二十的罚款", False),
    ],
)
def test_what_is_confiscated_says_not_how_much_is_fined(make_case: MakeCase, penalty: str, lacking: bool) -> None:
    text = f"你厂于2024年3月2日在河堤堆放废渣，违反了《水法》第三十七条，依据《水法》第六十五条的规定，拟作出如下处罚：{penalty}。"
    text += "你厂可在五日内陈述、申辩，联系电话1234。"
    case = make_case({"type": "prior_notice", "fields": {"date": "2024年5月24日"}, "text": text})
    (finding,) = [one for one in run_checks(case) if one.rule == "notice.content_incomplete"]
    assert ("罚款的具体数额" in (finding.message or "")) is lacking


@pytest.mark.parametrize(
    ("words", "kinds", "fine"),
    [
        ("依据《水法》第六十五条的规定，对你厂处人民币伍万元罚款。", {"罚款"}, 50000),
        ("按照《水法》第六十五条第一款之规定，现对你单位作出罚款2万元（贰万元整）的处罚。", {"罚款"}, 20000),
        ("依《水法》第六十五条，责令停业整顿七日，并罚款5000元。", {"责令停产停业", "罚款"}, 5000),
        ("罚款金额：人民币叁仟元整（¥3000.00）", {"罚款"}, 3000),
        ("处罚种类及幅度：1.警告；2.罚款800元。", {"警告", "罚款"}, 800),
        ("根据《水法》第六十五条的规定，给予警告。", {"警告"}, None),
    ],
)
def test_a_penalty_that_no_decision_opens(make_case: MakeCase, words: str, kinds: set[str], fine: int | None) -> None:
    case = make_case({"type": "penalty_decision", "text": f"你厂在河堤堆放废渣。{words}如不服，可以申请行政复议。"})
    done = imposed(case.writs("penalty_decision")[0], case.squeezed(case.writs("penalty_decision")[0]))
    assert done is not None
    assert done.kinds == kinds
    assert done.fine == fine


@pytest.mark.parametrize(
    "words",
    [
        "依据《水法》第六十五条的规定，可以处一万元以上十万元以下的罚款。",
        "根据《水法》第六十五条的规定，责令你厂限期清理。",
        "根据《行政处罚法》第四十四条的规定，你厂有权陈述，罚款5000元是否过高可以说明。",
    ],
)
def test_no_penalty_where_none_is_imposed(make_case: MakeCase, words: str) -> None:
    case = make_case({"type": "penalty_decision", "text": words})
    assert imposed(case.writs("penalty_decision")[0], case.squeezed(case.writs("penalty_decision")[0])) is None
