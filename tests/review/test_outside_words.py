"""Words that came from outside stay words: in a spreadsheet, on every page, in the interface."""

import csv
import io
import re

import pytest

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:")
FORMULAS = ('=HYPERLINK("http://evil.example")', "+1+1", "-2+3", "@SUM(1)", "\t=1+1")


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_complaint_is_exported_as_text(client, complain, formula: str) -> None:
    clue = complain(50, formula, f"{formula}。夜市的桌椅被收走没有清单", "夜市的桌椅被收走没有清单")  # an event of its own
    answer = client.get("/export.csv", params={"id": clue})
    header, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert formula.strip() in row[header.index("标题")]
    assert not row[header.index("标题")].startswith(("=", "+", "-", "@", "\t"))


def test_no_page_about_a_case_holds_a_script_or_style_of_its_own(client, office, browse, app) -> None:
    key, run = office.report.key, office.store.runs()[0].id
    addresses = [f"/clues/{office.case_clue}", f"/clues/{office.event_clue}", f"/dossiers/{key}", f"/dossiers/{key}/view?page=6"]
    addresses += [f"/runs/{run}", "/no-such-page", "/logout", f"/clues/{office.case_clue}?page=3&at=2.1", "/?q=没有的词语xyz"]
    for address in addresses:
        page = client.get(address).text
        assert "执鉴" in page
        assert not INLINE.search(page), address
    assert not INLINE.search(browse(app).get("/login").text)


def test_hostile_words_in_the_address_come_back_as_text(client, hostile: str, office) -> None:
    quoted = '"><img src=x onerror=alert(1)>'
    for words in (hostile, quoted):
        for name in ("q", "agency", "region", "month", "sort"):
            page = client.get("/", params={name: words}).text
            assert words not in page, (name, words)
        for path in ("/dossiers", f"/runs/{office.store.runs()[0].id}"):
            assert words not in client.get(path, params={"status": words}).text
        assert words not in client.get(f"/clues/{office.case_clue}", params={"at": words, "page": "1"}).text


def test_hostile_words_at_the_door_come_back_as_text(stranger, csrf, hostile: str) -> None:
    form = {"name": f'"{hostile}', "password": "x", "next": f'"{hostile}', "csrf": csrf(stranger.get("/login").text)}
    assert hostile not in stranger.post("/login", data=form).text


def test_the_audit_shows_hostile_words_as_text(client, csrf, hostile: str, office) -> None:
    page = client.get(f"/clues/{office.case_clue}").text
    client.post(f"/clues/{office.case_clue}/decide", data={"csrf": csrf(page), "verdict": "doubt", "reason": hostile})
    for path in ("/audit", f"/clues/{office.case_clue}"):
        page = client.get(path).text
        assert hostile not in page
        assert "&lt;script&gt;" in page


def test_the_interface_is_described_in_full(client, app) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.")
    assert all(path.startswith("/api/") for path in described["paths"])
    for methods in described["paths"].values():
        for operation in methods.values():
            assert operation["responses"]["200"]
            assert operation["operationId"]


def test_the_interface_answers_errors_as_data(client) -> None:
    for address, status in (("/api/search?size=0", 422), ("/api/search?sort=colour", 422), ("/api/dossiers/x", 404), ("/api/none", 404)):
        answer = client.get(address)
        assert answer.status_code == status
        assert answer.json()["message"]


def test_handing_in_without_a_queue_is_answered_503(client, csrf) -> None:
    answer = client.post("/upload", data={"csrf": csrf(client.get("/help").text)}, files=[("files", ("a.pdf", b"%PDF-1.4"))])
    assert answer.status_code == 503
    assert "zhijian screen" in answer.text
