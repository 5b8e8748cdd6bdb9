"""The running text of a writ: no white space, and no page numbers or running heads where a sentence crosses a page."""

from __future__ import annotations

import re
from array import array

from ingest.dossier import Writ
from ingest.normalise import normalise
from ingest.passage import Passage
from ingest.writs.split import running_heads
from nlp.procedure.case import CaseFile

_FOOT = re.compile(r"^[-—–－\s]*(?:第?\s*\d{1,4}\s*页?)?\s*(?:[,，/]?\s*共?\s*\d{1,4}\s*页(?:\s*第\s*\d{1,4}\s*页)?)?[-—–－\s]*$")


def flowing(case: CaseFile, writ: Writ) -> Passage:
    """The text of ``writ`` without white space and page furniture; offsets still lead to the page."""
    if writ.first_page == writ.last_page:
        return case.squeezed(writ)
    running = running_heads(case.dossier.pages)
    keep: list[int] = []
    passage, at = case.text(writ), 0
    for line in passage.text.split("\n"):
        start, at = at, at + len(line) + 1
        bare = re.sub(r"\s", "", normalise(line).text)
        if _FOOT.match(bare) or re.sub(r"\d+$", "", bare) in running:
            continue
        keep += [i for i in range(start, start + len(line)) if not passage.text[i].isspace()]
    return kept(passage, keep)


def kept(passage: Passage, keep: list[int]) -> Passage:
    """The characters of a passage at these places."""
    return Passage(
        "".join(passage.text[i] for i in keep),
        array("l", (passage.pages[i] for i in keep)),
        array("l", (passage.offsets[i] for i in keep)),
    )


def without(passage: Passage, pattern: str) -> Passage:
    """The passage less every hit of ``pattern``."""
    gone = {i for match in re.finditer(pattern, passage.text) for i in range(*match.span())}
    return kept(passage, [i for i in range(len(passage.text)) if i not in gone])
