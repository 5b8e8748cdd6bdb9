"""The papers as papers: catalogue and page numbers (卷内目录、页码), places left blank, missing days, numbers of writs (文书制作规范)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ingest.writs.labels import unify
from ingest.writs.titles import kind_of_title
from nlp.procedure.binding import Catalogue, Row, catalogue, totals
from nlp.procedure.case import CaseFile
from nlp.procedure.dating import Dated
from nlp.procedure.finding import Evidence
from nlp.procedure.listing import Listing, alike
from nlp.procedure.outcome import Outcome, breach, met, not_applicable, unknown
from nlp.procedure.page_numbers import breaks
from nlp.procedure.registry import check
from nlp.procedure.rules import Rule

_FEW = 0.1  # share of the rows that may be unlike every title before the catalogue counts as one that words them its own way
_PAPER = re.compile(r"application/pdf|image/")
# writs that a catalogue lists by themselves; receipts, photos and copies are often listed together with others
_LISTED = (
    "filing_approval",
    "inquiry_record",
    "scene_record",
    "investigation_report",
    "legal_review",
    "prior_notice",
    "collective_discussion",
    "decision_approval",
    "penalty_decision",
)


@check("archive.catalog_mismatch")
def catalog_mismatch(case: CaseFile, rule: Rule) -> Outcome | list[Outcome]:
    """The rows of the catalogue against the writs, their page numbers against each other, and the total against cover and note."""
    if not case.writs("dossier_binding", "cover") and not case.writs("dossier_binding", "catalog"):
        return not_applicable("卷内没有卷宗封面和目录")
    on = _bound(case)
    listed = catalogue(case)
    outcomes = [*_totals(case, listed, on), *_without_note(case, on)]
    if listed is not None and listed.rows:
        beside = Listing(case, listed)
        outcomes += [
            *_lacking(case, listed, beside, on),
            *_unlisted(case, listed, beside, on),
            *_page_numbers(case, listed, beside, on),
            *_fewer_pages(case, listed, on),
        ]
    outcomes = outcomes or [*_printed_numbers(case, on)]
    return outcomes or met("卷内目录与文书、页码一致")


def _bound(case: CaseFile) -> date | None:
    """The day the dossier was bound, else the last day known of the case."""
    days = [day.value for writ in case.writs("dossier_binding") if isinstance(day := case.date(writ), Dated)]
    return max(days, default=None) or case.decision_date or case.filing_date


def _lacking(case: CaseFile, listed: Catalogue, beside: Listing, on: date | None) -> Iterator[Outcome]:
    """Rows of known kinds of which the dossier holds no writ, and whose title stands on no page.

    Where the catalogue else names its writs as they are titled, any row of whose title there is no writ. A row at whose place stands a
    page that no other row lists may be that page.
    """
    lacking = [row for row in listed.rows if (kind := kind_of_title(row.title)) and not case.writs(kind[0])]
    titles = {unify("".join(writ.title.split())) for writ in case.dossier.writs}
    unmet = [row for row in listed.rows if not alike(unify(row.title), titles)]
    if len(unmet) <= _FEW * len(listed.rows):
        lacking += [row for row in unmet if row not in lacking]
    if case.gaps or not lacking:
        return
    own = _binding_pages(case)
    text = unify("".join("".join(page.text.split()) for page in case.dossier.pages if page.number not in own))
    places = {id(row): at for at, row in enumerate(listed.rows)}
    unseen = [row for row in lacking if beside.writ(places[id(row)]) is None and unify(row.title) not in text]
    unsure = [row for row in unseen if beside.may_be_there(places[id(row)])]
    gone = [row for row in unseen if row not in unsure]
    if unsure:
        names = "、".join(f"《{row.title}》" for row in unsure)
        yield unknown(f"{_name(listed)}所列{names}的位置上有题名不同或者没有题名的页，未能确认是否为同一材料")
    if gone:
        names = "、".join(f"《{row.title}》" for row in gone)
        yield breach(
            f"疑似目录与文书不符：{_name(listed)}列有{names}，卷内第1–{len(case.dossier.pages)}页未见，请核对是否漏装、漏扫",
            on=on,
            evidence=[_row(case, listed, row) for row in gone],
            law=("SAMR_PROC", "APL2021"),
        )


def _unlisted(case: CaseFile, listed: Catalogue, beside: Listing, on: date | None) -> Iterator[Outcome]:
    """Writs that stand in no row, where every row was read."""
    if not listed.complete or case.gaps:
        return
    titles = [unify(row.title) for row in listed.rows]
    types = {kind[0] for row in listed.rows if (kind := kind_of_title(row.title))}
    missing = [
        writ
        for type in _LISTED
        for writ in case.writs(type)
        if type not in types and not alike(unify("".join(writ.title.split())), titles) and not beside.may_be_listed(writ)
    ]
    if missing:
        names = "、".join(f"《{writ.title}》（第{writ.first_page}页）" for writ in missing)
        yield breach(
            f"疑似目录与文书不符：卷内有{names}，{_name(listed)}没有列入",
            on=on,
            evidence=[*(case.evidence(f"《{writ.title}》", writ=writ) for writ in missing), case.evidence("目录未列", writ=listed.writ)],
            law=("SAMR_PROC", "APL2021"),
        )


def _page_numbers(case: CaseFile, listed: Catalogue, beside: Listing, on: date | None) -> Iterator[Outcome]:
    """Rows that begin before the row above ends, or leave pages out; where only first pages are told, rows that go back.

    On recognised pages one such place may be a misread digit: two are needed. Two writs may stand on one page.
    """
    ranges = any(row.last for row in listed.rows)
    wrong: list[tuple[Row, Row]] = []
    for at, (above, below) in enumerate(pairwise(listed.rows)):
        if above.first is None or below.first is None:
            continue
        last = above.last or above.first
        if below.first == last and beside.on_one_page(at, at + 1):
            continue
        if below.first < above.first or (ranges and below.first != last + 1):
            wrong.append((above, below))
    if len(wrong) < (2 if case.recognised(listed.writ) else 1):
        return
    above, below = wrong[0]
    what = "重号或者倒置" if (below.first or 0) <= (above.last or above.first or 0) else "漏号"
    yield breach(
        f"疑似卷内页码{what}：{_name(listed)}《{above.title}》为第{_pages(above)}页，其后《{below.title}》为第{_pages(below)}页"
        + (f"，同类问题共{len(wrong)}处" if len(wrong) > 1 else ""),
        on=on,
        evidence=(_row(case, listed, above), _row(case, listed, below)),
        law=("SAMR_PROC", "APL2021"),
    )


def _totals(case: CaseFile, listed: Catalogue | None, on: date | None) -> Iterator[Outcome]:
    """The numbers of pages on cover and note, and the last page of the catalogue; covers and catalogues may be counted or not."""
    told = totals(case)
    if len({one.pages for one in told}) > 1:
        yield breach(
            "疑似卷内页数不一致：" + "，".join(f"{one.evidence.label}（第{one.evidence.page}页）" for one in told),
            on=on,
            evidence=[one.evidence for one in told],
            law=("SAMR_PROC", "APL2021"),
        )
        return
    row = listed.rows[-1] if listed and listed.rows else None
    last = (row.last or row.first) if row else None
    if not told or listed is None or row is None or last is None or case.recognised(listed.writ):
        return
    total, own = told[0].pages, len(_binding_pages(case))
    if total < last or (total > last + own and any(one.last for one in listed.rows)):
        yield breach(
            f"疑似卷内页数不一致：{told[0].evidence.label}（第{told[0].evidence.page}页），{_name(listed)}最后一份《{row.title}》为第{_pages(row)}页",
            on=on,
            evidence=(told[0].evidence, _row(case, listed, row)),
            law=("SAMR_PROC", "APL2021"),
        )


def _printed_numbers(case: CaseFile, on: date | None) -> Iterator[Outcome]:
    """The numbers printed on the pages themselves leave out, repeat or go back."""
    own = _binding_pages(case)  # covers and catalogues bear no number of the series
    wrong = breaks([page for page in case.dossier.pages if page.number not in own])
    if not wrong or case.lost_files or len(case.dossier.documents) > 1:
        return
    above, below = wrong[0]
    what = "漏号" if below.number > above.number else "重号或者倒置"
    yield breach(
        f"疑似卷内页码{what}：第{above.page.number}页编为“{above.number}”，第{below.page.number}页编为“{below.number}”"
        + (f"，同类问题共{len(wrong)}处" if len(wrong) > 1 else ""),
        on=on,
        evidence=[Evidence(f"页码 {one.number}", str(one.number), one.page.number) for one in (above, below)],
        law=("SAMR_PROC", "APL2021"),
    )


def _fewer_pages(case: CaseFile, listed: Catalogue, on: date | None) -> Iterator[Outcome]:
    """Fewer pages handed in than the catalogue numbers: some were not bound or not scanned. Other files have no pages of paper."""
    if case.lost_files or not all(_PAPER.match(document.source.media_type) for document in case.dossier.documents):
        return
    row, there = listed.rows[-1], len(case.dossier.pages)
    last = row.last or row.first
    if last is not None and last > there and not case.recognised(listed.writ):
        yield breach(
            f"疑似漏装或者漏扫：{_name(listed)}最后一份《{row.title}》为第{_pages(row)}页，提交的案卷连同封面、目录只有{there}页",
            on=on,
            evidence=(_row(case, listed, row),),
            law=("SAMR_PROC", "APL2021"),
        )


def _without_note(case: CaseFile, on: date | None) -> Iterator[Outcome]:
    """A bound dossier with cover and catalogue but no note (备考表) anywhere."""
    if not (case.writs("dossier_binding", "cover") and case.writs("dossier_binding", "catalog")):
        return
    if case.has("dossier_binding", "note").no and not any("备考" in page.text for page in case.dossier.pages):
        yield breach(
            "疑似案卷缺少备考表：卷内有封面和目录，全卷未见备考表，所用文书格式没有备考表的不计",
            on=on,
            severity="info",
            evidence=[case.evidence(f"《{writ.title}》", writ=writ) for writ in case.writs("dossier_binding")],
            law=("SAMR_PROC", "APL2021"),
        )


def _binding_pages(case: CaseFile) -> set[int]:
    return {number for writ in case.writs("dossier_binding") for number in range(writ.first_page, writ.last_page + 1)}


def _name(listed: Catalogue) -> str:
    return f"《{listed.writ.title}》（第{listed.writ.first_page}页）"


def _pages(row: Row) -> str:
    return f"{row.first}-{row.last}" if row.last else f"{row.first}"


def _row(case: CaseFile, listed: Catalogue, row: Row) -> Evidence:
    """The row of a catalogue, by its title on its page."""
    passage = case.squeezed(listed.writ)
    at = passage.text.find(row.title)
    spans = passage.spans(at, at + len(row.title)) if at >= 0 else ()
    return case.evidence(
        f"目录：《{row.title}》第{_pages(row)}页" if row.first else f"目录：《{row.title}》", spans=spans, writ=listed.writ
    )
