from __future__ import annotations

import pytest

from crawlers.charset import decode_html

TEXT = "<html><head><title>某市城管局</title></head><body>镕市监处罚〔2024〕12号</body></html>"


def _with_meta(charset: str) -> str:
    return TEXT.replace("<title>", f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>')


@pytest.mark.parametrize(
    ("body", "content_type", "encoding"),
    [
        (TEXT.encode(), "text/html; charset=utf-8", None),
        (TEXT.encode("gbk"), "text/html; charset=GB2312", None),
        (TEXT.encode(), None, None),
        (TEXT.encode("gb18030"), None, None),
        (TEXT.encode("utf-8-sig"), "text/html; charset=gbk", None),
        (TEXT.encode("utf-16"), None, None),
        (_with_meta("gb2312").encode("gbk"), "text/html", None),
        (_with_meta("gb2312").encode("gbk"), "text/html; charset=utf-8", None),  # the header lies
        (_with_meta("gbk").encode(), "text/html; charset=gbk", None),  # header and page lie together
        (TEXT.encode("gbk"), "text/html; charset=ISO-8859-1", None),  # a server default
        (TEXT.encode("gbk"), "text/html; charset=no-such-thing", None),
        (TEXT.encode("gbk"), "text/html; charset=utf-8", "gb18030"),
        (TEXT.encode("gbk"), None, "utf-8"),  # the source file is wrong
        (TEXT.encode("big5", "ignore"), "text/html; charset=big5", None),
    ],
)
def test_the_page_becomes_text(body: bytes, content_type: str | None, encoding: str | None) -> None:
    text = decode_html(body, content_type=content_type, encoding=encoding)
    assert "<title>" in text
    assert "\ufffd" not in text
    if content_type != "text/html; charset=big5":
        assert "镕市监处罚〔2024〕12号" in text


def test_a_cut_character_does_not_overturn_the_declaration() -> None:
    body = (TEXT * 50).encode()[: -len("号</body></html>".encode())] + "罚".encode()[:2]
    text = decode_html(body, content_type="text/html; charset=utf-8")
    assert text.count("\ufffd") == 1
    assert "镕市监处罚" in text


def test_bytes_that_are_no_text_do_no_harm() -> None:
    assert isinstance(decode_html(bytes(range(256)) * 20), str)
    assert decode_html(b"") == ""
