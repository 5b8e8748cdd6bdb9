"""docs/sources.md says what the code does: its examples load, its keys are all there are, the messages it explains exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

import crawlers
from crawlers.source import CrawlSource, SourceType, load_source

ROOT = Path(crawlers.__file__).parents[1]
TEXT = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
KEYS = set(re.findall(r"^\| `([a-z_.]+)` \|", TEXT, re.MULTILINE))
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def _keys(model: type[BaseModel], above: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        key = above + (field.alias or name)
        yield key
        for part in _models(field.annotation):
            yield from _keys(part, f"{key}.")


def _strings(path: Path) -> Iterator[str]:
    """Every piece of text in the code, those of f-strings in parts."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _messages() -> list[str]:
    """What the tables of new and of broken sources explain, the first column's words."""
    sections = (TEXT.partition(heading)[2].partition("\n## ")[0] for heading in ("认不出来时会说", "## 来源失效了怎么办"))
    rows = re.findall(r"^\| (`.*?) \|", "\n".join(sections), re.MULTILINE)
    return [message for row in rows for message in re.findall(r"`([^`]+)`", row)]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.splitlines()[0] for example in EXAMPLES])
def test_every_example_is_a_complete_source(example: str, tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text(example, encoding="utf-8")
    source = load_source(path)
    assert not source.enabled, "copied as it stands, an example must not ask anybody"


def test_every_type_has_an_example() -> None:
    assert {re.search(r"^type: (\w+)$", example, re.MULTILINE)[1] for example in EXAMPLES} == set(get_args(SourceType))  # type: ignore[index]


def test_every_key_of_a_source_is_explained_and_no_other() -> None:
    assert set(_keys(CrawlSource)) == KEYS


def test_every_message_explained_is_one_the_program_says() -> None:
    said = "\n".join(text for path in (*(ROOT / "crawlers").glob("*.py"), ROOT / "zhijian/commands/sources.py") for text in _strings(path))
    assert len(_messages()) > 30
    assert [message for message in _messages() if not all(part in said for part in message.split("……"))] == []


def test_every_reason_why_a_page_did_not_come_is_explained() -> None:
    reasons = {re.split("[（，]", text)[0] for text in _strings(ROOT / "crawlers" / "failures.py") if CHINESE.search(text)}
    explained = " ".join(_messages())
    assert len(reasons) > 10
    assert [reason for reason in sorted(reasons) if reason not in explained] == []
