"""The clue page of what several dossiers show together: both sides next to each other, peers as dots, a person's decision."""

from datetime import date

import pytest

from index import store_across
from index.build_across import clue_of_across
from index.sqlite import writing
from ingest.document import Box
from nlp.across.finding import AcrossFinding, Peer, Side
from nlp.procedure.finding import Evidence, LegalBasis
from review.across import plot

LAW = LegalBasis("中华人民共和国行政处罚法", "第四十六条", "证据必须经查证属实，方可作为认定案件事实的根据。", "2021-07-15", None, True)
OTHER = f"{1:064x}"


def seen(page: int) -> tuple[Evidence, ...]:
    return (Evidence(f"询问笔录 {page}", "桌椅是我店摆放的", page, boxes=(Box(72.0, 90.0, 300.0, 110.0),)),)


def keep(office, finding: AcrossFinding) -> str:
    with writing(office.store.engine).begin() as connection:
        store_across.write_findings(connection, [finding])
    office.engine.sync(office.store)
    return clue_of_across(finding).id


@pytest.fixture
def copied(office) -> str:
    """Two dossiers with one record; the name of one is markup."""
    sides = (Side(office.report.key, "dossier", office.report.name, seen(3)), Side(f"{0:064x}", "dossier", "别卷", seen(2)))
    finding = AcrossFinding(
        "f" * 32, "invest.record_cloned", "major", "疑似跨案卷笔录雷同：相似度97%", date(2024, 3, 6), sides, (LAW,), 0.97
    )
    return keep(office, finding)


def test_both_sides_stand_next_to_each_other(client, office, copied) -> None:
    page = client.get(f"/clues/{copied}").text
    assert "疑似跨案卷笔录雷同：相似度97%" in page
    assert page.count('class="side"') == 2
    for key, number in ((office.report.key, 3), (f"{0:064x}", 2)):
        assert f'href="/dossiers/{key}/view?page={number}"' in page
        assert f'src="/dossiers/{key}/pages/{number}.png?w=900"' in page
    assert page.count('<rect class="major active"') == 2
    assert "证据必须经查证属实" in page
    assert client.get(f"/dossiers/{office.report.key}/pages/3.png?w=900").status_code == 200


def test_it_is_found_and_told_on_both_dossiers(client, office, copied) -> None:
    assert f"/clues/{copied}" in client.get("/?q=雷同").text
    for key in (office.report.key, f"{0:064x}"):
        assert f"/clues/{copied}" in client.get(f"/dossiers/{key}").text
    assert "跨案卷线索" not in client.get(f"/dossiers/{OTHER}").text


def test_names_from_outside_are_escaped(client, office, hostile, copied) -> None:
    sides = (Side(office.report.key, "dossier", f"{hostile}案", seen(3)), Side(OTHER, "dossier", "别卷", ()))
    id = keep(office, AcrossFinding("e" * 32, "invest.record_cloned", "major", f"疑似{hostile}", None, sides, (LAW,)))
    assert hostile not in client.get(f"/clues/{id}").text


def test_a_person_decides(client, office, copied, csrf) -> None:
    answer = client.post(
        f"/clues/{copied}/decide",
        data={"verdict": "confirm", "rule": "invest.record_cloned", "reason": "已核对", "csrf": csrf(client.get(f"/clues/{copied}").text)},
    )
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("#issue-0")
    assert "已核对" in client.get(f"/clues/{copied}").text
    clue = office.store.clue(copied)
    assert clue is not None
    assert clue.status != "待研判"


def test_peers_are_a_plot_and_a_table(client, office) -> None:
    peers = tuple(Peer(f"{i:064x}", f"同案{i}", date(2024, 3, i + 1), 1000.0 + 10 * i, 1000.0 + 10 * i, i == 9) for i in range(10))
    sides = (Side(office.report.key, "dossier", office.report.name, seen(6)), Side("9" * 64, "dossier", "已删案卷", seen(1)))
    rule = "discretion.similar_case_disparity"
    id = keep(
        office, AcrossFinding("d" * 32, rule, "info", "疑似类案不同罚", date(2024, 6, 18), sides, (LAW,), 0.6, peers=peers, unit="元")
    )
    page = client.get(f"/clues/{id}").text
    assert page.count("<circle") == 10
    assert page.count('<circle class="outlier"') == 1
    assert "同案9" in page
    assert "这份案卷已不在库中" in page


def test_like_values_are_stacked() -> None:
    drawn = plot([Peer(str(i), str(i), date(2024, 1, 1), 5.0 if i else 50.0, 5.0) for i in range(8)])
    assert drawn is not None
    assert len({(dot.x, dot.y) for dot in drawn.dots}) == 8
    assert drawn.median == 5.0
    assert plot([]) is None


def test_a_complaint_stands_beside_the_dossier(client, office, complain) -> None:
    text = "检查时没有出示证件。请处理。"
    told = complain(77, "没有出示证件", text, "检查时没有出示证件")
    sides = (
        Side(office.report.key, "dossier", office.report.name, seen(2)),
        Side("c77", "complaint", "没有出示证件", (Evidence("投诉反映", "检查时没有出示证件", 1),)),
    )
    id = keep(
        office, AcrossFinding("c" * 32, "risk.complaint_contradicts_dossier", "info", "疑似投诉反映与案卷记载矛盾", None, sides, (LAW,))
    )
    page = client.get(f"/clues/{id}").text
    assert "<mark>检查时没有出示证件</mark>" in page
    assert f"/clues/{id}" in client.get(f"/clues/{office.case_clue}").text
    assert f"/clues/{id}" in client.get(f"/clues/{told}").text
    assert page.count('class="side"') == 2
