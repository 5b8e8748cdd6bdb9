"""The clue and dossier pages: what was found, the law, the evidence on the very words, and a person's decisions."""

import re

import pytest

from index.query import Query


def decide(client, csrf, clue: str, **form: str):
    page = client.get(f"/clues/{clue}").text
    return client.post(f"/clues/{clue}/decide", data={"csrf": csrf(page), **form})


def test_findings_stand_in_order_of_severity_with_law_and_pages(client, office) -> None:
    page = client.get(f"/clues/{office.case_clue}").text
    places = [page.index(words) for words in ("疑似应当法制审核而未审核", "疑似超过办案期限", "疑似金额大小写不一致")]
    assert places == sorted(places)
    assert "行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定" in page
    assert "第六十条" in page
    assert "疑似问题线索" in page
    assert "听证标准未在本地参数中填写" in page


def test_boxes_lie_where_the_words_are(client, office) -> None:
    finding = office.report.findings[0]
    evidence = finding.evidence[0]
    page = client.get(f"/clues/{office.case_clue}", params={"page": evidence.page}).text
    row = office.report.pages[evidence.page - 1]
    wanted = [(box.x0 / row.width * 100, box.top / row.height * 100) for box in evidence.boxes]
    shown = [(float(x), float(y)) for x, y in re.findall(r'<rect[^>]* x="([\d.]+)%" y="([\d.]+)%"', page)]
    assert wanted
    for x, y in wanted:
        assert any(abs(x - a) < 1.5 and abs(y - b) < 1.5 for a, b in shown), (wanted, shown)


def test_what_is_missing_is_shown_in_the_list_of_writs(client, office) -> None:
    page = client.get(f"/clues/{office.case_clue}").text
    assert "卷内未见" in page
    assert "法制审核" in page
    assert 'id="writs"' in page


def test_a_text_is_shown_with_the_sentence_marked(client, office) -> None:
    page = client.get(f"/clues/{office.event_clue}").text
    assert re.search(r"<mark[^>]*>当场收了我200元罚款，不给票据</mark>", page)
    assert "城东街道执法队" in page


def test_a_decision_is_kept_beside_what_the_machine_found(client, csrf, office) -> None:
    before = office.store.clue(office.case_clue)
    assert decide(client, csrf, office.case_clue, verdict="doubt", reason="待补材料").status_code == 303
    assert decide(client, csrf, office.case_clue, verdict="confirm").status_code == 303
    page = client.get(f"/clues/{office.case_clue}").text
    assert "此前的意见 1 条" in page
    assert "待补材料" in page
    after = office.store.clue(office.case_clue)
    assert after is not None
    assert before is not None
    assert (after.issues, after.summary, after.score) == (before.issues, before.summary, before.score)
    assert after.status != before.status
    hit = next(hit for hit in office.engine.search(Query(filters={"status": (after.status,)})).hits if hit.clue == after.id)
    assert hit.clue == office.case_clue


def test_one_issue_can_be_dismissed_with_its_reason(client, csrf, office) -> None:
    answer = decide(client, csrf, office.case_clue, verdict="dismiss", rule="decision.over_90_days", reason="另有延期审批")
    assert answer.headers["location"].startswith(f"/clues/{office.case_clue}")
    assert "#issue-" in answer.headers["location"]
    assert "另有延期审批" in client.get(f"/clues/{office.case_clue}").text


@pytest.mark.parametrize(
    "form",
    [
        {"verdict": "dismiss"},
        {"verdict": "dismiss", "reason": "   "},
        {"verdict": "delete"},
        {"verdict": "confirm", "rule": "no.such_rule"},
    ],
)
def test_a_decision_that_will_not_do_is_refused_in_words(client, csrf, office, form: dict[str, str]) -> None:
    answer = decide(client, csrf, office.case_clue, **form)
    assert answer.status_code == 422
    assert "没有改动任何内容" in answer.text
    assert office.store.decisions(office.case_clue) == []


def test_the_way_back_leads_nowhere_else(client, csrf, office) -> None:
    answer = decide(client, csrf, office.case_clue, verdict="confirm", back="?page=2&at=0.0")
    assert answer.headers["location"].startswith(f"/clues/{office.case_clue}?page=2")
    answer = decide(client, csrf, office.case_clue, verdict="confirm", back="//evil.example")
    assert "evil" not in answer.headers["location"]


@pytest.mark.parametrize(
    "path", ["/clues/" + "0" * 32, "/dossiers/" + "f" * 64, "/runs/none", "/jobs/none", "/no-such-page", "/clues/x/y/z"]
)
def test_what_is_not_there_is_said_in_words(client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "代码 404" in answer.text
    assert "线索检索" in answer.text


def test_the_dossier_page_shows_steps_clocks_checks_and_writs(client, office) -> None:
    page = client.get(f"/dossiers/{office.report.key}").text
    for name in ("立案", "取证", "审核", "告知", "决定", "送达", "执行", "结案"):
        assert name in page
    assert "109 / 90" in page
    assert re.search(r"class=\"[^\"]*(?:over|missing)", page)
    for words in ("命中", "待人工", "符合", "不适用", "行政处罚决定书", "好味餐饮店.pdf", "赵一鸣"):
        assert words in page


def test_a_clock_run_over_and_a_period_not_kept_read_differently(client, office) -> None:
    page = client.get(f"/dossiers/{office.report.key}").text
    assert "超 19 日" in page
    assert "1 / 至少 5 个工作日" in page
    assert "少 4 个工作日" in page
    assert "告知期限：已用 1 个工作日，至少 5 个工作日，不足" in page
    assert "另扣除 2 日" in page
    assert "超 -" not in page


def test_the_interface_gives_clue_and_dossier(client, office) -> None:
    clue = client.get(f"/api/clues/{office.case_clue}").json()
    assert clue["severity"] == "fatal"
    assert clue["decisions"] == []
    row = client.get(f"/api/dossiers/{office.report.key}").json()
    assert {finding["rule"] for finding in row["findings"]} == {finding.rule for finding in office.report.breaches}
    assert client.get("/api/clues/" + "0" * 32).status_code == 404


def test_page_images_have_the_width_asked_for_within_bounds(client, office) -> None:
    def width(address: str) -> int:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/png"
        return int.from_bytes(answer.content[16:20], "big")

    base = f"/dossiers/{office.report.key}/pages/1.png"
    assert abs(width(f"{base}?w=900") - 900) <= 1
    assert width(f"{base}?w=160") < 200
    assert client.get(f"{base}?w=99999").status_code in (200, 404, 422)
    assert client.get(f"/dossiers/{office.report.key}/pages/99.png").status_code == 404
    assert client.get(f"/dossiers/{office.report.key}/pages/0.png").status_code == 404


def test_an_original_that_is_gone_is_said_and_the_findings_still_stand(client, office) -> None:
    place = office.vault.path(office.report.files[0].sha256)
    place.chmod(0o600)
    place.unlink()
    page = client.get(f"/clues/{office.case_clue}").text
    assert "没有图像可以显示" in page
    assert "疑似超过办案期限" in page
    assert client.get(f"/dossiers/{office.report.key}/pages/2.png?w=500").status_code == 404


def test_the_ledger_of_a_run_can_be_read_by_outcome(client, office) -> None:
    run = next(run for run in office.store.runs() if run.kind == "screen")
    page = client.get(f"/runs/{run.id}").text
    assert "加密.pdf" in page
    assert "请去除密码后重新提交" in page
    failed = client.get(f"/runs/{run.id}", params={"status": "failed"}).text
    assert "损坏.pdf" in failed
    assert "加密.pdf：" not in failed


def test_a_run_that_ended_is_counted_by_rule_and_by_agency(client, office) -> None:
    run = next(run for run in office.store.runs() if run.kind == "screen")
    page = client.get(f"/runs/{run.id}").text
    for row in office.store.figures_of(run).offices:
        assert row.agency in page
    assert "命中的检查项" in page
    address = re.search(r'href="(/\?channel=dossier&amp;issue=review[^"]+)"[^<]*>[^<]*</a></td><td class="num r">(\d+)', page)
    assert address
    found = client.get(address[1].replace("&amp;", "&")).text
    assert f'data-total="{address[2]}"' in found


def test_the_rules_page_names_every_check_with_its_law(client) -> None:
    from nlp.procedure.rules import rules

    page = client.get("/rules").text
    assert [rule.name_zh for rule in rules().values() if rule.name_zh not in page] == []
    assert "行政处罚法" in page


def test_views_and_decisions_are_on_record_for_administrators_only(client, csrf, app, browse, office) -> None:
    decide(client, csrf, office.case_clue, verdict="confirm")
    page = client.get("/audit").text
    assert "张三" in page or "zhangsan" in page
    form = {"name": "lisi", "display": "李四", "office": "", "password": "Tongyong-2026-mima", "csrf": csrf(client.get("/account").text)}
    assert client.post("/account/users", data=form).status_code == 200
    other = browse(app)
    other.post("/login", data={"name": "lisi", "password": "Tongyong-2026-mima", "csrf": csrf(other.get("/login").text)})
    assert other.get("/").status_code == 200
    assert other.get("/audit").status_code == 403
    assert other.post("/account/users", data={**form, "name": "wangwu", "csrf": csrf(other.get("/account").text)}).status_code == 403


def test_an_error_of_ours_tells_its_number_and_no_more(make_app, browse, enrol, office) -> None:
    class Broken:
        def search(self, query):
            raise RuntimeError("secret detail")

    client = browse(make_app(engine=Broken()), raise_server_exceptions=False)
    enrol(client)
    answer = client.get("/?q=罚款")
    assert answer.status_code == 500
    assert "错误编号" in answer.text
    assert "secret detail" not in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_a_sentence_read_in_the_title_is_marked_there() -> None:
    from nlp.opinion.reading import Signal
    from review.cards import title_pieces

    signals = [Signal("sig.target_quota", "罚款有指标", 0, 0, 0.8), Signal("sig.no_receipt", "不给票据", 7, 11, 0.8)]
    assert title_pieces("记者暗访：罚款有指标", signals) == [("记者暗访：", ""), ("罚款有指标", "sig.target_quota")]
