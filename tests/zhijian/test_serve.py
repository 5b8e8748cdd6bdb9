"""``zhijian serve``: the web application as it is started."""

import re
import signal
import socket
import sys
import time
from typing import Any

import httpx
import pytest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(url: str) -> httpx.Response:
    deadline = time.monotonic() + 60
    while True:
        try:
            return httpx.get(url, follow_redirects=True, trust_env=False)
        except httpx.TransportError:
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process alone")
def test_it_answers_on_this_machine_only_asks_for_an_administrator_and_stops(program: Any) -> None:
    port = free_port()
    process = program.start("serve", "--port", port)
    try:
        page = answer(f"http://127.0.0.1:{port}/")
        assert page.status_code == 200
        assert page.url.path == "/setup"
        with socket.socket() as outside, pytest.raises(OSError, match="refused"):
            outside.connect(("127.0.0.2", port))  # another address of this machine: it does not listen on all of them
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
    assert f"http://127.0.0.1:{port}" in out
    code = re.search(r"安装口令：(\S{12})$", out, re.MULTILINE)
    assert code is not None
    assert code[1] not in page.text
    assert "Traceback" not in err
    assert process.returncode in (0, 130)
