"""An office with ``scan.yml`` and one channel, and the servers it delivers to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.zhijian.delivery.servers import (
    LINK,
    PASSWORD,
    SECRETS,
    SIGNING,
    TOKEN,
    Configured,
    Sent,
    Server,
    briefing,
)
from tests.zhijian.web import Page, serving
from zhijian.briefing_message import message_of
from zhijian.deliver import send
from zhijian.delivery.message import Message
from zhijian.office import Office, office
from zhijian.scan_config import ScanConfig


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()

    class Handler(Page):
        def do_POST(self) -> None:  # noqa: N802
            status, data = made.reply(self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"])))
            if status == 0:  # hang up without a word
                self.close_connection = True
                return
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{made.url}/elsewhere")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    with serving(Handler) as made.url:
        yield made


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office with an empty store, and the secrets where ``scan.yml`` says."""
    for name in ("http_proxy", "HTTP_PROXY", "ZHIJIAN_DATABASE_URL", "ZHIJIAN_SEARCH_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ZHIJIAN_HOME", str(tmp_path))
    (tmp_path / "signing.txt").write_text(f"{SIGNING}\n", encoding="utf-8")
    monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)
    with office() as opened:
        yield opened


@pytest.fixture
def configured(desk: Office, monkeypatch: pytest.MonkeyPatch) -> Configured:
    """``scan.yml`` with one channel, read as the program reads it."""

    def write(kind: str, url: str = "", **values: Any) -> ScanConfig:
        channel: dict[str, Any] = {"kind": kind, "name": "督办群", **values}
        if url:
            monkeypatch.setenv("ROBOT", f"{url}/send?key={TOKEN}")
            channel |= {"url": {"env": "ROBOT"}, "plain_http": True}
        path = desk.settings.home / "scan.yml"
        path.write_text(json.dumps({"link": LINK, "channels": [channel]}, ensure_ascii=False), encoding="utf-8")
        return ScanConfig.load(path)

    return write


@pytest.fixture
def sent(desk: Office) -> Sent:
    """Send a message to the one channel, with pauses of nothing; how it ended and what is told. No secret stands in it."""

    def run(config: ScanConfig, message: Message | None = None, retries: int = 3) -> tuple[str, str]:
        state, said = send(config.channels[0], message or message_of(briefing(), link=LINK, office="某市司法局"), desk, (0.0,) * retries)
        assert not any(secret in said for secret in SECRETS), said
        return state, said

    return run
