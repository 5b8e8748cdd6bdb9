"""Defects of authority: who may punish, where, by what power, how soon a clue is filed, and that one act is fined once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from zhijian.demo.case import Case, Planted
from zhijian.demo.days import after, before, between
from zhijian.demo.defects.catalogue import DEFECTS, defect, having, ordinary
from zhijian.demo.people import CITIES, COUNTIES
from zhijian.demo.plan import move
from zhijian.demo.writs.coercion import matter
from zhijian.demo.writs.earlier import earlier_decision
from zhijian.demo.writs.refusal import GROUND, refusal

_BEFORE = len(DEFECTS)
_LIMIT = 15  # working days to file at 市场监管 (市场监督管理行政处罚程序规定第十八条), once more where it was prolonged
_OWN_VENUE = ("网络", "互联网", "公众号", "平台", "广告", "运输", "快递", "流动")  # cases that more than one place may handle
_ENTRUSTED = {
    "市场监管": "市场监管综合行政执法大队",
    "城管": "城市管理综合执法大队",
    "应急管理": "应急管理综合行政执法大队",
    "交通运输": "交通运输综合行政执法大队",
    "卫生健康": "卫生监督所",
    "农业农村": "农业综合行政执法大队",
    "生态环境": "生态环境保护综合行政执法大队",
    "文化旅游": "文化市场综合行政执法大队",
    "自然资源": "自然资源执法监察大队",
    "住房城乡建设": "建设工程执法监察大队",
    "水行政": "水政监察大队",
    "人力资源社会保障": "劳动保障监察大队",
}
# what the police alone apply, by kind of case (治安管理处罚法 of 2012)
_POLICE_LAW = {
    "noise": "第五十八条",
    "gas_alarm": "第三十条",
    "medical_waste": "第三十条",
    "pesticide": "第三十条",
    "voc": "第三十条",
    "overtime": "第四十条第（二）项",
}
_TAX_LAW = ("food_purchase", "product_quality", "advert", "tobacco", "gas_alarm", "net_cafe")
# a further provision that the same act breaks, and its penalty
_CONSUMERS, _TIDINESS = "中华人民共和国消费者权益保护法", "城市市容和环境卫生管理条例"
_FURTHER = {
    "food_purchase": ((_CONSUMERS, "第十八条第一款"), (_CONSUMERS, "第五十六条第一款第（一）项")),
    "product_quality": ((_CONSUMERS, "第二十三条第一款"), (_CONSUMERS, "第五十六条第一款第（二）项")),
    "barbecue": ((_TIDINESS, "第十四条"), (_TIDINESS, "第三十六条第（二）项")),
    "litter": ((_TIDINESS, "第三十四条第（四）项"), (_TIDINESS, "第三十四条第（四）项")),
    "pesticide": (("中华人民共和国产品质量法", "第三十五条"), ("中华人民共和国产品质量法", "第五十二条")),
    "water": (("取水许可和水资源费征收管理条例", "第二条第二款"), ("取水许可和水资源费征收管理条例", "第四十八条")),
    "overtime": (("国务院关于职工工作时间的规定", "第六条"), ("中华人民共和国劳动法", "第九十条")),
    "construction": (("建设工程质量管理条例", "第十三条"), ("中华人民共和国建筑法", "第六十四条")),
}


# ---- where the act was committed ----


def _here_only(case: Case) -> bool:
    """Whether the place of the act alone decides who handles the case."""
    scenario = case.scenario
    told = "".join((scenario.cause, *scenario.facts))
    return not any(word in told for word in _OWN_VENUE) and "{county}" not in scenario.lead and case.dept != "税务"


def _away(case: Case, place: str) -> Planted:
    writ = "summary" if case.summary else "decision"
    return Planted(
        "penalty.jurisdiction",
        ("scene", writ),
        f"违法行为发生在{place}，不在{case.agency.name}的辖区，卷内无指定管辖、移送管辖文书",
        (case.agency.name,),
    )


@defect("penalty.jurisdiction", "place", "party", fits=lambda case: _here_only(case) and case.dept != "生态环境", order=1)
def next_county(case: Case, rng: Random) -> Planted:
    """The shop lies in the county next door."""
    here = case.agency.county
    return _away(case, move(case, "", rng.choice([one for one in COUNTIES if one != here and one[-1] == here[-1]])))


@defect("penalty.jurisdiction", "place", "party", fits=_here_only, order=1)
def other_city(case: Case, rng: Random) -> Planted:
    """The shop lies in another city."""
    city = rng.choice([one for one in CITIES if one != case.agency.city])
    return _away(case, move(case, city, rng.choice([one for one in COUNTIES if one != case.agency.county])))


@defect("penalty.jurisdiction", "place", "party", fits=lambda case: _here_only(case) and case.party.citizen, order=1)
def over_the_border(case: Case, rng: Random) -> Planted:
    """Somebody of the county acted in another one."""
    here, city = case.agency.county, rng.choice([one for one in CITIES if one != case.agency.city])
    there = rng.choice([one for one in COUNTIES if one != here])
    case.places["scene"] = f"{city}{case.places['scene'].replace(here, there)}"
    return _away(case, case.places["scene"])


# ---- filing in time ----


@defect(
    "duty.filing_delay", "filing", "decision_date", "source", fits=lambda case: _market(case) and "seizure" not in case.features, order=0
)
def filed_late(case: Case, rng: Random) -> Planted:
    """More than fifteen working days from the clue to its filing, and nobody prolonged the time."""
    case.shift("filing", after(case.dates["source"], _LIMIT + rng.randint(3, 9)))
    return _delayed(case, f"超过{_LIMIT}个工作日，无延长核查期限的审批")


@defect("duty.filing_delay", "filing", "start", "source", fits=lambda case: _market(case) and "warned" not in case.features, order=0)
def clue_left_lying(case: Case, rng: Random) -> Planted:
    """Nobody looked into the clue for weeks."""
    case.dates["source"] = before(case.dates["filing"], _LIMIT + rng.randint(8, 14))  # days of a test before filing do not count
    case.dates["start"] = min(case.dates["start"], case.dates["source"] - timedelta(days=rng.randint(5, 12)))
    return _delayed(case, f"超过{_LIMIT}个工作日，无延长核查期限的审批")


@defect(
    "duty.filing_delay", "filing", "decision_date", "source", fits=lambda case: _market(case) and "seizure" not in case.features, order=0
)
def filed_late_though_prolonged(case: Case, rng: Random) -> Planted:
    """The time was prolonged by fifteen working days and passed all the same."""
    source = case.dates["source"]
    case.shift("filing", after(source, 2 * _LIMIT + rng.randint(2, 7)))
    case.dates["longer_check"] = after(source, 12)
    case.dates = dict(sorted(case.dates.items(), key=lambda item: item[1]))
    reason = "案件线索涉及的事实需要进一步核实，十五个工作日内不能决定是否立案，拟延长核查期限十五个工作日。"
    case.extra.setdefault("scene", []).append(lambda case: matter(case, "longer_check", "延长核查期限", reason, "longer_check", "核延"))
    return _delayed(case, f"经批准延长后仍超过{2 * _LIMIT}个工作日")


def _market(case: Case, *, unseized: bool = False) -> bool:
    return ordinary(case) and case.dept == "市场监管" and not case.features & {"old", *(("seizure",) if unseized else ())}


def _delayed(case: Case, why: str) -> Planted:
    days = between(case.dates["source"], case.dates["filing"])
    return Planted(
        "duty.filing_delay",
        ("source", "filing"),
        f"{case.on('source')}登记案件来源，{case.on('filing')}立案，相距{days}个工作日，{why}",
        (case.on("source"), case.on("filing")),
    )


@defect("duty.filing_delay", "refusal", fits=ordinary)
def refused_unsigned(case: Case, rng: Random) -> Planted:
    """A second matter was not filed, without the head's approval."""
    case.extra.setdefault("filing", []).append(lambda case: refusal(case, GROUND, signed=False))
    return Planted("duty.filing_delay", ("refusal",), "不予立案审批表负责人意见栏空白，不予立案未经负责人批准")


@defect("duty.filing_delay", "refusal", fits=ordinary)
def refused_without_ground(case: Case, rng: Random) -> Planted:
    """A second matter was not filed, and nobody says why."""
    proposal = rng.choice(("建议不予立案。", "经研究，建议对该线索不予立案。", "该线索不再处理，建议不予立案。"))
    case.extra.setdefault("filing", []).append(lambda case: refusal(case, proposal))
    return Planted("duty.filing_delay", ("refusal",), "不予立案审批表没有写明不予立案的理由", (proposal,))


# ---- in whose name, by what power ----


def _signed_by(case: Case, issuer: str) -> str:
    """The decision goes out under ``issuer``; gives the key of its writ."""
    case.texts["decision.issuer"] = issuer
    return "summary" if case.summary else "decision"


@defect("penalty.issuer_internal_body", "issuer", fits=lambda case: case.dept != "乡镇街道")
def by_a_section(case: Case, rng: Random) -> Planted:
    """In the name of a section of the agency."""
    body = f"{case.agency.name}{rng.choice(('政策法规科', '监督检查科', '执法监督股', '综合业务股', '案件审理科'))}"
    writ = _signed_by(case, body)
    return Planted("penalty.issuer_internal_body", (writ,), f"决定书以内设机构{body}的名义作出", (body,))


@defect("penalty.issuer_internal_body", "issuer", fits=lambda case: True)
def by_a_special_team(case: Case, rng: Random) -> Planted:
    """In the name of a body set up for a campaign."""
    area = case.agency.government.removesuffix("人民政府")
    body = f"{area}{rng.choice(('专项整治行动领导小组', '联合执法工作专班', '百日攻坚行动指挥部', '综合整治工作组'))}"
    writ = _signed_by(case, body)
    return Planted("penalty.issuer_internal_body", (writ,), f"决定书以议事协调机构（专班）{body}的名义作出", (body,))


@defect("penalty.issuer_internal_body", "issuer", fits=lambda case: case.dept not in ("消防救援", "税务"))
def by_an_outpost(case: Case, rng: Random) -> Planted:
    """In the name of an outpost."""
    place = rng.choice(("城东", "河西", "北城"))
    kind = {"市场监管": f"{place}市场监督管理所", "乡镇街道": "综合行政执法队"}.get(case.dept, f"{place}执法中队")
    body = f"{case.agency.name}{kind}"
    writ = _signed_by(case, body)
    return Planted("penalty.issuer_internal_body", (writ,), f"决定书以派出机构{body}的名义作出，没有法律、法规授权", (body,))


@defect("penalty.issuer_no_authority", "rulings", "fine", "notice", fits=ordinary)
def detention(case: Case, rng: Random) -> Planted:
    """Detention, which the police alone decide."""
    days = rng.choice(("三日", "五日", "七日"))
    whom = "" if case.party.citizen else rng.choice((f"对{case.role}{case.rep.name}处以", f"对直接责任人员{case.rep.name}给予"))
    ruling = f"{whom}行政拘留{days}"
    case.scenario = replace(case.scenario, rulings=(*case.scenario.rulings, ruling))
    return Planted(
        "penalty.issuer_no_authority",
        ("decision",),
        f"{case.agency.name}不是公安机关，决定{ruling}",
        (ruling,),
        ("law.penalty_type_or_range",),
    )


def _by_the_law_of_others(case: Case, law: str, at: str, whose: str) -> Planted:
    case.penalty = replace(case.penalty, beside=f"和《{law}》{at}")
    return Planted(
        "penalty.issuer_no_authority",
        ("decision",),
        f"{case.agency.name}依据应由{whose}实施的《{law}》{at}作出处罚",
        (law,),
        ("law.penalty_type_or_range",),
    )


@defect("penalty.issuer_no_authority", "penalty", "violated", fits=lambda case: ordinary(case) and case.scenario.id in _POLICE_LAW)
def by_the_law_of_the_police(case: Case, rng: Random) -> Planted:
    """By a law that the police apply."""
    return _by_the_law_of_others(case, "中华人民共和国治安管理处罚法", _POLICE_LAW[case.scenario.id], "公安机关")


@defect("penalty.issuer_no_authority", "penalty", "violated", fits=lambda case: ordinary(case) and case.scenario.id in _TAX_LAW)
def by_the_law_of_taxes(case: Case, rng: Random) -> Planted:
    """By a law that tax offices apply."""
    return _by_the_law_of_others(case, "中华人民共和国税收征收管理法", "第六十条第一款第（二）项", "税务机关")


@defect("penalty.entrust_letter_missing", "issuer", "opened", fits=lambda case: ordinary(case) and case.dept in _ENTRUSTED)
def in_its_own_name(case: Case, rng: Random) -> Planted:
    """An entrusted body says by whom it is entrusted, and signs itself."""
    agency = case.agency
    body = f"{agency.government.removesuffix('人民政府')}{_ENTRUSTED[case.dept]}"
    told = rng.choice((f"受{agency.name}委托", f"本单位受{agency.name}依法委托", f"经{agency.name}委托", f"接受{agency.name}的委托"))
    case.texts["decision.opened"] = f"{told}，{body}于{case.on('filing')}对当事人涉嫌{case.scenario.cause}一案立案调查，现已查明："
    _signed_by(case, body)
    return Planted(
        "penalty.entrust_letter_missing",
        ("decision",),
        f"决定书写明{told}，却以受委托的{body}自己的名义作出，没有以委托机关{agency.name}的名义",
        (told, body),
        ("penalty.issuer_internal_body",),
    )


# ---- one act, one fine ----


@defect(
    "filing.ne_bis_in_idem", "fine", "penalty", "violated", "decision", fits=lambda case: ordinary(case) and case.scenario.id in _FURTHER
)
def fined_by_two_laws(case: Case, rng: Random) -> Planted:
    """One act breaks two laws, and each has its fine."""
    (law, at), (penal, where) = _FURTHER[case.scenario.id]
    own, other = str(case.violated), f"《{law}》{at}"
    words = rng.choice(
        (
            f"当事人的同一行为同时违反了{own}和{other}的规定",
            f"该行为既违反了{own}的规定，又违反了{other}的规定",
            f"当事人的上述行为违反了{own}的规定，同时违反了{other}的规定",
        )
    )
    case.texts["decision.violated"] = f"{words}，属于{case.scenario.cause}的违法行为。"
    second = max(100, case.fine // 4 // 100 * 100)
    case.fines = ((f"依据{case.penalty}，", case.fine - second), (f"依据《{penal}》{where}，", second))
    case.violated = replace(case.violated, beside=f"和{other}")
    case.penalty = replace(case.penalty, beside=f"和《{penal}》{where}")
    return Planted(
        "filing.ne_bis_in_idem",
        ("decision",),
        f"同一违法行为违反{own}和{other}，决定书分别罚款{case.fine - second}元和{second}元，应当按照罚款数额高的规定处罚",
        (penal,),
        ("law.penalty_type_or_range",),
    )


@defect("filing.ne_bis_in_idem", "copies", "fine", fits=having(without=("old", "hearing")))
def fined_elsewhere(case: Case, rng: Random) -> Planted:
    """Another office had fined the party for the same facts; its decision is in the dossier."""
    area = case.agency.government.removesuffix("人民政府")
    office = f"{area}{'清溪街道办事处' if case.dept != '乡镇街道' else '综合行政执法局'}"
    number = (
        f"{case.agency.county[0]}{'清溪' if case.dept != '乡镇街道' else '综执'}罚字〔{case.dates['scene'].year}〕第{rng.randint(11, 99)}号"
    )
    amount = max(100, case.fine // 2 // 100 * 100)
    case.extra.setdefault("photos", []).append(lambda case: earlier_decision(case, office, number, amount))
    return Planted(
        "filing.ne_bis_in_idem",
        ("earlier", "decision"),
        f"{office}已就同一违法事实对当事人罚款{amount}元，本机关又罚款{case.fine}元",
        (f"罚款人民币{amount}元",),
    )


AUTHORITY_DEFECTS = tuple(DEFECTS[_BEFORE:])
