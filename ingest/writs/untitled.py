"""Papers without a title line, known by the labels they print: copies of identity cards (姓名、公民身份号码), of licences, covers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Page
from ingest.normalise import squeezed_text
from ingest.writs.catalogue import Untitled, kinds
from ingest.writs.title_words import ends_in_form_word
from ingest.writs.titles import Title, furniture, plain_line

_MOST_BEFORE = 40  # characters above the first label
_MOST = 700  # characters of the whole page
_MOST_SENTENCES = 2
_CONFIDENCE = 0.8


def untitled_paper(page: Page, running: frozenset[str]) -> Title | None:
    """The paper a page without a title shows, by its labels; None where it shows none, or a form of the case asks for the same."""
    lines = _lines(page, running)
    if sum(map(len, lines)) > _MOST or sum(line.count("。") for line in lines) > _MOST_SENTENCES:
        return None
    for kind in kinds().values():
        for paper in kind.untitled:
            if _shows(lines, paper):
                return Title(kind.id, kind.subtype(paper.title), paper.title, 0, 0, _CONFIDENCE)
    return None


def _shows(lines: Sequence[str], paper: Untitled) -> bool:
    text = "\n".join(lines)
    if not re.search(paper.anchor, text) or sum(re.search(label, text) is not None for label in paper.labels) < paper.least:
        return False
    with_label = [i for i, line in enumerate(lines) if any(re.search(label, line) for label in paper.labels)]
    first, last = with_label[0], with_label[-1]
    if any(re.search(paper.unless, line) for line in lines[: last + 1]):
        return False
    above = lines[:first]
    return sum(map(len, above)) <= _MOST_BEFORE and not any(ends_in_form_word(line) for line in above)


def _lines(page: Page, running: frozenset[str]) -> list[str]:
    if not page.lines:
        found = [text for line in page.text.split("\n") if plain_line(text := squeezed_text(line)) not in running]
    else:
        found = [squeezed_text(page.text[line.start : line.end]) for line in page.lines if not furniture(page, line, running)]
    return [line for line in found if line]
