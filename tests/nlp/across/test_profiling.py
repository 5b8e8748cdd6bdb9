"""What a dossier contributes: read once from its case file, kept and taken back whole."""

from datetime import date

from nlp.across.profile import Profile, name_forms, number_key
from nlp.across.profiling import profile_of
from nlp.procedure.case_fields import case_fields
from nlp.procedure.examples import case_of
from nlp.procedure.rules import Example, ExampleWrit

SCENE = ExampleWrit(
    type="scene_record",
    fields={"place": "甲县人民路1号", "date": "2024年3月4日"},
    text=(
        "检查时间：2024年3月4日9时10分至9时50分\n执法人员：张建国（执法证号：37990100001）、李卫东（执法证号：37990100002）\n"
        "执法人员向当事人出示执法证件，告知权利。货架上有三种商品没有标明价格。"
    ),
)
ANSWERS = (
    "问：我们是甲县市场监督管理局执法人员，这是我们的执法证件，请过目。答：看清楚了。\n"
    "问：你的文化程度？答：高中毕业以后一直在本地打工，后来从事现在的工作。\n"
    "问：为什么没有标明价格？答：水产价格每天都在变，之前的价签泡水坏了，忙起来就没有及时换上新的。\n"
    "问：没有标价的有哪些？答：石斑鱼、多宝鱼和基围虾三种，大概从上上周末开始没有标，问了才报价。\n"
    "问：有没有顾客因此多付钱？答：没有多收，都是按当天的牌价收的，投诉的那位顾客我已经退了差价八十六元。\n"
    "问：以上是否属实？答：属实。"
)
INQUIRY = ExampleWrit(type="inquiry_record", fields={"start": "2024年3月6日14时10分至15时05分", "interviewees": "逯思源"}, text=ANSWERS)
DECISION = ExampleWrit(
    type="penalty_decision",
    number="甲市监罚〔2024〕267号",
    fields={"party_name": "甲县渔歌小馆", "party.uscc": "92379903AU365268XF", "address": "甲县安澜街52号", "date": "2024年6月6日"},
    text=(
        "现查明：2024年3月4日，本机关检查发现当事人在甲县人民路1号销售水产品未标明价格，当事人于2010年5月6日注册成立。"
        "上述事实，有现场笔录等证据证明。当事人的行为违反了《中华人民共和国价格法》第十三条第一款的规定，"
        "属于未按规定明码标价的违法行为。当事人系初次违法，及时改正，属一般情形。"
        "依据《中华人民共和国价格法》第四十二条的规定，决定对当事人作出如下行政处罚：罚款人民币1000元（大写：壹仟元整）。\n"
        "甲县市场监督管理局\n2024年6月6日"
    ),
)


def profile(*writs: ExampleWrit, unread: int = 0) -> Profile:
    case = case_of(Example(name="例", writs=writs or (SCENE, INQUIRY, DECISION), unread=unread))
    return profile_of(case, case_fields(case))


def test_everything_that_is_compared_is_read() -> None:
    made = profile()
    assert (made.agency, made.party, made.fine, made.decided) == ("甲县市场监督管理局", "甲县渔歌小馆", 1000.0, date(2024, 6, 6))
    assert made.cause == "未按规定明码标价"
    assert (made.level, made.measure, made.value) == ("一般", "amount", 1000.0)
    assert set(made.tags) == {"首违", "主动改正"}
    assert made.private
    assert made.elsewhere is False
    assert made.identity is not None
    assert "92379903" not in made.to_json()
    assert [(one.officer, one.place) for one in made.presences] == [("张建国", "甲县人民路1号"), ("李卫东", "甲县人民路1号")]
    assert {one.claim for one in made.asserted} >= {"credentials", "two_officers"}
    assert made.recorded is False
    assert profile(SCENE, INQUIRY, DECISION, unread=1).recorded is True


def test_the_act_has_its_days_and_places_without_those_of_other_things() -> None:
    act = profile().act
    assert act is not None
    assert (act.start, act.end) == (date(2024, 3, 4), date(2024, 3, 4))
    assert act.places[0] == "甲县人民路1号"
    assert act.evidence.boxes


def test_statements_keep_what_was_answered_to_the_matter() -> None:
    (statement,) = profile().statements
    assert statement.person == "逯思源"
    assert statement.answers.startswith("水产价格每天都在变之前的价签")
    assert "高中" not in statement.answers
    assert "看清楚" not in statement.answers
    assert statement.evidence.page == 2
    assert statement.evidence.boxes


def test_a_profile_comes_back_as_it_was() -> None:
    made = profile()
    assert Profile.from_json(made.to_json()) == made


def test_multiples_and_shares_are_weighed_as_such() -> None:
    def weighed(words: str) -> tuple[str, float | None]:
        decision = DECISION.model_copy(update={"text": DECISION.text.replace("属一般情形", f"属一般情形，{words}")})
        made = profile(SCENE, decision)
        return made.measure, made.value

    assert weighed("拟处货值金额0.8倍罚款") == ("multiple", 0.8)
    assert weighed("拟处工程造价6%罚款") == ("share", 6.0)
    assert weighed("依法可处货值金额一倍以上三倍以下罚款") == ("amount", 1000.0)


def test_what_makes_a_second_fine_lawful_is_seen() -> None:
    decision = DECISION.model_copy(update={"text": DECISION.text.replace("当事人系初次违法", "当事人经责令后逾期未改正")})
    assert profile(decision).lawful_repeat == "逾期未改正"
    assert profile().lawful_repeat is None


def test_keys_lead_to_officers_days_statements_and_parties() -> None:
    keys = list(profile().keys())
    assert "o:37990100001:2024-03-04" in keys
    assert sum(key.startswith("b:甲县市场监督管理局:") for key in keys) == 24
    assert "n:2024-267" in keys
    assert {"c:甲县渔歌小馆", "c:渔歌小馆"} <= set(keys)
    assert len([key for key in keys if key.startswith("p:")]) == 1


def test_numbers_and_names_in_other_forms() -> None:
    assert number_key("甲市监罚〔2024〕第0267号") == number_key("甲市监罚(2024)267号") == "2024-267"
    assert number_key("无") is None
    assert name_forms("云泽市青屿区百川商行") == ("云泽市青屿区百川商行", "百川商行")
    assert name_forms("李甲") == ("李甲",)


def test_a_party_from_elsewhere() -> None:
    decision = DECISION.model_copy(update={"fields": {**DECISION.fields, "address": "乙县安澜街52号"}})
    assert profile(decision).elsewhere is True
    unknown = DECISION.model_copy(update={"fields": {**DECISION.fields, "address": "安澜街52号"}})
    assert profile(unknown).elsewhere is None


def test_a_dossier_without_a_decision_has_a_profile_all_the_same() -> None:
    made = profile(SCENE)
    assert (made.fine, made.act, made.peers) == (None, None, None)
    assert made.presences
