"""The sheets that come with the program: whole, adding up, and bound to checks that exist."""

import re
from pathlib import Path

import pytest

from ingest.errors import KnowledgeError, SettingsError
from nlp.procedure.rules import rules
from nlp.sheets.catalogue import parse_sheet, sheet_for, sheet_named, sheets

SMALL = """
id: {id}
title: 本局评查表
source: 某市司法局
departments: [城管]
formula: {{base: 0, scale: 100}}
kinds:
  - id: ordinary
    name: 普通程序
    full: {full}
    groups:
      - number: 1
        name: 立案审批表
        writs: [{writ}]
        points: 3
        absent: zero
        items:
          - {{number: 1, text: 立案经批准。, points: 3, rules: [{rule}]}}
"""


def small(*, id: str = "own", full: int = 3, writ: str = "filing_approval", rule: str = "filing.approval_missing") -> str:
    return SMALL.format(id=id, full=full, writ=writ, rule=rule)


def test_the_standard_of_the_environment_ministry_is_whole() -> None:
    """环执法发〔2024〕4号: 25 grave defects, 20 points of basic elements, six kinds of dossier."""
    sheet = sheet_named("mee2024", sheets())
    assert [veto.number for veto in sheet.vetoes] == list(range(1, 26))
    assert [sum(item.points for item in one.items) for one in sheet.deductions] == [10, 10]
    assert {kind.name: kind.full for kind in sheet.kinds} == {
        "一般行政处罚": 100,
        "不予行政处罚": 100,
        "按日连续处罚": 120,
        "查封、扣押": 100,
        "移送拘留": 100,
        "移送涉嫌环境污染犯罪": 100,
    }
    assert [len(kind.groups) for kind in sheet.kinds] == [14, 12, 16, 9, 11, 8]
    assert [kind.bonus.points if kind.bonus else 0 for kind in sheet.kinds] == [0, 0, 0, 0, 15, 15]
    assert (sheet.formula.base, sheet.formula.scale) == (50, 50)


def test_the_general_sheet_asks_for_every_check_of_a_dossier() -> None:
    sheet = sheet_named("general", sheets())
    bound = {id for veto in sheet.vetoes for id in veto.rules}
    bound |= {id for kind in sheet.kinds for group in kind.groups for item in group.items for id in item.rules}
    asked = {rule.id for rule in rules().values() if rule.scope == "dossier" and not rule.id.startswith("inspect.")}
    assert asked - bound == set()


def test_every_fatal_check_is_a_veto_of_the_general_sheet() -> None:
    bound = {id for veto in sheet_named("general", sheets()).vetoes for id in veto.rules}
    assert {rule.id for rule in rules().values() if rule.scope == "dossier" and rule.severity == "fatal"} - bound == set()


def test_a_department_gets_its_own_sheet_and_others_the_general_one() -> None:
    assert sheet_for("生态环境", sheets()).id == "mee2024"
    assert sheet_for("城管", sheets()).id == sheet_for(None, sheets()).id == "general"


def test_an_office_adds_a_sheet_and_replaces_one(tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text(small(), encoding="utf-8")
    (tmp_path / "other.yml").write_text(small(id="mee2024"), encoding="utf-8")
    known = sheets(tmp_path)
    assert sheet_for("城管", known).title == "本局评查表"
    assert sorted(sheet.id for sheet in known) == ["general", "mee2024", "own"]
    assert sheet_named("mee2024", known).source == "某市司法局"
    assert sheets(tmp_path / "nothing") == sheets()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (small(full=4), "不等于总分 4"),
        (small(rule="filing.nothing"), "没有检查项 filing.nothing"),
        (small(writ="filing_paper"), "没有文书种类 filing_paper"),
        (small(writ="hearing_doc/nothing"), "没有文书种类 hearing_doc/nothing"),
        ("id: [", "不是正确的 YAML"),
        ("id: own", "title：Field required"),
    ],
)
def test_a_sheet_with_a_mistake_says_where(text: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said) as error:
        parse_sheet("本局.yml", text)
    assert "本局.yml" in str(error.value)


def test_a_sheet_or_kind_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(SettingsError, match="mee2024"):
        sheet_named("mee2025", sheets())
    with pytest.raises(SettingsError, match="ordinary（普通程序）"):
        sheet_named("general", sheets()).kind_named("none")


def test_the_sheet_shown_in_the_handbook_can_be_read() -> None:
    text = (Path(__file__).parents[3] / "docs" / "sheets.md").read_text(encoding="utf-8")
    shown = re.search(r"^    id: own.*?(?=^- )", text, re.M | re.S)
    assert shown is not None
    assert parse_sheet("own.yml", "\n".join(line[4:] for line in shown[0].splitlines())).kinds[0].full == 3


def test_a_group_like_another_is_written_out() -> None:
    sheet = sheet_named("mee2024", sheets())
    first, other = sheet.kind_named("ordinary"), sheet.kind_named("no_penalty")
    assert other.groups[3].items == first.groups[3].items
    assert other.groups[3].name == "监测/检测/鉴定报告"
