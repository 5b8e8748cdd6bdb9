"""The list of evidence in a decision or report, and what kinds of evidence (处罚法第四十六条) it names."""

from __future__ import annotations

import re

from nlp.sought import sought

_OPENS = sought(
    r"(?:以上|上述)(?:违法)?事实[，,、]?(?:主要)?(?:有|由|均有)?[^。；]{0,8}?(?:下列|以下|如下)?(?:主要)?证据[^。；：:]{0,12}[：:]"
    r"|(?:认定(?:上述|以上)?(?:违法)?事实的)?(?:主要)?证据(?:如下|有|材料)?[：:]|证明(?:上述|以上)?事实的证据[^。；]{0,6}[：:]"
    r"|[二三四五六七]、[^。；：:，及和、]{0,12}证据(?:材料)?(?=[（(]?[\d一])"
    r"|[二三四五六七]、[^。；：:，、]{0,10}[及和与][^。；：:，、]{0,4}证据(?![：:])(?:(?![三四五六七八]、).){0,1500}?。(?=[（(]?1[）).．、]\D)"
)
# 上述事实有现场笔录、当事人陈述等证据证明
_INLINE = re.compile(
    r"(?:以上|上述)(?:违法)?事实[，,、]?(?:有|由)(?P<list>[^。；：:]{2,160}?)(?:等(?:证据)?(?:材料)?)?(?:予以)?(?:证明|证实|为证|佐证|在案)"
)
_CLOSES = re.compile(
    r"本(?:机关|局|大队|单位|委|厅)认为|我(?:局|单位)认为|当事人(?:的)?(?:上述|以上)行为|(?:本机关|本局|我局)(?:已)?于\d{4}年[^。]{0,24}(?:送达|告知)|案件性质|[四五六]、"
)
_STATEMENT = re.compile(
    r"当事人(?:的|本人)?(?:陈述|供述|自认|承认)|陈述(?:笔录|材料)|(?:询问|调查|谈话)(?:[（(](?:询问|调查)[）)])?(?:询问|调查)?笔录|自述|情况说明|承认"
)
_WITNESS = re.compile(r"证人|证言|被侵害人|受害人|举报人|投诉人|消费者|知情人")
# what proves who the party is proves nothing of the act
_IDENTITY = re.compile(
    r"(?:营业执照|身份证|户籍|许可证|登记证|委托书|主体资格)[^。；\d]{0,60}?(?:主体资格|身份(?!证)|资质|情况)|营业执照(?:复印件)?|(?:居民)?身份证(?:复印件)?|授权委托书"
)
_OTHER = re.compile(
    r"现场|检查|勘验|照片|录像|视频|影像|录音|截图|电子数据|监控|称重|检测|检验|监测|鉴定|认定|评估|审核报告|检疫|抽样|清单|查封|扣押|登记保存|物证|书证|票据|单据|发票|收据|小票"
    r"|账|台账|合同|协议|凭证|流水|记录单|运单|出库|入库|清点|复印件|打印件|公告|通知书|决定书|回证|复函|证明书|登记|档案|系统|图纸|示意图|样品|材料"
)


# what a piece of evidence is to prove names no evidence
_PROVES = re.compile(r"[，,：:]?(?:用以|用于|能够|可以|共同)?(?:证明|证实|印证|反映|说明)(?!书|文件|材料)[^。；]*")


def evidence_lists(text: str) -> list[tuple[int, int]]:
    """The ranges of ``text`` (without white space) that list evidence."""
    found = []
    for match in _OPENS.finditer(text):
        end = _CLOSES.search(text, match.end())
        found.append((match.end(), end.start() if end else min(len(text), match.end() + 800)))
        break
    return found or [match.span("list") for match in _INLINE.finditer(text)]


def only_statements(listed: str, witnesses: tuple[str, ...] = ()) -> bool | None:
    """Whether a list names nothing but statements of the party; None where it names no evidence that is known.

    ``witnesses`` are people who do not speak for the party: what they said is another kind of evidence.
    """
    rest = _PROVES.sub("", _IDENTITY.sub("", listed))
    if _WITNESS.search(rest) or any(name in rest for name in witnesses):
        return False
    stated = _STATEMENT.search(rest) is not None
    if _OTHER.search(_STATEMENT.sub("", rest)):
        return False
    return True if stated else None
