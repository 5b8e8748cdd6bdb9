"""Which kind of writ a title names, and which line of a page is its title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from statistics import median

from ingest.document import Line, Page
from ingest.normalise import normalise, squeezed_text
from ingest.writs.catalogue import kinds
from ingest.writs.literals import needed
from ingest.writs.pair import squeezed
from ingest.writs.segments import Segment
from ingest.writs.stretches import Stretches
from ingest.writs.title_words import copied, forms, is_field_of_law, joined, reverses

_LONGEST = 32  # characters: the longest titles in the forms of the departments have 24
_LONGEST_LETTER = 64  # letters of other bodies are titled by what they are about
_TOP_SHARE = 0.45  # a title stands in the upper part of its page
_LEAST_COVER = 0.72  # share of the line that the title pattern must explain
_RUNNING_LINES = 12
_LARGE = 1.15  # times the size of the text
_HEAD, _FOOT = 0.2, 0.88  # of the height of the page: above and below them stands what heads and foots it
_COUNT = re.compile(r"[第\d页/共]+$")
_PAGE_NUMBER = re.compile(r"[-—–·/／第共页，,.\d]{1,16}")
_SERIAL = re.compile(r"^(?:附件)?\d{1,3}[.．、]?(?=[\u4e00-\u9fa5（])")  # forms in a collection bear their serial before the title
_BESIDE_NUMBER, _MISREAD_LINES = 4, 4  # lines at the head of a page
_NUMBERED = re.compile(
    r"\s*(?P<title>[\u4e00-\u9fa5（）、\s]{3,40}?)[ \t\u3000]+(?:文号[：:]|编号[：:])?"
    r"[^\s。；，：]{2,24}?[〔\[【（(]\s?(?:19|20)\d\d\s?[〕\]】）)]\s?第?\s?[\d-]+\s?号"
)
# what recognition takes for a letter of titles, and the letter
_PAIRS = "昕听 吉告 昔告 冋回 囬回 迖达 迭送 选送 玫政 走定 块决 诀决 逋通 扬场 捡检 宙审 衷表 凋调 洵询 间问 査查 贵责 今令 攻改 剖罚"
_LOOKS_LIKE = {pair[0]: pair[1] for pair in _PAIRS.split()}
# a proof says first what sort it is, then what it shows
_PROOF = re.compile(
    r"^(?:(?:书证|物证|视听资料|电子数据|证人证言)(?:材料)?(?:复印件|复制件|照片|原件)?|证据(?:材料|复印件|复制件|照片|原件|(?=[\d一二三四五六七八九十])))"
    r"[\d一二三四五六七八九十]{0,3}[：:](?=.{2,20}$)"
)
_LETTER = re.compile(r"^关于.{2,60}(?:函|说明|证明|情况的报告|情况的汇报|(?:结论|意见)书)$")
_NOTE = re.compile(r"[（(][^）)]*[）)]")
_COPIES = "evidence_material"  # the kind of copies of papers that no kind names
_BARE_LIST = "目录"  # of what, its header says: laboratories and contracts have lists of contents too
_LISTS_WRITS = re.compile(r"序号.{0,12}(?:材料|文书|文件|题名)")
_NO_TITLE = re.compile(r"[。；，：:《》“”？！]|\d{4}年|\d$|^[（(]")


@dataclass(frozen=True, slots=True)
class Title:
    """A title found on a page. ``text`` is clean; ``confidence`` falls where the layout says less."""

    kind: str
    subtype: str | None
    text: str
    start: int
    end: int
    confidence: float


@lru_cache(maxsize=8192)
def kind_of_title(title: str) -> tuple[str, float] | None:
    """The kind a clean title names and the share of the title that is explained; None where none does.

    A title that is explained to its last word comes before one that is not, then the longest match over all kinds: 行政处罚决定书
    （简易程序） is the summary decision, 立案（不予立案）审批表 a filing. A field of law at the head counts as explained. The copy of any
    other paper is evidence; papers of one kind bound together (现场照片及示意图) are of that kind.
    """
    best: tuple[bool, int, float, str] | None = None
    for form in forms(title):
        for kind, pattern in _patterns_for(form):
            for match in pattern.finditer(form):
                length, head = match.end() - match.start(), form[: match.start()]
                if reverses(head):
                    continue
                led = match.end() == len(form) and is_field_of_law(head, match.group())
                cover = 1.0 if led else length / len(form)
                if cover >= _LEAST_COVER and (best is None or (cover == 1.0, length, cover) > best[:3]):
                    best = (cover == 1.0, length, cover, kind)
    if best:
        return best[3], best[2]
    if paper := copied(title):
        return kind_of_title(paper) or (_COPIES, 1.0)
    together = {kind_of_title(part) for part in joined(title)}
    one = together.pop() if len(together) == 1 else None
    return one if one and one[1] == 1.0 else None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every title of every kind, with the kind's id."""
    return tuple((kind.id, pattern) for kind in kinds().values() for pattern in kind.patterns)


@cache
def _by_letter() -> Mapping[str, frozenset[int]]:
    """Where the titles stand among ``_patterns`` that need a letter; under "" those that need none in particular."""
    found: dict[str, set[int]] = {"": set()}
    for i, (_, pattern) in enumerate(_patterns()):
        for letter in needed(pattern.pattern) or ("",):
            found.setdefault(letter, set()).add(i)
    return {letter: frozenset(places) for letter, places in found.items()}


def _patterns_for(form: str) -> list[tuple[str, re.Pattern[str]]]:
    """Those of ``_patterns``, in their order, that have a letter they need: a few."""
    places = _by_letter()
    patterns = _patterns()
    return [patterns[i] for i in sorted(places[""].union(*(places[letter] for letter in set(form) if letter in places)))]


def find_title(page: Page, running: frozenset[str]) -> Title | None:
    """The title of the writ that begins on this page; None where the page goes on with another.

    ``running`` holds the clean lines that head many pages. A title is short, has no sentence marks, stands in the upper part,
    and is set off: centred, or larger than the text, or alone at the top. It may be spread over two lines.
    """
    if not page.lines:
        return _first_line_of_plain_text(page)
    size = median([line.box.bottom - line.box.top for line in page.lines])
    top = [line for line in page.lines if line.box.top < page.height * _TOP_SHARE][:_RUNNING_LINES]
    columns = Stretches(_columns(page))
    cleaned = [(line, squeezed(page, line.start, line.end)) for line in top if not columns.meet(line.start, line.end)]
    lines = [(line, text) for line, text in cleaned if text and not furniture(page, line, running)]
    best: Title | None = None
    for i, (line, text) in enumerate(lines):
        set_off = centred(page, line) or large(line, size)
        if best is None and i < _BESIDE_NUMBER and (beside := _beside_number(page, line, size)):
            return beside
        for candidate, end in with_next(text, lines, i, page, size):
            found = titled(candidate, line, end, set_off=set_off, first=i <= 1)
            if found and _is_of_the_dossier(page, found) and (best is None or found.confidence > best.confidence + 0.05):
                best = found
        if best is None and len(text) > 20 and ("。" in text or "；" in text):
            break  # the running text has begun
    return best if best or page.origin != "ocr" else _misread(page, lines, size)


def _beside_number(page: Page, line: Line, size: float) -> Title | None:
    """The title, larger than the text, at the head of a line that ends in the number of the writ (行政处罚决定书  临市监罚〔2024〕12号)."""
    larger = page.text[line.end - 1] == "号" and (large(line, size) or line.edges[1] - line.edges[0] > _LARGE * size)
    match = _NUMBERED.fullmatch(page.text, line.start, line.end) if larger else None
    found = titled(squeezed(page, *match.span("title")), line, line, set_off=True, first=False) if match else None
    return replace(found, end=match.end("title")) if match and found and whole(found.text) else None


def _misread(page: Page, lines: Sequence[tuple[Line, str]], size: float) -> Title | None:
    """The title of a recognised page, one letter of which was taken for another that looks like it (昕证报告)."""
    for line, text in lines[:_MISREAD_LINES]:
        if not 4 <= len(text) <= _LONGEST or not large(line, size) or not stands_in_the_middle(page, line):
            continue
        for i, letter in enumerate(text):
            read = text[:i] + _LOOKS_LIKE.get(letter, letter) + text[i + 1 :]
            if read != text and whole(read) and (found := titled(read, line, line, set_off=True, first=False)):
                return found
    return None


def whole(title: str) -> bool:
    """Whether a title says what the paper is to its last word."""
    found = kind_of_title(title)
    return found is not None and found[1] == 1.0


def large(line: Line, size: float) -> bool:
    """Whether a line is larger than the text of its page, whose height is ``size``."""
    return line.box.bottom - line.box.top > _LARGE * size


def furniture(page: Page, line: Segment, running: frozenset[str]) -> bool:
    """Whether a line heads or foots the page: a running line, or a page number at its place."""
    raw, box = page.text[line.start : line.end], line.box
    at_edge = box is not None and (box.top < _HEAD * page.height or box.bottom > _FOOT * page.height)
    if box is not None and not at_edge and not ("页" in raw or "頁" in raw):
        return False  # most lines: they can only be text of the writ
    text = squeezed_text(raw)
    if plain_line(text) in running:
        return at_edge or box is None
    return _is_page_number(text) and (at_edge or "页" in text)


@lru_cache(maxsize=8192)  # the same few stand at the edges of most pages
def _is_page_number(text: str) -> bool:
    return _PAGE_NUMBER.fullmatch(unicodedata.normalize("NFKC", text)) is not None  # -¹- is a small 1 as it is recognised


def plain_line(text: str) -> str:
    """A squeezed line without the page number at its end."""
    return _COUNT.sub("", text) if text and (text[-1] in "第页/共" or text[-1].isdecimal()) else text


def with_next(text: str, lines: list[tuple[Line, str]], i: int, page: Page, size: float) -> Iterator[tuple[str, Line]]:
    """The line, and the line with the next where both are centred lines of one size."""
    line = lines[i][0]
    yield text, line
    if i + 1 == len(lines):
        return
    following = lines[i + 1][0]
    heights = line.box.bottom - line.box.top, following.box.bottom - following.box.top
    alike = abs(heights[0] - heights[1]) < 0.15 * max(heights)
    both_large = min(heights) > _LARGE * size
    if (
        alike
        and stands_in_the_middle(page, line)
        and stands_in_the_middle(page, following)
        and (both_large or (centred(page, line) and centred(page, following)))
    ):
        yield text + lines[i + 1][1], following


def titled(text: str, line: Line, last: Line, *, set_off: bool, first: bool) -> Title | None:
    """The title that a clean text is, from one line to the ``last``; None where it is none, or neither ``set_off`` nor ``first``."""
    found = _read_title(text, set_off) if set_off or first else None
    if found is None:
        return None
    title, kind, cover = found
    confidence = (0.98 if set_off else 0.8) * (0.6 + 0.4 * cover)
    return Title(kind, kinds()[kind].subtype(title), title, line.start, last.end, confidence)


def _is_of_the_dossier(page: Page, title: Title) -> bool:
    """Whether a list with no other title than 目录 lists writs."""
    return title.text != _BARE_LIST or _LISTS_WRITS.search(squeezed_text(page.text)) is not None


@lru_cache(maxsize=8192)
def _read_title(text: str, set_off: bool) -> tuple[str, str, float] | None:
    """The title a clean line is, its kind, and the share of it that is explained; None where it is none."""
    text = _SERIAL.sub("", text)
    if set_off and (proof := _PROOF.match(text)) and not _NO_TITLE.search(paper := text[proof.end() :]):
        return (text, *(kind_of_title(paper) or (_COPIES, 1.0)))
    longest = _LONGEST_LETTER if _LETTER.match(text) else _LONGEST
    if not 2 <= len(text) <= longest:
        return None
    plain = _NOTE.sub("", text)
    if _NO_TITLE.search(plain) or ("、" in plain and not set_off):
        return None
    found = kind_of_title(text)
    return (text, *found) if found else None


def _columns(page: Page) -> list[tuple[int, int]]:
    """The text in columns of tables: a line that stands in one, or runs through several, is a row of a list of contents and no title."""
    found: list[tuple[int, int]] = []
    for table in page.tables:
        width = max(cell.box.x1 for cell in table) - min(cell.box.x0 for cell in table)
        found.extend(span for cell in table if cell.box.x1 - cell.box.x0 < 0.75 * width for span in cell.ranges)
    return found


def _first_line_of_plain_text(page: Page) -> Title | None:
    """Text files have no layout: the first line that is not blank may be a title."""
    for match in re.finditer(r"[^\n]+", page.text):
        text = normalise(match.group()).text.replace(" ", "").strip()
        if text:
            found = kind_of_title(text) if len(text) <= _LONGEST else None
            if found is None:
                return None
            title = Title(found[0], kinds()[found[0]].subtype(text), text, match.start(), match.end(), 0.7)
            return title if _is_of_the_dossier(page, title) else None
    return None


def stands_in_the_middle(page: Page, line: Line) -> bool:
    """Whether a line is centred on its page."""
    return abs((line.box.x0 + line.box.x1) / 2 - page.width / 2) < 0.08 * page.width


def centred(page: Page, line: Line) -> bool:
    """Whether a line is centred and leaves room at its sides."""
    return stands_in_the_middle(page, line) and line.box.x0 > 0.15 * page.width
