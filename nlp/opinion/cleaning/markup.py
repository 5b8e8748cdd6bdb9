"""What web pages and exports leave in a text: tags, entities, control characters, emoji, line ends of other systems.

Everything here keeps the length: a tag becomes blanks, ``&lt;`` becomes ``<`` and three blanks, so that offsets stay those of the given
text. Blanks between Chinese characters go away in ``ingest.normalise``, which keeps the offset map: ``城<b>管</b>`` is read as 城管.
"""

from __future__ import annotations

import html
import re
from functools import cache

# what ends a line on a page
_BLOCKS = (
    "p|div|br|hr|li|ul|ol|dl|dt|dd|tr|td|th|table|tbody|thead|h[1-6]|section|article|header|footer|nav|blockquote|pre|center|title|figure"
)
_INLINE = (
    "a|b|i|u|s|em|strong|span|font|img|small|big|sub|sup|o:p|st1:\\w+|label|input|button|form|select|option|textarea|iframe|video|audio|source|"
    "embed|object|param|script|style|link|meta|html|head|body|noscript|svg|path|wbr|nobr|ins|del|mark|code|center|ruby|rt|rp|figcaption|main|"
    "aside|map|area|canvas|xml|w:\\w+|v:\\w+"
)
_ATTRIBUTES = r"(?:\s[^<>]{0,800})?"
_TAG = re.compile(rf"<\s{{0,4}}/?\s{{0,4}}(?:(?P<block>{_BLOCKS})|{_INLINE})(?![\w:]){_ATTRIBUTES}/?\s{{0,4}}>", re.IGNORECASE)
_BROKEN_TAG = re.compile(rf"<\s{{0,4}}/?\s{{0,4}}(?:{_BLOCKS}|{_INLINE})\s[^<>\n。]{{0,300}}=[^<>\n。]{{0,300}}(?=\n|$)", re.IGNORECASE)
_TAG_TAIL = re.compile(r"(?m)^[^<>\n一-龥]{0,300}[\"']\s{0,4}/?>")
_CODE = re.compile(
    r"<!--.{0,5000}?-->|<(script|style)\b[^<>]{0,800}>.{0,50000}?</\s{0,4}\1\s{0,4}>|<!\[CDATA\[|\]\]>|<![a-z][^<>]{0,200}>", re.I | re.S
)
_ENTITY = re.compile(
    r"&(?:amp;){0,3}(?:#(?P<decimal>\d{1,7});?|#[xX](?P<hex>[0-9a-fA-F]{1,6});?|(?P<name>[a-zA-Z][a-zA-Z0-9]{1,30});|nbsp)"
)
_ESCAPED_END = re.compile(r"\\r\\n|\\n|\\t|\\r|\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def plain(text: str) -> str:
    """``text`` without the remnants of markup, as long as it was."""
    if not _odd_characters().isdisjoint(text):
        text = text.translate(_odd())
    if "\\" in text or not _ENDS.isdisjoint(text):
        text = _ESCAPED_END.sub(lambda match: "\n".rjust(len(match[0])), text)
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "<" in text or ">" in text:
        text = _CODE.sub(_blank, text)
        text = _TAG.sub(_tag, text)
        text = _BROKEN_TAG.sub(_blank, text)
        text = _TAG_TAIL.sub(_blank, text)
    return text


_ENDS = frozenset("\r\x0b\x0c\x85\u2028\u2029")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _tag(match: re.Match[str]) -> str:
    return ("\n" if match["block"] else " ").ljust(len(match[0]))


def _character(match: re.Match[str]) -> str:
    """The one character an entity stands for, and blanks; what is no entity stays."""
    words = match[0]
    if match["decimal"] or match["hex"]:
        code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
        char = html.unescape(f"&#{code};")
    else:
        char = html.unescape(f"&{match['name'] or 'nbsp'};")
    if len(char) != 1:
        return words if char else " " * len(words)
    if char in "\xa0\u3000" or not char.isprintable():
        char = " "
    return char.ljust(len(words))


@cache
def _odd() -> dict[int, str]:
    """Characters that say nothing: controls, private use, emoji, and the marks that tagged texts use for actors."""
    table = dict.fromkeys(
        [*range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF], " "
    )
    table.update(dict.fromkeys(range(0xE000, 0xF900), " "))
    for first, last in ((0x1F000, 0x1FAFF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F1E6, 0x1F1FF), (0x20D0, 0x20F0), (0xE0020, 0xE007F)):
        table.update(dict.fromkeys(range(first, last + 1), " "))
    table.update(dict.fromkeys(map(ord, "▲△◆◇◎▽"), " "))
    return table


@cache
def _odd_characters() -> frozenset[str]:
    return frozenset(map(chr, _odd()))
