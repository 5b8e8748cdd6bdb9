"""Service (送达): receipts as read, and for a writ whether, when and how it reached the party.

served(x) and served_date(x) of the catalogue: a receipt with its title or number, a signature in its own body, an announcement whose
period has run, proof of mail or electronic delivery.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from ingest.dossier import Field, FieldState, Writ
from ingest.passage import Passage
from ingest.writs.signatures import names_of
from nlp.facts.dates import find_dates
from nlp.facts.document_numbers import find_document_numbers, same_number
from nlp.facts.numerals import parse_numeral
from nlp.procedure.asked_once import asked_once
from nlp.procedure.boxes import EMPTY, TICKED
from nlp.procedure.dating import Dated, Missing
from nlp.procedure.logic import NO, YES, Ternary, undecided
from nlp.procedure.mail import RETURNED, delivered_on
from nlp.procedure.signed_line import signed_line
from nlp.procedure.signed_off import is_note, signed_in_body, signer

if TYPE_CHECKING:
    from nlp.procedure.case import CaseFile

_BRACKETS = str.maketrans("（）〔〕[]【】", "((((((((")
MODES: tuple[tuple[str, str], ...] = (
    ("电子", r"电子|邮箱|短信|传真|微信|APP|@"),
    ("邮寄", r"邮寄|邮政|EMS|特快|挂号"),
    ("留置", r"留置"),
    ("公告", r"公告"),
    ("委托", r"委托送达"),
    ("转交", r"转交"),
    ("直接", r"直接|当面|当场|现场"),
)
_RECEIVED_ON = re.compile(r"(?:当场|已经?)?(?:收到|收悉|收讫|签收|领取)")  # 本告知书已于某日收悉
_NEAR = 14  # characters from a signature to its day, with a position in brackets between them
_OTHER_TITLE = re.compile(r"[\u4e00-\u9fa5（）]{2,24}?(?:[书单表函]|笔录)(?![\u4e00-\u9fa5（）]{0,8}[书单表])")
_ANNOUNCED_PERIOD = re.compile(r"(?:公告|发布|刊登|张贴|公布)(?:之)?日起[，,]?(?:满|经过)?([〇零一二三四五六七八九十百\d]+)日")
# what the titles on receipts stand for, by writ type (and subtype)
_TITLES: tuple[tuple[str, str], ...] = (
    ("hearing_doc/notice", r"听证(会)?通知书"),
    ("enforcement_doc", r"催告书|加处罚款|催缴"),
    ("seizure_doc/release", r"解除(查封|扣押|行政强制措施)"),
    ("seizure_doc/extension", r"延长|延期"),
    ("seizure_doc/decision", r"查封|扣押|行政强制措施"),
    ("reg_preserve_doc", r"登记保存"),
    ("correction_notice", r"责令|整改|改正|指令书"),
    ("appraisal_doc", r"(检验|检测|检疫|鉴定|监测|审核|认定).{0,8}(结果|期间|报告)?告知书|(检验|检测|监测|鉴定)报告"),
    ("summary_decision", r"当场.{0,6}处罚决定书|处罚决定书（(简易|当场)程序）"),
    ("no_penalty_decision", r"不予行政处罚"),
    ("penalty_decision", r"处罚决定书"),
    ("closing_doc/credit_repair_notice", r"信用(修复|提示)|公示告知"),
    ("prior_notice", r"告知书|告知笔录|违法行为通知书"),
)


@dataclass(frozen=True, slots=True)
class ReceiptItem:
    """One writ named on a receipt."""

    title: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt (送达回证) as read. ``mode`` is one of MODES' names or None; states say what is empty and what was not read.

    ``row`` is the cell of the day where the form serves several writs, a row each.
    """

    writ: Writ
    items: tuple[ReceiptItem, ...]
    text: str
    mode: str | None
    day: date | None
    day_state: FieldState
    signer: str
    signer_state: FieldState
    relation: str
    relation_state: FieldState
    addressee: str
    row: Field | None = None


def is_electronic_receipt(writ: Writ) -> bool:
    """Whether a paper of electronic service is a receipt (电子送达回执): by its title, or as it names what arrived on a day."""
    if writ.subtype != "electronic":
        return False
    filled = {field.name for field in writ.fields if field.state == "value"}
    return re.search("回[执证]", writ.title) is not None or ("date" in filled and not filled.isdisjoint({"doc_title", "doc_no"}))


def read_receipts(writ: Writ, passage: Passage, day: date | None, day_state: FieldState) -> list[Receipt]:
    """The receipts of one form: one, or where it lists several writs with a day each (送达文书 | 送达时间 | 收件人) one per row.

    Several days that belong to no row leave the day unread: which writ was served when is then not known.
    """
    whole = read_receipt(writ, passage, day, day_state)
    days = writ.all("date")
    rows = max(len(writ.all("doc_title")), len(writ.all("doc_no")))
    found = [find_dates(field.text) for field in days]
    several = len({one.value for dates in found for one in dates}) > 1
    unread = any(field.state == "unread" for field in days)
    if not unread and not (several and max(rows, len(whole.items)) > 1):
        return [whole]
    if rows < 2 or rows != len(days):
        items = tuple(replace(item, number=None) if item.title else item for item in whole.items)  # nor which number is whose
        return [replace(whole, items=items, day=None, day_state="unread")]
    titles, numbers, signers, modes = (_column(writ, name, rows) for name in ("doc_title", "doc_no", "signer", "mode"))
    return [
        replace(
            whole,
            items=tuple(_row_items(titles[i].text, numbers[i].text)),
            mode=mode_of(modes[i].text) if modes[i].state != "unread" else whole.mode,
            day=dates[0].value if dates else None,
            day_state="value" if dates else field.state,
            signer=_clean(signers[i].text),
            signer_state=signers[i].state,
            row=field,
        )
        for i, (field, dates) in enumerate(zip(days, found, strict=True))
    ]


def _column(writ: Writ, name: str, rows: int) -> Sequence[Field]:
    """The fields of a column; unread where it is not known to which rows they belong."""
    found = writ.all(name)
    return found if len(found) == rows else [Field(name, "unread")] * rows


def _row_items(title: str, number: str) -> Iterable[ReceiptItem]:
    """What one row says was served: writs by their titles, or whatever it names."""
    blob = "；".join(part for part in (title, number) if part)
    found = list(_items_in(blob, blob, blob))
    if found and found[0].title:
        return found
    bare = "".join(title.split())
    if named := _OTHER_TITLE.match(bare):
        rest = "".join(number.split()) or bare[named.end() :]
        numbers = [one.text for one in find_document_numbers(rest)]
        return [ReceiptItem(named.group(), numbers[0] if numbers else None)]
    return found


def read_receipt(writ: Writ, passage: Passage, day: date | None, day_state: FieldState) -> Receipt:
    """A receipt from its fields, and from its text where a field was not found."""
    text = passage.squeezed().text
    signer = _field_or_text(
        writ,
        "signer",
        text,
        r"(?:受送达人|收件人|签收人)(?:或代收人|（代收人）|或代理人)?[（(]?(?:签名|签字|签收|盖章)[^：:]{0,8}[：:](?P<value>[^：:\d]{0,24}?)(?=与受送达人|\d|代收|送达人|见证|备注|年|$)",
    )
    relation = _field_or_text(
        writ, "relation", text, r"(?:与受送达人(?:的)?关系|代收理由|代收人身份)[：:]?(?P<value>[^：:\d]{0,24}?)(?=\d|送达人|备注|见证|$)"
    )
    if relation.state == "unread" and (beside := _beside(_clean(signer.text), text)):
        relation = Field("relation", "value", beside)
    printed = re.search(r"送达方式[：:]?(?P<value>.{2,30}?)(?=送达(?:文书|地点|账号|时间|日期|邮箱)|受送达人|文书名称|序号|$)", text)
    mode = writ.get("mode").text or (printed["value"] if printed else "")
    return Receipt(
        writ,
        tuple(_items(writ, text)),
        text,
        mode_of(mode),
        day,
        day_state,
        _clean(signer.text),
        signer.state,
        _clean(relation.text),
        relation.state,
        _clean(writ.get("addressee").text),
    )


def _beside(signer: str, text: str) -> str | None:
    """What the receiver adds to the name in brackets: 张三（店员）."""
    if not signer or not any(signer + bracket in text for bracket in "（("):
        return None
    match = re.search(rf"{re.escape(signer)}[（(](?P<who>[\u4e00-\u9fa5]{{2,12}})[）)]", text)
    return match["who"] if match else None


def mode_of(text: str) -> str | None:
    """The mode of service a field names; of ticked boxes the ticked one."""
    bare = "".join(text.split())
    ticked = re.findall(rf"[{TICKED}][)）]?([^{EMPTY}{TICKED}]{{2,8}})", bare)
    for candidate in [*ticked, "" if re.search(f"[{EMPTY}]", bare) else bare]:
        for name, pattern in MODES:
            if candidate and re.search(pattern, candidate):
                return name
    return None


def stands_for(title: str, writ: Writ) -> bool:
    """Whether a title on a receipt can denote this writ, department variants included."""
    bare = _bare(title)
    if not bare:
        return False
    if bare == _bare(writ.title):
        return True
    kind = _denoted(title)
    return kind is not None and kind in {writ.type, f"{writ.type}/{writ.subtype}"}


@lru_cache(maxsize=1024)  # each title is held against each writ
def _denoted(title: str) -> str | None:
    """What a title stands for: a type of writ, perhaps with its subtype."""
    return next((key for key, pattern in _TITLES if re.search(pattern, title)), None)


def numbers_agree(receipt: Receipt, item: ReceiptItem, number: str) -> bool:
    """Whether a receipt carries this number. A number broken by a table cell still counts where its digits stand in the text."""
    if item.number and (same_number(item.number, number) or _unified(number).endswith(_unified(item.number))):
        return True
    if item.number and receipt.row is not None:
        return False  # the text of the form bears the numbers of other rows
    unified = _unified(number).removesuffix("号")
    return bool(unified) and unified in _unified(receipt.text)


def announced_until(squeezed: str, published: date) -> date | None:
    """The day an announcement (送达公告) counts as served; None where it states no period."""
    match = _ANNOUNCED_PERIOD.search(squeezed)
    days = parse_numeral(match.group(1)) if match else None
    return published + timedelta(days=days) if days else None


def _items(writ: Writ, text: str) -> Iterable[ReceiptItem]:
    titles = [field.text for field in writ.all("doc_title") if field.state == "value"]
    numbers = [field.text for field in writ.all("doc_no") if field.state == "value"]
    blob = "；".join([*titles, *numbers]) if titles or numbers else text
    return _items_in(blob, "；".join(titles) if titles else blob, text)


def _items_in(blob: str, titles: str, text: str) -> Iterable[ReceiptItem]:
    """The writs that ``blob`` names, by the titles in ``titles``; it may be the whole ``text`` of the form."""
    found_titles = re.findall(r"《([^》]{2,40})》", blob) or re.findall(
        r"[\u4e00-\u9fa5]{2,20}(?:决定书|告知书|通知书|催告书|指令书|意见书)(?:（[^）]{1,6}）)?", "".join(titles.split())
    )
    bare = "".join(blob.split())
    begin = bare.find(found_titles[0]) if found_titles and blob is text else 0  # the head of the page bears the number of the case
    found = [one.text for one in find_document_numbers(bare) if one.start >= begin]
    for i, title in enumerate(found_titles):
        number = found[i] if len(found) == len(found_titles) or i < len(found) else None
        yield ReceiptItem(title, number)
    if not found_titles:
        for number in found:
            yield ReceiptItem("", number)


def _field_or_text(writ: Writ, name: str, text: str, pattern: str) -> Field:
    field = writ.get(name)
    if field.state != "unread":
        return field
    match = re.search(pattern, text)
    if match is None:
        return field
    value = match.group("value")
    return Field(name, "value" if value else "empty", value)


@lru_cache(maxsize=1024)
def _bare(title: str) -> str:
    return re.sub(r"[（(][^）)]*[）)]|[《》\s]", "", title)


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ：:；;，,")


@lru_cache(maxsize=1024)  # numbers and receipts are compared each with each
def _unified(text: str) -> str:
    return "".join(text.split()).translate(_BRACKETS)


@dataclass(frozen=True, slots=True)
class Service:
    """How one writ reached the party. ``day`` is the earliest day of valid service; ``announced`` the day an announcement began."""

    served: Ternary
    day: Dated | Missing
    by: Literal["receipt", "signature", "refusal", "announcement", "mail", "none"]
    receipt: Receipt | None = None
    announced: date | None = None

    @property
    def date(self) -> date | None:
        """The day of service, where it is known."""
        return self.day.value if isinstance(self.day, Dated) else None


def service_of(case: CaseFile, writ: Writ) -> Service:
    """served(x) and served_date(x): the earliest of receipt, signature in the writ's own body and announcement, else papers of the mail."""
    found = [*_by_receipt(case, writ), *_by_announcement(case, writ), *_by_signature(case, writ)]
    if not any(service.date for service in found):
        found += _by_mail(case, writ)
    if not found:
        missing = Missing("absent", f"《{writ.title}》（第{writ.first_page}页）未见送达材料")
        return Service(undecided(*case.gaps) if case.gaps else NO, missing, "none")
    dated = [service for service in found if service.date]
    return min(dated, key=lambda service: service.date or date.max) if dated else found[0]


@asked_once
def receipts_for(case: CaseFile, writ: Writ) -> list[tuple[Receipt, ReceiptItem]]:
    """The receipts that name this writ: by number, else by title where no other writ of the dossier bears the receipt's number."""
    return _naming(case, writ, case.receipts)


def _naming(case: CaseFile, writ: Writ, receipts: Sequence[Receipt]) -> list[tuple[Receipt, ReceiptItem]]:
    named = [(receipt, item) for receipt in receipts for item in receipt.items]
    number = writ.number
    if number:
        by_number = [(receipt, item) for receipt, item in named if numbers_agree(receipt, item, number) and _same_kind(item, writ)]
        if by_number:
            return by_number
    others = [other.number for other in case.dossier.writs if other.number and other is not writ]
    return [
        (receipt, item)
        for receipt, item in named
        if stands_for(item.title, writ) and not (item.number and number and any(same_number(item.number, other) for other in others))
    ]


def read_deliveries(case: CaseFile) -> list[Receipt]:
    """The papers of ``CaseFile.deliveries``."""
    found = []
    for paper in case.writs("service_doc", "mail"):
        squeezed = case.squeezed(paper)
        if (one := delivered_on(squeezed.text)) is not None:
            mark = Field("date", "value", one.text, tuple(squeezed.spans(one.start, one.end)))
            found.append(replace(read_receipt(paper, case.text(paper), one.value, "value"), mode="邮寄", row=mark))
        elif paper.get("date").state == "value" and not RETURNED.search(squeezed.text) and isinstance(day := case.date(paper), Dated):
            found.append(replace(read_receipt(paper, case.text(paper), day.value, "value"), mode="邮寄"))
    return found


def open_receipts(case: CaseFile) -> list[Receipt]:
    """Receipts and deliveries of which it is not known what was served: they name no writ, or none of this dossier."""
    every = [*case.receipts, *case.deliveries]
    known = [receipt for writ in case.dossier.writs for receipt, _ in _naming(case, writ, every)]
    return [receipt for receipt in every if not any(receipt is one for one in known)]


def service_begun(case: CaseFile, writ: Writ, since: date) -> date | None:
    """The first day from ``since`` on of delivery, mailing, publication or a recorded attempt to serve ``writ``."""
    service = case.served(writ)
    days = [day for day in (service.announced, service.date) if day]
    for receipt, _ in receipts_for(case, writ):
        rest = {other.day for other in case.receipts if other.writ is receipt.writ and other.day != receipt.day}  # of other rows
        days += [one.value for one in find_dates(receipt.text) if one.value >= since and one.value not in rest]
    for paper in (*case.writs("service_doc", "mail"), *case.writs("service_doc", "electronic")):
        text = case.squeezed(paper).text
        if not find_document_numbers(text) or (writ.number and _unified(writ.number).removesuffix("号") in _unified(text)):
            days += [one.value for one in find_dates(text) if one.value >= since]
    return min(days, default=None)


def _same_kind(item: ReceiptItem, writ: Writ) -> bool:
    """Offices often give all writs of a case one serial: a number decides only together with a title that can be this writ's."""
    return not item.title or stands_for(item.title, writ)


def _by_receipt(case: CaseFile, writ: Writ) -> list[Service]:
    twins = [other for other in case.writs(writ.type, writ.subtype) if other is not writ]
    found = []
    for receipt, _item in receipts_for(case, writ):
        if twins and not writ.number and _nearest(case, writ, twins, receipt):
            continue
        found.append(Service(YES, _received(case, receipt), "receipt", receipt))
    return found


def _by_mail(case: CaseFile, writ: Writ) -> list[Service]:
    return [Service(YES, _received(case, one), "mail", one) for one, _ in _naming(case, writ, case.deliveries)]


def _received(case: CaseFile, receipt: Receipt) -> Dated | Missing:
    """The day on a receipt, of its own row where it has several."""
    if receipt.row and receipt.day:
        mark = case.evidence(f"送达日期 {receipt.day.isoformat()}", field=receipt.row, writ=receipt.writ)
        return Dated(receipt.day, mark)
    if receipt.day is None and receipt.day_state == "unread":
        return Missing("unread", f"《{receipt.writ.title}》（第{receipt.writ.first_page}页）的送达日期未能识别")
    return case.date(receipt.writ)


def _nearest(case: CaseFile, writ: Writ, twins: Sequence[Writ], receipt: Receipt) -> bool:
    """Whether a receipt without number rather belongs to a twin: the last of them bound before the receipt."""
    before = [one for one in (writ, *twins) if one.first_page <= receipt.writ.first_page]
    return bool(before) and max(before, key=lambda one: one.first_page) is not writ


def _by_announcement(case: CaseFile, writ: Writ) -> list[Service]:
    found = []
    for notice in case.writs("service_doc", "announcement"):
        squeezed = case.squeezed(notice).text
        named = (writ.number and _unified(writ.number).removesuffix("号") in _unified(squeezed)) or any(
            stands_for(title, writ) for title in re.findall(r"《([^》]{2,40})》", squeezed)
        )
        if not named:
            continue
        published = case.date(notice)
        day: Dated | Missing = published
        if isinstance(published, Dated):
            end = announced_until(squeezed, published.value)
            day = Dated(end, published.evidence) if end else Missing("unread", f"送达公告（第{notice.first_page}页）的公告期未能识别")
        found.append(Service(YES, day, "announcement", announced=published.value if isinstance(published, Dated) else None))
    return found


def _by_signature(case: CaseFile, writ: Writ) -> list[Service]:
    passage = case.squeezed(writ)
    unread = Missing("unread", f"《{writ.title}》（第{writ.first_page}页）签收处未写日期")
    match = signed_in_body(passage.text)
    if match is None:
        written = case.text(writ)
        if line := signed_line(written.text):
            spans = written.spans(line.start(), line.end())
            mark = case.evidence(f"签收 {line['name']}", spans=spans, writ=writ)
            return [Service(YES, Dated(find_dates(line.group())[0].value, mark), "signature")]
        field = writ.get("party_sign")  # where the form has its labels above what is filled in, the text does not show whose name it is
        if field.state != "value" or not names_of(field.text):
            return []
        said = find_dates(field.text)
        mark = case.evidence(f"签收 {field.text}", field=field, writ=writ)
        return [Service(YES, Dated(said[0].value, mark) if said else unread, "signature")]
    if _is_issuer(case, signer(match)):
        return []
    spans = passage.spans(match.start(), match.end())
    refused = signer(match) is None
    every = find_dates(passage.text)
    days = [one for one in every if match.start() <= one.start <= match.end() + _NEAR]
    days = days or [one for one in every if _RECEIVED_ON.match(passage.text, one.end)]
    own = case.date(writ)
    day: Dated | Missing = unread
    if days:
        day = Dated(days[0].value, case.evidence(f"签收日期 {days[0].value.isoformat()}", spans=spans, writ=writ))
        if is_note(match) and isinstance(own, Dated) and days[0].value < own.value:
            return []  # what the writ tells of an earlier one
    elif refused and isinstance(own, Dated):
        day = own
    return [Service(YES, day, "refusal" if refused else "signature")]


def _is_issuer(case: CaseFile, name: str | None) -> bool:
    """Whether what stands behind an empty place is the agency that signs below it."""
    agency = case.agency
    return name is not None and agency is not None and (name in agency or agency in name)
