"""The checks by rule id, collected from the modules of ``nlp.procedure.checks``.

A check is a plain function ``(case, rule) -> Outcome | list[Outcome]`` under ``@check("rule.id")``. A new module in the folder is
found by itself; nothing registers anything on import.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import nlp.procedure.checks
from ingest.errors import KnowledgeError
from nlp.procedure.case import CaseFile
from nlp.procedure.outcome import Outcome
from nlp.procedure.rules import Rule

Judge = Callable[[CaseFile, Rule], Outcome | Sequence[Outcome]]


@dataclass(frozen=True, slots=True)
class Check:
    """A judging function and the rule it decides."""

    rule: str
    judge: Judge

    def __call__(self, case: CaseFile, rule: Rule) -> tuple[Outcome, ...]:
        """Every judgement of this check on one case."""
        outcomes = self.judge(case, rule)
        return (outcomes,) if isinstance(outcomes, Outcome) else tuple(outcomes)


def check(rule: str) -> Callable[[Judge], Check]:
    """Mark a function as the check of ``rule``."""
    return lambda judge: Check(rule, judge)


@cache
def checks() -> Mapping[str, Check]:
    """All checks by rule id. Raises KnowledgeError where two functions claim one rule."""
    found: dict[str, Check] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(nlp.procedure.checks.__path__)):
        members = vars(importlib.import_module(f"nlp.procedure.checks.{module}")).values()
        for member in members:
            if isinstance(member, Check):
                if member.rule in found:
                    raise KnowledgeError(f"检查项 {member.rule} 有两个检查函数，请只保留一个")
                found[member.rule] = member
    return found
