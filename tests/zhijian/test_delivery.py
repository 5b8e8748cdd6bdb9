"""Deliveries against real servers on this machine: mail, the group robots' limits and signatures, answers that are errors."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from index.briefing import Answer, Briefing, Figures, Item, Overdue, Rest, SourceNote
from index.query import Highlight
from index.store_briefings import Briefings
from zhijian.briefing_message import markdown, message_of
from zhijian.commands.opening import Office, office
from zhijian.deliver import Deliveries, send
from zhijian.delivery.message import Message
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


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
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

        def log_message(self, format: str, *args: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{running.server_port}"
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    running.shutdown()
    running.server_close()
    thread.join()


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
    controller = Controller(mailbox, hostname="127.0.0.1", port=_free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


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
        rest=Rest(rest),
        overdue=(Overdue("c8", "噪声扰民", "三十日未答复", "城东区城管局", 33),),
        answered=(Answer("c9", "占道经营", "城东区城管局", "2026-02-01", "2026-02-20", 19, reply),),
        sources=(SourceNote("s", "某局要闻", "site", now, 0, 0, 1, False, "列表页 404", None, "broken"),),
    )


# mail


def test_a_mail_holds_text_html_and_the_docx_and_goes_to_every_recipient(desk: Office, configured: Configured, sent: Sent) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        config = configured(
            "email", host="127.0.0.1", port=port, security="none", sender="a@example.gov.cn", to=["b@example.gov.cn", "c@example.gov.cn"]
        )
        assert sent(config) == ("sent", "已送达 2 人")
    assert box.envelopes[0].rcpt_tos == ["b@example.gov.cn", "c@example.gov.cn"]
    mail = box.last_mail()
    assert mail["Subject"] == "舆情简报 2026 年第 7 期（2026 年 3 月 2 日）"
    plain, html = (part.get_content() for kind in ("plain", "html") if (part := mail.get_body((kind,))) is not None)
    assert all(f"城管扣车不开票据之{n}" in body for n in (1, 2, 3) for body in (plain, html))
    assert f"{LINK}/clues/c1" in html
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename() or "").endswith(".docx")
    with ZipFile(BytesIO(attached.get_content())) as docx:
        assert "城管扣车不开票据之1" in docx.read("word/document.xml").decode()


def test_refused_recipients_are_named_and_the_others_get_the_mail(configured: Configured, sent: Sent) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        values = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "a@example.gov.cn"}
        state, said = sent(configured("email", **values, to=["b@example.gov.cn", "x@nobody.example"]))
        assert (state, said) == ("sent", "已送达 1 人；被拒绝的收件人：x@nobody.example，请核对 to")
        state, said = sent(configured("email", **values, to=["x@nobody.example"]))
        assert (state, "拒绝了全部收件人（550）" in said) == ("failed", True)
        box.data = "552 too big"
        state, said = sent(configured("email", **values, to=["b@example.gov.cn"]))
        assert (state, "552" in said, "附件大小" in said) == ("failed", True, True)
    with mail_server(box, enable_SMTPUTF8=False) as port:
        state, said = sent(configured("email", **{**values, "port": port}, to=["值班@example.gov.cn"]))
        assert (state, "含汉字的邮箱地址" in said) == ("failed", True)
    assert len(box.envelopes) == 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with cert.pem and key.pem of 127.0.0.1, signed by itself."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return folder


def _signing_in(server: Any, session: Any, envelope: Any, mechanism: str, given: LoginPassword) -> AuthResult:
    return AuthResult(success=given.password == PASSWORD.encode(), handled=False)


def test_starttls_checks_the_certificate_and_signs_in_with_the_password(
    desk: Office, certificate: Path, configured: Configured, sent: Sent, monkeypatch: Any
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    box = Mailbox()
    with mail_server(box, tls_context=context, require_starttls=True, auth_required=True, authenticator=_signing_in) as port:
        values = {"host": "127.0.0.1", "port": port, "sender": "a@example.gov.cn", "to": ["b@example.gov.cn"], "security": "starttls"}
        values |= {"user": "a", "password": {"env": "MAIL_PASSWORD"}}
        state, said = sent(configured("email", **values))
        assert (state, "证书不可信" in said) == ("failed", True)
        config = configured("email", **values, certificate="office.pem")
        state, said = sent(config)
        assert (state, "office.pem" in said, "No such file" in said) == ("failed", True, True)
        (desk.settings.home / "office.pem").write_text("not a certificate", encoding="utf-8")
        assert "PEM" in sent(config)[1]
        (desk.settings.home / "office.pem").write_bytes((certificate / "cert.pem").read_bytes())
        assert sent(config) == ("sent", "已送达 1 人")
        for wrong in ("wrong-55d0", "密码-55d0"):
            monkeypatch.setenv("MAIL_PASSWORD", wrong)
            state, said = sent(config)
            assert (state, "password" in said) == ("failed", True)
            assert wrong not in said
    assert len(box.envelopes) == 1


def test_a_mail_server_without_starttls_and_one_that_is_not_there_are_told_with_the_remedy(configured: Configured, sent: Sent) -> None:
    values = {"host": "127.0.0.1", "security": "starttls", "sender": "a@example.gov.cn", "to": ["b@example.gov.cn"]}
    with mail_server(Mailbox()) as port:
        assert "不支持 STARTTLS" in sent(configured("email", port=port, **values))[1]
    state, said = sent(configured("email", port=_free_port(), **values))
    assert state == "failed"
    assert "无法连接邮件服务器" in said
    assert "试了 4 次" in said


# group robots


def test_wecom_gets_at_most_4096_bytes_and_the_count_of_what_is_left_out(server: Server, configured: Configured, sent: Sent) -> None:
    def take(body: dict[str, Any]) -> Any:
        long = len(body["markdown"]["content"].encode()) > 4096
        return {"errcode": 40058, "errmsg": "markdown.content exceed max length 4096"} if long else OK

    server.take = take
    config = configured("wecom", server.url)
    big = briefing(20, rest=1200)
    assert sent(config, message_of(big, link=LINK, office=None)) == ("sent", "已送达")
    assert server.paths == [f"/send?key={TOKEN}"]
    content = json.loads(server.bodies[0])["markdown"]["content"]
    told = content.count("【")
    assert 5 < told < 20
    assert f"另有 {20 - told + 1200 + 3:,} 条见简报全文" in content
    assert content.endswith(f"[打开简报全文]({LINK}/briefings/b1)")


@pytest.mark.parametrize("limit", [600, 1000, 4096, 19_000])
@pytest.mark.parametrize("text", ["扣车" * 900, '"\\"' * 300, "<@all> [假](http://x)" * 40])
def test_no_text_of_the_public_breaks_a_limit_or_calls_on_everybody(limit: int, text: str) -> None:
    made = markdown(briefing(20, text=text, reply=text), LINK, limit)
    assert len(json.dumps(made, ensure_ascii=False).encode()) - 2 <= limit
    assert "<@" not in made
    assert "](http://x)" not in made


def test_one_long_reply_does_not_crowd_out_what_follows() -> None:
    made = markdown(briefing(2, reply="经查，" * 2000), LINK, 4096)
    assert "列表页 404" in made
    assert "另有" not in made


def test_the_clues_that_are_only_counted_stand_under_the_new_ones_and_no_heading_stands_empty() -> None:
    base = briefing(2, rest=30)
    made = markdown(replace(base, grew=(replace(base.new[0], clue="g", before=1, reports=3),)), None, 19_000)
    assert made.index("其余 30 条") < made.index("持续增长")
    for limit in range(200, 2000, 7):
        lines = markdown(base, None, limit).splitlines()[1:]
        assert not any(a.startswith("**") and (not b or b.startswith(("**", "……"))) for a, b in pairwise(lines))


def test_feishu_gets_a_signed_card_within_20000_bytes(desk: Office, server: Server, configured: Configured, sent: Sent) -> None:
    def take(body: dict[str, Any]) -> Any:
        key = f"{body['timestamp']}\n{SIGNING}".encode()
        right = base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
        late = abs(int(body["timestamp"]) - datetime.now(UTC).timestamp()) > 3600
        if body["sign"] != right or late:
            return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}
        return {"code": 0, "msg": "success"} if len(server.bodies[-1]) <= 20_000 else {"code": 9499, "msg": "Bad Request"}

    server.take = take
    config = configured("feishu", server.url, secret={"file": "signing.txt"})
    assert sent(config, message_of(briefing(100, text='"引' * 40), link=LINK, office=None)) == ("sent", "已送达")
    card = json.loads(server.bodies[0])["card"]
    assert card["header"]["title"]["content"].startswith("舆情简报 2026 年第 7 期")
    assert card["elements"][1]["actions"][0]["url"] == f"{LINK}/briefings/b1"
    assert len(server.bodies[0]) > 15_000
    assert SIGNING not in server.bodies[0].decode()
    (desk.settings.home / "signing.txt").write_text("other", encoding="utf-8")
    state, said = sent(config)
    assert (state, "签名不符" in said) == ("failed", True)


@pytest.mark.parametrize(
    ("kind", "answer", "told", "tries"),
    [
        ("wecom", {"errcode": 93000, "errmsg": f"invalid webhook url {TOKEN}"}, "机器人地址无效", 1),
        ("wecom", {"errcode": 45009, "errmsg": "freq"}, "发送过快", 4),
        ("wecom", {"errcode": -1, "errmsg": "busy"}, "系统繁忙", 4),
        ("wecom", {"errcode": 81013}, "81013", 1),
        ("wecom", b"<html>please log in</html>", "应答的不是企业微信群机器人", 1),
        ("wecom", ["no", "robot"], "应答的不是企业微信群机器人", 1),
        ("dingtalk", {"errcode": 310000, "errmsg": f"sign not match {SIGNING}"}, "安全设置不符", 1),
        ("feishu", {"code": 19024, "msg": "Key Words Not Found"}, "自定义关键词", 1),
        ("feishu", {"code": 11232, "msg": "frequency limited"}, "发送过快", 4),
        ("feishu", {"StatusCode": 0, "StatusMessage": "success"}, "已送达", 1),
    ],
)
def test_what_a_robot_answers_is_told_and_tried_again_only_where_that_may_help(
    server: Server, configured: Configured, sent: Sent, kind: str, answer: Any, told: str, tries: int
) -> None:
    server.answers = [(200, answer)] * 4
    state, said = sent(configured(kind, server.url))
    assert told in said
    assert state == ("sent" if told == "已送达" else "failed")
    assert len(server.bodies) == tries


# any other system, and what goes wrong on the way


def test_a_webhook_gets_the_whole_briefing_as_json_with_its_token(server: Server, configured: Configured, sent: Sent) -> None:
    server.answers = [(204, b"")]
    whole = briefing(40, rest=9)
    config = configured("webhook", server.url, token={"file": "signing.txt"})
    assert sent(config, message_of(whole, link=LINK, office=None)) == ("sent", "已送达")
    assert server.headers[0]["Authorization"] == f"Bearer {SIGNING}"
    assert server.headers[0]["Content-Type"] == "application/json; charset=utf-8"
    body = json.loads(server.bodies[0])
    assert (body["kind"], body["link"]) == ("zhijian.briefing", f"{LINK}/briefings/b1")
    assert Briefing.from_json(json.dumps(body["briefing"])) == whole


def test_a_server_error_is_tried_again_after_each_pause_until_it_is_taken(desk: Office, server: Server, configured: Configured) -> None:
    server.answers = [(500, b""), (429, b""), (200, OK)]
    channel = configured("wecom", server.url).channels[0]
    began = datetime.now(UTC)
    assert send(channel, message_of(briefing(), link=None, office=None), desk, (0.1, 0.2, 9.0)) == ("sent", "已送达")
    assert 0.3 <= (datetime.now(UTC) - began).total_seconds() < 5
    assert len(server.bodies) == 3


@pytest.mark.parametrize(
    ("status", "told", "tries"),
    [(500, "对方出错（500）", 4), (404, "地址不存在", 1), (403, "对方拒绝（403）", 1), (302, "没有跟随", 1), (400, "对方出错（400）", 1)],
)
def test_an_http_error_is_told_with_its_remedy(
    server: Server, configured: Configured, sent: Sent, status: int, told: str, tries: int
) -> None:
    server.answers = [(status, TOKEN.encode())] * 4
    state, said = sent(configured("webhook", server.url))
    assert (state, told in said, len(server.bodies)) == ("failed", True, tries)
    assert ("试了 4 次" in said) == (tries == 4)


def test_what_was_handed_over_without_an_answer_is_in_doubt_and_not_sent_again(server: Server, configured: Configured, sent: Sent) -> None:
    server.answers = [(0, b"")] * 4
    state, said = sent(configured("webhook", server.url))
    assert (state, "可能已送达" in said, len(server.bodies)) == ("unknown", True, 1)


@pytest.mark.parametrize(
    "address", ["127.0.0.1/send", "https://a b/", "https://机器人.cn/", "https://host:99999/", "https://[::1/", "ftp://a/"]
)
def test_an_address_that_is_none_is_told_and_nothing_is_in_doubt(configured: Configured, sent: Sent, address: str) -> None:
    state, said = sent(configured("webhook", address))
    assert (state, "url 不是网址" in said) == ("failed", True)


def test_a_refused_connection_plain_http_and_missing_secrets_are_told(
    desk: Office, configured: Configured, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = f"http://127.0.0.1:{_free_port()}"
    state, said = sent(configured("wecom", closed))
    assert (state, "无法连接" in said, "试了 4 次" in said) == ("failed", True, True)
    plain = configured("wecom", closed).channels[0].model_copy(update={"plain_http": False})
    assert "plain_http: true" in send(plain, message_of(briefing(), link=None, office=None), desk, ())[1]
    config = configured("webhook", closed, token={"file": "signing.txt"})
    for content, told in (("秘密", "token 含有汉字"), ("one\ntwo", "有多行"), (" \n", "是空的")):
        (desk.settings.home / "signing.txt").write_text(content, encoding="utf-8")
        assert told in sent(config)[1]
    (desk.settings.home / "signing.txt").unlink()
    assert "不能读取" in sent(config)[1]
    monkeypatch.delenv("ROBOT")
    assert "环境变量 ROBOT 没有设置" in sent(config)[1]


# the store's record of it


def test_outcomes_are_stored_without_secrets_and_failures_are_sent_by_the_next_scan(
    desk: Office, server: Server, configured: Configured
) -> None:
    config = configured("wecom", server.url)
    shelf = Briefings(desk.store.engine)
    shelf.add(briefing(), (), ("督办群", "已删除的群"))
    server.answers = [(500, f"error in {TOKEN}".encode())] * 2
    deliveries = Deliveries(desk, config, shelf, pauses=(0.0,))
    deliveries.all()
    assert {one.channel: one.state for one in shelf.deliveries("b1")} == {"督办群": "failed", "已删除的群": "unknown"}
    deliveries.all()
    assert {one.channel: (one.state, one.message) for one in shelf.deliveries("b1")}["督办群"] == ("sent", "已送达")
    assert deliveries.all() == []
    assert len(server.bodies) == 3
    stored = b"".join(path.read_bytes() for path in desk.settings.home.glob("zhijian.db*"))
    assert "督办群".encode() in stored
    assert not any(secret.encode() in stored for secret in SECRETS)


def test_a_delivery_cut_short_is_sent_once_more_and_then_let_be(desk: Office, server: Server, configured: Configured) -> None:
    config = configured("wecom", server.url)
    shelf = Briefings(desk.store.engine)
    shelf.add(briefing(), (), ("督办群",))
    deliveries = Deliveries(desk, config, shelf, pauses=())
    (pending,) = shelf.deliveries("b1")
    shelf.note_delivery(pending, "sending")
    (ended,) = deliveries.all()
    assert (ended.state, "可能重复一次" in ended.message, len(server.bodies)) == ("sent", True, 1)
    shelf.note_delivery(pending, "resending")
    (ended,) = deliveries.all()
    assert (ended.state, len(server.bodies)) == ("unknown", 1)
