"""Pages that belong to no kind of writ that we know: whether one may be the paper that is not found elsewhere."""

from __future__ import annotations

import re

# What papers of a procedure are called, and what is done in them. A copy of an identity card, a photograph with its caption or a stamp
# alone says none of it, and cannot be the notice, the approval or the receipt that a check looks for.
_OF_A_PAPER = re.compile(
    "决定|通知|告知|送达|审[批核查]|批准|同意|准予|许可(?!证)|延长|延期|顺延|中止|解除|退还|签收|收到|听证|陈述|申辩|复核|笔录|询问|调查|检查|勘验"
    "|报告|意见|建议|说明|请示|批示|函|凭证|收据|票据|缴[款纳]|缴费|入库|公示|公告|公开|回证|回执|确认|申请|授权|委托|鉴定|检[验测疫]|抽样|评估|认定"
    "|证明|承诺|协议|清单|登记[表单簿册保]|记录|讨论|会议|合议|法制|立案|受案|结案|归档|移[送交]|协助|回避|改正|整改|责令|催告|执行|强制|处罚|罚款|没收"
    "|扣押|查封|冻结|保存|拍卖|销毁|邮[寄件政]|快递|EMS|运单|挂号|签字|签名|盖章|执法|当事人|案[件由号卷]|卷[宗内]|目录|备考"
)


def may_be_a_paper(text: str) -> bool:
    """Whether a page with this text may be a paper of the procedure."""
    return _OF_A_PAPER.search("".join(text.split())) is not None
