"""The judges over two profiles: officers, copies, double fines, complaints."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from ingest.document import Document, Page, Source
from nlp.across import sketch
from nlp.across.clones import copied, likeness
from nlp.across.complaint import Complaint, Told, complaint_of
from nlp.across.contradiction import contradictions, match
from nlp.across.finding import AcrossFinding
from nlp.across.officers import in_two_places
from nlp.across.profile import Act, Assertion, Profile, Statement
from nlp.across.twice import fined_twice
from nlp.opinion.reader import Reader
from nlp.opinion.reading import Agency, Reading, Signal
from nlp.procedure.finding import Evidence
from nlp.procedure.presence import Presence
from nlp.procedure.rules import rules

DAY = date(2024, 5, 6)
AGENCY = "甲县市场监督管理局"
TWO_PLACES, CLONED, CONTRADICTS = (
    rules()[id] for id in ("invest.officer_in_two_places", "invest.record_cloned", "risk.complaint_contradicts_dossier")
)
ANSWERS = (
    "水产价格每天都在变之前的价签泡水坏了忙起来就没有及时换上新的石斑鱼多宝鱼和基围虾三种大概从上上周末开始没有标问了才报价"
    "没有多收都是按当天的牌价收的投诉的那位顾客我已经退了差价八十六元这是头一回你们当天检查完我就把电子价签装上了照片可以给你们看"
    "店里平时由我爱人照看账本放在柜台下面需要的话明天可以送过去"
)


def profile(name: str, **fields: object) -> Profile:
    return replace(Profile(name * 16, name, agency=AGENCY, department="市场监管", region="甲县", decided=DAY), **fields)  # type: ignore[arg-type]


def presence(place: str, start: str, end: str, *, officer: str = "张建国", cert_no: str = "37990100001") -> Presence:
    moments = [datetime.fromisoformat(f"2024-05-06T{clock}") for clock in (start, end)]
    return Presence(officer, cert_no, place, *moments, 3, Evidence(place, place, 3))


def statement(person: str, answers: str = ANSWERS, day: date = DAY) -> Statement:
    return Statement(person, day, answers, sketch.sketch(answers), Evidence(f"{person}答", answers[:20], 5))


def seen(*presences: Presence, name: str = "乙") -> list[AcrossFinding]:
    one = profile("甲", presences=(presence("甲县人民路1号", "09:00", "10:00"),))
    return list(in_two_places(one, profile(name, presences=presences), TWO_PLACES))


def test_an_officer_in_two_places_at_once() -> None:
    (finding,) = seen(presence("乙县工业园7号", "09:40", "10:30"))
    assert "重叠20分钟" in finding.message
    assert (finding.severity, finding.on) == ("major", DAY)
    assert [side.name for side in finding.sides] == ["乙", "甲"] or [side.name for side in finding.sides] == ["甲", "乙"]
    assert {basis.law_key for basis in finding.law} == {"APL2021"}


@pytest.mark.parametrize(
    "other",
    [
        presence("乙县工业园7号", "10:00", "10:30"),  # right after it
        presence("乙县工业园7号", "09:57", "10:30"),  # clocks differ by three minutes
        presence("甲县人民路1号店内", "09:40", "10:30"),  # the same place
        presence("乙县工业园7号", "09:40", "10:30", cert_no="37990100009"),  # a namesake
        presence("乙县工业园7号", "09:40", "10:30", officer="王大力"),  # a number that somebody else bears, too
    ],
)
def test_officers_who_are_not(other: Presence) -> None:
    assert not seen(other)


def test_no_law_before_2021() -> None:
    early = [replace(presence(place, "09:00", "10:00"), start=datetime(2020, 5, 6, 9), end=datetime(2020, 5, 6, 10)) for place in "路桥"]
    a, b = (profile(name, presences=(one,)) for name, one in zip("甲乙", early, strict=True))
    assert not list(in_two_places(a, b, TWO_PLACES))


def test_a_copied_record() -> None:
    copy = statement("李二白", ANSWERS.replace("八十六元", "一百二十元").replace("石斑鱼", "鲈鱼"), DAY + timedelta(days=9))
    finding = copied(profile("甲"), statement("逯思源"), profile("乙", party="乙店"), copy, CLONED)
    assert finding is not None
    assert "“乙”李二白的笔录（第5页）与“甲”逯思源的笔录（第5页）" in finding.message
    assert [side.name for side in finding.sides] == ["甲", "乙"]
    assert finding.party == "乙店"
    assert 0.9 <= finding.confidence < 1


@pytest.mark.parametrize(
    ("person", "answers"),
    [
        ("逯思源", ANSWERS),  # one person, two cases
        ("逯思元", ANSWERS),  # as recognition misreads the name
        ("李二白", ANSWERS[:140]),  # too short
        ("李二白", ANSWERS[:60] + "我不清楚当时的情况我是上个月才来的老板没有交代过只知道每天早上进货晚上盘点别的都不归我管" * 3),
    ],
)
def test_records_that_are_no_copies(person: str, answers: str) -> None:
    assert likeness(statement("逯思源", ANSWERS[:140] if len(answers) == 140 else ANSWERS), statement(person, answers), CLONED) == 0.0


FINED = {"fine": 1000.0, "party": "甲县云帆商店", "party_kind": "organisation", "identity": "a" * 32, "cause": "未按规定明码标价"}


def act(
    place: str = "甲县人民路1号", start: date = DAY, end: date = DAY, facts: str = "当事人销售水产品未标明价格。", **more: object
) -> Act:
    return replace(Act(facts, start, end, (place,), (), Evidence("违法事实", facts, 6)), **more)  # type: ignore[arg-type]


def twice(**other: object) -> AcrossFinding | None:
    rule = rules()["filing.ne_bis_in_idem"]
    fields = FINED | {"act": act(), "numbers": ("甲市监罚〔2024〕9号",), "decided": DAY + timedelta(days=30)} | other
    return fined_twice(profile("甲", act=act(), numbers=("甲市监罚〔2024〕8号",), **FINED), profile("乙", **fields), rule)


def test_one_act_fined_twice() -> None:
    finding = twice()
    assert finding is not None
    assert finding.message.startswith("疑似同一违法行为两次罚款：甲县云帆商店2024-05-06在甲县人民路1号的行为")
    assert [side.name for side in finding.sides] == ["甲", "乙"]
    assert finding.on == DAY + timedelta(days=30)


def test_one_act_in_the_words_of_two_agencies() -> None:
    assert twice(cause="价格违法", agency="甲县发展和改革局") is not None


@pytest.mark.parametrize(
    "other",
    [
        {"act": act("甲县解放路9号")},
        {"act": act(start=DAY + timedelta(days=20), end=DAY + timedelta(days=20))},
        {"act": act(start=None, end=None)},
        {"identity": "b" * 32},
        {"identity": None, "party": "甲县海星商店"},
        {"fine": None},
        {"lawful_repeat": "逾期未改正"},
        {"cause": "超范围经营", "act": act(facts="当事人超出许可证载明的范围经营冷食类食品。")},
        {"numbers": ("甲市监罚〔2024〕第8号",)},  # the same decision, bound twice
    ],
)
def test_fines_that_are_not_for_one_act(other: dict[str, object]) -> None:
    assert twice(**other) is None


def test_two_vehicles_are_two_acts() -> None:
    rule = rules()["filing.ne_bis_in_idem"]
    one, other = (profile(name, act=act(plates=(plate,)), **FINED) for name, plate in (("甲", "鲁A12345"), ("乙", "鲁A54321")))
    assert fined_twice(one, other, rule) is None


def told(signal: str, quote: str) -> tuple[Told, ...]:
    return (Told(signal, quote, 0, len(quote)),)


DOSSIER = profile(
    "甲",
    party="甲县渔歌小馆",
    recorded=False,
    presences=(presence("甲县人民路1号", "09:00", "10:00"),),
    asserted=(Assertion("credentials", Evidence("《现场笔录》载明", "出示执法证件", 3)),),
)
COMPLAINT = Complaint(
    "c1", "检查不出示证件", "h", agency=AGENCY, received=DAY + timedelta(days=2), names=("渔歌小馆",),
    told=told("sig.no_credentials", "没有出示证件"),
)  # fmt: skip


def test_what_a_complaint_and_a_dossier_have_in_common() -> None:
    assert match(COMPLAINT, DOSSIER) == 0.8
    assert match(replace(COMPLAINT, names=()), DOSSIER) == 0.35
    assert match(replace(COMPLAINT, agency=None, names=("渔歌小馆",), days=(DAY,), address="甲县人民路1号"), DOSSIER) == 0.85
    assert match(replace(COMPLAINT, agency="城管局", names=()), DOSSIER) == 0.0
    assert match(replace(COMPLAINT, agency="市场监管局", region="甲县"), DOSSIER) == 0.7


def test_a_claim_that_the_dossier_does_not_speak_of_is_no_contradiction() -> None:
    assert list(contradictions([COMPLAINT], DOSSIER, CONTRADICTS))
    assert not list(contradictions([replace(COMPLAINT, told=told("sig.no_receipt", "不开票据"))], DOSSIER, CONTRADICTS))
    assert not list(contradictions([replace(COMPLAINT, told=told("sig.auxiliary_alone", "辅警开单"))], DOSSIER, CONTRADICTS))


def test_a_claim_that_was_looked_into_is_no_contradiction() -> None:
    assert list(contradictions([replace(COMPLAINT, reply="已转相关部门。")], DOSSIER, CONTRADICTS))
    assert not list(contradictions([replace(COMPLAINT, reply="经调取执法记录仪核实，执法人员已出示证件。")], DOSSIER, CONTRADICTS))


def test_messages_with_one_claim_are_one_finding() -> None:
    again = replace(COMPLAINT, document="c2", received=DAY + timedelta(days=9))
    other = replace(COMPLAINT, document="c3", content="k", received=DAY + timedelta(days=1))
    for given in ([COMPLAINT, again, other], [other, again, COMPLAINT]):
        (finding,) = contradictions(given, DOSSIER, CONTRADICTS)
        assert [side.key for side in finding.sides] == [DOSSIER.dossier, "c3", "c1"]
        assert "等2件" in finding.message


def test_a_complaint_is_made_of_what_was_read() -> None:
    text = "5月6日上午甲县市场监督管理局的执法人员来渔歌小馆检查，没有出示执法证件，当场罚款200元不开票据。文号甲市监罚〔2024〕8号。"
    source = Source("a" * 64, "text/plain", len(text), path="工单.xlsx")
    meta = {"id": "1", "user": "逯思源", "reply": "", "channel": "12345热线"}
    document = Document(source, "complaint", "罚款不开票据", (Page(1, text),), published_at=DAY, metadata=meta)
    made = complaint_of(document, Reader().read(id="c1", kind="complaint", title=document.title, text=text))
    assert made is not None
    assert {one.signal for one in made.told} >= {"sig.no_receipt"}
    assert "渔歌小馆" in made.names
    assert "逯思源" in made.names
    assert made.reply == ""
    assert "n:2024-8" in list(made.keys())
    assert Complaint.from_json(made.to_json()) == made
    news = replace(document, kind="news")
    assert complaint_of(news, Reader().read(id="c1", kind="news", title=None, text=text)) is None


@pytest.mark.parametrize(
    ("named", "region", "office"),
    [
        ("甲县市场监督管理局", None, "甲县市场监督管理局"),
        ("A3区教育局领导", None, "A3区教育局"),
        ("城管局", "江临市", "江临市城管局"),
        ("城管局", None, None),
        ("派出所", "江临市", None),
        ("有关部门", "江临市", None),
        ("县政府", "江临市", None),
    ],
)
def test_which_agency_is_meant(named: str, region: str | None, office: str | None) -> None:
    source = Source("a" * 64, "text/plain", 3, path="工单.xlsx")
    document = Document(source, "complaint", None, (Page(1, "没有出示证件。"),), published_at=DAY, metadata={"id": "1"})
    signal = Signal("sig.no_credentials", "没有出示证件", 0, 6, 0.9)
    reading = Reading("c1", True, 0.9, "negative", "complaint", (signal,), (Agency(named, "城管", 0, 3),), region)
    made = complaint_of(document, reading)
    assert made is not None
    assert made.office == office
