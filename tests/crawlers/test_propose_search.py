"""``zhijian sources new`` on search pages: the word in the address becomes a keyword; where that is not sure, it is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from crawlers.propose_draft import NotProposed
from crawlers.source import load_source
from tests.crawlers.cms import phpcms
from tests.crawlers.lists import stories
from tests.crawlers.office import Office
from tests.crawlers.proposing import HASTE, Shelf

FIELD = '<form action="/search" method="get"><input type="text" name="{0}" value="{1}"><input type=hidden name=site value=3></form>'


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def _results(numbers: range, *, field: str = "", after: str = "") -> str:
    told = stories(30)
    rows = "".join(f"<li><h3><a href=/show/{n}.html>{told[n].title}</a></h3><p>{told[n].day}</p></li>" for n in numbers)
    return f"<html><title>搜索结果</title><body>{field}<ul class=result>{rows}</ul><div class=turn>{after}</div></body></html>"


def _articles(site: Any) -> None:
    for n, story in enumerate(stories(30)):
        site.html(f"/show/{n}.html", phpcms(story))


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_search_is_proposed_that_finds_what_other_words_find(site: Any, tmp_path: Path, codec: str) -> None:
    """The proposal is looked at on a shelf; the crawl with a further keyword asks a real site."""
    _articles(site)
    shelf = Shelf()
    shelf.url = site.url
    hits = {"城管": range(18), "行政执法": range(10, 26)}

    def answer(asked: Any) -> tuple[int, str, bytes]:
        query = parse_qs(urlsplit(asked.path).query, encoding=codec)
        word, page = query["q"][0], int(query.get("p", ["1"])[0])
        found = hits[word]
        turn = "".join(f"<a href='?q={word}&p={n}'>{n}</a>" for n in (1, 2))
        return 200, f"text/html; charset={codec}", _results(found[9 * page - 9 : 9 * page], after=turn).encode(codec)

    class Asked:
        def __init__(self, path: str) -> None:
            self.path = path

    for word in hits:
        for page in ("", "&p=1", "&p=2"):
            path = f"/search?q={quote(word.encode(codec))}{page}"
            site.pages[path] = answer
            shelf.pages[path] = answer(Asked(path))
    shelf.pages |= {path: held for path, held in site.pages.items() if path.startswith("/show/")}
    proposal, text = shelf.looked(f"/search?q={quote('城管'.encode(codec))}")
    assert (proposal.values["type"], proposal.values["start_urls"]) == ("search", [f"{site.url}/search?q={{keyword}}"])
    assert proposal.values["search"] == {"keywords": ["城管"]} | ({} if codec == "utf-8" else {"encoding": codec})
    assert "站内搜索：搜的是“城管”" in text
    (tmp_path / "proposed.yml").write_text(text.replace("[城管]", "[城管, 行政执法]"), encoding="utf-8")
    source = load_source(tmp_path / "proposed.yml").model_copy(update={"politeness": HASTE})
    office = Office(tmp_path)
    result = office.crawl(source)
    assert (result.items, result.failed) == (26, ())


def test_the_field_that_shows_the_word_tells_a_search(shelf: Shelf) -> None:
    _articles(shelf)
    shelf.html("/s?docContent=ETC", _results(range(9), field=FIELD.format("docContent", "ETC")))
    proposal, _ = shelf.looked("/s?docContent=ETC")
    assert proposal.values["search"] == {"keywords": ["ETC"]}


@pytest.mark.parametrize("path", ["/list?id=zhzf", "/list?k=17", "/list?s=index", "/list"])
def test_a_list_is_no_search_because_it_has_a_parameter_or_a_search_box(shelf: Shelf, path: str) -> None:
    _articles(shelf)
    shelf.html(path, _results(range(9), field=FIELD.format("q", "请输入关键词")))
    proposal, _ = shelf.looked(path)
    assert proposal.values["type"] == "list"
    assert proposal.notes == ()


def test_a_word_that_may_be_a_column_is_said(shelf: Shelf) -> None:
    _articles(shelf)
    path = f"/list?lanmu={quote('执法监督')}"
    shelf.html(path, _results(range(9)))
    proposal, text = shelf.looked(path)
    assert proposal.values["type"] == "list"
    assert "# 请注意：地址里有词“执法监督”（参数 lanmu），但没有认出这是站内搜索" in text


def test_an_interface_that_searches_is_said_to_hold_one_word(shelf: Shelf) -> None:
    rows = [{"id": n, "title": one.title, "content": one.paragraphs_as("", ""), "time": one.day} for n, one in enumerate(stories(7))]
    path = f"/api?keyword={quote('城管')}"
    shelf.pages[path] = (200, "application/json", json.dumps(rows).encode())
    proposal, _ = shelf.looked(path)
    assert proposal.values["type"] == "json"
    assert any("只搜这一个词" in note and "“城管”" in note for note in proposal.notes)


def test_a_way_on_without_the_word_is_left_out(shelf: Shelf) -> None:
    _articles(shelf)
    turn = "".join(f"<a href='/result/77/{n}.html'>{n}</a>" for n in (2, 3))
    path = f"/search?q={quote('城管')}"
    shelf.html(path, _results(range(9), after=turn))
    shelf.html("/result/77/2.html", _results(range(9, 18), after=turn))
    proposal, _ = shelf.looked(path)
    assert "pagination" not in proposal.values
    assert any("每个词只看第一页" in note for note in proposal.notes)


def _why(shelf: Shelf, html: str) -> str:
    shelf.html("/so/", html)
    with pytest.raises(NotProposed) as raised:
        shelf.looked("/so/")
    return str(raised.value)


def test_a_form_without_results_names_the_address_to_look_at(shelf: Shelf) -> None:
    asked = f"{shelf.url}/search?site=3&q={quote('行政执法')}"
    assert f"zhijian sources new '{asked}'" in _why(shelf, f"<h1>站内搜索</h1>{FIELD.format('q', '')}")


def test_a_form_that_is_posted_is_described(shelf: Shelf) -> None:
    why = _why(shelf, f"<h1>站内搜索</h1>{FIELD.format('q', '').replace('get', 'post')}")
    assert f"提交到 {shelf.url}/search" in why
    assert 'search.form 为 {q: "{keyword}"，site: "3"}' in why


def test_a_form_to_log_in_is_none_to_search_with(shelf: Shelf) -> None:
    assert "搜索框" not in _why(shelf, "<form><input name=user><input type=password name=word></form>")
