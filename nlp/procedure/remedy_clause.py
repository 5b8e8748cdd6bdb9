"""What a decision says about remedies (救济途径): the reconsideration body, the court and the periods, each with its place.

Only what is told to the party counts: words about enforcement (逾期不申请行政复议、不提起行政诉讼，又不履行) and about the continued
effect of the decision (复议、诉讼期间不停止执行) tell no remedy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ingest.dossier import Writ
from ingest.passage import Passage
from nlp.facts.numerals import parse_numeral
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence

Unit = Literal["日", "月", "工作日"]

_LENGTH = r"(?P<n>[〇零一二三四五六七八九十百两\d]{1,5})(?P<unit>个工作日|工作日|日|天|个月|月|年)|(?P<half>半年)"
_WITHIN = re.compile(rf"(?:{_LENGTH})(?:之内|以内|内)")
_LASTS = re.compile(rf"期限(?:为|是|：|:)?[^。；，]{{0,12}}?(?:{_LENGTH})")
_RECONSIDER = re.compile(r"(?<![不未])(?:申请|提出|提起)(?:行政)?复议")
_SUE = re.compile(r"(?<![不未])(?:提起|提出)(?:行政)?诉讼|(?<![不未])起诉")
_AFTER_RECONSIDERATION = re.compile(
    r"(?:对|不服)[^。；，]{0,10}复议决定|复议决定书?[^。；]{0,14}(?:不服|之日)|逾期不作(?:出)?[^。；，]{0,6}决定|复议期满"
)
_BODY = re.compile(r"向(?P<bodies>[^。；，向]{2,80}?)，?(?:书面|依法|直接)*(?:申请|提出|提起)(?:行政)?复议")
_LABELLED = re.compile(r"复议(?:受理)?机关(?:名称)?(?:为|是|：|:)(?P<bodies>[^。；，,;：:]{2,60})")
_COURT = re.compile(r"向(?P<court>[^。；，向]{2,40}?法院)[^。；，]{0,12}?(?:提起|提出|起诉)")
_BRACKETS = r"[（(][^（）()]{0,160}[）)]"
_TELLS = re.compile(r"可以|可在|可自|可于|可依法|应当?先|有权|(?:行政)?复议(?:受理)?机关(?:名称)?(?:为|是|：)|期限(?:为|是|：)")
_TELLS_NOTHING = re.compile(r"不停止|逾期(?:不|未)|到期(?:不|未)|期满(?:不|未)|既不|又不履行|强制执行|法定期限内")
_TURNS = re.compile(r"，?(?:逾期|到期|期满)(?:不|未|既)|(?:行政)?复议(?:、|或者?|和|及)(?:行政)?诉讼期间")
_OPENS = re.compile(r"如(?:对|果)?(?:当事人|你|您)?[^，。；]{0,8}不服|当事人[^，。；]{0,10}不服|对本[^，。；]{0,8}不服")
_JOINS = re.compile(r"(或者|或|、)")  # not 和: 自然资源和规划局 is one body


@dataclass(frozen=True, slots=True)
class Period:
    """A period as told, and where it stands in the clause."""

    n: int
    unit: Unit
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class RemedyClause:
    """The words of one writ that tell the remedies. Offsets are those of ``passage``, for bodies and courts those of ``bare``."""

    case: CaseFile
    writ: Writ
    passage: Passage

    @property
    def text(self) -> str:
        """The words, without white space."""
        return self.passage.text

    @cached_property
    def bare(self) -> Passage:
        """Without what stands in brackets: addresses and windows of the reconsideration office."""
        return _without(self.passage, _BRACKETS)

    @property
    def reconsideration(self) -> bool:
        """Whether reconsideration is told."""
        return bool(_RECONSIDER.search(self.text) or _LABELLED.search(self.text))

    @property
    def suit(self) -> bool:
        """Whether a direct suit is told: one that does not follow a reconsideration decision."""
        return bool(self._direct_suits())

    @property
    def any_suit(self) -> bool:
        """Whether a suit is told at all."""
        return bool(_SUE.search(self.text))

    def reconsider_periods(self) -> list[Period]:
        """The periods for reconsideration."""
        found = [self._period_of(act.start(), act.end(), others=_SUE) for act in _RECONSIDER.finditer(self.text)]
        return [period for period in found if period]

    def suit_periods(self) -> list[Period]:
        """The periods for a direct suit."""
        found = [self._period_of(*act.span(), others=_RECONSIDER) for act in self._direct_suits()]
        return [period for period in found if period]

    def bodies(self) -> list[tuple[str, int, int]]:
        """The bodies named for reconsideration, each alone: (name, start, end)."""
        text = self.bare.text
        found = []
        for hit in list(_BODY.finditer(text)) or list(_LABELLED.finditer(text)):
            at = hit.start("bodies")
            for part in _JOINS.split(hit["bodies"]):
                if part and not _JOINS.fullmatch(part):
                    found.append((part, at, at + len(part)))
                at += len(part)
        return found

    def courts(self) -> list[tuple[str, int, int]]:
        """The courts named for a suit: (name, start, end)."""
        return [(hit["court"], hit.start("court"), hit.end("court")) for hit in _COURT.finditer(self.bare.text)]

    def quote(self, label: str, start: int, end: int, *, bare: bool = False) -> Evidence:
        """A part of the clause as evidence."""
        return self.case.evidence(label, writ=self.writ, spans=(self.bare if bare else self.passage).spans(start, end))

    def whole(self, label: str) -> Evidence:
        """The clause as evidence."""
        return self.quote(label, 0, len(self.text))

    def _direct_suits(self) -> list[re.Match[str]]:
        found = []
        for act in _SUE.finditer(self.text):
            begin = max(self.text.rfind(stop, 0, act.start()) for stop in "。；") + 1
            after = _AFTER_RECONSIDERATION.search(self.text, begin, act.start())
            if after is None or "直接" in self.text[after.end() : act.start()]:
                found.append(act)
        return found

    def _period_of(self, start: int, end: int, *, others: re.Pattern[str]) -> Period | None:
        """The period right before an act, with no other act between them, else the one told right after it (期限为…)."""
        begin = max(self.text.rfind(stop, 0, start) for stop in "。；") + 1
        before = list(_WITHIN.finditer(self.text, begin, start))
        if before:
            between = self.text[before[-1].end() : start]
            if not others.search(between) and not re.search(r"缴纳|缴款|改正|履行|送达", between):
                return _period(before[-1])
        after = _LASTS.search(self.text, end, end + 32)
        return _period(after) if after and not others.search(self.text, end, after.start()) else None


@asked_once
def remedy_clause(case: CaseFile, writ: Writ) -> RemedyClause | None:
    """The remedies told in a writ; None where it tells none."""
    passage = case.squeezed(writ)
    keep: list[int] = []
    for match in re.finditer(r"[^。；]+(?:[。；]|$)", passage.text):
        part = match.group()
        if not re.search(r"复议|起诉|诉讼", part) or (_TELLS_NOTHING.search(part) and not _TELLS.search(part)):
            continue
        turn = _TURNS.search(part)
        if turn and not re.search(r"复议|起诉|诉讼", part[: turn.start()]):
            continue
        begin = match.start() + _opening(part)
        keep += range(begin, match.start() + turn.start() if turn else match.end())
    clause = RemedyClause(case, writ, passage.kept(keep))
    return clause if clause.reconsideration or clause.any_suit else None


def _opening(part: str) -> int:
    """Where the remedy begins in its sentence: a form without full stops runs on from what stands above it."""
    first = re.search(r"复议|起诉|诉讼", part)
    starts = [
        match.start()
        for match in re.finditer(r"如(?:对|果)?(?:当事人|你|您)?[^，。；]{0,8}不服|当事人[^，。；]{0,10}不服|对本[^，。；]{0,8}不服", part)
    ]
    before = [start for start in starts if first and start < first.start()]
    return before[-1] if before else 0


def _period(match: re.Match[str]) -> Period | None:
    if match["half"]:
        return Period(6, "月", "半年", match.start(), match.end())
    number = parse_numeral(match["n"])
    if not number:
        return None
    kind = match["unit"]
    unit: Unit = "工作日" if "工作" in kind else "月" if kind in ("个月", "月", "年") else "日"
    return Period(number * 12 if kind == "年" else number, unit, match["n"] + kind, match.start(), match.end())


def _without(passage: Passage, pattern: str) -> Passage:
    """The passage less every hit of ``pattern``."""
    gone = {i for match in re.finditer(pattern, passage.text) for i in range(*match.span())}
    return passage.kept([i for i in range(len(passage.text)) if i not in gone])
