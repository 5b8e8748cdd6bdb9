"""What a label is: the labels of the catalogue, a few that carry no field of ours, and the families of opinions and signatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from ingest.normalise import squeezed_text
from ingest.writs.catalogue import LONGEST_LABEL, is_label

_BRACKETED = re.compile(r"（[^（）]*）")
_OPINION_LETTERS = frozenset("见议批签领负")  # one of which each of the words below has
_HEAD = re.compile(r"(?:本|行政|执法|处罚)?(?:机关|局|厅|委)(?:主要|分管|主管)?(?:负责人|领导)|(?:(?:主要|分管|主管)局?)?领导")
_ACKNOWLEDGED = re.compile(
    r"(?:当事人|相对人|现场负责人|在场人|陪同人员?|受检(?:人|单位)|被(?:检查|勘验|勘查|勘察|勘测|抽样|采样|取样|取证)(?:人|单位|对象|场所|方))"
    r"(?:（[^（）]{1,12}）)?(?:对[\u4e00-\u9fa5]{2,8}?的?)?(?:核对|阅读|核实|签署|最后)?(?:意见|确认|认可|签认)"
)
_OPINION = re.compile(r"[\u4e00-\u9fa5、/]{0,14}(?:意见|建议|审批|批准|批示|签批|签发|审签)(?:及签名|栏)?")
_ASSENT = re.compile(r"同意|拟|不|无|按|建议[^）]|请|经(?!办)|根据|依|我|本|该|提[出请交]|报请|呈请|上述|以上|准")
_SIGNATURE = re.compile(
    r"[\u4e00-\u9fa5（）/、]{2,24}?(?:[（(]?(?:签名|签字|签章|签收|签名或者?盖章|签字或者?盖章|签字、?盖章|签名、?盖章|盖章或者?签名|签名或?捺印|签字捺印|盖章"
    r"|签名及执法证号|签名及证件?号|签名、?日期|签字、?日期|签名及日期)[^）)：:]{0,8}[）)]?)"
)


_ASKS = re.compile(r"[人员者位方]$|当事|签|章|领导|局长|意见|审")  # what names a place: 受送达人、签收、审核


_GAPS = frozenset(filter(str.isspace, map(chr, range(0x3001)))) | frozenset("_＿")
_COLON = re.compile("[：:]")
_ADDED = re.compile(r"/(?:负责人|经营者|单位|个人)$")
_OPINION_COLON = re.compile(r"(?:^|(?<=[\s；;。，,）)_＿]))(?P<label>[\u4e00-\u9fa5]{0,10}(?:意见|审批|批示|签批))\s*[：:]\s*")
_OPINION_WORDS, _SIGNATURE_WORDS = re.compile("意见|审批|批示|签批"), re.compile("签[名字章收]|盖章")  # needed below
_SIGNATURE_COLON = re.compile(
    r"(?:^|(?<=[\s；;。，,_＿]))(?P<label>[\u4e00-\u9fa5（/、]{2,18}?[\s（]*(?:签名|签字|签章|签收|盖章)[^：:。；\s]{0,16})\s*[：:]\s*"
)


class Hit(NamedTuple):
    """A label in a line: what it reads, whether a colon follows, and where its value stands in the line."""

    label: str
    colon: bool
    start: int
    value: tuple[int, int]


@cache
def other_labels() -> frozenset[str]:
    """Labels without a field of ours: they end a value and mark a cell as a label."""
    text = files("ingest.writs").joinpath("other_labels.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=16384)
def known_label(text: str) -> str | None:
    """The label a text without white space is, its colon aside; None where it is none."""
    bare = unify(text).rstrip(":：")
    if not 2 <= len(bare) <= LONGEST_LABEL:
        return None
    if _is_word(bare) or is_opinion(bare) or is_signature(bare) or acknowledges(bare):
        return bare
    plain = without_brackets(bare)
    if plain and plain != bare and (_is_word(plain) or is_opinion(plain)):
        return bare
    if "/" not in plain and "、" not in plain and "或" not in plain:
        return None
    parts = [part for part in re.split(r"[/、]|或者?(?=[\u4e00-\u9fa5]{2})", plain) if part]
    return bare if len(parts) > 1 and all(_is_word(part) for part in parts) else None


# letters that recognition takes for each other
_LOOK_ALIKE = ("由田甲申", "日曰目", "人入八", "未末", "己已巳", "间问", "住往", "名各", "千干于", "代伐", "待侍", "件伴", "送迭选", "址扯")


@lru_cache(maxsize=4096)
def recognised_label(text: str) -> str | None:
    """The label that recognised text is, with one letter that looks like another put right where only so it is one (案田 → 案由)."""
    if (label := known_label(text)) or not 2 <= len(text) <= 8:
        return label
    for i, letter in enumerate(text):
        for other in next((group.replace(letter, "") for group in _LOOK_ALIKE if letter in group), ""):
            if label := known_label(text[:i] + other + text[i + 1 :]):
                return label
    return None


_ONE_FORM = str.maketrans("()／", "（）/")


def unify(text: str) -> str:
    """Brackets and slashes in one form, so that labels compare."""
    return text.translate(_ONE_FORM)


def without_brackets(label: str) -> str:
    """A label without what it adds in brackets: 当事人（姓名或名称） → 当事人."""
    return _BRACKETED.sub("", label) if "（" in label else label


def is_opinion(label: str) -> bool:
    """The place for an opinion (承办人意见、负责人审批意见、机关负责人); 同意审核意见 is an opinion itself."""
    if _OPINION_LETTERS.isdisjoint(label):
        return False
    return heads_agency(label) or (_OPINION.fullmatch(label) is not None and not _ASSENT.match(label))


def heads_agency(label: str) -> bool:
    """Whether a label names the head of the agency and no more: on approvals the place for the head's opinion (机关负责人、局领导)."""
    return _HEAD.fullmatch(label) is not None


def acknowledges(label: str) -> bool:
    """The place in which whom a record is about acknowledges it by word and name (当事人意见、被抽样单位确认)."""
    return label.endswith(("意见", "确认", "认可", "签认")) and _ACKNOWLEDGED.fullmatch(label) is not None


def is_signature(label: str) -> bool:
    """The place for a signature or seal (当事人签名、执法人员（签字））."""
    return ("签" in label or "章" in label) and _SIGNATURE.fullmatch(label) is not None and not _ASSENT.match(label) and not _signed(label)


def _signed(label: str) -> bool:
    """Whether a name has been signed electronically (王有才（电子签名）): the signature itself, not its place."""
    name, bracket, how = label.partition("（")
    return bool(bracket) and "电子签" in how and 2 <= len(name) <= 4 and not _ASKS.search(name)


@lru_cache(maxsize=20_000)
def labels_in(text: str) -> tuple[Hit, ...]:
    """Labels of one line, in order: before a colon, or set off by gaps in a line that begins with a label (姓 名 张三  性别 男)."""
    line = _Line.of(_same_length(text))
    hits: list[Hit] = []
    if "：" in line.bare or ":" in line.bare:
        hits = _before_colons(line)
    elif not line.may_begin_with_label():
        return ()  # most lines: running text
    hits = [*line.gapped(hits[0].start if hits else len(text)), *hits]
    if not hits:
        return ()
    ends = [*(hit.start for hit in hits[1:]), len(text)]
    return tuple(Hit(hit.label, hit.colon, hit.start, (hit.value[0], end)) for hit, end in zip(hits, ends, strict=True))


@lru_cache(maxsize=20_000)
def label_alone(text: str) -> str | None:
    """The label that a line is without a colon; None where it is more or less."""
    bare = squeezed_text(text)
    return known_label(bare) if 0 < len(bare) <= LONGEST_LABEL and bare[-1] not in ":：" and not is_signature(bare) else None


def _before_colons(line: _Line) -> list[Hit]:
    hits = [hit for match in _COLON.finditer(line.bare) if (hit := line.before_colon(match.start()))]
    for words, pattern in ((_OPINION_WORDS, _OPINION_COLON), (_SIGNATURE_WORDS, _SIGNATURE_COLON)):
        for match in pattern.finditer(line.plain) if words.search(line.plain) else ():
            label = "".join(match["label"].split())
            start, end = match.start("label"), match.end()
            right = is_opinion(label) or is_signature(label)
            if right and not any(hit.start < end and start < hit.value[0] for hit in hits):
                hits.append(Hit(label, True, start, (end, end)))
    return sorted(hits, key=lambda hit: hit.start)


class _Line(NamedTuple):
    """A line with and without its blanks; ``at[i]`` is where ``bare[i]`` stands in ``plain``.

    ``gaps`` are the places in ``bare`` behind a blank, where a word may begin as at the start.
    """

    plain: str
    bare: str
    at: Sequence[int]
    gaps: Sequence[int]

    @classmethod
    def of(cls, plain: str) -> _Line:
        if _GAPS.isdisjoint(plain):
            return cls(plain, plain, range(len(plain) + 1), ())
        at = [i for i, char in enumerate(plain) if char not in _GAPS]
        gaps = [i for i, (before, here) in enumerate(pairwise(at), 1) if here - before > 1]
        return cls(plain, "".join([plain[i] for i in at]), (*at, len(plain)), gaps)

    def before_colon(self, colon: int) -> Hit | None:
        """The label that ends at a colon, what it adds in brackets included."""
        end = colon
        if self.bare[:colon].endswith("）") and colon - (opening := self.bare.rfind("（", 0, colon)) <= 16 and opening > 0:
            end = opening
        elif added := _ADDED.search(self.bare, 0, colon):
            end = added.start()
        for start in range(max(0, end - LONGEST_LABEL), end - 1):
            begins = start == 0 or self.bare[start - 1] in "；;。，,）)" or start in self.gaps
            if begins and _is_word(without_brackets(self.bare[start:end])):
                return Hit(self.bare[start:colon], True, self.at[start], (self.at[colon] + 1,) * 2)
        return None

    def may_begin_with_label(self) -> bool:
        """Whether a gap or the end of the line stands near enough to its start."""
        return len(self.bare) <= LONGEST_LABEL or self.at[LONGEST_LABEL] > self.at[0] + LONGEST_LABEL

    def gapped(self, limit: int) -> Iterator[Hit]:
        """Labels with a gap behind them, where the line begins with one; up to an offset of the line."""
        found: list[Hit] = []
        behind = 0  # the label before
        for i in (0, *self.gaps):
            if self.at[i] >= limit:
                break
            if i < behind:
                continue
            end = self._gapped_at(i)
            if end is not None:
                found.append(Hit(self.bare[i:end], False, self.at[i], (self.at[end - 1] + 1,) * 2))
                behind = end
            elif i == 0:
                return
        filled = [self.plain[hit.value[0] : following.start].strip() for hit, following in pairwise(found)]
        if len(found) > 1 and not filled[-1] and any(filled[:-1]) and not self.plain[found[-1].value[0] : limit].strip():
            found.pop()  # 现场负责人 张三 职务 现场负责人: the last word is a value
        yield from found

    def _gapped_at(self, start: int) -> int | None:
        for end in (len(self.bare), *reversed(self.gaps)):
            if end < start + 2:
                return None
            if end <= start + LONGEST_LABEL:
                word = self.bare[start:end]
                if _is_word(word) or (word.endswith("）") and _is_word(without_brackets(word))):
                    return end
        return None


def _is_word(text: str) -> bool:
    return text in other_labels() or is_label(text)


def _same_length(text: str) -> str:
    """Compatibility forms to plain ones, brackets in one form, character by character, so that offsets hold."""
    return text.translate(_plain_forms)


class _PlainForms(dict[int, str]):
    """A table for ``str.translate`` that grows with the characters it meets."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char)
        self[code] = unify(plain) if len(plain) == 1 and char not in "：；，。（）" else char
        return self[code]


_plain_forms = _PlainForms()
