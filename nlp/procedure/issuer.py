"""Who issued the decision (落款), internal bodies included, and what kind of body its name denotes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.facts.dates import find_dates
from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.quoting import quoted

# sections, ad-hoc bodies and teams of a township never punish in their own name; outposts only where a law says so
_INTERNAL = re.compile(
    r"(?:科|股|专班|领导小组|工作组|指挥部)$|(?:镇|乡|街道(?:办事处)?)(?:综合)?(?:行政)?执法(?:大队|中队|队|办公室|中心)$"
)
_OUTPOST = re.compile(r"(?:中队|监管所|市场监督管理所|市场所|司法所|派出所|税务所|工作站)$")
_TEAM = re.compile(r"(?:大队|支队|总队|执法队|监察队|监督所|管理所|执法所|中心|检查站|办公室)$")
_BODY = re.compile(r"[\u4e00-\u9fa5]{4,40}(?:局|委员会|厅|政府|街道办事处|科|股|专班|领导小组|工作组|指挥部|队|所|中心|站|办公室)")
_SEAL = re.compile(r"[（(](?:印章|公章|盖章|章)[)）]")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body under the decision. ``kind``: an agency, or an internal body, an outpost, a team."""

    name: str
    evidence: Evidence

    @property
    def kind(self) -> str:
        """``internal``, ``outpost``, ``team`` or ``agency``."""
        for kind, pattern in (("internal", _INTERNAL), ("outpost", _OUTPOST), ("team", _TEAM)):
            if pattern.search(self.name):
                return kind
        return "agency"


@asked_once
def issuer(case: CaseFile) -> Issuer | None:
    """The body that signed the decision: its field, else the line above its last day."""
    decision = case.decision
    if decision is None:
        return None
    field = decision.get("issuer")
    if field.state == "value" and _BODY.fullmatch(name := "".join(field.text.split())):
        return Issuer(name, case.evidence(f"落款 {name}", field=field, writ=decision))
    lines = ["".join(line.split()) for line in case.text(decision).text.split("\n") if line.strip()]
    for above, line in zip(reversed(lines[:-1]), reversed(lines[1:]), strict=True):
        days = find_dates(line)
        if len(days) == 1 and len(days[0].text) >= len(line) - 1:
            name = _SEAL.sub("", above)
            at = case.squeezed(decision).text.rfind(name)
            if _BODY.fullmatch(name) and at >= 0:
                return Issuer(name, quoted(case, decision, f"落款 {name}", at, at + len(name)))
    return None
