"""The party's signature in the body of a served writ (签收栏): in whatever words a form asks for it, or a note that it was refused."""

from __future__ import annotations

import re
from itertools import pairwise

from nlp.sought import sought

# who receives: 当事人, 被检查单位（场所）, 受送达人, 用人单位, 收件人, 现场负责人 … (not 负责人 alone, who heads the agency as well)
RECEIVER = (
    r"(?:当事人|相对人|被(?!申请|授权|委托|询问)[\u4e00-\u9fa5]{2,6}?(?:人|单位|企业|机构|场所)|受送达(?:人|单位)|违法(?:行为)?人|责任人"
    r"|(?:整改|责任|用人|用水|建设|施工|监理|生产|经营|使用|医疗|定点|物业)[\u4e00-\u9fa5]{0,4}(?:单位|机构|企业|者)|经营者|业主|法定代表人"
    r"|[收签领接][件文收取]人|(?:签|接)收单位|代收人|驾驶人|[车船店摊货]主|承运人|(?:现场|单位|项目|店铺|工地|场所)(?:主要)?负责人)"
)
_SIGN = r"(?:签收|签名或(?:者)?盖章|签名、?盖章|签名或捺印|签名|签字|签章|盖章)"
_BRACKET = r"(?:[（(][^（）()：:]{1,12}[）)])?"
_ITS = r"(?:法定代表人|(?:主要)?负责人|代表人?|代理人|经办人|工作人员)?"
_OR = r"(?:(?:或者?|及|、|/)(?:其)?[\u4e00-\u9fa5]{2,10}?)?"  # 或者其委托代理人
_LABEL = (
    rf"(?:{RECEIVER}{_BRACKET}{_ITS}{_OR}[（(]?{_SIGN}(?:人|栏)?[）)]?{_BRACKET}"
    rf"|(?:签收|接收|领取)(?:人|单位)?{_BRACKET}|收[件文]人{_BRACKET})"
)
_DAY = (
    r"(?:\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?"
    r"|二[〇○零][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
# what stands behind an empty place: the form's next words, or the agency that issued the writ
_FORM = (
    r"(?!经|根据|依|因|对|现将|现对|至|并|责令|逾期|特此|立即|要求|请|拟|本|此|该|确认|认可|捺印|限|务|上述|以上|一式"
    r"|联系|电话|手机|地址|身份|日期|时间|职务|见证|执法|送达|检查|承办|经办|记录|备注|注|年|月|日"
    r"|印章|盖章|签|附|抄|第|共|份|需|须|应|如|由|于|后|的|时|之)"
)
_NO_AGENCY = r"(?<!局)(?<![大支总]队)(?<!政府)(?<!办事处)(?<!行政)(?<!综合)(?<!委员会)(?<!厅)(?<!日)(?<![〇○零一二三四五六七八九]{4})"
_READ = (  # 以上内容属实。物品1台已领回，完好。
    r"(?:(?:以上|上述|本人|我)[^。；：:\d]{0,16}?(?:属实|无误|无异议|已阅|阅读|收到|收悉|清楚|知悉)[，。；]?"
    r"|[^。；：:]{0,24}?(?:领回|取回|收回|收讫|领讫|领取)(?:[，,、]?(?:完好|无误|齐全|无损)(?:无损|无误|无缺)?)*[。；，,])?"
)
_NAME = rf"{_FORM}[\u4e00-\u9fa5·]{{2,20}}?{_NO_AGENCY}"
_END = r"(?=\d{4}[年.\-/]|二[〇○零][〇○零一二三四五六七八九]{2}年|[，。；\n]|$|执法|送达|年)"
_WITH_DAY = rf"(?=(?:[（(][^（）()]{{2,12}}[）)])?{_DAY})"
_SIGNED = sought(
    rf"(?:{_LABEL}|被(?:告知|处罚|通知|送达)人)[：:]{_READ}(?P<name>{_NAME})(?:{_END}|{_WITH_DAY}|(?=[（(][^（）()]{{1,12}}[）)]))"
    rf"|{_LABEL}{_READ}(?P<beside>{_NAME}){_WITH_DAY}"
    rf"|{_LABEL}[：:]{_DAY}(?P<below>{_FORM}[\u4e00-\u9fa5·]{{2,4}}?{_NO_AGENCY})(?=[，。；（(]|$|电话|联系|身份)"
)
# 本通知书已于…收悉。李四 2024年3月6日: a sentence with the name and the day behind it; not 收到本通知书之日起
_RECEIVED = re.compile(
    r"(?:收到|收悉|收讫|签收|领取|领受|知悉|取回|领回)(?!之日|后|[^。；]{0,20}?(?:之日|日起|[日月]内))(?:了|过)?[\u4e00-\u9fa5《》〔〕\d]{0,24}?"
    rf"(?:[。；;]|(?<=[到悉讫份回])|[。，,；;]?[\u4e00-\u9fa5（）()、/]{{2,14}}[：:])(?P<received>{_FORM}[\u4e00-\u9fa5·]{{2,4}}?{_NO_AGENCY}){_WITH_DAY}"
)
_REFUSED = sought(
    r"(?<!如)(?<!若)(?<!或)(?<!如当事人)(?<!如受送达人)拒绝?签(?:收|字|名)?(?!收|字|名|的|时|请|或|[，,]?(?:由|应|可|请|须|需|写明))"
)
_GOT = r"(?:已|亲自|本人|当面|当场)?(?:签收|收到|收悉|收讫|收执|领取|领到)(?:无误|原件|此件|一份)?"
_ISSUER = r"[\u4e00-\u9fa5]{3,28}?(?:局|队|厅|政府|委员会|办事处|监督所|中心)(?:[（(]|印|\d{4}年|二[〇○零]|$)"
_CLOSE = rf"(?=[。；;（(]|$|第\d|送达|执法|承办|附|注|联系|电话|{_ISSUER}|{_DAY}(?:$|[（(印第]))"
_WHO = (
    rf"(?!你|您|我|他|她|其|当事|贵|某|举报|投诉|群众){_FORM}[\u4e00-\u9fa5·]{{2,4}}?{_NO_AGENCY}(?<!单位)(?<!公司)(?<!机关)"
    r"(?<![县市区省旗])(?![县市区省旗州])"
)
_HOUR = r"(?:\d{1,2}[时:：](?:\d{1,2}分?)?)?"
_NOTED = r"(?:[（(][^（）()]{2,12}[）)])?[，,]?"
# the receiver's own note, in whatever order: 李四 2024年3月6日收到 / 2024年3月6日 李四收 / 已收到，李四
_NOTE = re.compile(
    r"(?:(?=[\d二])|(?<=[。；;：:）)])|^)(?:"  # soon looked at: only there can one of the three begin
    rf"(?:(?<=[。；;：:）)])|^)(?P<first>{_WHO}){_NOTED}(?:{_DAY}{_HOUR}[，,]?{_GOT}{_CLOSE}|{_GOT}[，,。]?{_DAY})"
    rf"|{_DAY}{_HOUR}[，,]?(?P<then>{_WHO}){_NOTED}{_GOT}{_CLOSE}"
    rf"|{_DAY}{_HOUR}[，,]?{_GOT}[。，,；;：:](?P<last>{_WHO}){_CLOSE})"
)
_ASKED = re.compile(rf"{_LABEL}|(?:收到|收悉|收讫|领取)(?:了)?(?:本|此|该|上述|以上)(?![^。；，,]{{0,24}}?(?:之日|日起|后|[日月]内))")


def signed_in_body(squeezed: str) -> re.Match[str] | None:
    """Where the receiver signed a writ, or where it notes that signing was refused, on text without white space."""
    return _SIGNED.search(squeezed) or _RECEIVED.search(squeezed) or _NOTE.search(squeezed) or _REFUSED.search(squeezed)


def is_note(match: re.Match[str]) -> bool:
    """Whether the receiver signed by a note of his own; the reasons of a writ may tell in like words that another was received."""
    return match.re is _NOTE


def signer(match: re.Match[str]) -> str | None:
    """The name of who signed; None where it is the note of a refusal."""
    return next((name for name in match.groupdict().values() if name), None)


def asks_for_receipt(squeezed: str) -> bool:
    """Whether a writ prints a place or a sentence by which the receiver acknowledges it."""
    return _ASKED.search(squeezed) is not None


def named_below(text: str) -> bool:
    """Whether a line of labels without colons has a name and a day in the line below: columns, whose cells may be read apart."""
    lines = [line for line in text.split("\n") if line.strip()]
    return any(
        _ASKED.search(bare := "".join(head.split())) is not None
        and not re.search("[：:。，；]", bare)
        and re.match(rf"[\u4e00-\u9fa5·]{{2,4}}.{{0,24}}{_DAY}|{_DAY}", "".join(below.split())) is not None
        for head, below in pairwise(lines)
    )
