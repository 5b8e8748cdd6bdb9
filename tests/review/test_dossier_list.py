"""The list of dossiers: found by name, party, agency or case number, and in the search of clues by name."""

from urllib.parse import quote

from index.query import Query


def test_a_dossier_is_found_by_what_the_list_shows(client, office) -> None:
    fields = office.report.fields
    for words in (office.report.name, fields["party"][:4], f"{fields['agency'][-3:]} {office.report.name}", office.report.name.lower()):
        assert f'href="/dossiers/{office.report.key}"' in client.get("/dossiers", params={"q": words}).text, words


def test_words_that_stand_nowhere_find_nothing_and_say_where_else_to_look(client, office) -> None:
    for words in ("没有这样的案卷", "%", "_", f"{office.report.name} 没有"):
        page = client.get("/dossiers", params={"q": words}).text
        assert f"/dossiers/{office.report.key}" not in page
        assert "没有找到" in page
        assert "全部 0" in page


def test_the_status_keeps_the_words(client, office) -> None:
    page = client.get("/dossiers", params={"q": office.report.name, "status": "done"}).text
    assert f"/dossiers/{office.report.key}" in page
    assert 'name="status" value="done"' in page
    assert f"status=failed&amp;q={quote(office.report.name)}" in page


def test_a_clue_is_found_by_the_name_of_its_dossier(office) -> None:
    found = office.engine.search(Query(words=office.report.name))
    assert office.case_clue in [hit.clue for hit in found.hits]
