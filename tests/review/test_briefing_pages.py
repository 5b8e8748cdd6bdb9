"""The pages of briefings and the DOCX: counts that add up, what is left out, what there is to do, days that were caught up with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from starlette.testclient import TestClient

from index.briefing import Briefing, Figures
from index.store import Store
from review import briefing_wording as wording
from review.rendering import page_of
from review.scanning import ScanStatus
from tests.index.briefing_office import AGENCY, CART, DAY, BriefingOffice

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
WORD = "Jianding-2026-ceshi"


@pytest.fixture
def desk(office) -> BriefingOffice:
    """The office with a first briefing, of what the test office held before."""
    made = BriefingOffice(office.store)
    made.tell(days_ago=4)
    return made


@pytest.fixture
def eventful(desk: BriefingOffice) -> Briefing:
    """A briefing with more of everything than is told one by one."""
    desk.say("a", CART, title="扣车不开单据", reply="")
    desk.say("b", CART.replace("临川路丽景新城", "学府路百合花园"), title="百合花园扣车", reply="")
    desk.many("甲乙丙丁戊己")
    desk.tell(days_ago=3)
    for id, title, text in (("a", "扣车不开单据", CART), ("b", "百合花园扣车", CART.replace("临川路丽景新城", "学府路百合花园"))):
        clue = desk.say(id, text, title=title, reply="您好！经查属实，已退还。", reply_date="2025-04-21")
        desk.say(f"{id}2", f"转发：{text}", day=DAY + timedelta(days=1), site="红网")
        desk.store.decide(clue, "confirm", user="zhangsan", reason="已约谈")
    desk.many("庚辛壬癸", reply="")
    desk.compare(date(2025, 6, 1), limit=30)
    desk.read("某局", warning="列表页无法打开")
    return desk.tell(top=1)


def text_of(page: str) -> str:
    """What a reader sees of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def document_of(client: TestClient, briefing: Briefing) -> str:
    answer = client.get(f"/briefings/{briefing.id}/briefing.docx")
    assert "attachment" in answer.headers["Content-Disposition"]
    paper = Document(BytesIO(answer.content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


def test_every_part_counts_what_it_leaves_out_on_the_page_in_the_document_and_in_the_mail(client: TestClient, eventful: Briefing) -> None:
    figures = eventful.figures
    assert (figures.grew, figures.answered, figures.decided) == (2, 2, 2)
    assert figures.new == 4
    assert figures.overdue >= 4
    page = text_of(client.get(f"/briefings/{eventful.id}").text)
    paper = document_of(client, eventful)
    assert paper.splitlines()[1] == f"2026 年第 {eventful.number} 期"
    mail = text_of(page_of("briefing_mail.html", briefing=eventful, wording=wording, link="", office="某局"))
    for said in (page, paper, mail):
        assert f"新增线索（{figures.new} 条）" in said
        assert "其余 1 条未逐条列出" in said
        assert "其余 1 件未逐条列出" in said
        assert f"其余 {figures.overdue - 1} 件未逐条列出" in said
        assert "督办逾期未答复与形式办结" in said
        assert said.index("逾期未答复与形式办结（") < said.index("已有答复（")
    assert "风险最高的 1 条" in page
    assert "其余 3 条风险较低，未逐条列出" in mail


def test_the_shares_of_fields_and_places_add_up_to_the_new_clues_and_lead_to_them(client: TestClient, eventful: Briefing) -> None:
    page = client.get(f"/briefings/{eventful.id}").text
    rows = re.findall(r'clues\?(field|region)=([^"]+)">.*?<b>(\d+)</b></td></tr>', page)
    for kind in ("field", "region"):
        counts = {name: int(count) for what, name, count in rows if what == kind}
        assert sum(counts.values()) == eventful.figures.new
        for name, count in counts.items():
            assert f'<span class="dim num">{count} 条</span>' in client.get(f"/briefings/{eventful.id}/clues?{kind}={name}").text


def test_a_missed_day_is_named_on_every_form(client: TestClient, eventful: Briefing) -> None:
    today = datetime.now().astimezone().date()
    first = today - timedelta(days=2)
    begins = f"含 {first.month} 月 {first.day} 日至 "
    assert begins in wording.span(eventful)
    assert begins in text_of(client.get(f"/briefings/{eventful.id}").text)
    assert begins in document_of(client, eventful)


def test_the_pages_of_a_briefing_without_news_and_of_one_that_is_not_there(client: TestClient, desk: BriefingOffice) -> None:
    empty = desk.tell()
    assert "本期未推送" in client.get(f"/briefings/{empty.id}").text
    assert "本期无新增。" in document_of(client, empty)
    assert client.get("/briefings/nobody").status_code == 404
    assert client.get("/briefings/nobody/briefing.docx").status_code == 404


def test_the_desk_leads_to_the_newest_briefing_with_news(client: TestClient, desk: BriefingOffice) -> None:
    desk.say("a", CART)
    told = desk.tell()
    desk.tell()
    assert f'href="/briefings/{told.id}">舆情简报 <span class="num">{told.day}</span>：新增 <b class="num">1</b> 条' in client.get("/").text


def test_the_list_shows_the_briefings_of_a_month_and_how_they_were_sent(client: TestClient, desk: BriefingOffice) -> None:
    desk.say("a", CART)
    told = desk.tell()
    desk.shelf.note_delivery(desk.shelf.deliveries(told.id)[0], "failed", "机器人地址无效")
    page = client.get(f"/briefings?month={told.day[:7]}").text
    assert f'href="/briefings/{told.id}"' in page
    assert re.search(r'title="机器人地址无效">督办群未送达', page)
    assert "还没有简报" in text_of(client.get("/briefings?month=2001-01").text)


def test_what_the_public_wrote_is_never_markup(client: TestClient, desk: BriefingOffice, hostile: str) -> None:
    desk.say("a", f"{CART}{hostile}", title=hostile, reply="")
    told = desk.tell()
    for page in (
        client.get(f"/briefings/{told.id}").text,
        page_of("briefing_mail.html", briefing=told, wording=wording, link="https://x.example", office=AGENCY),
    ):
        assert hostile not in page


def test_the_first_briefing_says_that_it_tells_what_had_gathered_and_the_next_compares_with_none_of_it(tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'zhijian.db'}") as store:
        desk = BriefingOffice(store)
        desk.many("甲乙丙丁戊")
        told = desk.tell(days_ago=4)
        assert wording.head_line(told).startswith("本期为首期，汇总已有的")
        assert told.history == ()
        assert dict(wording.to_do(told)) == {"new": "研判致命线索 5 条"}
        desk.say("a", CART)
        assert "日均较前 3 日日均 0.0 条增加 0.2 条）" in wording.head_line(desk.tell())


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-11-27", "2026-11-27", "2026 年 11 月 27 日"),
        ("2026-11-25", "2026-11-27", "2026 年 11 月 27 日，含 11 月 25 日至 27 日"),
        ("2026-11-30", "2026-12-02", "2026 年 12 月 2 日，含 11 月 30 日至 12 月 2 日"),
        ("2025-12-31", "2026-01-02", "2026 年 1 月 2 日，含 2025 年 12 月 31 日至 1 月 2 日"),
    ],
)
def test_the_days_of_a_briefing_as_they_are_written(first: str, last: str, said: str) -> None:
    assert wording.span(Briefing("b", last, first, 1, "", "", 1, "", Figures())) == said


@dataclass
class Standing:
    """Whoever runs the scans, and how things stand."""

    told: ScanStatus

    def start(self, *, user: str) -> bool:
        return False

    def status(self) -> ScanStatus:
        return self.told


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (ScanStatus(running=False), "还没有扫描过；没有设置定时"),
        (
            ScanStatus(running=False, problem="扫描没有做完（2），原因见数据目录中的 scan.log"),
            "扫描没有做完（2），原因见数据目录中的 scan.log；",
        ),
        (ScanStatus(running=False, began=NOON, result="interrupted"), "上次扫描被中断，再次扫描会接着做完"),
        (ScanStatus(running=False, began=NOON, result="interrupted", problem="扫描没有做完（-9）"), "扫描没有做完（-9）"),
        (ScanStatus(running=False, began=NOON, ended=NOON, result="done", problem="1 个来源不正常：甲"), "，1 个来源不正常：甲"),
        (ScanStatus(running=False, began=NOON, ended=NOON, result="done", next=NOON), "，已完成；下次"),
        (ScanStatus(running=True, began=NOON, result="running", sources=3), "开始，已读 3 个来源"),
    ],
)
def test_the_list_says_how_the_scan_stands(make_app, browse, csrf, status: ScanStatus, said: str) -> None:
    client = browse(make_app(scan=Standing(status)))
    form = {"code": "setup-code-for-tests", "name": "zhangsan", "display": "张三", "office": "某局", "password": WORD, "again": WORD}
    client.post("/setup", data={**form, "csrf": csrf(client.get("/setup").text)})
    shown = text_of(client.get("/briefings").text).replace(" ", "")
    assert said.replace(" ", "") in shown
    assert ("disabled" in client.get("/briefings").text) is status.running
