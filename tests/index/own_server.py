"""A real Elasticsearch of the tests' own, on ports nobody uses: several runs on one machine do not meet."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "elasticsearch"


class OwnServer:
    """One server that a test may start and stop; what it holds is gone when it stops."""

    def __init__(self, password: str | None = None) -> None:
        self.port = _free_port()
        self._options = ["--password", password] if password else []

    def start(self) -> None:
        """Start it and wait until it answers; what the server said is in the error when it does not."""
        done = subprocess.run([FOLDER / "start.sh", "--port", str(self.port), *self._options], capture_output=True, text=True)
        if done.returncode:
            pytest.fail(f"Elasticsearch did not start on port {self.port}: {done.stdout}{done.stderr}")

    def stop(self) -> None:
        """End it."""
        subprocess.run([FOLDER / "stop.sh", "--port", str(self.port)], check=False, capture_output=True)


@contextmanager
def own_server(password: str | None = None) -> Iterator[OwnServer]:
    """A started server, stopped at the end; skips the test where there is none to start."""
    if not FOLDER.exists():
        pytest.skip("no Elasticsearch to start: ../shared/elasticsearch is not here")
    server = OwnServer(password)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    """A port that is free together with the one a hundred above, where the nodes talk to each other."""
    while True:
        with socket.socket() as http, socket.socket() as transport:
            http.bind(("127.0.0.1", 0))
            port: int = http.getsockname()[1]
            try:
                transport.bind(("127.0.0.1", port + 100))
            except (OSError, OverflowError):
                continue
            return port
