"""Which element of a page holds the article, without selectors.

trafilatura finds where the article is; what it leaves out there (short paragraphs, cells of tables, names of attachments) is read
from that place, so that nothing of the article is missing.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import Any

from trafilatura import bare_extraction

from crawlers.article_furniture import furniture, is_furniture_line
from crawlers.block_text import element_text

_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")
_COVERED = 0.85  # of the text that trafilatura found must lie in the element
_LEAST = 10  # characters of an article
_ENDS = ("。", "！", "？", "；", "：", "”", "…", "）", "!", "?", ".", ";", ":")
_SOLID = frozenset({"div", "section", "article", "main", "td", "body", "center", "blockquote"})
_BLANKS = re.compile(r"[\s\u3000\u00a0]+")


@dataclass(frozen=True, slots=True)
class Body:
    """``element`` holds the article; ``left_out`` are the elements of the page that are furniture."""

    element: Any
    left_out: set[Any]

    def text_without(self, title: str | None) -> str:
        """One paragraph a line; the title, the line of facts beneath it, and furniture at both ends are left out."""
        lines = element_text(self.element, without=self.left_out).split("\n")
        shown, titled = squeezed(title or ""), False
        while lines and (is_furniture_line(lines[0]) or (shown and squeezed(lines[0]) in shown) or (titled and _tells_facts(lines[0]))):
            titled |= squeezed(lines.pop(0)) == shown
        while lines and is_furniture_line(lines[-1]) and not _is_day(lines[-1]):
            lines.pop()
        return "\n".join(line for line in lines if not is_furniture_line(line) or _is_day(line))


def find_body(root: Any) -> Body | None:
    """The article's place on a page, or None where the page holds no text that could be one."""
    left_out = furniture(root)
    place = _place(root, left_out)
    if place is None or len(squeezed(element_text(place, without=left_out))) < _LEAST:
        return None
    return Body(place, left_out)


def _place(root: Any, left_out: set[Any]) -> Any | None:
    target = squeezed(_extracted(root, left_out))
    if not target:
        return None
    covered = _covered(root, target, left_out)
    whole, place = covered.get(root, 0), root
    if not whole:
        return None
    while True:
        inner = max(place, key=lambda child: covered.get(child, 0), default=None)
        if inner is None or covered.get(inner, 0) < _COVERED * whole:
            break
        place = inner
    while place.tag not in _SOLID and place.getparent() is not None:
        place = place.getparent()
    return _grown(place, left_out)


def _extracted(root: Any, left_out: set[Any]) -> str:
    """What trafilatura takes for the article, after the furniture is gone."""
    page = copy.deepcopy(root)
    twins = dict(zip(root.iter(), page.iter(), strict=True))
    for element in left_out:
        _drop(twins[element])
    for element in page.iter():
        if "style" in element.attrib:
            del element.attrib["style"]  # WeChat hides its articles until a script has run
    try:
        found = bare_extraction(page, include_comments=False, favor_recall=True)
    except (RecursionError, ValueError):
        found = None
    return (found.text if found and found.text else None) or element_text(page)


def _drop(element: Any) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _covered(root: Any, target: str, left_out: set[Any]) -> dict[Any, int]:
    """How many characters of ``target`` lie in each element."""
    own: dict[Any, int] = {}
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in ("title", "script", "style") or inside(element, left_out):
            continue
        for owner, text in ((element, element.text), *((element, child.tail) for child in element)):
            words = squeezed(text or "")
            if len(words) > 1 and words in target and not _beside(owner, words):
                own[owner] = own.get(owner, 0) + len(words)
    total: dict[Any, int] = {}
    for element, count in own.items():
        above = element
        while above is not None:
            total[above] = total.get(above, 0) + count
            above = above.getparent()
    return total


def _beside(element: Any, words: str) -> bool:
    """Titles and lines of facts, which trafilatura may take along: they often stand outside the element that holds the text."""
    return element.tag in ("h1", "h2") or is_furniture_line(words) or _tells_facts(words)


def _tells_facts(line: str) -> bool:
    return len(line) <= 80 and _DAY.search(line) is not None and not re.search(r"[，。；]", line)


def inside(element: Any, elements: set[Any]) -> bool:
    """Whether an element is one of some elements or lies in one."""
    return element in elements or any(above in elements for above in element.iterancestors())


def _grown(place: Any, left_out: set[Any]) -> Any:
    """Wider, as long as what comes with it are paragraphs: the article may lie in several elements side by side."""
    while True:
        wider = place.getparent()
        if wider is None or wider.tag in ("html", "body") or wider.tag == "tr":
            return place
        without = left_out | {place}
        lines = [line for line in element_text(wider, without=without | set(wider.iter("a"))).split("\n") if line]
        linked = len(element_text(wider, without=without)) - sum(map(len, lines))
        sentences = sum(len(line) for line in lines if line.endswith(_ENDS) and len(line) > 8 and not is_furniture_line(line))
        headings = any(inside(heading, {wider}) and not inside(heading, without) for heading in wider.iter("h1", "h2"))
        if headings or sentences <= linked or sentences * 2 < sum(map(len, lines)):
            return place
        place = wider


def squeezed(text: str) -> str:
    """Without any blanks: sites put them anywhere."""
    return _BLANKS.sub("", text)


def _is_day(line: str) -> bool:
    """A day alone on its line, as under the signature of a notice."""
    return line[:2] in ("19", "20") and len(line) <= 16
