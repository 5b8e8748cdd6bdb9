"""The party's own line at the foot of a letter: 当事人：李四 2024年3月6日, without a word that says it signs."""

from __future__ import annotations

import re

_PARTY = r"(?:当事人|相对人|受送达人|受检(?:人|单位)|被(?:通知|检查|处罚|告知|查封|扣押)[^：:\n]{0,4}?(?:人|单位)|收件人|经营者)"
_DAY = r"20\d\d[年.\-/]\s?(?:1[0-2]|0?[1-9])[月.\-/]\s?(?:3[01]|[12]\d|0?[1-9])日?"
_HOUR = r"(?:\d{1,2}[时:：](?:\d{1,2}分?)?)?"
_LINE = re.compile(
    rf"^[ \t]*{_PARTY}[ \t]*[：:][ \t]*(?P<name>[\u4e00-\u9fa5·]{{2,6}})[ \t（(）)]*(?P<day>{_DAY}){_HOUR}[ \t]*$",
    re.M,
)


def signed_line(text: str) -> re.Match[str] | None:
    """The line with ``name`` and ``day`` in a text with its line breaks; the heads of letters name the party without a day."""
    return _LINE.search(text)
