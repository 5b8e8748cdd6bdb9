import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from nlp.statutes.library import library, old_penalty_article_map
from nlp.statutes.names import plain_title
from nlp.statutes.text import decode, encode

RULES = Path(__file__).parents[3] / "../shared/law/rules.yaml"
PENALTY = "中华人民共和国行政处罚法"


@pytest.mark.parametrize(
    "name", ["处罚法", "行政处罚法", "《行政处罚法》", PENALTY, "中华人民共和国行政处罚法（2021年修订）", "行政 处罚法"]
)
def test_names_lead_to_the_same_statute(name: str) -> None:
    statute = library().resolve(name)
    assert statute is not None
    assert statute.title == PENALTY


@pytest.mark.parametrize(
    ("name", "day", "status", "last"),
    [
        ("行政处罚法", "2021-07-14", "in_force", 64),
        ("行政处罚法", "2021-07-15", "in_force", 86),
        ("行政处罚法", "1995-01-01", "not_yet", None),
        ("行政复议法", "2023-12-31", "in_force", 43),
        ("行政复议法", "2024-01-01", "in_force", 90),
        ("治安管理处罚法", "2025-12-31", "in_force", 119),
        ("治安管理处罚法", "2026-01-01", "in_force", 144),
        ("民事诉讼法", "2023-10-01", "in_force", 291),
        ("民事诉讼法", "2024-01-01", "in_force", 306),
        ("环境保护法", "2026-08-14", "in_force", 70),
        ("环境保护法", "2026-08-15", "expired", None),
        ("生态环境法典", "2024-01-01", "not_yet", None),
        ("合同法", "2022-01-01", "expired", None),
        ("环境行政处罚办法", "2023-07-01", "expired", None),
        ("民法典", "2020-12-31", "not_yet", None),
        ("民法典", "2021-01-01", "in_force", 1260),
        ("行政执法监督条例", "2026-01-31", "not_yet", None),
        ("行政执法监督条例", "2026-02-01", "in_force", 44),
        ("食品安全法", "2018-12-01", "in_force", None),
        ("医疗机构管理条例", "2022-04-30", "in_force", 55),
        ("医疗机构管理条例", "2022-05-01", "in_force", None),
        ("不存在的办法", "2024-01-01", "unknown", None),
    ],
)
def test_in_force(name: str, day: str, status: str, last: int | None) -> None:
    on = date.fromisoformat(day)
    answer = library().in_force(name, on)
    assert answer.status == status
    assert library().last_article(name, on) == last


def test_common_laws_of_dossiers_are_held() -> None:
    names = [
        "食品安全法",
        "药品管理法",
        "价格法",
        "广告法",
        "产品质量法",
        "消费者权益保护法",
        "反不正当竞争法",
        "道路交通安全法",
        "道路运输条例",
        "安全生产法",
        "消防法",
        "大气污染防治法",
        "水污染防治法",
        "固体废物污染环境防治法",
        "噪声污染防治法",
        "城乡规划法",
        "土地管理法",
        "建筑法",
        "城市市容和环境卫生管理条例",
        "传染病防治法",
        "农产品质量安全法",
        "种子法",
        "兽药管理条例",
        "农药管理条例",
        "文物保护法",
        "旅游法",
        "无证无照经营查处办法",
        "电子商务法",
        "商标法",
        "行政强制法",
        "行政许可法",
        "市场监督管理行政处罚程序规定",
    ]
    assert [name for name in names if library().in_force(name, date(2024, 6, 1)).version is None] == []


def test_existence_is_never_denied() -> None:
    assert library().exists("价格法") is True
    assert library().exists("岚州市犬类管理办法") is None


def test_an_article_knows_its_paragraphs_and_items() -> None:
    article = library().article("行政处罚法", 9, date(2024, 1, 1))
    assert article is not None
    assert article.paragraph(1) is not None
    assert article.paragraph(2) is None
    assert len(article.items(1)) == 6
    assert article.items(1)[0] == "（一）警告、通报批评；"
    two = library().article("行政处罚法", 59)
    assert two is not None
    assert len(two.paragraphs) == 2
    assert two.items(2) == ()
    assert library().article("行政处罚法", 87) is None


def test_texts_are_whole() -> None:
    gaps = Counter[str]()
    for title in library().titles:
        statute = library().resolve(title)
        assert statute is not None
        for version in statute.versions:
            gaps[title] += version.last_article - len({number for number, _ in version.articles})
            assert version.source
            assert all(article.text for article in version.articles.values())
    # the source itself lost one article in each of these
    assert {title for title, count in gaps.items() if count} == {"中华人民共和国农民专业合作社法", "中华人民共和国刑事诉讼法"}


def test_versions_follow_one_another() -> None:
    for title in library().titles:
        statute = library().resolve(title)
        assert statute is not None
        starts = [version.start for version in statute.versions]
        assert None not in starts
        assert starts == sorted(set(starts))


def test_the_hand_copied_text_is_marked() -> None:
    version = library().in_force("行政处罚法", date(2020, 1, 1)).version
    assert version is not None
    assert version.verified is False


def test_old_penalty_articles() -> None:
    table = old_penalty_article_map()
    assert sorted(table) == list(range(1, 65))
    assert table[42].new == (63, 64)
    assert "听证" in table[42].words
    assert {old for old, row in table.items() if row.doubtful} == {35, 63}
    assert all(1 <= new <= 86 for row in table.values() for new in row.new)


def test_packing() -> None:
    articles = [(1, None, ("甲", "乙\n（一）丙")), (2, 1, ("丁",)), (3, None, ())]
    assert list(decode(encode(articles))) == articles


def test_plain_titles() -> None:
    assert plain_title("《中华人民共和国 行政处罚法》(2021年修订)") == "行政处罚法"
    assert plain_title("信用修复办法（试行）") == "信用修复办法（试行）"


@pytest.mark.skipif(not RULES.is_file(), reason="needs the folder shared beside the checkout")
def test_every_verified_quotation_stands_in_the_library() -> None:
    bases = [
        basis
        for rule in yaml.safe_load(RULES.read_text(encoding="utf-8"))["rules"]
        for basis in rule.get("legal_basis") or ()
        if basis["verified"] is True
    ]
    missing = []
    for basis in bases:
        statute = library().resolve(basis["law"])
        texts = [version.articles.get((int(basis["article_no"]), 0)) for version in statute.versions] if statute else []
        squeezed = [re.sub(r"\s", "", article.text) for article in texts if article]
        parts = [re.sub(r"\s", "", part) for part in re.split("…+", basis["quote"])]
        if not any(all(part in text for part in parts) for text in squeezed):
            missing.append((basis["law"], basis["article"], basis["quote"]))
    assert len(bases) > 300
    assert missing == []
