"""Evidence of words found in a writ's text without white space."""

from __future__ import annotations

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.penalties import Imposed


def quoted(case: CaseFile, writ: Writ, label: str, start: int, end: int) -> Evidence:
    """``case.squeezed(writ).text[start:end]`` as evidence with its boxes."""
    return case.evidence(label, writ=writ, spans=case.squeezed(writ).spans(start, end))


def penalty_shown(case: CaseFile, what: Imposed, kind: str) -> Evidence:
    """The first penalty of a kind in a writ, with its amount; the operative part where there is none of that kind."""
    item = what.first(kind)
    start, end = (item.start, item.end) if item else (what.start, what.end)
    amount = f" {item.amount:,} 元" if item and item.amount is not None else ""
    return quoted(case, what.writ, f"《{what.writ.title}》{kind}{amount}", start, end)


def sentence(text: str, start: int, end: int, stops: str = "。；") -> tuple[int, int]:
    """The range of the sentence that holds ``text[start:end]``."""
    begin = max((text.rfind(stop, 0, start) for stop in stops), default=-1) + 1
    ends = [at for at in (text.find(stop, end) for stop in stops) if at >= 0]
    return begin, min(ends, default=len(text))
