"""Money that was paid on a decision (缴款凭证), when it fell due, and papers that put payment off (延期、分期缴纳)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ingest.dossier import Writ
from nlp.facts.amounts import parse_amount
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated, Missing, written_days
from nlp.procedure.finding import Evidence
from nlp.procedure.payment_terms import payment_terms
from nlp.procedure.receipt_rows import receipt_rows
from nlp.procedure.signing import leader_opinion, leader_signed
from nlp.procedure.vouchers import paid_on
from nlp.workdays import roll_to_workday

PAYMENT_DAYS = 15  # 行政处罚法第六十七条第三款
_CONFISCATED_ONLY = re.compile(r"(?<!罚)没收|违法所得")  # not 罚没收入
# a row of a voucher that names confiscated money as well: 罚没收入—罚款 | 1300
_FINE_ROW = re.compile(r"(?<!加处)罚款[：:]?(?P<n>\d[\d,]*(?:\.\d+)?)(?![\d.,]*[年月日天%％])")
_PUT_OFF = r"(?:延期|分期|分[两二三四五六\d]期|暂缓)[^。；，]{0,4}(?:缴|交)"
_SPOKEN = re.compile(
    rf"(?:同意|批准|准予|准许|经批准)[^。；]{{0,20}}{_PUT_OFF}|{_PUT_OFF}[^。；，]{{0,6}}(?:完毕|第[一二三四五六]期|计划|协议)"
    r"|(?:已|共)分[两二三四五六\d]期(?:缴|交)"
)
_CLUES = ("延期", "分期", "暂缓", "期缴", "期交")
# printed in decisions and notices: 确有经济困难，需要延期或者分期缴纳的，可以申请
_PREPRINTED = re.compile(r"确有(?:经济)?困难|需要(?:延期|分期|暂缓)|可以?(?:依法)?(?:申请)?(?:延期|分期|暂缓)|如需|如有")
_MADE_ON = re.compile(r"(?:制单|制表|填表|填报|录入|归档)(?:时间|日期)[：:]?$")
_REFUSED = re.compile(r"(?:经[^。；，]{0,8}[，,])?(?:不同意|不予|不准|不宜|暂不|退回)")
_TELLING = frozenset({"penalty_decision", "summary_decision", "prior_notice", "hearing_doc", "service_doc", "dossier_binding"})


@dataclass(frozen=True, slots=True)
class Payment:
    """One voucher of a fine, or one row of a sheet that lists several. ``amount`` is None where it was not read or is not plain."""

    writ: Writ
    day: Dated | Missing
    amount: Decimal | None


def payments(case: CaseFile) -> list[Payment]:
    """The vouchers of fines; those of confiscated money alone are left out."""
    found = []
    for writ in case.writs("payment_doc", "voucher"):
        rows = receipt_rows(case, writ)
        found += [Payment(writ, paid_on(case, writ, [row.day]), parse_amount(row.amount.text)) for row in rows if _of_fine(row.text)]
        text = case.squeezed(writ).text.replace("".join(writ.title.split()), "")
        if not rows and _of_fine(text):
            found.append(Payment(writ, case.date(writ), _fine_of(text) or _amount(writ)))
    return found


def _of_fine(text: str) -> bool:
    return "罚款" in text or not _CONFISCATED_ONLY.search(text)


def due(case: CaseFile, decision: Writ) -> Dated | Missing:
    """The last day for paying: fifteen days from service, moved to a working day, or the later day that the decision names."""
    served = case.served(decision).day
    if not isinstance(served, Dated):
        return served
    last = served.value + timedelta(days=PAYMENT_DAYS)
    last = roll_to_workday(last) or last + timedelta(days=7)
    named = payment_terms(case, decision).until
    return Dated(max(last, named[0]) if named else last, served.evidence)


def approvals_to_put_off(case: CaseFile) -> list[Writ]:
    """Approvals of payment later or in parts; forms that the head left blank or refused are none."""
    return [writ for writ in _forms_to_put_off(case) if not _not_granted(case, writ)]


def not_put_off(case: CaseFile) -> list[Writ]:
    """Forms for such an approval on which the head wrote and signed nothing, or refused."""
    return [writ for writ in _forms_to_put_off(case) if _not_granted(case, writ)]


def _forms_to_put_off(case: CaseFile) -> list[Writ]:
    own = list(case.writs("payment_doc", "instalment_approval"))
    return own or [writ for writ in case.writs("internal_approval") if re.search(_PUT_OFF, case.squeezed(writ).text)]


def _not_granted(case: CaseFile, writ: Writ) -> bool:
    opinion = writ.get("leader_opinion")
    if opinion.state == "value":
        return _REFUSED.match("".join(opinion.text.split())) is not None
    return leader_opinion(case, writ).no and leader_signed(case, writ).no


def applications_to_put_off(case: CaseFile) -> list[Writ]:
    """What the party applied with: its own paper, else an approval that says 经申请."""
    own = list(case.writs("payment_doc", "instalment_application"))
    own += [writ for writ in case.writs("statement_doc") if re.search(_PUT_OFF, case.squeezed(writ).text)]
    return own or [writ for writ in approvals_to_put_off(case) if "申请" in case.squeezed(writ).text]


def put_off_until(case: CaseFile) -> date | None:
    """The last day of the time granted; None where no approval names one later than itself."""
    days = [
        one.value
        for writ in approvals_to_put_off(case)
        if isinstance(own := case.date(writ), Dated)
        for text in [case.squeezed(writ).text]
        for one in written_days(text)
        if one.value > own.value and not _MADE_ON.search(text, max(0, one.start - 8), one.start)
    ]
    return max(days, default=None)


def spoken_of_putting_off(case: CaseFile) -> Evidence | None:
    """Where a paper of the dossier says that payment was put off; printed hints at the right to apply do not count."""
    approvals = approvals_to_put_off(case)
    writs = [
        writ
        for writ in case.dossier.writs
        if writ.type not in _TELLING and writ not in approvals and any(clue in case.squeezed(writ).text for clue in _CLUES)
    ]
    for mention in case.mentions(writs, _SPOKEN, drop_negation=True):
        text = case.squeezed(mention.writ).text
        if not _PREPRINTED.search(text, max(0, mention.start - 16), mention.end):
            return case.cite("提及延期、分期缴纳", mention)
    return None


def _fine_of(text: str) -> Decimal | None:
    """The fine by its own row, on a voucher that lists confiscated money in another."""
    rows = _FINE_ROW.findall(text) if _CONFISCATED_ONLY.search(text) else []
    return parse_amount(rows[0]) if len(rows) == 1 else None


def _amount(writ: Writ) -> Decimal | None:
    found = {parse_amount(field.text) for field in writ.all("amount") if field.state == "value"} - {None}
    return found.pop() if len(found) == 1 else None
