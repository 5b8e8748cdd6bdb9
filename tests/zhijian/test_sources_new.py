"""``zhijian sources new``: a file is written that loads, checks and is never written over."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crawlers.source import load_source
from tests.zhijian.web import Page, serving
from zhijian.commands.sources_new import _id_of

TITLES = ("[图文]某区城管局开展夜市专项整治行动", "市司法局通报涉企检查典型案例")
LIST = "".join(f"<li><a href=/gzdt/{n}.html>{title}</a><span>2026-11-2{n}</span></li>" for n, title in enumerate(TITLES))


class Handler(Page):
    def do_GET(self) -> None:  # noqa: N802
        pages = {"/gzdt/": f"<html><title>工作动态 | 某区司法局</title><body><ul class=news>{LIST}</ul></body></html>"}
        for n, title in enumerate(TITLES):
            text = f"11月2{n}日，{title}，执法人员向商户说明检查事由，出示证件，并当场交付检查通知书，全程录音录像。"
            pages[f"/gzdt/{n}.html"] = (
                f"<html><body><h1>{title}</h1><p>发布时间：2026-11-2{n}</p><div class=content><p>{text}</p></div></body></html>"
            )
        self.answer(200 if self.path in pages else 404, pages.get(self.path, ""))


@pytest.fixture
def site() -> Iterator[str]:
    with serving(Handler) as url:
        yield url


def test_a_clerk_adds_a_source_with_one_command(here: Callable[..., Any], site: str, tmp_path: Path) -> None:
    ended = here("sources", "new", f"{site}/gzdt/", "--private", "--id", "some-bureau", "--name", "某局动态")
    assert ended.code == 0, ended.err
    path = tmp_path / "home" / "sites" / "some-bureau.yml"
    for words in (*TITLES, "2026-11-20", f"{site}/gzdt/1.html", "11月21日", str(path), "zhijian sources check some-bureau"):
        assert words in ended.out.replace("\n", "")
    source = load_source(path)
    assert (source.name, source.enabled, source.private_network) == ("某局动态", False, True)
    assert "# 核对无误后改为 true" in path.read_text(encoding="utf-8")
    checked = here("sources", "check", "some-bureau")
    assert (checked.code, "正常：列表上 2 条，试读 2 篇" in checked.out) == (0, True), checked.out
    written = path.read_text(encoding="utf-8")
    again = here("sources", "new", f"{site}/gzdt/", "--private", "--id", "some-bureau")
    assert again.code == 2
    assert "已有编号为“some-bureau”的来源" in again.err
    assert "来源“some-bureau”已经从这个地址开始" in here("sources", "new", f"{site}/gzdt/", "--private").err
    assert path.read_text(encoding="utf-8") == written


def test_what_cannot_be_proposed_writes_nothing(here: Callable[..., Any], site: str, tmp_path: Path) -> None:
    ended = here("sources", "new", f"{site}/gone/", "--private")
    assert ended.code == 1
    assert "网页不存在（404）" in ended.err
    assert not list((tmp_path / "home").glob("sites/*"))


def test_an_id_of_a_hotline_is_taken(here: Callable[..., Any], site: str, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "hotlines"
    folder.mkdir(parents=True)
    (folder / "a.yml").write_text("{id: shi-12345, name: 某市热线, file: a.csv}", encoding="utf-8")
    ended = here("sources", "new", f"{site}/gzdt/", "--private", "--id", "shi-12345")
    assert ended.code == 2
    assert "已有编号为“shi-12345”的来源" in ended.err
    assert not list((tmp_path / "home").glob("sites/*"))


def test_an_id_that_is_none_is_told_before_anything_is_asked(here: Callable[..., Any]) -> None:
    ended = here("sources", "new", "http://127.0.0.1:9/", "--private", "--id", "某局")
    assert ended.code == 2
    assert "--id" in ended.err


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("http://sfj.bj.gov.cn/zwgk/gzdt/", "sfj-bj-gzdt"),
        ("https://www.example.gov.cn/news/index.html", "example-news"),
        ("https://www.example.gov.cn/", "example-2"),
        ("http://10.1.2.3:8080/", "10-1-2-3"),
    ],
)
def test_ids_come_from_addresses(url: str, id: str) -> None:
    assert _id_of(url, {"example", "other"}) == id


def test_the_doctor_tells_how_the_sources_are(here: Callable[..., Any], site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = tmp_path / "home" / "sites"
    assert "zhijian sources new 网址" in here("doctor").out
    sites.mkdir()
    page = {"start_urls": [f"{site}/gzdt/"], "allowed_domains": ["127.0.0.1"], "private_network": True, "list": {"links": "li a"}}
    whole = {**page, "id": "whole", "name": "某局", "article": "auto", "healthy": {"min": 1}, "javascript": True}
    (sites / "whole.yml").write_text(json.dumps(whole), encoding="utf-8")
    (sites / "halved.yml").write_text(json.dumps(page), encoding="utf-8")
    monkeypatch.setenv("ZHIJIAN_BROWSER", str(tmp_path / "none"))
    ended = here("doctor")
    assert ended.code == 1
    line = ended.out.partition("新闻来源")[2].partition("热线来源")[0].replace("\n", "")
    for words in ("1 个已启用", "1 个文件有误", "halved.yml", "1 个从未采集：whole"):
        assert words in line
    assert "ZHIJIAN_BROWSER" in line or "zhijian[javascript]" in line
