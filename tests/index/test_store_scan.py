"""How the sources of the daily scan fared is kept and found again."""

from pathlib import Path

from index.store import Store
from index.store_scan import SourceRun


def reading(source: str, day: int, *, healthy: bool = True, warning: str | None = None) -> SourceRun:
    return SourceRun(source, f"来源{source}", "site", f"2025-03-{day:02d}T00:00:00+00:00", 3, 10, 1, 0, healthy, warning)


def test_the_last_reading_of_every_source_is_found(tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'zhijian.db'}") as store:
        assert store.last_source_runs() == {}
        broken = reading("a", 2, healthy=False, warning="网站已改版")
        for run in (reading("a", 1), reading("b", 1), broken):
            store.save_source_run(run)
        assert store.last_source_runs() == {"a": broken, "b": reading("b", 1)}
        assert store.source_runs("a") == [broken, reading("a", 1)]
        assert store.source_runs("a", 1) == [broken]
        assert store.source_runs("c") == []


def test_a_store_made_before_there_were_scans_takes_them(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'zhijian.db'}"
    with Store(url) as store, store.engine.begin() as connection:
        for table in ("delivery", "briefing_told", "briefing", "source_run"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
    with Store(url) as store:
        store.save_source_run(reading("a", 1))
        assert list(store.last_source_runs()) == ["a"]
