"""The search desk: the state in the address, counts that are true, marks, export, and what it says when it cannot answer."""

import csv
import io
import re

import pytest

from index.elastic_engine import ElasticEngine


def total(page: str) -> int:
    found = re.search(r'data-total="(\d+)"', page)
    assert found, page[:300]
    return int(found[1])


def test_without_words_everything_is_listed_riskiest_first(client, office) -> None:
    page = client.get("/").text
    assert total(page) == office.store.clue_count()
    risks = [int(value) for value in re.findall(r"风险 (\d+)</span>", page)]
    assert risks == sorted(risks, reverse=True)


def test_words_filters_and_order_stand_in_the_address(client) -> None:
    page = client.get("/", params={"q": "罚款", "severity": "fatal", "sort": "date"}).text
    assert 'value="罚款"' in page
    assert total(page) > 0
    assert "<mark>罚款</mark>" in page
    assert "取消" in page


def test_a_facets_count_is_what_a_click_shows(client) -> None:
    page = client.get("/").text
    links = re.findall(r'href="(/\?[^"]*severity=[^"]+)"[^>]*>.*?(\d+)\s*</', page, re.DOTALL)
    assert links
    for address, count in links:
        assert total(client.get(address.replace("&amp;", "&")).text) == int(count)


def test_the_months_are_drawn_and_a_click_on_one_shows_as_many(client) -> None:
    page = client.get("/").text
    bars = re.findall(r'<a href="(/\?month=[\d-]+)"[^>]*aria-label="([\d-]+)，(\d+) 条"', page)
    months = [month for _, month, _ in bars][:18]
    assert months == sorted(months)
    assert len(months) == 18
    for address, _, count in bars[:18]:
        assert total(client.get(address).text) == int(count)


def test_pages_follow_one_another_without_a_gap(client, office) -> None:
    seen: list[str] = []
    address = "/?sort=score"
    while address:
        page = client.get(address).text
        seen += re.findall(r'data-href="/clues/([0-9a-f]{32})"', page)
        following = re.search(r'class="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == office.store.clue_count()


@pytest.mark.parametrize("path", ["/", "/?q=%3Cscript%3E", "/dossiers", "/runs"])
def test_hostile_names_are_shown_as_text(client, hostile: str, path: str) -> None:
    assert hostile not in client.get(path).text


def test_the_clue_of_a_hostile_name_is_shown_as_text(client, hostile: str, office) -> None:
    for clue in office.store.clues():
        if hostile in clue.title or hostile == clue.party:
            page = client.get(f"/clues/{clue.id}").text
            assert hostile not in page
            assert "&lt;script&gt;" in page


@pytest.mark.parametrize("query", ["q=没有这样的词语组合xyz", "severity=info"])
def test_nothing_found_says_what_to_do(client, query: str) -> None:
    page = client.get(f"/?{query}").text
    assert total(page) == 0
    assert "没有符合条件的线索" in page


@pytest.mark.parametrize("query", ["cursor=nonsense", "q=罚款&cursor=W10", "sort=colour", "colour=red"])
def test_an_address_that_was_tampered_with_is_no_crash(client, query: str) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code < 500
    assert "执鉴" in answer.text


def test_the_export_opens_in_a_spreadsheet_and_runs_nothing(client, office) -> None:
    answer = client.get("/export.csv", params={"q": ""})
    text = answer.content.decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == 1 + office.store.clue_count()
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@")]
    chosen = client.get("/export.csv", params={"id": office.case_clue}).content.decode("utf-8")
    assert len(list(csv.reader(io.StringIO(chosen)))) == 2


def test_the_interface_gives_the_same_answers_as_the_page(client) -> None:
    answer = client.get("/api/search", params={"q": "罚款"}).json()
    assert answer["total"] == total(client.get("/", params={"q": "罚款"}).text)
    assert answer["facets"]["severity"]
    quote = next(quote for hit in answer["hits"] for quote in hit["quotes"] if quote["highlights"])
    assert all(0 <= a < b <= len(quote["text"]) for a, b in quote["highlights"])
    described = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/search", "/api/clues/{id}", "/api/dossiers/{key}"} <= described.keys()


def test_a_search_server_that_is_down_is_one_sentence_and_the_rest_works(make_app, browse, enrol) -> None:
    client = browse(make_app(engine=ElasticEngine("http://127.0.0.1:9")))
    enrol(client)
    answer = client.get("/?q=罚款")
    assert answer.status_code == 503
    assert "检索服务 http://127.0.0.1:9 连接不上" in answer.text
    assert "Traceback" not in answer.text
    assert client.get("/dossiers").status_code == client.get("/runs").status_code == 200


def test_an_office_without_clues_says_how_to_get_some(tmp_path, browse, enrol) -> None:
    from index.search import open_engine
    from index.store import Store
    from ingest.vault import Vault
    from review.app import create_app

    with Store(f"sqlite:///{tmp_path / 'z.db'}") as store:
        home = tmp_path / "home"
        home.mkdir()
        app = create_app(
            store=store, engine=open_engine(home, None), vault=Vault(home / "vault"), home=home, setup_code="setup-code-for-tests"
        )
        client = browse(app)
        enrol(client)
        page = client.get("/").text
        assert "还没有线索" in page
        assert "zhijian demo" in page
        for path in ("/dossiers", "/runs"):
            assert client.get(path).status_code == 200
