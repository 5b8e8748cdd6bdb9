"""Parties of a case (当事人): organisations by their suffix, people by their surname."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from nlp.fact import Found

PartyKind = Literal["person", "organisation", "unknown"]
# longest first: the suffix of 某某有限责任公司 is 有限责任公司
_SUFFIXES = sorted(
    (
        "有限责任公司 股份有限公司 有限公司 集团公司 总公司 分公司 公司 集团 企业 合伙企业 工厂 加工厂 厂 商行 商店 商场 超市 便利店 百货店 专卖店 "
        "经营部 服务部 门市部 营业部 批发部 零售部 供应站 维修部 维修店 修理厂 加油站 加气站 饭店 酒店 宾馆 旅馆 旅社 民宿 餐厅 餐馆 饭馆 小吃店 "
        "面馆 火锅店 烧烤店 饮品店 奶茶店 茶馆 茶楼 咖啡馆 咖啡店 酒吧 网吧 歌厅 会所 浴室 药店 药房 大药房 诊所 门诊部 医院 卫生室 卫生院 美容院 "
        "理发店 美发店 养生馆 健身房 工作室 事务所 中心 协会 商会 学会 基金会 学校 幼儿园 培训机构 合作社 农场 养殖场 屠宰场 市场 农贸市场 车行 "
        "汽修厂 物流园 仓库 快递站 驿站 书店 花店 眼镜店 五金店 建材店 家具店 服装店 食品店 水果店 蔬菜店 肉铺 鱼行 米店 油坊 面包房 糕点店 蛋糕店 "
        "食堂 小馆 酒楼 酒家 饺子馆 渔庄 山庄 农家乐 庄园 影院 影城 俱乐部 村民委员会 居民委员会 村委会 居委会 委员会 管理处 项目部 工程队 施工队 "
        "车队 运输队 站 店 铺 行 社 馆 院 坊 吧 部 局 所 园"
    ).split(),
    key=len,
    reverse=True,
)
_LABEL = re.compile(
    r"(?:当事人(?:名称|姓名|基本情况)?|被处罚(?:人|单位|当事人)|违法行为人|被检查(?:人|单位)|行政相对人|受送达人|被告知人|被处罚人姓名或名称|单位名称|申请人)"
    r"(?:[（(][^（）()\n]{1,12}[）)])?(?:[ \t]*[:：][ \t]*|[ \t]+)(?P<name>[^\s，。；;、：:（(]{2,40}(?:[（(][^（）()\n]{1,20}[）)][^\s，。；;、：:（(]{0,30})?)"
)
_PERSON = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,8}){1,3}")
_MASKED = re.compile(r"[\u3400-\u9fff](?:某[\u4e00-\u9fff]?|某某|[*×xX]{1,2}[\u3400-\u9fff]?|[\u3400-\u9fff][*×])")
# words of two to four characters that begin with a surname and are no name
_NOT_NAMES = frozenset(
    "当事人 同意 情况 时间 时限 金额 方式 方案 方法 单位 单价 经理 经营 经办 管理 公司 公安 公示 公告 公章 程序 万元 万余 成立 成本 成品 能力 相关 明确 明细 "
    "安全 安排 安装 史料 常见 于是 何时 何地 何种 许可 施工 向我 向你 向其 向当 计算 计划 宣告 应当 应急 应予 干部 解释 解除 解决 房屋 房产 时候 强制 "
    "石油 和解 水产 水果 水泥 祖国 国家 文书 文号 文件 文化 温度 平台 平方 白天 万分 高度 高级 金属 关系 关于 都是 全部 全体 全面 牛奶 牛肉 马上 车辆 "
    "车牌 车主 项目 阳光 阴天 黄色 红色 路边 路口 年龄 年度 年检 司机 司法 法律 法定 法人 法规 法制 任务 任何 包括 包装 别人 曾经 毛重 乐器 从事 从业 "
    "空白 边界 利用 利益 党员 农业 农民 农产 商品 商店 海关 权利 权限 宗教 焦点 符合 双方 鱼缸 终结 后果 后续 归档 归还 沙石 养殖 华侨 "
    "支付 支持 种类 种子 来源 来自 来访 简易 简要 开始 开展 资格 资料 厂房 厂家 通知 通过 有关 有无 有效 有限 所有 所在 花店 花费 钱款 凭证 "
    "执法 证件 证据 证明 出示 检查 询问 记录 送达 签名 盖章 以上 以下 无误 属实 完毕 日期 备注 意见 人员 负责 主管 承办 见证 代表 双休 无".split()
)


@dataclass(frozen=True, slots=True)
class Party:
    """A party as named. ``kind`` is ``unknown`` where neither an organisation's suffix nor a surname shows what it is."""

    name: str
    kind: PartyKind


def find_parties(text: str) -> list[Found[Party]]:
    """Names behind a label (当事人：…, 被处罚单位 …), in text order."""
    found = []
    for match in _LABEL.finditer(text):
        name = match["name"]
        start = match.start("name")
        if name in _NOT_NAMES or not re.search(r"[\u3400-\u9fff]{2}|[某*×]", name):
            continue
        rest = re.match(r"\n([\u3400-\u9fff]{1,12})(?=\n|[ \t])", text[match.end("name") :])
        joined = bool(rest and not org_suffix(name) and len(name) > 4 and org_suffix(name + rest[1]))
        value = name + rest[1] if joined and rest else name
        end = match.end("name") + (rest.end() if joined and rest else 0)
        kind: PartyKind = (
            "organisation" if org_suffix(value) and not _two_or_three_person(value) else "person" if is_person_name(value) else "unknown"
        )
        found.append(Found(Party(value, kind), start, end, text[start:end]))
    return found


def org_suffix(name: str) -> str | None:
    """The suffix that makes ``name`` an organisation or a shop (有限公司, 经营部, 小馆); None where there is none or nothing before it."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", "".join(name.split()))
    return next((suffix for suffix in _SUFFIXES if bare.endswith(suffix) and len(bare) - len(suffix) >= 2), None)


def is_person_name(text: str) -> bool:
    """Whether ``text`` reads as the name of a person: surname and one or two characters, 维吾尔 names with ·, masked 张某某, 李**.

    A blank inside a name of two characters (张 三) is allowed.
    """
    name = "".join(text.split())
    if _MASKED.fullmatch(name):
        return name[0] in surnames()
    if "·" in name or "•" in name or "・" in name:
        return bool(_PERSON.fullmatch(name))
    if not _PERSON.fullmatch(name) or name in _NOT_NAMES or (len(name) > 2 and name[:2] in _NOT_NAMES):
        return False
    if name[:2] in surnames():
        return 3 <= len(name) <= 4
    if len(name) == 4:
        return name[0] in surnames() and name[1] in surnames() and not org_suffix(name)
    return name[0] in surnames()


@cache
def surnames() -> frozenset[str]:
    """Surnames of one and two characters."""
    return frozenset(files("nlp.lexicon").joinpath("surnames.txt").read_text(encoding="utf-8").split())


def _two_or_three_person(name: str) -> bool:
    """王店, 李小行 are people as likely as shops."""
    return len(name) <= 3 and is_person_name(name)
