"""The sample dossiers: the same for a seed, varied, lawful but for what is planted, and screened to exactly that."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pypdfium2
import pytest

import zhijian.demo
from index.search import open_engine
from index.store import Store
from nlp.citations import find_citations
from nlp.procedure.registry import checks
from nlp.statutes.library import library
from zhijian.demo import generate
from zhijian.demo.assembly import writs
from zhijian.demo.case import Case
from zhijian.demo.days import is_workday
from zhijian.demo.defects import HEADLINE
from zhijian.demo.defects import rules as planted_rules
from zhijian.demo.dossiers import SEED, plan_offices
from zhijian.demo.near_misses import CLEAN, NEAR_MISSES
from zhijian.demo.pages import font
from zhijian.demo.plan import build
from zhijian.demo.scenario import scenarios
from zhijian.screen import Screening, rows
from zhijian.settings import Settings

SEEDS = (SEED, 7)
TODAY = date(2026, 6, 1)  # the checks of periods that still run must not change with the day of the test
MANY = 96  # dossiers that hold every defect at least once
NOT_PLANTED = {  # rule → why no dossier plants it
    "duty.violation_not_stopped": "speaks of inspections that nothing followed; every generated dossier ends in a penalty",
    "penalty.township_delegation_scope": "open without the list of delegated powers, a local parameter",
    "record.major_penalty_filing": "open without the amount from which decisions are filed, a local parameter",
    "decision.no_seal": "every generated decision is sealed; tests/nlp/procedure/test_seal.py takes the seals away from drawn pages",
    "invest.inquiry_record_signature": "a question on digital pages, which the samples are; tests/nlp/procedure/test_record.py has scans",
}
Truth = list[dict[str, Any]]


@pytest.fixture(scope="module", params=SEEDS)
def samples(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Truth]:
    """The folder of one seed's dossiers, and their truth."""
    folder = tmp_path_factory.mktemp(f"seed{request.param}")
    return folder, generate(folder, seed=request.param)


@pytest.fixture(scope="module")
def screened(samples: tuple[Path, Truth], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What screening says, by dossier."""
    home = tmp_path_factory.mktemp("home")
    settings = Settings(home, f"sqlite:///{home / 'zhijian.db'}", None, 2, 120, 1800)
    with Store(settings.database_url) as store:
        job = Screening(settings, store, open_engine(home, None), today=TODAY)
        lines = [json.loads(line) for line in rows(job.run(sorted(samples[0].glob("*/*.pdf"))), all_verdicts=False)]
    return {line["dossier"]: line for line in lines}


def lawful() -> Iterator[Case]:
    """Cases before anything is planted: every scenario a few times, and the near misses."""
    known = {scenario.id: scenario for scenario in scenarios()}
    for draw in range(4):
        for scenario in known.values():
            yield build(f"{scenario.id}-{draw}", scenario, Random(f"{scenario.id}/{draw}"))
        for make in NEAR_MISSES:
            yield make(f"{make.__name__}-{draw}", known, Random(f"{make.__name__}/{draw}"))


def said(case: Case) -> Iterator[tuple[str, date | None, str]]:
    """Key, date and text of each writ."""
    for writ in writs(case):
        words = [word for block in writ.blocks for word in (getattr(block, "text", ""), getattr(block, "value", "")) if word]
        yield writ.key, writ.day, "\n".join(words)


def squeezed(text: str) -> str:
    return "".join(text.split())


def printed_on(pages: list[str], quote: str) -> bool:
    """Whether pages show a quote, be it on two pages with foot and head between."""
    near = 80 + len(quote)
    return quote in "".join(pages) or any(
        quote[:at] in one[-near:] and quote[at:] in other[:near] for one, other in pairwise(pages) for at in range(1, len(quote))
    )


def texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    given = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        generate(folder, seed=3, count=3)
        given.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")})
    assert len(given[0]) == 6
    assert given[0] == given[1]


def test_another_seed_gives_other_dossiers(tmp_path: Path) -> None:
    (one,), (two,) = generate(tmp_path / "one", seed=3, count=1), generate(tmp_path / "two", seed=4, count=1)
    assert one["fields"]["party"] != two["fields"]["party"]


def test_no_dossiers_at_all_cannot_be_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="count"):
        generate(tmp_path, count=0)


def test_lawful_cases_cite_articles_that_exist_in_law_that_is_in_force() -> None:
    wrong, seen = [], 0
    for case in lawful():
        for key, day, text in said(case):
            for found in find_citations(text):
                law, number = found.value.law, found.value.article
                on = day or case.dates["decision"]
                held = library().in_force(law, on)
                seen += held.version is not None
                if held.status in ("expired", "not_yet") or (
                    held.version and number and (number, found.value.sub or 0) not in held.version.articles
                ):
                    wrong.append((case.id, key, on, found.text))
    assert seen > 1000
    assert wrong == []


def test_offices_act_on_working_days_and_in_order() -> None:
    steps = ("scene", "filing", "report", "notice", "notice_served", "approval", "decision", "served", "payment", "closing", "archive")
    for case in lawful():
        assert [key for key, day in case.dates.items() if key not in ("start", "warning") and not is_workday(day)] == [], case.id
        days = [case.dates[key] for key in steps if key in case.dates]
        assert days == sorted(days), case.id


def test_there_are_enough_dossiers_defects_departments_and_layouts(samples: tuple[Path, Truth]) -> None:
    folder, truth = samples
    assert len(truth) == len(list(folder.glob("*/*.pdf"))) >= 12
    assert sum(len(record["findings"]) for record in truth) >= 40
    assert len({record["department"] for record in truth}) >= 5
    assert {record["procedure"] for record in truth} == {"普通程序", "简易程序"}
    assert {record["layout"] for record in truth} == {"ruled", "lines", "columns", "underlined"}
    assert sum(record["clean"] for record in truth) == len(CLEAN)


def test_every_rule_is_planted_or_says_why_not() -> None:
    planted = {one.rule for case, _ in plan_offices(SEED, MANY) for one in case.planted}
    assert planted == set(planted_rules())
    assert planted | NOT_PLANTED.keys() == checks().keys()
    assert not planted & NOT_PLANTED.keys()


def test_the_usual_defects_are_among_the_demo(samples: tuple[Path, Truth]) -> None:
    planted = {finding["rule"] for record in samples[1] for finding in record["findings"]}
    assert set(HEADLINE) <= planted


def test_truth_quotes_what_its_pages_say(samples: tuple[Path, Truth]) -> None:
    folder, truth = samples
    quotes = 0
    for record in truth:
        pages = [squeezed(text) for text in texts(folder / record["id"] / record["files"][0])]
        assert len(pages) == record["pages"]
        for finding in record["findings"]:
            assert finding["pages"], finding
            shown = [pages[number - 1] for number in finding["pages"]]
            for quote in finding["quotes"]:
                quotes += 1
                assert printed_on(shown, quote), (record["id"], finding["rule"], quote)
    assert quotes >= 20


def test_every_printed_character_has_a_glyph_in_the_font(samples: tuple[Path, Truth]) -> None:
    glyphs = font().face.charToGlyph
    printed = {char for path in samples[0].glob("*/*.pdf") for text in texts(path) for char in text if not char.isspace()}
    assert len(printed) > 800
    assert {char for char in printed if ord(char) not in glyphs} == set()


def test_the_font_covers_whatever_any_seed_may_print() -> None:
    glyphs = font().face.charToGlyph
    folder = Path(zhijian.demo.__file__).parent
    sources = [path for pattern in ("**/*.py", "cases/**/*.yml") for path in folder.glob(pattern)]
    assert len(sources) > 35
    written = {char for path in sources for char in path.read_text(encoding="utf-8") if not char.isspace()}
    assert {char for char in written if ord(char) not in glyphs} == set()


def test_screening_finds_every_planted_defect_and_nothing_else(samples: tuple[Path, Truth], screened: dict[str, dict[str, Any]]) -> None:
    missed, false = [], []
    for record in samples[1]:
        row = screened[record["id"]]
        assert row["status"] == "done"
        found = {finding["rule"] for finding in row["findings"]}
        planted = {finding["rule"] for finding in record["findings"]}
        missed += [(record["id"], rule, row["unknown_reasons"].get(rule)) for rule in sorted(planted - found)]
        false += [
            (record["id"], finding["message"]) for finding in row["findings"] if finding["rule"] not in {*planted, *record["tolerated"]}
        ]
    assert (missed, false) == ([], [])


def test_screening_says_nothing_about_a_dossier_without_a_defect(samples: tuple[Path, Truth], screened: dict[str, dict[str, Any]]) -> None:
    clean = [record for record in samples[1] if record["clean"]]
    assert clean
    assert [finding["message"] for record in clean for finding in screened[record["id"]]["findings"]] == []


def test_screening_reads_the_procedure_and_most_writs_and_fields(samples: tuple[Path, Truth], screened: dict[str, dict[str, Any]]) -> None:
    names = {"普通程序": "ordinary", "简易程序": "summary"}
    writs_right = writs_all = fields_right = fields_all = 0
    for record in samples[1]:
        row = screened[record["id"]]
        assert row["procedure"] == names[record["procedure"]], record["id"]
        read = {(writ["type"], writ["first_page"]) for writ in row["writs"]}
        wanted = {(document["type"], document["pages"][0]) for document in record["documents"]}
        writs_right, writs_all = writs_right + len(read & wanted), writs_all + len(wanted)
        for name in ("party", "agency", "decision_no", "decision_date", "fine_amount", "uscc_or_id"):
            fields_all += 1
            fields_right += row["fields"][name] == record["fields"][name]
    assert writs_right >= 0.98 * writs_all
    assert fields_right >= 0.95 * fields_all
