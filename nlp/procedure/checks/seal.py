"""The seal of the agency on its decision (处罚法第五十九条第二款)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ingest.document import Box, Page, Seal
from ingest.dossier import Writ
from ingest.normalise import squeezed_text
from ingest.ocr.ring_text import said
from nlp.procedure.case import POOR, CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.same_body import another_body
from nlp.procedure.sealing import STUB

_ALIKE = 0.8  # similarity of a ring's text to the name of the agency, as the catalogue has it
_SPECIAL = re.compile(r"(?:行政|执法|处罚|审批|业务|办案)*专用章.*$|（\d+）$")
_REACH = 60.0  # points around the agency and day within which a seal or its trace lies
_TRACE = 42.0  # points: 15 millimetres; a black copy of a seal leaves larger marks than a letter
_SURE = 0.7  # pale seals and grey scans remain possible


@check("decision.no_seal")
def no_seal(case: CaseFile, rule: Rule) -> Outcome:
    """A red seal on the decision, of the agency that made it. Lacking only where other writs of this dossier show the agency's seals."""
    decision = case.decision
    if decision is None:
        return not_applicable("卷内没有处罚决定书")
    copies = [writ for writ in case.writs(decision.type) if writ is decision or (writ.number and writ.number == decision.number)]
    found = [(page, seal) for writ in copies for page in case.dossier.pages_of(writ) for seal in page.seals]
    if found:
        return _whose(case, decision, found)
    told = f"《{decision.title}》（第{decision.first_page}页）未见红色印章"
    mark = case.evidence("决定书落款", writ=decision, field=decision.get("issuer"))
    place = _place(case, decision)
    reason = _unclear(case, decision, place)
    if reason or place is None:
        return unknown(f"{told}，{reason}", evidence=(mark,))
    sealed = next(_sealed_elsewhere(case, decision, place[0]), None)
    if sealed is None:
        return unknown(f"{told}，卷内其他文书也未见本机关印章，可能是黑白复印件或者未附印章的电子文本", evidence=(mark,))
    writ, page, seal = sealed
    other = Evidence(f"《{writ.title}》印章", said(seal) or "", page.number, boxes=(seal.box,), writ=writ.type)
    return breach(
        f"疑似决定书未加盖行政机关印章：{told}，而同卷《{writ.title}》（第{page.number}页）盖有印章",
        on=case.decision_date,
        evidence=(mark, other),
        confidence=_SURE,
    )


def _whose(case: CaseFile, decision: Writ, found: list[tuple[Page, Seal]]) -> Outcome:
    """Whether one of the seals is that of the agency: what a ring says is compared where it was read, and a question where it was not."""
    issuer = "".join(decision.get("issuer").text.split()) or case.agency or ""
    page, seal = max(found, key=lambda pair: _likeness(pair[1], issuer))
    name = said(seal, issuer)
    told, mark = (
        f"《{decision.title}》（第{page.number}页）",
        Evidence("印章", name or "", page.number, boxes=(seal.box,), writ=decision.type),
    )
    if not name or not issuer:
        return unknown(
            f"{told}盖有红色印章，{'印文未能识读' if issuer else '落款机关未能识别'}，是否为作出决定的机关的印章待核对", evidence=(mark,)
        )
    if _likeness(seal, issuer) >= _ALIKE:
        return met(f"{told}盖有红色印章，印文为“{name}”", (mark,))
    if another_body(_SPECIAL.sub("", name), issuer) and _sure_of(case, decision, issuer):
        return breach(
            f"疑似决定书加盖其他单位印章：{told}的印章识读为“{name}”，落款机关为“{issuer}”",
            on=case.decision_date,
            evidence=(mark, case.evidence("决定书落款", writ=decision, field=decision.get("issuer"))),
            confidence=_SURE,
        )
    return unknown(f"{told}的印章识读为“{name}”，与落款“{issuer}”不一致", evidence=(mark,))


def _sure_of(case: CaseFile, decision: Writ, issuer: str) -> bool:
    """Whether the agency's name under the decision is no misreading: print, or signed the same under another writ."""
    others = (writ for writ in case.dossier.writs if writ.type != decision.type)
    return not case.recognised(decision) or any("".join(writ.get("issuer").text.split()) == issuer for writ in others)


def _likeness(seal: Seal, issuer: str) -> float:
    """How alike the seal's text and the name are (0 to 1). A text that was not read could be anything, so it counts as just alike."""
    name = _SPECIAL.sub("", said(seal, issuer) or "")
    if not name:
        return _ALIKE
    return 1.0 if name in issuer or issuer in name else SequenceMatcher(None, name, issuer).ratio()


def _place(case: CaseFile, writ: Writ) -> tuple[Page, Box] | None:
    """Where the seal belongs: around the agency and the day under the writ."""
    spans = [span for name in ("issuer", "date") for span in writ.get(name).spans]
    issued = writ.get("issuer").spans
    boxes = [
        box for span in spans for box in case.dossier.page(span.page).boxes(span.start, span.end) if issued and span.page == issued[0].page
    ]
    if not boxes or not issued:
        return None
    left, top = min(box.x0 for box in boxes) - _REACH, min(box.top for box in boxes) - _REACH
    return case.dossier.page(issued[0].page), Box(left, top, max(b.x1 for b in boxes) + _REACH, max(b.bottom for b in boxes) + _REACH)


def _unclear(case: CaseFile, decision: Writ, place: tuple[Page, Box] | None) -> str:
    """Why a missing seal could not be told from one that was not seen; empty where it can."""
    pages = case.dossier.pages_of(decision)
    if any(page.unread or (page.origin == "ocr" and page.confidence < POOR) for page in pages):
        return "有未能识别或者识别质量低的页"
    if place is None:
        return "落款位置未能识别"
    page, around = place
    if any(min(box.x1 - box.x0, box.bottom - box.top) >= _TRACE and box.meets(around) for box in page.pictures):
        return "落款处有图像，可能是黑白印章"
    return "附卷的可能是存根联，请核对送达联" if STUB.search(case.squeezed(decision).text) else ""


def _sealed_elsewhere(case: CaseFile, decision: Writ, page: Page) -> Iterator[tuple[Writ, Page, Seal]]:
    """Seals on other writs that the same agency signed, on pages that came in the same way: such seals would be seen here as well."""
    issuer, recognised = "".join(decision.get("issuer").text.split()), case.recognised(decision)  # the seal hides a character of the name
    for writ in case.dossier.writs:
        signed = "".join(writ.get("issuer").text.split())
        if writ.type == decision.type or (signed and not _as_signed(signed, issuer, recognised)):
            continue
        for other in case.dossier.pages_of(writ):
            if other.origin == page.origin and (signed or recognised):
                yield from ((writ, other, seal) for seal in other.seals if signed or _over_the_name(other, seal, issuer))


def _as_signed(signed: str, issuer: str, recognised: bool) -> bool:
    return SequenceMatcher(None, signed, issuer).ratio() >= (_ALIKE if recognised else 1)


def _over_the_name(page: Page, seal: Seal, issuer: str) -> bool:
    """Whether a seal that is not another body's lies on a line that is the agency's name: the day below it need not have been read."""
    lines = (squeezed_text(page.text[line.start : line.end]) for line in page.lines if line.box.meets(seal.box))
    return _likeness(seal, issuer) >= _ALIKE and any(_as_signed(line, issuer, True) for line in lines)
