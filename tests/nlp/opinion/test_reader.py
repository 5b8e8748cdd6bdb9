"""Reading whole texts: who is said to have done what, and what is no clue."""

import multiprocessing
import time

import pytest

from nlp.opinion.reader import Reader
from nlp.opinion.reading import Reading

READER = Reader()


def read(text: str, *, title: str | None = None, kind: str = "complaint") -> Reading:
    return READER.read(id="1", kind=kind, title=title, text=text)


def signals(reading: Reading) -> set[str]:
    return {signal.signal for signal in reading.signals}


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("3月5日上午，江临市城管队员在解放路收了我200元罚款，不给票据也没有决定书，请查处。", "sig.no_receipt"),
        ("昨天下午云水县城管在人民路把卖菜的老人按倒在地，三轮车也被拖走，请给个说法。", "sig.violent_enforcement"),
        ("我们向市环保局举报了四次，化工厂照样夜里排污，一直没有任何结果，请求处理。", "sig.inaction"),
    ],
)
def test_an_allegation_against_enforcement_is_a_clue(text: str, signal: str) -> None:
    reading = read(text)
    assert reading.is_clue, reading.why
    assert signal in signals(reading)
    assert reading.polarity == "negative"


@pytest.mark.parametrize(
    ("kind", "title", "text"),
    [
        ("complaint", "物业乱收费", "小区物业公司乱收停车费，不交钱就锁车，态度恶劣，请有关部门管一管。"),
        ("complaint", "咨询罚款缴纳", "请问收到城管的罚款决定书后到哪家银行缴纳罚款？"),
        ("complaint", "感谢信", "感谢江临市市场监管局的执法人员帮我追回了预付款，态度特别好。"),
        ("complaint", "烧烤油烟", "楼下新开一家烧烤店，油烟很大，希望城管来看看。"),
        ("news", "男子暴力抗法被拘", "3月2日，一男子殴打正在执法的城管队员，被公安机关依法行政拘留。"),
        (
            "news",
            "江临市开展专项整治",
            "江临市市场监管局扎实开展专项行动，进一步规范执法，切实提升服务水平，成效显著，打造法治化营商环境品牌。",
        ),
        ("news", "三家企业被罚", "市生态环境局通报典型案例，某化工厂偷排废水被罚款20万元，执法人员依法查封设备。"),
        ("news", "云水县城管局关于强制拆除违法建筑的公告", "当事人拒不履行，将于3月5日凌晨组织执法人员强行拆除房屋，如有异议可投诉举报。"),
        ("complaint", "感谢江临市城管局从轻处罚", "之前投诉城管天价罚单是我误解了，执法人员态度很好，处罚我接受，3月5日已缴款。"),
        ("post", None, "今天天气不错，去公园散步，孩子们玩得很开心。"),
    ],
)
def test_what_accuses_no_enforcement_is_no_clue(kind: str, title: str | None, text: str) -> None:
    reading = read(text, title=title, kind=kind)
    assert not reading.is_clue, reading.why
    assert reading.signals == ()


@pytest.mark.parametrize(
    "text",
    [
        "3月5日江临市城管队员在解放路收了我200元罚款，不给票据，请查处。",
        "３月５日江临市城管队员在解放路收了我２００元罚款，不给票据，请查处。",
        "3月5日江臨市城管隊員在解放路收了我200元罰款，不給票據，請查處。",
        "3月5日江临市城管队员在解放路收了我200元罚(fá)款(kuǎn)，不给票据，请查处。",
    ],
)
def test_offsets_hold_in_the_given_text(text: str) -> None:
    reading = read(text)
    assert reading.is_clue, reading.why
    for signal in reading.signals:
        assert text[signal.start : signal.end] == signal.quote
    for agency in reading.agencies:
        assert text[agency.start : agency.end] == agency.text


def test_agencies_are_typed() -> None:
    kinds = {
        "江临市城市管理局": "城管",
        "云水县市场监督管理局": "市场监管",
        "江临市生态环境局": "生态环境",
        "云水县公安局交警大队": "公安交管",
        "江临市交通运输局": "交通",
    }
    for name, wanted in kinds.items():
        reading = read(f"{name}的执法人员上周在解放路罚款不给票据，请查处。")
        assert reading.agencies, name
        assert reading.agencies[0].type == wanted, reading.agencies


def test_a_verb_before_a_body_is_no_part_of_its_name() -> None:
    reading = read("3月5日，中院已经判了区城管局拆我家院墙是违法的，两年了没人来赔偿。")
    assert [agency.text for agency in reading.agencies] == ["区城管局"]
    assert "sig.court_reversal" in signals(reading)


def test_officers_hurt_by_whom_they_stopped_accuse_nobody() -> None:
    assert not read("城管执法时将执法车拦下的司机被拘，民警被拖行十余米锁骨骨折。", kind="news").is_clue
    assert not read("泥头车偷倒泥浆被发现，将执法人员拖行两百米。", kind="news").is_clue


def test_who_is_addressed_or_merely_near_is_no_doer() -> None:
    assert not read("尊敬的县政府领导：我们几位老人的儿子都在外打工，请给村里修一条路。").is_clue
    assert not read("昨天就在江临市派出所旁边，小偷抢走了我的手机。").is_clue


@pytest.mark.parametrize(
    "text",
    [
        "3月5日江临市城管局开会，要求队员严禁推搡、打骂商户。",
        "3月5日网传江临市城管队员在解放路打人的视频系谣言，请勿转发。",
        "请问江临市城管局是否可以罚款不给票据？",
        "如果江临市城管队员打人，应该找谁投诉？",
    ],
)
def test_what_is_forbidden_untrue_asked_about_or_supposed_accuses_nobody(text: str) -> None:
    reading = read(text, kind="news")
    assert not reading.is_clue, reading.why
    assert reading.signals == ()


def test_a_rank_is_an_officer_only_behind_a_body() -> None:
    heard = read("3月5日江临市路政来了两个人，收了五百块，队长往兜里一揣就走，请查处。")
    assert [agency.type for agency in heard.agencies] == ["交通", "交通"]
    assert "sig.no_receipt" in signals(heard)
    assert read("3月5日我们球队的队长踢了对方队员一脚。").agencies == ()


def test_region_people_and_amounts_are_read() -> None:
    reading = read("江临市城东区城管局王队长3月5日收了李先生三万元罚款，又收200元，不给票据，请查处。")
    assert reading.region is not None
    assert "江临市" in reading.region
    assert reading.amounts == (30000.0, 200.0)
    assert "李先生" in reading.people


def test_the_score_is_explained_and_bounded() -> None:
    reading = read("3月5日江临市城管队员在解放路收了我200元罚款，不给票据，请查处。")
    assert 0.5 <= reading.score <= 1
    assert dict(reading.score_parts)["deed"] > 0
    assert "票据" in reading.why


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。", "☎▲△◆", "a" * 5000, "\x00", "城" * 3000])
def test_any_text_can_be_read(text: str) -> None:
    assert read(text).is_clue is False


def test_a_reader_works_in_a_spawned_process() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(_read_apart, ("城管收了我200元罚款不给票据，3月5日解放路，请查处。",)) is True


def _read_apart(text: str) -> bool:
    return Reader().read(id="1", kind="complaint", title=None, text=text).is_clue


@pytest.mark.parametrize(
    "unit",
    [
        "城管投诉没有结果也不处理罚款执法人员拖着推着不给票据",  # no stop anywhere: one sentence as long as the text
        "我多次向城管局投诉无果，他们不处理，乱罚款，打人，不给票据。",
        "物业公司多次投诉没人管标准不一样一刀切没有通知书就直接进",
        "多次投诉",
        "城管、城管和",
        "市省县",
        "一",
        "1",
        "全体村民    ",
        "https://a （原题为",
        "没有标志却被贴单，\n",
        "2019年5月5日昨天3月",
        "宏达公司店厂李某，",
        "组长张三、李四、",
        "队长说只管收钱没人管",
    ],
)
def test_no_pattern_runs_away_on_hostile_text(unit: str) -> None:
    """Time grows with the length of the text: eight times the text may take at most a dozen times as long, and little in all."""

    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        started = time.process_time()
        read(text, title=text[:200])
        return time.process_time() - started

    seconds(1000)
    long = min(seconds(16_000) for _ in range(3))
    assert long < 12 * max(min(seconds(2000) for _ in range(3)), 0.01)
    assert long < 1.5
