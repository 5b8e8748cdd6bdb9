"""The store: whole transactions, ledgers that add up, runs that go on, decisions that overwrite nothing."""

import multiprocessing
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.build_case import clue_of_report
from index.clue import Clue
from index.filed import filed
from index.store import Store
from ingest.document import Document, Page, Source
from ingest.errors import SettingsError
from ingest.ledger import Entry
from nlp.opinion.reading import Reading
from nlp.procedure.finding import Evidence, Finding
from nlp.procedure.report import FilePart, PageRow, Report, WritRow

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BREACH = Finding("decision.over_90_days", "breach", "major", "疑似超期", (Evidence("立案 2024-03-01", "2024年3月1日", 2),))


def report(key: str = "a" * 64, *findings: Finding) -> Report:
    return Report(
        key=key,
        name="甲案",
        status="done",
        error=None,
        files=(FilePart("甲.pdf", "b" * 64, 1, 1),),
        pages=(PageRow(1, 595, 842, "text"),),
        writs=(WritRow("penalty_decision", "行政处罚决定书", 1, 1, dated=date(2024, 6, 3)),),
        fields={"agency": "甲县城市管理局", "party": "乙店"},
        findings=findings,
    )


def entry(run: str, path: str = "甲.pdf", status: str = "done") -> Entry:
    return Entry(run, path, "b" * 64, status, None, None, "a" * 64, 1, NOON)  # type: ignore[arg-type]


def keep(store: Store, run: str, kept: Report, path: str = "甲.pdf") -> Clue | None:
    clue = clue_of_report(kept)
    store.save_dossiers(run, [([entry(run, path)], filed(kept, clue))])
    return clue


def test_a_dossier_comes_back_as_it_was_kept(store: Store) -> None:
    run = store.begin_or_resume_run("screen", "f").id
    clue = keep(store, run, report("a" * 64, BREACH))
    assert clue is not None
    assert store.report("a" * 64) == report("a" * 64, BREACH)
    found = store.clue(clue.id)
    assert found is not None
    assert replace(found, found_at=None) == clue
    assert [row.path for row in store.ledger_of(run)] == ["甲.pdf"]
    assert store.entries_of_dossier("a" * 64) == store.ledger_of(run)
    assert store.clue_count() == 1


def test_a_clue_that_a_new_screening_no_longer_finds_is_withdrawn_and_its_decisions_stay(store: Store) -> None:
    run = store.begin_or_resume_run("screen", "f").id
    clue = keep(store, run, report("a" * 64, BREACH))
    assert clue is not None
    store.decide(clue.id, "confirm", user="张三")
    mark = store.mark().change
    keep(store, run, report("a" * 64))
    assert store.clue(clue.id) is None
    assert [change.clue for change in store.changes(mark)] == [None]
    assert [decision.user for decision in store.all_decisions()] == ["张三"]


def test_found_again_a_clue_keeps_the_time_it_was_first_found(store: Store) -> None:
    run = store.begin_or_resume_run("screen", "f").id
    clue = keep(store, run, report("a" * 64, BREACH))
    assert clue is not None
    first = store.clue(clue.id)
    keep(store, run, report("a" * 64, replace(BREACH, message="疑似超期二日")))
    again = store.clue(clue.id)
    assert first is not None
    assert again is not None
    assert again.found_at == first.found_at
    assert again.summary != first.summary


def test_a_run_that_was_left_is_gone_on_with_and_its_ledger_kept(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'z.db'}"
    with Store(url) as store:
        left = store.begin_or_resume_run("screen", "same")
        keep(store, left.id, report("a" * 64, BREACH))
    with Store(url) as store:
        other = store.begin_or_resume_run("screen", "another")
        again = store.begin_or_resume_run("screen", "same")
        assert again.id == left.id != other.id
        assert again.resumed
        assert len(store.ledger_of(again)) == 1
        store.finish_run(again)
        assert store.begin_or_resume_run("screen", "same").id != left.id


def test_a_run_that_another_process_works_on_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'z.db'}"
    with Store(url) as store:
        held = store.begin_or_resume_run("screen", "same").id
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            assert pool.apply(_begin, (url,)) != held


def _begin(url: str) -> str:
    with Store(url) as store:
        return store.begin_or_resume_run("screen", "same").id


def test_counts_of_a_run_add_up_to_its_files(store: Store) -> None:
    run = store.begin_or_resume_run("screen", "f").id
    entries = [entry(run, f"{status}.pdf", status) for status in ("done", "duplicate", "rejected", "failed")]
    store.save_dossiers(run, [(entries, None)])
    store.finish_run(run)
    found = store.run(run)
    assert found is not None
    assert found.state == "done"
    assert found.counts == {"done": 1, "duplicate": 1, "rejected": 1, "failed": 1}
    assert [row.path for row in store.entries(run, "rejected")] == ["rejected.pdf"]


def test_a_run_is_counted_by_rule_and_by_agency(store: Store) -> None:
    run = store.begin_or_resume_run("screen", "f").id
    fatal, hint = replace(BREACH, rule="x.fatal", severity="fatal"), replace(BREACH, rule="x.hint", severity="info")
    for number, findings in enumerate(((BREACH, fatal, hint), (BREACH,), ())):
        key = f"{number}" * 64
        kept = replace(report(key, *findings), fields={"agency": "甲局" if number < 2 else "乙局"})
        store.save_dossiers(run, [([replace(entry(run, f"{number}.pdf"), dossier=key)], filed(kept, clue_of_report(kept)))])
    figures = store.figures_of(run)
    assert [(row.rule, row.dossiers) for row in figures.rules] == [("decision.over_90_days", 2), ("x.fatal", 1)]
    assert [(row.agency, row.dossiers, row.breaches, row.fatal) for row in figures.offices] == [("甲局", 2, 3, 1), ("乙局", 1, 0, 0)]
    assert store.figures_of("no such run").offices == ()


def test_an_error_in_a_transaction_leaves_nothing_behind(store: Store) -> None:
    run = store.begin_or_resume_run("screen", "f").id
    whole = filed(report("a" * 64))
    broken = replace(filed(report("c" * 64)), findings=[("c" * 64, 0, object(), "breach", "major", 1.0, "疑似超期")])
    with pytest.raises(Exception, match="not supported"):
        store.save_dossiers(run, [([entry(run)], whole), ([entry(run, "丙.pdf")], broken)])
    assert store.ledger_of(run) == []
    assert store.known("a" * 64) is None


def test_dossiers_are_kept_together_and_each_gives_way_to_a_new_screening(store: Store) -> None:
    run = store.begin_or_resume_run("screen", "f").id

    def save(*reports: Report) -> None:
        entries = [replace(entry(run, f"{one.key[0]}.pdf"), dossier=one.key) for one in reports]
        store.save_dossiers(run, [([row], filed(one, clue_of_report(one))) for row, one in zip(entries, reports, strict=True)])

    kept = [report("a" * 64, BREACH), report("c" * 64, BREACH), report("d" * 64)]
    save(*kept)
    assert [store.report(one.key) for one in kept] == kept
    assert store.clue_count() == 2
    assert len({change.number for change in store.changes(0)}) == 2
    again = [report("a" * 64), report("d" * 64, BREACH)]
    save(*again)
    assert [store.report(one.key) for one in (again[0], kept[1], again[1])] == [again[0], kept[1], again[1]]
    assert {clue.source_id[0] for clue in store.clues()} == {"c", "d"}
    assert [(row.rule, row.dossiers) for row in store.figures_of(run).rules] == [(BREACH.rule, 2)]


def test_decisions_are_added_and_never_overwritten(store: Store) -> None:
    run = store.begin_or_resume_run("screen", "f").id
    clue = keep(store, run, report("a" * 64, BREACH))
    assert clue is not None
    assert clue.status == "待研判"
    store.decide(clue.id, "doubt", user="张三", reason="再核")
    store.decide(clue.id, "dismiss", user="李四", reason="有延期审批", rule="decision.over_90_days")
    store.decide(clue.id, "confirm", user="王五")
    assert [(d.verdict, d.user, d.rule) for d in store.decisions(clue.id)] == [
        ("doubt", "张三", None),
        ("dismiss", "李四", "decision.over_90_days"),
        ("confirm", "王五", None),
    ]
    found = store.clue(clue.id)
    assert found is not None
    assert found.status != "待研判"
    assert found.issues == clue.issues
    with pytest.raises(KeyError):
        store.decide("0" * 32, "confirm", user="张三")
    with pytest.raises(ValueError, match="no issue"):
        store.decide(clue.id, "confirm", user="张三", rule="law.citation_nonexistent")
    with pytest.raises(ValueError, match="none of"):
        store.decide(clue.id, "delete", user="张三")  # type: ignore[arg-type]


def test_texts_come_back_with_their_readings(store: Store) -> None:
    run = store.begin_or_resume_run("read", "f").id
    source = Source("c" * 64, "text/plain", 9, path="工单.csv")
    document = Document(source, "complaint", "题", (Page(1, "城管不给票据"),), date(2025, 3, 1), {"id": "7"})
    reading = Reading("c" * 64, False, 0.2, "negative", "complaint", why="没有")
    store.save_documents(run, [(document, reading)], [entry(run, "工单.csv")])
    found = store.document("c" * 64)
    assert found is not None
    assert (found.text, found.title, found.reading) == ("城管不给票据", "题", reading)
    assert set(store.document_states(["c" * 64, "d" * 64])) == {"c" * 64}


def test_readers_are_not_kept_waiting_by_a_writer(store: Store) -> None:
    run = store.begin_or_resume_run("screen", "f").id
    keep(store, run, report("a" * 64, BREACH))
    with store._writing.begin():
        assert store.clue_count() == 1
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_many_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'z.db'}"
    Store(url).close()
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        pool.map(_write_some, [(url, worker) for worker in range(3)])
    with Store(url) as store:
        assert store.clue_count() == 24
        numbers = [change.number for change in store.changes(0)]
        assert numbers == sorted(set(numbers))
        assert len(numbers) == 24


def _write_some(work: tuple[str, int]) -> None:
    url, worker = work
    with Store(url) as store:
        run = store.begin_or_resume_run("screen", str(worker)).id
        for number in range(8):
            keep(store, run, report(f"{worker}{number}".ljust(64, "0"), BREACH), f"{worker}-{number}.pdf")


def test_the_digest_tells_content_apart_and_not_times(tmp_path: Path) -> None:
    digests = []
    for name, findings in (("one", (BREACH,)), ("two", (BREACH,)), ("three", ())):
        with Store(f"sqlite:///{tmp_path / name}.db") as store:
            run = store.begin_or_resume_run("screen", "f").id
            keep(store, run, report("a" * 64, *findings))
            store.finish_run(run)
            digests.append(store.content_digest())
    assert digests[0] == digests[1] != digests[2]


def test_a_file_that_is_no_store_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "z.db").write_bytes(b"not a database at all, but long enough to look like one" * 40)
    with pytest.raises(SettingsError, match=r"z\.db 无法打开"):
        Store(f"sqlite:///{tmp_path / 'z.db'}")


def test_only_one_file_speaks_sqlite() -> None:
    words = ("PRAGMA", "INSERT OR", "sqlite_", "ON CONFLICT", "dialects.sqlite", "BEGIN IMMEDIATE")
    folder = Path(__file__).parents[2] / "index"
    speaking = {path.name for path in folder.glob("*.py") if any(word in path.read_text(encoding="utf-8") for word in words)}
    assert speaking == {"sqlite.py"}
    assert sqlite3.sqlite_version_info >= (3, 35)
