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
# words before a name, after the last of which it begins
_BORDER = re.compile(
    r"请求|要求|举报|投诉|反映|关于|位于|由于|因为|以及|还有|通过|经过|根据|现在|我们|他们|你们|咱们|大家|自己|附近|旁边|对面|隔壁|楼下|楼上|门口|小区|社区|包庇|查处|处罚|叫做|名叫|名为|名称|注册|"
    r"入职|购买|严查|起诉|责令|督促|允许|自称|公示|委托|收购|其中|就是|或者|而且|但是|如果|曾经|已经|出来|进入|离开|开设|经营|承包|后期|之前|至今|发现|建议|希望|开发商|开发企业|开发单位|施工方|催促|保证|能否|告知|提出|授权|属于|确认|查证|申请人|变成|打款|造成|采用|制定|协调|单位|部门|打击|垃圾|更换|审视|袒[护偏]|默许|聘请|雇佣|成立|知道|联系上|[一二三]级|[的是在与和跟被把将对向往从给让叫由为因我你他她它们该这那某各每此其家有了着过到去来说称找及且但而如可解返自只要问不后才又再仍即以于用使么下种等经]"
)
_DIVISION = re.compile(rf"{CODED}|[一-龥]{{2}}[省市县区镇乡](?=[一-龥]{{2}})")
# what only tells the trade or how many: no name of its own
_PLAIN = re.compile(
    r"^(?:(?:一|两|几|多|数|每|各|本|贵|全|整|个|私人|个体|民营|国有|外地|当地|本地|县里|市里|镇上|新开|无证|无照|黑|小|大|老|新|某|非法|违规|违法|相关|有关|上市|第三方|其他|其它|所有|多家|很多|许多|这些|那些|部分|责任|"
    r"物业|开发|房地产|房产|置业|建筑|施工|装修|装饰|搬家|保险|担保|投资|中介|劳务|保安|出租车|出租|公交|客运|运输|物流|快递|供电|电力|自来水|燃气|水务|电信|移动|联通|环卫|检测|咨询|服务|科技|网络|金融|贷款|小额|培训|教育|旅游|"
    r"烧烤|火锅|早餐|夜宵|快餐|餐饮|小吃|米粉|面|奶茶|水果|蔬菜|海鲜|便利|百货|服装|美容|美发|理发|足浴|按摩|洗车|汽车|汽修|修理|维修|五金|建材|家具|化工|塑料|水泥|砖|石|沙|砂|采砂|采石|石材|木材|造纸|印染|电镀|食品|豆腐|酒|药|养殖|养猪|养鸡|"
    r"加工|制造|生产|废品|回收|洗砂|钢|铁|机械|制衣|鞋|纺织|印刷|玻璃|陶瓷|饲料|屠宰|网红|连锁|加盟|旗舰|专卖|品牌|农家|土菜|开锁|换锁|正规|代理|维保|下属|跨国|木工|缝纫|翻沙|干洗|换钱|纸盒|商业|会员|租赁|广告|发行|酒|饭|大型|小型|地下|街边|路边|沿街|[东南西北]边|集团|分|子|总|母))+$"
)


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
