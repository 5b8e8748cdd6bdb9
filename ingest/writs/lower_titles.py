"""Titles of writs that begin below others on a page: a receipt pasted under another, a tear-off slip, the next paper on the same sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.document import Line, Page
from ingest.writs.letters import names_agency
from ingest.writs.pair import squeezed
from ingest.writs.signatures import DAY
from ingest.writs.stretches import Stretches
from ingest.writs.title_words import ends_as_paper, ends_in_form_word
from ingest.writs.titles import Title, centred, furniture, large, stands_in_the_middle, titled, whole, with_next

_LEAST_ABOVE, _LEAST_BELOW = 4, 2  # lines of the writ above, and of its own, around a title in the middle of a page
_ROOM = 1.8  # times the usual step from line to line: what parts a writ from the one above
_AS_TITLE = 1.25  # times the size of the text: the print of titles
_ALIKE = 0.12  # by what share the print of two titles of one page differs
_CUT = re.compile(r"[（(]?[^。；：]{0,8}(?:粘贴|裁剪|剪切|骑缝|裁切|撕)[^。；：]{0,8}[）)]?|[-—–·.…＿_=*]{6,}")
_LIST = re.compile(r"清单|目录")
_INSIDE = re.compile(rf"{_LIST.pattern}|表|照片|图片|图")
_SHOWN = ("情况", "截图")  # 信息公示情况
_LAST_SHEET = "note"  # 备考表: of the covers and lists of a dossier the only one that stands below another writ
_SIGNED_OFF = re.compile(rf"(?:{DAY.pattern}|[（(](?:印章|公章|盖章|签章|签名|签字|捺印)[）)])$")


def titles_below(page: Page, running: frozenset[str], head: Title | None) -> list[Title]:
    """The titles of writs that begin below others on this page, in order; ``head`` is the title of the page, if it has one.

    Stricter than at the head of a page: set off, with lines above and below it, and explained to the last word; parted from what stands
    above by room, a table or a cut, or printed as a title is where the writ above has been signed, an agency stands over it or the print
    is that of the head. Where the agency stands over it, the writ begins with the agency.
    """
    if not page.lines:
        return []
    lines = page.lines
    size = median([line.box.bottom - line.box.top for line in lines])
    places = range(_LEAST_ABOVE, len(lines) - _LEAST_BELOW)
    set_off = [i for i in places if large(lines[i], size) or centred(page, lines[i])]
    ruled = Stretches(span for table in page.tables for cell in table for span in cell.ranges) if set_off else Stretches(())
    free = [i for i in set_off if not ruled.meet(lines[i].start, lines[i].end)]
    if not free:
        return []
    step = median([max(below.box.top - above.box.top, 0.0) for above, below in pairwise(lines)])
    head_size = next((_height(line) for line in lines if head and line.end == head.end), 0.0)
    found: list[Title] = []
    begun = 0  # the line of the title above
    for i in free:
        line, first = lines[i], lines[i - 1]
        if i - begun < _LEAST_ABOVE:
            continue
        above = squeezed(page, first.start, first.end)
        printed = _height(line) > _AS_TITLE * size and stands_in_the_middle(page, line)
        as_head = printed and abs(_height(line) - head_size) < _ALIKE * head_size
        under_agency = printed and stands_in_the_middle(page, first) and names_agency(above)
        room = line.box.top - first.box.top > _ROOM * step or ruled.meet(first.start, first.end) or _CUT.fullmatch(above)
        if not (room or as_head or under_agency or (printed and _SIGNED_OFF.search(above))):
            continue
        if not _stacked(lines, i, size) or furniture(page, line, running):
            continue
        pair = [(one, squeezed(page, one.start, one.end)) for one in lines[i : i + 2]]
        for text, last in with_next(pair[0][1], pair, 0, page, size):
            title = titled(text, first if under_agency else line, last, set_off=True, first=False)
            if title and _names_whole_writ(title, printed=as_head or under_agency):
                found.append(title)
                begun = i
                break
    return found


def _height(line: Line) -> float:
    return line.box.bottom - line.box.top


def _stacked(lines: Sequence[Line], at: int, size: float) -> bool:
    """Whether all lines before one stand above it, and all after it below."""
    box = lines[at].box
    return all(one.box.bottom <= box.top + 0.5 * size for one in lines[:at]) and all(
        one.box.top >= box.bottom - 0.5 * size for one in lines[at + 1 :]
    )


def _names_whole_writ(title: Title, *, printed: bool) -> bool:
    """Whether a title says what the paper is to its last word, and is not the heading of a list or of pictures inside another writ.

    Where it is ``printed`` as the titles of papers are, it may end in what is no form (说明, 情况).
    """
    if not whole(title.text) or (title.kind == "dossier_binding" and title.subtype != _LAST_SHEET):
        return False
    inside = title.kind == "evidence_material" and (_LIST if printed else _INSIDE).search(title.text)
    names_paper = ends_in_form_word(title.text) or (printed and (ends_as_paper(title.text) or title.text.endswith(_SHOWN)))
    return names_paper and not inside
