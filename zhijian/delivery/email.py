"""E-mail: HTML with a plain text beside it and the DOCX attached, to several recipients at once."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from zhijian.delivery.message import Message
from zhijian.delivery.problem import DeliveryDoubt, DeliveryProblem
from zhijian.delivery.secret import Secret, Strict

_SECONDS = 60.0
_DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def _mailbox(value: str) -> str:
    name, at, host = value.rpartition("@")
    if not (name and at and host) or any(char in value for char in "\r\n,; "):
        raise ValueError(f"“{value}”不是邮箱地址，应形如 zhiban@example.gov.cn")
    return value


Mailbox = Annotated[str, AfterValidator(_mailbox)]


class EmailChannel(Strict):
    """``security``: ssl (usually port 465), starttls (587) or none (25, within the office's own network only)."""

    kind: Literal["email"]
    name: str = Field(min_length=1, max_length=64)
    host: str = Field(min_length=1)
    port: int = Field(default=465, ge=1, le=65535)
    security: Literal["ssl", "starttls", "none"] = "ssl"
    user: str | None = None
    password: Secret | None = None
    sender: Mailbox
    to: tuple[Mailbox, ...] = Field(min_length=1)
    certificate: Path | None = None

    def send(self, message: Message, home: Path) -> str:
        """Send; what to tell of it. Recipients that the server refuses are named, the others get it."""
        password = self.password.read(home) if self.password else ""
        server = self._connected(home)
        try:
            self._sign_in(server, password)
            refused = server.send_message(self._mail(message), self.sender, list(self.to))
        except smtplib.SMTPRecipientsRefused as error:
            codes = {code for code, _ in error.recipients.values()}
            raise DeliveryProblem(f"邮件服务器拒绝了全部收件人（{min(codes)}）。请核对 to", again=max(codes) < 500) from None
        except smtplib.SMTPSenderRefused as error:
            raise DeliveryProblem(f"邮件服务器不接受发件人 {self.sender}（{error.smtp_code}）。sender 通常须与 user 相同") from None
        except smtplib.SMTPResponseException as error:
            raise DeliveryProblem(
                f"邮件服务器没有接受邮件（{error.smtp_code}）。请稍后再试，或核对附件大小限制", again=error.smtp_code < 500
            ) from None
        except smtplib.SMTPNotSupportedError:
            raise DeliveryProblem("邮件服务器不支持含汉字的邮箱地址。请核对 sender 与 to") from None
        except OSError:  # smtplib's SMTPServerDisconnected among them
            raise DeliveryDoubt("发送中连接断开，可能已送达；为免重复没有再发") from None
        finally:
            _leave(server)
        if refused:
            return f"已送达 {len(self.to) - len(refused)} 人；被拒绝的收件人：{'、'.join(refused)}，请核对 to"
        return f"已送达 {len(self.to)} 人"

    def _sign_in(self, server: smtplib.SMTP, password: str) -> None:
        if not self.user:
            return
        try:
            server.login(self.user, password)
        except smtplib.SMTPAuthenticationError as error:
            raise DeliveryProblem(
                f"邮件服务器不接受用户名或密码（{error.smtp_code}）。多数邮箱须用“授权码”而非登录密码，请核对 password",
                again=error.smtp_code < 500,
            ) from None
        except UnicodeError:
            raise DeliveryProblem("user 或 password 含有汉字或全角字符，不能登录。请重新复制") from None
        except smtplib.SMTPNotSupportedError:
            raise DeliveryProblem("邮件服务器不支持登录或所选的加密方式。请核对 security 与 port") from None
        except (smtplib.SMTPException, OSError):
            raise DeliveryProblem("登录邮件服务器时连接断开。请稍后再试", again=True) from None

    def _connected(self, home: Path) -> smtplib.SMTP:
        """A connection, encrypted as configured. Certificates are checked, against ``certificate`` where the office has its own."""
        context = self._context(home)
        try:
            if self.security == "ssl":
                return smtplib.SMTP_SSL(self.host, self.port, timeout=_SECONDS, context=context)
            server = smtplib.SMTP(self.host, self.port, timeout=_SECONDS)
            if self.security == "starttls":
                self._encrypt(server, context)
            return server
        except ssl.SSLCertVerificationError:
            raise DeliveryProblem("邮件服务器的证书不可信。自建证书的，请把证书文件写在 certificate 中") from None
        except ssl.SSLError:
            raise DeliveryProblem(f"不能与 {self.host}:{self.port} 建立加密连接。465 端口用 security: ssl，587 端口用 starttls") from None
        except smtplib.SMTPNotSupportedError:
            raise DeliveryProblem("邮件服务器不支持 STARTTLS。请改用 security: ssl，端口通常为 465") from None
        except (OSError, smtplib.SMTPException) as error:
            why = getattr(error, "strerror", None) or "没有应答"
            raise DeliveryProblem(f"无法连接邮件服务器 {self.host}:{self.port}（{why}）。请检查 host、port 和防火墙", again=True) from None

    def _context(self, home: Path) -> ssl.SSLContext:
        place = home / self.certificate if self.certificate else None
        try:
            return ssl.create_default_context(cafile=str(place) if place else None)
        except OSError as error:  # ssl.SSLError among them, where the file holds no certificate
            why = "不是 PEM 格式的证书" if isinstance(error, ssl.SSLError) else error.strerror
            raise DeliveryProblem(f"证书文件 {place} 不能读取（{why}）。请核对 certificate") from None

    def _encrypt(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        try:
            server.starttls(context=context)
        except BaseException:
            server.close()
            raise

    def _mail(self, message: Message) -> EmailMessage:
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = message.title, self.sender, ", ".join(self.to)
        mail["Date"], mail["Message-ID"] = formatdate(localtime=True), make_msgid(domain=self.sender.rpartition("@")[2])
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        mail.add_alternative(message.html, subtype="html")
        if message.attachment is not None:
            name, data = message.attachment
            mail.add_attachment(data, maintype=_DOCX[0], subtype=_DOCX[1], filename=name)
        return mail


def _leave(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()
