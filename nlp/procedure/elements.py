"""What an element of a writ is, in whatever words: an address, a contact, a way of relief, a reason. All on text without white space.

Each function says whether something in the text may be the element, so that only what is nowhere is said to be lacking.
"""

from __future__ import annotations

import re

from nlp.procedure.found_facts import found_facts

_HEAD = 300  # characters of a writ in which the party is described, where no words open the facts
# 东街1号, 三组12号, 5幢2单元: a number of a house; 甲县乙镇丙村: places one in the other
_HOUSE = re.compile(
    r"[\u4e00-\u9fa5](?:路|街|巷|道|弄|胡同|村|屯|庄|组|队|社区?|镇|乡|区|苑|园|城|里|坊|湾|港|场|街道|大厦|市场|小区)[\u4e00-\u9fa5（(]{0,8}"
    r"[A-Za-z]?[\d一二三四五六七八九十]{1,5}(?:[-—－]\d{1,4})?(?:号|栋|幢|座|组|层|楼|室|单元|门|铺|档|户|附)"
)
_NESTED = re.compile(
    r"(?:省|市|县|区|旗|州|镇|乡|街道)[\u4e00-\u9fa5]{1,10}?(?:镇|乡|街道|村|屯|社区|小区|园区|工业园|开发区|路|街|巷|大道|市场|码头|组)"
    r"(?!(?:人民)?(?:政府|法院)|派出所|办事处|[\u4e00-\u9fa5]{0,8}(?:局|委员会|大队|中队|支队)|[^，。；]{0,12}(?:公司|商店|店|厂|合作社))"
)
_LIVES = re.compile(r"(?<![\u4e00-\u9fa5])(?:现|家|暂|常|户籍)?住(?!宿|房|建|院|户|持|宅)[^，。；]{3,}|籍贯|通讯处|经营地点")
_TELEPHONE = re.compile(
    r"(?<![\dA-Za-z.])(?:0\d{2,3}[-—－–（）() ]{0,2}\d{7,8}|1[3-9]\d{9}|(?!20\d{6})[2-9]\d{6,7}|12\d{3})(?![\dA-Za-z.元年])"
)
_GO = re.compile(
    r"(?:到|前往|来|送达?|寄送?|邮寄|递交|提交|交|径向|向)(?:至|往|到|给)?[^，。；：]{0,24}?(?:科|股|室|处(?!罚|理)|窗口|大厅|中心|大队|中队|支队|派出所|分局|办)"
    r"(?![\u4e00-\u9fa5]{0,6}法院)|(?:经办|承办|受理|接待|收件)人(?:员)?[：:为是]?[\u4e00-\u9fa5]{2}|@|传真|邮箱|信箱|热线|微信"
)
_RIGHTS = re.compile(r"陈述|申辩|听证|意见")
_WAYS = {"复议": re.compile(r"复议"), "诉讼": re.compile(r"诉讼|起诉|(?<!申请)(?<!申请人民)法院")}
_LENGTH = re.compile(r"(?:[〇零一二三四五六七八九十百两\d]{1,5}个?(?:工作|自然)?(?:日|天|月)|半年)(?![\d上下中])")
# what follows when no relief was sought, and what relief does not stop, tell no way of relief
_NO_RELIEF = re.compile(
    r"逾期(?:不|未)[^。；]{0,40}(?:复议|诉讼|起诉)|既不|又不(?:履行|申请|起诉)|(?:复议|诉讼)(?:或者?|、|和|及)?[^，。；]{0,6}期间[^。；]{0,20}不停止"
)
_APART = 60  # characters between a way of relief and its period
_DANGER = re.compile(
    r"(?:可能|容易|以免|避免|防止|防|恐|面临|正在)[^。；]{0,12}?(?:灭失|转移|隐匿|藏匿|毁|损|流失|流入|逃|扩大|蔓延|发生)|制止|控制危险|危害|危及|难以取得"
    r"|未经(?!本|我)|未取得|未办理|无证|无照|不符合|不合格|超(?:范围|限|标|载|期|过)|伪造|假冒|过期|变质|嫌疑"
)
_ORDERED = re.compile(r"(?:依据|根据|依照|按照)[^。；，]{0,20}《|(?:现|本机关|我局|本局|我队)?(?:依法)?决定(?!书)")
_FEWEST = 10  # characters that can tell what somebody did


def may_give_address(text: str) -> bool:
    """Whether a place with a number, places one in the other or 住… stand where the party is described."""
    facts = found_facts(text)
    head = text[: facts[0] if facts else _HEAD]
    return bool(_HOUSE.search(head) or _NESTED.search(head) or _LIVES.search(head))


def may_give_place(text: str) -> bool:
    """Whether a place with a number, or places one in the other, stand anywhere."""
    return bool(_HOUSE.search(text) or _NESTED.search(text))


def may_give_contact(text: str) -> bool:
    """Whether a telephone, an address, or an office or person to go to stands from where the rights of the party are told."""
    rights = _RIGHTS.search(text)
    told = text[rights.start() if rights else 0 :]
    return bool(_TELEPHONE.search(told) or _GO.search(told) or _HOUSE.search(told))


def may_tell_relief(text: str, way: str, *, period: bool = False) -> bool:
    """Whether ``way`` (复议 or 诉讼) is open to the party; with ``period`` within which time, told near it."""
    told = "。".join(part for part in re.split(r"[。；]", text) if not _NO_RELIEF.search(part))
    places = list(_WAYS[way].finditer(told))
    if not period:
        return bool(places)
    return any(_LENGTH.search(told[max(0, hit.start() - _APART) : hit.end() + _APART]) for hit in places)


def may_give_reason(text: str) -> bool:
    """Whether a measure says why: a danger or a breach of law is named, or something is told before its basis or 决定."""
    if _DANGER.search(text):
        return True
    ordered = _ORDERED.search(text)
    before = re.split(r"[：:]", text[: ordered.start()])[-1] if ordered else ""
    told = re.sub(r"[（(][^）)]*[）)]|[^\u4e00-\u9fa5，。]", "", before)
    return bool(re.search(r"[，。]", told)) and len(re.sub(r"[，。]", "", told)) >= _FEWEST
