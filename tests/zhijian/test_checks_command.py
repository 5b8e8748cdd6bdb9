"""``zhijian checks``: the whole catalogue as a table, one check with its law, and a word for what does not exist."""

import pytest
from typer.testing import CliRunner

from nlp.procedure.rules import rules
from zhijian.cli import app


def shown(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["checks", *arguments], env={"COLUMNS": "400"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def test_the_catalogue_is_one_table_of_all_checks() -> None:
    table = shown()
    assert all(id in table for id in rules())
    assert f"检查项 {len(rules())} 项" in table


def test_words_and_stages_narrow_the_table() -> None:
    assert "decision.over_90_days" in shown("九十日")
    assert "filing.approval_missing" not in shown("九十日")
    assert "service.decision_late" in shown("--stage", "送达")
    assert "decision.over_90_days" not in shown("--stage", "送达")


def test_a_check_asked_for_by_its_id_shows_its_law() -> None:
    text = "".join(shown("decision.over_90_days").split())
    assert "行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定" in text
    assert "第六十条" in text
    assert "不应命中" in text


def test_what_does_not_exist_is_said() -> None:
    with pytest.raises(Exception, match="没有这样的检查项"):
        shown("九百日")
