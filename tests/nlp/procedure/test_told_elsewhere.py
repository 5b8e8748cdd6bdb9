"""What the dossier tells in another place: that the party has a writ, that its rights were told."""

from collections.abc import Callable

import pytest

from nlp.procedure.case import CaseFile
from nlp.procedure.engine import run_checks

MakeCase = Callable[..., CaseFile]

ORDER = {"type": "correction_notice", "title": "责令限期整改通知书", "number": "甲气责改〔2024〕8号", "fields": {"date": "2024年3月4日"}}


@pytest.mark.parametrize(
    ("type", "text", "expected"),
    [
        ("inquiry_record", "问：3月4日的《责令限期整改通知书》你收到了吗？答：收到了。", "unknown"),
        ("statement_doc", "我公司已收到贵局甲气责改〔2024〕8号文书，正在整改。", "unknown"),
        ("scene_record", "执法人员将《责令限期整改通知书》交给现场负责人。", "unknown"),
        ("inquiry_record", "答：我们没有收到《责令限期整改通知书》。", "breach"),
        ("inquiry_record", "答：防雷装置没有检测。", "breach"),
    ],
)
def test_the_party_has_the_writ(make_case: MakeCase, type: str, text: str, expected: str) -> None:
    case = make_case(ORDER, {"type": type, "text": text})
    found = {finding.verdict for finding in run_checks(case) if finding.rule == "service.receipt_missing_or_defect"}
    assert expected in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("告知你依法享有的各项权利，是否清楚？答：清楚。", "unknown"),
        ("向取水户交代了权利义务。", "unknown"),
        ("告知其享有陈述、申辩的权利。", "breach"),
        ("未告知其享有的权利。", "breach"),
    ],
)
def test_rights_told_without_naming_them(make_case: MakeCase, text: str, expected: str) -> None:
    filing = {"type": "filing_approval", "fields": {"approved_date": "2024年3月1日", "party_name": "甲县清源水站"}}
    record = {"type": "scene_record", "fields": {"date": "2024年3月4日", "party_name": "甲县清源水站"}, "text": text}
    found = {finding.verdict for finding in run_checks(make_case(filing, record)) if finding.rule == "invest.rights_not_told_first_contact"}
    assert found == {expected}
