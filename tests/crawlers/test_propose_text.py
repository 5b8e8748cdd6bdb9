"""The text of a proposed file: it loads as it stands, whatever the site called things."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawlers.propose_draft import Proposal
from crawlers.propose_text import source_text
from crawlers.source import load_source


def _proposal(**changes: Any) -> Proposal:
    values: dict[str, Any] = {
        "name": "某局动态",
        "type": "list",
        "enabled": False,
        "start_urls": ["https://www.example.gov.cn/news/"],
        "allowed_domains": ["example.gov.cn"],
        "list": {"links": "#content li:not(.ad) > a[href*='/art/']"},
        "article": "auto",
        "pagination": {"template": "https://www.example.gov.cn/news/index_{page}.html", "first": 1, "max_pages": 3},
        "healthy": {"min": 4, "max": 100},
    }
    return Proposal(values | changes, {"list.links": "第一条\n是：\x07某\u2028局"}, "网页列表：8 条\n链接", ("请看\x00这里",), ())


@pytest.mark.parametrize(
    "name",
    [
        "某局动态",
        "a: b # c",
        '"引号"与\\反斜线',
        "yes",
        "2026-11-20",
        "[图]公告",
        "{page}",
        "- 列表",
        "%百分",
        "某局，动态, 二",
        "'单'",
        "*星&号",
        "!叹号",
    ],
)
def test_what_a_site_calls_itself_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    path = tmp_path / "source.yml"
    path.write_text(
        source_text(_proposal(name=name), "some-bureau", address="https://www.example.gov.cn/?a=1#b", today=date(2026, 11, 27)), "utf-8"
    )
    source = load_source(path)
    assert source.name == name
    assert source.list is not None
    assert source.list.links == "#content li:not(.ad) > a[href*='/art/']"
    assert source.pagination is not None
    assert source.pagination.template == "https://www.example.gov.cn/news/index_{page}.html"
    assert not source.enabled


def test_every_line_says_what_it_is_for() -> None:
    text = source_text(_proposal(), "some-bureau", address="https://www.example.gov.cn/", today=date(2026, 11, 27))
    assert [line for line in text.splitlines() if "#" not in line] == []
    assert "请注意：请看 这里" in text
    assert "zhijian sources check some-bureau" in text
