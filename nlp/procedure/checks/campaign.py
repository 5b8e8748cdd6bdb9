"""Fines as targets or income (行政处罚法第七十四条), and whole trades shut down (优化营商环境条例第五十九条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlp.procedure.case import CaseFile
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.papers import Paper, papers
from nlp.procedure.quoting import sentence
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_TARGET = re.compile(
    r"(?:罚没|罚款)(?![^。；]{0,4}(?:裁量|基准|幅度|决定|缴纳|催缴|执行))(?:款|收入|金额|总额|数额)?[^。；，、：:]{0,6}?(?:任务|指标|目标|完成率)"
)
_SUM = re.compile(  # so much every month, year or unit
    r"(?:每月|每季度?|每年|全年|年内|年度|本年|今年|季度|月度|人均|每人|每个?中队|各中队)[^。；，]{0,12}(?:罚没|罚款)[^。；，]{0,8}"
    r"(?:达到|不低于|不少于|不得少于|不得低于|突破|完成)[^。；，]{0,6}\d+(?:\.\d+)?万?元"
)
_RETURN = re.compile(
    r"(?:罚没|罚款)(?:[^。；，]{0,12}，)?[^。；，]{0,10}按[^。；，]{0,8}比例[^。；，]{0,6}(?:返还|返拨|提成)"
    r"|按[^。；，]{0,12}(?:罚没|罚款)[^。；，]{0,6}(?:百分之[一二三四五六七八九十]+|\d+[%％])[^。；，]{0,8}(?:计发|计提|提取|发放|核发)"
    r"|按(?:罚没|罚款)[^。；，]{0,10}(?:百分之[一二三四五六七八九十]+|\d+[%％])[^。；，]{0,8}(?:返还|返拨|提成)"
    r"|办案[^。；，]{0,4}经费[^。；，]{0,6}返还"
    r"|(?:罚没|罚款)(?:款|收入|金额|总额|数额)?[^。；，]{0,6}(?:与|同|和)[^。；，]{0,12}(?:考核|考评|绩效|奖金|经费)[^。；，]{0,6}挂钩"
)
_KEPT = re.compile(
    r"(?:罚没|罚款)[^。；]{0,30}(?:截留|坐支|私分)"
    r"|(?:罚没|罚款)[^。；]{0,20}(?:未|没有|不)(?:缴入|上缴|缴付|解缴|缴存)[^。；，]{0,6}(?:国库|财政|专户)[^。；]{0,16}(?:本|我|大|中|支)[局队所单][^。；，]{0,8}"
    r"(?:账户|账上|保管|使用|支出|开支|购置)"
)
# one of which stands wherever the four of these find something
_TARGETS, _SUMS = ("任务", "指标", "目标", "完成率"), ("达到", "不低于", "不少于", "不得", "突破", "完成")
_RETURNED = ("返还", "返拨", "提成", "计发", "计提", "提取", "发放", "核发", "挂钩")
_HELD_BACK = ("截留", "坐支", "私分", "缴")
_SET = re.compile(r"下达|分解|完成|年度|全年|本年|季度|月度|\d万?元|[%％]|百分之|考核|得分|扣分|扣减|挂钩|比例|返还|提成")
_FORBIDS = re.compile(
    r"严禁|禁止|不得|不准|不允许|不以|不把|不将|不再|不下达|杜绝|防止|避免|取消|纠正|整治|整改|查处|严肃|清理|举报|是否|有无|无(?:罚没|罚款)|没有"
    r"|未(?:下达|设|规定|将|以|把|与|同)"
)
_DENIES_KEEPING = re.compile(r"严禁|禁止|不得|不准|杜绝|防止|是否|有无|不存在|举报|查处|整治|纠正")
_LISTS_FORBIDDEN = re.compile(r"严禁|禁止|不得|不准|负面清单|杜绝|严肃查处")
_LOOK_BACK = 60  # characters before a clause in which a list of what is forbidden may begin
_ABOUT = re.compile(r"[^。；，]{0,6}(?:问题|现象|行为|情形|线索)")
_CLAIMS = re.compile(r"(?:当事人|投诉人|举报人|群众|信访人)[^。；，]{0,6}(?:称|认为|反映|提出|质疑)|辩称")

_STOP = re.compile(r"停产|停业|关停|停工")
_STOP_BEFORE = 40  # characters before in which those who must stop are named
_WHO = r"(?:企业|厂(?![房区内])|商户|单位|工地|门店|店(?![面内])|经营户|养殖场|养殖户|作坊|加工点|行业|场所|摊点)"
_BLANKET = re.compile(
    rf"(?:一律|所有|全部|各|(?<![安完健])全(?:区|县|市|镇|乡|省|街道|行业|域)|辖区内?)[^。；，]{{0,20}}?(?<![你该本]){_WHO}"
    rf"|(?<![你该本贵]){_WHO}[^。；，]{{0,8}}(?:一律|全部|普遍|统一)"
)
_NO_BLANKET = re.compile(r"不得|严禁|禁止|防止|避免|杜绝|不搞|一刀切|不采取|未|没有|不能|反对")
# those who gave cause: 对存在重大隐患的企业一律停产整顿
_WITH_CAUSE = re.compile(
    r"(?:存在|不符合|未取得|未办理|未按|未经|无证|无照|违法|违规|不达标|超标|不具备|逾期|拒不|发生|列入|不合格|非法)[^，。；]{0,24}的"
)
_ALLOWED = re.compile(
    r"重污染天气|应急响应|减排清单|(?:重特大|特别重大|重大)(?:生产)?(?:安全)?事故|疫情防控|公共卫生事件|重大活动|(?:报经|经)[^。；，]{0,20}(?:政府|国务院|有权机关)[^。；，]{0,8}(?:批准|同意|决定)"
)


@check("penalty.quota_or_return")
def quota_or_return(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Papers that set targets for fines, tie them to appraisal, return a share of them, or keep them from the treasury."""
    outcomes = [outcome for paper in papers(case) for outcome in _quota(case, paper)]
    return outcomes or not_applicable("卷内文书没有罚没指标、返还的表述")


def _quota(case: CaseFile, paper: Paper) -> Iterator[Outcome]:
    text = paper.passage.text
    if "罚款" not in text and "罚没" not in text and "经费" not in text:
        return
    for pattern, words, what, law in (
        (_TARGET, _TARGETS, "下达罚没任务、指标", ("TWOLINES2000", "APL2021:第七十四条", "BIZENV2019")),
        (_SUM, _SUMS, "下达罚没任务、指标", ("TWOLINES2000", "APL2021:第七十四条", "BIZENV2019")),
        (_RETURN, _RETURNED, "罚没收入返还、提成或者与考核、经费挂钩", ("APL2021:第七十四条", "BIZENV2019")),
        (_KEPT, _HELD_BACK, "截留、坐支、私分罚没款", ("APL2021:第七十四条",)),
    ):
        if not any(word in text for word in words):
            continue
        for match in pattern.finditer(text):
            begin, end = sentence(text, *match.span())
            said = text[begin:end]
            clause, _ = sentence(text, *match.span(), "。；，：")
            listed = text[max(0, clause - _LOOK_BACK) : clause]
            forbids = _DENIES_KEEPING if pattern is _KEPT else _FORBIDS
            until = match.start() if pattern is _SUM else match.end()  # 不得少于 sets a sum
            if forbids.search(text, clause, until) or _LISTS_FORBIDDEN.search(listed) or _ABOUT.match(text, match.end()):
                continue
            place = paper.quote(case, "趋利执法的表述", *match.span())
            found = f"{paper.title}（第{place.page}页）写有“{match.group()}”"
            if paper.voice == "told" or _CLAIMS.search(said) or not (pattern is _KEPT or _SET.search(said)):
                yield unknown(f"{found}，是否{what}请人工核对", evidence=(place,))
            else:
                yield breach(
                    f"疑似{what}：{found}", on=_day(case, paper), evidence=(_whole(case, paper, begin, match.start(), end),), law=law
                )
            break


@check("inspect.mass_shutdown")
def mass_shutdown(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Papers that stop all businesses of a trade or an area whether or not they gave cause."""
    outcomes = [outcome for paper in papers(case) for outcome in _shutdown(case, paper)]
    return outcomes or not_applicable("卷内文书没有要求行业、区域普遍停产停业的表述")


def _shutdown(case: CaseFile, paper: Paper) -> Iterator[Outcome]:
    text = paper.passage.text
    for match in _STOP.finditer(text):
        begin, end = sentence(text, *match.span())
        before = text[max(begin, match.start() - _STOP_BEFORE) : match.start()]
        if not _BLANKET.search(before) or _NO_BLANKET.search(before) or _WITH_CAUSE.search(text, begin, match.start()):
            continue
        place = _whole(case, paper, begin, match.start(), end)
        found = f"{paper.title}（第{place.page}页）写有“{before[-24:]}{match.group()}”"
        if allowed := _ALLOWED.search(text):
            yield met(f"{found}，写明{allowed.group()}", (place,))
        elif paper.voice == "told" or _CLAIMS.search(text, begin, end):
            yield unknown(f"{found}，是否要求普遍停产、停业请人工核对", evidence=(place,))
        else:
            yield breach(f"疑似“一刀切”停产停业：{found}", on=_day(case, paper), evidence=(place,))
        return


def _whole(case: CaseFile, paper: Paper, begin: int, at: int, end: int) -> Evidence:
    """The sentence around ``at``, from the page on which that stands: a page may end without a full stop."""
    pages = paper.passage.pages
    return paper.quote(case, "原文", next(i for i in range(begin, at + 1) if pages[i] == pages[at]), end)


def _day(case: CaseFile, paper: Paper) -> date | None:
    """The day of a paper, else that of the decision or the filing."""
    return paper.day(case) or case.decision_date or case.filing_date
