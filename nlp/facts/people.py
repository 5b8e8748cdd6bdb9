"""Names of officers with their certificate numbers (执法证号), and lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from nlp.fact import Found
from nlp.facts.parties import is_person_name, surnames
from nlp.remembered import remembered
from nlp.sought import sought

_NAME = r"[\u3400-\u9fff](?:[ \u3000]?[\u3400-\u9fff]){1,3}|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8}){1,3}"
# before the digits of a certificate: the province and the agency (鲁建执3713…, 湘A-0312…, 粤交执法字第…, 消监鲁3708…)
_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼国]"
_AGENCY_FIRST = rf"(?:(?![车牌照号码证话机])[\u4e00-\u9fff]){{2,3}}{_PROVINCE}"
CERTIFICATE_LETTERS = rf"(?:{_PROVINCE}(?:\n?[\u4e00-\u9fffA-Z]){{0,6}}\n?|{_AGENCY_FIRST})?[A-Za-z]{{0,4}}[-—－]?"
_DIGITS = r"\d(?:\n?(?!(?:19|20)\d\d\s{0,2}年)[\d\-]){3,20}[A-Za-z]?号?"  # the day on the next line is not of the number
_CERT = rf"(?:{CERTIFICATE_LETTERS}|(?!编号|证号|电话|手机|票号|单号)[\u4e00-\u9fff]{{0,2}}[A-Za-z]{{0,4}}-?){_DIGITS}"
_PLATE = re.compile(r"[\u4e00-\u9fff][A-Z][A-Z\d]{5,6}")  # of a car: a certificate has a hyphen there, or more digits
_CERT_WORD = (
    r"(?:行政|综合|监察|监督|检查|稽查)*(?:执\s{0,4}法)?\s{0,4}(?:人员)?"
    r"(?:证\s{0,4}件?|身份证件|工作证|检查证|警官?证)\s{0,4}(?:编?\s{0,4}号(?:码)?|号码)?"
)
_CERTS = rf"(?P<certs>{_CERT}(?:\s{{0,4}}[、，,/ ]\s{{0,4}}{_CERT})*)"
_NO_YEAR = r"(?!(?:19|20)\d\d\s{0,4}[)）]\s{0,4}第?\s{0,4}\d{1,6}\s{0,4}号)"  # 某交立（2024）39号 is the number of a writ
_NUMBERED = sought(  # as notations have it; no year, no sum
    r"(?:[（(][^（）()\d]{0,70}|证[^\d。]{0,20}|(?:员|人|签名)(?:[（(][^（）()]{0,16}[）)])?[ \t]{0,6}[：:]\s{0,6}\D{0,7})"
    r"(?!(?:19|20)\d\d\s{0,2}[)）年])\d(?:\n?[\d\-]){3,}+(?!\s{0,2}元)"
)
_BEFORE, _AFTER = 130, 200  # characters around it, more than any notation takes
_RUN = r"(?P<names>[\u3400-\u9fff][\u3400-\u9fff、，,· ]{1,59}?)"
_LETTERS = re.compile(r"[\u3400-\u9fff·、，,；;\s]{2,}+")  # names stand in such a run, which a bracket or the number ends
_BRACKETS = (
    # 姓名（执法证号：123）, 姓名（123）
    re.compile(
        rf"{_RUN}\s{{0,4}}[（(]{_NO_YEAR}\s{{0,4}}(?:[^（）()\d：:]{{0,16}}?{_CERT_WORD}\s{{0,4}}[：:为]?\s{{0,4}})?{_CERTS}\s{{0,4}}[)）]"
    ),
    # 姓名、姓名（出示执法证件，执法证号：1、2）
    re.compile(rf"{_RUN}\s{{0,4}}[（(][^（）()]{{0,30}}?证号(?:码)?\s{{0,4}}[：:为]?\s{{0,4}}{_CERTS}\s{{0,4}}[)）]"),
)
_DIGIT = re.compile(r"\d")
_CLOSED = re.compile(r"[)）](?s:.{0,24})")  # with what _NO_YEAR looks at
# 姓名 执法证号：123
_PLAIN = re.compile(
    rf"(?P<names>(?:{_NAME})(?:[ \t]{{0,6}}[、，,和及与][ \t]{{0,6}}(?:{_NAME})){{0,9}})[ \t\n]{{0,6}}[，,、；;]?[ \t\n]{{0,6}}"
    rf"{_CERT_WORD}[ \t]{{0,6}}[：:为]?[ \t\n]{{0,6}}{_CERTS}"
)
_NUMBER_NEXT = re.compile(rf"[：:]?[ \t\n]{{0,6}}{_CERTS}")
# 执法人员（签名及执法证号）：1、2 姓名 姓名
_NUMBER_FIRST = re.compile(
    rf"(?:人员?|签名)(?:[（(][^（）()\n]{{0,16}}[）)])?[ \t]{{0,6}}[：:]\s{{0,6}}{_CERTS}\s{{1,6}}"
    rf"(?P<names>[\u3400-\u9fff·][\u3400-\u9fff·、，, \t]{{1,40}})(?=\s*(?:$|[\n（(；;。\d]))"
)
# a label and nothing but names up to the end of the line or of the clause
_LABEL = sought(
    r"(?<!被)(?<!陪同)(?:执法人员|办案人员|检查人员|调查人员|案件承办人|承办人员?|办案人|检查人|调查人|询问人|勘验人|送达人|复查人员|经办人|监督员|监察员)(?:[（(][^（）()\n]{0,10}[）)])?"
    r"(?:[ \t]*[:：][ \t]*|[ \t]+)(?P<names>[\u3400-\u9fff·][\u3400-\u9fff·、，, \t\u3000]{1,40})(?=\s*(?:$|[\n（(；;。\d]))"
)
_BEFORE_NAME = frozenset("意见签局队所站处科股委会室院厅办部司厂店心府员人志是为由派和与长理师")  # ends of agencies and of what somebody is
_LABEL_WORDS = re.compile(
    r".*(?:执法人员|办案人员|检查人员|调查人员|复查人员|承办人员?|案件承办人|办案人|检查人|调查人|询问人|被询问人|记录人|勘验人|送达人|取证人|审核人|经办人|协办人|主办人|"
    r"人员|姓名|我们是|我是|分别是|分别为|指派|指定|安排|委派|签名|和|由|人|员)"
)
# the identity card (居民身份证) of a citizen; an officer has a 执法身份证件
_IDENTITY = re.compile(r"身份证(?!件)|身份号码|(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx](?!\d)")
# the name of a number behind a name, or alone: 戴某某执法证号
_NUMBER_WORD = sought(
    r"(?:(?:主动|当场|均|已|依法|分别|首先|先)*(?:向[^。；，、]{1,8})?出示了?)?(?:水?行政|综合|执法|监察|监督|检查|稽查|执)+(?:身份)?法?证件?(?:编号|号码?)?$|(?:身份|法)?证件?(?:编号|号码?)$|水?行政$"
)
# behind 和, 及 or 与 that belongs to the name before it: no other name follows
_OF_THE_FORM = (
    r"(?:记录|勘验|检查|询问|调查|承办|经办|办案|审核|审批|见证|送达|取证|主持|汇报|陪同)人员?|(?:[两二三][名位])?(?:行政|综合)?执法人员|签[名字章]"
    r"|(?:行政|综合)?执法证.*|证件?号.*|出示.*|等|[两二三]人"
)
_NO_NAME = re.compile(rf"(?:{_OF_THE_FORM})(?![\u3400-\u9fff])")
_WORD_BEHIND = sought(rf"(?:{_OF_THE_FORM})$")
_BEHIND_NAME = re.compile(
    rf".?[、，,；;]*(?:同志|等)?(?:[两二三]?[人名位])?(?:同志|检查员|监督员|监察员|工作人员)?(?:{_OF_THE_FORM}|[^。]{{0,16}}(?:出示|执法|表明|证件|(?:检查|监督|监察|稽查|工作|警官?)证)[^。]{{0,10}}|编号)?"
)
_SPLIT = sought(r"[、，,；;/\s]+|(?<=[\u3400-\u9fff]{2})(?<![人员])[和及与](?=[\u3400-\u9fff]{2})")


@dataclass(frozen=True, slots=True)
class Officer:
    """One officer. ``cert_no`` is None where the text gives none."""

    name: str
    cert_no: str | None


@remembered
def find_officers(text: str) -> list[Found[Officer]]:
    """Officers named with a certificate number in any usual notation, and those behind a label (执法人员：张三、李四).

    A place where the same officer stands is returned once, with the number where one is printed.
    """
    found = {one.start: one for one in find_numbered_officers(text)}
    for match in _LABEL.finditer(text):
        pieces = _SPLIT.split(match["names"].strip())
        names = _names_in(text, *match.span("names"))
        if sum(map(len, pieces)) != sum(len(name) for name, _ in names):
            continue  # running text, not a list of names
        for name, start in names:
            end = start + len(name)
            end = match.end("names") if "".join(text[start:end].split()) != name else end
            found.setdefault(start, Found(Officer(name, None), start, end, text[start:end]))
    return [found[start] for start in sorted(found)]


@remembered
def find_numbered_officers(text: str) -> list[Found[Officer]]:
    """The officers named with a certificate number only."""
    found: dict[int, Found[Officer]] = {}
    seen = set()
    for match in _notations(text):
        spans = (match.span(), match.span("names"), match.span("certs"))
        if spans in seen:  # by another notation
            continue
        seen.add(spans)
        if _IDENTITY.search(match.group()) or not _NUMBER_WORD.sub("", "".join(match["names"].split())):
            continue
        names = _names_in(text, *match.span("names"))
        certs = ["".join(cert.split()).removesuffix("号") for cert in re.findall(_CERT, match["certs"])]
        if "证" not in match.group() and any(map(_PLATE.fullmatch, certs)):
            continue
        names = names[-len(certs) :]
        if names and match.start("certs") > match.start("names") and not _ends_run(match["names"], names[-1][0]):
            continue
        if len(names) < len(certs):
            names = _run_on(text, *match.span("names"), len(certs))
        if len(names) != len(certs):
            continue
        for (name, start), cert in zip(names, certs, strict=True):
            found.setdefault(start, Found(Officer(name, cert), start, match.end(), text[start : match.end()]))
    return [found[start] for start in sorted(found)]


def _ends_run(run: str, name: str) -> bool:
    """Whether a name stands last in a run of letters, but for the words by which officers show their certificates."""
    bare = "".join(run.split())
    return _BEHIND_NAME.fullmatch(_NUMBER_WORD.sub("", bare[bare.rfind(name) + len(name) :])) is not None


def _notations(text: str) -> Iterator[re.Match[str]]:
    """One notation after the other: its places in text order."""
    parts = _around_certificates(text)
    runs = [(run, end) for start, end in parts for run in _LETTERS.finditer(text, start, end)]
    before = [(run, end) for run, end in runs if text.startswith(("（", "("), run.end(), end)]
    closed = [(run, found.end()) for run, end in before if (found := _CLOSED.search(text, run.end(), end))]
    numbered = [(run, end) for run, end in closed if _DIGIT.search(text, run.end(), end)]
    for pattern in _BRACKETS:
        for run, end in numbered:
            yield from _begun_in(run, pattern.search(text, run.start(), end))
    for run, end in runs:
        if "证" in run.group() and (number := _NUMBER_NEXT.match(text, run.end(), end)):
            yield from _begun_in(run, _PLAIN.search(text, run.start(), number.end()))
    for start, end in parts:
        yield from _NUMBER_FIRST.finditer(text, start, end)


def _begun_in(run: re.Match[str], match: re.Match[str] | None) -> Iterator[re.Match[str]]:
    if match and match.start() < run.end():
        yield match


def _around_certificates(text: str) -> list[tuple[int, int]]:
    """The parts of a text in which an officer with a number may stand, so that long texts are not searched for names in vain."""
    found: list[tuple[int, int]] = []
    for match in _NUMBERED.finditer(text):
        start, end = max(match.start() - _BEFORE, 0), match.end() + _AFTER
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


@remembered
def split_names(text: str) -> list[str]:
    """The names of a list: 张三、李四; 张三 李四; 张 三 李 四 (names printed with a blank). Words that are no names are left out."""
    bare = re.sub(r"[（(][^（）()]*[）)]", lambda match: " " * len(match[0]), text)
    return [name for name, _ in _names_in(bare, 0, None)]


def list_parts(text: str) -> list[str]:
    """The parts of a list of names, whatever they are: between marks, blanks, and 和, 及 or 与 that end no name."""
    cuts = list(_separators(text, 0, len(text)))
    bounds = [0, *(at for cut in cuts for at in cut.span()), len(text)]
    return [text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b]


def _separators(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return (cut for cut in _SPLIT.finditer(text, start, end) if not _ends_name(text[cut.start() : end]))


def _names_in(text: str, start: int, end: int | None) -> list[tuple[str, int]]:
    """(name, offset) of every name in ``text[start:end]``; names are separated by marks or blanks, labels before them are cut."""
    end = len(text) if end is None else end
    parts: list[tuple[str, int]] = []
    at = start
    for cut in [*_separators(text, start, end), None]:
        stop = cut.start() if cut else end
        piece = _bare(text[at:stop])
        label = None if is_person_name(piece) else _LABEL_WORDS.match(piece.removesuffix("和"))
        offset = at + (label.end() if label and label.end() < len(piece) else 0)
        piece, stop = text[offset : at + len(piece)].lstrip("：:"), at + len(piece)
        offset = stop - len(piece)
        if text[offset - 1 : offset] == "和" and not is_person_name(piece) and is_person_name(f"和{piece}"):
            piece, offset = f"和{piece}", offset - 1  # the surname 和 behind a label
        if piece:
            parts.append((piece, offset))
        at = cut.end() if cut else end
    names: list[tuple[str, int]] = []
    waiting: tuple[str, int] | None = None
    for piece, offset in parts:
        if waiting and len(piece) <= 3 - len(waiting[0]):
            piece, offset = waiting[0] + piece, waiting[1]
        waiting = None
        if piece[0] in "和与及" and text[offset - 1 : offset] in tuple("）)，") and is_person_name(piece[1:]):
            piece, offset = piece[1:], offset + 1
        if len(piece) <= 2 and piece in surnames():
            waiting = (piece, offset)
        elif two := two_names(piece):
            names += [(two[0], offset), (two[1], offset + len(two[0]))]
        elif is_person_name(piece):
            names.append((piece, offset))
        elif run := _run_on(text, offset, offset + len(piece), 2) if text.startswith(piece, offset) else []:
            names.extend(run)
        elif trimmed := _last_name(piece):
            names.append((trimmed, offset + len(piece) - len(trimmed)))
    return names


def two_names(text: str) -> tuple[str, str] | None:
    """The names of two people in four characters, of whom many more are written so than one with two surnames (曾勇谢婷)."""
    if len(text) != 4 or text[:2] in surnames() or not (is_person_name(text[:2]) and is_person_name(text[2:])):
        return None
    return text[:2], text[2:]


def _bare(piece: str) -> str:
    """What may end with a name, without the words of the form right behind it."""
    piece = _NUMBER_WORD.sub("", piece)
    if not (word := _WORD_BEHIND.search(piece)):
        return piece
    head = piece[: word.start()]
    label = _LABEL_WORDS.match(head.removesuffix("和"))
    return head if is_person_name(head) or (label and is_person_name(head[label.end() :].lstrip("：:"))) else piece


def _ends_name(text: str) -> bool:
    """Whether the 和, 及 or 与 that a text begins with ends the name before it (滕允和与王五, 滕允和 记录人), as no name follows it."""
    if text[0] not in "和及与":
        return False
    tail = text[1:]
    if tail[0] in "和及与":  # 和 may be a surname as well
        return tail[0] != "和" or is_person_name(_SPLIT.split(tail[1:])[0])
    return _NO_NAME.match(tail) is not None


def _run_on(text: str, start: int, end: int, count: int) -> list[tuple[str, int]]:
    """So many names printed without a mark between them (张三李小四), where they part in one way only; long names are rarer."""
    for longest in (3, 4):
        if found := list(islice(_parted(text, start, end, count, longest), 2)):
            return found[0] if len(found) == 1 else []
    return []


def _parted(text: str, start: int, end: int, count: int, longest: int) -> Iterator[list[tuple[str, int]]]:
    """All ways to part a piece of text into so many names."""
    if start == end and not count:
        yield []
    elif start < end and count:
        for stop in range(start + 2, min(start + longest, end) + 1):
            if is_person_name(text[start:stop]):
                for others in _parted(text, stop, end, count - 1, longest):
                    yield [(text[start:stop], start), *others]


def _last_name(piece: str) -> str | None:
    """The name that ends a run of text, behind an agency or a role: 县城市管理局张三丰. Only for runs that clearly go on before it."""
    if len(piece) < 6:
        return None
    return next((piece[-size:] for size in (3, 2) if is_person_name(piece[-size:]) and piece[-size - 1] in _BEFORE_NAME), None)
