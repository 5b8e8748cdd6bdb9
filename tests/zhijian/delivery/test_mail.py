"""Mail through real SMTP servers: what it holds, what is refused, encryption and signing in."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from io import BytesIO
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.zhijian.delivery.servers import (
    LINK,
    PASSWORD,
    Configured,
    Mailbox,
    Sent,
    free_port,
    mail_server,
)
from zhijian.office import Office


def test_a_mail_holds_text_html_and_the_docx_and_goes_to_every_recipient(desk: Office, configured: Configured, sent: Sent) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        config = configured(
            "email", host="127.0.0.1", port=port, security="none", sender="a@example.gov.cn", to=["b@example.gov.cn", "c@example.gov.cn"]
        )
        assert sent(config) == ("sent", "已送达 2 人")
    assert box.envelopes[0].rcpt_tos == ["b@example.gov.cn", "c@example.gov.cn"]
    mail = box.last_mail()
    assert mail["Subject"] == "舆情简报 2026 年第 7 期（2026 年 3 月 2 日）：新增 3 条"
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
    state, said = sent(configured("email", port=free_port(), **values))
    assert state == "failed"
    assert "无法连接邮件服务器" in said
    assert "试了 4 次" in said


def test_implicit_tls_is_spoken_from_the_first_byte_and_a_port_without_it_is_told(
    desk: Office, certificate: Path, configured: Configured, sent: Sent
) -> None:
    (desk.settings.home / "office.pem").write_bytes((certificate / "cert.pem").read_bytes())
    values = {"host": "127.0.0.1", "sender": "a@example.gov.cn", "to": ["b@example.gov.cn"], "security": "ssl", "certificate": "office.pem"}
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    box = Mailbox()
    with mail_server(box, ssl_context=context) as port:
        assert sent(configured("email", port=port, **values)) == ("sent", "已送达 1 人")
    with mail_server(box) as port:
        state, said = sent(configured("email", port=port, **values))
        assert (state, "465 端口用 security: ssl" in said) == ("failed", True)
    assert len(box.envelopes) == 1
