from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.source import SITES, load_source, load_sources
from ingest.errors import KnowledgeError

GOOD = """\
id: some-bureau
name: 某局
start_urls: ["https://www.example.gov.cn/news/"]
allowed_domains: [example.gov.cn]
list:
  links: ul.news a
article:
  text: div.content
  title: //h1/text()
healthy: {min: 1, max: 50}
"""


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "某局.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_with_the_least_it_needs(tmp_path: Path) -> None:
    source = load_source(_file(tmp_path, GOOD))
    assert (source.id, source.kind, source.enabled, source.politeness.delay, source.pagination) == ("some-bureau", "news", True, 2.0, None)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("name:", "nmae:", ["第 2 行", "不认识的键“nmae”", "name", "缺少“name”"]),
        ("  links:", "  link:", ["第 6 行", "不认识的键“list.link”，可用的键：links"]),
        ("healthy: {min: 1, max: 50}", "", ["缺少“healthy”"]),
        ("{min: 1, max: 50}", "{min: 60, max: 50}", ["第 10 行", "min（60）大于 max（50）"]),
        ("{min: 1, max: 50}", "{min: 许多}", ["第 10 行", "healthy.min", "许多"]),
        ("ul.news a", "ul..news", ["第 6 行", "选择器“ul..news”有误"]),
        ("//h1/text()", "//h1[", ["第 9 行", "选择器“//h1[”有误"]),
        ("https://www.example.gov.cn/news/", "http://10.1.2.3/", ["不在 allowed_domains 之内"]),
        (
            '"https://www.example.gov.cn/news/"]\nallowed_domains: [example.gov.cn',
            "http://10.1.2.3/]\nallowed_domains: [10.1.2.3",
            ["内网", "private_network: true"],
        ),
        ("https://www", "ftp://www", ["第 3 行", "应以 http:// 或 https:// 开头"]),
        ("[example.gov.cn]", "[https://example.gov.cn]", ["第 4 行", "只写域名"]),
        ("[example.gov.cn]", "[other.cn]", ["不在 allowed_domains 之内"]),
        ("id: some-bureau", "id: 某局", ["第 1 行", "id"]),
        ("healthy:", "encoding: gbk18030\nhealthy:", ["不是已知的编码"]),
        ("healthy:", "pagination: {max_pages: 3}\nhealthy:", ["第 10 行", "next、template 与 parameter 应写且只写一个"]),
        ("healthy:", 'pagination: {template: "http://www.example.gov.cn/list.html"}\nhealthy:', ["应有 {page}"]),
        ("name: 某局", "name: [某局", ["不是有效的 YAML"]),
        ("name: 某局", "name: 某局\ntype: lists", ["第 3 行", "“type”", "'sitemap'", "'board'"]),
        ("name: 某局", "name: 某局\ntype: json", ["缺少“json”"]),
        ("name: 某局", "name: 某局\ntype: feed", ["“list”不用于 type: feed"]),
        ("  text: div.content", "  txt: div.content", ["不认识的键“article.txt”，可用的键：text、title、date、author"]),
        ("article:\n  text: div.content\n  title: //h1/text()", "article: automatic", ["第 7 行", "“article”", "'auto'"]),
        ("healthy:", "schedule: 每当月圆\nhealthy:", ["第 10 行", "schedule“每当月圆”不认识", "每天 06:30"]),
        ("healthy:", "schedule: 每天 25:00\nhealthy:", ["第 10 行", "“25:00”不是时刻"]),
        ("healthy:", "window: 22:00\nhealthy:", ["第 10 行", "加上引号"]),
        ("healthy:", "politeness: {delai: 1}\nhealthy:", ["第 10 行", "politeness.delai", "delay、timeout、retries"]),
        (GOOD, "- a\n- b\n", ["键: 值"]),
    ],
)
def test_mistakes_are_named_with_file_place_and_remedy(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    assert GOOD.count(old) >= 1
    path = _file(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(KnowledgeError) as error:
        load_source(path)
    assert str(error.value).startswith(str(path))
    for word in words:
        assert word in str(error.value)


def test_a_file_in_another_encoding_or_missing(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(GOOD.encode("gbk"))
    with pytest.raises(KnowledgeError, match="UTF-8"):
        load_source(path)
    with pytest.raises(KnowledgeError, match="无法读取"):
        load_source(tmp_path / "none.yml")


def test_the_packaged_sources_load_and_ask_nobody_unasked() -> None:
    sources = load_sources()
    assert "example-local" in sources
    assert [source.id for source in sources.values() if source.enabled] == []
    assert {path.suffix for path in SITES.iterdir()} == {".yml"}


def test_the_offices_folder_adds_sources_and_may_not_take_an_id(tmp_path: Path) -> None:
    _file(tmp_path, GOOD)
    assert set(load_sources(tmp_path)) == {*load_sources(), "some-bureau"}
    assert load_sources(tmp_path / "not-there") == load_sources()
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="重复"):
        load_sources(tmp_path)
