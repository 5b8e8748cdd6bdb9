"""Mail (EML) as a container: its words become a text file, its attachments files of the dossier."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import Compat32
from pathlib import Path

from ingest.errors import RejectedInput, UnreadableInput
from ingest.readers.html_text import html_text
from ingest.readers.mail_header import decoded_as, decoded_bytes, decoded_words
from ingest.readers.member_names import plain_name, told_apart
from ingest.readers.shelf import Shelf

_LARGEST = 256 << 20  # bytes; mail servers stop at a fifth of that
_SHOWN = (("From", "发件人"), ("To", "收件人"), ("Cc", "抄送"), ("Date", "日期"), ("Subject", "主题"))
BODY_NAME = "邮件正文.txt"


class _Lenient(Compat32):
    """Header values as text also where a program wrote GBK or UTF-8 into them as it stood."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The value of a header, decoded only as far as its bytes are."""
        return decoded_bytes(value.encode("utf-8", "surrogateescape"))


def open_mail(path: Path, shelf: Shelf) -> None:
    """Put the body (``邮件正文.txt``) and the attachments of a mail on the shelf; a mail that is attached stays a mail.

    RejectedInput: ``bomb``, ``too_large``. UnreadableInput: ``damaged``.
    """
    if path.stat().st_size > _LARGEST:
        raise RejectedInput(f"{shelf.name}：邮件超过 {_LARGEST >> 20} MB，请将附件另存后以文件夹提交", code="too_large")
    try:
        message = message_from_bytes(path.read_bytes(), policy=_Lenient())
        parts = list(_parts(message))
        _put(message, parts, shelf)
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError) as error:  # what the parser raises on broken mails
        raise UnreadableInput(f"{shelf.name}：邮件已损坏，无法打开，请重新导出后提交", code="damaged") from error


def _put(message: Message, parts: list[Message], shelf: Shelf) -> None:
    plain: list[str] = []
    html: list[str] = []
    names: list[str] = []
    for part in parts:
        kind = part.get_content_type()
        given = decoded_words(part.get_filename() or "")
        if kind in ("text/plain", "text/html") and not given and part.get_content_disposition() != "attachment":
            (plain if kind == "text/plain" else html).append(_text(part))
            continue
        name = told_apart(_file_name(given, part, len(names) + 1), {*names, BODY_NAME})
        with shelf.file(name) as slot:
            slot.write(_data(part))
        names.append(name)
    body = "\n\n".join(text.strip() for text in plain if text.strip()) or "\n\n".join(html_text(text) for text in html)
    heads = [f"{label}：{decoded_words(message[header])}" for header, label in _SHOWN if message[header]]
    if names:
        heads.append(f"附件：{'、'.join(names)}")
    with shelf.file(BODY_NAME) as slot:
        slot.write("\n".join([*heads, "", body.strip(), ""]).encode())


def _parts(message: Message) -> Iterator[Message]:
    """The leaves; a mail within a mail is one of them."""
    payload = message.get_payload()
    if message.get_content_maintype() == "message" or not isinstance(payload, list):
        yield message
        return
    for part in payload:
        if isinstance(part, Message):
            yield from _parts(part)


def _data(part: Message) -> bytes:
    payload = part.get_payload()
    if isinstance(payload, list):
        return b"\n".join(inner.as_bytes() for inner in payload if isinstance(inner, Message))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: Message) -> str:
    return decoded_as(_data(part), (part.get_content_charset() or "utf-8").lower()).replace("\r\n", "\n")


def _file_name(given: str, part: Message, number: int) -> str:
    """A name without folders; one made up where the mail gives none."""
    if name := plain_name(given):
        return name
    kind = part.get_content_type()
    suffix = ".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind) or ""
    return f"附件{number}{suffix}"
