"""Where a record says that the officers showed their credentials (出示执法证件), on text without white space."""

from __future__ import annotations

import re

from nlp.procedure.boxes import EMPTY, TICKED, chosen
from nlp.sought import sought

# certificates of officers; those of the person met are others
_KIND = r"(?:行政)?(?:执法|检查|监督|监察|稽查|警察|警官|人民警察|警务|执勤|路政|渔政|海事)[^。；，、出示展亮]{0,8}证"
_THEIRS = (
    r"(?:驾驶|行驶|营运|运输|许可|营业|合格|健康|从业|资格|登记|经营|检疫|居民身份|房产|土地|规划|施工|排污|准运|不动产|质量|卫生|生产"
    r"|使用)[^。；，、]{0,8}"
)
_SHOW = r"(?:出示|展示|亮出|呈示)"
_SHOWN = sought(
    rf"{_SHOW}(?:了|过)?[^。；？?]{{0,12}}?{_KIND}"
    rf"|{_KIND}[^。；]{{0,30}}?(?:过目|查看|查验|核验|验看|验证|核对|确认|看清|看过|看到|看完|无异议|没有异议|没有疑问)"
    rf"|{_KIND}件?(?:出示)?(?:的?情况)?[：:]?[（(]?[{TICKED}][)）]?已?(?:当场|主动)?(?:出示|展示)"
    rf"|(?:看清|看过|看到|看了|核对|查看|查验|确认)[^。；]{{0,10}}{_KIND}"
    r"|亮证|(?:表明|亮明|说明|公开)了?[^。；，]{0,8}(?:执法)?身份"
    rf"|(?:这|此|以下)[就]?是(?!你|您|贵)(?!{_THEIRS})[^。；，？?]{{0,8}}证(?![人明据言])"
    rf"|请(?:你|您|予以|先|仔细)*(?:过目|查看|查验|核验|核对|确认|验看|看|验)(?:一下|清楚?)?[^。；，]{{0,10}}?{_KIND}"
    # what the person met answers: 证件看了，看清楚了
    r"|(?:^|[。；，、：:？?●○—]|答|执法|工作|你们的?|两位的?)证件?(?:我们?|已经?|都|均|也)*(?:看|验|核|查)(?:(?:对|验|阅|明)?(?:了|过|清|完|好|毕|无误)|对|验)"
    r"|(?:证件|证号|编号|号码)[^。]{0,50}?请(?:你|您|予以)?(?:过目|查看|查验|核验|核对|确认|看)"
)
# 出示证件 without the kind: shown by whom the words before tell
_BARE = re.compile(rf"{_SHOW}(?:了|过)?(?:相关|有关|有效|本人|各自|我们|其|工作|身份|交警|民警|的)*(?!{_THEIRS})证件?")
_BY_OTHERS = re.compile(
    r"(?:要求|请你?|请您|让|责令)[^。；，]{0,14}$|(?:未|没有?|无法|不能|拒不|拒绝|如不|如未)(?:能|当场|向[^。；，]{0,8}|主动)*$"
    r"|(?<![向对])(?:当事人|驾驶[人员]|司机|经营者|负责人|店主|被检查人|被询问人|乘客|业主)[^。；，]{0,6}$"
)
_NOT = re.compile(
    r"(?:未|不|没有?|拒不|拒绝)(?:主动|当场|能|曾|向[^。；，]{0,8})*$|(?:应当?|须|(?:^|[。；，：:、的])[如若]|可以要求|有权要求|要求)[^。；，]{0,10}$"
)
_NAMED = re.compile(
    rf"{_KIND}件?(?!件?(?:编?号|号码|上))|证件(?!照|编?号|号码|类|名|种|[：:]?(?:居民|身份|驾驶|营业|护照|军官|港澳|台胞|无[。；]))"
)
_BOX = re.compile(rf"[{EMPTY}{TICKED}]")
_HEADED = re.compile(r"(?:[【\[〔]|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])[\u4e00-\u9fa5]{0,4}$")
_HEADING_ENDS = re.compile(r"[\u4e00-\u9fa5、]{0,14}(?:[】\]〕]|[：:])")
# a label with nothing behind it but the next label, or the end of its sentence
_NO_ANSWER = re.compile(r"件?(?:的?情况|与否|的?记录)?[：:](?:$|[。；【]|[\u4e00-\u9fa5（）]{2,10}[：:])")
_WHETHER = re.compile(r"是否(?:已|主动|依法|向[^。；，：:]{1,8})*$")
_ANSWERED = re.compile(r"件?(?:的?情况)?[：:]?(?:(?P<no>否|未|没|不)|是|有|已|均|都)")
_ANSWERED_NO = re.compile(r"件?(?:出示)?(?:的?情况)?[：:](?:否|未|没有)")
_QUESTION = re.compile(r"件?[？?]")
# □已出示执法证件 □未出示: both choices are printed and neither is ticked
_NEITHER = re.compile(
    rf"[{EMPTY}][)）]?已?(?:主动)?{_SHOW}[^{EMPTY}{TICKED}。；]{{0,12}}[{EMPTY}][)）]?(?:未|没有)"
    rf"|[{EMPTY}][)）]?(?:未|没有){_SHOW}[^{EMPTY}{TICKED}。；]{{0,12}}[{EMPTY}][)）]?已?{_SHOW}"
)
_BACK = 24  # characters before a mention that tell whose act it is


def credentials_shown(text: str) -> tuple[int, int] | None:
    """The range of the first words that say the officers showed credentials; None where there are none.

    An unticked box, a label or heading without an answer, a denial and papers shown by the person met do not count.
    """
    for pattern, against in ((_SHOWN, _NOT), (_BARE, _BY_OTHERS)):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _BACK) : match.start()]
            if not (against.search(before) or _unticked(before + match.group()) or _only_asks(text, before, match)):
                return match.span()
    return None


def credentials_named(text: str) -> bool:
    """Whether credentials of officers are spoken of at all, other than by number, in a denial, beside an unticked box or a ticked 否."""
    for match in _NAMED.finditer(text):
        before = re.sub(rf"{_SHOW}(?:了|过|的)?(?:{_NAMED.pattern})?$", "", text[max(0, match.start() - _BACK) : match.start()])
        if not (_NOT.search(before) or _unticked(before) or _denied(text, match)):
            return True
    return _NEITHER.search(text) is not None


def _only_asks(text: str, before: str, match: re.Match[str]) -> bool:
    """Whether the words are a heading (【表明身份及告知】) or a label to which nothing, 否 or no box is the answer."""
    if match.group().endswith("身份") and _HEADED.search(before) and _HEADING_ENDS.match(text, match.end()):
        return True
    choice = None if _boxes_before(before + match.group()) else chosen(text, match.end())
    if choice is not None:
        return choice != "yes"
    if _WHETHER.search(before) and not _QUESTION.match(text, match.end()):
        answer = _ANSWERED.match(text, match.end())
        return answer is None or answer["no"] is not None
    return _NO_ANSWER.match(text, match.end()) is not None


def _denied(text: str, match: re.Match[str]) -> bool:
    return chosen(text, match.end()) == "no" or _ANSWERED_NO.match(text, match.end()) is not None


def _unticked(before: str) -> bool:
    """Whether the nearest box before the words, in the same clause, is not ticked."""
    boxes = _boxes_before(before)
    return bool(boxes) and boxes[-1] in EMPTY


def _boxes_before(before: str) -> list[str]:
    return _BOX.findall(re.split(r"[。；，]", before)[-1])
