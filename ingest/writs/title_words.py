"""The words titles are made of: a field of law, what the writ does (the kernel, in ``*.yml``), and the form (书、表、笔录).

New fields of law need no entry: whatever stands before a kernel and names neither an act nor a person is one.
"""

from __future__ import annotations

import re

_AGENCY = re.compile(r"^[\u4e00-\u9fa5]{2,24}?(?:局|委员会|厅|人民政府|街道办事处|支队|大队|总队|执法队|管理处|分局)(?=.{3,})")
_SUFFIX = re.compile(r"[（(](?:存根|副本|正本|复印件|单位|个人|公民|收据|续页?|第?[一二三四五\d]+页?|样本|打印件)[)）]$")
_COPY = re.compile(r"[（(]?(?:(?:复印|打印|影印|扫描|导出)件|打印[页单])[)）]?$")
_PAPER = re.compile(r"(?:文件|合同|协议|材料|资料|执照|名册|名单|日志|通知|批复|函件|账页|协定|决议|章程|数据|截图|信息|照片)$")
_JOINS = re.compile(r"以及|[及和与、]")
_TICKS = re.compile(r"[□☐☑√✓■☒]")
# words of the departments for one and the same thing
_SAME = (
    *(("呈批", "审批"), ("报批", "审批"), ("核批", "审批"), ("签批", "审批"), ("会签", "审批"), ("审签", "审批"), ("批准书", "审批表")),
    *(("合法性审核", "法制审核"), ("合法性审查", "法制审核"), ("法制审查", "法制审核"), ("封皮", "封面"), ("凭单", "凭证")),
    *(("勘察", "勘验"), ("勘查", "勘验"), ("勘测", "勘验")),
)
# however the sheet is called that goes from hand to hand: 审批流转单, 审核流程表, 审批会签卡
_PASSED_ON = re.compile(r"(审批|审核)(?:审批|流转|流程|传递|传阅|运转|办理|登记)*(?:[单表书卡签笺]|稿纸)$")
_AND = "暨"  # two writs in one: 现场检查暨责令改正通知书
_FIELD = re.compile(r"[\u4e00-\u9fa5]{1,14}")
_FORM = re.compile(
    r"(?:[书表单卡证函页卷图]|卷宗|档案|截屏|台账|账册|明细|流水|笔录|记录|纪要|报告|清单|目录|凭证|票据|收据|回执|凭条|公告|封条|照片|封面)(?:简易(?:程序)?|当场(?:处罚)?|正本|副本|复印件)?$"
)
_NO_FORM_WORD = re.compile(r"(?:意见|材料|声明|说明|证明|承诺|申请|通知|批复|请示|合同|协议|发票|资料|数据|方案)(?:[（(]复印件[)）])?$")
_ACT = re.compile(
    r"告知|通知|申请|送达|审批|审核|核审|复核|复查|听证|立案|结案|移送|备案|公示|公开|催告|强制|查封|扣押|登记|检验|检测|鉴定|陈述|申辩|讨论"
    r"|审议|询问|勘验|抽样|采样|委托|责令|限期|整改|改正|当场|简易|投诉|举报|销毁|罚款|缴|决定|先行|保存|人(?![力民口防才])"
    r"|[的对将已被把与和及在于由，、；。]"
)
_REVERSES = re.compile(r"不予|不准|撤销|撤回|解除|放弃|终止|中止|恢复|取消|变更")


def forms(title: str) -> list[str]:
    """The ways to read a title: with the brackets' content in line, without it, without marks, without the agency, in the usual words."""
    bare = _SUFFIX.sub("", _TICKS.sub("", title))
    inline = re.sub(r"[（）()《》]", "", bare)
    found = [inline, re.sub(r"[（(][^）)]*[）)]", "", bare), re.sub("[、/]", "", inline)]
    found += [_AGENCY.sub("", form) for form in found]
    found += [form.removeprefix("中华人民共和国") for form in found if form.startswith("中华人民共和国")]
    found += [_usual(form) for form in found]
    found += [part for form in found if _AND in form for part in form.split(_AND) if ends_in_form_word(part)]
    return list(dict.fromkeys(form for form in found if len(form) >= 2))


def is_field_of_law(head: str, kernel: str) -> bool:
    """Whether a text before a kernel with its form word only says which law is enforced (劳动保障监察, 水事违法)."""
    return not head or (
        _FIELD.fullmatch(head) is not None and _FORM.search(kernel) is not None and not _ACT.search(head) and not reverses(head)
    )


def ends_in_form_word(title: str) -> bool:
    """Whether a title ends with the form of the paper (书、表、笔录), a note in brackets aside."""
    return _FORM.search(_SUFFIX.sub("", title)) is not None


def ends_as_paper(title: str) -> bool:
    """Whether a title ends with what papers are called that are no form (意见、说明、合同)."""
    return _NO_FORM_WORD.search(title) is not None


def copied(title: str) -> str | None:
    """The title of the paper of which a title names a copy (停车登记表（复印件）); None where it names none."""
    stem = _COPY.sub("", title)
    is_paper = stem != title and len(stem) > 2 and (ends_in_form_word(stem) or _PAPER.search(stem) is not None)
    return stem if is_paper else None


def joined(title: str) -> list[str]:
    """The titles of papers that a title names together (现场照片及示意图); empty where it names no two."""
    parts = _JOINS.split(title)
    return parts if len(parts) > 1 and all(len(part) > 1 for part in parts) else []


def reverses(head: str) -> bool:
    """Whether a text before a kernel turns it into the contrary: 不予 + 立案审批表, 撤销 + 行政处罚决定书."""
    return _REVERSES.search(head) is not None


def _usual(form: str) -> str:
    for word, usual in _SAME:
        form = form.replace(word, usual)
    return _PASSED_ON.sub(r"\1表", form)
