"""What kind of text it is: whose voice speaks, and to what end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.opinion.reading import Genre
from nlp.opinion.tagging import BODY, WEAK

_PRAISE = re.compile(
    r"打造|品牌|推进会|典型经验|工作纪实|先进|成效(?:显著|凸显)|赋能|全覆盖|培训班|大比武|规范化|示范|深入(?:学习|贯彻|开展|推进)|扎实|有力(?:推动|推进|保障)|"
    r"法治化营商环境|高质量发展|进一步(?:加强|提升|规范|推动|完善)|切实(?:提升|维护|加强|保障)|创新|机制|着力|稳步|圆满|为民服务|提升至|专项(?:行动|整治)|动员|部署|"
    r"知识讲座|座谈会|宣传(?:活动|月|周|日)|志愿|共识|揭牌|授牌|演练|比赛|主题教育|实施(?:方案|意见|办法)"
)
_AGAINST = re.compile(
    r"(?:查处|查获|曝光|立案(?:调查|查处|侦查)|依法(?:处罚|查封|取缔|拘留|追究|对)|破获|捣毁|抓获|行政拘留|刑事拘留|刑拘|处以|罚款{0,1}.{0,8}元|被查|落网|公诉|提起诉讼|判处|"
    r"检方指控|涉嫌.{0,12}罪|认罪|行政处罚(?:决定|公示)|通报|打击|严查|没收|吊销|责令)"
)
_CORRUPTION = re.compile(r"纪律审查|监察调查|开除党籍|严重违纪|受贿(?:罪|一案|案)|以受贿罪|涉嫌受贿|行贿罪|提起公诉|双规|简历|贪污罪")
_RESISTANCE = re.compile(
    rf"暴力抗法|抗拒执法|阻碍(?:执法|执行公务)|妨害公务|(?:将|把)(?:正在|执勤|一名|两名|数名)*{BODY}[^，。！？]{{0,6}}(?:拖行|撞|打伤|殴打|围殴|刺|捅|砍|咬)|{BODY}[^。！？]{{0,14}}(?:被|遭)[^，。！？{BODY}]{{0,8}}(?:拖行|撞伤|打伤|殴打|暴打|围攻|刺伤|捅伤|砍伤|咬伤)|袭警|(?:殴打|暴打|狂殴|打伤|围殴|辱骂|咬伤|撞伤|划伤|撞倒|撞飞|拖行|拖拽|刺伤|砍伤|捅伤|偷开|撞|咬|骂)(?:了|执勤|值勤|正在|一名|多名|两名)*(?:的)?{BODY}"
)
_IMPOSTOR = re.compile(r"假(?:交警|警察|城管|民警)|冒充|辟谣|谣言|不实信息|系谣传|假冒")
_VOICE = re.compile(
    r"(?:群众|市民|村民|居民|网友|读者|商户|业主|车主|司机|当事人|家属|律师|记者|摊主|店主|老板|经营者|农户|企业)[^。！？\n]{0,16}(?:反映|投诉|举报|质疑|称|表示不服|不服|维权|求助|发帖|爆料|讨说法|喊冤|控诉|申请复议|起诉|认为)|"
    r"(?:接到|收到)[^。\n]{0,8}(?:群众|市民|村民|读者|网友)?[^。\n]{0,6}(?:反映|投诉|举报|爆料)|撤销[^。\n]{0,40}(?:处罚|强制|强拆|许可)[^。\n]{0,6}决定|认为[^。！？\n]{0,12}(?:处罚|罚款|执法)[^。！？\n]{0,8}(?:过重|太重|不公|不当|不合理|违法)|行政复议|行政诉讼|状告|告上法庭|败诉|何时休|谁来管|暗访|求助|投诉|举报|曝光|讨说法|遭强拆|野蛮|暴力执法"
)
_FIRST_PERSON = re.compile(r"(?:我们?|本人|俺|咱|小弟|鄙人)")
_ASKING_TITLE = re.compile(
    r"^(?:关于)?.{0,24}(?:咨询|请问|请教|想问|询问|能否|可否|能不能|可不可以|是否(?:可以|能)|何时能|什么时候|怎么办理|如何)|(?:吗|呢|么|？|\?)$|的咨询$|疑问"
)
_SUGGESTING_TITLE = re.compile(r"建议|希望|呼吁|盼|期待|恳请(?!查处)|请求(?!查处|处理)|意见$|设想|提案|求(?:助)?加强|申请")
_THANKS = re.compile(r"^(?:特别|衷心|非常)?感谢|表扬|点赞|致谢|感谢信")
# what an office announces, by its title: 拆迁公告, 行政处罚信息公示（第三批）; not what is said of it: 网友质疑公示
_NOTICE_TITLE = re.compile(
    r"(?:公告|公示|通告|启事|招标|中标(?:结果)?|关于.{2,60}的通知)(?:$|[（(\s【]|第?[一二三四五六七八九十\d]{1,3}[号批期])"
)
_ABOUT_NOTICE = re.compile(r"质疑|造假|网友|市民|村民|曝|投诉|举报|不服|撤销|[?？]")
_UNCONTENT = re.compile(r"未|没|仍|却|但|不(?!已|胜)|吗|何时|[?？]")
_ACCUSING_TITLE = re.compile(
    r"投诉|举报|控告|揭发|检举|质疑|不作为|乱作为|违法|违规|非法|强拆|暴力|乱|渎职|失职|无人|没人|不管|谁来管|何时了|何时休"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """The genre with what bears on the decision.

    ``asking``, ``suggesting`` and ``thanking`` are the title's; ``resistance`` and ``offence``: news of violence against officers and of
    prosecuted corruption; ``aggrieved``: somebody complains.
    """

    genre: Genre
    asking: bool
    suggesting: bool
    thanking: bool
    offence: bool
    resistance: bool
    aggrieved: bool


def voice(kind: str, title: str, tagged: str) -> Voice:
    """Read genre and voice from the tagged text. ``kind`` is news, complaint or post."""
    accusing = bool(_ACCUSING_TITLE.search(title))
    asking = bool(_ASKING_TITLE.search(title)) and not accusing
    suggesting = bool(_SUGGESTING_TITLE.search(title)) and not accusing
    resistance = bool(_RESISTANCE.search(tagged)) or bool(_IMPOSTOR.search(tagged))
    thanking = bool(_THANKS.search(title)) and not _UNCONTENT.search(title)
    if kind == "complaint":
        return Voice("complaint", asking, suggesting or bool(_THANKS.search(title)), thanking, False, resistance and len(tagged) < 60, True)
    aggrieved = bool(_VOICE.search(tagged)) or (kind == "post" and bool(_FIRST_PERSON.search(tagged)))
    corruption = bool(_CORRUPTION.search(tagged))
    praise = len(set(_PRAISE.findall(tagged)))
    against = len(_AGAINST.findall(tagged))
    genre: Genre = "other"
    if _NOTICE_TITLE.search(title) and not _ABOUT_NOTICE.search(title):
        genre = "notice"
    elif praise >= 4 or (praise >= 2 and not aggrieved and not against):
        genre = "publicity"
    elif aggrieved and not corruption:
        genre = "complaint" if kind == "post" else "report"
    elif BODY in tagged or WEAK in tagged or against:
        genre = "enforcement_news" if against or corruption else "other"
    return Voice(genre, asking, suggesting, thanking, corruption, resistance, aggrieved)
