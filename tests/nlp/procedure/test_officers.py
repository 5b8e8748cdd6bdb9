from collections.abc import Callable

from nlp.procedure.case import CaseFile
from nlp.procedure.officers import blank_number, has_number, holders, known_as, named_officers

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
