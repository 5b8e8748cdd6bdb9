"""What the party brought forward (陈述、申辩): the statements with something in them."""

from __future__ import annotations

import re

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile

_RAISED = re.compile(r"请求|希望|要求|认为|申辩|陈述(?:意见|如下|理由)|从轻|减轻|免予|不服|有异议|提出")
_WAIVED = re.compile(r"(?:放弃|不提出|不进行|不要求|无|没有|不需要|不作).{0,6}(?:陈述|申辩|异议|意见)")
_PARTS = (None, "statement", "record")


def statements(case: CaseFile) -> list[Writ]:
    """The statements of the dossier that raise something, in page order; waivers and reviews are none."""
    return [writ for writ in case.writs("statement_doc") if writ.subtype in _PARTS and _substantial(case, writ)]


def _substantial(case: CaseFile, writ: Writ) -> bool:
    text = case.squeezed(writ).text
    return bool(_RAISED.search(text)) and not _WAIVED.search(text)
