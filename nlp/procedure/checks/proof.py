"""Proof of service (送达凭证): receipts that are missing or do not fit their writ; electronic service without consent.

民事诉讼法第八十七条、第八十八条; 行政处罚法第六十一条.
"""

from __future__ import annotations

import re
from datetime import date

from ingest.dossier import Writ
from nlp.facts.document_numbers import same_number
from nlp.procedure.case import CaseFile
from nlp.procedure.consent import Consent, consent_spoken, consent_to_electronic
from nlp.procedure.dating import Dated, zh
from nlp.procedure.finding import Evidence
from nlp.procedure.lost_letters import one_letter_lost
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.receivers import entitled
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.service import Receipt, numbers_agree, open_receipts, receipts_for, stands_for
from nlp.procedure.signed_off import asks_for_receipt, named_below
from nlp.procedure.signed_text import types_signatures
from nlp.procedure.signing import party_places

# writs that must reach the party, by type and sub-type (None: every sub-type)
_OUTWARD: dict[str, tuple[str | None, ...] | None] = {
    "prior_notice": None,
    "hearing_doc": ("notice",),
    "seizure_doc": ("decision", "extension", "release"),
    "reg_preserve_doc": ("notice", "disposal", "release"),
    "correction_notice": None,
    "penalty_decision": None,
    "no_penalty_decision": None,
    "enforcement_doc": ("demand", "late_fee", None),
}
_TAKES_HANDWRITING = ("直接", "留置", "委托", "转交")
_HANDED_OVER = r"(?:送达|交付|送交|递交|交给|交予|下达|发放|当场(?:交|送)|收到|收悉|签收|领取)"
# where officers tell that they handed a writ over, or the party that it has it
_TELLING = (("scene_record", None), ("inquiry_record", None), ("seizure_doc", "scene"), ("statement_doc", None), ("hearing_doc", None))
_ACCOUNT = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_ARRIVED = r"到达|成功|已读|已送达|截图|截屏|系统(?:显示|回执|记录)|已?查看|已?阅读|回复"


@check("service.receipt_missing_or_defect")
def receipt_missing_or_defect(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Each outward writ has a receipt or the party's signature; each receipt fits its writ, is dated, and was signed by one who may."""
    outward = [writ for writ in case.dossier.writs if _is_outward(writ)]
    if not outward and not case.receipts:
        return not_applicable("卷内没有应当送达的文书")
    return [*(_proven(case, writ) for writ in outward), *(_in_order(case, receipt, outward) for receipt in case.receipts)]


def _is_outward(writ: Writ) -> bool:
    subtypes = _OUTWARD.get(writ.type, ())
    return writ.subtype != "recheck" and (subtypes is None or writ.subtype in subtypes) and "审批" not in writ.title


def _proven(case: CaseFile, writ: Writ) -> Outcome:
    service = case.served(writ)
    if service.served.yes:
        return met(f"《{writ.title}》（第{writ.first_page}页）有送达凭证")
    mark = case.evidence(f"《{writ.title}》", writ=writ)
    said = f"未见《{writ.title}》（第{writ.first_page}页）的送达回证或者当事人签收"
    doubts = [*case.gaps]
    signed = party_places(case, writ)
    if ink := next((place for place in signed if place.state == "ink"), None):
        place = Evidence(f"{ink.label}处的笔迹", "", ink.page, boxes=(ink.box,), writ=writ.type)
        return met(f"《{writ.title}》（第{ink.page}页）的“{ink.label}”处有签名或者印记", (place,))
    asked = asks_for_receipt(case.squeezed(writ).text)
    last = case.dossier.page(writ.last_page)
    pictured = not signed and (last.pictures or (asked and last.ink))
    if not case.readable(writ) or pictured or any(place.state in ("unknown", "text") for place in signed):
        doubts.append("文书上的签收以图片形式存在或者未能识别")
    elif asked and not signed and named_below(case.text(writ).text):
        doubts.append("文书上签收栏的姓名未能对应")
    if _listed_receipts(case) > len(case.writs("service_doc", "receipt")):
        doubts.append("目录所列送达回证多于卷内所见")
    if _handed_over(case, writ):
        doubts.append("笔录或者当事人的材料记载已经当场交付或者收到")
    if any(not one.items or one.row or one.mode == "邮寄" for one in open_receipts(case)):
        doubts.append("有送达回证或者邮件所载文书未能识别或者对应")
    day = case.date(writ)
    if doubts:
        return unknown(f"{said}；{'；'.join(doubts)}", evidence=(mark,))
    return breach(
        f"疑似缺送达凭证：{said}",
        on=day.value if isinstance(day, Dated) else case.decision_date,
        evidence=(mark,),
        absent=("service_doc",),
        defect=f"service@{writ.first_page}",
    )


def _listed_receipts(case: CaseFile) -> int:
    texts = [case.squeezed(writ).text for writ in case.writs("dossier_binding", "catalog")]
    return sum(len(re.findall(r"送达(?:回证|回执)", text)) for text in texts)


def _handed_over(case: CaseFile, writ: Writ) -> bool:
    titles = [re.escape(re.sub(r"[（(][^）)]*[）)]", "", writ.title)), *([re.escape(writ.number)] if writ.number else [])]
    named = rf"(?:{'|'.join(titles)})"
    records = [one for type, subtype in _TELLING for one in case.writs(type, subtype) if one is not writ]
    return bool(case.mentions(records, rf"{_HANDED_OVER}[^。；]{{0,30}}{named}|{named}[^。；]{{0,20}}{_HANDED_OVER}", drop_negation=True))


def _in_order(case: CaseFile, receipt: Receipt, outward: list[Writ]) -> Outcome:
    """What is wrong with one receipt, all of it in one finding."""
    place = f"送达回证（第{receipt.writ.first_page}页）"
    served = [writ for writ in outward if any(one is receipt for one, _ in receipts_for(case, writ))]
    wrong: list[str] = []
    open_: list[str] = []
    evidence: list[Evidence] = []
    for found in (_number(case, receipt, outward), _undated(case, receipt), _unsigned(case, receipt, served), _signer(case, receipt)):
        if found is None:
            continue
        (wrong if found.sure else open_).append(found.message)
        evidence += found.evidence
    on = receipt.day or next((day.value for writ in served if isinstance(day := case.date(writ), Dated)), None)
    if wrong:
        return breach(f"疑似送达回证有缺陷：{place}{'；'.join(wrong)}", on=on or case.decision_date, evidence=_unique(evidence))
    if open_:
        return unknown(f"{place}{'；'.join(open_)}", evidence=_unique(evidence))
    return met(f"{place}填写无误")


class _Defect:
    """One thing wrong with a receipt; not ``sure`` where a person has to look."""

    def __init__(self, message: str, *evidence: Evidence, sure: bool = True) -> None:
        self.message, self.evidence, self.sure = message, evidence, sure


def _number(case: CaseFile, receipt: Receipt, outward: list[Writ]) -> _Defect | None:
    """A number on the receipt that is not the number of the writ it names."""
    for item in receipt.items:
        meant = [writ for writ in outward if stands_for(item.title, writ)]
        if not item.number or not item.title or not meant or any(writ.number is None for writ in meant):
            continue
        if any(numbers_agree(receipt, item, writ.number or "") for writ in meant):
            continue
        writ = meant[-1]
        fields = [field for field in writ.all("number") if field.state == "value"]
        sides = (
            case.evidence(f"回证所载文号 {item.number}", field=receipt.writ.get("doc_title"), writ=receipt.writ),
            case.evidence(f"《{writ.title}》文号 {writ.number}", field=fields[0] if fields else None, writ=writ),
        )
        elsewhere = [
            other for other in case.dossier.writs if other is not receipt.writ and other.number and same_number(other.number, item.number)
        ]
        said = f"所载文号{item.number}与《{writ.title}》（第{writ.first_page}页）文号{writ.number}不符"
        if _read_short(case, (receipt.writ, item.number), (writ, writ.number or "")):
            return _Defect(f"{said}，可能是识读漏字", *sides, sure=False)
        return _Defect(said, *sides, sure=not elsewhere)
    return None


def _read_short(case: CaseFile, *numbers: tuple[Writ, str]) -> bool:
    """Whether one of two numbers, on a recognised page, is the other without one letter."""
    (writ, read), (_, whole) = sorted(((writ, "".join(number.split())) for writ, number in numbers), key=lambda pair: len(pair[1]))
    return case.recognised(writ) and one_letter_lost(read, whole)


def _undated(case: CaseFile, receipt: Receipt) -> _Defect | None:
    """No day on a receipt filled in by hand. Only where the days of other receipts were read can an empty place be trusted."""
    if receipt.day or receipt.mode not in (*_TAKES_HANDWRITING, None):
        return None
    mark = case.evidence("送达回证", writ=receipt.writ)
    if receipt.day_state == "empty" and _typed(case, receipt):
        return _Defect("未注明送达、签收日期", mark)
    return _Defect("的送达、签收日期空白或者未能识别", mark, sure=False)


def _unsigned(case: CaseFile, receipt: Receipt, served: list[Writ]) -> _Defect | None:
    if receipt.mode != "直接" or receipt.signer or receipt.signer_state != "empty" or re.search(r"拒绝?签|拒收", receipt.text):
        return None
    signed = party_places(case, receipt.writ)
    bare = bool(signed) and all(place.state == "empty" for place in signed)
    if (
        receipt.row is None
        and not bare
        and not re.search(
            r"(?:签名|盖章|签字|签收人?|代收人|收件)[^：:]{0,10}[：:]?"
            r"(?=与受送达人|关系|送达人|备注|见证|年月日|\d{4}年|代收|(?:收[件到]|签收)(?:日期|时间)|$)",
            receipt.text,
        )
    ):
        return None  # the field was called empty, the text does not show it
    if served and all(case.served(writ).by == "signature" for writ in served):
        return None
    if receipt.row is None and any(place.filled for place in signed):
        return None
    mark = case.evidence("送达回证", writ=receipt.writ)
    seen = bare and case.recognised(receipt.writ)
    return _Defect("直接送达而没有受送达人签名或者盖章", mark, sure=seen or _typed(case, receipt))


def _typed(case: CaseFile, receipt: Receipt) -> bool:
    """Whether the hand-filled places of this dossier are read as text, so that an empty one is empty: no picture may hide a signature."""
    pages = case.dossier.pages_of(receipt.writ)
    filled = any(other.day and other.signer for other in case.receipts if other is not receipt)
    return (filled or types_signatures(case, receipt.writ)) and not any(page.ink or page.unread for page in pages)


def _signer(case: CaseFile, receipt: Receipt) -> _Defect | None:
    """A signer who by his own description has no part in receiving writs."""
    if receipt.mode != "直接" or not receipt.signer:
        return None
    judged = entitled(case, receipt)
    if judged.yes:
        return None
    mark = case.evidence(f"签收人 {receipt.signer}", field=receipt.writ.get("signer"), writ=receipt.writ)
    relation = case.evidence(f"与受送达人关系 {receipt.relation}", field=receipt.writ.get("relation"), writ=receipt.writ)
    if judged.no:
        return _Defect(f"签收人{receipt.signer}为{receipt.relation}，未见授权或者收件职责的说明", mark, relation)
    return _Defect(f"的签收人{receipt.signer}与受送达人的关系未写明（{judged.reason}）", mark, sure=False)


@check("service.electronic_no_consent")
def electronic_no_consent(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Service by e-mail, text message and the like needs the party's consent, signed before."""
    electronic = [receipt for receipt in case.receipts if receipt.mode == "电子"]
    if not electronic:
        return not_applicable("没有以电子方式送达的文书")
    return [_electronic(case, receipt) for receipt in electronic]


def _electronic(case: CaseFile, receipt: Receipt) -> Outcome:
    day = receipt.day
    mark = case.evidence("电子送达", field=receipt.writ.get("mode"), writ=receipt.writ)
    what = "、".join(f"《{item.title}》" for item in receipt.items if item.title) or "文书"
    said = f"{zh(day) if day else ''}以电子方式送达{what}（第{receipt.writ.first_page}页）"
    on = day or case.decision_date
    consents = consent_to_electronic(case)
    given = [one for one in consents if one.given.yes]
    before = [one for one in given if day is None or one.day is None or one.day.value <= day]
    spoken = consent_spoken(case, day)
    if before or spoken:
        return (
            _account(case, receipt, before, said, on, mark)
            if before
            else met(f"{said}，当事人同意电子送达（第{spoken[0].page}页）", (mark, spoken[0]))
        )
    if given and all(one.day for one in given):
        late = given[0]
        message = f"疑似电子送达未取得同意：{said}，送达地址确认书{late.when}才签署（第{late.evidence.page}页）"
        return breach(message, on=on, evidence=(late.evidence, mark))
    refused = [one for one in consents if one.given.no]
    if refused:
        message = f"疑似电子送达未取得同意：送达地址确认书载明不同意电子送达（第{refused[-1].evidence.page}页），{said}"
        return breach(message, on=on, evidence=(refused[-1].evidence, mark))
    if consents and not case.gaps and all(_silent(case, one.writ) for one in consents):
        message = f"疑似电子送达未取得同意：{said}，送达地址确认书（第{consents[-1].evidence.page}页）没有关于电子送达的内容"
        return breach(message, on=on, evidence=(consents[-1].evidence, mark))
    if consents:
        return unknown(
            f"{said}；送达地址确认书（第{consents[0].evidence.page}页）是否同意电子送达未能识别", evidence=(mark, consents[0].evidence)
        )
    if case.department == "公安":
        return unknown(f"{said}；公安交通管理等平台注册时的同意不在卷内，请核对", evidence=(mark,))
    there = case.has("service_doc", "address_confirm")
    if there.unknown:
        return unknown(f"{said}；未见送达地址确认书，但{there.reason}", evidence=(mark,))
    return breach(
        f"疑似电子送达未取得同意：{said}，卷内未见送达地址确认书或者同意电子送达的确认", on=on, evidence=(mark,), absent=("service_doc",)
    )


def _silent(case: CaseFile, writ: Writ) -> bool:
    """Whether a confirmation, read in full, has no word of electronic service and nothing that could not be read."""
    if case.recognised(writ) or any(page.ink or page.unread for page in case.dossier.pages_of(writ)):
        return False
    return not case.mentions(writ, r"电子|短信|微信|邮件|邮箱|传真|手机(?!号)|@", drop_citations=False)


def _account(case: CaseFile, receipt: Receipt, consents: list[Consent], said: str, on: date | None, mark: Evidence) -> Outcome:
    """The account used is one the party confirmed, and the writ arrived there."""
    evidence = (consents[-1].evidence, mark)
    for pattern in (_ACCOUNT, _PHONE):
        used = set(pattern.findall(receipt.text))
        confirmed = {hit for one in consents for hit in pattern.findall(case.squeezed(one.writ).text)}
        named = pattern is _ACCOUNT or "短信" in receipt.text
        if named and used and confirmed and not used & confirmed:
            message = f"疑似电子送达账号不符：{said}，发送至{'、'.join(sorted(used))}，确认书确认的是{'、'.join(sorted(confirmed))}"
            return breach(message, on=on, evidence=evidence)
    proofs = [*case.writs("service_doc", "electronic"), *case.writs("service_doc", "mail")]
    if not proofs and not case.mentions(receipt.writ, _ARRIVED, drop_negation=True):
        if case.gaps:
            return unknown(f"{said}，未见到达凭证；{'；'.join(case.gaps)}", evidence=evidence)
        message = f"疑似电子送达无到达凭证：{said}，未见显示到达的截图或者记录"
        return breach(message, on=on, severity="minor", evidence=evidence, absent=("service_doc",))
    return met(f"{said}，当事人同意电子送达（第{consents[-1].evidence.page}页）", evidence)


def _unique(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))
