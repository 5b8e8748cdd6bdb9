"""Defects of roles: an officer of the case reviews it, or approves it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from zhijian.demo.case import Case, Planted
from zhijian.demo.defects.catalogue import DEFECTS, defect, ordinary

_BEFORE = len(DEFECTS)


@defect("review.reviewer_conflict_or_unqualified", "review", "reviewer", fits=ordinary)
def reviews_own_case(case: Case, rng: Random) -> Planted:
    """An officer of the case reviews it."""
    name = rng.choice(case.officers).name
    case.staff = replace(case.staff, reviewer=name)
    return _reviewed_by(name, "filing", "立案审批表载明的办案人员")


@defect(
    "review.reviewer_conflict_or_unqualified",
    "review",
    "reviewer",
    "inquiry",
    "second",
    fits=lambda case: ordinary(case) and case.second is not None,
)
def questioned_a_witness(case: Case, rng: Random) -> Planted:
    """Who questioned a witness reviews the case."""
    helper = replace(case.officers[1], name=case.staff.reviewer, cert_no=f"{case.officers[1].cert_no[:6]}{rng.randrange(10**5):05d}")
    case.on_site["second"] = (case.officers[0], helper)
    return _reviewed_by(helper.name, "second", "询问证人的执法人员")


@defect("review.reviewer_conflict_or_unqualified", "review", "reviewer", "scene", fits=ordinary)
def inspected_the_scene(case: Case, rng: Random) -> Planted:
    """Who took part in the inspection reviews the case."""
    helper = replace(case.officers[1], name=case.staff.reviewer, cert_no=f"{case.officers[1].cert_no[:6]}{rng.randrange(10**5):05d}")
    case.on_site["scene"] = (*case.officers, helper)
    return _reviewed_by(helper.name, "scene", "现场检查的执法人员")


def _reviewed_by(name: str, key: str, role: str) -> Planted:
    return Planted("review.reviewer_conflict_or_unqualified", (key, "review"), f"审核人员{name}即{role}，办案人员作为本案审核人员", (name,))


@defect("resp.same_person_multiple_roles", "approval", "leader", fits=ordinary)
def approves_own_case(case: Case, rng: Random) -> Planted:
    """An officer of the case signs the decision's approval as the head."""
    name = rng.choice(case.officers).name
    case.texts["approval.leader"] = name
    return Planted(
        "resp.same_person_multiple_roles", ("approval", "filing"), f"{name}是本案承办人，又在决定审批表上以负责人身份审批", (name,)
    )


@defect("resp.same_person_multiple_roles", "filing", "leader", fits=ordinary)
def files_own_case(case: Case, rng: Random) -> Planted:
    """An officer of the case signs its filing as the head."""
    name = rng.choice(case.officers).name
    case.texts["filing.leader"] = name
    return Planted("resp.same_person_multiple_roles", ("filing",), f"{name}是本案承办人，又在立案审批表上以负责人身份审批", (name,))


ROLE_DEFECTS = tuple(DEFECTS[_BEFORE:])
