from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from ingest.errors import KnowledgeError
from ingest.writs.catalogue import WritKind, all_labels, common_fields, kind_ids, kinds, parse_kinds
from ingest.writs.labels import known_label, other_labels, unify
from ingest.writs.titles import kind_of_title

SHARED = Path(__file__).parents[3] / "../shared/law/dossier_documents.yaml"
IDS = """
    appraisal_doc av_record case_source closing_doc collective_discussion correction_notice decision_approval dossier_binding
    enforcement_doc evidence_material filing_approval hearing_doc inquiry_record inspection_doc internal_approval
    investigation_report legal_review no_penalty_decision party_identity payment_doc penalty_decision prior_notice
    reg_preserve_doc sampling_record scene_record seizure_doc service_doc statement_doc summary_decision transfer_doc
"""


def test_the_catalogue_holds_the_thirty_kinds() -> None:
    assert kind_ids() == set(kinds())
    assert sorted(kinds()) == IDS.split()


@pytest.mark.skipif(not SHARED.exists(), reason="the taxonomy lies in ../shared, which is absent here")
def test_every_kind_and_field_of_the_taxonomy_is_there() -> None:
    # these stand in running text, under no label; the checks read them there
    in_text = {
        *("legal_basis", "answers", "rights", "seal_text", "doc_no", "date", "fine", "end", "note", "id_shown", "rights_told", "reason"),
        *("closing_statement", "violation_date", "discretion", "performance", "late_fee_clause", "remedy_text", "education", "basis"),
    }
    taxonomy = yaml.safe_load(SHARED.read_text(encoding="utf-8"))["documents"]
    assert {row["id"] for row in taxonomy} == set(kinds())
    for row in taxonomy:
        known = {field.name for field in kinds()[row["id"]].all_fields}
        wanted = {
            field["field"]
            for field in row["key_fields"]
            if field["required"] and field["type"] not in ("signature", "table") and not field["field"].startswith("leader_")
        }
        assert wanted - known - in_text == set(), row["id"]


@pytest.mark.parametrize("kind", kinds().values(), ids=list(kinds()))
def test_titles_given_as_examples_are_recognised(kind: WritKind) -> None:
    for title in kind.examples.match:
        found = kind_of_title(unify(title.replace(" ", "")))
        assert found is not None, title
        assert found[0] == kind.id, title


@pytest.mark.parametrize("kind", kinds().values(), ids=list(kinds()))
def test_titles_given_as_counter_examples_are_not(kind: WritKind) -> None:
    for title in kind.examples.differ:
        found = kind_of_title(unify(title.replace(" ", "")))
        assert found is None or found[0] != kind.id, title


def test_subtypes_are_told_by_words_of_the_title() -> None:
    service, preserve, hearing, seizure = (kinds()[key] for key in ("service_doc", "reg_preserve_doc", "hearing_doc", "seizure_doc"))
    assert service.subtype("送达回证") == "receipt"
    assert service.subtype("送达地址确认书") == "address_confirm"
    assert service.subtype("行政处罚文书送达公告") == "announcement"
    assert preserve.subtype("先行登记保存证据清单") == "list"
    assert hearing.subtype("行政处罚听证通知书") == "notice"
    assert seizure.subtype("延长查封扣押期限决定书") == "extension"
    assert seizure.subtype("解除查封扣押决定书") == "release"


def test_a_label_of_its_own_comes_before_a_common_one() -> None:
    assert kinds()["dossier_binding"].by_label["案件名称"] == "case_name"
    assert kinds()["filing_approval"].by_label["案件名称"] == "cause"


def test_common_fields_are_each_used_and_their_labels_known() -> None:
    used = {name for kind in kinds().values() for name in kind.common}
    assert used == set(common_fields())
    assert {label for field in common_fields().values() for label in field.labels} <= all_labels()


def test_labels_are_written_as_pages_are_read() -> None:
    for label in all_labels() | other_labels():
        assert label == unify(label).replace(" ", ""), label
    assert all(known_label(label) for label in other_labels())


def test_each_knowledge_file_says_how_it_is_checked() -> None:
    for path in files("ingest.writs").iterdir():
        if path.name.endswith((".yml", ".txt")):
            assert "pytest tests/ingest/writs" in path.read_text(encoding="utf-8").splitlines()[0], path.name


_ROW = """
- id: sample
  name_zh: 样例
  stage: 立案
  required: required
  titles: [样例表]
  examples: {match: [样例表], differ: [另一表]}
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_ROW.replace("样例表]", "样例(表]", 1), ("sample", "标题正则")),
        (_ROW.replace("stage: 立案", "stage: 立案\n  colour: red"), ("sample", "colour")),
        (_ROW.replace("differ: [另一表]", "differ: []"), ("sample", "differ")),
        (_ROW + "  common: [party_nam]\n", ("sample", "party_nam", "common.yml", "party_name")),
        ("- id: sample\n  name_zh: 样例\n", ("sample", "titles")),
        ("id: sample", ("列表",)),
        ("- id: [", ("YAML",)),
    ],
)
def test_a_mistake_is_reported_with_file_place_and_remedy(text: str, said: tuple[str, ...]) -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse_kinds("local.yml", text)
    message = str(caught.value)
    assert "local.yml" in message
    assert "请改正" in message
    for word in said:
        assert word in message


def test_a_right_entry_is_read() -> None:
    (kind,) = parse_kinds("local.yml", _ROW + "  common: [party_name]\n")
    assert kind.by_label["当事人"] == "party_name"
    assert kind.patterns[0].search("样例表")
