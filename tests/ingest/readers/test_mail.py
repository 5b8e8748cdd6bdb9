from __future__ import annotations

import base64
import zipfile
from email.message import EmailMessage
from email.mime.text import MIMEText
from pathlib import Path
from random import Random

import pytest

from ingest import sniff
from ingest.errors import InputError
from ingest.readers.archive import Limits, Member, expand


def _mail() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = "某市综合行政执法局 <a@example.gov.cn>", "司法局 <b@example.gov.cn>"
    mail["Subject"] = "报送行政处罚案卷（〔2024〕384号）"
    mail["Date"] = "Wed, 12 Jun 2024 09:30:00 +0800"
    mail.set_content("现报送案卷，请查收。\n")
    return mail


def _expanded(data: bytes, tmp_path: Path, limits: Limits | None = None) -> dict[str, Member]:
    path = tmp_path / "来信.eml"
    path.write_bytes(data)
    assert sniff.media_type(path) == sniff.EML
    return {member.name: member for member in expand(path, tmp_path / "out", limits=limits)}


def _body(members: dict[str, Member]) -> str:
    return members["邮件正文.txt"].path.read_text(encoding="utf-8")


def test_the_words_become_a_text_and_attachments_files(tmp_path: Path) -> None:
    mail = _mail()
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="行政处罚决定书.pdf")
    mail.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="../../现场:照片.jpg")
    mail.add_attachment(b"\xff\xd8\xff2", maintype="image", subtype="jpeg")
    members = _expanded(mail.as_bytes(), tmp_path)
    assert set(members) == {"邮件正文.txt", "行政处罚决定书.pdf", "现场_照片.jpg", "附件3.jpg"}
    assert members["行政处罚决定书.pdf"].path.read_bytes() == b"%PDF-1.7"
    assert _body(members).split("\n") == [
        "发件人：某市综合行政执法局 <a@example.gov.cn>",
        "收件人：司法局 <b@example.gov.cn>",
        "日期：Wed, 12 Jun 2024 09:30:00 +0800",
        "主题：报送行政处罚案卷（〔2024〕384号）",
        "附件：行政处罚决定书.pdf、现场_照片.jpg、附件3.jpg",
        "",
        "现报送案卷，请查收。",
        "",
    ]


def test_headers_and_names_in_gbk_as_chinese_programs_write_them(tmp_path: Path) -> None:
    """Bare GBK bytes, and encoded words cut in the middle of a character."""
    subject = "关于报送案卷的函".encode("gbk")
    words = b"\r\n ".join(b"=?GB2312?B?" + base64.b64encode(subject[a : a + 5]) + b"?=" for a in range(0, len(subject), 5))
    data = (
        b"From: " + "张三".encode("gbk") + b" <a@b.cn>\r\nSubject: " + words + b"\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n'
        + "朱镕基路".encode("gbk")
        + b'\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="'
        + "决定书.pdf".encode("gbk")
        + b'"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--x--\r\n'
    )
    members = _expanded(data, tmp_path)
    assert members["决定书.pdf"].path.read_bytes() == b"%PDF"
    assert _body(members) == "发件人：张三 <a@b.cn>\n主题：关于报送案卷的函\n附件：决定书.pdf\n\n朱镕基路\n"


def test_a_mail_of_html_alone_is_read_as_its_words(tmp_path: Path) -> None:
    mail = MIMEText(
        "<html><head><style>p{color:red}</style></head><body><p>当事人：张三&nbsp;男</p><table><tr><td>罚款</td><td>200元</td></tr>"
        "</table><script>x()</script></body></html>",
        "html",
        "utf-8",
    )
    mail["From"], mail["Subject"] = "a@b.cn", "x"
    assert _body(_expanded(mail.as_bytes(), tmp_path)).endswith("\n\n当事人：张三 男\n罚款\t200元\n")


def test_mails_and_archives_in_a_mail_are_opened(tmp_path: Path) -> None:
    inner = _mail()
    with zipfile.ZipFile(tmp_path / "卷.zip", "w") as archive:
        archive.writestr("1.pdf", b"%PDF-1")
    inner.add_attachment((tmp_path / "卷.zip").read_bytes(), maintype="application", subtype="zip", filename="卷.zip")
    outer = _mail()
    outer.add_attachment(inner)
    data = outer.as_bytes().replace(b"filename*=utf-8''%E5%8D%B7.zip", b'filename="' + "卷".encode("gbk") + b'.zip"')
    members = _expanded(data, tmp_path)
    assert set(members) == {"邮件正文.txt", "附件1.eml/邮件正文.txt", "附件1.eml/卷.zip/1.pdf"}
    with pytest.raises(InputError) as error:
        expand(tmp_path / "来信.eml", tmp_path / "out2", limits=Limits(depth=2))
    assert error.value.code == "bomb"


def test_cut_off_and_altered_mails_never_crash(tmp_path: Path) -> None:
    mail = _mail()
    mail.add_attachment(b"%PDF-1.7" * 50, maintype="application", subtype="pdf", filename="行政处罚决定书.pdf")
    data = mail.as_bytes()
    rng = Random(3)
    broken = [data[: rng.randrange(300, len(data))] for _ in range(30)]
    for _ in range(60):
        altered = bytearray(data)
        for _ in range(12):
            altered[rng.randrange(150, len(altered))] = rng.randrange(256)
        broken.append(bytes(altered))
    opened = 0
    for number, content in enumerate(broken):
        (tmp_path / "b.eml").write_bytes(content)
        try:
            opened += bool(expand(tmp_path / "b.eml", tmp_path / f"o{number}"))
        except InputError:
            continue
    assert opened > 60


def test_parts_nested_without_end_are_refused(tmp_path: Path) -> None:
    data = b"From: a\nTo: b\nSubject: x\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)
    )
    (tmp_path / "a.eml").write_bytes(data)
    with pytest.raises(InputError) as error:
        expand(tmp_path / "a.eml", tmp_path / "out")
    assert error.value.code == "damaged"
