"""Dossiers of offices drawn at random: lawful truth whatever the layout, the numbers, the dates and the words."""

import json
import re
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pypdfium2
import pytest

from zhijian.demo.assembly import writs
from zhijian.demo.blocks import Field
from zhijian.demo.dossiers import generate_offices
from zhijian.demo.dressing import dressed
from zhijian.demo.manner import PLAIN, manner, numerals, written
from zhijian.demo.offices import FORMS, office
from zhijian.demo.pages import font
from zhijian.demo.plan import build
from zhijian.demo.scenario import scenarios

COUNT = 24


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("offices")
    return folder, list(generate_offices(folder, seed=5, count=COUNT))


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def test_every_form_is_drawn_and_offices_differ(made: tuple[Path, list[dict[str, Any]]]) -> None:
    assert {office(Random(number))[0].name for number in range(100)} == set(FORMS)
    assert len({json.dumps(record["office"], ensure_ascii=False) for record in made[1]}) == COUNT


def test_truth_is_printed_on_its_pages(made: tuple[Path, list[dict[str, Any]]]) -> None:
    folder, records = made
    quotes = 0
    for record in records:
        text = pages(folder / record["id"] / f"{record['id']}.pdf")
        assert len(text) == record["pages"]
        for document in record["documents"]:
            first = text[document["pages"][0] - 1]
            assert "".join(document["title"].split()) in first, (record["id"], document)
            if document["type"] == "penalty_decision":
                assert document["no"] in first
        for finding in record["findings"]:
            shown = "".join(text[number - 1] for number in finding["pages"])
            for quote in finding["quotes"]:
                quotes += 1
                assert "".join(quote.split()) in shown, (record["id"], finding["rule"], quote)
    assert quotes > 10


def test_every_printed_character_has_a_glyph(made: tuple[Path, list[dict[str, Any]]]) -> None:
    glyphs = font().face.charToGlyph
    printed = {char for path in made[0].glob("*/*.pdf") for text in pages(path) for char in text}
    assert {char for char in printed if ord(char) not in glyphs} == set()


def test_one_in_four_has_no_defect(made: tuple[Path, list[dict[str, Any]]]) -> None:
    assert [record["clean"] for record in made[1]].count(True) >= COUNT // 4


def test_dates_are_written_in_every_style() -> None:

    day = date(2024, 3, 5)
    assert [written(day, style) for style in ("chinese", "padded", "dots", "dashes", "slashes")] == [
        "2024年3月5日",
        "2024年03月05日",
        "2024.3.5",
        "2024-03-05",
        "2024/03/05",
    ]
    assert numerals(date(2024, 11, 30)) == "二零二四年十一月三十日"
    assert numerals(date(2025, 10, 21)) == "二零二五年十月二十一日"


def test_labels_of_a_form_stay_apart(made: tuple[Path, list[dict[str, Any]]]) -> None:

    seen = 0
    for number, scenario in enumerate(scenarios()):
        case = build("X", scenario, Random(number))
        case.manner = manner(Random(number))
        for writ in writs(case):
            labels = [block.label for block in writ.blocks if isinstance(block, Field)]
            shown = [block.label for block in dressed(writ, case.manner).blocks if isinstance(block, Field)]
            seen += labels != shown
            assert len(set(shown)) == len(set(labels)), (writ.key, shown)
    assert seen > 20


def test_the_plain_manner_changes_nothing() -> None:

    case = build("X", scenarios()[0], Random(1))
    assert all(dressed(writ, PLAIN) is writ for writ in writs(case))
    assert not any(re.search(r"\d{4}-\d\d-\d\d", str(writ.blocks)) for writ in writs(case))


def test_further_departments_are_drawn_and_led_as_the_law_says() -> None:
    departments = {scenario.dept for scenario in scenarios()}
    assert len(departments) >= 16
    for number, scenario in enumerate(scenarios()):
        case = build("X", scenario, Random(number))
        above = case.dept in ("税务", "烟草专卖")
        assert case.remedy.authority.endswith("局" if above else "人民政府"), case.remedy
        assert case.title("decision")
        assert case.title("summary")
