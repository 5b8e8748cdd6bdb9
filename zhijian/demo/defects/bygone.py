"""Violations that were over for more than two years when somebody found them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from zhijian.demo.case import Case, Planted
from zhijian.demo.days import roll
from zhijian.demo.defects.catalogue import DEFECTS, defect

_BEFORE = len(DEFECTS)


def _bygone(scenario: str) -> tuple[str, ...]:
    """What the date of the violation touches."""
    return ("start", "source", "scene", "inquiry", "second", scenario)


def _planted(case: Case, rng: Random) -> None:
    """The act ended two years and some months before anybody knew of it; an inspection of the office found it."""
    days = rng.randint(2 * 366 + 40, 2 * 366 + 320)
    case.dates["start"] = roll(case.dates["source"] - timedelta(days=days))


def _expired(case: Case, ended: str) -> Planted:
    return Planted(
        "filing.limitation_expired",
        ("source", "decision"),
        f"{ended}的违法行为，{case.on('source')}才发现，超过二年，不再给予行政处罚",
        (case.on("start"),),
    )


@defect("filing.limitation_expired", *_bygone("tobacco"), fits=lambda case: case.scenario.id == "tobacco", order=0)
def sold_out_long_ago(case: Case, rng: Random) -> Planted:
    """Cigarettes bought and sold out years before."""
    _planted(case, rng)
    case.numbers["sold"], case.numbers["qty"] = case.numbers["bought"], 0
    case.numbers["gain"] = case.numbers["sold"] * case.numbers["margin"]
    case.scenario = replace(
        case.scenario,
        lead="市场检查中核对{party}的旧账本，发现有从外地购进卷烟的记载。",
        scene=(
            "检查{party}经营场所，悬挂有烟草专卖零售许可证，柜台内卷烟均为当地供货。执法人员翻阅柜台下的旧账本，其中一页记载{start}从外地购进“晨岭”牌卷烟{bought}条。",
            "{rep}在场，承认上述卷烟不是从当地烟草专卖批发企业购进，进货每条{price}元，当日已经全部售出，此后再没有从外地进过货。",
            "执法人员拍照，并复制账本。已告知{rep}依法享有陈述、申辩和申请回避的权利，{rep}表示不申请回避。",
        ),
        inquiry=(
            ("账本上记载的卷烟从哪里购进？", "{start}从外地一个朋友那里拿的，一共{bought}条，每条{price}元。"),
            ("为什么不从当地烟草专卖批发企业进货？", "那几天缺货，顾客要，就图方便拿了一些。"),
            ("卖出多少？收入多少？", "当天就卖完了，每条比进价多卖{margin}元，赚了{gain}元。"),
            ("此后还有没有从外地进货？", "没有了，就那一次。"),
            ("以前有没有因为卷烟被处罚过？", "没有，头一次。"),
        ),
        second=(
            ("店里的卷烟平时怎么进货？", "一般是网上订货，烟草公司送来，账本上那一批是老板自己拿回来的。"),
            ("那批卷烟卖了多少？", "当天就卖完了，都记在本子上。"),
        ),
        photos=("柜台内的卷烟", "账本记载的进货情况", "进货销售登记本"),
        facts=(
            "当事人{party}持有烟草专卖零售许可证。{start}，当事人从外地购进“晨岭”牌卷烟{bought}条，每条进价{price}元，进货总额{goods}元，"
            "不是从当地烟草专卖批发企业进货。",
            "上述卷烟于{start}当日全部销售，每条获利{margin}元，违法所得{gain}元，此后当事人再没有从外地购进卷烟。{scene}检查发现上述情况。",
        ),
        proofs=(
            "当事人营业执照复印件、烟草专卖零售许可证复印件，证明当事人主体资格",
            "{scene}检查（勘验）笔录、现场照片，证明账本的记载情况",
            "{on_inquiry}对{rep}的询问笔录、{on_second}对店员{second}的询问笔录，证明进货来源、价格和销售情况",
            "进货销售登记本复印件，证明进货总额和违法所得",
        ),
    )
    return _expired(case, f"{case.on('start')}购进并销售")


@defect("filing.limitation_expired", *_bygone("overtime"), "recheck", fits=lambda case: case.scenario.id == "overtime", order=0)
def overtime_long_ago(case: Case, rng: Random) -> Planted:
    """One busy week of work beyond the hours, years before."""
    _planted(case, rng)
    case.scenario = replace(
        case.scenario,
        channel="监督检查",
        lead="按照年度检查计划对{party}的用工资料进行检查，发现以前年度的考勤记录中有超时加班的情况。",
        scene=(
            "检查{party}用工资料，调取考勤系统记录，显示为赶制一批订单，{start}前的当月有{workers}名工人延长工作时间超过三十六小时，最长为{longest}小时，该批订单完成后各月没有超时加班。",
            "单位提供的工资表显示已按规定支付加班工资，没有拖欠。{agent}在场确认考勤记录属实。",
            "执法人员复制考勤记录，下达限期改正指令书，要求于{on_deadline}前完善工时管理制度。已告知{party}依法享有陈述、申辩和申请回避的权利。",
        ),
        inquiry=(
            ("你单位实行什么工时制度？", "标准工时，没有申请特殊工时。"),
            ("考勤记录显示的超时加班是怎么回事？", "赶一批订单，{workers}名工人超过三十六小时，最多{longest}小时，{start}交完就停了。"),
            ("加班工资是否支付？", "都按规定付了，工资表交给你们了。"),
            ("此后还有没有超时加班？", "没有了，考勤都可以查。"),
            ("以前有没有受过劳动保障方面的处罚？", "没有，第一次。"),
        ),
        second=(
            ("那批订单时你每天工作多长时间？", "忙的时候每天十一二个小时，到{start}订单交完就正常上下班了。"),
            ("加班工资发了没有？", "发了，没有少。"),
        ),
        facts=(
            "当事人{party}为赶制一批订单组织{workers}名工人加班，当月延长工作时间超过三十六小时，最长为{longest}小时，加班工资已经支付。{start}当事人组织生产的该批订单完成，超时加班结束。",
            "{scene}本机关检查考勤记录时发现上述情况。{on_recheck}经复查，当事人完善了工时管理制度。",
        ),
    )  # fmt: skip
    return _expired(case, f"至{case.on('start')}结束")


@defect("filing.limitation_expired", *_bygone("advert"), fits=lambda case: case.scenario.id == "advert", order=0)
def advert_long_ago(case: Case, rng: Random) -> Planted:
    """An advertisement that was shown for one day, years before."""
    _planted(case, rng)
    case.scenario = replace(
        case.scenario,
        channel="监督检查",
        lead="对{party}开展广告监测回头看，调阅以前的宣传资料时发现其曾经宣传理疗仪“七天根治颈椎病、有效率百分之九十八”。",
        scene=(
            "执法人员到达{party}门店时，门店正在营业，接待区没有宣传展板。执法人员调阅其资料室的活动记录，记载{start}在门店举办推广活动，活动展板载有“七天根治颈椎病”“有效率98%”“国内三甲医院共同推荐”等文字。",
            "执法人员使用执法终端登录该公司运营的公众号，查见{start}发布、次日删除的文章草稿，页面显示阅读量{views}次，现场对页面逐屏截图保存。",
            "现场要求{agent}提供有效率数据、医院推荐的证明材料，{agent}当场不能提供。检查时向{agent}告知了陈述、申辩和申请回避的权利，{agent}表示不申请回避。",
        ),
        inquiry=(
            ("活动展板和公众号文章是谁设计、发布的？", "内容是我们自己写的，展板委托外面的广告公司制作，公众号由我们的运营人员发布。"),
            ("“七天根治颈椎病”“有效率98%”有什么依据？", "没有正式的依据，是参考别人的文案改的，也没有做过临床统计。"),
            ("“三甲医院共同推荐”是否属实？", "不属实，没有医院给我们推荐过，当时就是为了吸引顾客。"),
            ("广告费用是多少？怎么支付的？", "展板设计制作、公众号推广一共{cost}元，都有合同和发票，分两次转账付的。"),
            ("广告从什么时候发布到什么时候？", "就{start}活动那一天，活动结束当晚就撤了，文章第二天也删了。"),
            ("以前有没有因为广告问题被处理过？", "没有，这是第一次。"),
        ),
        photos=("门店接待区", "活动记录载明的展板内容", "公众号文章页面截图"),
        facts=(
            "{start}，当事人{party}在其门店举办推广活动，发布广告，对其推销的颈椎理疗仪使用“七天根治颈椎病”“有效率98%”“国内三甲医院共同推荐”等内容进行宣传，活动当晚撤除。",
            "当事人不能提供上述有效率的统计、试验依据，所称医院推荐并不存在，相关内容与实际情况不符，对购买行为有实质性影响。",
            "当事人为上述广告支付展板设计制作费和公众号推广费，广告费用合计{cost}元。{scene}本机关检查发现上述情况。",
        ),
    )  # fmt: skip
    return _expired(case, f"{case.on('start')}发布、当日撤除")


BYGONE_DEFECTS = tuple(DEFECTS[_BEFORE:])
