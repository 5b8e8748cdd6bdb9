"""Days of letters whose year lost a numeral under the seal (二五年四月七日): its number or other days tell which it is."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ingest.dossier import Writ
from nlp.fact import Found
from nlp.facts.dates import find_dates
from nlp.facts.document_numbers import find_document_numbers
from nlp.facts.numerals import DIGITS, ZEROS
from nlp.procedure.service import receipts_for

if TYPE_CHECKING:
    from nlp.procedure.case import CaseFile

_NUMERAL = rf"[{ZEROS}\d一二三四五六七八九]"
_FOOT = re.compile(
    rf"(?:^|(?<=[局队会府厅所处]))[ \t]*(?P<year>{_NUMERAL}[ ]?{_NUMERAL}{{1,2}})[ ]?"
    r"(?P<rest>年[^年月日\n]{1,4}月[^年月日\n]{1,6}日)[ \t]*$",
    re.M,
)


def day_of_a_short_year(case: CaseFile, writ: Writ) -> Found[date] | None:
    """The day at the foot of a letter with what was read of its year made whole; its place is one in ``case.text``."""
    matches = list(_FOOT.finditer(case.text(writ).text))
    if not matches:
        return None
    foot = matches[-1]
    read = "".join(str(DIGITS.get(sign, sign)) for sign in "".join(foot["year"].split()))
    years = {year for year in _years(case, writ) if year % 10 == int(read[-1]) and _in_order(read, str(year))}
    days = find_dates(f"{years.pop()}{foot['rest']}") if len(years) == 1 else []
    return Found(days[0].value, foot.start("year"), foot.end("rest"), foot.group()) if days else None


def _years(case: CaseFile, writ: Writ) -> set[int]:
    """The year of a letter's number, else those of the other days in it and of its receipts."""
    if numbers := find_document_numbers(writ.number or ""):
        return {numbers[0].value.year}
    texts = (case.squeezed(writ).text, *(receipt.text for receipt, _ in receipts_for(case, writ)))
    return {one.value.year for text in texts for one in find_dates(text)}


def _in_order(read: str, whole: str) -> bool:
    """Whether a text is another one without some of its signs."""
    rest = iter(whole)
    return all(sign in rest for sign in read)
