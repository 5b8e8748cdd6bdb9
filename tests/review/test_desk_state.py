"""The state of the desk in its address: filters join, chips take them away again, an order orders, a share of the link is the same."""

import html
import re

import pytest


def total(page: str) -> int:
    found = re.search(r'data-total="(\d+)"', page)
    assert found
    return int(found[1])


def hits(page: str) -> list[str]:
    return re.findall(r'data-href="/clues/([0-9a-f]{32})"', page)


def test_a_second_value_of_a_facet_widens_and_another_facet_narrows(client) -> None:
    one = total(client.get("/", params={"severity": "fatal"}).text)
    both = total(client.get("/", params={"severity": ["fatal", "major"]}).text)
    joined = total(client.get("/", params={"severity": ["fatal", "major"], "channel": "complaint"}).text)
    assert 0 < one < both
    assert joined < both


def test_every_chip_takes_its_own_filter_away(client) -> None:
    page = client.get("/", params={"q": "罚款", "severity": "fatal", "channel": "dossier"}).text
    chips = [html.unescape(link) for link in re.findall(r'class="chip" href="([^"]+)"', page)]
    assert len(chips) == 2
    assert sorted(("severity=" in link, "channel=" in link) for link in chips) == [(False, True), (True, False)]
    assert all("q=" in link for link in chips)
    clear = re.search(r'class="clear" href="([^"]+)"', page)
    assert clear
    assert "severity" not in clear[1]


@pytest.mark.parametrize("facet", ["severity", "channel", "agency", "agency_type", "region", "category", "issue", "status", "month"])
def test_every_count_of_every_facet_is_what_a_click_shows(client, facet: str) -> None:
    page = client.get("/").text
    section = page[page.index(f'id="facet-{facet}"') :]
    section = section[: section.index("</section>")]
    values = re.findall(r'<li><a href="([^"]+)".*?class="count">([\d,]+)<', section)
    assert values
    for address, count in values:
        assert total(client.get(html.unescape(address)).text) == int(count.replace(",", "")), address


@pytest.mark.parametrize("sort", ["score", "severity", "date"])
def test_an_order_is_kept_from_page_to_page(client, office, sort: str) -> None:
    clues = {clue.id: clue for clue in office.store.clues()}
    address, seen = f"/?sort={sort}", []
    while address:
        page = client.get(address).text
        seen += hits(page)
        following = re.search(r'class="next" href="([^"]+)"', page)
        address = html.unescape(following[1]) if following else ""
    assert set(seen) == clues.keys()
    rank = {"fatal": 0, "major": 1, "minor": 2, "info": 3}
    keys = {
        "score": lambda clue: -clue.score,
        "severity": lambda clue: rank[clue.severity],
        "date": lambda clue: -(clue.occurred_on.toordinal() if clue.occurred_on else 0),
    }
    found = [keys[sort](clues[id]) for id in seen]
    assert found == sorted(found)


def test_the_same_link_shows_the_same_to_another_session(client, app, browse, csrf) -> None:
    other = browse(app)
    form = {"name": "zhangsan", "password": "Jianding-2026-ceshi", "csrf": csrf(other.get("/login").text)}
    assert other.post("/login", data=form).status_code == 303
    params = {"q": "罚款", "severity": "fatal", "sort": "date"}
    assert hits(client.get("/", params=params).text) == hits(other.get("/", params=params).text) != []


def test_a_word_with_a_minus_is_left_out(client) -> None:
    everything = total(client.get("/", params={"q": "罚款"}).text)
    without = total(client.get("/", params={"q": "罚款 -票据"}).text)
    assert 0 < without < everything


def test_the_months_can_be_reached_and_read_without_a_mouse(client) -> None:
    page = client.get("/").text
    months = page[page.index('<svg class="months"') :]
    months = months[: months.index("</svg>")]
    assert 'role="group"' in months
    assert months.count("<a href=") == months.count("aria-label=") - 1 == months.count("<title>")
    chosen = html.unescape(re.search(r'href="([^"]+)"[^>]*aria-label="[\d-]+，[1-9]', months)[1])
    assert 'class="chosen"' in client.get(chosen).text
