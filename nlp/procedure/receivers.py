"""Who may sign for a writ (民事诉讼法第八十八条): the party, its head, an agent, a household member, who receives its mail."""

from __future__ import annotations

import re

from nlp.procedure.asked_once import asked_once
from nlp.procedure.case import CaseFile
from nlp.procedure.logic import NO, YES, Ternary, undecided
from nlp.procedure.service import Receipt

_MAY = re.compile(
    r"本人|法定代表|法人|负责人|经营者|业主|老板|代理|委托|受托|授权|指定|代收人|收件|收发|前台|办公室|行政|文员|秘书|家属|家人|配偶|丈?夫|妻|父|母|儿|女|子|兄|弟|姐|妹|同住"
    r"|厂长|经理|主任|店长|董事|股东|合伙|书记|校长|院长|所长|总监|主管|会计|法务|科长|部长|村委|居委|社区"
)
_MAY_NOT = re.compile(
    r"店员|营业员|服务员|收银|员工|职工|工人|雇员|雇工|学徒|实习|保安|门卫|保洁|司机|驾驶员|仓管|库管|保管员|仓库|厨师|厨工|后厨|搬运|装卸|业务员|销售员|推销员|导购|促销|理货|操作工|技工|电工|焊工|普工|杂工|值班人?员|邻居|朋友|亲戚|同乡|老乡|同事|房东|租户|路人|物业|帮工|临时工"
)
_AUTHORISED = r"授权|委托|负责(?:收发|收件|签收)|指定(?:代收|签收)|有权(?:签收|代收)"


def entitled(case: CaseFile, receipt: Receipt) -> Ternary:
    """Whether the signer may receive for the addressee. A mere shop hand may not, unless something says so."""
    signer = re.sub(r"[\s、，,]", "", receipt.signer)
    names = [receipt.addressee, case.party or "", *_heads(case)]
    if any(name and (signer in name or name in signer) for name in ("".join(one.split()) for one in names)):
        return YES
    papers = [*case.writs("party_identity", "authorization"), *case.writs("service_doc", "address_confirm")]
    if any(signer and signer in case.squeezed(writ).text for writ in papers):
        return YES
    relation = re.sub(r"\s|\d{4}年.*", "", receipt.relation)
    if _MAY_NOT.search(relation) and not re.search("授权|委托|指定|收件|收发|同住|配偶|家属", relation):
        if re.search(_AUTHORISED, receipt.text):
            return YES
        return undecided(*case.gaps) if case.gaps else NO
    if _MAY.search(relation) or (relation and not _MAY_NOT.search(relation)):
        return YES
    if receipt.relation_state == "empty" or not (relation or case.recognised(receipt.writ)):
        return undecided("请核对签收人身份")
    return YES


@asked_once
def _heads(case: CaseFile) -> list[str]:
    return [
        field.text
        for writ in case.dossier.writs
        for field in writ.all("party.legal_rep")
        if field.state == "value" and len(field.text) >= 2
    ]
