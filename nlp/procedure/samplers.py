"""Who took samples (抽样): the officers of the case, or the institute that tests them (承检机构)."""

from __future__ import annotations

import re

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.officers import numbered_officers

TELLING = ("scene_record", "inquiry_record", "investigation_report", "penalty_decision", "prior_notice", "filing_approval")
_INSTITUTE = (
    r"委托(?!代理|书|人)[^。；，：:（(]{0,40}(?:抽样|采样|抽检)"
    r"|(?:检验|检测)[^。；，]{0,8}(?:公司|机构|研究院|中心|所|院)[^。；，]{0,16}(?:抽样|采样|抽取)"
    r"|(?<!被)(?:抽样|采样)(?:单位|机构)(?:名称)?[：:]?[^。；：:]{0,20}(?:检验|检测|研究院|监测站)"
)
_BY_INSTITUTE = re.compile(_INSTITUTE)
# words of programmes in which institutes mostly take the samples
_BY_OTHERS = re.compile(rf"承检机构|抽样机构|监督抽检|监督抽查|抽检计划|{_INSTITUTE}")


def by_institute(case: CaseFile, writ: Writ) -> bool:
    """Whether a record of samples was made by the people of an institute, who are no officers."""
    text = case.squeezed(writ).text
    return _BY_INSTITUTE.search(text) is not None or (may_be_by_others(text) and not _by_officers(case, writ))


def may_be_by_others(text: str) -> bool:
    """Whether a text (without white space) speaks of institutes or of programmes in which they mostly take the samples."""
    return _BY_OTHERS.search(text) is not None


def _by_officers(case: CaseFile, writ: Writ) -> bool:
    """Whether officers of this case, by the numbers of their certificates, took the samples themselves."""
    own = {one.number for type in TELLING for other in case.writs(type) for one in numbered_officers(case, other)}
    return any(one.number in own for one in numbered_officers(case, writ))
