"""The clue page of inspections of an enterprise: what was found, the law, the rows of the ledger, and a person's decisions."""

from datetime import date

import pytest

from index.build import clue_of_visits
from ingest.inspections import inspections_of
from nlp.inspection.engine import Checking
from nlp.inspection.review import reviews_of
from nlp.inspection.setting import Setting
from nlp.inspection.visits import visits_of
from nlp.procedure.local import LocalParameters
from nlp.procedure.local_inspection import InspectionCap

EACH = {"检查机关": "江临市应急管理局", "检查类型": "日常检查", "检查事项": "安全生产", "检查通知书文号": ""}


@pytest.fixture
def visits_clue(office, hostile) -> str:
    """One enterprise inspected three times, with a cap of two; its name is markup."""
    rows = inspections_of(
        [{**EACH, "企业名称": f"{hostile}公司", "检查日期": f"2025-0{month}-15"} for month in (2, 5, 9)], file="台账.xlsx"
    )
    run = office.store.begin_or_resume_run("inspections", "f").id
    office.store.save_inspections(run, rows)
    office.store.finish_run(run)
    setting = Setting(LocalParameters(inspection_caps=(InspectionCap(per_year=2),)))
    visits = next(visits_of(rows))
    review = reviews_of(visits, Checking(setting).judge(visits), setting, identity=visits.key)[0]
    clue = clue_of_visits(review, {row.id: row for row in rows})
    assert clue is not None
    office.store.save_visit_reviews([review.key], [(review, clue)])
    office.engine.add([clue])
    return clue.id


def test_the_rows_stand_beside_what_was_found(client, office, visits_clue, hostile) -> None:
    page = client.get(f"/clues/{visits_clue}").text
    assert "疑似超过年度检查频次上限" in page
    assert "同一行政机关对同一企业的经济检查每年一般不得超过一次" in page
    assert page.count("<tr id=") == 3
    assert "台账.xlsx 第 3 行" in page
    assert "<th>检查通知书文号</th>" in page, "an empty cell is evidence too"
    assert hostile not in page


def test_a_decision_on_a_finding_is_kept(client, csrf, office, visits_clue) -> None:
    page = client.get(f"/clues/{visits_clue}").text
    form = {"csrf": csrf(page), "verdict": "confirm", "rule": "inspect.frequency_cap", "reason": "已核对台账"}
    answer = client.post(f"/clues/{visits_clue}/decide", data=form)
    assert answer.headers["location"] == f"/clues/{visits_clue}#issue-0"
    assert "已核对台账" in client.get(f"/clues/{visits_clue}").text
    clue = office.store.clue(visits_clue)
    assert clue is not None
    assert (clue.status, clue.occurred_on) == ("已确认", date(2025, 9, 15))


def test_the_desk_finds_it_by_channel_and_agency(client, visits_clue) -> None:
    page = client.get("/", params={"channel": "inspection"}).text
    assert "检查记录" in page
    assert f"/clues/{visits_clue}" in page
    assert "同一机关对同一企业年度检查超过频次上限" in page


def test_a_clue_whose_review_is_gone_says_so(client, office, visits_clue) -> None:
    clue = office.store.clue(visits_clue)
    assert clue is not None
    office.store.save_visit_reviews([next(iter(office.store.enterprise_names()))[0]], [])
    assert client.get(f"/clues/{visits_clue}").status_code == 404
