"""Enterprises named in a text of the public: 江临宏达化工有限公司, 老王烧烤店, 本味饭店. 楼下的烧烤店, 一家公司 name nobody.

A name ends by what it is (公司, 店, 厂) and begins behind a word that no name holds. Public bodies, schools and hospitals are none.
"""

from __future__ import annotations

import re

from nlp.fact import Found
from nlp.gazetteer.coded import CODED

_LONGEST = 24
_ENDING = re.compile(
    r"有限责任公司|股份有限公司|有限公司|集团公司|分公司|公司|集团(?!公司)|合作社|律师事务所|会计师事务所|银行(?![卡贷流账转])|置业(?![顾有公集])|"
    r"(?:饭|酒|书|药|花|烧烤|火锅|便利|专卖|旗舰|理发|美发|洗车|修理|维修|五金|水果|奶茶|蛋糕|早餐|小吃|服装|网)?店(?![员主家铺面里内外门招]|长(?![期年时]))|厂(?![家房长区里内门商])|宾馆|酒楼|酒家|餐厅|餐馆|饭馆|面馆|超市|商行|"
    r"经营部|门市部|会所|KTV|ktv|歌厅|酒吧|网吧|茶楼|药房|诊所|美容院|养生馆|养殖场|砂场|沙场|采石场|驾校|俱乐部|农家乐|山庄(?!小区)"
)
_NAME = re.compile(r"(?:[一-龥A-Za-z0-9·]|[（(][一-龥A-Za-z0-9]{2,8}[）)]){2,24}$")
# What no name of an enterprise holds; of the words before one the last such ends where the name begins.
_BORDERS = (
    # what the writer does or wants, as complaints begin: 投诉宏达公司, 要求严查宏达公司
    "请求|要求|举报|投诉|反映|关于|建议|希望|督促|严查|查处|处罚|责令|起诉|包庇",
    # where it stands: 隔壁宏达公司, 社区宏达超市
    "位于|附近|旁边|对面|隔壁|楼下|楼上|门口|小区|社区",
    # how a sentence goes on: 根据宏达公司, 发现宏达公司
    "根据|通过|还有|现在|其中|就是|如果|曾经|已经|发现|自己|大家",
    # what it is called, and what people do with it: 注册宏达公司, 购买宏达公司的房子
    "叫做|名叫|名称|注册|成立|入职|购买|经营|开设|承包|委托|收购",
    # function words of one character: particles, pronouns, prepositions, conjunctions, verbs without a meaning of their own; a word that
    # ends with one of them (我们, 由于, 经过) needs no entry above
    "[的了着过是有在与和跟及且但而如以即再又才不对把将被向往从给让叫由为因于用使我你他她它们该这那某各每此其家到去来说称找解可自只要后下么等经]",
)
_BORDER = re.compile("|".join(_BORDERS))
_DIVISION = re.compile(rf"{CODED}|[一-龥]{{2}}[省市县区镇乡](?=[一-龥]{{2}})")
# What tells which, how big or what trade, and of which nothing else before the ending makes a name: 两家公司, 无证小作坊, 物业公司.
_PLAINS = (
    # how many, which one, whose
    "一|两|几|多|数|每|各|本|贵|全|整|个|某|这些|那些|其他|其它|所有|多家|很多|许多|部分|相关|有关|责任|第三方",
    # how big, how old, of what standing
    "大|小|老|新|大型|小型|新开|黑|非法|违规|违法|无证|无照|正规|上市|私人|个体|民营|国有|集团|分|子|总|连锁|加盟|旗舰|专卖|品牌|会员|代理|网红",
    # where
    "外地|当地|本地|县里|市里|镇上|地下|街边|路边|沿街|[东南西北]边",
    # trades: building and real estate
    "物业|开发|房地产|房产|置业|建筑|施工|装修|装饰|建材|家具|水泥|砖|石|沙|砂|采砂|采石|洗砂|石材|木材",
    # services and supply
    "保险|担保|投资|中介|劳务|保安|咨询|服务|科技|网络|金融|贷款|小额|培训|教育|旅游|广告|租赁|检测|环卫|搬家|开锁|换锁|干洗|商业",
    "出租车|出租|公交|客运|运输|物流|快递|供电|电力|自来水|燃气|水务|电信|移动|联通|洗车|汽车|汽修|修理|维修",
    # shops and food
    "烧烤|火锅|早餐|夜宵|快餐|餐饮|小吃|米粉|面|奶茶|水果|蔬菜|海鲜|便利|百货|服装|美容|美发|理发|足浴|按摩|五金|食品|豆腐|酒|药|饭|农家|土菜",
    # works and farms
    "化工|塑料|造纸|印染|电镀|养殖|养猪|养鸡|加工|制造|生产|废品|回收|钢|铁|机械|制衣|鞋|纺织|印刷|玻璃|陶瓷|饲料|屠宰",
)
_PLAIN = re.compile(f"(?:{'|'.join(_PLAINS)})+$")


def find_enterprises(text: str) -> list[Found[str]]:
    """Every enterprise with a name of its own, ascending and disjoint."""
    found: list[Found[str]] = []
    for ending in _ENDING.finditer(text):
        at, end = ending.span()
        low = max(at - _LONGEST, found[-1].end if found else 0)
        low = max([low, *(border.end() for border in _BORDER.finditer(text, low, at))])
        match = _NAME.search(text[low:at])
        if match and not _PLAIN.match(_DIVISION.sub("", match[0])):
            start = low + match.start()
            found.append(Found(text[start:end], start, end, text[start:end]))
    return found
