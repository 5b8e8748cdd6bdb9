"""What the form of a text leaves no doubt about: marks and letters that the models mix up, and dates that a seal took a stroke from."""

from __future__ import annotations

import re

_FULL = dict(zip("(),:;?!", "（），：；？！", strict=True))
_CHINESE = "\u3001-\u3011\u3014-\u301b\u3400-\u4dbf\u4e00-\u9fff（），：；？！"
_BESIDE_CHINESE = re.compile(f"(?<=[{_CHINESE}])[(),:;?!]|[(),:;?!](?=[{_CHINESE}])")
_UNEVEN = re.compile(r"（([^（）()]*)\)|\(([^（）()]*)）")
_CLOSING = dict(zip("〔【［[（(", "〕】］]）)", strict=True))
_YEAR = re.compile(r"([〔【［[（(])((?:19|20)\d\d)[〕】］\]）)]")
_DAY = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<a>\D)(?P<m>\d{1,2})(?P<b>\D)(?P<d>\d{1,2})(?P<c>\D)$")
_DAY_MARKS = (("a", "年"), ("b", "月"), ("c", "日"))

# 统一社会信用代码 (GB 32100): department, kind, six figures of the region, ten characters; it has no I, O, S and Z.
_CODE = re.compile(r"(?<![0-9A-Za-z])[159NY][1-9][0-9IOSZ]{6}[0-9A-Z]{10}(?![0-9A-Za-z])")
_CODE_LETTERS = str.maketrans("IOSZ", "1052")


def mended(text: str) -> str:
    """The text of a line, character for character, with what is beyond doubt put right.

    Half-width marks beside Chinese become full-width, as Chinese is printed, and so does a bracket whose partner is. The bracket that
    closes a year belongs to the opening one. A date at the end of a line with two of 年, 月 and 日 in place has the third. Letters that a
    统一社会信用代码 never has are the figures they resemble.
    """
    text = _CODE.sub(lambda match: match[0].translate(_CODE_LETTERS), text)
    return _dated(_YEAR.sub(lambda match: match[1] + match[2] + _CLOSING[match[1]], _full_width(text)))


def _full_width(text: str) -> str:
    """Repeated, since a mark that has become full-width is Chinese itself."""
    before = ""
    while text != before:
        before = text
        text = _BESIDE_CHINESE.sub(lambda match: _FULL[match[0]], text)
        text = _UNEVEN.sub(lambda match: f"（{match[1] or match[2] or ''}）", text)
    return text


def _dated(text: str) -> str:
    day = _DAY.search(text)
    if not day or sum(day[group] == mark for group, mark in _DAY_MARKS) < 2 or not (1 <= int(day["m"]) <= 12 and 1 <= int(day["d"]) <= 31):
        return text
    return f"{text[: day.start()]}{day['y']}年{day['m']}月{day['d']}日"
