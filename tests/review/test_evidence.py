"""Evidence on the page: every fact leads to its words, the box holds exactly these words, a hole stands where the writ belongs."""

import html
import re
from dataclasses import replace

import pytest

from review import cards

NUMBERS = re.compile(r'<rect[^>]* x="([\d.]+)%" y="([\d.]+)%" width="([\d.]+)%" height="([\d.]+)%"')
AIR = 2.0  # points a box may be larger than its words, on each side


def test_every_fact_leads_to_a_page_with_a_box_around_just_its_words(client, office) -> None:
    base = f"/clues/{office.case_clue}"
    page = client.get(base).text
    links = [html.unescape(link) for link in re.findall(r'<li><a href="([^"#]+)#viewer" hx-get="[^"]+" data-at=', page)]
    evidence = [piece for finding in office.report.breaches for piece in finding.evidence]
    assert len(links) == len(evidence)
    for link, piece in zip(links, evidence, strict=True):
        assert f"page={piece.page}" in link
        row = office.report.pages[piece.page - 1]
        shown = [tuple(map(float, found)) for found in NUMBERS.findall(client.get(link).text)]
        for box in piece.boxes:
            assert any(
                0 <= box.x0 - x / 100 * row.width <= AIR
                and 0 <= box.top - y / 100 * row.height <= AIR
                and 0 <= (x + w) / 100 * row.width - box.x1 <= AIR
                and 0 <= (y + h) / 100 * row.height - box.bottom <= AIR
                for x, y, w, h in shown
            ), (piece.quote, box, shown)


def test_a_page_shows_the_boxes_of_its_own_evidence_only(client, office) -> None:
    for row in office.report.pages:
        page = client.get(f"/clues/{office.case_clue}", params={"page": row.number}).text
        wanted = sum(len(piece.boxes) for finding in office.report.breaches for piece in finding.evidence if piece.page == row.number)
        assert len(NUMBERS.findall(page)) == wanted, row.number


def test_the_hole_stands_between_the_writs_where_the_missing_one_belongs(client, office) -> None:
    page = client.get(f"/clues/{office.case_clue}").text
    writs = page[page.index('id="writs"') :]
    hole = writs.index("缺：")
    assert writs.index("调查询问笔录") < hole < writs.index("送达回证")
    assert hole < writs.index("行政处罚决定书")


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5, 6), (5, 0, 1, 2, 3, 4, 6), (0, 3, 4, 5, 6, 1, 2)])
def test_a_hole_is_found_its_place_however_the_dossier_is_bound(office, order: tuple[int, ...]) -> None:
    bound = tuple(replace(office.report.writs[i], first_page=n, last_page=n) for n, i in enumerate(order, 1))
    slots = cards.slots(replace(office.report, writs=bound))
    assert [slot.writ is None for slot in slots].count(True) == 1
    names = [slot.writ.type if slot.writ else "hole" for slot in slots]
    assert [name for name in names if name != "hole"] == [writ.type for writ in bound]
    assert names.index("hole") < names.index("prior_notice")
    if order[:3] == (0, 1, 2):
        assert names[names.index("hole") - 1] == "inquiry_record"


def test_walking_through_the_evidence_passes_every_piece_once(client, office) -> None:
    address, seen = f"/clues/{office.case_clue}?at=0.0&page=6", []
    while address:
        page = client.get(address).text
        seen.append(re.search(r"at=([\d.]+)", address)[1])
        following = re.search(r'<a(?=[^>]*data-(?:key|go)="(?:n|next)")[^>]*href="([^"#]+)', page)
        address = html.unescape(following[1]) if following else ""
    wanted = [f"{i}.{j}" for i, finding in enumerate(office.report.breaches) for j, _ in enumerate(finding.evidence)]
    assert seen == wanted


def test_a_law_is_quoted_as_a_quotation(client, office) -> None:
    page = client.get(f"/clues/{office.case_clue}").text
    for finding in office.report.breaches:
        for law in finding.law:
            assert re.search(rf'<blockquote class="law">\s*<p>[^<]*{re.escape(law.quote[:30])}', page)


def test_an_address_of_evidence_that_is_no_more_still_shows_a_page(client, office) -> None:
    for params in ({"at": "99.0"}, {"page": "4000"}, {"at": "x.y", "page": "3"}):
        answer = client.get(f"/clues/{office.case_clue}", params=params)
        assert answer.status_code == 200
        assert f"/dossiers/{office.report.key}/pages/" in answer.text


def test_an_outcome_without_files_says_so(client, office) -> None:
    run = office.store.runs()[0].id
    assert "没有重复的文件" in client.get(f"/runs/{run}", params={"status": "duplicate"}).text
    assert "没有这一类案卷" in client.get("/dossiers", params={"status": "failed"}).text
