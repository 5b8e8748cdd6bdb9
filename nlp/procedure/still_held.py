"""Which of several seized things no paper that ends the seizure speaks of (行政强制法第二十八条)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.disposal import BACK
from nlp.procedure.penalties import GOODS_UNIT, imposed
from nlp.procedure.seized_items import SeizedItem, seized_items

_NO_THING = re.compile(r"空白|合计|小计|总计|共计|^(?:无|略|备注)$")
_GIVEN_BACK_LIST = re.compile(r"解除|退还|返还|领取|领回|处理|没收|销毁")
_THINGS = r"(?:财物|物品|产品|商品|货物|工具|设备|器具|食品|药品|原料|器材|车辆|设施)"
# words that take in whatever was seized: 没收上述物品, 没收违法财物（详见清单）, 面霜等
_ALL = re.compile(
    rf"(?:上述|涉案|(?:查封|扣押)的?|全部|所有|违法|非法|该批|以上)[^，。；\d]{{0,12}}?{_THINGS}|清单|等(?!级)|(?:查封|扣押)的?全部|一并|(?:全部|所有)(?:查封|扣押)"
)
_PARTED = re.compile(r"[、，,；;和及与]|没收(?:其|涉案|扣押的)?")
_OTHER_PENALTY = re.compile(r"罚款|警告|违法所得|吊销|责令|[；;。]")
_COUNTED = re.compile(rf"[\u4e00-\u9fa5]{{2,}}(?<!的)[（(]?(?:共|各|计)?[\d一二两三四五六七八九十百]+(?:\.\d+)?(?:{GOODS_UNIT})")
_ENDS = (("seizure_doc", "release"), ("transfer_doc", None))
_TELL = (("closing_doc", "property_disposal"), ("appraisal_doc", None))  # what was done to the things these name
_ENDING = re.compile(r"解除|处理|先行处置|退还|返还|领取|领回")


def still_held(case: CaseFile, seizure: Writ) -> list[SeizedItem]:
    """The things on the lists of the only seizure that no end of it covers; nothing where an end may take in all of them."""
    things = [item for writ in _lists(case, seizure) for item in seized_items(case, writ) if not _NO_THING.search(item.name)]
    if len(things) < 2:
        return []
    taken = list(_operative(case))
    ends = [*_texts(case, _ENDS), *(case.squeezed(writ).text for writ in case.writs("seizure_doc") if _ends_by_title(writ))]
    if any(map(_ALL.search, taken)) or not all(any(item.told_in(text) for item in things) for text in ends):
        return []
    told = [*taken, *ends, *_texts(case, _TELL)]
    left = [item for item in things if not any(item.told_in(text) for text in told)]
    return [] if len(left) == len(things) else [item for item in left if not _told_back(case, item)]


def under_another_name(case: CaseFile, seizure: Writ) -> list[str]:
    """What a decision confiscates, with its number, that shares no word with a thing listed: maybe one of them by another name."""
    things = [item for writ in _lists(case, seizure) for item in seized_items(case, writ)]
    named = [one for text in _operative(case) for one in _PARTED.split(_OTHER_PENALTY.split(text)[0])]
    return [one for one in named if _COUNTED.search(one) and not any(item.told_in(one) for item in things)]


def _texts(case: CaseFile, kinds: Iterable[tuple[str, str | None]]) -> list[str]:
    return [case.squeezed(writ).text for type, subtype in kinds for writ in case.writs(type, subtype)]


def _ends_by_title(writ: Writ) -> bool:
    return writ.subtype != "release" and _ENDING.search(writ.title) is not None


def _lists(case: CaseFile, seizure: Writ) -> list[Writ]:
    return [writ for writ in case.writs("seizure_doc", "list") if not _GIVEN_BACK_LIST.search(writ.title)] or [seizure]


def _operative(case: CaseFile) -> Iterator[str]:
    """What decisions say they confiscate, from the first thing on."""
    for writ in case.writs("penalty_decision"):
        done = imposed(writ, case.squeezed(writ))
        goods = done.first("没收非法财物") if done else None
        yield done.passage.text[goods.start : done.end] if done and goods else ""


def _told_back(case: CaseFile, item: SeizedItem) -> bool:
    """Whether a sentence anywhere says that this thing, or one that shares two characters with its name, was handed back or on."""
    for writ in case.dossier.writs:
        if writ.type == "dossier_binding":
            continue
        text = case.squeezed(writ).text
        if any(item.told_in(one) for one in re.split(r"[。；]", text) if re.search(BACK, one)):
            return True
    return False
