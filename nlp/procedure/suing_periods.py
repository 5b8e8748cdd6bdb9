"""Periods for suing other than the usual six months: what the laws that a writ cites set themselves, and what the office has noted."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ingest.dossier import Writ
from nlp.citations import find_citations
from nlp.facts.numerals import parse_numeral
from nlp.procedure.case import CaseFile
from nlp.statutes.library import Version, library

_OWN_PERIOD = re.compile(r"([一二三四五六七八九十\d]+)(日|个月)内，?(?:直接)?(?:依照[^，。；]{0,24})?向人民法院(?:起诉|提起)")
_OF_OTHERS = re.compile(r"复议|仲裁|裁决")  # periods for suing what is no penalty
# 烟草专卖法实施条例, 山东省实施《矿山安全法》办法: a regulation that carries out a law leaves its period for suing as it is
_CARRIED_OUT = re.compile(r"^(?:.*实施[《〈]?)?(?P<law>[\u4e00-\u9fa5]{2,20}?法)[》〉]?(?:实施)?(?:条例|细则|办法)$")
_OF_AGENCY = {"烟草": "中华人民共和国烟草专卖法"}  # laws whose period holds for every penalty of an agency (烟草专卖法第四十一条)
_PROCEDURAL = ("行政复议法", "行政诉讼法", "行政处罚法", "行政强制法")


def own_periods(case: CaseFile, writ: Writ, day: date) -> tuple[set[tuple[str, int]], str | None]:
    """The periods for suing that the cited laws set themselves, (日 or 月, number), and a cited law whose text is not at hand.

    The law that a cited regulation carries out counts as cited, and the law that an agency's penalties rest on.
    """
    cited = [found.value.law for found in find_citations(case.squeezed(writ).text)]
    carried_out = [match["law"] for law in cited if (match := _CARRIED_OUT.search(law)) and library().resolve(match["law"])]
    of_agency = [law for department, law in _OF_AGENCY.items() if department == case.department]
    laws = list(dict.fromkeys([*cited, *carried_out, *of_agency]))
    own = {("日", days) for title, days in case.local.special_remedy.items() if any(title in law for law in laws)}
    unheld = None
    for law in laws:
        statute = library().resolve(law)
        if statute is None or statute.level != "法律":
            unheld = unheld or (law if statute is None and law.endswith("法") else None)
            continue
        version = library().in_force(law, day).version
        if version is None:
            unheld = unheld or law
            continue
        if statute.title.endswith(_PROCEDURAL):
            continue
        own |= _set_by(version)
    return own, unheld


@lru_cache(maxsize=256)  # a few laws are cited again and again
def _set_by(version: Version) -> frozenset[tuple[str, int]]:
    """The periods that the articles of a law set."""
    own = set()
    for article in version.articles.values():
        for match in _OWN_PERIOD.finditer(article.text):
            days = parse_numeral(match.group(1))
            if days and not _OF_OTHERS.search(article.text, max(0, match.start() - 16), match.start()):
                own.add(("月" if "月" in match.group(2) else "日", days))
    return frozenset(own)
