"""docs/hotline.md says what the code does: its examples load, its keys and fields are all there are, the messages it explains exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import crawlers
from crawlers.hotline import Hotline, load_hotline
from ingest.complaint_columns import COLUMNS
from tests.crawlers.test_sources_document import _keys, _strings

ROOT = Path(crawlers.__file__).parents[1]
TEXT = (ROOT / "docs" / "hotline.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
SAID_IN = (*(ROOT / "crawlers").glob("*.py"), ROOT / "zhijian/scan_hotlines.py", ROOT / "ingest/complaints.py")


def _table(heading: str) -> str:
    return TEXT.partition(heading)[2].partition("\n\n|")[2].partition("\n\n")[0]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.splitlines()[0] for example in EXAMPLES])
def test_every_example_is_a_complete_source(example: str, tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text(example, encoding="utf-8")
    assert not load_hotline(path).enabled


def test_every_key_of_a_source_is_explained_and_no_other() -> None:
    assert set(re.findall(r"^\| `([a-z_.]+)` \|", _table("## 每个键"), re.MULTILINE)) == set(_keys(Hotline))


def test_every_field_is_explained_and_no_other() -> None:
    rows = re.findall(r"^\| (`.*?) \|", _table("常用的字段："), re.MULTILINE)
    assert {field for row in rows for field in re.findall(r"`([a-z_]+)`", row)} == set(COLUMNS)


def test_every_message_explained_is_one_the_program_says() -> None:
    said = "\n".join(text for path in SAID_IN for text in _strings(path))
    messages = re.findall(r"^\| `([^`]+)` \|", _table("## 出错怎么办"), re.MULTILINE)
    assert len(messages) > 15
    assert [message for message in messages if not all(part in said for part in message.split("……"))] == []
