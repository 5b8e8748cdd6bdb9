"""CaseFile: one dossier as the checks see it. It reads, it does not judge.

Everything handed out carries its place on the page. Absence is proven only where every page was read and belongs to a writ and the
catalogue of the dossier does not list the writ (catalogue, convention on ``has``).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from typing import Any, Literal

from ingest.document import Span
from ingest.dossier import Dossier, Field, Writ
from ingest.passage import Passage
from ingest.readers.text_layer import letters_lost
from ingest.writs.catalogue import kinds
from ingest.writs.labels import unify
from ingest.writs.split import running_heads
from ingest.writs.title_words import is_field_of_law
from ingest.writs.titles import furniture, kind_of_title
from ingest.writs.unknown_titles import may_be, unknown_title
from ingest.writs.upright import upright
from nlp.facts.dates import find_dates
from nlp.procedure.agency import agency_of
from nlp.procedure.asked_once import asked_once
from nlp.procedure.dating import Dated, Missing, date_fields, day_in_text, signs_letter, zh
from nlp.procedure.department import AgencyKind, agency_kind, department_of_case
from nlp.procedure.finding import Evidence
from nlp.procedure.letter_days import reconsidered
from nlp.procedure.local import Department, LocalParameters
from nlp.procedure.logic import NO, YES, Ternary, undecided
from nlp.procedure.lost_letters import name_as_most_read
from nlp.procedure.mention import Mention, find_mentions
from nlp.procedure.service import Receipt, Service, is_electronic_receipt, read_deliveries, read_receipts, service_of
from nlp.procedure.stray import may_be_a_paper

Procedure = Literal["ordinary", "summary", "unknown"]
POOR = 0.8  # confidence of a recognised page below which nothing on it makes a breach
_HEAD = 200  # characters in which the title of a writ nearly always stands
_BEGINNINGS = frozenset({"start", "hearing_time", "measure_at"})  # fields that say from when to when


class CaseFile:
    """A dossier split into writs, the local parameters and the day of screening. ``lost_files`` could not be opened at all."""

    def __init__(
        self, dossier: Dossier, *, local: LocalParameters | None = None, today: datetime.date | None = None, lost_files: Sequence[str] = ()
    ) -> None:
        self.dossier = dossier
        self.local = local or LocalParameters()
        self.today = today or datetime.date.today()
        self.lost_files = tuple(lost_files)
        self._passages: dict[tuple[int, int, int, int | None], Passage] = {}
        self._squeezed: dict[int, tuple[Writ, Passage]] = {}  # by the writ's identity, which it holds on to
        self._days: dict[tuple[int, str], tuple[Writ, Dated | Missing]] = {}
        self.answers: dict[tuple[Hashable, ...], tuple[object, Any]] = {}  # of functions that are asked once

    # ---- writs ----

    def writs(self, type: str, subtype: str | None = None) -> tuple[Writ, ...]:
        """The writs of a type, in page order."""
        return self._by_kind.get((type, subtype), ())

    @cached_property
    def _by_kind(self) -> dict[tuple[str, str | None], tuple[Writ, ...]]:
        """By type and subtype, and all of a type under no subtype."""
        found: dict[tuple[str, str | None], list[Writ]] = {}
        for writ in self.dossier.writs:
            for subtype in {writ.subtype, None}:
                found.setdefault((writ.type, subtype), []).append(writ)
        return {kind: tuple(writs) for kind, writs in found.items()}

    def first(self, type: str, subtype: str | None = None) -> Writ | None:
        """The first writ of a type."""
        found = self.writs(type, subtype)
        return found[0] if found else None

    def last(self, type: str, subtype: str | None = None) -> Writ | None:
        """The latest writ of a type by its day (the one that counts after a renewed notice); by page where days are not known."""
        found = self.writs(type, subtype)
        if len(found) < 2:
            return found[0] if found else None
        days = [self.date(writ) for writ in found]
        return max(zip(found, days, strict=True), key=_when)[0]

    def has(self, type: str, subtype: str | None = None) -> Ternary:
        """Whether the dossier holds such a writ: ``no`` only where absence is proven."""
        if self.writs(type, subtype):
            return YES
        gaps = self.gaps
        gaps = (*gaps, *(f"第{_pages(pages)}页《{title}》未能归类" for pages, title in self.strangers if may_be(title, type)))
        listed = self.listed(type, subtype)
        if listed:
            gaps = (*gaps, f"卷内目录列有《{listed}》而卷内未见，可能漏扫")
        return undecided(*gaps) if gaps else NO

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """Why absence cannot be proven in this dossier; empty where it can."""
        gaps = []
        if self.unread_pages:
            gaps.append(f"第{_pages(self.unread_pages)}页未能识别")
        known = {n for pages, _ in self.strangers for n in pages}
        if unsorted := [n for n in self.stray_pages if n not in known and may_be_a_paper(self.dossier.page(n).text)]:
            gaps.append(f"第{_pages(unsorted)}页未能归类")
        if self.poor_pages:
            gaps.append(f"第{_pages(self.poor_pages)}页识别质量低或者文字有缺损")
        if self.lost_files:
            gaps.append(f"文件{'、'.join(self.lost_files)}未能读取")
        return tuple(gaps)

    @cached_property
    def unread_pages(self) -> tuple[int, ...]:
        """Pages that carry marks nobody has read."""
        return self.dossier.unread_pages()

    @cached_property
    def poor_pages(self) -> tuple[int, ...]:
        """Pages that OCR read with little confidence, or whose text lost letters: too little is known of them to accuse anybody."""
        return tuple(
            page.number for page in self.dossier.pages if (page.confidence < POOR if page.origin == "ocr" else letters_lost(page.text))
        )

    @cached_property
    def stray_pages(self) -> tuple[int, ...]:
        """Read pages that belong to no writ of a known type; blank pages do not count."""
        known = kinds()
        owned = {n for writ in self.dossier.writs if writ.type in known for n in range(writ.first_page, writ.last_page + 1)}
        return tuple(
            page.number
            for page in self.dossier.pages
            if page.number not in owned and not page.blank and not page.unread and page.text.strip()
        )

    @cached_property
    def strangers(self) -> tuple[tuple[tuple[int, ...], str], ...]:
        """Papers under a title that names no kind of writ: their pages and the title."""
        found: list[tuple[list[int], str]] = []
        first = {document.pages[0].number for document in self.dossier.documents if document.pages}
        for number in self.stray_pages:
            title = unknown_title(upright(self.dossier.page(number)), self._running)
            if title:
                found.append(([number], title))
            elif found and found[-1][0][-1] == number - 1 and number not in first:
                found[-1][0].append(number)
        return tuple((tuple(pages), title) for pages, title in found)

    def listed(self, type: str, subtype: str | None = None) -> str | None:
        """The line of the catalogue (卷内目录) or the note (备考表) that lists such a writ."""
        return listed_title(self._listed_runs, type, subtype)

    @cached_property
    def _listed_runs(self) -> tuple[str, ...]:
        """The runs of characters in the rows of the writs that list others, or in the whole text where no rows were read."""
        found: list[str] = []
        for writ in self.writs("dossier_binding"):
            if writ.subtype != "cover":
                rows = [field.text for field in writ.all("catalog") if field.state == "value"]
                for row in rows or [self.text(writ).text]:
                    found += re.findall(r"[\u4e00-\u9fa5（）、/]{2,}", unify("".join(row.split())))
        return tuple(found)

    # ---- text ----

    def text(self, writ: Writ) -> Passage:
        """The normalised text of a writ, line breaks kept."""
        key = writ.place
        if key not in self._passages:
            self._passages[key] = Passage.of(self.dossier.pages_of(writ))
        return self._passages[key]

    def squeezed(self, writ: Writ) -> Passage:
        """The text of a writ without white space, and without page numbers and running heads where it goes on to the next page."""
        known = self._squeezed.get(id(writ))
        if known is None:
            known = self._squeezed[id(writ)] = (writ, self.text(writ).without(list(self._between_pages(writ))).squeezed())
        return known[1]

    def _between_pages(self, writ: Writ) -> Iterator[Span]:
        """The lines of a writ's pages that foot a page before its last or head one after its first."""
        pages = self.dossier.pages_of(writ)
        for page in map(upright, pages if len(pages) > 1 else ()):
            for line in page.lines:
                upper = line.box.top < page.height / 2
                inside = page.number != pages[0].number if upper else page.number != pages[-1].number
                if inside and furniture(page, line, self._running):
                    yield Span(page.number, line.start, line.end)

    @cached_property
    def _running(self) -> frozenset[str]:
        return running_heads(self.dossier.pages) if self.dossier.running is None else self.dossier.running

    def mentions(
        self,
        where: Writ | str | Iterable[Writ],
        pattern: str | re.Pattern[str],
        *,
        drop_citations: bool = True,
        drop_negation: bool = False,
    ) -> list[Mention]:
        """Hits of ``pattern`` in a writ, several writs, or all writs of a type, on text without white space.

        For 「NOT mentions」 pass ``drop_citations=False``: what is lacking must be lacking in the whole text.
        """
        writs = self.writs(where) if isinstance(where, str) else (where,) if isinstance(where, Writ) else tuple(where)
        return [
            mention
            for writ in writs
            for mention in find_mentions(writ, self.squeezed(writ), pattern, citations=not drop_citations, negations=not drop_negation)
        ]

    def readable(self, writ: Writ) -> bool:
        """Whether every page of a writ was read, so that what is not in its text is not in the writ."""
        return not any(page.unread for page in self.dossier.pages_of(writ))

    def recognised(self, *writs: Writ) -> bool:
        """Whether some page of these writs was read by OCR, where single characters are not to be relied on."""
        return any(page.origin == "ocr" for writ in writs for page in self.dossier.pages_of(writ))

    # ---- days ----

    def date(self, writ: Writ | None, field: str = "date") -> Dated | Missing:
        """The day of a writ, or the day in one of its fields."""
        if writ is None:
            return Missing("absent", "卷内未见该文书")
        known = self._days.get((id(writ), field))
        if known is None:
            known = self._days[id(writ), field] = (writ, self._day(writ, field))
        return known[1]

    def _day(self, writ: Writ, field: str) -> Dated | Missing:
        day = self._written_day(writ, field)
        return reconsidered(self, writ, day) if field == "date" and self.recognised(writ) and signs_letter(writ) else day

    def _written_day(self, writ: Writ, field: str) -> Dated | Missing:
        label = f"《{writ.title}》日期"
        empty = False
        for name in date_fields(writ) if field == "date" else (field,):
            found = writ.get(name)
            day = _one_day(found.text, first=name in _BEGINNINGS) if found.state == "value" else None
            if day:
                return Dated(day, partial(self.evidence, f"{label} {day.isoformat()}", field=found, writ=writ))
            empty = empty or found.state == "empty"
        if empty:
            return Missing("empty", f"《{writ.title}》（第{writ.first_page}页）日期栏空白")
        if field == "date" and (read := day_in_text(writ, self.text(writ), recognised=self.recognised(writ))):
            one, passage = read
            return Dated(
                one.value, lambda: self.evidence(f"{label} {one.value.isoformat()}", spans=passage.spans(one.start, one.end), writ=writ)
            )
        return Missing("unread", f"《{writ.title}》（第{writ.first_page}页）的日期未能识别")

    @cached_property
    def filing(self) -> Dated | Missing:
        """The day the case was filed: the leader's approval (立案审批表), the first where a case was filed twice."""
        found = [self.date(writ) for writ in self.writs("filing_approval")]
        days = [one for one in found if isinstance(one, Dated)]
        if days:
            return min(days, key=lambda one: one.value)
        return found[0] if found else Missing("absent", "卷内未见立案审批表")

    @property
    def filing_date(self) -> datetime.date | None:
        """The day of ``filing``, where it is known."""
        return self.filing.value if isinstance(self.filing, Dated) else None

    @cached_property
    def decision(self) -> Writ | None:
        """The penalty decision, ordinary or on the spot; the latest where there are several."""
        return self.last("penalty_decision") or self.last("summary_decision")

    @cached_property
    def decided(self) -> Dated | Missing:
        """The day of the decision."""
        return self.date(self.decision)

    @property
    def decision_date(self) -> datetime.date | None:
        """The day of ``decided``, where it is known."""
        return self.decided.value if isinstance(self.decided, Dated) else None

    @cached_property
    def notices(self) -> tuple[Writ, ...]:
        """All notices (告知书、听证告知书、告知笔录), in page order."""
        return self.writs("prior_notice")

    # ---- service ----

    @cached_property
    def receipts(self) -> tuple[Receipt, ...]:
        """The receipts as read."""
        found: list[Receipt] = []
        for writ in self.writs("service_doc"):
            if writ.subtype in ("receipt", None) or is_electronic_receipt(writ):
                day = self.date(writ)
                state: Literal["value", "empty", "unread"] = (
                    "value" if isinstance(day, Dated) else "empty" if day.state == "empty" else "unread"
                )
                found += read_receipts(writ, self.text(writ), day.value if isinstance(day, Dated) else None, state)
        return tuple(found)

    @cached_property
    def deliveries(self) -> tuple[Receipt, ...]:
        """Papers of the post and of couriers by which a mail arrived, as receipts of what they say it held."""
        return tuple(read_deliveries(self))

    @asked_once
    def served(self, writ: Writ) -> Service:
        """Whether, when and how a writ reached the party."""
        return service_of(self, writ)

    # ---- who ----

    @cached_property
    def agency(self) -> str | None:
        """The agency that handled the case, by its signature under the decision, else under other writs."""
        return agency_of(self)

    @cached_property
    def agency_kind(self) -> AgencyKind:
        """What kind of agency it is."""
        return agency_kind(self.agency) if self.agency else "unknown"

    @cached_property
    def department(self) -> str | None:
        """市场监管, 城管, 生态环境 …; None where nothing says."""
        headings = [self.text(writ).text[:80] for writ in self.dossier.writs]
        return department_of_case(self.agency, headings)

    @cached_property
    def settled(self) -> Department:
        """The local parameters of this case's department."""
        return self.local.department(self.department)

    @cached_property
    def region(self) -> str | None:
        """The place of the agency, by its name, else the office's own region."""
        match = re.match(r"(?:[\u4e00-\u9fa5]{2,8}?(?:省|自治区|自治州|地区|州|盟|市|区|县|旗)){1,4}", self.agency or "")
        return match.group() if match else self.local.region

    @cached_property
    def party(self) -> str | None:
        """The party's name, by the decision, else by the filing and the notice; of recognised pages as most fields have it."""
        for writ in (self.decision, self.first("filing_approval"), *self.notices, self.first("party_identity")):
            if writ and (name := writ.get("party_name")).state == "value":
                text = "".join(name.text.split())
                return name_as_most_read(self, text) if self.recognised(writ) else text
        return None

    @cached_property
    def procedure(self) -> Procedure:
        """Ordinary (普通程序) or summary (简易程序), by the writs that only one of them has."""
        if self.writs("penalty_decision") or self.writs("filing_approval") or self.writs("prior_notice"):
            return "ordinary"
        return "summary" if self.writs("summary_decision") else "unknown"

    # ---- evidence ----

    def evidence(self, label: str, *, writ: Writ | None = None, field: Field | None = None, spans: Sequence[Span] = ()) -> Evidence:
        """Evidence with boxes: of spans, of a field, else of the title of a writ."""
        places = tuple(spans) or (field.spans if field else ())
        if not places and writ:
            places = self._title_span(writ)
        if not places:
            return Evidence(
                label, field.text if field else writ.title if writ else "", writ.first_page if writ else 0, writ=writ.type if writ else None
            )
        first = places[0]
        page = self.dossier.page(first.page)
        here = [span for span in places if span.page == first.page]
        quote = "".join(self.dossier.page(span.page).text[span.start : span.end] for span in places)
        boxes = tuple(box for span in here for box in page.boxes(span.start, span.end))
        return Evidence(label, " ".join(quote.split()), first.page, first, boxes, writ.type if writ else None)

    def cite(self, label: str, mention: Mention) -> Evidence:
        """Evidence of a mention."""
        return self.evidence(label, writ=mention.writ, spans=mention.spans)

    @asked_once
    def _title_span(self, writ: Writ) -> tuple[Span, ...]:
        title = "".join(writ.title.split())
        whole = self.text(writ)
        first_page = whole.pages.count(writ.first_page)
        for reach in (min(_HEAD, first_page), first_page) if title else ():
            passage = whole.slice(0, reach).squeezed()
            if (at := passage.text.find(title)) >= 0:
                return passage.spans(at, at + len(title))
        return ()


def _one_day(text: str, *, first: bool) -> datetime.date | None:
    """The day a field says; None where it says several (cells of two columns run together), unless the first is asked for."""
    days = [one.value for one in find_dates(text)]
    return days[0] if days and (first or len(set(days)) == 1) else None


def listed_title(runs: Iterable[str], type: str, subtype: str | None) -> str | None:
    """The title of such a writ in the runs of characters of a catalogue.

    A title that only ends another is none: 责令停止违法行为通知书 lists no 违法行为通知书.
    """
    for run in runs:
        kind = kind_of_title(run)
        title = _title_at_head(run, type) if kind is None else run if kind[0] == type else None
        if title and (subtype is None or kinds()[type].subtype(title) == subtype):
            return title
    return None


@lru_cache(maxsize=16_384)  # catalogues name the same few papers
def _title_at_head(run: str, type: str) -> str | None:
    """The title of a type at the head of a run of characters that goes on with another column (责任者)."""
    matches = (match for pattern in (kinds()[type].patterns if type in kinds() else ()) for match in pattern.finditer(run))
    heads = (run[: match.end()] for match in matches if is_field_of_law(run[: match.start()], match.group()))
    return next((head for head in heads if (kind := kind_of_title(head)) and kind[0] == type), None)


def _when(pair: tuple[Writ, Dated | Missing]) -> tuple[datetime.date, int]:
    writ, day = pair
    return (day.value if isinstance(day, Dated) else datetime.date.min, writ.first_page)


def _pages(numbers: Sequence[int]) -> str:
    """``3、5-7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


__all__ = ["CaseFile", "Dated", "Missing", "Procedure", "zh"]
