"""People named before the cause of the case, where the name of a case begins with the party's (张三运输未取得许可的砂石案)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Writ
from nlp.facts.parties import is_person_name
from nlp.procedure.case import CaseFile
from nlp.procedure.case_fields import cause_of
from nlp.procedure.finding import Evidence
from nlp.procedure.quoting import quoted

# writs of the agency that call the case by its name
_CALLING = (
    *("dossier_binding", "filing_approval", "investigation_report", "legal_review", "collective_discussion", "decision_approval"),
    *("hearing_doc", "closing_doc"),
)
_LEADS = (
    r"(?:案件名称|案名|送审|报送|提交|呈报|呈送|移送|移交|承办|办理|审核|审理|讨论|研究|汇报|关于|当事人)(?:了|的|对|[：:])*(?:当事人)?"
)
_ANOTHER_CASE = re.compile(r"[^。；]{0,12}(?:另案|另行|并案|关联|已结|类似|参照)")
_BEGINS = 2  # characters of the cause that must follow a name


def others_before_the_cause(case: CaseFile, known: set[str]) -> Iterator[tuple[Writ, str, Evidence]]:
    """Names of people before the cause that are none of ``known``, each once, with the writ and place.

    Whoever is named elsewhere (witnesses, the injured, those of other cases) does not stand there.
    """
    cause = cause_of(case)
    if cause is None:
        return
    called = re.compile(rf"{_LEADS}(?P<name>[\u4e00-\u9fa5]{{2,4}}?)(?:涉嫌)?{re.escape(cause[:_BEGINS])}[^。；，]{{0,60}}?案(?!情)")
    told: set[str] = set()
    for writ in case.dossier.writs:
        for match in called.finditer(case.squeezed(writ).text) if writ.type in _CALLING else ():
            name = match["name"]
            if "某" in name or _ANOTHER_CASE.match(match.string, match.end()):
                continue
            if name in told or not is_person_name(name) or any(name in one or one in name for one in known):
                continue
            told.add(name)
            yield writ, name, quoted(case, writ, f"案件名称中的 {name}", *match.span("name"))
