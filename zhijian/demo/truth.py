"""truth.json: what a dossier holds, read off the case model and the rendered pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from zhijian.demo.assembly import Numbered
from zhijian.demo.case import Case, Planted
from zhijian.demo.dressing import dressed, quoted
from zhijian.demo.layouts import Layout
from zhijian.demo.manner import PLAIN
from zhijian.demo.writs.closing import money

_CITED = re.compile(
    r"《([^》]+)》((?:第[零一二三四五六七八九十百]+条(?:第[一二三四五六七八九十]+款)?(?:第（[一二三四五六七八九十]+）项)?、?)+)"
)
_KIND = {"企业": "企业", "个体工商户": "个体工商户", "公民": "公民"}


def truth(case: Case, layout: Layout, numbered: list[Numbered]) -> dict[str, Any]:
    """The truth record of a rendered dossier."""
    pages = numbered[-1][2]
    name = f"{case.id}.pdf"
    return {
        "id": case.id,
        "form": "digital",
        "layout": layout.name,
        **({} if case.manner == PLAIN else {"office": _office(case, layout)}),
        "department": case.dept,
        "procedure": "简易程序" if case.summary else "普通程序",
        "pages": pages,
        "files": [name],
        "documents": [_document(item, name) for item in numbered],
        "fields": _fields(case, numbered),
        "findings": [_finding(case, planted, numbered) for planted in case.planted],
        "tolerated": sorted({rule for item in case.planted for rule in item.tolerated} - {item.rule for item in case.planted}),
        "near_miss": list(case.near_miss),
        "clean": not case.planted,
    }


def _office(case: Case, layout: Layout) -> dict[str, Any]:
    """How the office writes, so that a misreading can be traced to it."""
    manner = case.manner
    return {
        "number": f"{manner.brackets[0]}2024{manner.brackets[1]}{manner.ordinal}1号",
        "dates": {"prose": manner.prose, "form": manner.form, "hand": manner.hand, "seal": manner.seal},
        "header": layout.header,
        "size": layout.size,
        "red_head": layout.red_head,
        "spaced_titles": manner.spaced,
        "ticks": manner.ticks,
        "signing": manner.signing,
        "labels": manner.labels,
    }


def _document(item: Numbered, name: str) -> dict[str, Any]:
    writ, first, last = item
    row: dict[str, Any] = {"key": writ.key, "type": writ.type, "title": writ.title, "pages": [first, last], "file": name}
    if writ.subtype:
        row["subtype"] = writ.subtype
    if writ.number:
        row["no"] = writ.number
    if writ.day:
        row["date"] = writ.day.isoformat()
    return row


def _finding(case: Case, planted: Planted, numbered: list[Numbered]) -> dict[str, Any]:
    found: list[int] = []
    shown = []
    for writ, first, last in numbered:
        if writ.key in planted.documents:
            shown.append(dressed(writ, case.manner))
            found += range(first, last + 1)
    return {
        "rule": planted.rule,
        "pages": sorted(set(found)),
        "documents": list(planted.documents),
        "why": planted.why,
        "quotes": [quoted(quote, shown, case.manner) for quote in planted.quotes],
    }


def _fields(case: Case, numbered: list[Numbered]) -> dict[str, Any]:
    dates, absent = case.dates, case.absent

    def day(key: str, writ: str | None = None) -> str | None:
        return dates[key].isoformat() if key in dates and (writ or key) not in absent else None

    present = {writ.key: writ for writ, _, _ in numbered}
    decision = present.get("summary") or present.get("decision")
    notice = present.get("notice")
    ordinary = not case.summary
    fields: dict[str, Any] = {
        "case_no": case.no("立") if ordinary else None,
        "party": case.party.name,
        "party_type": _KIND[case.party.kind],
        "uscc_or_id": case.rep.id_number if case.party.citizen else case.party.uscc,
        "legal_representative": None if case.party.citizen else case.rep.name,
        "agency": case.agency.name,
        "cause": case.scenario.cause,
        "inspection_date": day("scene"),
        "filing_date": day("filing") if "filing" not in case.unsigned else None,
        "notice_no": notice.number if notice else None,
        "notice_date": day("notice") if notice else None,
        "notice_service_date": day("notice_served", "r_notice") if notice else None,
        "decision_no": decision.number if decision else None,
        "decision_date": day("decision", "summary" if case.summary else "decision"),
        "service_date": None if ordinary and case.receipts["r_decision"].undated else day("served", "r_decision"),
        "payment_date": day("payment"),
        "closing_date": day("closing"),
        "fine_amount": case.fine,
        "confiscated_amount": money(case) - case.fine,
        "officers": [{"name": officer.name, "cert_no": officer.cert_no} for officer in case.officers],
        "cited_laws": _cited(text for text in _texts(decision)),
        "notice_cited_laws": _cited(text for text in _texts(notice)),
    }
    if ordinary:
        fields |= {
            "case_source_date": day("source"),
            "report_date": day("report"),
            "review_date": day("review"),
            "approval_date": day("approval"),
            "publicity_date": day("publicity"),
            "goods_value": case.numbers.get("goods"),
        }
    if "hearing" in case.features:
        fields |= {"hearing_notice_date": day("hearing_notice"), "hearing_date": day("hearing")}
    return fields


def _texts(writ: Any) -> Iterable[str]:
    return (
        text for block in (writ.blocks if writ else ()) for text in (getattr(block, "text", None), getattr(block, "value", None)) if text
    )


def _cited(texts: Iterable[str]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for text in texts:
        for law, places in _CITED.findall(text):
            for place in filter(None, places.split("、")):
                row = {"law": law, "article": place}
                if row not in rows:
                    rows.append(row)
    return rows
