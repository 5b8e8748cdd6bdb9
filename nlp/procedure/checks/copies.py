"""Copies, photographs and electronic data: what must be noted on them.

市场监督管理行政处罚程序规定第二十四条至第二十六条; 行政诉讼证据规定第十条、第十二条.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dossier import Writ
from nlp.facts.dates import find_dates
from nlp.facts.parties import is_person_name
from nlp.procedure.act_day import act_day
from nlp.procedure.case import CaseFile
from nlp.procedure.officials import handlers
from nlp.procedure.outcome import Outcome, breach, met, not_applicable
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.signed_text import unsigned

_COPY = re.compile(r"复印|复制|影印|抄录|抄件|扫描件")
_MARK = re.compile(r"[（(【]?(?:复印|扫描|影印)件[）)】]?")
# a sheet for proof whose own labels say that a copy lies on it
_SHEET = re.compile(r"证据.{0,6}(?:提取|复制|登记|粘贴)|(?:书证|物证).{0,4}提取|提取.{0,4}单")
_COPIED = re.compile(r"(?:提取|取证|收集|制作)(?:方法|方式)[：:]?(?:复印|影印)|证据名称[：:]?[^：:。；]{1,24}?(?:复印|影印)件")
_PICTURE = re.compile(r"照片|相片|图片|截图|截屏|录像|视频|影像|录音")
_DATA = re.compile(r"打印件|电子数据|电子证据|网页|截图|截屏|录像|视频|录音|光盘")
_SAME = re.compile(r"一致|核对无误|核对无异|核对属实|复印属实|复制属实|相符|相同|无异|同原件|已核(?:对)?原件|原件已核")
# 与原件一致。王五 2024年3月6日: the signature stands right behind the words
_SIGNED_BEHIND = re.compile(rf"(?:{_SAME.pattern})[，。；：]?(?P<name>[\u4e00-\u9fa5·]{{2,16}})[，。；]?\d{{4}}[年.\-/]")
# what somebody signs for on a copy: 由我单位提供。王五 2024年3月6日
_VOUCHED = re.compile(rf"{_SAME.pattern}|提供|出具|确认|存档|属实|无误|复[印制]")
_DAY_BEHIND = re.compile(r"[，。；\s]*(?:\d{4}[年.\-/]\s*\d{1,2}[月.\-/]\s*\d{1,2}日?)?[，。；\s]*$")
_MADE = re.compile(r"(?P<name>[\u4e00-\u9fa5·]+?)(?:所)?(?:拍摄|摄影|摄制|摄像|摄|拍|录制|录|制作|提取|截屏|截图|打印|下载)[，。；]?$")
_SOURCE = re.compile(r"来源|出处|提供|存于|出证人|(?:提取|取证|收集)地点|原件(?:由|在|存)|保存|保管|调取|调阅|网址|取自|摘自|http|www")
_MISREAD = 4  # characters of a name on a scan, whose surname may have been taken for a word
_PROVIDER = r"提供人|出证人|当事人|持有人|保管人|被调查|提供单位"
_MAKER = re.compile(
    r"(?:拍摄|拍照|摄影|摄像|制作|提取|采集|录制|打印|取证|调取|固定|截图|截屏|下载|导出|监控调取)(?:人员?|者)|(?:拍摄|摄影|拍照|摄像|制作|提取|截图)[：:]|执法人员|办案人员|检查人员?|勘验人员?|记录人"
)
_METHOD = re.compile(r"方法|方式|拷贝|复制|刻录|打印|拍照|拍摄|截取|截图|截屏|下载|导出|录制|使用|存证|公证|书式固定")
_WEB = re.compile(r"网址|https?|www\.|公示系统")
# a label with nothing behind it but the next one
_BLANK = re.compile(
    r"(?P<label>拍摄人|拍摄时间|制作人|制作时间|提取人|提取时间|证据来源|出证日期|制作方法|提取方法)[：:]?"
    r"(?=拍摄|制作|提取|证据|证明|说明|提供人|当事人|执法人员|备注|附[：:]|本[件复]|此[件复]|以上|第\d+页|共\d+页|年月日|$)"
)
# labels side by side above what is filled in
_ABOVE = re.compile(r"[：:]?(?:拍摄|制作|提取|录制)(?:人员?|者)[：:]?\d{4}")
# labels without colons side by side: what is filled in stands below, and which belongs to which may not have been read
_HEADS = re.compile(r"(?:[\u4e00-\u9fa5]{0,6}(?:拍摄|制作|提取|出证|证据)(?:人|时间|地点|来源|日期|方法)[\u4e00-\u9fa5]{0,6}){2,}")
# the field of each label by its end, and what it is called in a finding
_FIELDS = {"人": ("maker", "制作人（拍摄人）"), "来源": ("source", "出处"), "方法": ("method", "制作方法")}
_TIME = ("date", "时间")
_FOR_COPIES = ("SAMR_PROC:第二十四条", "EVID2002:第十条")
_FOR_DATA = ("SAMR_PROC:第二十四条", "SAMR_PROC:第二十六条", "EVID2002:第十二条")


@check("invest.copy_or_edata_uncertified")
def copy_or_edata_uncertified(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Every copy says that it agrees with the original, when and whence it came, and is signed; pictures and data say who made them."""
    materials = [*case.writs("evidence_material"), *case.writs("party_identity", "license"), *case.writs("party_identity", "id_card")]
    judged = [(writ, lacking) for writ in materials if case.readable(writ) and (lacking := _lacking(case, writ)) is not None]
    if not judged:
        return not_applicable("卷内没有复制件、照片、电子数据等证据材料")
    wrong = [(writ, lacking) for writ, lacking in judged if lacking]
    if not wrong:
        return met("复制件、照片、电子数据注明了一致性、来源、时间和制作、提供人")
    said = "；".join(f"《{writ.title}》（第{writ.first_page}页）未注明{'、'.join(lacking)}" for writ, lacking in wrong)
    return breach(
        f"疑似证据材料注明不全：{said}",
        on=act_day(case, wrong[0][0]),
        evidence=tuple(case.evidence(f"《{writ.title}》", writ=writ) for writ, _ in wrong),
        law=tuple(dict.fromkeys(key for writ, _ in wrong for key in (_FOR_COPIES if _COPY.search(_form(case, writ)) else _FOR_DATA))),
    )


def _form(case: CaseFile, writ: Writ) -> str:
    """What kind of paper it is: by its field, its title, a mark on a line of its own (（复印件）), or a sheet that says it was copied."""
    marked = any(_MARK.fullmatch("".join(line.split())) for line in case.text(writ).text.split("\n"))
    sheet = _SHEET.search(writ.title) and not case.recognised(writ) and _COPIED.search(case.squeezed(writ).text)
    return writ.get("form").text + writ.title + ("复印件" if marked or sheet else "")


def _lacking(case: CaseFile, writ: Writ) -> list[str] | None:
    """What a copy, picture or piece of data does not say; None where the paper is none of these, or cannot be judged."""
    text = case.squeezed(writ).text
    form = _form(case, writ)
    pages = case.dossier.pages_of(writ)
    inked = any(page.ink for page in pages)
    typed = all(page.origin == "text" for page in pages)
    blanks = list(_blanks(case, writ, text))
    if _COPY.search(form):
        return None if inked else [*blanks, *_copy(case, writ, text)]
    if writ.type == "party_identity" or not (_PICTURE.search(form) or _DATA.search(form)):
        return None
    if not typed:
        return blanks
    if _DATA.search(form) and _WEB.search(text) and re.search("打印", text):
        return []
    found = dict.fromkeys(blanks)
    if not find_dates(text):
        found["时间"] = None
    if not _MAKER.search(text) and not _maker_named(case, writ):
        found["制作人（拍摄人）"] = None
    if _DATA.search(form) and not _METHOD.search(text):
        found["制作方法"] = None
    return list(found)


def _copy(case: CaseFile, writ: Writ, text: str) -> Iterator[str]:
    if not _SAME.search(text):
        yield "与原件一致"
    if not _SIGNED_BEHIND.search(text) and not _vouched(case, writ) and (unsigned(case, writ, _PROVIDER) or not re.search(_PROVIDER, text)):
        yield "提供人签名"
    if not find_dates(text) and not _BLANK.search(text):
        yield "时间"
    if not _SOURCE.search(text) and not _signed_by_provider(case, writ, text):
        yield "出处"


def _signed_by_provider(case: CaseFile, writ: Writ, text: str) -> bool:
    """Whether somebody who is no officer of the case signed with a day that the copy agrees with what he holds: it came from him."""
    match = _SIGNED_BEHIND.search(text)
    if match is None or any(one.name == match["name"] for one in handlers(case)):
        return False
    return is_person_name(match["name"]) or (case.recognised(writ) and len(match["name"]) <= _MISREAD)


def _vouched(case: CaseFile, writ: Writ) -> bool:
    """Whether a name ends a line, with or without its day, in which or above which somebody vouches for the copy."""
    lines = [line.strip() for line in case.text(writ).text.split("\n") if line.strip()]
    for above, line in zip(["", *lines], lines, strict=False):
        words = re.split(r"[\s，。；：:]+", _DAY_BEHIND.sub("", line))
        if is_person_name(words[-1]) and _VOUCHED.search(above + line):
            return True
    return False


def _maker_named(case: CaseFile, writ: Writ) -> bool:
    """Whether a name stands with what its bearer did (王五摄), or alone or with a day on a line of its own."""
    for line in case.text(writ).text.split("\n"):
        words = re.split(r"[\s，。；：:（）()]+", line.strip())
        if any(is_person_name(made["name"][-size:]) for word in words if (made := _MADE.search(word)) for size in (2, 3)):
            return True
        if is_person_name(_DAY_BEHIND.sub("", line.strip())):
            return True
    return False


def _blanks(case: CaseFile, writ: Writ, text: str) -> Iterator[str]:
    """Places of the form with nothing in them, as the fields and the text both show."""
    heads = "".join(line for line in case.text(writ).text.split("\n") if _HEADS.fullmatch("".join(line.split())))
    found = (match["label"] for match in _BLANK.finditer(text) if not _ABOVE.match(text, match.end("label")))
    for label in dict.fromkeys(label for label in found if label not in heads):
        name, called = next((field for end, field in _FIELDS.items() if label.endswith(end)), _TIME)
        if any(field.state == "empty" for field in writ.all(name)):
            yield called
