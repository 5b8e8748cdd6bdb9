"""Whether the party went to reconsideration or to court (复议、诉讼), by what the papers say beside the printed remedies."""

from __future__ import annotations

import re

from nlp.procedure.case import CaseFile
from nlp.procedure.mention import Mention
from nlp.procedure.quoting import sentence

_BROUGHT = re.compile(
    r"行政复议(?:申请)?受理通知书|行政复议决定书|应诉通知书|行政判决书"
    r"|复议(?:机关|决定)[^。；，]{0,16}(?:受理|维持|驳回|变更|撤销)"
    r"|(?:申请|提起|提出)了?行政(?:复议|诉讼)|向[^。；，]{2,24}法院(?:提起诉讼|起诉)"
)
# the printed remedies: 可以…申请行政复议, 如不服…, 收到复议决定书之日起十五日内
_PRINTED = re.compile(r"可以?|可在|有权|如不服|如对|期间|期限|之日起|逾期|期满|不服本|权利|途径|或者?提起|，?又不履行|不停止")
_TELLING = frozenset({"penalty_decision", "summary_decision", "no_penalty_decision", "prior_notice", "hearing_doc", "dossier_binding"})


def challenge(case: CaseFile) -> Mention | None:
    """Where a paper says that the party asked for reconsideration or sued; what it did not do, or may do, does not count."""
    writs = [writ for writ in case.dossier.writs if writ.type not in _TELLING]
    for mention in case.mentions(writs, _BROUGHT, drop_negation=True):
        text = case.squeezed(mention.writ).text
        begin, end = sentence(text, mention.start, mention.end)
        if not _PRINTED.search(text[begin:end]):
            return mention
    return None
