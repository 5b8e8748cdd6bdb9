"""The real program, run as users run it: in a process of its own, with a data folder of its own."""

from __future__ import annotations

import ctypes
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from index.store import Store
from tests.zhijian.outside import Outside, outside_of
from zhijian.cli import main


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


@dataclass
class Program:
    """``zhijian`` with ``ZHIJIAN_HOME`` at ``home``; ``environment`` holds further variables."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    def start(self, *arguments: object, bound_by_permissions: bool = False) -> subprocess.Popen[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHIJIAN_")}
        environment |= {"ZHIJIAN_HOME": str(self.home), "ZHIJIAN_WORKERS": "2", "COLUMNS": "200", **self.environment}
        return subprocess.Popen(
            [sys.executable, "-m", "zhijian", *map(str, arguments)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            preexec_fn=None if sys.platform == "win32" else _bound_by_permissions if bound_by_permissions else _heed_ctrl_c,
        )

    def run(self, *arguments: object, bound_by_permissions: bool = False) -> Ended:
        process = self.start(*arguments, bound_by_permissions=bound_by_permissions)
        out, err = process.communicate(timeout=300)
        assert "Traceback" not in err, err
        return Ended(process.returncode, out, err)

    def kill_when(self, process: subprocess.Popen[str], table: str, rows: int) -> None:
        """SIGKILL as soon as the store holds so many rows."""
        self.wait_for(process, table, rows)
        process.kill()
        process.communicate()

    def wait_for(self, process: subprocess.Popen[str], table: str, rows: int) -> None:
        """Until the store holds so many rows; the process must not have ended by itself."""
        deadline = time.monotonic() + 120
        while self.rows(table) < rows and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        assert process.poll() is None, "ended too early"

    def rows(self, table: str) -> int:
        database = self.home / "zhijian.db"
        if not database.exists():
            return 0
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)
        try:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        except sqlite3.OperationalError:  # the table is not there yet
            return 0
        finally:
            connection.close()

    def store(self) -> Store:
        return Store(f"sqlite:///{self.home / 'zhijian.db'}")

    def digest(self) -> str:
        with self.store() as store:
            return store.content_digest()


def _heed_ctrl_c() -> None:
    """As from a terminal: where the tests run in the background of a shell, programs would inherit that Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _bound_by_permissions() -> None:
    """Make a superuser subject to the permissions of files (Linux: without CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH)."""
    _heed_ctrl_c()
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (1, 2):
            if libc.prctl(24, capability, 0, 0, 0) != 0:  # PR_CAPBSET_DROP
                raise OSError(ctypes.get_errno(), "prctl")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """The program's entry point in this process, for what ends before there is work: starting Python takes longer."""
    monkeypatch.setenv("ZHIJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Ended:
        monkeypatch.setattr("sys.argv", ["zhijian", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return Ended(int(str(ended.value.code)), *capsys.readouterr())

    return run


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "home")


@pytest.fixture
def outside(program: Program) -> Iterator[Outside]:
    """A site and a group robot, set up in the program's data folder."""
    with outside_of(program) as made:
        yield made
