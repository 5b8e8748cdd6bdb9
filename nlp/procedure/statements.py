"""What the party brought forward (陈述、申辩): the statements with something in them."""

from __future__ import annotations

import re

from ingest.dossier import Writ
from nlp.procedure.boxes import without_unticked
from nlp.procedure.case import CaseFile

_RAISED = re.compile(r"请求|希望|要求|认为|申辩|陈述(?:意见|如下|理由)|从轻|减轻|免予|不服|有异议|提出")
# the right itself is given up; who gives up the hearing only (听证我不要求) has still made a statement
_WAIVED = re.compile(
    r"(?:(?<!是否)(?<!不)放弃|不提出|不进行|不要求|不申请|(?<!有)没有|(?<![有没])无|不需要|不作)[^，。；：:？?]{0,6}?"
    r"(?:陈述|申辩)(?![、和]?(?:陈述|申辩)?(?:人|书|笔录|日期|时间))"
    r"|(?<!是否)不(?:陈述|申辩)|(?:不提出|不要求|(?<!有)没有|(?<![有没])无|不作)[^，。；：:？?]{0,6}?(?:异议|意见)"
    # 问：有无陈述申辩意见？答：没有。
    r"|(?:陈述|申辩|异议|意见)[^。？?：:]{0,16}[？?](?:答[：:])?(?:我们?|本(?:人|公司|单位|店))?(?:都|表示)?(?:没有|没|无|不需要|不提|不要求|放弃)"
)
# 对认定的事实没有异议，但请求从轻: who admits the facts may still plead
_ADMITTED = re.compile(r"对[^，。；：:]{0,14}(?:事实|行为)[^，。；：:罚]{0,4}(?:没有|无)(?:任何)?(?:异议|意见)")
_PLEADED = re.compile(
    r"(?:请求|恳请|希望|要求|申请)[^。；：:]{0,24}(?:从轻|减轻|从宽|免[予除]|降低|减少|不予处罚|不停|撤销|重新|酌情|考虑)"
    r"|(?:处罚|罚款)[^。；，：:]{0,8}[太过偏][重高多]|不服|不(?:同意|认可)[^。；，]{0,8}处罚|与事实不符|(?<![没否无])有异议"
)
_PARTS = (None, "statement", "record")


def statements(case: CaseFile) -> list[Writ]:
    """The statements of the dossier that raise something, in page order; waivers and reviews are none."""
    return [writ for writ in case.writs("statement_doc") if writ.subtype in _PARTS and _substantial(case, writ)]


def pleaded_at_hearing(case: CaseFile) -> list[Writ]:
    """The records of hearings in which something is asked for or objected to."""
    return [writ for writ in case.writs("hearing_doc", "record") if _PLEADED.search(case.squeezed(writ).text)]


def _substantial(case: CaseFile, writ: Writ) -> bool:
    text = without_unticked(case.squeezed(writ).text)
    text = _ADMITTED.sub("", text) if _PLEADED.search(text) else text
    return bool(_RAISED.search(text)) and not _WAIVED.search(text)
