"""What a writ imposes or proposes: kinds of penalty (处罚种类) with their amounts, and the clauses it rests on.

The kinds are those of 行政处罚法第九条. Orders to correct (责令改正, 限期拆除) are no penalties (第二十八条).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ingest.dossier import Writ
from ingest.passage import Passage
from nlp.citations import Citation, find_citations
from nlp.fact import Found
from nlp.facts.amount_pairs import find_amount_pairs
from nlp.facts.amounts import find_amounts
from nlp.facts.shares import SHARE
from nlp.facts.totals import is_factor, total_from
from nlp.procedure.said_again import said_again
from nlp.sought import sought

_WHOSE = r"(?:其|当事人|你(?:单位|公司|店)?)?(?:全部)?(?:的)?"
_GOODS = r"(?:财物|产品|物品|工具|设备|食品|药品|原料|货物|农药|种子|兽药|车辆|鱼获|渔获)"
# money, whatever goods it came from (没收销售98盒面霜的违法所得): not what a list names beside the goods (没收工具和违法所得)
_SUM = r"(?:违法|非法)?所得|收入|货款|价款|款项|销售款"
_CHAR = r"(?:“[^”，。；]{1,20}”|[^，。；“”])"  # of the name of a thing, with a brand in quotation marks as one
MONEY = rf"(?:(?!{_SUM}|没收){_CHAR}){{0,40}}(?<![和及与、])(?:{_SUM})"
# what may follow 没收 where goods are named: no money, and none of the papers and words that only speak of it (没收的物品, 没收清单)
_NAMED = rf"(?!{MONEY})(?!的|款|入|、|和|或|及|财?物?品?(?:决定|清单|凭证|收据|票据|处理))"
GOODS_UNIT = (
    r"台|套|件|个|只|把|辆|艘|张|条|卷|瓶|袋|包|箱|盒|桶|罐|听|支|根|块|片|本|册|枚|部|双|顶|株|头|尾|盘|捆|盆|份"
    r"|公斤|千克|克|斤|吨|升|毫升|米|立方米|平方米"
)
_COUNTED = rf"(?<![第\d.一二两三四五六七八九十百])(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)(?:{GOODS_UNIT})"
# a fine that is only the base of another one: 处单位罚款数额百分之十二的罚款
_BASE = rf"(?:数额|金额|总额|额|的){{1,2}}{SHARE}|{SHARE}的?罚款"
# a penalty kind and the words that impose it; 罚款 and 没收违法所得 may carry an amount
KINDS: tuple[tuple[str, str], ...] = (
    ("警告", r"(?:给予|予以|处以?|[0-9一二三四五六七八九][.、．]|[，；：、])(?:行政)?警告(?!的|标|信|牌)"),
    ("通报批评", r"通报批评"),
    ("没收违法所得", rf"没收{_WHOSE}违法所得|没收(?:(?!并|处|罚|没收){_CHAR}){{1,40}}?(?:违法|非法)?所得(?!\w{{0,6}}(?:倍|[%％]))"),
    (
        "没收非法财物",
        rf"没收(?!{MONEY})(?:(?!没收){_CHAR}){{0,30}}?{_GOODS}"
        # whatever it is, where an item of the list begins with it: 1.没收烧烤炉2台
        rf"|(?<=[0-9一二三四五六七八九十][.、．])(?:予以|依法)?没收(?!{MONEY}){_CHAR}{{2,40}}"
        rf"|(?<=[；：，、）)拟并定法出予])没收{_NAMED}{_CHAR}{{2,40}}"  # 没收违法所得136元；没收面霜98盒
        rf"|没收{_NAMED}{_CHAR}{{2,30}}?{_COUNTED}"
        rf"|没收{_WHOSE}违法所得[^，。；”]{{0,30}}?(?:[和及与、]|以及)(?P<goods>(?!{MONEY}|并|处|罚|没收)(?:“[^”，。；]{{1,20}}”|[^，。；、“”]){{2,30}}?(?:{_COUNTED}|{_GOODS}))"
        rf"|[对将](?!{MONEY}){_CHAR}{{2,40}}?(?:予以|依法|全部)没收(?=[，。；、])",
    ),
    ("暂扣许可证件", r"暂扣[^，。；]{0,12}(?:证|执照)"),
    ("吊销许可证件", r"吊销[^，。；]{0,12}(?:证|执照)"),
    ("降低资质等级", r"降低资质"),
    ("责令停产停业", r"责令[^，。；]{0,8}?(?:停产|停业|停止(?:生产)?经营活动|关闭)"),
    ("限制从业", r"(?:限制|禁止)从业|(?:不得|禁止)从事[^，。；]{0,20}(?:活动|工作|职务)"),
    ("行政拘留", r"(?:处以?|给予)?行政拘留"),
    ("罚款", rf"罚款(?!{_BASE})"),
)
_KIND = [(name, sought(pattern)) for name, pattern in KINDS]
# one of which stands wherever such a kind is named
_WORDS = {
    "警告": ("警告",),
    "通报批评": ("通报批评",),
    "没收违法所得": ("没收",),
    "没收非法财物": ("没收",),
    "暂扣许可证件": ("暂扣",),
    "吊销许可证件": ("吊销",),
    "降低资质等级": ("降低资质",),
    "责令停产停业": ("责令",),
    "限制从业": ("从业", "从事"),
    "行政拘留": ("拘留",),
    "罚款": ("罚款",),
}
# where the operative part begins; 决定书: 决定…如下, 告知书: 拟…
_OPENING = sought(
    r"(?:决定|拟|建议)?(?:作出?|给予|予以|处以|处)(?:以下|下列|如下)(?:的)?(?:行政)?(?:处罚|处理)(?:决定|内容|告知|意见)?(?:如下)?[:：]?"
    r"|(?:决定|拟)[，,：:]?(?:当场|依法|合并)?(?:对|给予|予以|处以|处|并处|没收|责令|作出|罚款)"
    r"|(?:(?:行政)?(?:处罚|处理)(?:决定|意见)?|决定)如下[:：]"
    r"|(?:拟?(?:行政)?处罚(?:决定|内容|种类|结果)?(?:[及和与、](?:依据|内容|幅度|数额|金额))*|罚款金额)[:：]"
    r"|(?:(?:一致|讨论|研究|会议)(?:同意|决定|通过|意见)|结论(?:意见)?)[:：，,]?(?:对[^，。；]{0,30})?(?=\d[.、．]|[（(]?[一1][）)、]|给予|处以?|责令|罚款|没收|警告)"
)
# a basis right before what it allows, where neither 决定 nor 拟 opens it: 依据《水法》第六十五条的规定，对你厂处罚款2万元
_BASIS = re.compile(
    r"(?:依据|根据|依照|按照|[依据按](?=《))[^，。；《]{0,12}《(?!(?:中华人民共和国)?行政(?:处罚|强制|复议|诉讼)法)[^》]{2,60}》第[^。；，,]{1,60}[，,]?"
)
_LISTS = re.compile(r"以下|下列|如下")
# where it ends: rights, payment, remedies, contact
_CLOSING = re.compile(
    r"(?:根据|依据|按照)《(?:中华人民共和国)?行政处罚法》第(?:四十[一二四五]|六十[三四七]|三十[一二])条|如不服|如对(?:本|上述)|你(?:单位|公司|店|方)?(?:[（(]单位[）)])?(?:可以|有权|依法享有|应当自|如)"
    r"|请(?:你|于|自)|(?:履行方式|缴款|缴纳方式|罚款缴纳|联系人|逾期不缴|到期不缴|当事人应当自|自收到本决定书|自接到本决定书|限(?:你|当事人)[^。]{0,12}缴)"
)
# where it ends on a form of approval besides: the rows behind it tell what the party said and who agreed
_NEXT_ROW = re.compile(
    rf"{_CLOSING.pattern}|告知(?:及|和|与|后)?(?:当事人)?陈述|陈述[、和]?申辩(?:及|情况|意见|复核)|(?:复核|听证)(?:意见|情况)|经复核"
    r"|(?:承办|经办|办案|审核|审批|负责)[^，。；]{0,8}意见"
)
_CONCLUSION = re.compile(r"结论|讨论决定|会议决定|一致(?:同意|意见|认为)")
_ITEM = r"[（(](?:\d{1,2}|[一二三四五六七八九十]{1,2})[）)]|(?<![\d.])\d[.、．]|[一二三四五六七八九]、"
# between an amount and the 罚款 behind it: 5000元（大写：伍仟元整）的罚款
_JOINS = re.compile(rf"(?:整|正)?(?:(?!{_ITEM})[（(][^）)]*[）)])?(?:整|正)?的?(?:行政)?")
_OF_A_FINE = re.compile(rf"{_JOINS.pattern}罚款(?!(?:人民币|共计|计|为|[:：¥￥（(])*[\d壹贰叁肆伍陆柒捌玖拾一二三四五六七八九十])")
_IN_ALL = re.compile(r"(?:合计|共计|总计|合并)[^，。；]{0,6}$")
_NEAR_BEFORE, _NEAR_AFTER = 14, 26  # characters between 罚款 and its amount (处以人民币…的罚款; 罚款人民币（大写）…)
_CONFISCATED_NEAR = 20
_LONGEST_QUOTE = 300  # characters of a quoted provision


@dataclass(frozen=True, slots=True)
class Penalty:
    """One penalty; ``amount`` in yuan where one is given. Offsets are in the writ's text without white space."""

    kind: str
    amount: Decimal | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Imposed:
    """All penalties of one writ, with the range of its operative part in ``passage``."""

    writ: Writ
    passage: Passage
    items: tuple[Penalty, ...]
    start: int
    end: int
    again: frozenset[int] = frozenset()  # where a fine begins that only says again what another step of an approval said

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds imposed."""
        return frozenset(item.kind for item in self.items)

    @property
    def fine(self) -> Decimal | None:
        """The sum of the fines; None where no fine with an amount stands there."""
        fines = [item.amount for item in self.fines if item.start not in self.again and item.amount is not None]
        return sum(fines, Decimal(0)) if fines else None

    @property
    def fines(self) -> list[Penalty]:
        """The fines with an amount, as they stand."""
        return [item for item in self.items if item.kind == "罚款" and item.amount is not None]

    @property
    def fine_readings(self) -> tuple[Decimal, ...]:
        """The fine as it may be read, the least first: by figures or capitals where they differ, with what is said again or without."""
        every = [self._readings(item) for item in self.fines]
        once = [self._readings(item) for item in self.fines if item.start not in self.again]
        return tuple(sorted({sum(map(pick, fines), Decimal(0)) for fines in (once, every) for pick in (min, max)})) if every else ()

    def _readings(self, item: Penalty) -> list[Decimal]:
        """An amount as read, and as it stands beside it in the other way."""
        pairs = [pair for pair in find_amount_pairs(self.passage.text) if pair.start < item.end and item.start < pair.end]
        both = [one for pair in pairs for one in (pair.figures, pair.capitals)]
        return [one for one in (item.amount, *both) if one is not None]

    @property
    def confiscated(self) -> Decimal | None:
        """The unlawful income taken (没收违法所得), where an amount is given."""
        sums = [item.amount for item in self.items if item.kind == "没收违法所得" and item.amount is not None]
        return sum(sums, Decimal(0)) if sums else None

    def first(self, kind: str) -> Penalty | None:
        """The first penalty of a kind."""
        return next((item for item in self.items if item.kind == kind), None)


def fined_more(told: Imposed, done: Imposed) -> bool:
    """Whether a decision fines more than was told, whichever of figures and capitals holds where they contradict each other."""
    return bool(told.fine_readings and done.fine_readings) and done.fine_readings[0] > told.fine_readings[-1]


_Part = tuple[tuple[Penalty, ...], int, int]


def imposed(writ: Writ, squeezed: Passage, since: int = 0, until: re.Pattern[str] = _CLOSING) -> Imposed | None:
    """What a notice, decision or approval imposes; None where no operative part with a penalty is found.

    A writ may have several openings (告知 first, then 决定); the first that lists penalties (如下) with an amount counts, else the first
    with an amount (the party says 拟罚款8000元过高 before it is decided), else the last that names a penalty. ``since`` leaves out what
    stands before that place: reports and opinions before the conclusion of a discussion. ``until``: the words an operative part ends at.
    """
    part = _operative(squeezed.text, since, until)
    return Imposed(writ, squeezed, *part) if part else None


@lru_cache(maxsize=256)  # many checks ask it of the same writs
def _operative(text: str, since: int, until: re.Pattern[str]) -> _Part | None:
    """The penalties of the operative part that counts, and where it begins and ends."""
    found: _Part | None = None
    summed: _Part | None = None
    for opening in _OPENING.finditer(text, since):
        closing = until.search(text, opening.end())
        end = closing.start() if closing else min(len(text), opening.end() + 600)
        items = tuple(_penalties(text, opening.start(), end))
        if not items:
            continue
        one = items, opening.start(), end
        with_amount = any(item.amount is not None for item in items)
        if with_amount and _LISTS.search(opening.group()):
            return one
        if with_amount and summed is None:
            summed = one
        found = one
    return summed or found or _bare_operative(text, since, until)


def _bare_operative(text: str, since: int, until: re.Pattern[str]) -> _Part | None:
    """A fine with its amount, or another penalty alone, in the sentence of its basis."""
    for basis in _BASIS.finditer(text, since):
        stop = text.find("。", basis.end())
        closing = until.search(text, basis.end())
        end = min(stop if stop >= 0 else len(text), closing.start() if closing else len(text))
        items = tuple(_penalties(text, basis.end(), end))
        if any(item.amount is not None for item in items) or (items and not any(item.kind == "罚款" for item in items)):
            return items, basis.end(), end
    return None


def penalty_named(text: str) -> bool:
    """Whether a penalty stands anywhere in a text, a fine with its amount, whatever words open it."""
    return any(item.amount is not None or item.kind != "罚款" for item in _penalties(text, 0, len(text)))


def planned(writ: Writ, squeezed: Passage) -> Imposed | None:
    """What an approval, or a joint discussion in its conclusion, would impose."""
    if writ.type != "collective_discussion":
        told = imposed(writ, squeezed, until=_NEXT_ROW)
    else:
        told = imposed(writ, squeezed, max((match.start() for match in _CONCLUSION.finditer(squeezed.text)), default=0))
    if told is None:
        return None
    fines = [(item.start, item.amount) for item in told.items if item.kind == "罚款" and item.amount is not None]
    return replace(told, again=said_again(squeezed.text, fines))


def _penalties(text: str, start: int, end: int) -> Iterator[Penalty]:
    region = text[start:end]
    amounts = find_amounts(region)
    of_income: set[int] = set()
    for name, pattern in _KIND:
        if not any(word in region for word in _WORDS[name]):
            continue
        taken = of_income if name in ("没收违法所得", "罚款") else set()
        sums: list[Decimal] = []
        for match in pattern.finditer(region):
            amount = _amount_of(name, match, amounts, taken, region)
            if amount and len(sums) > 1 and amount.value == sum(sums) and _IN_ALL.search(region, max(0, match.start() - 12), match.start()):
                continue  # 合计罚款, behind the fines it sums
            sums += [amount.value] if amount else []
            if _quoted(region, match.start()) or (name == "罚款" and amount is None and _not_imposed(region, match)):
                continue
            begin = match.start(match.lastgroup) if match.lastgroup else match.start()
            stop = max(match.end(), amount.end) if amount else match.end()
            yield Penalty(name, amount.value if amount else None, start + begin, start + stop)
            if name != "罚款":
                break


def _amount_of(kind: str, match: re.Match[str], amounts: list[Found[Decimal]], taken: set[int], region: str) -> Found[Decimal] | None:
    """The amount that belongs to the words: behind them in the same clause, or before 的罚款."""
    if kind not in ("罚款", "没收违法所得"):
        return None
    reach = _NEAR_AFTER if kind == "罚款" else _CONFISCATED_NEAR
    for i, amount in enumerate(amounts):
        between = region[match.end() : amount.start]
        if (
            0 <= amount.start - match.end() <= reach
            and not re.search(r"[；。]|没收|以上|以下|[、，]\d[.、]", between)
            and not (kind == "没收违法所得" and _of_what_follows(between, region[amount.end :]))
            and amount.start not in taken
        ):
            if re.match(r"以上|以下", region[amount.end :]):
                continue  # a range is no amount
            total = total_from(region, amounts, i)
            taken.update(one.start for one in amounts[i:] if one.start <= (total or amount).start)
            return total
    if kind == "罚款":
        for amount in reversed(amounts):
            between = region[amount.end : match.start()]
            if (
                0 <= match.start() - amount.end <= _NEAR_BEFORE
                and _JOINS.fullmatch(between)
                and amount.start not in taken
                and not is_factor(region, amount)
            ):
                taken.add(amount.start)
                return amount
    return None


def _of_what_follows(between: str, after: str) -> bool:
    """Whether an amount behind 没收违法所得 is another item's: 、罚款2万元; （二）罚款2万元; 和2万元罚款."""
    return bool(re.search(rf"罚款|处|{_ITEM}", between)) or bool(re.search(r"[和及与、，并]", between) and _OF_A_FINE.match(after))


def _quoted(region: str, at: int) -> bool:
    """Inside quotation marks stands what the law says, not what the writ imposes."""
    opened = region.rfind("“", max(0, at - _LONGEST_QUOTE), at)
    return opened >= 0 and "”" not in region[opened:at] and "”" in region[at : at + _LONGEST_QUOTE]


def _not_imposed(region: str, match: re.Match[str]) -> bool:
    """罚款 in 加处罚款, 罚款幅度, 罚款决定, 并处…罚款的规定 imposes nothing."""
    before, after = region[max(0, match.start() - 4) : match.start()], region[match.end() : match.end() + 4]
    return bool(re.search(r"加处|逾期", before) or re.match(r"幅度|决定|的规定|[，,]?逾期|缴纳|收据|金额的|的百分|数额", after))


_PUNISHING = re.compile(r"处罚|给予|处以|罚款|没收|责令|警告|决定|吊销|拟")
# 根据《税收征收管理法》第八条…规定，现将有关事项告知如下：一、拟作出的处罚决定… names the basis of telling, not of the penalty
_TELLING = re.compile(r"^(?:(?!拟|决定|给予|处以|处罚(?!法)).)*?(?:事项|权利)告知如下[：:].*$", re.S)
# 可以根据《烟草专卖法》第四十一条，在接到本决定书之日起十五日内起诉 names the basis of a remedy: the penalty is spoken of, not imposed
_OF_THE_DECISION = sought(
    r"(?:不服|履行|执行|缴纳|不缴|抵缴)[^，。；]{0,12}?(?:处罚|决定|罚款)(?:决定)?书?|(?:本|该|此|上述)(?:行政)?(?:处罚)?决定书?|处罚决定书|被处罚人"
    r"|罚款(?=数额|金额|的百分|本数)|(?:接到|收到|送达)[^，。；]{0,20}之日"
)
_AFTERWARDS = re.compile(r"起诉|诉讼|复议|复审|加处罚款|滞纳金|强制执行")
_REASONS = re.compile(r"鉴于|考虑|结合|参照|对照|裁量|情节|从轻|从重|减轻|危害|后果|首次|初次|主动|改正|配合")
_ACTED = re.compile(r"立案|抽样|扣押|查封|登记保存|送达|不得|必须|应当(?!从|减|依法|给予|予以)")
_PROCEDURAL = re.compile(r"(?:依据|根据|依照|按照)《(?:中华人民共和国)?行政(?:处罚|强制|复议|诉讼)法》")
_OWN_BASIS = re.compile(r"(?:依据|根据|依照|按照)[^，。；]{0,12}《")
_LONGEST_REASONS = 400  # characters between a basis and the operative part that rests on it


# a standard of discretion, whatever it calls itself (裁量权实施标准、裁量规则、量罚细则、处罚基准), measures a penalty and allows none
BENCHMARK_TITLE = re.compile(r"裁量|量罚|处罚[^》]{0,6}(?:基准|标准)")


def clauses(passage: Passage) -> tuple[tuple[Found[Citation], ...], tuple[Found[Citation], ...]]:
    """The clauses a writ says were violated (违则) and those it punishes by (罚则), on text without white space.

    A citation belongs to 违则 where the words before it say 违反 in the same sentence, to 罚则 where 依据/根据/按照 … 处罚/给予/拟.
    行政处罚法 itself is neither: it governs the procedure. A standard of discretion is neither.
    """
    return _clauses(passage.text)


@lru_cache(maxsize=256)  # many checks ask it of the same writs
def _clauses(text: str) -> tuple[tuple[Found[Citation], ...], tuple[Found[Citation], ...]]:
    violated, punished = [], []
    for found in find_citations(text):
        if re.search(r"行政处罚法|行政强制法|行政复议法|行政诉讼法", found.value.law) or BENCHMARK_TITLE.search(found.value.law):
            continue
        sentence = max(text.rfind(mark, 0, found.start) for mark in "。；")
        before = text[sentence + 1 : found.start]
        stop = min((i for i in (text.find(mark, found.end) for mark in "。；") if i >= 0), default=len(text))
        after = text[found.end : stop]
        verb = re.findall(r"涉嫌违反|违反|违背|依据|根据|依照|按照|[依据按](?=《|$)|参照|适用|构成|符合|属于|系", before)
        last = verb[-1] if verb else ""
        if last in ("违反", "涉嫌违反", "违背"):
            violated.append(found)
        elif last in ("依据", "根据", "依照", "按照", "依", "据", "按") and (_punishes(after) or _reasoned(text, found.end, stop)):
            punished.append(found)
    return tuple(violated), tuple(punished)


def _punishes(after: str) -> bool:
    """Whether the words behind a basis punish before they tell of remedies, of telling, or of what follows an unpaid fine."""
    said = _OF_THE_DECISION.sub("", _TELLING.sub("", after))
    punishing, other = _PUNISHING.search(said), _AFTERWARDS.search(said)
    return punishing is not None and (other is None or punishing.start() < other.start())


def _reasoned(text: str, since: int, stop: int) -> bool:
    """Whether a basis is followed by reasons only, up to an operative part in a later sentence that names no basis of its own."""
    ahead = text[since : since + _LONGEST_REASONS]
    opening = _OPENING.search(ahead, stop - since)
    if opening is None or not _REASONS.search(text[since:stop]) or _ACTED.search(text[since:stop]):
        return False
    between = _PROCEDURAL.sub("", ahead[stop - since : opening.start()])
    return not _OWN_BASIS.search(between) and not _CLOSING.search(between)
