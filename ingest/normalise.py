"""Text normalisation with an offset map: what checks match on, while evidence still points into the original.

What is done, in this order:

1. Single characters, one for one: full-width letters, digits and technical signs (``％ ．／－＋＝［］～`` …) become half width;
   Kangxi radicals, radical supplements and compatibility ideographs that PDF fonts produce become the plain ideograph; exotic
   spaces become a blank; boxes before choices in all shapes and codes of symbol fonts become ``□``, ``☑`` or ``√``. Chinese
   punctuation (``，。：；！？、（）《》〔〕【】“”``) stays as it is: patterns rely on it.
2. Characters without any width (zero-width joiners, byte order marks, soft hyphens, direction marks) are dropped.
3. Pinyin notes after a Chinese character, as some converted web pages carry them, are dropped: ``執(zhí)法`` → ``執法``. A note
   must bear a tone mark; where a text has such notes, toneless syllables in lower case (``的(de)``) count as well. Other
   parentheses, ``(APP)``, ``（OK）``, ``（含）``, are never touched.
4. Blanks between two Chinese characters, or one of them and Chinese punctuation, are dropped; line breaks stay.
5. Traditional characters become simplified ones (OpenCC ``t2s``, phrase-aware, lengths equal). Characters that GB 2312 itself
   holds (於, 乾, 麽 …) change only in lines that show other traditional characters: simplified texts use them on purpose, in names.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from ingest.tick_boxes import LETTERS, ONE_FORM, letters_as_boxes

_COUNTED = array("l", range(8192))  # offsets of a text of which nothing was dropped; few pages are longer
_SHORT = 400  # characters; what is longer is rarely met twice
_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_CHINESE_PUNCTUATION = "，。：；！？、（）《》〈〉〔〕【】「」『』“”‘’…—·"
_BLANKS = " \t\u3000\u00a0\u2000-\u200a\u202f\u205f"
_INVISIBLE = frozenset(
    map(
        chr,
        [
            *(0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF),
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2065),
            *range(0x2066, 0x206A),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ],
    )
)
_INVISIBLE_RUN = re.compile(f"[{''.join(sorted(_INVISIBLE))}]+")
_CHINESE = f"[{_CJK}{_CHINESE_PUNCTUATION}]"
# begins with a blank, which is quickly looked for, and only then looks at what stands before it
_INNER_BLANKS = re.compile(f"[{_BLANKS}](?<={_CHINESE}.)[{_BLANKS}]*(?={_CHINESE})")

# Full-width forms that stand for Chinese punctuation and stay.
_KEPT = frozenset("，：；！？（）")
# Radicals of the supplement block without a Unicode decomposition; fonts of some office programs map plain text to them.
_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻲⺮⺼⻑⻒",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟竹肉長镸",
        strict=True,
    )
)

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_NOTE_LETTERS = f"a-zɡüê{_TONED}\u0300\u0301\u0304\u0308\u030c"
_INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINALS = "iong|iang|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|üe|a|e|i|o|u|ü"
_SYLLABLE = re.compile(f"(?:(?:{_INITIALS})(?:{_FINALS})|ai|an|ang|ao|a|ei|en|eng|er|e|ou|o|ê|m|n|ng)")
_BRACKETED = re.compile(f"[(（][ \t]*([{_NOTE_LETTERS}]{{1,10}})[ \t]*[)）]")
_IDEOGRAPH = re.compile(f"[{_CJK}]")
_TONE_MARKS = frozenset("\u0300\u0301\u0304\u030c")


class Clean(Struct, frozen=True, gc=False):
    """Cleaned text. ``offsets[i]`` is the offset in the original of ``text[i]``; one more entry marks the end."""

    text: str
    offsets: Sequence[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that ``text[start:end]`` was made from."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(text: str) -> Clean:
    """Clean ``text`` as described above. Never fails; ``len(offsets) == len(text) + 1``, strictly increasing; idempotent."""
    return _remembered(text) if len(text) <= _SHORT else _normalised(text)


def squeezed_text(text: str) -> str:
    """``text`` cleaned and without any white space."""
    return _remembered_squeezed(text) if len(text) <= _SHORT else _squeezed(text)


def _normalised(text: str) -> Clean:
    state = _State(text)
    special = _special().intersection(text)  # a set of characters is ten times cheaper than a big character class
    if special:
        state.text = text.translate(_mapping())
    if not _INVISIBLE.isdisjoint(special):
        state.drop([match.span() for match in _INVISIBLE_RUN.finditer(state.text)])
    if "(" in state.text or "（" in state.text:
        state.drop(_notes(state.text))
    state.drop([match.span() for match in _INNER_BLANKS.finditer(state.text)])
    if not LETTERS.isdisjoint(special):
        state.text = letters_as_boxes(state.text)
    traditional = not _traditional().isdisjoint("".join(special).translate(_mapping()))
    return Clean(_simplified(state.text) if traditional else state.text, state.offsets)


def _squeezed(text: str) -> str:
    if _special().isdisjoint(text) and not _BRACKETED.search(text):
        return "".join(text.split())  # nothing but blanks to drop
    return "".join(_normalised(text).text.split())


# lines of forms come again and again, within a dossier and in the next
_remembered = lru_cache(maxsize=20_000)(_normalised)
_remembered_squeezed = lru_cache(maxsize=20_000)(_squeezed)


def as_array(offsets: Sequence[int]) -> array[int]:
    """Offsets as an array, of which pieces are copied fast."""
    if isinstance(offsets, array):
        return offsets
    if isinstance(offsets, range) and offsets.start == 0 and offsets.step == 1 and len(offsets) <= len(_COUNTED):
        return _COUNTED[: len(offsets)]
    return array("l", offsets)


class _State:
    """Text under work, and the original offset of each of its characters and of the end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offsets: Sequence[int] = range(len(text) + 1)

    def drop(self, ranges: list[tuple[int, int]]) -> None:
        """Drop ascending, disjoint ranges of the text."""
        if not ranges:
            return
        parts: list[str] = []
        kept = array("l")
        offsets = as_array(self.offsets)
        at = 0
        for start, end in [*ranges, (len(offsets), 0)]:
            parts.append(self.text[at:start])
            kept += offsets[at:start]
            at = end
        self.text, self.offsets = "".join(parts), kept


def _notes(text: str) -> list[tuple[int, int]]:
    """Ranges of pinyin notes: each follows an ideograph or another note."""
    found: list[tuple[int, int]] = []
    toned = False
    for match in _BRACKETED.finditer(text):
        start, end = match.span()
        while start and text[start - 1] in " \t":
            start -= 1
        follows = bool(start) and (_IDEOGRAPH.match(text[start - 1]) or (found and found[-1][1] == start))
        tone = _note(match[1]) if follows else None
        if tone is not None:
            found.append((start, end))
            toned = toned or tone
    return found if toned else []


def _note(letters: str) -> bool | None:
    """True for a syllable with a tone mark, False for one without, None for anything else."""
    decomposed = unicodedata.normalize("NFD", letters.replace("ɡ", "g"))
    bare = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONE_MARKS))
    if not _SYLLABLE.fullmatch(bare.replace("v", "ü")):
        return None
    return any(char in _TONE_MARKS for char in decomposed)


def _simplified(text: str) -> str:
    """Traditional to simplified, character positions kept."""
    marks = _traditional()
    return "".join(line if marks.isdisjoint(line) else _simplified_line(line) for line in text.splitlines(keepends=True))


def _simplified_line(line: str) -> str:
    while True:  # a few entries of the dictionary lead to characters that are entries themselves: 薴 → 苧 → 苎
        converted = _opencc().convert(line)
        if len(converted) != len(line):
            converted = "".join(_opencc().convert(char) for char in line)
            if len(converted) != len(line):
                return line
        if converted == line:
            return line
        line = converted


@cache
def _opencc() -> Any:
    import opencc  # 20 ms of dictionaries that most texts never need

    return opencc.OpenCC("t2s")


@cache
def _traditional() -> frozenset[str]:
    """The characters that are traditional beyond doubt: OpenCC maps them, and GB 2312 does not hold them."""
    chars = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0x20000, 0x2A6E0))]
    simplified = _opencc().convert("\n".join(chars)).split("\n")
    return frozenset(char for char, other in zip(chars, simplified, strict=True) if char != other and not _in_gb2312(char))


def _in_gb2312(char: str) -> bool:
    return bool(char.encode("gb2312", "ignore"))


@cache
def _special() -> frozenset[str]:
    """The characters that are replaced or dropped wherever they stand."""
    return _traditional() | _INVISIBLE | frozenset(map(chr, _mapping()))


@cache
def _mapping() -> dict[int, str]:
    """The one-for-one character map."""
    table: dict[int, str] = {}
    for code in range(0xFF01, 0xFF5F):  # full-width ASCII
        if chr(code) not in _KEPT:
            table[code] = chr(code - 0xFEE0)
    compatibility = (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
    for code in compatibility:
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and len(plain) == 1:
            table[code] = plain
    table.update((ord(box), plain) for box, plain in ONE_FORM.items())
    table.update((ord(letter), letter) for letter in LETTERS)
    table.update((ord(radical), plain) for radical, plain in _RADICALS.items())
    for char in "｡｢｣､･￥￡￠￣":
        table[ord(char)] = unicodedata.normalize("NFKC", char)[0]
    table.update((ord(dash), "-") for dash in "\u2010\u2011\u2212")
    table.update((code, " ") for code in (0x3000, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F))
    return table
