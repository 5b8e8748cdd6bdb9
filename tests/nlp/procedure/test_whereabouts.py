"""Where officers were and when: the records that tell it, and cells that break a line inside what they tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks
from nlp.procedure.whereabouts import presences

MakeCase = Callable[..., CaseFile]
_INSPECTION = {
    "type": "inspection_doc",
    "subtype": "record",
    "title": "监督检查记录",
    "fields": {"place": "甲县通济路118号", "date": "2024年3月12日\n09:20至10:40", "officers": "邢国岳（证号：消监鲁370827011）"},
    "text": "检查甲县通济路118号检查2024年3月12日地点时间09:20至10:40检查人员邢国岳（证号：消监鲁370827011）",
}
_INQUIRY = {
    "type": "inquiry_record",
    "title": "询问笔录",
    "fields": {"place": "甲县大队询问室", "start": "2024年3月12日\n10:05至10:50", "officers": "邢国岳\n消监鲁370827011"},
    "text": "询问2024年3月12日询问甲县大队时间10:05至10:50地点询问室询问人邢国岳消监鲁370827011身份证号",
}


def _verdicts(case: CaseFile) -> list[str]:
    return [one.verdict for one in run_checks(case) if one.rule == "invest.officer_in_two_places"]


def test_day_and_hours_and_number_on_lines_of_their_own(make_case: MakeCase) -> None:
    case = make_case(_INSPECTION, _INQUIRY)
    assert [(one.officer, one.cert_no, f"{one.start:%H:%M}") for one in presences(case)] == [
        ("邢国岳", "消监鲁370827011", "10:05"),
        ("邢国岳", "消监鲁370827011", "09:20"),
    ]
    assert _verdicts(case) == ["breach"]


@pytest.mark.parametrize(
    "changed",
    [
        {"fields": {**_INQUIRY["fields"], "start": "2024年3月12日\n10:50至11:20"}},
        {"fields": {**_INQUIRY["fields"], "place": "甲县通济路118号"}},
    ],
)
def test_one_after_the_other_or_in_one_place(make_case: MakeCase, changed: dict[str, object]) -> None:
    assert _verdicts(make_case(_INSPECTION, {**_INQUIRY, **changed, "text": "询问人邢国岳消监鲁370827011身份证号"})) == ["met"]


def test_the_record_of_a_routine_inspection_tells_of_the_visit_that_the_record_of_the_scene_tells(make_case: MakeCase) -> None:
    scene = {**_INSPECTION, "type": "scene_record", "subtype": None, "title": "现场笔录"}
    scene["fields"] = {**_INSPECTION["fields"], "place": "锦程宾馆大堂"}
    assert {one.place for one in presences(make_case(_INSPECTION, scene))} == {"锦程宾馆大堂"}
