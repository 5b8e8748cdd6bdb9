"""Polarity: is something said to have happened, or forbidden, denied, asked for? And the overall tone of a text."""

from __future__ import annotations

import re

from nlp.opinion.reading import Polarity
from nlp.opinion.tagging import BODY, WEAK

# What an office says about itself: 严禁一刀切, 坚决整治乱罚款.
_FORBIDDEN = re.compile(
    r"(?:严禁|禁止|不得|不准|杜绝|防止|避免|预防|谨防|坚决(?:整治|纠正|遏制|防止|查处|制止|惩治)|整治|纠正|遏制|克服|破除|"
    r"没有发现|未发现|不存在|不搞|有效解决|切实解决|着力解决|是否存在|专项治理|不允许|摒弃|反对|惩治)[^，,。！？；\n]{0,14}$"
)
# What the writer asks of the addressee: 希望城管不要再…, 请有关部门…
_ASKED = re.compile(r"(?:恳请|请求|希望|盼望|建议|要求|呼吁|强烈要求|敬请|务请|[望请盼])(?:你们|贵|各级|各|上级|当地|市|县|区|我们?|的)*$")
_DONT = re.compile(r"(?:不要|别|勿|莫|不应|不该|切勿|不会|没有)(?:再|总|老|互相|相互|一味|总是|有任何)*$")
# a prohibition within the words themselves: ▲要求队员严禁推搡
_FORBIDS = re.compile(r"(?:严禁|杜绝|谨防|不得(?![力不已了劲人而到]))[^，,。！？；\n]{0,10}$")
# what is said to be untrue, right behind: ▲打人的视频系谣言. An answer that is contrary to fact is something else: 答复与事实不符.
_UNTRUE = re.compile(
    r"[^。！？；\n]{0,14}?(?:(?:系|是|属|为)(?:谣言|谣传|误传|编造)|纯属(?:谣言|虚构|误会|捏造)|子虚乌有|(?:系|属|为)不实(?:信息|传言|消息)|"
    r"并非事实|没有(?:的|这)(?:回)?事)"
)
# whether something may be done or is so: 是否可以罚款
_WHETHER = re.compile(r"(?:是否(?:可以|能够?|应该|应当|需要)|能否|可否|可不可以)[^，。！？；\n]{0,6}$")
_IF = re.compile(r"(?:如果|若|倘若|假如|万一|要是|否则|再)[^。！？；，,\n]{0,12}$")


def denied(text: str, start: int, end: int) -> bool:
    """True where ``text[start:end]`` is forbidden, denied, asked for, asked about or merely supposed."""
    before = text[max(0, start - 24) : start]
    if _FORBIDDEN.search(before) or _DONT.search(before[-8:]) or _IF.search(before) or _WHETHER.search(before):
        return True
    if _FORBIDS.search(text[start:end]) or _UNTRUE.match(text, end):
        return True
    # a wish begins with its addressee: 希望▲… ; a question (请问▲…) is no wish
    return text[start] in (BODY, WEAK) and bool(_ASKED.search(before[-10:]))


_POSITIVE = re.compile(
    r"感谢(?!您|你们?的?(?:阅读|关注|倾听|百忙))|点赞|表扬|好评|锦旗|先进|荣获|获得.{0,8}(?:称号|奖)|喜悦|祝贺|成效|成功|品牌|盛大|圆满|提升|优质|暖心|热心|救助|脱险|"
    r"\[(?:赞|耶|爱你|太开心|哈哈|笑哈哈|心|鼓掌|good|憧憬|可爱|给力)\]|可爱|开心|幸福|加油|恭喜|创新|惠民|便民|助力|赋能|推进|最大.{0,6}(?:唯一|渠道)|哈哈"
)
_NEGATIVE = re.compile(
    r"投诉|举报|严重|非法|违法|违规|违纪|扰民|污染|欺诈|诈骗|骗|维权|不作为|无果|强拆|暴力|打人|伤|死|罪|被诉|起诉|判|亏|黑心|坑|噪[音声]|臭|危险|隐患|"
    r"事故|恶劣|愤|苦不堪言|拖欠|欠薪|不公|不合理|违约|烂尾|涉嫌|被查|醉驾|逃|失联|立案|开除|受贿|跑路|冤|乱收费|求助|救救|无良|推诿|怎么办|崩溃|"
    r"\[(?:怒|泪|骂|衰|吐|鄙视|失望|悲伤|跪了|困|生病|抓狂|弱|黑线)\]|难受|讨厌|恶心|烦|气死|郁闷|可怜|垃圾|醉了|爆雷|雷"
)


def tone(text: str, title: str, *, complaint: bool, asking: bool, clue: bool) -> Polarity:
    """The overall tone. A clue and an ordinary complaint are negative; a question or a suggestion without anger is neutral."""
    if clue:
        return "negative"
    good, bad = len(_POSITIVE.findall(text)), len(_NEGATIVE.findall(text))
    if complaint:
        if asking:
            return "neutral" if bad <= 2 + len(text) // 250 else "negative"
        return "positive" if good >= 2 and bad == 0 else "negative"
    if good > bad:
        return "positive"
    return "negative" if bad > good and bad * 180 >= min(len(text), 900) else "neutral"
