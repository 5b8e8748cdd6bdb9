"""Servers on this machine that briefings are delivered to, and a briefing to deliver."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from index.briefing import Answer, Briefing, Figures, Item, Overdue, Share, SourceNote
from index.query import Highlight
from zhijian.scan_config import ScanConfig

LINK = "https://zhijian.example.gov.cn"
TOKEN, SIGNING, PASSWORD = "robot-key-7c1e", "signing-secret-93ab", "mail-password-55d0"
SECRETS = (TOKEN, SIGNING, PASSWORD)
OK = {"errcode": 0, "errmsg": "ok"}
Configured = Callable[..., ScanConfig]
Sent = Callable[..., tuple[str, str]]


@dataclass
class Server:
    """A web server that answers each POST with the next of ``answers`` (status, body), and when they are used up as ``take`` says."""

    answers: list[tuple[int, Any]] = field(default_factory=list)
    take: Callable[[dict[str, Any]], Any] = lambda body: OK
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    url: str = ""

    def reply(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        self.paths.append(path)
        self.headers.append(headers)
        self.bodies.append(body)
        status, said = self.answers.pop(0) if self.answers else (200, self.take(json.loads(body)))
        return status, said if isinstance(said, bytes) else json.dumps(said).encode()


@dataclass
class Mailbox:
    """What a mail server took; recipients at ``nobody.example`` are refused. ``data``: its answer to the mail, 250 by default."""

    envelopes: list[Envelope] = field(default_factory=list)
    data: str = "250 taken"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        if address.endswith("@nobody.example"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        if self.data.startswith("250"):
            self.envelopes.append(envelope)
        return self.data

    def last_mail(self) -> EmailMessage:
        content = self.envelopes[-1].content
        assert isinstance(content, bytes)
        found = message_from_bytes(content, policy=policy.default)
        assert isinstance(found, EmailMessage)
        return found


@contextmanager
def mail_server(mailbox: Mailbox, **options: Any) -> Iterator[int]:
    """A running SMTP server; its port."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def briefing(clues: int = 3, *, text: str = "扣车当场收取 200 元，不给票据", reply: str = "已责令改正", rest: int = 0) -> Briefing:
    """A briefing of today with so many new clues."""
    now = datetime.now(UTC).isoformat()
    item = Item("", "", "major", 0.8, ("未出具票据",), "城东区城管局", "城管", "城东区", "网站", "2026-03-01", "某局要闻", None, ())
    new = tuple(replace(item, clue=f"c{n}", title=f"城管扣车不开票据之{n}", quotes=(Highlight(text),)) for n in range(1, clues + 1))
    return Briefing(
        id="b1",
        day="2026-03-02",
        first_day="2026-03-02",
        number=7,
        since="",
        until=now,
        change=1,
        made_at=now,
        figures=Figures(texts=9, new=clues + rest, answered=1, overdue=1, sources=2, broken=1),
        new=new,
        severities=(("major", clues + rest),),
        fields=(Share("城管", clues + rest, (("major", clues + rest),)),),
        regions=(Share("城东区", clues + rest, (("major", clues + rest),)),),
        overdue=(Overdue("c8", "噪声扰民", "三十日未答复", "城东区城管局"),),
        answered=(Answer("c9", "占道经营", "城东区城管局", reply, "答复：2026-02-20，历时 19 天（未设办理期限）"),),
        sources=(SourceNote("s", "某局要闻", "site", now, 0, 0, 1, False, "列表页 404", None, "broken"),),
    )
