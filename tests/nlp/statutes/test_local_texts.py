"""Local regulations read from files, and among the bundled statutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from ingest.errors import InputError, KnowledgeError
from nlp.statutes.library import library, use_local_texts
from nlp.statutes.local_store import merged, store, stored
from nlp.statutes.local_texts import Given, read_text
from nlp.statutes.text import decode

DECREE = """南山县人民政府令
第12号
《南山县停车管理办法》已经2023年11月20日县人民政府第30次常务会议通过，现予公布，自2024年1月1日起施行。
县长　张三
2023年11月30日

南山县停车管理办法

第一章　总　则
第一条　为了加强停车管理，制定本办法。
第二条　有下列情形之一的，责令改正：
（一）占用盲道的；
（二）占用消防通道的。
拒不改正的，处五十元以上二百元以下罚款。
附　则
第三条　本办法自2024年1月1日起施行。《南山县车辆停放管理办法》同时废止。
"""
MARKDOWN = """# 南山市停车条例

2015年6月1日 南山市第十届人民代表大会常务委员会第三次会议通过

2023年9月28日 南山市第十二届人民代表大会常务委员会第七次会议修正

## 第一章 总则

### **第一条** 为了加强停车管理，制定本条例。

**第二条** 本条例自2015年9月1日起施行。
"""


@pytest.fixture(autouse=True)
def _bundled_again() -> Iterator[None]:
    yield
    use_local_texts(None)


def read(path: Path, text: str, **given: Any) -> dict[str, Any]:
    path.write_text(text, encoding="utf-8")
    return read_text(path, path.name, Given(**given))


def test_a_decree_tells_title_issuer_and_days(tmp_path: Path) -> None:
    entry = read(tmp_path / "令.txt", DECREE)
    assert entry["title"] == "南山县停车管理办法"
    assert (entry["issuer"], entry["level"]) == ("南山县人民政府", "地方政府规章")
    assert (entry["published"], entry["from"], entry["basis"], entry["certain"]) == ("2023-11-30", "2024-01-01", "正文", True)
    assert entry["source"] == "令.txt"
    assert entry["repeals"] == ["南山县车辆停放管理办法"]
    articles = {number: paragraphs for number, _, paragraphs in decode(entry["text"])}
    assert articles[2] == (
        "有下列情形之一的，责令改正：\n（一）占用盲道的；\n（二）占用消防通道的。",
        "拒不改正的，处五十元以上二百元以下罚款。",
    )
    assert articles[3][0].startswith("本办法自")


def test_an_amended_text_applies_from_its_amendment(tmp_path: Path) -> None:
    entry = read(tmp_path / "条例.md", MARKDOWN)
    assert (entry["title"], entry["issuer"]) == ("南山市停车条例", "南山市人民代表大会常务委员会")
    assert (entry["adopted"], entry["published"], entry["from"]) == ("2015-06-01", "2023-09-28", "2023-09-28")
    assert (entry["basis"], entry["certain"]) == ("公布日，施行日未核", False)
    assert [number for number, _, _ in decode(entry["text"])] == [1, 2]


def test_what_the_user_says_comes_first(tmp_path: Path) -> None:
    day = date(2023, 10, 1)
    entry = read(tmp_path / "条例.md", MARKDOWN, title="南山市停车管理条例", issuer="南山市人大", in_force=day, published=day)
    assert (entry["title"], entry["issuer"], entry["from"], entry["published"]) == (
        "南山市停车管理条例",
        "南山市人大",
        "2023-10-01",
        "2023-10-01",
    )


def test_word_files_and_other_encodings(tmp_path: Path) -> None:
    document = docx.Document()
    for line in DECREE.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    (tmp_path / "a.txt").write_bytes(DECREE.encode("gb18030"))
    word, text = (read_text(tmp_path / name, name, Given()) for name in ("a.docx", "a.txt"))
    assert {**word, "source": ""} == {**text, "source": ""}


def test_lines_broken_at_the_margin_are_joined(tmp_path: Path) -> None:
    broken = DECREE.replace("拒不改正的，处五十元", "拒不改正的，\n处五十元").replace("占用消防", "占用\n消防")
    assert read(tmp_path / "a.txt", broken)["text"] == read(tmp_path / "b.txt", DECREE)["text"]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("关于停车的通知\n一、加强管理。", "no_articles", "没有读到以“第一条”开头的行"),
        (DECREE.replace("第二条", "第四条"), "gap", "第11行：第1条之后是第4条"),
        (DECREE.replace("第三条　本办法自2024年1月1日起施行。《南山县车辆停放管理办法》同时废止。", ""), "cut_off", "最后读到第2条"),
        ("第一条 为了管理，制定本规定。\n第二条 本规定由县政府负责解释。", "no_title", "--title"),
        ("南山县集市管理规定\n第一条 为了管理，制定本规定。\n第二条 本规定由县政府负责解释。", "no_date", "--in-force"),
    ],
)
def test_what_cannot_be_read_is_named_with_place_and_remedy(tmp_path: Path, text: str, code: str, words: str) -> None:
    with pytest.raises(InputError, match=r"x\.txt：") as told:
        read(tmp_path / "x.txt", text)
    assert told.value.code == code
    assert words in str(told.value)


def test_other_formats_are_turned_away(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n")
    with pytest.raises(InputError, match=r"另存为 \.docx"):
        read_text(tmp_path / "a.pdf", "a.pdf", Given())


def test_texts_join_the_library_and_are_marked_as_not_verified(tmp_path: Path) -> None:
    kept = tmp_path / "laws.xz"
    store(kept, [read(tmp_path / "令.txt", DECREE)])
    assert library().resolve("南山县停车管理办法") is None
    use_local_texts(kept)
    version = library().in_force("《南山县停车管理办法》", date(2024, 6, 1)).version
    assert version is not None
    assert (version.verified, version.source, version.issuer) == (False, "令.txt", "南山县人民政府")
    assert library().article("南山县停车管理办法", 2) is not None
    assert library().last_article("南山县停车管理办法") == 3
    assert library().in_force("南山县停车管理办法", date(2023, 12, 31)).status == "not_yet"
    assert library().resolve("行政处罚法") is not None


def test_a_new_reading_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    kept = tmp_path / "laws.xz"
    store(kept, [read(tmp_path / "令.txt", DECREE), read(tmp_path / "条例.md", MARKDOWN)])
    store(kept, [read(tmp_path / "令.txt", DECREE, in_force=date(2024, 2, 1))])
    assert sorted((text["title"], text["from"]) for text in stored(kept)) == [
        ("南山县停车管理办法", "2024-02-01"),
        ("南山市停车条例", "2023-09-28"),
    ]
    use_local_texts(kept)
    assert [version.start for version in library().resolve("南山县停车管理办法").versions] == [date(2024, 2, 1)]  # type: ignore[union-attr]


def test_versions_follow_each_other_and_repealed_texts_end(tmp_path: Path) -> None:
    old = read(tmp_path / "旧.txt", DECREE.replace("2024年", "2020年").replace("2023年", "2019年"))
    before = {
        **old,
        "title": "南山县车辆停放管理办法",
        "from": "2010-01-01",
        "published": "2009-12-01",
        "source": "更旧.txt",
        "repeals": [],
    }
    entries = merged([], [read(tmp_path / "新.txt", DECREE), old, before])
    by_title = {entry["title"]: entry for entry in entries}
    assert [(one["from"], one["to"]) for one in by_title["南山县停车管理办法"]["versions"]] == [
        ("2020-01-01", "2023-12-31"),
        ("2024-01-01", None),
    ]
    assert by_title["南山县车辆停放管理办法"]["repealed"] in ("2020-01-01", "2024-01-01")


def test_bundled_texts_are_not_replaced(tmp_path: Path) -> None:
    text = {**read(tmp_path / "令.txt", DECREE), "title": "行政处罚法", "from": "2021-07-01"}
    kept = tmp_path / "laws.xz"
    store(kept, [text])
    bundled = library().resolve("行政处罚法")
    use_local_texts(kept)
    assert library().resolve("行政处罚法") == bundled


def test_a_damaged_store_says_what_to_do(tmp_path: Path) -> None:
    kept = tmp_path / "laws.xz"
    kept.write_bytes(b"broken")
    use_local_texts(kept)
    with pytest.raises(KnowledgeError, match="zhijian laws import"):
        library()
