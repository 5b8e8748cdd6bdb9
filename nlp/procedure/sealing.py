"""Whether a writ bears a seal. Lacking only where its pages were read, no mark on them can be a black seal, and others show red ones."""

from __future__ import annotations

import re

from ingest.dossier import Writ
from nlp.procedure.case import POOR, CaseFile
from nlp.procedure.logic import NO, YES, Ternary, undecided

STUB = re.compile(r"存根|附卷联|存档联|第[二三四]联")  # not sealed; the party's copy is
_TRACE = 42.0  # points: 15 millimetres; the copy of a seal leaves no smaller mark
_SHEET = 0.5  # share of the page from which a picture is the sheet itself


def sealed(case: CaseFile, writ: Writ) -> Ternary:
    """A red seal on a page of the writ; NO where pages that came in the same way show seals elsewhere and this writ has no trace of one."""
    pages = case.dossier.pages_of(writ)
    if any(page.seals for page in pages):
        return YES
    named = f"《{writ.title}》（第{writ.first_page}页）"
    if any(page.unread or (page.origin == "ocr" and page.confidence < POOR) for page in pages):
        return undecided(f"{named}有未能识别或者识别质量低的页")
    if STUB.search(case.squeezed(writ).text):
        return undecided(f"{named}可能是存根联")
    for page in pages:
        sheet = _SHEET * page.width * page.height
        if any(
            min(box.x1 - box.x0, box.bottom - box.top) >= _TRACE and (box.x1 - box.x0) * (box.bottom - box.top) < sheet
            for box in page.pictures
        ):
            return undecided(f"{named}有图像，可能是黑白印章")
    origins = {page.origin for page in pages}
    if any(page.seals and page.origin in origins for page in case.dossier.pages if page not in pages):
        return NO
    return undecided(f"{named}未见红色印章，卷内其他文书也未见，可能是黑白复印件")
