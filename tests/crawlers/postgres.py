"""A PostgreSQL server of the tests' own on this machine, as an office has one. It does not run as root, so neither do its programs."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine

PASSWORD = "Pa55:w@rd/热线"
READER = "reader"  # may read and nothing else


@dataclass(frozen=True)
class Server:
    """``url``: what a source says, without the password of its reader."""

    port: int

    @property
    def url(self) -> str:
        return f"postgresql://{READER}@127.0.0.1:{self.port}/postgres"

    def run(self, *statements: str) -> None:
        """Run statements as the owner of the database."""
        engine = create_engine(f"postgresql+psycopg://owner@127.0.0.1:{self.port}/postgres", connect_args={"password": PASSWORD})
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def asked(self, query: str) -> list[tuple[object, ...]]:
        """Rows as the owner sees them."""
        engine = create_engine(f"postgresql+psycopg://owner@127.0.0.1:{self.port}/postgres", connect_args={"password": PASSWORD})
        with engine.connect() as connection:
            rows = [tuple(row) for row in connection.exec_driver_sql(query)]
        engine.dispose()
        return rows


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).parent if there else None


@contextmanager
def postgres() -> Iterator[Server]:
    """A running server with an empty database; the test is skipped where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    root = os.geteuid() == 0
    lower = ["runuser", "-u", "postgres", "--"] if root else []
    folder = Path(tempfile.mkdtemp(prefix="zhijian-postgres-"))
    try:
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        if root:
            for path in (folder, folder / "password"):
                shutil.chown(path, "postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        data, options = folder / "data", f"-c listen_addresses=127.0.0.1 -c fsync=off -p {port} -k {folder}"
        made = ["--username=owner", f"--pwfile={folder / 'password'}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"]
        _run(*lower, programs / "initdb", "-D", data, *made)
        _run(*lower, programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "-t", "300", "start")
        try:
            server = Server(port)
            server.run(f"CREATE ROLE {READER} LOGIN PASSWORD '{PASSWORD}'")
            yield server
        finally:
            _run(*lower, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: str | Path) -> None:
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd="/", check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
