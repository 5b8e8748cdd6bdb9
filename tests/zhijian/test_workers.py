"""Worker processes: a stalled, crashing or failing file costs only itself."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.document import Source
from ingest.errors import DamagedProgram
from nlp.procedure.report import FilePart, Report
from zhijian.task import Limits, Progress, Task
from zhijian.workers import run_tasks

EATS = """
import os, sys, time
from pathlib import Path
Path(sys.argv[1], str(os.getpid())).touch()
eaten = os.urandom(1 << 20) * 600
time.sleep(60)
"""
LEFT: list[bytes] = []


def work(task: Task, tell: Callable[[Progress], None]) -> Report:
    """A worker whose files do what their names say."""
    parts = []
    for path, source in task.files:
        if path in task.skip:
            parts.append(FilePart(path, source.sha256, 0, 0, "failed", str(task.skip[path])))
            continue
        tell(Progress(task.key, path))
        if path == "stall":
            time.sleep(60)
        elif path == "moment":
            time.sleep(2)
        elif path == "crash":
            os._exit(11)
        elif path == "bug":
            raise KeyError("nobody thought of this")
        elif path == "memory":
            raise MemoryError
        elif path == "hog":
            eaten = os.urandom(1 << 20) * 600
            time.sleep(60)
            del eaten
        elif path == "program":
            subprocess.run([sys.executable, "-c", EATS, str(task.vault)], check=False)
        elif path == "leaves much behind":
            LEFT.append(os.urandom(1 << 20) * 250)
        elif path == "orphan":
            Path(task.vault / f"{os.getpid()}").touch()
            time.sleep(60)
        elif path == "slow":
            for page in range(1000):
                time.sleep(0.05)
                tell(Progress(task.key, path, page, 1000))
        parts.append(FilePart(path, source.sha256, 1, 1))
    tell(Progress(task.key, None))
    if task.name == "crash in the checks":
        os._exit(12)
    if task.name == "dies idle":
        threading.Timer(0.3, os._exit, [13]).start()
    return Report(key=task.key, name=task.name, status="done", error=None, files=tuple(parts))


def loaded(task: Task, tell: Callable[[Progress], None]) -> tuple[bool, bool]:
    """Whether what screens dossiers is there before anybody asked for it, and whether Ctrl-C passes this process by."""
    return "zhijian.desk" in sys.modules, signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def not_to_be_loaded() -> None:
    raise ModuleNotFoundError("No module named 'cv2'")


def gone_at_once() -> None:
    os._exit(3)


def slow_to_load() -> None:
    time.sleep(8)


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended and waits to be collected does not."""
    stat = Path(f"/proc/{process}/stat")
    if stat.parent.parent.is_dir():
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True


def task(name: str, *files: str) -> Task:
    sources = tuple((file, Source(file, "application/pdf", 1)) for file in files)
    return Task(key=name, name=name, files=sources, vault=Path(), local_parameters=Path(), today=date(2026, 2, 1))


def run(
    *tasks: Task, stall: float = 20.0, seconds: float = 60.0, megabytes: float = 1000.0, workers: int = 2
) -> dict[str, tuple[Report | None, str]]:
    outcomes = run_tasks(tasks, work, workers=workers, limits=Limits(stall, seconds, megabytes))
    return {o.task.name: (o.result, str(o.error or "")) for o in outcomes}


def states(report: Report | None) -> dict[str, str]:
    assert report is not None
    return {part.path: part.status for part in report.files}


def test_every_task_ends_once() -> None:
    found = run(*(task(f"d{n}", "a", "b") for n in range(7)))
    assert sorted(found) == [f"d{n}" for n in range(7)]
    assert all(states(report) == {"a": "done", "b": "done"} for report, _ in found.values())


def test_a_crash_costs_the_file_not_the_dossier_nor_the_run() -> None:
    found = run(task("one", "a", "crash", "b"), task("two", "a"))
    assert states(found["one"][0]) == {"a": "done", "crash": "failed", "b": "done"}
    assert states(found["two"][0]) == {"a": "done"}
    report = found["one"][0]
    assert report is not None
    assert "退出码 11" in (report.files[1].reason or "")


@pytest.mark.parametrize(("name", "reason"), [("bug", "KeyError：'nobody thought of this'；test_workers.py"), ("memory", "内存不足")])
def test_an_error_nobody_foresaw_costs_the_file_and_is_told(name: str, reason: str) -> None:
    found = run(task("one", "a", name, "b"))
    report = found["one"][0]
    assert states(report) == {"a": "done", name: "failed", "b": "done"}
    assert report is not None
    assert reason in (report.files[1].reason or "")


def test_a_worker_that_dies_with_nothing_to_do_costs_nothing() -> None:
    def tasks() -> Iterator[Task]:
        yield task("dies idle", "a")
        yield task("two", "a")
        time.sleep(3)  # the first worker is idle now, and dies
        yield task("three", "a")
        yield task("four", "a")

    outcomes = list(run_tasks(tasks(), work, workers=1, limits=Limits(20, 60, 1000)))
    assert {o.task.name: o.error for o in outcomes} == dict.fromkeys(("dies idle", "two", "three", "four"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are spawned and load for themselves")
def test_workers_come_from_a_server_that_has_loaded_the_program(tmp_path: Path) -> None:
    code = f"""
import sys
sys.path[:0] = [{str(Path(__file__).parent)!r}]
import test_workers as t
from zhijian.processes import load_ahead
if __name__ == "__main__":
    load_ahead("zhijian.loaded")
    print(*(outcome.result for outcome in t.run_tasks([t.task("one")], t.loaded, workers=1, limits=t.Limits(50, 60, 1000))))
"""
    script = tmp_path / "run.py"
    script.write_text(code, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, str(script)], env=environment, capture_output=True, text=True, timeout=300)
    assert done.stdout.strip() == "(True, True)", done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="asking whether a process lives ends it on Windows")
def test_workers_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    code = f"""
import sys
sys.path[:0] = [{str(Path(__file__).parent)!r}]
from pathlib import Path
from dataclasses import replace
import test_workers as t
if __name__ == "__main__":
    list(t.run_tasks([replace(t.task("one", "orphan"), vault=Path({str(tmp_path)!r}))], t.work, workers=1, limits=t.Limits(50, 60, 1000)))
"""
    script = tmp_path / "run.py"
    script.write_text(code, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
    deadline = time.monotonic() + 60
    while not (marks := [path for path in tmp_path.iterdir() if path.name.isdigit()]) and time.monotonic() < deadline:
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    worker = int(marks[0].name)
    while alive(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(worker)


def test_a_stalled_file_is_given_up() -> None:
    report = run(task("one", "stall", "a"), stall=6.0)["one"][0]
    assert states(report) == {"stall": "failed", "a": "done"}
    assert report is not None
    assert "读取停滞超过 6 秒" in (report.files[0].reason or "")


def test_a_file_that_moves_but_never_ends_is_given_up() -> None:
    report = run(task("one", "slow", "a"), seconds=6.0)["one"][0]
    assert states(report) == {"slow": "failed", "a": "done"}
    assert report is not None
    assert "读取超过 6 秒上限" in (report.files[0].reason or "")


def test_the_time_a_worker_takes_to_load_is_not_that_of_its_task() -> None:
    outcomes = list(run_tasks([task("one", "a")], work, workers=1, limits=Limits(5, 5, 1000), ready=slow_to_load))
    assert [(states(o.result), o.error) for o in outcomes] == [({"a": "done"}, None)]


@pytest.mark.parametrize(("ready", "said"), [(not_to_be_loaded, "No module named 'cv2'"), (gone_at_once, "退出码 3")])
def test_a_program_that_does_not_load_blames_no_file(ready: Callable[[], None], said: str) -> None:
    with pytest.raises(DamagedProgram, match=rf"无法启动.*{said}.*重新安装"):
        list(run_tasks([task("one", "a"), task("two", "a")], work, workers=2, limits=Limits(5, 5, 1000), ready=ready))


def test_a_run_whose_owner_takes_long_over_an_outcome_calls_no_worker_slow() -> None:
    outcomes = run_tasks([task("one", "a"), task("two", "moment", "a")], work, workers=2, limits=Limits(5, 60, 1000))
    first = next(outcomes)
    time.sleep(8)
    found = {o.task.name: states(o.result) for o in (first, *outcomes)}
    assert found == {"one": {"a": "done"}, "two": {"moment": "done", "a": "done"}}


def test_a_file_that_takes_too_much_memory_is_given_up() -> None:
    found = run(task("one", "hog.pdf", "a"), task("two", "a", "hog", "b"), megabytes=500)
    report = found["two"][0]
    assert states(report) == {"a": "done", "hog": "failed", "b": "done"}
    assert report is not None
    assert report.files[1].reason is not None
    assert report.files[1].reason.startswith("hog：读取所需内存超过 500 MB 上限")
    assert "ZHIJIAN_WORKER_MB" in report.files[1].reason
    assert states(found["one"][0]) == {"hog.pdf": "done", "a": "done"}


def test_memory_of_programs_a_file_needs_counts_and_they_end_with_the_worker(tmp_path: Path) -> None:
    found = run(replace(task("one", "program", "a"), vault=tmp_path), megabytes=500)
    assert states(found["one"][0]) == {"program": "failed", "a": "done"}
    assert not alive(int(next(tmp_path.iterdir()).name))


def test_what_earlier_dossiers_left_in_memory_is_not_blamed_on_a_file() -> None:
    found = run(*(task(f"d{n}", "leaves much behind") for n in range(4)), megabytes=600, workers=1)
    assert [states(report) for report, _ in found.values()] == [{"leaves much behind": "done"}] * 4


def test_a_crash_outside_any_file_fails_the_dossier() -> None:
    found = run(task("crash in the checks", "a"), task("two", "a"))
    report, error = found["crash in the checks"]
    assert report is None
    assert "退出码 12" in error
    assert states(found["two"][0]) == {"a": "done"}


def test_tasks_are_taken_lazily() -> None:
    taken: list[str] = []

    def tasks() -> object:
        for n in range(50):
            taken.append(str(n))
            yield task(f"d{n}", "a")

    outcomes = run_tasks(tasks(), work, workers=2, limits=Limits(20, 60, 1000))  # type: ignore[arg-type]
    next(outcomes)
    assert len(taken) <= 4
    outcomes.close()


@pytest.mark.parametrize("count", [0, 1])
def test_few_tasks(count: int) -> None:
    assert len(run(*(task(f"d{n}", "a") for n in range(count)))) == count
