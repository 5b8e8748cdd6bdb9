"""What a label is: the labels of the catalogue, a few that carry no field of ours, and the families of opinions and signatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from ingest.writs.catalogue import all_labels

_LONGEST = 24
_BRACKETED = re.compile(r"（[^（）]*）")
_OPINION = re.compile(r"[\u4e00-\u9fa5、/]{0,14}(?:意见|建议|审批|批准|批示|签批|签发|审签)(?:及签名|栏)?")
_ASSENT = re.compile(r"同意|拟|不|无|按|建议[^）]|请|经|根据|依|我|本|该|提出|上述|以上|准")
_SIGNATURE = re.compile(
    r"[\u4e00-\u9fa5（）/、]{2,24}?(?:[（(]?(?:签名|签字|签章|签收|签名或者?盖章|签字或者?盖章|签字、?盖章|签名、?盖章|盖章或者?签名|签名或?捺印|签字捺印|盖章"
    r"|签名及执法证号|签名及证件?号|签名、?日期|签字、?日期|签名及日期)[^）)：:]{0,8}[）)]?)"
)


@dataclass(frozen=True, slots=True)
class Hit:
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
    if not 2 <= len(bare) <= _LONGEST:
        return None
    if bare in all_labels() or bare in other_labels() or is_opinion(bare) or is_signature(bare):
        return bare
    plain = without_brackets(bare)
    if plain and plain != bare and (plain in all_labels() or plain in other_labels() or is_opinion(plain)):
        return bare
    parts = [part for part in re.split(r"[/、]|或者?(?=[\u4e00-\u9fa5]{2})", plain) if part]
    return bare if len(parts) > 1 and all(part in all_labels() or part in other_labels() for part in parts) else None


def unify(text: str) -> str:
    """Brackets and slashes in one form, so that labels compare."""
    return text.translate(str.maketrans("()／", "（）/"))


def without_brackets(label: str) -> str:
    """A label without what it adds in brackets: 当事人（姓名或名称） → 当事人."""
    return _BRACKETED.sub("", label)


def is_opinion(label: str) -> bool:
    """The place for an opinion (承办人意见、负责人审批意见); 同意审核意见 is an opinion itself."""
    return _OPINION.fullmatch(label) is not None and not _ASSENT.match(label)


def is_signature(label: str) -> bool:
    """The place for a signature or seal (当事人签名、执法人员（签字））."""
    return _SIGNATURE.fullmatch(label) is not None and not _ASSENT.match(label)


def labels_in(text: str) -> list[Hit]:
    """Labels of one line, in order: before a colon, or set off by gaps in a line that begins with a label (姓 名 张三  性别 男)."""
    plain = _same_length(text)
    with_colon, with_gap, signature = _patterns()
    hits = [Hit(_squeeze(match["label"]), True, match.start(), match.span()[1:] * 2) for match in with_colon.finditer(plain)]
    for match in signature.finditer(plain):
        label = _squeeze(match["label"])
        if is_signature(label) and not any(hit.start < match.end() and match.start() < hit.value[0] for hit in hits):
            hits.append(Hit(label, True, match.start(), match.span()[1:] * 2))
    hits.sort(key=lambda hit: hit.start)
    first = with_gap.match(plain)
    if first and not any(hit.start < first.end() for hit in hits):
        hits = [*_gapped(plain, with_gap, hits[0].start if hits else len(plain)), *hits]
    if not hits:
        return []
    ends = [*(hit.start for hit in hits[1:]), len(text)]
    return [Hit(hit.label, hit.colon, hit.start, (hit.value[0], end)) for hit, end in zip(hits, ends, strict=True)]


def _gapped(plain: str, pattern: re.Pattern[str], end: int) -> Iterator[Hit]:
    found = []
    at = 0
    while at < end and (match := pattern.search(plain, at, end)):
        if match.start() and not plain[match.start() - 1].isspace() and not match.group()[0].isspace():
            at = match.start() + 1
            continue
        found.append(Hit(_squeeze(match["label"]), False, match.start("label"), (match.end(), match.end())))
        at = match.end()
    filled = [plain[hit.value[0] : following.start].strip() for hit, following in pairwise(found)]
    if len(found) > 1 and not filled[-1] and any(filled[:-1]) and not plain[found[-1].value[0] : end].strip():
        found.pop()  # 现场负责人 张三 职务 现场负责人: the last word is a value
    yield from found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A known label before a colon wherever a word may begin; one set off by blanks; any signature label before a colon."""
    words = sorted({*all_labels(), *other_labels()}, key=len, reverse=True)
    spaced = "|".join(r"[ \t\u3000]*".join(map(re.escape, word)) for word in words)
    opinion = r"(?:[\u4e00-\u9fa5]{0,10}(?:意见|审批|批示|签批))"
    more = r"(?:\s*（[^（）：:]{1,14}）|/(?:负责人|经营者|单位|个人))?"
    return (
        re.compile(rf"(?:^|(?<=[\s；;。，,）)_＿]))\s*(?P<label>(?:{spaced}|{opinion}){more})\s*[：:]\s*"),
        re.compile(rf"\s*(?P<label>(?:{spaced}){more})(?:[\s_＿]+|$)"),
        re.compile(
            r"(?:^|(?<=[\s；;。，,_＿]))\s*(?P<label>[\u4e00-\u9fa5（/、]{2,18}?[\s（]*(?:签名|签字|签章|签收|盖章)[^：:。；\s]{0,16})\s*[：:]\s*"
        ),
    )


def _squeeze(label: str) -> str:
    return re.sub(r"\s", "", label)


def _same_length(text: str) -> str:
    """Compatibility forms to plain ones, brackets in one form, character by character, so that offsets hold."""
    return "".join(
        unify(plain) if len(plain := unicodedata.normalize("NFKC", char)) == 1 and char not in "：；，。（）" else char for char in text
    )
