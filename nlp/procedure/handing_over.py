"""What is handed over on the spot (当场交付): the things it names, and whether it came later though nobody was absent or refused."""

from __future__ import annotations

import re

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated

# nobody there to receive, or it was refused; what a form prints about such cases does not count
NOT_RECEIVED = re.compile(
    r"(?<!如)(?<!若)(?<!或)(?<!或者)(?:(?:不|未|拒绝|无法)(?:能)?到场|不在(?:现)?场|拒收|拒绝接收|拒绝?签(?:收|名|字)?|下落不明|无法(?:联系|通知))(?!的|时|或|原因|理由)"
)
_UNITS = (
    r"(?:台|把|件|个|只|瓶|袋|箱|辆|套|张|份|册|本|部|条|公斤|千克|吨|桶|盒|支|双|块|处|间|枚|株|头|匹|艘|根|捆|扎|片|粒|卷|筒|罐|听|剂|幅|具|束"
    r"|顶|座|扇|克|斤|升|毫升|立方米|平方米|亩|米)(?!工作日|月)"
)
_ITEMS = re.compile(rf"(?<![第\d])\d+{_UNITS}|(?<![第式一二三四五六七八九十百])[一二三四五六七八九十百]+{_UNITS}")
_TABLE = re.compile(r"(?:序号|名称|品名|品种|物品|货物|证据)[^。；：:]{0,20}数量")
_LIST_APART = re.compile(
    r"(?:详见|见|附(?:件)?[：:]?|列入)[^。；，]{0,16}(?:清单|登记表|目录)|(?:下列|所附|附后的?)清单|清单(?:附后|见附件)"
)
_RECORDS = (("reg_preserve_doc", None), ("seizure_doc", None), ("scene_record", None), ("service_doc", "receipt"))


def items_named(squeezed: str) -> bool:
    """Whether a text holds a table of things, or names them with their number and refers to no list apart from it."""
    return _TABLE.search(squeezed) is not None or (_ITEMS.search(squeezed) is not None and _LIST_APART.search(squeezed) is None)


def excused(case: CaseFile, measure: Dated, received: Dated) -> bool:
    """Whether a record or receipt from the measure until the writ was received notes that the party was not there or refused."""
    writs = [writ for type, subtype in _RECORDS for writ in case.writs(type, subtype)]
    about = [writ for writ in writs if not isinstance(day := case.date(writ), Dated) or measure.value <= day.value <= received.value]
    return bool(case.mentions(about, NOT_RECEIVED, drop_citations=False))


def handed_over_late(case: CaseFile, writ: Writ, measure: Dated) -> Dated | None:
    """The day of service where it is after the day of the measure and nothing excuses it."""
    day = case.served(writ).day
    if not isinstance(day, Dated) or day.value <= measure.value or excused(case, measure, day):
        return None
    return day
