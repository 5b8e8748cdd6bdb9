from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.writs.catalogue import FieldLabels, common_fields, kinds
from ingest.writs.roles import opinion_of, signature_field

PAGE = (Path(__file__).parents[3] / "docs/fields.md").read_text(encoding="utf-8")


def _section(heading: str) -> str:
    start = PAGE.index(heading) + len(heading)
    level = heading.split(" ")[0]
    end = re.search(rf"^#{{2,{len(level)}}} ", PAGE[start:], re.M)
    return PAGE[start : start + end.start()] if end else PAGE[start:]


def _rows(section: str) -> dict[str, str]:
    """First column → last column of the tables of a section."""
    found = {}
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `"):
            found.update(dict.fromkeys(re.findall(r"`([^`]+)`", cells[0]), cells[-1]))
    return found


def _labels_agree(printed: dict[str, str], fields: tuple[FieldLabels, ...]) -> None:
    assert set(printed) == {field.name for field in fields}
    for field in fields:
        joined = "、".join(field.labels)
        assert joined.startswith(printed[field.name]), field.name


@pytest.mark.parametrize("id", list(kinds()))
def test_the_page_lists_the_fields_and_labels_of_every_kind(id: str) -> None:
    kind = kinds()[id]
    section = _section(f"### `{id}` {kind.name_zh}\n")
    _labels_agree(_rows(section), kind.fields)
    shared = re.search(r"^Shared: (.+)$", section, re.M)
    assert re.findall(r"`([^`]+)`", shared.group(1) if shared else "") == list(kind.common)
    for subtype in kind.subtypes:
        assert f"`{subtype.id}` ({'、'.join(subtype.words)})" in section


def test_the_page_lists_the_shared_fields() -> None:
    _labels_agree(_rows(_section("## Shared fields and their usual labels\n")), tuple(common_fields().values()))


def test_every_field_has_a_meaning() -> None:
    meanings = _rows(_section("## Meanings\n"))
    assert set(meanings) == {field.name for kind in kinds().values() for field in kind.all_fields}
    assert all(len(meaning) > 4 for meaning in meanings.values())


@pytest.mark.parametrize("who", ["驾驶人", "经营者", "车主", "店主", "承运人", "陪同检查人", "陪同人", "陪同勘验人员", "在场人"])
def test_who_signs_for_the_party_by_what_he_is(who: str) -> None:
    assert signature_field("scene_record", f"{who}签名") == "party_sign"


@pytest.mark.parametrize("who", ["卫生监督员", "监督员", "劳动保障监察员", "检查人"])
def test_who_signs_for_the_agency_by_what_he_is(who: str) -> None:
    assert signature_field("scene_record", f"{who}签名") == "officers_sign"


def test_fields_that_no_label_of_the_catalogue_yields_are_explained() -> None:
    explained = _rows(_section("## Read without a label of the catalogue\n"))
    for who in {opinion_of("承办人意见"), opinion_of("审核意见"), opinion_of("负责人意见")}:
        assert {f"{who}_opinion", f"{who}_sign", f"{who}_date"} <= set(explained)
    signed = {
        signature_field("scene_record", f"{who}（签名）")
        for who in ("当事人", "执法人员", "见证人", "主持人", "提供人", "参加人员", "被询问人")
    }
    signed |= {signature_field("service_doc", f"{who}（签名）") for who in ("受送达人", "送达人")}
    assert signed <= set(explained)
    assert {"number", "issuer", "date", "approved_date", "approval_date", "approved_at", "legal_opinion", "other_sign"} <= set(explained)
