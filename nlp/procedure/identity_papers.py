"""Papers that prove who the party is (主体资格证明) where they stand among the other evidence."""

from __future__ import annotations

import re

from nlp.procedure.case import CaseFile

_PROOF = re.compile(r"营业执照|身份证|户籍|常住人口|人口信息|身份信息|主体资格|登记证书?|法人证书|执业许可证|信用信息公示|护照|通行证")


def among_the_evidence(case: CaseFile) -> bool:
    """Whether a list of evidence or a printed page of a register gives the party's papers."""
    return bool(case.mentions("evidence_material", _PROOF, drop_citations=False))
