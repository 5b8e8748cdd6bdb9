import re
from pathlib import Path

import pytest
import yaml

from nlp.procedure.checklist import DETAILS, TABLE, details, table, updated
from nlp.procedure.department import department_of
from nlp.procedure.local import Department, LocalParameters, missing_parameters
from nlp.procedure.rules import Rule, rules

ROOT = Path(__file__).parents[3]
DOCUMENT = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")


def test_the_document_lists_the_rules_as_they_are() -> None:
    assert updated(DOCUMENT) == DOCUMENT, "请运行 python -m nlp.procedure.checklist docs/checks.md"


def test_every_rule_has_one_row() -> None:
    assert sorted(re.findall(r"^\| `([^`]+)`", table(), re.M)) == sorted(rules())


def test_every_rule_is_explained_with_its_law() -> None:
    text = details()
    assert re.findall(r"^### `([^`]+)`", text, re.M) == re.findall(r"^\| `([^`]+)`", table(), re.M)
    assert all(basis.quote in text for rule in rules().values() for basis in rule.legal_basis)


@pytest.mark.parametrize("mark", [*TABLE, *DETAILS])
def test_a_document_without_marks_is_refused(mark: str) -> None:
    assert mark in DOCUMENT
    with pytest.raises(ValueError, match="缺少标记"):
        updated(DOCUMENT.replace(mark, ""))


def test_every_key_of_a_rule_is_explained() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", DOCUMENT))
    assert {field.alias or name for name, field in Rule.model_fields.items()} <= explained


@pytest.mark.parametrize(("file", "said"), [("CHANGELOG.md", "{} statutory checks"), ("README.zh-CN.md", "现有 {} 项检查")])
def test_the_number_of_checks_told_is_right(file: str, said: str) -> None:
    assert said.format(len(rules())) in (ROOT / file).read_text(encoding="utf-8")


def test_the_local_parameters_shown_can_be_loaded(tmp_path: Path) -> None:
    shown = re.search(r"^    region: .*?(?=^\S)", DOCUMENT, re.M | re.S)
    assert shown is not None
    text = "\n".join(line[4:] for line in shown[0].splitlines())
    path = tmp_path / "local.yml"
    path.write_text(text, encoding="utf-8")
    local = LocalParameters.load(path)
    assert yaml.safe_load(text).keys() == LocalParameters.model_fields.keys()
    assert yaml.safe_load(text)["departments"]["市场监管"].keys() == Department.model_fields.keys()
    assert missing_parameters(rules(), local) == {}


def test_the_departments_named_exist() -> None:
    named = re.search(r"部门名称：(.+?)等，见", DOCUMENT)
    assert named is not None
    source = (ROOT / "nlp" / "procedure" / "department.py").read_text(encoding="utf-8")
    assert all(f'("{name}", ' in source for name in named[1].split("、"))
    assert department_of("甲县市场监督管理局") == "市场监管"
