"""Document numbers (文号): 栖市监罚〔2024〕267号, (2024)京01行终12号, 法释〔2002〕21号."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nlp.fact import Found
from nlp.remembered import remembered

_OPEN, _CLOSE = "〔（(\\[［【﹝〈", "〕）)\\]］】﹞〉"
_NUMBER = re.compile(
    rf"[{_OPEN}]\s*(?P<year>(?:19|20)\s?\d\s?\d)\s*年?\s*[{_CLOSE}]\s*"
    r"(?P<inner>[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z]{0,14}?)??(?:字)?\s*第?\s*"
    r"(?P<serial>[0-9A-Z]{0,3}\d(?:\s?[\d\-–—])*(?:之\d+)?)\s*号"
)
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,16}$")
# A prefix names an agency and a kind of act; words of running text before it end here.
_BOUNDARY = re.compile(
    r"送达|文号|编号|字号|案号|号码|文书|收到|作出|制作|下达|发出|出具|根据|依据|按照|依照|详见|附件|经查|本院|本局|本机关"
    r"|[书号为以据对见及和与向在是按依持了的由至到]"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """``text`` is the canonical form with 〔〕 and without white space: 栖市监罚〔2024〕267号."""

    prefix: str
    year: int
    serial: str
    text: str


@remembered
def find_document_numbers(text: str) -> list[Found[DocumentNumber]]:
    """Every document number with a bracketed year, in text order; line breaks inside are allowed."""
    found = []
    floor = 0
    for match in _NUMBER.finditer(text):
        year = int(re.sub(r"\s", "", match["year"]))
        serial = re.sub(r"\s", "", match["serial"]).replace("–", "-").replace("—", "-").strip("-")
        inner = (match["inner"] or "").removesuffix("第").removesuffix("字")
        if inner:
            prefix, start = inner, match.start()
            number = f"〔{year}〕{prefix}{serial}号"
        else:
            prefix, start = _prefix(text, floor, match.start())
            number = f"{prefix}〔{year}〕{serial}号"
        if not prefix and not re.search(r"(?:书|号|表|单|：|:)\s*$", text[max(floor, start - 3) : start]):
            continue
        floor = match.end()
        found.append(Found(DocumentNumber(prefix, year, serial, number), start, floor, text[start:floor]))
    return found


def same_number(a: DocumentNumber | str, b: DocumentNumber | str) -> bool:
    """Whether two numbers are the same apart from brackets, white space, 字, 第 and leading zeros of the serial.

    A prefix that ends with the whole of the other also matches: running text may glue words before it.
    """
    first, second = _parsed(a), _parsed(b)
    if first is None or second is None:
        return isinstance(a, str) and isinstance(b, str) and "".join(a.split()) == "".join(b.split()) != ""
    if (first.year, _plain(first.serial)) != (second.year, _plain(second.serial)):
        return False
    long, short = sorted((first.prefix, second.prefix), key=len, reverse=True)
    return long == short or (len(short) >= 3 and long.endswith(short))


def _parsed(value: DocumentNumber | str) -> DocumentNumber | None:
    return value if isinstance(value, DocumentNumber) else _first(value)


@lru_cache(maxsize=1024)  # the numbers of a dossier are compared each with each
def _first(text: str) -> DocumentNumber | None:
    return next((found.value for found in find_document_numbers(text)), None)


def _plain(serial: str) -> str:
    return "-".join(part.lstrip("0") for part in serial.split("-"))


def _prefix(text: str, floor: int, end: int) -> tuple[str, int]:
    """The prefix that ends at ``end`` and where it starts; empty where no letters stand there."""
    stop = end
    while stop > floor and text[stop - 1].isspace():
        stop -= 1
    match = _RUN.search(text, max(floor, stop - 16), stop) if text.count("\n", stop, end) <= 1 else None
    if not match:
        return "", end
    places = list(range(match.start(), stop))
    if len(places) <= 3 and match.start() > floor + 1 and text[match.start() - 1] == "\n":  # 栖市监⏎罚〔2024〕267号
        more = _RUN.search(text, max(floor, match.start() - 17), match.start() - 1)
        places = [*range(*more.span()), *places] if more else places
    run = "".join(text[i] for i in places)
    if run.endswith(("书", "文号", "编号", "字号", "案号")):  # 行政处罚决定书（2024）第5号 has no prefix
        return "", end
    kept = 0
    for cut in _BOUNDARY.finditer(run):
        # a first letter such as 和 may belong to the agency's name (和平区) unless something it joins stands before it
        joins = cut.start() > 0 or len(cut[0]) > 1 or text[places[0] - 1 : places[0]] in tuple("》）)号”、，")
        if joins and cut.end() <= len(run) - 2:
            kept = cut.end()
    return run[kept:].removesuffix("字"), places[kept]
