"""Service by leaving (留置) or by mail (邮寄) that is not proven as the law asks (民事诉讼法第八十九条、第九十一条)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.dossier import Writ
from nlp.facts.dates import find_dates
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.logic import NO, YES, Ternary, undecided
from nlp.procedure.mail import ARRIVED, RETURNED
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.service import Receipt, read_receipt
from nlp.procedure.signing import places

_REFUSED = re.compile(
    r"(?<![如若或])拒(?:绝|不)?(?:签收|签字|签名|接收|接受|领取|收取|配合|开门|收|签|领)(?!事由|原因|理由|的[，,]|时)"
    r"|(?<![如若或])(?:不(?:愿|肯|予|同意|配合)|未予)(?:签收|签字|签名|接收|领取)|避而不见|无正当理由不(?:签|收|领)"
)
_RECORDED = re.compile(r"拍照|拍摄|摄像|录像|录音|摄录|执法(?:记录|摄录)?仪|照片|相片|视频|影像|音像|全过程记录|全程记录")
_OF_SERVICE = re.compile(r"送达|留置|拒收|拒签|拒绝签收|张贴")
_WITNESS = re.compile(
    r"(?:见证(?:人员?|单位|方)?|在场(?:人员?|证明人)|证明人|(?:基层(?:群众)?组织|[居村]民?委员?会|社区|所在单位)代表)(?:[（(][^）)]{0,12}[）)])?"
    r"(?:(?:签名|签字|盖章)(?:或(?:者)?盖章)?(?:[（(][^）)]{0,8}[）)])?[：:]?|[：:])(?P<name>[\u4e00-\u9fa5·]{0,12})"
)
# a sentence that tells of a witness; whether he signed is for a person to see
_WITNESSES = re.compile(r"见证|在场|证明人|基层|(?:社区|居委会|村委会|所在单位)代表")
_INVITED = (
    r"(?:邀请|请|会同|在)[^。；]{0,24}(?:居委会|村委会|居民委员会|村民委员会|社区|物业|街道|派出所|工作人员|邻居|基层组织)"
    r"[^。；]{0,16}(?:到场|见证|在场|陪同)"
)
_NEXT_LABEL = re.compile(r"^(?:送达|备注|受送达|收件|日期|年月|见证|执法|签名|签字|盖章|无|$)")
_MAIL_PAPER = re.compile(r"邮|快递|专递|EMS|物流")
_TRACKING = re.compile(
    r"[A-Z]{2}\d{9}[A-Z]{2}|(?:EMS|单号|邮件号码?|邮件编号|运单号码?|快递号|挂号信?|函件号)(?:编号|号码?)?[：:（(]?[A-Z]{0,4}\d{8,15}|(?<!\d)1[0-2]\d{11}(?!\d)"
)
_NO_PROOF = re.compile(r"(?:未见|未附|缺少?|没有|无)[^。；，]{0,8}(?:签收|回执|妥投|查询)")
_ATTACHED = re.compile(
    r"(?:回执|查询|截图|详情单|邮单|底单|凭证|存根)[^。；，]{0,12}(?:附|粘贴|存卷|如下)|附[^。；，]{0,12}(?:回执|查询|截图|详情单|底单)"
)


@check("service.leave_or_mail_evidence")
def leave_or_mail_evidence(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Each receipt of service by leaving or by mail; papers of such service that no receipt goes with."""
    left = [receipt for receipt in case.receipts if receipt.mode == "留置"]
    mailed = [receipt for receipt in case.receipts if receipt.mode == "邮寄"]
    papers = [writ for writ in case.writs("service_doc") if writ.subtype in ("mail", None) and _MAIL_PAPER.search(writ.title)]
    if not left:
        left = [_alone(case, writ) for writ in case.writs("service_doc", "leave")]
    if not mailed:
        mailed = [_alone(case, writ) for writ in papers if writ.subtype == "mail"]
    outcomes = [*(_left(case, receipt) for receipt in left), *(_mailed(case, receipt, papers) for receipt in mailed)]
    return outcomes or not_applicable("没有留置送达、邮寄送达的文书")


def _alone(case: CaseFile, writ: Writ) -> Receipt:
    """A paper of service that no receipt goes with, read as one."""
    day = case.date(writ)
    if isinstance(day, Dated):
        return read_receipt(writ, case.text(writ), day.value, "value")
    return read_receipt(writ, case.text(writ), None, "unread")


def _what(receipt: Receipt) -> str:
    titles = "、".join(f"《{item.title}》" for item in receipt.items if item.title)
    return f"{titles or '文书'}（第{receipt.writ.first_page}页）"


def _on(case: CaseFile, receipt: Receipt) -> date | None:
    return receipt.day or case.decision_date


def _left(case: CaseFile, receipt: Receipt) -> Outcome:
    """The refusal with its reason and a witness's signature, or photographs or a film of the service."""
    mark = case.evidence("留置送达", field=receipt.writ.get("mode") if receipt.writ.get("mode").spans else None, writ=receipt.writ)
    records = [receipt.writ, *(writ for writ in case.writs("service_doc", "leave") if writ is not receipt.writ)]
    said = f"留置送达{_what(receipt)}"
    if film := _filmed(case, receipt, records):
        return met(f"{said}，有拍照、录像记录（第{film.page}页）", (mark, film))
    witness = _witnessed(case, records)
    refused = any(_REFUSED.search(case.squeezed(writ).text) for writ in records)
    if witness.yes and refused:
        return met(f"{said}，记明拒收并有见证人签名", (mark,))
    lacking = [what for what, there in (("见证人签名", witness.yes), ("拒收事由", refused)) if not there]
    reasons = [*case.gaps, *witness.reasons]
    if any(not case.readable(writ) for writ in records):
        reasons.append("送达回证有未能识别的页")
    if reasons:
        return unknown(f"{said}，未见{'、'.join(lacking)}，也未见拍照、录像；{'；'.join(dict.fromkeys(reasons))}", evidence=(mark,))
    return breach(
        f"疑似留置送达凭证不全：{said}，未见{'、'.join(lacking)}，也未见拍照、录像记录送达过程",
        on=_on(case, receipt),
        severity="major",
        evidence=(mark, case.evidence("送达回证", writ=receipt.writ)),
        law=("CPL2023:第八十九条", "SAMR_PROC"),
    )


def _filmed(case: CaseFile, receipt: Receipt, records: Sequence[Writ]) -> Evidence | None:
    """Where the papers of service say that it was filmed, or a film or photograph is of its day, or speaks of service and of no day."""
    for writ in records:
        if hits := case.mentions(writ, _RECORDED, drop_negation=True):
            return case.cite("拍照、录像", hits[0])
    for writ in (*case.writs("av_record"), *case.writs("evidence_material")):
        if writ.type == "evidence_material" and not _RECORDED.search(writ.title):
            continue
        text = case.squeezed(writ).text
        days = {one.value for one in find_dates(text)}
        if receipt.day in days or (_OF_SERVICE.search(text) and (receipt.day is None or not days)):
            return case.evidence(f"《{writ.title}》", writ=writ)
    return None


def _witnessed(case: CaseFile, records: Sequence[Writ]) -> Ternary:
    """Whether a witness signed: by the field, the text behind 见证人, or ink in the place."""
    open_: list[str] = []
    for writ in records:
        field = writ.get("witness")
        signed = [place for place in places(case, writ) if _WITNESSES.search(place.label)]
        named = any(match["name"] and not _NEXT_LABEL.search(match["name"]) for match in _WITNESS.finditer(case.squeezed(writ).text))
        if field.state == "value" or named or any(place.filled for place in signed):
            return YES
        if any(place.state == "unknown" for place in signed):
            open_.append(f"第{writ.first_page}页见证人签名处有印记，未能识别")
        elif not signed and case.mentions(writ, _INVITED):
            open_.append(f"第{writ.first_page}页记载邀请他人到场，是否签名未能识别")
    return undecided(*open_) if open_ else NO


def _mailed(case: CaseFile, receipt: Receipt, papers: Sequence[Writ]) -> Outcome:
    """A number of the mail or its receipt, and the day on which it arrived; what came back is served again or to a confirmed address."""
    mark = case.evidence("邮寄送达", field=receipt.writ.get("mode") if receipt.writ.get("mode").spans else None, writ=receipt.writ)
    own = _papers_of(case, receipt, papers)
    texts = {writ.first_page: case.squeezed(writ).text for writ in (receipt.writ, *own)}
    said = f"邮寄送达{_what(receipt)}"
    came_back = next((page for page, text in texts.items() if RETURNED.search(text)), None)
    if came_back is not None:
        return _served_again(case, receipt, f"{said}，邮件被退回（第{came_back}页）", [mark, *_marks(case, own)])
    arrived = any(ARRIVED.search(case.squeezed(writ).text) for writ in own)
    numbered = bool(own) or any(_TRACKING.search(text) for text in texts.values())
    days = bool(receipt.day) or arrived or any(isinstance(case.date(writ), Dated) for writ in own)
    proven = bool(own) or _signed_for(case, receipt)
    if numbered and days and proven:
        return met(f"{said}，有邮件号码或者回执和收件日期", (mark, *_marks(case, own)))
    wanted = (("邮件号码、回执或者签收查询", numbered), ("收件日期", days), ("签收回执或者签收查询", proven or not numbered))
    lacking = [what for what, there in wanted if not there]
    reasons = [*case.gaps]
    if any(not case.readable(writ) for writ in (receipt.writ, *own)) or (not days and receipt.day_state == "unread"):
        reasons.append("邮寄送达的日期或者凭证未能识别")
    if reasons or case.listed("service_doc", "mail"):
        return unknown(f"{said}，未见{'、'.join(lacking)}；{'；'.join(reasons) or '目录列有邮寄凭证而卷内未见'}", evidence=(mark,))
    return breach(
        f"疑似邮寄送达凭证不全：{said}，未见{'、'.join(lacking)}",
        on=_on(case, receipt),
        severity="major",
        evidence=(mark, case.evidence("送达回证", writ=receipt.writ), *_marks(case, own)),
        absent=("service_doc",),
        law=("CPL2023:第九十一条", "SAMR_PROC"),
    )


def _signed_for(case: CaseFile, receipt: Receipt) -> bool:
    """Whether the receipt itself says that the mail arrived, or may show it: a signature, a stub or a print pasted on."""
    text = case.squeezed(receipt.writ).text
    if _NO_PROOF.search(text):
        return False
    pages = case.dossier.pages_of(receipt.writ)
    pasted = case.recognised(receipt.writ) or any(page.pictures for page in pages)
    return pasted or receipt.signer_state != "empty" or bool(ARRIVED.search(text) or _ATTACHED.search(text))


def _papers_of(case: CaseFile, receipt: Receipt, papers: Sequence[Writ]) -> list[Writ]:
    """The papers of the post that bear the receipt's mail number or the number of its writ; all where none does."""
    others = [writ for writ in papers if writ is not receipt.writ]
    keys = {re.sub(r"^\D+", "", match.group()) for match in _TRACKING.finditer(receipt.text)}
    keys |= {item.number for item in receipt.items if item.number}
    own = [writ for writ in others if any(key in case.squeezed(writ).text for key in keys)]
    return own or others


def _marks(case: CaseFile, papers: Sequence[Writ]) -> list[Evidence]:
    return [case.evidence(f"《{writ.title}》", writ=writ) for writ in papers]


def _served_again(case: CaseFile, receipt: Receipt, said: str, marks: list[Evidence]) -> Outcome:
    """Another receipt or an announcement of the same writ, or an address the party confirmed (程序规定第八十三条)."""
    confirmed = case.first("service_doc", "address_confirm")
    if confirmed:
        return met(f"{said}，当事人签有送达地址确认书（第{confirmed.first_page}页），退回之日视为送达", marks)
    titles = {item.title for item in receipt.items}
    again = [
        other.writ
        for other in case.receipts
        if other.writ is not receipt.writ and other.mode and titles & {item.title for item in other.items}
    ]
    again += case.writs("service_doc", "announcement")
    if again:
        return met(f"{said}，此后另行送达（第{again[0].first_page}页）", marks)
    there = case.has("service_doc", "address_confirm")
    if there.unknown:
        return unknown(f"{said}，未见另行送达；{there.reason}", evidence=marks)
    return breach(
        f"疑似邮寄退回未处理：{said}，卷内未见再次送达、公告送达，也没有送达地址确认书",
        on=_on(case, receipt),
        severity="major",
        evidence=marks,
        absent=("service_doc",),
        law=("CPL2023:第九十一条", "SAMR_PROC"),
    )
