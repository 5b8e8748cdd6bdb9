"""Page furniture: each rule blanks what its examples mark, nothing of its counter-examples, and none eats what somebody says."""

import re
from pathlib import Path

import pytest
import yaml

from ingest.errors import KnowledgeError
from nlp.opinion.cleaning.furniture import Furniture, Rule, furniture, load

RULES = furniture().rules
EXAMPLES = [pytest.param(rule, text, id=f"{rule.id}-{n}") for rule in RULES for n, text in enumerate(rule.examples)]
COUNTER_EXAMPLES = [pytest.param(rule, text, id=f"{rule.id}-{n}") for rule in RULES for n, text in enumerate(rule.counter_examples)]
MARK = re.compile(r"⟦([^⟧]*)⟧")


@pytest.mark.parametrize(("rule", "marked"), EXAMPLES)
def test_a_rule_blanks_what_its_example_marks(rule: Rule, marked: str) -> None:
    text = MARK.sub(r"\1", marked)
    assert [match[0] for match in rule.pattern.finditer(text)] == MARK.findall(marked)


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES)
def test_no_rule_blanks_anything_of_a_counter_example(rule: Rule, text: str) -> None:
    assert [match[0] for each in RULES for match in each.pattern.finditer(text) if match[0]] == [], rule.id


def test_a_text_keeps_its_length_and_its_lines() -> None:
    text = "案件正在调查。\n相关阅读：\n某市开展专项整治\n某县通报一起案例\n"
    blanked = furniture().blank(text)
    assert blanked == "案件正在调查。\n" + "     \n" + "        \n" * 2
    assert len(blanked) == len(text)


GOOD = {"id": "mine", "pattern": "测试", "examples": ["⟦测试⟧"], "counter_examples": ["没有"]}


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([{**GOOD, "colour": "red"}], "colour"),
        ([{**GOOD, "pattern": "(测试"}], "无法使用"),
        ([{**GOOD, "examples": []}], "examples"),
        ([GOOD, GOOD], "重复定义"),
    ],
)
def test_a_wrong_rule_is_named_with_its_file(tmp_path: Path, rules: list[dict], said: str) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(yaml.safe_dump(rules, allow_unicode=True), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.yml") as caught:
        load(path)
    assert said in str(caught.value)


def test_rules_of_an_office_can_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(yaml.safe_dump([GOOD], allow_unicode=True), encoding="utf-8")
    assert Furniture(path).blank("这是测试。") == "这是  。"
