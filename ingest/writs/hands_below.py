"""Where hands sign at the foot of a record behind a plain label (在场人： 执法人员：), without the word 签名."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.document import Page
from ingest.normalise import squeezed_text
from ingest.writs.pair import is_scaffold
from ingest.writs.signatures import only_signed
from ingest.writs.titles import furniture

# an officer, as labels call one
OFFICER = (
    r"(?:执法人员?|检查人员?|勘[验查察测](?:人员?|者)|办案人员?|调查人员?|询问人|记录人?|[抽采取]样人员?|复查人员?"
    r"|(?:卫生|农业|劳动保障)?监[督察]员)"
)
_OTHER = (
    r"(?:当事人|相对人|在场人员?|现场(?:人员|(?:主要)?负责人)|陪同(?:检查|勘[验查])?人员?|见证人|受检(?:人|单位)|法定代表人|单位负责人"
    r"|被(?:检查|勘[验查察测]|[抽采取]样|取证|询问|调查)(?:人|单位|对象|场所)(?:现场)?(?:负责人)?)"
)
_LABEL = re.compile(
    rf"(?:(?<=[\s_＿。；;）)])|^)(?P<label>(?:(?P<officer>{OFFICER})|{_OTHER})(?:[（(][^（）()：:]{{1,12}}[）)])?(?:签名|签字)?)\s*[：:]"
)
# what is acknowledged before the name, of the form or of the hand: 以上笔录我看过，与现场情况一致。看过，属实。
_WELL = r"(?:看过|已阅|阅过|核对|宣读|属实|一致|相符|无误|无异议|没有异议)"
_AND = rf"(?:[，,]?(?:(?:与|和)[^。；，,]{{0,12}}(?:一致|相符|相同)|(?:记录|内容|情况)?(?:均|都)?{_WELL}))*[。；，,]?"
ACKNOWLEDGED = re.compile(
    rf"(?:以上|上述|本(?!人)|该|此)(?:(?!本人[\u4e00-\u9fa5]{{2,4}}(?:看|阅|已阅|核对))[^。；]){{0,14}}?{_WELL}{_AND}"
    rf"|^(?:情况|内容|记录|笔录|事实)?(?:均|都|已)?{_WELL}{_AND}"
)
WRITTEN_DAY = r"\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?"
_DAY = re.compile(WRITTEN_DAY)
_REMARK = re.compile(r"备注[：:]?[无/／]?")


class Hand(NamedTuple):
    """A label at the foot of a record, whether an officer signs there, and the range of the page's text behind it."""

    label: str
    officer: bool
    start: int
    end: int


def hands_below(page: Page) -> list[Hand]:
    """The labels on the last lines of a page that are for hands, in text order; none where no officer is among them and another."""
    found = [hand for at in _foot(page) for hand in _labelled(page.text, page.lines[at].start, page.lines[at].end)]
    return found if len({hand.officer for hand in found}) == 2 else []


def _labelled(text: str, start: int, end: int) -> list[Hand]:
    """The labels in a line of a text, each with what stands behind it as far as the next."""
    hits = list(_LABEL.finditer(text[start:end]))
    ends = [hit.start() for hit in hits[1:]] + ([end - start] if hits else [])
    return [
        Hand("".join(hit["label"].split()), hit["officer"] is not None, start + hit.end(), start + stop)
        for hit, stop in zip(hits, ends, strict=True)
    ]


def _foot(page: Page) -> list[int]:
    """The last lines of a page that are for hands: labels, and the names, days and words of acknowledgement under them."""
    kept: list[int] = []
    for at in range(len(page.lines) - 1, -1, -1):
        line = page.lines[at]
        if furniture(page, line, frozenset()):
            continue
        if not _for_hands(page.text[line.start : line.end]):
            break
        kept.append(at)
    return kept[::-1]


def _for_hands(text: str) -> bool:
    line = text.strip()
    if (first := _LABEL.search(line)) and not ACKNOWLEDGED.sub("", squeezed_text(line[: first.start()])):
        values = [line[hand.start : hand.end] for hand in _labelled(line, 0, len(line))]
        return not any("。" in ACKNOWLEDGED.sub("", squeezed_text(value)) for value in values)
    bare = ACKNOWLEDGED.sub("", squeezed_text(line))
    return only_signed(line) or is_scaffold(_DAY.sub("", bare)) or _REMARK.fullmatch(bare) is not None
