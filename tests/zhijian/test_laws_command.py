"""``zhijian laws``: articles in force on a day, titles, and the regulations of one's own place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nlp.statutes.library import use_local_texts

RULES = """南山县停车管理办法
（2023年11月30日南山县人民政府令第12号公布）
第一条　为了加强停车管理，制定本办法。
第二条　占用盲道停车的，处五十元以上二百元以下罚款。
第三条　本办法自2024年1月1日起施行。
"""
DECISION = """行政处罚决定书
南城罚决〔2024〕8号
当事人：张三
经查，当事人占用盲道停车，违反了《南山县停车管理办法》第{article}条的规定。依据《南山县停车管理办法》第{article}条的规定，
决定对当事人作出如下行政处罚：罚款人民币100元。
南山县城市管理局
2024年6月6日
"""


@pytest.fixture(autouse=True)
def _bundled_again() -> Iterator[None]:
    yield
    use_local_texts(None)


def test_an_article_of_the_version_in_force_on_a_day(here: Any) -> None:
    old = here("laws", "show", "行政处罚法", "60", "--on", "2020-05-01")
    assert old.code == 0
    assert "《中华人民共和国行政处罚法》第60条" in old.out
    assert "2018-01-01 至 2021-07-14；文本未经核对；来源" in old.out
    assert "应当依法予以赔偿" in old.out
    assert "第60条的内容，现为第81条" in old.out
    new = here("laws", "show", "《行政处罚法》", "第六十条")
    assert "2021-07-15 至今；已核对全文" in new.out
    assert "九十日" in new.out
    assert "本条的内容在旧法为第51条" in here("laws", "show", "处罚法", "七十二").out


def test_without_an_article_the_versions_are_listed(here: Any) -> None:
    shown = here("laws", "show", "行政复议法")
    assert "有效，2 个文本" in shown.out
    assert "2018-01-01 至 2023-12-31" in shown.out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["不存在的办法", "3"], 1, ["法规库没有《不存在的办法》", "zhijian laws import"]),
        (["处罚", "3"], 1, ["相近的有：", "治安管理处罚法"]),
        (["行政处罚法", "99"], 1, ["没有第99条，该文本共 86 条", "--on"]),
        (["行政处罚法", "三条半"], 2, ["条号“三条半”无效：应为 60、六十"]),
        (["行政处罚法", "3", "--on", "2020-02-30"], 2, ["--on “2020-02-30”无效", "2024-05-01"]),
        (["合同法", "5"], 1, ["已经失效，已由《中华人民共和国民法典》取代", "--on"]),
        (["民法典", "5", "--on", "2019-01-01"], 1, ["尚未施行，最早的文本自2021年1月1日起施行"]),
        (["环境行政处罚办法", "3", "--on", "2015-01-01"], 1, ["只有名称，法规库没有条文", "zhijian laws import"]),
    ],
)
def test_what_is_not_there_is_told_with_a_remedy(here: Any, arguments: list[str], code: int, words: list[str]) -> None:
    ended = here("laws", "show", *arguments)
    assert ended.code == code
    assert all(word in ended.err for word in words), ended.err


def test_titles_are_listed_by_words(here: Any) -> None:
    found = here("laws", "list", "行政", "处罚")
    assert found.code == 0
    assert "《中华人民共和国行政处罚法》　有效，2 个文本" in found.out
    assert "《环境行政处罚办法》　已失效（2023-07-01 起失效），只有名称，没有条文" in found.out
    assert "法规库没有名称含“天书”的法律法规" in here("laws", "list", "天书").out


def test_a_folder_is_imported_and_a_bad_file_does_not_stop_the_others(here: Any, tmp_path: Path) -> None:
    folder = tmp_path / "法规"
    (folder / "县").mkdir(parents=True)
    (folder / "县" / "停车.txt").write_text(RULES, encoding="utf-8")
    (folder / "缺条.md").write_text(RULES.replace("第二条", "第四条"), encoding="utf-8")
    (folder / "图.pdf").write_bytes(b"%PDF-1.4\n")
    ended = here("laws", "import", folder)
    assert ended.code == 1
    assert "已导入《南山县停车管理办法》：南山县人民政府，2023-11-30 公布，2024-01-01 施行（正文）" in ended.out
    assert "导入 1 部，未能导入 2 个文件" in ended.out
    assert "缺条.md：第4行：第1条之后是第4条" in ended.err
    assert "图.pdf：不能导入PDF。请用 Word 或 WPS 另存为 .docx" in ended.err
    shown = here("laws", "show", "南山县停车管理办法", "2")
    assert "南山县人民政府，2023年文本：2024-01-01 至今；文本未经核对；来源 停车.txt" in shown.out
    assert "五十元以上二百元以下" in shown.out
    assert "《南山县停车管理办法》" in here("laws", "list", "南山").out


def test_options_and_a_second_import(here: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RULES, encoding="utf-8")
    assert here("laws", "import", tmp_path / "a.txt").code == 0
    again = here("laws", "import", tmp_path / "a.txt", "--issuer", "南山县政府", "--in-force", "2024-02-01")
    assert "南山县政府，2023-11-30 公布，2024-02-01 施行（导入时指定）" in again.out
    assert "有效，1 个文本" in here("laws", "show", "南山县停车管理办法").out
    (tmp_path / "b.txt").write_text(RULES, encoding="utf-8")
    several = here("laws", "import", tmp_path / "a.txt", tmp_path / "b.txt", "--title", "某办法")
    assert several.code == 2
    assert "只能用于一个文件" in several.err


def test_what_the_library_holds_is_not_imported(here: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RULES.replace("南山县停车管理办法", "优化营商环境条例").replace("2024年", "2019年"), encoding="utf-8")
    ended = here("laws", "import", tmp_path / "a.txt", "--in-force", "2019-01-01")
    assert ended.code == 1
    assert "a.txt：法规库自带《优化营商环境条例》2020年1月1日起施行的文本，不必导入" in ended.err


def test_worker_processes_check_citations_against_imported_texts(program: Any, tmp_path: Path) -> None:
    (tmp_path / "停车.txt").write_text(RULES, encoding="utf-8")
    cases = tmp_path / "案卷"
    cases.mkdir()
    for name, article in (("错", "九"), ("对", "二")):
        (cases / f"{name}.txt").write_text(DECISION.format(article=article), encoding="utf-8")
    assert _verdicts(program, cases, tmp_path / "前.jsonl") == {"错": "unknown", "对": "unknown"}
    assert program.run("laws", "import", tmp_path / "停车.txt").code == 0
    assert _verdicts(program, cases, tmp_path / "后.jsonl") == {"错": "breach", "对": "met"}
    assert "该文本未经核对" in (tmp_path / "后.jsonl").read_text(encoding="utf-8")


def test_damage_is_told_before_the_work_and_by_the_doctor(program: Any, tmp_path: Path) -> None:
    program.home.mkdir()
    (program.home / "local-laws.json.xz").write_bytes(b"broken")
    (tmp_path / "案卷").mkdir()
    (tmp_path / "案卷" / "a.txt").write_text(DECISION.format(article="二"), encoding="utf-8")
    ended = program.run("screen", tmp_path / "案卷")
    assert ended.code == 1
    assert "本地法规文件已损坏" in ended.err
    assert "重新导入" in ended.err
    assert program.run("doctor").code == 1


def _verdicts(program: Any, cases: Path, out: Path) -> dict[str, str]:
    ended = program.run("screen", cases, "--json", out, "--again", "--all-verdicts")
    assert ended.code == 0, ended.err
    found = {}
    for report in map(json.loads, out.read_text(encoding="utf-8").splitlines()):
        found[report["dossier"]] = next(one["verdict"] for one in report["findings"] if one["rule"] == "law.citation_nonexistent")
    return found
