"""Whether the head of the agency (机关负责人) gave an opinion and signed an approval form."""

from __future__ import annotations

import re

from ingest.dossier import Writ
from nlp.procedure.case import CaseFile
from nlp.procedure.logic import NO, YES, Ternary, undecided

# 负责人 of the agency; the head of the section that handles the case is another
_HEAD = r"(?<!机构)(?<!部门)(?<!办案单位)(?<!承办单位)(?<!科室)(?<!大队)(?<!中队)负责人"
_NAME = r"(?!意见|年|月|日期|签|盖章|单位|机关|备注)[\u4e00-\u9fa5·]{2,6}?"
_SIGN = r"(?:签名|签字|签批|签章|签发)(?:或盖章)?[（(]?[^：:\d]{0,6}[)）]?[：:]"
# 负责人意见：同意。签名：张三 2024年3月1日 · 电子签批：张三 2024-03-01 · 审批意见:同意 张三 2024年3月1日
_SIGNED = re.compile(
    rf"{_HEAD}(?:(?!负责人).){{0,60}}?{_SIGN}{_NAME}(?=\d{{4}}|年|$)"
    rf"|{_HEAD}(?:(?!负责人).){{0,40}}?(?:同意|批准)[^\d：:]{{0,16}}{_NAME}\d{{4}}[-年./]"
)
_UNSIGNED = re.compile(rf"{_HEAD}[^：:]{{0,12}}意见[：:]?[^：:]{{0,30}}(?:签名|签字)[：:](?=年月日|$)")
_AGREED = re.compile(rf"{_HEAD}(?:(?!负责人).){{0,24}}?(?:同意|批准|准予|照办)")


def leader_signed(case: CaseFile, writ: Writ) -> Ternary:
    """Signed by the head: by the field, else by the text around 负责人…签名; electronic sign-off counts as a signature."""
    field = writ.get("leader_sign")
    text = case.squeezed(writ).text
    if field.state == "value" or _SIGNED.search(text):
        return YES
    if field.state == "empty" or _UNSIGNED.search(text):
        return NO if case.readable(writ) else undecided(f"《{writ.title}》（第{writ.first_page}页）未能完整识别")
    return undecided(f"《{writ.title}》（第{writ.first_page}页）的负责人签名未能识别")


def leader_opinion(case: CaseFile, writ: Writ) -> Ternary:
    """Whether the head wrote an opinion."""
    field = writ.get("leader_opinion")
    if field.state == "value" or _AGREED.search(case.squeezed(writ).text):
        return YES
    if field.state == "empty":
        return NO if case.readable(writ) else undecided(f"《{writ.title}》（第{writ.first_page}页）未能完整识别")
    return undecided(f"《{writ.title}》（第{writ.first_page}页）的负责人意见未能识别")
