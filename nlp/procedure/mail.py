"""What a paper of the post or a courier says became of a mail: that it arrived, on which day, or that it came back."""

from __future__ import annotations

import re
from datetime import date

from nlp.fact import Found
from nlp.facts.dates import find_dates

ARRIVED = re.compile(
    r"签收|妥投|投递成功|已投递|已(?:取件|领取|收到|派送)|(?:本人|他人|单位|家人|前台|收发室)收|代收|收件(?:日期|时间)[：:]?\d{4}"
)
RETURNED = re.compile(
    r"(?<![请如若未可或])(?:被)?退(?:回|件|信)(?!的[，,]|时)|原址查无|查无此人|迁移新址|逾期未领|无人(?:签收|领取|收件)|无法投递(?!的|时)|(?:投递|妥投)(?:不成功|失败)|未妥投"
    r"|拒收(?!事由|原因|理由|情况|记录|人|或|的)"
)
_LABEL = re.compile(r"(?:签收|妥投|投妥|投递|送达|实际收到|领取)(?:日期|时间)[：:]?$")
_EVENT = re.compile(
    r"(?<!未)妥投|投递成功|已投递|已(?:由|被)?(?:[\u4e00-\u9fa5]{0,8})?(?:签收|领取|取件)"
    r"|(?:本人|他人|单位|家人|家属|同事|前台|收发室?|物业|代收点|代收人|收件人)(?:已|代)*(?:签收|收)(?!人|日期|时间|栏|地址|：|:)"
)
_POSTED = re.compile(r"(?:收寄|交寄|寄件|寄出|邮寄|揽收|收件|打印|查询)(?:日期|时间)?[：:]?$")
_BEFORE, _AFTER = 36, 4  # characters between an event and its day
_SAID_AFTER = re.compile(r"[，,；;。]?(?:[（(]|于|在|(?:日期|时间)[：:]?)")


def delivered_on(squeezed: str) -> Found[date] | None:
    """The day on which a mail was handed over, on text without white space; None where none or more than one may be it."""
    if RETURNED.search(squeezed):
        return None
    days = find_dates(squeezed)
    labelled = [day for day in days if _LABEL.search(squeezed[: day.start])]
    found = labelled or [day for event in _EVENT.finditer(squeezed) for day in _beside(squeezed, event, days)]
    return found[0] if len({day.value for day in found}) == 1 else None


def _beside(squeezed: str, event: re.Match[str], days: list[Found[date]]) -> list[Found[date]]:
    """The days next to an event, before or behind it; both where it cannot be told which is its own."""
    behind = [day for day in days if 0 <= day.start - event.end() <= _AFTER]
    if behind and _SAID_AFTER.fullmatch(squeezed[event.end() : behind[0].start]):
        return behind[:1]
    before = [day for day in days if 0 <= event.start() - day.end <= _BEFORE and not _POSTED.search(squeezed[: day.start])]
    return [*before[-1:], *behind[:1]]
