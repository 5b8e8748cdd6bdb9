"""Defects of the officers: no certificate number, helpers in their place, nothing shown, rights untold, recusal undecided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from zhijian.demo.blocks import Para, Sign, Writ
from zhijian.demo.case import Case, Planted
from zhijian.demo.defects.catalogue import DEFECTS, defect, having, ordinary
from zhijian.demo.edits import behind, reworded
from zhijian.demo.people import Officer

_BEFORE = len(DEFECTS)
_RECORDS = ("scene", "inquiry", "second", "sampling", "statement", "recheck", "summary")  # writs that print certificate numbers
_UNHEARD = ("hearing",)  # the host of hearings helps out, where there is none


def _all(*edits: Callable[[Writ], Writ]) -> Callable[[Writ], Writ]:
    def change(writ: Writ) -> Writ:
        for edit in edits:
            writ = edit(writ)
        return writ

    return change


@defect("officer.qualification_missing", "officers", "scene", "inquiry", "second", fits=lambda case: True)
def no_number(case: Case, rng: Random) -> Planted:
    """One of the two officers has no certificate number, wherever he is named."""
    one, two = case.officers
    case.officers = (one, replace(two, cert_no=""))
    for key in _RECORDS:
        case.edit(key, _all(reworded("（执法证号：）", ""), reworded(f"{one.cert_no}、", one.cert_no)))
    return Planted(
        "officer.qualification_missing",
        ("scene", "summary" if case.summary else "inquiry"),
        f"执法人员{two.name}在全卷没有执法证号，也未附执法证复印件",
        (two.name,),
    )


@defect("officer.qualification_missing", "officers", "inquiry", fits=having(without=_UNHEARD))
def borrowed_number(case: Case, rng: Random) -> Planted:
    """A third officer questions the party under the number of a colleague."""
    one, two = case.officers
    third = Officer(case.staff.host, two.cert_no)
    case.on_site["inquiry"] = (one, third)
    return Planted(
        "officer.qualification_missing",
        ("scene", "inquiry"),
        f"执法证号{two.cert_no}在现场笔录为{two.name}的，在询问笔录为{third.name}的，证号与姓名不符",
        (two.cert_no,),
    )


@defect("officer.qualification_missing", "officers", "inquiry", fits=ordinary)
def number_left_blank(case: Case, rng: Random) -> Planted:
    """The place for the numbers is blank in the record of questioning; other writs have them."""
    one, two = case.officers
    case.edit(
        "inquiry",
        _all(
            reworded(f"（执法证号：{one.cert_no}）、", "、"),
            reworded(f"（执法证号：{two.cert_no}）", "（执法证号：）"),
            reworded(f"，执法证号为{one.cert_no}、{two.cert_no}", ""),
        ),
    )
    return Planted("officer.qualification_missing", ("inquiry",), "询问笔录执法证号处空白，卷内其他文书载有证号")


@defect("officer.auxiliary_enforcing", "officers", "inquiry", fits=having(without=_UNHEARD))
def helper_questions(case: Case, rng: Random) -> Planted:
    """A helper makes up the second officer of the questioning."""
    kind = rng.choice(("协管员", "执法辅助人员", "网格员"))
    helper = Officer(case.staff.host, "")
    case.on_site["inquiry"] = (case.officers[0], helper)
    case.edit(
        "inquiry", _all(reworded("（执法证号：）", f"（{kind}）"), reworded(f"{case.officers[0].cert_no}、", case.officers[0].cert_no))
    )
    return Planted(
        "officer.auxiliary_enforcing",
        ("inquiry",),
        f"询问笔录的两名询问人中{helper.name}为{kind}，扣除后执法人员只有一人",
        (helper.name,),
        ("officer.fewer_than_two",),
    )


@defect("officer.auxiliary_enforcing", "officers", "scene", fits=having(without=_UNHEARD))
def helper_among_officers(case: Case, rng: Random) -> Planted:
    """A helper stands among the officers of the inspection, where two officers remain."""
    kind = rng.choice(("辅警", "协管员", "第三方机构人员", "实习人员"))
    name = case.staff.host
    last = case.officers[1]
    number = f"{last.name}（执法证号：{last.cert_no}）"
    case.edit("scene", reworded(number, f"{number}、{name}（{kind}）"))
    return Planted("officer.auxiliary_enforcing", ("scene",), f"现场笔录的执法人员栏列有{name}（{kind}），应当单列为协助人员", (name, kind))


@defect("officer.auxiliary_enforcing", "officers", "scene", fits=ordinary)
def helper_inspects(case: Case, rng: Random) -> Planted:
    """One officer and a helper inspect the scene."""
    one, two = case.officers
    kind = rng.choice(("协管员", "网格员"))
    case.on_site["scene"] = (one, replace(two, name=case.staff.archivist, cert_no=""))
    names = f"{one.name}、{case.staff.archivist}"
    case.edit(
        "scene",
        _all(reworded("（执法证号：）", f"（{kind}）"), reworded(f"执法人员{names}", f"执法人员{one.name}和{kind}{case.staff.archivist}")),
    )
    return Planted(
        "officer.auxiliary_enforcing",
        ("scene",),
        f"现场检查由执法人员{one.name}和{kind}{case.staff.archivist}进行，执法人员只有一人",
        (kind,),
        ("officer.fewer_than_two",),
    )


def _met_on_paper(case: Case) -> bool:
    """Whether the record of the scene is judged by itself, and says nothing of certificates beside the notice."""
    return ordinary(case) and "seizure" not in case.features and not any("执法证" in text for text in case.scenario.scene)


@defect("invest.id_not_shown", "scene", fits=_met_on_paper)
def nothing_shown_at_the_scene(case: Case, rng: Random) -> Planted:
    """The record of the inspection does not say that credentials were shown."""
    case.edit("scene", _all(reworded("，已向你出示执法证件，请确认。现", "，现"), reworded("答：已看过执法证件，清楚，", "答：清楚，")))
    return Planted("invest.id_not_shown", ("scene",), "现场笔录没有执法人员出示执法证件的记载")


@defect("invest.id_not_shown", "inquiry", fits=ordinary)
def nothing_shown_to_the_party(case: Case, rng: Random) -> Planted:
    """The record of questioning does not say that credentials were shown."""
    _not_shown(case, "inquiry")
    return Planted("invest.id_not_shown", ("inquiry",), "对当事人的询问笔录没有执法人员出示执法证件的记载")


@defect("invest.id_not_shown", "second", fits=lambda case: ordinary(case) and case.second is not None)
def nothing_shown_to_a_witness(case: Case, rng: Random) -> Planted:
    """The same with a witness."""
    _not_shown(case, "second")
    return Planted("invest.id_not_shown", ("second",), "对证人的询问笔录没有执法人员出示执法证件的记载")


def _not_shown(case: Case, key: str) -> None:
    numbers = "、".join(officer.cert_no for officer in case.team(key))
    case.edit(key, _all(reworded(f"，这是我们的执法证件，执法证号为{numbers}，请你过目", ""), reworded("看过了，没有疑问", "知道了")))


def _without_sentences(*words: str) -> Callable[[Writ], Writ]:
    """The sentences with one of ``words`` are taken out of running text."""

    def change(writ: Writ) -> Writ:
        blocks = []
        for block in writ.blocks:
            if isinstance(block, Para):
                kept = [text for text in block.text.split("。") if text and not any(word in text for word in words)]
                block = replace(block, text="".join(f"{text}。" for text in kept))
            blocks.append(block)
        return replace(writ, blocks=[block for block in blocks if getattr(block, "text", "x")])

    return change


@defect("invest.rights_not_told_first_contact", "scene", fits=ordinary)
def recusal_untold(case: Case, rng: Random) -> Planted:
    """The first record tells nothing of recusal."""
    told = "你依法享有陈述、申辩的权利；认为执法人员与检查事项有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避"
    answer = "以上告知内容是否清楚？是否申请回避？答：已看过执法证件，清楚，不申请回避"
    edits = [reworded(told, "你依法享有陈述、申辩的权利"), reworded(answer, "以上告知内容是否清楚？答：已看过执法证件，清楚")]
    case.edit("scene", _all(*edits, reworded("，对", "。对"), reworded("并向", "。执法人员向"), _without_sentences("回避")))
    return Planted("invest.rights_not_told_first_contact", ("scene",), "首次向当事人取证的现场笔录没有告知申请回避的权利")


def _by_rule(case: Case) -> bool:
    """Whether a rule of the department (市场监督管理行政处罚程序规定 art. 21) asks for it, and no measure of that day tells it."""
    return having(without=("seizure", "preserve"))(case) and case.dept == "市场监管"


@defect("invest.rights_not_told_first_contact", "scene", fits=_by_rule)
def defence_untold(case: Case, rng: Random) -> Planted:
    """The first record tells of recusal and not of the right to state and defend."""
    case.edit("scene", _all(reworded("你依法享有陈述、申辩的权利；认为", "认为"), _without_sentences("陈述", "申辩")))
    return Planted("invest.rights_not_told_first_contact", ("scene",), "首次向当事人取证的现场笔录没有告知陈述、申辩的权利")


_CLAIM = (
    "我和{name}有经济纠纷，我申请{name}回避",
    "{name}跟举报我的人是亲戚，我要求他回避",
    "我觉得{name}处理不会公正，希望换人，请求{name}回避",
)


def _asks(case: Case, key: str, rng: Random) -> Planted:
    words = rng.choice(_CLAIM).format(name=case.officers[rng.randrange(2)].name)
    case.edit(key, reworded("不申请回避", words))
    where = "现场笔录" if key == "scene" else "询问笔录"
    return Planted("invest.recusal_conflict", (key,), f"当事人在{where}中申请回避，卷内没有对回避申请的决定", (words,))


@defect("invest.recusal_conflict", "inquiry", "recusal", fits=ordinary)
def recusal_undecided(case: Case, rng: Random) -> Planted:
    """The party asks for recusal when questioned; nobody decides."""
    return _asks(case, "inquiry", rng)


def _silent_on_recusal(case: Case) -> bool:
    """Whether the facts of the inspection do not say that no recusal was asked for."""
    return ordinary(case) and not any("不申请回避" in text for text in case.scenario.scene)


@defect("invest.recusal_conflict", "scene", "recusal", fits=_silent_on_recusal)
def recusal_undecided_at_the_scene(case: Case, rng: Random) -> Planted:
    """The same at the inspection."""
    return _asks(case, "scene", rng)


@defect("invest.recusal_conflict", "statement", "recusal", fits=having("statement"))
def recusal_asked_in_statement(case: Case, rng: Random) -> Planted:
    """The party asks for it when it states its case."""
    name = case.officers[1].name
    words = f"本案承办人{name}此前与我方有过争执，要求{name}回避"
    case.edit("statement", behind("陈述申辩内容", Para(f"{words}。")))
    return Planted("invest.recusal_conflict", ("statement",), "当事人在陈述申辩中要求承办人回避，卷内没有对回避申请的决定", (words,))


@defect("invest.recusal_conflict", "scene", fits=ordinary)
def officer_as_witness(case: Case, rng: Random) -> Planted:
    """An officer of the inspection signs as its witness."""
    name, day = case.officers[1].name, case.dates["scene"]
    case.edit("scene", behind("现场负责人（签名）", Sign("见证人（签名）：", (name,), day)))
    return Planted("invest.recusal_conflict", ("scene",), f"现场笔录的见证人{name}就是本笔录的执法人员", (name,))


OFFICER_DEFECTS = tuple(DEFECTS[_BEFORE:])
