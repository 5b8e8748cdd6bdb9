"""Titles that name no kind we know: the page is a paper of its own, and may be only what its title has words in common with."""

from __future__ import annotations

import re
from functools import cache
from statistics import median

from ingest.document import Page
from ingest.writs.catalogue import kinds
from ingest.writs.pair import squeezed
from ingest.writs.title_words import ends_as_paper, ends_in_form_word, forms
from ingest.writs.titles import furniture, kind_of_title, stands_in_the_middle

_FIRST = 4  # lines among which the title stands
_SHARE = 0.3  # of the height of the page
_LARGE = 1.25  # times the size of the text
_TITLE = re.compile(r"(?!附|续)[\u4e00-\u9fa5（）、]{2,24}(?<!续页)(?<!附页)")
_SAY_NOTHING = frozenset({"行政", "处罚", "政处", "执法", "政执", "案件", "罚案", "罚决", "当事", "事人"})


def unknown_title(page: Page, running: frozenset[str]) -> str | None:
    """The title of a page that is surely one (large, in the middle, at the head, ending in 书、表、意见 …) and names no kind; else None."""
    if not page.lines:
        return None
    size = median(line.box.bottom - line.box.top for line in page.lines)
    head = [line for line in page.lines if line.box.bottom < page.height * _SHARE and not furniture(page, line, running)][:_FIRST]
    for line in head:
        if line.box.bottom - line.box.top < _LARGE * size or not stands_in_the_middle(page, line):
            continue
        text = squeezed(page, line.start, line.end)
        if _TITLE.fullmatch(text) and (ends_in_form_word(text) or ends_as_paper(text)) and kind_of_title(text) is None:
            return text
    return None


def may_be(title: str, kind: str) -> bool:
    """Whether a paper of an unknown title may be of a kind: it shares two characters with its titles, or with those of no kind at all."""
    own = _pairs_of(title)
    return bool(own & _words(kind)) or not any(own & _words(other) for other in kinds())


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset().union(*(_pairs_of(title) for title in (kinds()[kind].name_zh, *kinds()[kind].examples.match)))


def _pairs_of(title: str) -> frozenset[str]:
    return frozenset(form[i : i + 2] for form in forms(title) for i in range(len(form) - 1)) - _SAY_NOTHING
