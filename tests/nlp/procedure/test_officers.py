from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.officers import blank_number, has_number, holders, known_as, named_officers, no_numbers_at_all

MakeCase = Callable[..., CaseFile]


def test_numbers_are_read_from_text_and_fields(make_case: MakeCase) -> None:
    case = make_case(
        {"type": "scene_record", "fields": {"officers": "张建国（执法证号：37990131786）、李小明（执法证号：37990131614）"}},
        {
            "type": "inquiry_record",
            "text": "问：我们是执法人员张建国、赵永康（出示执法证件，执法证号：37990131786、37990131999）。答：看清了。",
        },
    )
    borne = {number: [one.name for one in officers] for number, officers in holders(case).items()}
    assert borne == {"37990131786": ["张建国"], "37990131614": ["李小明"], "37990131999": ["赵永康"]}
    assert named_officers(case.dossier.writs[0]) == ("张建国", "李小明")
    assert has_number(case, "李小明")
    assert not has_number(case, "孙大伟")


def test_a_blank_place_for_numbers(make_case: MakeCase) -> None:
    blank = make_case({"type": "scene_record", "text": "执法人员张建国、李小明（执法证号：），出示执法证件。"})
    filled = make_case({"type": "scene_record", "text": "执法人员张建国（执法证号：37990131786），出示执法证件。"})
    assert blank_number(blank, blank.dossier.writs[0])
    assert blank_number(filled, filled.dossier.writs[0]) is None
    ruled = make_case({"type": "scene_record", "text": "检查人：____张建国____ 执法证号：____37990131786____ 记录人：____李小明____"})
    assert blank_number(ruled, ruled.dossier.writs[0]) is None
    bare = make_case({"type": "scene_record", "text": "检查人：____张建国____ 执法证号：____ 记录人：____李小明____"})
    assert blank_number(bare, bare.dossier.writs[0])


def test_a_misread_character_is_the_same_name() -> None:
    assert known_as("英守拙", {"苌守拙"}) == "苌守拙"
    assert known_as("张建国", {"李小明"}) is None


ASKED = [
    "询问人：相里明、苟玉芬 记录人：苟玉芬 被询问人：蔺守田 性别：男 身份证号码：371522197905162832",
    "询问人：相里明、苟玉芬\n居民身份证：371522197905162832 姓名：蔺守田",
    "询问人：相里明、苟玉芬\n被询问人蔺守田（身份证号37152219790516283X，电话0635-8217720）",
    "询问人：相里明、苟玉芬，营业执照注册号371522000012345，使用登记证编号3715220011",
]


@pytest.mark.parametrize("text", ASKED)
def test_numbers_of_others_are_not_the_officers(make_case: MakeCase, text: str) -> None:
    case = make_case({"type": "inquiry_record", "fields": {"date": "2024年4月12日", "officers": "相里明、苟玉芬"}, "text": text})
    assert not any(has_number(case, name) for name in ("相里明", "苟玉芬"))
    found = [one for one in run_checks(case) if one.rule == "officer.qualification_missing"]
    assert [(one.verdict, one.severity) for one in found] == [("breach", "major")]


@pytest.mark.parametrize("text", ["执法身份证件号码：37152210037", "执法证号37152210037", "工作证件号：37152210037"])
def test_a_certificate_is_a_number(make_case: MakeCase, text: str) -> None:
    assert not no_numbers_at_all(make_case({"type": "inquiry_record", "text": f"相里明{text}"}))


SPEECHES = [
    "我们是临沚市住建局执法人员牟国岳、郯晓冬，现向你出示执法证件；你有权申请回避，有权陈述、申辩。是否申请回避？",
    "我们是执法人员牟国岳、郯晓冬。根据规定，您享有陈述权、申辩权，有权拒答无关问题，听清了吗？",
]


@pytest.mark.parametrize("speech", SPEECHES)
@pytest.mark.parametrize(
    "notation", ["（鲁建执371300417）、{}（鲁建执371300452）", "（湘A-030417）、{}（湘A-030452）", "（执法字第0417号）"]
)
def test_what_officers_say_names_no_officers(make_case: MakeCase, speech: str, notation: str) -> None:
    fields = {"date": "2024年3月25日", "officers": speech}
    record = {"type": "inquiry_record", "fields": fields, "text": "询问人：牟国岳" + notation.format("郯晓冬")}
    case = make_case(record)
    assert named_officers(case.dossier.writs[0]) == ("牟国岳", "郯晓冬")
    if "{}" in notation:
        assert has_number(case, "牟国岳")
        assert has_number(case, "郯晓冬")
        assert not no_numbers_at_all(case)
        assert not [one for one in run_checks(case) if one.rule == "officer.qualification_missing" and one.verdict == "breach"]


@pytest.mark.parametrize("question", ["施工许可证办了吗？", "工程合同价款是多少？", "进货时钱是由谁付给于海的？", "你认识安静吗"])
def test_a_question_behind_the_label_of_who_asks_it_names_nobody(make_case: MakeCase, question: str) -> None:
    case = make_case({"type": "inquiry_record", "fields": {"officers": question}})
    assert named_officers(case.dossier.writs[0]) == ()


@pytest.mark.parametrize(
    ("officers", "lacking"),
    [
        ("张建国、李小明（证号：消监鲁370827026）", "张建国"),
        ("张建国、李小明（鲁建执37082702610）", "张建国"),
        ("张建国（执法证号：37082702611）、李小明", "李小明"),
        ("张建国、李小明（执法证号：37082702611、37082702612）", None),
        ("张建国（消监鲁370827011）、李小明（消监鲁370827026）", None),
    ],
)
def test_the_number_of_one_officer_is_no_proof_for_the_other(make_case: MakeCase, officers: str, lacking: str | None) -> None:
    record = {
        "type": "inquiry_record",
        "fields": {"start": "2024年3月12日10时至11时", "officers": officers},
        "text": "问：看清了吗？答：看清了。",
    }
    case = make_case(record, {"type": "penalty_decision", "fields": {"issuer": "甲县水利局", "date": "2024年5月6日"}})
    found = [one for one in run_checks(case) if one.rule == "officer.qualification_missing" and one.verdict == "breach"]
    assert [lacking for one in found if f"执法人员{lacking}，" in one.message] == [lacking][: lacking is not None]
    assert len(found) == (lacking is not None)
