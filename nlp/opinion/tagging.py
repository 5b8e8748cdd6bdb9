"""The tagged text: every actor becomes one mark, so that patterns speak of who does what and not of names.

▲ an enforcement body or officer, △ a vaguely named authority, ☎ a hotline, ◆ somebody who is no administrative body, ◎ a court or
procurator. Somebody like ◆ who is merely the object of what is said (对…, 包庇…) becomes ◇: he is acted on, he does not act. A body
that is only quoted as the source of a rule (违反…规定, 根据…批复), that is addressed
(尊敬的…) or that merely tells a place (…门口) becomes ▽.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.opinion.agencies import Mention
from nlp.opinion.sentences import Sentences

BODY, WEAK, HOTLINE, OTHER, OBJECT, COURT, SOURCE = "▲", "△", "☎", "◆", "◇", "◎", "▽"
_MARKS = {"body": BODY, "weak": WEAK, "hotline": HOTLINE, "other": OTHER, "court": COURT}
_TAKES_OBJECT = re.compile(
    r"(?:对|把|将|向|与|和|跟|同|给|为|告|罚|打|害|欺负|殴打|保护|包庇|纵容|放任|任由|查处|处罚|针对|关于|找|问|联系|要求|投诉|举报|督促|责令)(?:了|着|过)?(?:这家|该|其|这个|一个|那个|违法|违规|这些|那些|砂场|沙场|我们)?$"
)

_AS_SOURCE = re.compile(r"(?:违反|按照?|根据|依据|遵照|依照|参照)(?:了)?$")
_BESIDE = re.compile(r"(?:的)?(?:旁边|旁|附近|对面|门口|门前|隔壁|周边|楼下|斜对面|东侧|西侧|南侧|北侧|后面)")
_ADDRESSED = re.compile(r"(?:尊敬|敬爱)的[^，。！？：:\n]{0,12}$")


@dataclass(frozen=True, slots=True)
class Tagged:
    """``text`` with marks for actors, and its sentences. ``source(a, b)`` gives the range of the untagged text."""

    text: str
    mentions: Sequence[Mention]
    sentences: Sentences
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The range of the clean text behind ``text[start:end]``; a mark stands for the whole name."""
        return self._back(start), self._back(end - 1) + self._width(end - 1) if end > start else self._back(start)

    def marked(self, mention: int) -> int:
        """Where the mark of a mention, by its number, stands in ``text``."""
        return self._starts[mention]

    def _back(self, position: int) -> int:
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and self._starts[index] == position:
            return self.mentions[index].start
        return position + (self._shifts[index] if index >= 0 else 0)

    def _width(self, position: int) -> int:
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and self._starts[index] == position:
            return self.mentions[index].end - self.mentions[index].start
        return 1


def tag(text: str, mentions: Sequence[Mention]) -> Tagged:
    """Replace ascending, disjoint ``mentions`` of ``text`` by marks."""
    parts: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    at = length = 0
    for mention in mentions:
        between = text[at : mention.start]
        mark = _MARKS[mention.standing]
        if mark == OTHER and _TAKES_OBJECT.search(between[-8:]):
            mark = OBJECT
        elif mark == BODY and (
            _AS_SOURCE.search(between[-4:])
            or _BESIDE.match(text, mention.end)
            or _ADDRESSED.search(text, max(0, mention.start - 24), mention.start)
        ):
            mark = SOURCE
        parts += [between, mark]
        length += len(between)
        starts.append(length)
        length += 1
        at = mention.end
        shifts.append(at - length)
    parts.append(text[at:])
    tagged = "".join(parts)
    return Tagged(tagged, mentions, Sentences(tagged), tuple(starts), tuple(shifts))
