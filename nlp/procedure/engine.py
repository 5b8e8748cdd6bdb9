"""The engine: runs every check on a case and turns its outcomes into findings.

It applies what all rules share: the law in force on the day of the act (版本门槛), three-valued results, severity of the branch, one
defect reported once (一事一报). A check that crashes yields ``unknown`` and never stops the others.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.writs.catalogue import kinds
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import zh
from nlp.procedure.day_witness import doubt_of
from nlp.procedure.finding import Evidence, Finding
from nlp.procedure.letter_days import stands_in
from nlp.procedure.outcome import Outcome
from nlp.procedure.registry import Check, checks
from nlp.procedure.rules import Basis, Rule, rules

LOG = logging.getLogger(__name__)
# writs that only one of the procedures has
_SUMMARY_ONLY = frozenset({"summary_decision"})
_ORDINARY_ONLY = frozenset(
    {"filing_approval", "prior_notice", "penalty_decision", "legal_review", "hearing_doc", "statement_doc", "inquiry_record", "service_doc"}
)
_SURE_BY_ANOTHER = 0.8  # of a finding that rests on the day of a writ whose own date was not read
_WEIGHT = {"fatal": 3, "major": 2, "minor": 1, "info": 0}


def run_checks(case: CaseFile, known: Mapping[str, Rule] | None = None, found: Mapping[str, Check] | None = None) -> tuple[Finding, ...]:
    """Every rule that has a check (all of the project's where none are given), on one case.

    Findings in the order of the rules; all four verdicts.
    """
    known, found = known or rules(), found or checks()
    judged = [(rule, outcome) for key, rule in known.items() if key in found for outcome in _judge(found[key], case, rule)]
    return tuple(_finding(rule, outcome, case) for rule, outcome in _once(judged))


def _judge(check: Check, case: CaseFile, rule: Rule) -> list[Outcome]:
    """The outcomes of one rule after the version gate: the breaches, else what is open, else met, else not applicable."""
    try:
        outcomes = [_gated(_open_where_unread(outcome, rule, case), rule, case) for outcome in check(case, rule)]
    except Exception as error:
        LOG.exception("check %s failed on dossier %s", rule.id, case.dossier.name)
        return [Outcome("unknown", reason=f"检查程序出错（{type(error).__name__}：{error}），请报告给开发人员，并人工核查本项")]
    for verdict in ("breach", "unknown", "met"):
        chosen = [outcome for outcome in outcomes if outcome.verdict == verdict]
        if verdict == "breach" and chosen:
            return chosen
        if chosen:
            return [_merged(chosen)]
    return outcomes[:1] or [Outcome("not_applicable", "本案不涉及")]


def _open_where_unread(outcome: Outcome, rule: Rule, case: CaseFile) -> Outcome:
    """A rule that does not apply for want of a writ is open where that writ may stand on pages nobody read."""
    if outcome.verdict != "not_applicable" or not case.gaps:
        return outcome
    other = {"ordinary": _SUMMARY_ONLY, "summary": _ORDINARY_ONLY}.get(case.procedure, frozenset())
    lacking = [type for type in rule.needs if type not in other and case.has(type).unknown]
    if not lacking:
        return outcome
    names = "、".join(kinds()[type].name_zh for type in lacking)
    return Outcome("unknown", f"未见{names}", reason=f"未见{names}，但{'；'.join(case.gaps)}")


def _gated(outcome: Outcome, rule: Rule, case: CaseFile) -> Outcome:
    """A breach stands only on pages that were read well, and on a verified basis that governs the day of the act.

    Rules without a verified basis give clues to be verified.
    """
    if outcome.verdict != "breach":
        return outcome
    if poor := [one.page for one in outcome.evidence if one.page in case.poor_pages]:
        return replace(
            outcome,
            verdict="unknown",
            reason=f"{outcome.message}；第{'、'.join(map(str, sorted(set(poor))))}页识别质量低或者文字有缺损，请看原页核对",
        )
    if doubts := tuple(doubt for one in outcome.evidence if (doubt := doubt_of(case, one))):
        others = tuple(doubt.other.evidence for doubt in doubts if doubt.other.evidence not in outcome.evidence)
        said = "；".join(dict.fromkeys(doubt.text for doubt in doubts))
        return replace(outcome, verdict="unknown", reason=f"{outcome.message}；{said}", evidence=(*outcome.evidence, *others))
    if _bases(outcome, rule, case):
        return outcome
    if not any(basis.verified for basis in rule.legal_basis):
        return replace(outcome, verdict="unknown", reason=f"线索，待核：{outcome.message}（所列依据未经核对全文）")
    when = zh(outcome.on) if outcome.on else "行为之日"
    return Outcome("not_applicable", f"{when}的行为不适用所列依据的现行条文，按当时的法律没有该项要求或者尚未核到条文")


def _merged(outcomes: Sequence[Outcome]) -> Outcome:
    """Several open (or met) judgements of one rule as one."""
    first = outcomes[0]
    if len(outcomes) == 1 and len(first.evidence) < 2 and first.reason != "":
        return first
    reasons = tuple(dict.fromkeys(outcome.reason for outcome in outcomes if outcome.reason))
    evidence = tuple(one for outcome in outcomes for one in outcome.evidence)
    if len({(one.label, one.page) for one in evidence}) < len(evidence):  # some may be the same
        evidence = tuple(dict.fromkeys(evidence))
    messages = "；".join(dict.fromkeys(outcome.message for outcome in outcomes if outcome.message))
    return replace(first, message=messages, evidence=evidence, reason="；".join(reasons) or None)


def _once(judged: Sequence[tuple[Rule, Outcome]]) -> list[tuple[Rule, Outcome]]:
    """One defect, one finding: the rule that another one defers to, else the heavier one, keeps it; the rest point to it."""
    groups: dict[str, list[tuple[Rule, Outcome]]] = defaultdict(list)
    for rule, outcome in judged:
        if outcome.verdict == "breach" and outcome.defect:
            groups[outcome.defect].append((rule, outcome))
    winners = {defect: _winner(group) for defect, group in groups.items()}
    result = []
    for rule, outcome in judged:
        winner = winners.get(outcome.defect or "") if outcome.verdict == "breach" else None
        if winner and winner.id != rule.id:
            outcome = Outcome("not_applicable", f"同一缺陷已由“{winner.name_zh}”报告", evidence=outcome.evidence)
        result.append((rule, outcome))
    return result


def _winner(group: Sequence[tuple[Rule, Outcome]]) -> Rule:
    present = {rule.id for rule, _ in group}
    free = [(rule, outcome) for rule, outcome in group if not present & set(rule.reported_by)] or list(group)
    return max(free, key=lambda pair: _WEIGHT[pair[1].severity or pair[0].severity])[0]


def _bases(outcome: Outcome, rule: Rule, case: CaseFile) -> tuple[Basis, ...]:
    return rule.bases(outcome.on, outcome.law, department=case.department, region=case.region)


def _finding(rule: Rule, outcome: Outcome, case: CaseFile) -> Finding:
    law = _bases(outcome, rule, case) if outcome.verdict != "not_applicable" else ()
    reason, message = outcome.reason, outcome.message
    if outcome.verdict in ("met", "not_applicable") and not outcome.evidence and case.unread_pages and case.gaps[0] not in message:
        message = f"{message}；但{case.gaps[0]}"  # nothing was seen there, for or against
    if outcome.verdict == "unknown":
        said = (reason or outcome.message).rstrip("。；")
        unread = [gap for gap in case.gaps if gap not in said] if case.unread_pages and "未配置" not in said else []
        reason = f"{'；'.join([said, *unread])}。{rule.look_at}"
    by_another = any(map(stands_in, outcome.evidence))
    return Finding(
        rule=rule.id,
        verdict=outcome.verdict,
        severity=outcome.severity or rule.severity,
        message=message,
        evidence=(*outcome.evidence, *_unlisted(case)) if outcome.absent else outcome.evidence,
        law=tuple(basis.as_finding for basis in law),
        confidence=min(outcome.confidence, _SURE_BY_ANOTHER) if by_another else outcome.confidence,
        absent=outcome.absent,
        reason=reason,
    )


def _unlisted(case: CaseFile) -> tuple[Evidence, ...]:
    """Where a person sees that the catalogue of the dossier does not list what is absent either."""
    catalogues = case.writs("dossier_binding", "catalog")
    return tuple(case.evidence("卷内目录未列该文书", writ=writ) for writ in catalogues)
