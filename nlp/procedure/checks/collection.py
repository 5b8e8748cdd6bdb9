"""Who takes in the fine (罚缴分离): on the spot only where the law lets, never the agency itself (处罚法第六十七条至第七十一条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingest.dossier import Field, Writ
from ingest.writs.labels import known_label
from nlp.facts.parties import is_person_name
from nlp.facts.people import split_names
from nlp.procedure.act_day import act_day
from nlp.procedure.boxes import EMPTY, TICKED, unticked
from nlp.procedure.case import CaseFile
from nlp.procedure.collecting import banked, collected_on_the_spot, handed_in
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule
from nlp.procedure.sanctions import fine_of
from nlp.procedure.security_law import by_security_law
from nlp.procedure.vouchers import vouchers
from nlp.workdays import workdays_between

_SECURITY_SINCE = date(2026, 1, 1)
_EXCUSED = (
    r"难以执行|边远|水上|交通不便|没有固定住所|无固定住所|旅客列车|口岸"
    r"|(?:当事人|被处罚人)(?:主动|自愿)?(?:提出|要求|申请|请求)[^。；]{0,16}(?:当场|现金)"
)
_REMOTE = r"边远|水上|交通不便|旅客列车|口岸"
_WALKERS = r"行人|乘车人|非机动车|电动自行车"
_CASHIER = re.compile(r"(?:复核|经办|开票|出纳|会计|经手|制单|填票)(?!日期|时间)")
_SUMS = re.compile(r"合计|大写|小写|¥|￥")
_TICKET = re.compile(r"票据|收据|发票")
_TICKET_OF_FINANCE = re.compile(r"财政|统一票据|非税|票据监制")
_CASH = re.compile(
    rf"(?:[交缴付收]款|支付|结算|缴纳)(?:方式|形式)[：:]?[{TICKED}]?[)）]?现金(?![{EMPTY}])|[{TICKED}][)）]?现金(?!支票)|现金(?:收讫|交款|缴纳|缴款)"
    r"|(?:收到|交来|收取|收)[^。；]{0,30}(?<!非)现金(?!支票)"
)
# whose purse, behind the name
_WALLET = re.compile(r"[（(](?:个人)?(?:微信|支付宝|收款码|二维码|个人|本人|银行卡|账户|转账|扫码)[^）)]{0,12}[）)]")
_BANK = re.compile(r"银行|信用社|代收|国库|回单")
_TELLING = ("inquiry_record", "statement_doc", "closing_doc", "enforcement_doc")
_INTO_HANDS = re.compile(
    r"罚款[^。；]{0,30}(?:微信|支付宝|扫码|现金|私人账户|个人账户)[^。；]{0,10}(?:转|付|交)(?:账)?(?:给|到)[^。；]{0,8}(?:执法|队员|城管|民警|工作人员|个人)"
    r"|(?:微信|支付宝|扫码|现金)[^。；]{0,8}(?:转|付|交)(?:账)?(?:给|到)(?:了)?[^。；]{0,6}(?:执法|队员|城管)"
)


@check("exec.onsite_collection")
def onsite_collection(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Collected on the spot: within the amount or for a reason on file, with a ticket, handed in and banked in two working days each."""
    spot = collected_on_the_spot(case)
    decision = case.decision
    if spot is None or decision is None:
        return not_applicable("没有当场收缴罚款")
    decided = case.decided
    if not isinstance(decided, Dated):
        return unknown(decided.reason, evidence=(spot,))
    return [_allowed(case, rule, decision, decided, spot), _ticket(case, decided, spot), *_handed(case, rule, decision, decided, spot)]


def _allowed(case: CaseFile, rule: Rule, decision: Writ, decided: Dated, spot: Evidence) -> Outcome:
    """The amount of 第六十八条, else a reason on file; in ordinary cases only the places of 第六十九条."""
    fine = fine_of(case, decision)
    papers = [decision, *case.writs("scene_record"), *case.writs("internal_approval"), *case.writs("payment_doc")]
    summary = decision.type == "summary_decision"
    excuse = case.mentions(papers, _EXCUSED if summary else _REMOTE)
    if excuse:
        return met("写明当场收缴的理由", [case.cite("当场收缴的理由", excuse[0])])
    if case.department == "公安" and case.mentions(decision, _WALKERS):
        return met("对行人、乘车人、非机动车驾驶人的罚款可以当场收缴", [spot])
    limit = _limit(case, rule, decision, decided.value)
    if summary and fine is not None and fine <= limit:
        return met(f"罚款{fine}元，未超过{limit}元", [spot])
    if fine is None:
        return unknown("当场收缴的罚款数额未能识别", evidence=(spot,))
    if case.gaps or any(not case.readable(writ) for writ in papers):
        return unknown(f"罚款{fine}元当场收缴，未见理由；{'；'.join(case.gaps) or '文书有未能识别的页'}", evidence=(spot, decided.evidence))
    ground = f"超过{limit}元，未写明不当场收缴事后难以执行" if summary else "适用普通程序，未写明边远、水上、交通不便地区并经当事人提出"
    return breach(
        f"疑似当场收缴不符合条件：{decided.text}决定罚款{fine}元，第{spot.page}页载明当场收缴，{ground}",
        on=decided.value,
        severity="major",
        evidence=(spot, decided.evidence),
        law=("APL2021:第六十八条", "APL2021:第六十九条"),
    )


def _limit(case: CaseFile, rule: Rule, decision: Writ, day: date) -> int:
    limits = rule.params["onsite_limit"]
    if by_security_law(case, decision):
        return int(limits["治安_2026"] if day >= _SECURITY_SINCE else limits["治安"])
    return int(limits["default"])


def _ticket(case: CaseFile, decided: Dated, spot: Evidence) -> Outcome:
    """A numbered ticket of the finance department."""
    tickets = case.writs("payment_doc", "voucher")
    evidence = [spot, decided.evidence]
    if tickets:
        blank = next((writ for writ in tickets if _number(writ).state == "empty"), None)
        if blank is None or case.recognised(blank):
            return met("有缴款票据", [case.evidence(f"《{tickets[0].title}》", writ=tickets[0])])
        said = f"《{blank.title}》（第{blank.first_page}页）票据号码空白"
        evidence.append(case.evidence(f"《{blank.title}》", writ=blank))
    else:
        there = case.has("payment_doc")
        if there.unknown:
            return unknown(f"当场收缴罚款，未见专用票据；{there.reason}", evidence=evidence)
        said = "卷内未见财政部门统一制发的专用票据"
    return breach(
        f"疑似当场收缴未出具专用票据：{decided.text}当场收缴罚款（第{spot.page}页），{said}",
        on=decided.value,
        severity="major",
        evidence=evidence,
        absent=() if tickets else ("payment_doc",),
        law=("APL2021:第七十条",),
    )


def _number(writ: Writ) -> Field:
    own = writ.get("no")
    return own if own.state != "unread" else writ.get("number")


def _handed(case: CaseFile, rule: Rule, decision: Writ, decided: Dated, spot: Evidence) -> Iterator[Outcome]:
    """Two working days to the agency, two more to the bank; on the water they run from landing, which is not read.

    Where nothing says when the money was handed in, the voucher of the bank must follow within both together.
    """
    allowed = rule.params["working_days"]
    start = None if case.mentions(decision, "水上") else decided
    given, paid_in = handed_in(case), banked(case) or _at_the_bank(case)
    steps = [(start, given, "交至机关", allowed), (given, paid_in, "缴付银行", allowed)]
    if given is None:
        steps = [(start, paid_in, "缴付银行", 2 * allowed)]
    for first, then, does, limit in steps:
        used = workdays_between(first.value, then.value) if first and then else None
        if first and then and used is not None and used > limit:
            did = "当场收缴" if first is decided else "交至机关"
            yield breach(
                f"疑似当场收缴的罚款逾期解缴：{first.text}{did}，{then.text}{does}，相隔{used}个工作日，超过{limit}个工作日",
                on=first.value,
                severity="major",
                evidence=(spot, first.evidence, then.evidence),
                law=("APL2021:第七十一条",),
            )


def _at_the_bank(case: CaseFile) -> Dated | None:
    """The day of a voucher of the bank or treasury."""
    for voucher in vouchers(case):
        if isinstance(voucher.day, Dated) and case.mentions(voucher.writ, "代收银行|国库|待结算|专户|缴款书"):
            return voucher.day
    return None


@check("exec.self_collection")
def self_collection(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """Who received the money by the vouchers; what a party says about cash and codes of officers is a clue."""
    papers = [writ for type in _TELLING for writ in case.writs(type)]
    told = case.mentions(papers, _INTO_HANDS, drop_negation=True)
    clues = [unknown("文书提到罚款交给执法人员或者个人", evidence=(case.cite("文书所述", told[0]),))] if told else []
    if collected_on_the_spot(case):
        return clues or not_applicable("当场收缴由“当场收缴不符合条件”检查")
    officers = _officers(case)
    judged = [outcome for writ in case.writs("payment_doc", "voucher") if (outcome := _payee(case, rule, writ, officers))]
    return [*clues, *judged] or not_applicable("没有载明收款人的缴款凭证")


def _officers(case: CaseFile) -> set[str]:
    fields = {"officers", "officers_sign", "handlers", "handler_sign", "servers"}
    return {
        name
        for writ in case.dossier.writs
        for field in fields.intersection([one.name for one in writ.fields])
        if writ.get(field).state == "value"
        for name in split_names(writ.get(field).text)
    }


def _payee(case: CaseFile, rule: Rule, writ: Writ, officers: set[str]) -> Outcome | None:
    """The payee of one voucher. A cashier's name at its foot, and the agency's seal as 收款单位 of a ticket, are none."""
    payees = [field for field in writ.all("payee") if field.state == "value" and "代收" not in _label(case, field)]
    names = {name: field for field in payees if (name := "".join(field.text.split())) != case.party and known_label(name) is None}
    if not names:
        return None
    if whitelisted := next((field for name, field in names.items() if _listed(rule, name)), None):
        return met("收款人为财政专户、国库或者代收银行", [case.evidence("收款人", field=whitelisted, writ=writ)])
    printed, field = next(iter(names.items()))
    name = _WALLET.sub("", printed)
    mark = case.evidence(f"收款人 {name}", field=field, writ=writ)
    on = act_day(case, writ)
    place = f"《{writ.title}》（第{mark.page or writ.first_page}页）"
    own = bool(case.agency) and name.startswith(case.agency or "") and not name.endswith("户")
    head = _at_head(case, writ, name)
    if is_person_name(name) and (head or name != printed):
        return _own_hands(f"{place}载明收款人为{'执法人员' if name in officers else '自然人'}{name}", on, mark)
    if name in officers and _in_cash(case, writ):
        return _own_hands(f"{place}载明以现金交款，收款人为执法人员{name}", on, mark)
    if name in officers:
        return unknown(f"{place}下方的收款人为执法人员{name}，可能是经手现金罚款", evidence=(mark,))
    if own and head and not ("单位" in _label(case, field) and _TICKET.search(writ.title)):
        return _own_hands(f"{place}载明收款人为处罚机关{name}", on, mark)
    if (is_person_name(name) or own) and not _TICKET_OF_FINANCE.search(case.squeezed(writ).text) and _in_cash(case, writ):
        return unknown(f"{place}载明以现金交款，收款人为{name}，不是财政票据，是否自行收缴请核对", evidence=(mark,))
    if is_person_name(name) or own:
        return met("票据下方的收款人为经办人，收款单位栏为执收单位", [mark])
    if case.recognised(writ):
        return met("收款人取自扫描件，不作判断", [mark])
    return breach(
        f"疑似收款账户性质不明：{place}载明收款人为{name}，请核对是否财政专户、国库或者代收银行",
        on=on,
        severity="info",
        evidence=(mark,),
        law=("APL2021",),
    )


def _in_cash(case: CaseFile, writ: Writ) -> bool:
    """Whether a receipt says that cash was paid, and names no bank."""
    text = case.squeezed(writ).text
    said = _CASH.search(text)
    return said is not None and not unticked(text, said.end() - 1) and _BANK.search(text) is None


def _own_hands(said: str, on: date | None, mark: Evidence) -> Outcome:
    return breach(f"疑似自行收缴罚款：{said}，不是财政专户、国库或者代收银行", on=on, severity="fatal", evidence=(mark,))


def _listed(rule: Rule, name: str) -> bool:
    return any(word in name for word in rule.params["payee_whitelist"])


def _label(case: CaseFile, field: Field) -> str:
    """What is printed before a field."""
    if not field.spans:
        return ""
    span = field.spans[0]
    before = case.dossier.page(span.page).text[max(0, span.start - 16) : span.start]
    return re.sub(r"[\s：:]", "", before)[-6:]


def _at_head(case: CaseFile, writ: Writ, name: str) -> bool:
    """Whether the payee stands above the sums, where the account is named, and not beside the cashier's line."""
    text = case.squeezed(writ).text
    at = text.find(name)
    sums = _SUMS.search(text)
    beside = _CASHIER.search(text, max(0, at - 12), at + len(name) + 12)
    return beside is None and sums is not None and 0 <= at < sums.start()
